"""The command line: Typer commands without logic, each module loaded only when its command runs."""

import sys
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

COMMANDS: Final = {
    "check": "check", "coach": "coach", "compare": "compare", "schedule": "schedule",
    "inspect": "inspect", "explain": "rules", "rules": "rules",
    "new": "rules", "test": "rules", "config": "config", "init": "config", "trust": "config",
    "hook": "hook", "serve": "serve",
}  # fmt: skip
"""Which module of this package holds a command, in the order of the help."""

OWN_ERROR: Final = 2
INTERRUPTED: Final = 130  # as shells report a program ended by Ctrl-C


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
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
        except BrokenPipeError:  # `emailint check drafts | head` has read enough: that's no fault
            _close_quietly()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if hasattr(error, "exit_code"):  # wrong use: Typer says it with the command's usage
                raise
            _explain(error)
            raise typer.Exit(OWN_ERROR) from None


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
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(_null(), mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):  # a terminal may know fewer characters than a mail
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()


def _explain(error: Exception) -> None:
    import os

    from emailint.model import EmailintError

    if isinstance(error, EmailintError):
        typer.echo(f"emailint: {error}", err=True)
    elif isinstance(error, OSError):
        place = f"{error.filename or 'standard output'}: "
        typer.echo(f"emailint: {place}{error.strerror or error}", err=True)
    elif os.environ.get("EMAILINT_DEBUG"):
        raise error
    else:
        typer.echo(
            f"emailint: this is a bug in emailint: {type(error).__name__}: {error}\n"
            "Please report it; EMAILINT_DEBUG=1 shows where.",
            err=True,
        )


def _null() -> str:
    import os

    return os.devnull


def _close_quietly() -> None:
    """The reader of a pipe has gone: keep Python from complaining when it flushes at exit."""
    import os
    from contextlib import suppress

    with suppress(OSError, ValueError):  # no real file, as in a test
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
