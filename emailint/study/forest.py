"""The forest plot: differences in replies, one below the other, the published ones marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from emailint.messages import number
from emailint.study.canvas import COLOURS, NARROW, WIDE, canvas
from emailint.study.figures import percent, points
from emailint.study.labels import verdict as verdict_of
from emailint.study.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from emailint.study.model import Effect

_VERDICTS: Final = {
    "supported": "good", "contradicted": "error", "none": "text", "too-little": "soft",
}  # fmt: skip
_FARTHEST: Final = 0.4  # a difference beyond which an interval is cut off
_RING: Final[dict[str, Any]] = {
    "marker": "o", "markersize": 5, "markerfacecolor": COLOURS["card"],
}  # fmt: skip
_DIAMOND: Final[dict[str, Any]] = {
    "color": COLOURS["warning"], "marker": "D", "markersize": 6.5, "markerfacecolor": "none",
    "markeredgewidth": 1.8, "linestyle": "none",
}  # fmt: skip
_LEAST: Final = 20  # mails on both sides: with fewer the interval spans the whole picture


def farthest(effects: Iterable[Effect]) -> float:
    """How far from 0 forest plots must reach to be drawn alike."""
    ends = (abs(end) for effect in effects if can_be_drawn(effect) for end in _extent(effect))
    return min(1.06 * max(ends, default=0.0), _FARTHEST)


def forest(
    rows: Sequence[tuple[str, Effect]], ui: str, far: float, *, narrow: bool = False
) -> Figure:
    """Differences with their intervals, one below the other, the published ones marked."""
    row, sides, below = (50, (10, 10), 92) if narrow else (34, (216, 276), 62)
    width = NARROW if narrow else WIDE
    figure, axes = canvas(width, row * len(rows) + below + 34, (*sides, below, 34))
    axes.set_xlim(-far, far)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.axvline(0, color=COLOURS["soft"], linewidth=1)
    for at, (name, effect) in enumerate(rows):
        y = at + (0.08 if narrow else -0.08)
        if at:
            axes.axhline(at - 0.5, color=COLOURS["line"], linewidth=0.6)
        _effect(axes, effect, y, far)
        _named(axes, name, effect, at, ui, narrow=narrow)
    for text, x, align in (
        (f"← {say(ui, 'lower')}", -0.02, "right"),
        (f"{say(ui, 'higher')} →", 0.02, "left"),
    ):
        axes.annotate(
            text, (0, 1), (x * 250, 8), xycoords=("data", "axes fraction"), textcoords="offset points",
            ha=align, color=COLOURS["soft"], fontsize=11,
        )  # fmt: skip
    axes.xaxis.set_major_formatter(lambda x, _: points(ui, x).removesuffix(".0").removesuffix(",0"))
    if not narrow:
        axes.annotate(
            say(ui, "column_name"), (1, 1), (112, 8), xycoords="axes fraction", ha="right",
            textcoords="offset points", color=COLOURS["soft"], fontsize=11,
        )  # fmt: skip
    axes.set_xlabel(say(ui, "axis_difference"))
    axes.locator_params(axis="x", nbins=7 if narrow else 9)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    _key(axes, ui, columns=1 if narrow else 3)
    return figure


def can_be_drawn(effect: Effect) -> bool:
    """Whether its interval says anything: with a handful of mails it spans the whole picture."""
    return effect.difference is not None and min(effect.n_with, effect.n_without) >= _LEAST


def published(effect: Effect) -> float | None:
    """The published difference; where only a relative one is, what it comes to from here."""
    told = effect.published
    if told is None or told.difference is not None or told.relative is None:
        return told and told.difference
    return None if effect.rate_without is None else told.relative * effect.rate_without


def _extent(effect: Effect) -> tuple[float, ...]:
    adjusted = effect.adjusted.ci if effect.adjusted else ()
    return (*effect.ci, *adjusted, published(effect) or 0.0)


def _effect(axes: Axes, effect: Effect, y: float, far: float) -> None:
    colour = COLOURS[_VERDICTS[effect.verdict]]
    axes.plot(effect.ci, (y, y), color=colour, linewidth=2.5, solid_capstyle="butt")
    for end, sign in zip(effect.ci, "<>", strict=True):
        if abs(end) > far:
            edge = far if end > 0 else -far
            axes.plot([edge], [y], sign, color=colour, markersize=7, clip_on=False)
    if (mark := published(effect)) is not None:
        axes.plot([max(-far, min(mark, far))], [y], clip_on=False, **_DIAMOND)
    middle = max(-far, min(effect.difference or 0.0, far))
    axes.plot([middle], [y], "o", color=colour, markersize=8, clip_on=False)
    if effect.adjusted:
        below = y + 0.24
        axes.plot(effect.adjusted.ci, (below, below), color=colour, linewidth=1, alpha=0.7)
        axes.plot([effect.adjusted.difference], [below], color=colour, **_RING)


def _named(axes: Axes, name: str, effect: Effect, at: int, ui: str, *, narrow: bool) -> None:
    """The name of a row, its rates and its verdict: beside the plot, or above the row."""
    verdict, colour = verdict_of(effect, ui), COLOURS[_VERDICTS[effect.verdict]]
    rates = f"{percent(ui, effect.rate_with)} / {percent(ui, effect.rate_without)}"
    mails = f"{number(ui, effect.n_with)} / {number(ui, effect.n_without)}"
    soft = COLOURS["soft"]

    def beside(text: str, end: int, x: int, y: int, align: str, **style: Any) -> None:
        axes.annotate(
            text, (end, at), (x, y), xycoords=axes.get_yaxis_transform(), ha=align, va="center",
            textcoords="offset points", **style,
        )  # fmt: skip

    if narrow:
        ground = {"facecolor": COLOURS["card"], "linewidth": 0, "pad": 1}  # over the line at 0
        beside(name, 0, 0, 15, "left", bbox=ground)
        beside(verdict, 1, 0, 15, "right", color=colour, fontsize=11)
        return
    beside(name, 0, -14, 0, "right")
    beside(rates.replace(" %", "", 1), 1, 112, 5, "right")
    beside(mails, 1, 112, -8, "right", color=soft, fontsize=10)
    beside(verdict, 1, 128, 0, "left", color=colour, weight="bold")


def _key(axes: Axes, ui: str, *, columns: int) -> None:
    soft = COLOURS["soft"]
    here = axes.plot([], [], "o-", color=soft, linewidth=2.5, markersize=8)
    adjusted = axes.plot([], [], "-", color=soft, linewidth=1, **_RING)
    other = axes.plot([], [], **_DIAMOND)
    names = [say(ui, f"key_{key}") for key in ("here", "adjusted", "published")]
    axes.figure.legend(
        [*here, *adjusted, *other], names, loc="lower center", ncols=columns, frameon=False,
        labelcolor=soft, fontsize=11, borderaxespad=0, borderpad=0,
    )  # fmt: skip
