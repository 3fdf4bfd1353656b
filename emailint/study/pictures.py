"""Pictures into pages and files: inline SVG whose text is text and whose colours are the page's."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import matplotlib as mpl

from emailint.study import charts
from emailint.study.canvas import COLOURS
from emailint.study.figures import in_order
from emailint.study.forest import can_be_drawn, farthest, forest
from emailint.study.labels import label, sections, worth_telling
from emailint.study.model import Fit
from emailint.study.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from emailint.study.model import Study

_SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "emailint",  # the same study makes the same picture
    "font.family": "sans-serif",
    "font.size": 12,
    "text.color": COLOURS["text"],
}  # fmt: skip
_NO_METADATA: Final = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_DPI: Final = 144
_SVG: Final = """\
<svg class="{kind}" viewBox="{box}" width="{width}" role="img" aria-labelledby="{key}-t" \
aria-describedby="{key}-d"><title id="{key}-t">{title}</title><desc id="{key}-d">{told}</desc>
{drawing}</svg>
"""


class Picture(NamedTuple):
    """A figure, and another for narrow screens where it needs one; `told`: how to read it."""

    name: str
    title: str
    told: str
    wide: Figure
    narrow: Figure | None = None


def pictures(study: Study, ui: str) -> dict[str, Picture]:
    """All pictures of a study by name: "rules-en", "curve-es-hour"."""
    with mpl.rc_context(_SETTINGS):
        made = [*_forests(study, ui), *_curves(study, ui)]
        for grid in study.grids:
            wide, narrow = charts.heat(grid, ui), charts.heat(grid, ui, narrow=True)
            made.append(_picture("grid", grid.language, ui, wide, narrow))
        if study.waiting:
            wide = charts.waiting(study.waiting, ui)
            narrow = charts.waiting(study.waiting, ui, narrow=True)
            made.append(_picture("waiting", None, ui, wide, narrow))
        for fit in study.fits:
            if isinstance(fit, Fit):
                drawn = charts.calibration(fit, ui)
                made.append(_picture("calibration", fit.language, ui, drawn))
    return {picture.name: picture for picture in made}


def inline(picture: Picture) -> str:
    """The picture as SVG for a page: both figures, of which its style sheet shows one."""
    if picture.narrow is None:
        return _inline(picture.wide, picture, "")
    return _inline(picture.wide, picture, "wide") + _inline(picture.narrow, picture, "narrow")


def save(study: Study, ui: str, folder: Path) -> int:
    """Write every picture as SVG and PNG; how many there are. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pictures(worth_telling(study), ui)
    with mpl.rc_context(_SETTINGS):
        for picture in made.values():
            for kind in ("svg", "png"):
                picture.wide.savefig(
                    folder / f"{picture.name}.{kind}", dpi=_DPI, metadata={"Title": picture.title},
                    facecolor=COLOURS["card"],
                )  # fmt: skip
    return len(made)


def _forests(study: Study, ui: str) -> list[Picture]:
    made = []
    for part, rows in sections(study, ui):
        told = [row for row in in_order(rows) if can_be_drawn(row[1])]
        far = farthest(effect for _, effect in told)
        for language in dict.fromkeys(effect.language for _, effect in told):
            own = [row for row in told if row[1].language == language]
            wide, narrow = forest(own, ui, far), forest(own, ui, far, narrow=True)
            made.append(_picture(part, language, ui, wide, narrow))
    return made


def _curves(study: Study, ui: str) -> list[Picture]:
    made = []
    for told in study.curves:
        if not charts.can_be_drawn(told):
            continue
        rates = charts.reach([c for c in study.curves if c.language == told.language])
        drawn = charts.curve(told, ui, rates)
        made.append(_picture(f"curve-{told.feature}", told.language, ui, drawn))
    return made


def _picture(
    kind: str, language: str | None, ui: str, wide: Figure, narrow: Figure | None = None
) -> Picture:
    what, _, feature = kind.partition("-")
    title = label(feature, ui) if feature else say(ui, f"picture_{what}")
    name = kind
    if language is not None:
        title += f". {say(ui, f'in_{language}')}"
        name += f"-{language}"
    return Picture(name, title, say(ui, f"told_{what}"), wide, narrow)


def _inline(figure: Figure, picture: Picture, kind: str) -> str:
    file = StringIO()
    with mpl.rc_context(_SETTINGS):
        figure.savefig(file, format="svg", metadata=_NO_METADATA)
    drawn = file.getvalue()
    _, _, drawing = drawn.partition("</defs>")  # what comes before is a style for the whole page
    box = re.search(r'viewBox="([^"]+)"', drawn)
    key = f"{picture.name}{kind}"
    drawing = " ".join(drawing.rpartition("</svg>")[0].split())
    drawing = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{key}-", drawing)
    drawing = re.sub(r" font-family: [^;\"]*;", "", drawing)
    for name, colour in COLOURS.items():
        drawing = drawing.replace(colour, f"var(--{name})")
    return _SVG.format(
        kind=kind, box=box[1] if box else "", width=round(figure.get_figwidth() * 72), key=key,
        title=escape(picture.title), told=escape(picture.told), drawing=drawing,
    )  # fmt: skip
