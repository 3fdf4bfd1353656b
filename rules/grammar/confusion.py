"""Words that are mistaken for others: "your welcome", "haber si"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.context import Context, starting_in
from emailint.matchers import compiled
from emailint.model import Edit, Fix, Hit, Safety, Span
from emailint.tokens import fold

_LISTS: Final[tuple[tuple[str, Safety, str], ...]] = (
    ("safe", "safe", "unless"),
    ("doubtful", "shown", "unless"),
    ("compared", "safe", "then"),
)
_KEPT: Final = "*"
_MOST: Final = 100  # places looked at
_QUOTED: Final = 12  # words of the longest quotation that may be there to show a fault
_REACH: Final = 240  # characters looked at on either side for its marks
_QUOTES: Final = (
    r"\"([^\"]{1,160})\"|«([^«»]{1,160})»|“([^“”]{1,160})”|‘([^‘’]{1,160})’(?!\w)"
    r"|(?<!\w)'([^'\n]{1,160})'(?!\w)"
)


def confused(context: Context) -> Iterator[Hit]:
    """Phrases of the lists `safe` and `doubtful`, whose values say what was meant.

    A "*" at the start or the end of a value stands for one word that stays as it is.
    """
    seen = set()
    for name, safety, unless in _LISTS:
        meant = context.options.get(name, {})
        for span in context.phrases(name, unless=unless)[:_MOST]:
            text = context.document.text[slice(*span)]
            new = meant.get(fold(" ".join(text.split())))
            if new is None or (name == "compared" and not _is_comparison(context, span)):
                continue
            if new.endswith("porque *") and _is_asked(context, span):
                continue
            hit = _hit(context, *span, new, safety)
            if hit is None or hit.start in seen or _is_quoted(context.document.text, hit):
                continue
            seen.add(hit.start)
            yield hit


def _is_comparison(context: Context, span: Span) -> bool:
    """Whether something is compared with: "if it is cheaper then the board agrees" doesn't."""
    after = context.document.text[span.end : span.end + 3]
    if not compiled(r"[ \t]*+\n?[ \t]*+\w").match(after):
        return False
    sentence = context.sentence_at(span)
    if span.end >= sentence.end:
        return False
    return not starting_in(context.phrases("condition"), Span(sentence.start, span.start))


def _is_asked(context: Context, span: Span) -> bool:
    """Whether the sentence is a question: there "por que" stands for "por qué"."""
    sentence = context.sentence_at(span)
    return context.document.text[sentence.end - 1 : sentence.end] == "?"


def _is_quoted(text: str, hit: Hit) -> bool:
    """Whether the hit stands within a short quotation, as of a fault that is to be mended."""
    low = max(text.rfind("\n\n", max(0, hit.start - _REACH), hit.start), hit.start - _REACH, 0)
    for match in compiled(_QUOTES).finditer(text, low, hit.end + _REACH):
        if match.start() >= hit.start:
            return False
        if match.end() > hit.end:
            return len(match.group().split()) <= _QUOTED and "\n\n" not in match.group()
    return False


def _hit(context: Context, start: int, end: int, new: str, safety: Safety) -> Hit | None:
    text = context.document.text
    words = [m.span() for m in compiled(r"(?:¿\s*+)?+\S++").finditer(text, start, end)]
    parts = new.split()
    before = text[max(0, start - 1) : start]
    if before in tuple("/_@\\=-.") or compiled(r"[/_@\\=]|-\w").search(text, start, end + 2):
        return None  # part of an address, a path or a name
    first = next(i for i, part in enumerate(parts) if part != _KEPT)
    after = next(i for i, part in enumerate(reversed(parts)) if part != _KEPT)
    begin, stop = words[first][0], words[len(words) - 1 - after][1]
    while not text[begin].isalnum():  # "¿", a bracket
        begin += 1
    while not text[stop - 1].isalnum():  # a comma that the phrase asked for
        stop -= 1
    old = text[begin:stop]
    better = " ".join(parts[first : len(parts) - after])
    if old.lower() == better:
        return None  # they differ in an accent, and it is there
    if fold(old) == fold(better) and context.document.text.isascii():
        return None  # who writes without any accents makes no confusion
    if old.isupper() and len(old) > 1:
        if not any(map(str.islower, text[start:end])) and len(old) < 4 and " " not in old:
            return None  # "ITS", "IVA": initials
        better = better.upper()
    elif old[0].isupper():
        better = better[0].upper() + better[1:]
    fix = Fix(safety, (Edit(begin, stop, better),))
    return Hit(begin, stop, {"text": old, "better": better}, fix)
