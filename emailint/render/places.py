"""Where a finding stands in the file, and whether columns of the view hold there too."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from emailint.model import BLOCK_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emailint.document import Document
    from emailint.model import Finding


def in_header(finding: Finding) -> bool:
    """Whether the finding is about a header field that the view doesn't show."""
    return finding.start == finding.end == 0 and finding.block not in BLOCK_KINDS


_LONGEST_TAG = 2_000  # characters
SECRET_RULES = frozenset({"secret-in-clear"})
"""Rules whose places are not shown to terminals, reports and logs: what they mark is the harm."""


def shown_text(document: Document, findings: Iterable[Finding]) -> str:
    """The view with each secret that was found blotted out, sign for sign."""
    text = document.text
    for f in findings:
        if f.rule in SECRET_RULES:
            text = text[: f.start] + "•" * (f.end - f.start) + text[f.end :]
    return text


def shown_source(document: Document, findings: Iterable[Finding]) -> str:
    """The same of the HTML behind the view; "" where there is none."""
    if document.html is None:
        return ""
    source = document.source
    for f in findings:
        if f.rule in SECRET_RULES and f.start < f.end:
            start, end = document.source_offset(f.start), document.source_offset(f.end - 1) + 1
            source = source[:start] + "•" * (end - start) + source[end:]
    return source


class Places:
    """Places of one document's findings in its file."""

    def __init__(self, document: Document, findings: Iterable[Finding] = ()) -> None:
        self._document = document
        self._findings = tuple(findings)
        self.text = shown_text(document, self._findings)

    @cached_property
    def source(self) -> str:
        """The HTML behind the view, as it may be shown."""
        return shown_source(self._document, self._findings)

    def excerpted(self, finding: Finding) -> tuple[str, int, int]:
        """The text to show of a finding, and its place there: of one in a tag the HTML."""
        if finding.source is None or finding.start < finding.end:
            return self.text, finding.start, finding.end
        start = finding.source
        ends = ">" if self.source.startswith("<", start) else ";}\n"  # a tag, or a declaration
        found = (self.source.find(sign, start, start + _LONGEST_TAG) for sign in ends)
        end = min((at for at in found if at >= 0), default=start)
        return self.source, start, end + (ends == ">")

    def exact(self, finding: Finding) -> bool:
        """Whether `file_line` and `column` are the place in the file: the line is there as is."""
        if finding.file_line is None or in_header(finding):
            return False
        if finding.start < self._document.body_start:
            return self._subject_as_is and finding.end <= self._document.body_start
        return self._body_as_is

    @cached_property
    def _subject_as_is(self) -> bool:
        field = self._document.message.field("Subject")
        if field is None:
            return False
        raw = self._document.message.raw[field.start : field.end].rstrip(b"\r\n")
        shown = self._document.text[: self._document.body_start].rstrip("\n")
        return raw == shown.encode("utf-8", "replace")

    @cached_property
    def _body_as_is(self) -> bool:
        document = self._document
        part = document.message.body
        if part is None or document.html is not None:
            return False
        if document.text.isascii():
            return True
        source = document.message.content(part).replace("\r\n", "\n").replace("\r", "\n")
        return (
            document.text.endswith(source)
            and len(document.text) - len(source) == document.body_start
        )

    def line_of(self, finding: Finding, offset: int) -> int | None:
        """The line to print beside the `offset`-th line of the finding's text; None: unknown."""
        if finding.file_line is None:
            return finding.line + offset
        if offset and self._document.html is not None:
            return None
        return finding.file_line + offset
