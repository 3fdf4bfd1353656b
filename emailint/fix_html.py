"""Where edits of what an HTML body shows belong in its source."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, Final

from emailint.fix_source import Change, pieces, spliced
from emailint.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from emailint.html import HtmlView, Run

MAX_READ: Final = 2_000_000
"""Characters of HTML read again to find out which edits a body takes: at most some two seconds."""


def in_html(changes: Sequence[Change], view: HtmlView, source: str) -> list[Change]:
    """The changes of `view.text` as changes of the HTML `source`.

    Left out are those that HTML can't take: on line breaks and bullets, which are tags there,
    and those after which the reader would see something else than was meant.
    """
    pairs = []
    starts = [run.start for run in view.runs]
    for change in changes:
        found = [_in_runs(piece, view.runs, starts, view.text) for piece in change.pieces]
        moved = tuple(edit for edits in found if edits for edit in edits)
        if all(edits is not None for edits in found):
            pairs.append((change, Change(change.edit, moved)))
    budget = iter(range(max(3, MAX_READ // (len(source) + 1))))
    return [moved for _, moved in _shown(pairs, partial(_is_shown, view.text, source), budget)]


_Pair = tuple[Change, Change]


def _is_shown(text: str, source: str, pairs: Sequence[_Pair]) -> bool:
    from emailint.html import view_html

    after = view_html(spliced(source, pieces(moved for _, moved in pairs)))
    return after.text == spliced(text, pieces(change for change, _ in pairs))


def _shown(
    pairs: Sequence[_Pair], is_shown: Callable[[Sequence[_Pair]], bool], budget: Iterator[int]
) -> list[_Pair]:
    """Those of `pairs` that show as meant: all, or what is good in each half."""
    if not pairs or next(budget, None) is None:
        return []
    if is_shown(pairs):
        return list(pairs)
    if len(pairs) == 1:
        return []
    half = len(pairs) // 2
    return [*_shown(pairs[:half], is_shown, budget), *_shown(pairs[half:], is_shown, budget)]


def _in_runs(
    edit: Edit, runs: Sequence[Run], starts: Sequence[int], text: str
) -> list[Edit] | None:
    """The edits of the source that make `edit` in the text, None where there are none."""
    if edit.start == edit.end:
        at = _insertion(edit.start, runs, starts, text)
        return None if at is None else [Edit(at, at, _escaped(edit.text))]
    same_length = len(edit.text) == edit.end - edit.start
    found: list[Edit] = []
    covered = edit.start
    first, last = bisect_right(starts, edit.start) - 1, bisect_right(starts, edit.end - 1)
    for run in runs[max(0, first) : last]:
        start, end = max(edit.start, run.start), min(edit.end, run.start + run.length)
        if start >= end:
            continue
        kept = edit.text[covered - edit.start : start - edit.start] if same_length else ""
        if text[covered:start] != kept:
            return None  # would change what no character of the source stands for
        covered = end
        if same_length:
            new = edit.text[start - edit.start : end - edit.start]
            if new == text[start:end]:
                continue
        else:
            new = "" if found else edit.text
        if run.length == run.source_length:
            shift = run.source_start - run.start
            found.append(Edit(start + shift, end + shift, _escaped(new)))
        elif end - start == run.length:
            source_end = run.source_start + run.source_length
            found.append(Edit(run.source_start, source_end, _escaped(new)))
        else:
            return None
    return found if covered == edit.end else None


def _insertion(at: int, runs: Sequence[Run], starts: Sequence[int], text: str) -> int | None:
    """Where in the source to put what comes at `at`: behind the word before, if there is one."""
    index = bisect_right(starts, at) - 1
    run = runs[index] if index >= 0 else None
    if run and run.start < at < run.start + run.length:
        return run.source_start + at - run.start if run.length == run.source_length else None
    before = runs[index - 1] if run and run.start == at and index else run
    if before and before.start + before.length == at and not text[at - 1].isspace():
        return before.source_start + before.source_length
    if run and run.start == at:
        return run.source_start
    return None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
