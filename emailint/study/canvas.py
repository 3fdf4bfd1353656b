"""What all pictures of a study share: colours, sizes, axes. A unit is a CSS pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure

from emailint.study.figures import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS: Final = {
    "text": "#1b1f24", "soft": "#57606a", "line": "#d0d7de", "card": "#ffffff", "link": "#0550ae",
    "good": "#116329", "error": "#a40e26", "warning": "#7a4100", "grey": "#eef0f2",
}  # fmt: skip
"""By the names that `data/report.css` gives them, so that a page can put its own in."""
WIDE: Final = 860
NARROW: Final = 340
"""Where a phone needs another layout, not a smaller one, there is a narrow picture too."""


def canvas(width: int, height: int, margins: tuple[int, int, int, int]) -> tuple[Figure, Axes]:
    """A figure with axes inside margins: left, right, below, above."""
    left, right, below, above = margins
    figure = Figure(figsize=(width / 72, height / 72), facecolor="none")
    axes = figure.add_axes(
        (left / width, below / height, 1 - (left + right) / width, 1 - (below + above) / height),
        facecolor="none",
    )
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(COLOURS["line"])
    axes.tick_params(color=COLOURS["line"], labelcolor=COLOURS["soft"], labelsize=11)
    axes.xaxis.label.set(color=COLOURS["soft"], size=11)
    axes.yaxis.label.set(color=COLOURS["soft"], size=11)
    return figure, axes


def percent_axis(axes: Axes, ui: str, floor: float = 0.0) -> None:
    axes.yaxis.set_major_formatter(lambda x, _: percent(ui, x, 0))
    axes.locator_params(axis="y", nbins=5)
    bottom, top = axes.get_ylim()
    axes.set_yticks([tick for tick in axes.get_yticks() if max(bottom, floor) <= tick <= top])
