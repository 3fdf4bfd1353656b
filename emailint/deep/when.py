"""Deadlines in what is asked: "by Friday noon", "antes del 14 de mayo", "cuanto antes".

A time alone is no deadline ("the meeting on Friday"): a word before it must make it one, but for the
few times that always are ("today", "this week").
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from emailint.deep.when_words import (
    ALONE_FOLDED,
    ARTICLES,
    BACK,
    EVENT_LEADS,
    GLUE,
    LEADS,
    NOT_BEFORE,
    REACH,
    SHAPES,
    SOON,
    VERBAL,
    WHEN,
    WORDS,
)
from emailint.phrases import expand
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc, Span
    from spacy.vocab import Vocab


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
        if fold(token.text) in ALONE_FOLDED[language]:
            before = fold(token.nbor(-1).text) if token.i else ""
            if before not in NOT_BEFORE:
                starts.setdefault(token.i, token.i)
    for at, start in starts.items():
        end = max(_time(doc, at, language), _event(doc, start, at))
        if end:
            found.append(doc[start:end])
    found += [time for last in found if (time := _time_before(doc, last, language))]
    return [d[:-1] if d[-1].text == "," else d for d in _joined(doc, filter_spans(found))]


def _event(doc: Doc, start: int, at: int) -> int:
    """Where an event ends that a deadline goes by, "before the board meeting", "antes de la feria"; 0
    where none does."""
    if fold(doc[start:at].text) not in EVENT_LEADS or at >= len(doc):
        return 0
    end = first = at + (fold(doc[at].text) in ARTICLES)
    nouns = 2 if doc.lang_ == "en" else 1  # "board meeting", where Spanish adds "de ..."
    while end < min(len(doc), first + nouns) and doc[end].is_alpha and not doc[end].is_stop:
        end += 1
    verb = first < len(doc) and fold(doc[first].text).endswith(VERBAL)
    named = first > at or fold(doc[at - 1].text) == "del"
    return end if named and end > first and not verb else 0


def _time_before(doc: Doc, last: Span, language: str) -> Span | None:
    """The time that "at the latest", "como muy tarde" stands behind."""
    if fold(last[0].text) not in ("at", "como", "a", "sin"):
        return None
    for start in range(max(0, last.start - BACK), last.start):
        if _time(doc, start, language) == last.start:
            return doc[start : last.end]
    return None


def is_bare(deadline: Span) -> bool:
    """Whether a deadline is a time without a word that makes it one: "this Sunday"."""
    return fold(deadline[0].text) in ALONE_FOLDED[deadline.doc.lang_]


def _time(doc: Doc, start: int, language: str) -> int:
    """Where the time that begins at `start` ends, with those that follow it ("Friday at noon"); 0
    where none begins there."""
    end = 0
    at = start
    while at < len(doc):
        found = _times(language, doc.vocab)(doc[at : at + REACH])
        longest = max((last for _, first, last in found if first == 0), default=0)
        if longest:
            end = at + longest
            at = end
        elif end and at == end and fold(doc[at].text) in GLUE:
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
            not len(between) or (len(between) == 1 and fold(between.text) in GLUE)
        ):
            out[-1] = doc[out[-1].start : span.end]
        else:
            out.append(span)
    return out


@cache
def _times(language: str, vocab: Vocab) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    matcher.add("when", [_pattern(line, language) for line in WHEN[language]])
    return matcher


@cache
def _phrases(language: str, vocab: Vocab) -> PhraseMatcher:
    """What makes a time a deadline, and what is one by itself."""
    return phrase_matcher(vocab, {"lead": LEADS[language], "soon": SOON[language]})


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
            word for part in parts for word in WORDS.get(part, {}).get(language, part).split()
            if part not in SHAPES
        ]  # fmt: skip
        shapes = "|".join(SHAPES[part] for part in parts if part in SHAPES)
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
