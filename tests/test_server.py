"""The warm engine: the same verdict as without it, whoever asks and whatever happens to it."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from helpers import until
from hook_samples import BAD, GOOD, Server, hook, serving
from hypothesis import given, settings
from hypothesis import strategies as st

import emailint
from emailint.config import user_file
from emailint.hooks import client, wire

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets"),
    pytest.mark.usefixtures("warm_cards"),
]
NOW = [1_777_975_200, 0]  # a Tuesday morning
ASKED: dict[str, Any] = {"interactive": True, "now": NOW, "language": "en"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Iterator[Server]:
    """One for the tests that don't harm it; its config is where `own_config` says."""
    folder = tmp_path_factory.mktemp("server")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared_cache))
        for name in ("config", "state"):
            patch.setenv(f"XDG_{name.upper()}_HOME", str(folder / name))
        with serving(folder / "s.sock", "--workers", "2") as started:
            yield started


@pytest.fixture(autouse=True)
def own_config(
    request: pytest.FixtureRequest, own_home: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del own_home
    folder = tmp_path
    if "server" in request.fixturenames:
        folder = request.getfixturevalue("server").path.parent
        monkeypatch.setenv("EMAILINT_SOCKET", str(folder / "s.sock"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))


def put(text: str) -> None:
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text(text, encoding="utf-8")


def ask(path: Path, raw: bytes = BAD, **asked: Any) -> dict[str, Any] | None:
    return client.ask_server({**ASKED, **asked}, raw, 60, str(path))


def told(path: Path, *pieces: bytes) -> bytes:
    """What the server answers to raw bytes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(60)
        connection.connect(str(path))
        try:
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
        except BrokenPipeError:
            pass
        answer = b""
        while piece := connection.recv(1 << 16):
            answer += piece
        return answer


def line(**changed: Any) -> bytes:
    config = str(user_file().absolute())
    table = {"version": emailint.__version__, "config": config, "length": len(BAD), **ASKED}
    return wire.encode({**table, **changed})


class TestTheSame:
    @pytest.mark.parametrize("raw", [GOOD, BAD, b"", bytes(range(256)) * 99])
    @pytest.mark.parametrize("interactive", [True, False])
    def test_with_and_without_it(self, server: Server, raw: bytes, interactive: bool) -> None:
        from emailint.hooks.asked import answer_here

        asked = {**ASKED, "interactive": interactive, "text": True, "recipients": ["x@y.example"]}
        warm = ask(server.path, raw, **asked)
        assert warm is not None
        assert warm["version"] == emailint.__version__
        assert {k: warm[k] for k in warm if k not in ("emailint", "version")} == answer_here(
            asked, raw, spent=0
        )

    @pytest.mark.usefixtures("server")
    def test_a_hook_uses_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("emailint.hooks.asked.answer_here", None)
        assert client.verdict(BAD, interactive=True)["verdict"] == "ask"

    def test_locale_time_and_override_are_the_hook_s(self, server: Server) -> None:
        monday = ask(server.path, GOOD, now=[1_777_888_800, 0])
        assert monday is not None
        assert [f["rule"] for f in monday["findings"]] == ["send-monday"]
        override = ask(server.path, override=["button", "she said so"])
        assert override is not None
        assert override["verdict"] == "send"
        exempt = ask(server.path, b"Auto-Submitted: yes\n" + BAD, language="es")
        assert exempt is not None
        assert exempt["notice"] == "sin revisar: lo escribió una máquina"

    def test_the_envelope(self, server: Server) -> None:
        hidden = ask(server.path, sender="ann@acme.example", recipients=["eve@acme.example"])
        assert hidden is not None
        assert "bcc-internal" in [f["rule"] for f in hidden["findings"]]
        bounce = ask(server.path, sender="", recipients=["eve@acme.example"])
        assert bounce is not None
        assert bounce["verdict"] == "send"

    @pytest.mark.usefixtures("server")
    def test_it_prints_no_more_than_the_command(self) -> None:
        done = hook("check", stdin=BAD)
        assert set(json.loads(done.stdout)) == {
            "verdict", "score", "findings", "notice", "override", "language",
        }  # fmt: skip


class TestConfig:
    def test_a_change_is_picked_up(self, tmp_path: Path) -> None:
        with serving(tmp_path / "s.sock", "--workers", "1") as server:
            assert (ask(server.path) or {})["verdict"] == "ask"
            put('[hook]\nerror = "stop"')
            assert (ask(server.path) or {})["verdict"] == "stop"
            put("profil = 1")
            assert "unknown key 'profil'" in (ask(server.path) or {})["notice"]
            user_file().unlink()
            assert (ask(server.path) or {})["verdict"] == "ask"

    def test_so_are_rules_of_the_user_s_own(self, tmp_path: Path) -> None:
        from cli_samples import write

        folder = write(tmp_path / "own")
        put(f'rule_folders = ["{folder}/cards"]\nselect = ["team-word"]')
        raw = BAD.replace(b"quote", b"slate")
        with serving(tmp_path / "s.sock", "--workers", "1") as server:
            assert len((ask(server.path, raw) or {})["findings"]) == 1
            card = folder / "cards" / "team-word.toml"
            card.write_text(card.read_text().replace('["slate"]', '["granite"]'))
            assert (ask(server.path, raw) or {})["findings"] == []

    def test_a_hook_with_another_config_lints_itself(
        self, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "other"))
        assert ask(server.path) is None
        put('[hook]\nerror = "stop"')
        assert client.verdict(BAD, interactive=True)["verdict"] == "stop"


class TestProtocol:
    @pytest.mark.parametrize(
        ("pieces", "error"),
        [
            ((b"",), "ended early"),
            ((b"\n",), "not JSON"),
            ((b"GET / HTTP/1.1\r\n\r\n",), "not JSON"),
            ((b"[" * 90_000 + b"\n",), "not JSON"),
            ((b"1\n",), "not this protocol"),
            ((b'{"emailint": 2}\n',), "not this protocol"),
            ((b"x" * (wire.MAX_LINE + 2),), "too long"),
            ((line(version="0.0.1"), BAD), "another version"),
            ((line(config="/etc/passwd"), BAD), "another config"),
            ((line(length=wire.MAX_MAIL + 1),), "too large"),
            ((line(length=-1),), "too large"),
            ((line(length="x"),), "wrong request"),
            ((line(length=None),), "wrong request"),
            ((line(override=["shout", "x"]), BAD), "wrong request"),
            ((line(override=7), BAD), "wrong request"),
            ((line(profile="poem"), BAD), "wrong request"),
            ((line(now=["x", "y"]), BAD), "wrong request"),
            ((line(now=[1e300, 0]), BAD), "wrong request"),
            ((line(recipients=7), BAD), "wrong request"),
            ((line(length=5000), BAD), "ended early"),
        ],
    )
    def test_what_is_no_request_is_told(
        self, server: Server, pieces: tuple[bytes, ...], error: str
    ) -> None:
        # the line was made when no config was known: this server's is another
        own = str(user_file().absolute()).encode()
        first = pieces[0]
        if b'"config"' in first and error != "another config":
            table = {**json.loads(first), "config": own.decode()}
            first = json.dumps(table).encode() + b"\n"
        answer = json.loads(told(server.path, first, *pieces[1:]))
        assert error in answer["error"]
        assert answer["version"] == emailint.__version__
        assert (ask(server.path) or {})["verdict"] == "ask"

    @given(st.binary(max_size=200))
    @settings(max_examples=30)
    def test_any_bytes(self, server: Server, raw: bytes) -> None:
        assert json.loads(told(server.path, raw))["error"]

    def test_a_hook_that_leaves_or_sends_nothing_holds_nobody_up(self, server: Server) -> None:
        silent = [socket.socket(socket.AF_UNIX) for _ in range(2)]
        for connection in silent:
            connection.connect(str(server.path))
        assert ask(server.path) is not None
        for connection in silent:
            connection.close()

    def test_an_answer_of_another_version_is_not_used(self, tmp_path: Path) -> None:
        path = tmp_path / "s.sock"
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(path))
            listener.listen()
            for reply in (
                wire.encode({"verdict": "stop", "version": "0.0.1"}),
                wire.encode({"version": emailint.__version__}),
                b'{"emailint": 9, "verdict": "stop"}\n',
                b"nonsense\n",
                b"",
            ):
                answering = threading.Thread(target=_answer_once, args=(listener, reply))
                answering.start()
                assert ask(path) is None
                answering.join()


def _answer_once(listener: socket.socket, reply: bytes) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(1 << 20)
        connection.sendall(reply)


class TestSocket:
    def test_it_is_the_user_s_alone(self, server: Server) -> None:
        assert stat.S_IMODE(server.path.stat().st_mode) == 0o600

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be another")
    def test_another_user_is_refused(self, server: Server) -> None:
        server.path.parent.chmod(0o755)
        program = (
            "import os, socket, sys; os.setgid(65534); os.setuid(65534);"
            "socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
        )
        for folder in server.path.parents:
            if not folder.stat().st_mode & 1:
                folder.chmod(folder.stat().st_mode | 0o011)
        done = subprocess.run(
            [sys.executable, "-c", program, str(server.path)], capture_output=True, check=False
        )
        assert b"PermissionError" in done.stderr

    def test_two_servers_are_refused(self, server: Server) -> None:
        with pytest.raises(AssertionError, match="another server listens there"):
            Server(server.path)
        assert ask(server.path) is not None

    def test_a_stale_socket_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "s.sock"
        server = Server(path, "--workers", "2")
        server.stop(signal.SIGKILL)  # returns when its workers have gone as well
        assert path.exists()
        assert ask(path) is None
        with serving(path):
            assert ask(path) is not None

    def test_a_file_in_its_place_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "s.sock").write_text("mine")
        with pytest.raises(AssertionError, match="is there, and no socket"):
            Server(tmp_path / "s.sock")
        assert (tmp_path / "s.sock").read_text() == "mine"

    def test_a_path_too_long_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(AssertionError, match="AF_UNIX path too long"):
            Server(tmp_path / ("x" * 120))

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_it_stops_and_cleans_up(self, tmp_path: Path, number: int) -> None:
        server = Server(tmp_path / "s.sock", "--workers", "3")
        assert server.stop(number) == 0
        assert not server.path.exists()
        assert b"Traceback" not in server.told


SLOW_RULE = """
import time
from emailint.hooks.judge import Judge
judged = Judge.judged
def slow(self, request):
    time.sleep(60 * (b"slow down" in request.raw))
    return judged(self, request)
Judge.judged = slow
"""


class TestTrouble:
    def test_a_worker_that_hangs_is_replaced(self, tmp_path: Path) -> None:
        put("[hook]\ntimeout = 2")
        with serving(tmp_path / "s.sock", "--workers", "1", before=SLOW_RULE) as server:
            assert ask(server.path, b"Subject: slow down\n\n") is None
            assert ask(server.path) is not None
            server.stop()
            assert b"a worker took too long and is replaced" in server.told
            assert b"slow down" not in server.told

    def test_a_worker_that_dies_is_replaced(self, tmp_path: Path) -> None:
        with serving(tmp_path / "s.sock", "--workers", "2") as server:
            before = server.workers
            for worker in before:
                os.kill(worker, signal.SIGKILL)
            until(lambda: len(server.workers) == 2 and not {*before} & {*server.workers})
            assert ask(server.path) is not None

    def test_a_group_that_is_ended_makes_no_noise(self, tmp_path: Path) -> None:
        with serving(tmp_path / "s.sock", "--workers", "2") as server:
            before = server.workers
            for worker in before:  # as `timeout` and a terminal's Ctrl-C do: all at once
                os.kill(worker, signal.SIGTERM)
            until(lambda: len(server.workers) == 2 and not {*before} & {*server.workers})
            server.stop()
            assert b"replaced" not in server.told

    def test_a_hung_server_costs_a_wait_and_no_verdict(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put("[hook]\ntimeout = 120")  # so that a busy machine has time for the verdict
        monkeypatch.setattr(client, "PATIENCE", 0.5)
        with serving(tmp_path / "s.sock", "--workers", "1") as server:
            monkeypatch.setenv("EMAILINT_SOCKET", str(server.path))
            for worker in server.workers:
                os.kill(worker, signal.SIGSTOP)
            start = time.monotonic()
            answer = client.verdict(BAD, interactive=True)
            took = time.monotonic() - start
            for worker in server.workers:
                os.kill(worker, signal.SIGCONT)
        assert answer["verdict"] == "ask"
        assert 0.5 <= took < 60  # half of the budget would be waited for without the patience

    def test_many_at_once(self, server: Server) -> None:
        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(lambda _: ask(server.path), range(400)))
        assert [a["verdict"] for a in answers if a] == ["ask"] * 400

    def test_it_is_killed_hung_and_restarted_under_load(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Each call ends in the right verdict, in time; `make test-integration` runs 10,000."""
        calls = int(os.environ.get("EMAILINT_TEST_CALLS", "300"))
        path = tmp_path / "s.sock"
        monkeypatch.setenv("EMAILINT_SOCKET", str(path))
        put('ignore = ["timing"]\n[hook]\ntimeout = 120')
        stop = threading.Event()
        trouble = threading.Thread(target=_trouble, args=(path, stop))
        trouble.start()
        try:
            with ProcessPoolExecutor(6, multiprocessing.get_context("spawn")) as pool:
                results = list(pool.map(_timed, range(calls), chunksize=10))
        finally:
            stop.set()
            trouble.join()
        told = Counter((verdict, notice) for verdict, notice, _ in results)
        assert told == {("ask", "1 finding, score 75: send anyway?"): calls}
        assert max(took for _, _, took in results) < 60


def _timed(_: int) -> tuple[str, str, float]:
    start = time.monotonic()
    answer = client.verdict(BAD, interactive=True)
    return answer["verdict"], answer["notice"], time.monotonic() - start


def _trouble(path: Path, stop: threading.Event) -> None:
    """Start servers at `path` and kill, hang or stop them, until told to stop."""
    chance = random.Random(7)
    while not stop.is_set():
        server = Server(path, "--workers", "2")
        stop.wait(chance.uniform(0.1, 0.5))
        match chance.randrange(4):
            case 0:
                server.stop(signal.SIGKILL)
            case 1:
                server.stop()
            case 2:
                for worker in server.workers:
                    os.kill(worker, signal.SIGKILL)
                stop.wait(0.3)
                server.stop()
            case _:
                hung = server.workers
                for process in hung:
                    os.kill(process, signal.SIGSTOP)
                stop.wait(0.5)
                for process in hung:
                    os.kill(process, signal.SIGCONT)
                server.stop()
