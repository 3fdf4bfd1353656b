"""Planted drafts: written from the specification by people who had not read the rules.

Each case is a whole draft with one rule's fault (`bad`) or a near miss of it (`good`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from emailint.config import Config
from emailint.examples import document_of
from emailint.linter import Linter
from emailint.model import Report
from emailint.pack import Pack

FOLDER = Path(__file__).parent / "planted"


class Case(NamedTuple):
    rule: str
    language: str
    number: int
    verdict: str
    table: dict[str, Any]


def cases() -> Iterator[Case]:
    """All planted drafts, by language and rule."""
    for path in sorted(FOLDER.rglob("*.toml")):
        for number, table in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            yield Case(path.stem, path.parent.name, number, table["verdict"], table)


def lint(pack: Pack, case: Case) -> Report:
    """The whole report on a case, as a user with no config would get it."""
    table = case.table
    config = Config(
        profile=table.get("profile", ""), internal_domains=tuple(table.get("internal_domains", ()))
    )
    moment = datetime.fromisoformat(table["send_at"]) if "send_at" in table else None
    document = document_of(table["draft"].lstrip("\n"), "")
    return Linter(pack, config).lint(document, send_at=moment)


def right(pack: Pack, case: Case) -> bool:
    """Whether the rule says of the case what its writer says."""
    fired = any(f.rule == case.rule for f in lint(pack, case).findings)
    return fired == (case.verdict == "bad")
