"""`--fix` and `--diff`: the safe fixes of whole files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from emailint.document import Document, read
from emailint.files import write
from emailint.fix import diff, fix_to_fixpoint
from emailint.sources import SourceError

if TYPE_CHECKING:
    from emailint.checking import Request
    from emailint.runner import Worker
    from emailint.sources import Source


def fix_files(request: Request, worker: Worker) -> int:
    """Mend the files, or print what would change; 0, or 2 where a file couldn't be written.

    Messages of a mailbox stay as they are. Standard input can be shown as a diff only.
    """
    from emailint.checking import FINDINGS, FINE, OWN_ERROR, sources_of

    failed = changed = False
    for source in list(sources_of(request)):
        if isinstance(source, SourceError):
            if request.diff:
                sys.stderr.write(f"emailint: {source.path}: {source.error}\n")
                failed = True
            continue
        before = worker.read(source)
        raw = _fixed(source, worker)
        if raw == before.message.raw:
            continue
        changed = True
        if request.diff:
            sys.stdout.write(diff(before, _read(source, raw, worker), source.path))
        elif source.path != "-":
            try:
                # only a file that is this message and nothing else: no mailbox, no UTF-16 draft
                if Path(source.path).read_bytes() == source.raw:
                    write(source.path, raw)
            except OSError as error:
                sys.stderr.write(f"emailint: {source.path}: {error.strerror or error}\n")
                failed = True
    return OWN_ERROR if failed else FINDINGS if changed and request.diff else FINE


def _fixed(source: Source, worker: Worker) -> bytes:
    def lint(document: Document):  # type: ignore[no-untyped-def]
        return worker.report(source, document)

    fixed, _ = fix_to_fixpoint(source.raw, lint, lambda raw: _read(source, raw, worker))
    return fixed


def _read(source: Source, raw: bytes, worker: Worker) -> Document:
    language = worker.engine.linter(source.path).config.language
    return read(raw, kind=source.kind, language=language)
