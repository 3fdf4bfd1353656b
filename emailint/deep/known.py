"""Words that are right because of who writes to whom, or because the user says so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from emailint.people import names_of
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emailint.context import Situation


def known_words(situation: Situation, dictionary: Iterable[str] = ()) -> frozenset[str]:
    """The words, folded as by `tokens.fold`, that no engine may call misspelt: of the names and
    addresses of sender and recipients, of the names in greeting, closing and signature, and of the
    user's dictionary."""
    known = {fold(word) for entry in dictionary for word in _words(entry)}
    sender = situation.document.message.sender
    for address in (*situation.recipients, *([sender] if sender else [])):
        known |= names_of(address)
        known.update(fold(word) for word in _words(f"{address.name} {address.address}"))
    known.update(fold(word) for word in _named(situation))
    return frozenset(known)


def _named(situation: Situation) -> Iterator[str]:
    """What is written as a name where names stand."""
    document = situation.document
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind == "signature":
            yield from _words(text)
        elif block.kind in ("greeting", "closing"):  # whose first word is "Dear" or "Regards"
            yield from (word for word in _words(text)[1:] if word[0].isupper())


def _words(text: str) -> list[str]:
    return _word().findall(text)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
