"""Files and objects as streams, and the messages that lie in a stretch of an mbox."""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, cast

from emailint.mbox import is_separator, split_mbox
from emailint.sources import MAX_BYTES
from emailint.study.state import is_url

if TYPE_CHECKING:
    from collections.abc import Iterator

END: Final = 1 << 62
"""Stands for the end of a file whose size isn't known."""
_CHUNK: Final = 1 << 20
_SEPARATOR: Final = 4096  # bytes in which a separator line ends


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file or URL to read from, unpacked."""
    if is_url(path):
        import fsspec

        compression = "gzip" if path.lower().endswith(".gz") else None
        with fsspec.open(path, "rb", compression=compression) as stream:
            yield stream
    elif path.lower().endswith(".gz"):
        with gzip.open(path) as unpacked:
            yield cast("IO[bytes]", unpacked)
    else:
        with open(path, "rb") as stream:  # noqa: PTH123 (for each file: Path would cost more)
            yield stream


def stretch(stream: IO[bytes], start: int, end: int) -> Iterator[bytes | None]:
    """The messages of an mbox whose separator lies in `start:end`; None for one too large to read.

    Stretches that touch give each message once, wherever they were cut. A packed file whose end is
    missing gives what can be unpacked, and None for the rest.
    """
    base = max(start - 1, 0)  # a line end there tells that a line starts at `start`
    try:
        stream.seek(base)
    except (EOFError, zlib.error):
        return  # told by the stretch in which the file breaks off
    source = _Source(stream)
    most = (start if end == END else end) - base + MAX_BYTES
    window = _Window(source, base, most)
    first = window.border(start)
    if end == END:
        rest = cast("BinaryIO", source)
        split = split_mbox(rest, bytes(window.data[first - base :]), MAX_BYTES)
    else:
        data = window.data[first - base : window.border(end) - base]
        split = split_mbox(BytesIO(data), b"", MAX_BYTES)
    for _, raw in split:
        yield raw if isinstance(raw, bytes) else None
    if source.broken:
        yield None


class _Source:
    """A stream that ends where a packed file is broken."""

    def __init__(self, stream: IO[bytes]) -> None:
        # read1: what could be unpacked before the break isn't lost
        self._read = getattr(stream, "read1", stream.read)
        self.broken = False

    def read(self, size: int) -> bytes:
        try:
            chunk: bytes = self._read(size)
        except (EOFError, zlib.error):
            self.broken = True
            return b""
        return chunk


class _Window:
    """What was read of a stream from `base` on, up to `most` bytes; it grows as borders are sought."""

    def __init__(self, source: _Source, base: int, most: int) -> None:
        self.data = bytearray()
        self._source = source
        self._base = base
        self._most = most

    def border(self, at: int) -> int:
        """Where the first separator at `at` or later stands; the end of what is there without one."""
        at -= self._base
        while True:
            found = border(self.data, at)
            chunk = b""
            if found + _SEPARATOR > len(self.data) and len(self.data) < self._most:
                chunk = self._source.read(_CHUNK)  # the line may go on there
            if not chunk:
                return self._base + found
            at = max(at, min(found, len(self.data) - _SEPARATOR))
            self.data += chunk


def border(data: Any, at: int) -> int:
    """Where the first separator at `at` or later stands in `data`; its length if there is none."""
    if at <= 0 and is_separator(data[:_SEPARATOR]):
        return 0
    at = max(at - 1, 0)
    while (at := data.find(b"\nFrom ", at)) >= 0:
        if is_separator(data[at + 1 : at + _SEPARATOR]):
            return at + 1
        at += 1
    return len(data)
