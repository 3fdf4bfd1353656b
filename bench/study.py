"""How long `emailint study` takes to observe 100,000 messages, and how much memory, from real corpora.

    python bench/study.py FOLDER-OF-CORPORA [--messages N] [--jobs N] [--keep FOLDER]

The corpora are repeated until there are enough; every copy has message ids, people and subjects of
its own, so that nothing is merged and no thread grows. The figures are those of docs/scale.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from corpora import NAMES, messages

from emailint.study import observe

_ID = re.compile(rb"<([^<>\s@]{1,200})@")
_PERSON = re.compile(rb"(?mi)^(from: *\"?[\w.]+)")
_SUBJECT = re.compile(rb"(?mi)^(subject:[^\n]*)")


def copies(corpora: Path) -> Iterator[bytes]:
    """The messages of all corpora as an mbox has them, again and again under other names."""
    for number in count():
        tag = b".%d" % number
        for name in NAMES:
            for source in messages(corpora, name):
                head, blank, body = source.raw.partition(b"\n\n")
                if number:
                    head = _ID.sub(rb"<\1" + tag + b"@", head)
                    head = _PERSON.sub(rb"\1" + tag, head, count=1)
                    head = _SUBJECT.sub(rb"\1" + tag, head, count=1)
                body = body.replace(b"\nFrom ", b"\n>From ")
                yield b"From - Mon Jan  1 00:00:00 2024\n" + head + blank + body + b"\n"


class Watch(threading.Thread):
    """The processors' time of this process and all below it, and the most memory that they had at
    once (PSS: shared pages count once)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.over = threading.Event()
        self._used: dict[int, float] = {}
        self._before = _cpu(os.getpid())

    def run(self) -> None:
        while not self.over.wait(0.1):
            processes = list(_tree(os.getpid()))
            self.peak = max(self.peak, sum(map(_memory, processes)))
            self._used |= {process: _cpu(process) for process in processes}

    def used(self) -> float:
        """Seconds of processors, to a tenth of a second for each process that ended."""
        return sum((self._used | {os.getpid(): _cpu(os.getpid())}).values()) - self._before


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in below:
        yield from _tree(int(child))


def _memory(process: int) -> int:
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(re.search(r"(?m)^Pss: +(\d+)", rollup)[1]) * 1024  # type: ignore[index]


def _cpu(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(title: str, file: Path, state: Path, jobs: int) -> None:
    watch = Watch()
    watch.start()
    start = time.monotonic()
    table = observe([str(file)], state=str(state), jobs=jobs)
    took = time.monotonic() - start
    watch.over.set()
    watch.join()
    used = watch.used()
    total = int(table.schema.metadata[b"emailint.messages"])
    kept = sum(path.stat().st_size for path in state.rglob("*") if path.is_file())
    print(
        f"{title}: {took:.1f} s, {used:.1f} s of processors, {total / took:,.0f} messages/s,"
        f" {watch.peak / 1e6:,.0f} MB at most; {total:,} messages of {file.stat().st_size / 1e6:,.0f}"
        f" MB, {len(table):,} observed, {kept / 1e6:.1f} MB kept"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=4)
    arguments = parser.parse_args()
    if not arguments.corpora.is_dir():
        sys.exit("no such folder of corpora")
    folder = Path(tempfile.mkdtemp(prefix="emailint-bench-"))
    try:
        file, state = folder / "archive.mbox", folder / "state"
        source = copies(arguments.corpora)
        with file.open("wb") as stream:
            for _ in range(arguments.messages):
                stream.write(next(source))
        measure("first run", file, state, arguments.jobs)
        measure("again, nothing new", file, state, arguments.jobs)
        with file.open("ab") as stream:
            for _ in range(arguments.messages // 100):
                stream.write(next(source))
        measure("again, 1 % new", file, state, arguments.jobs)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
