"""Tú and usted to the same reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.tokens import fold


def mixed(context: Context) -> Iterator[Hit]:
    """An unmistakable form of each: the hit is the first one of the kind that comes second."""
    formal = context.phrases("usted", unless="unless")
    if not formal:
        return
    familiar = _exact(context, context.phrases("tu", unless="unless"))
    if not familiar or len(context.situation.recipients) > 1 or context.phrases("plural"):
        return
    text = context.document.text
    first, other = sorted((familiar[0], formal[0]))
    data = {"first": text[slice(*first)], "other": text[slice(*other)]}
    yield Hit(*other, data)


def _exact(context: Context, spans: Sequence[Span]) -> list[Span]:
    """Without words that are another one when written so: "té", "estas", "tomas" are no tú."""
    text = context.document.text
    found = []
    for span in spans:
        words = text[slice(*span)]
        if compiled(r"(?i)té|estas").fullmatch(words) or (words != words.lower() and fold(words) == "te"):
            continue
        found.append(span)
    return found
