"""`--deep`: what words alone can't see, by the libraries made for it, each one an extra.

An engine is a module of this package with `analyser(config)`, which imports its library and makes an
`Analyser`; ModuleNotFoundError says that the extra isn't installed, `UnavailableError` what else is
missing. An analyser yields hits by rule, and notes.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Final

from emailint.card import suggest
from emailint.model import EmailintError, Handed, Hit, Note, missing_extra
from emailint.user import localized

if TYPE_CHECKING:
    from collections.abc import Collection

    from emailint.config import Config
    from emailint.context import Situation
    from emailint.linter import Analyser

ENGINES: Final = {
    "spelling": ("emailint.deep.spelling", "spell"),
    "readability": ("emailint.deep.readability", "readability"),
    "grammar": ("emailint.deep.grammar", "grammar"),
    "meaning": ("emailint.deep.meaning", "nlp"),
}
"""The engines in the order in which they are asked, each with its module and the extra that it
needs: of two that see one fault, the first tells it."""


class UnavailableError(EmailintError):
    """An engine that can't run here, or not on this draft, and why: `note` says it."""

    def __init__(self, en: str, es: str) -> None:
        super().__init__(en)
        self.note = Note(en, es)


def lacking(engine: str, extra: str) -> UnavailableError:
    """The error of an engine whose extra isn't installed."""
    told = str(missing_extra(engine, extra))
    return UnavailableError(told, localized(told, "es"))


class Deep:
    """The engines that are installed, ready for many drafts, also from several threads."""

    def __init__(
        self, config: Config, asked: Collection[str] = (), *, by_default: bool = False
    ) -> None:
        """`asked`: engines that the user named, all of them if empty; `by_default`: nobody asked, so
        what isn't there is no news, and no server is started.

        Raises EmailintError where a named one is unknown or can't run.
        """
        if by_default:
            config = config._replace(grammar={"start": False, **config.grammar})
        self._config = config
        self._analysers: dict[str, Analyser] = {}
        self._news: list[Note] = []
        for name in asked:
            if name not in ENGINES:
                raise EmailintError(f"--engine {name!r} is unknown{suggest(name, ENGINES)}")
        for name in ENGINES:
            if asked and name not in asked:
                continue
            try:
                self._analysers[name] = self._load(name)
            except UnavailableError as error:
                if asked:
                    raise
                if not by_default:
                    self._news.append(error.note)

    def _load(self, name: str) -> Analyser:
        module, extra = ENGINES[name]
        try:
            analyser: Analyser = import_module(module).analyser(self._config)
        except ModuleNotFoundError:
            raise lacking(name, extra) from None
        return analyser

    def examine(self, situation: Situation) -> Handed:
        """What the engines say of a draft; what is missing altogether is told with the first."""
        notes, self._news = self._news, []
        hits: dict[str, list[tuple[str, Hit]]] = {}
        for name, analyser in self._analysers.items():
            found: list[tuple[str, Hit]] = []
            try:
                for one in analyser(situation):
                    if isinstance(one, Note):
                        notes.append(one)
                    else:
                        found.append(one)
            except UnavailableError as error:
                notes.append(error.note)
                continue
            except Exception as error:  # an engine's bug must not cost the user the other findings
                if os.environ.get("EMAILINT_DEBUG"):
                    raise
                what = f"{name}: {type(error).__name__}: {error}"
                notes.append(Note(what, what))
                continue
            hits[name] = found
        return Handed(hits, tuple(notes))
