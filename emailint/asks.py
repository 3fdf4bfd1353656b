"""Which sentences ask the reader for an answer or an act.

A question, or one of the request formulas of `rules/lists.toml` ("could you", "necesito que").
"""

from __future__ import annotations

from typing import NamedTuple

from emailint.context import Context
from emailint.model import Span
from emailint.sentences import is_question, sentences


class Ask(NamedTuple):
    """One request: its sentence, and whether it is put as a question."""

    start: int
    end: int
    question: bool


def asks(context: Context) -> list[Ask]:
    """All requests in what was written, in order. Offers ("any questions?") are none."""
    text = context.document.text
    formulas = context.shared("ask")
    offers = context.shared("not-ask")
    found = []
    for block in context.document.written:
        if block.kind not in ("body", "list"):
            continue
        inside = [s for s in formulas if block.start <= s.start < block.end]
        if not inside and "?" not in text[block.start : block.end]:
            continue
        for sentence in sentences(text, block.start, block.end):
            if any(_within(o, sentence) for o in offers):
                continue
            question = is_question(text, sentence)
            if question or any(_within(s, sentence) for s in inside):
                found.append(Ask(*sentence, question))
    return found


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start < sentence.end
