"""A stand-in for sendmail: checks the message, then hands it to the real one, or holds it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.engine import locale_language
from emailint.hooks.judge import judge, strip_own_fields
from emailint.hooks.overrides import state_folder
from emailint.hooks.policy import hook_settings
from emailint.hooks.texts import say
from emailint.model import EmailintError, Envelope
from emailint.verdict import STOPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from emailint.hooks.judge import Judged

TEMPORARY: Final = 75  # EX_TEMPFAIL of sysexits.h: the mail program keeps the message
CANDIDATES: Final = ("/usr/sbin/sendmail", "/usr/lib/sendmail", "msmtp")
_WITH_VALUE: Final = frozenset("ABCDFLNORXVabefhopr")
"""Options of one letter of sendmail, postfix and msmtp that take a value, in the same word or the
next; `-d` and `-q` take it in the same word only."""
_ENDS_WORD: Final = frozenset("dqV")
_RUNNING: Final = "EMAILINT_HOOK"
_WIDTH: Final = 78  # mail programs show standard error in small windows


def run(arguments: Sequence[str], read: Callable[[], bytes]) -> int:
    """Do what `sendmail` would with the message that `read` gives; the exit code."""
    settings = hook_settings()
    named = str(settings.get("sendmail") or "")
    if not submits(arguments):  # an SMTP session, a look at the queue: no message to check
        return pass_on(named, arguments, None, locale_language())
    raw = read()
    judged = judge(raw, envelope=envelope_of(arguments), interactive=False)
    language = judged.language
    held = judged.verdict.decision == "stop"
    _tell_findings(raw, judged, short=not held)
    if judged.notice:
        _tell(judged.notice)
    if held:
        return _keep(raw, str(settings.get("held") or ""), language, judged.override)
    return pass_on(named, arguments, _stripped(raw), language)


def submits(arguments: Sequence[str]) -> bool:
    """Whether sendmail would read a message: not with -bs, -bp, -q and the like."""
    for word in arguments:
        if word == "--":
            break
        if (word.startswith("-b") and word != "-bm") or word.startswith("-q"):
            return False
    return True


def envelope_of(arguments: Sequence[str]) -> Envelope | None:
    """Sender and recipients as the command line gives them; None where it gives neither.

    An empty sender, which marks a bounce, is "<>". With `-t` more recipients are in the headers.
    """
    from emailint.addresses import parse_addresses

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
    if sender is None and not recipients:
        return None
    found = [a.address or a.name for word in recipients for a in parse_addresses(word)]
    return Envelope("" if sender is None else sender or "<>", tuple(found))


def _option(word: str) -> tuple[str, str]:
    """The option in a word such as "-tifana@example.com" that may take a value, and the value."""
    for at, letter in enumerate(word[1:], 2):
        if letter in _WITH_VALUE or letter in _ENDS_WORD:
            return letter, word[at:]
    return "", ""


def real_sendmail(named: str) -> str:
    """The program that sends: `hook.sendmail` of the config, `$EMAILINT_SENDMAIL`, or a usual one.

    Raises EmailintError where there is none but this one.
    """
    if os.environ.get(_RUNNING):
        raise EmailintError("the program that hook.sendmail names calls emailint again")
    own = Path(sys.argv[0]).resolve()
    asked = [name for name in (named, os.environ.get("EMAILINT_SENDMAIL")) if name]
    for name in asked[:1] or CANDIDATES:
        found = shutil.which(os.path.expanduser(name))  # noqa: PTH111 (Path drops a leading "./")
        if found and Path(found).resolve() != own:
            return found
    if asked:
        raise EmailintError(f"hook.sendmail: no program {asked[0]!r}")
    raise EmailintError("no sendmail or msmtp found; name one in your config: hook.sendmail")


def pass_on(named: str, arguments: Sequence[str], raw: bytes | None, language: str) -> int:
    """Run the real program with the same arguments and the message; its exit code.

    Without a message (`raw` None) it reads standard input itself.
    """
    import subprocess

    try:
        program = real_sendmail(named)
        env = {**os.environ, _RUNNING: "1"}
        code = subprocess.run([program, *arguments], input=raw, check=False, env=env).returncode
    except (EmailintError, OSError, ValueError) as error:
        _tell(say("unsent", language, error=error))
        return TEMPORARY
    return code if code >= 0 else 128 - code  # ended by a signal


def held_folder(named: str) -> Path:
    """Where held drafts are kept (`hook.held`, else in the user's state folder)."""
    if named:
        return Path(named).expanduser()
    return state_folder() / "held"


def hold(raw: bytes, folder: Path) -> Path:
    """Write a draft to a file of its own, readable by its owner only. Raises OSError."""
    from datetime import datetime

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    path = folder / f"{stamp}-{os.urandom(4).hex()}.eml"
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
    return path


def _keep(raw: bytes, named: str, language: str, may_override: bool) -> int:
    """Hold the draft where the config says, else among temporary files, and tell where it is."""
    from tempfile import gettempdir

    try:
        try:
            path = hold(raw, held_folder(named))
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: no home folder
            _tell(f"hook.held: {error}")
            path = hold(raw, Path(gettempdir()))
    except (OSError, ValueError) as error:
        _tell(say("unkept", language, error=error))
        return TEMPORARY
    told = say("kept", language, path=path)
    _tell(f"{told}; {say('anyway', language)}" if may_override else told)
    return STOPPED


def _stripped(raw: bytes) -> bytes:
    try:
        return strip_own_fields(raw)
    except Exception as error:  # better a header too many than a mail that doesn't go
        _tell(f"X-Emailint-*: {error}")
        return raw


def _tell_findings(raw: bytes, judged: Judged, *, short: bool) -> None:
    """The findings on standard error, where mail programs show them."""
    if judged.report is None or not judged.report.findings:
        return
    try:
        from emailint.document import read
        from emailint.render.text import TextRenderer

        renderer = TextRenderer(width=_WIDTH, quiet=short)
        text = renderer.report(judged.report, read(raw))
    except Exception:  # how they look must not decide whether the mail goes
        text = "".join(f"{f.rule}: {f.message}\n" for f in judged.report.findings)
    _tell(text.rstrip("\n"), prefix="")


def _tell(text: str, prefix: str = "emailint: ") -> None:
    try:
        sys.stderr.write(f"{prefix}{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody listens: that must not keep the mail from going
        pass
