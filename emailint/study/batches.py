"""Rows of features inside an engine of one's own: Arrow batches in, Arrow batches out.

Spark's `mapInArrow`, Dask's `map_partitions`, Ray's `map_batches` and DuckDB all hand over batches.
What comes out is a table of features, which `emailint study` takes as an archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyarrow as pa

from emailint.config import Config
from emailint.study.hashing import fold_address
from emailint.study.reading import Job, reader_of
from emailint.study.schema import MESSAGES
from emailint.study.state import State
from emailint.study.tables import PLAIN, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPES: Final = {
    pa.int64(): "bigint", pa.int32(): "int", pa.int16(): "smallint", pa.int8(): "tinyint",
    pa.bool_(): "boolean", pa.string(): "string", pa.float32(): "float",
    pa.timestamp("us", tz="UTC"): "timestamp",
}  # fmt: skip


def job(state: str | None = None, me: Iterable[str] = (), config: Config | None = None) -> Job:
    """What workers must know, with the key of the folder `state`; see `observing.observe`."""
    own = tuple(sorted({fold_address(address) for address in me}))
    kept = State(state)
    return Job(kept.key(), own, config or Config(), kept.folder, "")


def feature_batches(batches: Iterable[pa.RecordBatch], job: Job) -> Iterator[pa.RecordBatch]:
    """The rows, in the types of `tables.PLAIN`, of batches whose first column is raw messages.

    A message that can't be read has no row.
    """
    reader = reader_of(job)
    for batch in batches:
        found = (reader.row(raw) for raw in batch.column(0).to_pylist() if raw is not None)
        rows = [row for row in found if row is not None]
        yield from plain(pa.Table.from_pylist(rows, schema=MESSAGES)).to_batches()


def ddl() -> str:
    """The columns of those rows as Spark's `mapInArrow` wants to be told them."""
    return ", ".join(f"`{field.name}` {_ddl(field.type)}" for field in PLAIN)


def _ddl(kind: pa.DataType) -> str:
    return f"array<{_ddl(kind.value_type)}>" if pa.types.is_list(kind) else _TYPES[kind]
