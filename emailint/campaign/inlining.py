"""What css-inline (extra `campaign`) would write into the style attributes of a mail."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from emailint.html.scan import attributes, scan
from emailint.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.campaign.elements import Element, Markup

MAX_HTML: Final = 300_000
"""Characters of HTML that are inlined: Gmail cuts at a third of it."""
_MADE: Final = frozenset({"html", "head", "body", "tbody", "colgroup"})
"""Elements that a parser puts where the source leaves them out."""


def inlined(markup: Markup) -> tuple[Edit, ...]:
    """The edits of the HTML that move the rules of its style sheets into attributes.

    None where css-inline isn't installed, or where it would do more than that.
    """
    make = _inliner()
    if make is None or len(markup.html) > MAX_HTML:
        return ()
    try:
        after = list(_styles(make.inline(markup.html)))
    except ValueError:
        return ()  # an error of css_inline: CSS or HTML that it can't take
    edits = []
    at = 0
    for element in markup.elements:
        while at < len(after) and after[at][0] != element.name and after[at][0] in _MADE:
            at += 1
        if at == len(after) or after[at][0] != element.name:
            return ()
        new, old = after[at][1], element.attributes.get("style", "")
        at += 1
        if new != old and _flat(new) != _flat(old):
            edits.append(_edit(markup.html, element, new))
    return tuple(edits)


def _styles(html: str) -> Iterator[tuple[str, str]]:
    for kind, name, source, _, _ in scan(html):
        if kind == "start":
            yield name, attributes(source).get("style", "") if "style" in source else ""


def _flat(css: str) -> str:
    return "".join(css.split()).rstrip(";").lower()


def _edit(html: str, element: Element, css: str) -> Edit:
    from html import escape

    value = escape(css, quote=False).replace('"', "&quot;")
    attribute = f' style="{value}"'
    if "style" in element.attributes:
        found = _style().search(html, element.start, element.end)
        if found:
            return Edit(found.start(), found.end(), attribute)
    at = element.start + 1 + len(element.name)
    return Edit(at, at, attribute)


@cache
def _inliner() -> Any:
    try:
        from css_inline import CSSInliner  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@cache
def _style() -> re.Pattern[str]:
    return re.compile(r"""\sstyle\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>"']++)""", re.IGNORECASE)
