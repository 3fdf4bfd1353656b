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
    try:
        sys.exit(command_line(sys.argv[1:]))
    except SystemExit as ended:
        if ended.code is not None and not isinstance(ended.code, int):
            raise
        if "emailint.deep.server" in sys.modules:
            raise  # a server that was started for this run is ended on the usual way out
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(ended.code or 0)


def command_line(args: list[str]) -> int:
    """Do what the command line asks; the exit code. May raise SystemExit.

    Drafts to check without any option, which is what a person types most, need no reading of
    options: Typer's modules would take two fifths of the time.
    """
    if args[:1] == ["check"] and args[1:] and not any(len(a) > 1 and a[0] == "-" for a in args):
        from emailint.program import prepare_streams, run

        prepare_streams()
        return run(lambda: _check(args[1:]))
    from emailint import cli  # now: Typer's modules alone make thousands of objects

    cli.main()
    return 0


def _check(paths: list[str]) -> int:
    from emailint.checking import Request, check

    return check(Request(paths))


if __name__ == "__main__":
    main()
