"""Words: tokens with their offsets, and the folding that phrases are compared in."""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:['’´][^\W_]+)*|[^\w\s]")
_ASCII_TOKEN = re.compile(r"[0-9a-z]+(?:'[0-9a-z]+)*|[^\s_]")  # the same in a folded ASCII text
_WORD = re.compile(r"[^\W_]+(?:['’´\-][^\W_]+)*")
_ACCENTS = (("á", "a"), ("é", "e"), ("í", "i"), ("ó", "o"), ("ú", "u"), ("ü", "u"), ("’", "'"))


class Token(NamedTuple):
    start: int
    end: int
    norm: str


def fold(text: str) -> str:
    """`text` in lower case without acute accents or diaereses, as long as `text`.

    People who type fast leave the accents out; `ñ` is another letter and stays.
    """
    low = text.lower()
    if len(low) != len(text):  # only U+0130 grows when lowered
        low = text.replace("İ", "i").lower()
    if not low.isascii():
        for accented, plain in _ACCENTS:
            low = low.replace(accented, plain)
    return low


def spans(folded: str, norms: list[str], start: int) -> list[tuple[int, int]]:
    """The offsets of `norms`, the tokens of `folded` from `start` on.

    What lies between tokens is white space and underscores, which no token holds, so the next
    place of a token's text is the token: cheaper than matching again.
    """
    found = []
    find, at = folded.find, start
    for norm in norms:
        begin = find(norm, at)
        at = begin + len(norm)
        found.append((begin, at))
    return found


def norms(folded: str, start: int, end: int) -> list[str]:
    """The tokens of `folded[start:end]` without their offsets: several times faster."""
    pattern = _ASCII_TOKEN if folded.isascii() else _TOKEN
    return pattern.findall(folded, start, end)


def words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of `text[start:end]` as a person counts them: hyphenated words are one."""
    return _WORD.findall(text, start, len(text) if end is None else end)
