"""Images that say nothing, or nothing useful, to those who don't see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from emailint.campaign.elements import markup_of
from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Edit, Fix, Hit

if TYPE_CHECKING:
    from emailint.campaign.elements import Element, Markup

_PIXEL: Final = 2  # CSS pixels: smaller images are nobody's content
_ENDING: Final = r"[\w\-. %()@+]{1,200}\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|avif|heic)"
_SPACER: Final = r"(?:^|[/_.-])(?:spacer|blank|transparent|pixel|shim|clear|separador|espaciador)\d*\.\w{3,4}(?:$|[?#])"
_CAMERA: Final = r"(?:img|dsc|dscn|pxl|image|imagen|foto|photo|screenshot|captura)[ _-]?\d+"


def missing(context: Context) -> Iterator[Hit]:
    """Images without an `alt`, and linked ones whose link has no other name; each file once."""
    markup = markup_of(context.document)
    if markup is None:
        return
    seen = set()
    nameless = _nameless_links(markup)
    for image in markup.by_name.get("img", ()):
        src, alt = image.get("src"), image.attributes.get("alt")
        if alt is not None and (alt.strip() or _link_of(image) not in nameless):
            continue
        if src in seen or _unseen(markup, image):
            continue
        seen.add(src)
        fix = None
        if alt is None and compiled(_SPACER).search(src.lower()):
            at = image.start + len("<img")
            fix = Fix("safe", source=(Edit(at, at, ' alt=""'),))
        yield markup.point(image, {"text": _name(src) or "<img>"}, fix)


def file_name(context: Context) -> Iterator[Hit]:
    """Images whose `alt` is the name of a file."""
    markup = markup_of(context.document)
    if markup is None:
        return
    for image in markup.by_name.get("img", ()):
        alt = image.get("alt")
        if alt and len(alt) <= 200 and _is_file_name(alt, image.get("src")):
            yield markup.point(image, {"text": alt})


def too_long(context: Context) -> Iterator[Hit]:
    """The first image whose `alt` is longer than `over_characters`, and how many there are."""
    limit = context.options["over_characters"]
    markup = markup_of(context.document)
    if markup is None:
        return
    alts = ((image, " ".join(image.get("alt").split())) for image in markup.by_name.get("img", ()))
    long = [(image, alt) for image, alt in alts if len(alt) > limit]
    if long:
        image, alt = long[0]
        data = {"text": alt, "count": len(alt), "limit": limit, "images": len(long)}
        yield markup.point(image, data)


def _is_file_name(alt: str, src: str) -> bool:
    folded = alt.lower()
    if re.fullmatch(_ENDING, folded) or re.fullmatch(_CAMERA, folded):
        return True
    stem = unquote(_name(src)).lower().rpartition(".")[0]
    # a word that is also the file's name ("logo") may well be what the image shows
    return folded == stem and bool(compiled(r"\w[_\d-]").search(stem)) and " " not in stem


def _name(src: str) -> str:
    return src.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]


def _unseen(markup: Markup, image: Element) -> bool:
    if image.get("aria-hidden") == "true" or image.get("role") in ("presentation", "none"):
        return True
    sizes = [image.get("width"), image.get("height")]
    sizes += [
        d.value.removesuffix("px") for d in markup.style(image) if d.name in ("width", "height")
    ]
    if any(size.isdigit() and len(size) < 5 and int(size) <= _PIXEL for size in sizes):
        return True
    around = (image, *image.ancestors())
    return any(
        d.name == "display" and d.value.lower() == "none" for e in around for d in markup.style(e)
    )


def _nameless_links(markup: Markup) -> set[Element]:
    """Links around images that neither text, nor an attribute, nor an image's `alt` names."""
    links: dict[Element, bool] = {}
    for image in markup.by_name.get("img", ()):
        if link := _link_of(image):
            named = bool(image.get("alt") or image.get("aria-label"))
            links[link] = links.get(link, False) or named
    return {link for link, named in links.items() if not named and not _names_itself(markup, link)}


def _names_itself(markup: Markup, link: Element) -> bool:
    start, end = markup.span(link.end, link.close)
    return start < end or bool(link.get("aria-label") or link.get("title"))


def _link_of(image: Element) -> Element | None:
    return next((e for e in image.ancestors() if e.name == "a" and e.get("href")), None)
