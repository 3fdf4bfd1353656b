"""Build hook: the wheel carries its cards parsed, as Python modules that pip compiles.

Parsing the TOML of all cards at each start would cost more than linting a mail. Modules of
literals work on every Python version, which marshalled bytes wouldn't.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_HEADER = "# Written by hatch_build.py from the cards in rules/: change those.\n"
_TABLES = """\
from importlib import import_module

def _trie(name):
    return lambda: import_module(f"{{__name__}}.{{name}}").TRIE

TABLES = {{**{rest!r}, "tries": {{name: _trie(module) for name, module in {tries!r}}}}}
"""


class CardsHook(BuildHookInterface[Any]):
    """Adds the package `emailint/_cards` to a wheel. An editable install reads the cards."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._written = tempfile.TemporaryDirectory()
        for name, source in modules_of(Path(self.root)):
            path = Path(self._written.name, name)
            path.write_text(_HEADER + source, encoding="utf-8")
            build_data["force_include"][str(path)] = f"emailint/_cards/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        del build_data, artifact_path
        if version != "editable":
            self._written.cleanup()


def modules_of(root: Path) -> list[tuple[str, str]]:
    """What `pack.parse_cards` makes of `root/rules`, as Python; paths are relative to that folder.

    Each trie is a module of its own, so that a run loads only those of its draft's language.
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
    tries = [(name, name.replace("/", "_")) for name in tables["tries"]]
    rest = {key: value for key, value in tables.items() if key != "tries"} | {"cards": cards}
    return [
        ("__init__.py", _TABLES.format(rest=rest, tries=tries)),
        *((f"{module}.py", trie_module(tables["tries"][name])) for name, module in tries),
    ]


def trie_module(trie: dict[Any, Any]) -> str:
    """A trie as Python, each part that occurs in many places written once."""
    numbers: dict[int, int] = {}
    lines = []

    def write(node: dict[Any, Any]) -> str:
        if id(node) not in numbers:
            parts = [
                f"{token!r}: {write(child) if isinstance(child, dict) else repr(child)}"
                for token, child in node.items()
            ]
            numbers[id(node)] = len(numbers)
            lines.append(f"_{numbers[id(node)]} = {{{', '.join(parts)}}}\n")
        return f"_{numbers[id(node)]}"

    root = write(trie)
    return f"{''.join(lines)}TRIE = {root}\n"
