"""A warm engine in a process of its own, and drafts, for the tests of the hooks."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli_samples import EN

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = EN.replace("the the", "the").replace("Slate", "Stone").replace("slate", "stone").encode()
BAD = GOOD.replace(b"Subject: Stone for the wall\n", b"")  # no subject is an error
HOOK = "import sys; sys.argv[0] = 'emailint-hook'; from emailint.hooks.client import main; main()"
SERVE = """\
import sys
import emailint.hooks.policy as policy
{before}
from emailint.cli import main
sys.argv = ["emailint", "serve", *sys.argv[1:]]
main()
"""


class Server:
    """`emailint serve`, started and stopped; `before` is run in it first."""

    def __init__(self, path: Path, *arguments: str, before: str = "") -> None:
        self.path = path
        command = [sys.executable, "-c", SERVE.format(before=before), "--socket", str(path)]
        self.process = subprocess.Popen(
            [*command, *arguments], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
        )
        self.told = b""
        assert self.process.stderr is not None
        while b"listening" not in self.told:
            line = self.process.stderr.readline()
            if not line:
                self.process.stderr.close()
                self.process.wait()
                raise AssertionError(self.told.decode())
            self.told += line

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it; its exit code. The rest of what it told is added to `told`."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(number)
        assert self.process.stderr is not None
        self.told += self.process.stderr.read()  # until the last worker has gone, too
        self.process.stderr.close()
        return self.process.wait(60)

    @property
    def workers(self) -> list[int]:
        """The processes that judge."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(word) for word in children.read_text().split()]


@contextlib.contextmanager
def serving(path: Path, *arguments: str, before: str = "") -> Iterator[Server]:
    server = Server(path, *arguments, before=before)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def hook(
    *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`emailint-hook` as its entry point runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", HOOK, *map(str, arguments)], input=stdin, capture_output=True,
        check=False, env={**os.environ, **(env or {})},
    )  # fmt: skip
