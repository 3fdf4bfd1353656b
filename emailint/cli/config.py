"""`emailint config show`, `init` and `trust`: settings and where they come from."""

from pathlib import Path
from typing import Annotated, Any

import typer

from emailint.cli import command_app
from emailint.cli.options import ConfigOption
from emailint.model import EmailintError
from emailint.user import locale_language, localized

config_app = command_app()
init_app = command_app()
trust_app = command_app()

TEMPLATE = """\
# emailint's settings for the drafts in this folder and below. All of it is optional.
# `emailint config show` prints what holds and where it comes from, `emailint rules` the rules.

# profile = "business"            # business internal campaign outreach list patch; or found out
# language = "es"                 # the drafts' language, es or en; left out: found out
# ui_language = "es"              # the findings' language; left out: the draft's own
# select = ["subject"]            # only these rules or categories
# ignore = ["timing"]             # not these
# fail_on = "warning"             # exit 1 from this severity on: error warning info never
# fail_under = 60                 # exit 1 if a draft scores less
# internal_domains = ["acme.example"] # left out: the sender's own
# jurisdiction = "es"             # whose law campaigns are held to: es eu us
# clients = []                    # the mail programs that campaigns must work in
# fields = ["FNAME"]              # the merge fields that campaigns may use
# deep = true                     # ask the engines too: spelling, grammar, meaning
# words = ["videollamada"]        # your dictionary: words that no engine calls misspelt
# rule_folders = ["emailint-rules"]   # your own rules: emailint new

[rules]
# send-monday = "off"             # off, or another severity: info warning error
# send-off-hours = { points = 0 } # what a finding costs; cap: how many findings cost
# body-too-long = { over_words = { business = 250 } } # a card's own options
# subject-vague = { add = { es = ["parte semanal"] }, remove = ["test"] } # words of its list

# [recipients."@cliente.example"] # for mail to this domain only (or to one address)
# tone-too-formal = "off"
"""


@config_app.callback()
def config() -> None:
    """Show the settings that hold and where they come from."""


@config_app.command()
def show(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="For drafts in this folder.")
    ] = Path(),
    config: ConfigOption = None,
) -> None:
    """Print each effective setting and where it comes from."""
    from emailint.config import TABLES, TYPES, load_config, project_file, user_file
    from emailint.engine import Engine

    if not path.exists():
        raise EmailintError(f"{path}: no such file or folder")
    effective = load_config(path, explicit=config)
    Engine().checked_pack(effective)
    own = user_file() if user_file().is_file() else f"{user_file()} (not there)"
    typer.echo(localized(f"# user's file: {own}"))
    project = config or project_file(path.resolve())
    typer.echo(localized(f"# project's file: {project or '(none)'}"))
    for key in TYPES:
        value = getattr(effective, key)
        if key not in TABLES:
            unset = "default: found out" if value == "" else "default"
            typer.echo(f"{key} = {_shown(value)}  # {localized(effective.origin.get(key, unset))}")
            continue
        for name, settings in value.items():
            origin = localized(effective.origin.get(f"{key}.{name}", "default"))
            typer.echo(f"{key}.{_key(name)} = {_shown(settings)}  # {origin}")


@init_app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to write .emailint.toml.")
    ] = Path(),
) -> None:
    """Write an .emailint.toml with every setting explained."""
    from emailint.config import FILE

    path = folder / FILE
    if path.exists():
        raise EmailintError(f"{path} is there already")
    if not path.parent.is_dir():
        raise EmailintError(f"{path.parent}: no such folder")
    text = TEMPLATE
    if locale_language() == "es":
        from emailint.spanish import files

        text = files.CONFIG
    path.write_text(text, encoding="utf-8")
    typer.echo(path)


@trust_app.command("trust")
def trust_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder whose rules may run Python.")
    ],
    remove: Annotated[bool, typer.Option("--remove", help="Trust it no longer.")] = False,
) -> None:
    """Let the rules in a folder run Python: read them first."""
    from emailint.trust import distrust, trust, trusted_file

    if not remove and not folder.is_dir():
        raise EmailintError(f"{folder}: no such folder")
    changed = distrust(folder) if remove else trust(folder)
    if not changed:
        told = f"{folder.resolve()}: nothing to change ({trusted_file()})"
    elif remove:
        told = f"{folder.resolve()}: no longer trusted ({trusted_file()})"
    else:
        told = f"{folder.resolve()}: trusted ({trusted_file()})"
    typer.echo(localized(told))


def _shown(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(k)} = {_shown(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, str):
        from emailint.render.json import dump

        return dump(value)  # a JSON string is a TOML string
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(name: str) -> str:
    return (
        name
        if name.replace("-", "").replace("_", "").isalnum() and name.isascii()
        else _shown(name)
    )
