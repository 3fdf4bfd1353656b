"""The engine "meaning": requests, names and subjects looked at with spaCy.

It has no rule of its own: it adds to core rules what their words miss.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.addressed import calls
from emailint.context import Context, touches
from emailint.deep.asked import Request, requests
from emailint.deep.pipeline import analysed, load
from emailint.deep.topic import content_stems
from emailint.model import Hit, Span
from emailint.people import fold_name, is_given_name, is_named, names_of, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from emailint.addresses import Address
    from emailint.config import Config
    from emailint.context import Situation
    from emailint.linter import Analyser

_MANY: Final = 60  # a name among more people than these tells nothing
_LEAST: Final = 30  # words and marks of a text that can take up its subject


def analyser(_: Config) -> Analyser:
    """The analyser, with spaCy imported. Raises ModuleNotFoundError where it isn't installed."""
    import spacy  # noqa: F401

    return examine


def examine(situation: Situation) -> Iterator[tuple[str, Hit]]:
    """Hits of core rules. Raises EmailintError where an installed pipeline can't be loaded."""
    if situation.language not in ("es", "en") or situation.profile == "campaign":
        return
    load(situation.language)
    found = requests(situation)
    for hit in _in_copy(situation, found):
        yield "cc-asked", hit
    for hit in _left_out(situation, found):
        yield "recipient-named-not-included", hit
    for hit in _vague(situation):
        yield "subject-vague", hit


def _in_copy(situation: Situation, found: list[Request]) -> Iterator[Hit]:
    """Tasks for people in Cc that are put as what the person has to do: "Bob needs to sign it"."""
    message = situation.document.message
    if not message.cc or len(message.to) + len(message.cc) > _MANY:
        return
    copied = [a for a in message.cc if a not in message.to and is_named(a)]
    told = _told_by_the_core(situation)
    seen: set[Address] = set()
    for request in found:
        if request.owner_at is None:
            continue
        name = request.owner
        person = next((a for a in copied if fold_name(name.split()[0]) in names_of(a)), None)
        if person is None or person in seen or _among(name, message.to) or told & names_of(person):
            continue
        seen.add(person)
        yield Hit(*request.owner_at, {"name": name})


def _left_out(situation: Situation, found: list[Request]) -> Iterator[Hit]:
    """People who are spoken to by name and get no mail."""
    people = situation.recipients
    if not 0 < len(people) <= _MANY or not all(map(is_named, people)):
        return
    sender = situation.document.message.sender
    everyone = (*people, sender) if sender else people
    told = _told_by_the_core(situation)
    for request in found:
        name = request.owner
        if request.owner_at is None or request.told or fold_name(name) in told:
            continue
        if is_given_name(name) and not _among(name, everyone):
            told.add(fold_name(name))
            yield Hit(*request.owner_at, {"name": name})


def _told_by_the_core(situation: Situation) -> set[str]:
    """The names, folded, that core rules see spoken to: those they tell themselves."""
    context = Context(situation, "", ("greeting", "body", "list"), {})
    document = situation.document
    names = {fold_name(c.name) for c in calls(context, lambda _: True)}
    for block in document.written:
        if block.kind == "greeting":
            names |= {fold_name(w) for w in document.text[block.start : block.end].split()}
            names |= {n.strip(",:!.") for n in names}
    return names


def _among(name: str, people: Iterable[Address]) -> bool:
    return any(same_person(name, a) for a in people)


def _vague(situation: Situation) -> Iterator[Hit]:
    """A subject of vague words and one more that the text never takes up: "customer info".

    A capital may make that word a name, which says enough.
    """
    document = situation.document
    subject, text = document.subject, document.text
    if subject is None or any(map(str.isdigit, document.subject_text)):
        return
    if situation.profile == "list":  # within one field a word is enough: "error de lectura"
        return
    vague = [s for s in situation.found.of("subject-vague/words") if s.start < subject.end]
    if not vague:
        return
    doc = analysed(situation.language, text[subject.start : subject.end])
    rest = [
        token
        for token in doc
        if token.is_alpha and not token.is_stop and len(token) > 2
        and not touches(Span(subject.start + token.idx, subject.start + token.idx + 1), vague)
    ]  # fmt: skip
    if len(rest) != 1 or not _is_plain(rest[0]):
        return
    written = [text[b.start : b.end] for b in document.written if b.kind in ("body", "list")]
    said = analysed(situation.language, "\n\n".join(written))
    if len(said) >= _LEAST and not content_stems(rest) & content_stems(said):
        yield Hit(subject.start, subject.end, {"text": text[subject.start : subject.end]})


def _is_plain(token: Token) -> bool:
    """Whether a word of a subject is no name by its looks."""
    if token.i == 0 and token.is_title:
        return any(other.is_lower for other in token.doc[1:])
    return bool(token.is_lower)
