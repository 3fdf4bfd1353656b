"""Days, hours and priorities: the clock of the sender decides."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter

if TYPE_CHECKING:
    from emailint.model import Report
    from emailint.pack import Pack

TIMING = ("send-monday", "send-friday", "send-off-hours", "priority-day-mismatch")
TEXT = "Hi Luis,\n\nCould you look over the plans?\n\nThanks,\nAna\n"


def lint(
    pack: Pack, draft: str, send_at: str = "", profile: str = "business", **more: str
) -> Report:
    config = Config(profile=profile, select=TIMING, **more)  # type: ignore[arg-type]
    at = datetime.fromisoformat(send_at) if send_at else None
    report = Linter(pack, config).lint(read(draft), send_at=at)
    assert report.notes == ()
    return report


def found(report: Report) -> list[str]:
    return [f.rule for f in report.findings]


def draft(fields: str = "", text: str = TEXT) -> str:
    return (
        f"From: ana@example.com\nTo: luis@example.org\nSubject: Plans of the shed\n{fields}\n{text}"
    )


@pytest.mark.parametrize(
    ("send_at", "profile", "rules"),
    [
        ("2026-03-09T09:00+01:00", "business", ["send-monday"]),
        ("2026-03-09T06:59+01:00", "business", ["send-monday", "send-off-hours"]),
        ("2026-03-10T07:00+01:00", "business", []),
        ("2026-03-10T06:59+01:00", "business", ["send-off-hours"]),
        ("2026-03-10T19:59+01:00", "business", []),
        ("2026-03-10T20:00+01:00", "business", ["send-off-hours"]),
        ("2026-03-10T07:30+01:00", "campaign", ["send-off-hours"]),
        ("2026-03-10T20:30+01:00", "campaign", []),
        ("2026-03-10T21:00+01:00", "campaign", ["send-off-hours"]),
        ("2026-03-13T12:59+01:00", "business", []),
        ("2026-03-13T13:00+01:00", "business", ["send-friday"]),
        ("2026-03-13T13:00+01:00", "internal", []),
        ("2026-03-13T15:00+01:00", "internal", ["send-friday"]),
        ("2026-03-14T11:00+01:00", "business", ["send-off-hours"]),
        ("2026-03-15T11:00+01:00", "outreach", ["send-off-hours"]),
        ("2026-03-14T11:00+01:00", "campaign", []),
        ("2026-03-14T03:00+01:00", "list", []),
        ("2026-03-09T03:00+01:00", "patch", []),
        # the same moment is another day where it is sent from
        ("2026-03-08T23:30-10:00", "business", ["send-off-hours"]),
        ("2026-03-09T10:30+01:00", "business", ["send-monday"]),
    ],
)  # fmt: skip
def test_bands(pack: Pack, send_at: str, profile: str, rules: list[str]) -> None:
    assert sorted(found(lint(pack, draft(), send_at, profile))) == sorted(rules)


def test_the_date_field_is_the_time_of_sending_unless_another_is_given(pack: Pack) -> None:
    monday = draft("Date: Mon, 9 Mar 2026 10:00:00 +0100\n")
    assert found(lint(pack, monday)) == ["send-monday"]
    assert found(lint(pack, monday, "2026-03-11T10:00+01:00")) == []


def test_without_a_time_all_are_silent_and_the_report_says_why(pack: Pack) -> None:
    report = lint(pack, draft("X-Priority: 1\n"))
    assert found(report) == []
    assert "time" in report.skipped


def test_a_time_without_a_zone_is_taken_as_it_stands(pack: Pack) -> None:
    assert found(lint(pack, draft(), "2026-03-09T10:00")) == ["send-monday"]


def test_day_and_hour_are_said_in_the_readers_language(pack: Pack) -> None:
    for ui, day in (("en", "Saturday"), ("es", "sábado")):
        (finding,) = lint(pack, draft(), "2026-03-14T09:05+01:00", ui_language=ui).findings
        assert day in finding.message
        assert "9:05" in finding.message
        assert finding.block == "date"


@pytest.mark.parametrize("day", range(9, 16))
def test_every_day_has_its_name(pack: Pack, day: int) -> None:
    at = datetime(2026, 3, day, 5, tzinfo=timezone(timedelta(hours=1)))
    report = lint(pack, draft(), at.isoformat(), ui_language="en")
    (finding,) = (f for f in report.findings if f.rule == "send-off-hours")
    assert re.search(at.strftime("%A"), finding.message)


@pytest.mark.parametrize(
    ("fields", "hit"),
    [
        ("X-Priority: 1\n", True),
        ("X-Priority: 1 (Highest)\n", True),
        ("X-Priority: 2 (High)\n", True),
        ("X-Priority: 3\n", False),
        ("X-Priority: 10\n", False),
        ("X-Priority:\n", False),
        ("Importance: High\n", True),
        ("Importance: normal\n", False),
        ("Importance: low\n", False),
        ("Priority: urgent\n", True),
        ("Priority: non-urgent\n", False),
        ("X-MSMail-Priority: High\n", True),
    ],
)
def test_fields_of_priority(pack: Pack, fields: str, hit: bool) -> None:
    rules = found(lint(pack, draft(fields), "2026-03-14T11:00+01:00"))
    assert ("priority-day-mismatch" in rules) is hit
    assert "priority-day-mismatch" not in found(lint(pack, draft(fields), "2026-03-10T11:00+01:00"))


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("This is urgent.", "urgent"),
        ("Please call me ASAP.", "ASAP"),
        ("I need it today, please.", "need it today"),
        ("Please answer by EOD.", "EOD"),
        ("Could you sign it right away?", "right away"),
        ("We need the signed form before the end of the day.", "before the end of the day"),
        ("This is not urgent.", ""),
        ("There is nothing urgent in it.", ""),
        ("I will send it as soon as possible.", ""),
        ("We'll need your answer as soon as possible.", "as soon as possible"),
        ("We left immediately and saw nothing.", ""),
        ("Please answer by close of business on Monday.", ""),
        ("The urgent care centre moved.", ""),
        ("> This is urgent.", ""),
        ("Necesito la factura hoy mismo.", "hoy mismo"),
        ("Esto es muy urgente.", "urgente"),
        ("Contéstame cuanto antes, por favor.", "cuanto antes"),
        ("Me urge la respuesta.", "Me urge"),
        ("¿Me lo puedes mandar antes de irte?", "antes de irte"),
        ("No es urgente.", ""),
        ("No corre prisa, nada urgente.", ""),
        ("Te lo mando hoy mismo.", ""),
        ("Te llamaré lo antes posible.", ""),
        ("El envío urgente cuesta doce euros.", ""),
        ("Salimos inmediatamente y no vimos nada.", ""),
    ],
)
def test_urgent_words(pack: Pack, text: str, hit: str) -> None:
    language = "es" if re.search(r"[áéíóúñ¿]|\b(?:es|hoy|El|Me|Te|vimos)\b", text) else "en"
    around = {
        "en": "The door was open.\n\n{}\n\nIt was dark.",
        "es": "Han abierto.\n\n{}\n\nHace frío.",
    }
    mail = draft(text=around[language].format(text))
    report = lint(pack, mail, "2026-03-13T17:00+01:00", language=language)
    view = read(mail).text
    hits = [view[f.start : f.end] for f in report.findings if f.rule == "priority-day-mismatch"]
    assert hits == ([hit] if hit else [])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No rush at all: could you look over the plans?", "en"),
        ("Whenever you get a chance, have a look.", "en"),
        ("It can wait until Monday.", "en"),
        ("Sin prisa: ¿miras los planos?", "es"),
        ("No corre prisa, ¿me miras los planos?", "es"),
        ("Cuando puedas, mira los planos.", "es"),
    ],
)
def test_who_says_that_it_can_wait_may_write_at_night(pack: Pack, text: str, language: str) -> None:
    mail = draft(text=f"Hola, Luis:\n\n{text}\n")
    assert found(lint(pack, mail, "2026-03-11T23:00+01:00", language=language)) == []
