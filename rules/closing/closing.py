"""How a draft ends."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.context import Context
from emailint.model import Block, Hit
from emailint.sentences import sentences
from emailint.tokens import words

_LAST_SENTENCES = 3


def no_gratitude(context: Context) -> Iterator[Hit]:
    """No thanks in the closing or in the last sentences before it."""
    written = context.document.written
    text = context.document.text
    if not written or _words(text, written) < context.options["min_words"]:
        return
    thanks = context.phrases("words", "unless")
    if thanks and thanks[-1].start >= _ending(text, written):
        return
    end = written[-1].end
    yield Hit(end, end)


def missing(context: Context) -> Iterator[Hit]:
    """No sign-off formula, in a mail long enough to have one."""
    document = context.document
    written = document.written
    if not written or any(b.kind == "closing" for b in document.blocks):
        return
    if _words(document.text, written) < context.options["min_words"]:
        return
    thanks = context.phrases("words")  # a last sentence of thanks is a close too
    if thanks and thanks[-1].start >= _ending(document.text, written):
        return
    end = written[-1].end
    yield Hit(end, end)


def _ending(text: str, written: tuple[Block, ...]) -> int:
    """Where the last sentences before the closing begin."""
    left = _LAST_SENTENCES
    start = written[-1].end
    for block in reversed(written):
        start = block.start
        if block.kind in ("closing", "greeting"):
            continue
        found = sentences(text, block.start, block.end)
        if len(found) >= left:
            return found[-left].start
        left -= len(found)
    return start


def _words(text: str, blocks: tuple[Block, ...]) -> int:
    return sum(len(words(text, b.start, b.end)) for b in blocks)
