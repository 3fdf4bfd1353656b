"""Tú and usted to the same reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emailint.context import Context
from emailint.model import Hit, Span
from emailint.prose import own_words


def mixed(context: Context) -> Iterator[Hit]:
    """An unmistakable form of each: the hit is the first one of the kind that comes second."""
    text = context.document.text
    formal = own_words(text, context.phrases("usted", unless="unless"))
    if not formal:
        return
    familiar = own_words(text, _exact(context, context.phrases("tu", unless="unless")))
    if not familiar or len(context.situation.recipients) > 1 or context.phrases("plural"):
        return
    first, other = sorted((familiar[0], formal[0]))
    data = {"first": text[slice(*first)], "other": text[slice(*other)]}
    yield Hit(*other, data)


def _exact(context: Context, spans: Sequence[Span]) -> list[Span]:
    """Without the words that an accent makes others: "té", "estas"."""
    text = context.document.text
    return [s for s in spans if text[slice(*s)].lower() not in ("té", "estas")]
