"""`emailint inspect`: how a draft was understood."""

import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from emailint.cli import command_app
from emailint.cli.options import (
    ConfigOption,
    LanguageOption,
    ProfileOption,
    TextLanguageOption,
    flags,
)
from emailint.user import locale_language

inspect_app = command_app()
_EXCERPT = 60  # characters of a block


class Format(StrEnum):
    text = "text"
    json = "json"


@inspect_app.command()
def inspect(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Drafts, mailboxes or folders; - is standard input."
        ),
    ],
    format: Annotated[
        Format, typer.Option("--format", "-f", help="How to print it; JSON: one object a line.")
    ] = Format.text,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also who is asked to do what by when, and readability.")
    ] = False,
    profile: ProfileOption = None,
    language: LanguageOption = None,
    ui_language: TextLanguageOption = None,
    config: ConfigOption = None,
) -> None:
    """Show how a draft was understood: people, language, blocks."""
    from emailint.inspection import inspect as facts_of
    from emailint.output import complain
    from emailint.program import OWN_ERROR
    from emailint.runner import Plan, Worker
    from emailint.sources import SourceError, read_sources

    if deep:
        from emailint.deep.inspecting import asks_of
    given = flags(language=language, profile=profile, ui_language=ui_language)
    worker = Worker(Plan(config, given))
    failed = False
    first = True
    for source in read_sources(paths, sys.stdin.buffer.read):
        if isinstance(source, SourceError):
            complain(source.path, source.error)
            failed = True
            continue
        document = worker.read(source)
        linter = worker.engine.linter(source.path)
        facts = facts_of(document, linter, source.path, source.index)
        if deep:
            from emailint.deep.readability import measured

            facts["readability"] = measured(linter.situation(document))
            facts["asks"] = asks_of(linter.situation(document))
        if format is Format.json:
            from emailint.render.json import dump

            typer.echo(dump(facts).encode())
        else:
            shown = _as_text(facts, document.text, linter.config.ui_language or locale_language())
            typer.echo(("" if first else "\n") + shown, nl=False)
        first = False
    if failed:
        raise typer.Exit(OWN_ERROR)


def _as_text(facts: dict[str, Any], view: str, language: str) -> str:
    from emailint.messages import number
    from emailint.render.terminal import clean

    words: dict[str, str] = {}
    if language == "es":
        from emailint.spanish import told

        words = told.INSPECT

    def called(word: str) -> str:
        return words.get(word, word)

    shown = []
    for key, value in facts.items():
        if key in ("blocks", "index"):
            continue
        if key == "asks":
            shown += [f"{called('asked'):>20}: {clean(_ask(ask, view))}" for ask in value]
            continue
        if key == "readability":
            figures = ((called(name.replace("_", " ")), f) for name, f in _figures(value))
            value = ", ".join(f"{name} {number(language, figure)}" for name, figure in figures)
        elif isinstance(value, list):
            items = [x if isinstance(x, str) else x.get("name") or x.get("href", "") for x in value]
            value = ", ".join(items) or "-"
        elif isinstance(value, bool):
            value = called("yes" if value else "no")
        elif isinstance(value, float):
            value = number(language, value)
        elif value in (None, ""):
            value = "-"
        elif key in ("language", "signature"):
            value = called(value)
        shown.append(f"{called(key.replace('_', ' ')):>20}: {clean(str(value))}")
    shown.append(f"{called('blocks'):>20}:")
    for block in facts["blocks"]:
        first, last = block["first_line"], block["last_line"]
        lines = f"{first}-{last}" if first else called("Subject")
        text = " ".join(view[block["start"] : block["end"]].split())
        text = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
        shown.append(f"{lines:>20}  {called(block['kind']):<11}{clean(text)}")
    return "\n".join(shown) + "\n"


def _figures(value: dict[str, Any]) -> list[tuple[str, Any]]:
    """Counts and indices side by side, without what is unknown."""
    flat = {**value, **value["indices"]}
    return [
        (name, figure) for name, figure in flat.items() if name != "indices" and figure is not None
    ]


def _ask(ask: dict[str, Any], view: str) -> str:
    """Who — what — by when."""
    act = ask["action"] or " ".join(view[ask["start"] : ask["end"]].split())
    return " — ".join([ask["owner"] or "?", act, ask["deadline"] or "-"])
