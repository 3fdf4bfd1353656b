"""Text that is hard to read: too pale, too small, justified; and links that don't say where to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from emailint.campaign.colours import Colour, contrast, readable
from emailint.campaign.elements import markup_of
from emailint.campaign.looks import Look, has_dark, looks_of
from emailint.context import Context
from emailint.model import Hit
from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.campaign.elements import Markup, Text

_LARGE: Final = 24.0  # CSS pixels, 18 points; 14 points where bold (WCAG 2.2, "large scale")
_LARGE_BOLD: Final = 18.66
_BODY: Final = 40  # letters: shorter lines look the same justified


def low_contrast(context: Context) -> Iterator[Hit]:
    """Pairs of colours under the ratio of WCAG 2.2 AA (1.4.3), each at its first text."""
    markup = markup_of(context.document)
    if markup is None:
        return
    light = looks_of(markup, "light")
    yield from _pale(markup, lambda text: light.of(text.parent), "")
    if has_dark(markup):
        dark = looks_of(markup, "dark")

        def both_changed(text: Text) -> Look | None:
            """The dark look where the scheme changes text and ground; one alone is a trap."""
            before, after = light.of(text.parent), dark.of(text.parent)
            changed = before.colour != after.colour and before.ground != after.ground
            return after if changed else None

        yield from _pale(markup, both_changed, " (prefers-color-scheme: dark)")


def _pale(markup: Markup, look_of: Callable[[Text], Look | None], scheme: str) -> Iterator[Hit]:
    places: dict[tuple[Colour, Colour, float], list[Text]] = {}
    for text in markup.shown_texts:
        look = look_of(text)
        if look is None or look.colour is None or look.ground is None:
            continue
        large = look.size >= (_LARGE_BOLD if look.bold else _LARGE)
        pair = look.colour.over(look.ground), look.ground, 3.0 if large else 4.5
        if pair in places:
            places[pair].append(text)
        elif contrast(*pair[:2]) < pair[2] and _has_letters(markup, text):
            places[pair] = [text]
    for (colour, ground, wanted), texts in places.items():
        data = {
            "colour": colour.hex, "ground": ground.hex, "wanted": wanted, "count": len(texts),
            "ratio": int(contrast(colour, ground) * 100) / 100, "scheme": scheme,
            "better": readable(colour, ground, wanted).hex,
        }  # fmt: skip
        yield Hit(*markup.span(texts[0].start, texts[0].end), data, source=texts[0].start)


def _has_letters(markup: Markup, text: Text) -> bool:
    start, end = markup.span(text.start, text.end)
    return any(c.isalnum() for c in markup.document.text[start:end])


def small_font(context: Context) -> Iterator[Hit]:
    """Sizes under `under_px`, each at its first text."""
    markup = markup_of(context.document)
    if markup is None:
        return
    looks, limit = looks_of(markup, "light"), context.options["under_px"]
    places: dict[float, list[Text]] = {}
    for text in markup.shown_texts:
        size = looks.of(text.parent).size
        if size < limit - 0.05:
            places.setdefault(round(size, 1), []).append(text)
    for size, texts in places.items():
        shown = int(size) if size == int(size) else size
        data = {"size": shown, "limit": limit, "count": len(texts)}
        yield Hit(*markup.span(*texts[0][:2]), data, source=texts[0].start)


def justified(context: Context) -> Iterator[Hit]:
    """The first text set in justified lines, and how many there are."""
    markup = markup_of(context.document)
    if markup is None:
        return
    looks = looks_of(markup, "light")
    found = [
        text for text in markup.shown_texts
        if looks.of(text.parent).align == "justify" and text.end - text.start >= _BODY
    ]  # fmt: skip
    if found:
        span = markup.span(*found[0][:2])
        yield Hit(*span, {"count": len(found)}, source=found[0].start)


def vague_link(context: Context) -> Iterator[Hit]:
    """Links whose whole text is one of `texts`, unless an attribute names them."""
    markup = markup_of(context.document)
    if markup is None:
        return
    vague = frozenset(context.options["texts"])
    for link in markup.by_name.get("a", ()):
        if not link.get("href"):
            continue
        start, end = markup.span(link.end, link.close)
        if end - start > 60 or link.get("aria-label"):
            continue
        text = context.document.text[start:end]
        words = " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
        if words in vague:
            yield markup.hit(link, {"text": text})
