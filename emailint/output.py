"""Where a run writes: standard output, a file, what goes to standard error, and how."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from emailint.model import EmailintError
from emailint.user import localized

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WIDTH: Final = 100  # columns where there is no terminal


def complain(path: str, error: str) -> None:
    """Say on standard error what is wrong with a file."""
    from emailint.render.terminal import clean

    tell(f"{clean(path)}: {clean(error)}")


def tell(text: str) -> None:
    """A line on standard error, after all that was printed before."""
    sys.stdout.flush()
    sys.stderr.write(f"emailint: {localized(text)}\n")


def colored(stream: IO[str]) -> bool:
    """Whether to write in colour (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        stream.isatty() and os.environ.get("TERM") != "dumb"
    )


def columns(stream: IO[str]) -> int:
    """The columns to write in."""
    if not stream.isatty():
        return _WIDTH
    import shutil

    return shutil.get_terminal_size().columns


@contextmanager
def opened(output: Path | None, *, for_programs: bool) -> Iterator[IO[str]]:
    """The file `output`, first written beside it, so a failed run spoils nothing; or standard
    output, in UTF-8 wherever we are if it is `for_programs`.

    Raises EmailintError where the file can't be.
    """
    if output is None:
        if for_programs and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    from emailint.files import is_device

    if not output.parent.is_dir():
        raise EmailintError(f"{output.parent}: no such folder")
    if output.is_dir():
        raise EmailintError(f"{output} is a folder")
    if is_device(output):
        with output.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        return
    target = output.resolve()  # a symbolic link stays one
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield file
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
