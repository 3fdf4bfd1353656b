"""Build hook: the wheel carries its cards parsed, as a Python module that pip compiles.

Parsing the TOML of all cards at each start would cost more than linting a mail. A module of
literals works on every Python version, which marshalled bytes wouldn't.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_HEADER = "# Written by hatch_build.py from the cards in rules/: change those.\n"


class CardsHook(BuildHookInterface[Any]):
    """Adds `emailint/_cards.py` to a wheel. An editable install reads the cards themselves."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        descriptor, self._written = tempfile.mkstemp(suffix=".py")
        with os.fdopen(descriptor, "w", encoding="utf-8") as module:
            module.write(module_of(Path(self.root)))
        Path(self._written).chmod(0o644)
        build_data["force_include"][self._written] = "emailint/_cards.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del build_data, artifact_path
        if version != "editable":
            Path(self._written).unlink()


def module_of(root: Path) -> str:
    """What `pack.parse_cards` makes of `root/rules`, as Python; paths are relative to that folder.

    A trie is a function, so that a run builds only the one of its draft's language.
    """
    sys.path.insert(0, str(root))
    try:
        from emailint.card import slim
        from emailint.pack import parse_cards
    finally:
        sys.path.remove(str(root))
    rules = root / "rules"
    tables = parse_cards([rules])
    cards = [
        (Path(path).relative_to(rules).as_posix(), slim(card)) for path, card in tables["cards"]
    ]
    tries = ", ".join(f"{name!r}: lambda: {trie!r}" for name, trie in tables["tries"].items())
    rest = {**tables, "cards": cards}
    del rest["tries"]
    return f"{_HEADER}TABLES = {{**{rest!r}, 'tries': {{{tries}}}}}\n"
