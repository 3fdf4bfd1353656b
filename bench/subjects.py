"""What the subject lines that `emailint coach` proposes are worth, on first mails whose own was taken away.

python bench/subjects.py CORPORA   draws 20 mails a language that get lines: tab-separated, to be judged;
                                   how many were tried for them goes to standard error
python bench/subjects.py judged    what a reader judged (bench/judged-subjects.json): each one's first line,
                                   G as good as the writer's or better, U usable, B bad

The reader's sample left out the 40 mails on which the forms were mended before.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from corpora import NAMES, folder, messages

from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.pack import load_pack
from emailint.proposing import propose, requests_of

SEED: Final = 411
MAILS: Final = 20
SHOWN: Final = 700  # characters of the body
VAGUE: Final = {"en": b"quick question", "es": b"una duda"}
JUDGED: Final = Path(__file__).parent / "judged-subjects.json"


def without_subject(document: Document) -> Document:
    """The draft under a subject that says nothing."""
    field = b"Subject: " + VAGUE[document.language]
    pattern = rb"(?im)^subject:.*(?:\r?\n[ \t].*)*"
    return read(re.sub(pattern, field, document.message.raw, count=1))


def lines_of(document: Document, linter: Linter) -> tuple[str, ...]:
    requests = requests_of(linter.situation(document))
    found = propose(document, linter, linter.lint(document), requests)
    return next((p.choices for p in found if p.kind == "subject"), ())


def sample(corpora: Path) -> None:
    linter = Linter(load_pack(), Config())
    pool = [source for name in NAMES for source in messages(corpora, name)]
    random.Random(SEED).shuffle(pool)
    tried: Counter[str] = Counter()
    drawn: dict[str, list[str]] = {language: [] for language in VAGUE}
    for source in pool:
        document = read(source.raw)
        language = document.language
        if document.reply or language not in drawn or len(drawn[language]) >= MAILS:
            continue
        bare = without_subject(document)
        if bare.reply or bare.language != language:
            continue
        tried[language] += 1
        if lines := lines_of(bare, linter):
            body = " ".join(document.text[document.body_start :].split())[:SHOWN]
            drawn[language].append("\t".join((language, document.subject_text, body, *lines)))
    for language, mails in drawn.items():
        print(f"{language}: {len(mails)} of {tried[language]} mails", file=sys.stderr)
        print(*mails, sep="\n")


def judged() -> None:
    import json

    print("| language | mails | as good as the writer's, or better | usable | bad |")
    print("|---|---|---|---|---|")
    for language, letters in json.loads(JUDGED.read_text(encoding="utf-8")).items():
        count = Counter(letters)
        print(f"| {language} | {len(letters)} | {count['G']} | {count['U']} | {count['B']} |")


if __name__ == "__main__":
    if sys.argv[1:] == ["judged"]:
        judged()
    else:
        sample(folder(sys.argv[1:]))
