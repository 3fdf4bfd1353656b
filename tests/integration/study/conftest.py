"""A server that speaks S3, and processes that see the libraries of scripts/integration/study.sh."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LIBRARIES = ROOT / "build" / "study"
Run = Callable[..., str]


def environment(cache: Path, **more: str) -> dict[str, str]:
    folders = (ROOT, ROOT / "tests", LIBRARIES)
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "PYSPARK_PYTHON": sys.executable,  # or it takes the python3 of PATH
        "XDG_CACHE_HOME": str(cache),
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        **more,
    }


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty object store."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (tmp_path_factory.mktemp("moto") / "log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env=environment(tmp_path_factory.mktemp("cache")), stdout=log, stderr=log,
    )  # fmt: skip
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None, "the S3 server didn't start"
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
        log.close()


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run Python in a process that sees the libraries; gives what it printed."""
    cache = tmp_path_factory.mktemp("cache")
    folder = tmp_path_factory.mktemp("scripts")

    def run(code: str, *arguments: object, **more: str) -> str:
        script = folder / "script.py"  # a file: processes that it starts import it again
        script.write_text(code)
        done = subprocess.run(
            [sys.executable, script, *map(str, arguments)],
            env=environment(cache, **more), capture_output=True, text=True, timeout=300, cwd=folder,
        )  # fmt: skip
        assert not done.returncode, done.stderr
        return done.stdout

    return run
