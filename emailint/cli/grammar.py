"""`emailint grammar install|status|start|stop`: LanguageTool on this machine, for `--deep`."""

from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.model import missing_extra
from emailint.user import localized

grammar_app = command_app()


@grammar_app.callback()
def grammar() -> None:
    """LanguageTool for --deep: install it, keep its server running."""


@grammar_app.command()
def install(
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SOURCE",
            help="A Maven repository: address or folder.",
            show_default="Maven Central",
        ),
    ] = "",
) -> None:
    """Fetch LanguageTool's jars (120 MB), each held against its checksum."""
    _need_library()
    from emailint.deep.install import SOURCE, VERSION
    from emailint.deep.install import install as installed
    from emailint.deep.local_server import folder, java_trouble
    from emailint.output import tell

    size = installed(folder(), source or SOURCE, tell)
    typer.echo(localized(f"LanguageTool {VERSION} is in {folder()} ({size / 1e6:.0f} MB came)"))
    if trouble := java_trouble():
        tell(str(trouble))


@grammar_app.command()
def status() -> None:
    """Say what is there and what is missing. Exit code 0 if all is there, else 1."""
    _need_library()
    from emailint.config import load_config
    from emailint.deep.install import VERSION, is_installed
    from emailint.deep.languagetool import answers
    from emailint.deep.local_server import folder, java_trouble
    from emailint.deep.server import running

    if named := load_config().grammar.get("server", ""):
        fine = answers(named)
        told = (
            f"server of your config: {named} answers"
            if fine
            else f"server of your config: {named} does not answer"
        )
        typer.echo(localized(told))
        raise typer.Exit(0 if fine else 1)
    trouble = java_trouble()
    here = is_installed(folder())
    typer.echo(localized(str(trouble) if trouble else "Java: fine"))
    missing = f"LanguageTool {VERSION} is missing: emailint grammar install"
    typer.echo(localized(f"LanguageTool {VERSION} is in {folder()}" if here else missing))
    server = running()
    serving = (
        f"server: runs at {server.address}, process {server.pid}"
        if server
        else "server: none; one is started for each run, which takes seconds: emailint grammar start"
    )
    typer.echo(localized(serving))
    raise typer.Exit(0 if here and trouble is None else 1)


@grammar_app.command()
def start() -> None:
    """Leave a server running, so that drafts needn't wait for one."""
    _need_library()
    from emailint.deep.server import start as started

    server = started()
    told = f"LanguageTool runs at {server.address}; emailint grammar stop ends it"
    typer.echo(localized(told))


@grammar_app.command()
def stop() -> None:
    """End the server that `start` left running."""
    _need_library()
    from emailint.deep.server import stop as stopped

    server = stopped()
    told = f"ended process {server.pid}" if server else "no server was running"
    typer.echo(localized(told))


def _need_library() -> None:
    from importlib.util import find_spec

    if find_spec("language_tool_python") is None:
        raise missing_extra("grammar", "grammar")
