"""Which lines of a body no person wrote for this reader: notices, list footers, ads.

Judged by paragraph, and only where the body holds a word that every such text holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import segment_marks as marks
from .segment_lines import Lines, is_rule


def mark_footers(lines: Lines, kinds: list[str]) -> None:
    """Write "disclaimer" into `kinds`; a list's footer also where a quote was seen."""
    texts = lines.texts
    for i in lines.starting("[-AaSs"):
        text = texts[i]
        if text[:2].lower() in marks.SCRUBBED_HEADS:
            _scrubbed(texts, kinds, i)
    for i in lines.starting("_-=*"):
        if i + 1 < len(texts) and "mailing list" in texts[i + 1][:120].lower() and is_rule(texts[i]):
            _list_footer(texts, kinds, i)
    low = "\n".join([text for text, kind in zip(texts, kinds, strict=True) if not kind]).lower()
    if any([cue in low for cue in marks.FOOTER_CUES]):
        _notices(texts, kinds)


def _scrubbed(texts: Sequence[str], kinds: list[str], at: int) -> None:
    """What a list's software leaves in the place of a part that it took out."""
    if not texts[at][:60].lower().startswith(marks.SCRUBBED):
        return
    if texts[at][0] == "[" and texts[at][-1] != "]":
        return
    kinds[at] = "disclaimer"
    at += 1
    while at < len(texts) and texts[at][:9].lower().startswith(marks.SCRUBBED_FIELDS):
        kinds[at] = "disclaimer"
        at += 1


def _list_footer(texts: Sequence[str], kinds: list[str], at: int) -> None:
    """A rule, "X mailing list" and its addresses, up to the next blank line."""
    if len(texts[at]) < 10 or kinds[at] == "disclaimer":
        return
    while at < len(texts) and texts[at] and texts[at][0] != ">" and kinds[at] != "disclaimer":
        kinds[at] = "disclaimer"
        at += 1


def _notices(texts: Sequence[str], kinds: list[str]) -> None:
    first = -1
    above = False  # whether the paragraph above was a notice
    for i in range(len(texts) + 1):
        if i < len(texts) and texts[i] and not kinds[i]:
            if first < 0:
                first = i
        elif first >= 0:
            above = _notice(texts, kinds, first, i, above)
            first = -1


def _notice(texts: Sequence[str], kinds: list[str], first: int, past: int, above: bool) -> bool:
    """Mark the paragraph `first`..`past` from the line on where it becomes a notice."""
    start = -1
    for i in range(first, min(past, first + 40)):
        head = texts[i][:200].lower().lstrip("*_-=<>\"'([« ")
        if head[:4] in marks.AD_HEADS and head.startswith(marks.AD_STARTS):
            start = i
            break
        if "reserved" in head and "rights reserved" in head or "derechos reservados" in head:
            start = i
            break
        if head[:3] in marks.LEGAL_HEADS and marks.legal_start().match(head):
            if _legal(texts, i, past):
                start = i
                break
    if start < 0:
        if not above or not _legal(texts, first, past, follows=True):
            return False
        start = first
    while start > first and is_rule(texts[start - 1]):
        start -= 1
    for i in range(start, past):
        kinds[i] = "disclaimer"
        if i > start and is_rule(texts[i]) and not is_rule(texts[i - 1]):
            break  # a box of rules: what follows is a signature again
    if start == first:
        for i in range(first - 1, max(-1, first - 4), -1):
            if texts[i]:
                if is_rule(texts[i]) and not kinds[i] and (i == 0 or not texts[i - 1]):
                    kinds[i] = "disclaimer"
                break
    return True


def _legal(texts: Sequence[str], first: int, past: int, follows: bool = False) -> bool:
    """Whether the words of the law are dense enough, by the length of the paragraph.

    `follows`: the paragraph comes right after such a notice.
    """
    low = " ".join(texts[first : min(past, first + 12)])[:1500].lower()
    if len(low) < 130 and low.lstrip("*_- ").startswith(marks.LEGAL_TITLES):
        return True
    terms = sum(term in low for term in marks.LEGAL_TERMS)
    return terms >= 3 or (terms == 2 and len(low) < 400) or (terms == 1 and follows)
