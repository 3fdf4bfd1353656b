"""Addresses of the web: in a plain text, and what one says of its owner."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from emailint.html.view import Link

_URL: Final = r"(?i)\b(?:https?://|www\.)[^\s<>\"]{2,2000}"
_TRAILING: Final = ".,;:!?)]}'»”*"
# Countries' domains below which names are registered at the third level.
_SECOND_LEVEL: Final = (
    "co", "com", "org", "net", "gov", "gob", "edu", "ac", "gub", "nom", "or", "ne", "go", "mil",
    "sch", "ltd", "plc", "me",
)  # fmt: skip
# Services that count clicks: usual in campaigns, a false address in a letter.
_TRACKERS: Final = (
    r"(?:^|\.)(?:list-manage\.com|mailchimp\.com|mandrillapp\.com|sendgrid\.net|hubspotlinks\.com"
    r"|hubspotemail\.net|t\.co|lnkd\.in|bit\.ly|rs6\.net|exacttarget\.com|mailjet\.com|mjt\.lu|sendinblue\.com"
    r"|brevo\.com|activehosted\.com|klaviyomail\.com|createsend\d*\.com|cmail\d*\.com|mailgun\.org|awstrack\.me"
    r"|facebook\.com|linkedin\.com|doubleclick\.net|acemlna\w*\.com)$"
    r"|^(?:click|clicks|track|tracking|links?|email|go|trk|news|e|t|r|c|em|mail)\d*\."
)
_LONGEST_HOST: Final = 253  # characters, RFC 1035; decoding longer IDNs is quadratic


def plain_links(text: str, start: int = 0) -> list[Link]:
    """What looks like a web address from `start` on; shown text and target are the same."""
    found: list[Link] = []
    if "://" not in text and "www." not in text.lower():
        return found  # neither pattern nor noun is even made
    from emailint.html.view import Link

    for match in re.compile(_URL).finditer(text, start):
        url = match.group().rstrip(_TRAILING)
        found.append(Link(url, url, match.start(), match.start() + len(url)))
    return found


def host_of(url: str) -> str:
    """The host of a web address in lower case, "" where there is none."""
    try:
        parts = urlsplit(f"http://{url}" if url[:4].lower() == "www." else url.strip())
        host = parts.hostname if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    host = unquote(host or "").lower().strip(".")
    return host if len(host) <= _LONGEST_HOST else ""


def registered(host: str) -> str:
    """The registered domain of a host, roughly: its last two labels, or three ("acme.com.ar")."""
    labels = host.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if deep else -2 :])


def is_tracker(host: str) -> bool:
    """Whether links of the host are made for each reader, to count who clicks."""
    return _trackers().search(host) is not None


@cache
def _trackers() -> re.Pattern[str]:
    return re.compile(_TRACKERS)
