"""The fields that an HTML template carries before its markup: subject, preheader, sender.

Either between two lines of `---` or in the comment that opens the file, one `key: value` a line,
as header fields are written; a value may stand in quotes. The fields keep their place in the
file, so that a finding about the subject names its line.
"""

from __future__ import annotations

import re
from typing import Final

from emailint.fields import Field, Header

MAX_SIZE: Final = 100_000
"""Bytes in which the block must end; one that doesn't is no front matter."""
PREHEADER: Final = ("preheader", "preview", "preview-text", "preview_text", "previewtext")
"""What tools call the text that an inbox shows after the subject."""
_KNOWN: Final = frozenset({"subject", "from", "to", "reply-to", *PREHEADER})

_BLOCKS: Final = (
    (rb"---[ \t]*+\r?\n", rb"^---[ \t]*+(?:\r?\n|\Z)"),
    (rb"<!--[ \t]*+\r?\n", rb"-->[ \t]*+(?:\r?\n)?+"),
)
_LINE: Final = rb"^[ \t]*+([A-Za-z][\w-]{0,60}+)[ \t]*+:[ \t]*+([^\r\n]*+)"


def read_front_matter(raw: bytes) -> Header:
    """The fields before the markup of `raw`, and where the markup starts; none where it does at
    once. A block without any field that a mail has belongs to another tool: it is passed over
    if it is one of `---`, and is a comment if it is one."""
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while raw[start : start + 1] in (b" ", b"\t", b"\r", b"\n"):
        start += 1
    for opening, closing in _BLOCKS:
        if not (opened := re.compile(opening).match(raw, start)):
            continue
        end = re.compile(closing, re.MULTILINE).search(raw, opened.end(), MAX_SIZE)
        if end is None:
            continue
        fields = _fields(raw, opened.end(), end.start())
        known = any(field.name in _KNOWN for field in fields)
        if known or raw.startswith(b"---", start):
            return Header(fields if known else [], end.end(), 1 + raw.count(b"\n", 0, end.end()))
    return Header([], 0, 1)


def _fields(raw: bytes, start: int, end: int) -> list[Field]:
    found = []
    line, at = raw.count(b"\n", 0, start) + 1, start
    for match in re.compile(_LINE, re.MULTILINE).finditer(raw, start, end):
        line, at = line + raw.count(b"\n", at, match.start()), match.start()
        first, last = match.span(2)
        while last > first and raw[last - 1 : last] in (b" ", b"\t"):
            last -= 1
        if last - first > 1 and raw[first : first + 1] == raw[last - 1 : last] in (b'"', b"'"):
            first, last = first + 1, last - 1
        found.append(Field(match[1].decode().lower(), match.start(1), first, last, line))
    return found
