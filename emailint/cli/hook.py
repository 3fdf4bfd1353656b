"""`emailint hook sendmail` and `emailint hook check`: the pre-send hook in its smallest form."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from emailint.cli import command_app

hook_app = command_app()
_SENDMAILS = {  # -h and all others are sendmail's own
    "ignore_unknown_options": True, "allow_interspersed_args": False,
    "help_option_names": ["--help"],
}  # fmt: skip


@hook_app.callback()
def hook() -> None:
    """Check a message right before it is sent.

    A linter that fails never keeps a mail from going, unless your config says so (hook.strict).
    """


@hook_app.command(context_settings=_SENDMAILS)
def sendmail(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SENDMAIL'S ARGUMENTS]...", help="Passed on as they are."),
    ] = None,
) -> None:
    """Stand in for sendmail: pass the message on or hold it.

    The message comes on standard input. Exit code: the real sendmail's; 65 if the message is
    held, with the findings and its place on standard error; 75 if it can't be passed on.
    """
    from emailint.hooks.sendmail import run

    raise typer.Exit(run(arguments or [], sys.stdin.buffer))


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

    {"verdict": "send|ask|stop", "score", "findings", "notice"}; the score is null where there was
    no check. Exit code: 0, or 65 for stop.
    """
    from emailint.hooks.judge import answer, judge
    from emailint.model import Envelope
    from emailint.render.json import dump
    from emailint.verdict import STOPPED

    envelope = Envelope(sender, tuple(recipients or ())) if recipients or sender else None
    judged = judge(sys.stdin.buffer.read(), envelope=envelope, interactive=interactive)
    typer.echo(dump(answer(judged)).encode())
    if judged.verdict.decision == "stop":
        raise typer.Exit(STOPPED)
