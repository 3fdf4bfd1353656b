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

from judging import SAMPLE, Entry, printed, sample, share, verdicts, write

from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import Finding
from emailint.pack import Pack, load_pack

SEED = 1
JUDGED = Path(__file__).parent / "judged-campaigns.json"
WIDE = "css-unsupported"
"""Its default leaves out what is mere decoration and programs that few use: hardly ever fires."""
EVERYWHERE = "-everywhere"
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
        EVERYWHERE: (Linter(pack, wide), [WIDE]),
    }


def campaign(pack: Pack) -> list[str]:
    """The rules that only campaigns have, but for those that need the network."""
    return sorted(
        rule.id
        for rule in pack.rules.values()
        if rule.profiles == ("campaign",) and rule.check["kind"] != "engine"
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
    """Findings by rule, what readers judged, and the rules that found nothing."""
    drafts = list(templates(folder))
    judged = verdicts(JUDGED)
    print("| rule | templates | findings | right, first round | right, second round | severity |")
    print("|---|---|---|---|---|---|")
    silent = []
    for suffix, (linter, rules) in linters().items():
        hit: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for _, document in drafts:
            report = linter.lint(document)
            assert not report.notes, report.notes
            found.update(f.rule for f in report.findings)
            hit.update({f.rule for f in report.findings})
        for rule in rules:
            rounds = judged.get(rule + suffix, {})
            first, second = (share(*rounds[x]) if x in rounds else "-" for x in ("first", "second"))
            row = (
                rule + suffix,
                hit[rule],
                found[rule],
                first,
                second,
                linter.pack.rules[rule].severity,
            )
            if hit[rule]:
                print("| " + " | ".join(map(str, row)) + " |")
            else:
                silent.append(rule)
    print(f"\nNot judged, because they find nothing here: {', '.join(silent)}.")


PAGE = """# How right are the rules for campaigns on real templates?

Printed by `python bench/accuracy_campaigns.py TEMPLATES page`, where TEMPLATES holds {count} HTML templates
of three public collections that are not part of this project: email-templates, Postmark's
transactional templates, and responsive-html-email-template. The mails of the core rules have a
[page of their own](accuracy.md).

Up to {sample} templates a rule were drawn at random (seed {seed}), with one finding of each, and read with the HTML
and the text around by readers who hadn't written the rule. A finding is right where what its message says is
true of the template. Rules that the first round found under 90 % were mended, and their messages with them;
a second reader judged what these rules find now. `sender-unidentified` is `info` since: two of the five that it
still finds name a brand after ©, which readers took for the sender and the rule doesn't; its message claims no
more than that the full name is missing.

**What this can't tell.** Postmark's templates are 66 of the {count}, eleven mails in six versions: their rows judge the same
few places again and again (all `dark-mode-trap` are one fault, `contrast-low` is 12 pairs of colours). All are in English
and without headers, so nothing is said of subjects, senders, List-Unsubscribe or Spanish; those rules are tested on
planted mails only. Templates are no finished campaigns: `#` is a placeholder rightly found there.
`{wide}` is that rule asked of all mail programs and of decoration too (`clients = ["*"]`, `harmless = []`): all
{sample} are true, but nine change nothing that a reader sees (`overflow` on a hidden preheader).

{table}
"""


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
        case ["page"]:
            count = len(list(templates(folder)))
            print(PAGE.format(
                count=count, sample=SAMPLE, seed=SEED, wide=WIDE + EVERYWHERE,
                table=printed(lambda: table(folder)),
            ).rstrip())  # fmt: skip
        case _:
            sys.exit(__doc__)
