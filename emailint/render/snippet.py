"""The part of a draft that a finding is about, and what its fix would change.

Only a window around the place is ever copied: a line may be a megabyte long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.render.terminal import clean, clip, columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.model import Edit, Fix

MAX_LINES: Final = 2
"""Lines shown of a longer place."""
_MAX_HUNKS: Final = 3
_MAX_HUNK_LINES: Final = 4
_ELLIPSIS: Final = "…"


class Line(NamedTuple):
    """A source line cut to fit: how many lines after the first of its place it stands, and the
    columns where the carets start and how many there are."""

    offset: int
    text: str
    caret: int
    carets: int


def excerpt(text: str, start: int, end: int, width: int) -> tuple[list[Line], int]:
    """The first lines of `text[start:end]` in `width` columns, and how many lines it has more."""
    lines: list[Line] = []
    end = max(end, start)
    while end > start + 1 and text[end - 1] == "\n":
        end -= 1
    at, offset = start, 0
    while len(lines) < MAX_LINES:
        line_start, line_end = bounds(text, at, width)
        if not lines or line_end > line_start:  # blank lines between paragraphs tell nothing
            window = _window(text, line_start, line_end, at, min(end, line_end), width)
            lines.append(window._replace(offset=offset))
        following = text.find("\n", at, end)
        if following < 0:
            return lines, 0
        at, offset = following + 1, offset + 1
    return lines, text.count("\n", at, end) + 1


def bounds(text: str, at: int, width: int) -> tuple[int, int]:
    """Start and end of the line around `at`, looked for no farther than some screens away."""
    reach = 4 * width
    start = text.rfind("\n", max(0, at - reach), at) + 1 or max(0, at - reach)
    end = text.find("\n", at, at + reach)
    return start, end if end >= 0 else min(len(text), at + reach)


def _window(text: str, line_start: int, line_end: int, start: int, end: int, width: int) -> Line:
    whole = clean(text[line_start:line_end])
    if columns(whole) <= width:
        low = line_start
        shown, head = whole, ""
    else:
        low = max(line_start, min(start - width // 3, line_end - width + 2))
        head = _ELLIPSIS if low > line_start else ""
        shown = clip(clean(text[low:line_end]), width - len(head))
    caret = columns(head) + columns(clean(text[low:start]))
    marked = columns(clean(text[start : min(end, low + len(shown))]))
    room = columns(head) + columns(shown) - caret
    return Line(0, head + shown, caret, max(1, min(marked, room)))


def fixed_lines(fix: Fix, text: str, source: str, width: int) -> Iterator[tuple[str, str]]:
    """As `changes`, of what a fix edits: the view, or the HTML behind it."""
    return changes(source, fix.source, width) if fix.source else changes(text, fix.edits, width)


def changes(text: str, edits: Sequence[Edit], width: int) -> Iterator[tuple[str, str]]:
    """What `edits` change, as lines ("-" | "+" | "…", text) of `width` columns."""
    ordered = sorted(edits)
    hunks: list[list[Edit]] = []
    for edit in ordered:
        if (
            hunks
            and "\n" not in text[hunks[-1][-1].end : min(edit.start, hunks[-1][-1].end + width)]
            and (edit.start - hunks[-1][-1].end < width)
        ):
            hunks[-1].append(edit)
        else:
            hunks.append([edit])
    for hunk in hunks[:_MAX_HUNKS]:
        yield from _hunk(text, hunk, width)
    if len(hunks) > _MAX_HUNKS:
        yield _ELLIPSIS, ""


def _hunk(text: str, edits: Sequence[Edit], width: int) -> Iterator[tuple[str, str]]:
    first, last = edits[0].start, edits[-1].end
    low = bounds(text, first, width)[0]
    high = min(bounds(text, last, width)[1], last + width)
    if high - low > width:
        low = max(low, first - width // 3)
    new, at = [], low
    for edit in edits:
        new.append(text[at : edit.start] + edit.text)
        at = edit.end
    new.append(text[at:high])
    cut_before = _ELLIPSIS if low > 0 and text[low - 1] != "\n" else ""
    for sign, changed in (("-", text[low:high]), ("+", "".join(new))):
        lines = changed.split("\n")
        if sign == "+" and not changed.strip():
            continue
        for line in lines[:_MAX_HUNK_LINES]:
            yield sign, clip(clean(cut_before + line), width)
        if len(lines) > _MAX_HUNK_LINES:
            yield sign, _ELLIPSIS
