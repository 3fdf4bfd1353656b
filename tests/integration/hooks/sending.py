"""A user with a home and msmtp, and a server that keeps what arrives."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Self

from aiosmtpd.controller import Controller

ROOT = Path(__file__).parents[3]
SHOWN = ROOT / "docs" / "hooks"
BIN = Path(sys.executable).parent
FOLDERS = ("CACHE", "CONFIG", "DATA", "STATE")
GOOD = """\
Dear Bob,

Could you tell me before Thursday whether the stone for the wall suits you?

Thanks for having a look,
Ann
"""
BAD = GOOD.replace("Could you", "Please find attached the plan of the wall. Could you")


class Sink:
    """An SMTP server on loopback; `mails` are those that arrived."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        del server, session
        self.raw.append(envelope.original_content)  # type: ignore[attr-defined]
        return "250 kept"

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]  # type: ignore[misc]

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


class User:
    """Runs programs as the user would, with a home of its own."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home
        self.port = port
        self.notes = ""  # what the installation says
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "EMAILINT_"))}
        self.env = kept | {
            "HOME": str(home), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "TERM": "xterm",
            "LANG": "C.UTF-8", "EMAIL": "ann@acme.example", "DEAD": str(home / "dead"),
            "MAILRC": str(home / ".mailrc"),
            # s-nail gives root, who runs CI, another HOME
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in FOLDERS},
        }  # fmt: skip
        (home / "Mail").mkdir(parents=True)
        self.write("config/emailint/config.toml", 'ignore = ["timing"]\nhook.sendmail = "msmtp"\n')
        self.write(
            "config/msmtp/config",
            f"account default\nhost 127.0.0.1\nport {port}\nfrom ann@acme.example\nauth off\n",
        ).chmod(0o600)

    def write(self, name: str, text: str) -> Path:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(
        self, *command: object, stdin: str = "", code: int | None = 0, cwd: Path | None = None,
        **variables: str,
    ) -> str:  # fmt: skip
        """What the program prints, on both streams; it must end with `code`."""
        program = shutil.which(str(command[0]), path=self.env["PATH"])
        assert program, f"no program {command[0]}: scripts/integration/hooks.sh installs it"
        done = subprocess.run(
            [program, *map(str, command[1:])], input=stdin, env=self.env | variables, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd or self.home, timeout=120,
            check=False, start_new_session=True,
        )  # fmt: skip
        if code is not None:
            assert done.returncode == code, f"{done.returncode}: {done.stdout}"
        return done.stdout

    @property
    def held(self) -> list[Path]:
        return sorted(self.home.glob("state/emailint/held/*.eml"))


def shoot(name: str, command: str, output: str) -> None:
    """A picture of a terminal for the docs, if EMAILINT_WRITE_DOCS is set."""
    if os.environ.get("EMAILINT_WRITE_DOCS"):
        from screenshot import svg

        (SHOWN / f"{name}.svg").write_text(svg(output, f"$ {command}"), encoding="utf-8")
