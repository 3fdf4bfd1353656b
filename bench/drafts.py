"""How many of the faults that somebody planted in whole drafts are found: python bench/drafts.py

80 drafts in bench/drafts, half of them Spanish, written by somebody who had read no rule, with 141 faults
of those that the rules are for and 80 near misses (bench/drafts/labels.json, frozen before the first
run). Who writes or mends rules doesn't read them.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Final

from judging import share

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack

FOLDER: Final = Path(__file__).parent / "drafts"


def table() -> None:
    linter = Linter(load_pack(), Config())
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    tally: dict[str, Counter[str]] = {"es": Counter(), "en": Counter()}
    for name, planted in labels.items():
        found = {f.rule for f in linter.lint(read(FOLDER / name)).findings}
        count = tally[name[:2]]
        for one in planted:
            kind = "near" if "not" in one else "fault"
            count[kind] += 1
            count[f"{kind} told"] += one.get("rule", one.get("not")) in found
        count["more"] += len(found - {one.get("rule") for one in planted})
    print("| language | faults found | near misses hit | findings that nobody planted |")
    print("|---|---|---|---|")
    for language, count in tally.items():
        faults = share(count["fault told"], count["fault"])
        near = share(count["near told"], count["near"])
        print(f"| {language} | {faults} | {near} | {count['more']} |")


if __name__ == "__main__":
    table()
