"""Folders of cards -> a `Pack`: the rules, the studies they cite, their phrases as tries.

Reading some seventy TOML files costs more than linting a mail, so their tables are kept compiled:
the wheel carries those of its own cards as modules that pip compiles (`_cards`, written by
hatch_build.py), all others lie in the user's cache folder. A cache that can't be read or written
changes nothing but the time.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from emailint.card import CardError, areas_of, phrase_lists, rule_from, rule_of, slim
from emailint.context import AREAS, SHARED, Context
from emailint.matchers import KINDS, Check
from emailint.model import LANGUAGES, Rule, Study
from emailint.phrases import Trie, build, folded_up, shared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EVIDENCE_FILE: Final = "evidence.toml"
LISTS_FILE: Final = "lists.toml"
SHIPPED_MODULE: Final = "emailint._cards"
_HEAD: Final = 8  # bytes of a cache file that say how long the rest is
_FORMAT: Final = 6
_STUDY_TEXTS: Final = ("claim", "effect", "caveat", "population")


class Studies(Mapping[str, Study]):
    """Studies by id, each made of its row when it is asked for: a draft needs few."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows = {row["id"]: row for row in rows}
        self._made: dict[str, Study] = {}

    def __getitem__(self, key: str) -> Study:
        study = self._made.get(key)
        if study is None:
            study = self._made[key] = study_from(self._rows[key])
        return study

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Pack:
    """Rules by id in the order of their files, studies by id, phrase tries by language."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._cards: list[tuple[str, Mapping[str, Any]]] = tables["cards"]
        self._tries: dict[str, Trie | bytes | Callable[[], Trie]] = dict(tables["tries"])
        self.studies: Mapping[str, Study] = Studies(tables["studies"])
        """The rows of `evidence.toml` by id."""
        self._functions: dict[str, Check] = {}
        self.rules: dict[str, Rule] = {}
        for path, card in self._cards:
            rule = rule_of(card, path)
            self.rules[rule.id] = rule

    def tries(self, language: str) -> Mapping[str, Trie]:
        """The phrases in `language` of the cards that judge each area (none where it is unsure)."""
        return {area: self._trie(f"{language}/{area}") for area in AREAS}

    def _trie(self, key: str) -> Trie:
        trie = self._tries.get(key, {})
        if callable(trie):  # the wheel's: built only for the language that is asked for
            trie = self._tries[key] = trie()
        elif isinstance(trie, bytes):  # the cache's
            trie = self._tries[key] = marshal.loads(trie)
        return trie

    def check_of(self, rule: Rule) -> Check:
        """The function that looks for the rule's fault: a kind of `matchers`, or the card's own.

        Raises CardError where the card names a function that isn't there.
        """
        kind = rule.check["kind"]
        if kind != "function":
            return KINDS[kind].check
        if rule.id not in self._functions:
            self._functions[rule.id] = _load_function(rule)
        return self._functions[rule.id]


def rules_folder() -> Path:
    """Where the cards that come with emailint lie: in the wheel, or beside a checkout's package."""
    package = Path(__file__).parent
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parent / "rules"


def load_pack(folders: Sequence[Path] | None = None, *, cache: bool = True) -> Pack:
    """The pack of all cards below `folders` (default: those that come with emailint).

    A card in a later folder replaces one of the same id. From the `cache` the rules come without
    their examples. Raises CardError on a wrong card.
    """
    folders = [rules_folder()] if folders is None else list(folders)
    for folder in folders:
        if not folder.is_dir():
            raise CardError(f"{folder}: no such folder of rules")
    if not cache:
        return Pack(parse_cards(folders))
    if tables := _shipped(folders):
        return Pack(tables)
    key = _key(folders)
    kept = cache_folder() / f"pack-{zlib.crc32(repr(folders).encode()):08x}"
    tables = _read(kept, key)
    if tables is not None:
        return Pack(tables)
    tables = parse_cards(folders)
    pack = Pack(tables)  # a wrong card must raise before it is kept
    _write(kept, key, tables)
    return pack


def cache_folder() -> Path:
    """The user's cache folder for emailint (`XDG_CACHE_HOME` or `~/.cache`, `LOCALAPPDATA`)."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".cache") / "emailint"


def _files(folders: Iterable[Path]) -> list[Path]:
    found = []
    for folder in folders:
        for top, names, files in os.walk(folder):
            names.sort()
            found += [Path(top) / name for name in sorted(files) if _is_card(name)]
    return found


def _shipped(folders: Sequence[Path]) -> dict[str, Any] | None:
    """The tables that the wheel carries, if `folders` is its own and nothing else."""
    own = Path(__file__).parent / "rules"
    if list(folders) != [own] or not own.is_dir():
        return None
    try:
        tables: dict[str, Any] = importlib.import_module(SHIPPED_MODULE).TABLES
    except ModuleNotFoundError:
        return None
    return {**tables, "cards": [(str(own / path), card) for path, card in tables["cards"]]}


def _is_card(name: str) -> bool:
    """Not a config: `.emailint.toml` may lie in a folder of rules."""
    return name.endswith(".toml") and not name.startswith(".")


def _key(folders: Iterable[Path]) -> bytes:
    stats = []
    for folder in folders:
        pending = [str(folder)]
        while pending:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        pending.append(entry.path)
                    elif _is_card(entry.name):
                        stat = entry.stat()
                        stats.append((entry.path, stat.st_size, stat.st_mtime_ns))
    return repr((sys.version, _FORMAT, sorted(stats))).encode()


def parse_cards(folders: Iterable[Path]) -> dict[str, Any]:
    """The tables of a pack (`cards`, `studies`, `tries`): dicts, lists, tuples, texts and numbers.

    Raises CardError on a wrong card.
    """
    import tomllib

    cards: dict[str, tuple[str, Mapping[str, Any]]] = {}
    studies: dict[str, Mapping[str, Any]] = {}
    rules: list[Rule] = []
    lists: dict[str, dict[str, list[str]]] = {}
    for path in _files(folders):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CardError(f"{path}: {error}") from None
        if path.name == EVIDENCE_FILE:
            studies |= {row["id"]: row for row in table["row"]}
            continue
        if path.name == LISTS_FILE:
            lists |= table
            continue
        rule = rule_from(table, str(path))
        if rule.id != path.stem:
            raise CardError(f"{path}: id = {rule.id!r} must be the file's name")
        cards[rule.id] = (str(path), table)
        rules.append(rule)
    for rule in rules:
        for cited in rule.evidence:
            if cited.id not in studies:
                raise CardError(f"{rule.path}: evidence {cited.id!r} is not in {EVIDENCE_FILE}")
    tries = {
        f"{language}/{area}": shared(
            build(
                [
                    *(
                        x
                        for rule in rules
                        if area in areas_of(rule)
                        for x in phrase_lists(rule, language)
                    ),
                    *(
                        (f"{SHARED}/{name}", texts.get(language, []))
                        for name, texts in lists.items()
                        if area != "greeting"  # which is looked up as written, too
                    ),
                ]
            )
        )
        for language in LANGUAGES
        for area in AREAS
    }
    return {"cards": list(cards.values()), "studies": list(studies.values()), "tries": tries}


def study_from(row: Mapping[str, Any]) -> Study:
    """One row of `evidence.toml` as a `Study`."""
    texts = {
        name: {language: row.get(f"{name}_{language}", "") for language in LANGUAGES}
        for name in _STUDY_TEXTS
    }
    lists = {key: tuple(row[key]) for key in ("interval", "sources", "points_in") if key in row}
    plain = {key: row[key] for key in Study._fields if key in row}
    return Study(**{**plain, **lists, "texts": texts})


def _load_function(rule: Rule) -> Callable[[Context], Iterable[Any]]:
    module_name, name = rule.check["function"].split(":", 1)
    folder = os.path.dirname(rule.path)  # noqa: PTH120 (for each rule: Path would cost more)
    path = f"{folder}{os.sep}{module_name}.py"
    with _LOADING:  # a server's threads may ask at once, and must not get half a module
        module = _MODULES.get(path)
        if module is None:
            module = _MODULES[path] = _load_module(module_name, path, rule)
    function = getattr(module, name, None)
    if not callable(function):
        raise CardError(f"{rule.path}: {module_name}.py has no function {name!r}")
    return function  # type: ignore[no-any-return]


_LOADING: Final = RLock()
_MODULES: Final[dict[str, ModuleType]] = {}


def _load_module(name: str, path: str, rule: Rule) -> ModuleType:
    qualified = f"emailint_rules_{rule.category}_{name}_{zlib.crc32(path.encode()):08x}"
    spec = importlib.util.spec_from_file_location(qualified, path)
    if spec is None or spec.loader is None:
        raise CardError(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[qualified] = module
    try:
        spec.loader.exec_module(module)
    except FileNotFoundError:
        raise CardError(f"{rule.path}: {name}.py is not beside the card") from None
    return module


def _read(path: Path, key: bytes) -> dict[str, Any] | None:
    try:
        data = memoryview(path.read_bytes())
        body = data[_HEAD:]
        if int(bytes(data[:_HEAD]), 16) != len(body):  # cut off by a full disk
            return None
        kept, tables = marshal.loads(body)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return tables if kept == key else None


def _write(file: Path, key: bytes, tables: Mapping[str, Any]) -> None:
    tries = {name: marshal.dumps(folded_up(trie)) for name, trie in tables["tries"].items()}
    cards = [(path, slim(card)) for path, card in tables["cards"]]
    body = marshal.dumps((key, {**tables, "cards": cards, "tries": tries}))
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(b"%0*x" % (_HEAD, len(body)) + body)
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True) if temporary.parent.is_dir() else None
