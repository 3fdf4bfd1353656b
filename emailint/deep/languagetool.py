"""What LanguageTool says of a text: one request to a server, its offsets in our characters.

The library's own client isn't used: it is wrong about what follows an emoji, keeps what it knows in
one place for all threads, and waits five minutes.
"""

from __future__ import annotations

import http.client
import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEALTH: Final = 5.0  # seconds in which a server that runs says so
_BMP: Final = "\uffff"  # the last character that is one unit of UTF-16


class ServerError(Exception):
    """A server that refuses, or whose answer is none."""


class Match(NamedTuple):
    """A fault at `start` to `end` of the text. `message` is in the text's language; `kind` is an issue
    type of the Internationalization Tag Set ("misspelling", "style" ...)."""

    start: int
    end: int
    rule: str
    category: str
    kind: str
    message: str
    replacements: tuple[str, ...]


def check(server: str, text: str, language: str, timeout: float) -> list[Match]:
    """The matches in `text`. Raises OSError, HTTPException (no server, too slow) and ServerError."""
    form = urlencode({"language": language, "text": text}, errors="replace")
    status, body = _request(server, "POST", "check", form, timeout)
    if status != 200:
        raise ServerError(f"{status} {body[:200].decode('utf-8', 'replace')}".strip())
    try:
        found = json.loads(body)["matches"]
        wide = _wide(text)
        return [_match(one, wide) for one in found]
    except (ValueError, KeyError, TypeError) as error:
        raise ServerError(f"no answer of LanguageTool: {error!r}") from None


def answers(server: str) -> bool:
    """Whether a LanguageTool answers at `server`."""
    try:
        return _request(server, "GET", "languages", None, _HEALTH)[0] == 200
    except (OSError, http.client.HTTPException, ValueError):
        return False


def _request(
    server: str, method: str, what: str, form: str | None, timeout: float
) -> tuple[int, bytes]:
    parts = urlsplit(server)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=timeout)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Connection": "close"}
        connection.request(method, f"{parts.path.rstrip('/')}/v2/{what}", form, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _match(found: Mapping[str, Any], wide: list[int]) -> Match:
    rule = found["rule"]
    start, length = found["offset"], found["length"]
    return Match(
        start=start - bisect_left(wide, start),
        end=start + length - bisect_left(wide, start + length),
        rule=rule["id"],
        category=rule["category"]["id"],
        kind=rule.get("issueType", ""),
        message=found["message"],
        replacements=tuple(one["value"] for one in found["replacements"]),
    )


def _wide(text: str) -> list[int]:
    """Where characters of two units start, in units of UTF-16, in which LanguageTool counts."""
    if not text or max(text) <= _BMP:
        return []
    places = (at for at, character in enumerate(text) if character > _BMP)
    return [at + before for before, at in enumerate(places)]
