"""The lines of a body, and which of them begin or end with a certain mark.

Most tests of the segmenter concern such lines, and most mails have few of them: to look them
up is far cheaper than to ask every line everything.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

_DELIMITERS: Final = ("--", "—", "__")


class Lines:
    """`texts` are the lines without surrounding blanks; the lists are numbers of lines."""

    __slots__ = ("body", "by_first", "filled", "introducing", "raws", "rules", "texts")

    def __init__(self, body: str) -> None:
        self.body = body
        self.raws = body.split("\n")
        self.texts = texts = [raw.strip() for raw in self.raws]
        self.filled: list[int] = []  # those with text
        self.introducing: list[int] = []  # those that end with a colon, in bold or not
        self.by_first: defaultdict[str, list[int]] = defaultdict(
            list
        )  # the first character of a line -> lines
        filled, by_first = self.filled, self.by_first
        for i, text in enumerate(texts):
            if text:
                filled.append(i)
                by_first[text[0]].append(i)
                if text[-1] in ":*_" and text.endswith((":", ":*", ":_")):
                    self.introducing.append(i)

        # those that draw a line, or stand above a signature as "--" does
        self.rules = [
            i for i in self.starting("-_*=#~+—─") if is_rule(texts[i]) or texts[i] in _DELIMITERS
        ]

    def starting(self, characters: str) -> list[int]:
        """The lines that begin with one of `characters`, in order."""
        found: list[int] = []
        for c in characters:
            if c in self.by_first:
                found += self.by_first[c]
        found.sort()
        return found


def is_rule(text: str) -> bool:
    """Whether a line only draws a line: one repeated mark ("____", "****", "- - -")."""
    return (
        len(text) > 2
        and text[0] in "_-*=#~+—─"
        and len(text) < 200
        and not text.strip(text[0] + " ")
    )
