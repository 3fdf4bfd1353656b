"""A part's text with edits, back to its bytes: charset and transfer encoding as they were."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from emailint.decode import codec, decode_transfer, decode_with
from emailint.fix_source import Change, pieces, spliced
from emailint.fix_transfer import Splice, base64, quoted_printable, spliced_bytes
from emailint.model import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from emailint.message import Message, Part

MAX_PART: Final = 8_000_000
"""Bytes of a text part that is still written anew; what is read of a body is far below."""

_BREAK: Final = re.compile(r"\r\n?|\n")


def line_break(text: str, raw: bytes) -> str:
    """The line break that `text` uses, else the one of the message around it."""
    if found := _BREAK.search(text):
        return found[0]
    at = raw.find(b"\n")
    if at < 0:
        return "\r" if b"\r" in raw else "\n"
    return "\r\n" if raw[at - 1 : at] == b"\r" else "\n"


def rewrite(
    message: Message, part: Part, changes: Sequence[Change]
) -> tuple[list[Splice], list[Change]]:
    """The splices of the message that make `changes` in the text of `part`, and those they make.

    What the charset lacks becomes an entity in HTML; in plain text the change is left out. A part
    over `MAX_PART` stays as it is.
    """
    if part.end - part.start > MAX_PART:
        return [], []
    encoded = message.raw[part.start : part.end]
    data = decode_transfer(encoded, part.encoding)
    html = part.content_type == "text/html"
    text, used = decode_with(data, part.charset, html=html)
    if not text.startswith(message.content(part)):
        return [], []  # its beginning alone, which was read, is in another charset
    may_widen = _may_widen(message, part)
    can_hold = _holder(part, used, data, may_widen)
    newline = line_break(text, message.raw)
    made = _held(changes, can_hold, newline, html)
    if not made:
        return [], []
    edits = pieces(made)
    after = spliced(text, edits)

    def reads_back(data: bytes) -> bool:
        return decode_with(data, part.charset, html=html)[0] == after

    splices = _byte_splices(text, used, data, edits)
    new_data = spliced_bytes(data, splices)
    if not reads_back(new_data):  # a charset with states, as ISO-2022-JP, or a mark at its start
        new_data = after.encode(used, "replace")
        splices = [Splice(0, len(data), new_data)]
        if not reads_back(new_data):
            return [], []
    if part.encoding == "quoted-printable":
        new = quoted_printable(encoded, data, splices, line_break("", message.raw).encode())
    elif part.encoding == "base64":
        new = base64(encoded, new_data, line_break("", message.raw).encode())
    else:
        new = new_data
    if decode_transfer(new, part.encoding) != new_data:
        return [], []
    found = [Splice(part.start, part.end, new)]
    if may_widen and not new.isascii() and (label := _seven_bit(message)):
        found.insert(0, label)
    return found, made


def _held(
    changes: Sequence[Change], can_hold: Callable[[str], bool], newline: str, html: bool
) -> list[Change]:
    made = []
    for change in changes:
        texts = [_BREAK.sub(newline, piece.text) for piece in change.pieces]
        if not all(map(can_hold, texts)):
            if not html:
                continue
            texts = ["".join(c if can_hold(c) else f"&#{ord(c)};" for c in text) for text in texts]
        new = (Edit(p.start, p.end, text) for p, text in zip(change.pieces, texts, strict=True))
        made.append(Change(change.edit, tuple(new)))
    return made


def _holder(part: Part, used: str, data: bytes, may_widen: bool) -> Callable[[str], bool]:
    """Whether a text can be written in the part as it is declared, and as it was read."""
    names = {used}
    html = part.content_type == "text/html"
    if part.charset:
        try:
            declared = codecs.lookup(part.charset).name if codec(part.charset) else "ascii"
        except LookupError:
            declared = used
        if declared != "ascii" or data.isascii():  # else it's UTF-8 under a wrong label
            names.add(declared)
    elif html and data.isascii():
        names.add("ascii")  # nobody has said which charset: entities are right in all
    if part.encoding == "7bit" and data.isascii() and not may_widen:
        names.add("ascii")

    def can_hold(text: str) -> bool:
        try:
            for name in names:
                text.encode(name)
        except (UnicodeError, LookupError):
            return False
        return True

    return can_hold


def _may_widen(message: Message, part: Part) -> bool:
    """Whether the part's 7bit label can be made 8bit: where no multipart stands around it."""
    html = part.content_type == "text/html"
    label = part.encoding == "7bit" and not html and part.depth == 0
    return label and _seven_bit(message) is not None


def _seven_bit(message: Message) -> Splice | None:
    field = message.field("Content-Transfer-Encoding")
    if field is None:
        return None
    at = message.raw[field.start : field.end].lower().find(b"7bit")
    at += field.start
    return Splice(at, at + 4, b"8bit") if at >= field.start else None


def _byte_splices(text: str, used: str, data: bytes, edits: Sequence[Edit]) -> list[Splice]:
    """Edits of the text as splices of the bytes that it was decoded from."""
    at = 0
    if used == "utf-16":
        used = "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
        at = len(codecs.BOM_UTF16_LE)

    def size(piece: str) -> int:
        # "replace" for the U+FFFD that stand for single bytes without a meaning
        return len(piece.encode(used, "replace"))

    splices = []
    seen = 0
    for start, end, new in edits:
        at += size(text[seen:start])
        after = at + size(text[start:end])
        splices.append(Splice(at, after, new.encode(used, "replace")))
        at, seen = after, end
    return splices
