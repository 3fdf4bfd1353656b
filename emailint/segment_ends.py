"""The two ends of what the writer wrote: salutation above; sign-off and signature below.

A *stretch* is a run of lines that nobody else wrote: a reply with answers between quotes has
several. Lines are marked in `kinds`; where one line holds two parts ("Cheers, Bob"), the
second part's offset and kind are noted in `splits`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from . import segment_marks as marks
from .segment_forms import (
    HEAD,
    SignOff,
    greeting_end,
    is_sender,
    looks_named,
    name_greeting_end,
    sign_off,
)

_REACH: Final = 30  # how many lines from the end a sign-off may stand
_BLOCK: Final = 14  # how many lines an unmarked signature may have
_ABOVE: Final = 6  # how many short lines (place, date, address) may stand above a salutation

Splits = dict[int, tuple[int, str]]
Lines = list[int]


def mark_greeting(
    texts: Sequence[str], kinds: list[str], splits: Splits, lines: Lines, known: Collection[str]
) -> bool:
    """Mark the salutation at the top of the stretch; False if there is none."""
    found = False
    for n, i in enumerate(lines[:_ABOVE]):
        text = texts[i]
        end = greeting_end(text, known)
        if n and not found and (end < len(text) or text[-1] not in ",:"):
            end = 0  # below other lines, only an unmistakable one
        if not end and (n == 0 or (found and n < 3)):
            lonely = i + 1 >= len(texts) or not texts[i + 1]
            end = name_greeting_end(text, known, lenient=not known)
            if end == len(text) and not lonely and text[-1] not in ",:-–—":
                end = 0
            if found and end < len(text):
                end = 0
            if not end and n == 0 and lonely and len(lines) > 1 and _addressed(text, known):
                end = len(text)
        if not end:
            if found or len(text) > 60:
                break
            continue
        if end >= len(text) and n + 1 == len(lines) and not found and sign_off(text) is not None:
            break  # "Saludos a todos" and nothing else: a farewell
        kinds[i] = "greeting"
        found = True
        if end < len(text):
            at = end + len(text[end:]) - len(text[end:].lstrip())
            splits[i] = (at, "body")
            break
    return found


def _addressed(text: str, known: Collection[str]) -> bool:
    """A name without punctuation: known to be a recipient's, or one word with a capital."""
    words = text.split()
    if known and len(words) <= 4 and is_sender(words, known):
        return text[0].isupper()
    return len(words) == 1 and len(text) < 16 and text.isalpha() and looks_named(text) and not text.isupper()


def mark_closing(
    texts: Sequence[str],
    kinds: list[str],
    splits: Splits,
    lines: Lines,
    sender: Collection[str],
    final: bool,
) -> None:
    """Mark sign-off and signature at the bottom of the stretch (`lines`, undecided ones)."""
    lines = _delimited(texts, kinds, lines)
    lines = _mobile(texts, kinds, lines)
    if not lines:
        return
    found = _find(texts, kinds, splits, lines, sender)
    if found is None:
        _unmarked(texts, kinds, lines, sender, final)
        return
    at, form = found
    _sign(texts, kinds, lines, at, form, sender)
    _close(kinds, splits, lines[at], form)
    while at > 0 and lines[at] not in splits or (at > 0 and splits[lines[at]][1] != "closing"):
        at -= 1
        above = sign_off(texts[lines[at]])
        if above is None or above.name_at >= 0 or (kinds[lines[at]] == "greeting"):
            break
        if above.thanks_only and at and texts[lines[at] - 1] and _unfinished(texts[lines[at] - 1]):
            break
        kinds[lines[at]] = "closing"


def _close(kinds: list[str], splits: Splits, line: int, form: SignOff) -> None:
    kinds[line] = "closing"
    if form.name_at >= 0:
        splits[line] = (form.name_at, "signature")


def _delimited(texts: Sequence[str], kinds: list[str], lines: Lines) -> Lines:
    """Mark what follows "-- " as signature; return the lines above it."""
    for n, i in enumerate(lines):
        text = texts[i]
        if text[0] not in "-—_=*" or len(text) > 3 and not _is_rule(text):
            continue
        below = lines[n + 1 :]
        exact = text == "--"
        if not exact and not (text in ("---", "—", "-", "__", "___", "----") or len(text) >= 4):
            continue
        if len(below) > (30 if exact else 12):
            continue
        if not exact and any(_prose(texts[k]) for k in below):
            continue
        if not exact and not below:
            continue
        if exact and sum(_prose(texts[k]) for k in below) > 4 and len(below) > 8:
            continue
        if not exact and not any(_contact(texts[k]) or looks_named(texts[k]) for k in below):
            continue
        for k in (i, *below):
            kinds[k] = "signature"
            form = sign_off(texts[k])
            if form is not None and form.name_at < 0 and not form.thanks_only:
                kinds[k] = "closing"
        return lines[:n]
    return lines


def _is_rule(text: str) -> bool:
    return len(set(text[:200])) == 1


def _mobile(texts: Sequence[str], kinds: list[str], lines: Lines) -> Lines:
    for n in range(max(0, len(lines) - 4), len(lines)):
        low = texts[lines[n]][:60].lower().lstrip("*_-<([ ")
        if low.startswith(marks.MOBILE) and len(texts[lines[n]]) < 120:
            for i in lines[n:]:
                kinds[i] = "signature"
            return lines[:n]
    return lines


def _contact(text: str) -> bool:
    low = text[:HEAD].lower()
    if "@" in low or any(word in low for word in marks.CONTACT_WORDS):
        return True
    return marks.phone().search(low) is not None


def _prose(text: str) -> bool:
    """Whether a line is running text, not part of a name, post or address."""
    if len(text) > 110:
        return True
    words = text.split()
    if len(words) < 4:
        return len(words) > 1 and text[-1] in "?:" and not _contact(text)
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    if 2 * capitals >= len(long) and not (text[-1] in ".?!" and len(words) > 9):
        return False
    return not _contact(text) or (len(words) > 8 and 3 * capitals < len(long))


def _unfinished(text: str) -> bool:
    return text[-1] not in ".?!:;)…" and len(text) > 40


def _find(
    texts: Sequence[str], kinds: list[str], splits: Splits, lines: Lines, sender: Collection[str]
) -> tuple[int, SignOff] | None:
    """The lowest line that is a sign-off with nothing but a signature (or afterthought) below."""
    prose = 0
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - _REACH), -1):
        i = lines[n]
        text = texts[i]
        if kinds[i]:
            break
        form = sign_off(text, sender)
        if form is not None and not _wrapped(texts, i) and _may_close(texts, lines, n, form, prose):
            return n, form
        if form is None and prose == 0 and n and (tail := _tail(text, sender)) is not None:
            at, form = tail
            splits[i] = (at, "closing")
            kinds[i] = "body"
            if form.name_at < 0:
                return n, SignOff(len(text), -2, form.thanks_only)
        prose += _prose(text) if form is None else 0
    return None


def _wrapped(texts: Sequence[str], i: int) -> bool:
    """Whether line `i` only continues the sentence of the line above."""
    return i > 0 and bool(texts[i - 1]) and texts[i][0].islower() and _unfinished(texts[i - 1])


def _may_close(texts: Sequence[str], lines: Lines, n: int, form: SignOff, prose: int) -> bool:
    below = lines[n + 1 :]
    if form.thanks_only:
        if n == 0 and len(texts[lines[n]]) > 12 and form.name_at >= 0:
            return False  # "Thanks for this, Bob." as the whole answer
        return prose == 0 and len(below) <= _BLOCK
    if prose == 0:
        return True
    first = texts[below[0]] if below else ""
    return not texts[lines[n] + 1] or looks_named(first)


def _tail(text: str, sender: Collection[str]) -> tuple[int, SignOff] | None:
    """A farewell as the last sentence of a line of text: "Espero que te sirva. Un saludo."."""
    for mark in (". ", "! ", "? ", ") "):
        at = text.rfind(mark, max(0, len(text) - 60), len(text) - 1)
        while at > 0:
            form = sign_off(text[at + 2 :].lstrip(), sender)
            if form is not None and not form.thanks_only:
                return at + 2, form
            at = text.rfind(mark, max(0, len(text) - 60), at)
    return None


def _sign(
    texts: Sequence[str], kinds: list[str], lines: Lines, at: int, form: SignOff, sender: Collection[str]
) -> None:
    """Mark the signature under the sign-off: its paragraphs, as long as none is running text."""
    below = lines[at + 1 :]
    n = 0
    named = form.name_at >= 0
    while n < len(below) and n < 25:
        past = n + 1
        while past < len(below) and texts[below[past] - 1]:
            past += 1
        group = below[n:past]
        prose = sum(_prose(texts[i]) for i in group)
        first = texts[group[0]]
        if _afterword(first) or (prose and (named and not _quoted(first) or not (looks_named(first, sender) or _contact(first))) and prose * 2 > len(group)):
            return
        if prose and n == 0 and not named and not looks_named(first, sender):
            return
        for i in group:
            kinds[i] = "signature"
        named = True
        n = past


def _afterword(text: str) -> bool:
    return text[:4].lower().startswith(("pd:", "pd.", "p.d", "ps:", "ps.", "p.s", "pd ", "ps ", "nb:", "p.p", "nota"))


def _quoted(text: str) -> bool:
    return text[0] in "\"'«“*_"


def _unmarked(
    texts: Sequence[str], kinds: list[str], lines: Lines, sender: Collection[str], final: bool
) -> None:
    """A signature without sign-off: the writer's name near the end, or a block of contacts."""
    low = max(0, len(lines) - _BLOCK)
    start = -1
    contacts = 0
    for n in range(len(lines) - 1, low - 1, -1):
        text = texts[lines[n]]
        if kinds[lines[n]]:
            break
        if sender and len(text) < 60 and is_sender(text.split(), sender) and text[0] not in "¿¡":
            start = n
            if n and not texts[lines[n] - 1]:
                break
            continue
        if start >= 0 and texts[lines[n] + 1]:
            break
        if _prose(text) or text[-1] in "?:":
            break
        contacts += _contact(text)
    if start < 0 and final:
        start = _nameless(texts, kinds, lines, low)
    if start > 0 or (start == 0 and (len(lines) > 1 or any(kinds[i] for i in range(lines[0])))):
        while start > 1 and _is_rule(texts[lines[start - 1]]) and texts[lines[start - 1]][0] in "_-*=#":
            start -= 1
        for i in lines[start:]:
            kinds[i] = "signature"


def _nameless(texts: Sequence[str], kinds: list[str], lines: Lines, low: int) -> int:
    """Where a signature by somebody whose name isn't in the headers begins, or -1."""
    last = lines[-1]
    past = len(lines) - 1
    while past > low and texts[lines[past] - 1] and not kinds[lines[past - 1]]:
        past -= 1
    group = lines[past:]
    head = texts[lines[past]]
    if past == 0 or _prose(head) or not looks_named(head) or head[-1] in ".?!:":
        only = texts[last]
        above = texts[lines[-2]] if len(lines) > 1 else ""
        if len(group) > 1 and looks_named(only) and len(only) < 24 and above[-1] in ".?!)" and only[-1] not in ".?!:":
            return len(lines) - 1
        return -1
    if len(group) == 1:
        return past if len(head.split()) <= 3 and len(head) < 30 else -1
    contacts = sum(_contact(texts[i]) for i in group)
    prose = sum(_prose(texts[i]) for i in group)
    return past if contacts and not prose else -1
