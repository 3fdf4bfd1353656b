"""Which lines of a body no person wrote for this reader: notices, list footers, ads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import segment_marks as marks
from .segment_lines import Lines, is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRAPPERS: Final = "*_-=<>\"'([« "
_READ: Final = 12  # lines of a paragraph in which the words of the law are looked for
_SHORT: Final = 60  # a notice begins a paragraph or stands under a short line of a signature


def mark_footers(lines: Lines, kinds: list[str]) -> None:
    """Write "disclaimer" into `kinds`; a list's footer also where a quote was seen."""
    texts = lines.texts
    for i in lines.starting("[-AaSs"):
        text = texts[i]
        if text[:2].lower() in marks.SCRUBBED_HEADS:
            _scrubbed(texts, kinds, i)
    for i in lines.starting("_-=*"):
        if i + 1 < len(texts) and "ist" in texts[i + 1] and is_rule(texts[i]):
            _list_footer(texts, kinds, i)
    for i in _candidates(texts, kinds):
        if not kinds[i] and _is_notice(texts, kinds, i):
            _mark_notice(texts, kinds, i)


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
    if len(texts[at]) < 10 or "mailing list" not in texts[at + 1][:120].lower():
        return
    while at < len(texts) and texts[at] and texts[at][0] != ">" and kinds[at] != "disclaimer":
        kinds[at] = "disclaimer"
        at += 1


def _candidates(texts: Sequence[str], kinds: Sequence[str]) -> list[int]:
    """Lines with which a notice may begin, by their first letters: many, but cheap to find."""
    found = []
    above = ""
    for i, text in enumerate(texts):
        if text and not kinds[i] and len(above) < _SHORT:
            head = text[:4].lower()
            if head in marks.AD_HEADS or head[:3] in marks.LEGAL_HEADS or head[0] in _WRAPPERS:
                found.append(i)
        above = text
    return found


def _is_notice(texts: Sequence[str], kinds: Sequence[str], i: int) -> bool:
    head = texts[i][:200].lower().lstrip(_WRAPPERS)
    if head[:4] in marks.AD_HEADS and head.startswith(marks.AD_STARTS):
        return True
    if head[:3] not in marks.LEGAL_HEADS or not marks.legal_start().match(head):
        return False
    return _legal(texts[i : _past(texts, kinds, i, _READ)])


def _past(texts: Sequence[str], kinds: Sequence[str], i: int, most: int | None = None) -> int:
    """The line after the paragraph of line `i`, or after the rule that closes a box."""
    start = i
    end = len(texts) if most is None else min(len(texts), i + most)
    while i < end and texts[i] and not kinds[i]:
        i += 1
        if i - start > 1 and is_rule(texts[i - 1]):
            break
    return i


def _mark_notice(texts: Sequence[str], kinds: list[str], start: int) -> None:
    """Mark a notice, the rule above it, and the paragraphs below that carry on in its tone."""
    above = start - 1
    while above > 0 and not texts[above]:
        above -= 1
    if above >= 0 and is_rule(texts[above]) and not kinds[above]:
        kinds[above] = "disclaimer"
    while start < len(texts):
        past = _past(texts, kinds, start)
        for i in range(start, past):
            kinds[i] = "disclaimer"
        start = past
        while start < len(texts) and not texts[start]:
            start += 1
        if start == len(texts) or kinds[start] or start == past:
            return
        if not _legal(texts[start : _past(texts, kinds, start, _READ)], follows=True):
            return


def _legal(paragraph: Sequence[str], follows: bool = False) -> bool:
    """Whether the words of the law are dense enough in (the first lines of) a paragraph.

    `follows`: the paragraph comes right after such a notice.
    """
    low = " ".join(paragraph)[:1500].lower()
    if len(low) < 130 and low.lstrip(_WRAPPERS).startswith(marks.LEGAL_TITLES):
        return True
    terms = sum(term in low for term in marks.LEGAL_TERMS)
    return terms >= 3 or (terms == 2 and len(low) < 400) or (terms == 1 and follows)
