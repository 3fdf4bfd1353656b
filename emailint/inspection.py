"""How a draft was understood, as plain data: what `emailint inspect` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emailint.addresses import Address
from emailint.context import Context, Phrases, Situation
from emailint.document import Document
from emailint.linter import Linter
from emailint.model import LANGUAGES

GRATITUDE_RULE = "closing-no-gratitude"


def inspect(document: Document, linter: Linter, path: str, index: int = 0) -> dict[str, Any]:
    """The facts that rules build on. Lines count from 1 at the first line of the decoded body."""
    message = document.message
    situation = linter.situation(document)
    first = document.position(document.body_start)[0]

    def line(offset: int) -> int:
        return max(document.position(offset)[0] - first + 1, 1)

    blocks = [
        {
            "kind": b.kind, "start": b.start, "end": b.end,
            "first_line": line(b.start) if b.kind != "subject" else 0,
            "last_line": line(max(b.end - 1, b.start)) if b.kind != "subject" else 0,
        }
        for b in document.blocks
    ]  # fmt: skip
    kinds = {b.kind for b in document.blocks}
    return {
        "path": path,
        "index": index,
        "subject": document.subject_text,
        "language": document.language,
        "language_confidence": round(document.language_confidence, 2),
        "profile": situation.profile,
        "from": _shown([message.sender] if message.sender else [])[0] if message.sender else "",
        "to": _shown(message.to),
        "cc": _shown(message.cc),
        "bcc": _shown(message.bcc),
        "reply": document.reply,
        "date": message.date.isoformat() if message.date else None,
        "greeting": "greeting" in kinds,
        "closing": "closing" in kinds,
        "gratitude_close": closes_with_thanks(linter, situation),
        "signature": _signature(document),
        "blocks": blocks,
        "attachments": [
            {"name": a.name, "content_type": a.content_type, "size": a.size, "inline": a.inline}
            for a in message.attachments
        ],
        "links": [
            {"href": x.href, "text": x.text, "start": x.start, "end": x.end} for x in document.links
        ],
        "defects": list(message.defects),
        "cut": list(document.cut),
    }


def _shown(addresses: Iterable[Address]) -> list[str]:
    return [f"{a.name} <{a.address}>" if a.name else a.address for a in addresses]


def closes_with_thanks(linter: Linter, situation: Situation) -> bool:
    """Whether what was written ends with thanks: the rule that asks for it finds nothing amiss."""
    document = situation.document
    rule = linter.pack.rules.get(GRATITUDE_RULE)
    if rule is None or not document.written:
        return False
    from emailint.matchers import for_profile

    options = for_profile({**rule.check, "min_words": 0}, "business", "") or {}
    check = linter.pack.check_of(rule)

    def thanked(language: str) -> bool:
        neutral = situation._replace(profile="business", language=language)
        if language != situation.language:
            neutral = neutral._replace(found=Phrases(document, linter.pack.tries(language)))
        return not list(check(Context(neutral, rule.id, rule.scope, options)))

    # where the language is unsure, thanks in either is thanks
    return any(map(thanked, [situation.language] if situation.language else LANGUAGES))


def _signature(document: Document) -> str:
    """ "none", "name" (a name alone) or "block" (several lines, or set apart by "-- ", RFC 3676)."""
    lines: list[str] = []
    for block in document.blocks:
        if block.kind == "signature":
            lines += document.text[block.start : block.end].split("\n")
    named = [line for line in lines if line.strip(" -_*")]
    if not named:
        return "none"
    return "block" if len(named) > 1 or any(line.rstrip() == "--" for line in lines) else "name"
