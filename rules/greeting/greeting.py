"""How a draft opens."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.context import Context
from emailint.model import Hit


def missing(context: Context) -> Iterator[Hit]:
    """No greeting, in a mail long enough to have one."""
    document = context.document
    written = document.written
    if not written or any(b.kind == "greeting" for b in document.blocks):
        return
    if _starts_quoted(context):
        return
    if any(span.start == written[0].start for span in context.phrases("words")):
        return
    if sum(map(context.word_count, written)) < context.options["min_words"]:
        return
    yield Hit(written[0].start, written[0].start)


def _starts_quoted(context: Context) -> bool:
    """What is written below a quote answers it, and its greeting stands elsewhere or nowhere."""
    body = [b for b in context.document.blocks if b.kind != "subject"]
    return bool(body) and body[0].kind == "quote"
