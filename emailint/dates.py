"""The date of a message (RFC 5322, 3.3 and 4.3), read tolerantly."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
# Hours from UTC. RFC 5322, 4.3, names the American ones; the rest are seen in real mail.
_ZONES: Final = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "wet": 0, "west": 1, "bst": 1,
    "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "eest": 3, "msk": 3,
    "art": -3, "brt": -3, "clt": -4, "cot": -5, "pet": -5, "jst": 9,
}  # fmt: skip
_CLOCK: Final = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?"
_ZONE: Final = r"\s*(?:(?:GMT|UTC?)?([+-]\d{1,2}:?\d{2})|([A-Za-z]{1,5})\b)?"
# Compiled when first needed, and kept by `re`: most runs read no date of the rarer forms.
_MAIL: Final = (
    r"(\d{1,2})[\s-]{1,3}([A-Za-z]{3})[a-z]{0,6}[\s.,-]{1,3}(\d{4}|\d{2,3})[\s,]{1,3}"
    + _CLOCK
    + _ZONE
)
_CTIME: Final = (
    r"([A-Za-z]{3})[a-z]{0,6}\s{1,3}(\d{1,2}),?\s{1,3}(?:(\d{4})\s{1,3})?"
    + _CLOCK
    + _ZONE
    + r"(?:\s*(\d{4}))?"
)
_ISO: Final = r"(\d{4})-(\d{2})-(\d{2})[T\s]{1,2}" + _CLOCK + _ZONE
_COMMENT: Final = r"\([^()]*+\)"


def parse_date(text: str) -> datetime | None:
    """The moment that a Date field names, in the zone that it names; None if it names none.

    A wrong or missing weekday, comments, named zones, years of two digits (from 50: 19xx) and
    the forms of `ctime` and ISO 8601 are all read. Where the zone is missing, unknown or
    impossible the clock is taken as UTC, so that hour and weekday stay those written.
    """
    text = text[:200]
    if usual := _usual(text):
        day, month, year, *rest = usual
    elif match := re.search(_MAIL, text := re.sub(_COMMENT, " ", text)):
        day, month, year, *rest = match.groups()
    elif match := re.search(_ISO, text):
        year, month, day, *rest = match.groups()
    elif match := re.search(_CTIME, text):
        month, day, early, *rest, late = match.groups()
        year = early or late or ""
    else:
        return None
    hour, minute, second, offset, zone = rest
    try:
        return datetime(
            _year(year),
            int(month) if month.isdigit() else _MONTHS[month.lower()],
            int(day),
            int(hour),
            int(minute),
            min(int(second or 0), 59),  # a leap second is no error of the sender's
            tzinfo=_zone(offset, zone),
        )
    except (ValueError, KeyError):
        return None


def _usual(text: str) -> tuple[Any, ...] | None:
    """The parts of "Mon, 04 May 2026 09:12:00 +0200 (CEST)", which nearly all mail programs write,
    as the pattern gives them, and much sooner; None where it's anything else."""
    parts = text.split()
    if len(parts) == 7 and parts[6][0] == "(" and parts[6][-1] == ")" and parts[6].isascii():
        parts.pop()
    if len(parts) != 6 or len(parts[0]) != 4 or parts[0][3] != ",":
        return None
    _, day, month, year, clock, zone = parts
    hour, minute, second = clock[:2], clock[3:5], clock[6:]
    if (
        len(clock) == 8
        and clock[2] == clock[5] == ":"
        and len(day) < 3
        and len(month) == 3
        and len(year) == 4
        and len(zone) == 5
        and zone[0] in "+-"
        and month.isalpha()
        and text.isascii()
        and f"{day}{year}{hour}{minute}{second}{zone[1:]}".isdigit()
    ):
        return day, month, year, hour, minute, second, zone, None
    return None


def _year(digits: str) -> int:
    """The year meant. Out of 1900 to 9998 is an error: RFC 5322 starts there, and beyond the end
    a change of zone would overflow."""
    year = int(digits)
    if len(digits) == 2 or 0 < year < 100:  # "0001" is what a bug at the turn of the century wrote
        year += 2000 if year < 50 else 1900
    elif len(digits) == 3:
        year += 1900
    if not 1900 <= year <= 9998:
        raise ValueError(digits)
    return year


def _zone(offset: str | None, name: str | None) -> timezone:
    if offset:
        digits = offset[1:].replace(":", "").zfill(4)
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        if minutes < 24 * 60:
            return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))
    elif name:
        return timezone(timedelta(hours=_ZONES.get(name.lower(), 0)))
    return UTC
