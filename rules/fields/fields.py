"""Merge fields of a template that will not become what they stand for."""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from emailint.campaign.fields import Fields, Placed, fields_in
from emailint.campaign.names import is_personal, is_system, meant
from emailint.campaign.syntax import (
    AMPSCRIPT,
    HANDLEBARS,
    JINJA,
    LIQUID,
    MAILCHIMP,
    MAILJET,
    SENDGRID,
    names_in,
)
from emailint.model import Edit, Fix, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context

_EXAMPLES: Final = {
    MAILCHIMP: '*|IF:{name}|* … *|ELSE:|* … *|END:IF|*', JINJA: '{{{{ {name} | default("…") }}}}',
    HANDLEBARS: '{{{{#if {name}}}}} … {{{{else}}}} … {{{{/if}}}}', LIQUID: '{{{{ {name} | default: "…" }}}}',
    MAILJET: '{{{{var:{name}:"…"}}}}', AMPSCRIPT: '%%=IIF(Empty({name}), "…", {name})=%%',
    SENDGRID: "[%{name} | …%]",
}  # fmt: skip
_WORDS: Final = frozenset({"not", "and", "or", "empty", "eq", "contains", "is", "defined"})
_MOST_MIXED: Final = 3


def unbalanced(context: Context) -> Iterator[Hit]:
    """Fields without their other half, and conditions without beginning or end."""
    for placed in fields_in(context.document).unbalanced:
        yield _hit(placed, text=placed.text)


def unknown(context: Context) -> Iterator[Hit]:
    """Fields that the list of recipients doesn't have; without a list nobody knows."""
    data = context.situation.data
    listed = context.situation.fields or (data.header if data else ())
    if not listed:
        return
    from emailint.campaign.merge import column_of

    fields = fields_in(context.document)
    for placed in (*fields.subject, *fields.body):
        name = _asked(placed)
        if not name or is_system(name) or (data and column_of(name, data.header)):
            continue
        near = meant(name, listed)
        if near is None:
            continue
        fix = _renamed(placed, name, near)
        yield _hit(placed, fix, name=name, known=near or ", ".join(listed))


def without_default(context: Context) -> Iterator[Hit]:
    """Fields of the body that are empty for whoever never told us: a name, a company, a town.

    Where the recipients are at hand, `field-value-empty` knows who.
    """
    if context.situation.data:
        return
    fields = fields_in(context.document)
    main = _main(fields)
    seen = set()
    for placed in fields.body:
        field = placed.field
        shown = field.kind == "value" and placed.start < placed.end
        if not shown or field.default is not None or placed.guarded or main not in field.dialects:
            continue
        if field.name not in seen and is_personal(field.name):
            seen.add(field.name)
            example = _EXAMPLES.get(main, "…").format(name=field.name)
            yield _hit(placed, text=placed.text, example=example)


def mixed(context: Context) -> Iterator[Hit]:
    """Fields in another syntax than most: one of the two will be sent as it is written."""
    fields = fields_in(context.document)
    main = _main(fields)
    used = (p for p in (*fields.subject, *fields.body) if p.field.dialects)
    others = (p for p in used if main not in p.field.dialects)
    for placed in islice(others, _MOST_MIXED):
        yield _hit(
            placed, text=placed.text, main=main, own=" / ".join(sorted(placed.field.dialects))
        )


def _asked(placed: Placed) -> str:
    """The name of a recipient's field that is shown or asked for; "" where it is none."""
    field = placed.field
    if field.kind == "value":
        return "" if placed.guarded else field.name
    names = names_in(field.argument) if field.word in ("if", "unless") else []
    return next((n for n in names if n.lower() not in _WORDS), "")


def _renamed(placed: Placed, name: str, near: str) -> Fix | None:
    """The last part of the name changed, where the view shows the field as it is written."""
    at = placed.text.find(name)
    if not near or at < 0 or placed.end - placed.start != len(placed.text):
        return None
    end = placed.start + at + len(name)
    return Fix("shown", (Edit(end - len(name.rpartition(".")[2]), end, near),))


def _main(fields: Fields) -> str:
    """The syntax that the most fields are right in; of several the one most used elsewhere."""
    fits = Counter(chain.from_iterable(p.field.dialects for p in (*fields.subject, *fields.body)))
    return max(
        fits, key=lambda dialect: (fits[dialect], dialect == LIQUID, dialect), default=LIQUID
    )


def _hit(placed: Placed, fix: Fix | None = None, **data: str) -> Hit:
    return Hit(placed.start, placed.end, data, fix, source=placed.source)
