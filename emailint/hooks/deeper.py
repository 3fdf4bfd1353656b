"""`hook.deep = true`: engines look at a mail too, without a say in its verdict unless they are given
one: a rule that the policy names counts. They have half of the policy's time, and start nothing."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emailint.config import Config
    from emailint.context import Situation
    from emailint.deep import Deep
    from emailint.model import Finding, Handed, Report
    from emailint.verdict import Policy

_deep: dict[str, Deep] = {}


def examined(situation: Situation, config: Config, policy: Policy) -> Handed:
    """What the engines say of a mail within their time. Never raises."""
    from emailint.model import Handed, Note

    done: list[Handed] = []

    def work() -> None:
        done.append(_engines(config).examine(situation))

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(policy.timeout / 2)
    told = Note("the engines of hook.deep gave no answer", "los motores de hook.deep no responden")
    return done[0] if done else Handed(notes=(told,))


def counted(report: Report, deeper: Report, rules: Mapping[str, Any]) -> Report:
    """`report`, and of what only `deeper` found the rules that the policy names."""
    seen = {_place(finding) for finding in report.findings}
    more = (f for f in deeper.findings if f.rule in rules and _place(f) not in seen)
    return report._replace(findings=(*report.findings, *more))


def _place(finding: Finding) -> tuple[str, int, int]:
    return finding.rule, finding.start, finding.end


def _engines(config: Config) -> Deep:
    from emailint.deep import Deep

    key = repr(config)
    if key not in _deep:
        _deep[key] = Deep(config, by_default=True)
    return _deep[key]
