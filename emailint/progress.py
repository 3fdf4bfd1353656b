"""A line on a terminal that counts messages, with their rate."""

from __future__ import annotations

from time import monotonic
from typing import IO, Final

_QUIET: Final = 1.0  # seconds: a short run needs no counter
_EVERY: Final = 0.1


class Progress:
    """Counts up in place; draws nothing in the first second."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._start = monotonic()
        self._drawn = 0.0
        self._count = 0

    def step(self) -> None:
        """One message is done."""
        self._count += 1
        now = monotonic()
        if now - self._start >= _QUIET and now - self._drawn >= _EVERY:
            self._drawn = now
            rate = self._count / (now - self._start)
            self._stream.write(f"\r{self._count:,} ({rate:,.0f}/s) ")
            self._stream.flush()

    def close(self) -> None:
        """Wipe the line."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
