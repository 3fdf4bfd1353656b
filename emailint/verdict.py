"""Report + policy -> send | ask | stop: the only place where a hook may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emailint.message import Message
    from emailint.model import Envelope, Finding, Report, Severity

Decision = Literal["send", "ask", "stop"]

OVERRIDE_FIELD: Final = "X-Emailint-Override"
STOPPED: Final = 65  # EX_DATAERR of sysexits.h: a sendmail wrapper's "the message is at fault"
NULL_SENDER: Final = "<>"
"""The envelope's sender of what must not be answered: bounces and receipts (RFC 5321, 4.5.5)."""
DECISIONS: Final = ("send", "ask", "stop")
"""From mild to grave."""
_MACHINES: Final = frozenset({"root", "mailer-daemon", "postmaster", "cron", "daemon", "nobody"})
_YES: Final = frozenset({"yes", "true", "1", "send", "si", "sí"})


class Policy(NamedTuple):
    """What each severity leads to; a rule's own entry in `rules` wins.

    `strict`: a mail is held when the linter itself fails. `timeout`: seconds for one verdict.
    """

    error: Decision = "ask"
    warning: Decision = "ask"
    info: Decision = "send"
    rules: Mapping[str, Decision] = {}
    strict: bool = False
    timeout: float = 5.0

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Policy:
        """The policy of a config's [hook] table; keys that are no policy are left out."""
        return cls(**{key: value for key, value in table.items() if key in cls._fields})


class Verdict(NamedTuple):
    """The decision, the findings that led to it, and a line that says why in `notice`.

    `notice` is one of "" | "exempt" | "override" | "findings" | "failed".
    """

    decision: Decision
    findings: tuple[Finding, ...] = ()
    notice: str = ""


def decide(report: Report, policy: Policy, *, interactive: bool) -> Verdict:
    """What is to happen to the draft.

    Where nobody can be asked (not `interactive`), an error that would ask stops, and a warning
    that would ask lets the mail go with a notice.
    """
    worst: Decision = "send"
    reasons = []
    for finding in report.findings:
        wanted = _wanted(finding, policy, interactive)
        if wanted != "send":
            reasons.append(finding)
        worst = max(worst, wanted, key=DECISIONS.index)
    notice = "findings" if report.findings else ""
    return Verdict(worst, tuple(reasons) or report.findings, notice)


def _wanted(finding: Finding, policy: Policy, interactive: bool) -> Decision:
    severity: Severity = finding.severity
    wanted: Decision = policy.rules.get(finding.rule, getattr(policy, severity))
    if wanted == "ask" and not interactive:
        return "stop" if severity == "error" or finding.rule in policy.rules else "send"
    return wanted


def failed(policy: Policy) -> Verdict:
    """The verdict when the linter could not do its work: the mail goes unless `strict`."""
    return Verdict("stop" if policy.strict else "send", (), "failed")


def exempt(message: Message, envelope: Envelope | None = None) -> str:
    """Why the mail needs no verdict: "override", "exempt" (a machine wrote it), or ""."""
    if (message.get(OVERRIDE_FIELD) or "").strip().lower() in _YES:
        return "override"
    if (message.get("Auto-Submitted") or "no").strip().lower() != "no":
        return "exempt"
    if envelope is not None and envelope.sender == NULL_SENDER:
        return "exempt"
    if (message.get("Content-Type") or "").lower().startswith("multipart/report"):
        return "exempt"  # a bounce or a receipt
    sender = message.sender
    if sender is not None and sender.address.partition("@")[0].lower() in _MACHINES:
        return "exempt"
    return ""
