"""A hook's way to a verdict: from the warm engine if one runs, else in this process.

Also the entry points `emailint-hook` and `emailint-sendmail`. They start with every mail, so what
is imported here is imported where it is needed, and never Typer.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

TYPE_CHECKING = False  # typing itself would cost the start 3 ms
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NoReturn

    from emailint.verdict import Channel

STOPPED = 65  # EX_DATAERR of sysexits.h: the message is at fault
WRONG_USE = 64  # EX_USAGE
PATIENCE = 2.0
"""Seconds that a server is waited for, at most: half of the budget is kept for this process."""
_USAGE = """\
usage: emailint-hook sendmail [SENDMAIL'S ARGUMENTS]...   stand in for sendmail
       emailint-hook check [--from ADDRESS] [--rcpt ADDRESS]... [--no-interactive] < MESSAGE
       emailint-hook git PATCH [HEADERS]                  git's hook sendemail-validate
"""


def verdict(
    raw: bytes,
    *,
    sender: str | None = None,
    recipients: list[str] | None = None,
    interactive: bool = False,
    override: tuple[Channel, str] | None = None,
    profile: str = "",
    text: bool = False,
    settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The answer on a message about to be sent (docs/json.md). Never raises.

    `sender` and `recipients` are the envelope's, None where it is unknown; `override` is a button's
    or a prompt's channel and reason; `profile` wins over what the message looks like; with `text`
    the answer has the findings as a terminal shows them. `settings`: the [hook] table, where the
    caller has it already.
    """
    from emailint.hooks.policy import hook_settings
    from emailint.user import locale_language

    start = time.monotonic()
    now = time.time()
    asked = {
        "sender": sender, "recipients": recipients, "interactive": interactive,
        "override": override or _from_environment(), "profile": profile, "text": text,
        "now": [now, time.localtime(now).tm_gmtoff], "language": locale_language(),
    }  # fmt: skip
    settings = hook_settings() if settings is None else settings
    answer = ask_server(asked, raw, min(PATIENCE, budget(settings) / 2))
    if answer is not None:
        return answer
    try:
        from emailint.hooks.asked import answer_here

        return answer_here(asked, raw, spent=time.monotonic() - start)
    except Exception as error:  # an installation in pieces must not keep a mail from going
        strict = settings.get("strict") is True
        told = "the mail is held (strict)" if strict else "the mail goes unchecked"
        return {
            "verdict": "stop" if strict else "send", "score": None, "findings": [], "text": "",
            "notice": f"the check failed, {told}: {type(error).__name__}: {error}",
            "override": settings.get("override") is not False, "language": "en",
        }  # fmt: skip


def ask_server(
    asked: Mapping[str, Any], raw: bytes, seconds: float, path: str = ""
) -> dict[str, Any] | None:
    """What the warm engine answers; None where none runs, it is another's, or it has no answer."""
    from emailint.user import config_file, socket_path

    try:
        path = path or socket_path()
        if os.stat(path).st_uid != os.geteuid():
            return None
        config = os.path.abspath(config_file())
    except (OSError, AttributeError):  # not there; no users on this system
        return None
    import socket

    from emailint import __version__
    from emailint.hooks.wire import MAX_MAIL, Stream, WireError, decode, encode

    if len(raw) > MAX_MAIL:
        return None
    line = encode({**asked, "version": __version__, "config": config, "length": len(raw)})
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(seconds)
            connection.connect(path)
            stream = Stream(connection, seconds)
            stream.send(line + raw)
            answer = decode(stream.line())
    except (OSError, WireError, ValueError):
        return None
    if answer.get("version") != __version__ or "verdict" not in answer:
        return None
    return answer


def budget(settings: Mapping[str, Any]) -> float:
    """The seconds that the settings allow for one verdict."""
    seconds = settings.get("timeout")
    return float(seconds) if isinstance(seconds, int | float) and seconds > 0 else 5.0


def main() -> None:
    """The entry point `emailint-hook`."""
    name, arguments = (sys.argv[1] if len(sys.argv) > 1 else ""), sys.argv[2:]
    _start()
    if name == "sendmail":
        from emailint.hooks.sendmail import run

        _end(run(arguments, sys.stdin.buffer.read))
    elif name == "check":
        _end(_check(arguments))
    elif name == "git":
        from emailint.hooks import git

        _end(git.run(arguments))
    sys.stderr.write(_USAGE)
    _end(0 if name in ("-h", "--help") else WRONG_USE)


def sendmail() -> None:
    """The entry point `emailint-sendmail`: a program in sendmail's place, arguments and all."""
    from emailint.hooks.sendmail import run

    _start()
    _end(run(sys.argv[1:], sys.stdin.buffer.read))


def _check(arguments: list[str]) -> int:
    """`hook check` of the command line, without its start-up."""
    sender, recipients, interactive = None, [], True
    words = iter(arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if name in ("--from", "--rcpt"):
            value = value if equals else next(words, "")
            if name == "--from":
                sender = value
            else:
                recipients.append(value)
        elif word in ("--interactive", "--no-interactive"):
            interactive = word == "--interactive"
        else:
            sys.stderr.write(_USAGE)
            return WRONG_USE
    return check(sender, recipients, interactive)


def check(sender: str | None, recipients: list[str], interactive: bool) -> int:
    """Print the verdict on standard input's message as JSON; the exit code, STOPPED for stop."""
    from emailint.render.json import dump

    answer = verdict(
        sys.stdin.buffer.read(),
        sender=sender,
        recipients=recipients or None,
        interactive=interactive,
    )
    shown = ("verdict", "score", "findings", "notice", "override", "language")
    sys.stdout.buffer.write(f"{dump({key: answer[key] for key in shown})}\n".encode())
    sys.stdout.buffer.flush()
    return STOPPED if answer["verdict"] == "stop" else 0


def _from_environment() -> tuple[Channel, str] | None:
    if not os.environ.get("EMAILINT_OVERRIDE"):
        return None
    from emailint.hooks.overrides import from_environment

    return from_environment()


def _end(code: int) -> NoReturn:
    """End the process at once: taking down what start-up built would cost a tenth of its time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody listens: that must not change the exit code
            stream.flush()
    os._exit(code)


def _start() -> None:
    """Give a process started without them its standard streams; it is too short for a collection."""
    import gc

    gc.disable()
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
