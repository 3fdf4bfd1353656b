"""Mail that no person writes to a person: what machines send, and what goes to everybody at once.

What the headers tell; what the text tells is told in `borrowed`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from emailint.message import Message

_MACHINES: Final = frozenset({"root", "mailer-daemon", "postmaster", "cron", "daemon", "nobody"})
_FIELDS: Final = (
    "x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-response-suppress",
    "x-failed-recipients", "feedback-id",
)  # fmt: skip
_SENDERS: Final = (
    "newsletter", "boletin", "notification", "notificacion", "alert", "autoreply",
)  # fmt: skip
_SUBJECTS: Final = (
    "automatic reply", "auto reply", "autoreply", "auto-reply", "auto:", "out of office",
    "out of the office", "undelivered mail", "undeliverable", "mail delivery failed",
    "mail delivery failure", "delivery status notification", "delivery failure",
    "returned mail", "failure notice", "read:", "not read:",
    "respuesta automática", "respuesta automatica", "fuera de la oficina", "no se puede entregar",
    "correo no entregado", "leído:", "no leído:",
)  # fmt: skip
_NO_REPLY: Final = (
    r"^(?:no|not|donot|dont|do-not|do_not|nao)[._-]?(?:reply|replay|responder|respondas?|responda|contest\w*)"
    r"|^(?:noreply|donotreply|noresponder|nocontestar)|[._+-](?:no-?reply|noresponder)\b"
)
_EVERYBODY: Final = (
    r"^dl-|(?:^|[-_.+])(?:all(?:staff|employees|users|hands)?|everyone|everybody|employees|todos|todas"
    r"|empleados|plantilla|claustro)(?:[-_.+]|$)|^staff$"
)


def is_unattended(message: Message) -> bool:
    """Whether a program on the writer's own computer or a mail server sent it: nobody sees to it."""
    if (message.get("Auto-Submitted") or "no").strip().lower() != "no":
        return True
    if (message.get("Content-Type") or "").lower().startswith("multipart/report"):
        return True  # a bounce or a receipt
    sender = message.sender
    return sender is not None and sender.address.partition("@")[0].lower() in _MACHINES


def is_by_machine(message: Message) -> bool:
    """Whether a machine wrote it, or wrote to many: bounces, autoreplies, alerts, newsletters.

    What mailing lists distribute is people's mail; their fields for unsubscribing don't count.
    """
    if is_unattended(message) or any(message.field(name) is not None for name in _FIELDS):
        return True
    if (message.get("Return-Path") or "").strip() == "<>":
        return True
    subject = " ".join((message.get("Subject") or "").split()).casefold()
    if subject.startswith(_SUBJECTS):
        return True
    sender = message.sender.address.lower() if message.sender is not None else ""
    if sender.startswith(_SENDERS) or is_no_reply(sender):
        return True
    post = (message.get("List-Post") or "").strip().upper()
    if post and post != "NO":
        return False
    precedence = (message.get("Precedence") or "").strip().lower()
    if post == "NO" or precedence in ("bulk", "junk"):
        return True
    return message.get("List-Unsubscribe") is not None and precedence != "list"


def is_no_reply(address: str) -> bool:
    """Whether the address says of itself that nobody reads what is sent there."""
    return _compiled(_NO_REPLY).search(address.lower()) is not None


def is_to_everybody(message: Message) -> bool:
    """Whether it goes to nobody but addresses behind which all of a firm or a school are."""
    if not message.to or message.cc:
        return False
    everybody = _compiled(_EVERYBODY)
    return all(everybody.search(a.address.partition("@")[0].lower()) for a in message.to)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
