"""Options that several commands share, declared once."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from emailint.config import Config
    from emailint.pack import Pack

# Fixed words rather than the model's constants: Typer wants an enum for its help and completion.
Profile = StrEnum("Profile", "business internal campaign outreach list patch")
Language = StrEnum("Language", "es en")
Jurisdiction = StrEnum("Jurisdiction", "es eu us")

ProfileOption = Annotated[
    Profile | None, typer.Option(help="What kind of mail it is; found out if left out.")
]
LanguageOption = Annotated[
    Language | None, typer.Option(help="The draft's language; found out if left out.")
]
JurisdictionOption = Annotated[
    Jurisdiction | None,
    typer.Option(help="Whose law campaigns are held to; that of the language if left out."),
]
UiLanguageOption = Annotated[
    Language | None, typer.Option(help="Language of the findings; the draft's if left out.")
]
TextLanguageOption = Annotated[
    Language | None,
    typer.Option("--ui-language", help="Language of the texts; the locale's if left out."),
]
SendAtOption = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="When it will be sent, such as 2026-05-04T09:30; its Date if left out.",
    ),
]
ConfigOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Use this config instead of the project's.")
]


def flags(**given: Any) -> dict[str, Any]:
    """What was given, as plain values: they may cross to other processes."""
    return {k: str(v) if isinstance(v, StrEnum) else v for k, v in given.items()}


def rule_names(incomplete: str) -> list[str]:
    """The ids of rules that complete the last one of a comma-separated list."""
    from emailint.config import load_config
    from emailint.engine import Engine
    from emailint.model import EmailintError
    from emailint.pack import load_pack

    done, comma, begun = incomplete.rpartition(",")
    try:
        names = list(Engine().checked_pack(load_config(Path())).rules)
    except (EmailintError, OSError):  # completion must not break over a config half edited
        names = list(load_pack().rules)
    return [f"{done}{comma}{name}" for name in names if name.startswith(begun)]


def loaded(explicit: Path | None = None, *, examples: bool = True) -> "tuple[Pack, Config]":
    """The rules, with their `examples` or without, and the settings that hold for this folder.

    Raises EmailintError.
    """
    from emailint.config import load_config
    from emailint.engine import Engine

    config = load_config(Path(), explicit=explicit)
    return Engine(examples=examples).checked_pack(config), config


def text_language(asked: Language | None, config: "Config") -> str:
    """The language of texts that belong to no draft."""
    from emailint.user import locale_language

    return (asked.value if asked else "") or config.ui_language or locale_language()
