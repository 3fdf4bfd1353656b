"""SARIF 2.1.0, for code scanning: results with places and fixes, rules that were hit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from emailint.messages import generic
from emailint.render import Options, Renderer, sentence
from emailint.render.json import dump, tool
from emailint.render.places import Places, in_header

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Finding, Fix, Report, Rule
    from emailint.render.summary import Summary

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


class SarifRenderer(Renderer):
    """Results stream; errors are collected for the end, where the rules hit are told too."""

    def __init__(self, options: Options | None = None) -> None:
        super().__init__(options)
        self._first = True
        self._errors: list[dict[str, Any]] = []

    def begin(self) -> str:
        return (
            f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{'
            f'"columnKind": "unicodeCodePoints", "results": ['
        )

    def report(self, report: Report, document: Document) -> str:
        places = Places(document)
        seen: dict[str, int] = {}
        results = (_result(f, report, document, places, seen) for f in report.findings)
        return ",\n".join(map(dump, results))

    def placed(self, report: Report, piece: str) -> str:
        del report
        if not piece:
            return ""
        separator = "\n" if self._first else ",\n"
        self._first = False
        return separator + piece

    def error(self, path: str, text: str) -> str:
        self._errors.append(
            {
                "level": "error",
                "message": {"text": text},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}],
            }
        )
        return ""

    def end(self, summary: Summary) -> str:
        driver = {**tool(), "rules": [self._rule(rule) for rule in summary.rules]}
        ran: dict[str, Any] = {"executionSuccessful": not self._errors}
        if self._errors:
            ran["toolExecutionNotifications"] = self._errors
        return f'\n], "tool": {dump({"driver": driver})}, "invocations": [{dump(ran)}]}}]}}\n'

    def _rule(self, rule_id: str) -> dict[str, Any]:
        rule = self._options.rules.get(rule_id)
        if rule is None:
            return {"id": rule_id}
        why, how = (self._text(rule, name) for name in ("why", "advice"))
        paragraphs = [text for text in (why, how) if text] or [rule.id]
        return {
            "id": rule.id,
            "shortDescription": {"text": self._text(rule, "message") or rule.id},
            "help": {"text": "\n\n".join(paragraphs), "markdown": "\n\n".join(paragraphs)},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {"tags": [rule.category]},
        }

    def _text(self, rule: Rule, name: str) -> str:
        texts = rule.texts.get(name, {})
        return generic(texts.get(self._options.language) or texts.get("en", ""))


def _result(
    finding: Finding, report: Report, document: Document, places: Places, seen: dict[str, int]
) -> dict[str, Any]:
    region = _region(finding, places)
    artifact = {"uri": _uri(report.path)}
    location: dict[str, Any] = {"artifactLocation": artifact}
    if region:
        location["region"] = region
    result = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"emailint/v1": _fingerprint(finding, document, seen)},
        "properties": {
            "points": finding.points,
            "contested": finding.contested,
            "message": report.index,
        },
    }
    if finding.fix and "startColumn" in region:
        result["fixes"] = [_fix(finding.fix, finding, document, artifact)]
    return result


def _region(finding: Finding, places: Places) -> dict[str, int]:
    """Where in the file; empty where unknown."""
    if finding.file_line is None:
        return {}
    if not places.exact(finding):
        return {"startLine": finding.file_line}
    return {
        "startLine": finding.file_line,
        "startColumn": finding.column,
        "endLine": finding.file_line + finding.end_line - finding.line,
        "endColumn": finding.end_column,
    }


def _fix(
    fix: Fix, finding: Finding, document: Document, artifact: dict[str, str]
) -> dict[str, Any]:
    """Edits as replacements: lines of the view run along with those of the file here."""
    assert finding.file_line is not None
    shift = finding.file_line - finding.line
    replacements = []
    for edit in fix.edits:
        line, column = document.position(edit.start)
        end_line, end_column = document.position(edit.end)
        region = {
            "startLine": line + shift, "startColumn": column,
            "endLine": end_line + shift, "endColumn": end_column,
        }  # fmt: skip
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    return {
        "description": {"text": finding.advice or finding.message},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _fingerprint(finding: Finding, document: Document, seen: dict[str, int]) -> str:
    """The same for the same words hit by the same rule, wherever they move; twins are numbered."""
    words = document.text[finding.start : min(finding.end, finding.start + 200)]
    if in_header(finding):
        words = document.message.get(finding.block) or ""
    content = f"{finding.rule}\0{' '.join(words.split())}"
    key = f"{zlib.crc32(content.encode('utf-8', 'replace')):08x}"
    seen[key] = seen.get(key, 0) + 1
    return f"{key}:{seen[key]}"


def _uri(path: str) -> str:
    """A relative reference, or a file URI for an absolute path."""
    shown = quote(path.replace("\\", "/").encode("utf-8", "replace"), safe="/~")
    return f"file://{shown}" if shown.startswith("/") else shown
