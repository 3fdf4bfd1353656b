"""The command line as a real process: entry point, pipes, signals, streams, imports."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import EN, ES, mbox, process, write
from helpers import until
from typer.testing import CliRunner

from emailint import checking
from emailint.__main__ import command_line
from emailint.cli import app

START = (
    "import sys; from emailint.__main__ import command_line; sys.argv[0] = 'emailint'; "
    "sys.exit(command_line(sys.argv[1:]))"
)
HEAVY = (
    "spacy", "hunspell", "numpy", "requests", "pydantic", "rich", "textstat", "lxml", "selectolax", "json",
    "email", "emailint.deep", "language_tool_python", "chunspell", "asyncio", "multiprocessing", "concurrent.futures", "tomllib", "tempfile",
)  # fmt: skip
"""What the one-shot check of a plain mail must not pay for."""
posix = pytest.mark.skipif(os.name != "posix", reason="signals and /dev as POSIX has them")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, es=ES, en=EN)


def imported_by(*arguments: str, stdin: bytes = b"") -> set[str]:
    """The modules that a run has loaded in its end."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n" + START
    )
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return set(done.stderr.decode().split())


def test_the_installed_program() -> None:
    program = Path(sys.executable).with_name("emailint")
    done = subprocess.run([program, "check", "en.eml"], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"en.eml:3:10: warning team-word" in done.stdout


def test_without_options_the_check_is_the_one_that_its_options_stand_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[checking.Request] = []
    monkeypatch.setattr(checking, "check", lambda request: asked.append(request) or 0)
    assert command_line(["check", "en.eml", "-"]) == 0
    assert CliRunner().invoke(app, ["check", "en.eml", "-"]).exit_code == 0
    direct, typed = asked
    assert {key: value for key, value in typed.flags.items() if value} == direct.flags == {}
    assert typed._replace(flags={}) == direct


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "es.eml", "--fail-on", "never"], 0),
        (["check", "es.eml"], 1),
        (["check", "nothere.eml"], 2),
        (["check", "--nonsense"], 2),
        (["explain", "nonsense"], 2),
        ([], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    done = process(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_a_one_shot_check_imports_nothing_heavy(folder: Path) -> None:
    (folder / ".emailint.toml").unlink()
    imported_by("check", "en.eml")  # the cards are compiled and kept now
    plain, typed = imported_by("check", "en.eml"), imported_by("check", "-q", "en.eml")
    for loaded in (plain, typed):
        assert "emailint.linter" in loaded
        assert loaded.isdisjoint(HEAVY), sorted(loaded.intersection(HEAVY))
    assert "typer" in typed - plain


def test_hook_check_does_not_import_rich() -> None:
    loaded = imported_by("hook", "check", stdin=EN.encode())
    assert "emailint.hooks.judge" in loaded
    assert loaded.isdisjoint({"rich", "pydantic", "numpy", "asyncio", "multiprocessing"})


def unread(pipe: object) -> int:
    """The bytes that lie in a pipe."""
    import fcntl
    import termios

    count: int = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]
    return count


@posix
class TestPipes:
    @pytest.mark.parametrize("command", ["check -j 2 box.mbox", "check box.mbox", "rules"])
    def test_a_reader_that_has_read_enough_is_no_fault(self, folder: Path, command: str) -> None:
        (folder / "box.mbox").write_text(mbox(300), encoding="utf-8")
        line = [sys.executable, "-c", START, *command.split()]
        running = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert running.stdout is not None
        assert running.stderr is not None
        with running.stdout, running.stderr:
            assert running.stdout.readline()
            running.stdout.close()
            assert running.stderr.read() == b""
            assert running.wait(60) == 0

    def test_a_full_disk_is_said(self) -> None:
        full = Path("/dev/full")
        if not full.exists():
            pytest.skip("no /dev/full here")
        command = [sys.executable, "-c", START, "check", "en.eml"]
        with full.open("w") as out:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert b"space" in done.stderr

    @pytest.mark.parametrize(
        ("closed", "path", "code"), [("<&-", "-", 2), (">&-", "en.eml", 1), ("2>&-", "no.eml", 2)]
    )
    def test_closed_streams(self, folder: Path, closed: str, path: str, code: int) -> None:
        (folder / "start.py").write_text(START)
        line = f'exec "$0" start.py check {path} {closed}'
        done = subprocess.run(["sh", "-c", line, sys.executable], capture_output=True, check=False)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr + done.stdout

    def test_ctrl_c_while_it_reads_ends_it_without_a_word(self) -> None:
        line = [sys.executable, "-c", START, "check", "-", "-q"]
        running = subprocess.Popen(line, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        assert running.stdin and running.stderr  # noqa: PT018
        with running.stdin, running.stderr:
            running.stdin.write(b"Subject: x\n")
            running.stdin.flush()
            until(lambda: unread(running.stdin) == 0)
            running.send_signal(signal.SIGINT)
            assert running.wait(60) == 130
            assert running.stderr.read() == b""

    def test_ctrl_c_ends_a_watch_without_a_word(self, folder: Path) -> None:
        (folder / "es.eml").write_text("Subject: x\n\n")
        told = "import time; s = time.sleep; time.sleep = lambda n: (print('on', flush=True), s(n))"
        line = [sys.executable, "-c", f"{told}; {START}", "check", "--watch", "es.eml", "-q"]
        running = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert running.stdout and running.stderr  # noqa: PT018
        with running.stdout, running.stderr:
            running.stdout.readline()
            running.send_signal(signal.SIGINT)
            assert running.wait(60) == 0
            assert running.stderr.read() == b""

    def test_ctrl_c_in_a_run_of_several_processes(self, folder: Path) -> None:
        (folder / "box.mbox").write_text(mbox(400), encoding="utf-8")
        line = [sys.executable, "-c", START, "check", "-j", "3", "box.mbox"]
        running = subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        assert running.stdout and running.stderr  # noqa: PT018
        with running.stdout, running.stderr:
            running.stdout.readline()
            until(lambda: unread(running.stdout) > 60_000)  # full: nobody works any more
            os.killpg(running.pid, signal.SIGINT)
            with contextlib.suppress(OSError):
                running.stdout.read()
            assert running.wait(60) == 130
            assert running.stderr.read() == b""


class TestEncodings:
    def test_a_terminal_without_the_letters_gets_escapes(self) -> None:
        done = process("check", "-q", "es.eml", env={"PYTHONIOENCODING": "ascii"})
        assert done.returncode == 1
        assert b"No decimos \\xabpizarra\\xbb" in done.stdout

    @pytest.mark.parametrize("command", ["check -f json es.eml", "inspect -f json es.eml"])
    def test_json_is_utf8_everywhere(self, folder: Path, command: str) -> None:
        (folder / "es.eml").write_text(ES.replace("Piedra", "Peñón"), encoding="utf-8")
        done = process(*command.split(), env={"PYTHONIOENCODING": "latin-1"})
        assert "Peñón" in str(json.loads(done.stdout.decode("utf-8")))


def test_errors_hide_no_bug_from_developers() -> None:
    code = (
        "import emailint.checking as c\n"
        "def broken(request): raise ValueError('broken on purpose')\n"
        "c.check = broken\n" + START
    )
    command = [sys.executable, "-c", code, "check", "en.eml"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"this is a bug in emailint: ValueError: broken on purpose" in done.stderr
    assert b"Traceback" not in done.stderr
    env = {**os.environ, "EMAILINT_DEBUG": "1"}
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert b"Traceback" in done.stderr
