"""Which spans of a text are quoted or signature, from what mail clients mark in HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from emailint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_ATTRIBUTION_LENGTH = 400  # characters before a quote in which its attribution line is sought


def quote_spans(text: str, marked: Iterable[Span], tails: Iterable[int]) -> tuple[Span, ...]:
    """Merge the marked quotes, each with the line that says who wrote it.

    A tail is the place from which all is quoted, if a mail header stands there ("De: Ana").
    """
    spans = [_with_attribution(text, span) for span in _trimmed(text, marked)]
    for start in tails:
        if ":" in text[start : start + 80]:
            spans += _trimmed(text, [Span(start, len(text))])
            break
    return _merged(text, spans)


def signature_spans(
    text: str, marked: Iterable[Span], quotes: tuple[Span, ...]
) -> tuple[Span, ...]:
    """Merge the marked signatures; those in a quote are the quoted writer's, and left out."""
    starts = [quote.start for quote in quotes]
    own = []
    for span in _trimmed(text, marked):
        before = bisect_right(starts, span.start)
        if not before or quotes[before - 1].end <= span.start:
            following = quotes[before].start if before < len(quotes) else span.end
            own.append(Span(span.start, min(span.end, following)))
    return _merged(text, _trimmed(text, own))


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends; empty, at its end, where it has nothing else."""
    found = _visible().search(text, start, end)
    if not found:
        return Span(end, end)
    return Span(found.start(), start + len(text[start:end].rstrip()))


def _trimmed(text: str, spans: Iterable[Span]) -> list[Span]:
    return [span for span in (trimmed(text, *raw) for raw in spans) if span.start < span.end]


def _with_attribution(text: str, span: Span) -> Span:
    window = max(0, span.start - _ATTRIBUTION_LENGTH)
    before = text[window : span.start].rstrip()
    start = before.rfind("\n") + 1
    whole = start or not window
    if whole and before.endswith(":") and _attribution().search(before, start):
        return Span(window + start, span.end)
    return span


def _merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, one span where only blanks lie between two."""
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last and (span.start <= last.end or text[last.end : span.start].isspace()):
            merged[-1] = Span(last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


@cache
def _visible() -> re.Pattern[str]:
    return re.compile(r"\S")


@cache
def _attribution() -> re.Pattern[str]:
    return re.compile(
        r"@|\d:\d\d|\b(?:19|20)\d\d\b|\b(?:wrote|writes|escribi[óo]|escribe|va escriure|escreveu|"
        r"schrieb|a écrit|ha scritto|forwarded message|mensaje reenviado)\s?:"
    )
