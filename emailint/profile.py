"""Which profile a draft belongs to: chosen from what it shows, config and flags override."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from emailint.addresses import Address
    from emailint.document import Document

FREE_MAIL: Final = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.es",
        "hotmail.com",
        "hotmail.es",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.es",
        "ymail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "gmx.com",
        "gmx.es",
        "gmx.net",
        "gmx.de",
        "web.de",
        "mail.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "tutanota.com",
        "tuta.com",
        "zoho.com",
        "yandex.com",
        "yandex.ru",
        "mail.ru",
        "fastmail.com",
        "hey.com",
        "telefonica.net",
        "terra.es",
        "orange.es",
        "ono.com",
        "movistar.es",
        "wanadoo.es",
        "euskalnet.net",
        "mixmail.com",
        "ya.com",
        "libero.it",
        "orange.fr",
        "free.fr",
        "comcast.net",
        "verizon.net",
        "att.net",
        "sbcglobal.net",
        "t-online.de",
        "uol.com.br",
    ]
)
"""Providers whose domain says nothing about where its owner works."""

# Texts, for few drafts need any of them compiled.
_PATCH_SUBJECT: Final = r"(?i)\[(?:RFC )?PATCH\b"
_UNSUBSCRIBE: Final = (
    r"(?i)unsubscribe|\bd(?:ar|arse|arte|arme|ate|ese|arnos|aros) de baja|desuscri"
    r"|cancelar (?:la|tu|su) suscripci"
)
_LIST_TAG: Final = r"(?i)\s*(?:(?:re|fwd?|rv|aw)\s*:\s*)*\[[\w .-]{2,30}\]"


def detect_profile(document: Document, internal: frozenset[str]) -> str:
    """patch, list, campaign, internal or business; outreach can't be told from a draft."""
    message = document.message
    subject = document.subject_text
    tagged = "[" in subject
    if (tagged and re.search(_PATCH_SUBJECT, subject)) or (
        (message.get("X-Mailer") or "").startswith("git-send-email")
    ):
        return "patch"
    if message.has_headers:
        if message.get("List-Post") or "list" in (message.get("Precedence") or "").lower():
            return "list"
        if message.get("List-Unsubscribe") or message.get("Feedback-ID"):
            return "campaign"
        if message.get("List-Id"):  # mailing services write it too
            made = document.made or _is_flyer(document)
            return "campaign" if made and not document.reply else "list"
        # a list's archive keeps its tag in the subject and leaves the recipients out
        tag = tagged and not message.knows_recipients and re.match(_LIST_TAG, subject)
        if tag and not document.made:
            return "list"
    if _is_campaign(document):
        return "campaign"
    sender = message.sender
    own = sender.address.lower() if sender is not None else ""
    others = [a for a in document.recipients if a.address.lower() != own]  # hidden ones may read
    if internal and others and all(_inside(a, internal) and not _is_outside(a) for a in others):
        return "internal"
    return "business"


def _is_campaign(document: Document) -> bool:
    if document.reply:
        return False
    if document.made:
        return True
    footer = document.text[-4000:]
    if (document.html is not None or "http" in footer) and re.search(_UNSUBSCRIBE, footer):
        return True
    return _is_flyer(document)


def _is_flyer(document: Document) -> bool:
    """Nobody writes to a person in pictures from the web alone."""
    return (
        document.html is not None
        and not document.text[document.body_start :].strip()
        and any(image.src.startswith("http") for image in document.html.images)
    )


def own_domains(sender: Address | None, configured: Iterable[str]) -> frozenset[str]:
    """The writer's own domains: the config's, else the sender's unless it is a free-mail provider."""
    own = frozenset(d.lower().lstrip("@") for d in configured)
    if own or sender is None or not sender.domain or sender.domain in FREE_MAIL:
        return own
    return frozenset({sender.domain})


_OUTSIDE: Final = frozenset((
    "clientes", "clients", "customers", "partners", "prensa", "press", "proveedores", "socios",
    "subscribers", "suppliers", "suscriptores",
))  # fmt: skip
"""Local parts of one's own domain behind which others read."""


def _is_outside(address: Address) -> bool:
    return address.address.partition("@")[0].lower() in _OUTSIDE


def _inside(address: Address, internal: frozenset[str]) -> bool:
    return any(address.domain == own or address.domain.endswith("." + own) for own in internal)
