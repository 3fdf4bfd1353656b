"""Links that lead nowhere, and several of one name that lead to different pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from emailint.campaign.anchors import Anchor, anchors_of, is_field
from emailint.campaign.elements import markup_of
from emailint.campaign.opt_out import opt_out
from emailint.context import Context
from emailint.links import host_of, is_tracker
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Set

_SCHEMES: Final = r"(?:https?|mailto|tel|sms|callto|skype|facetime|whatsapp|tg|viber|webcal|geo|maps|cid|intent|market|itms-apps|ftp):"
_WEB: Final = r"https?://(?:[^\s/?#@]*@)?[\w-]+(?:\.[\w-]+)+\.?(?::\d+)?(?:[/?#].*)?|https?://\[[0-9a-f:.]+\].*"
_NOWHERE: Final = (
    r"#*!?|(?:https?:)?/{0,3}(?:www\.?)?|(?:javascript|vbscript|about|file|data|c):.*"
    r"|(?:mailto|tel|sms):\s*"
)
_STAND_IN: Final = (
    r"(?:https?://)?[\[(< ]{0,3}(?:todo|tbd|xxx+|url|link|enlace|href|insert\w*|pendiente|placeholder|poner|aqui|here|your|tu)"
    r"(?:[ _-]?(?:url|link|enlace|here|aqui|la|el|de|web|goes|domain|site|website|dominio|sitio)){0,3}[\])> ]{0,3}"
    r"|(?:https?://)(?:www\.)?(?:your|tu|su|mi|my)-?(?:domain|site|website|company|shop|store|url|link|dominio|sitio|web|empresa|tienda|pagina)\..*"
    r"|(?:https?:)?//(?:www\.)?(?:via\.placeholder\.com|placehold\.(?:it|co)|placekitten\.com|dummyimage\.com"
    r"|lorempixel\.com|picsum\.photos|fpoimg\.com)/.*"
    r"|(?:https?://)(?:www\.)?(?:domain|dominio|website|yoursite|placeholder|url|link)\.(?:com|es|org|net)(?:/.*)?"
)
_INSIDE: Final = (
    r"(?:https?://)?(?:localhost|127\.|0\.0\.0\.0|192\.168\.|10\.\d+\.\d+\.)(?:[:/\d.].*)?"
    r"|(?:https?://)(?:[\w-]+\.)*(?:staging|stage|preprod|pre-prod|preproduccion|uat)\d?[.-].*"
)
_HOME: Final = (
    r"(?:https?://)(?:[a-z]{2}-[a-z]{2}\.|www\.)?(?:facebook|instagram|linkedin|pinterest|tiktok|twitter|x|youtube)\.com"
    r"(?:/(?:#|@?(?:(?:tu|your)[_-]?)?(?:usuario|username|user|handle|cuenta|account|pagina|page|perfil|profile|empresa|company)))?/?"
)
_WHAT: Final = {
    _HOME: ("is no page of yours there", "no es ninguna página tuya"),
    _STAND_IN: ("only stands in for an address", "solo ocupa el sitio de una dirección"),
    _INSIDE: (
        "is a test site or a machine of your own",
        "es un sitio de pruebas o un equipo propio",
    ),
}


def empty(context: Context) -> Iterator[Hit]:
    """Something that looks like a link and has no address, or a link that shows nothing."""
    for anchor, spared in _judged(context):
        element = anchor.element
        if element is None or spared:
            continue
        data: dict[str, object] = {"text": anchor.text[:40] or "…"}
        if not anchor.href:
            named = element.attributes.keys() & {"name", "id", "onclick"}
            if anchor.href is None and (named or not anchor.text):
                continue  # a place to jump to
            data |= {"what_en": "has no address", "what_es": "no tiene dirección"}
        elif not anchor.text and not anchor.images and not _holds(context, anchor):
            data |= {"what_en": "shows nothing to press", "what_es": "no muestra nada que pulsar"}
            data["text"] = anchor.href[:40]
        else:
            continue
        yield Hit(anchor.start, anchor.end, data, source=anchor.source)


def _holds(context: Context, anchor: Anchor) -> bool:
    """Whether there is something to see in a link without text: a picture of another kind, a box."""
    markup = markup_of(context.document)
    if markup is None or anchor.element is None:
        return True
    content = markup.content(anchor.element).lower()
    return any(tag in content for tag in ("<svg", "<v:", "<td", "<div", "<picture", "background"))


def placeholder(context: Context) -> Iterator[Hit]:
    """An address that stands in for one, or that leads nowhere from a mail."""
    for anchor, spared in _judged(context):
        href = anchor.href
        if not href or spared or anchor.element is None:
            continue
        low = fold(href)
        found = next((what for kind, what in _WHAT.items() if compiled(kind).fullmatch(low)), None)
        if compiled(_NOWHERE).fullmatch(low) or _lacks_place(context, low) or _is_broken(low):
            found = found or ("is no whole address", "no es una dirección completa")
        if found:
            data = {"href": href[:60], "what_en": found[0], "what_es": found[1]}
            yield Hit(anchor.start, anchor.end, data, source=anchor.source)
    yield from _images(context)


def _images(context: Context) -> Iterator[Hit]:
    """Images whose address only holds where the mail was made. Where a template has no other, they
    are uploaded with it."""
    markup = markup_of(context.document)
    images = markup.by_name.get("img", ()) if markup else ()
    sources = [(image, image.get("src").strip()) for image in images if "src" in image.attributes]
    uploaded = context.document.message.template and not any("//" in src for _, src in sources)
    seen = set()
    for image, src in sources:
        low = fold(src)
        if src in seen or is_field(src) or low.startswith(("cid:", "data:", "//")):
            continue
        seen.add(src)
        relative = not compiled(r"[a-z][a-z0-9+.-]*:").match(low)
        found = next((what for kind, what in _WHAT.items() if compiled(kind).fullmatch(low)), None)
        if not src:
            found = "is empty", "está vacía"
        elif (relative and not uploaded) or (
            low.startswith("http") and not compiled(_WEB).match(low)
        ):
            found = found or ("is no whole address", "no es una dirección completa")
        elif compiled(r"(?:file|[a-z]):.*").match(low):
            found = "is a file of your computer", "es un archivo de tu ordenador"
        if found and markup:
            data = {"href": src[:60], "what_en": found[0], "what_es": found[1]}
            yield markup.point(image, data)


def _lacks_place(context: Context, href: str) -> bool:
    """Whether it jumps to a place in the mail that isn't there."""
    if not href.startswith("#"):
        return False
    markup = markup_of(context.document)
    return href != "#top" and (markup is None or href[1:] not in markup.places)


def _is_broken(href: str) -> bool:
    """Whether it can't be an address: misspelt, or one that only leads somewhere from a page."""
    if href.startswith(("#", "//")) or is_field(href):
        return False
    if href.startswith(("http:", "https:")):
        return not compiled(_WEB).fullmatch(href.replace(" ", "%20") if "/" in href[8:] else href)
    return not compiled(_SCHEMES).match(href)


def _judged(context: Context) -> Iterator[tuple[Anchor, bool]]:
    """The links, and whether each is an opt-out that has a graver rule of its own."""
    document = context.document
    found = opt_out(document)
    own: Set[int] = set() if found.works else {link.start for link in found.links}
    for anchor in anchors_of(document):
        yield anchor, anchor.start in own


def duplicate_text(context: Context) -> Iterator[Hit]:
    """The second link of one name that leads to another page than the first."""
    seen: dict[str, str] = {}
    told = set()
    for anchor in anchors_of(context.document):
        name, href = fold(anchor.text).strip(" .:;→»>›"), anchor.href or ""
        if not name or anchor.element is None or anchor.element.get("aria-label"):
            continue
        if compiled(r"\b(?:aqui|here)\b").search(name):
            continue  # `link-text-vague` says more
        if is_field(href) or is_tracker(host_of(href)) or not host_of(href):
            continue
        page = _page(href)
        first = seen.setdefault(name, page)
        if first != page and name not in told:
            told.add(name)
            yield Hit(anchor.start, anchor.end, {"text": anchor.text[:40]}, source=anchor.source)


def _page(href: str) -> str:
    """The page that an address leads to, however it is written."""
    address, _, query = href.partition("#")[0].partition("?")
    kept = "&".join(sorted(p for p in query.split("&") if p and not p.lower().startswith("utm_")))
    plain = compiled(r"^https?://(?:www\.)?").sub("", address.strip().lower())
    return f"{plain.rstrip('/')}?{kept}"
