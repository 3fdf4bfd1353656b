"""The command line: Typer commands without logic, each module loaded only when its command runs."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

COMMANDS: Final = {
    "check": "check", "coach": "coach", "inspect": "inspect", "explain": "rules", "rules": "rules",
    "new": "rules", "test": "rules", "config": "config", "init": "config", "trust": "config",
    "hook": "hook",
}  # fmt: skip
"""Which module of this package holds a command, in the order of the help."""

OWN_ERROR: Final = 2


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
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

            ctx.fail(f"no such command {args[0]!r}{suggest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)


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


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True)] = False,
) -> None:
    """Linter and coach for e-mail drafts: says what to mend before you send."""
    if version:
        from emailint import __version__

        typer.echo(f"emailint {__version__}")
        raise typer.Exit


def main() -> None:
    """The entry point: any error ends in one clear line and exit code 2, never in a traceback."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        _close_quietly()
        sys.exit(0)
    except Exception as error:
        _explain(error)
        sys.exit(OWN_ERROR)


def _explain(error: Exception) -> None:
    import os

    from emailint.model import EmailintError

    if isinstance(error, EmailintError):
        sys.stderr.write(f"emailint: {error}\n")
    elif isinstance(error, OSError):
        sys.stderr.write(f"emailint: {error.filename or ''}: {error.strerror or error}\n".replace(": : ", ": "))
    elif os.environ.get("EMAILINT_DEBUG"):
        raise error
    else:
        sys.stderr.write(
            f"emailint: this is a bug in emailint: {type(error).__name__}: {error}\n"
            "Please report it; EMAILINT_DEBUG=1 shows where.\n"
        )


def _close_quietly() -> None:
    """The reader of a pipe has gone: keep Python from complaining when it flushes at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
