"""What `emailint schedule` does: a plan of campaigns against itself, holidays and the evidence."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.campaign.plan import Sending, collisions, country_code, read_plan
from emailint.citation import cite
from emailint.document import read
from emailint.messages import say
from emailint.model import EmailintError, missing_extra
from emailint.render.json import dump, finding_dict, tool
from emailint.render.terminal import clean, paint, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emailint.linter import Linter
    from emailint.model import Finding

TOPICS: Final = ("time.weekday", "time.hour")
_EMPTY: Final = "Subject: -\n\n-\n"  # the rules on time look at no more than the time
_DAYS: Final = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "collision": "the same people get \"{name}\" {when}, {hours} h earlier",
        "sameday": "the same people get \"{name}\" on the same day",
        "holiday": "holiday in {country}: {name}", "all": "everybody", "fine": "nothing to say",
        "summary": "{n} sendings, {bad} with a collision or a holiday",
        "evidence": "What the evidence knows of weekday and hour",
        "no_country": "Holidays were not looked up: no country in the plan, none given by --country.",
    },
    "es": {
        "collision": "las mismas personas reciben «{name}» el {when}, {hours} h antes",
        "sameday": "las mismas personas reciben «{name}» el mismo día",
        "holiday": "festivo en {country}: {name}", "all": "toda la lista",
        "fine": "nada que decir", "summary": "{n} envíos, {bad} con choque o en festivo",
        "evidence": "Qué dicen los datos sobre el día y la hora",
        "no_country": (
            "No se han mirado los festivos: el plan no dice el país y falta --country."
        ),
    },
}  # fmt: skip


class Judged(NamedTuple):
    """A sending with what speaks against its time."""

    sending: Sending
    collides: tuple[Sending, ...]
    holidays: tuple[tuple[str, str], ...]  # country, name of the day
    findings: tuple[Finding, ...]

    @property
    def bad(self) -> bool:
        return bool(self.collides or self.holidays)


def judge(path: Path, linter: Linter, ui: str, country: str, hours: float) -> list[Judged]:
    """Each sending of a plan, in the order of time. Raises EmailintError."""
    country = country_code(country)
    plan = read_plan(path, country)
    earlier: dict[Sending, list[Sending]] = {}
    for first, second in collisions(plan, timedelta(hours=hours)):
        earlier.setdefault(second, []).append(first)
    calendar = _Holidays(ui)
    return [
        Judged(
            sending,
            tuple(earlier.get(sending, ())),
            tuple(calendar.on(sending, sending.country or country)),
            _timing(sending, linter),
        )
        for sending in plan
    ]


def _timing(sending: Sending, linter: Linter) -> tuple[Finding, ...]:
    """What the rules on the time of a sending say: those on the hour only where it is known."""
    when = sending.when.replace(hour=10) if not sending.timed else sending.when
    report = linter.lint(read(_EMPTY), send_at=when.astimezone(), locale="en")
    return tuple(f for f in report.findings if f.category == "timing")


class _Holidays:
    """Public holidays by country ("ES") or region ("ES-MD"), in the reader's language if known."""

    def __init__(self, ui: str) -> None:
        self._ui = ui
        self._years: dict[tuple[str, int], Mapping[Any, str]] = {}

    def on(self, sending: Sending, country: str) -> Iterator[tuple[str, str]]:
        if not country:
            return
        key = country, sending.when.year
        if key not in self._years:
            self._years[key] = self._read(*key)
        name = self._years[key].get(sending.when.date())
        if name:
            yield country, name

    def _read(self, place: str, year: int) -> Mapping[Any, str]:
        try:
            from holidays import country_holidays, list_supported_countries
        except ImportError:
            raise missing_extra("holidays", "campaign") from None
        country, _, region = place.partition("-")
        known = list_supported_countries()
        if country not in known or (region and region not in known[country]):
            hint = f"; its regions: {', '.join(known[country])}" if country in known else ""
            raise EmailintError(f"no holidays are known of {place!r}{hint}")
        try:
            found: Mapping[Any, str] = country_holidays(
                country, subdiv=region or None, years=year, language=self._ui
            )
        except (NotImplementedError, ValueError):
            found = country_holidays(country, subdiv=region or None, years=year)
        return found


def as_text(judged: list[Judged], linter: Linter, ui: str, *, color: bool, width: int) -> str:
    """The plan with its warnings, and what was measured of weekday and hour."""
    words = WORDS.get(ui, WORDS["en"])
    out = []
    for item in judged:
        sending = item.sending
        style = "warning" if item.bad else "bold"
        audience = sending.audience or words["all"]
        head = f"{_when(sending, ui)}  {clean(sending.name) or '—'}  ({clean(audience)})"
        out.append(paint(head, style, color))
        for other in item.collides:
            hours = (sending.when - other.when).total_seconds() / 3600
            key = "collision" if sending.timed and other.timed else "sameday"
            out.append(wrap(words[key].format(
                name=clean(other.name) or "—", when=_when(other, ui), hours=f"{hours:.0f}"
            ), width, "    ", "  ! "))  # fmt: skip
        for country, name in item.holidays:
            told = words["holiday"].format(country=country, name=clean(name))
            out.append(wrap(told, width, "    ", "  ! "))
        out += (wrap(clean(f.message), width, "    ", "  · ") for f in item.findings)
    bad = sum(item.bad for item in judged)
    out += ["", words["summary"].format(n=len(judged), bad=bad)]
    out += ["", paint(f"{words['evidence']}:", "bold", color)]
    for study in linter.pack.studies.values():
        if study.topic in TOPICS and study.direction != "context":
            out.append(wrap(clean(cite(study, ui)), width, "  ", "- "))
            if caveat := study.texts.get("caveat", {}).get(ui):
                told = f"{say(ui, 'caveat')}: {caveat}"
                out.append(paint(wrap(clean(told), width, "  ", "  "), "dim", color))
    return "\n".join(out) + "\n"


def as_json(judged: list[Judged]) -> str:
    """The same for programs."""
    sendings = [
        {
            "row": j.sending.row, "name": j.sending.name, "audience": j.sending.audience,
            "when": j.sending.when.isoformat(), "collides_with": [s.row for s in j.collides],
            "holidays": [{"country": c, "name": n} for c, n in j.holidays],
            "findings": [finding_dict(f) for f in j.findings],
        }
        for j in judged
    ]  # fmt: skip
    return f"{dump({'tool': tool(), 'sendings': sendings})}\n"


def no_country(judged: list[Judged], country: str, ui: str) -> str:
    """What to say where no holiday could be looked up."""
    known = country or any(j.sending.country for j in judged)
    return "" if known else WORDS.get(ui, WORDS["en"])["no_country"]


def _when(sending: Sending, ui: str) -> str:
    day = _DAYS.get(ui, _DAYS["en"])[sending.when.weekday()]
    return (
        f"{day} {sending.when:%Y-%m-%d %H:%M}"
        if sending.timed
        else f"{day} {sending.when:%Y-%m-%d}"
    )
