"""What `emailint check` does, apart from reading its options: one run and its exit code."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.model import SEVERITIES, EmailintError, Report
from emailint.output import colored, columns, complain, opened, tell
from emailint.program import OWN_ERROR
from emailint.render import Options
from emailint.render.summary import Summary
from emailint.runner import Plan, Worker, run
from emailint.sources import Source, SourceError, find_files, is_mailbox, read_sources

if TYPE_CHECKING:
    from emailint.baseline import Entry
    from emailint.progress import Progress
    from emailint.runner import Keep

FINE: Final = 0
FINDINGS: Final = 1


class Request(NamedTuple):
    """The options of `emailint check`, as given."""

    paths: list[str]
    format: str = "text"
    output: Path | None = None
    flags: Mapping[str, Any] = {}
    fix: bool = False
    diff: bool = False
    send_at: str | None = None
    data: Path | None = None
    spam_engine: str = ""
    jobs: int = 1
    baseline: Path | None = None
    write_baseline: Path | None = None
    statistics: bool = False
    explain_score: bool = False
    show_view: bool = False
    watch: bool = False
    online: bool = False
    engines: tuple[str, ...] = ()
    stdin_filename: str = ""
    quiet: bool = False
    config: Path | None = None


def check(request: Request) -> int:
    """Run it; the exit code. Raises EmailintError for a wrong config or option value."""
    if "" in request.paths:
        raise EmailintError("an empty path: name a draft, or - for standard input")
    if request.watch:
        from emailint.watching import watch

        return watch(request, check)
    worker = Worker(_plan(request))
    for path in request.paths:  # a wrong config ends here, before anything is read or written
        worker.deep(worker.engine.linter(_draft_in(path, request)).config)
    if request.show_view:
        return _show_view(request, worker)
    if request.fix or request.diff:
        from emailint.fixing import fix_files

        failed = fix_files(request, worker)
        if request.diff:
            return failed
    return _check(request, worker)


def sources_of(request: Request) -> Iterator[Source | SourceError]:
    """The drafts that the request names, one after the other."""
    return read_sources(request.paths, sys.stdin.buffer.read, request.stdin_filename)


def moment(send_at: str | None) -> datetime | None:
    """The time given as --send-at; local where it names no zone. Raises EmailintError."""
    if send_at is None:
        return None
    try:
        moment = datetime.fromisoformat(send_at)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError):
        raise EmailintError(
            f"--send-at {send_at!r} is no ISO 8601 time, such as 2026-05-04T09:30"
        ) from None


def _draft_in(path: str, request: Request) -> str:
    """A path whose nearest config is that of the drafts at `path`."""
    if path == "-":
        return request.stdin_filename or "-"
    return f"{path}/-" if Path(path).is_dir() else path


def _plan(request: Request) -> Plan:
    from emailint.user import locale_language

    printed = request.output is None
    first = _draft_in(request.paths[0], request)
    options = Options(
        language=str(request.flags.get("ui_language") or locale_language()),
        color=printed and colored(sys.stdout),
        width=columns(sys.stdout) if printed else Options().width,
        quiet=request.quiet, statistics=request.statistics, explain_score=request.explain_score,
        many=len(request.paths) > 1 or is_mailbox(request.paths[0]),
    )  # fmt: skip
    when = moment(request.send_at)
    flags = request.flags
    if request.data is not None or request.spam_engine:  # only campaigns have these
        flags = {**flags, "profile": flags.get("profile") or "campaign"}
    return Plan(
        request.config, flags, when, request.format, options, request.data,
        request.spam_engine, first, request.online, request.engines,
        baseline=request.baseline is not None or request.write_baseline is not None,
    )  # fmt: skip


def _check(request: Request, worker: Worker) -> int:
    plan, shown = worker.plan, worker.renderer
    keep, finish = _baseline(request)
    summary = Summary()
    failing = False
    jobs = request.jobs or os.cpu_count() or 1
    sizes: deque[int] = deque()
    apart = plan.format == "text" and request.output is None  # errors are read beside it
    with (
        opened(request.output, for_programs=plan.format != "text") as out,
        _progress(request) as progress,
    ):
        if worker.data is not None:
            worker.data.step = progress.step
        out.write(shown.begin())
        for outcome in run(_measured(sources_of(request), sizes), worker, jobs=jobs, keep=keep):
            if isinstance(outcome, SourceError):
                summary.errors += 1
                progress.wipe()
                complain(*outcome)
                piece = "" if apart else shown.error(*outcome)
            else:
                summary.add(outcome.report)
                failing = failing or _fails(outcome.report, worker)
                piece = outcome.piece
            progress.before(piece)
            out.write(piece)
            size = sizes.popleft()
            if worker.data is None:
                progress.step(size)
        progress.wipe()
        out.write(shown.end(summary))
    finish()
    if not summary.messages and not summary.errors:
        complain(
            ", ".join(request.paths), "no drafts (.eml .mbox .html .htm .mjml .txt .md) in there"
        )
    if summary.errors:
        return OWN_ERROR
    return FINDINGS if failing and request.write_baseline is None else FINE


def _fails(report: Report, worker: Worker) -> bool:
    config = worker.engine.linter(report.path).config
    return fails(report, config.fail_on, config.fail_under)


def fails(report: Report, fail_on: str, fail_under: int) -> bool:
    """Whether a report is at the threshold: a finding of `fail_on` or graver, or a low score."""
    if report.score.total < fail_under:
        return True
    if fail_on == "never":
        return False
    names: tuple[str, ...] = SEVERITIES
    graver = names[names.index(fail_on) :]
    return any(f.severity in graver for f in report.findings)


def _measured(
    sources: Iterable[Source | SourceError], sizes: deque[int]
) -> Iterator[Source | SourceError]:
    for source in sources:
        sizes.append(len(source.raw) if isinstance(source, Source) else 0)
        yield source


def _baseline(request: Request) -> tuple["Keep | None", Callable[[], None]]:
    """What keeps a report's new findings, and what writes the new baseline in the end."""
    if request.baseline is None and request.write_baseline is None:
        return None, lambda: None
    from emailint.baseline import load, save, subtract

    known = load(str(request.baseline)) if request.baseline else None
    seen: list[Entry] = []

    def keep(report: Report, entries: "Sequence[Entry]") -> Report:
        seen.extend(entries)
        if known is None:
            return report
        return report._replace(findings=tuple(subtract(report.findings, entries, known)))

    def finish() -> None:
        if request.write_baseline:
            save(str(request.write_baseline), seen)
            tell(f"{request.write_baseline}: {len(seen)} findings written")

    return keep, finish


def _show_view(request: Request, worker: Worker) -> int:
    from emailint.render.terminal import clean

    failed = False
    for source in sources_of(request):
        if isinstance(source, SourceError):
            complain(*source)
            failed = True
            continue
        if worker.plan.options.many:
            sys.stdout.write(f"==> {clean(source.path)}[{source.index}] <==\n")
        text = worker.read(source).text
        if sys.stdout.isatty():
            text = "\n".join(map(clean, text.split("\n")))
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return OWN_ERROR if failed else FINE


@contextmanager
def _progress(request: Request) -> "Iterator[Progress]":
    """A bar on standard error for long runs, where a person watches it."""
    from emailint.progress import Progress, total_size

    watched = sys.stderr.isatty()
    stream = sys.stderr if watched else None
    shared = sys.stdout if request.output is None and sys.stdout.isatty() else None
    if request.data is not None and watched:  # each draft is rendered for each recipient
        size = total_size(request.data for _ in find_files(request.paths))
        progress = Progress(stream, size, shared, "recipients")
    else:
        total = total_size(find_files(request.paths)) if watched else None
        progress = Progress(stream, total, shared)
    try:
        yield progress
    finally:
        progress.wipe()
