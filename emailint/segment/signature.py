"""Signatures without a sign-off above: the writer's name, or a name and contacts, at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import marks
from .lines import is_rule
from .names import fold, is_sender, looks_named

if TYPE_CHECKING:
    from collections.abc import Sequence

FAR: Final = 400  # how far above pasted code or a long afterthought a signature may stand
BLOCK: Final = 18  # how many lines an unmarked signature may have
PART: Final = 8  # how many lines of text one may hold, and how many a part without a contact
_REACH: Final = 30  # how many lines from the end a block with the sender's full name may begin


def mark_unmarked(
    texts: Sequence[str], kinds: list[str], lines: list[int], sender: Sequence[str], final: bool
) -> None:
    """A signature without sign-off: the writer's name near the end, or a name and contacts."""
    start = -1
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - BLOCK), -1):
        text = texts[lines[n]]
        if sender and len(text) < 80 and text[0] not in "¿¡" and _signed(text, sender):
            start = n
            if n and not texts[lines[n] - 1]:
                break
        elif (start >= 0 and not texts[lines[n] + 1]) or (
            (text[-1] in "?:" or is_prose(text)) and text[0] not in '"“«'
        ):
            break
    if start < 0:
        start = _titled(texts, lines, sender)
        if start > 0 and len(texts[lines[start - 1]]) < 30:
            start -= _signed(texts[lines[start - 1]], sender)
    if start < 0 and final:
        start = _nameless(texts, lines)
    if start < 0:
        _alone(texts, kinds, lines, sender)
        return
    if start == 0 and lines[0] == 0 and len(lines) < 3:
        return
    if start and is_rule(texts[lines[start - 1]]):
        start -= 1
    for i in lines[start:]:
        if i and not texts[i - 1] and texts[i][:4].lower().startswith(marks.AFTERWORD):
            return
        kinds[i] = "signature"


def _signed(text: str, sender: Sequence[str]) -> bool:
    """Whether a line begins with the sender's name: "Ana Ruiz", "Ana Ruiz, directora"."""
    low = fold(text) if len(text) > 8 else ""
    if low and not any(name[:3] in low for name in sender):
        return False  # what most lines are told by
    for mark in (",", " - ", " – ", "|", "("):
        text = text.partition(mark)[0]
    return is_sender(text.split(), sender)


def _titled(texts: Sequence[str], lines: list[int], sender: Sequence[str]) -> int:
    """Where the sender's full name opens a block with contacts, whatever text ends it, or -1."""
    for n in range(len(lines) - 1, max(0, len(lines) - 1 - _REACH), -1):
        i = lines[n]
        text = texts[i]
        if texts[i - 1] or len(text) > 60 or i + 1 == len(texts) or not texts[i + 1]:
            continue
        if looks_named(text, sender):
            known = [word for word in text.split() if fold(word.strip(",.*")) in sender]
            if len(known) > 1 and _reachable(texts, lines[n + 1 : n + 1 + PART]):
                return n
    return -1


def _reachable(texts: Sequence[str], below: Sequence[int]) -> bool:
    """Whether a contact stands in the lines `below` a name, before any running text."""
    for i in below:
        if is_prose(texts[i]) or is_rule(texts[i]):
            return False
        if is_contact(texts[i]):
            return True
    return False


def _nameless(texts: Sequence[str], lines: list[int]) -> int:
    """Where a signature by somebody whose name isn't in the headers begins, or -1."""
    last = texts[lines[-1]]
    above = texts[lines[-2]] if len(lines) > 1 else ""
    joined = lines[-1] == lines[-2] + 1 if above else False
    ended = not joined or above[-1] in ".?!)"
    if last[0] in "-–—~" and len(last) < 16 and looks_named(last.title()):
        marked = above[:1] == last[0] or (last[1] == " " and not _given(last))
        return len(lines) - 1 if above and ended and not marked else -1  # "- Ed", "-g"
    start = _card(texts, lines)
    if start > 0 or (start == 0 and len(lines) > 2):
        return start
    if not above or not looks_named(last) or last[-1] in ".?!:":
        return -1
    words = last.split()
    if not joined:
        return len(lines) - 1 if len(words) <= 3 and len(last) < 30 else -1
    if len(last) < 24 and (ended or (len(above.split()) > 4 and _given(last))):
        return len(lines) - 1
    return -1


def _card(texts: Sequence[str], lines: list[int]) -> int:
    """Where name, post, firm, street and telephone at the end begin, or -1."""
    start = -1
    contact = False
    for n in range(len(lines) - 1, max(-1, len(lines) - 1 - BLOCK), -1):
        text = texts[lines[n]]
        if text[-1] in "?:" or is_prose(text):
            break
        if contact and text[-1] not in ".!" and text[0].isalpha() and looks_named(text):
            heads = n == 0 or lines[n - 1] != lines[n] - 1
            if heads or (" " in text and texts[lines[n - 1]][-1] in ".?!:)"):
                start = n
                break
        contact = contact or is_contact(text)
    return start


def _given(word: str) -> bool:
    from emailint.given_names import given_names

    return fold(word.strip("-–—~., ")) in given_names()


def _alone(texts: Sequence[str], kinds: list[str], lines: list[int], sender: Sequence[str]) -> None:
    """Mark the writer's name between blank lines, above an afterthought or pasted output."""
    for n in range(len(lines) - 2, max(0, len(lines) - FAR), -1):
        i = lines[n]
        text = texts[i]
        if len(text) < 40 and text[-1] not in ":?!" and not texts[i - 1] and not texts[i + 1]:
            words = text.split()
            if len(words) < 4 and len(text) > 2 and is_sender(words, sender):
                kinds[i] = "signature"
                return


def is_contact(text: str) -> bool:
    low = text[:160].lower()
    if "@" in low:
        return True
    for word in marks.CONTACT_WORDS:
        if word in low:
            return True
    digits = len(low) - len(low.translate(_NO_DIGITS))
    return digits >= 7 and marks.phone().search(low) is not None


_NO_DIGITS: Final = str.maketrans("", "", "0123456789")


def is_prose(text: str) -> bool:
    """Whether a line is running text, not part of a name, post or address."""
    if is_code(text) or (len(text) > 110 and not is_contact(text)):
        return True
    if text[0] == "*" and text[-1] == "*":
        return False  # a line in bold
    if text.count(" ") > 8 and text[1:].islower():
        return True
    words = text.split()
    if len(words) < 4:
        return len(words) > 1 and text[-1] in "?:" and not is_contact(text)
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = len([word for word in long if word[0].isupper()])
    if 2 * capitals >= len(long) and not (text[-1] in ".?!" and len(words) > 9):
        return False
    return not is_contact(text) or (len(words) > 8 and 3 * capitals < len(long))


def is_code(text: str) -> bool:
    return text[0] == ">" or "<-" in text or '("' in text or text[-1] in "{};"
