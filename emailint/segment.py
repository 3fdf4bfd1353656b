"""What a draft is made of: salutation, text, lists, quotes, sign-off, signature, footers.

Only what the writer of the draft wrote may be judged, so everything rests on this. Other
people's words (`segment_quotes`) are set apart first, then the ends of what is left
(`segment_ends`), then lists; the rest is body.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from . import segment_marks as marks
from .model import Block, Span
from .segment_closing import Splits, mark_closing
from .segment_footers import mark_footers
from .segment_greeting import mark_greeting
from .segment_lines import sort_lines
from .segment_names import name_words
from .segment_quotes import mark_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

_RECIPIENTS = 12  # how many of them are looked for in the salutation


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
    raws = body.split("\n")
    texts = [raw.strip() for raw in raws]
    kinds = [""] * len(texts)
    if flowed:
        _unstuff(raws, kinds)
    if quotes or signatures:
        _known(raws, kinds, quotes, "quote")
        _known(raws, kinds, signatures, "signature")
    lines = sort_lines(body, texts)
    mark_quotes(lines, kinds)
    mark_footers(lines, kinds)
    sender = name_words(names[0]) if names else []
    known = {word for name in names[1 : 1 + _RECIPIENTS] for word in name_words(name)}
    splits: Splits = {}
    greeted = False
    stretches = _stretches(texts, kinds)
    for n, stretch in enumerate(stretches):
        if not greeted:
            greeted = mark_greeting(texts, kinds, splits, stretch, known)
        left = [i for i in stretch if not kinds[i]]
        if left:
            mark_closing(texts, kinds, splits, left, sender, final=n + 1 == len(stretches))
    _lists(raws, texts, kinds)
    return _blocks(raws, texts, kinds, splits)


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


def _stretches(texts: Sequence[str], kinds: Sequence[str]) -> list[list[int]]:
    """The undecided lines, in runs that no line of somebody else interrupts."""
    out: list[list[int]] = []
    run: list[int] = []
    for i, kind in enumerate(kinds):
        if kind:
            if run:
                out.append(run)
                run = []
        elif texts[i]:
            run.append(i)
    if run:
        out.append(run)
    return out


def _lists(raws: Sequence[str], texts: Sequence[str], kinds: list[str]) -> None:
    """Items by their mark, and the lines they are wrapped over."""
    inside = False
    indent = 0
    for i, text in enumerate(texts):
        if not text or kinds[i]:
            inside = False
        elif (text[0] in _ITEM or ")" in text[1:4]) and _is_item(text):
            kinds[i] = "list"
            inside = True
            indent = raws[i].find(text[0])
        elif inside:
            inside = raws[i].find(text[0]) > indent or _wraps(raws[i - 1], text)
            if inside:
                kinds[i] = "list"


_ITEM = marks.BULLETS | frozenset("0123456789(")


def _is_item(text: str) -> bool:
    mark = text[0]
    if mark not in marks.BULLETS:
        return marks.numbered().match(text[:24]) is not None
    rest = text[1:9].lstrip("\ufe0f")  # what makes a sign an emoji
    item = rest.lstrip()
    if not item or (mark in "-*–—" and len(item) == len(rest)):
        return False  # "-5", "*bold*"
    return item[0].isalnum() or item[0] in "¿¡\"'«“*_[(<`"


def _wraps(above: str, text: str) -> bool:
    """Whether a client may have broken the line `above` so that `text` goes on."""
    if len(above) < 56:
        return False
    return (
        not text[0].isupper() or above[-1] == " " or (len(above) > 66 and above[-1] not in ".?!:;")
    )


def _blocks(
    raws: Sequence[str], texts: Sequence[str], kinds: Sequence[str], splits: Splits
) -> list[Block]:
    out: list[Block] = []
    kind = ""
    first = at = last_at = 0  # where the block, this line and the block's last line start
    last = ""
    blank = False
    for i, raw in enumerate(raws):
        text = texts[i]
        if text:
            here = kinds[i] or "body"
            if here != kind or (blank and here == "body"):
                if kind:
                    out.append(Block(kind, first, last_at + len(last.rstrip())))
                kind = here
                first = at + raw.find(text[0])
            blank = False
            last, last_at = raw, at
            if splits and i in splits:
                start = at + raw.find(text[0])
                for cut, here in splits[i]:
                    out.append(Block(kind, first, start + len(text[:cut].rstrip())))
                    kind = here
                    first = start + cut
        else:
            blank = True
        at += len(raw) + 1
    if kind:
        out.append(Block(kind, first, last_at + len(last.rstrip())))
    return out


# --- subjects ---------------------------------------------------------------------------------


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:(?P<re>re|rif|aw|sv|vs|antw|odp|res|r|ref)|(?P<fwd>fwd?|rv|tr|wg|i|enc|vl|doorst|reenv|rm))"
        r"\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s*|\s*\[(?P<tag>[^\[\]]{1,60})\]\s*",
        re.IGNORECASE,
    )


def strip_prefixes(subject: str) -> tuple[int, list[str]]:
    """How many characters of "Re:", "RV:", "Fwd:", "Re[2]:" and "[list]" open a subject.

    Also which, in order: "re", "fwd" or the text of the tag.
    """
    at = 0
    found: list[str] = []
    while (m := _prefix().match(subject, at)) is not None:
        found.append(m["tag"] or ("re" if m["re"] else "fwd"))
        at = m.end()
    return at, found
