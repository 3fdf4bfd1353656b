"""One self-contained HTML page: no script, nothing fetched, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.citation import cite
from emailint.messages import count, number, say
from emailint.render import Options, label
from emailint.render.html_view import fields, text, view
from emailint.render.places import in_header
from emailint.render.score_lines import (
    counted,
    explain_lines,
    score_style,
    severities_of,
    silence,
    summary_line,
)
from emailint.render.snippet import changes

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Evidence, Finding, Report, Study
    from emailint.render.summary import Summary

_STYLE: Final = Path(__file__).parent.parent / "data" / "report.css"
_DIFF_WIDTH: Final = 120
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


class HtmlRenderer:
    """Messages stream; the index, which comes last in the page and shows first, is collected."""

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._index: list[str] = []

    def begin(self) -> str:
        language = self._options.language
        title = say(language, "report")
        index = (
            f'<a class="skip" href="#index">{say(language, "to_index")}</a>'
            if self._options.many
            else ""
        )
        return (
            f'<!doctype html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="referrer" content="no-referrer">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>emailint · {title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n"
            f"</head>\n<body>\n<header><h1>emailint <small>{title}</small></h1>{index}</header>\n<main>\n"
        )

    def report(self, report: Report, document: Document) -> str:
        anchor = f"m{len(self._index)}"
        ui = report.ui_language
        subject = text(report.subject) or say(ui, "no_subject")
        tally = counted(severities_of(report), ui)
        score = f'<td class="{score_style(report.score.total)}">{report.score.total}</td>'
        self._index.append(
            f'<tr>{score}<td><a href="#{anchor}">{subject}</a></td>'
            f"<td>{text(label(report))}</td><td>{tally}</td></tr>\n"
        )
        head = (
            f'<section class="message" id="{anchor}" lang="{text(ui)}" aria-labelledby="{anchor}h">\n'
            f'<div class="head">{_dial(report)}<div><h2 id="{anchor}h">{subject}</h2>'
            f"<p>{text(label(report))}</p><p>{tally} · {text(' · '.join(silence(report)))}</p></div></div>\n"
        )
        if not report.findings and self._options.many:
            return f"{head}</section>\n"
        items = "".join(
            self._finding(f, at, anchor, report, document) for at, f in enumerate(report.findings)
        )
        findings = (
            f'<ol class="findings">\n{items}</ol>\n'
            if items
            else f"<p>{say(ui, 'no_findings')}</p>\n"
        )
        return (
            f'{head}<div class="columns">\n<div class="draft"><h3>{say(ui, "draft")}</h3>\n'
            f"{fields(report, document, anchor)}{view(report, document, anchor)}</div>\n"
            f"<div><h3>{say(ui, 'to_findings')}</h3>\n{findings}{_sum(report)}</div>\n</div>\n</section>\n"
        )

    def error(self, path: str, text_: str) -> str:
        word = say(self._options.language, "error")
        return f'<p class="failed"><b>{word}</b> {text(path)}: {text(text_)}</p>\n'

    def end(self, summary: Summary) -> str:
        language = self._options.language
        index = ""
        if summary.messages > 1:
            index = (
                f'<nav id="index" aria-labelledby="indexh"><h2 id="indexh">{say(language, "index")}</h2>\n'
                f"<p>{summary_line(summary, language)}</p>\n<table>\n{''.join(self._index)}</table>\n</nav>\n"
            )
        return f"</main>\n{index}</body>\n</html>\n"

    def _finding(
        self, finding: Finding, at: int, anchor: str, report: Report, document: Document
    ) -> str:
        ui = report.ui_language
        cost = (
            f' <span class="points">−{number(ui, finding.points)}</span>' if finding.points else ""
        )
        known = finding.file_line
        where = say(ui, "line", n=known) if known else f"{say(ui, 'view')} {finding.line}"
        where = text(finding.block) if in_header(finding) else where
        out = [
            f'<li id="{anchor}f{at}" class="finding {finding.severity}">\n<h4><span class="badge">'
            f"{say(ui, finding.severity)}</span> {text(finding.message)}{cost}</h4>\n"
            f'<p class="where"><code>{text(finding.rule)}</code> · <a href="#{anchor}p{at}">{where}</a></p>\n'
        ]
        if finding.advice:
            out.append(f"<p>{text(finding.advice)}</p>\n")
        if finding.fix:
            out.append(
                f"<p>{say(ui, f'fix_{finding.fix.safety}')}:</p>\n{_diff(finding, document)}"
            )
        studies = [
            (e, self._options.studies[e.id])
            for e in finding.evidence
            if e.id in self._options.studies
        ]
        if studies:
            word = say(ui, "contested" if finding.contested else "evidence")
            rows = "".join(_evidence(e, study, ui) for e, study in studies)
            out.append(
                f"<details><summary>{word} ({len(studies)})</summary>\n<ul>\n{rows}</ul></details>\n"
            )
        return f"{''.join(out)}</li>\n"


def _dial(report: Report) -> str:
    """The score as an arc: the circle's circumference is 100, so the arc's length is the score."""
    total = report.score.total
    name = f"{say(report.ui_language, 'score')} {total}/100"
    return (
        f'<svg class="dial {score_style(total)}" viewBox="0 0 36 36" role="img" aria-label="{name}">'
        f'<circle class="track" cx="18" cy="18" r="15.9155"/><circle class="arc" cx="18" cy="18" '
        f'r="15.9155" stroke-dasharray="{total} 100" transform="rotate(-90 18 18)"/>'
        f'<text x="18" y="18">{total}</text></svg>'
    )


def _diff(finding: Finding, document: Document) -> str:
    tags = {"-": "del", "+": "ins"}
    edits = finding.fix.edits if finding.fix else ()
    lines = []
    for sign, line in changes(document.text, edits, _DIFF_WIDTH):
        tag = tags.get(sign, "span")
        lines.append(f"<{tag}>{sign} {text(line)}</{tag}>")
    return f'<pre class="diff">{chr(10).join(lines)}</pre>\n'


def _evidence(evidence: Evidence, study: Study, ui: str) -> str:
    told = [text(cite(study, ui))]
    for name in ("effect", "caveat"):
        if shown := study.texts.get(name, {}).get(ui):
            told.append(f"{say(ui, name)}: {text(shown)}")
    links = [
        f'<a href="{text(source)}" rel="noreferrer noopener">{at}</a>'
        for at, source in enumerate(study.sources, 1)
        if source.startswith(("https://", "http://"))
    ]
    if links:
        told.append(f"{say(ui, 'sources')}: {', '.join(links)}")
    side = say(ui, evidence.says)
    return f'<li class="{evidence.says}"><b>{side}</b> <code>{text(study.id)}</code> {"<br>".join(told)}</li>\n'


def _sum(report: Report) -> str:
    if not report.score.by_category:
        return ""
    lines = "\n".join(explain_lines(report))
    return f"<details><summary>{say(report.ui_language, 'points_how')}</summary><pre>{text(lines)}</pre></details>\n"
