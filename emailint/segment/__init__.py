"""What a draft is made of: salutation, text, lists, quotes, sign-off, signature, footers.

Only what the writer of the draft wrote may be judged, so everything rests on this. Other
people's words (`quotes`, `pasted`) and notices (`footers`) are set apart first, then the ends of
what is left (`greeting`, `closing`), then lists; the rest is body.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from emailint.model import Block, Span

from . import marks
from .closing import Splits, mark_closing
from .footers import mark_footers
from .greeting import mark_greeting
from .lines import Lines
from .names import name_words
from .pasted import unflattened
from .quotes import mark_quotes
from .subject import strip_prefixes

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["segment", "strip_prefixes"]

_RECIPIENTS: Final = 12  # how many of them are looked for in the salutation


def segment(
    body: str,
    *,
    quotes: Sequence[Span] = (),
    signatures: Sequence[Span] = (),
    names: Sequence[str] = (),
    flowed: bool = False,
) -> list[Block]:
    """Divide `body` (lines end in LF) into blocks, in order, each non-blank line in just one.

    `quotes` and `signatures` are places already known from HTML. `names` are names or
    addresses: the sender's first, then those of the recipients. `flowed` says that the body is
    format=flowed (RFC 3676). Offsets are those of `body`; a block starts and ends with a
    non-blank character. Paragraphs of text are one block each; neighbouring lines of any other
    kind are one block, blank lines between or not. Never raises; linear in the length of `body`.
    """
    lines = Lines(unflattened(body) if "---" in body else body)
    kinds = [""] * len(lines.texts)
    if flowed:
        _unstuff(lines.raws, kinds)
    if quotes or signatures:
        _known(lines.raws, kinds, quotes, "quote")
        _known(lines.raws, kinds, signatures, "signature")
    mark_quotes(lines, kinds)
    mark_footers(lines, kinds)
    sender = name_words(names[0]) if names else []
    known = {word for name in names[1 : 1 + _RECIPIENTS] for word in name_words(name)}
    splits: Splits = {}
    greeted = False
    stretches = _stretches(lines.filled, kinds)
    for n, stretch in enumerate(stretches):
        if not greeted:
            greeted = mark_greeting(lines.texts, kinds, splits, stretch, known)
        left = [i for i in stretch if not kinds[i]]
        if left:
            final = n + 1 == len(stretches)
            mark_closing(lines.texts, kinds, splits, left, sender, lines.rules, final)
    _lists(lines, kinds)
    return _blocks(lines, kinds, splits)


def _unstuff(raws: Sequence[str], kinds: list[str]) -> None:
    """RFC 3676 4.4: a space before ">" says that the writer typed it."""
    for i, raw in enumerate(raws):
        if raw.startswith(" >"):
            kinds[i] = "body"


def _known(raws: Sequence[str], kinds: list[str], spans: Sequence[Span], kind: str) -> None:
    spans = sorted(spans)
    at = n = 0
    for i, raw in enumerate(raws):
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw) + 1
        while n < len(spans) and spans[n][1] <= start:
            n += 1
        if n == len(spans):
            return
        if spans[n][0] <= start and not kinds[i]:
            kinds[i] = kind


def _stretches(filled: Sequence[int], kinds: Sequence[str]) -> list[list[int]]:
    """The undecided lines, in runs that no line of somebody else interrupts."""
    out: list[list[int]] = []
    run: list[int] = []
    for i in filled:
        if not kinds[i]:
            run.append(i)
        elif run:
            out.append(run)
            run = []
    if run:
        out.append(run)
    return out


def _lists(lines: Lines, kinds: list[str]) -> None:
    """Items by their mark, and the lines they are wrapped over."""
    raws, texts = lines.raws, lines.texts
    past = -1  # the line after the item's last one
    indent = 0
    for i in lines.filled:
        if kinds[i]:
            continue
        text = texts[i]
        if (text[0] in _ITEM or ")" in text[1:4]) and _is_item(text):
            indent = raws[i].find(text[0])
        elif i != past or not (raws[i].find(text[0]) > indent or _wraps(raws[i - 1], text)):
            continue
        kinds[i] = "list"
        past = i + 1


_ITEM: Final = marks.BULLETS | frozenset("0123456789(")


def _is_item(text: str) -> bool:
    mark = text[0]
    if mark not in marks.BULLETS:
        words = text[:40].split(None, 1)
        return len(words) > 1 and _is_number(words[0])
    rest = text[1:9].lstrip("\ufe0f")  # what makes a sign an emoji
    item = rest.lstrip()
    if not item or (mark in "-*–—" and len(item) == len(rest)):
        return False  # "-5", "*bold*"
    return item[0].isalnum() or item[0] in "¿¡\"'«“*_[(<`"


def _is_number(mark: str) -> bool:
    """ "1." "2)" "(3)" "4.-" "5º" "1.2." "(iv)" "a)" at the start of an item."""
    bare = mark.lstrip("(").rstrip(").-ºª°")
    if not bare or len(mark) - len(bare) > 3 or mark[-1] not in ").-ºª°":
        return False
    if bare[0].isdigit():
        return bare.isascii() and all(
            part.isdigit() and len(part) < 3 for part in bare.split(".", 1)
        )
    return mark[-1] == ")" and bare in _LETTERS


_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz") | {"ii", "iii", "iv", "vi", "vii", "viii"}


def _wraps(above: str, text: str) -> bool:
    """Whether a client may have broken the line `above` so that `text` goes on."""
    if len(above) < 56:
        return False
    return (
        not text[0].isupper() or above[-1] == " " or (len(above) > 66 and above[-1] not in ".?!:;")
    )


def _blocks(lines: Lines, kinds: Sequence[str], splits: Splits) -> list[Block]:
    raws, texts = lines.raws, lines.texts
    before = list(accumulate(map(len, raws), initial=0))  # characters, without line ends

    def place(i: int) -> int:
        return before[i] + i + raws[i].find(texts[i][0])

    out: list[Block] = []
    kind = ""
    first = 0  # where the block starts
    above = -1  # its last line so far
    for i in lines.filled:
        here = kinds[i] or "body"
        if here != kind or (i != above + 1 and here == "body"):
            if kind:
                out.append(Block(kind, first, place(above) + len(texts[above])))
            kind = here
            first = place(i)
        above = i
        if i in splits:
            for cut, after in splits[i]:
                out.append(Block(kind, first, place(i) + len(texts[i][:cut].rstrip())))
                kind = after
                first = place(i) + cut
    if kind:
        out.append(Block(kind, first, place(above) + len(texts[above])))
    return out
