"""JUnit XML: a suite for each draft, a failure for each finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from emailint.messages import say
from emailint.render import Renderer, label

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Finding, Report
    from emailint.render.summary import Summary

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, escaped or not (2.2, Char)."""
_ESCAPES: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": "&#10;",
        "\r": "&#13;",
        "\t": "&#9;",
    }
)


class JunitRenderer(Renderer):
    """`info` findings are failures too: JUnit knows no lesser thing that tools would show."""

    def begin(self) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="emailint">\n'

    def report(self, report: Report, document: Document) -> str:
        del document
        found = report.findings
        name = escape(label(report))
        cases = [_case(finding, name, report.ui_language) for finding in found]
        cases = cases or [f'<testcase classname="{name}" name="emailint"/>\n']
        head = f'tests="{len(cases)}" failures="{len(found)}" errors="0" skipped="0"'
        score = f'<properties><property name="score" value="{report.score.total}"/></properties>\n'
        return f'<testsuite name="{name}" {head}>\n{score}{"".join(cases)}</testsuite>\n'

    def error(self, path: str, text: str) -> str:
        name = escape(path)
        return (
            f'<testsuite name="{name}" tests="1" failures="0" errors="1" skipped="0">\n'
            f'<testcase classname="{name}" name="emailint">'
            f'<error type="unreadable" message="{escape(text)}"/></testcase>\n</testsuite>\n'
        )

    def end(self, summary: Summary) -> str:
        del summary
        return "</testsuites>\n"


def escape(text: str) -> str:
    """Text for XML, in an attribute or between tags; illegal characters become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)


def _case(finding: Finding, name: str, ui: str) -> str:
    file_line = finding.file_line
    place = (
        f"{name}:{file_line}" if file_line else f"{say(ui, 'view')} {finding.line}:{finding.column}"
    )
    line = f' line="{file_line}"' if file_line else ""
    return (
        f'<testcase classname="{name}" name="{escape(finding.rule)} ({place})"{line}>'
        f'<failure type="{finding.severity}" message="{escape(finding.message)}">'
        f"{escape(finding.advice)}</failure></testcase>\n"
    )
