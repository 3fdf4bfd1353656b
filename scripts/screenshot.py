"""Coloured terminal output -> SVG: a screenshot that a run makes, not a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE: Final = 14  # pixels, of the letters
WIDTH: Final = 8.43  # of one letter: 0.602 of its size in DejaVu Sans Mono, Menlo and Consolas
HEIGHT: Final = 19
MARGIN: Final = 16
TOP: Final = 40  # room for the title bar
FONT: Final = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
BACKGROUND: Final = "#1b1f27"
BAR: Final = "#2a303b"
TEXT: Final = "#d7dce5"
COLORS: Final = {
    31: "#f2777a", 32: "#7fc88b", 33: "#e6b450", 34: "#6cb6ff", 35: "#c792ea", 36: "#5ccfe6",
}  # fmt: skip
NO_BREAK: Final = "\u00a0\u00a0"
_SGR = re.compile(r"\x1b\[([\d;]*)m")


class Run(NamedTuple):
    """Letters in one style; `column` counts from 0."""

    column: int
    text: str
    color: str
    bold: bool
    dim: bool


def runs(line: str) -> Iterator[Run]:
    """The parts of a line of terminal output, by style."""
    color, bold, dim = TEXT, False, False
    column = 0
    pieces = _SGR.split(line)  # text, codes, text, codes, ... text
    for text, codes in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if text:
            yield Run(column, text, color, bold, dim)
            column += len(text)
        for code in map(int, filter(None, codes.split(";"))):
            if code == 0:
                color, bold, dim = TEXT, False, False
            elif code in COLORS:
                color = COLORS[code]
            bold, dim = bold or code == 1, dim or code == 2
        if codes == "" and len(pieces) > 1:  # ESC[m is ESC[0m
            color, bold, dim = TEXT, False, False


def svg(output: str, title: str) -> str:
    """An SVG of `output`, a command's coloured output; `title` says what was typed."""
    lines = output.rstrip("\n").split("\n")
    columns = max([len(_SGR.sub("", line)) for line in (*lines, title)])
    width = round(columns * WIDTH + 2 * MARGIN)
    height = TOP + len(lines) * HEIGHT + MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="{BACKGROUND}"/>',
        f'<path d="M0 30V8a8 8 0 0 1 8-8h{width - 16}a8 8 0 0 1 8 8v22z" fill="{BAR}"/>',
        f'<g font-family="{FONT}" font-size="{SIZE}" fill="{TEXT}">',
        f'<text x="{MARGIN}" y="20" fill="#9aa4b5">{escape(title)}</text>',
    ]
    for number, line in enumerate(lines):
        out += (_text(run, TOP + number * HEIGHT + SIZE) for run in runs(line) if run.text.strip())
    return "\n".join([*out, "</g>", "</svg>", ""])


def _text(run: Run, y: int) -> str:
    """One run; `textLength` keeps the columns in line whatever font the viewer has.

    Viewers disagree on spaces at the ends, so there are none; those inside become no-break ones.
    """
    text = run.text.strip()
    x = MARGIN + (run.column + len(run.text) - len(run.text.lstrip())) * WIDTH
    style = f' fill="{run.color}"' if run.color != TEXT else ""
    style += ' font-weight="bold"' if run.bold else ""
    style += ' opacity=".6"' if run.dim else ""
    length = len(text) * WIDTH
    shown = escape(text).replace("  ", NO_BREAK)
    return f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}"{style}>{shown}</text>'
