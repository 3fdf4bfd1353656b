"""`emailint schedule`: plans as tables and calendars, collisions, holidays, the evidence."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.campaign.plan import Sending, collisions, country_code, read_plan
from emailint.engine import Engine
from emailint.linter import Linter
from emailint.model import EmailintError
from emailint.scheduling import Judged, as_json, as_text, judge, no_country


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Engine(flags={"profile": "campaign", "select": ("timing",)}).linter("-")


def plan(folder: Path, text: str, name: str = "plan.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("header", "row", "when"),
    [
        ("date,time", "2026-05-04,09:30", "2026-05-04T09:30"),
        ("fecha;hora", "4/5/2026;9:30", "2026-05-04T09:30"),
        ("fecha;hora", "04.05.2026;9h30", "2026-05-04T09:30"),
        ("Fecha de envío;Hora", "4-5-2026;", "2026-05-04T00:00"),
        ("when", "2026-05-04T18:05", "2026-05-04T18:05"),
        ("Fecha y hora", "4/5/2026 8:00", "2026-05-04T08:00"),
        ("fecha;hora", "4/5/26;10h", "2026-05-04T10:00"),
        ("Date,Time", "4/5/2026,12:30 p.m.", "2026-05-04T12:30"),
        ("Date,Time", "4.5.2026,12 AM", "2026-05-04T00:00"),
        ("Send date,Send time", "5/14/2026,9 PM", "2026-05-14T21:00"),
        ("Date,Country", "5/4/2026 8:05PM,USA", "2026-05-04T20:05"),
        ("Date,Country", "5/4/2026 8:05PM,Canada", "2026-04-05T20:05"),
    ],
)
def test_dates_as_people_write_them(tmp_path: Path, header: str, row: str, when: str) -> None:
    (sending,) = read_plan(plan(tmp_path, f"{header}\n{row}\n"))
    assert sending.when == datetime.fromisoformat(when)
    assert sending.timed is not (when.endswith("T00:00") and "AM" not in row)


def test_the_order_of_day_and_month_is_that_of_the_whole_plan(tmp_path: Path) -> None:
    american = "date\n5/4/2026\n5/14/2026\n"
    assert [s.when.day for s in read_plan(plan(tmp_path, american))] == [4, 14]
    assert read_plan(plan(tmp_path, "date\n5/4/2026\n"), "US")[0].when.month == 5
    with pytest.raises(EmailintError, match="row 3: '5/14/2026' is no date"):
        read_plan(plan(tmp_path, american + "14/5/2026\n"))


@pytest.mark.parametrize("name", ["es", "España", "Spain", " ES "])
def test_a_country_by_its_name(name: str) -> None:
    assert country_code(name) == "ES"
    assert country_code("EE. UU.") == country_code("U.S.A.") == "US"
    assert country_code("es-md") == "ES-MD"


def test_columns_in_either_language(tmp_path: Path) -> None:
    text = "Campaña;Fecha;Lista;País\nMayo;4/5/2026;clientes;es\n"
    (sending,) = read_plan(plan(tmp_path, text))
    assert sending[:1] == (2,)
    assert (sending.name, sending.audience, sending.country) == ("Mayo", "clientes", "ES")


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;TZID=Europe/Madrid:20260504T093000
SUMMARY:Novedades\\, may
 o
CATEGORIES:clientes
LOCATION:ES-MD
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260501
SUMMARY:Puente
LOCATION:Sala 2
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar(tmp_path: Path) -> None:
    first, second = read_plan(plan(tmp_path, CALENDAR, "plan.ics"))
    assert (first.name, first.timed, first.country) == ("Puente", False, "")
    assert (second.name, second.audience, second.country) == (
        "Novedades, mayo",
        "clientes",
        "ES-MD",
    )
    assert second.when == datetime(2026, 5, 4, 9, 30)


@pytest.mark.parametrize("zone", ["X-WR-TIMEZONE:Europe/Madrid\n", ""])
def test_a_calendar_shows_the_hours_of_its_zone(tmp_path: Path, zone: str) -> None:
    utc = (
        "BEGIN:VEVENT\nDTSTART:20260504T170000Z\nLOCATION:Retiro\\, Madrid\\, España\nEND:VEVENT\n"
    )
    text = CALENDAR.replace("BEGIN:VEVENT\n", f"{zone}{utc}BEGIN:VEVENT\n", 1)
    last = read_plan(plan(tmp_path, text, "plan.ics"))[-1]
    assert (last.when, last.country) == (datetime(2026, 5, 4, 19), "ES")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "date\n", "no sendings"), ("a.csv", "x,y\n1,2\n", "no column for the date"),
        ("a.csv", "date\n31/2/2026\n", "row 2: '31/2/2026' is no date"),
        ("a.csv", "date,time\n2026-05-04,27:00\n", "row 2"), ("a.ics", "x", "no sendings"),
        ("a.ics", "BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n", "line 1: an event without a DTSTART"),
        ("a.ics", "BEGIN:VEVENT\nDTSTART:20261301\nEND:VEVENT\n", "line 1: '20261301' is no date"),
    ],
)  # fmt: skip
def test_wrong_plans_are_told(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(EmailintError, match=said):
        read_plan(plan(tmp_path, text, name))


def sending(when: str, audience: str = "", *, timed: bool = True) -> Sending:
    return Sending(0, when, datetime.fromisoformat(when), timed, audience)


@pytest.mark.parametrize(
    ("first", "second", "collide"),
    [
        (sending("2026-05-04T09:00", "a"), sending("2026-05-05T08:00", "A"), True),
        (sending("2026-05-04T09:00", "a"), sending("2026-05-05T09:00", "a"), False),
        (sending("2026-05-04T09:00", "a"), sending("2026-05-04T10:00", "b"), False),
        (sending("2026-05-04T09:00", "a"), sending("2026-05-04T10:00"), True),
        (sending("2026-05-04T09:00"), sending("2026-05-04T10:00"), True),
        (sending("2026-05-04T00:00", timed=False), sending("2026-05-04T23:00"), True),
        (sending("2026-05-04T09:00"), sending("2026-05-05T00:00", timed=False), False),
    ],
)
def test_collisions(first: Sending, second: Sending, collide: bool) -> None:
    found = list(collisions([first, second], timedelta(hours=24)))
    assert found == ([(first, second)] if collide else [])


def test_everybody_by_name(tmp_path: Path) -> None:
    text = "date,time,list\n2026-05-04,9:00,Todos\n2026-05-04,18:00,vip\n"
    assert len(list(collisions(read_plan(plan(tmp_path, text)), timedelta(hours=24)))) == 1


PLAN = """fecha;hora;campaña;lista;país
2026-05-01;10:00;Puente;clientes;ES
2026-05-02;11:00;Mayo;vip;ES-MD
2026-05-04;9:30;Novedades;clientes;
2026-05-04;18:00;Oferta;clientes;
2026-05-06;10:00;Martes;otros;
"""


def judged(folder: Path, linter: Linter, text: str = PLAN, country: str = "") -> list[Judged]:
    return judge(plan(folder, text), linter, "es", country, 24)


def test_a_plan_is_judged(tmp_path: Path, linter: Linter) -> None:
    found = judged(tmp_path, linter)
    assert [j.holidays for j in found[:3]] == [
        (("ES", "Fiesta del Trabajo"),), (("ES-MD", "Fiesta de la Comunidad de Madrid"),), (),
    ]  # fmt: skip
    assert [[s.name for s in j.collides] for j in found] == [[], [], [], ["Novedades"], []]
    assert [[f.rule for f in j.findings] for j in found[2:]] == [
        ["send-monday"],
        ["send-monday"],
        [],
    ]
    assert [j.bad for j in found] == [True, True, False, True, False]


def test_it_is_told_with_the_evidence_for_and_against(tmp_path: Path, linter: Linter) -> None:
    found = judged(tmp_path, linter)
    shown = as_text(found, linter, "es", color=False, width=100)
    assert "festivo en ES: Fiesta del Trabajo" in shown
    assert "«Novedades» el lun 2026-05-04 09:30, 8 h antes" in shown
    assert "5 envíos, 3 con choque o en festivo" in shown
    assert "En todos los días laborables se responde por igual" in shown
    assert "Contradice el consejo de evitar el lunes" in shown
    assert "listas" not in shown  # what says nothing for or against is left out
    made = json.loads(as_json(found))["sendings"]
    assert [s["collides_with"] for s in made] == [[], [], [], [4], []]
    assert no_country(found, "", "es") == ""


def test_the_country_of_the_command_line(tmp_path: Path, linter: Linter) -> None:
    text = "date,name\n2026-07-04,a\n"
    assert judged(tmp_path, linter, text)[0].holidays == ()
    assert no_country(judged(tmp_path, linter, text), "", "en")
    assert judged(tmp_path, linter, text, "US")[0].holidays
    with pytest.raises(EmailintError, match="no holidays are known of 'XX'"):
        judged(tmp_path, linter, text, "XX")
    with pytest.raises(EmailintError, match=r"'ES-XX'; its regions: .*MD"):
        judged(tmp_path, linter, text, "ES-XX")


def test_without_the_package_it_says_what_to_install(
    tmp_path: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(EmailintError, match=r"pip install 'emailint\[campaign\]'"):
        judged(tmp_path, linter)


@given(st.text(max_size=200), st.sampled_from(["plan.csv", "plan.ics"]))
def test_any_plan_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    path = tmp_path_factory.mktemp("plan") / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(EmailintError):
        read_plan(path)
