"""Subject lines from a draft's own words: what is asked, of what, by when.

No word is put in that the draft doesn't hold, but for those that tie its words together ("please",
"needed", "revisión de"). Each proposal is linted as the draft's subject: what a rule of the subject
finds fault with isn't proposed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.deep.subject_questions import compiled, how_to, questions
from emailint.deep.subject_words import (
    ARTICLES,
    BESIDES,
    CUT,
    DETERMINERS,
    FOR,
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
    WHOLE,
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
_LONGEST: Final = 9  # parts of what is asked
_ASIDE: Final = "([-–—\"“«'"
_ONE_MATTER: Final = 2  # requests
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

    None where the draft asks nothing that a line could hold. Where its subject isn't `vague`, they
    must be about the same.
    """
    out: list[str] = []
    seen = {fold(situation.document.subject_text)}
    topics = phrases(situation, [(r.start, r.end) for r in requests], pipeline)
    made = _made(situation, requests, topics)
    for tried, line in enumerate(made):
        line = sentence_case(line)
        if tried > _TRIED or len(out) == MOST:
            break
        if fold(line) in seen or not (vague or _alike(situation, line)) or not fits(line):
            continue
        seen.add(fold(line))
        out.append(line)
    return out


def _made(situation: Situation, requests: list[Request], topics: list[Phrase]) -> Iterator[str]:
    """Candidates, the best first: of the request that says most one of each form. Where much is
    asked, only what has a date is surely what the mail is about."""
    if len(requests) > _ONE_MATTER:
        requests = [request for request in requests if request.deadline]
    text, language = situation.document.text, situation.language
    asked = sorted(
        filter(None, (_worded(text, language, r, topics) for r in requests)),
        key=lambda a: -a.weight,
    )
    for ask in asked[:2]:
        yield from (_spanish if language == "es" else _english)(ask)
    yield from how_to(situation, requests)
    yield from questions(situation, requests, topics)


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
        yield f"{bare}: please {verb}{tail}"
    elif verb in FOR:
        yield f"{bare} {FOR[verb]}{tail}"


def _spanish(ask: _Asked) -> Iterator[str]:
    verb, thing, bare, due = ask.verb, ask.thing, ask.bare, ask.due
    tail = f" {due}" if due else ""
    if verb in WANTED["es"]:
        yield f"necesito {thing}{tail}"
    if verb != "necesitar":
        yield f"petición: {verb} {thing}{tail}"
    if verb in WANTED["es"]:
        yield f"{bare}: {verb}{tail}"


def _worded(text: str, language: str, request: Request, topics: list[Phrase]) -> _Asked | None:
    """A request as verb, object and deadline; None where its act can't be told from its parts."""
    if request.act is None or request.told:  # others are spoken of, not asked
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
    if (pointing and len(thing) < 2) or any(fold(w) in POINTING for w in thing):
        return None
    plain = " ".join(thing)
    small = NOTHING | READERS | EMPTY | LINKS | DETERMINERS[language]
    if all(fold(w) in small for w in thing) or fold(thing[0]) in NO_OBJECT:
        return None
    if plain.isupper() or sum(map(str.isdigit, plain)) > _DIGITS or _is_conditional(text, request):
        return None
    due = _due(text, request.deadline)
    weight = 2.0 * bool(due) + min(len(thing), 3) + any(plain in t.text for t in topics)
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
    start = request.act.start if request.act else request.start
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.strip()[:1].isdigit():
        return False  # one of the writer's own steps
    known = first in english_verbs() or first in FOR or first in ORDERS
    return (
        (any(map(str.isalpha, before)) and known)
        or first in WANTED["en"]
        or first in FOR
        or first in ORDERS
    )


def _object(parts: list[str], language: str) -> list[str]:
    """The parts of the object: up to a joint, a mark or what follows it."""
    out: list[str] = []
    for word in parts:
        bare = word.strip(",.;:?!()\"'“”«»")
        if out and fold(bare) in WHOLE:
            return []
        ended = out and (fold(bare) in CUT[language] or word[0] in _ASIDE)
        if not bare or ended or len(out) >= _LONGEST:
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
