"""Subject lines of drafts that ask a question: how something is done, or one that stands by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from emailint.deep.pipeline import stop_words
from emailint.deep.subject_words import (
    ARTICLES,
    CLAUSES,
    CUT,
    HOW,
    LIGHT,
    LINKS,
    NOTHING,
    POINTING,
    QUESTION,
    READERS,
    RELATIVE,
    TO_WRITER,
)
from emailint.deep.topic import EMPTY, STEM, Phrase
from emailint.deep.verbs import takes
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Situation
    from emailint.deep.asked import Request

_HOW: Final = 12  # words of what the draft asks how to do
_TELLING: Final = 3  # words that a question must hold
_END: Final = r" ?(?:\([^()\n]{1,40}\) ?)?(?:[.?!\n]|\Z)"  # what follows belongs to it
_OF_BEFORE: Final = r"r(?:l[aeo]s?)$"  # "convertirlo": of what was spoken before


def questions(situation: Situation, requests: list[Request], topics: list[Phrase]) -> Iterator[str]:
    """The questions among `requests` that say by themselves what they are about."""
    text = situation.document.text
    for request in requests:
        sentence = " ".join(text[request.start : request.end].split())
        question = sentence[max(0, sentence.rfind("¿")) :]
        told = compiled(HOW[situation.language]).search(question) is not None
        if question.endswith("?") and not told and _stands(question, situation, topics):
            yield question


def _stands(question: str, situation: Situation, topics: list[Phrase]) -> bool:
    """Whether a question says by itself what it is about: it points at nothing, and holds words
    enough, some of them of what the draft is about."""
    said = re.findall(r"[^\W_]+", fold(question))
    if (
        POINTING & set(said)
        or any(takes(word) not in TO_WRITER for word in said)
        or not compiled(QUESTION).match(question)
    ):
        return False
    small = stop_words(situation.language) | EMPTY | NOTHING
    telling = {w[:STEM] for w in said if len(w) > 2 and w not in small}
    return len(telling) >= _TELLING and any(t.text in question for t in topics)


def how_to(situation: Situation, requests: list[Request]) -> Iterator[str]:
    """ "How to read ..." where one of the `requests` asks how: a pasted "see how to cite" doesn't."""
    text, language = situation.document.text, situation.language
    opening = "how to" if language == "en" else "cómo"
    for request in requests:
        for match in compiled(HOW[language]).finditer(text, request.start, request.end):
            parts = match["rest"].split()
            short = _trimmed(parts, language)
            ends = compiled(_END).match(text, match.end()) is not None
            if ends and short and _names_a_thing(short, whole=short == parts):
                yield f"{opening} {' '.join(short)}"


def _names_a_thing(parts: list[str], *, whole: bool) -> bool:
    """Whether a verb and what follows it say what is to be done: at once what it is done to, or, where
    nothing was cut off, words enough."""
    said = [fold(part) for part in parts]
    if len(said) < _TELLING or POINTING & set(said) or takes(said[0]) not in TO_WRITER:
        return False
    if said[0] != parts[0].lower() or compiled(_OF_BEFORE).search(said[0]) or said[1] in LINKS:
        return False  # "carácter"; "convertirlo"; "dividir por"
    telling = {word for word in said if word not in EMPTY | ARTICLES | LINKS}
    if len(telling) < _TELLING:
        return False
    if said[1] in ARTICLES:
        return said[2] not in EMPTY
    return whole and said[0] not in LIGHT


def _trimmed(parts: list[str], language: str) -> list[str]:
    """The words up to a clause of its own; of many, without the last that small words lead to."""
    small = CUT[language] | ARTICLES | READERS | LINKS
    for at, part in enumerate(parts):
        if at and fold(part) in RELATIVE:
            return []  # "a un formato que ..." is none yet
        if at and fold(part) in CLAUSES:
            parts = parts[:at]
            break
    if len(parts) > _HOW:
        parts = parts[:_HOW]
        last = max((at for at, part in enumerate(parts) if fold(part) in small), default=0)
        parts = parts[:last] if last > 2 else parts
    while parts and fold(parts[-1]) in small:
        parts = parts[:-1]
    return parts


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
