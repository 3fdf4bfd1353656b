"""Hunspell dictionaries: where they lie, and which words they know.

Looked for in this order, and the first place that has one of the language is it: the folder that
the config names, the system's, LibreOffice's, what comes with chunspell (English alone).
"""

from __future__ import annotations

import sys
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LANGUAGES: Final = ("es", "en", "pt", "fr", "de", "it")
PACKAGES: Final = {
    "es": "hunspell-es", "en": "hunspell-en-us", "pt": "hunspell-pt-pt", "fr": "hunspell-fr",
    "de": "hunspell-de-de", "it": "hunspell-it",
}  # fmt: skip
"""Debian's package of each language's dictionary."""
_FIRST: Final = ("es_ES", "en_US", "en_GB", "pt_PT", "pt_BR", "fr", "fr_FR", "de_DE", "it_IT")
_MOST: Final = 2  # of one language: a word of any is right, and each takes 0.1 s to load
_SYSTEM: Final = (
    "usr/share/hunspell", "usr/share/myspell", "usr/share/myspell/dicts",
    "usr/local/share/hunspell", "opt/homebrew/share/hunspell", "Library/Spelling",
)  # fmt: skip
_OFFICE: Final = (
    "usr/lib*/libreoffice/share/extensions", "opt/libreoffice*/share/extensions",
    "Applications/LibreOffice.app/Contents/Resources/extensions",
    "Program Files/LibreOffice/share/extensions",
)  # fmt: skip


class _Hunspell(Protocol):
    """What is used of `hunspell.Hunspell`, which has no types."""

    def spell(self, word: str) -> bool: ...


class Words:
    """The words that any dictionary of one language knows. Each is loaded when first needed."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.files = tuple(files)
        self._known: dict[str, bool] = {}

    def know(self, word: str) -> bool:
        """Whether the word is right as it is written, capitals included."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._ask(word)
            if len(self._known) > _REMEMBERED:
                self._known.clear()
        return known

    def forget(self) -> None:
        """Forget the words that were asked for."""
        self._known.clear()

    def _ask(self, word: str) -> bool:
        word = word.replace("’", "'")
        try:
            return any(dictionary.spell(word) for dictionary in self._dictionaries())
        except UnicodeEncodeError:  # its charset lacks the letter, so the dictionary lacks the word
            return False

    def _dictionaries(self) -> Iterator[_Hunspell]:
        if self.files:
            yield self._main
            yield from self._others

    @cached_property
    def _main(self) -> _Hunspell:
        return _load(self.files[0])

    @cached_property
    def _others(self) -> list[_Hunspell]:
        return [_load(file) for file in self.files[1:]]


_REMEMBERED: Final = 100_000  # words


def words_of(language: str, folder: str = "") -> Words | None:
    """The words of a language, None where no dictionary of it is found.

    Raises ImportError where chunspell isn't installed.
    """
    files = find(language, folder)
    return Words(files) if files else None


def find(language: str, folder: str = "") -> list[Path]:
    """The .dic files of a language in the first place that has any with its .aff beside it."""
    own = [Path(folder).expanduser()] if folder else []
    root = Path("/")
    places = (sorted(root.glob(pattern)) for pattern in (*_SYSTEM, *_OFFICE))
    for place in chain(own, chain.from_iterable(places), _bundled()):
        if found := _of(language, place):
            return found
    return []


def _bundled() -> Iterator[Path]:
    spec = find_spec("hunspell")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(folder) / "dictionaries"


def _of(language: str, place: Path) -> list[Path]:
    """The distinct dictionaries of a language in a folder or in those right below it."""
    found: dict[Path, Path] = {}
    try:
        for pattern in (f"{language}.dic", f"{language}[_-]*.dic"):
            for file in chain(place.glob(pattern), place.glob(f"dict-*/{pattern}")):
                if file.with_suffix(".aff").is_file():
                    found.setdefault(file.resolve(), file)
    except OSError:  # a folder that may not be read is none
        return []
    return sorted(found, key=lambda f: (_rank(f.stem), f.name))[:_MOST]


def _rank(stem: str) -> int:
    return _FIRST.index(stem) if stem in _FIRST else len(_FIRST)


def _load(file: Path) -> _Hunspell:
    encoding = "UTF-8" if sys.platform == "win32" else None
    made: _Hunspell = import_module("hunspell").Hunspell(
        file.stem, hunspell_data_dir=str(file.parent), system_encoding=encoding
    )
    return made
