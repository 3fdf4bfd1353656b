"""Examples on cards are tests: the marked place must be hit, and nothing else.

In a draft of an example `[[...]]` marks the place. A draft that starts with header fields is a
message (`Attachment: name.pdf` attaches a file), one that starts as a page or a front matter does
is an HTML template, else it is a body alone.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.model import BLOCK_KINDS, Example, Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.campaign.recipients import Recipients
    from emailint.pack import Pack

_MARK = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)
_FIELD = re.compile(r"[A-Za-z][A-Za-z-]*:(?: |$)", re.MULTILINE)
_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_ATTACHMENT: Final = "attachment:"
_PAGE_STARTS: Final = ("<!", "<html", "<body", "---\n")


class Place(NamedTuple):
    """Where an example wants its hit: a span of the view, or a header field."""

    start: int
    end: int
    header: str


class Failure(NamedTuple):
    """An example that doesn't hold: which one (from 1), and what went wrong."""

    rule: str
    number: int
    what: str


def plain(draft: str) -> str:
    """The draft of an example without its marks."""
    return _MARK.sub(r"\1", draft)


def document_of(draft: str, language: str) -> Document:
    """The document of an example's draft (without marks)."""
    if not _FIELD.match(draft):
        page = draft.startswith(_PAGE_STARTS)
        return read(draft, kind="html" if page else "text", language=language)
    head, _, body = draft.partition("\n\n")
    lines = head.split("\n")
    names = [x.split(":", 1)[1].strip() for x in lines if x.lower().startswith(_ATTACHMENT)]
    fields = [x for x in lines if not x.lower().startswith(_ATTACHMENT)]
    if not names:
        return read("\n".join(fields) + "\n\n" + body, language=language)
    parts = [f"--=part\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"]
    parts += [
        f"--=part\nContent-Type: application/octet-stream\n"
        f'Content-Disposition: attachment; filename="{name}"\n\ncontent\n'
        for name in names
    ]
    fields.append('Content-Type: multipart/mixed; boundary="=part"')
    return read("\n".join(fields) + "\n\n" + "".join(parts) + "--=part--\n", language=language)


def places(draft: str, language: str) -> list[Place]:
    """The marked places of an example's draft."""
    if "[[" not in draft:
        return []
    seen = document_of(_MARK.sub(rf"{_OPEN}\1{_CLOSE}", draft), language)
    found = []
    start = removed = 0
    for at, character in enumerate(seen.text):
        if character == _OPEN:
            start, removed = at - removed, removed + 1
        elif character == _CLOSE:
            found.append(Place(start, at - removed, ""))
            removed += 1
    found += (
        Place(0, 0, field.name.lower())
        for field in seen.message.headers
        if field.name.lower() != "subject" and _OPEN in (seen.message.get(field.name) or "")
    )
    return found


def run(pack: Pack, rule: Rule) -> Iterator[Failure]:
    """Every example of `rule` that doesn't hold."""
    for number, example in enumerate(rule.examples, 1):
        for what in check(pack, rule, example):
            yield Failure(rule.id, number, what)


def check(pack: Pack, rule: Rule, example: Example) -> Iterator[str]:
    """What is wrong with one example: nothing if it holds."""
    if example.bad:
        findings = lint(pack, rule, example, example.bad)
        wanted = sorted(places(example.bad, example.lang))
        got = sorted(Place(f.start, f.end, f.block if _in_header(f) else "") for f in findings)
        if not wanted:
            yield "the bad draft marks no place with [[...]]"
        elif got != wanted:
            text = document_of(plain(example.bad), example.lang).text
            yield f"wanted {_shown(text, wanted)}, got {_shown(text, got)}"
        if example.fix:
            yield from _check_fix(example, findings)
    if example.good:
        for f in lint(pack, rule, example, example.good):
            text = document_of(plain(example.good), example.lang).text
            yield f"the good draft was hit at {text[f.start : f.end]!r} ({f.message})"


def _check_fix(example: Example, findings: tuple[Finding, ...]) -> Iterator[str]:
    before, after = (document_of(d, example.lang) for d in (plain(example.bad), example.fix))
    text, wanted = before.text, after.text
    edits = sorted({e for f in findings if f.fix for e in f.fix.edits}, reverse=True)
    if not edits:  # those of the HTML behind the view
        text, wanted = before.source, after.source
        edits = sorted({e for f in findings if f.fix for e in f.fix.source}, reverse=True)
    if not edits:
        yield "the rule offers no fix"
        return
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    if text != wanted:
        yield f"fixed to {text!r}, wanted {wanted!r}"


def lint(pack: Pack, rule: Rule, example: Example, draft: str) -> tuple[Finding, ...]:
    """The findings of `rule` alone in a draft of `example`."""
    profile = example.profile or ("business" if "business" in rule.profiles else rule.profiles[0])
    options = dict(example.options)
    clients, fields = options.pop("clients", ()), options.pop("fields", ())
    data = _recipients(options.pop("data", ""))
    config = Config(
        profile=profile,
        language=example.lang if example.lang in ("es", "en") else "",
        select=(rule.id,),
        internal_domains=tuple(options.pop("internal_domains", ())),
        jurisdiction=options.pop("jurisdiction", ""),
        clients=tuple(clients),
        fields=tuple(fields),
        rules={rule.id: options} if options else {},
    )
    send_at = datetime.fromisoformat(example.send_at) if example.send_at else None
    report = Linter(pack, config).lint(
        document_of(plain(draft), example.lang), send_at=send_at, data=data
    )
    if report.notes:
        raise AssertionError(f"{rule.id}: {'; '.join(report.notes)}")
    return report.findings


def _recipients(data: str) -> Recipients | None:
    """The recipients of an example: their CSV."""
    if not data:
        return None
    from emailint.campaign.recipients import Recipients

    return Recipients(data.encode())


def _in_header(finding: Finding) -> bool:
    return finding.block not in BLOCK_KINDS


def _shown(text: str, found: list[Place]) -> str:
    return repr([p.header or text[p.start : p.end] or f"(at {p.start})" for p in found])
