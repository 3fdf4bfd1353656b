"""How a draft ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emailint.context import Context
from emailint.model import Block, Hit
from emailint.prose import is_form
from emailint.sentences import sentences

_LAST_SENTENCES = 3
_LAST_THANKS = 2  # words of thanks looked at from the end
_SHORT = 25  # words of a paragraph that does nothing but thank
_FIRST_WORDS = 3
_REST = 50  # characters of a paragraph that "thanks in advance for your help" may take


def no_gratitude(context: Context) -> Iterator[Hit]:
    """No thanks in the closing or in the last sentences before it."""
    written = context.document.written
    if not written or _words(context, written) < context.options["min_words"]:
        return
    thanks = context.phrases("words", "unless")
    if _in_signature(context):
        return
    if any(_at_the_end(context, t.start) for t in thanks[-_LAST_THANKS:]):
        return
    closings = [b for b in written if b.kind == "closing"]  # quotations of a signature may follow
    end = (closings or written)[-1].end
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
    if any(_at_the_end(context, t.start) for t in thanks[-_LAST_THANKS:]):
        return
    if is_form(document.text, written[0].start, written[-1].end):
        return
    end = written[-1].end
    yield Hit(end, end)


def _in_signature(context: Context) -> bool:
    """Thanks below the "--" line, or in the same line as the name."""
    folded = context.folded
    signed = (folded[b.start : b.end] for b in context.document.blocks if b.kind == "signature")
    return any("thank" in text or "gracias" in text for text in signed)


def _at_the_end(context: Context, place: int) -> bool:
    """Whether `place` is in the closing or the last sentences, ends a paragraph, or opens a short
    one (logs, figures and a postscript may follow), and doesn't just open the mail.

    Who starts with thanks for the last mail and goes on has not thanked at the end.
    """
    text, written = context.document.text, context.document.written
    if any(b.kind == "closing" and b.start <= place < b.end for b in written):
        return True
    body = [b for b in written if b.kind in ("body", "list")]
    if not body:
        return place >= _ending(context, written)
    first = sentences(text, body[0].start, body[0].end)[0]
    if place < first.end and (len(body) > 1 or body[0].end > first.end):
        return False
    if place >= _ending(context, written):
        return True
    own = next((b for b in body if b.start <= place < b.end), None)
    if own is None:
        return False
    if len(text[place : own.end].rstrip()) <= _REST:
        return True
    opens = own != body[0] and text.count(" ", own.start, place) < _FIRST_WORDS
    return opens and context.word_count(own) <= _SHORT


def _ending(context: Context, written: Sequence[Block]) -> int:
    """Where the last sentences before the closing begin; pasted logs and tables hold none."""
    text = context.document.text
    left = _LAST_SENTENCES
    start = written[-1].end
    for block in reversed(written):
        if block.kind in ("closing", "greeting"):
            start = block.start
            continue
        for span in reversed(context.prose(block)):
            found = sentences(text, span.start, span.end)
            if len(found) >= left:
                return found[-left].start
            left -= len(found)
            start = span.start
    return start


def _words(context: Context, blocks: tuple[Block, ...]) -> int:
    return sum(map(context.word_count, blocks))
