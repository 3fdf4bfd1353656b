"""Annotations of GitHub Actions: workflow commands, one line a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.messages import say
from emailint.render import Renderer, sentence
from emailint.render.places import Places
from emailint.render.terminal import clean

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Report

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


class GithubRenderer(Renderer):
    """A message of a mailbox is annotated without a line: lines count from its own start."""

    def report(self, report: Report, document: Document) -> str:
        places = Places(document)
        out = []
        for finding in report.findings:
            place = f"file={_property(report.path)}"
            if finding.file_line is not None:
                place += f",line={finding.file_line}"
                if places.exact(finding):
                    place += f",col={finding.column}"
                    if finding.end_line == finding.line and finding.end_column > finding.column:
                        place += f",endColumn={finding.end_column}"
            text = sentence(finding)
            if finding.file_line is None:
                view = say(report.ui_language, "view")
                text += f" ({view} {finding.line}:{finding.column})"
            command = _COMMANDS[finding.severity]
            out.append(f"::{command} {place},title={_property(finding.rule)}::{_data(text)}\n")
        return "".join(out)

    def error(self, path: str, text: str) -> str:
        return f"::error file={_property(path)},title=emailint::{_data(text)}\n"


def _data(text: str) -> str:
    """Escaped as the runner's toolkit does it; other control characters can't stay in a log."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return clean(text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
