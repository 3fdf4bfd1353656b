"""A line on a terminal that shows how far a long run is."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

_QUIET: Final = 1.0  # seconds: a short run needs no bar
_EVERY: Final = 0.1
_BAR: Final = 20  # columns
_GUESS: Final = 0.02  # the share of the run from which on the time left can be guessed


class Progress:
    """Counts messages (or other `things`) in place, with their rate and, where `total` is known,
    the time left.

    `total` is in bytes, as are the steps; None where nobody knows. `shared` is a stream on the
    same terminal, whose lines the bar must not touch. Draws nothing without a `stream`.
    """

    def __init__(
        self,
        stream: IO[str] | None,
        total: int | None,
        shared: IO[str] | None = None,
        things: str = "messages",
    ) -> None:
        self._stream = stream
        self._shared = shared
        self._total = total
        self._things = things
        self._start = monotonic()
        self._drawn_at = 0.0
        self._drawn = False
        self._free = True  # the cursor stands at the start of a line
        self._count = 0
        self._done = 0

    def step(self, size: int, count: int = 1) -> None:
        """One message of `size` bytes is done, or `count` things that take so many."""
        if self._stream is None:
            return
        self._count += count
        self._done += size
        now = monotonic()
        if self._free and now - self._start >= _QUIET and now - self._drawn_at >= _EVERY:
            self._drawn_at = now
            if self._shared is not None:
                self._shared.flush()
            self._stream.write(f"\r{self._line(now - self._start)}\x1b[K")
            self._stream.flush()
            self._drawn = True

    def before(self, piece: str) -> None:
        """`piece` will be written to the shared stream: wipe the bar."""
        if self._shared is None or not piece:
            return
        self.wipe()
        self._free = piece.endswith("\n")

    def wipe(self) -> None:
        """Take the bar off the terminal."""
        if self._drawn and self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False

    def _line(self, elapsed: float) -> str:
        rate = f"{self._count:,} {self._things}, {self._count / elapsed:,.0f}/s"
        share = min(self._done / self._total, 1.0) if self._total else 0.0
        if share < _GUESS:
            return rate
        filled = round(share * _BAR)
        left = round(elapsed / share * (1 - share))
        bar = "#" * filled + "." * (_BAR - filled)
        return f"[{bar}] {share:4.0%}  {rate}, {left // 60}:{left % 60:02} left"


def total_size(files: Iterable[str | Path]) -> int | None:
    """The bytes of all `files`; None where they can't be known: packed, or standard input."""
    total = 0
    for file in files:
        if str(file) == "-" or str(file).lower().endswith(".gz"):
            return None
        try:
            total += Path(file).stat().st_size
        except OSError:  # will be reported when it is read
            continue
    return total
