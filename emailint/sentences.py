"""Sentences of mail: prose with line breaks, lists, abbreviations, prices and addresses in it."""

from __future__ import annotations

import re
from typing import Final

from emailint.model import Span

_END = re.compile(
    r"[.!?…]+[\"'»”’)\]]*(?=\s|$)|\n[ \t]*\n|:(?=\n)|\n(?=[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t])"
    r"|\n(?=[ \t]{0,8}[¿¡\"«“]?[^\W\d_a-zà-ÿ])"
)
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_LAST_REACH: Final = 24
_OPENING: Final = "¿¡\"'«“‘(["
_ABBREVIATIONS: Final = frozenset(
    "sr sra srta dr dra d dña ud uds vd vds ej p.ej pág págs núm art avda tel ext dpto cía aprox "
    "etc mr mrs ms prof st vs e.g i.e eg ie no nos inc ltd co corp dept approx a.m p.m ee uu vol "
    "fig cf al jr resp ref atte gral admin máx mín".split()
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]`, without the white space around them."""
    end = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        mark = match.group()
        if mark == "\n" and _is_wrapped(text, match.start(), match.end(), begin):
            continue
        if mark[0] == "." and not _ends(text, match.start(), match.end(), end):
            continue
        _append(found, text, begin, match.start() if mark[0] == "\n" else match.end())
        begin = match.end()
    _append(found, text, begin, end)
    return found


def _is_wrapped(text: str, at: int, after: int, begin: int) -> bool:
    """Whether the line that ends at `at` is a full one, so that its sentence goes on below."""
    start = text.rfind("\n", max(begin - 1, at - _SHORT_LINE - 1, 0), at) + 1
    return start <= at - _SHORT_LINE and text[after : after + 1] not in _BULLETS


def _ends(text: str, at: int, after: int, end: int) -> bool:
    """Whether the full stop at `at` ends a sentence and not an abbreviation or a list number."""
    rest = text[after : min(after + 40, end)].lstrip()
    if rest and rest[0].islower():
        return False
    word = _LAST_WORD.search(text, max(0, at - _LAST_REACH), at)
    if word is None or not rest:
        return True
    last = word.group()
    if last.lower() in _ABBREVIATIONS:
        return rest[0] in _OPENING and last.lower() == "etc"
    return not (len(last) == 1 and last.isupper())


def _append(found: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append(Span(begin, end))


def is_question(text: str, sentence: Span) -> bool:
    """Whether the sentence ends with a question mark (quotes and brackets after it allowed)."""
    return text[max(sentence.start, sentence.end - 8) : sentence.end].rstrip("\"'»”’)].! ").endswith("?")
