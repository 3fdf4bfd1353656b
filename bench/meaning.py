"""What the engine of meaning adds to the core, on mail labelled by somebody who hasn't read the rules.

python bench/meaning.py        prints the tables of docs/coach.md

Where a trained pipeline of spaCy is installed it is judged too, beside the blank one.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from emailint.asks import asks
from emailint.context import Context, Situation
from emailint.deep import meaning, pipeline
from emailint.deep.asked import Request, requests
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import Handed
from emailint.pack import load_pack
from emailint.people import fold_name
from emailint.tokens import fold

BENCH = Path(__file__).parent
RULES = {
    "cc-asked": "cc_asked",
    "subject-vague": "subject_vague",
    "subject-thread-drift": "subject_drift",
}
NAMED = "recipient-named-not-included"
ALIKE = 0.5  # of the words of a deadline

Found = dict[str, tuple[int, int, int]]  # what -> found, right, there


def share(right: int, of: int) -> str:
    return f"{right}/{of} = {100 * right / of:.0f} %" if of else "-"


def judge(linter: Linter, mails: list[tuple[Document, dict[str, Any]]], deep: bool) -> Counter[str]:
    """(what, "found" | "right" | "there") of all mails."""
    tally: Counter[str] = Counter()
    for document, label in mails:
        situation = linter.situation(document)
        engine = handed(linter, document) if deep else Handed()
        findings = linter.lint(document, handed_in=engine).findings
        rules = {f.rule for f in findings}
        for rule, key in RULES.items():
            count(tally, rule, rule in rules, bool(label[key]))
        names = {first(document.text[f.start : f.end]) for f in findings if f.rule == NAMED}
        wanted = {first(name) for name in label["named_not_included"]}
        tally[f"{NAMED} found"] += len(names)
        tally[f"{NAMED} right"] += len(names & wanted)
        tally[f"{NAMED} there"] += len(wanted)
        judge_asks(situation, label["asks"], deep, tally)
    return tally


def count(tally: Counter[str], what: str, found: bool, there: bool) -> None:
    tally[f"{what} found"] += found
    tally[f"{what} right"] += found and there
    tally[f"{what} there"] += there


def first(name: str) -> str:
    words = [
        w
        for w in name.lstrip("@").replace(".", " ").split()
        if fold(w) not in ("mr", "ms", "sr", "sra", "dr", "d", "don")
    ]
    return fold_name(words[0]) if words else ""


def judge_asks(
    situation: Situation, labels: list[dict[str, str]], deep: bool, tally: Counter[str]
) -> None:
    text = situation.document.text
    if deep:
        found: list[Request] = requests(situation)
    else:
        context = Context(situation, "", ("body", "list", "closing"), {})
        found = [Request(a.start, a.end, None, "", None, None) for a in asks(context)]
    tally["ask found"] += len(found)
    tally["ask there"] += len(labels)
    seen: set[int] = set()
    for request in found:
        said = flat(text[request.start : request.end])
        at = next(
            (i for i, x in enumerate(labels) if i not in seen and alike(said, flat(x["text"]))),
            None,
        )
        if at is None:
            again = any(alike(said, flat(x["text"])) for x in labels)
            tally["ask right"] += again
            continue
        seen.add(at)
        tally["ask right"] += 1
        tally["ask met"] += 1
        if not deep:
            continue
        label = labels[at]
        owner = first(label["owner"])
        named = request.owner if request.owner_at else ""
        for what, name in (("owner", request.owner), ("owner, named in the sentence", named)):
            tally[f"{what} found"] += bool(name)
            tally[f"{what} there"] += bool(owner)
            tally[f"{what} right"] += bool(owner) and first(name) == owner
        due = flat(text[slice(*request.deadline)]) if request.deadline else ""
        tally["deadline found"] += bool(due)
        tally["deadline there"] += bool(label["deadline"])
        tally["deadline right"] += bool(due and label["deadline"]) and same_words(
            due, flat(label["deadline"])
        )


def flat(text: str) -> str:
    return " ".join(fold(text).split()).strip(" .,;:!?¿¡-*•")


def alike(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def same_words(one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= ALIKE * max(len(a), len(b)) or alike(one, other)


def table(columns: dict[str, Counter[str]]) -> None:
    print("| | " + " | ".join(f"{name}: precision | {name}: recall" for name in columns) + " |")
    print("|---|" + "---|" * 2 * len(columns))
    for what in (*RULES, NAMED, "ask", "owner", "owner, named in the sentence", "deadline"):
        row = [f"`{what}`" if "-" in what else what]
        for tally in columns.values():
            right = tally[f"{what} right"]
            met = tally["ask met"] if what == "ask" else right
            row += [share(right, tally[f"{what} found"]), share(met, tally[f"{what} there"])]
        print("| " + " | ".join(row) + " |")


def speed(linter: Linter) -> None:
    """Milliseconds of one mail of 200 words, warm, the median of 50."""
    for language, sentence in (
        (
            "en",
            "Could you send Bob the May figures by Friday noon because the bank wants to see them? ",
        ),
        (
            "es",
            "¿Me mandas las cifras de mayo antes del viernes porque el banco las quiere ver ya? ",
        ),
    ):
        body = "\n\n".join([(sentence * 4).strip()] * 3)
        document = read(
            f"From: a@b.example\nTo: Ana Vidal <ana@c.example>\nSubject: Figures of May\n\n{body}\n",
            language=language,
        )

        alone = median(linter.lint, document)
        both = median(lambda draft: linter.lint(draft, handed_in=handed(linter, draft)), document)
        print(
            f"\n{language}, {len(body.split())} words: core {alone:.1f} ms, with the engine {both:.1f} ms"
        )


def handed(linter: Linter, document: Document) -> Handed:
    return Handed({"meaning": list(meaning.examine(linter.situation(document)))})


def median(run: Callable[[Document], object], document: Document) -> float:
    times = []
    for _ in range(50):
        start = time.perf_counter()
        run(read(document.message, language=document.language))
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def main() -> None:
    labels = json.loads((BENCH / "labels" / "asks.json").read_text(encoding="utf-8"))
    mails = [(read(BENCH / "asks" / name), label) for name, label in labels.items()]
    linter = Linter(load_pack())
    installed = [name for language in ("es", "en") for name in pipeline.trained(language)]
    name = f"core + {', '.join(installed) or 'blank pipeline'}"
    print(f"{len(mails)} mails, {sum(len(x['asks']) for _, x in mails)} requests\n")
    table({"core": judge(linter, mails, False), name: judge(linter, mails, True)})
    speed(linter)


if __name__ == "__main__":
    sys.exit(main())
