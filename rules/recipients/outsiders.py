"""Who came into an organisation's own thread from outside."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from emailint.matchers import compiled
from emailint.model import Hit
from emailint.people import fold_name, is_list, names_of, same_person
from emailint.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.addresses import Address
    from emailint.context import Context

# Where a quoted mail says who wrote it and who got it: labelled lines with those they go on in,
# and the line over the quote.
_FIELDS = (
    r"(?m)^[>\s*_]{0,12}(?:from|to|cc|sender|reply-to|de|para|enviado por)\s?:[^\n]*"
    r"(?:\n[>\t ]{1,8}[^\n:]*@[^\n]*){0,60}"
)
_WROTE = r"(?:wrote|writes|escribió|escribio|escribía|escribe)\s?:"
_WROTE_REACH = 250
_THREAD = 50  # mails quoted in each other that are looked at
_FIRST_LINES = 300  # characters: "Ann <ann@one.example> on 11/12/2025 10:00", without any label
_ADDRESS = r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_FORWARDED = r"(?i)(?:forwarded (?:message|by)|(?:mensaje|correo) reenviado|reenviado por)"
_ANNOUNCING = (
    r"(?i)(?:\bcop[iy]|\bcc\b|cc['’]|\badd|\bloop|\binclu|\bañad|\bagreg|\bsum[oa]|\bincorpor"
    r"|\bintroduc|\bpresent|\bwelcome|\bbienvenid|\bmeet\b|\bjoin|\bbring|\bgracias|\bthank|\+)"
)
_NEAR = 60


def external_added(context: Context) -> Iterator[Hit]:
    """One or two outsiders among those who get an answer within an organisation's own thread.

    The thread counts as internal where the quoted mail's head shows addresses and all are
    internal, or shows none and the answer goes to `insiders` colleagues or to whom it names. Who
    is in the head was there before; who is greeted or announced comes in on purpose.
    """
    document, situation = context.document, context.situation
    if not situation.internal or not document.reply or "fwd" in document.prefixes[:1]:
        return
    message = document.message
    sender = message.sender
    if sender is None or not situation.is_internal(sender):
        return
    shown = dict.fromkeys((*message.to, *message.cc))
    outside = [a for a in shown if a.domain and not situation.is_internal(a) and not is_list(a)]
    inside = [a for a in shown if situation.is_internal(a) and a.address != sender.address]
    if not 0 < len(outside) <= context.options["outsiders"] or not inside:
        return
    head = _head(context)
    if not head.strip():
        return
    found = {m.group().lower() for m in compiled(_ADDRESS).finditer(head)}
    domains = {address.rpartition("@")[2] for address in found}
    if any(not any(d == o or d.endswith("." + o) for o in situation.internal) for d in domains):
        return
    named = {fold_name(w) for w in words(head) if len(w) > 2}
    few = not found and len(inside) < context.options["insiders"]
    if few and not any(named & names_of(a) for a in inside):
        return
    new = [a for a in outside if not _known(context, a, named, (*inside, sender))]
    if new and len(new) == len(outside):
        header = "to" if new[0] in message.to else "cc"
        yield Hit(0, 0, {"who": ", ".join(a.name or a.address for a in new)}, header=header)


def _head(context: Context) -> str:
    """What the quotes say of who wrote to whom; "" where nothing is quoted or it was forwarded."""
    document = context.document
    text = document.text
    quotes = [b for b in document.blocks if b.kind == "quote"]
    if not quotes:
        return ""
    top = quotes[0]
    if not document.prefixes and compiled(_FORWARDED).search(text, top.start, top.start + 100):
        return ""
    parts = []
    for block in quotes:
        first = text[block.start : min(block.end, block.start + _FIRST_LINES)]
        parts += [line for line in first.split("\n")[:3] if line.lstrip()[:1] != ">"]
        fields = compiled(f"(?i){_FIELDS}").finditer(text, block.start, block.end)
        parts += [m.group() for m in islice(fields, 4 * _THREAD)]
        wrote = compiled(f"(?i){_WROTE}").finditer(text, block.start, block.end)
        for match in islice(wrote, _THREAD):
            parts.append(text[max(block.start, match.start() - _WROTE_REACH) : match.end()])
    return "\n".join(parts)


def _known(
    context: Context, person: Address, named: set[str], insiders: tuple[Address, ...]
) -> bool:
    """Whether the outsider was in the thread before, is the writer, or comes in on purpose.

    A name that an insider bears too proves nothing: that is how a wrong address comes in.
    """
    names = {name for name in names_of(person) if len(name) > 2}
    taken = set().union(*map(names_of, insiders))
    own = names - taken
    if not own and insiders[-1].name and same_person(insiders[-1].name, person):
        return True  # the writer's other address
    if own & named:
        return True
    document = context.document
    for block in document.written:
        for match in compiled(r"[^\W\d_]+").finditer(document.text, block.start, block.end):
            if not _calls(match.group(), person, own, insiders):
                continue
            start, end = match.span()
            around = document.text[max(block.start, start - _NEAR) : min(block.end, end + _NEAR)]
            if block.kind == "greeting" or document.text[start - 1] in "@+":
                return True
            if compiled(_ANNOUNCING).search(around):
                return True
    return False


def _calls(word: str, person: Address, own: set[str], insiders: tuple[Address, ...]) -> bool:
    """Whether `word` of the text is a name of the outsider's, and no insider's."""
    if fold_name(word) in own:
        return True
    return (
        word[0].isupper()
        and len(word) > 2
        and same_person(word, person)
        and not any(same_person(word, a) for a in insiders)
    )
