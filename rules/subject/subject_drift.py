"""Whether a reply still is about what its thread's subject says."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.context import Context
from emailint.document import SUBJECT_LABEL
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.tokens import fold

_WORD = r"[^\W\d_]{4,}"
_STEM = 5  # letters that inflected forms of a word share: factura, facturas, facturación


def drift(context: Context) -> Iterator[Hit]:
    """No content word of the subject comes back in a long reply, and the writer says it is new.

    That words are missing proves little ("yes, fine"), so a formula that opens a new topic ("por
    otro lado", "on another topic") must be there too.
    """
    document = context.document
    turns = context.phrases("words")
    if not document.reply or not document.subject_text or not turns:
        return
    folded = context.folded
    label = len(SUBJECT_LABEL)
    subject = _stems(folded[label : label + len(document.subject_text)])
    if len(subject) < context.options["min_subject_words"]:
        return
    turn = next((t for t in turns if _opens_sentence(document.text, t.start)), None)
    if turn is None:
        return
    after = [folded[max(b.start, turn.start) : b.end] for b in document.written if b.end > turn.start]
    rest = "\n".join(after)
    if len(rest.split()) < context.options["min_words"] or subject & _stems(rest):
        return
    yield Hit(turn.start, turn.end, {"text": document.subject_text})


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t(*")
    return not before or before[-1] in ".!?:\n…"


def _stems(folded: str) -> set[str]:
    common = {"para", "sobre", "with", "about", "from", "your", "this", "that", "como", "esta", "este"}
    return {w[:_STEM] for w in compiled(_WORD).findall(folded) if w not in common}
