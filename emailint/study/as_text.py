"""A study on a terminal: the archive in two lines, then tables as wide as there is room for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from emailint.messages import number
from emailint.render.terminal import clip, columns, paint, wrap
from emailint.study.figures import claim, ends, in_order, percent, points
from emailint.study.labels import (
    REASONS,
    archive_lines,
    count_of,
    fit_line,
    nothing,
    sections,
    unjudged_lines,
    verdict,
    wait_line,
    worth_telling,
)
from emailint.study.model import Fit
from emailint.study.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.study.model import Effect, Study

STYLES: Final = {
    "supported": "good", "contradicted": "error", "none": "bold", "too-little": "dim",
}  # fmt: skip
COLUMNS: Final = ("name", "id", "n", "rate", "difference", "ci", "held", "published", "verdict")
Row = dict[str, str]  # a line of a table by column
_INDENT: Final = "  "
_GAP: Final = "  "
_NAME: Final = 30  # columns that a name may take before others have to go …
_SHORTEST: Final = 12  # … and when none is left to go


def as_text(study: Study, ui: str, *, color: bool = False, width: int = 100) -> str:
    """The summary that people read first; `width` in columns."""
    study = worth_telling(study)
    first, *more = (*archive_lines(study.archive, ui), *unjudged_lines(study.archive, ui))
    out = [paint(wrap(first, width, ""), "bold", color), *(wrap(line, width, "") for line in more)]
    for part, rows in sections(study, ui):
        out += ["", paint(wrap(say(ui, part), width, ""), "bold", color)]
        out += _table(part, rows, ui, color=color, width=width)
    if not study.archive.judged:
        out += ["", wrap(nothing(study.archive, ui), width, "")]
    elif notes := [paint(wrap(note, width, "  ", ""), "dim", color) for note in _notes(study, ui)]:
        out += ["", *notes]
    if study.waiting:
        out += ["", paint(say(ui, "waiting"), "bold", color)]
        out += [wrap(wait_line(waiting, ui), width, "    ", "  ") for waiting in study.waiting]
    if study.fits:
        out += ["", paint(say(ui, "fits"), "bold", color)]
    for fit in study.fits:
        out.append(wrap(fit_line(fit, ui), width, "    ", "  "))
        if isinstance(fit, Fit):
            told = ", ".join(f"{study.title(rule.id, ui)} {rule.points}" for rule in fit.rules)
            out.append(wrap(f"{say(ui, 'fitted_points')}: {told}", width, "    ", "    "))
    out += ["", paint(wrap(say(ui, "no_cause"), width, ""), "dim", color)]
    return "\n".join(out) + "\n"


def _notes(study: Study, ui: str) -> Iterator[str]:
    """What the tables' letters and star say, as far as they are there."""
    told = [*study.effects, *(headline.effect for headline in study.headlines)]
    reasons = {effect.reason for effect in told}
    if any(effect.published for effect in told):
        yield say(ui, "published_marks")
    if any(effect.adjusted is None and effect.reason != "few" for effect in told):
        yield say(ui, "not_adjusted")
    yield from (say(ui, f"open_{reason}") for reason in REASONS if reason in reasons)
    if "few" in reasons:
        yield say(ui, "needed")


def _table(
    part: str, rows: list[tuple[str, Effect]], ui: str, *, color: bool, width: int
) -> Iterator[str]:
    """A table whose rows are grouped by language; what was too little to test is told in a line."""
    titles = {key: say(ui, f"column_{key}") for key in COLUMNS} | {"name": say(ui, f"name_{part}")}
    told = [_row(name, effect, ui) for name, effect in rows if effect.reason != "few"]
    if part == "headlines":  # what they are called is all that they are known by
        titles["id"] = ""
        told = [row | {"id": ""} for row in told]
    table = _Table([titles, *told], width)
    if told:
        yield paint(table.line(titles), "dim", color)
    for language, found in groupby(in_order(rows), key=lambda item: item[1].language):
        yield paint(say(ui, f"in_{language}"), "accent", color)
        poor, never = [], 0
        for name, effect in found:
            if effect.reason == "few":
                never += not effect.n_with
                poor += [f"{name} ({number(ui, effect.n_with)})"] if effect.n_with else []
                continue
            row = _row(name, effect, ui)
            yield table.line(
                row | {"verdict": paint(row["verdict"], STYLES[effect.verdict], color)}
            )
        if poor:
            line = f"{say(ui, 'too_little')}: {', '.join(poor)}"
            yield paint(wrap(line, width, "    ", _INDENT), "dim", color)
        if never:
            line = count_of(never, f"never_{part}", ui)
            yield paint(wrap(line, width, "    ", _INDENT), "dim", color)


def _row(name: str, effect: Effect, ui: str) -> Row:
    held = effect.adjusted
    plain = f"{points(ui, effect.difference)}* {ends(ui, effect.ci)}"
    rates = f"{percent(ui, effect.rate_with)} / {percent(ui, effect.rate_without)}"
    return {
        "name": name,
        "id": effect.id if name != effect.id else "",
        "n": f"{number(ui, effect.n_with)} / {number(ui, effect.n_without)}",
        "rate": rates.replace(" %", ""),
        "difference": points(ui, effect.difference),
        "ci": ends(ui, effect.ci),
        "held": f"{points(ui, held.difference)}  {ends(ui, held.ci)}" if held else plain,
        "published": claim(effect, ui),
        "verdict": verdict(effect, ui),
    }


class _Table:
    """Columns as wide as their widest cell; where there isn't room, those that can best be missed
    go, then names are cut; what the verdict rests on stays."""

    def __init__(self, rows: Sequence[Row], width: int) -> None:
        widths = {key: max(columns(row[key]) for row in rows) for key in COLUMNS}
        self.sizes = {key: width for key, width in widths.items() if width}
        longest = self.sizes["name"]
        room = width - len(_INDENT) + len(_GAP)
        self.sizes["name"] = min(longest, _NAME)
        for key in ("ci", "id", "n", "difference", "published", "rate"):
            if self._taken() > room:
                self.sizes.pop(key, None)
        spare = room - self._taken()
        self.sizes["name"] = min(longest, max(self.sizes["name"] + spare, _SHORTEST))

    def _taken(self) -> int:
        return sum(size + len(_GAP) for size in self.sizes.values())

    def line(self, row: Row) -> str:
        name = clip(row["name"], self.sizes["name"])
        cells = [name + " " * (self.sizes["name"] - columns(name))]
        cells += (row[key].rjust(self.sizes[key]) for key in COLUMNS[1:-1] if key in self.sizes)
        return f"{_INDENT}{_GAP.join(cells)}{_GAP}{row['verdict']}"
