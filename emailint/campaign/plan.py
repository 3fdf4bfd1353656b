"""A plan of campaigns: what goes out when and to whom, from a CSV or a calendar (RFC 5545)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.recipients import Recipients
from emailint.campaign.syntax import plain_name
from emailint.model import EmailintError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
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
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CLOCK: Final = re.compile(r"\b(\d{1,2})[:.h](\d{2})\b")
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


def read_plan(path: Path) -> list[Sending]:
    """The sendings of a plan in the order of time. Raises EmailintError, naming the row."""
    read = _calendar if path.suffix.lower() in (".ics", ".ical", ".ifb") else _table
    found = []
    for sending in read(path):
        found.append(sending)
        if len(found) > MAX_SENDINGS:
            raise EmailintError(f"{path}: more than {MAX_SENDINGS:,} sendings")
    if not found:
        raise EmailintError(f"{path}: no sendings in there")
    return sorted(found, key=lambda s: (s.when, s.row))


def _table(path: Path) -> Iterator[Sending]:
    table = Recipients(path)
    columns = {
        key: next((c for c in table.header if plain_name(c) in names), None)
        for key, names in _COLUMNS.items()
    }
    if columns["date"] is None:
        raise EmailintError(f"{path}: no column for the date; name one 'date' or 'fecha'")
    for row in table.rows():
        values = {k: row.values.get(c, "").strip() if c else "" for k, c in columns.items()}
        try:
            when, timed = _moment(values["date"], values["time"])
        except ValueError:
            shown = f"{values['date']} {values['time']}".strip()
            raise EmailintError(f"{path}: row {row.number}: {shown!r} is no date") from None
        yield Sending(
            row.number, values["name"], when, timed, values["audience"], values["country"].upper()
        )


def _moment(day: str, clock: str) -> tuple[datetime, bool]:
    """ "2026-05-04 9:30", "4/5/2026" with "09:30": the day comes before the month."""
    found = _DAY.search(day)
    if found is None:
        raise ValueError
    if found[1]:
        on = date(int(found[1]), int(found[2]), int(found[3]))
    else:
        on = date(int(found[6]), int(found[5]), int(found[4]))
    at = _CLOCK.search(clock or day[found.end() :].replace("T", " "))
    if at is None:
        return datetime.combine(on, time()), False
    return datetime.combine(on, time(int(at[1]), int(at[2]))), True


def _calendar(path: Path) -> Iterator[Sending]:
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise EmailintError(f"{path}: {error.strerror or error}") from None
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    event: dict[str, str] | None = None
    begun = 0
    for number, line in enumerate(lines, 1):
        if line.upper() == "BEGIN:VEVENT":
            event, begun = {}, number
        elif line.upper() == "END:VEVENT" and event is not None:
            yield _event(event, begun, path)
            event = None
        elif event is not None:
            name, _, value = line.partition(":")
            event.setdefault(name.partition(";")[0].upper(), value)


def _event(event: Mapping[str, str], row: int, path: Path) -> Sending:
    stamp = _STAMP.fullmatch(event.get("DTSTART", ""))
    if stamp is None:
        raise EmailintError(f"{path}: line {row}: an event without a DTSTART")
    year, month, day, hour, minute = (int(part or 0) for part in stamp.groups()[:5])
    try:
        when = datetime(year, month, day, hour, minute)
    except ValueError:
        raise EmailintError(f"{path}: line {row}: {stamp[0]!r} is no date") from None
    if stamp[7]:  # UTC: the plan's hours are those of whoever sends
        offset = when.astimezone().utcoffset() or timedelta()
        when += offset
    country = event.get("LOCATION", "").strip().upper()
    return Sending(
        row, _unescaped(event.get("SUMMARY", "")), when, stamp[4] is not None,
        _unescaped(event.get("CATEGORIES", "")),
        country if re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?", country) else "",
    )  # fmt: skip


def _unescaped(value: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", " ", value)).strip()


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
