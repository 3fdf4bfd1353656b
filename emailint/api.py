"""The Python interface: one call from a draft to its report."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from emailint.config import Config
from emailint.document import Document, read
from emailint.engine import Engine
from emailint.model import Handed

if TYPE_CHECKING:
    from datetime import datetime

    from emailint.deep import Deep
    from emailint.message import Message
    from emailint.model import Envelope, Report


def lint(
    draft: bytes | str | Path | Message | Document,
    envelope: Envelope | None = None,
    send_at: datetime | None = None,
    config: Config | None = None,
) -> Report:
    """The report on one draft.

    `draft`: a message as bytes or text, the path of its file, or one read already (`read` tells
    messages from texts and pages). `envelope`: SMTP's sender and recipients, where known (Bcc is
    only there). `send_at`: when it is to be sent; without it the draft's own Date field counts.
    `config`: defaults to emailint's own, no file is read. Raises EmailintError on a wrong config,
    OSError for a path that can't be read, never on what a draft holds.
    """
    config = config or Config()
    linter = _engine().linter_of(config)
    path = str(draft) if isinstance(draft, Path) else ""
    if not isinstance(draft, Document):
        draft = read(draft, language=config.language)
    if send_at is not None and send_at.tzinfo is None:
        send_at = send_at.astimezone()
    handed_in = Handed()
    if config.deep:
        handed_in = _deep(config).examine(linter.situation(draft, envelope, send_at))
    return linter.lint(draft, path=path, envelope=envelope, send_at=send_at, handed_in=handed_in)


@cache
def _engine() -> Engine:
    """One for the process: a pack is read once, a linter made once for each config."""
    return Engine()


_deeps: dict[str, Deep] = {}


def _deep(config: Config) -> Deep:
    """The engines under a config, made ready once."""
    from emailint.deep import Deep

    key = repr(config)
    if key not in _deeps:
        _deeps[key] = Deep(config)
    return _deeps[key]
