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
        if is_given_name(m.group()) or (len(m.group()) > 2 and _among(m.group(), everyone))
    ]
    if named and all(wanted(fold_name(m.group())) for m in named) and asks(context):
        yield Hit(*named[0].span(), {"name": named[0].group()})


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, hit.end


def _among(name: str, people: Iterable[Address]) -> bool:
    return any(same_person(name, a) for a in people)
