"""`emailint rules`, `explain`, `new` and `test`: the rules themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from emailint.cli import command_app
from emailint.model import EmailintError

if TYPE_CHECKING:
    from emailint.config import Config
    from emailint.pack import Pack

explain_app = command_app()
rules_app = command_app()
new_app = command_app()
test_app = command_app()
_UI = Annotated[str, typer.Option("--ui-language", help="Language of the texts: es or en.")]


def _loaded() -> tuple[Pack, Config]:
    from emailint.config import load_config
    from emailint.engine import Engine

    config = load_config(Path())
    return Engine().pack(config), config


def _rule_names(incomplete: str) -> list[str]:
    from emailint.pack import load_pack

    return [name for name in load_pack().rules if name.startswith(incomplete)]


@explain_app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="The rule's id.", autocompletion=_rule_names)],
    ui_language: _UI = "",
    profile: Annotated[str, typer.Option(help="Points and evidence as in this profile.")] = "business",
) -> None:
    """What a rule looks for, why, the evidence for and against, and how its points come about."""
    from datetime import date

    from emailint.card import suggest
    from emailint.engine import locale_language
    from emailint.explain import explain as explained

    pack, config = _loaded()
    if rule not in pack.rules:
        raise EmailintError(f"no rule {rule!r}{suggest(rule, pack.rules)}")
    language = ui_language or config.ui_language or locale_language()
    typer.echo(explained(pack.rules[rule], pack.studies, language, profile, date.today()))


@rules_app.command("rules")
def rules_command(ui_language: _UI = "") -> None:
    """List the rules: id, severity and what each finds."""
    from emailint.engine import locale_language

    pack, config = _loaded()
    language = ui_language or config.ui_language or locale_language()
    width = max(map(len, pack.rules))
    category = ""
    for rule in sorted(pack.rules.values(), key=lambda r: (r.category, r.id)):
        if rule.category != category:
            category = rule.category
            typer.echo(f"\n{category}" if category != "attachments" else category)
        what = rule.texts["why"].get(language) or rule.texts["message"].get(language, "")
        typer.echo(f"  {rule.id:<{width}}  {rule.severity:<7}  {what}")


@new_app.command()
def new(
    rule: Annotated[str, typer.Argument(help="The new rule's id, such as subject-team-tag.")],
    folder: Annotated[Path, typer.Option(help="The folder of your rules.")] = Path("emailint-rules"),
) -> None:
    """Write a first card for a rule of your own, with an example that already passes."""
    from emailint.scaffold import new_card

    path = new_card(rule, folder)
    typer.echo(f"{path}\nNext: edit it, then: emailint test {folder}")


@test_app.command()
def test(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of cards.")],
) -> None:
    """Run the examples of the cards in a folder, as emailint's own cards are tested."""
    from emailint.engine import Engine
    from emailint.examples import run
    from emailint.config import Config

    pack = Engine().pack(Config(rule_folders=(str(folder),)))
    own = [r for r in pack.rules.values() if folder.resolve() in Path(r.path).resolve().parents]
    failures = [failure for rule in own for failure in run(pack, rule)]
    for failure in failures:
        typer.echo(f"{failure.rule}, example {failure.number}: {failure.what}", err=True)
    examples = sum(len(rule.examples) for rule in own)
    typer.echo(f"{len(own)} rules, {examples} examples, {len(failures)} failures")
    if failures or not examples:
        sys.exit(1)
