"""`emailint coach`: the three changes that would matter most."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

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

if TYPE_CHECKING:
    from emailint.model import Report
    from emailint.proposing import Proposal
    from emailint.runner import Worker
    from emailint.sources import Source

coach_app = command_app()


@coach_app.command()
def coach(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="One draft; - is standard input.")],
    profile: ProfileOption = None,
    language: LanguageOption = None,
    ui_language: UiLanguageOption = None,
    send_at: SendAtOption = None,
    deep: Annotated[
        bool | None,
        typer.Option("--deep/--no-deep", help="Ask the engines of --deep; yes if installed."),
    ] = None,
    apply: Annotated[
        bool,
        typer.Option("--apply", help="Ask for each proposal and fix, and write what you agree to."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Say which three changes would matter most, and propose words."""
    from emailint.checking import moment
    from emailint.coach import coach as coached
    from emailint.coach import render_coach
    from emailint.one_source import only_source
    from emailint.output import colored, columns
    from emailint.runner import Plan, Worker

    if apply:
        from emailint.applying import check_terminal

        check_terminal(draft)
    given = flags(ui_language=ui_language, profile=profile, language=language, deep=deep)
    worker = Worker(Plan(config, given, moment(send_at), deep=True))
    source = only_source(draft, sys.stdin.buffer.read, "coach")
    document = worker.read(source)
    report = worker.report(source, document)
    linter = worker.engine.linter(source.path)
    advice = coached(report, linter.pack.rules, linter.pack.studies)
    look: dict[str, Any] = {"color": colored(sys.stdout), "width": columns(sys.stdout)}
    typer.echo(render_coach(advice, report, document, **look), nl=False, color=True)
    proposals: list[Proposal] = []
    if worker.deep(linter.config) is not None:
        from emailint.proposing import propose, requests_of
        from emailint.render.proposals import render_proposal, render_requests

        requests = requests_of(linter.situation(document))
        proposals = propose(document, linter, report, requests)
        shown = [render_requests(requests, document, report.ui_language, **look)]
        shown += [
            render_proposal(proposal, document, report.ui_language, **look)
            for proposal in proposals
            if not apply
        ]
        typer.echo("".join(f"\n{piece}" for piece in shown if piece), nl=False, color=True)
    if apply:
        from emailint.applying import apply_interactively

        fixable = [finding for change in advice for finding in change.findings]
        apply_interactively(
            source, document, report, proposals, fixable,
            partial(_again, worker, source), **look,
        )  # fmt: skip


def _again(worker: Worker, source: Source, raw: bytes) -> Report:
    """The report on a draft whose bytes are others now."""
    source = source._replace(raw=raw)
    return worker.report(source, worker.read(source))
