"""How long `emailint study` takes to observe 100,000 messages, and how much memory, from real corpora.

    python bench/study.py FOLDER-OF-CORPORA [--messages N] [--jobs N]

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

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from corpora import NAMES, messages
from distributed import LocalCluster

from emailint.study import merging, observe, tables, threads

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
    """The process and all below it, whichever of its threads started them."""
    yield process
    try:
        files = list(Path(f"/proc/{process}/task").glob("*/children"))
        below = [child for file in files for child in file.read_text().split()]
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


def measure(title: str, file: Path, state: Path, jobs: int, scheduler: str = "") -> None:
    watch = Watch()
    watch.start()
    start = time.monotonic()
    table = observe([str(file)], state=str(state), jobs=jobs, scheduler=scheduler)
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


def measure_merge(file: Path, times: int) -> None:
    """What comes after the reading, on the rows of `file` so many times over."""
    rows = tables.restored(pq.read_table(file))
    copies = [_renamed(rows, number) for number in range(times)]
    watch = Watch()
    before = _memory(os.getpid())
    watch.start()
    start, cpu = time.monotonic(), _cpu(os.getpid())
    found = threads.observations(merging.merge(copies))
    took, used = time.monotonic() - start, _cpu(os.getpid()) - cpu
    watch.over.set()
    watch.join()
    total = len(rows) * times
    print(
        f"merging and threads: {took:.1f} s, {used:.1f} s of processors for {total:,} messages:"
        f" {used / total * 1e6:.1f} µs and {(watch.peak - before) / total:,.0f} bytes of memory each;"
        f" {found.nbytes / len(found):,.0f} bytes an observation"
    )


def _renamed(rows: pa.Table, number: int) -> pa.Table:
    """The rows as of another archive: no message, person or list is the same."""
    shift = pa.scalar(number, pa.uint64())
    for name in ("id", "author", "list"):
        rows = rows.set_column(
            rows.schema.get_field_index(name), rows.schema.field(name), pc.add(rows[name], shift)
        )
    for name in ("refs", "people"):
        column = rows[name].combine_chunks()
        values = pc.add(column.values, shift)
        column = pa.ListArray.from_arrays(column.offsets, values, type=column.type)
        rows = rows.set_column(rows.schema.get_field_index(name), rows.schema.field(name), column)
    return rows


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
        with LocalCluster(
            n_workers=arguments.jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster:
            address = cluster.scheduler_address
            measure("Dask, as many processes", file, folder / "dask", 1, address)
        kept = folder / "features.parquet"
        observe([str(file)], state=str(state), features=kept)
        measure_merge(kept, 10)
        measure("again, nothing new", file, state, arguments.jobs)
        with file.open("ab") as stream:
            for _ in range(arguments.messages // 100):
                stream.write(next(source))
        measure("again, 1 % new", file, state, arguments.jobs)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
