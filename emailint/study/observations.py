"""The table of observations as arrays: one language at a time, what was judged and what came."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from emailint.model import LANGUAGES

Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


class Observations:
    """Rows of `schema.OBSERVATIONS`."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def where(self, mask: Bools) -> Observations:
        return Observations(self.table.filter(pa.array(mask)))

    @cached_property
    def judged(self) -> Observations:
        """Those whose window was watched to its end: whatever came of the others, rates leave them
        out, or an answer in time would count and a silence not."""
        return self.where(self.true("complete"))

    def by_time(self) -> Observations:
        """The earliest first; mail of one second in an order that no shard can change."""
        return Observations(self.table.sort_by([("sent", "ascending"), ("id", "ascending")]))

    def by_language(self) -> Iterator[tuple[str, Observations]]:
        """Each language that rules know and the archive holds, that of most mail first."""
        languages = np.asarray(self.table.column("language").to_pylist(), dtype=object)
        masks = {name: np.asarray(languages == name, dtype=bool) for name in LANGUAGES}
        for language, mask in sorted(masks.items(), key=lambda item: -int(item[1].sum())):
            if mask.any():
                yield language, self.where(mask)

    def numbers(self, name: str) -> Numbers:
        """A column; NaN: not known."""
        column = pc.cast(self.table.column(name), pa.float64())
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)

    def true(self, name: str) -> Bools:
        column = pc.fill_null(self.table.column(name), False)
        return np.asarray(column.to_numpy(zero_copy_only=False), dtype=bool)

    def codes(self, name: str) -> npt.NDArray[np.int64]:
        """A column of names or hashes as small numbers; unknown ones are all alike."""
        column = self.table.column(name).combine_chunks()
        encoded = column.dictionary_encode(null_encoding="encode")
        return np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64)

    @cached_property
    def replied(self) -> Bools:
        return self.true("replied")

    @cached_property
    def rules_judged(self) -> dict[str, Bools]:
        """Where each rule looked."""
        return self._members("ran")

    @cached_property
    def rules_hit(self) -> dict[str, Bools]:
        """Where each rule found its fault."""
        return self._members("hits")

    def with_and_without(self, rule: str) -> tuple[Bools, Bools]:
        """Where `rule` found its fault, and where it looked and didn't."""
        none = np.zeros(len(self), dtype=bool)
        hit = self.rules_hit.get(rule, none)
        return hit, self.rules_judged.get(rule, none) & ~hit

    def _members(self, name: str) -> dict[str, Bools]:
        members: dict[str, Bools] = {}
        offset = 0
        for chunk in self.table.column(name).chunks:
            rows = pc.list_parent_indices(chunk).to_numpy() + offset
            flat = chunk.flatten()
            if not pa.types.is_dictionary(flat.type):
                flat = flat.dictionary_encode()
            codes = flat.indices.to_numpy(zero_copy_only=False)
            for code, rule in enumerate(flat.dictionary.to_pylist()):
                mask = members.setdefault(rule, np.zeros(len(self), dtype=bool))
                mask[rows[codes == code]] = True
            offset += len(chunk)
        return {rule: mask for rule, mask in sorted(members.items()) if mask.any()}
