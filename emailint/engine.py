"""Composes a run: which config and pack hold for a draft, ready as a `Linter`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emailint.config import Config, ConfigError, load_config
from emailint.linter import Linter
from emailint.pack import Pack, load_pack, rules_folder
from emailint.settings import check_settings
from emailint.trust import is_trusted, trusted_file
from emailint.user import locale_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class Engine:
    """Linters by the folder of the draft, each with its nearest config under the same flags.

    Raises EmailintError (ConfigError, CardError) when a linter is first asked for.
    """

    def __init__(
        self,
        *,
        explicit: Path | None = None,
        flags: Mapping[str, Any] | None = None,
        examples: bool = False,
    ) -> None:
        """`examples`: the rules are wanted with their examples, to show or to test them."""
        self._explicit = explicit
        self._examples = examples
        self._flags = dict(flags or {})
        self._packs: dict[tuple[str, ...], Pack] = {}
        self._linters: dict[object, Linter] = {}
        self._folders: dict[str, Linter] = {}
        self.locale = locale_language()

    def linter(self, path: str) -> Linter:
        """The linter for the draft at `path`; "-" (standard input) has the user's config only."""
        folder = "-" if path == "-" else os.path.dirname(path) or "."  # noqa: PTH120 (for each draft: Path would cost more)
        linter = self._folders.get(folder)
        if linter is None:
            start = None if folder == "-" else Path(folder)
            config = load_config(start, explicit=self._explicit).with_flags(**self._flags)
            linter = self._folders[folder] = self.linter_of(config)
        return linter

    def linter_of(self, config: Config) -> Linter:
        """The linter under `config`. Raises EmailintError where it names what isn't there."""
        key = repr(config)
        if key not in self._linters:
            fitted = None
            if config.points_file:
                from emailint.fitted import read_fitted

                fitted = read_fitted(Path(config.points_file))
            self._linters[key] = Linter(self.checked_pack(config), config, fitted)
        return self._linters[key]

    def checked_pack(self, config: Config) -> Pack:
        """The pack of `config`, whose every rule and option it knows."""
        pack = self.pack(config)
        check_settings(config, pack.rules)
        return pack

    def pack(self, config: Config) -> Pack:
        """The cards that come with emailint and those of the config's `rule_folders`."""
        folders = config.rule_folders
        if folders not in self._packs:
            all_folders = [rules_folder(), *map(Path, folders)] if folders else None
            pack = load_pack(all_folders, cache=not self._examples)
            for rule in pack.rules.values() if folders else ():
                if rule.check["kind"] == "function" and not _may_run(Path(rule.path)):
                    raise ConfigError(
                        f"{rule.path}: a rule with Python runs only from a folder that you trust; "
                        f"read it, then: emailint trust {Path(rule.path).parent}"
                        f" (kept in {trusted_file()})"
                    )
            self._packs[folders] = pack
        return self._packs[folders]


def _may_run(card: Path) -> bool:
    # resolved, or a path with ".." in it would pass for one of ours
    return rules_folder().resolve() in card.resolve().parents or is_trusted(card.parent)
