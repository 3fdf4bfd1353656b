"""Golden files: `UPDATE_SNAPSHOTS=1 pytest` rewrites them; look at the diff before you keep it."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"


def assert_golden(name: str, output: str) -> None:
    """`output` is what the file `name` holds."""
    path = FOLDER / name
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(output, encoding="utf-8", newline="")
    assert path.exists(), f"{name} is missing: run with UPDATE_SNAPSHOTS=1 and look at it"
    with path.open(encoding="utf-8", newline="") as kept:
        assert output == kept.read()
