"""Write the shown text, fold its whitespace as a browser does, and keep where it came from."""

from __future__ import annotations

import re
from functools import cache

from emailint.html.scan import REFERENCE, SPACE, decode_reference
from emailint.html.view import Run


class Writer:
    """Text under construction. Breaks wait until text follows, so none stand at the ends."""

    __slots__ = (
        "_breaks",
        "_bullet",
        "_html",
        "_parts",
        "_runs",
        "_space",
        "_tab",
        "first",
        "size",
    )

    def __init__(self, html: str) -> None:
        self._html = html
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._breaks = 0
        self._tab = False
        self._space: tuple[int, int] | None = None
        self._bullet = ""
        self.size = 0
        self.first = -1
        """Where the first text stands since this was set to -1."""

    def result(self) -> tuple[str, tuple[Run, ...]]:
        return "".join(self._parts), tuple(self._runs)

    def since(self, part: int) -> str:
        """The beginning of the text written since `part` (see `parts`)."""
        return "".join(text[:80] for text in self._parts[part : part + 8]).lstrip()

    @property
    def parts(self) -> int:
        return len(self._parts)

    def block(self, breaks: int) -> None:
        """Make the text that follows start a line; 2 breaks leave a blank line between."""
        if breaks > self._breaks:
            self._breaks = breaks

    def line_break(self) -> None:
        self._breaks += 1

    def cell(self) -> None:
        self._tab = True

    def bullet(self, bullet: str) -> None:
        self._bullet = bullet

    def text(self, start: int, end: int) -> None:
        """Write `html[start:end]`, which holds no markup."""
        html = self._html
        if not html[start:end].strip(SPACE):
            self._fold(start, end)
            return
        for found in _flow().finditer(html, start, end):
            if found.lastgroup is None:
                self._put(found[0], *found.span())
            elif found.lastgroup == "space":
                self._fold(*found.span())
            else:
                self._decode(found[0], *found.span())

    def preformatted(self, start: int, end: int) -> None:
        """Write `html[start:end]`, which holds no markup, with its whitespace as it stands."""
        for found in _preformatted().finditer(self._html, start, end):
            if found.lastgroup is None:
                self._put(found[0], *found.span())
            elif found.lastgroup == "line":
                self._breaks += 1
            else:
                self._decode(found[0], *found.span())

    def _fold(self, start: int, end: int) -> None:
        self._space = (start, end)

    def _decode(self, reference: str, start: int, end: int) -> None:
        text = decode_reference(reference)
        if text and not text.strip(SPACE):
            self._fold(start, end)
        elif text:
            self._put(text, start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        if self._breaks or self._space or self._tab or self._bullet:
            self._flush()
        if self.first < 0:
            self.first = self.size
        self._run(text, start, end)

    def _flush(self) -> None:
        if self.size:
            if self._breaks:
                self._made("\n" * self._breaks)
            elif self._tab:
                self._made("\t")
            elif self._space:
                self._run(" ", *self._space)
        if self._bullet:
            self._made(self._bullet)
        self._breaks, self._tab, self._space, self._bullet = 0, False, None, ""

    def _made(self, text: str) -> None:
        self._parts.append(text)
        self.size += len(text)

    def _run(self, text: str, start: int, end: int) -> None:
        length, source_length = len(text), end - start
        run = Run(self.size, start, length, source_length)
        if length == source_length and self._runs:
            last = self._runs[-1]
            if (
                last.length == last.source_length
                and last.start + last.length == self.size
                and last.source_start + last.length == start
            ):
                length += last.length
                run = Run(last.start, last.source_start, length, length)
                self._runs.pop()
        self._runs.append(run)
        self._made(text)


@cache
def _flow() -> re.Pattern[str]:
    return re.compile(
        r"[^ \t\n\r\f&]++(?:[ ][^ \t\n\r\f&]++)*+"
        rf"|(?P<space>[ \t\n\r\f]++)|(?P<reference>{REFERENCE})|(?:&(?![a-zA-Z#]))++|&"
    )


@cache
def _preformatted() -> re.Pattern[str]:
    return re.compile(
        rf"[^\r\n&]++|(?P<line>\r\n|[\r\n])|(?P<reference>{REFERENCE})|(?:&(?![a-zA-Z#]))++|&"
    )
