"""A stand-in for sendmail: checks the message, then hands it to the real one, or holds it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from emailint.hooks import terminal
from emailint.hooks.client import STOPPED, verdict
from emailint.hooks.policy import hook_settings
from emailint.hooks.texts import say
from emailint.user import locale_language, state_folder

TYPE_CHECKING = False  # typing itself would cost a hook's start 3 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, Final

TEMPORARY: Final = 75  # EX_TEMPFAIL of sysexits.h: the mail program keeps the message
CANDIDATES: Final = ("/usr/sbin/sendmail", "/usr/lib/sendmail", "msmtp")
_WITH_VALUE: Final = frozenset("ABCDFLNORXVabefhopr")
"""Options of one letter of sendmail, postfix and msmtp that take a value, in the same word or the
next; `-d` and `-q` take it in the same word only."""
_ENDS_WORD: Final = frozenset("dqV")
_RUNNING: Final = "EMAILINT_HOOK"
_OWN: Final = ("--real=", "--notices=")


def run(arguments: Sequence[str], read: Callable[[], bytes]) -> int:
    """Do what `sendmail` would with the message that `read` gives; the exit code.

    Of the arguments two are ours: `--real=PROGRAM` sends, and `--notices=FILE` gets what there is to
    say (Emacs takes anything on standard error for a failure, and shows it for none).
    """
    settings = hook_settings()
    own, arguments = _split(arguments)
    if notices := own.get("--notices"):
        with suppress(OSError):
            sys.stderr = open(notices, "a", encoding="utf-8", errors="replace")  # noqa: SIM115
    named = own.get("--real") or str(settings.get("sendmail") or "")
    if not submits(arguments):  # an SMTP session, a look at the queue: no message to check
        return pass_on(named, arguments, None)
    raw = read()
    sender, recipients = envelope_of(arguments)
    can_ask = settings.get("terminal") is not False and terminal.there()
    told = verdict(
        raw, sender=sender, recipients=recipients, interactive=can_ask, text=True, settings=settings
    )
    if not terminal.agreed(told, lambda given: verdict(raw, override=given, settings=settings)):
        return _keep(raw, settings, told)
    return pass_on(named, arguments, _stripped(raw))


def _split(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Our own options, and the arguments without them. An address can't pass for one of ours."""
    plain = (at for at, word in enumerate(arguments) if word == "--" or "@" in word)
    end = next(plain, len(arguments))
    own = [word for word in arguments[:end] if word.startswith(_OWN)]
    kept = [word for word in arguments[:end] if word not in own]
    return dict(word.split("=", 1) for word in own), [*kept, *arguments[end:]]


def submits(arguments: Sequence[str]) -> bool:
    """Whether sendmail would read a message: not with -bs, -bp, -q and the like."""
    for word in arguments:
        if word == "--":
            break
        if (word.startswith("-b") and word != "-bm") or word.startswith("-q"):
            return False
    return True


def envelope_of(arguments: Sequence[str]) -> tuple[str | None, list[str] | None]:
    """Sender and recipients as the command line gives them; None where it gives neither.

    With `-t` more recipients are in the headers.
    """
    sender: str | None = None
    recipients: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            recipients += words
        elif word.startswith("--"):  # msmtp's long options take their value after "="
            if word.startswith("--from="):
                sender = word.partition("=")[2]
        elif not word.startswith("-") or word == "-":
            recipients.append(word)
        else:
            letter, value = _option(word)
            if letter in _WITH_VALUE and not value:
                value = next(words, "")
            if letter in ("f", "r"):
                sender = value
    return (sender, recipients) if recipients else (sender, None)


def _option(word: str) -> tuple[str, str]:
    """The option in a word such as "-tifana@example.com" that may take a value, and the value."""
    for at, letter in enumerate(word[1:], 2):
        if letter in _WITH_VALUE or letter in _ENDS_WORD:
            return letter, word[at:]
    return "", ""


class NoProgramError(Exception):
    """There is nothing to send the mail with."""


def real_sendmail(named: str) -> str:
    """The program that sends: `hook.sendmail` of the config, `$EMAILINT_SENDMAIL`, or a usual one.

    Raises NoProgramError where there is none but this one.
    """
    if os.environ.get(_RUNNING):
        raise NoProgramError("the program that hook.sendmail names calls emailint again")
    own = os.path.realpath(sys.argv[0])
    asked = [name for name in (named, os.environ.get("EMAILINT_SENDMAIL")) if name]
    for name in asked[:1] or CANDIDATES:
        found = _which(os.path.expanduser(name))
        if found and os.path.realpath(found) != own:
            return found
    if asked:
        raise NoProgramError(f"hook.sendmail: no program {asked[0]!r}")
    raise NoProgramError("no sendmail or msmtp found; name one in your config: hook.sendmail")


def _which(name: str) -> str:
    """Where a program lies, "" if nowhere; `shutil.which` without the imports of shutil."""
    folders = [""] if os.path.dirname(name) else os.get_exec_path()
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return ""


def pass_on(named: str, arguments: Sequence[str], raw: bytes | None) -> int:
    """Run the real program with the same arguments and the message; its exit code.

    Without a message (`raw` None) it reads standard input itself.
    """
    import subprocess

    try:
        program = real_sendmail(named)
        env = {**os.environ, _RUNNING: "1"}
        code = subprocess.run([program, *arguments], input=raw, check=False, env=env).returncode
    except (NoProgramError, OSError, ValueError) as error:
        terminal.tell(say("unsent", locale_language(), error=error))
        return TEMPORARY
    return code if code >= 0 else 128 - code  # ended by a signal


def hold(raw: bytes, folder: str) -> str:
    """Write a draft to a file of its own, readable by its owner only; its path. Raises OSError."""
    from datetime import datetime
    from pathlib import Path

    place = Path(folder).expanduser()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    path = place / f"{stamp}-{os.urandom(4).hex()}.eml"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)  # half a draft is worse than none
        raise
    return str(path)


def _keep(raw: bytes, settings: Mapping[str, Any], told: Mapping[str, Any]) -> int:
    """Hold the draft where the config says, else among temporary files, and tell where it is."""
    language = told["language"]
    try:
        try:
            folder = str(settings.get("held") or "") or os.path.join(state_folder(), "held")
            path = hold(raw, folder)
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: no home folder
            from tempfile import gettempdir

            terminal.tell(f"hook.held: {error}")
            path = hold(raw, gettempdir())
    except (OSError, ValueError) as error:
        terminal.tell(say("unkept", language, error=error))
        return TEMPORARY
    terminal.tell(say("kept", language, path=path))
    if told["override"]:
        terminal.tell(say("anyway", language))
    return STOPPED


def _stripped(raw: bytes) -> bytes:
    if b"x-emailint-" not in raw.lower():
        return raw
    try:
        from emailint.hooks.judge import strip_own_fields

        return strip_own_fields(raw)
    except Exception as error:  # better a header too many than a mail that doesn't go
        terminal.tell(f"X-Emailint-*: {error}")
        return raw
