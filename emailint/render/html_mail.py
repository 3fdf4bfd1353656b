"""The HTML of a mail made harmless for a report: nothing of it runs and nothing is fetched.

Each rendering is the whole mail for the `srcdoc` of a frame whose `sandbox` is empty, on a page
whose policy allows no script, no frame and no remote resource: those two keep what is hostile from
doing anything. What is changed here only makes it look as it will: images that can't be fetched
become boxes of their size, dark styles are switched on.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from emailint.campaign.elements import Element, Markup, markup_of
from emailint.decode import decode_transfer
from emailint.render.html_view import text
from emailint.render.places import SECRET_RULES, in_header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emailint.document import Document
    from emailint.model import Report

MAX_SOURCE: Final = 400_000
"""Characters of HTML that are rendered; Gmail shows the first 102 KB."""
_LOADING: Final = (
    "applet", "audio", "base", "embed", "form", "frame", "iframe", "link", "meta", "object", "script",
    "track", "video",
)  # fmt: skip
_MAX_IMAGES: Final = 3_000_000  # bytes of attached images that are put into the page

Change = tuple[int, int, str]
"""Replace `html[start:end]` by a text."""

_SOURCE: Final = re.compile(r"(?i)(?<![\w-])(?:src|srcset)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)\s*")
_DARK: Final = re.compile(r"(?i)\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
# Links open nowhere: frames may not open windows. Without it a click would empty the frame.
_HEAD: Final = '<base target="_blank"><style>body{overflow-wrap:anywhere}</style>'
_INVERTED: Final = (
    "<style>html{filter:invert(1) hue-rotate(180deg);background:#fff}"
    "img{filter:invert(1) hue-rotate(180deg)}</style>"
)
_PIN: Final = (
    '<span style="all:initial!important;display:inline-block!important;min-width:18px!important;'
    "padding:0 3px!important;margin:0 2px!important;border-radius:9px!important;"
    "box-sizing:border-box!important;text-align:center!important;vertical-align:middle!important;"
    "font:bold 12px/18px system-ui,sans-serif!important;color:#fff!important;"
    'background:{color}!important;box-shadow:0 0 0 2px #fff!important" title="{title}">{number}'
    "</span>"
)
_COLORS: Final = {"error": "#a40e26", "warning": "#7a4100", "info": "#0a4f8f"}
_BOX: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
    "viewBox='0 0 {width} {height}'><rect width='100%' height='100%' fill='#dfe3e8'/>"
    "<g transform='translate({x} {y})' fill='none' stroke='#6b7480' stroke-width='2'>"
    "<rect x='-16' y='-12' width='32' height='24' rx='3'/><circle cx='-7' cy='-4' r='3'/>"
    "<path d='M-14 9l9-9 6 6 6-7 8 9'/></g></svg>"
)


def renderings(report: Report, document: Document) -> dict[str, str]:
    """The mail with its findings pinned, as it is, in the dark, and without images."""
    markup = markup_of(document)
    if markup is None or len(markup.html) > MAX_SOURCE:
        return {}
    kept = [*_secrets(report, document), *_stilled(markup)]
    shown = [*kept, *_images(markup, document)]
    light = _spliced(markup.html, shown)
    return {
        "pins": _page(_spliced(markup.html, [*shown, *_pins(report, document)])),
        "light": _page(light),
        "dark": _dark(light),
        "bare": _page(_spliced(markup.html, [*kept, *_bare(markup)])),
    }


def plain(document: Document) -> str:
    """The mail as it is, with boxes for its images; "" where it isn't HTML or too large."""
    markup = markup_of(document)
    if markup is None or len(markup.html) > MAX_SOURCE:
        return ""
    return _page(_spliced(markup.html, [*_stilled(markup), *_images(markup, document)]))


def has_dark_styles(document: Document) -> bool:
    """Whether the mail says how it wants to look in the dark."""
    markup = markup_of(document)
    return markup is not None and any(m[1].lower() == "dark" for m in _DARK.finditer(markup.html))


def _page(html: str) -> str:
    return text(_HEAD + html.replace("\r\n", "\n").replace("\r", "\n"))


def _dark(html: str) -> str:
    """As in a program set to dark: the mail's own dark styles, or its colours inverted."""
    always = {"dark": "(min-width: 0px)", "light": "(max-width: 0px)"}
    switched, found = _DARK.subn(lambda match: always[match[1].lower()], html)
    return _page(switched) if found else text(_INVERTED) + _page(html)


def _spliced(html: str, changes: Iterable[Change]) -> str:
    out, at = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        if start >= at:
            out += [html[at:start], new]
            at = end
    return "".join([*out, html[at:]])


def _stilled(markup: Markup) -> list[Change]:
    """Tags that would fetch, without what they ask for: a browser may call the host of a frame
    before it sees that the page's policy forbids to go there."""
    loading = [e for e in markup.all(*_LOADING) if e.name != "meta" or "http-equiv" in e.attributes]
    return [(e.start, e.end, f"<{e.name}>") for e in loading]


def _secrets(report: Report, document: Document) -> list[Change]:
    return [
        (document.source_offset(f.start), document.source_offset(f.end), "•" * (f.end - f.start))
        for f in report.findings
        if f.rule in SECRET_RULES and f.start >= document.body_start
    ]


def _pins(report: Report, document: Document) -> list[Change]:
    """The numbers of the findings before the words that they are about, those of a place together."""
    pins: dict[int, str] = {}
    for number, finding in enumerate(report.findings, 1):
        if in_header(finding) or finding.start < document.body_start:
            continue
        at = document.source_offset(finding.start)
        title = text(f"{finding.rule}: {finding.message}")
        pin = _PIN.format(color=_COLORS[finding.severity], title=title, number=number)
        pins[at] = pins.get(at, "") + pin
    return [(at, at, pin) for at, pin in pins.items()]


def _images(markup: Markup, document: Document) -> list[Change]:
    attached = _attached(document)
    changes = []
    for image in markup.all("img", "source"):
        source = image.get("src")
        if source.lower().startswith("data:image/"):
            continue
        known = attached.get(unquote(source[4:])) if source.lower().startswith("cid:") else None
        changes.append(_with_source(markup, image, known or _box(image)))
    return changes


def _bare(markup: Markup) -> list[Change]:
    return [_with_source(markup, image, "data:,") for image in markup.all("img", "source")]


def _with_source(markup: Markup, image: Element, source: str) -> Change:
    tag = _SOURCE.sub("", markup.html[image.start : image.end])
    name = len(image.name) + 1
    return image.start, image.end, f'{tag[:name]} src="{source}"{tag[name:]}'


def _box(image: Element) -> str:
    width, height = _pixels(image, "width"), _pixels(image, "height")
    if width == 1 or height == 1:  # a tracking pixel
        return "data:,"
    width, height = width or min(2 * height, 600) or 480, height or min(width, 600) // 2 or 200
    svg = _BOX.format(width=width, height=height, x=width // 2, y=height // 2)
    return f"data:image/svg+xml,{quote(svg, safe='')}"


def _pixels(image: Element, name: str) -> int:
    """The size as the attribute or the style says, 0 where it doesn't in pixels."""
    found = re.match(r"\s*(\d{1,4})\s*(?:px)?\s*$", image.get(name))
    found = found or re.search(rf"(?<![\w-]){name}\s*:\s*(\d{{1,4}})px", image.get("style"))
    return int(found[1]) if found else 0


def _attached(document: Document) -> dict[str, str]:
    """The images that the mail brings with it, by their Content-ID."""
    found, left = {}, _MAX_IMAGES
    for part in document.message.parts:
        size = part.end - part.start
        kind = part.content_type
        if not part.content_id or size > left or not re.fullmatch(r"image/[\w.+-]+", kind):
            continue
        left -= size
        data = decode_transfer(document.message.raw[part.start : part.end], part.encoding)
        found[part.content_id] = f"data:{kind};base64,{b64encode(data).decode('ascii')}"
    return found
