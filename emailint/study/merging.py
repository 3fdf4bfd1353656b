"""The rows of all parts as one table, each message once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from emailint.study.schema import HASH, MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterable


def in_archive(table: pa.Table, archive: int) -> pa.Table:
    """The rows of one archive's part: mail that names no mailing list is the archive's."""
    lists = pc.fill_null(table["list"], pa.scalar(archive, HASH))
    return table.set_column(MESSAGES.get_field_index("list"), MESSAGES.field("list"), lists)


def merge(tables: Iterable[pa.Table]) -> pa.Table:
    """All rows, without those of a message that came before.

    Of several copies the one that was measured counts, then the earliest, then that of the list of
    the smaller hash: the order of the archives decides only between copies alike.
    """
    rows = pa.concat_tables([MESSAGES.empty_table(), *tables]).unify_dictionaries().cast(MESSAGES)
    if pc.count_distinct(rows["id"]).as_py() == len(rows):
        return rows
    order = pa.table(
        {
            "id": rows["id"],
            "measured": pc.is_null(rows["language"]),
            "sent": rows["sent"],
            "list": rows["list"],
            "place": pa.array(range(len(rows)), pa.int64()),
        }
    ).sort_by([(name, "ascending") for name in ("id", "measured", "sent", "list", "place")])
    ids = order["id"].combine_chunks()
    first = pa.concat_arrays([pa.array([True]), pc.not_equal(ids[1:], ids[:-1])])
    return rows.take(order.filter(first)["place"].sort())
