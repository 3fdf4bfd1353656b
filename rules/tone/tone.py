"""How a draft sounds: phrases that tell by themselves, and where they don't count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.context import longest, starting_in
from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.prose import own_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context

_EMOTICON = r"[:;=](?<![\w:;/=][:;=])['’]?-?[)(DPpOo|*](?![\w/])"
_FIRST_EMOJI = "\u2639"
_EMOJI = "[\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\u2639\u263a\u2764]"
_NEAR = 120  # characters
_FAR = 400  # characters: a reason further off is one for something else
_CLAUSES = 300  # characters of a sentence looked at on either side of a phrase
_SEEMS = (  # words between a denial and what it denies
    r"(?:seem|look|appear|like|as|if|that|think|say|saying|suggesting|believe|mean|to|be|really|at"
    r"|all|digo|decimos|creo|creemos|pienso|parece|que)"
)
_DENIAL = rf"(?:\b(?:not|never|no|nunca|tampoco)|n['’]t)(?: {_SEEMS}){{0,6}} $"
_LAST_DAY = (
    r"\b(?:hasta|antes del?|by|until|before|through|ends?|expires?|vence|termina|cierra|acaba|next"
    r"|first|proximos|primer[oa]s|limited to|limitad[oa]s a|quedan|only|just)"
    r" (?:on |the |el |dia |[a-z]+,? )?\d{1,3}\b(?![.,]?\d|\s?[%€$])"
)


def said(context: Context) -> Iterator[Hit]:
    """Each phrase of the card that the writer says, not one put in quotation marks."""
    for span in own_words(context.document.text, context.phrases("words", "unless")):
        yield Hit(*span, {"text": context.document.text[span.start : span.end]})


def digs(context: Context) -> Iterator[Hit]:
    """Phrases of `words`, and those of `aimed` in a sentence that speaks to the reader.

    Not what the sentence denies: "it doesn't seem that it's your fault".
    """
    spans = list(context.phrases("words", "unless"))
    for span in context.phrases("aimed", "unless"):
        reader = rf"\b(?:{'|'.join(context.options['reader'])})\b"
        sentence = context.sentence_at(span)
        low, high = max(sentence.start, span.start - _CLAUSES), span.end + _CLAUSES
        if compiled(reader).search(context.folded, low, min(sentence.end, high)):
            spans.append(span)
    for span in own_words(context.document.text, list(longest(spans))):
        if not _denied(context.folded, span.start):
            yield Hit(*span, {"text": context.document.text[span.start : span.end]})


_PILED = 3  # slips into slang that one mail may have before it is written in slang


def _denied(folded: str, at: int) -> bool:
    before = " ".join(folded[max(0, at - 40) : at].split()) + " "
    return compiled(_DENIAL).search(before) is not None


def informal(context: Context) -> Iterator[Hit]:
    """Slang and chat spellings, and more than `over_emoticons` smileys, in a mail about work."""
    hits = [*said(context), *_smileys(context)]
    if hits and not _private(context, piled=len(hits) >= _PILED):
        yield from hits


def _private(context: Context, *, piled: bool) -> bool:
    """Whether friends or family write to each other: there slang is right.

    A draft without headers is taken for work unless it says otherwise; of a mail that is on its
    way to somebody, some word must speak of work, or the slang be piled up and next to nothing
    else sound private.
    """
    private = context.phrases("private")
    if piled:
        return len(private) > 1
    if private:
        return True
    work = rf"\b(?:{'|'.join(context.options['work'])})"
    return bool(context.document.recipients) and not compiled(work).search(context.folded)


def _smileys(context: Context) -> Iterator[Hit]:
    text = context.document.text
    over: int = context.options["over_emoticons"]
    patterns = []
    if sum(map(text.count, ":;=")) > over or not text.isascii():
        patterns.append(_EMOTICON)
    if not text.isascii() and max(text) >= _FIRST_EMOJI:
        patterns.append(_EMOJI)
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
    hits = list(said(context))
    if hits and not _has_deadline(context):
        near = sorted((*context.phrases("dates"), *context.phrases("reasons")))
        for hit in hits:
            low, high = hit.start - _NEAR, hit.end + _NEAR
            if not starting_in(near, Span(low, high)) and not _has_date(context, low, high):
                yield hit
    urgent = own_words(context.document.text, context.phrases("urgent", "unless"))
    if not urgent or _has_date(context, 0, len(context.document.text)):
        return
    span, grounds = urgent[0], context.phrases("grounds")
    if not starting_in(grounds, Span(span.start - _FAR, span.end + _FAR)):
        yield Hit(*span, {"text": context.document.text[span.start : span.end]})


def _has_deadline(context: Context) -> bool:
    """Whether the text says anywhere until when, or how many there are."""
    last_day = compiled(_LAST_DAY)
    return bool(context.phrases("deadline")) or any(
        last_day.search(context.folded, b.start, b.end) for b in context.document.written
    )


def _has_date(context: Context, low: int, high: int) -> bool:
    text = context.document.text
    date = compiled(
        r"\b\d{1,2}\s?(?:[:/.-]\d|a\.m|p\.m|de [a-z]|(?:h|am|pm|th|st|nd|rd|days|días)\b)"
    )
    return any(date.search(text, max(b.start, low), min(b.end, high)) for b in context.blocks())


def hedging(context: Context) -> Iterator[Hit]:
    """`least` hedges or more close together: at most `apart` characters from each to the next."""
    spans = own_words(context.document.text, context.phrases("words", "unless"))
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
