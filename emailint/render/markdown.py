"""GitHub-flavoured Markdown: a comment on a pull request, a job's summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from emailint.messages import count, say
from emailint.render import Options, Renderer, label
from emailint.render.score_lines import counted, severities_of, silence, summary_line
from emailint.render.terminal import clean, clip
from emailint.user import localized

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Finding, Report
    from emailint.render.summary import Summary

MAX_LENGTH: Final = 60_000
"""Characters for findings: GitHub takes 65,536 in a comment."""
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&|~$#^]|:(?=\w)")
_MARKS: Final = {"error": "🔴", "warning": "🟠", "info": "🔵"}
_MAX_EXCERPT: Final = 60
_HEAD: Final = 4  # lines of a message above the rows of its table


class MarkdownRenderer(Renderer):
    """A table for each message with findings; the others are only counted."""

    def __init__(self, options: Options | None = None) -> None:
        super().__init__(options)
        self._left = MAX_LENGTH
        self._hidden = 0
        self._clean = 0

    def begin(self) -> str:
        return f"## emailint · {say(self._options.language, 'report')}\n\n"

    def report(self, report: Report, document: Document) -> str:
        if not report.findings:
            return ""
        ui = report.ui_language
        titles = (say(ui, "severity"), say(ui, "place"), say(ui, "rule"), say(ui, "finding"))
        head = (
            f"### {code(label(report))} · {report.score.total}/100 · {escape(report.subject)}\n\n"
            f"| {' | '.join(titles)} |\n|---|---|---|---|\n"
        )
        rows = "".join(_row(finding, document, ui) for finding in report.findings)
        tail = " · ".join([counted(severities_of(report), ui), *silence(report)])
        return f"{head}{rows}\n{escape(clip(tail, 600))}\n\n"

    def placed(self, report: Report, piece: str) -> str:
        """The rows for which there is room: each is a line, after the four of the head."""
        found = len(report.findings)
        if not found:
            self._clean += 1
            return ""
        lines = piece.splitlines(keepends=True)
        self._left -= sum(map(len, lines[:_HEAD]))
        rows = []
        for row in lines[_HEAD : _HEAD + found]:
            if len(row) > self._left:
                self._left = 0
                break
            self._left -= len(row)
            rows.append(row)
        self._hidden += found - len(rows)
        return "".join([*lines[:_HEAD], *rows, *lines[_HEAD + found :]]) if rows else ""

    def error(self, path: str, text: str) -> str:
        return (
            f"{_MARKS['error']} {code(path)}: {escape(localized(text, self._options.language))}\n\n"
        )

    def end(self, summary: Summary) -> str:
        language = self._options.language
        out = []
        if self._hidden:
            out.append(count(language, "findings_more", self._hidden))
        if self._clean:
            out.append(count(language, "clean_messages", self._clean))
        if summary.messages > 1 or summary.errors:
            out.append(summary_line(summary, language))
        return "".join(f"{line}\n\n" for line in out)


def escape(text: str) -> str:
    """Text that shows as it is: no markup, no table cell, and nobody is mentioned or linked."""
    text = (
        clean(text)
        .replace("@", "@\u200b")
        .replace("://", ":\u200b//")
        .replace("www.", "www\u200b.")
    )
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def code(text: str) -> str:
    """Text as code on one line, also in a table; fenced longer than the backticks that it has."""
    text = clean(text).replace("|", "¦")
    fence = "`"
    while fence in text:
        fence += "`"
    space = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"


def _row(finding: Finding, document: Document, ui: str) -> str:
    severity = f"{_MARKS[finding.severity]} {say(ui, finding.severity)}"
    line = finding.file_line
    place = str(line) if line is not None else f"{say(ui, 'view')} {finding.line}"
    cost = f" (−{finding.points})" if finding.points else ""
    told = [f"**{escape(finding.message)}**{cost}"]
    if finding.advice:
        told.append(escape(finding.advice))
    if change := _change(finding, document.text):
        told.append(change)
    if finding.contested:
        told.append(f"*{say(ui, 'contested')}*")
    return f"| {severity} | {place} | {code(finding.rule)} | {'<br>'.join(told)} |\n"


def _change(finding: Finding, text: str) -> str:
    """A fix of one short edit as "before → after"; others don't fit a cell."""
    edits = finding.fix.edits if finding.fix else ()
    if len(edits) != 1 or not edits[0].text.strip():
        return ""
    old = text[edits[0].start : min(edits[0].end, edits[0].start + 2 * _MAX_EXCERPT)]
    shown = (clip(clean(side), _MAX_EXCERPT) for side in (old, edits[0].text))
    return " → ".join(code(side) for side in shown)
