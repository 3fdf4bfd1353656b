"""A study as one self-contained page: pictures, the tables behind them, what was left out and why.

No script, nothing fetched, light and dark.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.messages import number
from emailint.study.figures import NOTHING, claim, ends, in_order, percent, points, probability
from emailint.study.labels import (
    WEEKDAYS,
    archive_lines,
    bin_label,
    duration,
    fit_line,
    label,
    nothing,
    sections,
    unjudged_lines,
    verdict,
    wait_line,
    worth_telling,
)
from emailint.study.model import Fit
from emailint.study.pictures import Picture, inline, pictures
from emailint.study.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from emailint.study.model import Archive, Curve, Effect, Refusal, Study

READING: Final = ("read_difference", "read_adjusted", "read_verdict", "open_imprecise", "open_corrected",
                  "open_unadjusted", "open_turned", "needed", "no_cause")  # fmt: skip
_DATA: Final = Path(__file__).parent.parent / "data"
_PAGE: Final = """\
<!doctype html>
<html lang="{ui}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>emailint · {title}</title>
<style>
{style}</style>
</head>
<body class="study">
<header><h1>{title}</h1>
<p>{lead}</p></header>
<main>
{sections}</main>
</body>
</html>
"""
_SECTION: Final = '<section id="{key}" aria-labelledby="{key}-h"><h2 id="{key}-h">{title}</h2>\n{content}</section>\n'
_FIGURE: Final = "<figure>{heading}{picture}{told}</figure>\n"
_TABLE: Final = """\
<div class="scroll" role="group" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}</tbody></table></div>
"""


def as_html(study: Study, ui: str) -> str:
    """The page, in the language `ui`."""
    archive = study.archive
    study = worth_telling(study)
    drawn = pictures(study, ui)
    parts = []
    for part, rows in sections(study, ui):
        parts.append(_section(part, say(ui, part), _compared(part, rows, drawn, ui)))
    for part, made in (
        ("curves", _curves(study.curves, drawn, ui)),
        ("grids", _grids(study, drawn, ui)),
        ("waiting", _waiting(study, drawn, ui)),
        ("fits", "".join(_fit(study, fit, drawn, ui) for fit in study.fits)),
    ):
        if made:
            parts.append(_section(part, say(ui, part), made))
    if not archive.judged:
        parts.append(f"<p>{nothing(archive, ui)}</p>\n")
    parts.append(_section("left_out", say(ui, "left_out"), _listed(_left_out(archive, ui))))
    reading = (say(ui, key) for key in READING)
    parts.append(_section("reading", say(ui, "reading"), _listed(reading)))
    style = "".join(
        (_DATA / name).read_text(encoding="utf-8") for name in ("report.css", "study.css")
    )
    return _PAGE.format(
        ui=ui, title=say(ui, "title"), lead=say(ui, "lead"), style=style,
        sections=_tiles(archive, ui) + "".join(parts),
    )  # fmt: skip


def _tiles(archive: Archive, ui: str) -> str:
    """The archive in four numbers and a line."""
    rate = archive.replied / archive.judged if archive.judged else None
    shown = {
        "messages": number(ui, archive.messages), "first": number(ui, archive.first_messages),
        "judged": number(ui, archive.judged), "rate": percent(ui, rate),
    }  # fmt: skip
    tiles = "".join(f"<li><b>{n}</b> {say(ui, f'tile_{key}')}</li>" for key, n in shown.items())
    return f'<ul class="tiles">{tiles}</ul>\n{_soft(archive_lines(archive, ui)[1])}'


def _compared(part: str, rows: list[tuple[str, Effect]], drawn: dict[str, Picture], ui: str) -> str:
    """A forest plot for each language, then all its figures."""
    out = [_soft(say(ui, f"told_{part}"))]
    for language in dict.fromkeys(effect.language for _, effect in in_order(rows)):
        own = [row for row in in_order(rows) if row[1].language == language]
        heading = f"<h3>{say(ui, f'in_{language}')}</h3>"
        picture = drawn.get(f"{part}-{language}")
        out.append(_figure(picture, heading, told=False) if picture else heading)
        out.append(_folded(_effects(part, own, language, ui), ui))
    return "".join(out)


def _effects(part: str, rows: Iterable[tuple[str, Effect]], language: str, ui: str) -> str:
    columns = ("verdict", "n", "rate", "difference", "ci", "relative", "published", "source",
               "adjusted", "ci", "power", "p")  # fmt: skip
    told = []
    for name, effect in rows:
        adjusted, source = effect.adjusted, effect.published
        told.append(
            (
                escape(name) if part == "headlines" else _named(name, effect.id),
                f'<span class="verdict {effect.verdict}">{verdict(effect, ui)}</span>',
                f"{number(ui, effect.n_with)} / {number(ui, effect.n_without)}",
                f"{percent(ui, effect.rate_with)} / {percent(ui, effect.rate_without)}",
                points(ui, effect.difference),
                NOTHING if effect.difference is None else ends(ui, effect.ci),
                NOTHING if effect.relative is None else f"{points(ui, effect.relative)} %",
                claim(effect, ui),
                source.id if source else NOTHING,
                points(ui, adjusted.difference) if adjusted else NOTHING,
                ends(ui, adjusted.ci) if adjusted else NOTHING,
                percent(ui, effect.power, 0),
                probability(ui, effect.p_adjusted),
            )
        )
    caption = f"{say(ui, part)}. {say(ui, f'in_{language}')}"
    head = (say(ui, f"column_{key}") for key in columns)
    return _table([say(ui, f"name_{part}"), *head], told, caption)


def _named(title: str, rule: str) -> str:
    """A rule by its name, and by the id that configs and commands know it by."""
    known = f'<br><code class="soft">{escape(rule)}</code>' if title != rule else ""
    return f"{escape(title)}{known}"


def _curves(told: Sequence[Curve], drawn: dict[str, Picture], ui: str) -> str:
    out = [_soft(say(ui, "told_curve"))] if told else []
    for language in dict.fromkeys(curve.language for curve in told):
        own = [curve for curve in told if curve.language == language]
        figures = ""
        rows: list[tuple[str, ...]] = []
        for curve in own:
            if picture := drawn.get(f"curve-{curve.feature}-{language}"):
                figures += (
                    f"<figure><h4>{label(curve.feature, ui)}</h4>\n{inline(picture)}</figure>\n"
                )
            rows += (
                (label(curve.feature, ui), bin_label(curve.feature, b, ui), number(ui, b.n), percent(ui, b.rate),
                 " … ".join(percent(ui, end) for end in b.ci))
                for b in curve.bins if b.n
            )  # fmt: skip
        title = say(ui, f"in_{language}")
        head = [say(ui, key) for key in ("feature", "value", "n", "rate", "column_ci")]
        out.append(f'<h3>{title}</h3>\n<div class="curves">\n{figures}</div>\n')
        out.append(_folded(_table(head, rows, f"{say(ui, 'curves')}. {title}"), ui))
    return "".join(out)


def _grids(study: Study, drawn: dict[str, Picture], ui: str) -> str:
    out = [_soft(say(ui, "told_grid"))] if study.grids else []
    for grid in study.grids:
        title = say(ui, f"in_{grid.language}")
        picture = drawn[f"grid-{grid.language}"]
        out.append(_figure(picture, f"<h3>{title}</h3>", told=False))
        rows = [
            (f"{WEEKDAYS[ui][cell.weekday]} {cell.hour} h", number(ui, cell.n), percent(ui, cell.rate),
             " … ".join(percent(ui, end) for end in cell.ci))
            for cell in grid.cells if cell.n
        ]  # fmt: skip
        head = [say(ui, key) for key in ("time", "n", "rate", "column_ci")]
        out.append(_folded(_table(head, rows, f"{say(ui, 'grids')}. {title}"), ui))
    return "".join(out)


def _waiting(study: Study, drawn: dict[str, Picture], ui: str) -> str:
    if not study.waiting:
        return ""
    lines = "".join(f"<p>{escape(wait_line(waiting, ui))}</p>\n" for waiting in study.waiting)
    rows = [
        (say(ui, waiting.language), duration(moment.hours, ui), percent(ui, moment.share),
         " … ".join(percent(ui, end) for end in moment.ci), number(ui, moment.at_risk))
        for waiting in study.waiting for moment in waiting.moments
    ]  # fmt: skip
    head = [say(ui, key) for key in ("column_language", "time", "by_then", "column_ci", "at_risk")]
    table = _folded(_table(head, rows, say(ui, "waiting")), ui)
    return lines + _figure(drawn["waiting"], "") + table


def _fit(study: Study, fit: Fit | Refusal, drawn: dict[str, Picture], ui: str) -> str:
    told = f"<p>{escape(fit_line(fit, ui))}</p>\n"
    if not isinstance(fit, Fit):
        return told
    head = [say(ui, key) for key in ("rule", "fitted_n", "fitted_points")]
    rows = [
        (
            _named(study.title(rule.id, ui), rule.id),
            number(ui, rule.n_with),
            number(ui, rule.points),
        )
        for rule in fit.rules
    ]
    picture = drawn[f"calibration-{fit.language}"]
    groups = [
        (percent(ui, c.forecast), number(ui, c.n), percent(ui, c.rate), " … ".join(percent(ui, end) for end in c.ci))
        for c in fit.validation.calibration
    ]  # fmt: skip
    tried = [say(ui, key) for key in ("forecast", "n", "came", "column_ci")]
    title = say(ui, f"in_{fit.language}")
    tables = _table(tried, groups, picture.title) + _table(
        head, rows, f"{say(ui, 'fits')}. {title}"
    )
    return told + _figure(picture, "") + _folded(tables, ui)


def _left_out(archive: Archive, ui: str) -> Iterator[str]:
    if others := archive.messages - archive.first_messages:
        yield say(ui, "out_others", n=number(ui, others))
    if short := archive.first_messages - archive.judged:
        yield say(ui, "out_unwatched", n=number(ui, short), days=number(ui, archive.window))
    yield from unjudged_lines(archive, ui)
    yield say(ui, "out_rules")


def _figure(picture: Picture, heading: str, *, told: bool = True) -> str:
    caption = f"<figcaption>{escape(picture.told)}</figcaption>" if told else ""
    return _FIGURE.format(heading=heading, picture=inline(picture), told=caption)


def _soft(text: str) -> str:
    return f'<p class="soft">{escape(text)}</p>\n'


def _section(key: str, title: str, content: str) -> str:
    return _SECTION.format(key=key, title=title, content=content)


def _listed(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>\n"


def _folded(content: str, ui: str) -> str:
    return f"<details><summary>{say(ui, 'table')}</summary>\n{content}</details>\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A table whose first column names its rows; cells are HTML."""
    shown = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>\n'
        for row in rows
    )
    titles = "".join(f'<th scope="col">{title}</th>' for title in head)
    return _TABLE.format(caption=escape(caption), head=titles, rows=shown)
