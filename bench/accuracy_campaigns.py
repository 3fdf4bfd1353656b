"""How right the rules for campaigns are on real templates: prints docs/accuracy-campaigns.md.

python bench/accuracy_campaigns.py TEMPLATES sample DIR  writes 30 findings a rule to DIR, to be judged
python bench/accuracy_campaigns.py TEMPLATES table       findings and precision by rule
python bench/accuracy_campaigns.py TEMPLATES page        all of docs/accuracy-campaigns.md
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from judging import Entry, sample, share, verdicts, write

from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import Finding
from emailint.pack import Pack, load_pack

SEED = 1
JUDGED = Path(__file__).parent / "judged-campaigns.json"
WIDE = "css-unsupported"
"""Its default leaves out what is mere decoration and programs that few use: hardly ever fires."""
WIDE_NAME = f"{WIDE}-everywhere"
AROUND = 7
MAX_LINE = 400
MAX_TEXT = 6_000
WHOLE = {"law", "inbox", "delivery"}
"""Categories whose findings are about the whole mail."""


def linters() -> dict[str, tuple[Linter, list[str]]]:
    """By the suffix of the rules' names: all rules as they are, and the widest one at its widest."""
    pack = load_pack()
    wide = Config(profile="campaign", clients=("*",), rules={WIDE: {"harmless": []}})
    return {
        "": (Linter(pack, Config(profile="campaign")), campaign(pack)),
        "-everywhere": (Linter(pack, wide), [WIDE]),
    }


def campaign(pack: Pack) -> list[str]:
    """The rules that only campaigns have, but for those that need the network."""
    return sorted(
        rule.id
        for rule in pack.rules.values()
        if rule.profiles == ("campaign",) and rule.check["kind"] != "online"
    )


def templates(folder: Path) -> Iterator[tuple[str, Document]]:
    for file in sorted(folder.rglob("*.html")):
        yield str(file.relative_to(folder)), read(file.read_bytes(), kind="html")


def shown(number: int, entry: Entry) -> str:
    """A finding with the HTML around it, and the text of the mail where that is what is judged."""
    document, finding = entry.document, entry.finding
    line = finding.file_line or 1
    lines = document.source.split("\n")
    low = max(0, line - 1 - AROUND)
    around = [
        f"{'>' if n == line else ' '}{n:5} {lines[n - 1][:MAX_LINE]}"
        for n in range(low + 1, min(len(lines), line + AROUND) + 1)
    ]
    head = f"##### {number}  {entry.where}:{line}\nsays: {finding.message}"
    parts = [head, *around]
    if finding.end > finding.start:
        parts.insert(1, f"marks: {document.text[finding.start : finding.end][:MAX_LINE]}")
    if finding.source is not None:
        at = finding.source
        end = document.source.find(">", at) + 1 or at
        parts.insert(1, f"tag: {document.source[at : min(end, at + 2 * MAX_LINE)]}")
    if finding.category in WHOLE:
        text = document.text
        cut = text if len(text) <= MAX_TEXT else f"{text[:2000]}\n(…)\n{text[-4000:]}"
        parts += ["--- the text of the whole mail:", cut]
    return "\n".join(parts) + "\n\n"


def one(findings: Sequence[Finding], rng: random.Random) -> Finding:
    return rng.choice(findings)


def table(folder: Path) -> None:
    """Findings by rule, and what readers judged."""
    drafts = list(templates(folder))
    judged = verdicts(JUDGED)
    print("| rule | templates | findings | right, as drawn | severity |\n|---|---|---|---|---|")
    for suffix, (linter, rules) in linters().items():
        hit: Counter[str] = Counter()
        all_of: Counter[str] = Counter()
        for _, document in drafts:
            report = linter.lint(document)
            assert not report.notes, report.notes
            all_of.update(f.rule for f in report.findings)
            hit.update({f.rule for f in report.findings})
        for rule in rules:
            if hit[rule]:
                right = share(*judged.get(rule + suffix, {}).get("first", (0, 0)))
                severity = linter.pack.rules[rule].severity
                print(f"| {rule + suffix} | {hit[rule]} | {all_of[rule]} | {right} | {severity} |")


if __name__ == "__main__":
    if len(sys.argv) < 3 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    match sys.argv[2:]:
        case ["sample", target]:
            for suffix, (linter, rules) in linters().items():
                kept = sample(templates(folder), linter, rules, seed=SEED, pick=one)
                write(Path(target), {rule + suffix: found for rule, found in kept.items()}, shown)
        case ["table"]:
            table(folder)
        case _:
            sys.exit(__doc__)
