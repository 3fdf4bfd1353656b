"""What the recipients' own data does to the mail, where the data is at hand (`--data`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.campaign.fields import fields_in
from emailint.model import Hit

_MAX_VALUE: Final = 40  # characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.campaign.troubles import Trouble
    from emailint.context import Context


def empty(context: Context) -> Iterator[Hit]:
    """Fields that show nothing to some recipients."""
    yield from _hits(context, "empty")


def long(context: Context) -> Iterator[Hit]:
    """Values that the design has no room for, and subjects that they make too long."""
    yield from _hits(context, "long")


def broken(context: Context) -> Iterator[Hit]:
    """Values that show a fault of the export rather than what they stand for."""
    yield from _hits(context, "broken")


def _hits(context: Context, kind: str) -> Iterator[Hit]:
    document, data = context.document, context.situation.data
    if data is None:
        return
    from emailint.campaign.troubles import SUBJECT, troubles  # few runs have such a list

    fields = fields_in(document)
    values = (p for p in reversed((*fields.body, *fields.subject)) if p.field.kind == "value")
    places = {p.field.name: p for p in values}
    for trouble in troubles(document, data):
        if trouble.kind != kind:
            continue
        more = "…" if trouble.total > len(trouble.rows) else ""
        value = trouble.values[0]
        place = places.get(trouble.field)
        start, end, source = (place.start, place.end, place.source) if place else (0, 0, None)
        if place is None and document.subject and trouble.field == SUBJECT:
            start, end = document.subject.start, document.subject.end
        facts = {
            "field": trouble.field, "rows": ", ".join(map(str, trouble.rows)) + more,
            "count": trouble.total, "value": value, "length": len(value),
            "what_en": f'a broken "{trouble.field}"' if trouble.field else "a wrong number of columns",
            "what_es": f"«{trouble.field}» mal escrito" if trouble.field else "un número de columnas incorrecto",
            "told_en": _told(trouble, '"', '"', more), "told_es": _told(trouble, "«", "»", more),
        }  # fmt: skip
        yield Hit(start, end, facts, source=source)


def _told(trouble: Trouble, before: str, after: str, more: str) -> tuple[str, ...]:
    """The rows that are named, each with what it shows."""
    pairs = zip(trouble.rows, trouble.values, strict=True)
    told = [f"{row}: {before}{value[:_MAX_VALUE]}{after}" for row, value in pairs]
    return (*told, more) if more else tuple(told)
