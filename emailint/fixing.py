"""`--fix` and `--diff`: the safe fixes of whole files, written or shown as a patch."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.files import write
from emailint.fix import diff, fix_to_fixpoint
from emailint.model import EmailintError
from emailint.output import complain, tell
from emailint.render.terminal import clean
from emailint.sources import SourceError

if TYPE_CHECKING:
    from emailint.checking import Request
    from emailint.document import Document
    from emailint.model import Report
    from emailint.runner import Worker
    from emailint.sources import Source

_NO_BREAK: Final = b"\n\\ No newline at end of file\n"


def fix_files(request: Request, worker: Worker) -> int:
    """Mend the files, or print a patch that would (exit code 1 then); 2 where a file fails.

    Messages of a mailbox stay as they are. Raises EmailintError for standard input, of which there
    is a patch only.
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
        try:
            if not _is_whole(source, request):
                if source.path != mailbox:
                    mailbox = source.path
                    complain(mailbox, "not fixed: --fix writes files of one message only")
            elif request.diff:
                changed = True
                before, after = worker.read(source), worker.read(source._replace(raw=raw))
                _print(patch(before, after, source.path, source.raw, raw))
            else:
                write(source.path, raw)
                tell(f"{source.path}: {mended} fixed")
        except OSError as error:
            complain(source.path, f"not fixed: {error.strerror or error}")
            failed = True
    return OWN_ERROR if failed else FINDINGS if changed else FINE


def _is_whole(source: Source, request: Request) -> bool:
    """Whether a file is this message and nothing else: no mailbox, no UTF-16 draft."""
    if "-" in request.paths and source.path in ("-", request.stdin_filename):
        return source.index == 0 and source.line == 1
    return Path(source.path).read_bytes() == source.raw


def patch(before: Document, after: Document, path: str, old: bytes, new: bytes) -> bytes:
    """A unified diff that makes `old`, the bytes of the file at `path`, `new`: for `git apply` and
    `patch -p1`. Where its lines are encoded, comments above tell what they say.
    """
    from difflib import diff_bytes, unified_diff
    from io import BytesIO

    if Path(path).is_absolute():
        inside = os.path.relpath(path)
        path = path.lstrip("/") if inside.startswith("..") else inside
    path = os.path.normpath(path).replace(os.sep, "/")
    made = diff_bytes(
        unified_diff, BytesIO(old).readlines(), BytesIO(new).readlines(),
        _patch_name(f"a/{path}"), _patch_name(f"b/{path}"),
    )  # fmt: skip
    lines = b"".join(line if line.endswith(b"\n") else line + _NO_BREAK for line in made)
    told = [line for line in diff(before, after, "").split("\n")[2:] if line[:1] in ("-", "+")]
    if all(line[1:].encode("utf-8", "replace") in lines for line in told):
        return lines
    return "".join(f"# {clean(line)}\n" for line in told).encode("utf-8", "replace") + lines


def _patch_name(path: str) -> bytes:
    """A path as git writes it: odd ones in quotes, a space told from the end by a tab."""
    name = os.fsencode(path)
    if any(c in b'"\\\x7f' or c < 32 for c in name):
        odd = (chr(c) if 32 <= c < 127 and c not in b'"\\' else f"\\{c:03o}" for c in name)
        return f'"{"".join(odd)}"'.encode()
    return name + b"\t" if b" " in name else name


def _print(lines: bytes) -> None:
    """The bytes as they are, but a terminal is given nothing that could steer it."""
    if sys.stdout.isatty():
        shown = lines.decode("utf-8", "replace").split("\n")
        sys.stdout.write("\n".join(map(clean, shown)))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(lines)
    sys.stdout.buffer.flush()


def _fixed(source: Source, worker: Worker) -> tuple[bytes, int]:
    """The message with its safe fixes, and how many findings that mended."""

    def lint(document: Document) -> Report:
        return worker.report(source, document)

    def read(raw: bytes) -> Document:
        return worker.read(source._replace(raw=raw.removeprefix(source.fields)))

    raw, mended = fix_to_fixpoint(source.raw, lint, read)
    return raw.removeprefix(source.fields), len(mended)
