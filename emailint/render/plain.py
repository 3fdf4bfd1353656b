"""The Markdown that emailint writes itself (`explain`), as a person reads it in a terminal."""

from __future__ import annotations

import re

from emailint.render.terminal import clean, paint, wrap

_MARKS = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`|<(https?://[^>]+)>")
_ITEM = re.compile(r" *- |⚠ ")
_CODE = "    "


def plain(markdown: str, width: int, *, color: bool) -> str:
    """Headings in bold, code indented, text wrapped to `width` columns without its marks."""
    out: list[str] = []
    fence = ""
    for line in markdown.splitlines():
        if line.startswith("```") and (not fence or line == fence):
            fence = "" if fence else line
            continue
        if fence:
            out.append(f"{_CODE}{clean(line)}".rstrip())
        elif line.startswith("#"):
            out.append(paint(clean(line.lstrip("# ")), "bold", color))
        elif line:
            out.append(_text(line, width, color))
        elif out and out[-1]:  # a fence that is gone leaves no gap of two lines
            out.append("")
    return "\n".join(out) + "\n"


def _text(line: str, width: int, color: bool) -> str:
    item = _ITEM.match(line)
    first = item[0] if item else " " * (len(line) - len(line.lstrip()))
    wrapped = wrap(clean(line[len(first) :]), width, " " * len(first), first)
    return _MARKS.sub(lambda m: paint(m[1], "bold", color) if m[1] else m[2] or m[3], wrapped)
