"""The program `emailint`: a process around the command line, quick to start and to end."""

import gc
import os
import sys
from typing import Final

GARBAGE: Final = 100_000
"""Objects made before the first search for dead ones. At Python's 700 a one-shot check, most of
whose objects live to its end, would spend a twentieth of its time on looking."""


def main() -> None:
    """The entry point.

    Ends the process at once, as mypy does: taking down what start-up built, object by object,
    would cost a tenth of a one-shot check.
    """
    gc.set_threshold(GARBAGE)
    from emailint import cli  # now: Typer's modules alone make thousands of objects

    try:
        cli.main()
    except SystemExit as ended:
        if ended.code is not None and not isinstance(ended.code, int):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code or 0)


if __name__ == "__main__":
    main()
