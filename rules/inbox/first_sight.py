"""Sender and subject as an inbox shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.automatic import is_no_reply
from emailint.campaign.fields import filled
from emailint.campaign.inbox_line import WIDTHS
from emailint.campaign.opt_out import answerable
from emailint.context import Context
from emailint.document import SUBJECT_LABEL
from emailint.model import Hit
from emailint.tokens import fold

_NOBODY: Final = frozenset({
    "info", "informacion", "newsletter", "news", "boletin", "boletines", "noticias", "marketing",
    "mailing", "email", "e-mail", "mail", "correo", "contact", "contacto", "hello", "hola", "admin",
    "support", "soporte", "sales", "ventas", "comercial", "comunicacion", "no reply", "noreply",
    "no-reply", "no responder", "notifications", "notificaciones", "ofertas", "offers",
})  # fmt: skip
"""Names that tell nobody: who writes must be told from a list of mails."""


def cut_off(context: Context) -> Iterator[Hit]:
    """A subject whose end most inboxes cut off; marked is what a wide phone hides."""
    document = context.document
    subject, places = filled(document.subject_text)
    if len(subject) <= context.options["over_characters"]:
        return
    cut = [width for width in WIDTHS if len(subject) > width.subject]
    kept = subject[: cut[0].subject].rstrip()
    seen = max(width.subject for width in WIDTHS if width.phone)
    start = (len(SUBJECT_LABEL) if document.message.has_headers else 0) + places[seen]
    clients = ", ".join(f"{width.client} {width.subject}" for width in cut)
    data = {"characters": len(subject), "kept": kept, "clients": clients}
    yield Hit(start, document.subject.end if document.subject else start, data)


def no_reply(context: Context) -> Iterator[Hit]:
    """A sender's address that can't be answered, and no Reply-To that can."""
    sender = context.document.message.sender
    if sender and is_no_reply(sender.address) and not answerable(context.document):
        yield Hit(0, 0, {"address": sender.address}, header="from")


def nameless(context: Context) -> Iterator[Hit]:
    """A sender without a name, or with one that tells nobody."""
    sender = context.document.message.sender
    if sender is None or not sender.address:
        return
    name = fold(sender.name).strip(" \"'")
    if not name or name == sender.address.lower() or name in _NOBODY:
        yield Hit(0, 0, {"shown": sender.name or sender.address}, header="from")
