"""Sign-off and signature at the bottom of what the writer wrote.

Works from the last line upwards. A *stretch* is a run of lines that nobody else wrote: a reply
with answers between quotes has several. Lines are marked in `kinds`; where one line holds two
parts ("Cheers, Bob"), `splits` notes the offset and kind of the second.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from . import marks
from .formulas import SignOff, sign_off
from .names import is_sender, looks_named
from .signature import BLOCK, FAR, PART, is_code, is_contact, is_prose, mark_unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH: Final = 30  # how many lines from the end a sign-off of any length may stand
_DELIMITED: Final = 30  # and one below "-- "

Splits = dict[int, list[tuple[int, str]]]


def mark_closing(
    texts: Sequence[str],
    kinds: list[str],
    splits: Splits,
    lines: list[int],
    sender: Sequence[str],
    rules: Sequence[int],
    final: bool,
) -> None:
    """Mark sign-off and signature among `lines`, the undecided ones of one stretch.

    `sender` are the folded words of the writer's name, `rules` those of `Lines`; `final` says
    that no stretch follows: only there a signature by somebody else's name is believed.
    """
    lines = _mobile(texts, kinds, _delimited(texts, kinds, lines, rules))
    if not lines:
        return
    found = _find(texts, kinds, splits, lines, sender)
    if found is None:
        mark_unmarked(texts, kinds, lines, sender, final)
        return
    at, form = found
    _sign(texts, kinds, lines[at + 1 :], form, sender)
    if form.name_at >= 0:
        splits.setdefault(lines[at], []).append((form.name_at, "signature"))
    if kinds[lines[at]]:  # the formula is only the end of this line
        return
    kinds[lines[at]] = "closing"
    for i in reversed(lines[max(0, at - 4) : at]):
        above = sign_off(texts[i])
        if above is None or above.name_at >= 0 or _wrapped(texts, i):
            break
        kinds[i] = "closing"


def _delimited(
    texts: Sequence[str], kinds: list[str], lines: list[int], rules: Sequence[int]
) -> list[int]:
    """Mark what follows "-- " as signature; return the lines above it."""
    low = max(0, len(lines) - 1 - _DELIMITED)
    for rule in rules[bisect_left(rules, lines[low]) : bisect_right(rules, lines[-1])]:
        if kinds[rule]:
            continue
        n = lines.index(rule, low)
        text = texts[rule]
        below = lines[n + 1 :]
        prose = sum(is_prose(texts[i]) for i in below)
        if text == "--":
            if prose > 4 and len(below) > 8:
                continue
        elif (
            not below
            or prose
            or len(below) > BLOCK
            or not any(is_contact(texts[i]) or looks_named(texts[i]) for i in below[:3])
        ):
            continue
        for i in lines[n:]:
            form = sign_off(texts[i])
            farewell = form is not None and form.name_at < 0 and not form.thanks_only
            kinds[i] = "closing" if farewell else "signature"
        return lines[:n]
    return lines


def _mobile(texts: Sequence[str], kinds: list[str], lines: list[int]) -> list[int]:
    """Mark "Sent from my iPhone" and what follows it; return the lines above."""
    for n in range(max(0, len(lines) - 4), len(lines)):
        text = texts[lines[n]]
        low = text[:40].lstrip("*_-<([ ").lower()
        if low[:4] in marks.MOBILE_HEADS and low.startswith(marks.MOBILE) and len(text) < 120:
            for i in lines[n:]:
                kinds[i] = "signature"
            return lines[:n]
    return lines


def _wrapped(texts: Sequence[str], i: int) -> bool:
    """Whether line `i` only continues the sentence of the line above."""
    if i == 0 or not texts[i - 1] or not texts[i][0].islower():
        return False
    return texts[i - 1][-1] not in ".?!:;)…" and len(texts[i - 1]) > 40


def _find(
    texts: Sequence[str], kinds: list[str], splits: Splits, lines: list[int], sender: Sequence[str]
) -> tuple[int, SignOff] | None:
    """The lowest sign-off with nothing but a signature, or an afterthought, below it."""
    prose = False
    near = len(lines) - _REACH
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - FAR), -1):
        i = lines[n]
        text = texts[i]
        if (prose or n < near) and len(text) > 60:
            prose = True
            continue
        form = sign_off(text, sender)
        below = texts[lines[n + 1]] if n + 1 < len(lines) else ""
        if form is not None and form.unsure and form.name_at < 0 and not looks_named(below):
            form = None
        if form is not None and not _wrapped(texts, i):
            if not prose and not (form.thanks_only and len(lines) - n > BLOCK):
                if n or not form.thanks_only or form.name_at < 0 or form.name_at < 12:
                    return n, form
            elif form.thanks_only:
                name = text[form.name_at :] if form.name_at >= 0 else below
                if len(name) < 40 and is_sender(name.split(), sender):
                    return n, form
                if n and name == below and len(name) < 30 and looks_named(name):
                    return n, form
            elif not texts[i + 1] or looks_named(texts[i + 1], sender):
                return n, form
        if not prose:
            tail = _tail(text, sender)
            if tail is not None:
                at, form = tail
                kinds[i] = "body"
                splits[i] = [(at, "closing")]
                if form.name_at >= 0:
                    form.name_at += at
                return n, form
            prose = is_prose(text)
    return None


def _tail(text: str, sender: Sequence[str]) -> tuple[int, SignOff] | None:
    """A farewell as the last sentence of a line of text: "Espero que te sirva. Un saludo."."""
    low = max(0, len(text) - 60)
    for mark in (". ", "! ", "? ", ") "):
        at = text.rfind(mark, low, len(text) - 1)
        while at > 0:
            start = at + 2 + len(text[at + 2 :]) - len(text[at + 2 :].lstrip())
            form = sign_off(text[start:], sender)
            if form is not None and (not form.thanks_only or form.name_at > 0):
                return start, form
            at = text.rfind(mark, low, at)
    return None


def _sign(
    texts: Sequence[str], kinds: list[str], below: list[int], form: SignOff, sender: Sequence[str]
) -> None:
    """Mark the paragraphs under the sign-off as signature, until one is running text."""
    named = form.name_at >= 0
    n = 0
    while n < len(below) and n < _DELIMITED:
        past = n + 1
        while past < len(below) and below[past] == below[past - 1] + 1:
            past += 1
        first = texts[below[n]]
        if first[:4].lower().startswith(marks.AFTERWORD) or is_code(first):
            return
        if n and any(texts[i][:2] in ("* ", "- ", "• ") for i in below[n:past]):
            return
        if n and first[-1] == ":" and not any(is_contact(texts[i]) for i in below[n:past]):
            return
        prose = sum(is_prose(texts[i]) for i in below[n:past])
        opens = looks_named(first, sender) or (is_contact(first) and not is_prose(first))
        if 2 * prose > past - n and not (opens or (named and first[0] in "\"'«“*")):
            return
        if prose and not named and not opens:
            return
        if past - n > BLOCK or prose > PART:
            past = n + 1  # a name, and then a table or text
        elif n and past - n > PART and not any(is_contact(texts[i]) for i in below[n:past]):
            return
        for i in below[n:past]:
            kinds[i] = "signature"
        if past == n + 1 and past < len(below) and below[past] == below[n] + 1:
            return
        named = True
        n = past
