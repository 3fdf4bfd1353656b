"""Whether a reply still is about what its thread's subject says."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.context import Context
from emailint.document import SUBJECT_LABEL
from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.tokens import norms

_WORD = r"[^\W\d_]{4,}"
_STEM = 4  # letters that inflected forms of a word share: factura, facturas, facturación
_HEADER = r"(?m)^[ \t>]*(?:[\w-]+(?: [\w-]+)?:|-----|<<)[^\n]*"  # a quote's fields and attachments
# "on another topic, ...", not "another topic is ..."
_PAUSE = r"(?<=para)|[^.,:;!?\n]{0,25}[.,:;!?–—-]"
_BLANKS = 100  # characters before a phrase, in which its sentence may begin
_LONGEST = 20_000  # characters of new and of quoted text that are compared


def drift(context: Context) -> Iterator[Hit]:
    """A reply that shares no content word with its subject.

    That words are missing proves little ("yes, fine"), so either the writer says that the topic is
    new ("on another topic"), or the reply is long, asks for something, and shares next to nothing
    with what it quotes either.
    """
    document = context.document
    if not document.reply or not document.subject_text or not document.written:
        return
    if "fwd" in document.prefixes:
        return
    label = len(SUBJECT_LABEL)
    title = context.folded[label : label + len(document.subject_text)]
    turn = next((t for t in context.phrases("words") if _turns(document.text, t)), None)
    if turn is None and not _may_be_unannounced(context):
        return
    new = _written(context, turn.start if turn else 0)
    if len(new.split()) < context.options["min_words"]:
        return
    common = {s[:_STEM] for s in _names(context)}
    common |= {s[:_STEM] for s in context.options["sets"]["common"]}
    subject, stems = _stems(title) - common, _stems(new) - common
    if not subject:
        return
    if subject & stems:
        return
    if turn is None and len(subject) < context.options["min_subject_stems"]:
        return  # a name, a greeting: little to drift from
    if turn is not None:
        yield Hit(*turn, {"text": document.subject_text})
    elif place := _unannounced(context, stems):
        yield Hit(*place, {"text": document.subject_text})


def _may_be_unannounced(context: Context) -> bool:
    """The cheap tests of `_unannounced`: what is compared must be there, and enough of it."""
    document = context.document
    if not any(b.kind == "quote" for b in document.blocks):
        return False
    if document.blocks[-1].kind != "quote" and len(document.written) > 4:
        return False  # answers between the quoted lines
    size = sum(b.end - b.start for b in document.written)
    least: int = _STEM * context.options["min_stems"]
    return size > least


def _unannounced(context: Context, stems: set[str]) -> Span | None:
    """The first request of a reply that has nothing to do with what it quotes."""
    from emailint.asks import asks

    document = context.document
    quoted = "\n".join(
        context.folded[b.start : b.end] for b in document.blocks if b.kind == "quote"
    )
    before = _stems(compiled(_HEADER).sub("", quoted[:_LONGEST]))
    if (
        len(stems) < context.options["min_stems"]
        or len(before) < context.options["min_quoted_stems"]
    ):
        return None
    if len(stems & before) > context.options["max_shared"]:
        return None
    found = asks(context)
    if not found:
        return None
    first = Span(found[0].start, found[0].end)
    arranging = context.options["sets"]["arranging"]
    if all(
        not arranging.isdisjoint(norms(s, 0, len(s)))
        for s in (context.folded[slice(*first)], quoted)
    ):
        return None
    return first


def _written(context: Context, start: int) -> str:
    blocks = (b for b in context.document.written if b.kind in ("body", "list") and b.end > start)
    return "\n".join(context.folded[max(b.start, start) : b.end] for b in blocks)[:_LONGEST]


def _stems(folded: str) -> set[str]:
    return {w[:_STEM] for w in compiled(_WORD).findall(folded)}


def _names(context: Context) -> set[str]:
    """Words of the names and addresses of everybody in the headers, folded."""
    from emailint.tokens import fold

    message = context.document.message
    people = (message.sender, *message.to, *message.cc)
    text = " ".join(fold(f"{p.name} {p.address}") for p in people if p)
    return set(compiled(_WORD).findall(text))


def _turns(text: str, phrase: Span) -> bool:
    """Whether `phrase` opens a sentence and is set off from what it announces."""
    before = text[max(0, phrase.start - _BLANKS) : phrase.start].rstrip(" \t(*")
    if before and before[-1] not in ".!?:\n…":
        return False
    return compiled(_PAUSE).match(text, phrase.end) is not None
