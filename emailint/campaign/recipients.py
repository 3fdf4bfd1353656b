"""The recipients of a campaign: a CSV file, read a row at a time."""

from __future__ import annotations

import codecs
import csv
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from emailint.model import EmailintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_SEPARATORS: Final = ",;\t|"
_BLOCK: Final = 1 << 20
_HEAD: Final = 4096  # bytes in which a file shows that it is no text
_STEP: Final = 100  # rows between two signs of progress
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


class Row(NamedTuple):
    """One recipient. `number` is the row of a spreadsheet, whose first is the header; `columns`
    how many values the row has."""

    number: int
    values: Mapping[str, str]
    columns: int


class Recipients:
    """A CSV file (or its bytes) with a header, separated by commas, semicolons, tabs or bars, in
    UTF-8, UTF-16 or Latin-1 (Windows-1252).

    Raises EmailintError where it can't be read. `step` is told how many bytes and rows more were
    read.
    """

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        self.name = "CSV" if isinstance(source, bytes) else source.name
        self.step: Callable[[int, int], None] | None = None
        try:
            with self._open() as file:
                self._encoding = _encoding(file)
                file.seek(0)
                if self._encoding != "utf-16" and b"\0" in file.read(_HEAD):
                    raise self._error("this is no CSV file")
                file.seek(0)
                with TextIOWrapper(file, self._encoding, errors="replace", newline="") as text:
                    first = text.readline(_BLOCK)
        except OSError as error:
            raise self._error(error.strerror or error) from None
        self._separator = max(_SEPARATORS, key=lambda sign: _outside_quotes(first, sign))
        self.header = tuple(self._header())

    def check(self) -> None:
        """Raises EmailintError where the list names nobody."""
        if next(self.rows(), None) is None:
            raise self._error("there is no recipient in it")

    def rows(self) -> Iterator[Row]:
        """The recipients in order; empty rows are left out."""
        records = self._records()
        next(records, None)
        for number, record in enumerate(records, 2):
            if any(record):
                yield Row(number, dict(zip(self.header, record, strict=False)), len(record))

    def _open(self) -> BinaryIO:
        if isinstance(self._source, bytes):
            return BytesIO(self._source)
        return self._source.open("rb")

    def _error(self, what: object) -> EmailintError:
        return EmailintError(
            f"{self.name if isinstance(self._source, bytes) else self._source}: {what}"
        )

    def _header(self) -> list[str]:
        names = [name.strip() for name in next(self._records(), [])]
        if not any(names):
            raise self._error("the first row must name the fields")
        doubles = sorted({name for name in names if name and names.count(name) > 1})
        if doubles:
            raise self._error(f"two columns are named {doubles[0]!r}")
        return names

    def _records(self) -> Iterator[list[str]]:
        done = 0
        try:
            with TextIOWrapper(self._open(), self._encoding, errors="replace", newline="") as file:
                for number, record in enumerate(csv.reader(file, delimiter=self._separator)):
                    if self.step is not None and number and number % _STEP == 0:
                        read = file.buffer.tell()
                        self.step(read - done, _STEP)
                        done = read
                    yield record
        except (OSError, csv.Error) as error:
            raise self._error(error) from None


def _encoding(file: BinaryIO) -> str:
    """What the file is written in; it is read through once, a block at a time."""
    block = file.read(_BLOCK)
    for mark, name in _MARKS:
        if block.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block:
            decoder.decode(block)
            block = file.read(_BLOCK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])
