"""Message -> what it tells of its thread: who, when, an answer to what, written by a machine?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from emailint.automatic import is_by_machine
from emailint.segment import strip_prefixes

if TYPE_CHECKING:
    from emailint.addresses import Address
    from emailint.message import Message
    from emailint.study.hashing import Hasher

_ID: Final = re.compile(r"<([^<>\s]{1,1000})>")
_MAX_REFS: Final = 1_000
_MAX_PEOPLE: Final = 1_000
_EARLIEST: Final = 378_691_200  # 1982, when RFC 822 gave mail its date field


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
        "automatic": is_by_machine(message),
        "first": not message.reply and not {"re", "fwd"}.intersection(prefixes),
        "mine": hasher.is_me(own),
    }


def references(message: Message) -> list[str]:
    """The messages that this one answers, the nearest first."""
    direct = _ID.findall(" ".join(message.all("In-Reply-To")))
    chain = _ID.findall(" ".join(message.all("References")))
    return list(dict.fromkeys((*direct, *reversed(chain))))[:_MAX_REFS]


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
