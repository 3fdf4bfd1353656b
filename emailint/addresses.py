"""Mailboxes in a field such as To (RFC 5322, 3.4), read as tolerantly as mail clients do."""

import re
from typing import Final, NamedTuple

from emailint.decode import clean, decode_words

MAX_ADDRESSES: Final = 10_000
"""More are not read: no mail system takes a message to so many, and memory stays bounded."""

# Every alternative starts with another character, so that one pass reads any text.
_TOKEN: Final = (
    r"(?s)(?P<quoted>\"[^\"\\]*+(?:\\.[^\"\\]*+)*+\\?+\"?)|(?P<angle><[^<>]*+>?)|(?P<open>\()"
    r"|(?P<literal>\[[^\]]*+\]?)|(?P<end>[,;])|(?P<group>:)"
    r"|(?P<text>[^\"<(\[,;:]++)"
)
_COMMENT: Final = r"(?s)[^()\\]++|\\.|[()]|\\"
_SPECIAL: Final = frozenset("\"([;:\\='")
_QUOTING: Final = r"(?s)\\(.)|[\"\\]"
# How list archives hide addresses: Mailman's in the archive's language, and R's own.
_MASKS: Final = (" @end|ng |rom ", " @ending from ")
_AT: Final = frozenset({"at", "en", "@"})


class Address(NamedTuple):
    """A mailbox: display name and addr-spec, each "" where it is missing.

    An address that an archive masked beyond repair is kept as it stands, with no domain.
    """

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What follows the "@", in lower case; "" where there is none or it isn't known."""
        local, at, domain = self.address.rpartition("@")
        if not at or ("@" in local and not local.startswith('"')):
            return ""
        return domain.lower().rstrip(".")


def parse_addresses(text: str) -> tuple[Address, ...]:
    """The mailboxes of an unfolded, still encoded field; the first `MAX_ADDRESSES` of them.

    Encoded words are decoded after the list is taken apart (a name may hide a comma). Names of
    groups are dropped, their members kept. A name without an address is a mailbox too: in a
    draft "To: Ana" names a recipient.
    """
    found = _plain(text) if _SPECIAL.isdisjoint(text) else None
    return tuple(_read(text) if found is None else found)


def _plain(text: str) -> list[Address] | None:
    """The mailboxes of `Name <address>, address`, as most mail has them; None where it's not so."""
    out: list[Address] = []
    for item in text.split(",", MAX_ADDRESSES)[:MAX_ADDRESSES]:
        head, bracket, rest = item.partition("<")
        angle, end, tail = rest.partition(">")
        if bracket and (not end or "<" in rest):
            return None
        _add(out, [head, tail], [], angle if bracket else None)
    return out


def _read(text: str) -> list[Address]:
    token_at = re.compile(_TOKEN).match
    out: list[Address] = []
    words: list[str] = []
    comments: list[str] = []
    angle: str | None = None
    position = 0
    while position < len(text) and len(out) < MAX_ADDRESSES:
        match = token_at(text, position)
        assert match  # the alternatives cover every character
        position = match.end()
        kind, token = match.lastgroup, match[0]
        if kind == "end":
            _add(out, words, comments, angle)
            words, comments, angle = [], [], None
        elif kind == "group":
            words, comments = [], []
        elif kind == "open":
            position = _skip_comment(text, position)
            comments.append(text[match.end() : position].removesuffix(")"))
        elif kind == "angle":
            angle = token.strip("<>") if angle is None else angle
        else:
            words.append(token)
    if len(out) < MAX_ADDRESSES:
        _add(out, words, comments, angle)
    return out


def _skip_comment(text: str, position: int) -> int:
    """The offset behind the ")" that closes a comment; comments nest."""
    depth = 1
    for match in re.compile(_COMMENT).finditer(text, position):
        depth += (match[0] == "(") - (match[0] == ")")
        if not depth:
            return match.end()
    return len(text)


def _add(out: list[Address], words: list[str], comments: list[str], angle: str | None) -> None:
    text = "".join(words).strip()
    aside = _name(" ".join(comments))
    if angle is not None:
        address = "".join(angle.rpartition(":")[2].split())  # drop an old route: <@a,@b:c@d>
        inner = _bare(angle)
        if "@" not in address and inner:
            address = inner.address or inner.name
        out.append(Address(_name(text) or aside, clean(address)))
    elif '"@' in text:
        out.append(Address(aside, clean("".join(text.split()))))
    elif found := _bare(text):
        out.append(Address(_name(found.name) or aside, found.address))
    elif aside:
        out.append(Address(aside, ""))


def _bare(text: str) -> Address | None:
    """A mailbox written without brackets; None for a blank."""
    text = text.strip()
    for mask in _MASKS:
        if mask in text:
            local, _, domain = text.partition(mask)
            return Address("", clean(f"{local.strip()}@{domain.strip()}"))
    words = text.split()
    if not words:
        return None
    if len(words) == 1:
        return Address("", clean(text)) if "@" in text else Address(clean(text), "")
    if len(words) > 2 and words[-2].lower() in _AT and "." in words[-1]:
        return Address(clean(" ".join(words[:-3])), clean(f"{words[-3]}@{words[-1]}"))
    for index in range(len(words) - 1, -1, -1):
        if "@" in words[index]:
            name = " ".join(words[:index] + words[index + 1 :])
            return Address(clean(name), clean(words[index].strip("'")))
    return Address(clean(text), "")


def _name(text: str) -> str:
    if not text:
        return ""
    if '"' in text or "\\" in text:
        text = re.sub(_QUOTING, lambda match: match[1] or "", text)
    name = " ".join(clean(decode_words(text)).split())
    if len(name) > 1 and name[0] == name[-1] == "'":  # Outlook quotes what it copied
        name = name[1:-1]
    return name
