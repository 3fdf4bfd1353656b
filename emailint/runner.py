"""A run over many drafts: read, lint, render, in this process or in several.

The unit of work is a batch of sources; what comes back for each is its report and the rendered
piece, so that neither documents nor renderers cross between processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from emailint.document import Document, read
from emailint.engine import Engine
from emailint.model import Report
from emailint.render import Options, renderer
from emailint.sources import Source, SourceError

BATCH: Final = 64
"""Messages a task: large enough that handing it over costs little, small enough to share out."""
_WAITING: Final = 4  # batches a process is ahead: keeps memory bounded on an endless mailbox
STATELESS: Final = frozenset({"text", "jsonl", "github"})
"""Formats whose pieces don't depend on what came before: workers may render them."""


class Plan(NamedTuple):
    """All that a worker must know; it crosses to other processes."""

    explicit: Path | None = None
    flags: Mapping[str, Any] = {}
    send_at: datetime | None = None
    format: str = "text"
    options: Options = Options()


class Result(NamedTuple):
    """One draft's report and, from a stateless renderer, its rendered piece."""

    report: Report
    piece: str


Outcome = Result | SourceError
Keep = Callable[[Report, Document], Report]


class Worker:
    """Lints sources one after the other under one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.engine = Engine(explicit=plan.explicit, flags=plan.flags)
        self.keep: Keep | None = None
        self.renderer = renderer(plan.format, plan.options._replace(**self.texts()))

    def texts(self) -> dict[str, Any]:
        """What renderers want of the pack."""
        pack = self.engine.linter("-").pack
        return {"studies": pack.studies, "rules": pack.rules}

    def read(self, source: Source) -> Document:
        """The document of a source."""
        language = self.engine.linter(source.path).config.language
        return read(source.raw, kind=source.kind, language=language)

    def report(self, source: Source, document: Document) -> Report:
        """The report on a document of `source`, all findings in it."""
        return self.engine.linter(source.path).lint(
            document, path=source.path, index=source.index, send_at=self.plan.send_at,
            locale=self.engine.locale,
        )  # fmt: skip

    def work(self, batch: Iterable[Source | SourceError]) -> list[Outcome]:
        """The outcomes of a batch, in order."""
        done: list[Outcome] = []
        for source in batch:
            if isinstance(source, SourceError):
                done.append(source)
                continue
            document = self.read(source)
            report = self.report(source, document)
            if self.keep is not None:
                report = self.keep(report, document)
            done.append(Result(report, self.renderer.report(report, document)))
        return done


def run(
    sources: Iterable[Source | SourceError], worker: Worker, *, jobs: int = 1, keep: Keep | None = None
) -> Iterator[Outcome]:
    """Outcomes in the order of `sources`. `jobs` processes; 1 is this one, with `worker`.

    `keep` may drop findings of a report (a baseline counts them, so that run is one process).
    """
    batches = _batches(iter(sources))
    plan = worker.plan
    if jobs <= 1 or keep is not None or plan.format not in STATELESS:
        worker.keep = keep
        for batch in batches:
            for source in batch:  # one at a time: the first findings show at once
                yield from worker.work([source])
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor

    waiting: deque[Future[list[Outcome]]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(plan,)) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(_work, batch))
                if len(waiting) >= jobs * _WAITING:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _batches(sources: Iterator[Source | SourceError]) -> Iterator[list[Source | SourceError]]:
    while batch := list(islice(sources, BATCH)):
        yield batch


_worker: Worker | None = None


def _start(plan: Plan) -> None:
    global _worker
    _worker = Worker(plan)


def _work(batch: list[Source | SourceError]) -> list[Outcome]:
    assert _worker is not None
    return _worker.work(batch)
