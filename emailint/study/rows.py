"""Message -> what it tells of its thread: who, when, an answer to what, written by a machine?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from emailint.segment import strip_prefixes
from emailint.verdict import exempt

if TYPE_CHECKING:
    from emailint.addresses import Address
    from emailint.message import Message
    from emailint.study.hashing import Hasher

_ID: Final = re.compile(r"<([^<>\s]{1,1000})>")
_MAX_REFS: Final = 1_000
_MAX_PEOPLE: Final = 1_000
_EARLIEST: Final = 378_691_200  # 1982, when RFC 822 gave mail its date field
_MACHINE_FIELDS: Final = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-failed-recipients")
_MACHINE_SUBJECTS: Final = (
    "automatic reply", "auto reply", "autoreply", "auto-reply", "auto:", "out of office",
    "out of the office", "undelivered mail", "undeliverable", "mail delivery failed",
    "mail delivery failure", "delivery status notification", "delivery failure",
    "returned mail", "failure notice", "read:", "not read:",
    "respuesta automática", "respuesta automatica", "fuera de la oficina", "no se puede entregar",
    "correo no entregado", "leído:", "no leído:",
)  # fmt: skip


def thread_row(message: Message, hasher: Hasher) -> dict[str, Any]:
    """The columns of `schema.THREAD`. `first` is what the headers say: a quote may still deny it.

    `list` is None where no field names a mailing list.
    """
    subject = " ".join((message.get("Subject") or "").split())
    at, prefixes = strip_prefixes(subject)
    bare = subject[at:].casefold()
    sender = message.sender
    own = _key(sender) if sender else ""
    people = [_key(a) for a in (sender, *message.to, *message.cc)[:_MAX_PEOPLE] if a]
    list_id = _list_id(message)
    date = message.date
    moment = int(date.timestamp()) if date is not None else 0
    zone = date.utcoffset() if date is not None else None
    return {
        "id": _identity(message, hasher),
        "refs": [hasher.of("id", ref) for ref in references(message)],
        "author": hasher.person(own) if own else None,
        "people": list(dict.fromkeys(hasher.person(one) for one in people if one)),
        "list": hasher.of("list", list_id) if list_id else None,
        "subject": hasher.of("subject", bare) if bare else None,
        "sent": moment if moment >= _EARLIEST else None,
        "zone": int(zone.total_seconds()) // 60 if zone is not None else None,
        "automatic": is_automatic(message, subject),
        "first": not message.reply and not {"re", "fwd"}.intersection(prefixes),
        "mine": hasher.is_me(own),
    }


def references(message: Message) -> list[str]:
    """The messages that this one answers, the nearest first."""
    direct = _ID.findall(" ".join(message.all("In-Reply-To")))
    chain = _ID.findall(" ".join(message.all("References")))
    return list(dict.fromkeys((*direct, *reversed(chain))))[:_MAX_REFS]


def is_automatic(message: Message, subject: str) -> bool:
    """Whether a machine wrote it, or wrote to many: bounces, autoreplies, newsletters.

    What mailing lists distribute is people's mail; their fields for unsubscribing don't count.
    """
    if exempt(message) or any(message.field(name) is not None for name in _MACHINE_FIELDS):
        return True
    if (message.get("Return-Path") or "").strip() == "<>":
        return True
    if subject.casefold().startswith(_MACHINE_SUBJECTS):
        return True
    post = (message.get("List-Post") or "").strip().upper()
    if post and post != "NO":
        return False
    precedence = (message.get("Precedence") or "").strip().lower()
    if post == "NO" or precedence in ("bulk", "junk"):
        return True
    if message.get("Feedback-ID"):
        return True
    return message.get("List-Unsubscribe") is not None and precedence != "list"


def _key(address: Address) -> str:
    return address.address or address.name


def _list_id(message: Message) -> str:
    field = message.get("List-Id") or message.get("List-Post") or ""
    named = _ID.findall(field)
    return (named[-1] if named else field).strip().casefold()


def _identity(message: Message, hasher: Hasher) -> int:
    field = message.get("Message-ID") or ""
    named = _ID.findall(field)
    if named or field.strip():
        return hasher.of("id", named[0] if named else field.strip())
    return hasher.of("raw", message.raw)
