"""Checks again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.config import project_file
from emailint.model import EmailintError
from emailint.output import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from emailint.checking import Request

PAUSE: Final = 0.3
"""Seconds between two looks at the files."""


def watch(request: Request, check: Callable[[Request], int]) -> int:
    """Check now and after every change, until interrupted; the exit code of the last run."""
    if "-" in request.paths:
        raise EmailintError("--watch needs files, not standard input")
    once = request._replace(watch=False)
    own = {str(p) for p in (request.output, request.write_baseline) if p}
    seen: dict[str, int] = {}
    code = 0
    try:
        while True:
            stamps = _stamps(request, own)
            if stamps != seen:
                seen = stamps
                if sys.stdout.isatty():
                    sys.stdout.write("\x1b[2J\x1b[H")
                try:
                    code = check(once)
                except EmailintError as error:  # a config half edited: say so and go on watching
                    tell(str(error))
                    code = 2
                sys.stdout.flush()
                if request.fix:  # what was just written is no change
                    seen = _stamps(request, own)
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        return code


def _stamps(request: Request, own: set[str]) -> dict[str, int]:
    """When each watched file changed last, in nanoseconds; -1 for one that isn't there."""
    stamps = {}
    for file in _files(request):
        if file in own:  # what the run itself writes
            continue
        try:
            stamps[file] = Path(file).stat().st_mtime_ns
        except OSError:
            stamps[file] = -1
    return stamps


def _files(request: Request) -> Iterator[str]:
    """The drafts and what is said of them: configs and baseline."""
    for path in request.paths:
        if Path(path).is_dir():
            for folder, _, names in os.walk(path):
                yield from (os.path.join(folder, name) for name in names)  # noqa: PTH118
        else:
            yield path
        if config := request.config or project_file(Path(path).resolve()):
            yield str(config)
    if request.baseline:
        yield str(request.baseline)
