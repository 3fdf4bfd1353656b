"""`emailint models`: the trained pipelines of spaCy that --deep can use."""

from enum import StrEnum
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.user import localized

models_app = command_app()
Format = StrEnum("Format", "text json")
_TEXT = Format("text")


@models_app.command()
def models(
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = _TEXT,
) -> None:
    """Show spaCy's trained pipelines that are installed, and how to get them."""
    from emailint.deep.models import models as found

    facts = found()
    if format is not _TEXT:
        from emailint.render.json import dump

        typer.echo(dump(facts).encode())
        return
    if facts["spacy"] is None:
        typer.echo(localized("spaCy isn't installed: pip install 'emailint[nlp]'"))
        return
    typer.echo(f"spaCy {facts['spacy']}")
    for language, own in facts["languages"].items():
        names = ", ".join(f"{m['name']} {m['version']}".strip() for m in own["installed"])
        if names:
            typer.echo(f"{language}: {names}")
        else:
            typer.echo(localized(f"{language}: blank, which tells words apart and no more"))
            how = f"    to get a trained one, from the network: {own['install']}"
            typer.echo(localized(how))
