"""`emailint compare`: two drafts of an A/B test side by side."""

from __future__ import annotations

from enum import StrEnum
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

compare_app = command_app()
Format = StrEnum("Format", "text json")
_TEXT = Format("text")


@compare_app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A draft.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = _TEXT,
    profile: ProfileOption = None,
    language: LanguageOption = None,
    ui_language: UiLanguageOption = None,
    send_at: SendAtOption = None,
    config: ConfigOption = None,
) -> None:
    """Compare two drafts: what differs, both scores, findings only in one."""
    from emailint.checking import moment
    from emailint.comparing import compare as compared
    from emailint.runner import Plan, Worker

    given = flags(ui_language=ui_language, profile=profile, language=language)
    worker = Worker(Plan(config, given, moment(send_at)))
    typer.echo(compared(worker, a, b, as_json=format is Format("json")), nl=False, color=True)
