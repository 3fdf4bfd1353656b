"""The command line: Typer commands without logic, each module loaded only when its command runs."""

from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from emailint.program import prepare_streams, run

COMMANDS: Final = {
    "check": "check", "coach": "coach", "compare": "compare", "schedule": "schedule",
    "inspect": "inspect", "explain": "rules", "rules": "rules",
    "new": "rules", "test": "rules", "config": "config", "init": "config", "trust": "config",
    "hook": "hook", "serve": "serve", "grammar": "grammar",
}  # fmt: skip
"""Which module of this package holds a command, in the order of the help."""


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"emailint.cli.{COMMANDS[cmd_name]}")
        command = getattr(module, f"{cmd_name}_app")
        made: Any = typer.main.get_command(command)
        made.name = cmd_name
        return made

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from emailint.card import suggest

            ctx.fail(f"No such command {args[0]!r}{suggest(args[0], COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Any error ends in one clear line and exit code 2, never in a traceback."""
        code = run(lambda: super(LazyGroup, self).invoke(ctx) or 0, own=(typer.Abort,))
        if code:
            raise typer.Exit(code)


def command_app() -> typer.Typer:
    """A Typer app for one command, without rich and without start-up work."""
    return typer.Typer(
        rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip


app = typer.Typer(
    name="emailint",
    cls=LazyGroup,
    help="Linter and coach for e-mail drafts: says what to mend before you send.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        from emailint import __version__

        typer.echo(f"emailint {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Linter and coach for e-mail drafts: says what to mend before you send."""


def main() -> None:
    """Read the command line and do what it asks. Ends in SystemExit."""
    prepare_streams()
    app()
