"""Asking the writer in the terminal, where there is one that is not busy with something else."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing itself would cost a hook's start 3 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from emailint.verdict import Channel

TTY = "/dev/tty"
_YES = {"y", "yes", "s", "si", "sí"}


def there() -> bool:
    """Whether the writer looks at a terminal and this process may read from it.

    A mail program that draws its own screen (mutt, Emacs) takes standard error for itself, cron has
    no terminal, and what runs in the background would be stopped when it reads.
    """
    try:
        if not hasattr(os, "tcgetpgrp") or not sys.stderr.isatty():
            return False
        terminal = os.open(TTY, os.O_RDWR)
    except (OSError, ValueError):
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)


def agreed(told: Mapping[str, Any], again: Callable[[tuple[Channel, str]], object]) -> bool:
    """Tell the findings; whether the mail goes, asked where the verdict is `ask`.

    `again` is called with the writer's override, so that it is logged.
    """
    if told["text"]:
        tell(told["text"], prefix="")
    if told["verdict"] == "ask":
        reason = ask(told["notice"], told["language"])
        if reason is not None:
            again(("terminal", reason))
        return reason is not None
    if told["notice"]:
        tell(told["notice"])
    return bool(told["verdict"] == "send")


def ask(question: str, language: str) -> str | None:
    """The reason to send all the same ("" if the writer gives none), or None: don't."""
    from emailint.hooks.texts import say

    try:
        with open(TTY, "r+b", buffering=0) as terminal:
            terminal.write(f"emailint: {question} {say('choices', language)} ".encode())
            word, _, reason = (
                terminal.readline(4096).decode(errors="replace").strip().partition(" ")
            )
    except (OSError, KeyboardInterrupt):
        return None
    return reason.strip() if word.lower() in _YES else None


def tell(text: str, prefix: str = "emailint: ") -> None:
    """A line on standard error, where mail programs show it."""
    try:
        sys.stderr.write(f"{prefix}{text}\n")
        sys.stderr.flush()
    except (OSError, ValueError):  # nobody listens: that must not keep the mail from going
        pass
