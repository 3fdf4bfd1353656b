"""What `emailint check` does, apart from reading its options: one run and its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from emailint.model import SEVERITIES, EmailintError, Report
from emailint.render import Options, renderer
from emailint.render.summary import Summary
from emailint.runner import Plan, Worker, run
from emailint.sources import Source, SourceError, read_sources

if TYPE_CHECKING:
    from emailint.document import Document

FINE: Final = 0
FINDINGS: Final = 1
OWN_ERROR: Final = 2


@dataclass(frozen=True)
class Request:
    """The options of `emailint check`, as given."""

    paths: list[str]
    format: str = "text"
    output: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)
    fix: bool = False
    diff: bool = False
    send_at: str | None = None
    jobs: int = 1
    baseline: Path | None = None
    write_baseline: Path | None = None
    statistics: bool = False
    explain_score: bool = False
    show_view: bool = False
    watch: bool = False
    stdin_filename: str = ""
    quiet: bool = False
    config: Path | None = None


def check(request: Request) -> int:
    """Run it; the exit code. Raises EmailintError for a wrong config or option value."""
    if request.watch:
        from emailint.watching import watch

        return watch(request, check)
    plan = _plan(request)
    if request.show_view:
        return _show_view(request, plan)
    if request.fix or request.diff:
        from emailint.fixing import fix_files

        failed = fix_files(request, Worker(plan))
        if request.diff:
            return failed
    return _check(request, plan)


def sources_of(request: Request) -> Iterator[Source | SourceError]:
    """The drafts that the request names, one after the other."""
    return read_sources(request.paths, sys.stdin.buffer.read, request.stdin_filename)


def _plan(request: Request) -> Plan:
    to_terminal = request.output is None and sys.stdout.isatty()
    width = 100
    if to_terminal:
        import shutil

        width = shutil.get_terminal_size().columns
    many = len(request.paths) != 1 or _may_hold_many(request.paths[0])
    options = Options(
        language=str(request.flags.get("ui_language") or _locale()),
        color=_color(to_terminal), width=width, quiet=request.quiet, many=many,
        statistics=request.statistics, explain_score=request.explain_score,
    )  # fmt: skip
    return Plan(request.config, request.flags, moment(request.send_at), request.format, options)


def _may_hold_many(path: str) -> bool:
    return path != "-" and (Path(path).is_dir() or path.endswith((".mbox", ".gz")))


def _check(request: Request, plan: Plan) -> int:
    worker = Worker(plan)  # a wrong config ends here, before anything is read or written
    config = worker.engine.linter(request.paths[0]).config
    keep, finish = _baseline(request)
    summary = Summary()
    failing = False
    jobs = request.jobs or os.cpu_count() or 1
    with _opened(request.output) as out, _progress(request) as step:
        shown = worker.renderer
        out.write(shown.begin())
        for outcome in run(sources_of(request), worker, jobs=jobs, keep=keep):
            step()
            if isinstance(outcome, SourceError):
                summary.errors += 1
                out.write(shown.error(outcome.path, outcome.error))
                if request.output is not None or plan.format != "text":
                    sys.stderr.write(f"emailint: {outcome.path}: {outcome.error}\n")
                continue
            out.write(outcome.piece)
            summary.add(outcome.report)
            failing = failing or fails(outcome.report, config.fail_on, config.fail_under)
        out.write(shown.end(summary))
    finish()
    return OWN_ERROR if summary.errors else FINDINGS if failing else FINE


def fails(report: Report, fail_on: str, fail_under: int) -> bool:
    """Whether a report is at the threshold: a finding of `fail_on` or graver, or too low a score."""
    if report.score.total < fail_under:
        return True
    if fail_on == "never":
        return False
    threshold = SEVERITIES.index(fail_on)  # type: ignore[arg-type]
    return any(SEVERITIES.index(f.severity) >= threshold for f in report.findings)


def _baseline(request: Request) -> tuple[Callable[[Report, Document], Report] | None, Callable[[], None]]:
    """What keeps a report's new findings, and what writes the new baseline in the end."""
    if request.baseline is None and request.write_baseline is None:
        return None, lambda: None
    from emailint.baseline import Entry, fingerprint, load, save, subtract

    known = load(str(request.baseline)) if request.baseline else None
    seen: list[Entry] = []

    def keep(report: Report, document: Document) -> Report:
        entries = [fingerprint(f, document, report.path, mailbox=_may_hold_many(report.path)) for f in report.findings]
        seen.extend(entries)
        if known is None:
            return report
        return report._replace(findings=tuple(subtract(report.findings, entries, known)))

    def finish() -> None:
        if request.write_baseline:
            save(str(request.write_baseline), seen)
            sys.stderr.write(f"emailint: {request.write_baseline}: {len(seen)}\n")

    return keep, finish


def _show_view(request: Request, plan: Plan) -> int:
    worker = Worker(plan)
    failed = False
    for source in sources_of(request):
        if isinstance(source, SourceError):
            sys.stderr.write(f"emailint: {source.path}: {source.error}\n")
            failed = True
        else:
            text = worker.read(source).text
            if sys.stdout.isatty():
                from emailint.render.terminal import clean

                text = "\n".join(map(clean, text.split("\n")))
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
    return OWN_ERROR if failed else FINE


def moment(send_at: str | None) -> datetime | None:
    if send_at is None:
        return None
    try:
        moment = datetime.fromisoformat(send_at)
    except ValueError:
        raise EmailintError(f"--send-at {send_at!r} is no ISO 8601 time, such as 2026-05-04T09:30") from None
    return moment if moment.tzinfo else moment.astimezone()


def _color(to_terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (to_terminal and os.environ.get("TERM") != "dumb")


def _locale() -> str:
    from emailint.engine import locale_language

    return locale_language()


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or the file: written beside it first, so that a failed run leaves the old."""
    if output is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        yield sys.stdout
        sys.stdout.flush()
        return
    if not output.parent.is_dir():
        raise EmailintError(f"{output.parent}: no such folder")
    temporary = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield file
        temporary.replace(output)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _progress(request: Request) -> Iterator[Callable[[], None]]:
    """A counter on standard error for long runs, where a person watches it."""
    if not sys.stderr.isatty() or (request.output is None and sys.stdout.isatty()):
        yield lambda: None
        return
    from emailint.progress import Progress

    progress = Progress(sys.stderr)
    try:
        yield progress.step
    finally:
        progress.close()


__all__ = ["FINDINGS", "FINE", "OWN_ERROR", "Request", "check", "fails", "sources_of"]
