"""Quoted-printable and base64 with changes, in the shape that they had."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.decode import decode_transfer

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE: Final = re.compile(rb"[^\n]*+\n|[^\n]++")
_FIRST_BASE64: Final = re.compile(rb"(\s*+)([^\s=]*+=*+)(\r?\n|\r|)([^\s]?)")
_BASE64_WIDTH: Final = 76  # RFC 2045, 6.8


class Splice(NamedTuple):
    """Replace `start:end` of some bytes by `data`."""

    start: int
    end: int
    data: bytes


def spliced_bytes(raw: bytes, splices: Sequence[Splice]) -> bytes:
    """`raw` with `splices`, which are in order and don't overlap."""
    out: list[bytes] = []
    at = 0
    for start, end, data in splices:
        out += raw[at:start], data
        at = end
    return b"".join((*out, raw[at:]))


def quoted_printable(
    encoded: bytes, data: bytes, splices: Sequence[Splice], newline: bytes
) -> bytes:
    """The encoded form of `data` with `splices`; lines that they don't touch stay as they are."""
    lines = _LINE.findall(encoded)
    decoded = [decode_transfer(line, "quoted-printable") for line in lines]
    if b"".join(decoded) != data:
        return _quoted(spliced_bytes(data, splices), newline)
    out: list[bytes] = []
    waiting = list(reversed(splices))
    offset = index = 0
    while index < len(lines):
        start, first = offset, index
        touching: list[Splice] = []
        while True:  # take lines until one ends behind the last splice that it holds
            offset += len(decoded[index])
            index += 1
            last = index == len(lines)
            while waiting and (waiting[-1].start < offset or last):
                touching.append(waiting.pop())
            if last or not touching or touching[-1].end <= offset:
                break
        if not touching:
            out.append(lines[first])
            continue
        moved = [Splice(s - start, e - start, new) for s, e, new in touching]
        new = spliced_bytes(data[start:offset], moved)
        out.append(_quoted(new, newline))
        if new and not new.endswith(b"\n") and not last:
            out.append(b"=" + newline)
    if not lines:
        return _quoted(spliced_bytes(data, splices), newline)
    return b"".join(out)


def _quoted(data: bytes, newline: bytes) -> bytes:
    out = []
    for line in _LINE.findall(data):
        text = line.removesuffix(b"\n").removesuffix(b"\r") if line.endswith(b"\n") else line
        # Line by line, as b2a_qp would give all line breaks the form of the first.
        out.append(binascii.b2a_qp(text, istext=True).replace(b"=\n", b"=" + newline))
        end = line[len(text) :]
        if end in (b"", newline):
            out.append(end)
        else:  # the text's line breaks aren't the file's: they are encoded
            out += b"=", newline, end.replace(b"\r", b"=0D").replace(b"\n", b"=0A="), newline
    return b"".join(out)


def base64(encoded: bytes, data: bytes, newline: bytes) -> bytes:
    """`data` encoded in lines as long as those of `encoded`, with what stood around them."""
    padding = encoded.find(b"=")
    end = len(encoded.rstrip())
    if padding >= 0:
        end = len(encoded) - len(encoded[padding:].lstrip(b"="))
    first = _FIRST_BASE64.match(encoded, 0, end)
    assert first
    letters = binascii.b2a_base64(data, newline=False)
    width = len(first[2]) or _BASE64_WIDTH
    if not first[4]:  # a single line says nothing, unless it is too long for mail
        width = _BASE64_WIDTH if width <= _BASE64_WIDTH else len(letters)
    lines = (letters[at : at + width] for at in range(0, len(letters), width or 1))
    return first[1] + (first[3] or newline).join(lines) + encoded[end:]
