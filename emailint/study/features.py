"""Document -> what is measured of it: the rules that judged it and the features beyond rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from emailint.context import Context
from emailint.inspection import closes_with_thanks
from emailint.prose import count_words
from emailint.readability import flesch_kincaid, szigriszt_pazos
from emailint.sentences import is_question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Situation
    from emailint.linter import Linter
    from emailint.model import Span

_WORD: Final = re.compile(r"[^\W\d_]++")
_SENTENCE: Final = 4  # words: "Hi Ana," and "Best regards" would make any mail easy to read


def features(situation: Situation, linter: Linter) -> dict[str, Any]:
    """The columns of `schema.FEATURES`. A rule that fails on this mail is as one that didn't run."""
    document, found = situation.document, situation.found
    message, text = document.message, document.text
    subject, date = document.subject, message.date
    body = document.written
    ran, hits = _judged(situation, linter)
    questions, readability = _sentences(situation)
    knows = message.knows_recipients
    return {
        "language": situation.language,
        "profile": situation.profile,
        "subject_words": count_words(text, subject.start, subject.end) if subject else 0,
        "subject_characters": subject.end - subject.start if subject else 0,
        "body_words": sum(map(found.word_count, body)),
        "questions": questions,
        "readability": readability,
        "greeting": any(block.kind == "greeting" for block in body),
        "gratitude": closes_with_thanks(linter, situation),
        "weekday": date.weekday() if date else None,
        "hour": date.hour if date else None,
        "recipients": len(dict.fromkeys((*message.to, *message.cc))) if knows else None,
        "links": len(document.links),
        "ran": ran,
        "hits": hits,
    }


def _judged(situation: Situation, linter: Linter) -> tuple[list[str], list[str]]:
    """The rules that ran, and those that found their fault: the first hit settles it."""
    ran: list[str] = []
    hits: list[str] = []
    for planned in linter.judging(situation).rules:
        rule = planned.rule
        try:
            context = Context(situation, rule.id, rule.scope, planned.options)
            hit = next(planned.hits(context), None)
        except Exception:
            continue
        ran.append(rule.id)
        if hit is not None:
            hits.append(rule.id)
    return ran, hits


def _sentences(situation: Situation) -> tuple[int, float | None]:
    """The questions of the body and how hard its prose is to read, in its language's formula."""
    text = situation.document.text
    questions = 0
    words: list[str] = []
    count = 0
    for place in _prose_sentences(situation):
        questions += is_question(text, place)
        said = _WORD.findall(text, *place) if situation.language else ()
        if len(said) >= _SENTENCE:
            words += said
            count += 1
    if not words:
        return questions, None
    formula = szigriszt_pazos if situation.language == "es" else flesch_kincaid
    return questions, formula(words, count)


def _prose_sentences(situation: Situation) -> Iterator[Span]:
    found = situation.found
    for block in situation.document.written:
        prose = found.prose(block)
        at = 0
        for place in found.sentences(block):
            while at < len(prose) and prose[at].end < place.end:
                at += 1
            if at < len(prose) and prose[at].start <= place.start:
                yield place
