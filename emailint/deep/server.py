"""The LanguageTool server that is asked: one that `emailint grammar start` left running, else one of
our own for as long as this process lives."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final, NamedTuple

from emailint import user
from emailint.deep import UnavailableError, process
from emailint.deep.languagetool import answers

_WAIT: Final = 60.0  # seconds until a server that starts must answer
_SHARED: Final = "EMAILINT_LANGUAGETOOL"
"""Tells the processes of a run the address of the server that its first one started."""


class Server(NamedTuple):
    """A server on this machine. `created` tells its process from a later one of the same number."""

    pid: int
    port: int
    created: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        """Whether its process is there."""
        created = process.created(self.pid)
        return created is not None and abs(created - self.created) < 1

    def end(self) -> None:
        """End its process, if that is still the same one."""
        if self.runs:
            process.end(self.pid)


_lock = threading.Lock()
_own: Server | None = None


def address(*, start: bool = True) -> str:
    """Where a server of this machine answers; where none does, one is started for this process, if
    `start`. Raises UnavailableError."""
    global _own
    with _lock:
        if _own is not None and _own.runs:
            return _own.address
        if (shared := os.environ.get(_SHARED)) and answers(shared):
            return shared
        kept = running()
        if kept is not None and answers(kept.address):
            return kept.address
        if not start:
            raise UnavailableError(
                "grammar: no LanguageTool server is running: emailint grammar start",
                "grammar: no hay ningún servidor de LanguageTool en marcha: emailint grammar start",
            )
        _own = _launch(detached=False)
        atexit.register(_own.end)
        os.environ[_SHARED] = _own.address
        _end_with_us()
        return _own.address


def start() -> Server:
    """Leave a server running that outlives this process. Raises UnavailableError."""
    with _lock:
        server = running()
        if server is None:
            server = _launch(detached=True)
            state = _state()
            state.parent.mkdir(parents=True, exist_ok=True)
            state.write_text(f"{server.pid} {server.port} {server.created!r}\n", encoding="ascii")
        return server


def running() -> Server | None:
    """The server that `start` left running."""
    try:
        pid, port, created = _state().read_text(encoding="ascii").split()
        server = Server(int(pid), int(port), float(created))
    except (OSError, ValueError):
        return None
    return server if server.runs else None


def stop() -> Server | None:
    """End the server that `start` left running; which one it was."""
    server = running()
    if server is not None:
        server.end()
    _state().unlink(missing_ok=True)
    return server


def _state() -> Path:
    return Path(user.state_folder(), "languagetool")


def _launch(*, detached: bool) -> Server:
    from emailint.deep.local_server import command

    port = _free_port()
    child = subprocess.Popen(
        command(port), start_new_session=detached,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(child.pid, port, process.created(child.pid) or 0.0)
    end = time.monotonic() + _WAIT
    while not answers(server.address):
        if child.poll() is not None or time.monotonic() > end:
            child.kill()
            child.wait()
            raise UnavailableError(
                "grammar: the LanguageTool server doesn't start; emailint grammar status",
                "grammar: el servidor de LanguageTool no arranca; emailint grammar status",
            )
        time.sleep(0.1)
    child.returncode = 0  # it is `process` that ends it; else Python warns of a child left running
    return server


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port: int = place.getsockname()[1]
        return port


def _end_with_us() -> None:
    """A termination signal ends us as any error does, so that the server isn't left behind."""
    if threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
