"""Checks again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.model import EmailintError

if TYPE_CHECKING:
    from emailint.checking import Request

PAUSE: Final = 0.3
"""Seconds between two looks at the files."""


def watch(request: Request, check: Callable[[Request], int]) -> int:
    """Check now and after every change, until interrupted; the exit code of the last run."""
    if "-" in request.paths:
        raise EmailintError("--watch needs files, not standard input")
    once = replace(request, watch=False)
    seen: dict[str, int] = {}
    code = 0
    try:
        while True:
            stamps = _stamps(request.paths)
            if stamps != seen:
                seen = stamps
                if sys.stdout.isatty():
                    sys.stdout.write("\x1b[2J\x1b[H")
                try:
                    code = check(once)
                except EmailintError as error:  # a config half edited: say so and go on watching
                    sys.stderr.write(f"emailint: {error}\n")
                sys.stdout.flush()
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        return code


def _stamps(paths: list[str]) -> dict[str, int]:
    """When each file below `paths` changed last, in nanoseconds."""
    stamps = {}
    for path in paths:
        for folder, _, names in os.walk(path) if Path(path).is_dir() else [(os.path.dirname(path) or ".", [], [os.path.basename(path)])]:
            for name in names:
                file = Path(folder) / name
                try:
                    stamps[str(file)] = file.stat().st_mtime_ns
                except OSError:
                    stamps[str(file)] = -1
    return stamps
