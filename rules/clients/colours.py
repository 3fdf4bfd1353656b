"""Colours that hold only as long as the program does what was meant: dark mode, lost images."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from emailint.campaign.colours import WHITE, Colour, contrast
from emailint.campaign.elements import markup_of
from emailint.campaign.looks import has_dark, looks_of
from emailint.context import Context
from emailint.model import Hit

if TYPE_CHECKING:
    from emailint.campaign.elements import Markup, Text

_CANVAS: Final = Colour(30, 30, 30)
"""What programs put below a mail in dark mode, about: Apple Mail #1e1e1e, Outlook #212121."""
_LOST: Final = 3.0  # contrast below which nobody reads on: WCAG 2.2's least, for large text


def dark_trap(context: Context) -> Iterator[Hit]:
    """Text that dark mode makes unreadable since only one of its two colours was set.

    Either the draft's own dark rules change one and leave the other, or the text has a colour and
    nothing around it a ground, which the program then darkens, or the other way round.
    """
    markup = markup_of(context.document)
    if markup is None:
        return
    found: dict[tuple[str, str], list[Text]] = {}
    for text, colour, ground in _trapped(markup):
        found.setdefault((colour.hex, ground.hex), []).append(text)
    for (colour_name, ground_name), texts in found.items():
        data = {"colour": colour_name, "ground": ground_name, "count": len(texts)}
        yield Hit(*markup.span(texts[0].start, texts[0].end), data, source=texts[0].start)


def _trapped(markup: Markup) -> Iterator[tuple[Text, Colour, Colour]]:
    light, dark = (
        looks_of(markup, "light"),
        looks_of(markup, "dark" if has_dark(markup) else "light"),
    )
    adapts = any(
        e.get("name").lower() in ("color-scheme", "supported-color-schemes")
        and "dark" in e.get("content").lower()
        for e in markup.by_name.get("meta", ())
    )  # then programs turn what has no colour of its own
    for text in markup.shown_texts:
        before, after = light.of(text.parent), dark.of(text.parent)
        if before.colour is None or after.colour is None or after.ground is None:
            continue
        ground = after.ground if after.own_ground else _CANVAS
        colour = after.colour.over(ground)
        if not after.own_colour:
            if not (adapts and after.own_ground):
                continue  # programs choose both
            colour = WHITE
        elif after.own_ground:
            same = after.colour == before.colour, after.ground == before.ground
            if same[0] == same[1]:
                continue
        if contrast(colour, ground) < _LOST:
            yield text, colour, ground


def background(context: Context) -> Iterator[Hit]:
    """Elements with text on an image or a gradient, and no colour for where it isn't shown."""
    markup = markup_of(context.document)
    if markup is None:
        return
    looks = looks_of(markup, "light")
    for element in markup.elements:
        image, colour = looks.image_behind(element)
        if image and not colour:
            start, end = markup.span(element.end, element.close)
            if start < end:
                yield markup.point(element, {"text": image})
