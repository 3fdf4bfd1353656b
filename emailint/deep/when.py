"""Deadlines in what is asked: "by Friday noon", "antes del 14 de mayo", "cuanto antes".

A time alone is no deadline ("the meeting on Friday"): a word before it must make it one, but for the
few times that always are ("today", "this week").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from emailint.phrases import expand
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab

_WORDS: Final = {
    "DAY": {
        "es": "lunes martes miércoles jueves viernes sábado domingo",
        "en": "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur"
        " thurs fri sat sun",
    },
    "MONTH": {
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre"
        " noviembre diciembre",
        "en": "january february march april may june july august september october november december"
        " jan feb mar apr jun jul aug sep sept oct nov dec",
    },
}
_SHAPES: Final = {
    "NUMBER": r"^\d{1,2}(?:st|nd|rd|th|[ºª])?$",
    "CLOCK": r"^\d{1,2}(?:[:.]\d{2}h?|h)$",
    "DATE": r"^(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)$",
    "YEAR": r"^(?:19|20)\d\d$",
}
# One token a word: "a|b" is either, a last "?" makes it optional, capitals are the classes above.
_WHEN: Final = {
    "en": (
        "the|this|next|coming|following? next|coming|following? DAY morning|afternoon|evening|night|noon|lunchtime|week?",
        "today|tomorrow|tonight morning|afternoon|evening|night|noon|lunchtime?",
        "this|next|the|coming|following? this|next|coming|following week|month|quarter|morning|afternoon|evening|weekend|year",
        "the? end|close|beginning|start|middle of the|this|next|our? business|day|week|month|year|quarter|play|today|tomorrow|MONTH|DAY|weekend day?",
        "noon|midday|midnight|lunchtime|lunch|eod|cob|eob|eow|eom|christmas|easter|then",
        "NUMBER|CLOCK a.m.|p.m.|am|pm|o'clock|hours",
        "CLOCK",
        "MONTH the? NUMBER ,? YEAR?",
        "the? NUMBER of? MONTH ,? YEAR?",
        "the NUMBER",
        "the? weekend",
        "DATE",
        "NUMBER|one|two|three|four|five|a|couple|few working|business|more|of? days|day|hours|hour|weeks|week|minutes",
        "your|the|our|my next|first|last? meeting|call|deadline|launch|holidays|visit|board|review",
    ),
    "es": (
        "el|este|próximo? próximo? DAY próximo|NUMBER? ,? NUMBER?",
        "el|este|próximo? próximo? DAY que viene",
        "el|este|próximo? próximo? DAY NUMBER? de MONTH",
        "el|este|próximo? DAY a|por|al la|las|primera|última|mediodía mañana|tarde|noche|hora",
        "el|este? DAY al mediodía",
        "pasado? mañana mismo|temprano?",
        "hoy mismo?",
        "mañana|hoy a|por|al la|las|primera|última|mediodía? mañana|tarde|noche|hora|mediodía",
        "esta|la|este|el próxima|próximo|misma|mismo? semana|mes|tarde|noche|mañana|trimestre|quincena",
        "la|el semana|mes|lunes|viernes que viene|entra",
        "el? final|finales|fin|fines|principios|mediados|cierre de|del este|esta|la|el|semana|mes|año|día|jornada|trimestre|MONTH mes|semana|año|día|jornada|trimestre|MONTH?",
        "el? día? NUMBER de MONTH de|del? YEAR?",
        "el día? NUMBER|DATE",
        "día NUMBER|DATE",
        "DATE",
        "la|las NUMBER|CLOCK|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce h|hs|hrs|horas?",
        "la|las NUMBER|CLOCK|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce de la tarde|mañana|noche",
        "CLOCK h|hs|horas?",
        "el? mediodía|medianoche|navidad|entonces|verano",
        "primera|última hora de|del? la|el|hoy|mañana|lunes|martes|miércoles|jueves|viernes? mañana|tarde|DAY?",
        "NUMBER|un|una|dos|tres|cuatro|cinco|par|unos|pocos|diez|quince de? día|días|hora|horas|semana|semanas|minutos hábiles|laborables?",
        "la|tu|su|nuestra|el próxima|siguiente? reunión|llamada|visita|junta|comité|lanzamiento|plazo",
    ),
}
_LEADS: Final = {
    "en": (
        "by",
        "before",
        "until",
        "till",
        "(no|not|any) later than",
        "on or before",
        "prior to",
        "within (the next|)",
        "in the next",
        "over the next",
        "due (on|by|)",
        "deadline (is|:|of)",
        "at the latest (by|on|)",
        "in time for",
        "ahead of",
        "need (it|this|them) (on|for)",
    ),
    "es": (
        "antes de",
        "antes del",
        "para",
        "hasta",
        "a más tardar (en|)",
        "como (muy|más|) tarde",
        "como máximo",
        "no más tarde (de|del)",
        "de aquí (a|al)",
        "dentro de",
        "en el plazo (máximo|) de",
        "en un plazo (máximo|) de",
        "en las próximas",
        "en los próximos",
        "a lo largo de",
        "durante",
        "(la fecha límite|el plazo) (es|termina|acaba|finaliza|vence|:)",
    ),
}
_ALONE: Final = {
    "en": ("today", "tomorrow", "tonight", "this", "eod", "cob", "eob", "eow"),
    "es": ("hoy", "mañana", "pasado", "esta", "este"),
}
"""The first word of a time that is a deadline by itself where something is asked."""
_SOON: Final = {
    "en": ("asap", "a.s.a.p", "as soon as (possible|you can)", "at the latest", "right away"),
    "es": ("cuanto antes", "lo antes posible", "lo más pronto posible", "a la mayor brevedad (posible|)",
           "con urgencia", "de inmediato", "sin falta", "como (muy|) tarde", "a más tardar"),
}  # fmt: skip
_GLUE: Final = frozenset(
    {"at", "on", ",", "a", "the", "(", "of", "el", "por", "al", "este", "next"}
)
_REACH: Final = 12  # words of a time
_NOT_BEFORE: Final = frozenset(
    {"la", "por", "de", "las", "cada", "every", "each", "until", "since"}
)


def deadlines(doc: Doc, language: str) -> list[Span]:
    """The deadlines in `doc`, in order, each with the words that make it one."""
    from spacy.util import filter_spans

    found: list[Span] = []
    starts: dict[int, int] = {}  # of a time -> of the words before it that make it a deadline
    for kind, start, end in _phrases(language, doc.vocab)(doc):
        if doc.vocab.strings[kind] == "soon":
            found.append(doc[start:end])
        else:
            starts[end] = min(start, starts.get(end, start))
    for token in doc:
        if fold(token.text) in _ALONE_FOLDED[language]:
            before = fold(token.nbor(-1).text) if token.i else ""
            if before not in _NOT_BEFORE:
                starts.setdefault(token.i, token.i)
    for at, start in starts.items():
        if end := _time(doc, at, language):
            found.append(doc[start:end])
    return [d[:-1] if d[-1].text == "," else d for d in _joined(doc, filter_spans(found))]


def _time(doc: Doc, start: int, language: str) -> int:
    """Where the time that begins at `start` ends, with those that follow it ("Friday at noon"); 0
    where none begins there."""
    end = 0
    at = start
    while at < len(doc):
        found = _times(language, doc.vocab)(doc[at : at + _REACH])
        longest = max((last for _, first, last in found if first == 0), default=0)
        if longest:
            end = at + longest
            at = end
        elif end and at == end and fold(doc[at].text) in _GLUE:
            at += 1
        else:
            break
    return end


def _joined(doc: Doc, spans: list[Span]) -> list[Span]:
    """Spans that stand side by side, or with one small word between them, as one."""
    out: list[Span] = []
    for span in spans:
        between = doc[out[-1].end : span.start] if out else None
        if between is not None and (
            not len(between) or (len(between) == 1 and fold(between.text) in _GLUE)
        ):
            out[-1] = doc[out[-1].start : span.end]
        else:
            out.append(span)
    return out


_ALONE_FOLDED: Final = {code: frozenset(map(fold, first)) for code, first in _ALONE.items()}


@cache
def _times(language: str, vocab: Vocab) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    matcher.add("when", [_pattern(line, language) for line in _WHEN[language]])
    return matcher


@cache
def _phrases(language: str, vocab: Vocab) -> PhraseMatcher:
    """What makes a time a deadline, and what is one by itself."""
    return phrase_matcher(vocab, {"lead": _LEADS[language], "soon": _SOON[language]})


def phrase_matcher(vocab: Vocab, lists: Mapping[str, Iterable[str]]) -> PhraseMatcher:
    """A matcher of phrases as cards write them, whatever their case, with and without accents."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    matcher = PhraseMatcher(vocab, attr="LOWER")
    for name, lines in lists.items():
        phrases = {form for line in lines for p in expand(line) for form in _spellings([p])}
        matcher.add(name, [Doc(vocab, phrase.split()) for phrase in sorted(phrases)])
    return matcher


def _pattern(line: str, language: str) -> list[dict[str, Any]]:
    """One pattern of the table above as spaCy writes it."""
    tokens: list[dict[str, Any]] = []
    for item in line.split():
        parts = item.removesuffix("?").split("|")
        words = [
            word for part in parts for word in _WORDS.get(part, {}).get(language, part).split()
            if part not in _SHAPES
        ]  # fmt: skip
        shapes = "|".join(_SHAPES[part] for part in parts if part in _SHAPES)
        if shapes:
            escaped = "|".join(f"^{word}$" for word in _spellings(words))
            token: dict[str, Any] = {"LOWER": {"REGEX": f"{shapes}|{escaped}" if words else shapes}}
        else:
            token = lower_in(words)
        tokens.append(token | ({"OP": "?"} if item.endswith("?") else {}))
    return tokens


def lower_in(words: list[str]) -> dict[str, Any]:
    """A token of a pattern: any of `words`, whatever its case and accents."""
    return {"LOWER": {"IN": _spellings(words)}}


def _spellings(words: list[str]) -> list[str]:
    """With and without accents, as people write."""
    return sorted({*words, *map(fold, words)})
