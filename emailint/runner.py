"""A run over many drafts: read, lint, render, in this process or in several.

The unit of work is a batch of sources; what comes back for each is its report and the rendered
piece, so that neither documents nor renderers cross between processes. What depends on the drafts
before is done here, in their order: a piece gets its place, a baseline takes what it knows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.document import Document, read
from emailint.engine import Engine
from emailint.model import EmailintError, Handed, Report
from emailint.render import Options, renderer
from emailint.sources import Source, SourceError, is_mailbox

if TYPE_CHECKING:
    from emailint.baseline import Entry
    from emailint.campaign.recipients import Recipients
    from emailint.config import Config
    from emailint.deep import Deep

    Keep = Callable[[Report, Sequence[Entry]], Report]

BATCH: Final = 64
"""Messages a task: large enough that handing it over costs little, small enough to share out."""
_WAITING: Final = 4  # batches a process is ahead: keeps memory bounded on an endless mailbox
_TELL: Final = "please report it; EMAILINT_DEBUG=1 shows where"


class Plan(NamedTuple):
    """All that a worker must know; it crosses to other processes."""

    explicit: Path | None = None
    flags: Mapping[str, Any] = {}
    send_at: datetime | None = None
    format: str = "text"
    options: Options = Options()
    data: Path | None = None
    spam_engine: str = ""
    path: str = "-"  # whose rules the report names: a draft's path
    online: bool = False  # whether links are asked for
    engines: tuple[str, ...] = ()  # engines asked for by name
    deep: bool = False  # whether engines are asked where the config leaves it open
    baseline: bool = False  # whether a baseline is held against the findings, or made of them


class Result(NamedTuple):
    """One draft's report, its rendered piece, and what a baseline knows its findings by."""

    report: Report
    piece: str
    entries: tuple[Entry, ...] = ()


Outcome = Result | SourceError
Draft = Source | SourceError


class Worker:
    """Lints sources one after the other under one plan; `renderer` is what it shows them with."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.engine = Engine(explicit=plan.explicit, flags=plan.flags)
        self._deep: dict[str, Deep] = {}
        self._is_mailbox = cache(is_mailbox)
        self.data = _recipients(plan.data) if plan.data is not None else None
        pack = self.engine.linter(plan.path).pack
        options = plan.options._replace(studies=pack.studies, rules=pack.rules)
        self.renderer = renderer(plan.format, options)

    def read(self, source: Source) -> Document:
        """The document of a source."""
        language = self.engine.linter(source.path).config.language
        return read(
            source.raw, kind=source.kind, language=language, line=source.line, fields=source.fields
        )

    def report(self, source: Source, document: Document) -> Report:
        """The report on a document of `source`, all findings in it."""
        linter = self.engine.linter(source.path)
        handed_in = Handed()
        if deep := self.deep(linter.config):
            handed_in = deep.examine(linter.situation(document, send_at=self.plan.send_at))
        if self.plan.online:
            from emailint.online import link_hits

            handed_in = handed_in._replace(hits={**handed_in.hits, "online": link_hits(document)})
        if self.data is not None:
            from emailint.campaign.troubles import notes

            told = notes(document, self.data)
            handed_in = handed_in._replace(notes=(*handed_in.notes, *told))
        report = linter.lint(
            document, path=source.path, index=source.index, send_at=self.plan.send_at,
            handed_in=handed_in, locale=self.engine.locale, data=self.data,
        )  # fmt: skip
        return self._weighed(report, document) if report.profile == "campaign" else report

    def deep(self, config: Config) -> Deep | None:
        """The engines that look at drafts under `config`, None where nobody wants them.

        Raises EmailintError where one that the user named can't run.
        """
        told = "deep" in config.origin
        if not (config.deep if told else self.plan.deep) and not self.plan.engines:
            return None
        from emailint.deep import Deep

        key = repr((config.words, config.grammar, config.language))
        if key not in self._deep:
            by_default = not (told or self.plan.engines)
            self._deep[key] = Deep(config, self.plan.engines, by_default=by_default)
        return self._deep[key]

    def _weighed(self, report: Report, document: Document) -> Report:
        """With what spam filters charge for the draft, by their published scores or asked."""
        from emailint.campaign.spam import estimate

        spam = estimate(document)
        if self.plan.spam_engine:
            from emailint.spam_engine import ask

            bare = not document.message.has_headers
            spam += (ask(self.plan.spam_engine, document.message.raw, bare=bare),)
        return report._replace(spam=spam)

    def work(self, batch: Iterable[Draft]) -> list[Outcome]:
        """The outcomes of a batch, in order; a wrong config costs the drafts that it holds for."""
        done: list[Outcome] = []
        for source in batch:
            if isinstance(source, SourceError):
                done.append(source)
                continue
            try:
                done.append(self._result(source))
            except EmailintError as error:
                done.append(SourceError(source.path, str(error)))
            except Exception as error:  # a bug of ours must not cost the other drafts their check
                if os.environ.get("EMAILINT_DEBUG"):
                    raise
                what = f"{type(error).__name__}: {error}".rstrip(": ")
                done.append(SourceError(source.path, f"this is a bug in emailint: {what}; {_TELL}"))
        return done

    def _result(self, source: Source) -> Result:
        document = self.read(source)
        report = self.report(source, document)
        entries = self._entries(report, document) if self.plan.baseline else ()
        return Result(report, self.renderer.report(report, document), entries)

    def _entries(self, report: Report, document: Document) -> tuple[Entry, ...]:
        from emailint.baseline import fingerprint

        path, mailbox = report.path, self._is_mailbox(report.path)
        return tuple(fingerprint(f, document, path, mailbox=mailbox) for f in report.findings)


def _recipients(file: Path) -> Recipients:
    from emailint.campaign.recipients import Recipients

    recipients = Recipients(file)
    recipients.check()
    return recipients


def run(
    sources: Iterable[Draft],
    worker: Worker,
    *,
    jobs: int = 1,
    keep: Keep | None = None,
) -> Iterator[Outcome]:
    """Outcomes in the order of `sources`. `jobs` processes; 1 is this one, with `worker`.

    `keep` may drop findings of a report: a baseline counts them. Raises EmailintError where a
    process dies.
    """
    done = _spread(sources, worker.plan, jobs) if jobs > 1 else _alone(sources, worker)
    for source, outcome in done:
        if isinstance(outcome, Result):
            assert isinstance(source, Source)
            report, piece, entries = outcome
            if keep is not None:
                report = keep(report, entries)
            if len(report.findings) < len(outcome.report.findings):  # the piece tells them all
                piece = worker.renderer.report(report, worker.read(source))
            outcome = Result(report, worker.renderer.placed(report, piece))
        yield outcome


def _alone(sources: Iterable[Draft], worker: Worker) -> Iterator[tuple[Draft, Outcome]]:
    for source in sources:  # one at a time: the first findings show at once
        for outcome in worker.work([source]):
            yield source, outcome


def _spread(sources: Iterable[Draft], plan: Plan, jobs: int) -> Iterator[tuple[Draft, Outcome]]:
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[list[Draft], Future[list[Outcome]]]] = deque()

    def first() -> Iterator[tuple[Draft, Outcome]]:
        batch, future = waiting.popleft()
        return zip(batch, future.result(), strict=True)

    batches = iter(sources)
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(plan,)) as pool:
        try:
            while batch := list(islice(batches, BATCH)):
                waiting.append((batch, pool.submit(_work, batch)))
                if len(waiting) >= jobs * _WAITING:
                    yield from first()
            while waiting:
                yield from first()
        except BrokenProcessPool:
            raise EmailintError(
                "a process of this run died, perhaps for want of memory; try a smaller --jobs"
            ) from None
        finally:
            for _, future in waiting:
                future.cancel()


_worker: Worker | None = None


def _start(plan: Plan) -> None:
    import signal

    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    _worker = Worker(plan)


def _work(batch: list[Draft]) -> list[Outcome]:
    assert _worker is not None
    return _worker.work(batch)
