"""Addresses of the web in a plain text."""

from __future__ import annotations

import re
from typing import Final

from emailint.html import Link

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]{2,2000}", re.IGNORECASE)
_TRAILING: Final = ".,;:!?)]}'»”*"


def plain_links(text: str, start: int = 0) -> list[Link]:
    """What looks like a web address from `start` on; shown text and target are the same."""
    found = []
    for match in _URL.finditer(text, start):
        url = match.group().rstrip(_TRAILING)
        found.append(Link(url, url, match.start(), match.start() + len(url)))
    return found
