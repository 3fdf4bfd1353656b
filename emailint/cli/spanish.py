"""The command line in Spanish: what Typer prints goes through the catalogue.

Typer lets its headings be translated by gettext, but neither "Usage:" nor any of its errors. So all
of it is translated where it is printed: in the formatter of help, and where a usage error is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from inspect import cleandoc
from typing import IO, Any

import typer
from typer._click.core import Context
from typer._click.exceptions import UsageError
from typer._click.formatting import HelpFormatter

from emailint.spanish import spanish
from emailint.spanish.helps import METAVARS


@contextmanager
def in_spanish() -> Iterator[None]:
    """Help and usage errors are Spanish in here."""
    formatter, show = Context.formatter_class, UsageError.show
    Context.formatter_class, UsageError.show = _Formatter, _show  # type: ignore[method-assign]
    try:
        yield
    finally:
        Context.formatter_class, UsageError.show = formatter, show  # type: ignore[method-assign]


def translate(command: Any) -> None:
    """The help of a command and of those below it: Typer cuts it short before it is printed."""
    command.help = spanish(cleandoc(command.help or ""))
    for below in getattr(command, "commands", {}).values():
        translate(below)


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _metavars(args), prefix or spanish("Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(spanish(heading))

    def write_text(self, text: str) -> None:
        super().write_text(spanish(text))

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: int, **more: int) -> None:
        super().write_dl([(_metavars(a), spanish(b)) for a, b in rows], *widths, **more)


def _metavars(usage: str) -> str:
    """ "-o, --output FILE" with the word that stands for a value in Spanish."""
    bare = ((word, word.strip("{}")) for word in usage.split(" "))
    return " ".join(word.replace(name, METAVARS.get(name, name)) for word, name in bare)


def _show(self: UsageError, file: IO[Any] | None = None) -> None:
    if self.ctx is not None:
        hint = spanish(f"Try '{self.ctx.command_path} {self.ctx.help_option_names[0]}' for help.")
        typer.echo(f"{self.ctx.get_usage()}\n{hint}\n", file, err=True)
    typer.echo(f"Error: {spanish(self.format_message())}", file, err=True)
