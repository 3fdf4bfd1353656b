"""Bytes of a message to text: charsets, transfer encodings, encoded words, parameters.

Nothing here raises on any input: mail that was put together wrongly is still mail, and a reader
shows it. The way back, for fixes, is `encode.py`.
"""

from __future__ import annotations

import binascii
import codecs
import re
from functools import lru_cache
from typing import Final

CONTROL: Final = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ")

# A label names the family, the mail holds its superset: what browsers have agreed on (WHATWG
# Encoding). ASCII stands for UTF-8, as 8-bit text under an ASCII label nearly always is.
_SUPERSETS: Final = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# UTF-7 can hide any text from a scanner; the others are no charsets, and some are quadratic.
_REFUSED: Final = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs"}
)
_CHARSET_NAME: Final = r"[a-z0-9][a-z0-9_:.+()-]{0,39}"
_META: Final = rb"(?i)<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w:.-]{1,40})"
_WORD_HEAD: Final = r"=\?([^?\s]{1,60})\?([bBqQ])\?"
_QUOTED_BREAK: Final = rb"=[ \t]++(\r?\n)"
_BASE64_JUNK: Final = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_SEPARATOR: Final = re.compile(r"[;\s]*+")
_PARAMETER: Final = re.compile(
    r"([^\s=;*\"]++)(?:\*(\d{1,4}))?(\*?)\s*+=\s*+"
    r"(?:\"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\\?+\"?|([^;]*+))",
    re.S,
)


@lru_cache(maxsize=64)
def codec(charset: str) -> str:
    """Python's name of the codec to read a declared charset with, "" if there is none.

    "us-ascii" gives "utf-8" and "iso-8859-1" gives "cp1252": see the supersets above.
    """
    name = charset.strip().lower()
    plain = name.replace("-", "").replace("_", "")
    if not (plain.isascii() and plain.isalnum()) and not re.fullmatch(_CHARSET_NAME, name):
        return ""
    try:
        name = codecs.lookup(name.removesuffix("-i").removesuffix("-e")).name
        "".encode(name)  # raises for what is no charset, such as "hex"
    except (LookupError, UnicodeError, ValueError, ImportError):
        return ""
    return "" if name in _REFUSED else _SUPERSETS.get(name, name)


def decode_with(
    data: bytes, charset: str = "", *, html: bool = False, whole: bool = True
) -> tuple[str, str]:
    """The text of `data`, and the codec that gave it (to write it back with).

    Tried in turn: a byte order mark, the declared charset, UTF-8, an HTML body's own
    `<meta charset>`, all strictly; then Windows-1252 with U+FFFD for what it lacks.
    `whole=False` says that `data` was cut short: half a character at its end is left out.
    """
    declared = codec(charset[:80]) if charset else "utf-8"
    if data.isascii() and (declared in ("utf-8", "cp1252") or not declared):
        return data.decode("ascii"), declared or "utf-8"
    for name in _candidates(data, declared, html):
        try:
            if whole:
                return data.decode(name), name
            return codecs.getincrementaldecoder(name)("strict").decode(data), name
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace"), "cp1252"


def decode_text(data: bytes, charset: str = "") -> str:
    """The text of `data`; see `decode_with` for the order of trial."""
    return decode_with(data, charset)[0]


def _candidates(data: bytes, declared: str, html: bool) -> list[str]:
    names = []
    if data.startswith(codecs.BOM_UTF8):
        names.append("utf-8-sig")
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names.append("utf-16")
    if declared:
        names.append(declared)
    names.append("utf-8")
    if html and (meta := re.search(_META, data[:4096])):
        names.append(codec(meta[1].decode("ascii", "replace")) or "utf-8")
    return names


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Undo a Content-Transfer-Encoding (lower case); an unknown one leaves `data` as it is.

    Truncated base64 gives what there is, broken quoted-printable keeps the broken places.
    """
    if encoding == "quoted-printable":
        if b"= " in data or b"=\t" in data:  # a soft break with blanks that a relay added
            data = re.sub(_QUOTED_BREAK, rb"=\1", data)
        return binascii.a2b_qp(data)
    if encoding == "base64":
        return decode_base64(data)
    return data


def decode_base64(data: bytes) -> bytes:
    """Base64 with anything between its letters, and without its end if that is missing."""
    try:
        return binascii.a2b_base64(data)
    except ValueError:
        letters = data.partition(b"=")[0].translate(None, _BASE64_JUNK)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def unfold(raw: bytes) -> str:
    """A field's value without its line breaks; encoded words stay as they are."""
    text = raw.decode("ascii") if raw.isascii() else decode_text(raw)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r ", "\n ").replace("\r\t", "\n ")
    return text.replace("\n", "") if "\n" in text else text


def clean(text: str) -> str:
    """One line in NFC: control characters and line breaks become spaces, the ends are bare."""
    if not text.isprintable():
        text = text.translate(CONTROL)
    text = text.strip()
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def decode_words(text: str) -> str:
    """Decode the encoded words (RFC 2047) of an unfolded value.

    Adjacent words of one charset are joined before decoding, as some mailers split inside a
    character. Words are found wherever they stand, even inside quotes or glued to text.
    """
    if "=?" not in text:
        return text
    head_at = re.compile(_WORD_HEAD).search  # rarely needed, and kept by `re`
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    position = 0
    while head := head_at(text, position):
        end = text.find("?=", head.end())
        if end < 0:
            break
        gap = text[position : head.start()]
        name = head[1].partition("*")[0].lower()  # RFC 2231 allows "utf-8*es"
        if pending and (name != charset or not (gap.isspace() or not gap)):
            out.append(decode_text(b"".join(pending), charset))
            pending.clear()
            gap = "" if gap.isspace() else gap
            out.append(gap)
        elif not pending:
            out.append(gap)
        charset = name
        encoded = text[head.end() : end].encode("utf-8", "replace")
        if head[2] in "bB":
            pending.append(decode_base64(encoded))
        else:
            pending.append(binascii.a2b_qp(encoded, header=True))
        position = end + 2
    if pending:
        out.append(decode_text(b"".join(pending), charset))
    out.append(text[position:])
    return "".join(out)


def parse_parameters(text: str) -> tuple[str, dict[str, str]]:
    """`text/plain; charset=x` to ("text/plain", {"charset": "x"}), names in lower case.

    Values are decoded by RFC 2231 (continuations, percent signs) and, as many mailers write
    them so, by RFC 2047. The first of two equal names counts.
    """
    value, _, rest = text.partition(";")
    value = value.strip().lower()
    if not rest:
        return value, {}
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    position = 0
    while position < len(rest):
        if separator := _SEPARATOR.match(rest, position):
            position = separator.end()
        match = _PARAMETER.match(rest, position)
        if not match:
            following = rest.find(";", position)
            if following < 0:
                break
            position = following
            continue
        position = match.end()
        name, number, extended, quoted, bare = match.groups()
        plain = bare.strip() if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.S)
        if number is not None or extended:
            pieces.setdefault(name.lower(), {}).setdefault(
                int(number or 0), (plain, bool(extended))
            )
        else:
            found.setdefault(name.lower(), plain)
    for name, numbered in pieces.items():
        found[name] = _join_pieces([numbered[key] for key in sorted(numbered)])
    return value, {name: clean(decode_words(value)) for name, value in found.items()}


def _join_pieces(pieces: list[tuple[str, bool]]) -> str:
    from urllib.parse import unquote_to_bytes

    charset = ""
    first, extended = pieces[0]
    if extended and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
        pieces[0] = first, True
    return decode_text(
        b"".join(
            unquote_to_bytes(text) if extended else text.encode("utf-8", "replace")
            for text, extended in pieces
        ),
        charset,
    )
