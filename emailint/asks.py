"""Which sentences ask the reader for an answer or an act.

A question, a request formula of `rules/lists.toml` ("could you", "necesito que") or, where it
opens the sentence, an order ("Send me the file"). Courtesy asks nothing: "any questions?",
"call me if you need anything", "¿qué tal?".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple
from weakref import WeakKeyDictionary

from emailint.context import Context, Phrases, clear_of, starting_in
from emailint.sentences import is_question
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emailint.model import Block, Span


class Ask(NamedTuple):
    """One request: its sentence, and whether it is put as a question."""

    start: int
    end: int
    question: bool


_known: WeakKeyDictionary[Phrases, dict[Block, list[Ask]]] = WeakKeyDictionary()

# What may follow an order: "review the", "revisa el"; not "review meeting", "firma digital".
_OBJECTS: Final = frozenset(
    [
        "the",
        "this",
        "that",
        "these",
        "those",
        "your",
        "my",
        "our",
        "it",
        "me",
        "us",
        "them",
        "him",
        "her",
        "if",
        "whether",
        "with",
        "in",
        "on",
        "for",
        "to",
        "out",
        "up",
        "at",
        "by",
        "a",
        "an",
        "all",
        "any",
        "each",
        "one",
        "both",
        "back",
        "over",
        "everyone",
        "everything",
        "from",
        "what",
        "which",
        "when",
        "who",
        "how",
        "as",
        "sure",
        "el",
        "la",
        "los",
        "las",
        "lo",
        "un",
        "una",
        "este",
        "esta",
        "estos",
        "estas",
        "ese",
        "esa",
        "eso",
        "esto",
        "tu",
        "tus",
        "su",
        "sus",
        "mi",
        "nuestro",
        "nuestra",
        "al",
        "si",
        "con",
        "por",
        "para",
        "todo",
        "todos",
        "todas",
        "antes",
        "que",
        "cual",
        "cuando",
        "cuanto",
        "en",
        "nos",
        "bien",
        "ya",
    ]
)
_WITH_OBJECT: Final = ("lo", "la", "los", "las", "le")  # "envíalo", "dile"
_ASKING: Final = ("body", "list", "closing")
_AND: Final = frozenset({"and", "but", "y", "pero"})
_AND_REACH: Final = 6
_OPENING: Final = " \t\n-*•–—·>\"'“«¡¿(0123456789.)"
_QUOTES: Final = "\"“«'"  # who opens a question with them repeats another's
_FAQ: Final = ("Q:", "Q.", "P:", "P.", "A:", "R:")  # is answered there
_JOINTS: Final = frozenset({"and", "so", "then", "also", "but", "y", "pues", "entonces", "luego"})
_VOCATIVE: Final = 3  # words before a comma: "Ana, ", "Mr. Smith, "
_CHAIN: Final = 3  # characters between formulas that make one: "please, let me know"


def asks(context: Context) -> list[Ask]:
    """All requests in what was written, in order."""
    return [ask for block in context.document.written for ask in asks_in(context, block)]


def subject_asks(context: Context) -> bool:
    """Whether the subject that was typed asks something."""
    subject = context.document.subject
    if subject is None:
        return False
    text = context.document.text
    return text.find("?", subject.start, subject.end) >= 0 or bool(
        starting_in(context.shared("ask"), subject)
    )


def asks_in(context: Context, block: Block) -> list[Ask]:
    """The requests in one written block, in order; worked out once for all rules."""
    if block.kind not in _ASKING:
        return []
    known = _known.setdefault(context.situation.found, {})
    found = known.get(block)
    if found is None:
        found = known[block] = _in_block(context, block)
    return found


def _in_block(context: Context, block: Block) -> list[Ask]:
    text = context.document.text
    formulas = starting_in(context.shared("ask"), block)
    orders = starting_in(context.shared("ask-first"), block)
    asking = text.find("?", block.start, block.end) >= 0
    if not (formulas or orders or asking):
        return []
    apart = starting_in(context.shared("ask-unless"), block)
    formulas = clear_of(formulas, apart)
    offers = starting_in(context.shared("not-ask"), block)
    prose = context.prose(block)
    found = []
    for sentence in context.sentences(block):
        if not any(sentence.start < end and start < sentence.end for start, end in prose):
            continue  # in code, in a log
        said = starting_in(formulas, sentence)
        first = starting_in(orders, sentence)
        if first and _is_order(context, sentence, first[0]):
            said = [first[0], *said]
        question = asking and text[sentence.start] not in _QUOTES and is_question(text, sentence)
        if question and text.startswith(_FAQ, sentence.start):
            question = False
        if offer := starting_in(offers, sentence):
            said = _left(text, said, offer[0])
            question = question and bool(said)
        if said or question:
            found.append(Ask(*sentence, question))
    return found


def _left(text: str, formulas: Sequence[Span], offer: Span) -> Sequence[Span]:
    """The formulas that courtesy leaves: it takes those after it and the nearest before it.

    After "and" or "but" it is a clause of its own, and takes none before it.
    """
    before = [f for f in formulas if f.start < offer.start]
    ahead = text[max(0, offer.start - _AND_REACH) : offer.start]
    joined = ahead[-1:].isspace() and _AND.intersection(ahead.split()[-1:])
    while before and not joined:
        nearest = before.pop()
        if not before or nearest.start - before[-1].end > _CHAIN:
            break
    return before


def _is_order(context: Context, sentence: Span, verb: Span) -> bool:
    text = context.document.text
    if context.language == "es" and text[verb.end - 1] in "éó":
        return False  # "revisé", "revisó" were done; lists are folded
    head = text[sentence.start : verb.start].strip(_OPENING)
    if head:
        names = head.endswith(",") and len(head.split()) <= _VOCATIVE
        if not names and fold(head) not in _JOINTS:
            return False
    following = _word().match(text, verb.end)
    if following is not None and fold(following.group(1)) in _OBJECTS:
        return True
    return context.language == "es" and text.endswith(_WITH_OBJECT, verb.start, verb.end)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\s{1,3}([^\W\d_]+)")
