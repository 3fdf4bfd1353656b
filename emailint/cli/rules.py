"""`emailint rules`, `explain`, `new` and `test`: the rules themselves."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from emailint.cli import command_app
from emailint.cli.options import (
    ConfigOption,
    Profile,
    TextLanguageOption,
    loaded,
    rule_names,
    text_language,
)
from emailint.model import EmailintError
from emailint.user import localized

explain_app = command_app()
rules_app = command_app()
new_app = command_app()
test_app = command_app()
Format = StrEnum("Format", "text markdown")
_TEXT = Format("text")


@explain_app.command()
def explain(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="The rule's id.", autocompletion=rule_names)
    ],
    profile: Annotated[
        Profile | None,
        typer.Option(help="Points and evidence as in this profile; the rule's own if left out."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = _TEXT,
    ui_language: TextLanguageOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell a rule in full: why, examples, evidence, points."""
    from datetime import date

    from emailint.explain import explain as explained
    from emailint.fitted import own_effects
    from emailint.settings import suggest_rule

    pack, settings = loaded(config)
    if rule not in pack.rules:
        raise EmailintError(f"no rule {rule!r}{suggest_rule(rule, pack.rules)}")
    language = text_language(ui_language, settings)
    holds = pack.rules[rule].profiles
    where = profile.value if profile else "business" if "business" in holds else holds[0]
    own = own_effects(pack.rules[rule], settings)
    text = explained(pack.rules[rule], pack.studies, language, where, date.today(), own)
    if format is _TEXT:
        from emailint.output import colored, columns
        from emailint.render.plain import plain

        text = plain(text, columns(sys.stdout), color=colored(sys.stdout))
    typer.echo(text, nl=False, color=True)


@rules_app.command("rules")
def rules_command(ui_language: TextLanguageOption = None, config: ConfigOption = None) -> None:
    """List the rules: id, severity, what each finds."""
    from emailint.explain import text_of
    from emailint.messages import category, generic, say
    from emailint.model import CATEGORIES

    pack, settings = loaded(config, examples=False)
    language = text_language(ui_language, settings)
    width = max(map(len, pack.rules))
    blank = ""
    for kind in CATEGORIES:
        own = sorted((r for r in pack.rules.values() if r.category == kind), key=lambda r: r.id)
        if not own:
            continue
        name = category(language, kind)
        typer.echo(f"{blank}{kind}" + (f" ({name})" if name.lower() != kind else ""))
        blank = "\n"
        for rule in own:
            what = generic(text_of(rule, "message", language))
            off = settings.rules.get(rule.id, {}).get("severity", rule.severity)
            severity = off if off == "off" else say(language, off)
            typer.echo(f"  {rule.id:<{width}}  {severity:<11}  {what}")


@new_app.command()
def new(
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="The new rule's id, such as subject-team-tag.")
    ],
    folder: Annotated[
        Path, typer.Option("--folder", metavar="DIR", help="The folder of your rules.")
    ] = Path("emailint-rules"),
) -> None:
    """Write a first card for a rule of your own."""
    from emailint.config import FILE
    from emailint.scaffold import new_card

    path = new_card(rule, folder)
    typer.echo(path)
    following = (
        f"Next: edit it, test it with: emailint test {folder}\n"
        f'and put it to use in {FILE} with: rule_folders = ["{folder}"]'
    )
    typer.echo(localized(following), err=True)


@test_app.command()
def test(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of cards.")],
) -> None:
    """Run the examples on the cards of a folder as tests."""
    from emailint.config import Config
    from emailint.engine import Engine
    from emailint.examples import run

    pack = Engine(examples=True).pack(Config(rule_folders=(str(folder),)))
    own = [r for r in pack.rules.values() if folder.resolve() in Path(r.path).resolve().parents]
    if not own:
        raise EmailintError(f"{folder}: no cards (.toml) in there; emailint new writes a first one")
    failures = [failure for rule in own for failure in run(pack, rule)]
    for failure in failures:
        path = pack.rules[failure.rule].path
        typer.echo(localized(f"{path}: example {failure.number}: {failure.what}"), err=True)
    bare = [rule for rule in own if not rule.examples]
    for rule in bare:
        missing = f"{rule.path}: no [[example]]: nothing shows that it works"
        typer.echo(localized(missing), err=True)
    examples = sum(len(rule.examples) for rule in own)
    told = f"rules: {len(own)}, examples: {examples}, failed: {len(failures)}"
    typer.echo(localized(told))
    if failures or bare:
        raise typer.Exit(1)
