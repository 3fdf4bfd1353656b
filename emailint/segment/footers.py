"""Which lines of a body no person wrote for this reader: notices, list footers, ads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import marks
from .lines import Lines, is_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRAPPERS: Final = "*_-=<>\"'([« "
_HEADS: Final = frozenset((*marks.LEGAL_HEADS, *marks.AD_HEADS))
_RULE: Final = 20  # a rule above an ad is longer than this
_AD: Final = 6  # and the ad has at most so many lines
_ARMOUR: Final = 60  # how many lines a signature by cryptography may have
_READ: Final = 12  # lines of a paragraph in which the words of the law are looked for
_SHORT: Final = 60  # a notice begins a paragraph or stands under a short line of a signature


def mark_footers(lines: Lines, kinds: list[str]) -> None:
    """Write "disclaimer" into `kinds`; a list's footer also where a quote was seen."""
    texts = lines.texts
    for i in lines.starting("[-AaSs<("):
        text = texts[i]
        if text[:2].lower() in marks.SCRUBBED_HEADS:
            _scrubbed(texts, kinds, i)
    for i in lines.rules:
        if i + 1 < len(texts) and "ist" in texts[i + 1]:
            _list_footer(texts, kinds, i)
    for i in lines.starting("_-"):
        if len(texts[i]) > _RULE and not kinds[i]:
            _ad(texts, kinds, i)
    for i in _candidates(texts, kinds, lines.filled):
        if not kinds[i] and _is_notice(texts, kinds, i):
            _mark_notice(texts, kinds, i)
    if "-" in lines.by_first:
        _attached(lines, kinds)


def _scrubbed(texts: Sequence[str], kinds: list[str], at: int) -> None:
    """What a list's software leaves in the place of a part that it took out."""
    if not texts[at][:60].lower().startswith(marks.SCRUBBED):
        return
    if texts[at][0] == "[" and texts[at][-1] != "]":
        return
    if kinds[at] and (texts[at][0] in "<(" or texts[at][11:14] == "PGP"):
        return
    kinds[at] = "disclaimer"
    if texts[at].startswith("-----BEGIN PGP SIGNATURE"):
        for end in range(at, min(at + _ARMOUR, len(texts))):
            if texts[end].startswith("-----END PGP"):
                kinds[at : end + 1] = ["disclaimer"] * (end + 1 - at)
                return
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


def _ad(texts: Sequence[str], kinds: list[str], at: int) -> None:
    """A rule, or "Yahoo! Groups Sponsor" in one, above some lines that name their sender."""
    sponsor = "groups sponsor" in texts[at].lower()
    if not sponsor and not is_rule(texts[at]):
        return
    past = at + 1
    while past < len(texts) and not texts[past]:
        past += 1
    top = past
    while past < len(texts) and texts[past] and not kinds[past] and past <= top + _AD:
        past += 1
        if past - top > 1 and is_rule(texts[past - 1]):
            break
    below = texts[top:past]
    if not 0 < len(below) <= _AD:
        return
    low = " ".join(below)[:800].lower()
    if sponsor or ("http" in low and any(name in low for name in marks.PROVIDERS)):
        for i in range(at, past):
            if texts[i]:
                kinds[i] = "disclaimer"


def _attached(lines: Lines, kinds: list[str]) -> None:
    """The names of the attachments, which a mail client has put at the very end."""
    texts = lines.texts
    ends = lines.filled
    n = len(ends)
    while n and not kinds[ends[n - 1]] and _is_file(texts[ends[n - 1]]):
        n -= 1
    if n and not texts[ends[n - 1]].endswith(":"):  # else the writer lists them
        for i in ends[n:]:
            kinds[i] = "disclaimer"


def _is_file(text: str) -> bool:
    name, dot, ending = text.rpartition(".")
    return (
        text[:2] == "- " and dot == "." and len(name) > 2 and ending.lower() in marks.FILE_ENDINGS
    )


def _candidates(texts: Sequence[str], kinds: Sequence[str], filled: Sequence[int]) -> list[int]:
    """Lines with which a notice may begin, by their first letters: many, but cheap to find."""
    return [
        i
        for i in filled
        if not kinds[i]
        and (texts[i][:3].lower() in _HEADS or texts[i][0] in _WRAPPERS)
        and (not i or len(texts[i - 1]) < _SHORT or is_rule(texts[i - 1]))
    ]


def _is_notice(texts: Sequence[str], kinds: Sequence[str], i: int) -> bool:
    head = texts[i][:200].lower().lstrip(_WRAPPERS)
    if head.startswith(marks.AD_HEADS.get(head[:3], ())):
        return True
    if not head.startswith(marks.LEGAL_HEADS.get(head[:3], ())):
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
    """Whether the words of the law are dense enough, by the length of the paragraph.

    `follows`: the paragraph comes right after such a notice.
    """
    low = " ".join(paragraph[:_READ])[:1500].lower()
    if len(low) < 130 and low.lstrip(_WRAPPERS).startswith(marks.LEGAL_TITLES):
        return True
    terms = sum(term in low for term in marks.LEGAL_TERMS)
    return terms >= 3 or (terms == 2 and len(low) < 400) or (terms == 1 and follows)
