"""What `emailint compare` does: two drafts side by side, what differs and what it costs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.campaign.inbox_line import inbox_line
from emailint.fix import diff
from emailint.messages import category, number
from emailint.one_source import only_source
from emailint.output import colored, columns
from emailint.render.json import dump, finding_dict, tool
from emailint.render.terminal import clean, clip, paint
from emailint.runner import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.document import Document
    from emailint.model import Finding, Report

MAX_CHANGED: Final = 40
"""Changed lines that are shown."""
WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "score": "score", "findings": "findings", "subject": "subject", "preview": "preview",
        "sender": "sender", "words": "words", "links": "links", "images": "images",
        "size": "HTML, KB", "attachments": "attachments", "same": "the same",
        "only": "Only in {name}", "both": "In both: {n}", "text": "Text",
        "more": "… and {n} more lines", "none": "none",
    },
    "es": {
        "score": "nota", "findings": "avisos", "subject": "asunto", "preview": "vista previa",
        "sender": "remitente", "words": "palabras", "links": "enlaces", "images": "imágenes",
        "size": "HTML, KB", "attachments": "adjuntos", "same": "igual",
        "only": "Solo en {name}", "both": "En los dos: {n}", "text": "Texto",
        "more": "… y {n} líneas más", "none": "ninguno",
    },
}  # fmt: skip


class Side(NamedTuple):
    """One of the two drafts."""

    report: Report
    document: Document


class Comparison(NamedTuple):
    """`facts` are (key, A, B); `scores` are (category, points lost by A, by B)."""

    a: Side
    b: Side
    facts: tuple[tuple[str, str, str], ...]
    scores: tuple[tuple[str, int, int], ...]
    only_a: tuple[Finding, ...]
    only_b: tuple[Finding, ...]
    both: int


def compare(worker: Worker, a: str, b: str, *, as_json: bool = False) -> str:
    """The comparison of the drafts at two paths, as text or JSON. Raises EmailintError."""
    found = comparison(_side(worker, a), _side(worker, b))
    return f"{dump(_plain(found))}\n" if as_json else "".join(f"{x}\n" for x in _lines(found))


def comparison(a: Side, b: Side) -> Comparison:
    """What differs between two drafts and their reports."""
    facts = zip(_facts(a), _facts(b), strict=True)
    lost = (a.report.score.by_category, b.report.score.by_category)
    categories = dict.fromkeys((*lost[0], *lost[1]))
    mine, theirs = _keys(a), _keys(b)
    return Comparison(
        a, b,
        tuple((key, x, y) for (key, x), (_, y) in facts if x != y),
        tuple((c, lost[0].get(c, 0), lost[1].get(c, 0)) for c in categories),
        tuple(f for k, f in mine.items() if k not in theirs),
        tuple(f for k, f in theirs.items() if k not in mine),
        len(mine.keys() & theirs.keys()),
    )  # fmt: skip


def _side(worker: Worker, path: str) -> Side:
    source = only_source(path, sys.stdin.buffer.read, "compare")
    document = worker.read(source)
    return Side(worker.report(source, document), document)


def _keys(side: Side) -> dict[tuple[str, int], Finding]:
    """Findings by rule, the first, the second …: what they say may differ by a number alone."""
    seen: dict[str, int] = {}
    keys = {}
    for finding in side.report.findings:
        seen[finding.rule] = seen.get(finding.rule, 0) + 1
        keys[finding.rule, seen[finding.rule]] = finding
    return keys


def _facts(side: Side) -> list[tuple[str, str]]:
    document, message = side.document, side.document.message
    line = inbox_line(document)
    part = message.body
    size = len(message.content(part).encode("utf-8", "replace")) if document.html and part else 0
    body = document.text[document.body_start :]
    files = ", ".join(a.name or a.content_type for a in message.attachments if not a.inline)
    sender = message.sender
    return [
        ("sender", f"{sender.name} <{sender.address}>".strip() if sender else ""),
        ("subject", document.subject_text),
        ("preview", line.preview if line else " ".join(body.split())[:100]),
        ("words", str(len(body.split()))),
        ("links", str(len(document.links))),
        ("images", str(len(document.images))),
        ("size", number(side.report.ui_language, round(size / 1024, 1))),
        ("attachments", files),
    ]


def _lines(found: Comparison) -> Iterator[str]:
    ui = found.a.report.ui_language
    words, color = WORDS.get(ui, WORDS["en"]), colored(sys.stdout)
    a, b = found.a.report, found.b.report
    rows = [("", clean(a.path), clean(b.path))]
    rows.append((words["score"], f"{a.score.total}/100", f"{b.score.total}/100"))
    for lost_in, lost_a, lost_b in found.scores:
        rows.append((f"  {category(ui, lost_in)}", _lost(lost_a), _lost(lost_b)))
    rows.append((words["findings"], str(len(a.findings)), str(len(b.findings))))
    rows += ((words[key], clean(x) or "—", clean(y) or "—") for key, x, y in found.facts)
    width = max(len(row[0]) for row in rows)
    room = max((columns(sys.stdout) - width - 4) // 2, 20)
    for at, (name, x, y) in enumerate(rows):
        line = f"{name:<{width}}  {clip(x, room):<{room}}  {clip(y, room)}".rstrip()
        yield paint(line, "bold", color) if at < 2 else line
    for side, own in ((found.a, found.only_a), (found.b, found.only_b)):
        title = words["only"].format(name=clean(side.report.path))
        yield f"\n{paint(title, 'bold', color)}: {'' if own else words['none']}".rstrip()
        for f in own:
            cost = f" (−{number(ui, f.points)})" if f.points else ""
            yield f"  {paint(f.rule, f.severity, color)}  {clean(f.message)}{cost}"
    yield f"\n{words['both'].format(n=number(ui, found.both))}"
    changed = diff(found.a.document, found.b.document, "text").split("\n")[2:]
    changed = [line for line in changed if line[:1] in "+-" and line[1:].strip()]
    if changed:
        yield f"\n{paint(words['text'], 'bold', color)}:"
    for line in changed[:MAX_CHANGED]:
        style = "added" if line[0] == "+" else "removed"
        shown = f"{line[0]} {clean(line[1:])}"
        yield f"  {paint(clip(shown, columns(sys.stdout) - 4), style, color)}"
    if len(changed) > MAX_CHANGED:
        yield f"  {words['more'].format(n=len(changed) - MAX_CHANGED)}"


def _lost(points: int) -> str:
    return f"−{points}" if points else "·"


def _plain(found: Comparison) -> dict[str, Any]:
    return {
        "tool": tool(),
        "drafts": [_draft(found.a, found.only_a), _draft(found.b, found.only_b)],
        "differs": {key: [x, y] for key, x, y in found.facts},
        "losses": {category: [x, y] for category, x, y in found.scores},
        "findings_in_both": found.both,
    }


def _draft(side: Side, own: Sequence[Finding]) -> dict[str, Any]:
    report = side.report
    return {
        "path": report.path, "score": report.score.total, "findings": len(report.findings),
        "only_here": [finding_dict(finding) for finding in own],
    }  # fmt: skip
