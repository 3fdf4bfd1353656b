"""Subject lines from a draft's own words: what is asked, of what, by when.

No word is put in that the draft doesn't hold, but for those that tie its words together ("please",
"needed", "revisión de"). Each proposal is linted as the draft's subject: what a rule of the subject
finds fault with isn't proposed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.deep.subject_words import (
    ARTICLES,
    BESIDES,
    CLAUSES,
    CUT,
    DETERMINERS,
    FOR,
    HOW,
    LINKS,
    NO_OBJECT,
    NOT_VERBS,
    NOTHING,
    ORDERS,
    POINTING,
    QUESTION,
    READERS,
    TO_WRITER,
    WANTED,
    WRITER,
    sentence_case,
)
from emailint.deep.topic import EMPTY, STEM, Phrase, english_verbs, phrases
from emailint.deep.verbs import infinitive, takes
from emailint.people import is_given_name
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from emailint.context import Situation
    from emailint.deep.asked import Request
    from emailint.model import Span

MOST: Final = 3
_TRIED: Final = 20
_TOPICS: Final = 2
_LONGEST: Final = 9  # parts of what is asked
_DIGITS: Final = 6  # a longer number is somebody's telephone


class _Asked(NamedTuple):
    """A request in words: the verb as a subject line writes it, its object with and without article."""

    verb: str
    thing: str
    bare: str
    due: str
    weight: float


def subject_lines(
    situation: Situation,
    requests: list[Request],
    fits: Callable[[str], bool],
    *,
    vague: bool,
    pipeline: str = "",
) -> list[str]:
    """Up to three subject lines; `fits` tells whether no rule finds fault with one.

    What a draft is about, where it asks nothing that a line could hold, is proposed only where its
    subject is `vague`: it says nothing, so that any topic is better.
    """
    out: list[str] = []
    seen = {fold(situation.document.subject_text)}
    topics = phrases(situation, [(r.start, r.end) for r in requests], pipeline)
    made = _made(situation, requests, topics, vague)
    for tried, line in enumerate(made):
        line = sentence_case(line)
        if tried > _TRIED or len(out) == MOST:
            break
        if fold(line) in seen or not fits(line):
            continue
        seen.add(fold(line))
        out.append(line)
    return out


def _made(
    situation: Situation, requests: list[Request], topics: list[Phrase], vague: bool
) -> Iterator[str]:
    """Candidates, the best first: of the request that says most one of each form."""
    text, language = situation.document.text, situation.language
    spanish = language == "es"
    asked = sorted(
        filter(None, (_worded(text, language, r, topics) for r in requests)),
        key=lambda a: -a.weight,
    )
    for ask in asked[:2]:
        yield from (_spanish if spanish else _english)(ask)
    yield from (line for line in _how(situation, language) if vague or _alike(situation, line))
    questions = [r for r in requests if text[r.start : r.end].rstrip().endswith("?")]
    for request in questions:
        sentence = " ".join(text[request.start : request.end].split())
        sentence = sentence[max(0, sentence.rfind("¿")) :]
        stands = not POINTING & set(fold(sentence.strip("¿?")).split())
        if (
            stands
            and compiled(QUESTION).match(sentence)
            and any(t.text in sentence for t in topics)
        ):
            yield sentence
    if not vague:
        return
    label = "consulta sobre" if spanish else "question about"
    folded = situation.found.folded
    told = [
        t
        for t in topics
        if " " in t.text and not is_given_name(t.text.split()[0]) and folded.count(fold(t.text)) > 1
    ]
    for topic in told:
        if any(r.start <= topic.start < r.end for r in questions):
            yield f"{label} {topic.text}"
    yield from (topic.text for topic in told[:_TOPICS])


def _alike(situation: Situation, line: str) -> bool:
    """Whether a line shares a word with the draft's subject, which says something: the same matter."""
    one, other = (
        {w[:STEM] for w in fold(text).split() if len(w) > 3}
        for text in (situation.document.subject_text, line)
    )
    return not one.isdisjoint(other)


def _english(ask: _Asked) -> Iterator[str]:
    verb, thing, bare, due = ask.verb, ask.thing, ask.bare, ask.due
    tail = f" {due}" if due else ""
    yield f"please {verb} {thing}{tail}"
    if verb in WANTED["en"]:
        yield f"{bare} needed{tail}"
    elif verb in FOR:
        yield f"{bare} {FOR[verb]}{tail}"
    yield f"{bare}: please {verb}{tail}"
    yield f"{verb} {thing}{tail}"


def _spanish(ask: _Asked) -> Iterator[str]:
    verb, thing, bare, due = ask.verb, ask.thing, ask.bare, ask.due
    tail = f" {due}" if due else ""
    if verb in WANTED["es"]:
        yield f"necesito {thing}{tail}"
    if verb != "necesitar":
        yield f"petición: {verb} {thing}{tail}"
        yield f"{bare}: {verb}{tail}"


def _worded(text: str, language: str, request: Request, topics: list[Phrase]) -> _Asked | None:
    """A request as verb, object and deadline; None where its act can't be told from its parts."""
    if request.act is None:
        return None
    parts = text[slice(*request.act)].split()[: 3 * _LONGEST]
    while parts and fold(parts[0]) in WRITER[language]:  # "me envías"
        parts = parts[1:]
    if not parts:
        return None
    verb = fold(parts[0].strip(",.")) if language == "en" else infinitive(parts[0].strip(",."))
    if not verb or (language == "en" and (not verb.isalpha() or compiled(QUESTION).match(verb))):
        return None
    if language == "en" and not _is_verb(text, request, parts):
        return None
    if verb in BESIDES or (language == "es" and takes(parts[0].strip(",.")) not in TO_WRITER):
        return None
    rest = parts[1:]
    while rest and fold(rest[0]) in WRITER[language]:
        rest = rest[1:]
    thing = _object(rest, language)
    if not _is_one_thing(thing, language, plain=verb in WANTED["en"] | ORDERS | FOR.keys()):
        return None
    bare = " ".join(thing)
    pointing = bool(thing) and fold(thing[0]) in POINTING
    while thing and fold(thing[0]) in ARTICLES:
        thing = thing[1:]
    if pointing and len(thing) < 2:
        return None
    plain = " ".join(thing)
    if all(fold(w) in NOTHING | READERS | EMPTY for w in thing) or fold(thing[0]) in NO_OBJECT:
        return None
    if plain.isupper() or sum(map(str.isdigit, plain)) > _DIGITS or _is_conditional(text, request):
        return None
    due = _due(text, request.deadline)
    weight = (
        2.0 * bool(due)
        + min(len(thing), 3)
        + any(plain in t.text for t in topics)
        - 1.5 * request.told
    )
    return _Asked(verb, bare, plain, due, weight)


def _is_one_thing(thing: list[str], language: str, *, plain: bool) -> bool:
    """Whether the words after a verb are surely what it is done to, and nobody's name.

    It begins as a noun does, in English also without an article after a `plain` verb, and has no
    second article but after a preposition ("send the team the figures").
    """
    if not thing:
        return False
    opens = fold(thing[0]) in DETERMINERS[language] or thing[0][0].isdigit()
    if not opens and (language == "es" or not plain or is_given_name(thing[0])):
        return False
    return all(
        fold(word) not in DETERMINERS[language] or fold(before) in LINKS | {"a", "con", "with"}
        for before, word in pairwise(thing)
    )


def _is_conditional(text: str, request: Request) -> bool:
    """Whether it is asked only of those who want something: "if you need to talk, ..."."""
    return fold(text[request.start : request.start + 3]) in ("if ", "si ")


def _is_verb(text: str, request: Request, parts: list[str]) -> bool:
    """Whether the act begins with a verb as orders have it: no "-ing", no "for", no article."""
    first = fold(parts[0])
    if first in ARTICLES or first.endswith(("ing", "ly", "ed")) or first in NOT_VERBS:
        return False
    before = fold(text[request.start : request.act.start if request.act else request.start]).split()
    known = first in english_verbs() or first in FOR or first in ORDERS
    return (bool(before) and known) or first in WANTED["en"] or first in FOR or first in ORDERS


def _object(parts: list[str], language: str) -> list[str]:
    """The parts of the object: up to a joint, a mark or what follows it."""
    out: list[str] = []
    for word in parts:
        bare = word.strip(",.;:?!()\"'“”«»")
        if not bare or (out and fold(bare) in CUT[language]) or len(out) >= _LONGEST:
            break
        out.append(bare)
        if word[-1] in ",.;:?!)":
            break
    while out and (
        fold(out[-1]) in ARTICLES or fold(out[-1]) in {"of", "for", "in", "de", "del", "en", "on"}
    ):
        out.pop()
    return out


def _due(text: str, deadline: Span | None) -> str:
    """A deadline as it stands within a line."""
    if deadline is None:
        return ""
    due = " ".join(text[slice(*deadline)].split())
    return due if due[:2].isupper() else due[:1].lower() + due[1:]


def _how(situation: Situation, language: str) -> Iterator[str]:
    """ "How to read ..." where the draft asks how."""
    document = situation.document
    for block in document.written:
        if block.kind not in ("body", "list"):
            continue
        match = compiled(HOW[language]).search(document.text, block.start, block.end)
        if match is not None:
            parts = _trimmed(match["rest"].split(), language)
            stands = len(parts) > 2 and fold(parts[1]) in ARTICLES
            if stands and not all(fold(w) in EMPTY | ARTICLES for w in parts[1:]):
                yield f"{'how to' if language == 'en' else 'cómo'} {' '.join(parts)}"


def _trimmed(parts: list[str], language: str) -> list[str]:
    """The words up to a clause of its own; of many, without the last that small words lead to."""
    small = CUT[language] | ARTICLES | READERS | LINKS
    for at, part in enumerate(parts):
        if at > 1 and fold(part) in CLAUSES:
            parts = parts[:at]
            break
    if len(parts) > _LONGEST:
        parts = parts[:_LONGEST]
        last = max((at for at, part in enumerate(parts) if fold(part) in small), default=0)
        parts = parts[:last] if last > 2 else parts
    while parts and fold(parts[-1]) in small:
        parts = parts[:-1]
    return parts


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
