"""Sentences of mail: prose with line breaks, lists, abbreviations, prices and addresses in it."""

from __future__ import annotations

import re
from typing import Final

from emailint.model import Span

# It begins with the one character that any end begins with: the search skips to the next such.
# The marks are looked for at their first one only: a million dots are one place, not a million.
_END = re.compile(
    r"[.!?…:\n](?:"
    r"(?<=[.!?…])(?<![.!?…].)[.!?…]*+[\"'»”’)\]*_]*+(?=\s|$)"
    r"|(?<=\n)[ \t]*+\n|(?<=:)(?=\n)"
    r"|(?<=[^\W\d_A-Z]{3}\.)(?=[A-ZÁÉÍÓÚ¿¡][a-zà-ÿ]*+\s)"  # an archive ate the space
    r"|(?<=\n)(?=[ \t]*+(?:[-*•–]|\d{1,2}[.)])[ \t])"
    r"|(?P<line>(?<=\n))(?=[ \t]{0,8}[¿¡\"«“]?[^\W\d_a-zà-ÿ]))"
)
_SHORT_LINE: Final = 45  # characters: prose that was wrapped has longer lines
_LAST_WORD: Final = r"[^\W_]+(?:\.[^\W_]+)*$"
_SHORT_WORD: Final = 2
_LAST_REACH: Final = 24
_ADDRESS_REACH: Final = 120
_LAST: Final = frozenset({"etc", "inc", "ltd", "co", "corp"})  # these may end a sentence too
_OPENING: Final = "¿¡\"'«“‘(["
_ABBREVIATIONS: Final = frozenset(
    [
        "sr",
        "sra",
        "srta",
        "dr",
        "dra",
        "d",
        "dña",
        "ud",
        "uds",
        "vd",
        "vds",
        "ej",
        "p.ej",
        "pág",
        "págs",
        "núm",
        "art",
        "avda",
        "tel",
        "ext",
        "dpto",
        "cía",
        "aprox",
        "etc",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "no",
        "nos",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "approx",
        "a.m",
        "p.m",
        "ee",
        "uu",
        "vol",
        "fig",
        "cf",
        "al",
        "jr",
        "resp",
        "ref",
        "atte",
        "gral",
        "admin",
        "máx",
        "mín",
    ]
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Sentences of `text[start:end]`, without the white space around them."""
    end = len(text) if end is None else end
    found: list[Span] = []
    begin = start
    for match in _END.finditer(text, start, end):
        mark = match.group()
        if match["line"] is not None and _goes_on(text, match.start()):
            continue
        if mark[0] == "." and not _ends(text, match.start(), match.end(), end):
            continue
        _append(found, text, begin, match.start() if mark[0] == "\n" else match.end())
        begin = match.end()
    _append(found, text, begin, end)
    return found


def _goes_on(text: str, at: int) -> bool:
    """Whether the line that ends at `at` was wrapped there: it is full, and no address ends it."""
    if at < _SHORT_LINE or text.find("\n", at - _SHORT_LINE, at) >= 0:
        return False
    last = text[max(0, at - _ADDRESS_REACH) : at].rsplit(None, 1)[-1:]
    return not last or "://" not in last[0]


def _ends(text: str, at: int, after: int, end: int) -> bool:
    """Whether the full stop at `at` ends a sentence and not an abbreviation or a list number."""
    rest = text[after : min(after + 40, end)].lstrip()
    small = rest.lstrip("(")[:1].islower()
    if small and text[after] != "\n":
        return False
    word = re.compile(_LAST_WORD).search(text, max(0, at - _LAST_REACH), at)
    if word is None or not rest:
        return True
    last = word.group()
    if small:  # who writes no capitals starts a line with the next sentence
        return len(last) > _SHORT_WORD and "." not in last and last.lower() not in _ABBREVIATIONS
    if last.isdigit() and at - len(last) in (0, text.rfind("\n", max(0, at - _LAST_REACH), at) + 1):
        return False  # "1. First item"
    if last.lower() in _ABBREVIATIONS:
        if text[word.start() - 1 : word.start()] == "/":
            return True  # "a day's Dth/d."
        return last.lower() in _LAST and (rest[0] in _OPENING or _is_apart(text, after, last))
    return not (len(last) == 1 and last.isupper())


def _is_apart(text: str, after: int, last: str) -> bool:
    """Whether a capital after "etc." or, with two spaces, after "Inc." starts a sentence."""
    gap = text[after : after + 2]
    start = text[after : after + 4].lstrip()[:1]
    return start.isupper() and (last.lower() == "etc" or gap == "  ")


def _append(found: list[Span], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        found.append(Span(begin, end))


def is_question(text: str, sentence: Span) -> bool:
    """Whether the sentence asks: it ends with a question mark that is one.

    Quotes and brackets may follow. Where a charset was lost "?" stands for anything: for a bullet,
    for quotes around a word, for the spaces of an indent.
    """
    end = sentence.end
    while end > sentence.start and text[end - 1] in _AFTER_MARK:
        end -= 1
    last = end
    while end > sentence.start and text[end - 1] == "?":
        end -= 1
    if end == last or end == sentence.start:
        return False
    if text[end - 1] == " " and last - end <= _MARKS:
        end -= 1  # "really ?"
    before = text[end - 1]
    if not (before.isalnum() or before in _BEFORE_MARK):
        return False
    part = text[max(sentence.start, end - _ASK_REACH) : end]
    if (part[0] == "?" and " " not in part) or not any(map(str.isalpha, part)):
        return False  # "?R6?", "15?"
    return "?" not in part[1:] or re.compile(_LOST).search(part, 1) is None


_AFTER_MARK: Final = "\"'»”’)].! "
_BEFORE_MARK: Final = "\"'»”’)]%$€*_`…"
_MARKS: Final = 3
_ASK_REACH: Final = 1_000  # characters of a sentence that are looked at for marks that are none
_LOST: Final = r"[\s(=\"]\?[^\s?]|[^\W\d_]\?[A-ZÁÉÍÓÚ]|\n[ \t]{0,80}\?"
