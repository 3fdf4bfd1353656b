"""`emailint hook`: installed into mail programs and git, and what they call."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from emailint.cli import command_app
from emailint.user import localized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emailint.hooks.install import Change

hook_app = command_app()
HookArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="sendmail, git, thunderbird or pre-commit.",
        autocompletion=lambda incomplete: _names(incomplete),
    ),
]
_YES = ("y", "yes", "s", "si", "sí")
HERE = Path()
RepoOption = Annotated[
    Path,
    typer.Option(
        metavar="DIR", help="The repository, for git and pre-commit.", show_default="this folder"
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Don't ask, change it.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, no more.")]


class Sendmail(TyperCommand):
    """A command that reads none of its arguments: sendmail's own must pass through untouched."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args == ["--help"]:
            return super().parse_args(ctx, args)
        ctx.args = list(args)
        return ctx.args  # type: ignore[no-any-return]


@hook_app.callback()
def hook() -> None:
    """Check mail right before it is sent, and set that up.

    A linter that fails keeps no mail from going, unless your config says so (hook.strict).
    """


@hook_app.command()
def install(
    name: HookArgument,
    repo: RepoOption = HERE,
    yes: YesOption = False,
    dry_run: DryOption = False,
) -> None:
    """Install a hook: shows what changes, asks, keeps what was there."""
    from emailint.hooks import install as files
    from emailint.hooks.adapters import Place, adapter

    place = Place(repo)
    plan, scope = adapter(name).plan(place), adapter(name).scope(place)
    changes = files.to_install(plan)
    if not changes or _agreed(changes, yes, dry_run):
        files.install(name, scope, changes)
        _tell(f"{name}: installed" if changes else f"{name}: is installed already", plan.notes)


@hook_app.command()
def uninstall(
    name: HookArgument,
    repo: RepoOption = HERE,
    yes: YesOption = False,
    dry_run: DryOption = False,
) -> None:
    """Take a hook away: every file as it was before, your own later changes kept."""
    from emailint.hooks import install as files
    from emailint.hooks.adapters import Place, adapter

    scope = adapter(name).scope(Place(repo))
    changes, left = files.to_uninstall(name, scope)
    if not (changes or left) or _agreed(changes, yes, dry_run):
        files.uninstall(name, scope, changes)
        _tell(f"{name}: taken away" if changes or left else f"{name}: is not installed", left)


@hook_app.command()
def status(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="One hook only.",
            show_default=False,
            autocompletion=lambda incomplete: _names(incomplete),
        ),
    ] = None,
    repo: RepoOption = HERE,
) -> None:
    """Tell which hooks are installed and whether they work, and whether the warm engine runs.

    Exit code: 1 if the hook named isn't installed, or if one that is doesn't work.
    """
    from emailint.hooks import install as files
    from emailint.hooks.adapters import NAMES, Place, adapter
    from emailint.model import EmailintError

    wrong = False
    for each in [name] if name else NAMES:
        one, place = adapter(each), Place(repo)
        try:
            found = files.amiss(each, one.scope(place), one.plan(place))
            found = found if found is None else found + one.amiss(place)
        except EmailintError as error:
            if name:
                raise
            _tell(f"{each}: not installed ({error})")
            continue
        if found is None:
            _tell(f"{each}: not installed")
        else:
            _tell(f"{each}: installed, but" if found else f"{each}: installed", found)
        wrong |= bool(found) or (found is None and name is not None)
    if name is None:
        from emailint.hooks.client import ask_server

        runs = ask_server({}, b"", 2) is not None
        _tell("warm engine: runs" if runs else "warm engine: does not run (emailint serve)")
    if wrong:
        raise typer.Exit(1)


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
        str | None,
        typer.Option(
            "--from", metavar="ADDRESS", help="The envelope's sender; \"\" is a bounce's."
        ),
    ] = None,
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

    {"verdict": "send|ask|stop", "score", "findings", "notice", "override", "language"}; the score
    is null where nothing was checked. Exit code: 0, or 65 for stop.
    """
    from emailint.hooks.client import check

    raise typer.Exit(check(sender, recipients or [], interactive))


def _names(incomplete: str) -> list[str]:
    from emailint.hooks.adapters import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def _agreed(changes: "Sequence[Change]", yes: bool, dry_run: bool) -> bool:
    """Show the changes; whether to make them."""
    for change in changes:
        typer.echo(change.diff())
    if dry_run:
        return False
    if changes and not yes:
        from emailint.model import EmailintError

        typer.echo(localized("Change this? [y/N]"), nl=False)
        sys.stdout.write(" ")
        sys.stdout.flush()
        if sys.stdin.readline().strip().lower() not in _YES:
            raise EmailintError("nothing was changed; --yes changes it without asking")
    return True


def _tell(what: str, notes: "Sequence[str]" = ()) -> None:
    typer.echo(localized(what))
    for note in notes:
        typer.echo(localized(f"- {note}"))
