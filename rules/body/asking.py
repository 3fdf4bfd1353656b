"""What a text asks, how much of it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.asks import asks, asks_in, subject_asks
from emailint.borrowed import is_borrowed
from emailint.context import starting_in
from emailint.matchers import compiled
from emailint.model import Block, Hit, Span
from emailint.prose import count_words, is_form
from emailint.tokens import norms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.asks import Ask
    from emailint.context import Context

# "?" where the letters, the bullets or the spaces of a lost charset stood.
_LOST: Final = r"\n[ \t]{0,80}\?|\?{5}|\?(?<=[^\W\d_]\?)[^\W\d_]|\?(?<=[\s(=\"]\?)[^\s?]"
_LOST_MARK: Final = r"\? (?=[a-z])"
_ASIDE_REACH: Final = 400  # characters
_MARKS_LOST: Final = 2  # of these it takes more than one


def buried_ask(context: Context) -> Iterator[Hit]:
    """The first request comes after word `after` and in the last third of the text.

    Silent where the writer says at the top what the matter is, and in answers to a list.
    """
    document, after = context.document, context.options["after"]
    written = document.written
    size = sum(b.end - b.start for b in written)
    if size < 3 * after or (document.reply and context.profile == "list"):
        return  # shorter than any text of so many words
    total = _count(context, written)
    if total <= after or subject_asks(context):
        return
    first = _first_ask(context)
    if first is None:
        return
    before = _words_before(context, written, first.start)
    if before <= after or 3 * before < 2 * total or is_borrowed(context):
        return
    if not any(span.start < first.start for span in context.phrases("need")):
        yield Hit(first.start, first.end, {"before": before, "count": total})


def _first_ask(context: Context) -> Ask | None:
    """The first request that isn't for some readers only; what comes after it isn't looked at."""
    conditional = {span.start for span in context.phrases("conditional")}
    courtesy = context.phrases("courtesy")
    written = context.document.written
    spoken_to = any(block.kind == "greeting" for block in written)
    for block in written:
        for ask in asks_in(context, block):
            told = not spoken_to or context.document.text[ask.start].isdigit()
            if told and not (ask.question or _is_own(context, ask)):
                return None  # what an announcement tells everybody to do, a step of instructions
            span = Span(ask.start, ask.end)
            if _is_aside(context.document.text, block.start, ask):
                continue
            if ask.start not in conditional and not starting_in(courtesy, span):
                return ask
    return None


def _is_aside(text: str, low: int, ask: Ask) -> bool:
    """Whether it ends in brackets that opened before it or in it."""
    low = max(low, ask.start - _ASIDE_REACH)
    at = text.rfind("(", low, ask.end)
    return at > text.rfind(")", low, ask.end - 1) and text[at - 1] not in ":;"


def _is_own(context: Context, ask: Ask) -> bool:
    """Whether the writer asks it for themselves: "send me", "we need"."""
    said = norms(context.folded, ask.start, ask.end)
    return not context.options["sets"]["own"].isdisjoint(said)


def no_ask(context: Context) -> Iterator[Hit]:
    """Nothing is asked: no question, no request, nothing that is waited for."""
    written = context.document.written
    if _count(context, written) < context.options["min_words"]:
        return
    if asks(context) or subject_asks(context) or context.phrases("expects"):
        return
    end = written[-1].end
    body = [b for b in written if b.kind in ("body", "list")]
    yield Hit(body[-1].end if body else end, body[-1].end if body else end)


def too_many_questions(context: Context) -> Iterator[Hit]:
    """More than `over` questions to the reader: the first one over is marked.

    In a long text they are spread out, and mostly a way of telling: no more than one in
    `every` words counts as many.
    """
    document, over = context.document, context.options["over"]
    text, start = document.text, document.body_start
    if sum(text.count("?", b.start, b.end) for b in document.written) <= over:
        return
    questions = [a for a in asks(context) if a.question and _is_put(context, a)]
    if len(questions) <= over:
        return
    if _count(context, document.written) > context.options["every"] * len(questions):
        return
    if (
        is_borrowed(context)
        or _is_mangled(text, start)
        or is_form(text, start, document.written[-1].end)
    ):
        return  # teasers, that nobody answers
    place = questions[over]
    yield Hit(place.start, place.end, {"count": len(questions), "limit": over})


_TAG: Final = (
    r"(?:(?:[,.] ?|\b)¿?(?i:no|verdad|eh|right|ok|okay|ya|cierto|vale|huh|sí)"
    r"|, (?:is|isn't) (?:that|this|it) (?:true|right|correct|so)|, ¿?(?:es|no es) (?:cierto|correcto|así))"
    r"\?[?!]*+\)?\Z"
)
_ANSWERED: Final = (
    r"\)?\s{1,3}[-–—(*]{0,2} ?(?:(?i:pues|porque|because|well|yes|yep|no|nope|sí|si|claro|not|never"
    r"|nobody|none|nada|nadie|nunca|right|sure|of course|the answer|la respuesta|answer|exactly"
    r"|absolutely|simple|easy|fácil)\b|A[:.)]|(?i:(?:your |tu |su )?(?:answer|respuesta) ?:))"
)
_TAG_REACH: Final = 24


def _is_put(context: Context, ask: Ask) -> bool:
    """Whether the reader has to answer: no tag ("¿no?"), no heading, not answered at once."""
    text = context.document.text
    if compiled(_TAG).search(text[max(ask.start, ask.end - _TAG_REACH) : ask.end]):
        return False
    if compiled(_ANSWERED).match(text, ask.end):
        return False
    if starting_in(context.phrases("rhetorical"), Span(ask.start, ask.end)):
        return False
    return not text[ask.start : ask.end].isupper()


def _is_mangled(text: str, start: int) -> bool:
    """Whether "?" stands for what a lost charset held, as in "Fran?oise"."""
    for lost in compiled(_LOST).finditer(text, start):
        if "/" not in text[max(start, lost.start() - 40) : lost.start()]:
            return True
    return len(compiled(_LOST_MARK).findall(text, start)) >= _MARKS_LOST


def _count(context: Context, blocks: Sequence[Block]) -> int:
    return sum(map(context.word_count, blocks))


def _words_before(context: Context, blocks: Sequence[Block], at: int) -> int:
    """The words of prose before `at`."""
    count = _count(context, [b for b in blocks if b.end <= at])
    text = context.document.text
    for block in blocks:
        if block.start < at < block.end:
            for start, end in context.prose(block):
                count += count_words(text, start, min(end, at)) if start < at else 0
    return count
