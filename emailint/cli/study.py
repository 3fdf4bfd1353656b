"""`emailint study`: the options; `emailint.studying` does the work."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.cli.options import ConfigOption, TextLanguageOption

study_app = command_app()
Format = StrEnum("Format", "text json html")
_TEXT = Format("text")


@study_app.command()
def study(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Archives: mboxes (.gz too), Maildirs, folders of .eml, Parquet, URLs of those.",
        ),
    ],
    me: Annotated[
        list[str] | None,
        typer.Option(
            "--me",
            metavar="ADDRESS",
            help="Study the mail sent from here; repeat it. "
            "Left out: all mail that opens a thread.",
        ),
    ] = None,
    window: Annotated[
        float, typer.Option(min=0.1, metavar="DAYS", help="Within how many days a reply counts.")
    ] = 14,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = _TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it to a file.")
    ] = None,
    features: Annotated[
        Path | None,
        typer.Option(metavar="FILE.parquet", help="Keep the table of features: no text, no name."),
    ] = None,
    fit: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Fit points to this mail, for `points_file` in a config."
        ),
    ] = None,
    pictures: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the pictures as SVG and PNG.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option(metavar="tcp://HOST:PORT", help="Read on this Dask cluster.")
    ] = "",
    state: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER", help="Where what was read is kept, or a URL; else the user's cache."
        ),
    ] = None,
    ui_language: TextLanguageOption = None,
    config: ConfigOption = None,
) -> None:
    """Measure in your own mail how mail that follows each rule, and mail that doesn't, is answered.

    Exit code: 0 fine, 2 wrong use, no mail, or an unreadable archive.
    """
    from emailint.studying import Request
    from emailint.studying import study as studied

    studied(
        Request(
            paths=paths,
            me=tuple(me or ()),
            window=window,
            format=format.value,
            output=output,
            features=features,
            fit=fit,
            pictures=pictures,
            scheduler=scheduler,
            jobs=jobs,
            state=state,
            config=config,
            ui=ui_language.value if ui_language else "",
        )
    )
