"""PATHs -> observations: what `emailint study` does before it reckons."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from emailint import __version__
from emailint.config import Config
from emailint.files import make_private
from emailint.model import EmailintError
from emailint.output import complain
from emailint.progress import Progress
from emailint.study.hashing import Hasher, fold_address
from emailint.study.merging import in_archive, merge
from emailint.study.parts import FILES_NAME, find_parts
from emailint.study.reading import HOLDS, UNREAD, Job, linter_of
from emailint.study.running import run
from emailint.study.schema import WINDOW
from emailint.study.state import State, is_url
from emailint.study.tables import restored
from emailint.study.threads import observations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from emailint.study.parts import Part

MESSAGES_READ: Final = b"emailint.messages"
"""The note of a table of observations that says how many messages it comes from."""


class _Archive(NamedTuple):
    path: str
    job: Job
    parts: Sequence[Part]
    done: frozenset[str]


def observe(
    paths: Iterable[str],
    *,
    me: Iterable[str] = (),
    window: float = WINDOW,
    jobs: int = 0,
    scheduler: str = "",
    state: str | None = None,
    config: Config | None = None,
    progress: IO[str] | None = None,
    features: Path | None = None,
) -> pa.Table:
    """What became of the mail below `paths`: a table of `schema.OBSERVATIONS`, oldest first.

    Each path is an archive: an mbox (plain or .gz), a Maildir, a folder, a Parquet file of raw
    messages or of features, or a URL of one of those that fsspec opens. With addresses of `me` the
    mail sent from them is observed, else all first messages. `window`: days within which a reply
    counts. `jobs` processes (0: one for each core) or the workers of the Dask `scheduler`.

    `state` is the folder, or URL, that keeps rows and key between runs (default: in the user's
    cache folder); all workers must reach it. Only mail that isn't there yet is read. `config`
    chooses and sets rules. `progress` is a terminal that shows how far the reading is; `features`
    the file to keep the table of messages in.

    What can't be read is told on standard error and left out. Raises EmailintError where a path
    isn't there, none has mail, or a process dies; KeyboardInterrupt leaves what is done.
    """
    kept = State(state)
    key = kept.key()
    own = tuple(sorted({fold_address(address) for address in me}))
    hasher = Hasher(key, own)
    settings = config or Config()
    stamp = _stamp(settings)
    archives = [
        _archive(path, Job(key, own, settings, kept.folder, _folder(hasher, path, stamp)), kept)
        for path in dict.fromkeys(paths)
    ]
    failed = _read(archives, jobs or os.cpu_count() or 1, scheduler, progress)
    tables = []
    for archive in archives:
        whole = archive_hash(hasher, archive.path)
        for name in dict.fromkeys(part.name for part in archive.parts):
            if name not in failed:
                table = kept.load(f"{archive.job.folder}/{name}")
                if unread := int((table.schema.metadata or {}).get(UNREAD, b"0")):
                    complain(archive.path, f"messages that could not be read: {unread:,}")
                tables.append(in_archive(restored(table), whole))
        gone = archive.done.difference(part.name for part in archive.parts)
        kept.remove(f"{archive.job.folder}/{name}" for name in gone)
    messages = merge(tables)
    if not len(messages):
        raise EmailintError("no mail was found there")
    if features is not None:
        save_features(messages, features)
    spill = None if is_url(kept.folder) else Path(kept.folder) / "spill"
    found = observations(messages, window=window, spill=spill)
    return found.replace_schema_metadata({MESSAGES_READ: str(len(messages))})


def archive_hash(hasher: Hasher, path: str) -> int:
    """Whose mail it is where no field names a mailing list: that of the archive at `path`."""
    return hasher.of("archive", path if is_url(path) else str(Path(path).resolve()))


def save_features(messages: pa.Table, file: Path) -> None:
    """Write a table of messages where only its owner can read it."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        make_private(file)  # it may have been there
        pq.write_table(messages, stream, compression="zstd")


def _stamp(config: Config) -> str:
    """Changes with whatever decides what a message's row holds beside the message."""
    rules = linter_of(config).pack.rules
    return blake2b(repr((__version__, config, rules)).encode(), digest_size=16).hexdigest()


def _folder(hasher: Hasher, path: str, stamp: str) -> str:
    whole = hasher.of("folder", f"{archive_hash(hasher, path)}:{sorted(hasher.me)}:{stamp}")
    return f"{whole:016x}"


def _archive(path: str, job: Job, kept: State) -> _Archive:
    done = frozenset(kept.names(job.folder))
    slices = sorted(name for name in done if name.startswith(FILES_NAME))
    holds = ((name, kept.metadata(f"{job.folder}/{name}").get(HOLDS, b"")) for name in slices)
    return _Archive(path, job, find_parts(path, holds), done)


def _read(
    archives: Iterable[_Archive], jobs: int, scheduler: str, progress: IO[str] | None
) -> set[str]:
    """Read what isn't done yet; gives the names of the parts that could not be read."""
    waiting = {
        (archive.job.folder, part.name): (part, archive.job)
        for archive in archives
        for part in archive.parts
        if part.name not in archive.done
    }
    failed: set[str] = set()
    bar = Progress(progress, sum(part.size for part, _ in waiting.values()))
    try:
        for part, count in run(list(waiting.values()), jobs=jobs, scheduler=scheduler):
            if isinstance(count, str):
                failed.add(part.name)
                bar.wipe()
                complain(part.path or part.files[0], count)
            else:
                bar.step(part.size, count.messages)
    finally:
        bar.wipe()
    return failed
