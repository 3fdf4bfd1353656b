"""The report as a person reads it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emailint.citation import cite, contest, own_effect, strongest
from emailint.messages import count, number, say
from emailint.render import Options, Renderer, label
from emailint.render.places import Places, in_header
from emailint.render.score_lines import (
    explain_lines,
    likeness_line,
    score_line,
    statistics,
    summary_line,
)
from emailint.render.snippet import excerpt, fixed_lines
from emailint.render.terminal import clean, clip, columns, paint, wrap
from emailint.user import localized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.document import Document
    from emailint.model import Finding, Report
    from emailint.render.summary import Summary

_INDENT = "    "
_MIN_WIDTH = 40


class TextRenderer(Renderer):
    """Findings with their place, fix and evidence, then the score and what explains silence."""

    def __init__(self, options: Options | None = None, **flags: Any) -> None:
        """`flags` are fields of `Options` that win over those of `options`."""
        super().__init__((options or Options())._replace(**flags))
        self._width = max(self._options.width, _MIN_WIDTH)

    def report(self, report: Report, document: Document) -> str:
        places = Places(document, report.findings)
        if self._options.quiet:
            return "".join(f"{self._head(f, report, places)}\n" for f in report.findings)
        out = []
        if self._options.many and report.findings:
            subject = clean(report.subject) or say(report.ui_language, "no_subject")
            room = self._width - columns(label(report)) - 3
            title = f"{clean(label(report))} · {clip(subject, max(room, 20))}"
            out.append(f"{self._paint(title, 'bold')}\n\n")
        told: set[str] = set()
        for finding in report.findings:
            out += (f"{line}\n" for line in self._finding(finding, report, document, places, told))
            out.append("\n")
            told.add(finding.rule)
        alone = self._options.many and not report.findings
        out.append(f"{self._paint(clean(label(report)), 'bold')} · " if alone else "")
        out.append(f"{score_line(report, self._options.color)}\n")
        if likeness := likeness_line(report):
            out.append(f"{_INDENT}{likeness}\n")
        if report.spam:
            from emailint.render.spam_lines import spam_lines

            out += (f"{_INDENT}{clean(line)}\n" for line in spam_lines(report))
        if self._options.explain_score and report.score.losses:
            out += (f"{_INDENT}{line}\n" for line in explain_lines(report, self._options.studies))
        out.append("\n" if self._options.many and report.findings else "")
        return "".join(out)

    def error(self, path: str, text: str) -> str:
        word = say(self._options.language, "error")
        text = localized(text, self._options.language)
        return f"{clean(path)}: {self._paint(word, 'error')}: {clean(text)}\n"

    def end(self, summary: Summary) -> str:
        options = self._options
        out: list[str] = []
        if options.statistics and summary.rules:
            out += (f"{line}\n" for line in statistics(summary, options.language))
            out.append("\n")
        if (summary.messages != 1 or summary.errors) and not options.quiet:
            out.append(f"{summary_line(summary, options.language)}\n")
        return "".join(out)

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self._options.color)

    def _head(self, finding: Finding, report: Report, places: Places) -> str:
        """`path:line:column: severity rule message (−points)`, which terminals make a link."""
        ui = report.ui_language
        where = clean(label(report))
        if finding.file_line is None and not in_header(finding):
            where += f" ({say(ui, 'view')} {finding.line}:{finding.column})"
        elif finding.file_line is not None:
            where += f":{finding.file_line}"
            where += f":{finding.column}" if places.exact(finding) else ""
        severity = self._paint(say(ui, finding.severity), finding.severity)
        cost = f" (−{number(ui, finding.points)})" if finding.points else ""
        rule = self._paint(finding.rule, "bold")
        return f"{where}: {severity} {rule} {clean(finding.message)}{self._paint(cost, 'dim')}"

    def _finding(
        self, finding: Finding, report: Report, document: Document, places: Places, told: set[str]
    ) -> Iterator[str]:
        ui = report.ui_language
        yield self._head(finding, report, places)
        yield from self._source(finding, document, places, ui)
        if finding.rule not in told and finding.advice:
            yield self._labelled(say(ui, "help"), finding.advice, "accent")
        if finding.fix:
            yield f"{_INDENT}{self._paint(say(ui, f'fix_{finding.fix.safety}'), 'accent')}:"
            for sign, text in fixed_lines(finding.fix, places.text, places.source, self._width - 6):
                style = {"-": "removed", "+": "added"}.get(sign, "dim")
                yield f"{_INDENT}{self._paint(f'{sign} {text}'.rstrip(), style)}"
        if finding.rule in told:
            return
        if finding.own is not None:
            yield self._labelled(say(ui, "own"), own_effect(finding.own, ui), "dim")
        if disputed := contest(finding, self._options.studies, ui):
            yield self._labelled(say(ui, "contested"), disputed, "dim")
        elif study := strongest(finding.evidence, self._options.studies):
            yield self._labelled(say(ui, "evidence"), cite(study, ui), "dim")

    def _labelled(self, name: str, text: str, style: str) -> str:
        first = f"{_INDENT}{name}: "
        block = wrap(clean(text), self._width, " " * len(first), first)
        return block.replace(name, self._paint(name, style), 1)

    def _source(
        self, finding: Finding, document: Document, places: Places, ui: str
    ) -> Iterator[str]:
        """The lines of the draft with carets below the place; of a header finding its field."""
        if in_header(finding):
            field = document.message.field(finding.block)
            if field is not None:
                shown = clip(
                    clean(f"{field.name}: {field.value[: 2 * self._width]}"), self._width - 8
                )
                yield f"{self._gutter(finding.file_line)}{shown}"
            return
        lines, more = excerpt(*places.excerpted(finding), self._width - 8)
        for line in lines:
            yield f"{self._gutter(places.line_of(finding, line.offset))}{line.text}".rstrip()
            carets = self._paint("^" * line.carets, finding.severity)
            yield f"{self._gutter(None)}{' ' * line.caret}{carets}"
        if more:
            yield f"{self._gutter(None)}{self._paint(count(ui, 'lines_more', more), 'dim')}"

    def _gutter(self, line: int | None) -> str:
        return self._paint(f"{'' if line is None else line:>5} | ", "dim")
