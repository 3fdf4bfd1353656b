"""Sign-off and signature at the bottom of what the writer wrote.

Works from the last line upwards. A *stretch* is a run of lines that nobody else wrote: a reply
with answers between quotes has several. Lines are marked in `kinds`; where one line holds two
parts ("Cheers, Bob"), `splits` notes the offset and kind of the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import segment_marks as marks
from .segment_lines import is_rule
from .segment_names import is_sender, looks_named
from .segment_signoff import SignOff, sign_off

if TYPE_CHECKING:
    from collections.abc import Sequence

_REACH: Final = 30  # how many lines from the end a sign-off of any length may stand
_FAR: Final = 400  # and a short one, above pasted code or a long afterthought
_BLOCK: Final = 18  # how many lines an unmarked signature may have
_DELIMITED: Final = 30  # and one below "-- "

Splits = dict[int, list[tuple[int, str]]]


def mark_closing(
    texts: Sequence[str],
    kinds: list[str],
    splits: Splits,
    lines: list[int],
    sender: Sequence[str],
    final: bool,
) -> None:
    """Mark sign-off and signature among `lines`, the undecided ones of one stretch.

    `sender` are the folded words of the writer's name; `final` says that no stretch follows:
    only there a signature by somebody else's name is believed.
    """
    lines = _mobile(texts, kinds, _delimited(texts, kinds, lines))
    if not lines:
        return
    found = _find(texts, kinds, splits, lines, sender)
    if found is None:
        _unmarked(texts, kinds, lines, sender, final)
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


def _delimited(texts: Sequence[str], kinds: list[str], lines: list[int]) -> list[int]:
    """Mark what follows "-- " as signature; return the lines above it."""
    low = max(0, len(lines) - 1 - _DELIMITED)
    for n in range(low, len(lines)):
        text = texts[lines[n]]
        if text[0] not in "-—_=*#" or not (text in ("--", "—", "__") or is_rule(text)):
            continue
        below = lines[n + 1 :]
        prose = sum(_prose(texts[i]) for i in below)
        if text == "--":
            if prose > 4 and len(below) > 8:
                continue
        elif (
            not below
            or prose
            or len(below) > _BLOCK
            or not any(_contact(texts[i]) or looks_named(texts[i]) for i in below)
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


def _contact(text: str) -> bool:
    low = text[:160].lower()
    if "@" in low:
        return True
    for word in marks.CONTACT_WORDS:
        if word in low:
            return True
    return marks.phone().search(low) is not None


def _prose(text: str) -> bool:
    """Whether a line is running text, not part of a name, post or address."""
    if len(text) > 110 or _code(text):
        return True
    if text[0] == "*" and text[-1] == "*":
        return False  # a line in bold
    words = text.split()
    if len(words) < 4:
        return len(words) > 1 and text[-1] in "?:" and not _contact(text)
    long = capitals = 0
    for word in words:
        if len(word) > 3 and word[0].isalpha():
            long += 1
            capitals += word[0].isupper()
    if 2 * capitals >= long and not (text[-1] in ".?!" and len(words) > 9):
        return False
    return not _contact(text) or (len(words) > 8 and 3 * capitals < long)


def _code(text: str) -> bool:
    return text[0] == ">" or "<-" in text or '("' in text or text[-1] in "{};"


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
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - _FAR), -1):
        i = lines[n]
        text = texts[i]
        if (prose or n < near) and len(text) > 60:
            prose = True
            continue
        form = sign_off(text, sender)
        if form is not None and not _wrapped(texts, i):
            if not prose and not (form.thanks_only and len(lines) - n > _BLOCK):
                if n or not form.thanks_only or form.name_at < 0 or form.name_at < 12:
                    return n, form
            elif form.thanks_only:
                below = texts[lines[n + 1]] if n + 1 < len(lines) else ""
                name = text[form.name_at :] if form.name_at >= 0 else below
                if len(name) < 40 and is_sender(name.split(), sender):
                    return n, form
            elif not texts[i + 1] or looks_named(texts[i + 1], sender):
                return n, form
        if not prose:
            tail = _tail(text, sender)
            if tail is not None:
                at, form = tail
                kinds[i] = "body"
                splits[i] = [(at, "closing")]
                return n, form._replace(name_at=form.name_at + at if form.name_at >= 0 else -1)
            prose = _prose(text)
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
        if first[:4].lower().startswith(marks.AFTERWORD) or _code(first):
            return
        prose = sum(_prose(texts[i]) for i in below[n:past])
        opens = looks_named(first, sender) or _contact(first)
        if 2 * prose > past - n and not (opens or (named and first[0] in "\"'«“*")):
            return
        if prose and not named and not opens:
            return
        for i in below[n:past]:
            kinds[i] = "signature"
        named = True
        n = past


def _unmarked(
    texts: Sequence[str], kinds: list[str], lines: list[int], sender: Sequence[str], final: bool
) -> None:
    """A signature without sign-off: the writer's name near the end, or a name and contacts."""
    start = -1
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - _BLOCK), -1):
        text = texts[lines[n]]
        if sender and len(text) < 80 and text[0] not in "¿¡" and _signed(text, sender):
            start = n
            if n and not texts[lines[n] - 1]:
                break
        elif (start >= 0 and not texts[lines[n] + 1]) or (
            (text[-1] in "?:" or _prose(text)) and text[0] not in '"“«'
        ):
            break
    if start < 0 and final:
        start = _nameless(texts, lines)
    if start < 0:
        _alone(texts, kinds, lines, sender)
        return
    if start == 0 and lines[0] == 0:
        return
    if start and is_rule(texts[lines[start - 1]]):
        start -= 1
    for i in lines[start:]:
        if i and not texts[i - 1] and texts[i][:4].lower().startswith(marks.AFTERWORD):
            return
        kinds[i] = "signature"


def _signed(text: str, sender: Sequence[str]) -> bool:
    """Whether a line begins with the sender's name: "Ana Ruiz", "Ana Ruiz, directora"."""
    for mark in (",", " - ", " – ", "|", "("):
        text = text.partition(mark)[0]
    return is_sender(text.split(), sender)


def _alone(texts: Sequence[str], kinds: list[str], lines: list[int], sender: Sequence[str]) -> None:
    """Mark the writer's name between blank lines, above an afterthought or pasted output."""
    for n in range(len(lines) - 2, max(0, len(lines) - _FAR), -1):
        i = lines[n]
        text = texts[i]
        if len(text) < 40 and text[-1] not in ":?!" and not texts[i - 1] and not texts[i + 1]:
            words = text.split()
            if len(words) < 4 and len(text) > 2 and is_sender(words, sender):
                kinds[i] = "signature"
                return


def _nameless(texts: Sequence[str], lines: list[int]) -> int:
    """Where a signature by somebody whose name isn't in the headers begins, or -1."""
    past = len(lines) - 1
    floor = max(0, len(lines) - _BLOCK)
    while past > floor and lines[past - 1] == lines[past] - 1:
        past -= 1
    head = texts[lines[past]]
    group = lines[past:]
    if past and looks_named(head) and head[-1] not in ".?!:":
        if len(group) == 1:
            return past if len(head.split()) <= 3 and len(head) < 30 else -1
        if any(_contact(texts[i]) for i in group) and not any(_prose(texts[i]) for i in group):
            return past
    last = texts[lines[-1]]
    if len(group) > 1 and len(last) < 24 and looks_named(last) and last[-1] not in ".?!:":
        return len(lines) - 1 if texts[lines[-2]][-1] in ".?!)" else -1
    return -1
