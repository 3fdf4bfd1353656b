"""`emailint config show`, `emailint init` and `emailint trust`: settings and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from emailint.cli import command_app
from emailint.model import EmailintError

config_app = command_app()
init_app = command_app()
trust_app = command_app()

TEMPLATE = """\
# emailint's settings for the drafts in this folder and below. All of it is optional.
# `emailint config show` prints what holds and where it comes from; `emailint rules` lists the rules.

# profile = "business"            # business internal campaign outreach list patch; left out: found out
# ui_language = "es"              # es or en; left out: the draft's own language
# fail_on = "warning"             # error warning info never
# internal_domains = ["acme.example"]
# rule_folders = ["emailint-rules"]

[rules]
# send-monday = "off"             # off, or another severity: info warning error
# body-too-long = { over_words = 250 }
# subject-vague = { add = ["parte semanal"] }

# [recipients."@cliente.example"]  # for mail to this domain only
# tone-too-formal = "off"
"""


@config_app.callback()
def config() -> None:
    """Show the settings that hold."""


@config_app.command()
def show(
    path: Annotated[Path, typer.Argument(help="For drafts in this folder.")] = Path(),
) -> None:
    """Print each effective setting and where it came from."""
    from emailint.config import TYPES, check_rules, load_config, project_file, user_file
    from emailint.engine import Engine
    from emailint.model import CATEGORIES

    effective = load_config(path)
    check_rules(effective, Engine().pack(effective).rules, CATEGORIES)
    typer.echo(f"# user's file: {user_file()}{'' if user_file().is_file() else ' (not there)'}")
    typer.echo(f"# project's file: {project_file(path.resolve()) or '(none)'}")
    for key in TYPES:
        value = getattr(effective, key)
        if key in ("rules", "recipients", "hook"):
            for name, settings in value.items():
                origin = effective.origin.get(f"{key}.{name}", "default")
                typer.echo(f"{key}.{name} = {_shown(settings)}  # {origin}")
        else:
            typer.echo(f"{key} = {_shown(value)}  # {effective.origin.get(key, 'default')}")


@init_app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where to write .emailint.toml.")] = Path(),
) -> None:
    """Write an .emailint.toml with every setting explained."""
    from emailint.config import FILE

    path = folder / FILE
    if path.exists():
        raise EmailintError(f"{path} is there already")
    path.write_text(TEMPLATE, encoding="utf-8")
    typer.echo(str(path))


@trust_app.command("trust")
def trust_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder whose rules may run Python.")],
    remove: Annotated[bool, typer.Option("--remove", help="Trust it no longer.")] = False,
) -> None:
    """Let the rules in a folder run Python. Read them first."""
    from emailint.trust import distrust, trust, trusted_file

    if not remove and not folder.is_dir():
        raise EmailintError(f"{folder}: no such folder")
    changed = distrust(folder) if remove else trust(folder)
    word = "trusted" if not remove else "no longer trusted"
    typer.echo(f"{folder.resolve()}: {word if changed else 'nothing to change'} ({trusted_file()})")


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_shown(v)}" for k, v in value.items()) + " }"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value).lower() if isinstance(value, bool) else str(value)
