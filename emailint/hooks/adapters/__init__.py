"""The programs that a hook is installed into: one module each, which says what files it wants.

An adapter has `plan(place)`, the files as they should be and what the user does by hand,
`scope(place)`, the folder that the hook belongs to, and `amiss(place)`, what keeps an installed hook
from working. How files are changed, shown and put back
is `emailint.hooks.install`'s affair, the same for all.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from emailint.model import EmailintError

NAMES: Final = ("sendmail", "git", "thunderbird", "pre-commit")


class Place(NamedTuple):
    """Where a hook is installed: `repository` counts only for those that belong to one."""

    repository: Path


class File(NamedTuple):
    """A file as it should be. Where it is the user's, only the block between our marks differs."""

    path: Path
    content: bytes
    mode: int = 0o644


class Plan(NamedTuple):
    """The files, and what the user has still to do."""

    files: list[File]
    notes: list[str]


class Adapter(Protocol):
    """What a module of this package offers."""

    def plan(self, place: Place) -> Plan:
        """Raises EmailintError where the hook can't be installed."""

    def scope(self, place: Place) -> str:
        """The folder of a hook that is installed for each by itself, "" for all others."""

    def amiss(self, place: Place) -> list[str]:
        """What keeps the installed hook from working, in words; [] if nothing does."""


def adapter(name: str) -> Adapter:
    """The adapter of that name. Raises EmailintError."""
    if name not in NAMES:
        from emailint.card import suggest

        raise EmailintError(f"no hook {name!r}{suggest(name, NAMES)}")
    module: Adapter = import_module(f"emailint.hooks.adapters.{name.replace('-', '_')}")
    return module
