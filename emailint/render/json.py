"""JSON for programs: the published contract, version 1 (see `data/report.schema.json`)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from emailint.render import Options, Renderer

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Finding, Fix, Likeness, OwnEffect, Report, SpamWeight
    from emailint.render.summary import Summary

VERSION: Final = 1
_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dump(value: Any) -> str:
    """`value` as JSON on one line, readable but for what breaks lines, terminals or UTF-8.

    Line separators and control characters are escaped; a lone surrogate, which no UTF-8 can hold,
    becomes U+FFFD.
    """
    return _UNSAFE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0xD800 else "\ufffd"


def tool() -> dict[str, str]:
    """The name and version that every machine format carries."""
    from emailint import __version__

    return {"name": "emailint", "version": __version__}


def finding_dict(finding: Finding) -> dict[str, Any]:
    """One finding of the contract."""
    fix = finding.fix
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "message": finding.message,
        "advice": finding.advice,
        "points": finding.points,
        "block": finding.block,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "file_line": finding.file_line,
        "contested": finding.contested,
        "evidence": [{"id": e.id, "says": e.says} for e in finding.evidence],
        **_own_dict(finding.own),
        "fix": fix and _fix_dict(fix),
    }


def _fix_dict(fix: Fix) -> dict[str, Any]:
    found: dict[str, Any] = {"safety": fix.safety, "edits": [e._asdict() for e in fix.edits]}
    if fix.source:
        found["source_edits"] = [e._asdict() for e in fix.source]
    return found


def _spam_dict(weight: SpamWeight) -> dict[str, Any]:
    return weight._asdict() | {"charges": [charge._asdict() for charge in weight.charges]}


def _own_dict(own: OwnEffect | None) -> dict[str, Any]:
    """Nothing where no points were fitted: few have any."""
    if own is None:
        return {}
    interval = [own.low, own.high]
    return {"own": {"mails": own.mails, "difference": own.difference, "ci": interval}}


def _likeness_dict(likeness: Likeness | None) -> dict[str, Any]:
    if likeness is None:
        return {}
    told = {"rate": likeness.rate, "ci": [likeness.low, likeness.high]}
    return {"likeness": {**told, "mails": likeness.mails, "overall": likeness.overall}}


def message_dict(report: Report) -> dict[str, Any]:
    """One message of the contract."""
    return {
        "path": report.path,
        "index": report.index,
        "subject": report.subject,
        "language": report.language,
        "profile": report.profile,
        "score": report.score.total,
        "losses": dict(report.score.by_category),
        "rules_run": report.rules_run,
        "skipped": list(report.skipped),
        "cut": list(report.cut),
        "notes": list(report.notes),
        "spam": [_spam_dict(weight) for weight in report.spam],
        **_likeness_dict(report.likeness),
        "muted": [muted._asdict() for muted in report.muted],
        "findings": [finding_dict(finding) for finding in report.findings],
    }


class JsonRenderer(Renderer):
    """One object for the whole run; messages stream into it."""

    def __init__(self, options: Options | None = None) -> None:
        super().__init__(options)
        self._first = True
        self._errors: list[dict[str, str]] = []

    def begin(self) -> str:
        return f'{{"version": {VERSION}, "tool": {dump(tool())}, "messages": ['

    def report(self, report: Report, document: Document) -> str:
        del document
        return dump(message_dict(report))

    def placed(self, report: Report, piece: str) -> str:
        del report
        separator = "\n" if self._first else ",\n"
        self._first = False
        return separator + piece

    def error(self, path: str, text: str) -> str:
        self._errors.append({"path": path, "error": text})
        return ""

    def end(self, summary: Summary) -> str:
        return f'\n], "errors": {dump(self._errors)}, "summary": {dump(summary.as_dict())}}}\n'
