"""How the program ends, whatever happens: one clear line and an exit code, never a traceback."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from emailint.model import EmailintError
from emailint.user import localized

OWN_ERROR: Final = 2
INTERRUPTED: Final = 130  # as shells report a program ended by Ctrl-C


def prepare_streams() -> None:
    """Make the standard streams such that any text can be written."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):  # a terminal may know fewer characters than a mail
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def run(work: Callable[[], int], *, own: tuple[type[Exception], ...] = ()) -> int:
    """The exit code of `work`, or of the error that it ended in. Errors of `own` are raised, and so
    are those that have an `exit_code`, as Typer's have: it tells them with the command's usage."""
    try:
        try:
            return work()
        finally:
            sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
    except own:
        raise
    except BrokenPipeError:  # `emailint check drafts | head` has read enough: that's no fault
        _close_quietly()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if hasattr(error, "exit_code"):
            raise
        _explain(error)
        return OWN_ERROR


def _explain(error: Exception) -> None:
    if isinstance(error, EmailintError):
        what = str(error)
    elif isinstance(error, OSError):
        what = f"{error.filename or 'standard output'}: {error.strerror or error}"
    elif os.environ.get("EMAILINT_DEBUG"):
        raise error
    else:
        what = (
            f"this is a bug in emailint: {type(error).__name__}: {error}\n"
            "Please report it; EMAILINT_DEBUG=1 shows where."
        )
    with suppress(OSError):  # nobody may be left to tell
        sys.stderr.write(f"emailint: {localized(what)}\n")


def _close_quietly() -> None:
    """The reader of a pipe has gone: keep Python from complaining when it flushes at exit."""
    with suppress(OSError, ValueError):  # no real file, as in a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
