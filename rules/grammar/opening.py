"""Questions and exclamations of Spanish without the mark that opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Edit, Fix, Hit
from emailint.tokens import fold

_MOST = 100  # marks looked at
_REACH = 500  # characters looked back for the start of a sentence
_SAFE_LENGTH = 160  # a longer sentence may hold more than the question
_START = (
    r"[.!?…:;]++[)\"'»”]*+\s++|\n[ \t]*+\n\s*+"
    r"|\n(?=[ \t]*+(?:[-*•–>#]|\d{1,2}[.)]|[A-ZÁÉÍÓÚÑ]))|\n(?<=[,:]\n)"
)
_CODE = r"<-|=\s*[\"']|[{}\\$|^~]|==|https?:|www\.|\w\([^)\s]*$|\w@\w"
# Letters that an archive or a wrong charset turned into "?": then no mark can be trusted. The
# stumps are those of "José", "está", "qué", "aquí", "café", "mañana", "también", "sé".
_LOST = (
    r"[^\W\d_]\?[^\W\d_]|(?:^|[\s\"(])\?[^\W\d_]|^\?\s*$|\d\?\s+[a-z]"
    r"|\b(?:[Jj]os|[Ee]st|[Qq]u|[Aa]qu|caf|ma|[Tt]ambi|habr|podr"
    r"|tendr|vendr|[bcdfghjklmnprstvz])\?"
)
_ASKS = (
    r"(?:y |pero |o |entonces )?(?:(?:a|de|en|por|para|con|desde|hasta|sobre) )?"
    r"(?:que|como|cuando|cuanto|cuanta|cuantos|cuantas|donde|adonde|quien|quienes|cual|cuales|porque"
    r"|puedes|puede|podrias|podria|podriais|podrian|podeis|podemos|pueden|sabes|sabe|sabeis|saben"
    r"|tienes|tiene|teneis|tienen|quieres|quiere|quereis|quieren|crees|cree|creeis|hay|alguien|alguno"
    r"|alguna|algun|te|os|le|les|nos|me|es|esta|estas|son|seria|verdad|no|vienes|vamos|va)\b"
)
_GREETS = r"\b(?:que tal|como (?:estas|esta|estais|estan|andas|andais|vas|vais|va))\b"
# words that English and Spanish don't share: a quoted English question is left alone
_ENGLISH = (
    r"\b(?:the|is|are|you|what|how|why|does|do|can|could|would|this|that|your|have|of|and|with"
    r"|nice|day|thanks|thank|good|best|regards|happy|new|year|great|for|welcome|cheers|hi|hello|help"
    r"|who|when|where|which|yes|please|sorry|congratulations|love|wow|hurry|stop|go|make|get|be|it|we"
    r"|my|was|were|will|should|not|from|at|on|to|an|by)\b"
)
_CLOSING = {'"': '"', "»": "«", "”": "“", "’": "‘", "'": "'"}


def missing(context: Context) -> Iterator[Hit]:
    """A "?" whose sentence has no "¿", a "!" whose sentence has no "¡": what the card's `mark` is."""
    text = context.document.text
    closing = "?" if context.options["mark"] == "¿" else "!"
    lost = cache(lambda text, start: compiled(_LOST).search(text, start))
    brands = {span.end for span in context.phrases("brands")}
    for block in context.blocks():
        part = text[block.start : block.end]
        if closing in part:
            yield from _in_block(context, block, lost, brands)


def _in_block(
    context: Context, block: Block, lost: Callable[..., object], brands: set[int]
) -> Iterator[Hit]:
    text = context.document.text
    low = block.start
    for match in islice(compiled(r"[?!]++").finditer(text, block.start, block.end), _MOST):
        before, low = low, match.end()
        mark = "¿" if "?" in match.group() else "¡"
        if (
            mark != context.options["mark"]
            or match.start() + 1 in brands
            or not _is_mark(text, match.start(), match.end())
        ):
            continue
        since = text[max(before, match.start() - 2 * _REACH) : match.start()]
        if "¿" in since or "¡" in since or _is_indented(text, match.start()):
            continue
        start = _sentence_start(text, max(before, match.start() - _REACH), match.start())
        if inner := _quoted_from(text, start, *match.span()):
            start = inner
        if text[start - 1 : start] in ("?", "!") and text[start].isalnum():
            continue  # in the middle of an address
        sentence = text[start : match.start()]
        if len(sentence) >= _REACH or not _is_spanish(sentence, quoted=bool(inner)):
            continue
        if mark == "¡" and compiled(_GREETS).search(fold(sentence)):
            continue  # "Hola, qué tal!": a question
        if mark == "¿" and (
            lost(text, context.document.body_start) or _is_doubtful(text, sentence, match.end())
        ):
            continue
        at, sure = _place(sentence, mark)
        start += at
        fix = Fix("safe" if sure else "shown", (Edit(start, start + 1, mark + text[start]),))
        yield Hit(start, match.end(), {"mark": mark}, fix)


def _is_indented(text: str, at: int) -> bool:
    """Whether its line is set in as commands and listings are."""
    return text.startswith(("    ", "\t"), text.rfind("\n", 0, at) + 1)


def _sentence_start(text: str, low: int, end: int) -> int:
    start = low
    for match in compiled(_START).finditer(text, low, end):
        start = match.end()
    if (aside := text.rfind("(", start, end)) > text.rfind(")", start, end):
        start = aside + 1
    while start < end and (text[start] in " \t\n-*•–>#_" or _opens_alone(text, start, end)):
        start += 1
    return start


def _opens_alone(text: str, start: int, end: int) -> bool:
    """A quotation mark that isn't closed before the question ends stands outside of it."""
    return text[start] in "\"'«“‘" and not compiled(r"[\"'»”’]").search(text, start + 1, end)


def _is_mark(text: str, start: int, end: int) -> bool:
    """Whether the marks end a sentence: not "(?)", "x?y", "!=" or an operator."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before or before in "([/=&<*":
        return False
    if after and not (after.isspace() or after in ".,;:)]\"'»”*_…<-"):
        return False
    if end - start > 1 and before.isspace() and text[end : end + 2].strip().islower():
        return False  # "hay ??? en el archivo"
    return not (text[start] == "!" and before.isspace() and after.isalpha())


def _quoted_from(text: str, low: int, at: int, end: int) -> int:
    """Where the quotation starts whose last mark stands at `at`; 0 where none ends there."""
    opening = _CLOSING.get(text[end : end + 1], "")
    return text.rfind(opening, low, at) + 1 if opening else 0


def _is_doubtful(text: str, sentence: str, end: int) -> bool:
    """Whether a sentence goes on after "?" that doesn't ask, in a text that has no accents."""
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    if not goes_on or not text.isascii():
        return False
    folded = fold(sentence)
    starts = (0, *(comma.end() for comma in compiled(r",\s+").finditer(folded)))
    return not any(compiled(_ASKS).match(folded, start) for start in starts)


def _is_spanish(sentence: str, *, quoted: bool) -> bool:
    """Whether words are there, and neither code nor English ones."""
    words = len(compiled(r"[^\W\d_]{2,}").findall(sentence))
    if words < 1 or compiled(_CODE).search(sentence):
        return False
    english = len(compiled(_ENGLISH).findall(sentence.lower())) if sentence.isascii() else 0
    return english < (1 if quoted else min(words, 2))


def _place(sentence: str, mark: str) -> tuple[int, bool]:
    """Where the mark belongs in the sentence, and whether that is sure.

    What comes before a comma is often a vocative or a condition: "Hola, Ana, ¿vienes?".
    """
    short = len(sentence) < _SAFE_LENGTH
    if "," not in sentence:
        return 0, short and (mark == "¡" or "\n" not in sentence)
    if mark == "¡":
        return 0, False
    asks = compiled(_ASKS)
    folded = fold(" ".join(sentence.split("\n")))
    statement = folded.startswith(("no,", "si,", "que,", "me ", "te ", "le ", "es "))
    if asks.match(folded) and not statement:
        return 0, short
    for comma in compiled(r",\s+").finditer(folded):
        if asks.match(folded, comma.end()):
            return comma.end(), short
    return 0, False
