"""Tables of messages in the forms in which they come and go."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from emailint.study.schema import MESSAGES

RAW_COLUMNS: Final = ("raw", "message", "content", "mime", "eml")
"""What a column of raw messages is called in a Parquet file; else the first column is it."""


def _plain(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind):
        return pa.list_(_plain(kind.value_type))
    if pa.types.is_dictionary(kind):
        return kind.value_type
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", tz="UTC")
    return pa.int64() if kind == pa.uint64() else kind


PLAIN: Final = pa.schema([(field.name, _plain(field.type)) for field in MESSAGES])
"""`schema.MESSAGES` in the types that Spark and databases have: hashes are signed there."""


def plain(table: pa.Table) -> pa.Table:
    """A table of messages in the types of `PLAIN`."""
    return _recast(table, PLAIN)


def restored(table: pa.Table) -> pa.Table:
    """A table of messages in the types of `MESSAGES`, whichever of the two forms it has.

    Raises ArrowInvalid where it has neither.
    """
    return _recast(table, MESSAGES)


def _recast(table: pa.Table, schema: pa.Schema) -> pa.Table:
    table = table.select(schema.names).combine_chunks()
    columns = [
        pa.chunked_array([_column(chunk, field.type) for chunk in column.chunks], field.type)
        for column, field in zip(table.columns, schema, strict=True)
    ]
    return pa.table(columns, schema=schema)


def _column(column: pa.Array, kind: pa.DataType) -> pa.Array:
    if column.type == kind:
        return column
    if pa.types.is_list(column.type):
        column = column if column.offset == 0 else pa.concat_arrays([column])
        values = _column(column.values, kind.value_type)
        return pa.ListArray.from_arrays(
            column.offsets, values, type=kind, mask=column.is_null() if column.null_count else None
        )
    if {column.type, kind} == {pa.uint64(), pa.int64()}:
        return column.view(kind)  # the same 64 bits: a cast would refuse the upper half
    if pa.types.is_dictionary(column.type) and not pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
    return column.cast(kind)
