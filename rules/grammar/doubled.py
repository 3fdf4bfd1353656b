"""The same word twice in a row: a slip that needs no dictionary, in prose only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, count
from operator import eq

from emailint.context import Context, starting_in, touches
from emailint.matchers import compiled
from emailint.model import Edit, Fix, Hit, Span
from emailint.prose import is_code
from emailint.tokens import Token

_MOST = 100  # candidates looked at: who has more of one slip knows it by then
_CLAUSE = 80  # characters back to the word that opens a clause
# How the second word of a species' name ends where the first repeats it, after its capital.
_SPECIES = r"[A-Z][a-z]{4,}(?:us|um|is|ix|ax|ex|ops|tes|lla|ula|nia|ica|utra|les)\Z"


def doubled_word(context: Context) -> Iterator[Hit]:
    """The same word twice in a row; `unless` lists pairs that are right ("had had")."""
    for block in context.blocks():
        norms = context.norms(block)
        same = compress(count(), map(eq, norms, norms[1:]))
        pairs = [index for index in same if norms[index].isalpha()]
        if not pairs:
            continue
        right, clauses = context.phrases("unless"), context.phrases("clause")
        letters, copulas = ({s.start for s in context.phrases(n)} for n in ("letters", "copula"))
        tokens = context.tokens(block)
        for index in pairs[:_MOST]:
            one, two = tokens[index], tokens[index + 1]
            around = (*norms[max(0, index - 1) : index], *norms[index + 2 : index + 3])
            if one.norm in around or touches(Span(one.start, two.end), right):
                continue  # three or more in a row are meant, or data
            if len(one.norm) < 2 and not (
                one.start in letters and _is_word(context.document.text, one, two, around)
            ):
                continue
            if one.start in copulas and _ends_clause(context, one, clauses):
                continue
            if _is_slip(context, one, two):
                fix = Fix("safe", (Edit(one.end, two.end, ""),))
                text = context.document.text[one.start : one.end]
                yield Hit(one.start, two.end, {"text": text}, fix)


def _is_slip(context: Context, one: Token, two: Token) -> bool:
    text = context.document.text
    between = text[one.end : two.start]
    if between.strip(" \n") or between.count("\n") > 1:
        return False
    first, second = text[one.start : one.end], text[two.start : two.end]
    if "\n" in between and (
        (second[0].isupper() and second != "I") or compiled(r"\W?$").match(text, two.end)
    ):
        return False  # the line ends without a stop: a heading, a message of a program
    name = second[0].isupper() and (first[0].isupper() or context.language == "es")
    if (name and first != "I") or not (first.isascii() == second.isascii() or first == second):
        return False  # Boutros Boutros; "el él", "si sí", "te té"
    if first[0].isupper() and second[0].islower() and _is_species(text, first, one.start):
        return False
    if is_code(text, one.start) or is_code(text, two.start):
        return False
    if compiled(r"[\w\"'«“-]|[.&/_]\w").match(text, two.end):
        return False
    return text[one.start - 1 : one.start] not in tuple("-/._")


def _is_word(text: str, one: Token, two: Token, around: tuple[str, ...]) -> bool:
    """Whether a letter is a word here ("y", "I"), between words, and no initial nor variable."""
    first, second = text[one.start : one.end], text[two.start : two.end]
    if text[one.start - 1 : one.start].strip(" \n("):
        return False  # "d?a" in an archive without accents
    if one.norm == "i":
        return first == second == "I"
    if len(around) != 2:
        return False  # at an end of the text
    before, after = around
    goes_on = after.isalpha() and len(after) > 1
    return second.islower() and goes_on and (first.islower() or not before.isalpha())


def _is_species(text: str, first: str, start: int) -> bool:
    """Whether "Bufo bufo" is a name: it stands within a sentence, or it looks like Latin."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    within = before[-1:].isalnum() or before[-1:] in (",", "(", "*", "_", "'")
    return (within and len(first) > 3) or compiled(_SPECIES).match(first) is not None


def _ends_clause(context: Context, one: Token, clauses: Sequence[Span]) -> bool:
    """Whether the first word is a clause's last: "what he was was a mystery"."""
    sentence = context.sentence_at(Span(one.start, one.end))
    low = max(sentence.start, one.start - _CLAUSE)
    return len(starting_in(clauses, Span(low, one.start))) > 0
