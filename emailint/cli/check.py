"""`emailint check`: the options; `emailint.checking` does the work."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.cli.options import (
    ConfigOption,
    JurisdictionOption,
    LanguageOption,
    ProfileOption,
    SendAtOption,
    UiLanguageOption,
    flags,
    rule_names,
)

check_app = command_app()
Format = StrEnum("Format", "text json jsonl sarif github junit html markdown")
FailOn = StrEnum("FailOn", "error warning info never")
SpamEngine = StrEnum("SpamEngine", "spamassassin rspamd")
_TEXT = Format("text")


@check_app.command()
def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Drafts (.eml .txt .md .html .mjml), mboxes, Maildirs, folders; - is standard input.",
        ),
    ],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the report.")] = (
        _TEXT
    ),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE",
            autocompletion=rule_names,
            help="Only this rule or category; repeat it, or separate by commas.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE",
            autocompletion=rule_names,
            help="Not this rule or category.",
        ),
    ] = None,
    profile: ProfileOption = None,
    language: LanguageOption = None,
    ui_language: UiLanguageOption = None,
    jurisdiction: JurisdictionOption = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit 1 from this severity on (default: warning).")
    ] = None,
    fail_under: Annotated[
        int | None,
        typer.Option(min=0, max=100, metavar="SCORE", help="Exit 1 if a draft scores less."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes to the files.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print --fix's changes as a patch, and change nothing.")
    ] = False,
    send_at: SendAtOption = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Fill in a campaign's merge fields for each recipient."),
    ] = None,
    spam_engine: Annotated[
        SpamEngine | None,
        typer.Option(help="Ask this spam filter, installed here, what it charges for a campaign."),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")
    ] = 1,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Leave out the findings that this file knows."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write all findings to a baseline file; exit 0."),
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Add a table of findings by rule.")
    ] = False,
    explain_score: Annotated[
        bool, typer.Option("--explain-score", help="Add up the score line by line.")
    ] = False,
    show_view: Annotated[
        bool,
        typer.Option("--show-view", help="Print the text that the places refer to, and stop."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes; Ctrl-C ends it.")
    ] = False,
    online: Annotated[
        bool,
        typer.Option(
            "--online", help="Ask the web whether links lead anywhere; never those that act."
        ),
    ] = False,
    deep: Annotated[
        bool | None,
        typer.Option("--deep/--no-deep", help="Grammar, spelling and meaning too, by the extras."),
    ] = None,
    engine: Annotated[
        list[str] | None,
        typer.Option("--engine", metavar="NAME", help="Of --deep only this engine; repeat it."),
    ] = None,
    stdin_filename: Annotated[
        str,
        typer.Option(metavar="NAME", help="Treat standard input as this file, its config too."),
    ] = "",
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="One line a finding, nothing else.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Find what to mend: place, fix and evidence.

    Exit code: 0 fine, 1 findings at the threshold, 2 wrong use, config or unreadable file.
    """
    from emailint.checking import Request
    from emailint.checking import check as checked

    request = Request(
        paths=paths, format=format.value, output=output,
        flags=flags(
            select=_split(select), ignore=_split(ignore), profile=profile, language=language,
            ui_language=ui_language, jurisdiction=jurisdiction, fail_on=fail_on,
            fail_under=fail_under, deep=deep,
        ),
        fix=fix, diff=diff, send_at=send_at, data=data,
        spam_engine=spam_engine.value if spam_engine else "", jobs=jobs, baseline=baseline,
        write_baseline=write_baseline, statistics=statistics, explain_score=explain_score,
        show_view=show_view, watch=watch, online=online, engines=_split(engine), stdin_filename=stdin_filename, quiet=quiet, config=config,
    )  # fmt: skip
    raise typer.Exit(checked(request))


def _split(values: list[str] | None) -> tuple[str, ...]:
    parts = (part.strip() for value in values or () for part in value.split(","))
    return tuple(part for part in parts if part)
