"""What a draft is made of: salutation, text, lists, quotes, sign-off, signature, footers.

Only what the writer of the draft wrote may be judged, so everything rests on this. Other
people's words (`segment_quotes`) are set apart first, then the ends of what is left
(`segment_ends`), then lists; the rest is body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from . import segment_marks as marks
from .model import Block, Span
from .segment_ends import Splits, mark_closing, mark_greeting
from .segment_forms import fold
from .segment_quotes import mark_footers, mark_quotes


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
        _unstuff(raws, texts, kinds)
    if quotes or signatures:
        _known(raws, kinds, quotes, "quote")
        _known(raws, kinds, signatures, "signature")
    low = body.lower()
    mark_quotes(texts, kinds, low)
    mark_footers(texts, kinds, low)
    sender = tuple(_words(names[0])) if names else ()
    known = frozenset(w for name in names[1:] for w in _words(name))
    splits: Splits = {}
    greeted = False
    stretches = _stretches(texts, kinds)
    for n, lines in enumerate(stretches):
        if not greeted:
            greeted = mark_greeting(texts, kinds, splits, lines, known)
        left = [i for i in lines if not kinds[i]]
        if left:
            mark_closing(texts, kinds, splits, left, sender, final=n + 1 == len(stretches))
    _lists(raws, texts, kinds)
    return _blocks(raws, texts, kinds, splits)


def _unstuff(raws: list[str], texts: list[str], kinds: list[str]) -> None:
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


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def _words(name: str) -> list[str]:
    return [fold(w) for w in _word().findall(name.partition("@")[0][:200])]


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
    indent = width = 0
    for i, text in enumerate(texts):
        if not text or kinds[i]:
            inside = False
            continue
        if _is_item(text):
            kinds[i] = "list"
            inside = True
            indent = len(raws[i]) - len(raws[i].lstrip())
            width = len(text)
        elif inside:
            here = len(raws[i]) - len(raws[i].lstrip())
            if here > indent or (width >= 56 and (here == indent and text[0].islower() or raws[i - 1][-1:] == " ")):
                kinds[i] = "list"
                width = len(text)
            else:
                inside = False


def _is_item(text: str) -> bool:
    c = text[0]
    if c in marks.BULLETS:
        return len(text) > 2 and text[1] in " \t\xa0\ufe0f" and text[2:].strip()[:1].isalnum() or (
            c not in "-*–—" and len(text) > 1 and text[1:].strip()[:1].isalnum()
        )
    if c.isdigit() or c == "(" or text[1:2] == ")" or text[2:3] == ")" or text[3:4] == ")":
        return marks.numbered().match(text[:24]) is not None
    return False


def _blocks(
    raws: Sequence[str], texts: Sequence[str], kinds: Sequence[str], splits: Splits
) -> list[Block]:
    out: list[Block] = []
    kind = ""
    first = last = at = 0
    blank = False
    for i, raw in enumerate(raws):
        text = texts[i]
        if not text:
            blank = True
        else:
            start = at + raw.find(text[0])
            here = kinds[i] or "body"
            if here != kind or (blank and here == "body"):
                if kind:
                    out.append(Block(kind, first, last))
                kind, first = here, start
            last = start + len(text)
            blank = False
            if i in splits:
                cut, here = splits[i]
                out.append(Block(kind, first, start + len(text[:cut].rstrip())))
                kind, first = here, start + cut
        at += len(raw) + 1
    if kind:
        out.append(Block(kind, first, last))
    return out


# --- subjects ---------------------------------------------------------------------------------


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:(?P<re>re|rif|aw|sv|vs|antw|odp|res|r|ref)|(?P<fwd>fwd?|rv|tr|wg|i|enc|vl|doorst|reenv|rm))"
        r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s*|\s*\[(?P<tag>[^\[\]]{1,60})\]\s*",
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
