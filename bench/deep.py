"""What deep language finds and costs: prints docs/deep-accuracy.md.

    python bench/deep.py CORPORA [--peers DIR] [--server http://127.0.0.1:8081] [--rounds N]

CORPORA is a folder of .mbox.gz. DIR is where harper-py and proselint are put, by pip, in an environment
of their own. --server is a LanguageTool that runs; without it one is started where it is installed, else
its rows stay empty.

Faulty sentences are those of bench/sentences, written by somebody who had not read the rules. Clean ones
are real: drawn from the corpora by their hashes, which are of sentences that were read, and found to
be right, before any program saw them. Each is the body of a mail with a greeting and a closing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpora import messages

from emailint.config import Config
from emailint.context import Situation
from emailint.deep import ENGINES, Deep
from emailint.deep.readability import count
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import Handed, Span
from emailint.pack import load_pack
from emailint.prose import prose
from emailint.sentences import sentences
from emailint.tokens import words

HERE = Path(__file__).parent
CATEGORY = "grammar"
PEERS = {"harper": "harper-py==0.2.0", "proselint": "proselint==0.16.0"}
FRAMES = {
    "es": "From: Luis <luis@example.org>\nTo: Ana <ana@example.com>\nSubject: Informe\n\n"
          "Hola, Ana:\n\n{}\n\nUn saludo,\nLuis\n",
    "en": "From: Luis <luis@example.org>\nTo: Ana <ana@example.com>\nSubject: Report\n\n"
          "Hi Ana,\n\n{}\n\nBest regards,\nLuis\n",
}  # fmt: skip
ROUNDS = 15
WORDS = 200
Find = Callable[[str], list[Span]]


class Sentence(NamedTuple):
    """A sentence and its faults: places with the kind of each."""

    text: str
    faults: tuple[tuple[Span, str], ...] = ()


def faulty(language: str) -> list[Sentence]:
    """The sentences with faults of a language."""
    entries = json.loads((HERE / "sentences" / f"{language}-faulty.json").read_text("utf-8"))
    return [
        Sentence(e["text"], tuple((Span(f["start"], f["end"]), f["kind"]) for f in e["faults"]))
        for e in entries
    ]


def clean(language: str, corpora: Path) -> list[Sentence]:
    """The sentences without faults of a language, from the corpora."""
    wanted = json.loads((HERE / "sentences" / f"{language}-clean.json").read_text("utf-8"))
    hashes, found = set(wanted["sha256"]), []
    for name in wanted["corpora"]:
        for source in messages(corpora, name):
            if not hashes:
                return found
            for text in said(read(source.raw, kind=source.kind)):
                key = hashlib.sha256(text.encode()).hexdigest()[:16]
                if key in hashes:
                    hashes.remove(key)
                    found.append(Sentence(text))
    return found


def said(document: Document) -> Iterator[str]:
    """The sentences of a mail's prose, each in one line."""
    for block in document.written:
        for part in prose(document.text, block.start, block.end):
            for start, end in sentences(document.text, *part):
                yield " ".join(document.text[start:end].split())


class Emailint:
    """The core, with engines or without, as a program that marks places of a sentence."""

    def __init__(self, linter: Linter, deep: Deep | None, *, core: bool) -> None:
        self.linter = linter
        self.deep = deep
        self.core = core

    def finder(self, language: str) -> Find:
        """What marks places of a sentence in a language."""

        def find(text: str) -> list[Span]:
            document = read(FRAMES[language].format(text).encode(), language=language)
            shift = document.text.index(text)
            handed = Handed()
            if self.deep is not None:
                handed = self.deep.examine(self.linter.situation(document))
            if self.core:
                report = self.linter.lint(document, handed_in=handed)
                places = [(f.rule, f.start, f.end) for f in report.findings]
            else:
                places = [(r, h.start, h.end) for hits in handed.hits.values() for r, h in hits]
            rules = self.linter.pack.rules
            return [
                Span(start - shift, end - shift)
                for rule, start, end in places
                if rules[rule].category == CATEGORY and shift <= start < shift + len(text)
            ]

        return find


_PEER = """
import json, sys
name, texts = sys.argv[1], json.load(sys.stdin)
if name == "harper":
    from harper import Linter
    linter = Linter()
    found = [[(l.span.start, l.span.end) for l in linter.lint(t)] for t in texts]
else:
    from proselint.checks import __register__ as checks
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile
    from proselint.config import DEFAULT
    CheckRegistry().register_many(checks)
    found = []
    for text in texts:
        results = LintFile("-", text + "\\n").lint(DEFAULT)
        spans = [r.check_result.span for r in results]  # of a text with a line break before it
        found.append([(start - 1, end - 1) for start, end in spans])
json.dump(found, sys.stdout)
"""


def peers(folder: Path) -> dict[str, Find]:
    """The other programs for English, installed into `folder`."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        command = [python, "-m", "pip", "-q", "--disable-pip-version-check", "install"]
        subprocess.run([*command, *PEERS.values()], check=True)

    def finder(name: str) -> Find:
        known: dict[str, list[Span]] = {}

        def ask(texts: Sequence[str]) -> None:
            command = [str(python), "-c", _PEER, name]
            done = subprocess.run(
                command, input=json.dumps(texts), capture_output=True, text=True, check=True
            )
            answers = json.loads(done.stdout)
            known.update((t, [Span(*s) for s in a]) for t, a in zip(texts, answers, strict=True))

        def find(text: str) -> list[Span]:
            if text not in known:
                ask(_ALL["en"])
            return known[text]

        return find

    return {name: finder(name) for name in PEERS}


_ALL: dict[str, list[str]] = {}


def overlap(one: Span, other: Span) -> bool:
    """Whether two places share a character, or touch where one of them is empty."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


class Score(NamedTuple):
    """How a program did: faults, those found, places marked, those that are faults, and how many
    clean sentences have a mark."""

    faults: int
    found: int
    marked: int
    right: int
    false: int
    clean: int

    def row(self, name: str) -> str:
        """A row of the table."""
        total = self.marked + self.false
        precision = f"{100 * self.right / total:.0f} %" if total else "–"
        return (
            f"| {name} | {self.found} of {self.faults} ({100 * self.found / max(1, self.faults):.0f} %)"
            f" | {precision} | {self.marked - self.right} | {self.false} of {self.clean} |"
        )


def scored(find: Find, wrong: Sequence[Sentence], right: Sequence[Sentence]) -> Score:
    """The score of one program on one language."""
    found = marked = hits = 0
    for sentence in wrong:
        places = find(sentence.text)
        marked += len(places)
        hits += sum(any(overlap(p, f) for f, _ in sentence.faults) for p in places)
        found += sum(any(overlap(p, f) for p in places) for f, _ in sentence.faults)
    false = sum(bool(find(sentence.text)) for sentence in right)
    return Score(sum(len(s.faults) for s in wrong), found, marked, hits, false, len(right))


def kinds(finders: dict[str, Find], wrong: Sequence[Sentence]) -> Iterator[str]:
    """Per kind of fault how many of them each program finds."""
    names = sorted({kind for s in wrong for _, kind in s.faults})
    yield "| kind | faults | " + " | ".join(finders) + " |"
    yield "|---" * (len(finders) + 2) + "|"
    for name in names:
        places = [(s.text, f) for s in wrong for f, kind in s.faults if kind == name]
        cells = [
            sum(any(overlap(p, f) for p in find(text)) for text, f in places)
            for find in finders.values()
        ]
        yield f"| {name} | {len(places)} | " + " | ".join(map(str, cells)) + " |"


def programs(linter: Linter, config: Config) -> dict[str, Emailint]:
    """emailint in its parts: the core, each engine that marks faults of language, all of them."""
    made = {"core": Emailint(linter, None, core=True)}
    there = [name for name in ("spelling", "grammar") if name in ENGINES and runs(name, config)]
    for name in there:
        title = {"spelling": "speller", "grammar": "LanguageTool"}[name]
        made[title] = Emailint(linter, Deep(config, [name]), core=False)
    made["all"] = Emailint(linter, Deep(config, there), core=True)
    return made


def runs(name: str, config: Config) -> bool:
    """Whether an engine answers on this machine."""
    document = read(FRAMES["en"].format("We agree.").encode(), language="en")
    linter = Linter(load_pack(), config)
    try:
        return name in Deep(config, [name]).examine(linter.situation(document)).hits
    except Exception as error:
        print(f"{name}: {error}", file=sys.stderr)
        return False


def accuracy(made: dict[str, Emailint], corpora: Path, folder: Path | None) -> Iterator[str]:
    """The tables of what is found."""
    for language, title in (("es", "Spanish"), ("en", "English")):
        wrong, right = faulty(language), clean(language, corpora)
        _ALL[language] = [s.text for s in (*wrong, *right)]
        finders = {name: remembered(program.finder(language)) for name, program in made.items()}
        if language == "en" and folder is not None:
            finders |= peers(folder)
        yield f"\n## {title}: {len(wrong)} faulty sentences and {len(right)} clean ones\n"
        yield "| program | faults found | precision | marks beside the faults | clean ones marked |"
        yield "|---|---|---|---|---|"
        for name, find in finders.items():
            yield scored(find, wrong, right).row(name)
        if "LanguageTool" not in finders:
            yield "| LanguageTool | not measured | | | |"
        yield ""
        yield from kinds(finders, wrong)


def remembered(find: Find) -> Find:
    """The same, asked once a sentence."""
    known: dict[str, list[Span]] = {}

    def ask(text: str) -> list[Span]:
        if text not in known:
            known[text] = find(text)
        return known[text]

    return ask


def hand() -> Iterator[str]:
    """Counts by hand beside ours and textstat's."""
    from textstat.backend import counts

    yield "\n## Counted by hand\n"
    yield "Sentences, words and syllables. textstat's are of the text as it is; an English text it can't"
    yield "count without the network.\n"
    yield "| text | by hand | emailint | textstat |"
    yield "|---|---|---|---|"
    for sample in json.loads((HERE / "hand_counts.json").read_text("utf-8")):
        text, language = sample["text"], sample["lang"]
        ours = count([words(text, *place) for place in sentences(text)], language)
        theirs: list[Any] = [counts.count_sentences(text), counts.count_words(text)]
        theirs.append("–" if language == "en" else counts.count_syllables(text, language))
        figures = [ours.sentences, ours.words, "–" if ours.syllables is None else ours.syllables]
        told = [" / ".join(map(str, row)) for row in (figures, theirs)]
        by_hand = f"{sample['sentences']} / {sample['words']} / {sample['syllables']}"
        yield f"| {language}: {' '.join(text.split())} | {by_hand} | {told[0]} | {told[1]} |"


def long_draft(language: str, corpora: Path) -> Situation:
    """A real mail of about 200 words of prose."""
    linter = Linter(load_pack())
    name = {"es": "r-help-es-odd-years", "en": "enron-inboxes"}[language]
    for source in messages(corpora, name):
        document = read(source.raw, kind=source.kind, language=language)
        situation = linter.situation(document)
        found = situation.found
        if abs(sum(map(found.word_count, found.blocks(("written",)))) - WORDS) <= 5:
            return linter.situation(read(source.raw, kind=source.kind, language=language))
    raise SystemExit(f"no mail of {WORDS} words in {name}")


def speed(corpora: Path, config: Config, rounds: int) -> Iterator[str]:
    """What a deep check of a 200-word mail costs, warm, without LanguageTool."""
    yield f"\n## A deep check of a mail of {WORDS} words, without LanguageTool\n"
    yield "Median milliseconds of processor time: the first one in a process with what it loads, then warm:"
    yield "another check of the same mail, and one with nothing remembered of its words.\n"
    yield "| engine | language | first | warm | words not seen before |"
    yield "|---|---|---|---|---|"
    for language in ("es", "en"):
        situation = long_draft(language, corpora)
        totals = [0.0, 0.0, 0.0]
        for name in ENGINES:
            if name == "grammar":
                continue
            times = timed(name, situation, config, rounds)
            totals = [a + b for a, b in zip(totals, times, strict=True)]
            yield f"| {name} | {language} | " + " | ".join(f"{t:.1f}" for t in times) + " |"
        yield f"| all | {language} | " + " | ".join(f"{t:.1f}" for t in totals) + " |"


def timed(name: str, situation: Situation, config: Config, rounds: int) -> list[float]:
    """Milliseconds of the first examination, of a warm one, and of one with the caches of words empty."""
    from emailint.deep.lexicon import lexicon

    language = situation.language

    def fresh() -> Situation:
        linter = Linter(load_pack(), config)
        return linter.situation(situation.document)

    def once(deep: Deep) -> float:
        looked_at = fresh()
        start = time.process_time()
        deep.examine(looked_at)
        return (time.process_time() - start) * 1000

    start = time.process_time()
    deep = Deep(config, [name])
    load = (time.process_time() - start) * 1000
    first = load + once(deep)
    warm = [once(deep) for _ in range(rounds)]
    cold = []
    for _ in range(rounds):
        known = lexicon(language) if name == "spelling" else None
        if known is not None:
            known.forget()
        cold.append(once(deep))
    return [first, statistics.median(warm), statistics.median(cold)]


HEAD = """# What deep language finds, and what it costs

Printed by `python bench/deep.py CORPORA --peers DIR --server ADDRESS`. The 200 faulty sentences of each language were
written by somebody who had not read the rules, and nobody who wrote rules has read them. The clean ones are
real: sentences of mail that were read and found to be right before any program saw them, so each mark on
one is a false alarm (one Spanish sentence was exchanged later: the speller showed a fault that was overlooked). Precision is of the marks on faulty sentences and of the clean ones that have any: the
share that touches a fault. "Core" are the rules of grammar that need no
engine. "Speller" is Hunspell, "all" is the core with both engines, of which Hunspell alone tells the spelling.
harper-py and proselint know English only; proselint judges style, not spelling.
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--server", default="")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    config = Config(grammar={"server": arguments.server} if arguments.server else {})
    linter = Linter(load_pack(), config)
    print(HEAD, end="")
    costs = list(speed(arguments.corpora, config, arguments.rounds))  # before anything is loaded
    found = accuracy(programs(linter, config), arguments.corpora, arguments.peers)
    for line in (*found, *costs, *hand()):
        print(line, flush=True)


if __name__ == "__main__":
    main()
