"""Where edits of the view belong in the text that it is the normal form (NFC, "\\n") of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PLAIN_BREAK: Final = re.compile(r"\r\n?|\n")
HTML_BREAK: Final = re.compile(r"\n")


class Change(NamedTuple):
    """An edit of the view, and the same in the coordinates of the step that it has reached."""

    edit: Edit
    pieces: tuple[Edit, ...]


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits`, which are in order and don't overlap."""
    out: list[str] = []
    at = 0
    for start, end, new in edits:
        out += text[at:start], new
        at = end
    return "".join((*out, text[at:]))


def pieces(changes: Iterable[Change]) -> list[Edit]:
    return [piece for change in changes for piece in change.pieces]


def trimmed(text: str, edit: Edit) -> Edit:
    """The edit without what it leaves as it is at its ends."""
    start, end, new = edit
    old = text[start:end]
    if old == new:
        return Edit(start, start, "")
    room = min(len(old), len(new))
    head = next((i for i in range(room) if old[i] != new[i]), room)
    room -= head
    tail = next((i for i in range(room) if old[-1 - i] != new[-1 - i]), room)
    return Edit(start + head, end - tail, new[head : len(new) - tail])


def denormalised(
    changes: Sequence[Change], view: str, source: str, breaks: re.Pattern[str]
) -> list[Change]:
    """The changes of `view` as changes of `source`, whose normal form `view` is.

    `breaks` finds what the view shows as "\\n". A change that would tear a letter from its
    accents is left out.
    """
    if view == source:
        return list(changes)
    edits = pieces(changes)
    places = iter(_places(source, [at for edit in edits for at in edit[:2]], breaks))
    moved = []
    for change in changes:
        found = [(next(places), next(places), piece.text) for piece in change.pieces]
        there = tuple(Edit(s, e, text) for s, e, text in found if s is not None and e is not None)
        if len(there) == len(found):
            moved.append(Change(change.edit, there))
    return moved


def _places(source: str, offsets: Sequence[int], breaks: re.Pattern[str]) -> list[int | None]:
    """For ascending offsets of the normal form the offsets in `source`."""
    from unicodedata import normalize

    places: list[int | None] = []
    seen = line_start = 0  # in the normal form, in the source
    while len(places) < len(offsets):
        found = breaks.search(source, line_start)
        line_end = found.start() if found else len(source)
        line = source[line_start:line_end]
        normal = line if line.isascii() else normalize("NFC", line)
        here: list[int] = []
        while len(places) + len(here) < len(offsets):
            column = offsets[len(places) + len(here)] - seen
            if column > len(normal) and found:
                break
            here.append(min(column, len(normal)))
        columns = _columns(line, here) if here and line != normal else here
        places += [None if column is None else line_start + column for column in columns]
        seen += len(normal) + 1
        line_start = found.end() if found else len(source)
    return places


def _columns(line: str, columns: Sequence[int]) -> list[int | None]:
    """For ascending columns of the normal form of `line` the columns in `line`."""
    from unicodedata import normalize

    out: list[int | None] = []
    seen = at = 0
    for letter in (*_letters(line), ""):
        normal = letter if letter.isascii() else normalize("NFC", letter)
        while len(out) < len(columns) and (columns[len(out)] < seen + len(normal) or not letter):
            inside = columns[len(out)] - seen
            out.append(at + inside if not inside or normal == letter else None)
        seen += len(normal)
        at += len(letter)
    return out


def _letters(line: str) -> Iterator[str]:
    """Cut `line` where normalising one side can't change the other."""
    start = 0
    for at in range(1, len(line)):
        if not joins(line[at]):
            yield line[start:at]
            start = at
    if line:
        yield line[start:]


def joins(character: str) -> bool:
    """Whether normalising may merge or swap the character with those before it.

    All such characters are marks, or the vowels and final consonants of Hangul.
    """
    if character < "\u0300":
        return False
    from unicodedata import category

    return category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
