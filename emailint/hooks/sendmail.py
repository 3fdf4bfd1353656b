"""A drop-in for sendmail: checks the message, then hands it to the real one, or keeps it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from emailint.model import EmailintError, Envelope
from emailint.verdict import STOPPED

CANDIDATES: Final = ("/usr/sbin/sendmail", "/usr/lib/sendmail", "msmtp")
_WITH_VALUE: Final = frozenset("BCDFLNORVXbfhoprX")
"""sendmail's options of one letter that take a value, in the same word or the next."""


def envelope_of(arguments: Sequence[str]) -> Envelope | None:
    """Sender and recipients as the command line gives them; None with `-t` (headers hold them)."""
    sender, recipients = "", []
    words = iter(arguments)
    from_headers = False
    for word in words:
        if word == "--":
            recipients += list(words)
        elif word.startswith("-") and len(word) > 1:
            letter, value = word[1], word[2:]
            from_headers = from_headers or word == "-t"
            if letter in _WITH_VALUE and not value:
                value = next(words, "")
            if letter in "fr":
                sender = value
        else:
            recipients.append(word)
    if not recipients and from_headers:
        return None
    return Envelope(sender, tuple(recipients))


def real_sendmail(named: str) -> str:
    """The program that sends: the config's `hook.sendmail`, `$EMAILINT_SENDMAIL`, or a usual one.

    Raises EmailintError where there is none but this wrapper.
    """
    own = Path(sys.argv[0]).resolve()
    for name in filter(None, (named, os.environ.get("EMAILINT_SENDMAIL"), *CANDIDATES)):
        found = shutil.which(name)
        if found and Path(found).resolve() != own:
            return found
    raise EmailintError(
        "no sendmail or msmtp found to pass the mail on to; set hook.sendmail in your config"
    )


def held_folder(named: str) -> Path:
    """Where stopped drafts are kept (`hook.held`, else in the user's state folder)."""
    if named:
        return Path(named).expanduser()
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "emailint" / "held"


def hold(raw: bytes, folder: Path) -> Path:
    """Write the stopped draft to a file of its own, readable by its owner only. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    for number in range(10_000):
        path = folder / f"{stamp}-{os.getpid()}-{number}.eml"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
        return path
    raise OSError(f"no free name in {folder}")


def pass_on(program: str, arguments: Sequence[str], raw: bytes) -> int:
    """Run the real program with the same arguments and the message; its exit code."""
    import subprocess

    return subprocess.run([program, *arguments], input=raw, check=False).returncode


__all__ = ["STOPPED", "envelope_of", "held_folder", "hold", "pass_on", "real_sendmail"]
