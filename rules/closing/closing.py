"""How a draft ends."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.context import Context
from emailint.model import Block, Hit
from emailint.sentences import sentences

_LAST_SENTENCES = 3


def no_gratitude(context: Context) -> Iterator[Hit]:
    """No thanks in the closing or in the last sentences before it."""
    written = context.document.written
    text = context.document.text
    if not written or _words(context, written) < context.options["min_words"]:
        return
    thanks = context.phrases("words", "unless")
    if _in_signature(context):
        return
    if thanks and _at_the_end(thanks[-1].start, text, written):
        return
    end = written[-1].end
    yield Hit(end, end)


def missing(context: Context) -> Iterator[Hit]:
    """No sign-off formula, in a mail long enough to have one."""
    document = context.document
    written = document.written
    if not written or any(b.kind == "closing" for b in document.blocks):
        return
    if _words(context, written) < context.options["min_words"] or _in_signature(context):
        return
    thanks = context.phrases("words")  # a last sentence of thanks is a close too
    if thanks and _at_the_end(thanks[-1].start, document.text, written):
        return
    end = written[-1].end
    yield Hit(end, end)


def _in_signature(context: Context) -> bool:
    """Thanks below the "--" line, or in the same line as the name."""
    folded = context.folded
    signed = (folded[b.start : b.end] for b in context.document.blocks if b.kind == "signature")
    return any("thank" in text or "gracias" in text for text in signed)


def _at_the_end(place: int, text: str, written: tuple[Block, ...]) -> bool:
    """Whether `place` is in the closing or the last sentences, and doesn't just open the mail.

    Who starts with thanks for the last mail and goes on has not thanked at the end.
    """
    if any(b.kind == "closing" and b.start <= place < b.end for b in written):
        return True
    if place < _ending(text, written):
        return False
    body = [b for b in written if b.kind in ("body", "list")]
    first = sentences(text, body[0].start, body[0].end)[0] if body else None
    return first is None or place >= first.end or (len(body) == 1 and body[0].end <= first.end)


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


def _words(context: Context, blocks: tuple[Block, ...]) -> int:
    return sum(map(context.word_count, blocks))
