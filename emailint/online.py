"""`--online`: whether the links of a draft lead to a page, and its images are there. The only part that asks the network.

Never asked for are links that do something when they are followed: to unsubscribe, with a token that
holds once, of services that count clicks. Hosts of the own network are left alone unless
`EMAILINT_ONLINE_PRIVATE=1`: a draft may come from anybody. Bodies aren't read.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from ipaddress import ip_address
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import emailint
from emailint.campaign.anchors import anchors_of, is_field
from emailint.campaign.elements import markup_of
from emailint.campaign.opt_out import opt_out
from emailint.links import host_of, is_tracker
from emailint.model import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emailint.document import Document

TIMEOUT: Final = 10.0
"""Seconds for each step of one link (connect, answer), and twice that for all of it."""
MAX_LINKS: Final = 300
"""Addresses asked for in one draft."""
MAX_REDIRECTS: Final = 8
WORKERS: Final = 8
_REFUSED: Final = frozenset({401, 403, 405, 406, 407, 408, 429, 451, 503, 999})
"""Answers of servers that turn programs away: they say nothing of the page."""
_ONCE: Final = (
    r"(?i)[?&/_-](?:token|otp|nonce|sig(?:nature)?|magic|confirm\w*|verif\w*|activat\w*|activar|reset|password"
    r"|one-?time|invite|invitation|accept|approve|vote|rsvp|hash|key)(?:[=/?&_.-]|$)"
)
_PIXEL: Final = r"(?i)\b(?:width|height)\s*[=:]\s*[\"']?[012](?:px)?\b(?!\.)|display\s*:\s*none"


class Answer(NamedTuple):
    """What came of asking for an address: the last status (0: none), the address it led to at last,
    the redirects on the way with their status, and what went wrong ("name", "time", "tls",
    "refused", "private", "redirects")."""

    status: int
    address: str
    redirects: tuple[tuple[int, str], ...] = ()
    error: str = ""

    @property
    def broken(self) -> bool:
        """Whether a reader who follows it gets no page; unsure where programs are turned away."""
        if self.error:
            return self.error != "private"
        return self.status >= 400 and self.status not in _REFUSED


def link_hits(document: Document) -> list[tuple[str, Hit]]:
    """Hits of `link-broken` and `link-redirected`, each address at its first place; of images only
    those that aren't there."""
    places: dict[str, Hit] = {}
    out = {anchor.start for anchor in opt_out(document).links}
    for anchor in anchors_of(document):
        href = anchor.href or ""
        if anchor.start not in out and is_asked(href) and len(places) < MAX_LINKS:
            hit = Hit(anchor.start, anchor.end, source=anchor.source)
            places.setdefault(href.partition("#")[0], hit)
    images = {src: hit for src, hit in _images(document) if src not in places and is_asked(src)}
    places |= dict(islice(images.items(), MAX_LINKS - len(places)))
    found = []
    for href, answer in zip(places, ask_all(places), strict=True):
        data = {"href": href, "address": answer.address, "times": len(answer.redirects)}
        if answer.broken:
            english, spanish = _told(answer)
            data |= {"what_en": english, "what_es": spanish}
            found.append(("link-broken", places[href]._replace(data=data)))
        elif href in images:
            continue
        elif answer.redirects and not answer.error and not _same(href, answer.address):
            data["status"] = answer.redirects[0][0]
            found.append(("link-redirected", places[href]._replace(data=data)))
    return found


def _images(document: Document) -> Iterator[tuple[str, Hit]]:
    """Addresses of images, each at its first place; never those that tell who opened the mail."""
    markup = markup_of(document)
    seen = set()
    for image in markup.by_name.get("img", ()) if markup else ():
        src = image.get("src").strip()
        if markup and src not in seen and not _pixel().search(markup.html, image.start, image.end):
            seen.add(src)
            yield src, markup.point(image)


@cache
def _pixel() -> re.Pattern[str]:
    return re.compile(_PIXEL)


def is_asked(href: str) -> bool:
    """Whether an address may be asked for: it is one of the web, and nothing happens by it."""
    host = host_of(href)
    return bool(host) and not is_field(href) and not is_tracker(host) and not _once().search(href)


def ask_all(addresses: Iterable[str]) -> list[Answer]:
    """The answers in the order of the addresses, several asked for at a time."""
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(ask, addresses))


@lru_cache(maxsize=10_000)
def ask(address: str) -> Answer:
    """HEAD, and GET where the server won't have that; redirects are followed. Never raises."""
    end = monotonic() + 2 * TIMEOUT
    redirects: list[tuple[int, str]] = []
    at = address if "://" in address else f"http://{address.lstrip('/')}"
    while True:
        try:
            status, location = _request("HEAD", at)
            if status >= 400:
                status, location = _request("GET", at)
        except _PrivateError:
            return Answer(0, at, tuple(redirects), "private")
        except ssl.SSLError:
            return Answer(0, at, tuple(redirects), "tls")
        except TimeoutError:
            return Answer(0, at, tuple(redirects), "time")
        except socket.gaierror:
            return Answer(0, at, tuple(redirects), "name")
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(0, at, tuple(redirects), "refused")
        if status not in (301, 302, 303, 307, 308) or not location:
            return Answer(status, at, tuple(redirects))
        at = urljoin(at, location)
        redirects.append((status, at))
        if len(redirects) > MAX_REDIRECTS or not host_of(at):
            return Answer(status, at, tuple(redirects), "redirects")
        if is_tracker(host_of(at)) or _once().search(at) or monotonic() > end:
            return Answer(status, at, tuple(redirects))


class _PrivateError(Exception):
    """The host is one of the own network."""


def _request(method: str, address: str) -> tuple[int, str]:
    """Status and Location of one request. Raises OSError, HTTPException, ValueError, _PrivateError."""
    parts = urlsplit(address)
    secure, host = parts.scheme.lower() == "https", (parts.hostname or "").encode("idna").decode()
    port = parts.port or (443 if secure else 80)
    place = _place(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = socket.create_connection(place, TIMEOUT)
    try:
        if secure:
            connection.sock = _tls().wrap_socket(connection.sock, server_hostname=host)
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        if parts.query:
            target += "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        agent = f"emailint/{emailint.__version__} (link check)"
        shown = host if port in (80, 443) else f"{host}:{port}"
        connection.request(
            method, target, headers={"Host": shown, "User-Agent": agent, "Accept": "*/*"}
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


def _place(host: str, port: int) -> tuple[str, int]:
    """The address of a host, looked up once, so that what was checked is what is asked."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if os.environ.get("EMAILINT_ONLINE_PRIVATE") != "1":
        addresses = [a for a in addresses if ip_address(a.partition("%")[0]).is_global]
    if not addresses:
        raise _PrivateError
    return addresses[0], port


def _told(answer: Answer) -> tuple[str, str]:
    """What is wrong, in English and Spanish."""
    if answer.error in _ERRORS:
        return _ERRORS[answer.error]
    return f"the server answers {answer.status}", f"el servidor responde {answer.status}"


_ERRORS: Final = {
    "name": ("there is no such host", "no existe ese servidor"),
    "time": ("the server doesn't answer", "el servidor no responde"),
    "tls": ("its certificate is not valid", "su certificado no es válido"),
    "refused": ("the server refuses the connection", "el servidor rechaza la conexión"),
    "redirects": ("it redirects without end", "redirige sin fin"),
}


def _same(one: str, other: str) -> bool:
    """Whether two addresses differ in what readers don't see: the scheme, "www.", a last slash."""
    plain = re.compile(r"^(?:https?:)?(?://)?(?:www\.)?", re.IGNORECASE)
    return plain.sub("", one).rstrip("/") == plain.sub("", other).rstrip("/")


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


@cache
def _once() -> re.Pattern[str]:
    return re.compile(_ONCE)
