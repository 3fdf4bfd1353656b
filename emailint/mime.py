"""The structure of a message: where its fields and parts lie, in bytes (RFC 5322, RFC 2046).

An own parser instead of the standard library's `email`, because fixes must keep every byte they
don't mend (so each place must be known, not searched for), and because input may be hostile:
nothing here recurses or raises, and the time is linear in the size.
"""

from typing import Final, NamedTuple

from emailint.decode import parse_parameters
from emailint.fields import Header, Notes, field_text, read_header, read_outer_header

__all__ = ["Header", "Multipart", "Part", "Structure", "parse_structure"]

MAX_PARTS: Final = 1_000
MAX_DEPTH: Final = 100
"""Multiparts inside one another; mail forwarded inline again and again reaches some ten."""
MAX_DASHES: Final = 1_000_000
"""Lines starting with "--" that are compared with the boundaries."""
MAX_BOUNDARY: Final = 250  # bytes; RFC 2046 allows 70


class Part(NamedTuple):
    """A leaf of the MIME tree; `start:end` are the bytes of its content, still encoded.

    `content_type`, `encoding` (Content-Transfer-Encoding) and `disposition` are in lower case;
    `charset` is as declared, "" if it isn't; `name` is the file name, decoded; `line` is the
    line of the file on which the content starts; `depth` the number of multiparts around it;
    `params` are those of Content-Type.
    """

    content_type: str
    charset: str
    encoding: str
    name: str
    disposition: str
    start: int
    end: int
    line: int
    depth: int
    content_id: str
    params: dict[str, str]


class Multipart(NamedTuple):
    """An inner node of the tree: `subtype` is "mixed", "alternative" …"""

    subtype: str
    params: dict[str, str]
    children: "list[Part | Multipart]"


class Structure(NamedTuple):
    """A whole message. `parts` are the leaves in order; a `tree` without multipart is one.

    `defects` says in short words what is out of order, `cut` what was not read.
    """

    header: Header
    tree: Part | Multipart
    parts: list[Part]
    defects: list[str]
    cut: list[str]


def parse_structure(raw: bytes) -> Structure:
    """Find the fields and parts of a message. Line ends are LF, CRLF or, throughout, CR."""
    if b"\r" in raw and b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")  # the same length, so that offsets stay true
    reader = _Reader(raw)
    header = reader.read()
    return Structure(
        header, reader.roots[0], reader.parts, list(reader.notes.defects), list(reader.notes.cut)
    )


class _Open(NamedTuple):
    """A multipart whose end is not reached yet."""

    node: Multipart
    boundary: bytes
    header: Header


class _Pending(NamedTuple):
    """A leaf whose header is read and whose end is not reached yet."""

    header: Header
    content_type: str
    params: dict[str, str]


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.roots: list[Part | Multipart] = []
        self.parts: list[Part] = []
        self.notes = Notes({}, {})
        self._open: list[_Open] = []
        self._levels: dict[bytes, int] = {}  # boundary -> its index in _open; the outermost wins
        self._pending: _Pending | None = None

    def read(self) -> Header:
        header = read_outer_header(self.raw, self.notes)
        self._start(header, "text/plain")
        if self._open:
            self._read_parts(header.content, header.line)
        self._finish(len(self.raw))
        if self._open:
            if not self.notes.cut:
                self.notes.defects["unterminated multipart"] = None
            self._close(0, len(self.raw))
        return header

    def _value(self, header: Header, name: str) -> str:
        for field in header.fields:
            if field.name == name:
                return field_text(self.raw, field)
        return ""

    def _siblings(self) -> list[Part | Multipart]:
        return self._open[-1].node.children if self._open else self.roots

    def _start(self, header: Header, default: str) -> None:
        """Begin a part whose header is read: open a multipart, or wait for the leaf's end."""
        content_type, params = parse_parameters(self._value(header, "content-type"))
        if "/" not in content_type:
            content_type = default
        if content_type.startswith("multipart/"):
            boundary = params.get("boundary", "").rstrip().encode("utf-8", "replace")
            if not 0 < len(boundary) <= MAX_BOUNDARY:
                self.notes.defects["multipart without boundary"] = None
                content_type = "text/plain"
            elif len(self._open) == MAX_DEPTH:
                self.notes.cut[f"nesting below {MAX_DEPTH}"] = None
            else:
                node = Multipart(content_type.removeprefix("multipart/"), params, [])
                self._siblings().append(node)
                self._levels.setdefault(boundary, len(self._open))
                self._open.append(_Open(node, boundary, header))
                return
        self._pending = _Pending(header, content_type, params)

    def _read_parts(self, position: int, line: int) -> None:
        """Go from one line that starts with "--" to the next, looking for open boundaries."""
        raw = self.raw
        counted = position  # `line` is the line of this offset
        at = raw.find(b"\n--", position - 1) + 1
        for _ in range(MAX_DASHES):
            if not at or not self._open:
                return
            token = raw[at + 2 : at + MAX_BOUNDARY + 6].partition(b"\n")[0].rstrip()
            level = self._levels.get(token)
            last = level is None and token.endswith(b"--")
            if last:
                level = self._levels.get(token[:-2])
            if level is None:
                at = raw.find(b"\n--", at) + 1
                continue
            end = at - 2 if raw[at - 2 : at - 1] == b"\r" else at - 1
            self._finish(end)
            if len(self.parts) >= MAX_PARTS:
                self.notes.cut[f"parts after {MAX_PARTS:,}"] = None
                return
            self._close(level if last else level + 1, end)
            position = raw.find(b"\n", at) + 1 or len(raw)
            if not last:
                line += raw.count(b"\n", counted, position)
                header = read_header(raw, position, line, self.notes)
                digest = self._open[-1].node.subtype == "digest"
                self._start(header, "message/rfc822" if digest else "text/plain")
                position, line = header.content, header.line
                counted = position
            at = raw.find(b"\n--", position - 1) + 1
        self.notes.cut["parts after a million lines of dashes"] = None

    def _finish(self, end: int) -> None:
        """End the leaf that waits for its end, if there is one."""
        if self._pending:
            part = self._leaf(*self._pending, end)
            self._pending = None
            self._siblings().append(part)
            self.parts.append(part)

    def _close(self, level: int, end: int) -> None:
        """Close the open multiparts from `level` inwards; one without parts is a text."""
        while len(self._open) > level:
            node, boundary, header = self._open.pop()
            if self._levels.get(boundary) == len(self._open):
                del self._levels[boundary]
            if not node.children:
                self.notes.defects["multipart without parts"] = None
                self._siblings()[-1] = part = self._leaf(header, "text/plain", node.params, end)
                self.parts.append(part)

    def _leaf(self, header: Header, content_type: str, params: dict[str, str], end: int) -> Part:
        disposition, named = parse_parameters(self._value(header, "content-disposition"))
        start = header.content
        return Part(
            content_type=content_type,
            charset=params.get("charset", "").partition(" ")[0],
            encoding=self._value(header, "content-transfer-encoding").strip().lower(),
            name=named.get("filename") or params.get("name", ""),
            disposition=disposition,
            start=start,
            end=max(start, end),
            line=header.line,
            depth=len(self._open),
            content_id=self._value(header, "content-id").strip().strip("<>"),
            params=params,
        )
