"""How long a text is and what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.asks import asks, asks_in
from emailint.context import starting_in
from emailint.matchers import compiled
from emailint.model import Block, Hit, Span
from emailint.prose import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.asks import Ask
    from emailint.context import Context

_ENDED: Final = ("EOM", "eom", "(eom)", "FDT", "(fdt)", "(nt)", "(n/t)")
"""At the end of a subject: the subject is all there is."""
_SUFFIX: Final = r"\.(?i:xlsx?|docx?|pdf|pptx?|zip|csv|jpe?g|png|gif|txt|odt|ods|htm|html|r|rmd)\b"
_FILE: Final = rf"[\w)]{_SUFFIX}|<<"
_FILE_LINE: Final = rf"^[ \t]*+(?:- [^\n]{{1,80}}|\S{{1,80}}){_SUFFIX}[ \t]*+$"
_TELLING: Final = 3  # words of a subject that says what the file is
_SMALL: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "this",
        "that",
        "your",
        "our",
        "you",
        "are",
        "new",
        "del",
        "los",
        "las",
        "con",
        "por",
        "para",
        "una",
        "que",
        "tus",
        "sus",
        "este",
        "esta",
        "fwd",
    ]
)
_TESTS: Final = frozenset({"test", "prueba", "testing", "probando", "probar"})
_LONG_WORD: Final = 40  # characters: beyond so many a word, there are enough of them
# "?" where the letters, the bullets or the spaces of a lost charset stood.
_LOST: Final = r"\n[ \t]{0,80}\?|\?{5}|\?(?<=[^\W\d_]\?)[^\W\d_]|\?(?<=[\s(=\"]\?)[^\s?]"
_LOST_MARK: Final = r"\? (?=[a-z])"
_MARKS_LOST: Final = 2  # of these it takes more than one


def too_short(context: Context) -> Iterator[Hit]:
    """Fewer words than `under`; silent where a file, a link or a whole request says enough."""
    document, options = context.document, context.options
    written = document.written
    if any(b.kind == "quote" for b in document.blocks) or document.subject_text.endswith(_ENDED):
        return
    limit, text = options["under"], document.text
    if sum(b.end - b.start for b in written) > limit * _LONG_WORD:
        return
    count = sum(count_words(text, b.start, b.end) for b in written)  # code says something too
    if count >= limit:
        return
    for block in written:
        for line in compiled(_FILE_LINE).finditer(text[block.start : block.end]):
            count -= count_words(line.group(), 0, len(line.group()))
    if _subject_asks(context) or _subject_orders(context):
        return
    told = _subject_words(context)
    if not _TESTS.isdisjoint(told) or any(not _TESTS.isdisjoint(context.norms(b)) for b in written):
        return
    files = document.message.attachments
    if (count >= options["with_file"] or len(told) >= _TELLING) and (
        files or document.links or context.phrases("file") or compiled(_FILE).search(text)
    ):
        return
    if any(count_words(text, *ask[:2]) >= options["whole_ask"] for ask in asks(context)):
        return
    if any(_is_whole(context, s, options["whole"]) for b in written for s in context.sentences(b)):
        return
    if document.images or any(f.content_type == "text/calendar" for f in files):
        return  # a picture or an invitation says it
    if not written and len(document.blocks) > 1 + (document.subject_text == ""):
        return  # what there is was taken for a footer
    start = written[0].start if written else document.body_start
    end = written[-1].end if written else document.body_start
    yield Hit(start, end, {"count": count, "limit": limit})


def _subject_words(context: Context) -> set[str]:
    """The words of the subject that tell something, folded."""
    subject = context.document.subject
    if subject is None:
        return set()
    return {w for w in context.norms(subject) if len(w) > 2 or w.isdigit()} - _SMALL


def _is_whole(context: Context, sentence: Span, least: int) -> bool:
    """Whether it is a whole sentence of at least `least` words, with its stop."""
    text = context.document.text
    stopped = compiled(r"[^\W_][.!?]\Z").search(text[sentence.end - 2 : sentence.end])
    return stopped is not None and count_words(text, *sentence) >= least


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
    if total <= after or _subject_asks(context) or context.shared("bulk"):
        return
    first = _first_ask(context)
    if first is None:
        return
    before = _words_before(context, written, first.start)
    if before <= after or 3 * before < 2 * total:
        return
    if not any(span.start < first.start for span in context.phrases("need")):
        yield Hit(first.start, first.end, {"before": before, "count": total})


def _first_ask(context: Context) -> Ask | None:
    """The first request that isn't for some readers only; what comes after it isn't looked at."""
    conditional = {span.start for span in context.phrases("conditional")}
    courtesy = context.phrases("courtesy")
    for block in context.document.written:
        for ask in asks_in(context, block):
            span = Span(ask.start, ask.end)
            if ask.start not in conditional and not starting_in(courtesy, span):
                return ask
    return None


def no_ask(context: Context) -> Iterator[Hit]:
    """Nothing is asked: no question, no request, nothing that is waited for."""
    written = context.document.written
    if _count(context, written) < context.options["min_words"]:
        return
    if asks(context) or _subject_asks(context) or context.phrases("expects"):
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
    if text.count("?", start) <= over:
        return
    questions = [a for a in asks(context) if a.question and _is_put(context, a)]
    if len(questions) <= over:
        return
    if _count(context, document.written) > context.options["every"] * len(questions):
        return
    if context.shared("bulk") or _is_mangled(text, start):
        return  # teasers, that nobody answers
    place = questions[over]
    yield Hit(place.start, place.end, {"count": len(questions), "limit": over})


_TAG: Final = r"(?:[,.] ?|\b)¿?(?:no|verdad|eh|right|ok|okay|ya|cierto|vale|huh|sí)\?+\)?\Z"
_ANSWERED: Final = (
    r"\)?\s{1,3}[-–—(*]{0,2} ?(?:(?i:pues|porque|because|well|yes|yep|no|nope|sí|si|claro|not|never"
    r"|nobody|none|nada|nadie|nunca|right|sure|of course|the answer|la respuesta|answer|exactly"
    r"|absolutely|simple|easy|fácil)\b|A[:.)])"
)
_TAG_REACH: Final = 14


def _is_put(context: Context, ask: Ask) -> bool:
    """Whether the reader has to answer: no tag ("¿no?"), no heading, not answered at once."""
    text = context.document.text
    if compiled(_TAG).search(text[max(ask.start, ask.end - _TAG_REACH) : ask.end]):
        return False
    if compiled(_ANSWERED).match(text, ask.end):
        return False
    return not text[ask.start : ask.end].isupper()


def _is_mangled(text: str, start: int) -> bool:
    """Whether "?" stands for what a lost charset held, as in "Fran?oise"."""
    for lost in compiled(_LOST).finditer(text, start):
        if "/" not in text[max(start, lost.start() - 40) : lost.start()]:
            return True
    return len(compiled(_LOST_MARK).findall(text, start)) >= _MARKS_LOST


def _subject_asks(context: Context) -> bool:
    subject = context.document.subject
    if subject is None:
        return False
    text = context.document.text[subject.start : subject.end]
    return "?" in text or any(subject.start <= s.start < subject.end for s in context.shared("ask"))


def _subject_orders(context: Context) -> bool:
    """Whether the subject opens with an order ("Call Ana")."""
    subject = context.document.subject
    return subject is not None and any(
        s.start == subject.start for s in context.shared("ask-first")
    )


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
