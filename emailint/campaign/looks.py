"""How an element looks: the part of the cascade that rules about reading ask for.

Style sheets, style attributes and the attributes of old HTML (`bgcolor`, `<font>`), inherited as in
a browser. The scheme "dark" adds what stands in `@media (prefers-color-scheme: dark)`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from emailint.campaign.colours import WHITE, Colour, colour_of, colour_of_attribute
from emailint.campaign.grounds import Ground, colour_in, ground_of, image_of, is_clipped
from emailint.campaign.selectors import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from emailint.campaign.css import CssRule, Declaration
    from emailint.campaign.elements import Element, Markup

Scheme = Literal["light", "dark", "inline"]
"""`inline`: as the programs show it that read no style sheet."""
DARK: Final = "prefers-color-scheme"
_READ: Final = frozenset({
    "color", "background", "background-color", "background-image", "font", "font-size",
    "font-weight", "text-align", "background-clip", "-webkit-background-clip",
})  # fmt: skip
_LINES: Final = frozenset({"text-decoration", "text-decoration-line"})
_BORDERS: Final = frozenset({"border", "border-bottom"})
_BLACK: Final = Colour(0, 0, 0)
_LINK: Final = Colour(0, 0, 238)
"""What browsers give a link that says nothing."""
_SCALE: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67, "small": 0.83}
_BOLD: Final = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_SPEAKING: Final = _BOLD | _SCALE.keys() | {"a", "font"}
"""Elements that look otherwise than what is around them without a word of CSS."""
_ATTRIBUTES: Final = frozenset({"bgcolor", "background", "text", "align"})
_KEYWORDS: Final = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0,
    "x-large": 24.0, "xx-large": 32.0,
}  # fmt: skip
_FONT_SIZES: Final = (10.0, 13.0, 16.0, 18.0, 24.0, 32.0, 48.0)
_PIXELS: Final = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_MEDIUM: Final = 16.0


class Look(NamedTuple):
    """`colour` and `ground` are None where they can't be told (an image, a variable).

    `size` is the font's in CSS pixels; `align` the word of `text-align`.
    """

    colour: Colour | None = _BLACK
    ground: Colour | None = WHITE
    size: float = _MEDIUM
    bold: bool = False
    align: str = ""
    own_colour: bool = False  # whether the element or one around it says so,
    own_ground: bool = False  # and of the ground too


_ROOT: Final = Look()


class Looks:
    """The looks of a draft's elements in one scheme, each made when first asked for."""

    def __init__(self, markup: Markup, scheme: Scheme) -> None:
        self._markup = markup
        rules = [] if scheme == "inline" else list(_rules(markup, dark=scheme == "dark"))
        self._styles = Styles(rules)
        images = (d.value for _, declared in rules for d in declared)
        self._image_in_sheet = any("url(" in value or "gradient(" in value for value in images)
        self._known: dict[Element, Look] = {}
        self._values: dict[str, Mapping[str, str]] = {}
        self._equal: dict[tuple[str, int, int], Look] = {}
        self._looks: dict[Look, Look] = {}
        self._by_sheet: set[Element] = set()

    def of(self, element: Element | None) -> Look:
        """How text that stands directly in `element` looks."""
        chain = []
        while element is not None and element not in self._known:
            chain.append(element)
            element = element.parent
        look = _ROOT if element is None else self._known[element]
        while chain:
            element = chain.pop()
            look = self._known[element] = self._made(element, look)
        return look

    def needs_sheet(self, element: Element | None) -> bool:
        """Whether a style sheet says how text in `element` looks; asked after `of`."""
        if element is None or not self._by_sheet:
            return False
        return element in self._by_sheet or any(e in self._by_sheet for e in element.ancestors())

    def image_behind(self, element: Element) -> tuple[str, bool]:
        """The element's own background image or gradient, and whether a colour is there for those
        who don't see it."""
        css = element.attributes.get("style", "")
        if not (
            "url(" in css or "gradient(" in css or "background" in element.attributes
            or (self._image_in_sheet and self._styles.of(element))
        ):  # fmt: skip
            return "", False
        of_all = (*self._styles.of(element), *self._inline_of(element))  # the weakest first
        declared = [d for d in of_all if "background" in d.name]
        values: dict[str, str] = {}
        for declaration in declared:
            _declare(values, declaration.name, declaration.value.lower())
        image = "" if is_clipped(values) else image_of(element, values)
        plain = bool(element.get("bgcolor")) or any(colour_in(d.value.lower()) for d in declared)
        return image, plain

    def _made(self, element: Element, around: Look) -> Look:
        by_sheet = self._styles.of(element)
        if by_sheet:
            self._by_sheet.add(element)
            values = _values([*by_sheet, *self._inline_of(element)])
            return self._one(_look(element, values, around))
        # Equal tags share their attributes, and both live as long as this does.
        key = element.name, id(element.attributes), id(around)
        look = self._equal.get(key)
        if look is None:
            css = element.attributes.get("style", "")
            if css not in self._values:
                self._values[css] = _values(self._inline_of(element))
            look = self._equal[key] = self._one(_look(element, self._values[css], around))
        return look

    def _one(self, look: Look) -> Look:
        """The one object for all looks like it."""
        return self._looks.setdefault(look, look)

    def _inline_of(self, element: Element) -> Sequence[Declaration]:
        return _relevant(self._markup.style(element)) if "style" in element.attributes else ()


def _look(element: Element, values: Mapping[str, str], around: Look) -> Look:
    name = element.name
    if not values and name not in _SPEAKING and _ATTRIBUTES.isdisjoint(element.attributes):
        return around
    weight = values.get("font-weight", "")
    bold = name in _BOLD or around.bold if not weight else _is_bold(weight, around)
    own = values.get("color", "")
    given = element.get("color") if name == "font" else element.get("text") * (name == "body")
    if not own and given:
        colour, said = colour_of_attribute(given), True
    elif own and own not in _INHERITED:
        colour, said = colour_of(own), True
    elif not own and name == "a" and element.get("href"):
        colour, said = _LINK, False
    else:
        colour, said = around.colour, around.own_colour
    ground = ground_of(element, values, Ground(around.ground, around.own_ground))
    return Look(
        colour,
        ground.colour,
        _size(element, values.get("font-size", ""), around.size),
        bold,
        values.get("text-align") or _align(element) or around.align,
        said,
        ground.said,
    )


def looks_of(markup: Markup, scheme: Scheme = "light") -> Looks:
    """The looks of a draft's elements, kept for all its rules."""
    return _kept(markup, scheme)


_kept = lru_cache(maxsize=3)(Looks)


def is_underlined(markup: Markup, link: Element) -> bool:
    """Whether a line is drawn under a link: browsers draw it unless a style takes it away."""
    sheets = Styles(
        (rule.selector, rule.declarations)
        for sheet in markup.sheets for rule in sheet.rules
        if all(_applies(prelude.lower(), dark=False) for prelude in rule.around)
    )  # fmt: skip
    inside = (e for e in markup.elements if link.start <= e.start < link.close)
    for element in (*inside, *islice(link.ancestors(), 1)):
        declared = [*sheets.of(element), *markup.style(element)]
        lines = [d.value.lower() for d in declared if d.name in _LINES]
        if element.name == "u" or any("underline" in value for value in lines[-1:]):
            return True
        if any(d.name in _BORDERS and d.value[:1] not in "0n" for d in declared):
            return True
        if element is link and not lines:
            return True
    return False


_INHERITED: Final = ("inherit", "currentcolor", "unset")


def has_dark(markup: Markup) -> bool:
    """Whether a style sheet has rules for the dark scheme."""
    return any(_is_dark(rule) for sheet in markup.sheets for rule in sheet.rules)


def _is_dark(rule: CssRule) -> bool:
    return any(DARK in prelude and "dark" in prelude for prelude in rule.around)


def _rules(markup: Markup, *, dark: bool) -> Iterator[tuple[str, Sequence[Declaration]]]:
    """What the rules for a wide screen say about looks, by selector."""
    for sheet in markup.sheets:
        for rule in sheet.rules:
            if all(_applies(prelude.lower(), dark) for prelude in rule.around):
                declared = _relevant(rule.declarations)
                if declared:
                    yield rule.selector, declared


def _applies(prelude: str, dark: bool) -> bool:
    if not prelude.startswith("@media"):
        return False
    if DARK in prelude:
        return dark == ("dark" in prelude.partition(DARK)[2][:8])
    narrow = "max-width" in prelude or "max-device-width" in prelude
    return not narrow and "print" not in prelude and "pixel-ratio" not in prelude


def _relevant(declarations: Sequence[Declaration]) -> tuple[Declaration, ...]:
    return tuple(d for d in declarations if d.name in _READ)


def _values(declared: Sequence[Declaration]) -> dict[str, str]:
    """The values that count, in lower case: of equals the last, important ones over others."""
    values: dict[str, str] = {}
    for important in (False, True):
        for declaration in declared:
            if declaration.important == important:
                _declare(values, declaration.name, declaration.value.lower())
    return values


def _declare(into: dict[str, str], name: str, value: str) -> None:
    if name == "font":
        into.pop("font-weight", None)
        if found := _length().search(value):
            into["font-size"] = found[0]
        if "bold" in value:
            into["font-weight"] = "bold"
        return
    if name == "background":
        into.pop("background-image", None)
        into.pop("background-color", None)
    into.pop(name, None)
    into[name] = value


def _size(element: Element, value: str, around: float) -> float:
    if not value:
        if element.name == "font" and (given := element.get("size")):
            at = int(given) if given in "1234567" else 3
            return _FONT_SIZES[at - 1]
        return _MEDIUM * _SCALE[element.name] if element.name in _SCALE else around
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    found = _length().fullmatch(value)
    if not found:
        return around
    number, unit = float(found[1]), found[2]
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    if unit == "rem":
        return number * _MEDIUM
    return number * around / (100 if unit == "%" else 1)


def _align(element: Element) -> str:
    return "" if element.name in ("table", "img") else element.get("align").lower()


def _is_bold(weight: str, around: Look) -> bool:
    if weight.isdigit():
        return len(weight) < 5 and int(weight) >= 700
    return around.bold if weight in _INHERITED else weight in ("bold", "bolder")


@cache
def _length() -> re.Pattern[str]:
    return re.compile(r"(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})(px|pt|pc|in|cm|mm|rem|em|%)")
