"""How a hook and the warm engine speak: one request and one answer a connection.

A request is one line of JSON, then as many bytes of message as its `length` says; the answer is
one line of JSON. Both name the protocol and the version of emailint: a server of another version is
not used. docs/server.md tells the fields. Imports little: it counts in each hook's start.
"""

from __future__ import annotations

import json
import socket
import time

TYPE_CHECKING = False  # typing itself would cost a hook's start 3 ms
if TYPE_CHECKING:
    from typing import Any

PROTOCOL = 1
MAX_LINE = 1 << 20
"""Bytes of a request's first line: some 10,000 recipients."""
MAX_MAIL = 64 << 20
"""Bytes of a message; a larger one is linted by the hook itself."""
_CHUNK = 1 << 18


class WireError(Exception):
    """What came is no request or no answer of this protocol."""


class Stream:
    """A connection whose every wait counts against one deadline of `seconds`.

    Its methods raise OSError (TimeoutError past the deadline) and WireError.
    """

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection = connection
        self._end = time.monotonic() + seconds
        self._rest = b""

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._wait()
        self._connection.sendall(data)

    def line(self) -> bytes:
        """The bytes up to the next line end, without it."""
        while (at := self._rest.find(b"\n")) < 0:
            if len(self._rest) > MAX_LINE:
                raise WireError("the line is too long")
            self._rest += self._more()
        line, self._rest = self._rest[:at], self._rest[at + 1 :]
        return line

    def take(self, length: int) -> bytes:
        """The next `length` bytes."""
        pieces, missing = [self._rest[:length]], length - len(self._rest)
        self._rest = self._rest[length:]
        while missing > 0:
            piece = self._more()
            pieces.append(piece[:missing])
            missing -= len(piece)
        return b"".join(pieces)

    def drain(self) -> None:
        """Read until the other side ends."""
        try:
            while self._more():
                pass
        except WireError:
            pass

    def _more(self) -> bytes:
        self._wait()
        piece = self._connection.recv(_CHUNK)
        if not piece:
            raise WireError("the connection ended early")
        return piece

    def _wait(self) -> None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)


def encode(table: dict[str, Any]) -> bytes:
    """One line of JSON, in ASCII whatever a text holds."""
    return json.dumps({"emailint": PROTOCOL, **table}).encode() + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The table of a line of this protocol. Raises WireError."""
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        raise WireError("not JSON") from None
    if not isinstance(table, dict) or table.get("emailint") != PROTOCOL:
        raise WireError("not this protocol")
    return table
