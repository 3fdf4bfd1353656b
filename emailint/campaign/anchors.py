"""The links of a campaign with what a reader sees of them, the images in them included."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.elements import markup_of

if TYPE_CHECKING:
    from emailint.campaign.elements import Element
    from emailint.document import Document

MOST: Final = 5_000
"""Links looked at; a catalogue has some two hundred."""
_FIELD: Final = (
    r"\{\{|\{%|\*\||%%|\[%|\[\[|\$\{|<%|%[A-Za-z_]+%|^\[[A-Za-z_]+\]$|^\{[A-Za-z_$ ]+\}$"
)


class Anchor(NamedTuple):
    """`text[start:end]` of the view, with the alternative texts of its images in `text`.

    `href` is None where the tag has none; `element` is None in a plain text. `images` counts the
    images in it.
    """

    href: str | None
    text: str
    start: int
    end: int
    element: Element | None = None
    images: int = 0

    @property
    def source(self) -> int | None:
        """Where its tag stands in the HTML."""
        return self.element.start if self.element else None


@lru_cache(maxsize=1)
def anchors_of(document: Document) -> tuple[Anchor, ...]:
    """The links of the draft in order, read once for all rules."""
    markup = markup_of(document)
    if markup is None:
        links = document.links[:MOST]
        return tuple(Anchor(link.href, link.text, link.start, link.end) for link in links)
    images = markup.all("img")
    places = [image.start for image in images]
    found = []
    for element in markup.all("a")[:MOST]:
        start, end = markup.span(element.end, element.close)
        low, high = (bisect_left(places, at) for at in (element.end, element.close))
        words = [document.text[start:end], *(image.get("alt") for image in images[low:high])]
        href = element.attributes.get("href")
        text = " ".join(" ".join(words).split())
        shown = None if href is None else href.strip()
        found.append(Anchor(shown, text, start, end, element, high - low))
    return tuple(found)


def is_field(href: str) -> bool:
    """Whether a merge field stands in the address: where it leads is decided on sending."""
    return _field().search(href) is not None


@cache
def _field() -> re.Pattern[str]:
    return re.compile(_FIELD)
