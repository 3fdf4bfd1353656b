"""Report + policy -> send | ask | stop: the only place where a hook may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from emailint.automatic import is_unattended

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emailint.message import Message
    from emailint.model import Envelope, Finding, Report, Severity

Decision = Literal["send", "ask", "stop"]
Channel = Literal["header", "environment", "button", "terminal"]
CHANNELS: Final = ("header", "environment", "button", "terminal")

OVERRIDE_FIELD: Final = "X-Emailint-Override"
NULL_SENDER: Final = "<>"
"""The envelope's sender of what must not be answered: bounces and receipts (RFC 5321, 4.5.5)."""
DECISIONS: Final = ("send", "ask", "stop")
"""From mild to grave."""
_NO: Final = frozenset({"", "no", "false", "0"})


class Policy(NamedTuple):
    """What each severity leads to; a rule's own entry in `rules` wins.

    `score`: under how many points a mail asks or stops, whatever its findings. `override`: whether
    the writer may send past the verdict. `strict`: a mail is held when the linter itself fails.
    `timeout`: seconds for one verdict. `deep`: whether engines look too; what they find counts only
    by an entry in `rules`.
    """

    error: Decision = "ask"
    warning: Decision = "ask"
    info: Decision = "send"
    rules: Mapping[str, Decision] = {}
    score: Mapping[str, int] = {}
    override: bool = True
    strict: bool = False
    timeout: float = 5.0
    deep: bool = False

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Policy:
        """The policy of a config's [hook] table; keys that are no policy are left out."""
        return cls(**{key: value for key, value in table.items() if key in cls._fields})


class Override(NamedTuple):
    """The writer's word that the mail goes as it is: how it was given, and why ("" if untold)."""

    channel: Channel
    reason: str = ""


class Verdict(NamedTuple):
    """The decision, the findings that led to it, and what made it in `notice`.

    `notice` is one of "" | "exempt" | "override" | "findings" | "failed".
    """

    decision: Decision
    findings: tuple[Finding, ...] = ()
    notice: str = ""


def decide(report: Report, policy: Policy, *, interactive: bool) -> Verdict:
    """What is to happen to the draft.

    Where nobody can be asked (not `interactive`, or the policy lets nobody override), an error that
    would ask stops, and a warning that would ask lets the mail go with a notice. What the policy
    asks for by name, a rule or a score, stops there.
    """
    asks = interactive and policy.override
    worst = _by_score(report, policy, asks)
    reasons = []
    for finding in report.findings:
        wanted = _wanted(finding, policy, asks)
        if wanted != "send":
            reasons.append(finding)
        worst = max(worst, wanted, key=DECISIONS.index)
    notice = "findings" if report.findings or worst != "send" else ""
    return Verdict(worst, tuple(reasons) or report.findings, notice)


def _by_score(report: Report, policy: Policy, asks: bool) -> Decision:
    total = report.score.total
    if total < policy.score.get("stop", 0):
        return "stop"
    if total < policy.score.get("ask", 0):
        return "ask" if asks else "stop"
    return "send"


def _wanted(finding: Finding, policy: Policy, asks: bool) -> Decision:
    severity: Severity = finding.severity
    wanted: Decision = policy.rules.get(finding.rule, getattr(policy, severity))
    if wanted == "ask" and not asks:
        return "stop" if severity == "error" or finding.rule in policy.rules else "send"
    return wanted


def failed(policy: Policy) -> Verdict:
    """The verdict when the linter could not do its work: the mail goes unless `strict`."""
    return Verdict("stop" if policy.strict else "send", (), "failed")


def override_from(text: str | None, channel: Channel) -> Override | None:
    """The override that a field or variable asks for; its text is the reason, "no" is none."""
    reason = " ".join((text or "").split())
    return None if reason.lower() in _NO else Override(channel, reason)


def exempt(message: Message, envelope: Envelope | None = None) -> bool:
    """Whether a machine wrote the mail, so that it needs no verdict."""
    return (envelope is not None and envelope.sender == NULL_SENDER) or is_unattended(message)
