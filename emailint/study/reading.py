"""A part of an archive -> the rows of its messages. Runs in any process of any machine."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from emailint.config import Config
from emailint.document import Document
from emailint.engine import Engine
from emailint.message import parse
from emailint.sources import MAX_BYTES, Source, read_sources
from emailint.study.features import features
from emailint.study.hashing import Hasher
from emailint.study.rows import thread_row
from emailint.study.schema import FEATURES, MESSAGES
from emailint.study.state import State, is_url
from emailint.study.streams import opened, stretch
from emailint.study.tables import RAW_COLUMNS, restored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emailint.linter import Linter
    from emailint.study.parts import Part

HOLDS: Final = b"emailint.holds"
_BATCH: Final = 256
UNREAD: Final = b"emailint.unread"
_NOTHING: Final = dict.fromkeys(FEATURES.names)


class Job(NamedTuple):
    """All that a process must know to read any part; it crosses to other machines.

    `me` are one's own addresses: with any, their mail is measured, else the first messages.
    `folder` of the `state` is where the rows go.
    """

    key: bytes
    me: tuple[str, ...]
    config: Config
    state: str
    folder: str


class Count(NamedTuple):
    """What a part held: messages, and those that could not be read."""

    messages: int
    unread: int
    size: int


def read_part(part: Part, job: Job) -> Count:
    """Read one part and save its rows in the job's state. Doing it twice changes nothing.

    Raises OSError where the archive can't be read.
    """
    rows: list[dict[str, Any]] = []
    tables: list[pa.Table] = []
    unread = 0
    reader = reader_of(job)
    for one in _messages(part):
        if isinstance(one, pa.Table):
            tables.append(one)
            continue
        row = reader.row(one) if one is not None else None
        if row is None:
            unread += 1
        else:
            rows.append(row)
    table = pa.concat_tables([*tables, pa.Table.from_pylist(rows, schema=MESSAGES)])
    table = table.unify_dictionaries().cast(MESSAGES)
    table = table.replace_schema_metadata({HOLDS: part.holds, UNREAD: str(unread)})
    State(job.state).save(f"{job.folder}/{part.name}", table)
    return Count(len(table), unread, part.size)


_engine: Final = cache(Engine)


def linter_of(config: Config) -> Linter:
    """The linter under `config`: cards are read once in a process."""
    return _engine().linter_of(config)


class Reader:
    """Makes rows of messages, one after the other, under one job."""

    def __init__(self, job: Job) -> None:
        self._hasher = Hasher(job.key, job.me)
        self._me = bool(job.me)
        self._linter = linter_of(job.config)

    def row(self, raw: bytes) -> dict[str, Any] | None:
        """The columns of `schema.MESSAGES`; None for a message that can't be read at all."""
        try:
            return self._row(raw)
        except Exception:
            if os.environ.get("EMAILINT_DEBUG"):
                raise
            return None  # a bad mail costs itself only

    def _row(self, raw: bytes) -> dict[str, Any]:
        message = parse(raw)
        row = thread_row(message, self._hasher) | _NOTHING
        wanted = row["mine"] if self._me else row["first"]
        if not wanted or row["automatic"] or row["author"] is None or row["sent"] is None:
            return row
        document = Document(message, language=self._linter.config.language)
        row["first"] = not document.reply
        if document.reply and not self._me:
            return row
        situation = self._linter.situation(document)
        if not self._me and situation.profile == "campaign" and not self._linter.config.profile:
            row["automatic"] = True  # a newsletter by its looks
            return row
        return row | features(situation, self._linter)


_readers: dict[str, Reader] = {}


def reader_of(job: Job) -> Reader:
    """The reader of a job, kept: a process has one job, or few."""
    key = repr(job)
    if key not in _readers:
        _readers[key] = Reader(job)
    return _readers[key]


def _messages(part: Part) -> Iterator[Any]:
    """The raw messages of a part; None for one that couldn't be read, a table for ready rows."""
    if part.kind == "files":
        yield from _from_files(part.files)
    elif part.kind == "mbox":
        with opened(part.path) as stream:
            yield from stretch(stream, part.start, part.end)
    else:
        with opened(part.path) as stream:
            yield from _from_table(pq.ParquetFile(stream), part.start)


def _from_files(files: Iterable[str]) -> Iterator[bytes | None]:
    for path in files:
        if is_url(path):
            with opened(path) as stream:
                yield stream.read(MAX_BYTES)
            continue
        for source in read_sources([path], lambda: b""):
            if not isinstance(source, Source):
                yield None
            elif source.kind == "message":
                yield source.raw


def _from_table(file: Any, group: int) -> Iterator[Any]:
    names = file.schema_arrow.names
    if set(MESSAGES.names) <= set(names):
        yield restored(file.read_row_group(group, columns=MESSAGES.names))
        return
    column = next((name for name in RAW_COLUMNS if name in names), names[0])
    for batch in file.iter_batches(_BATCH, row_groups=[group], columns=[column]):
        for value in batch.column(0).to_pylist():
            yield value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
