"""How long a text is and what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.asks import asks
from emailint.matchers import compiled
from emailint.model import Block, Hit
from emailint.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.context import Context

_ENDED: Final = ("EOM", "eom", "(eom)", "FDT", "(fdt)", "(nt)", "(n/t)")
"""At the end of a subject: the subject is all there is."""
_FILE: Final = r"\w\.(?i:xlsx?|docx?|pdf|pptx?|zip|csv|jpe?g|png|txt|odt|ods)\b|<<"
# "?" where the letters, the bullets or the spaces of a lost charset stood.
_LOST: Final = r"\n[ \t]{0,80}\?|\?{5}|(?<=[^\W\d_])\?[^\W\d_]"


def too_short(context: Context) -> Iterator[Hit]:
    """Fewer words than `under`; a mail whose point is a file or a link needs only `with_file`."""
    document = context.document
    written = document.written
    if any(b.kind == "quote" for b in document.blocks) or document.subject_text.endswith(_ENDED):
        return
    limit = context.options["under"]
    count = _count(context, written)
    if count >= limit:
        return
    files = document.message.attachments
    if count >= context.options["with_file"] and (
        files or document.links or context.phrases("file") or compiled(_FILE).search(document.text)
    ):
        return
    if document.images or any(f.content_type == "text/calendar" for f in files):
        return  # a picture or an invitation says it
    if not written and len(document.blocks) > 1 + (document.subject_text == ""):
        return  # what there is was taken for a footer
    start = written[0].start if written else document.body_start
    end = written[-1].end if written else document.body_start
    yield Hit(start, end, {"count": count, "limit": limit})


def buried_ask(context: Context) -> Iterator[Hit]:
    """The first request comes after word `after` and in the last third of the text."""
    written = context.document.written
    after = context.options["after"]
    size = sum(b.end - b.start for b in written)
    if size < 3 * after:  # shorter than any text of so many words
        return
    found = asks(context)
    if not found or _subject_asks(context):
        return
    conditional = {span.start for span in context.phrases("conditional")}
    first = next((ask for ask in found if ask.start not in conditional), None)
    if first is None:
        return
    total = _count(context, written)
    before = _words_before(context, written, first.start)
    if before > after and 3 * before >= 2 * total:
        yield Hit(first.start, first.end, {"before": before, "count": total})


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
    """More than `over` questions: the first one over is marked."""
    text, over = context.document.text, context.options["over"]
    start = context.document.body_start
    if text.count("?", start) <= over:
        return
    questions = [a for a in asks(context) if a.question]
    if len(questions) > over and not _is_mangled(text, start):
        place = questions[over]
        yield Hit(place.start, place.end, {"count": len(questions), "limit": over})


def _is_mangled(text: str, start: int) -> bool:
    """Whether "?" stands for what a lost charset held, as in "Fran?oise"."""
    lost = compiled(_LOST).search(text, start)
    return lost is not None and "/" not in text[max(start, lost.start() - 40) : lost.start()]


def _subject_asks(context: Context) -> bool:
    subject = context.document.subject
    if subject is None:
        return False
    text = context.document.text[subject.start : subject.end]
    return "?" in text or any(subject.start <= s.start < subject.end for s in context.shared("ask"))


def _count(context: Context, blocks: Sequence[Block]) -> int:
    return sum(context.word_count(b) for b in blocks)


def _words_before(context: Context, blocks: Sequence[Block], at: int) -> int:
    count = _count(context, [b for b in blocks if b.end <= at])
    text = context.document.text
    return count + sum(len(words(text, b.start, at)) for b in blocks if b.start < at < b.end)
