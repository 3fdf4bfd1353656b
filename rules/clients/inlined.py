"""Looks that only a style sheet gives, and that are lost where it isn't read."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.campaign.elements import markup_of
from emailint.campaign.inlining import inlined
from emailint.campaign.looks import looks_of
from emailint.context import Context
from emailint.model import Fix, Hit


def not_inlined(context: Context) -> Iterator[Hit]:
    """The first text that looks different without the style sheets, and how many do."""
    markup = markup_of(context.document)
    if markup is None or not markup.sheets:
        return
    full, bare = looks_of(markup, "light"), looks_of(markup, "inline")
    texts = markup.shown_texts
    lost = []
    for text in texts:
        look = full.of(text.parent)
        if full.needs_sheet(text.parent) and look[:4] != bare.of(text.parent)[:4]:
            lost.append(text)
    if lost:
        # Where a few tags were forgotten, the writer mends them quicker than an inliner the mail.
        edits = inlined(markup) if 2 * len(lost) >= len(texts) else ()
        fix = Fix("shown", source=edits) if edits else None
        span = markup.span(lost[0].start, lost[0].end)
        data = {"count": len(lost), "total": len(texts)}
        yield Hit(*span, data, fix, source=lost[0].start)
