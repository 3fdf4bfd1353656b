"""The verdict: which findings let a mail go, ask or stop it, and who needs none."""

from __future__ import annotations

from typing import Any

import pytest

from emailint.message import parse
from emailint.model import SEVERITIES, Envelope, Finding, Report, Score
from emailint.verdict import DECISIONS, Policy, Verdict, decide, exempt, failed


def finding(severity: Any, rule: str = "some-rule") -> Finding:
    return Finding(
        rule=rule, category="body", severity=severity, message="", advice="", points=1,
        block="body", start=0, end=1, line=1, column=1, end_line=1, end_column=2, file_line=1,
        contested=False, evidence=(), fix=None,
    )  # fmt: skip


def report(*findings: Finding) -> Report:
    return Report(
        path="-", index=0, subject="", language="en", ui_language="en", profile="business",
        score=Score(50, (), {}), findings=findings, rules_run=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("severities", "interactive", "decision"),
    [
        ([], True, "send"),
        ([], False, "send"),
        (["info"], True, "send"),
        (["info"], False, "send"),
        (["warning"], True, "ask"),
        (["warning"], False, "send"),
        (["error"], True, "ask"),
        (["error"], False, "stop"),
        (["info", "warning", "error"], True, "ask"),
        (["error", "warning", "info"], False, "stop"),
    ],
)
def test_the_policy_as_it_comes(severities: list[str], interactive: bool, decision: str) -> None:
    verdict = decide(report(*map(finding, severities)), Policy(), interactive=interactive)
    assert verdict.decision == decision
    assert verdict.notice == ("findings" if severities else "")


@pytest.mark.parametrize("interactive", [True, False])
@pytest.mark.parametrize("decision", ["send", "stop"])
def test_what_the_policy_says_holds(decision: Any, interactive: bool) -> None:
    for severity in SEVERITIES:
        policy = Policy.from_table({severity: decision})
        verdict = decide(report(finding(severity)), policy, interactive=interactive)
        assert verdict.decision == decision


def test_a_rule_s_own_entry_wins() -> None:
    policy = Policy(rules={"one": "stop", "two": "send", "three": "ask"})
    for rule, interactive, decision in (
        ("one", True, "stop"),
        ("two", True, "send"),
        ("two", False, "send"),
        ("three", True, "ask"),
        ("three", False, "stop"),  # asked for by name, and there is nobody to ask
    ):
        found = report(finding("warning", rule))
        assert decide(found, policy, interactive=interactive).decision == decision


def test_the_reasons_are_the_findings_that_decided() -> None:
    mild, grave = finding("info", "mild"), finding("error", "grave")
    assert decide(report(mild, grave), Policy(), interactive=True).findings == (grave,)
    assert decide(report(mild), Policy(), interactive=True).findings == (mild,)


def test_the_gravest_decides() -> None:
    policy = Policy(error="stop", warning="ask", info="send")
    for count in range(1, 4):
        found = report(*(finding(s) for s in SEVERITIES[:count]))
        assert decide(found, policy, interactive=True).decision == DECISIONS[count - 1]


def test_a_linter_that_failed_holds_a_mail_only_if_strict() -> None:
    assert failed(Policy()) == Verdict("send", (), "failed")
    assert failed(Policy(strict=True)) == Verdict("stop", (), "failed")


def test_a_policy_leaves_out_what_is_none() -> None:
    table = {"error": "stop", "sendmail": "msmtp", "held": "x", "timeout": 2}
    assert Policy.from_table(table) == Policy(error="stop", timeout=2)


@pytest.mark.parametrize(
    ("fields", "envelope", "why"),
    [
        ("From: ana@acme.example", None, ""),
        ("From: ana@acme.example\nAuto-Submitted: no", None, ""),
        ("X-Emailint-Override: yes", None, "override"),
        ("x-emailint-override:  YES ", None, "override"),
        ("X-Emailint-Override: sí", None, "override"),
        ("X-Emailint-Override: no", None, ""),
        ("X-Emailint-Override:", None, ""),
        ("Auto-Submitted: auto-replied", None, "exempt"),
        ("Auto-Submitted: auto-generated; x=y", None, "exempt"),
        ("From: MAILER-DAEMON@mx.example", None, "exempt"),
        ("From: Cron Daemon <root@host.example>", None, "exempt"),
        ("From: rooted@acme.example", None, ""),
        ("Content-Type: multipart/report; boundary=x", None, "exempt"),
        ("From: ana@acme.example", Envelope("<>", ("b@b.example",)), "exempt"),
        ("From: ana@acme.example", Envelope("", ("b@b.example",)), ""),
    ],
)
def test_who_needs_no_verdict(fields: str, envelope: Envelope | None, why: str) -> None:
    assert exempt(parse(f"{fields}\n\nText\n".encode()), envelope) == why
