"""Where a mail client pasted another mail below the new one, without marking its lines.

Outlook, Lotus Notes and forwarded mails: from there on all is a quote.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from . import marks
from .lines import Lines, is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence


_NAME_COLUMN: Final = 30  # characters of a name or a date


def unflattened(body: str) -> str:
    """`body` with the mail pasted below on lines of its own, where a program took its line ends
    away: "Sent from my tablet.---- Original message ----From: ...". Each takes a dash's place."""
    cuts = (m for m in _dashed().finditer(body) if m[1].lower().startswith(marks.CUT_PHRASES))
    if (found := next(cuts, None)) is None:
        return body
    start = body.rfind("\n", 0, found.start()) + 1
    above = body[start : found.start() + 1].rstrip("-")
    headed = header_key(body[found.end() : found.end() + _NAME_COLUMN].lstrip())
    if not headed or not above.strip("-_*= \t") or above[0] == ">":
        return body
    for dash in (start + len(above), found.end() - 1):
        body = f"{body[:dash]}\n{body[dash + 1 :]}"
    return body


@cache
def _dashed() -> re.Pattern[str]:
    return re.compile(r"-- ?(\w[^\n-]{6,40}) ?--+")


def mark_pasted(lines: Lines, kinds: list[str]) -> None:
    """Write "quote" into `kinds` from the first pasted mail on.

    Where its lines are marked with ">" all the same and the writer has said nothing yet, only
    they and its headers are a quote: answers follow.
    """
    texts = lines.texts
    n = len(texts)
    # the line of an anchor -> the first line of the pasted part
    starts = {
        i: i
        for i in lines.starting("-_*=")
        if not kinds[i] and (_is_dashed(texts[i]) or _is_pasted(texts, i))
    }
    starts |= {
        i: i
        for i in lines.introducing
        if not kinds[i] and texts[i].lower().startswith(marks.CUT_SENTENCES)
    }
    if ">>> " in lines.body:
        starts |= {i: i for i in lines.starting(">") if _is_fenced(texts[i])}
    for i in lines.starting(marks.HEADER_LETTERS):
        if ":" in texts[i][:16] and not kinds[i]:
            top = _header_block(texts, kinds, i)
            if top >= 0:
                starts[i] = top
    written = seen = past = 0
    for anchor, start in sorted(starts.items(), key=lambda pair: pair[1]):
        if anchor < past:
            continue  # one of the headers just seen
        past = anchor + 1
        while past < n and (not texts[past] or header_key(texts[past])):
            past += 1
        while seen < start:
            written += bool(texts[seen] and not kinds[seen])
            seen += 1
        # More than a salutation stands above: then no answers stand below.
        marked = past < n and kinds[past] == "quote" and written < 2
        for i in range(start, past if marked else n):
            if texts[i] and (not marked or not kinds[i]):
                kinds[i] = "quote"
        if not marked:
            return


def _is_dashed(text: str) -> bool:
    if text[1:2] not in ("-", "_", "*", "=", " ") or len(text) > 300:
        return False
    inner = text.strip("-_*= \t").lower()
    return inner.startswith(marks.CUT_PHRASES) and len(inner) + 3 < len(text)


def _is_fenced(text: str) -> bool:
    """Whether GroupWise put it above the mail: ">>> Ana Ruiz 09/17/01 10:31AM >>>"."""
    return (
        text.startswith(">>> ")
        and text.endswith((" >>>", "M>>>"))
        and _dated().search(text[:200]) is not None
    )


def _is_pasted(texts: Sequence[str], i: int) -> bool:
    """Whether a rule, or words between dashes, stand above headers in whatever language."""
    text = texts[i]
    if not is_rule(text) and not (text.startswith("---") and text.endswith("---")):
        return False
    below = texts[i + 1 : i + 3]
    if len(below) < 2 or not all(":" in line[1:20] for line in below) or len(text) > 120:
        return False
    if not any("@" in line or "<" in line or " at " in line for line in texts[i + 1 : i + 5]):
        return False
    return not below[0].lower().startswith(marks.CONTACT_WORDS)


def header_key(text: str) -> str:
    """Which header a line begins ("from", "sent", "to", "cc", "subject"), or ""."""
    at = text.find(":", 0, 24)
    return marks.HEADER_NAMES.get(text[:at].strip("*_ \t").lower(), "") if at > 0 else ""


def _column_key(text: str) -> str:
    """Which header begins the right column of a line: beside them Notes prints name and date."""
    left, gap, right = text.partition("   ")
    return header_key(right.lstrip()) if gap and len(left) < _NAME_COLUMN else ""


def _header_block(texts: Sequence[str], kinds: Sequence[str], anchor: int) -> int:
    """The first line of the headers of a pasted mail around its Subject or Sent line, or -1."""
    key = header_key(texts[anchor])
    if key not in ("subject", "sent"):
        return -1
    keys = {key}
    top = anchor
    misses = 0
    columns = False
    for i in range(anchor - 1, max(-1, anchor - 15), -1):
        key = header_key(texts[i]) if texts[i] and not kinds[i] else ""
        if not key and texts[i] and not kinds[i]:
            key = _column_key(texts[i])
            columns = columns or bool(key)
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
    while columns and top and texts[top - 1] and not kinds[top - 1]:
        top -= 1  # a name that the column breaks
    return _above_headers(texts, kinds, top)


def _proves(text: str) -> bool:
    """Whether a header line looks like a mail's, not like "From: Madrid" of an itinerary."""
    return header_key(text) in ("sent", "subject") or "@" in text or "<" in text


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d")


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
