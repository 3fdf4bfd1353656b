"""People whom the text speaks to, against where they stand among the recipients."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from emailint.addressed import calls
from emailint.asks import asks
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.people import fold_name, is_given_name, is_named, names_of, same_person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from emailint.addresses import Address
    from emailint.context import Context

_REACH = 40
_PERSON = r"([^\W\d_a-zà-ÿ][\w’'-]+)"
_BEHIND = rf"[ \t:*+]+(?:(?:my|our|a|al|a\s+mi|a\s+nuestr[oa])\s+)?{_PERSON}"
_BEFORE = rf"(?<![\w@.]){_PERSON}(?:\s+[^\W\d_a-zà-ÿ][\w’'-]+)?[ (,*\[]+$"
# "adding Bob to the thread" and "adding Bob, who ...", but not "adding Bob to the budget"
_THREAD = (
    r"(?:\s+[^\W\d_a-zà-ÿ][\w’'-]+){0,2}(?:\s*[.,;()\n]|\s+(?:here|aquí|also)\b"
    r"|\s+(?:to|in|on|into|a|en|al)\s+(?:(?:this|the|our|este|esta|el|la)\s+)?"
    r"(?:e-?mail|mail|thread|chain|loop|conversation|discussion|copy|cc|correo|hilo|conversaci[oó]n"
    r"|cadena|copia)\b)"
)
_MANY = 60  # a name among more people than these tells nothing


def cc_asked(context: Context) -> Iterator[Hit]:
    """A question or request to somebody by name who is in Cc and not in To."""
    message = context.document.message
    if not message.cc or len(message.to) + len(message.cc) > _MANY:
        return
    copied: dict[str, Address] = {}
    for address in message.cc:
        if address not in message.to:
            copied |= dict.fromkeys(names_of(address), address)

    @cache
    def wanted(word: str) -> bool:
        person = copied.get(word)
        return person is not None and is_named(person) and not _among(word, message.to)

    if not copied:
        return
    seen = set()
    hits = [Hit(c.start, c.end, {"name": c.name}) for c in calls(context, wanted)]
    for hit in sorted([*_greeted(context, wanted), *hits], key=_place):
        person = copied[fold_name(hit.data["name"])]
        if person not in seen:
            seen.add(person)
            yield hit


def _greeted(context: Context, wanted: Callable[[str], bool]) -> Iterator[Hit]:
    """The greeting names nobody but people in Cc, and the mail asks for something."""
    document = context.document
    everyone = (*document.message.to, *document.message.cc)
    greeting = next((b for b in document.written if b.kind == "greeting"), None)
    if greeting is None:
        return
    named = [
        m
        for m in compiled(r"[^\W\d_a-zà-ÿ][\w’'-]+").finditer(
            document.text, greeting.start, greeting.end
        )
        if is_given_name(m.group()) or _among(m.group(), everyone)
    ]
    if named and all(wanted(fold_name(m.group())) for m in named) and asks(context):
        yield Hit(*named[0].span(), {"name": named[0].group()})


def not_included(context: Context) -> Iterator[Hit]:
    """Somebody is said to be in copy, or is given a task by name, and gets no mail."""
    situation = context.situation
    people = situation.recipients
    if not 0 < len(people) <= _MANY:
        return
    sender = context.document.message.sender
    senders = (sender,) if sender else ()
    seen: set[str] = set()
    hits = list(_copied(context))
    if all(map(is_named, people)):
        found = calls(context, is_given_name)
        hits += [Hit(c.start, c.end, {"name": c.name}) for c in found if not c.indirect]
    for hit in sorted(hits, key=_place):
        name = fold_name(hit.data["name"])
        if name not in seen:
            seen.add(name)
            if not _among(name, (*people, *senders)):
                yield hit


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _among(name: str, people: Iterable[Address]) -> bool:
    return any(same_person(name, a) for a in people)


def _copied(context: Context) -> Iterator[Hit]:
    """ "Copio a Ana", "Ana (en copia)", "adding Bob" where everybody in copy is known by name."""
    text = context.document.text
    found = [
        compiled(_BEHIND + after).match(text, span.end)
        for name, after in (("copying", ""), ("adding", _THREAD))
        for span in context.phrases(name)
    ]
    found += [
        compiled(_BEFORE).search(text, max(0, span.start - _REACH), span.start)
        for span in context.phrases("copied")
    ]
    hits = [Hit(*m.span(1), {"name": m[1]}) for m in found if m and is_given_name(m[1])]
    copied = (*context.document.message.cc, *context.situation.hidden)
    if hits and all(map(is_named, copied)):
        yield from hits
