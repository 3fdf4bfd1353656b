"""`--fix` and `--diff`: the safe fixes of whole files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from emailint.files import write
from emailint.fix import diff, fix_to_fixpoint
from emailint.model import EmailintError
from emailint.output import complain, tell
from emailint.sources import SourceError

if TYPE_CHECKING:
    from emailint.checking import Request
    from emailint.document import Document
    from emailint.model import Report
    from emailint.runner import Worker
    from emailint.sources import Source


def fix_files(request: Request, worker: Worker) -> int:
    """Mend the files, or print what would change (exit code 1 then); 2 where a file fails.

    Messages of a mailbox stay as they are. Raises EmailintError for standard input, which can be
    shown as a diff only.
    """
    from emailint.checking import FINDINGS, FINE, sources_of
    from emailint.program import OWN_ERROR

    if "-" in request.paths and not request.diff:
        raise EmailintError("--fix needs files; for standard input use --diff")
    failed = changed = False
    mailbox = ""
    for source in sources_of(request):
        if isinstance(source, SourceError):
            if request.diff:  # else the check that follows says so
                complain(*source)
                failed = True
            continue
        raw, mended = _fixed(source, worker)
        if raw == source.raw:
            continue
        if request.diff:
            changed = True
            before = worker.read(source)
            after = worker.read(source._replace(raw=raw))
            sys.stdout.write(diff(before, after, source.path))
            continue
        try:
            # only a file that is this message and nothing else: no mailbox, no UTF-16 draft
            if Path(source.path).read_bytes() == source.raw:
                write(source.path, raw)
                tell(f"{source.path}: {mended} fixed")
            elif source.path != mailbox:
                mailbox = source.path
                complain(mailbox, "not fixed: --fix writes files of one message only")
        except OSError as error:
            complain(source.path, f"not fixed: {error.strerror or error}")
            failed = True
    return OWN_ERROR if failed else FINDINGS if changed else FINE


def _fixed(source: Source, worker: Worker) -> tuple[bytes, int]:
    """The message with its safe fixes, and how many findings that mended."""

    def lint(document: Document) -> Report:
        return worker.report(source, document)

    def read(raw: bytes) -> Document:
        return worker.read(source._replace(raw=raw.removeprefix(source.fields)))

    raw, mended = fix_to_fixpoint(source.raw, lint, read)
    return raw.removeprefix(source.fields), len(mended)
