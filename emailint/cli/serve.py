"""`emailint serve`: the warm engine for the hooks."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.model import EmailintError
from emailint.user import localized

serve_app = command_app()


@serve_app.command()
def serve(
    socket: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Listen there; else where hooks look: EMAILINT_SOCKET, or XDG_RUNTIME_DIR.",
            show_default=False,
        ),
    ] = None,
    http: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65_535,
            metavar="PORT",
            help="Answer HTTP on this port of 127.0.0.1 as well, to whoever has the token.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that judge.", show_default=False)
    ] = min(4, os.cpu_count() or 1),
) -> None:
    """Keep the engine warm for the hooks until SIGTERM or Ctrl-C.

    Hooks use it when it runs and judge by themselves when it doesn't: the verdict is the same.
    """
    if sys.platform == "win32" or not hasattr(os, "fork"):
        raise EmailintError("serve needs Unix sockets: hooks judge by themselves here")
    from emailint.hooks.server import Server
    from emailint.user import socket_path

    path = Path(socket or socket_path()).absolute()
    beside = None
    if http is not None:
        from emailint.hooks.gateway import ADDRESS, gateway, token_file

        port, beside = gateway(http, path)
        _tell(f"HTTP on {ADDRESS}:{port}, the token is in {token_file()}")
    Server(path, workers, _tell).run(beside)


def _tell(text: str) -> None:
    typer.echo(f"emailint: {localized(text)}", err=True)
