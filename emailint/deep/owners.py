"""Who a request is put to: the persons that a text names, and whether it speaks to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from emailint.deep.asking_words import (
    COPIED,
    NO_NAMES,
    NO_TASK,
    OPENING,
    OTHERS,
    PERSON,
    RELATIVE,
    TASKS,
    THANKS,
    TOLD,
)  # fmt: skip
from emailint.model import Span
from emailint.people import fold_name, is_given_name
from emailint.phrases import expand
from emailint.tokens import fold

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def mark_people(doc: Doc, known: frozenset[str]) -> None:
    """Make entities of the names that the lists or the recipients know, beside the pipeline's own, which
    Spanish ones call PER."""
    from spacy.tokens import Span as Entity

    people = [Entity(doc, e.start, e.end, label=PERSON) for e in doc.ents if e.label_ == "PER"]
    for token in doc:
        word = token.text.lstrip("@")
        if token.ent_type_ or len(word) < 3 or not word[0].isupper() or not word[1].islower():
            continue
        name = fold_name(word)
        if name in known or (name not in NO_NAMES and is_given_name(word)):
            people.append(Entity(doc, token.i, token.i + 1, label=PERSON))
    doc.set_ents(people, default="unmodified")


class Task(NamedTuple):
    """Somebody who is given a task, and the token of its verb: -1 where the pattern holds none."""

    person: spacy.tokens.Span
    verb: int


def tasks_in(doc: Doc, language: str) -> list[Task]:
    """The persons who are given a task by what is said about them."""
    found = []
    for kind, start, end in _task_matcher(language, doc.vocab)(doc):
        person = next((e for e in doc.ents if e.start < end and start < e.end), None)
        if person is not None and person.label_ == PERSON:
            found.append(Task(person, end - 1 if doc.vocab.strings[kind] == "verb" else -1))
    return found


def spoken_to(sentence: spacy.tokens.Span, shift: int) -> Span | None:
    """A name that opens a request, stands between commas in it or ends it: "Bob - the invoice is open,
    please pay it", "could you, Bob, ...", "..., Ana?"."""
    for person in sentence.ents:
        if person.label_ == PERSON and (_opens(sentence, person) or _within(sentence, person)):
            return Span(shift + person.start_char, shift + person.end_char)
    return None


def _opens(sentence: spacy.tokens.Span, person: spacy.tokens.Span) -> bool:
    """Whether the sentence speaks to the person it begins with, and doesn't tell of them."""
    if _before(sentence, person).strip(OPENING):
        return False
    following = [fold(t.text) for t in sentence.doc[person.end : min(person.end + 8, sentence.end)]]
    if following[:1] and following[0] in ("-", "–", "—") and len(following) > 1:
        return True
    if following[:1] and following[0] in ("(", ",") and not COPIED.isdisjoint(following):
        return True
    if following[:1] != [","] or len(following) < 2 or following[1] in TOLD:
        return False
    return not sentence.doc[person.end + 1].is_title


def _within(sentence: spacy.tokens.Span, person: spacy.tokens.Span) -> bool:
    doc = sentence.doc
    if person.start - 3 < sentence.start or doc[person.start - 1].text != ",":
        return False
    after = doc[person.end].text if person.end < sentence.end else ""
    if after.strip() not in ("", ",", "?", ".", "!") or doc[person.start - 2].is_title:
        return False
    following = doc[person.end + 1] if person.end + 1 < sentence.end else None
    listed = following is not None and (following.is_title or fold(following.text) in OTHERS)
    return not (after == "," and listed)


def _before(sentence: spacy.tokens.Span, person: spacy.tokens.Span) -> str:
    return str(sentence.doc[sentence.start : person.start].text)


def turned_to(sentence: spacy.tokens.Span, shift: int) -> Span | None:
    """Whom a sentence turns to before the one that asks: "Bob, the invoice is open. Could you pay
    it?", "Gracias, Ana. ¿Puedes...?"."""
    doc = sentence.doc
    for person in sentence.ents:
        if person.label_ != PERSON:
            continue
        opening = _opens_plainly(sentence, person)
        short = person.start - sentence.start <= 3 and person.end >= sentence.end - 1
        thanks = short and fold(doc[sentence.start].text) in THANKS
        if opening or thanks:
            return Span(shift + person.start_char, shift + person.end_char)
    return None


def _opens_plainly(sentence: spacy.tokens.Span, person: spacy.tokens.Span) -> bool:
    """Whether a name opens the sentence before its only comma, so that it is no insertion."""
    if _before(sentence, person).strip(OPENING) or person.end + 1 >= sentence.end:
        return False
    following = sentence.doc[person.end + 1]
    if sentence.doc[person.end].text != "," or sum(t.text == "," for t in sentence) != 1:
        return False
    return not following.is_title and fold(following.text) not in RELATIVE


@cache
def _task_matcher(language: str, vocab: Vocab) -> Matcher:
    from spacy.matcher import Matcher

    classes: dict[str, dict[str, Any]] = {
        "NAME": {"ENT_TYPE": PERSON, "OP": "+"},
        "VERB": {"IS_ALPHA": True, "LOWER": {"NOT_IN": list(NO_TASK)}},
    }
    phrases = {p for line in TASKS[language] for p in expand(line)}
    phrases |= {" ".join(w if w in classes else fold(w) for w in p.split()) for p in phrases}
    matcher = Matcher(vocab)
    for phrase in sorted(phrases):
        kind = "verb" if phrase.endswith("VERB") else "task"
        matcher.add(kind, [[classes.get(w) or {"LOWER": w} for w in phrase.split()]])
    return matcher
