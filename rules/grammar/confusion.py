"""Words that are mistaken for others: "your welcome", "haber si"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Edit, Fix, Hit, Safety
from emailint.tokens import fold

_LISTS: Final[tuple[tuple[str, Safety], ...]] = (("safe", "safe"), ("doubtful", "shown"))
_KEPT: Final = "*"
_MOST: Final = 100  # places looked at


def confused(context: Context) -> Iterator[Hit]:
    """Phrases of the lists `safe` and `doubtful`, whose values say what was meant.

    A "*" at the start or the end of a value stands for one word that stays as it is.
    """
    for name, safety in _LISTS:
        meant = context.options.get(name, {})
        for start, end in context.phrases(name, unless="unless")[:_MOST]:
            text = context.document.text[start:end]
            new = meant.get(fold(" ".join(text.split())))
            if new is not None and (hit := _hit(context, start, end, new, safety)):
                yield hit


def _hit(context: Context, start: int, end: int, new: str, safety: Safety) -> Hit | None:
    text = context.document.text
    words = [m.span() for m in compiled(r"\S+").finditer(text, start, end)]
    parts = new.split()
    before = text[max(0, start - 1) : start]
    if before in tuple("/_@\\=-.") or compiled(r"[/_@\\=]|-\w").search(text, start, end + 2):
        return None  # part of an address, a path or a name
    first = next(i for i, part in enumerate(parts) if part != _KEPT)
    after = next(i for i, part in enumerate(reversed(parts)) if part != _KEPT)
    begin, stop = words[first][0], words[len(words) - 1 - after][1]
    while not text[begin].isalnum():  # "¿", a bracket
        begin += 1
    while not text[stop - 1].isalnum():  # a comma that the phrase asked for
        stop -= 1
    old = text[begin:stop]
    better = " ".join(parts[first : len(parts) - after])
    if old.lower() == better:
        return None  # they differ in an accent, and it is there
    if fold(old) == fold(better) and context.document.text.isascii():
        return None  # who writes without any accents makes no confusion
    if old.isupper() and len(old) > 1:
        if not any(map(str.islower, text[start:end])) and len(old) < 4 and " " not in old:
            return None  # "ITS", "IVA": initials
        better = better.upper()
    elif old[0].isupper():
        better = better[0].upper() + better[1:]
    fix = Fix(safety, (Edit(begin, stop, better),))
    return Hit(begin, stop, {"text": old, "better": better}, fix)
