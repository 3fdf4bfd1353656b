"""LanguageTool on this machine: jars held against their checksums, a server started, ended, dead.

A program named `java` stands for Java here (see `fake_languagetool`); the real ones are tested in
`tests/integration/languagetool`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import fake_languagetool
import pytest
from cli_samples import run

from emailint.config import Config
from emailint.deep import UnavailableError, install, process, server
from emailint.deep.grammar import Grammar
from emailint.deep.languagetool import answers
from emailint.deep.local_server import folder
from emailint.document import read
from emailint.engine import Engine
from emailint.model import EmailintError

if TYPE_CHECKING:
    from collections.abc import Iterator

PATHS = ("org/one/1.0/one-1.0.jar", f"org/{'long' * 20}/2/two-2.jar")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Maven repository of two jars, which the lock is for."""
    lock = []
    for path in PATHS:
        jar = tmp_path / "repository" / path
        jar.parent.mkdir(parents=True)
        jar.write_bytes(path.encode())
        lock.append([hashlib.sha256(path.encode()).hexdigest(), path])
    monkeypatch.setattr(install, "_lock", lambda: iter(lock))
    return tmp_path / "repository"


@pytest.fixture
def java(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A `java` on the path, LanguageTool installed; no server of a test outlives it."""
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho $$ > "$0.pid"\nexec {sys.executable} {fake_languagetool.__file__} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    install.install(folder(), str(repository), lambda _: None)
    monkeypatch.setattr(server, "_own", None)
    monkeypatch.setenv("EMAILINT_LANGUAGETOOL", "")
    yield
    server.stop()
    if server._own is not None:
        server._own.end()


def test_jars_come_from_a_folder_and_are_named_by_a_jar(repository: Path, tmp_path: Path) -> None:
    told: list[str] = []
    place = tmp_path / "LanguageTool"
    install.install(place, str(repository), told.append)
    assert told == ["one-1.0.jar", "two-2.jar"]
    assert install.is_installed(place)
    with zipfile.ZipFile(place / install.JAR) as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode()
    assert max(map(len, manifest.encode().split(b"\r\n"))) <= 72
    named = manifest.replace("\r\n ", "").partition("Class-Path: ")[2].split()
    assert [(place / name).read_bytes().decode() for name in named] == list(PATHS)
    install.install(place, str(repository), told.append)
    assert len(told) == 2  # what is there already isn't fetched again


def test_jars_come_over_http(repository: Path, tmp_path: Path) -> None:
    handler = partial(_Quiet, directory=str(repository))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{http.server_port}"
        install.install(tmp_path / "a", address, lambda _: None)
        (repository / PATHS[1]).unlink()
        with pytest.raises(EmailintError, match=r"ot found.*--from FOLDER"):
            install.install(tmp_path / "b", address, lambda _: None)
        http.shutdown()
    assert install.is_installed(tmp_path / "a")
    assert not install.is_installed(tmp_path / "b")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def test_a_jar_that_is_another_is_refused(repository: Path, tmp_path: Path) -> None:
    (repository / PATHS[1]).write_bytes(b"another")
    with pytest.raises(EmailintError, match="SHA-256"):
        install.install(tmp_path / "a", str(repository), lambda _: None)
    assert not install.is_installed(tmp_path / "a")
    assert not list((tmp_path / "a").rglob("*.part"))


def test_the_lock_is_of_the_version_that_is_said() -> None:
    lock = list(install._lock())
    assert len(lock) > 100
    assert all(len(checksum) == 64 for checksum, _ in lock)
    own = [path for _, path in lock if path.startswith("org/languagetool/language")]
    assert {f"language-{x}" for x in ("es", "en", "pt", "fr", "de", "it")} <= {
        path.split("/")[2] for path in own
    }
    assert all(
        f"/{install.VERSION}/" in path for path in own if "-server" in path or "/language-" in path
    )


@pytest.mark.usefixtures("java")
def test_a_server_is_started_and_stopped() -> None:
    assert "none" in run("grammar", "status").stdout
    assert "runs at" in run("grammar", "start").stdout
    kept = server.running()
    assert kept is not None
    assert answers(kept.address)
    assert server.start() == kept
    assert server.address(start=False) == kept.address
    assert kept.address in run("grammar", "status").stdout
    assert "ended process" in run("grammar", "stop").stdout
    assert not answers(kept.address)
    assert "no server" in run("grammar", "stop").stdout


@pytest.mark.usefixtures("java")
def test_another_process_of_the_same_number_is_left_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        state = server._state()
        state.parent.mkdir(parents=True, exist_ok=True)
        state.write_text(f"{other.pid} 1 1.0\n")
        assert server.running() is None
        assert server.stop() is None
        assert other.poll() is None
        other.communicate(b"\n")


@pytest.mark.usefixtures("java")
def test_a_server_that_dies_is_started_again() -> None:
    asked = Grammar(Config())
    first = server._own
    assert first is not None
    linter = Engine().linter_of(Config(language="en"))

    def look(text: str) -> int:
        return len(list(asked(linter.situation(read(text, kind="text")))))

    assert look("An erorr is here.") == 1
    process.end(first.pid)
    assert look("Another erorr is here.") == 1
    assert server._own is not None
    assert server._own.pid != first.pid


@pytest.mark.usefixtures("java")
def test_a_run_ends_its_server(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Hi Bob,\n\nWe have an erorr in the plan that you sent to us.\n"
    )
    command = [sys.executable, "-m", "emailint", "check", "--engine", "grammar", "-j", "2"]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert "grammar-spelling" in done.stdout
    pid = int((tmp_path / "bin" / "java.pid").read_text())
    assert process.created(pid) is None


def test_without_java_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnavailableError, match="Java 17"):
        Grammar(Config())


def test_what_is_missing_is_an_error_only_where_asked_for(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("Hi Bob,\n\nHere is the plan of May, please read it.\n")
    done = run("check", "--deep", "--fail-on", "never", str(draft))
    assert done.exit_code == 0
    assert "grammar:" in done.stdout
    done = run("check", "--engine", "grammar", str(draft))
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert run("check", "--engine", "grammer", str(draft)).exit_code == 2
