"""The warm engine: `emailint serve` answers hooks on a Unix socket, with the pack already loaded.

Some processes, forked from one that is warm, take a request each in turn. Threads would share one
core, and a rule that hangs would hang them all; a process that takes too long is killed and
replaced, and the hook that waited for it lints by itself.
"""

from __future__ import annotations

import fcntl
import gc
import os
import select
import signal
import socket
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emailint import __version__
from emailint.hooks.asked import answered, request_of
from emailint.hooks.judge import Judge, Request
from emailint.hooks.policy import MANAGED
from emailint.hooks.wire import MAX_MAIL, Stream, WireError, decode, encode
from emailint.model import EmailintError
from emailint.user import config_file

if TYPE_CHECKING:
    from collections.abc import Callable

BACKLOG: Final = 1024
"""Hooks that may wait to be let in; more are told at once and lint by themselves."""
_SLOW: Final = 2.0  # seconds in which a hook must have sent its request
_GRACE: Final = 1.0  # seconds over the policy's timeout, then a worker is killed
_RECYCLED: Final = 20_000  # requests, then a worker makes room for a fresh one
_STOPPING: Final = 5.0  # seconds that workers have to finish
_PAUSE: Final = 0.1  # seconds before a worker that died is replaced
_SIGNALS: Final = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGCHLD})
_WARM_UP: Final = (
    b"From: a@acme.example\nTo: b@acme.example\nSubject: The offer for the wall\n\nDear Ann,\n\n"
    b"Could you have a look at the offer and tell me what you think of it?\n\nThanks,\nBob\n",
    "From: a@acme.example\nTo: b@acme.example\nSubject: La oferta del muro\n\nHola, Ana:\n\n"
    "¿Puedes mirar la oferta y decirme qué te parece?\n\nGracias,\nBlas\n".encode(),
)


class Engine:
    """The judge for the config as it is now: made anew when a file it was made from changes."""

    def __init__(self) -> None:
        self._stamp: object = None
        self._judge: Judge | None = None

    def judge(self) -> Judge:
        """Ready to judge."""
        if self._judge is None or self._stamp != _stamp(self._judge):
            for name in [n for n in sys.modules if n.startswith("emailint_rules_")]:
                del sys.modules[name]  # or the functions beside changed cards would stay
            before = _stamp(None)
            self._judge = Judge()
            self._stamp = (before[0], _stamp(self._judge)[1])
            for raw in _WARM_UP:
                with suppress(Exception):  # what is wrong is told with each verdict
                    self._judge.judged(Request(raw))
        return self._judge


def _stamp(judge: Judge | None) -> tuple[list[object], list[object]]:
    """How the files lie that decide how is judged: settings, and rules of the user's own."""
    own = config_file()
    folders = judge.config.rule_folders if judge and judge.config else ()
    files = [
        os.path.join(top, name)
        for folder in folders
        for top, _, names in os.walk(folder)
        for name in names
    ]
    settings = [own, os.path.join(os.path.dirname(own), "trusted"), MANAGED]
    if judge and judge.config and judge.config.points_file:
        settings.append(judge.config.points_file)
    return [_stat(path) for path in settings], [_stat(path) for path in files]


def _stat(path: str) -> tuple[str, int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size, found.st_ino


_ASKED: Final = (0, -signal.SIGTERM, -signal.SIGINT)
"""How a worker ends that nobody need be told of: its time was up, or the whole group was ended."""


class Server:
    """The process that holds the socket and keeps its workers alive."""

    def __init__(self, path: Path, workers: int, tell: Callable[[str], None]) -> None:
        self._path = path
        self._count = workers
        self._tell = tell
        self._engine = Engine()
        self._workers: set[int] = set()
        self._alive = os.pipe()  # while its writing end is open, workers go on

    def run(self, beside: Callable[[int], None] | None = None) -> None:
        """Serve until SIGTERM or SIGINT. Raises EmailintError where it can't.

        `beside` is run in a process of its own (the HTTP gateway), given the pipe whose end of file
        tells it to stop.
        """
        lock = _lock(self._path)
        listener = _listen(self._path)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # or some systems drop it unseen
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        gateway = 0
        try:
            self._engine.judge()
            gc.collect()
            gc.freeze()  # what is warm is shared between the workers
            ready = f"listening on {self._path}"
            while True:
                while len(self._workers) < self._count:
                    self._workers.add(self._fork(lambda alive: self._work(listener, alive)))
                if beside and not gateway:
                    gateway = self._fork(beside)
                if ready:
                    self._tell(ready)
                    ready = ""
                if signal.sigwait(_SIGNALS) != signal.SIGCHLD:
                    break
                if gateway in self._reap():
                    gateway = 0
        finally:
            self._path.unlink(missing_ok=True)  # new hooks lint by themselves from now on
            listener.close()
            self._stop()
            os.close(lock)

    def _reap(self) -> set[int]:
        """The children that have ended."""
        ended = set()
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                process, status = found
                ended.add(process)
                self._workers.discard(process)
                code = os.waitstatus_to_exitcode(status)
                if code not in _ASKED:
                    late = code == -signal.SIGALRM
                    why = "took too long" if late else f"ended with {code}"
                    self._tell(f"a worker {why} and is replaced")
                    time.sleep(_PAUSE)  # one that can't live must not keep a core busy
        return ended

    def _fork(self, work: Callable[[int], None]) -> int:
        """Run `work` in a child, given the reading end of the pipe of life."""
        process = os.fork()
        if process:
            return process
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; we end them
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            os.close(self._alive[1])
            work(self._alive[0])
            code = 0
        except BaseException as error:
            self._tell(f"a worker failed: {type(error).__name__}")
        finally:
            os._exit(code)

    def _stop(self) -> None:
        """Let workers finish what they are at, then end them."""
        os.close(self._alive[1])
        end = time.monotonic() + _STOPPING
        while self._workers and time.monotonic() < end:
            self._reap()
            time.sleep(0.01)
        for worker in self._workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def _work(self, listener: socket.socket, alive: int) -> None:
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        poll.register(alive, select.POLLIN)
        for _ in range(_RECYCLED):
            if any(ready == alive for ready, _ in poll.poll()):
                return
            try:
                connection, _ = listener.accept()
            except BlockingIOError:  # another worker was quicker
                continue
            with connection, suppress(OSError):  # the hook has gone: its own affair
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        stream = Stream(connection, _SLOW)
        try:
            reply = self._reply(stream)
        except WireError as error:
            reply = {"error": str(error)}
        except (ValueError, TypeError, KeyError) as error:
            reply = {"error": f"wrong request: {error}"[:200]}
        answering = Stream(connection, _SLOW)
        answering.send(encode({**reply, "version": __version__}))
        if "error" in reply:  # closing on what is unread would take the answer back
            connection.shutdown(socket.SHUT_WR)
            answering.drain()

    def _reply(self, stream: Stream) -> dict[str, Any]:
        asked = decode(stream.line())
        if asked.get("version") != __version__:
            return {"error": "another version"}
        if asked.get("config") != os.path.abspath(config_file()):
            return {"error": "another config"}
        length = int(asked["length"])
        if not 0 <= length <= MAX_MAIL:
            return {"error": "too large"}
        request = request_of(asked, stream.take(length))
        judge = self._engine.judge()
        signal.setitimer(signal.ITIMER_REAL, judge.policy.timeout + _GRACE)  # ends the process
        try:
            judged = judge.judged(request)
        except Exception as error:
            judged = judge.failure(error, request.language)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return answered(judged, bool(asked.get("text")))


def _lock(path: Path) -> int:
    """Hold the lock beside the socket. Raises EmailintError if another server has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EmailintError(f"{path}: {error.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise EmailintError(f"{path}: another server listens there") from None
    return lock


def _listen(path: Path) -> socket.socket:
    """The socket, only for its owner. Raises EmailintError."""
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)  # 0600 from the first moment on
    try:
        if path.exists() and not stat.S_ISSOCK(path.stat().st_mode):
            raise EmailintError(f"{path}: is there, and no socket")
        path.unlink(missing_ok=True)  # left by a server that was killed: we hold its lock
        listener.bind(str(path))
    except OSError as error:  # among others a path of more than 107 bytes
        raise EmailintError(f"{path}: {error.strerror or error}") from None
    finally:
        os.umask(before)
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener
