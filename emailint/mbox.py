"""Take an mbox apart while it is read: mboxo, mboxrd and the archives of Mailman (pipermail)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 1 << 20
_MAX_SEPARATOR: Final = 1000  # bytes of a separator line that are looked at

# "From", anything (an address, masked or not), and a date as of `ctime` that ends the line. A
# sentence that starts with "From" doesn't end so.
_SEPARATOR: Final = (
    rb"From [^\n]{0,600}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3}"
    rb"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,3}\d{1,2}"
    rb"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    rb"[ ,]{1,3}(?:\d{4} )?\d{1,2}:\d\d(?::\d\d)?(?: {1,2}[A-Z+-][A-Z0-9]{2,5}){0,2}"
    rb"(?: {1,2}\d{4})?(?: [+-]\d{4})?\s*(?:\n|\Z)"
)
_ESCAPED: Final = rb"(?m)^>(>*+From )"


class TooLarge:
    """Stands for a message that was left out because of its size."""


def is_separator(data: bytes | bytearray, position: int = 0) -> bool:
    """Whether the line at `position` starts a message of an mbox."""
    if data[position : position + 5] != b"From ":
        return False
    return re.match(_SEPARATOR, data[position : position + _MAX_SEPARATOR]) is not None


def split_mbox(stream: BinaryIO, head: bytes, limit: int) -> Iterator[tuple[int, bytes | TooLarge]]:
    """The messages of `stream`, of which `head` is read already, without separator lines, each
    with the line of the stream on which it starts.

    A message over `limit` bytes is given as TooLarge; memory stays within some twice `limit`.
    """
    buffer = bytearray(head)
    line = 1  # on which the message starts that is being read
    searched = 0  # no separator starts before this offset, but for the one at 0
    skipping = False
    at_end = False
    while not at_end:
        chunk = stream.read(_CHUNK)
        at_end = not chunk
        buffer += chunk
        start = 0
        while (found := buffer.find(b"\nFrom ", max(searched, start))) >= 0:
            if not at_end and len(buffer) - found < _MAX_SEPARATOR + 1:
                break  # the line may go on in the next chunk
            searched = found + 1
            if is_separator(buffer, found + 1):
                if not skipping:
                    yield _message(buffer, start, found + 1, line)
                skipping = False
                line += buffer.count(b"\n", start, found + 1)
                start = found + 1
        searched = found if found >= 0 else max(start, len(buffer) - len(b"\nFrom "))
        del buffer[:start]
        searched -= start
        if len(buffer) > limit:
            if not skipping:
                yield line, TooLarge()
            skipping = True
            line += buffer.count(b"\n", 0, searched)
            del buffer[:searched]
            searched = 0
    if buffer and not skipping:
        yield _message(buffer, 0, len(buffer), line)


def _message(buffer: bytearray, start: int, end: int, line: int) -> tuple[int, bytes]:
    if is_separator(buffer, start):
        start = buffer.find(b"\n", start, end) + 1 or end
        line += 1
    with memoryview(buffer) as view:  # one copy instead of two
        raw = bytes(view[start:end])
    return line, re.sub(_ESCAPED, rb"\1", raw) if b">From " in raw else raw
