"""`emailint hook sendmail` and `emailint hook check`: the pre-send hook in its smallest form."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from emailint.cli import command_app

hook_app = command_app()
_ANY = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": ["--help"]}


@hook_app.callback()
def hook() -> None:
    """Check a message right before it is sent. A broken linter never keeps a mail from going."""


@hook_app.command(context_settings=_ANY)
def sendmail(context: typer.Context) -> None:
    """A drop-in for sendmail: passes the message on, or exits 65 with the findings and keeps it.

    Takes sendmail's own arguments; the message comes on standard input.
    """
    from emailint.config import load_config
    from emailint.hooks import sendmail as adapter
    from emailint.hooks.judge import judge, strip_own_fields

    arguments = context.args
    raw = sys.stdin.buffer.read()
    envelope = adapter.envelope_of(arguments)
    judged = judge(raw, envelope=envelope, interactive=False)
    try:
        settings = load_config().hook
    except Exception:  # a broken config is in the notice already, and the mail still goes
        settings = {}
    if judged.notice:
        typer.echo(f"emailint: {judged.notice}", err=True)
    if judged.report is not None and judged.verdict.findings:
        _print_findings(raw, judged.report)
    if judged.verdict.decision == "stop":
        kept = adapter.hold(raw, adapter.held_folder(str(settings.get("held", ""))))
        typer.echo(f"emailint: {kept}", err=True)
        raise typer.Exit(adapter.STOPPED)
    program = adapter.real_sendmail(str(settings.get("sendmail", "")))
    raise typer.Exit(adapter.pass_on(program, arguments, strip_own_fields(raw)))


@hook_app.command()
def check(
    sender: Annotated[str, typer.Option("--from", metavar="ADDRESS", help="The envelope's sender.")] = "",
    recipients: Annotated[
        list[str] | None,
        typer.Option("--rcpt", metavar="ADDRESS", help="A recipient of the envelope; repeat it for each."),
    ] = None,
    interactive: Annotated[
        bool, typer.Option(help="Whether the caller can ask the writer; if not, an error stops.")
    ] = True,
) -> None:
    """Message on standard input, verdict as JSON out: exit 0, or 65 for stop."""
    import json

    from emailint.hooks.judge import judge
    from emailint.model import Envelope
    from emailint.render.json import finding_dict
    from emailint.verdict import STOPPED

    envelope = Envelope(sender, tuple(recipients)) if recipients else None
    judged = judge(sys.stdin.buffer.read(), envelope=envelope, interactive=interactive)
    report = judged.report
    answer = {
        "verdict": judged.verdict.decision,
        "score": report.score.total if report else None,
        "findings": [finding_dict(f) for f in report.findings] if report else [],
        "notice": judged.notice,
    }
    typer.echo(json.dumps(answer, ensure_ascii=False))
    if judged.verdict.decision == "stop":
        raise typer.Exit(STOPPED)


def _print_findings(raw: bytes, report: object) -> None:
    """The findings on standard error, where mail programs show them."""
    from emailint.document import read
    from emailint.model import Report
    from emailint.render.text import TextRenderer

    assert isinstance(report, Report)
    renderer = TextRenderer(color=False, quiet=False)
    typer.echo(renderer.report(report, read(raw)), err=True, nl=False)
