"""Curves, the week as a heat map, time to a reply, calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.patches import Rectangle

from emailint.study.canvas import COLOURS, NARROW, WIDE, canvas, percent_axis
from emailint.study.figures import percent
from emailint.study.labels import WEEKDAYS, bin_mark, duration
from emailint.study.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from emailint.study.model import Bin, Cell, Curve, Fit, Grid, Interval, Waiting

_POINTLIKE: Final = ("greeting", "gratitude", "weekday")  # no line leads from one to the next
_TOLD: Final = 10  # mails a bin must hold to be drawn
_PRIOR: Final = 20  # mails of the overall rate that each hour is given, so that a few say little


def reach(told: Sequence[Curve]) -> Interval:
    """The rates that the bands of all curves span: drawn alike, they can be compared."""
    ends = [end for curve in told for b in curve.bins if b.n >= _TOLD for end in b.ci]
    return min(ends, default=0.0), max(ends, default=1.0)


def can_be_drawn(told: Curve) -> bool:
    """Whether any bin holds enough mail: an archive without recipients has none by recipients."""
    return any(b.n >= _TOLD for b in told.bins)


def curve(told: Curve, ui: str, rates: Interval) -> Figure:
    """Reply rate by feature with its band, over how much mail there is; drawn over `rates`."""
    figure, axes = canvas(NARROW, 220, (44, 10, 30, 8))
    shown = [(x, b) for x, b in enumerate(told.bins) if b.n >= _TOLD]
    places = [x for x, _ in shown]
    low, high = [b.ci[0] for _, b in shown], [b.ci[1] for _, b in shown]
    points = [b.replied / b.n for _, b in shown]
    accent = COLOURS["link"]
    if told.feature in _POINTLIKE:
        axes.vlines(places, low, high, color=accent, linewidth=2.5, alpha=0.5)
    else:
        axes.fill_between(places, low, high, color=accent, alpha=0.2, linewidth=0)
        axes.plot(places, points, color=accent, linewidth=1.8)
    axes.plot(places, points, "o", color=accent, markersize=5.5)
    axes.axhline(
        _rate(told.bins), color=COLOURS["soft"], linewidth=1, linestyle=(0, (4, 3)), zorder=1
    )
    span = max(rates[1] - rates[0], 0.1)
    ground = rates[0] - 0.3 * span  # the room for how much mail there is
    axes.set_ylim(ground, rates[1] + 0.05 * span)
    most = max([1, *(b.n for b in told.bins)])
    bars = [0.2 * span * b.n / most for b in told.bins]
    axes.bar(range(len(bars)), bars, 0.7, bottom=ground, color=COLOURS["line"])
    axes.set_xlim(-0.6, len(told.bins) - 0.4)
    step = 1 if len(told.bins) <= 8 else 2
    axes.set_xticks(
        range(0, len(told.bins), step), [bin_mark(told.feature, b, ui) for b in told.bins[::step]]
    )
    percent_axis(axes, ui, rates[0])
    return figure


def heat(grid: Grid, ui: str, *, narrow: bool = False) -> Figure:
    """Weekday and hour: the stronger the colour the more was answered, the larger the more mail."""
    side = 12.5 if narrow else 32
    left = 36 if narrow else 50
    width, height = (NARROW if narrow else WIDE), side * 7 * (1.4 if narrow else 1)
    figure, axes = canvas(width, round(height) + 74, (left, 2, 70, 4))
    overall = _rate(grid.cells)
    strengths = {c: (c.replied + _PRIOR * overall) / (c.n + _PRIOR) for c in grid.cells if c.n}
    low, high = min(strengths.values(), default=0.0), max(strengths.values(), default=1.0)
    most = max([1, *(cell.n for cell in grid.cells)])

    def square(x: float, y: float, share: float, rate: float) -> None:
        size = 0.3 + 0.62 * share**0.5
        alpha = 0.12 + 0.88 * (rate - low) / ((high - low) or 1)
        axes.add_patch(
            Rectangle(
                (x - size / 2, y - size / 2),
                size,
                size,
                facecolor=COLOURS["link"],
                alpha=alpha,
                linewidth=0,
                clip_on=False,
            )
        )

    for cell, rate in strengths.items():
        square(cell.hour, cell.weekday, cell.n / most, rate)
    axes.set_xlim(-0.5, 23.5)
    axes.set_ylim(6.5, -0.5)
    axes.set_yticks(range(7), WEEKDAYS[ui])
    step = 6 if narrow else 2
    axes.set_xticks(range(0, 24, step), [f"{hour} h" for hour in range(0, 24, step)])
    axes.spines[:].set_visible(False)
    colours = [(percent(ui, rate, 0), 1.0, rate) for rate in (low, (low + high) / 2, high)]
    sizes = [(say(ui, f"key_{size}"), share, high) for size, share in (("few", 0.0), ("many", 1.0))]
    lines = [colours, sizes] if narrow else [colours + sizes]
    for down, line in enumerate(lines):
        at, y = 0.0, 8.5 + 1.3 * down
        for text, share, rate in line:
            square(at, y, share, rate)
            axes.text(at + 0.8, y, text, va="center", color=COLOURS["soft"], fontsize=11)
            at += 1.8 + (0.6 if narrow else 0.22) * len(text)
    return figure


def waiting(told: Sequence[Waiting], ui: str, *, narrow: bool = False) -> Figure:
    """The share that had its reply after so much time, with its band, a line a language."""
    figure, axes = canvas(NARROW if narrow else 600, 280, (48, 62, 44, 10))
    axes.set_xscale("log")
    for colour, line in zip(("link", "warning", "soft"), told, strict=False):
        hours = [moment.hours for moment in line.moments]
        shares = [moment.share for moment in line.moments]
        low, high = zip(*(moment.ci for moment in line.moments), strict=True)
        axes.fill_between(hours, low, high, color=COLOURS[colour], alpha=0.2, linewidth=0)
        axes.plot(hours, shares, color=COLOURS[colour], linewidth=1.8)
        axes.annotate(
            say(ui, line.language), (hours[-1], shares[-1]), (5, 0), textcoords="offset points",
            va="center", color=COLOURS[colour],
        )  # fmt: skip
    ticks = sorted({moment.hours for line in told for moment in line.moments})
    marked = (1, 24, 336) if narrow else (1, 6, 24, 72, 168, 336)
    some = [hours for hours in marked if ticks[0] <= hours <= ticks[-1]]
    axes.set_xticks(some, [duration(hours, ui) for hours in some])
    axes.minorticks_off()
    axes.set_ylim(0, None)
    axes.set_xlabel(say(ui, "axis_hours"))
    percent_axis(axes, ui)
    return figure


def calibration(fit: Fit, ui: str) -> Figure:
    """What was forecast of later mail beside what came: on the line where the forecast held."""
    figure, axes = canvas(NARROW, 310, (62, 12, 48, 12))
    told = fit.validation.calibration
    ends = [x for c in told for x in (c.forecast, *c.ci)] or [0.0, 1.0]
    low, high = max(min(ends) - 0.03, 0.0), min(max(ends) + 0.03, 1.0)
    axes.plot([low, high], [low, high], "--", color=COLOURS["soft"], linewidth=1)
    accent = COLOURS["link"]
    axes.vlines(
        [c.forecast for c in told],
        *zip(*(c.ci for c in told), strict=True),
        color=accent,
        alpha=0.5,
        linewidth=2.5,
    )
    axes.plot([c.forecast for c in told], [c.rate for c in told], "o", color=accent, markersize=6)
    axes.set_xlim(low, high)
    axes.set_ylim(low, high)
    axes.set_xlabel(say(ui, "forecast"))
    axes.set_ylabel(say(ui, "came"))
    percent_axis(axes, ui)
    axes.xaxis.set_major_formatter(lambda x, _: percent(ui, x, 0))
    axes.locator_params(nbins=5)
    return figure


def _rate(counted: Sequence[Bin] | Sequence[Cell]) -> float:
    n = sum(item.n for item in counted)
    return sum(item.replied for item in counted) / n if n else 0.0
