"""What an inbox shows of a campaign before it is opened: sender, subject and preview.

Mail programs fill the preview with the first text that the HTML holds, shown or hidden, the
alternative texts of images included. A preheader is the text put there on purpose: hidden at the
top of the body, or a field that the sending service places there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.front_matter import PREHEADER
from emailint.html.scan import RAW, attributes, decode, scan

if TYPE_CHECKING:
    from emailint.document import Document


class Width(NamedTuple):
    """Characters of a subject that a mail program shows in its list; of the preview too, 0 where
    that isn't known."""

    client: str
    subject: int
    preview: int
    phone: bool = True


WIDTHS: Final = (
    Width("Gmail Android", 33, 0),
    Width("Gmail iPhone", 37, 0),
    Width("iPad", 39, 0),
    Width("iPhone", 48, 99),
    Width("Gmail web", 70, 97, phone=False),
)
"""From the narrowest on ("iPhone" is Apple's own program there); sources and how they were measured: EV-INBOX-1 in `rules/evidence.toml`.
The preview in Gmail: newsletter2go's help page 1721."""
WIDEST: Final = 140
"""Characters of preview that the widest inbox shows beside a short subject."""
INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
             "\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff")
)  # fmt: skip
"""For `str.translate`: characters that nobody sees, soft hyphens among them, to None."""
_PADDING: Final = 20
"""Invisible characters after a preheader that show somebody keeps the rest out of the preview."""
_INLINE: Final = frozenset({"a", "b", "em", "font", "i", "s", "small", "span", "strong", "u"})


class InboxLine(NamedTuple):
    """`preheader` is "" where there is none; it stands at `start` in the HTML, or in the `field`.

    `follows` is what a preview goes on with: alternative texts and text, as an inbox shows them;
    "" where the preheader is padded. `images` are the alternative texts among it.
    """

    preheader: str
    start: int
    field: str
    follows: str
    images: tuple[str, ...]

    @property
    def preview(self) -> str:
        """What the inbox shows after the subject, at its widest."""
        return f"{self.preheader} {self.follows}".strip()[:WIDEST].rstrip()


@lru_cache(maxsize=1)
def inbox_line(document: Document) -> InboxLine | None:
    """The line of the draft, read once for all rules; None where its body isn't HTML."""
    view, part = document.html, document.message.body
    if view is None or part is None:
        return None
    html = document.message.content(part)
    text, runs = view.text, view.runs
    seen = (run for run in runs if not text[run.start : run.start + run.length].isspace())
    shown = next((run.source_start for run in seen), len(html))
    hidden, start, images = _before(html, shown)
    plain = " ".join(hidden.translate(INVISIBLE).split())
    padded = sum(ord(letter) in INVISIBLE or letter == "\u00a0" for letter in hidden) > _PADDING
    for name in PREHEADER:
        if field := (document.message.get(name) or "").strip():
            return InboxLine(field, 0, name, "", ())
    rest = " ".join(view.text[: 2 * WIDEST].translate(INVISIBLE).split())
    follows = "" if plain and padded else " ".join((*images, rest))
    return InboxLine(plain, start, "", follows.strip()[:WIDEST], tuple(images))


def _before(html: str, end: int) -> tuple[str, int, list[str]]:
    """The text in `html[:end]`, where nothing is shown yet, where it starts, and the alternative
    texts of the images that stand there."""
    text: list[str] = []
    images: list[str] = []
    start = 0
    for kind, name, source, first, last in scan(html):
        if first >= end:
            break
        if kind == "text":
            piece = html[first : min(last, end)]
            words = decode(piece)
            if not start and words.translate(INVISIBLE).strip():
                start = first + len(piece) - len(piece.lstrip())
            text.append(words)
        elif kind == "start" and name == "img":
            if alt := " ".join(attributes(source).get("alt", "").split()):
                images.append(alt)
        elif name not in _INLINE and name not in RAW:
            text.append(" ")
    return "".join(text), start, images
