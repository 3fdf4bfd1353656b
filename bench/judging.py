"""Findings drawn to be read, and what their readers judged: shared by the pages on accuracy."""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from emailint.document import Document
from emailint.linter import Linter
from emailint.model import Finding

SAMPLE = 30


class Entry(NamedTuple):
    """One finding with its draft; `where` names the draft to whoever reads it."""

    where: str
    document: Document
    finding: Finding


def sample(
    drafts: Iterable[tuple[str, Document]],
    linter: Linter,
    rules: Collection[str],
    *,
    seed: int,
    pick: Callable[[Sequence[Finding], random.Random], Finding],
) -> dict[str, list[Entry]]:
    """Up to `SAMPLE` drafts a rule, drawn at random, each with the finding of it that `pick` takes."""
    kept: dict[str, list[Entry]] = defaultdict(list)
    seen: Counter[str] = Counter()
    rng = random.Random(seed)
    for where, document in drafts:
        report = linter.lint(document)
        for rule in sorted({f.rule for f in report.findings} & set(rules)):
            finding = pick([f for f in report.findings if f.rule == rule], rng)
            seen[rule] += 1
            entry = Entry(f"{where} [{report.profile}]", document, finding)
            if len(kept[rule]) < SAMPLE:
                kept[rule].append(entry)
            elif (at := rng.randrange(seen[rule])) < SAMPLE:  # reservoir sampling
                kept[rule][at] = entry
    return kept


def write(target: Path, kept: dict[str, list[Entry]], shown: Callable[[int, Entry], str]) -> None:
    """A file a rule, to be read."""
    target.mkdir(parents=True, exist_ok=True)
    for rule, entries in kept.items():
        text = "".join(shown(number, entry) for number, entry in enumerate(entries, 1))
        (target / f"{rule}.txt").write_text(text, encoding="utf-8")


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    z, p = 1.96, right / total
    middle = p + z * z / (2 * total)
    reach = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return (middle - reach) / (1 + z * z / total), (middle + reach) / (1 + z * z / total)


def share(right: int, total: int) -> str:
    """A share as "27/30 = 90 % (74-97)"."""
    if not total:
        return "-"
    low, high = wilson(right, total)
    return f"{right}/{total} = {100 * right / total:.0f} % ({100 * low:.0f}-{100 * high:.0f})"


def verdicts(path: Path) -> dict[str, dict[str, Any]]:
    """What readers judged, by rule: the round's name -> [right, all]."""
    return dict(sorted(json.loads(path.read_text(encoding="utf-8")).items()))


def printed(action: Callable[[], None]) -> str:
    """What `action` prints."""
    with redirect_stdout(StringIO()) as out:
        action()
    return out.getvalue().strip()
