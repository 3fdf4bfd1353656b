"""A message as rules and reports ask for it: fields, recipients, body, attachments."""

import re
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import unquote

from emailint.addresses import MAX_ADDRESSES, Address, parse_addresses
from emailint.dates import parse_date
from emailint.decode import clean, decode_transfer, decode_with, decode_words
from emailint.fields import Field, field_text
from emailint.mime import Multipart, Part, Structure, parse_structure

__all__ = ["MAX_TEXT", "Attachment", "Header", "Message", "Part", "parse"]

MAX_TEXT: Final = 1_000_000
"""Characters read of a body: 150,000 words, the length of a long novel."""
_MAX_DECODED: Final = 4 * MAX_TEXT  # bytes: UTF-8 takes up to 4 for a character …
_MAX_ENCODED: Final = 3 * _MAX_DECODED  # … and quoted-printable 3 for a byte

_SIGNATURES: Final = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_USUAL_NAMES: Final = {"text/calendar": "invite.ics", "message/rfc822": "message.eml"}
_CID: Final = r"(?i)cid:([^\s\"'<>)&]++)"
# What an HTML reader shows nothing of: each is read once, an unclosed one reaches to the end.
_INVISIBLE: Final = (
    r"(?is)<!--(?:.*?-->|.*)|<(style|script|title)\b(?:.*?</\1\s*+>|.*)|<[^<>]*+>"
    r"|&(?:nbsp|zwnj|shy|#160|#8203|#847);|[\s\u200b-\u200f\ufeff\u034f]++"
)
# An image that tells that the mail was opened, and shows nothing.
_PIXEL: Final = r"(?i)\b(?:width|height)\s*[=:]\s*[\"']?[01](?:px)?\b(?!\.)"


class Header(NamedTuple):
    """A field: its name as written, its value decoded, unfolded, in NFC and on one line.

    `start:end` are the bytes of the whole field with its line end; `line` counts from 1.
    """

    name: str
    value: str
    start: int
    end: int
    line: int


class Attachment(NamedTuple):
    """A file that goes with the message. `size` is in bytes, decoded and estimated to some
    per cent; `inline` says that the HTML body shows it."""

    name: str
    content_type: str
    size: int
    inline: bool


class Message:
    """A parsed message; made by `parse`. What is costly is worked out when first asked for.

    `parts` are the leaves of the MIME tree, in order; `defects` says in short words what is
    out of order in the message. A `template` is a file of HTML whose fields, if any, are a front
    matter's: what a sending service adds isn't in it yet.
    """

    def __init__(self, raw: bytes, structure: Structure, *, template: bool = False) -> None:
        self.raw = raw
        self.template = template
        self.parts = tuple(structure.parts)
        self.defects = tuple(structure.defects)
        self._tree = structure.tree
        self._cut = tuple(structure.cut)
        self._fields: dict[str, list[Field]] = {}
        for field in structure.header.fields:
            self._fields.setdefault(field.name, []).append(field)
        self.has_headers = bool(self._fields)
        self._values: dict[int, str] = {}
        self._texts: dict[int, tuple[str, str]] = {}

    # Fields

    @cached_property
    def headers(self) -> tuple[Header, ...]:
        """All fields in their order."""
        fields = sorted(
            (field for fields in self._fields.values() for field in fields),
            key=lambda field: field.start,
        )
        return tuple(map(self._header, fields))

    def get(self, name: str) -> str | None:
        """The decoded value of the first field of this name."""
        fields = self._fields.get(name.lower())
        return self._value(fields[0]) if fields else None

    def all(self, name: str) -> list[str]:
        """The decoded values of all fields of this name."""
        return [self._value(field) for field in self._fields.get(name.lower(), ())]

    def field(self, name: str) -> Header | None:
        """The first field of this name."""
        fields = self._fields.get(name.lower())
        return self._header(fields[0]) if fields else None

    def _header(self, field: Field) -> Header:
        name = self.raw[field.start : field.start + len(field.name)].decode("ascii")
        return Header(name, self._value(field), field.start, field.end, field.line)

    def _value(self, field: Field) -> str:
        value = self._values.get(field.start)
        if value is None:
            value = self._values[field.start] = clean(decode_words(field_text(self.raw, field)))
        return value

    # People and time

    def _addresses(self, name: str) -> tuple[Address, ...]:
        fields = self._fields.get(name, ())
        found = (a for field in fields for a in parse_addresses(field_text(self.raw, field)))
        return tuple(islice(found, MAX_ADDRESSES))

    @cached_property
    def sender(self) -> Address | None:
        """The first mailbox of From."""
        found = self._addresses("from")
        return found[0] if found else None

    @cached_property
    def to(self) -> tuple[Address, ...]:
        return self._addresses("to")

    @cached_property
    def cc(self) -> tuple[Address, ...]:
        return self._addresses("cc")

    @cached_property
    def bcc(self) -> tuple[Address, ...]:
        return self._addresses("bcc")

    @property
    def knows_recipients(self) -> bool:
        """Whether any of To, Cc and Bcc is there, be it empty."""
        return not self._fields.keys().isdisjoint(("to", "cc", "bcc"))

    @cached_property
    def date(self) -> datetime | None:
        """The Date field in the sender's own zone; None where it is missing or wrong."""
        value = self.get("date")
        return parse_date(value) if value else None

    @property
    def reply(self) -> bool:
        """Whether the headers say that this answers another message."""
        return not self._fields.keys().isdisjoint(("in-reply-to", "references"))

    # Content

    @property
    def body(self) -> Part | None:
        """The rendering of the text that the writer sees; None where there is no text."""
        return self._renderings[0] if self._renderings else None

    @property
    def alternatives(self) -> tuple[Part, ...]:
        """The other renderings of the body."""
        return self._renderings[1:]

    @cached_property
    def _renderings(self) -> tuple[Part, ...]:
        if isinstance(self._tree, Multipart):
            return tuple(self._choose(self._tree))
        return (self._tree,) if self._tree.content_type.startswith("text/") else ()

    def _choose(self, node: Part | Multipart) -> list[Part]:
        """The renderings below `node`, the best first. Recurses at most `MAX_DEPTH` deep."""
        if isinstance(node, Part):
            return [node] if _is_inline_text(node) else []
        if node.subtype == "alternative":
            found = [renderings for child in node.children if (renderings := self._choose(child))]
            shown = [index for index, parts in enumerate(found) if self._is_shown(parts[0])]
            best = found.pop(shown[-1] if shown else 0) if found else []
            return best + [part for parts in found for part in parts]
        children = node.children
        if node.subtype == "related" and (root := node.params.get("start", "").strip("<>")):
            children = sorted(
                children, key=lambda child: isinstance(child, Part) and child.content_id != root
            )
        first: list[Part] = []
        for child in children:
            renderings = self._choose(child)
            if renderings and self._is_shown(renderings[0]):
                return renderings
            first = first or renderings
        return first

    def _is_shown(self, part: Part) -> bool:
        """Whether a client would show this text part, and it shows anything."""
        if part.content_type == "text/html":
            text = self.content(part)
            invisible = re.compile(_INVISIBLE)  # rarely needed, and kept by `re`
            position = 0
            while match := invisible.match(text, position):
                if match[0][:4].lower() == "<img" and not re.search(_PIXEL, match[0]):
                    return True
                position = match.end()
            return position < len(text)
        return part.content_type == "text/plain" and self.content(part).strip() != ""

    def content(self, part: Part) -> str:
        """The decoded text of a text part, its line ends kept, up to `MAX_TEXT` characters."""
        return self.decoded(part)[0]

    def decoded(self, part: Part) -> tuple[str, str]:
        """The same text with the codec that gave it, to write the part back with."""
        known = self._texts.get(part.start)
        if known is None:
            known = self._texts[part.start] = self._decode(part)
        return known

    def _decode(self, part: Part) -> tuple[str, str]:
        end = min(part.end, part.start + _MAX_ENCODED)
        data = decode_transfer(self.raw[part.start : end], part.encoding)
        whole = end == part.end and len(data) <= _MAX_DECODED
        html = part.content_type == "text/html"
        text, codec = decode_with(data[:_MAX_DECODED], part.charset, html=html, whole=whole)
        return text[:MAX_TEXT], codec

    @cached_property
    def cut(self) -> tuple[str, ...]:
        """What was not read because the message is huge, in words."""
        cut = [*self._cut]
        for name, found in (("To", self.to), ("Cc", self.cc), ("Bcc", self.bcc)):
            if len(found) == MAX_ADDRESSES:
                cut.append(f"{name} after {MAX_ADDRESSES:,} addresses")
        body = self.body
        if body and body.end - body.start > MAX_TEXT and len(self.content(body)) == MAX_TEXT:
            cut.append(f"body after {MAX_TEXT:,} characters")
        return tuple(cut)

    @cached_property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that go with the message; signatures of S/MIME and PGP are none."""
        renderings = {part.start for part in self._renderings}
        files = [
            part
            for part in self.parts
            if part.start not in renderings
            and part.content_type not in _SIGNATURES
            and not part.content_type.startswith("multipart/")
            and not _is_inline_text(part)
        ]
        shown: set[str] = set()
        if any(part.content_id for part in files):
            for part in self._renderings:
                if part.content_type == "text/html":
                    shown.update(map(unquote, re.findall(_CID, self.content(part))))
        return tuple(
            Attachment(
                part.name or _USUAL_NAMES.get(part.content_type, ""),
                part.content_type,
                self._size(part),
                part.content_id in shown,
            )
            for part in files
        )

    def _size(self, part: Part) -> int:
        size = part.end - part.start
        if part.encoding == "base64":
            breaks = self.raw.count(b"\n", part.start, part.end)
            breaks += self.raw.count(b"\r", part.start, part.end)
            padding = self.raw.count(b"=", max(part.start, part.end - 4), part.end)
            return max(0, (size - breaks) * 3 // 4 - padding)
        if part.encoding == "quoted-printable":
            return max(0, size - 2 * self.raw.count(b"=", part.start, part.end))
        return size


def parse(raw: bytes) -> Message:
    """Parse a message. Never raises: what is out of order is told in `Message.defects`."""
    return Message(raw, parse_structure(raw))


def _is_inline_text(part: Part) -> bool:
    """Whether a client shows this part in the message rather than as a file beside it."""
    if not part.content_type.startswith("text/") or part.content_type == "text/calendar":
        return False
    if part.disposition == "attachment":
        return False
    return not part.name or (part.disposition == "inline" and part.content_type == "text/plain")
