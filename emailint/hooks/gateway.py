"""The warm engine over HTTP on loopback, for clients that can't open a Unix socket.

Any program and any web page on the computer can reach a port, so each request needs the token that
only the user can read, the Host must be this computer's (a page whose name was rebound to it has
another), and what comes from a page, which has an Origin, is refused. Messages are passed on to the
socket's workers: what is slow or wrong here stays here.
"""

from __future__ import annotations

import hmac
import os
import select
import stat
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from emailint import __version__
from emailint.hooks.client import ask_server, budget
from emailint.hooks.policy import hook_settings
from emailint.hooks.wire import MAX_MAIL
from emailint.model import EmailintError
from emailint.render.json import dump
from emailint.user import state_folder

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS: Final = "127.0.0.1"
_NAMES: Final = (ADDRESS, "localhost")
_CLIENTS: Final = 64  # at once; more are turned away
_SLOW: Final = 5.0  # seconds of silence, then a client has gone
_GRACE: Final = 2.0  # seconds over the policy's timeout: the socket's worker has had its time


class Gateway(ThreadingHTTPServer):
    """Listens on `port` of loopback (0: any that is free) and asks the socket at `path`."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, path: str, token: str) -> None:
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise EmailintError(f"{ADDRESS}:{port}: {error.strerror}") from None
        self.path = path
        self.token = token
        self.hosts = {f"{name}:{self.server_port}" for name in _NAMES}
        self._free = BoundedSemaphore(_CLIENTS)

    def serve(self, alive: int) -> None:
        """Serve until the pipe `alive` ends."""

        def wait() -> None:
            select.select([alive], [], [])
            self.shutdown()

        Thread(target=wait, daemon=True).start()
        self.serve_forever(poll_interval=0.2)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Gateway
    timeout = _SLOW
    server_version = "emailint"
    sys_version = ""

    def do_GET(self) -> None:
        if self._refused():
            return
        self._answer(200, {"version": __version__})

    def do_POST(self) -> None:
        if self._refused():
            return
        url = urlsplit(self.path)
        length = self.headers.get("Content-Length", "")
        if url.path != "/v1/verdict":
            self._answer(404, {"error": "POST /v1/verdict"})
        elif not length.isdigit():
            self._answer(411, {"error": "Content-Length is missing"})
        elif int(length) > MAX_MAIL:
            self._answer(413, {"error": "too large"})
        else:
            raw = self.rfile.read(int(length))
            if len(raw) == int(length):
                self._judge(parse_qs(url.query), raw)

    def _judge(self, query: dict[str, list[str]], raw: bytes) -> None:
        sender, recipients = query.get("from"), query.get("rcpt")
        reason = query.get("override")
        asked = {
            "sender": sender[0] if sender else None,
            "recipients": recipients,
            "interactive": query.get("interactive") != ["0"],
            "override": ("button", reason[0]) if reason else None,
            "language": query.get("language", ["en"])[0],
            "profile": query.get("profile", [""])[0],
        }
        answer = ask_server(asked, raw, budget(hook_settings()) + _GRACE, self.server.path)
        if answer is None:
            self._answer(503, {"error": "no verdict"})
        else:
            self._answer(200, answer)

    def _refused(self) -> bool:
        """Whether the request was answered already, as one that is nobody's business here."""
        given = self.headers.get("Authorization", "").encode("latin-1", "replace")
        if self.headers.get_all("Host") not in [[host] for host in self.server.hosts]:
            self._answer(403, {"error": "Host"})
        elif self.headers.get("Origin") is not None:
            self._answer(403, {"error": "Origin"})
        elif not hmac.compare_digest(given, f"Bearer {self.server.token}".encode()):
            self._answer(401, {"error": "Authorization: Bearer TOKEN"})
        else:
            return False
        return True

    def _answer(self, code: int, table: dict[str, Any]) -> None:
        body = dump(table).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: a request's line may hold addresses."""


def token_file() -> Path:
    """Where the token is kept, for programs of the same user."""
    return Path(state_folder(), "http-token")


def token() -> str:
    """The token; made when there is none. Raises EmailintError where others could read it."""
    path = token_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            found = path.stat()
            if found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o077:
                raise EmailintError(f"{path}: others may read it; remove it") from None
        else:
            import secrets

            with os.fdopen(file, "w") as opened:
                opened.write(secrets.token_urlsafe(32))
        kept = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise EmailintError(f"{path}: {error}") from None
    if len(kept) < 20:
        raise EmailintError(f"{path}: holds no token; remove it")
    return kept


def gateway(port: int, path: Path) -> tuple[int, Callable[[int], None]]:
    """The port that it got, and what to run in a process of its own."""
    made = Gateway(port, str(path), token())
    return made.server_port, made.serve
