"""How long a text is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.asks import asks, subject_asks
from emailint.borrowed import is_borrowed
from emailint.context import starting_in
from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.people import same_owner
from emailint.prose import count_words, nth_word, running_words
from emailint.tokens import norms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context

_ENDED: Final = ("EOM", "eom", "(eom)", "FDT", "(fdt)", "(nt)", "(n/t)")
"""At the end of a subject: the subject is all there is."""
_SUFFIX: Final = r"\.(?i:xlsx?|docx?|pdf|pptx?|zip|csv|jpe?g|png|gif|txt|odt|ods|htm|html|r|rmd)\b"
_FILE: Final = rf"[\w)]{_SUFFIX}|<<"
_FILE_LINE: Final = rf"^[ \t]*+(?:- [^\n]{{1,80}}|\S{{1,80}}){_SUFFIX}[ \t]*+$"
_NAME: Final = r"\b(?:[A-Z][a-z]|[A-Z]{2}|\d)[\w-]*+(?![:/@.]\w)"
_SEVERAL: Final = 3  # recipients
_NAMES: Final = 3
_FIGURE: Final = r"\d{3}"  # a telephone number, an amount
_TELLING: Final = 2  # words of a subject that says what the file is
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
_TERMS: Final = 2  # of a legal notice in one paragraph: one is found in any text
_LONG_WORD: Final = 40  # characters: beyond so many a word, there are enough of them


def too_long(context: Context) -> Iterator[Hit]:
    """More than `over_words` words of what the writer tells, marked from the first one over."""
    text, limit = context.document.text, context.options["over_words"]
    blocks = context.blocks()
    if sum(b.end - b.start for b in blocks) < 4 * limit:  # words and spaces take more
        return
    if sum(map(context.word_count, blocks)) <= limit or is_borrowed(context):
        return
    count = place = 0
    notices = context.shared("notice")
    for block in blocks:
        if len(starting_in(notices, block)) >= _TERMS:
            continue
        for part in context.prose(block):
            if block.kind in ("body", "list"):
                here = running_words(text, *part, context.language)
            else:
                here = count_words(text, *part)
            if count <= limit < count + here:
                place = nth_word(text, *part, limit - count)
            count += here
    if count > limit:
        yield Hit(place, blocks[-1].end, {"count": count, "limit": limit})


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
    if subject_asks(context) or _subject_orders(context):
        return
    told = _subject_words(context)
    if count and (len(told) > options["topic"] or _names(context) >= _NAMES):
        return
    if not _TESTS.isdisjoint(told) or any(not _TESTS.isdisjoint(context.norms(b)) for b in written):
        return
    files = document.message.attachments
    if (
        written
        and (count >= options["with_file"] or len(told) >= _TELLING)
        and (
            files
            or document.links
            or context.phrases("file")
            or compiled(_FILE).search(text)
            or compiled(_FIGURE).search(text, document.body_start)
        )
    ):
        return
    if any(count_words(text, *ask[:2]) >= options["whole_ask"] for ask in asks(context)):
        return
    if any(_is_whole(context, s, options["whole"]) for b in written for s in context.sentences(b)):
        return
    if document.images or any(f.content_type == "text/calendar" for f in files):
        return  # a picture or an invitation says it
    if any(_is_fact(context, s) for b in written for s in context.sentences(b)):
        return
    if _is_to_self(context):
        return
    if not written and len(document.blocks) > 1 + (document.subject_text == ""):
        return  # what there is was taken for a footer
    start = written[0].start if written else document.body_start
    end = written[-1].end if written else document.body_start
    yield Hit(start, end, {"count": count, "limit": limit})


def _names(context: Context) -> int:
    """The names and figures in the text: whoever gives several says what it is about."""
    text, blocks = context.document.text, context.document.written
    bodies = (text[b.start : b.end] for b in blocks if b.kind in ("body", "list"))
    return sum(len(compiled(_NAME).findall(body)) for body in bodies)


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


def _is_fact(context: Context, sentence: Span) -> bool:
    """Whether it says what is how, stop or not: "The printer is fixed", not "This is great"."""
    said = norms(context.folded, *sentence)
    if len(said) < context.options["fact"] or said[0] in _POINTING:
        return False
    return not _STATING.isdisjoint(said[2:-1])


_STATING: Final = frozenset((
    "is", "are", "was", "were", "has", "have", "esta", "estan", "es", "son", "ha", "han", "ya",
))  # fmt: skip
_POINTING: Final = frozenset((
    "this", "that", "it", "here", "there", "those", "these", "he", "she", "they", "esto", "eso",
    "este", "esta", "ese", "esa", "aqui", "ahi",
))  # fmt: skip


def _is_to_self(context: Context) -> bool:
    """Whether nobody reads it but the writer, at another address or the same."""
    sender, people = context.document.message.sender, context.situation.recipients
    if sender is None or not 0 < len(people) < _SEVERAL:
        return False
    return all(same_owner(sender, reader) for reader in people)


def _subject_orders(context: Context) -> bool:
    """Whether the subject opens with an order ("Call Ana")."""
    subject = context.document.subject
    return subject is not None and any(
        s.start == subject.start for s in context.shared("ask-first")
    )
