"""`emailint coach`: the three changes that would matter most."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from emailint.cli import OWN_ERROR, command_app

coach_app = command_app()


@coach_app.command()
def coach(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft; - is standard input.")],
    ui_language: Annotated[str, typer.Option(help="Language of the advice: es or en.")] = "",
    profile: Annotated[str, typer.Option(help="Take the draft to be of this profile.")] = "",
    send_at: Annotated[str | None, typer.Option(metavar="ISO8601", help="When it will be sent.")] = None,
) -> None:
    """Say which three changes would matter most, each with its place, fix and evidence."""
    from emailint.checking import moment
    from emailint.coach import coach as coached
    from emailint.coach import render_coach
    from emailint.render import Options
    from emailint.runner import Plan, Worker
    from emailint.sources import SourceError, read_sources

    plan = Plan(flags={"ui_language": ui_language, "profile": profile}, send_at=moment(send_at), options=Options())
    worker = Worker(plan)
    for source in read_sources([draft], sys.stdin.buffer.read):
        if isinstance(source, SourceError):
            typer.echo(f"emailint: {source.path}: {source.error}", err=True)
            raise typer.Exit(OWN_ERROR)
        document = worker.read(source)
        report = worker.report(source, document)
        pack = worker.engine.linter(source.path).pack
        advice = coached(report, pack.rules, pack.studies)
        typer.echo(render_coach(advice, report, document), nl=False)
