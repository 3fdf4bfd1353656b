"""Conditional comments: what only Outlook for Windows reads, what it leaves out, and what is torn.

Two forms are in use: `<!--[if mso]> ... <![endif]-->`, a comment to all but Outlook, and
`<!--[if !mso]><!--> ... <!--<![endif]-->`, which all but Outlook read.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Fault = Literal["unclosed", "unopened", "cut", "shown"]


class Torn(NamedTuple):
    """A conditional comment that doesn't close as it opens; `start` is its place in the HTML.

    `cut`: another comment's end in it ends it early; `shown`: what ends it is shown to readers.
    """

    fault: Fault
    start: int
    text: str


class Conditions(NamedTuple):
    """`without_outlook` are the spans of the HTML that Outlook for Windows doesn't read."""

    torn: tuple[Torn, ...]
    without_outlook: tuple[tuple[int, int], ...]


@lru_cache(maxsize=1)
def conditions_of(html: str) -> Conditions:
    """Read the conditional comments of a mail, in one pass."""
    torn: list[Torn] = []
    without: list[tuple[int, int]] = []
    open_: list[re.Match[str]] = []  # those that all but Outlook read
    hidden: re.Match[str] | None = None
    cut = False
    for found in _marks(html):
        kind = found.lastgroup
        if hidden is not None:
            if kind in ("close", "conceal"):
                hidden = None
                continue
            if kind == "end":
                torn.append(_torn("cut", hidden))
                hidden, cut = None, True
                continue
            if kind not in ("open", "reveal"):
                continue
            torn.append(_torn("unclosed", hidden))
            hidden = None
        if kind == "open":
            hidden = found
        elif kind in ("reveal", "old_open"):
            open_.append(found)
        elif kind in ("conceal", "old_close"):
            if open_:
                opened = open_.pop()
                if "!mso" in "".join(opened[0].split()).lower():
                    without.append((opened.end(), found.start()))
            else:
                torn.append(_torn("unopened", found))
        elif kind == "close" and cut:
            cut = False  # the end of what was told already
        elif kind == "close":
            torn.append(_torn("shown" if open_ else "unopened", found))
            del open_[-1:]
    if hidden is not None:
        torn.append(_torn("unclosed", hidden))
    torn += (_torn("unclosed", found) for found in open_)
    return Conditions(tuple(sorted(torn, key=lambda t: t.start)), tuple(without))


def _marks(html: str) -> Iterator[re.Match[str]]:
    """The beginnings and ends of comments in order."""
    signs = re.compile("<!"), re.compile("-->")  # a search for one text is many times faster
    at = 0
    for place in sorted(found.start() for sign in signs for found in sign.finditer(html)):
        if place >= at and (found := _mark().match(html, place)):
            at = found.end()
            yield found


def _torn(fault: Fault, found: re.Match[str]) -> Torn:
    return Torn(fault, found.start(), found[0][:60])


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        r"""<!(?:
            (?P<reveal>--\[if[ ][^\]<>]{1,80}\]>(?:[ \t\r\n]*+<!--[ ]?-*+>|-->))
          | (?P<open>--\[if[ ][^\]<>]{1,80}\]>)
          | (?P<conceal>--[ \t\r\n]*+<!\[endif\]--\s?>)
          | (?P<close>\[endif\]--\s?>)
          | (?P<old_open>\[if[ ][^\]<>]{1,80}\]>)
          | (?P<old_close>\[endif\]>)
        ) | (?P<end>-->)""",
        re.VERBOSE | re.IGNORECASE,
    )
