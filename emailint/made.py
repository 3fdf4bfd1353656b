"""Whether a mail's HTML was made: designed as a page or left with fields to fill, not typed."""

from __future__ import annotations

import re
from typing import Final

_FIELD: Final = r"\*\|[A-Z][A-Z0-9_:]*\|\*|\{\{[\w.\s|'\"-]{1,80}\}\}|%%[\w ]{1,60}%%|\{%[^%\n]{1,120}%\}|\[%[^%\n]{1,80}%\]"
_DESIGNED: Final = (
    r"(?i)<meta[^<>]{1,200}?name=[\"']?(?:viewport|color-scheme|x-apple-disable-message)"
)
"""What stands in pages that somebody made, and not in those that mail programs write."""
_HEAD: Final = 10_000  # characters in which it does


def is_made(source: str, text: str, *, to_one: bool) -> bool:
    """Whether HTML, with what it shows as `text`, is a page that somebody made or has merge fields.

    In a mail `to_one` person, without a layout, a field was forgotten and not left to be filled.
    """
    head = source[:_HEAD]
    if re.search(_DESIGNED, head):
        return True
    letter = to_one and "<table" not in head.lower()
    return not letter and re.search(_FIELD, text) is not None
