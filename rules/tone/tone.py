"""How a draft sounds: phrases that tell by themselves, and where they don't count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.matchers import compiled
from emailint.model import Hit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.context import Context

_EMOTICON = r"[:;=](?<![\w:;/=][:;=])['’]?-?[)(DPpOo|*](?![\w/])"
_EMOJI = "[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2639\u263a\u2764]"
_NEAR = 120  # characters
_OPEN = {"«": "»", "“": "”", "‘": "’"}


def said(context: Context) -> Iterator[Hit]:
    """Each phrase of the card that the writer says, not one put in quotation marks."""
    for span in own_words(context, context.phrases("words", "unless")):
        yield Hit(*span, {"text": context.document.text[span.start : span.end]})


def informal(context: Context) -> Iterator[Hit]:
    """Slang and chat spellings, and more than `over_emoticons` smileys."""
    yield from said(context)
    text = context.document.text
    over: int = context.options["over_emoticons"]
    patterns = (_EMOTICON,) if text.isascii() else (_EMOTICON, _EMOJI)
    found = sorted(
        m.span()
        for p in patterns
        for b in context.blocks()
        for m in compiled(p).finditer(text, b.start, b.end)
    )
    if len(found) > over:
        yield Hit(*found[over], {"text": " ".join(text[slice(*span)] for span in found[:6])})


def urgency(context: Context) -> Iterator[Hit]:
    """Pressure without a date beside it, and "urgent" without a date or a reason."""
    dates = context.phrases("dates")
    for hit in said(context):
        low, high = hit.start - _NEAR, hit.end + _NEAR
        if not any(low < d.start < high for d in dates) and not _has_date(context, low, high):
            yield hit
    urgent = own_words(context, context.phrases("urgent", "unless"))
    if (
        urgent
        and not context.phrases("grounds")
        and not _has_date(context, 0, len(context.document.text))
    ):
        span = urgent[0]
        yield Hit(*span, {"text": context.document.text[span.start : span.end]})


def _has_date(context: Context, low: int, high: int) -> bool:
    text = context.document.text
    date = compiled(
        r"\b\d{1,2}\s?(?:[:/.-]\d|a\.m|p\.m|de [a-z]|(?:h|am|pm|th|st|nd|rd|days|días)\b)"
    )
    return any(date.search(text, max(b.start, low), min(b.end, high)) for b in context.blocks())


def hedging(context: Context) -> Iterator[Hit]:
    """`least` hedges or more close together: at most `apart` characters from each to the next."""
    spans = own_words(context, context.phrases("words", "unless"))
    least, apart = context.options["least"], context.options["apart"]
    if len(spans) < least:
        return
    cluster = [spans[0]]
    for span in [*spans[1:], None]:
        if span is not None and span.start - cluster[-1].end <= apart:
            cluster.append(span)
            continue
        if len(cluster) >= least:
            yield Hit(cluster[0].start, cluster[-1].end, {"count": len(cluster)})
        if span is not None:
            cluster = [span]


def own_words(context: Context, spans: Sequence[Span]) -> list[Span]:
    """Those of `spans` that don't stand between quotation marks or backticks on their line."""
    return [span for span in spans if not _quoted(context.document.text, span.start)]


def _quoted(text: str, at: int) -> bool:
    low = max(0, at - 400)
    line = text[max(text.rfind("\n", low, at) + 1, low) : at]
    if line.count('"') % 2 or line.count("`") % 2:
        return True
    return any(line.count(left) > line.count(right) for left, right in _OPEN.items())
