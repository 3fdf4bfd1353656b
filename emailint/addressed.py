"""Who is spoken to by name in the text: "Ana, ¿puedes...?", "@Ana", "Could Bob send...".

A name alone isn't enough: "Ana can help you" is about her. What is needed is an order, a question
or a task right after it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from emailint.context import starting_in
from emailint.matchers import compiled
from emailint.model import Span
from emailint.people import fold_name
from emailint.sentences import is_question
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from emailint.context import Context
    from emailint.model import Block

# The set comes first, so that the engine leaps from capital to capital.
_NAME = r"[@A-ZÀ-ÖØ-Þ](?<![\w.@/-].)[^\W\d_][\w’'-]*"
_MENTION = r"@(?<![\w.@/-].)[^\W\d_][\w’'-]+"
# Most names stand in the middle of a sentence, behind and before small letters: not looked at.
_ASKING = (
    r"to\s|¿|(?:please|pls|(?:can|could|would|will) you|por favor|(?:puede|podr[ií]a|podé)i?s)\b"
)
_FREE = (
    r"[A-ZÀ-ÖØ-Þ](?:(?<![a-zà-ÿ0-9] .)|(?<= y .)|(?<= e .)|(?<= and .)"
    r"|(?<=And .)|(?<=But .)|(?<=So .)|(?<=Also .)|(?<=Then .)|(?<=Pero .))(?<![\w.@/-].)"
    rf"[^\W\d_][\w’'-]*(?!\s+(?!(?:y|e|and|del?)\b|{_ASKING})[a-zà-ÿ0-9])"
)
_MARK = rf"\s?[,:]\s*|\s+[-–—]+\s+|[ \t]*\n|\s+(?={_ASKING})"
_MORE = r"(?:\s+(?:de(?:l|\s+la)?\s+)?[^\W\d_a-zà-ÿ][\w’'-]*){0,3}"
_JOIN = r"\s*(?:,\s*(?:and\s)?|/|&|\b(?:y|e|and)\b)\s*"
# After "could Bob" and "puede Ana": an act, not a question whether that person comes along.
_BARE = r"\s+(?:please\s+)?(?!be\b|have\b|come\b|do\b|not\b)[a-z]"
_INFINITIVE = (
    r"\s+(?:por favor\s+)?(?!ir\b|venir\b|estar\b|ser\b|asistir\b|hacer\b|haber\b)"
    r"[a-zñ]+[aeií]r(?:me|nos|lo|la|los|las|te|le|les)?\b"
)
# What goes on about the person: "Ana, who ...", "Luis, jefe de ..."; folded, by language.
_ABOUT = {
    "es": (
        r"(?:del?|que|quien|el|la|los|las|nuestr[oa]|mi|su|una?|como|y|e|o|yo|con|asi\s+como"
        r"|entre\s+otros|tambien|cuy[oa]|ambos|a\s+quien|al\s+que|ademas\s+de|junto\s+con"
        r"|jef[ea]|director|directora|responsable|en\s+copia|etc)(?![^\W_]|['´][^\W_])"
    ),
    "en": (
        r"(?:who|whom|whose|which|our|the|my|his|her|their|an?|and|or|of|from|in|at|with|as\s+well"
        r"\s+as|also|both|i|inc|llc|ltd|plc|jr|esq|esquire|cc|cc'd|copied|etc|et\s+al)"
        r"(?![^\W_]|['´][^\W_])"
    ),
}
_SALUTATION = 40  # characters from the start of the text
_LEAD_REACH = 80
_ALONE = 4  # characters after a name that no request fits into
_MOST = 5_000  # names looked at: a mail with more of them is a list of people
_CONJUNCTIONS = ("y", "e", "pero", "and", "but", "so", "also", "then")
_ASKS = ("ask", "spoken-act")
_LEAD = " \t\n*_-–—•>\"'«“¡¿0123456789.)(]["


class Call(NamedTuple):
    """A name that is spoken to. `indirect`: the request is made through somebody else."""

    start: int
    end: int
    name: str
    indirect: bool = False


def calls(context: Context, wanted: Callable[[str], bool]) -> Iterator[Call]:
    """Names for which `wanted` (given the folded word) and which are asked for something."""
    text = context.document.text
    left = _MOST
    ends = sorted({s.end for name in ("spoken-lead", "asked-of") for s in context.shared(name)})
    blocks = [b for b in context.document.written if b.kind in ("body", "list")]
    for index, block in enumerate(blocks):
        spans = [m.span() for m in compiled(_FREE).finditer(text, block.start, block.end)]
        if text.find("@", block.start, block.end) >= 0:
            spans += [m.span() for m in compiled(_MENTION).finditer(text, block.start, block.end)]
        behind = (
            e + 1 for e in ends[bisect_left(ends, block.start) : bisect_left(ends, block.end)]
        )
        spans += [m.span() for e in behind if (m := compiled(_NAME).match(text, e, block.end))]
        for start, end in spans:
            if not wanted(fold_name(text[start:end].lstrip("@"))):
                continue
            if (left := left - 1) < 0:
                return
            found = context.sentences(block)
            if block.end - end < _ALONE and index + 1 < len(blocks):  # "Ana," on a line of its own
                found = [*found, *context.sentences(blocks[index + 1])]
            if call := _call(context, block, found, start, end):
                yield call


def _call(
    context: Context, block: Block, found: Sequence[Span], start: int, end: int
) -> Call | None:
    text = context.document.text
    index = bisect_right(found, start, key=lambda s: s.start) - 1
    if index < 0:
        return None
    sentence = found[index]
    name = text[start:end].lstrip("@")
    name = name[:1].upper() + name[1:]
    if text[start] == "@":
        asked = is_question(text, sentence) or _has(context, _ASKS, end, sentence.end)
        return Call(start, end, name) if asked else None
    if _asked_of(context, start, end, sentence):
        return Call(start, end, name, indirect=True)
    if text[start - 2 : start] == ", " and text[end : end + 1] in "?" and text[end : end + 1]:
        before = text[max(sentence.start, start - 30) : start - 2].split()
        return Call(start, end, name) if before and before[-1][0].islower() else None
    if not _leads(context, sentence, start):
        return None
    full = compiled(_MORE).match(text, end, block.end)
    surname = full is not None and full.end() > end
    group = compiled(f"{_MORE}(?:{_JOIN}{_NAME}{_MORE}){{0,4}}").match(text, end, block.end)
    close = group.end() if group else end
    mark = compiled(_MARK).match(text, close, block.end)
    if mark is None:
        return None
    if "\n" in mark[0] and (
        start <= context.document.written[0].start + _SALUTATION  # the salutation, in another form
        or text[start - 1] != "\n"  # a name at the end of a line: the sentence goes on
    ):
        return None
    return Call(start, end, name) if _follows(context, found, mark.end(), surname) else None


def _leads(context: Context, sentence: Span, start: int) -> bool:
    """Whether the name opens its sentence, or only other names or filler stand before it."""
    text = context.document.text
    if start - sentence.start > _LEAD_REACH:
        return False
    if not text[sentence.start : start].strip(_LEAD) or text[start - 1] == "(":
        return True
    if compiled(f"(?:{_NAME}{_MORE}{_JOIN}){{1,4}}$").match(text, sentence.start, start):
        return True
    lead = text[sentence.start : start].rstrip(_LEAD + ",;:")
    end = sentence.start + len(lead)
    return lead.strip(_LEAD).lower() in _CONJUNCTIONS or any(
        s.end == end and not text[sentence.start : s.start].strip(_LEAD)
        for s in starting_in(context.shared("spoken-lead"), sentence)
    )


def _follows(context: Context, found: Sequence[Span], at: int, surname: bool) -> bool:
    """Whether what follows the name at `at` asks or orders, and isn't about the person.

    After a whole name ("Bob Dean, President, ...") it must do so at once.
    """
    text = context.document.text
    index = bisect_right(found, at, key=lambda s: s.start) - 1
    if index < 0:
        return False
    if found[index].end <= at:
        index += 1
    if index >= len(found):
        return False
    sentence = found[index]
    start = max(at, sentence.start)
    if text[start : start + 1] == "¿":
        return True
    about = _ABOUT.get(context.language)
    if about and compiled(about).match(context.folded, start):
        return False
    if starting_in(context.shared("spoken-act"), Span(start, start + 2)):
        return True
    if surname or (text[start : start + 1].isupper() and text[start : start + 2] != "I "):
        return False
    return is_question(text, sentence) or _has(context, _ASKS, start, sentence.end)


def _has(context: Context, lists: Sequence[str], start: int, end: int) -> bool:
    return any(starting_in(context.shared(name), Span(start, end)) for name in lists)


def _asked_of(context: Context, start: int, end: int, sentence: Span) -> bool:
    """ "Could Bob send ...", "Necesito que Ana confirme ...", "I need Sue to ..."."""
    text = context.document.text
    for span in starting_in(context.shared("asked-of"), Span(sentence.start, start))[-1:]:
        if span.end <= start and not text[span.end : start].strip():
            head = fold(text[span.start : span.end]).split()
            after = (
                _INFINITIVE
                if head[0] in ("puede", "podria")
                else _BARE
                if head == ["could"]
                else ""
            )
            after = after or (r"\s+to\s" if head[0] in ("i", "we", "i'd", "we'd") else "")
            return compiled(after).match(text, end, sentence.end) is not None
    return False
