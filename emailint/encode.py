"""A header field back to the bytes of a message, for fixes: what `decode.py` reads, written."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Final

from emailint.decode import clean

MAX_LINE: Final = 78  # characters of a header line, RFC 5322, 2.1.1
_MAX_WORD: Final = 75  # characters of an encoded word, RFC 2047, 2
_MIN_ROOM: Final = 24  # below this an encoded word goes to the next line
_MAX_BARE: Final = 900  # an unbroken word must fit a line of 998 bytes, RFC 5322, 2.1.1
_PIECE: Final = re.compile(r"( *+)([^ ]++)")
# What may stand bare in a Q word anywhere in a header, RFC 2047, 5 (3).
_Q_BARE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")


def encode_header(name: str, value: str, newline: bytes = b"\r\n") -> bytes:
    """A whole field with its line end, folded; UTF-8 encoded words only where needed.

    For unstructured fields such as Subject: `Message.get` reads the same value again.
    """
    lines = [f"{name}:"]
    for gap, text, coded in _pieces(clean(value)):
        gap = gap or " "
        if not coded:
            if len(lines[-1]) + len(gap) + len(text) > MAX_LINE and lines[-1] != f"{name}:":
                lines.append("")
            lines[-1] += gap + text
            continue
        if MAX_LINE - len(lines[-1]) - len(gap) < _MIN_ROOM:
            lines.append("")
        for word in _encoded_words(text, MAX_LINE - len(lines[-1]) - len(gap)):
            lines[-1] += gap + word
            gap = " "
            lines.append("")
        lines.pop()
    return newline.join(line.encode("ascii") for line in lines) + newline


def _pieces(value: str) -> list[tuple[str, str, bool]]:
    """(blanks before, text, whether to encode it); neighbours to encode are one piece."""
    out: list[tuple[str, str, bool]] = []
    run: list[str] = []
    for gap, word in _PIECE.findall(value):
        if not word.isascii() or "=?" in word or len(word) > _MAX_BARE:
            if run:
                run += gap, word
            else:
                run = [word]
                out.append((gap, "", True))
        else:
            if run:
                out[-1] = (out[-1][0], "".join(run), True)
                run = []
            out.append((gap, word, False))
    if run:
        out[-1] = (out[-1][0], "".join(run), True)
    return out


def _encoded_words(text: str, room: int) -> list[str]:
    """Encoded words for `text`, each holding whole characters; `room` is for the first one."""
    quoted = [_q(character) for character in text]
    if sum(map(len, quoted)) <= 4 * len(text.encode()) // 3 + 2:
        return _packed("=?utf-8?q?", quoted, room)
    words: list[str] = []
    pending = b""
    for character in text:
        data = character.encode()
        limit = min(room, _MAX_WORD) - len("=?utf-8?b??=")
        if pending and (len(pending) + len(data) + 2) // 3 * 4 > limit:
            words.append(f"=?utf-8?b?{b64encode(pending).decode()}?=")
            pending, room = b"", MAX_LINE - 1
        pending += data
    return [*words, f"=?utf-8?b?{b64encode(pending).decode()}?="]


def _packed(head: str, letters: list[str], room: int) -> list[str]:
    words = [head]
    for letter in letters:
        limit = min(room, _MAX_WORD) - len("?=")
        if len(words[-1]) + len(letter) > limit and words[-1] != head:
            words.append(head)
            room = MAX_LINE - 1
        words[-1] += letter
    return [word + "?=" for word in words]


def _q(character: str) -> str:
    if character == " ":
        return "_"
    if character in _Q_BARE:
        return character
    return "".join(f"={byte:02X}" for byte in character.encode())
