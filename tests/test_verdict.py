"""The verdict: which findings let a mail go, ask or stop it, and who needs none."""

from __future__ import annotations

from typing import Any

import pytest

from emailint.message import parse
from emailint.model import SEVERITIES, Envelope, Finding, Report, Score
from emailint.verdict import (
    DECISIONS,
    Override,
    Policy,
    Verdict,
    decide,
    exempt,
    failed,
    override_from,
)


def finding(severity: Any, rule: str = "some-rule") -> Finding:
    return Finding(
        rule=rule, category="body", severity=severity, message="", advice="", points=1,
        block="body", start=0, end=1, line=1, column=1, end_line=1, end_column=2, file_line=1,
        contested=False, evidence=(), fix=None,
    )  # fmt: skip


def report(*findings: Finding, total: int = 50) -> Report:
    return Report(
        path="-", index=0, subject="", language="en", ui_language="en", profile="business",
        score=Score(total, (), {}), findings=findings, rules_run=1,
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
    ("fields", "envelope", "machine"),
    [
        ("From: ana@acme.example", None, False),
        ("From: ana@acme.example\nAuto-Submitted: no", None, False),
        ("Auto-Submitted: auto-replied", None, True),
        ("Auto-Submitted: auto-generated; x=y", None, True),
        ("From: MAILER-DAEMON@mx.example", None, True),
        ("From: Cron Daemon <root@host.example>", None, True),
        ("From: rooted@acme.example", None, False),
        ("Content-Type: multipart/report; boundary=x", None, True),
        ("From: ana@acme.example", Envelope("<>", ("b@b.example",)), True),
        ("From: ana@acme.example", Envelope("", ("b@b.example",)), False),
    ],
)
def test_who_needs_no_verdict(fields: str, envelope: Envelope | None, machine: bool) -> None:
    assert exempt(parse(f"{fields}\n\nText\n".encode()), envelope) is machine


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yes", "yes"),
        (" he  asked for it\n in capitals ", "he asked for it in capitals"),
        ("sí", "sí"),
        ("no", None),
        ("False", None),
        ("0", None),
        ("", None),
        (None, None),
    ],
)
def test_the_text_of_an_override_is_its_reason(text: str | None, reason: str | None) -> None:
    wanted = None if reason is None else Override("header", reason)
    assert override_from(text, "header") == wanted


class TestScore:
    def test_a_low_score_asks_or_stops_whatever_the_findings(self) -> None:
        policy = Policy(score={"ask": 60, "stop": 30})
        for total, interactive, decision in (
            (60, True, "send"), (59, True, "ask"), (59, False, "stop"),
            (30, True, "ask"), (29, True, "stop"),
        ):  # fmt: skip
            found = report(finding("info"), total=total)
            assert decide(found, policy, interactive=interactive).decision == decision

    def test_a_high_score_excuses_nothing(self) -> None:
        found = report(finding("error"), total=90)
        assert decide(found, Policy(score={"ask": 60}), interactive=True).decision == "ask"


def test_where_nobody_may_override_nobody_is_asked() -> None:
    policy = Policy(override=False)
    assert decide(report(finding("error")), policy, interactive=True).decision == "stop"
    assert decide(report(finding("warning")), policy, interactive=True).decision == "send"
