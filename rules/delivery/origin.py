"""Where a campaign comes from and where it leads, as a receiving server sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.addresses import parse_addresses
from emailint.campaign.anchors import anchors_of
from emailint.campaign.elements import Element, markup_of
from emailint.campaign.opt_out import opt_out
from emailint.context import Context
from emailint.links import host_of, registered
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.profile import FREE_MAIL

_SHORTENERS: Final = frozenset({
    "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "v.gd", "buff.ly",
    "rebrand.ly", "cutt.ly", "shorturl.at", "shorturl.gg", "rb.gy", "tiny.cc", "t.ly", "bl.ink", "s.id", "u.to",
    "adf.ly", "ouo.io", "acortar.link", "acortaurl.com", "n9.cl", "lnkd.in", "dlvr.it", "trib.al",
    "short.io", "qr.ae", "urlz.fr", "clck.ru", "x.gd", "tny.im", "soo.gd", "shorte.st", "po.st", "hubs.ly", "fb.me",
})  # fmt: skip
_PIXEL: Final = (
    r"/(?:track(?:ing)?|open|opens|pixel|beacon|wf/open|e/o|o\.gif|t\.gif|px)\b|[?&](?:open|pixel|track)\b"
    r"|(?:pixel|beacon|spacer|track\w*|open)\.(?:gif|png)|google-analytics\.com|/collect\?|facebook\.com/tr"
)
_ZERO: Final = r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:!important\s*)?(?=;|$)"
_HIDDEN: Final = r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:[;.\s]|$)"


def shortened(context: Context) -> Iterator[Hit]:
    """Links of a service that shortens them, each host once."""
    seen = set()
    for anchor in anchors_of(context.document):
        host = host_of(anchor.href or "").removeprefix("www.")
        if host in _SHORTENERS and host not in seen:
            seen.add(host)
            yield Hit(anchor.start, anchor.end, {"host": host}, source=anchor.source)


def pixel(context: Context) -> Iterator[Hit]:
    """Images that nobody sees, loaded from the web: they tell the sender who opened the mail."""
    markup = markup_of(context.document)
    if markup is None:
        return
    seen = set()
    for image in markup.all("img"):
        host = host_of(image.get("src"))
        if host and host not in seen and _is_invisible(image):
            seen.add(host)
            yield markup.point(image, {"host": host})


def _is_invisible(image: Element) -> bool:
    sizes = [image.get(name).removesuffix("px").strip() for name in ("width", "height")]
    style = image.get("style").lower()
    if all(size in ("0", "1") for size in sizes) or len(compiled(_ZERO).findall(style)) > 1:
        return True
    hidden = compiled(_HIDDEN).search(style) or any(size in ("0", "1") for size in sizes)
    return bool(hidden and compiled(_PIXEL).search(image.get("src").lower()))


def no_list_header(context: Context) -> Iterator[Hit]:
    """List-Unsubscribe missing, or not for one click. Where the service fills in the link at the
    foot, it adds the field too."""
    document = context.document
    message = document.message
    field = message.get("List-Unsubscribe")
    if field is None:
        way = opt_out(document)
        if document.reply or (message.template and (way.by_service or not way.works)):
            return
        data = {
            "what_en": "There is no List-Unsubscribe field",
            "what_es": "No hay ningún campo List-Unsubscribe",
        }
        at = document.body_start
        yield Hit(at, at, data)
    elif "https://" not in field.lower() and "{{" not in field and "*|" not in field:
        data = {
            "what_en": "List-Unsubscribe has no https address",
            "what_es": "List-Unsubscribe no tiene dirección https",
        }
        yield Hit(0, 0, data, header="list-unsubscribe")
    elif "one-click" not in (message.get("List-Unsubscribe-Post") or "").lower():
        data = {
            "what_en": "List-Unsubscribe is there, List-Unsubscribe-Post is not",
            "what_es": "Está List-Unsubscribe, pero falta List-Unsubscribe-Post",
        }
        yield Hit(0, 0, data, header="list-unsubscribe")


def misaligned(context: Context) -> Iterator[Hit]:
    """A From that no field about the sending backs: of a free-mail provider, or of another domain
    than the signature and the address for bounces."""
    message = context.document.message
    sender = message.sender
    if sender is None or not sender.domain:
        return
    own = registered(sender.domain)
    if sender.domain in FREE_MAIL:
        data = {
            "what_en": f"{own} belongs to a free-mail provider",
            "what_es": f"{own} es de un proveedor gratuito",
        }
        yield Hit(0, 0, data, header="from")
        return
    others = {}
    for name in ("Return-Path", "Sender"):
        for address in parse_addresses(message.get(name) or "")[:1]:
            if address.domain:
                others[name] = registered(address.domain)
    for signature in message.all("DKIM-Signature"):
        if match := compiled(r"(?:^|;)\s*d\s*=\s*([\w.-]+)").search(signature):
            domain = registered(match[1].lower())
            others["DKIM-Signature"] = (
                own if domain == own else others.get("DKIM-Signature", domain)
            )
    if others and own not in others.values():
        name, domain = next(iter(others.items()))
        data = {
            "what_en": f"{name} is of {domain}, From of {own}",
            "what_es": f"{name} es de {domain} y From, de {own}",
        }
        yield Hit(0, 0, data, header="from")
        return
    for address in parse_addresses(message.get("Reply-To") or "")[:1]:
        if address.domain in FREE_MAIL:
            data = {
                "what_en": f"answers go to {address.domain}, a free-mail provider",
                "what_es": f"las respuestas van a {address.domain}, un proveedor gratuito",
            }
            yield Hit(0, 0, data, header="reply-to")
