"""Who gets the mail, and who sees whose address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.asks import asks, subject_asks
from emailint.model import Hit
from emailint.people import is_list
from emailint.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.addresses import Address
    from emailint.context import Context
    from emailint.message import Message

_ASKED = ("each leaves the answer to the others", "cada cual deja la respuesta a los demás")
_TOLD = ("to inform them, Cc or a list is enough", "para informar basta la copia o una lista")
_SHOWN = 3  # names in a message
_DRAFT_FIELDS = ("x-unsent", "x-mozilla-draft-info", "x-uniform-type-identifier")  # Outlook … Apple
_SENT_FIELDS = (
    "message-id", "received", "return-path", "delivered-to", "references", "in-reply-to",
    "list-id", "list-post", "list-unsubscribe", "list-archive", "archived-at", "precedence",
)  # fmt: skip


def missing(context: Context) -> Iterator[Hit]:
    """Nobody in To, though others are in Cc, or nobody at all in a draft.

    An archive leaves the recipients out, and a mail to Bcc alone hides them on purpose.
    """
    message = context.document.message
    if message.to or (message.get("to") or "").strip(" ;,"):  # "undisclosed-recipients:;" is meant
        return
    if context.situation.hidden and not message.cc:
        return
    if message.knows_recipients or _is_draft(message):
        yield Hit(0, 0, header="to")


def _is_draft(message: Message) -> bool:
    """Whether it was never sent: without marks of transport, a list or an archive, or by a mail
    client's own word."""
    if any(message.get(name) is not None for name in _DRAFT_FIELDS):
        return True
    return message.sender is not None and all(message.get(name) is None for name in _SENT_FIELDS)


def too_many(context: Context) -> Iterator[Hit]:
    """More addresses in To than the profile's band; passing a mail on asks nothing of them."""
    over = context.options["over"]
    document = context.document
    to = document.message.to
    if len(to) <= over or (count := len({_key(a) for a in to})) <= over:
        return
    asked = subject_asks(context) or bool(asks(context))
    if asked or "fwd" not in document.prefixes:
        english, spanish = _ASKED if asked else _TOLD
        data = {"count": count, "limit": over, "so_en": english, "so_es": spanish}
        yield Hit(0, 0, data, header="to")


def exposed(context: Context) -> Iterator[Hit]:
    """From `least` people outside, each of whom sees the others' addresses in To and Cc.

    In an answer the addresses are out already. A list's address is no person's.
    """
    least = context.options["least"]
    document, situation = context.document, context.situation
    message = document.message
    if len(message.to) + len(message.cc) < least:
        return
    if document.reply and "fwd" not in document.prefixes[:1]:
        return
    own = _key(message.sender) if message.sender else ""
    outside = {
        _key(a)
        for a in (*message.to, *message.cc)
        if a.domain and _key(a) != own and not situation.is_internal(a) and not is_list(a)
    }
    if len(outside) >= least:
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


def _key(address: Address) -> str:
    return (address.address or address.name).lower()


def _who(people: Sequence[Address]) -> str:
    names = [a.name or a.address for a in people[:_SHOWN]]
    return ", ".join(names) + (f" (+{len(people) - _SHOWN})" if people[_SHOWN:] else "")
