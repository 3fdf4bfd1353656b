"""Fixes: which edits to make, and writing them back into the message.

Every byte that a fix doesn't mend stays as it is: the order and folding of the headers, the other
parts, the line ends. What was encoded is encoded again in the same way.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import pairwise
from typing import TYPE_CHECKING

from emailint.fix_message import Applied, apply, apply_source
from emailint.model import SEVERITIES, Edit, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from emailint.document import Document
    from emailint.model import Report

__all__ = ["Applied", "apply", "choose", "chosen", "diff", "fix_to_fixpoint", "overlap"]


def choose(findings: Iterable[Finding], *, safe_only: bool = True) -> list[Edit]:
    """Edits that don't get in each other's way, in order; of two, the earlier or graver wins.

    A fix is taken whole or not at all. The same edit of two findings is made once.
    """
    edits = {edit for finding in chosen(findings, safe_only=safe_only) for edit in _edits(finding)}
    return sorted(edits)


def chosen(
    findings: Iterable[Finding],
    *,
    safe_only: bool = True,
    edits_of: Callable[[Finding], tuple[Edit, ...]] | None = None,
) -> list[Finding]:
    """The findings whose edits `choose` takes; `edits_of` tells others than those of the view."""
    of = edits_of or _edits
    fixable = [
        finding
        for finding in findings
        if finding.fix and of(finding) and (finding.fix.safety == "safe" or not safe_only)
    ]
    fixable.sort(key=lambda f: (min(of(f)).start, -SEVERITIES.index(f.severity), f.rule))
    taken: list[Edit] = []  # sorted
    known: set[Edit] = set()
    out = []
    for finding in fixable:
        edits = sorted(set(of(finding)))
        if any(overlap(*pair) for pair in pairwise(edits)):
            continue
        new = [edit for edit in edits if edit not in known]
        if not any(_collides(edit, taken) for edit in new):
            for edit in new:
                insort(taken, edit)
            known.update(new)
            out.append(finding)
    return out


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix else ()


def _source_edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.source if finding.fix else ()


def _collides(edit: Edit, taken: list[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return any(overlap(edit, other) for other in taken[max(0, at - 2) : at + 2])


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits get in each other's way."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def fix_to_fixpoint(
    raw: bytes,
    lint: Callable[[Document], Report],
    read: Callable[[bytes], Document],
    *,
    limit: int = 10,
) -> tuple[bytes, list[Finding]]:
    """Apply safe fixes, read and lint again, until nothing changes or `limit` rounds are over.

    Fixes of an HTML source have a round of their own, after those of the view: the two never meet.

    Returns the message and the findings that were mended, each with its place at that time.
    Fixes that undo each other end where the message would be again what it was.
    """
    seen = {raw}
    mended: list[Finding] = []
    for _ in range(limit):
        document = read(raw)
        found = lint(document).findings
        findings = chosen(found)
        applied = apply(document, choose(findings))
        while applied.skipped:
            left_out = set(applied.skipped)
            findings = [f for f in findings if left_out.isdisjoint(_edits(f))]
            applied = apply(document, choose(findings))
        if applied.raw in seen:
            findings = chosen(found, edits_of=_source_edits)
            applied = apply_source(document, {e for f in findings for e in _source_edits(f)})
        if applied.raw in seen or applied.skipped:
            break
        raw = applied.raw
        seen.add(raw)
        mended += findings
    return raw, mended


def diff(before: Document, after: Document, path: str) -> str:
    """What the fixes change, as a unified diff of the two views; "" if nothing does.

    Of HTML whose tags changed, which no view shows, it is the diff of the sources.
    """
    import re
    from difflib import unified_diff

    old, new = before.text, after.text
    if before.html is not None and after.html is not None:
        tags = [re.findall(r"<[^<>]*>", document.source) for document in (before, after)]
        if tags[0] != tags[1]:
            old, new = before.source, after.source
    lines = unified_diff(old.split("\n"), new.split("\n"), path, path, lineterm="")
    return "".join(f"{line}\n" for line in lines)
