"""Text for a terminal: harmless, measured in columns, coloured."""

from __future__ import annotations

from typing import Final

_STYLES: Final = {
    "error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "2",
    "good": "1;32", "removed": "31", "added": "32", "accent": "36",
}  # fmt: skip
_JOINER: Final = "\u200d"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)


def paint(text: str, style: str, color: bool) -> str:
    """`text` in a style of `_STYLES` if `color`."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color and text else text


def clean(text: str) -> str:
    """`text` on one line without characters that steer a terminal; as many characters as before.

    Escape sequences, line breaks and signs that turn the direction of writing would let a hostile
    draft forge the report. Characters stay one for one, so offsets still hold.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == _JOINER else _stand_in(c) for c in text)


def _stand_in(character: str) -> str:
    return " " if character.isspace() and character not in "\x1c\x1d\x1e\x1f\x85" else "�"


def columns(text: str) -> int:
    """How many columns a clean text takes: wide characters take two, combining ones none."""
    if text.isascii() or max(text) < "\u0300":  # no wide or combining character is below
        return len(text)
    from unicodedata import combining, east_asian_width

    taken = 0
    joined = False
    for c in text:
        if (
            joined
            or c == _JOINER
            or combining(c)
            or "\ufe00" <= c <= "\ufe0f"
            or ord(c) in _SKIN_TONES
        ):
            joined = c == _JOINER
            continue
        taken += 2 if east_asian_width(c) in "WF" else 1
    return taken


def clip(text: str, width: int) -> str:
    """A clean text cut to `width` columns, with an ellipsis where it was longer."""
    if len(text) <= 2 * width and columns(text) <= width:
        return text
    text = text[: width - 1]
    while columns(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def wrap(text: str, width: int, indent: str, first: str | None = None) -> str:
    """Words of a clean text in lines of `width` columns; `first` stands before the first line."""
    measure = len if columns(text) == len(text) else columns
    lines = [indent if first is None else first]
    taken = columns(lines[0])
    fresh = True
    for word in text.split():
        size = measure(word)
        if not fresh and taken + 1 + size > width:
            lines.append(indent)
            taken, fresh = len(indent), True
        lines[-1] += word if fresh else f" {word}"
        taken += size if fresh else size + 1
        fresh = False
    return "\n".join(lines)
