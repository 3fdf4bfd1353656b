"""The header of a message or part: where its fields lie, in bytes (RFC 5322, 2.2)."""

import re
from typing import Final, NamedTuple

from emailint.decode import unfold

MAX_HEADERS: Final = 10_000
"""Fields read of one header section; mail that travelled far has some hundred."""
MAX_VALUE: Final = 1_000_000
"""Bytes read of one field's value: a To field with 20,000 addresses."""

# A line of blanks alone doesn't continue a value: drafts written by hand end their headers so.
# A line starting with "--" may be a boundary, never a field.
_FIELD: Final = re.compile(
    rb"((?!--)[!-9;-~]++)[ \t]*+:([^\n]*+(?:\n[ \t]++[^\r\n \t][^\n]*+)*+)\n?"
)
_BLANK: Final = re.compile(rb"[ \t]*+\r?(?:\n|\Z)")
_END: Final = re.compile(rb"\n\r?\n")
_BOM: Final = b"\xef\xbb\xbf"

_KNOWN: Final = {
    "auto-submitted", "bcc", "cc", "comments", "date", "delivered-to", "dkim-signature",
    "errors-to", "from", "importance", "in-reply-to", "keywords", "message-id", "mime-version",
    "organization", "precedence", "priority", "received", "references", "reply-to", "return-path",
    "sender", "status", "subject", "thread-index", "thread-topic", "to", "user-agent",
}  # fmt: skip
_KNOWN_STARTS: Final = ("x-", "content-", "list-", "resent-", "arc-", "received-")


class Field(NamedTuple):
    """A header field: bytes `start:end` with its line end, the value from `value` on.

    `name` is in lower case, `line` counts from 1.
    """

    name: str
    start: int
    value: int
    end: int
    line: int


class Header(NamedTuple):
    """A header section: its fields, and the offset and line where the content starts."""

    fields: list[Field]
    content: int
    line: int


class Notes(NamedTuple):
    """What is met while reading: things out of order, and things not read (ordered sets)."""

    defects: dict[str, None]
    cut: dict[str, None]


def starts_with_header(raw: bytes) -> bool:
    """Whether `raw` begins as a message does: with fields, and a known one among them."""
    return bool(read_outer_header(raw[:100_000], Notes({}, {})).fields)


def _is_known(name: str) -> bool:
    return name in _KNOWN or name.startswith(_KNOWN_STARTS)


def read_outer_header(raw: bytes, notes: Notes) -> Header:
    """The header of a whole message; without fields if `raw` is a text and no message."""
    start = bom = len(_BOM) if raw.startswith(_BOM) else 0
    while raw[start : start + 1] in (b"\r", b"\n"):
        start += 1
    if raw.startswith((b"From ", b">From "), start):  # the separator of an mbox
        start = raw.find(b"\n", start) + 1 or len(raw)
    header = read_header(raw, start, raw.count(b"\n", 0, start) + 1, notes)
    if any(_is_known(field.name) for field in header.fields):
        return header
    # Else it is a text that happens to start with a word and a colon.
    notes.cut.clear()
    notes.defects.clear()
    notes.defects["no headers"] = None
    return Header([], bom, 1)


def read_header(raw: bytes, position: int, line: int, notes: Notes) -> Header:
    """The fields from `position` (which is on line `line`) to the blank line after them."""
    fields: list[Field] = []
    while match := _FIELD.match(raw, position):
        if len(fields) == MAX_HEADERS:
            notes.cut[f"headers after {MAX_HEADERS:,}"] = None
            rest = _END.search(raw, position - 1)
            end = rest.end() if rest else len(raw)
            return Header(fields, end, line + raw.count(b"\n", position, end))
        value = match.start(2)
        end = match.end()
        fields.append(Field(match[1].decode("ascii").lower(), position, value, end, line))
        if end - value > MAX_VALUE:
            notes.cut[f"header values after {MAX_VALUE:,} bytes"] = None
        line += raw.count(b"\n", value, end)
        position = end
        if raw[position : position + 1] in (b" ", b"\t"):
            position, line = _skip_blanks(raw, position, line)
    if blank := _BLANK.match(raw, position):
        return Header(fields, blank.end(), line + raw.count(b"\n", position, blank.end()))
    notes.defects["no blank line after the headers"] = None
    return Header(fields, position, line)


def _skip_blanks(raw: bytes, position: int, line: int) -> tuple[int, int]:
    """Skip a line of blanks if a known field follows: then it only ends a folded value."""
    blank = _BLANK.match(raw, position)
    following = blank and _FIELD.match(raw, blank.end())
    if blank and following and _is_known(following[1].decode("ascii").lower()):
        return blank.end(), line + 1
    return position, line


def field_text(raw: bytes, field: Field) -> str:
    """The unfolded value of a field, still encoded; of a huge one the first `MAX_VALUE` bytes."""
    return unfold(raw[field.value : min(field.end, field.value + MAX_VALUE)])
