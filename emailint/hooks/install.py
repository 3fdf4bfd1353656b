"""Installs a hook's files and puts back what was there: shown first, kept, undone exactly.

What a file held before is kept in the user's state folder, with a note of what was written. A file
that nobody has touched since goes back to the byte; in one that its user has changed since, only our
block is taken out; and one of ours that was changed is left where it is.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.hooks.adapters.block import without
from emailint.model import EmailintError
from emailint.user import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emailint.hooks.adapters import Plan

_FORMAT: Final = 1


class Change(NamedTuple):
    """One file to be changed: None for content means that it isn't there, or that it goes."""

    path: Path
    before: bytes | None
    after: bytes | None
    mode: int

    def diff(self) -> str:
        """What changes, as a unified diff; the size of what is no text."""
        from difflib import unified_diff

        try:
            old, new = ((c or b"").decode().splitlines(True) for c in (self.before, self.after))
        except UnicodeDecodeError:
            size = "removed" if self.after is None else f"{len(self.after):,} bytes"
            return f"{self.path}: {size}\n"
        was = os.devnull if self.before is None else str(self.path)
        will = os.devnull if self.after is None else str(self.path)
        lines = unified_diff(old, new, was, will)
        whole = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
        return whole or f"{self.path}: mode {self.mode:o}\n"


class Entry(NamedTuple):
    """What is known of a file that was written: `kept` is where the earlier one lies, "" if none."""

    hook: str
    scope: str
    path: str
    written: str
    kept: str
    mode: int


class Records:
    """What is installed, kept in the user's state folder."""

    def __init__(self) -> None:
        """Raises EmailintError where the note can't be read."""
        self.folder = Path(state_folder(), "hooks")
        self._file = self.folder / "installed.json"
        self.entries: list[Entry] = []
        try:
            table = json.loads(self._file.read_text(encoding="utf-8"))
            self.entries = [Entry(**row) for row in table["files"]]
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EmailintError(f"{self._file}: {error}") from None

    def of(self, hook: str, scope: str) -> list[Entry]:
        """The files of a hook in one place."""
        return [e for e in self.entries if (e.hook, e.scope) == (hook, scope)]

    def find(self, path: Path) -> Entry | None:
        """What is known of a file."""
        return next((e for e in self.entries if e.path == str(path)), None)

    def keep(self, content: bytes, path: Path) -> str:
        """Keep a copy of what a file holds; where it lies. It is never removed."""
        name = f"{sha256(content).hexdigest()[:12]}-{path.name}"
        kept = self.folder / "kept" / name
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(kept, content, 0o600)
        return str(kept)

    def replace(self, path: Path, entry: Entry | None) -> None:
        """Note anew what is known of a file, and write it down."""
        self.entries = [e for e in self.entries if e.path != str(path)]
        self.entries += [entry] if entry else []
        rows = [entry._asdict() for entry in self.entries]
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps({"format": _FORMAT, "files": rows}, indent=1)
        _write(self._file, text.encode(), 0o600)


def to_install(plan: Plan) -> list[Change]:
    """What installing would change; nothing where all is as planned. Raises EmailintError."""
    changes = []
    for file in plan.files:
        before, mode = _found(file.path)
        if before != file.content or (mode is not None and file.mode & 0o111 & ~mode):
            wanted = file.mode if mode is None else mode | file.mode & 0o111
            changes.append(Change(file.path, before, file.content, wanted))
    return changes


def install(hook: str, scope: str, changes: Iterable[Change]) -> None:
    """Make the changes. Raises EmailintError."""
    records = Records()
    for change in changes:
        known, kept, mode = records.find(change.path), "", change.mode
        if known and change.before is not None and _digest(change.before) == known.written:
            kept, mode = known.kept, known.mode  # only ours is replaced: what was before it stays
        elif change.before is not None:
            own = without(change.before)  # a block of an earlier installation is none of the user's
            kept = records.keep(own, change.path)
            mode = _found(change.path)[1] or change.mode
        entry = Entry(hook, scope, str(change.path), _digest(change.after), kept, mode)
        records.replace(change.path, entry)  # first the note: without it nothing could be undone
        _apply(change)


def to_uninstall(hook: str, scope: str) -> tuple[list[Change], list[str]]:
    """What putting back would change, and what is left as it is. Raises EmailintError."""
    changes, left = [], []
    for entry in Records().of(hook, scope):
        path = Path(entry.path)
        now, mode = _found(path)
        if now is None:
            continue
        if _digest(now) == entry.written:
            before = _kept(entry)
            changes.append(Change(path, now, before, entry.mode))
        elif without(now) != now:
            changes.append(Change(path, now, without(now), mode or entry.mode))
        else:
            left.append(f"{path}: changed since, left as it is")
    return changes, left


def uninstall(hook: str, scope: str, changes: Iterable[Change]) -> None:
    """Make the changes, and forget the hook. Raises EmailintError."""
    records = Records()
    for change in changes:
        if change.before is not None:
            records.keep(change.before, change.path)
        _apply(change)
    for entry in records.of(hook, scope):
        records.replace(Path(entry.path), None)


def amiss(hook: str, scope: str, plan: Plan) -> list[str] | None:
    """Which files are not as they were written, in words; None if the hook isn't installed."""
    entries = Records().of(hook, scope)
    if not entries:
        return None
    found = []
    for entry in entries:
        now, _ = _found(Path(entry.path))
        if now is None:
            found.append(f"{entry.path}: gone")
        elif _digest(now) != entry.written and without(now) == now:
            found.append(f"{entry.path}: changed since")
    if not found and (changed := to_install(plan)):
        found = [f"{change.path}: would be written anew" for change in changed]
    return found


def _found(path: Path) -> tuple[bytes | None, int | None]:
    try:
        return path.read_bytes(), path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None, None
    except OSError as error:
        raise EmailintError(f"{path}: {error.strerror}") from None


def _kept(entry: Entry) -> bytes | None:
    if not entry.kept:
        return None
    try:
        return Path(entry.kept).read_bytes()
    except OSError as error:
        raise EmailintError(f"{entry.kept}: {error.strerror}") from None


def _apply(change: Change) -> None:
    try:
        if change.after is None:
            change.path.unlink(missing_ok=True)
        else:
            change.path.parent.mkdir(parents=True, exist_ok=True)
            _write(change.path, change.after, change.mode)
    except OSError as error:
        raise EmailintError(f"{change.path}: {error.strerror}") from None


def _write(path: Path, content: bytes, mode: int) -> None:
    """All or nothing; a link stays one, and what it leads to is written. Raises OSError."""
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.chmod(mode)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _digest(content: bytes | None) -> str:
    return sha256(content or b"").hexdigest()
