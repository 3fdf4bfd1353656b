"""A plan of campaigns: what goes out when and to whom, from a CSV or a calendar (RFC 5545)."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.recipients import Recipients
from emailint.campaign.syntax import plain_name
from emailint.model import EmailintError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
    from datetime import tzinfo
    from pathlib import Path

MAX_SENDINGS: Final = 10_000
_COLUMNS: Final = {
    "date": ("date", "fecha", "day", "dia", "senddate", "fechaenvio", "when", "cuando", "datetime",
             "sendat", "fechadeenvio", "fechayhora", "diadeenvio", "fechahora"),
    "time": ("time", "hora", "sendtime", "horaenvio", "horadeenvio"),
    "name": ("name", "nombre", "campaign", "campana", "title", "titulo", "subject", "asunto", "mail"),
    "audience": ("list", "lista", "audience", "audiencia", "segment", "segmento", "recipients",
                 "destinatarios"),
    "country": ("country", "pais"),
}  # fmt: skip
_COUNTRIES: Final = {
    "AR": "argentina", "AU": "australia", "BE": "belgica belgium", "BR": "brasil brazil",
    "CA": "canada", "CH": "suiza switzerland", "CL": "chile", "CO": "colombia", "CR": "costarica",
    "DE": "alemania germany", "EC": "ecuador", "ES": "espana spain", "FR": "francia france",
    "GB": "reinounido unitedkingdom uk", "IE": "irlanda ireland", "IT": "italia italy",
    "MX": "mexico", "NL": "paisesbajos netherlands", "PE": "peru", "PT": "portugal",
    "US": "estadosunidos eeuu unitedstates unitedstatesofamerica usa", "UY": "uruguay",
    "VE": "venezuela",
}  # fmt: skip
_EVERYBODY: Final = ("all", "everybody", "everyone", "todos", "todas", "todalalista", "todalabase",
              "allcontacts", "allsubscribers", "todosloscontactos", "todoslossuscriptores")  # fmt: skip
_DAY: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|(?<=[/.])\d\d(?!\d))"
)
_CLOCK: Final = re.compile(
    r"(?i)\b(\d{1,2})(?:[:.h](\d{2})|(?=\s?(?:h|[ap]\.?\s?m)\b))(?:\s?([ap])\.?\s?m)?"
)
_STAMP: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")


class Sending(NamedTuple):
    """One campaign of a plan. `timed`: an hour is known; `row` is where the file names it; `country`
    and `audience` are "" where it doesn't say."""

    row: int
    name: str
    when: datetime
    timed: bool
    audience: str = ""
    country: str = ""


def country_code(name: str) -> str:
    """ "ES" of "es", "España" or "Spain"; what is no name that is known here stays, in capitals."""
    plain = plain_name(name.replace(".", ""))
    known = (code for code, names in _COUNTRIES.items() if plain in names.split())
    return next(known, name.strip().upper())


def read_plan(path: Path, country: str = "") -> list[Sending]:
    """The sendings of a plan in the order of time; `country` is whose, where a row names none.

    Raises EmailintError, naming the rows.
    """
    calendar = path.suffix.lower() in (".ics", ".ical", ".ifb")
    found = []
    for sending in _calendar(path) if calendar else _table(path, country):
        found.append(sending)
        if len(found) > MAX_SENDINGS:
            raise EmailintError(f"{path}: more than {MAX_SENDINGS:,} sendings")
    if not found:
        raise EmailintError(f"{path}: no sendings in there")
    return sorted(found, key=lambda s: (s.when, s.row))


def _table(path: Path, country: str) -> Iterator[Sending]:
    table = Recipients(path)
    columns = {
        key: next((c for c in table.header if plain_name(c) in names), None)
        for key, names in _COLUMNS.items()
    }
    if columns["date"] is None:
        raise EmailintError(f"{path}: no column for the date; name one 'date' or 'fecha'")
    rows = []
    for row in islice(table.rows(), MAX_SENDINGS + 1):
        values = {k: row.values.get(c, "").strip() if c else "" for k, c in columns.items()}
        values["country"] = country_code(values["country"])
        rows.append((row.number, values))
    american = _month_first(
        [values["date"] for _, values in rows], {v["country"] or country for _, v in rows}
    )
    for number, values in rows:
        try:
            when, timed = _moment(values["date"], values["time"], american)
        except ValueError:
            shown = f"{values['date']} {values['time']}".strip()
            raise EmailintError(f"{path}: row {number}: {shown!r} is no date") from None
        yield Sending(
            number, values["name"], when, timed, _audience(values["audience"]), values["country"]
        )


def _month_first(days: Iterable[str], countries: Set[str]) -> bool:
    """Whether dates are written as in the US: so their numbers say, or else their countries."""
    found = [m for day in days if (m := _DAY.search(day)) and m[5] == "/"]
    if any(int(m[4]) > 12 for m in found):
        return False
    return any(int(m[6]) > 12 for m in found) or countries == {"US"}


def _moment(day: str, clock: str, month_first: bool) -> tuple[datetime, bool]:
    """ "2026-05-04 9:30", "4/5/2026" or "5/4/26" with "09:30", "9 AM" or "9h"."""
    found = _DAY.search(day)
    if found is None:
        raise ValueError
    if found[1]:
        on = date(int(found[1]), int(found[2]), int(found[3]))
    else:
        first, second = int(found[4]), int(found[6])
        swapped = month_first and found[5] == "/"
        year = int(found[7]) + (2000 if len(found[7]) == 2 else 0)
        on = date(year, *((first, second) if swapped else (second, first)))
    at = _CLOCK.search(clock or day[found.end() :].replace("T", " "))
    if at is None:
        return datetime.combine(on, time()), False
    hour = int(at[1])
    if at[3]:
        hour = hour % 12 + (12 if at[3] in "pP" else 0)
    return datetime.combine(on, time(hour, int(at[2] or 0))), True


def _calendar(path: Path) -> Iterator[Sending]:
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise EmailintError(f"{path}: {error.strerror or error}") from None
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    zone = _zone(lines)
    event: dict[str, str] | None = None
    begun = 0
    for number, line in enumerate(lines, 1):
        if line.upper() == "BEGIN:VEVENT":
            event, begun = {}, number
        elif line.upper() == "END:VEVENT" and event is not None:
            yield _event(event, begun, path, zone)
            event = None
        elif event is not None:
            name, _, value = line.partition(":")
            event.setdefault(name.partition(";")[0].upper(), value)


def _zone(lines: Iterable[str]) -> tzinfo | None:
    """The zone whose hours a calendar shows: its own, or that of its first event; None: here."""
    from zoneinfo import ZoneInfo

    for line in lines:
        found = re.match(r"(?i)X-WR-TIMEZONE:(.+)|DTSTART;(?:.*;)?TZID=\"?([^:;\"]+)", line)
        if found:
            try:
                return ZoneInfo((found[1] or found[2]).strip())
            except (KeyError, ValueError, OSError):  # a name of Outlook's own, say
                continue
    return None


def _event(event: Mapping[str, str], row: int, path: Path, zone: tzinfo | None) -> Sending:
    stamp = _STAMP.fullmatch(event.get("DTSTART", ""))
    if stamp is None:
        raise EmailintError(f"{path}: line {row}: an event without a DTSTART")
    year, month, day, hour, minute = (int(part or 0) for part in stamp.groups()[:5])
    try:
        when = datetime(year, month, day, hour, minute)
    except ValueError:
        raise EmailintError(f"{path}: line {row}: {stamp[0]!r} is no date") from None
    if stamp[7]:  # UTC: the plan's hours are those of its calendar, or of whoever sends
        with suppress(OverflowError):
            when = when.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    country = country_code(_unescaped(event.get("LOCATION", "")).rpartition(",")[2])
    return Sending(
        row, _unescaped(event.get("SUMMARY", "")), when, stamp[4] is not None,
        _audience(_unescaped(event.get("CATEGORIES", ""))),
        country if re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", country) else "",
    )  # fmt: skip


def _unescaped(value: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", " ", value)).strip()


def _audience(name: str) -> str:
    return "" if plain_name(name) in _EVERYBODY else name


def collisions(plan: Sequence[Sending], apart: timedelta) -> Iterator[tuple[Sending, Sending]]:
    """Sendings to the same people less than `apart` after another, or on one day without an hour.

    A sending that names no audience goes to everybody.
    """
    for at, first in enumerate(plan):
        for second in plan[at + 1 :]:
            if second.when - first.when >= max(apart, timedelta(days=1)):
                break
            if first.timed and second.timed:
                near = second.when - first.when < apart
            else:
                near = second.when.date() == first.when.date()
            same = {first.audience.casefold(), second.audience.casefold()}
            if near and (len(same) == 1 or "" in same):
                yield first, second
