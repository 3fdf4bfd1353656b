"""Overrides: asked for by a field, a variable or a button, and each one logged with its reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.user import state_folder
from emailint.verdict import OVERRIDE_FIELD, Override, override_from

if TYPE_CHECKING:
    from emailint.message import Message

VARIABLE: Final = "EMAILINT_OVERRIDE"
_LONGEST: Final = 300  # characters of a reason; a whole mail in the field must not get into a log


def from_environment() -> Override | None:
    """The override that the environment of this process asks for."""
    return override_from(os.environ.get(VARIABLE), "environment")


def from_field(message: Message) -> Override | None:
    """The override that the draft itself asks for."""
    return override_from(message.get(OVERRIDE_FIELD), "header")


def log_file() -> Path:
    """Where overrides are kept: one JSON object a line, in the user's state folder."""
    return Path(state_folder(), "overrides.jsonl")


def log(override: Override, message: Message) -> None:
    """Add one line: when, how, why and the Message-ID; nothing of the mail's text. Raises OSError."""
    from datetime import UTC, datetime

    from emailint.render.json import dump
    from emailint.render.terminal import clean

    line = dump(
        {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "channel": override.channel,
            "reason": clean(override.reason)[:_LONGEST],
            "message_id": clean(message.get("Message-ID") or "")[:_LONGEST],
        }
    )
    path = log_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{line}\n".encode())  # in one piece: others may write at the same time
    finally:
        os.close(file)
