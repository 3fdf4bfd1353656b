"""Which lines of a body another person wrote: quotes and pasted mails.

`mark_quotes` writes "quote" into `kinds`, one entry a line, and leaves "" where the writer of
the draft may have written the line. `texts` are the lines without surrounding blanks; `low` is
the whole body in lower case: what can't occur in it isn't looked for line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from . import segment_marks as marks
from .segment_marks import is_rule, lines_with

_LOOK_BACK: Final = 3  # an attribution is wrapped over at most this many lines more
_WRAPPED: Final = 56  # a line at least this long may have been wrapped by a mail client


class _Attribution(NamedTuple):
    first: int
    last: int
    strong: bool  # it names a date or an address


def mark_quotes(texts: Sequence[str], kinds: list[str], low: str, firsts: set[str]) -> None:
    """`firsts` are the characters that lines begin with."""
    heads = _attributions(texts, kinds, low)
    if ">" in firsts or "|" in firsts or "> " in low:
        _mark_lines(texts, kinds, heads[0].first if heads else len(texts))
    for head in heads:
        _introduce(texts, kinds, head)
    for i in range(_cut(texts, kinds, low, firsts), len(texts)):
        if texts[i]:
            kinds[i] = "quote"


# --- lines with > or | ------------------------------------------------------------------------


def _mark_lines(texts: Sequence[str], kinds: list[str], attributed: int) -> None:
    """`attributed`: the line of the first attribution. Above it, `>` may be a program's prompt."""
    i, n = 0, len(texts)
    while i < n:
        text = texts[i]
        if not text or kinds[i] or not (text[0] in ">|" or ">" in text[1:14]) or not _marked(text):
            i += 1
            continue
        j = end = i
        while j < n and (not texts[j] or (not kinds[j] and _marked(texts[j]))):
            j += 1
            if texts[j - 1]:
                end = j
        if i > attributed or not _typed(texts[i:end]):
            for k in range(i, end):
                if texts[k]:
                    kinds[k] = "quote"
            _mend_wrap(texts, kinds, i)
        i = j


@cache
def _named_mark() -> re.Pattern[str]:
    return re.compile(r"[A-Z][A-Za-z]{0,11}>+ ")


def _marked(text: str) -> bool:
    c = text[0]
    if c == ">":
        return True
    if c == "|":
        return text[-1] != "|" or len(text) == 1  # else a row of a table
    return ">" in text[1:14] and _named_mark().match(text) is not None


@cache
def _console() -> re.Pattern[str]:
    """What follows `>` where somebody typed into a program: code, or nothing."""
    return re.compile(
        r"$|[#(+]|[\w.$:\"\[\]@]{1,60}\s?(?:\(|<-|=(?!=)|[-+*/^$%~]\s?[\w.(]|$)"
        r"|(?:library|require|select|import|from|cd|ls|sudo|git|pip|npm|R CMD)\b"
    )


def _typed(block: Sequence[str]) -> bool:
    """Whether `>` lines without attribution are console input, or one escaped line."""
    if len(block) == 1 and block[0].startswith((">From ", "|")):
        return True
    code = prose = 0
    for text in block[:200]:
        inner = text[1:].lstrip()
        if not text:
            continue
        if text[0] != ">" or inner.startswith(">"):
            return False
        if _console().match(inner[:200]):
            code += bool(inner)
        else:
            prose += 1
    return code > 2 * prose


def _mend_wrap(texts: Sequence[str], kinds: list[str], start: int) -> None:
    """A quoted line that a client wrapped leaves its end without a mark between marked lines."""
    lost = start - 1
    if lost < 1 or not texts[lost] or kinds[lost] or kinds[lost - 1] != "quote":
        return
    above = texts[lost - 1]
    if len(above) >= _WRAPPED and above[-1] not in ".?!:":
        if texts[lost][0].islower() or len(texts[lost]) < 20:
            kinds[lost] = "quote"


# --- "On ..., X wrote:" -----------------------------------------------------------------------


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        r"(?:\b(?:wrote|writes|has written|escribi[oóu]|escribe|escreveu|a écrit|schrieb|schreef"
        r"|skrev|ha scritto|scrisse|va escriure|ha escrit|napsal\(?a?\)?|dijo|said)\s?:?"
        r"|\b(?:schrieb|schreef) [^:]{1,90}:)[\s>*_]{0,4}$",
        re.IGNORECASE,
    )


@cache
def _date_or_address() -> re.Pattern[str]:
    return re.compile(
        r"\d{1,2}:\d\d|\b(?:19|20)\d\d\b|\d[/.-]\d{1,2}[/.-]\d|\w@\w|<[^<>\s]{1,80}>|\S (?:at|en) \w"
    )


def _attributions(texts: Sequence[str], kinds: Sequence[str], low: str) -> list[_Attribution]:
    found: list[_Attribution] = []
    floor = 0
    for i in lines_with(low, marks.WROTE):
        text = texts[i]
        if kinds[i] or len(text) > 300 or text[0] == ">":
            continue
        first = i
        if _verb().search(text[-120:]) is not None:
            if not _starts(text):
                for back in range(i - 1, max(floor, i - _LOOK_BACK) - 1, -1):
                    if not texts[back] or texts[back][0] == ">":
                        break
                    if _starts(texts[back]):
                        first = back
                        break
            whole = " ".join(texts[first : i + 1])[:600]
            strong = _date_or_address().search(whole) is not None
            if not strong and text[-1] != ":":
                continue
        elif _bare(text):
            strong = True
        else:
            continue
        if first and is_rule(texts[first - 1]):
            first -= 1
        found.append(_Attribution(first, i, strong))
        floor = i + 1
    return found


def _starts(text: str) -> bool:
    return text[0].isdigit() or text[:16].lower().startswith(marks.ATTRIBUTION_STARTS)


def _bare(text: str) -> bool:
    """`2009/7/8 Ana Ruiz <ana@example.com>:` and `Quoting Ana Ruiz <ana@example.com>:`."""
    if text[-1] != ":":
        return False
    if text[0].isdigit():
        return text[-2:-1] == ">" and _date_or_address().search(text[:60]) is not None
    return text.lower().startswith(("quoting ", "citando a ", "mensaje citado por "))


def _introduce(texts: Sequence[str], kinds: list[str], head: _Attribution) -> None:
    """Make an attribution and what it introduces a quote, if it does introduce one.

    Without marks below, a strong one makes everything below a quote: the client sets it apart
    by indent or a line at its side, which the text has lost.
    """
    below = [i for i in range(head.last + 1, min(head.last + 6, len(texts))) if texts[i]][:3]
    until = next((i for i in below if kinds[i] == "quote"), -1)
    if until < 0:
        if not head.strong:
            return
        until = len(texts)
    for i in range(head.first, until):
        if texts[i] and not kinds[i]:
            kinds[i] = "quote"


# --- pasted mails: everything below -------------------------------------------------------------


def _cut(texts: Sequence[str], kinds: list[str], low: str, firsts: set[str]) -> int:
    """The line from which on all is a pasted mail; `len(texts)` if there is none."""
    n = len(texts)
    starts: dict[int, int] = {}  # line of the anchor -> first line of the pasted part
    if not firsts.isdisjoint("-_*="):
        for i in lines_with(low, marks.CUT_PHRASES):
            if not kinds[i] and _is_dashed(texts[i]):
                starts[i] = i
    for i in lines_with(low, marks.CUT_SENTENCES):
        if not kinds[i] and texts[i].lower().lstrip("-_* ").startswith(marks.CUT_SENTENCES):
            starts[i] = i
    for i in lines_with(low, marks.HEADER_ANCHORS):
        if not kinds[i] and (top := _header_block(texts, kinds, i)) >= 0:
            starts[i] = top
    for anchor, start in sorted(starts.items(), key=lambda pair: pair[1]):
        past = anchor + 1
        while past < n and (not texts[past] or header_key(texts[past])):
            past += 1
        if past == n or kinds[past] != "quote":
            return start
        for i in range(start, past):  # marked with > all the same: answers may follow
            if texts[i] and not kinds[i]:
                kinds[i] = "quote"
    return n


def _is_dashed(text: str) -> bool:
    if text[0] not in "-_*=" or len(text) > 300:
        return False
    inner = text.strip("-_*= \t").lower()
    return inner.startswith(marks.CUT_PHRASES) and len(inner) + 3 < len(text)


def header_key(text: str) -> str:
    """Which header a line begins ("from", "sent", "to", "cc", "subject"), or ""."""
    at = text.find(":", 0, 24)
    return marks.HEADER_NAMES.get(text[:at].strip("*_ \t").lower(), "") if at > 0 else ""


def _header_block(texts: Sequence[str], kinds: Sequence[str], anchor: int) -> int:
    """The first line of the headers of a pasted mail around its Subject or Sent line, or -1."""
    key = header_key(texts[anchor])
    if key not in ("subject", "sent"):
        return -1
    keys = {key}
    top = anchor
    misses = 0
    for i in range(anchor - 1, max(-1, anchor - 15), -1):
        key = header_key(texts[i]) if texts[i] and not kinds[i] else ""
        if key and key != "subject":
            top = i
            misses = 0
            keys.add(key)
        else:
            misses += 1
            if misses > 3 or kinds[i]:
                break
    for i in range(anchor + 1, min(anchor + 4, len(texts))):
        keys.add(header_key(texts[i]))
    if "from" not in keys and not {"to", "subject"} <= keys:
        return -1
    if len(keys - {""}) < 2 or not any(_proves(texts[i]) for i in range(top, anchor + 1)):
        return -1
    return _above_headers(texts, kinds, top)


def _proves(text: str) -> bool:
    """Whether a header line looks like a mail's, not like "From: Madrid" of an itinerary."""
    return header_key(text) in ("sent", "subject") or "@" in text or "<" in text


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4},? \d{1,2}:\d\d")


def _above_headers(texts: Sequence[str], kinds: Sequence[str], top: int) -> int:
    """Take in what Lotus Notes puts above its headers, name and date, and the rule of Outlook."""
    start = top
    dated = False
    for i in range(top - 1, max(-1, top - 6), -1):
        text = texts[i]
        if not text:
            continue
        if kinds[i]:
            break
        if is_rule(text) or text[:18].lower().startswith(("sent by:", "please respond to")):
            start = i
        elif not dated and _dated().search(text[:160]):
            dated, start = True, i
            if not text[0].isdigit():
                break
        elif dated and len(text) < 60:
            start = i
            break
        else:
            break
    return start
