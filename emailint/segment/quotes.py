"""Which lines of a body another person wrote: marked quotes, attributions, pasted mails.

Everything writes "quote" into `kinds`, one entry a line, and leaves "" where the writer of the
draft may have written the line.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from . import marks
from .lines import Lines, is_rule
from .pasted import mark_pasted

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOK_BACK: Final = 3  # an attribution is wrapped over at most this many lines more
_CAPITALS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # to import `string` compiles a pattern
_WRAPPED: Final = 56  # a line at least this long may have been wrapped by a mail client


_Attribution = tuple[int, int, bool]
"""Its first line, its last, and whether it is strong: names a date or an address."""


def mark_quotes(lines: Lines, kinds: list[str]) -> None:
    texts = lines.texts
    heads = _attributions(lines, kinds)
    _mark_lines(lines, kinds, heads[0][0] if heads else len(texts))
    for head in heads:
        _introduce(texts, kinds, head)
    mark_pasted(lines, kinds)


# --- lines with > or | ------------------------------------------------------------------------


def _mark_lines(lines: Lines, kinds: list[str], attributed: int) -> None:
    """`attributed`: the line of the first attribution. Above it, `>` may be a program's prompt."""
    texts = lines.texts
    marked = lines.starting(">")
    if "|" in lines.by_first:
        marked = sorted(marked + [i for i in lines.starting("|") if not _is_row(texts[i])])
    marked = [i for i in marked if not kinds[i]]
    if "> " in lines.body and (attributed < len(texts) or not marked):
        named = [
            i
            for i in lines.starting(_CAPITALS)
            if ">" in texts[i][1:14] and not kinds[i] and _by_name(texts[i])
        ]
        if named and (attributed < len(texts) or len(named) > 1):
            marked = sorted({*marked, *named})
    n = 0
    while n < len(marked):
        first = n
        if marked[n] < attributed:
            n += 1
            while n < len(marked) and not any(texts[marked[n - 1] + 1 : marked[n]]):
                n += 1
            if _typed([texts[i] for i in marked[first:n]]):
                continue
        else:
            n = len(marked)
        for i in marked[first:n]:
            kinds[i] = "quote"
    for lost in [above + 1 for above, below in pairwise(marked) if below == above + 2]:
        if kinds[lost - 1] and kinds[lost + 1]:
            _mend_wrap(texts, kinds, lost)


def _by_name(text: str) -> bool:
    """`AR> text`, `Ana>> text`."""
    mark, _, rest = text.partition(">")
    return mark.isalpha() and mark.isascii() and rest.lstrip(">")[:1] == " "


def _is_row(text: str) -> bool:
    return text[-1] == "|" and len(text) > 1  # of a table


@cache
def _console() -> re.Pattern[str]:
    """What follows `>` where somebody typed into a program (a bare word proves nothing)."""
    return re.compile(
        r"[#(+]|[\w.$:\"\[\]@]{1,60}\s?(?:\(|<-|=(?!=)|[-+*/^$%~]\s?[\w.(]|(?P<bare>$))"
        r"|(?:library|require|select|import|from|cd|ls|sudo|git|pip|npm|R CMD)\b|(?P<empty>$)"
    )


def _typed(block: Sequence[str]) -> bool:
    """Whether `>` lines without attribution are console input, or one escaped line."""
    if len(block) == 1 and block[0].startswith((">From ", "|")):
        return True
    code = prose = 0
    for text in block[:200]:
        inner = text[1:].lstrip()
        if text[0] != ">" or inner.startswith(">"):
            return False
        m = _console().match(inner[:200])
        if m is None:
            prose += 1
        elif m["bare"] is None and m["empty"] is None:
            code += 1
    return code > 2 * prose


def _mend_wrap(texts: Sequence[str], kinds: list[str], lost: int) -> None:
    """A quoted line that a client wrapped leaves its end without a mark between marked lines."""
    above = texts[lost - 1]
    if not texts[lost] or kinds[lost] or len(above) < _WRAPPED or above[-1] in ".?!:":
        return
    if texts[lost][0].islower() or len(texts[lost]) < 20:
        kinds[lost] = "quote"


# --- "On ..., X wrote:" -----------------------------------------------------------------------


_VERBS: Final = (
    "wrote", "writes", "has written", "escribio", "escribió", "escribiu", "escribe", "escreveu",
    "a écrit", "schrieb", "schreef", "skrev", "ha scritto", "scrisse", "va escriure", "ha escrit",
    "napsal", "napsala", "napsal(a)", "dijo", "said",
)  # fmt: skip


@cache
def _date_or_address() -> re.Pattern[str]:
    return re.compile(
        r"\d{1,2}:\d\d|\b(?:19|20)\d\d\b|\d[/.-]\d{1,2}[/.-]\d|\w@\w|<[^<>\s]{1,80}>"
        r"|\S (?:at|en) \w"
    )


def _attributions(lines: Lines, kinds: Sequence[str]) -> list[_Attribution]:
    texts = lines.texts
    found: list[_Attribution] = []
    floor = 0
    for i in lines.introducing:
        text = texts[i]
        if kinds[i] or len(text) > 300 or text[0] == ">":
            continue
        first = i
        if _ends_with_verb(text):
            if not _starts(text):
                for back in range(i - 1, max(floor, i - _LOOK_BACK) - 1, -1):
                    if not texts[back] or texts[back][0] == ">":
                        break
                    if _starts(texts[back]):
                        first = back
                        break
            whole = " ".join(texts[first : i + 1])[:600]
            strong = _date_or_address().search(whole) is not None
        elif _bare(text):
            strong = True
        elif i + 1 < len(texts) and _above_marks(texts, i):
            strong = False
            above = texts[i - 1] if i > floor else ""
            if above and above[0] != ">" and not _timed().search(text):
                first = i - (_timed().search(above[:120]) is not None)
        else:
            continue
        if first and is_rule(texts[first - 1]):
            first -= 1
        found.append((first, i, strong))
        floor = i + 1
    return found


@cache
def _timed() -> re.Pattern[str]:
    return re.compile(r"\d:\d\d")


def _above_marks(texts: Sequence[str], i: int) -> bool:
    """Whether line `i`, in whatever language, names a time or an address right above a mark."""
    below = texts[i + 1] or texts[min(i + 2, len(texts) - 1)]
    if below[:1] != ">":
        return False
    if texts[i] == ":" or ">" in texts[i][-5:] or (i and texts[i - 1][-1:] == ">"):
        return True
    return _timed().search(texts[i]) is not None


def _ends_with_verb(text: str) -> bool:
    """Whether a line ends in "X wrote:" or, as in German, in "schrieb X:"."""
    low = text[-120:].rstrip(":>*_ ").lower()
    if low.endswith(_VERBS):
        verb = next(verb for verb in _VERBS if low.endswith(verb))
        return not low[: -len(verb)][-1:].isalnum()
    return "schrieb " in low or "schreef " in low


def _starts(text: str) -> bool:
    return text[0].isdigit() or text[:16].lower().startswith(marks.ATTRIBUTION_STARTS)


def _bare(text: str) -> bool:
    """`2009/7/8 Ana Ruiz <ana@example.com>:` and `Quoting Ana Ruiz <ana@example.com>:`."""
    if text[0].isdigit():
        return text[-2:-1] == ">" and _date_or_address().search(text[:60]) is not None
    return text.lower().startswith(("quoting ", "citando a ", "mensaje citado por "))


def _introduce(texts: Sequence[str], kinds: list[str], head: _Attribution) -> None:
    """Make an attribution and what it introduces a quote, if it does introduce one.

    Without marks below, a strong one makes everything below a quote: the client sets it apart
    by indent or a line at its side, which the text has lost.
    """
    first, last, strong = head
    below = [i for i in range(last + 1, min(last + 6, len(texts))) if texts[i]][:3]
    until = next((i for i in below if kinds[i] == "quote"), -1)
    if until < 0:
        if not strong:
            return
        until = len(texts)
    for i in range(first, until):
        if texts[i] and not kinds[i]:
            kinds[i] = "quote"
