"""`emailint inspect`: how a draft was understood."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Any

import typer

from emailint.cli import OWN_ERROR, command_app

inspect_app = command_app()


class Format(StrEnum):
    text = "text"
    json = "json"


@inspect_app.command()
def inspect(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Drafts, mailboxes or folders; - is standard input.")],
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.text,  # noqa: A002
    language: Annotated[str, typer.Option(help="Take the draft to be in this language (es, en).")] = "",
    profile: Annotated[str, typer.Option(help="Take the draft to be of this profile.")] = "",
) -> None:
    """Show how a draft was understood: headers, recipients, language, profile, blocks, links."""
    from emailint.document import read
    from emailint.engine import Engine
    from emailint.inspection import inspect as facts_of
    from emailint.sources import SourceError, read_sources

    engine = Engine(flags={"language": language, "profile": profile})
    failed = False
    for source in read_sources(paths, sys.stdin.buffer.read):
        if isinstance(source, SourceError):
            typer.echo(f"emailint: {source.path}: {source.error}", err=True)
            failed = True
            continue
        linter = engine.linter(source.path)
        document = read(source.raw, kind=source.kind, language=linter.config.language)
        facts = facts_of(document, linter, source.path, source.index)
        if format is Format.json:
            import json

            typer.echo(json.dumps(facts, ensure_ascii=False))
        else:
            typer.echo(_as_text(facts, document.text))
    if failed:
        raise typer.Exit(OWN_ERROR)


def _as_text(facts: dict[str, Any], view: str) -> str:
    shown = []
    for key, value in facts.items():
        if key in ("blocks", "index"):
            continue
        if isinstance(value, list):
            items = [x if isinstance(x, str) else x.get("name") or x.get("href", "") for x in value]
            value = ", ".join(items) or "-"
        elif isinstance(value, bool):
            value = "yes" if value else "no"
        shown.append(f"{key.replace('_', ' '):>20}: {_clean(str(value))}")
    shown.append(f"{'blocks':>20}:")
    for block in facts["blocks"]:
        lines = f"{block['first_line']}-{block['last_line']}" if block["first_line"] else "Subject"
        text = " ".join(view[block["start"] : block["end"]].split())
        text = text if len(text) <= 60 else text[:59] + "…"
        shown.append(f"{lines:>20}  {block['kind']:<11}{_clean(text)}")
    return "\n".join(shown) + "\n"


def _clean(text: str) -> str:
    """Without control characters: a draft must not steer the terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)
