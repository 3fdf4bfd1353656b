"""What an element's attributes say: hidden or shown, and whose words it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Mark = Literal["", "quote", "blockquote", "container", "tail", "signature"]
"""`container`: a wrapper that clients put around attribution and quote, in which an answer
between the quotes may stand; `tail`: all that follows is quoted (Outlook)."""


class Style(NamedTuple):
    """An inline style. None: says nothing, the parent's holds."""

    hidden: bool = False
    tiny: bool | None = None  # a font of size 0: a child may set another
    preformatted: bool | None = None
    flat: bool | None = None  # no margin above and below
    block: bool = False
    word_bullet: bool = False  # Word's bullet, written as text
    borderless: bool = False
    outlook_header: bool = False
    width: str = ""
    height: str = ""


PLAIN: Final = Style()

_SIGNATURES: Final = frozenset({
    "gmail_signature", "gmail_signature_prefix", "moz-signature", "signature", "x_signature",
    "applemailsignature", "ms-outlook-mobile-signature", "protonmail_signature_block",
})  # fmt: skip
_QUOTES: Final = frozenset({
    "gmail_attr", "moz-cite-prefix", "moz-forward-container",
    "ms-outlook-mobile-reference-message", "mail-editor-reference-message-container",
})  # fmt: skip
_CONTAINERS: Final = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote"})
_TELLING: Final = frozenset({"class", "id", "data-smartmail"})
_TAILS: Final = frozenset({"appendonsend", "divrplyfwdmsg", "outlookmessageheader"})


def style_of(css: str) -> Style:
    """Read an inline style; what isn't CSS is skipped."""
    rules: dict[str, str] = {}
    for item in css.lower().split(";"):
        name, colon, value = item.partition(":")
        if colon:
            rules[name.strip()] = value.replace("!important", "").strip()
    get = rules.get
    display = get("display", "")
    white_space = get("white-space")
    size = get("font-size")
    cropped = _zero(get("max-height", "")) or _zero(get("height", ""))
    return Style(
        hidden=display == "none"
        or get("visibility") == "hidden"
        or _zero(get("opacity", ""))
        or (cropped and get("overflow") == "hidden"),
        tiny=None if size is None else size == "1px" or _zero(size),
        preformatted=None if white_space is None else white_space.startswith(("pre", "break")),
        flat=_flat(rules),
        block=display in ("block", "flex", "grid", "table", "list-item"),
        word_bullet=get("mso-list") == "ignore",
        borderless=get("border", "").startswith(("none", "0")),
        outlook_header=get("border-top", "").startswith(("solid #e1e1e1", "solid #b5c4df")),
        width=get("width", ""),
        height=get("height", ""),
    )


def hidden_selectors(sheet: str) -> set[str]:
    """`.preheader`, `td.note` or `#id`: what a style sheet hides outside of @media.

    Other selectors (combined ones, pseudo-classes) aren't read.
    """
    hidden: set[str] = set()
    sheet = sheet.lower()
    depth = at = 0
    selectors = ""
    for brace in _brace().finditer(sheet):
        part, at = sheet[at : brace.start()], brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = part
            continue
        # Most rules hide nothing, and these words stand in all that do.
        may_hide = depth == 1 and ("none" in part or "hidden" in part or "opacity" in part)
        if may_hide and style_of(part).hidden:
            names = (name.strip() for name in selectors.split(","))
            hidden.update(name for name in names if _selector().fullmatch(name))
        depth = max(0, depth - 1)
    return hidden


def is_selected(name: str, attributes: Mapping[str, str], selectors: set[str]) -> bool:
    """Whether one of `hidden_selectors` means this element."""
    names = [f".{item}" for item in attributes.get("class", "").lower().split()]
    if own := attributes.get("id"):
        names.append(f"#{own.lower()}")
    return any(item in selectors or name + item in selectors for item in names)


def mark_of(name: str, attributes: Mapping[str, str], style: Style) -> Mark:
    """Whose words an element holds, by the classes and ids that mail clients write."""
    if not _TELLING.isdisjoint(attributes) or name == "blockquote" or style.outlook_header:
        return _mark_of(name, attributes, style)
    return ""


def _mark_of(name: str, attributes: Mapping[str, str], style: Style) -> Mark:
    names = attributes.get("class", "").lower().split()
    names.append(attributes.get("id", "").lower())
    if not _SIGNATURES.isdisjoint(names) or "data-smartmail" in attributes:
        return "signature"
    if name == "blockquote":
        # Gmail indents with a blockquote too, but without a border.
        own = style.borderless and attributes.get("type", "").lower() != "cite"
        return "" if own else "blockquote"
    if not _CONTAINERS.isdisjoint(names):
        return "container"
    if not _QUOTES.isdisjoint(names):
        return "quote"
    if style.outlook_header or not _TAILS.isdisjoint(names):
        return "tail"
    return ""


def _zero(value: str) -> bool:
    return value[:1] in ("0", ".") and bool(_zero_length().fullmatch(value))


def _flat(rules: Mapping[str, str]) -> bool | None:
    margins = rules.get("margin", "").split()
    top = rules.get("margin-top", margins[0] if margins else "")
    bottom = rules.get("margin-bottom", (margins[2:3] or margins[:1] or [""])[0])
    return _zero(top) and _zero(bottom) if top or bottom else None


@cache
def _zero_length() -> re.Pattern[str]:
    return re.compile(r"[0.]++[a-z%]*+")


@cache
def _brace() -> re.Pattern[str]:
    return re.compile("[{}]")


@cache
def _selector() -> re.Pattern[str]:
    return re.compile(r"[a-z0-9]*+[.#][\w-]++")
