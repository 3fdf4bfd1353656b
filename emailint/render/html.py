"""One self-contained HTML page: no script, nothing fetched, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.citation import cite, own_effect
from emailint.messages import number, say
from emailint.render import Options, Renderer, label
from emailint.render.html_view import fields, text, view, without_secrets
from emailint.render.places import in_header
from emailint.render.score_lines import (
    counted,
    explain_lines,
    score_style,
    severities_of,
    silence,
    summary_line,
)  # fmt: skip
from emailint.render.snippet import fixed_lines
from emailint.user import localized

if TYPE_CHECKING:
    from collections.abc import Mapping

    from emailint.document import Document
    from emailint.model import Evidence, Finding, Fix, Report, Study
    from emailint.render.summary import Summary

_ANCHOR: Final = "\0"
"""Stands in a piece for the message's name in the page, "m0": no other text there holds it."""
_CAMPAIGN: Final = "\1"
"""Stands in a piece where the styles of campaigns go: into the first one only."""
_STYLE: Final = Path(__file__).parent.parent / "data" / "report.css"
_DIFF_WIDTH: Final = 120

_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>emailint · {title}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>emailint <small>{title}</small></h1>{skip}</header>
<main>
"""
_INDEX: Final = """\
<nav id="index" aria-labelledby="indexh"><h2 id="indexh">{title}</h2>
<p>{summary}</p>
<table>
{rows}</table>
</nav>
"""
_HEAD: Final = """\
<section class="message{kind}" id="{anchor}" lang="{language}" aria-labelledby="{anchor}h">
<div class="head">{dial}<div><h2 id="{anchor}h">{subject}</h2>
<p>{label}</p><p>{tally} · {silence}</p></div></div>
"""
_COLUMNS: Final = """\
<div class="columns">
<div><h3>{draft_title}</h3>
{draft}</div>
<div><h3>{findings_title}</h3>
{findings}</div>
</div>
"""
_FINDING: Final = """\
<li id="{anchor}f{at}" class="finding {severity}">
<h4>{pin}<span class="badge">{severity_name}</span> {message}{cost}</h4>
<p class="where"><code>{rule}</code> · <a href="#{anchor}p{at}">{where}</a></p>
{more}</li>
"""
# The circumference of the circle is 100, so the length of the arc is the score.
_DIAL: Final = """\
<svg class="dial {style}" viewBox="0 0 36 36" role="img" aria-label="{name} {total}/100">\
<circle class="track" cx="18" cy="18" r="15.9155"/><circle class="arc" cx="18" cy="18" \
r="15.9155" stroke-dasharray="{total} 100" transform="rotate(-90 18 18)"/>\
<text x="18" y="18">{total}</text></svg>"""


class HtmlRenderer(Renderer):
    """Messages stream; the index, which comes last in the page and shows first, is collected."""

    def __init__(self, options: Options | None = None) -> None:
        super().__init__(options)
        self._index: list[str] = []
        self._styled = False

    def begin(self) -> str:
        language = self._options.language
        skip = f'<a class="skip" href="#index">{say(language, "to_index")}</a>'
        return _PAGE.format(
            language=text(language),
            title=say(language, "report"),
            style=_STYLE.read_text(encoding="utf-8"),
            skip=skip if self._options.many else "",
        )

    def report(self, report: Report, document: Document) -> str:
        ui = report.ui_language
        total = report.score.total
        dial = _DIAL.format(style=score_style(total), name=say(ui, "score"), total=total)
        silent = text(" · ".join(silence(report)))
        campaign = report.profile == "campaign" and document.html is not None
        head = _HEAD.format(
            anchor=_ANCHOR, kind=" campaign" if campaign else "", language=text(ui), dial=dial,
            subject=_subject(report), label=text(label(report)),
            tally=counted(severities_of(report), ui), silence=silent,
        )  # fmt: skip
        if not report.findings and self._options.many:
            return f"{head}</section>\n"
        if campaign:
            return head + self._campaign(report, document) + "</section>\n"
        columns = _COLUMNS.format(
            draft_title=say(ui, "draft"),
            draft=fields(report, document, _ANCHOR) + view(report, document, _ANCHOR),
            findings_title=say(ui, "to_findings"),
            findings=self._findings(report, document),
        )
        return f"{head}{columns}</section>\n"

    def placed(self, report: Report, piece: str) -> str:
        anchor = f"m{len(self._index)}"
        total = report.score.total
        self._index.append(
            f'<tr><td class="{score_style(total)}">{total}</td>'
            f'<td><a href="#{anchor}">{_subject(report)}</a></td><td>{text(label(report))}</td>'
            f"<td>{counted(severities_of(report), report.ui_language)}</td></tr>\n"
        )
        if _CAMPAIGN in piece:
            piece = piece.replace(_CAMPAIGN, "" if self._styled else _campaign_style())
            self._styled = True
        return piece.replace(_ANCHOR, anchor)

    def _campaign(self, report: Report, document: Document) -> str:
        """The report on a campaign: the mail as it is seen beside its findings."""
        from emailint.render.html_campaign import panels

        above, stage = panels(report, document, _ANCHOR)
        findings = self._findings(report, document, pinned=True)
        title = say(report.ui_language, "to_findings")
        beside = f"<div><h3>{title}</h3>\n{findings}</div>"
        made = f'{above}<div class="columns">\n<div>{stage}</div>\n{beside}\n</div>\n'
        return _CAMPAIGN + without_secrets(made, document, report.findings)

    def error(self, path: str, text_: str) -> str:
        word = say(self._options.language, "error")
        text_ = localized(text_, self._options.language)
        return f'<p class="failed"><b>{word}</b> {text(path)}: {text(text_)}</p>\n'

    def end(self, summary: Summary) -> str:
        language = self._options.language
        index = _INDEX.format(
            title=say(language, "index"),
            summary=summary_line(summary, language),
            rows="".join(self._index),
        )
        return f"</main>\n{index if summary.messages > 1 else ''}</body>\n</html>\n"

    def _findings(self, report: Report, document: Document, *, pinned: bool = False) -> str:
        ui = report.ui_language
        if not report.findings:
            return f"<p>{say(ui, 'no_findings')}</p>\n"
        items = "".join(
            self._finding(finding, at, ui, document, pinned=pinned)
            for at, finding in enumerate(report.findings)
        )
        lines = text("\n".join(explain_lines(report, self._options.studies)))
        how = f"<details><summary>{say(ui, 'points_how')}</summary><pre>{lines}</pre></details>\n"
        return f'<ol class="findings">\n{items}</ol>\n{how}'

    def _finding(
        self, finding: Finding, at: int, ui: str, document: Document, *, pinned: bool
    ) -> str:
        pin = ""
        if pinned:
            from emailint.render.html_campaign import pin as pin_of

            pin = pin_of(finding, at + 1, ui)
        cost = f' <span class="points">−{number(ui, finding.points)}</span>'
        more = f"<p>{text(finding.advice)}</p>\n" if finding.advice else ""
        if finding.fix:
            title = say(ui, f"fix_{finding.fix.safety}")
            more += f"<p>{title}:</p>\n{_diff(finding.fix, document)}"
        return _FINDING.format(
            anchor=_ANCHOR,
            at=at,
            severity=finding.severity,
            severity_name=say(ui, finding.severity),
            pin=pin,
            message=text(finding.message),
            cost=cost if finding.points else "",
            rule=text(finding.rule),
            where=text(_where(finding, ui)),
            more=more + _evidence(finding, self._options.studies, ui),
        )


def _subject(report: Report) -> str:
    return text(report.subject) or say(report.ui_language, "no_subject")


def _campaign_style() -> str:
    from emailint.render.html_campaign import STYLE

    return f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n"


def _where(finding: Finding, ui: str) -> str:
    if in_header(finding):
        return finding.block
    if finding.file_line is None:
        return f"{say(ui, 'view')} {finding.line}"
    return say(ui, "line", n=finding.file_line)


def _diff(fix: Fix, document: Document) -> str:
    tags = {"-": "del", "+": "ins"}
    lines = []
    for sign, line in fixed_lines(fix, document.text, document.source, _DIFF_WIDTH):
        tag = tags.get(sign, "span")
        lines.append(f"<{tag}>{sign} {text(line)}</{tag}>")
    return f'<pre class="diff">{chr(10).join(lines)}</pre>\n'


def _evidence(finding: Finding, studies: Mapping[str, Study], ui: str) -> str:
    known = [(e, studies[e.id]) for e in finding.evidence if e.id in studies]
    if not known and finding.own is None:
        return ""
    word = say(ui, "contested" if finding.contested else "evidence")
    rows = "".join(_row(evidence, study, ui) for evidence, study in known)
    if finding.own is not None:
        rows = f"<li><b>{say(ui, 'own')}</b> {text(own_effect(finding.own, ui))}</li>\n{rows}"
    return (
        f"<details><summary>{word} ({rows.count('<li>')})</summary>\n<ul>\n{rows}</ul></details>\n"
    )


def _row(evidence: Evidence, study: Study, ui: str) -> str:
    told = [text(cite(study, ui))]
    texts = ((name, study.texts.get(name, {}).get(ui)) for name in ("effect", "caveat"))
    told += (f"{say(ui, name)}: {text(shown)}" for name, shown in texts if shown)
    links = [
        f'<a href="{text(source)}" rel="noreferrer noopener">{at}</a>'
        for at, source in enumerate(study.sources, 1)
        if source.startswith(("https://", "http://"))
    ]
    if links:
        told.append(f"{say(ui, 'sources')}: {', '.join(links)}")
    lead = f"<b>{say(ui, evidence.says)}</b> <code>{text(study.id)}</code>"
    return f"<li>{lead} {'<br>'.join(told)}</li>\n"
