"""CSS and HTML that the chosen mail programs don't show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from emailint.campaign.elements import markup_of
from emailint.campaign.support import (
    OUTLOOK,
    clients_of,
    css_uses,
    families_of,
    html_uses,
    names_of,
    table,
)
from emailint.context import Context
from emailint.model import Hit

if TYPE_CHECKING:
    from emailint.campaign.elements import Markup
    from emailint.campaign.support import Use

_FLEX: Final = "css-display-flex"
_GRID: Final = "css-display-grid"
_POSITION: Final = "css-position"
_PART_OF: Final = {
    **dict.fromkeys(
        ("css-align-items", "css-flex-direction", "css-flex-wrap", "css-justify-content"),
        _FLEX,
    ),
    "css-grid-template": _GRID,
    "css-left-right-top-bottom": _POSITION, "css-inset": _POSITION, "css-z-index": _POSITION,
}  # fmt: skip
"""Features that only come with another one, and are told with it."""


def css(context: Context) -> Iterator[Hit]:
    """Features of CSS that one of the `clients` lacks, each once, but for `harmless` ones."""
    markup = markup_of(context.document)
    if markup is not None:
        yield from _hits(context, markup, css_uses(markup))


def html(context: Context) -> Iterator[Hit]:
    """The same for elements, attributes and formats of images, and what every one takes out."""
    markup = markup_of(context.document)
    if markup is None:
        return
    every = families_of(clients_of(context.situation.clients))
    for name in context.options["never"]:
        if found := markup.by_name.get(name):
            data = {"text": f"<{name}>", "count": len(found), "clients": every}
            yield markup.point(found[0], data)
    yield from _hits(context, markup, html_uses(markup))


def _hits(context: Context, markup: Markup, uses: Mapping[int, list[Use]]) -> Iterator[Hit]:
    clients = clients_of(context.situation.clients)
    without_outlook = clients - {OUTLOOK}
    harmless = frozenset(context.options["harmless"])
    features = table().features
    found: dict[str, tuple[dict[int, None], list[Use]]] = {}
    for number, places in uses.items():
        feature = features[number]
        if feature.slug in harmless:
            continue
        asked = clients if any(use.outlook for use in places) else without_outlook
        if asked.isdisjoint(feature.without):
            continue
        if asked.isdisjoint(feature.without.keys() - {OUTLOOK}):
            places = [use for use in places if use.outlook]
        numbers, all_places = found.setdefault(_PART_OF.get(feature.slug, feature.slug), ({}, []))
        numbers[number] = None
        all_places += places
    for numbers, places in found.values():
        asked = clients if any(use.outlook for use in places) else without_outlook
        used = [features[number] for number in numbers]
        sources = {use.source for use in places}
        data = {
            "text": ", ".join(feature.title for feature in used),
            "count": len(sources),
            "clients": names_of(used, asked),
        }
        yield markup.at(min(sources), data)
