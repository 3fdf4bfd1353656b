"""The lines of a body, sorted by what they begin with.

Most tests of the segmenter concern lines that begin or end with a certain mark, and most
mails have few of those: to look them up is far cheaper than to ask every line everything.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Lines(NamedTuple):
    """`texts` are the lines without surrounding blanks; the rest are numbers of lines."""

    texts: Sequence[str]
    by_first: Mapping[str, Sequence[int]]  # the first character of a line -> lines
    introducing: Sequence[int]  # lines that end with a colon, in bold or not
    body: str  # all of it, to ask once what no line can then hold

    def starting(self, characters: Iterable[str]) -> list[int]:
        """The lines that begin with one of `characters`, in order."""
        found: list[int] = []
        for c in characters:
            found += self.by_first.get(c, ())
        found.sort()
        return found


def sort_lines(body: str, texts: Sequence[str]) -> Lines:
    by_first: defaultdict[str, list[int]] = defaultdict(list)
    introducing = []
    for i, text in enumerate(texts):
        if text:
            by_first[text[0]].append(i)
            if text[-1] == ":" or (text[-1] in "*_" and text[-2:-1] == ":"):
                introducing.append(i)
    return Lines(texts, by_first, introducing, body)


def is_rule(text: str) -> bool:
    """Whether a line only draws a line: one repeated mark ("____", "****", "- - -")."""
    return (
        len(text) > 2
        and text[0] in "_-*=#~+—─"
        and len(text) < 200
        and not text.strip(text[0] + " ")
    )
