"""Who gets the mail, who sees whose address, and who came in from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.matchers import compiled
from emailint.model import Hit
from emailint.people import is_given_name, names_of, same_person
from emailint.profile import FREE_MAIL
from emailint.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.addresses import Address
    from emailint.context import Context

_SHOWN = 3  # names in a message
_DRAFT_FIELDS = ("x-unsent", "x-mozilla-draft-info")


def missing(context: Context) -> Iterator[Hit]:
    """Nobody in To. A mail client's draft without the field counts, an archive's mail doesn't."""
    message = context.document.message
    if message.to or (message.get("to") or "").strip(" ;,"):  # "undisclosed-recipients:;" is meant
        return
    drafted = any(message.get(name) is not None for name in _DRAFT_FIELDS)
    if not message.knows_recipients and not drafted:
        return
    if not message.cc and context.situation.hidden:
        return  # `to-only-bcc`
    yield Hit(0, 0, header="to")


def only_bcc(context: Context) -> Iterator[Hit]:
    """Everybody in Bcc, nobody shown."""
    message = context.document.message
    if message.bcc and not message.cc and not message.to and not (message.get("to") or "").strip():
        yield Hit(0, 0, {"count": len(message.bcc)}, header="bcc")


def too_many(context: Context) -> Iterator[Hit]:
    """More addresses in To than the profile's band."""
    over = context.options["over"]
    to = context.document.message.to
    if len(to) > over and (count := len({_key(a) for a in to})) > over:
        yield Hit(0, 0, {"count": count, "limit": over}, header="to")


def exposed(context: Context) -> Iterator[Hit]:
    """From `least` outside addresses, of people who needn't know each other's, in To and Cc.

    People of one company know each other's addresses. So what counts is from how many `houses` they
    come: domains, where each address at a free-mail provider is a house of its own.
    """
    least, houses = context.options["least"], context.options["houses"]
    message = context.document.message
    if len(message.to) + len(message.cc) < least:
        return
    situation = context.situation
    own = _key(message.sender) if message.sender else ""
    outside = {
        _key(a)
        for a in (*message.to, *message.cc)
        if a.domain and _key(a) != own and not situation.is_internal(a)
    }
    if len(outside) < least:
        return
    domains = (a.rpartition("@") for a in outside)
    if (
        len({a if d in FREE_MAIL else d for a, (_, _, d) in zip(outside, domains, strict=True)})
        >= houses
    ):
        field = "to" if len(message.to) >= len(message.cc) else "cc"
        yield Hit(0, 0, {"count": len(outside)}, header=field)


def bcc_internal(context: Context) -> Iterator[Hit]:
    """Somebody of the writer's own organisation in Bcc.

    Fine are the writer's own address, an archive's, a list of outsiders in which colleagues stand
    too, and an announcement to so many that hiding them spares everybody the answers.
    """
    situation = context.situation
    hidden = situation.hidden
    if not hidden or not situation.internal:
        return
    shown = {_key(a) for a in (*context.document.message.to, *context.document.message.cc)}
    sender = context.document.message.sender
    own = {_key(sender)} if sender else set()
    inside = [a for a in hidden if situation.is_internal(a) and _key(a) not in own | shown]
    inside = [a for a in inside if not _archive(context, a)]
    if not inside or len(hidden) - len(inside) > max(1, len(inside)):
        return
    if len(inside) >= context.options["announcement"] and not shown - own:
        return
    yield Hit(0, 0, {"who": _who(inside)}, header="bcc")


def _archive(context: Context, address: Address) -> bool:
    local = address.address.rpartition("@")[0].lower()
    return any(
        word in context.options["archives"]
        for word in words(local.replace("_", " ").replace("-", " "))
    )


def external_added(context: Context) -> Iterator[Hit]:
    """One outsider among those who get an answer within an organisation's own thread.

    The thread counts as internal where the quoted mail shows addresses and all are internal, or
    shows none and at least `insiders` of the organisation get the answer. An outsider whom the
    quote or the text names was there before, or comes in on purpose.
    """
    document, situation = context.document, context.situation
    quotes = [b for b in document.blocks if b.kind == "quote"]
    if not situation.internal or not quotes or "fwd" in document.prefixes[:1]:
        return
    sender = document.message.sender
    if sender is None or not situation.is_internal(sender):
        return
    outside = [a for a in situation.recipients if a.domain and not situation.is_internal(a)]
    inside = [a for a in situation.recipients if situation.is_internal(a) and a != sender]
    if len(outside) != 1 or not inside:
        return
    text = document.text
    found = {
        m.group(1).lower()
        for b in quotes
        for m in compiled(
            r"(?<![\w.-])[\w.+'-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
        ).finditer(text, b.start, b.end)
    }
    if any(not any(d == own or d.endswith("." + own) for own in situation.internal) for d in found):
        return
    if not found and len(inside) < context.options["insiders"]:
        return
    seen = set(words(context.folded, document.body_start))
    if outside[0].domain.split(".")[0] in seen:
        return
    names = {word for word in seen if len(word) > 2}
    if names & names_of(outside[0]) or any(
        is_given_name(word) and same_person(word, outside[0]) for word in names
    ):
        return
    header = (
        "to"
        if outside[0] in document.message.to
        else "cc"
        if outside[0] in document.message.cc
        else "bcc"
    )
    yield Hit(0, 0, {"who": _who(outside)}, header=header)


def _key(address: Address) -> str:
    return (address.address or address.name).lower()


def _who(people: Sequence[Address]) -> str:
    names = [a.name or a.address for a in people[:_SHOWN]]
    return ", ".join(names) + (f" (+{len(people) - _SHOWN})" if people[_SHOWN:] else "")
