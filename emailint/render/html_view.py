"""The draft as HTML: its blocks tinted, the places of findings marked and linked.

The draft is hostile input: every character of it goes through `text`.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from emailint.messages import say
from emailint.model import SEVERITIES
from emailint.render.places import SECRET_RULES, in_header, shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.document import Document
    from emailint.model import Finding, Report

MAX_SHOWN: Final = 100_000
"""Characters of a draft that are shown: some 40 printed pages."""
MAX_MARKS: Final = 500
_MAX_VALUE: Final = 2_000
_FIELDS: Final = ("from", "to", "cc", "bcc", "reply-to", "date")
_LABELLED: Final = frozenset({"quote", "signature", "disclaimer", "greeting", "closing"})
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def text(value: str) -> str:
    """`value` for HTML, between tags or in a quoted attribute, harmless in both."""
    return escape(_HARMFUL.sub("\ufffd", value), quote=True)


def without_secrets(html: str, document: Document, findings: Sequence[Finding]) -> str:
    """`html` without the secrets that were found: an inbox line or a message may quote them."""
    for f in findings:
        if f.rule in SECRET_RULES and f.start < f.end:
            html = html.replace(text(document.text[f.start : f.end]), "•" * (f.end - f.start))
    return html


def fields(report: Report, document: Document, anchor: str) -> str:
    """The header fields that matter to a writer, those with a finding marked."""
    hits = {f.block: n for n, f in reversed(list(enumerate(report.findings))) if in_header(f)}
    rows = []
    for name in dict.fromkeys((*_FIELDS, *hits)):
        field = document.message.field(name)
        if field is None and name not in hits:
            continue
        shown = text(field.value[:_MAX_VALUE]) if field else "—"
        if name in hits:
            number = hits[name]
            shown = _mark(report.findings[number], number, anchor, shown)
            shown = f'<i id="{anchor}p{number}"></i>{shown}'
        title = text(field.name if field else name.title())
        rows.append(f"<tr><th scope=row>{title}</th><td>{shown}</td></tr>\n")
    names = ", ".join(a.name or a.content_type for a in document.message.attachments)
    if names:
        title = say(report.ui_language, "attachments")
        rows.append(f"<tr><th scope=row>{title}</th><td>{text(names[:_MAX_VALUE])}</td></tr>\n")
    return f'<table class="fields">\n{"".join(rows)}</table>\n' if rows else ""


def view(report: Report, document: Document, anchor: str) -> str:
    """The draft's text, block by block."""
    shown = shown_text(document, report.findings)[:MAX_SHOWN]
    marked = [(f, n) for n, f in enumerate(report.findings) if not in_header(f)][:MAX_MARKS]
    # Blocks are shown as boxes: one that begins within a line stays in the box before it.
    boxes = [b for b in document.blocks[1:] if shown[b.start - 1 : b.start] == "\n"]
    kinds = [b.kind for b in (*document.blocks[:1], *boxes)] or ["body"]
    starts = [0, *(b.start for b in boxes)]
    out = []
    for at, (start, kind) in enumerate(zip(starts, kinds, strict=True)):
        end = min(starts[at + 1] if at + 1 < len(starts) else len(shown), len(shown))
        if start > end:
            break
        last = end == len(shown)
        own = [(f, n) for f, n in marked if _touches(f, start, end, last)]
        name = say(report.ui_language, kind) if kind in _LABELLED else ""
        label = f'<span class="kind">{name}</span>' if name else ""
        content = "".join(_segments(shown, start, end, own, anchor))
        out.append(f'<div class="block {kind}">{label}{content}</div>')
    if len(document.text) > MAX_SHOWN:
        out.append(f"<p>{say(report.ui_language, 'view_cut')}</p>\n")
    language = f' lang="{report.language}"' if report.language in ("es", "en") else ""
    return f'<div class="view" dir="auto"{language}>{"".join(out)}</div>\n'


def _segments(
    shown: str, start: int, end: int, findings: Sequence[tuple[Finding, int]], anchor: str
) -> Iterator[str]:
    """`shown[start:end]` in pieces, each marked as the shortest finding that covers it."""
    edges = {start, end}
    begun: dict[int, list[tuple[Finding, int]]] = {}
    for finding, number in findings:
        edges |= {min(max(edge, start), end) for edge in (finding.start, finding.end)}
        begun.setdefault(finding.start, []).append((finding, number))
    ordered = sorted(edges)
    for low, high in zip(ordered, [*ordered[1:], end], strict=True):
        for finding, number in begun.get(low, ()):
            yield f'<i id="{anchor}p{number}"></i>'
            if finding.start == finding.end:
                yield _mark(finding, number, anchor, "")
        if low == high:
            continue
        covering = [(f, n) for f, n in findings if f.start < high and f.end > low]
        piece = text(shown[low:high])
        if covering:
            finding, number = min(covering, key=_breadth)
            piece = _mark(finding, number, anchor, piece)
        yield piece


def _breadth(numbered: tuple[Finding, int]) -> tuple[int, int]:
    finding = numbered[0]
    return finding.end - finding.start, -SEVERITIES.index(finding.severity)


def _mark(finding: Finding, number: int, anchor: str, shown: str) -> str:
    kind = f"mark {finding.severity}{'' if shown else ' point'}"
    title = text(f"{finding.rule}: {finding.message}")
    href = f"#{anchor}f{number}"
    return f'<a class="{kind}" href="{href}" title="{title}">{shown or "‸"}</a>'


def _touches(finding: Finding, start: int, end: int, last: bool) -> bool:
    """Whether a finding belongs into `start:end`; at the very end only into the last block."""
    if finding.start == finding.end:
        return start <= finding.start < end or (last and finding.start == end)
    return finding.start < end and finding.end > start
