"""Speed of emailint beside what is installed: prints the tables of docs/benchmarks.md.

    python bench/bench.py CORPORA [--peers DIR]

CORPORA is a folder of .mbox.gz; DIR may hold `bin/proselint` and `bin/gitlint`; more peers are taken
from PATH (vale, write-good, alex, hunspell, codespell). All programs of a
table run in turn, several rounds, in the same run; figures are medians. Machines differ and are
noisy: trust the ratios.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from corpora import NAMES, messages

from emailint.context import Context
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack

BIN = Path(sys.executable).parent
ROUNDS = 15
FILES = 999
HELLO = (
    "import typer\n"
    "app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)\n"
    "@app.command()\ndef check(path: str):\n    print(path)\n"
    "@app.command()\ndef other(path: str):\n    print(path)\napp()\n"
)
DRAFT = """From: Marta Soler <marta@acme.example>
To: Luis Prat <luis@cliente.example>
Date: Mon, 04 May 2026 09:12:00 +0200
Subject: Presupuesto de la cocina
Content-Type: text/plain; charset=utf-8

Hola, Luis:

Te envío el presupuesto de la cocina con la partida de pintura que comentamos. ¿Me
confirmas antes del jueves si te parece bien? Así reservamos a los pintores.

Un saludo,
Marta
"""


def environment() -> dict[str, str]:
    """The environment of the measured programs: with bytecode, without the user's config."""
    dropped = ("PYTHONDONTWRITEBYTECODE", "EMAILINT_CONFIG")
    kept = {k: v for k, v in os.environ.items() if k not in dropped}
    return {**kept, "XDG_CONFIG_HOME": os.devnull}


def wall(command: Sequence[str], env: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of wall time, and the peak memory in MiB of this one process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if command[0] == str(BIN / "emailint") and process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


def cold(scratch: Path, peers: Path | None) -> None:
    """One plain draft, one process each time."""
    draft, text, hello = scratch / "draft.eml", scratch / "draft.txt", scratch / "hello.py"
    draft.write_text(DRAFT, encoding="utf-8")
    text.write_text(DRAFT.partition("\n\n")[2], encoding="utf-8")
    hello.write_text(HELLO, encoding="utf-8")
    config = scratch / "with" / ".emailint.toml"
    config.parent.mkdir()
    config.write_text('[rules]\nsend-monday = "off"\n', encoding="utf-8")
    (config.parent / "draft.eml").write_text(DRAFT, encoding="utf-8")
    emailint = str(BIN / "emailint")
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "Typer hello-world": [sys.executable, str(hello), "check", "x"],
        "emailint check": [emailint, "check", str(draft)],
        "emailint check --quiet: with options": [emailint, "check", "--quiet", str(draft)],
        "emailint check, with a config file": [emailint, "check", str(config.parent / "draft.eml")],
    }
    for name, arguments in (
        ("proselint", ["check", str(text)]),
        ("gitlint", ["--msg-filename", str(text)]),
    ):
        if peers and (peers / "bin" / name).exists():
            commands[name] = [str(peers / "bin" / name), *arguments]
    env = environment()
    times: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float] = {}
    for number in range(ROUNDS + 2):
        for name, command in commands.items():
            took, peak = wall(command, env)
            memory[name] = peak
            if number >= 2:  # the first rounds write bytecode and the cache of cards
                times[name].append(took)
    median = {name: statistics.median(t) for name, t in times.items()}
    print(
        "\n## Cold start: one process, one draft\n\n| program | median ms | x Typer hello-world | peak MiB |\n|---|---|---|---|"
    )
    for name, value in median.items():
        print(
            f"| {name} | {value:.0f} | {value / median['Typer hello-world']:.2f} | {memory[name]:.0f} |"
        )


def throughput(corpora: Path, scratch: Path) -> None:
    """All rules over all messages of the corpora."""
    linter = Linter(load_pack())
    sources = [s for name in NAMES for s in messages(corpora, name)]
    start = time.perf_counter()
    for source in sources:
        linter.lint(read(source.raw))
    took = time.perf_counter() - start
    print(
        f"\n## Throughput: all rules over {len(sources):,} messages\n\n| how | messages/s |\n|---|---|"
    )
    print(f"| in-process, one core | {len(sources) / took:,.0f} |")
    box = scratch / "all.mbox"
    with box.open("wb") as file:
        for name in NAMES:
            with gzip.open(corpora / f"{name}.mbox.gz") as one:
                file.write(one.read())
    for jobs in (1, 4):
        rates = []
        for _ in range(3):
            took, _ = wall(
                [str(BIN / "emailint"), "check", "-j", str(jobs), "--quiet", str(box)],
                environment(),
            )
            rates.append(len(sources) / took * 1000)
        print(f"| `emailint check -j {jobs} --quiet all.mbox` | {statistics.median(rates):,.0f} |")


def costs(corpora: Path) -> None:
    """What each rule costs of a run over every tenth message."""
    linter = Linter(load_pack())
    spent: Counter[str] = Counter()
    start = time.perf_counter()
    for name in NAMES:
        for source in messages(corpora, name):
            if source.index % 10:
                continue
            begin = time.perf_counter()
            situation = linter.situation(document := read(source.raw))
            spent["(reading)"] += int((time.perf_counter() - begin) * 1e9)
            begin = time.perf_counter()
            situation.found.of("")
            spent["(phrases of all cards)"] += int((time.perf_counter() - begin) * 1e9)
            for planned in linter.judging(situation).rules:
                begin = time.perf_counter()
                list(
                    planned.check(
                        Context(situation, planned.rule.id, planned.rule.scope, planned.options)
                    )
                )
                spent[planned.rule.id] += int((time.perf_counter() - begin) * 1e9)
            del document
    total = (time.perf_counter() - start) * 1e9
    print("\n## What costs over 5 % of a run\n\n| what | share |\n|---|---|")
    for what, nanoseconds in spent.most_common():
        if nanoseconds > 0.05 * total:
            print(f"| {what} | {100 * nanoseconds / total:.0f} % |")


def growth() -> None:
    """Time against the length of the body."""
    linter = Linter(load_pack())
    unit = DRAFT.partition("\n\n")[2]
    print(
        "\n## Growth with the length of the body\n\n| body | ms | x the row above |\n|---|---|---|"
    )
    before = 0.0
    for size in (10_000, 100_000, 1_000_000):
        raw = (DRAFT.partition("\n\n")[0] + "\n\n" + unit * (size // len(unit))).encode()
        took = min(_timed(lambda raw=raw: linter.lint(read(raw))) for _ in range(3))
        print(f"| {size // 1000} KB | {took:.1f} | {f'{took / before:.1f}' if before else ''} |")
        before = took


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


BESIDE: dict[str, tuple[str, ...]] = {
    "emailint": ("check",), "emailint, four cores": ("check", "-j", "4"), "proselint": ("check",),
    "vale": ("--no-exit",), "write-good": (), "alex": ("--text",), "hunspell": ("-d", "en_US", "-l"),
    "codespell": (),
}  # fmt: skip
"""Who takes many files in one process, and with which arguments. The prose linters read the text
alone, emailint the message."""


def beside(corpora: Path, scratch: Path, peers: Path | None) -> None:
    """The other linters over the same messages, all findings printed."""
    rng = random.Random(3)
    chosen = [s for name in NAMES for s in rng.sample(list(messages(corpora, name)), FILES // 3)]
    drafts, texts = [], []
    for number, source in enumerate(chosen):
        draft, text = scratch / f"{number}.eml", scratch / f"{number}.txt"
        draft.write_bytes(source.raw)
        document = read(source.raw)
        text.write_text(document.text[document.body_start :], encoding="utf-8")
        drafts.append(str(draft))
        texts.append(str(text))
    path = os.pathsep.join([str(BIN), *([str(peers / "bin")] if peers else []), os.environ["PATH"]])
    print(
        f"\n## Beside the other linters: {len(drafts):,} files\n\n| program | files/s |\n|---|---|"
    )
    for name, arguments in BESIDE.items():
        program = shutil.which(name.partition(",")[0], path=path)
        if program is None:
            continue
        files = drafts if name.startswith("emailint") else texts
        start = time.perf_counter()
        subprocess.run(
            [program, *arguments, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment(), check=False,
        )  # fmt: skip
        print(f"| {name} | {len(files) / (time.perf_counter() - start):,.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--peers", type=Path)
    arguments = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        cold(Path(folder), arguments.peers)
        throughput(arguments.corpora, Path(folder))
        beside(arguments.corpora, Path(folder), arguments.peers)
    costs(arguments.corpora)
    growth()


if __name__ == "__main__":
    main()
