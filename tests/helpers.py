"""Small packs and reports for tests of the machinery."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import Report
from emailint.pack import Pack, load_pack

HANG = 20.0
"""Seconds of the process's own time. Nothing takes a third of it on a busy machine; what isn't linear takes
minutes."""

HEAD = """
id = "{id}"
category = "{category}"
severity = "{severity}"
scope = {scope}
{more}
[check]
{check}
[message]
en = "{message}"
es = "{message}"
"""


def card(
    folder: Path,
    check: str,
    *,
    id: str = "body-x",
    category: str = "body",
    severity: str = "warning",
    scope: str = '["subject", "written"]',
    more: str = "languages = []",
    message: str = "{text}",
) -> None:
    """Write one card; its message shows what was hit."""
    text = HEAD.format(
        id=id,
        category=category,
        severity=severity,
        scope=scope,
        more=more,
        check=check,
        message=message,
    )
    (folder / f"{id}.toml").write_text(text, encoding="utf-8")


def pack_of(folder: Path, check: str, **fields: Any) -> Pack:
    """A pack of one card."""
    card(folder, check, **fields)
    return load_pack([folder], cache=False)


def lint(pack: Pack, draft: str, config: Config | None = None, **more: Any) -> Report:
    """The report on a draft: a message if it starts with a field, else a text."""
    return Linter(pack, config).lint(document(draft), **more)


def document(draft: str) -> Document:
    kind = "message" if draft.split(":", 1)[0] in ("Subject", "From", "To", "Date") else "text"
    return read(draft, kind=kind)


def marked(report: Report, draft: str) -> list[str]:
    """What the findings mark."""
    text = document(draft).text
    return [text[f.start : f.end] for f in report.findings]


@contextmanager
def soon() -> Iterator[None]:
    """What is done within doesn't hang: it takes less than `HANG`."""
    began = time.process_time()
    yield
    assert time.process_time() - began < HANG


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until it is true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
