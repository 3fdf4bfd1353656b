"""`emailint coach`: the three changes that would matter most."""

import sys
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.cli.options import (
    ConfigOption,
    LanguageOption,
    ProfileOption,
    SendAtOption,
    UiLanguageOption,
    flags,
)

coach_app = command_app()


@coach_app.command()
def coach(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A draft; - is standard input.")],
    profile: ProfileOption = None,
    language: LanguageOption = None,
    ui_language: UiLanguageOption = None,
    send_at: SendAtOption = None,
    deep: Annotated[
        bool | None,
        typer.Option("--deep/--no-deep", help="Ask the engines of --deep; yes if installed."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Say which three changes would matter most."""
    from emailint.checking import moment
    from emailint.coach import coach as coached
    from emailint.coach import render_coach
    from emailint.output import colored, columns, complain
    from emailint.program import OWN_ERROR
    from emailint.runner import Plan, Worker
    from emailint.sources import SourceError, read_sources

    given = flags(ui_language=ui_language, profile=profile, language=language, deep=deep)
    worker = Worker(Plan(config, given, moment(send_at), deep=True))
    failed, empty = False, True
    for source in read_sources([draft], sys.stdin.buffer.read):
        if isinstance(source, SourceError):
            complain(source.path, source.error)
            failed = True
            continue
        empty = False
        document = worker.read(source)
        report = worker.report(source, document)
        pack = worker.engine.linter(source.path).pack
        advice = coached(report, pack.rules, pack.studies)
        text = render_coach(
            advice, report, document, color=colored(sys.stdout), width=columns(sys.stdout)
        )
        typer.echo(text, nl=False, color=True)
    if empty and not failed:
        complain(draft, "no drafts in there")
    if failed:
        raise typer.Exit(OWN_ERROR)
