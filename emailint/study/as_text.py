"""A study on a terminal: the archive in two lines, then tables as wide as there is room for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from emailint.messages import number
from emailint.render.terminal import clip, columns, paint, wrap
from emailint.study.figures import NOTHING, claim, ends, in_order, percent, points
from emailint.study.labels import archive_lines, count_of, fit_line, nothing, sections, wait_line
from emailint.study.model import Fit
from emailint.study.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.study.model import Effect, Study

STYLES: Final = {
    "supported": "good", "contradicted": "error", "none": "bold", "too-little": "dim",
}  # fmt: skip
COLUMNS: Final = ("name", "n", "rate", "difference", "ci", "published", "adjusted")
Row = dict[str, str]  # a line of a table by column
_INDENT: Final = "  "
_GAP: Final = "  "
_NAME: Final = 24  # columns that a name may take before others have to go …
_SHORTEST: Final = 12  # … and when none is left to go


def as_text(study: Study, ui: str, *, color: bool = False, width: int = 100) -> str:
    """The summary that people read first; `width` in columns."""
    first, *more = archive_lines(study.archive, ui)
    out = [paint(wrap(first, width, ""), "bold", color), *(wrap(line, width, "") for line in more)]
    for title, rows in sections(study, ui):
        out += ["", paint(wrap(say(ui, title), width, ""), "bold", color)]
        out += _table(rows, ui, color=color, width=width)
    if not study.archive.judged:
        out += ["", wrap(nothing(study.archive, ui), width, "")]
    elif any(effect.verdict == "too-little" for effect in study.effects):
        out += ["", paint(wrap(say(ui, "needed"), width, ""), "dim", color)]
    if study.waiting:
        out += ["", paint(say(ui, "waiting"), "bold", color)]
        out += [wrap(wait_line(waiting, ui), width, "    ", "  ") for waiting in study.waiting]
    if study.fits:
        out += ["", paint(say(ui, "fits"), "bold", color)]
    for fit in study.fits:
        out.append(wrap(fit_line(fit, ui), width, "    ", "  "))
        if isinstance(fit, Fit):
            told = ", ".join(f"{rule.id} {rule.points}" for rule in fit.rules)
            out.append(wrap(f"{say(ui, 'fitted_points')}: {told}", width, "    ", "    "))
    out += ["", paint(wrap(say(ui, "no_cause"), width, ""), "dim", color)]
    return "\n".join(out) + "\n"


def _table(rows: list[tuple[str, Effect]], ui: str, *, color: bool, width: int) -> Iterator[str]:
    """A table whose rows are grouped by language; what has too little data is told in a line."""
    told = [_row(name, effect, ui) for name, effect in rows if effect.verdict != "too-little"]
    table = _Table(told, ui, width)
    if told:
        yield paint(table.line(table.titles, say(ui, "verdict")), "dim", color)
    for language, found in groupby(in_order(rows), key=lambda item: item[1].language):
        yield paint(say(ui, f"in_{language}"), "accent", color)
        poor, never = [], 0
        for name, effect in found:
            if effect.verdict == "too-little":
                never += not effect.n_with
                poor += [f"{name} ({number(ui, effect.n_with)})"] if effect.n_with else []
                continue
            verdict = paint(say(ui, effect.verdict), STYLES[effect.verdict], color)
            yield table.line(_row(name, effect, ui), verdict)
        if poor:
            line = f"{say(ui, 'too_little')}: {', '.join(poor)}"
            yield paint(wrap(line, width, "    ", _INDENT), "dim", color)
        if never:
            line = count_of(never, "never", ui)
            yield paint(wrap(line, width, "    ", _INDENT), "dim", color)


def _row(name: str, effect: Effect, ui: str) -> Row:
    rates = f"{percent(ui, effect.rate_with)} / {percent(ui, effect.rate_without)}"
    return {
        "name": name,
        "n": f"{number(ui, effect.n_with)} / {number(ui, effect.n_without)}",
        "rate": rates.replace(" %", ""),
        "difference": points(ui, effect.difference),
        "ci": ends(ui, effect.ci),
        "published": claim(effect, ui),
        "adjusted": points(ui, effect.adjusted.difference) if effect.adjusted else NOTHING,
    }


class _Table:
    """Columns as wide as their widest cell; where there isn't room, those that can best be missed
    go, then names are cut."""

    def __init__(self, rows: Sequence[Row], ui: str, width: int) -> None:
        self.titles: Row = {key: say(ui, f"column_{key}") for key in COLUMNS}
        cells = (self.titles, *rows)
        self.sizes = {key: max(columns(row[key]) for row in cells) for key in COLUMNS}
        longest, verdict = self.sizes["name"], max(columns(say(ui, word)) for word in STYLES)
        room = width - len(_INDENT) - verdict
        self.sizes["name"] = min(longest, _NAME)
        for key in ("n", "adjusted", "published", "ci"):
            if self._taken() > room:
                del self.sizes[key]
        spare = room - self._taken()
        self.sizes["name"] = min(longest, max(self.sizes["name"] + spare, _SHORTEST))

    def _taken(self) -> int:
        return sum(size + len(_GAP) for size in self.sizes.values())

    def line(self, row: Row, verdict: str) -> str:
        name = clip(row["name"], self.sizes["name"])
        cells = [name + " " * (self.sizes["name"] - columns(name))]
        cells += (row[key].rjust(size) for key, size in self.sizes.items() if key != "name")
        return f"{_INDENT}{_GAP.join(cells)}{_GAP}{verdict}"
