"""What the program says of itself in Spanish: its help, its errors, what its commands tell.

The English text in the code is the key, as with gettext, so nothing is named twice and a plain run
in English knows nothing of this. A text with values in it is made where it arises, as an f-string,
and found again by its shape: "{}: no such folder" is any text that ends so. That costs a search
through some hundred shapes for each of the few lines that a run says, and spares every `raise` a
template with its values apart; a value may be such a text too ("known: ...", what the system says
of a file). tests/test_spanish.py holds that no text is missing.

The reports on drafts have their texts in `emailint.messages`: those follow the draft.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_DEEPEST: Final = 6  # texts within texts


@cache
def catalogue() -> dict[str, str]:
    """English -> Spanish; `{}` stands for a value, in the order of the English or as {1}."""
    from emailint.spanish import engines, errors, helps, hooks, told

    return {**helps.TEXTS, **errors.TEXTS, **hooks.TEXTS, **told.TEXTS, **engines.TEXTS}


def spanish(text: str, deepest: int = _DEEPEST) -> str:
    """`text` in Spanish, or as it is where the catalogue doesn't know it."""
    if (known := catalogue().get(text)) is not None and "{}" not in text:
        return known
    for pieces, said in _shapes() if deepest else ():
        values = _values(pieces, text)
        if values is not None:
            return said.format(*(spanish(value, deepest - 1) for value in values))
    return text


@cache
def _shapes() -> list[tuple[list[str], str]]:
    """The texts with values, cut at these: those that say most come first."""
    found = [(key.split("{}"), said) for key, said in catalogue().items() if "{}" in key]
    return sorted(found, key=lambda shape: -sum(map(len, shape[0])))


def _values(pieces: list[str], text: str) -> list[str] | None:
    """What stands in `text` between the pieces, in linear time; None if it has another shape."""
    first, *middle, last = pieces
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return None
    values = []
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(piece)
    return [*values, text[at:end]]
