"""Colours as CSS and HTML write them, and their contrast as WCAG 2.2 measures it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255, and how far it covers what lies below, 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: Colour) -> Colour:
        """What is seen where this colour lies on an opaque one."""
        a, b = self.alpha, 1 - self.alpha
        return Colour(
            a * self.red + b * ground.red,
            a * self.green + b * ground.green,
            a * self.blue + b * ground.blue,
        )

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
        red, green, blue = (
            x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4
            for x in (channel / 255 for channel in self[:3])
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(channel):02x}" for channel in self[:3])


WHITE: Final = Colour(255, 255, 255)
BLACK: Final = Colour(0, 0, 0)
CLEAR: Final = Colour(0, 0, 0, 0.0)


@lru_cache(maxsize=256)
def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Colour, ground: Colour, wanted: float) -> Colour:
    """The colour nearest to `colour` on its way to black or white that reaches `wanted` there."""
    goal = max((BLACK, WHITE), key=lambda end: contrast(end, ground))
    steps = (goal._replace(alpha=step / 20).over(colour) for step in range(1, 21))
    rounded = (Colour(round(c.red), round(c.green), round(c.blue)) for c in steps)
    return next((c for c in rounded if contrast(c, ground) >= wanted), goal)


@lru_cache(maxsize=256)
def colour_of(text: str) -> Colour | None:
    """`#abc`, `rgb(...)`, `hsl(...)`, a name or `transparent`; None for anything else."""
    text = text.strip().lower()
    if text.startswith("#"):
        return _hex(text[1:])
    if text == "transparent":
        return CLEAR
    if found := _function().fullmatch(text):
        return _from_function(found[1], _number().findall(found[2]))
    packed = _names().get(text)
    return None if packed is None else _hex(packed)


def colour_of_attribute(text: str) -> Colour | None:
    """As `bgcolor` and `color` attributes have it: the `#` may be missing."""
    found = colour_of(text)
    return found or (_hex(text.strip().lower()) if len(text.strip()) == 6 else None)


def _hex(digits: str) -> Colour | None:
    if not _digits().fullmatch(digits):
        return None
    if len(digits) in (3, 4):
        digits = "".join(d + d for d in digits)
    if len(digits) not in (6, 8):
        return None
    red, green, blue, alpha = (int((digits + "ff")[i : i + 2], 16) for i in (0, 2, 4, 6))
    return Colour(red, green, blue, alpha / 255)


def _from_function(name: str, parts: list[tuple[str, str]]) -> Colour | None:
    if len(parts) not in (3, 4):
        return None
    values = [float(number) for number, _ in parts]
    alpha = 1.0
    if len(parts) == 4:
        alpha = min(1.0, max(0.0, values[3] / 100 if parts[3][1] == "%" else values[3]))
    if name == "rgb":
        scaled = (
            v * 2.55 if unit == "%" else v for v, (_, unit) in zip(values, parts, strict=True)
        )
        red, green, blue = [min(255.0, max(0.0, v)) for v in scaled][:3]
        return Colour(red, green, blue, alpha)
    from colorsys import hls_to_rgb

    saturation, lightness = (min(1.0, max(0.0, v / 100)) for v in values[1:3])
    red, green, blue = hls_to_rgb(values[0] % 360 / 360, lightness, saturation)
    return Colour(red * 255, green * 255, blue * 255, alpha)


@cache
def _digits() -> re.Pattern[str]:
    return re.compile("[0-9a-f]{3,8}")


@cache
def _function() -> re.Pattern[str]:
    return re.compile(r"(rgb|hsl)a?\(([^()]{3,80})\)")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))(%|deg)?")


@cache
def _names() -> dict[str, str]:
    words = _NAMES.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_NAMES: Final = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue
6495ed cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod
b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b
darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise
00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969
dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff
gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000
greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082
ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon
fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray
d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 lightsalmon ffa07a lightseagreen
20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de
lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon 800000
mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen
3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred
c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead
navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid
da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093
papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple
800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0
skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f
steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet
ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
"""
"""The names of CSS Color 4, each before its value."""
