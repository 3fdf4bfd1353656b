"""Whom a greeting names, against whom the mail goes to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.people import fold_name, is_given_name, is_named, names_of, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emailint.addresses import Address
    from emailint.context import Context
    from emailint.model import Block

_REACH = 120  # no salutation is longer
_BELOW = 20_000  # characters looked at for the name that signs the quoted mail
_SIGNATURE = 3  # words of a signature line
_ALIKE = 3  # letters
_MANY = 50  # a mail to so many greets nobody by mistake: it was written for one of them


def wrong_name(context: Context) -> Iterator[Hit]:
    """A name in the greeting that is none of the recipients'."""
    people = context.situation.recipients
    greeting = next((b for b in context.document.written if b.kind == "greeting"), None)
    if greeting is None or not 0 < len(people) <= _MANY:
        return
    if context.phrases("group") or not all(is_named(a) for a in people):
        return
    sender = context.document.message.sender
    text = context.document.text
    for span in _names(context, greeting):
        name = text[span.start : span.end]
        if not is_given_name(name.split()[0]) and not _titled(context, span):
            continue  # a nickname, or no name at all: "Dear Conference Speaker"
        if any(same_person(name, a) for a in people) or (sender and same_person(name, sender)):
            continue
        if any(_may_shorten(name, a) for a in people):
            continue
        if _signs_below(text, greeting.end, name) or _second_forename(context, name, people):
            continue
        who = ", ".join(a.name or a.address for a in people[:3]) + (", …" if people[3:] else "")
        yield Hit(*span, {"name": name, "who": who})


def _may_shorten(name: str, address: Address) -> bool:
    """Whether an unusual name starts alike: "Shane" may be what Shahnaz is called."""
    start = fold_name(name)[:_ALIKE]
    return any(w.startswith(start) and not is_given_name(w) for w in names_of(address))


def _signs_below(text: str, start: int, name: str) -> bool:
    """Whether the mail that is answered is signed so: an assistant may write it."""
    wanted = fold_name(name.split()[0])
    for line in islice(text[start : start + _BELOW].split("\n"), 1, None):
        words = line.strip(" \t>-–—~,.").split()
        if 0 < len(words) <= _SIGNATURE and fold_name(words[0].strip(",.")) == wanted:
            return True
    return False


def _second_forename(context: Context, name: str, people: Iterable[Address]) -> bool:
    """Whether an address without a name holds the other half of "Ana María"."""
    if " " in name:
        return False
    half = fold_name(name)
    others = {w for pair in context.options["pairs"] if half in (p := pair.split()) for w in p}
    return any(not a.name and not (others - {half}).isdisjoint(names_of(a)) for a in people)


def _titled(context: Context, span: Span) -> bool:
    """Whether "Mr", "Sra." or the like stands before the name."""
    text = context.document.text
    return any(not text[t.end : span.start].strip(" .") for t in context.phrases("title"))


def _names(context: Context, greeting: Block) -> Iterator[Span]:
    """Runs of words that are a name: "Ana María", "García", "Bob" and "Sue"."""
    text = context.document.text
    formula = [*context.phrases("formula"), *context.phrases("title")]
    end = min(greeting.end, greeting.start + _REACH)
    start = last = -1
    for match in compiled(r"[^\W\d_][\w'’-]*").finditer(text, greeting.start, end):
        word, at = match.group(), match.start()
        known = any(s.start <= at < s.end for s in formula)
        named = not known and (word[0].isupper() or is_given_name(word))
        if start >= 0 and (not named or text[last:at].strip(" .")):
            yield Span(start, last)
            start = -1
        if named:
            start = at if start < 0 else start
            last = match.end()
    if start >= 0:
        yield Span(start, last)
