"""The Python interface: one call from a draft to its report."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.message import Message
from emailint.model import Envelope, Report
from emailint.pack import Pack, load_pack


def lint(
    draft: bytes | str | Message | Document,
    envelope: Envelope | None = None,
    send_at: datetime | None = None,
    config: Config | None = None,
) -> Report:
    """The report on one draft.

    `draft`: a message as bytes or text, or one read already. `envelope`: SMTP's sender and
    recipients, where known (Bcc is only there). `send_at`: when it is to be sent, aware; without it
    the draft's own Date field counts. `config`: defaults to emailint's own, no file is read.
    Raises EmailintError on a wrong config, never on what a draft holds.
    """
    if not isinstance(draft, Document):
        draft = read(draft)
    return Linter(_pack(), config).lint(draft, envelope=envelope, send_at=send_at)


@cache
def _pack() -> Pack:
    return load_pack()
