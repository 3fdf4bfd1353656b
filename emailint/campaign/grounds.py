"""What a text lies on: the backgrounds of CSS and of old HTML."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.colours import CLEAR, Colour, colour_of, colour_of_attribute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emailint.campaign.elements import Element

_PAINTED: Final = frozenset({"body", "table", "thead", "tbody", "tfoot", "tr", "td", "th"})
"""Elements on which `bgcolor` and `background` are more than words."""
_NO_COLOUR: Final = ("none", "0", "initial", "inherit", "unset", "transparent")


class Ground(NamedTuple):
    """`colour` is None where it can't be told (an image, a variable); `said`: whether the draft sets
    one, or leaves it to the program."""

    colour: Colour | None
    said: bool


def ground_of(element: Element, values: Mapping[str, str], around: Ground) -> Ground:
    """What text in `element` lies on, whose declarations are `values`."""
    if image_of(element, values):
        return Ground(None, True)
    value = values.get("background-color") or values.get("background", "")
    if value in _NO_COLOUR:
        colour: Colour | None = CLEAR
    else:
        colour = colour_in(value)
    if not value and element.name in _PAINTED and (given := element.get("bgcolor")):
        colour = colour_of_attribute(given)
    elif not value:
        return around
    if colour is None:
        return Ground(None, True)
    if colour.alpha == 1.0:
        return Ground(colour, True)
    return around._replace(colour=None if around.colour is None else colour.over(around.colour))


def image_of(element: Element, values: Mapping[str, str]) -> str:
    """The image or gradient below the element's text, "" where there is none."""
    for value in (values.get("background-image", ""), values.get("background", "")):
        if "url(" in value or "gradient(" in value:
            return value
    old = element.name in _PAINTED and "background" not in values
    return element.get("background") if old else ""


def is_clipped(values: Mapping[str, str]) -> bool:
    """Whether the background only fills the letters, which keep their colour without it."""
    return "text" in (values.get("background-clip"), values.get("-webkit-background-clip"))


def colour_in(background: str) -> Colour | None:
    """The colour among the words of `background`, those inside `url(...)` and gradients left out."""
    words, depth = [], 0
    for found in _word().finditer(background):
        word = found[0]
        if not depth and not word.endswith("("):
            words.append(word)
        elif not depth and word[:3] in ("rgb", "hsl"):
            words.append(background[found.start() : background.find(")", found.end()) + 1])
        depth += (word[-1] == "(") - (word == ")")
    return next((colour for word in words if (colour := colour_of(word))), None)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\s(),]*+\(|\)|[^\s(),]++")
