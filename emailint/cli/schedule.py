"""`emailint schedule`: a plan of campaigns."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.cli.options import ConfigOption, TextLanguageOption

schedule_app = command_app()
Format = StrEnum("Format", "text json")
_TEXT = Format("text")


@schedule_app.command()
def schedule(
    plan: Annotated[
        Path,
        typer.Argument(
            metavar="PLAN", help="A CSV (date, time, name, list, country) or a calendar (.ics)."
        ),
    ],
    country: Annotated[
        str,
        typer.Option(metavar="CODE", help="The recipients' country, ES, or region, ES-MD."),
    ] = "",
    apart: Annotated[
        float, typer.Option(min=0, metavar="HOURS", help="The least between two mails to a list.")
    ] = 24,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = _TEXT,
    ui_language: TextLanguageOption = None,
    config: ConfigOption = None,
) -> None:
    """Warn of collisions and holidays in a plan, with what is known of weekday and hour.

    Exit code: 0 fine, 1 a collision or a holiday, 2 wrong use or an unreadable plan.
    """
    from emailint.engine import Engine
    from emailint.output import colored, columns, tell
    from emailint.scheduling import as_json, as_text, judge, no_country
    from emailint.user import locale_language

    language = ui_language.value if ui_language else locale_language()
    flags = {"profile": "campaign", "select": ("timing",), "ui_language": language}
    linter = Engine(explicit=config, flags=flags).linter(str(plan))
    ui = linter.config.ui_language or locale_language()
    judged = judge(plan, linter, ui, country, apart)
    if format is Format("json"):
        shown = as_json(judged)
    else:
        shown = as_text(judged, linter, ui, color=colored(sys.stdout), width=columns(sys.stdout))
    typer.echo(shown, nl=False, color=True)
    if missing := no_country(judged, country, ui):
        tell(missing)
    raise typer.Exit(1 if any(item.bad for item in judged) else 0)
