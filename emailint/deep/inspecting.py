"""What a draft asks, as plain data: for `emailint inspect --deep`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from emailint.deep.pipeline import is_installed
from emailint.model import Span, missing_extra

if TYPE_CHECKING:
    from emailint.context import Situation


def asks_of(situation: Situation) -> list[dict[str, Any]]:
    """The requests of a draft: the sentence's offsets, who is asked, the act and the deadline in its
    words, "" where it names none. Raises EmailintError where spaCy isn't installed."""
    if not is_installed():
        raise missing_extra("inspect --deep", "nlp")
    from emailint.deep.asked import requests

    text = situation.document.text

    def said(span: Span | None) -> str:
        return " ".join(text[slice(*span)].split()) if span else ""

    return [
        {
            "start": r.start, "end": r.end, "owner": r.owner, "named": r.owner_at is not None,
            "action": said(r.act), "deadline": said(r.deadline),
        }
        for r in requests(situation)
    ]  # fmt: skip
