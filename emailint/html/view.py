"""The nouns of an HTML body that was read: cheap to import, for those who only name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from emailint.model import Span


class Run(NamedTuple):
    """`text[start:start+length]` comes from `html[source_start:source_start+source_length]`.

    Where the lengths are equal, offsets map one to one (the characters are the same, but for
    a line break or tab shown as a space). Where they differ, the run is a single decoded
    reference or folded whitespace: only its ends map.
    """

    start: int
    source_start: int
    length: int
    source_length: int


class Link(NamedTuple):
    """`text` is `HtmlView.text[start:end]`; empty around an image."""

    href: str
    text: str
    start: int
    end: int


class Image(NamedTuple):
    """`alt` is None where the attribute is missing; width and height are as written, or "".

    `start` is where it stands in the text. Hidden ones (tracking pixels) are included.
    """

    src: str
    alt: str | None
    width: str
    height: str
    start: int


class HtmlView(NamedTuple):
    """What the reader sees of an HTML body.

    Each character of `text` lies in one of `runs`, in order, but for line breaks, tabs
    between cells and bullets, which are made here. `quotes` (with their attribution lines)
    and `signatures` are those that mail clients mark; they are in order and don't overlap.
    `hidden` is the text kept from sight by styles (a preheader), folded. `nodes_cut`:
    elements nested deeper than `tree.MAX_DEPTH` lost their styles and marks, not their text.
    """

    text: str
    runs: tuple[Run, ...]
    quotes: tuple[Span, ...]
    signatures: tuple[Span, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    hidden: str
    title: str
    lang: str
    nodes_cut: bool
