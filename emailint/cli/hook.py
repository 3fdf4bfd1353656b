"""`emailint hook sendmail` and `emailint hook check`: the pre-send hook in its smallest form."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from emailint.cli import command_app

hook_app = command_app()


class Sendmail(TyperCommand):
    """A command that reads none of its arguments: sendmail's own must pass through untouched."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args == ["--help"]:
            return super().parse_args(ctx, args)
        ctx.args = list(args)
        return ctx.args  # type: ignore[no-any-return]


@hook_app.callback()
def hook() -> None:
    """Check a message right before it is sent.

    A linter that fails keeps no mail from going, unless your config says so (hook.strict).
    """


@hook_app.command(cls=Sendmail, options_metavar="[SENDMAIL'S ARGUMENTS]...")
def sendmail(context: typer.Context) -> None:
    """Stand in for sendmail: pass the message on, or hold it.

    Takes sendmail's own arguments; the message comes on standard input. Exit code: the real
    sendmail's; 65 if the message is held, with the findings and its place on standard error; 75
    if it can't be passed on.
    """
    from emailint.hooks.sendmail import run

    raise typer.Exit(run(context.args, sys.stdin.buffer.read))


@hook_app.command()
def check(
    sender: Annotated[
        str, typer.Option("--from", metavar="ADDRESS", help="The envelope's sender.")
    ] = "",
    recipients: Annotated[
        list[str] | None,
        typer.Option("--rcpt", metavar="ADDRESS", help="An envelope's recipient; repeat it."),
    ] = None,
    interactive: Annotated[
        bool,
        typer.Option(
            "--interactive/--no-interactive",
            help="Whether the caller can ask the writer; if not, an error stops.",
        ),
    ] = True,
) -> None:
    """Read a message, print the verdict as JSON.

    {"verdict": "send|ask|stop", "score", "findings", "notice"}; the score is null where nothing
    was checked. Exit code: 0, or 65 for stop.
    """
    from emailint.hooks.client import check

    raise typer.Exit(check(sender, recipients or [], interactive))
