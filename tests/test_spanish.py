"""The command line in Spanish: nothing of it is missing, and what is said reads well."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tomllib
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer
from cli_samples import EN, ES, run, write
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.cli import COMMANDS, app
from emailint.cli.config import TEMPLATE
from emailint.hooks.adapters import Place, adapter
from emailint.model import BLOCK_KINDS
from emailint.scaffold import new_card
from emailint.spanish import catalogue, spanish
from emailint.spanish.told import INSPECT as WORDS
from emailint.user import speak

if TYPE_CHECKING:
    from collections.abc import Iterator

HOOKS = [adapter(name) for name in ("sendmail", "thunderbird", "pre-commit")]
PACKAGE = Path(__file__).parents[1] / "emailint"
SAID = {"tell": 0, "_tell": 0, "localized": 0, "complain": 1, "SourceError": 1}
"""Functions of which an argument is told to the user as it is, and which one."""
OTHERS = {"AttributeError", "AssertionError", "RuntimeError", "WireError", "FileNotFoundError"}
"""Errors that tell a programmer, or one program another."""


@pytest.fixture(autouse=True)
def spain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    yield write(tmp_path, es=ES, en=EN)
    speak("")


def commands() -> Iterator[Any]:
    """Each command, its help in English."""
    speak("en")
    group: Any = typer.main.get_command(app)
    waiting = [group, *(group.get_command(None, name) for name in COMMANDS)]
    speak("")
    while waiting:
        command = waiting.pop(0)
        yield command
        waiting += getattr(command, "commands", {}).values()


def helps() -> Iterator[str]:
    for command in commands():
        yield cleandoc(command.help)
        yield from (p.help for p in command.params if p.help)
        for metavar in (p.metavar for p in command.params if p.metavar):
            yield f"'{metavar}'"


def templates(node: ast.AST) -> Iterator[str]:
    """The texts that a node may be, with {} for their values, those side by side as one."""
    if isinstance(node, ast.IfExp):
        yield from templates(node.body)
        yield from templates(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
        while "{}{}" in text:
            text = text.replace("{}{}", "{}")
        yield text


def told() -> Iterator[str]:
    """Each text that the code tells the user."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            which = SAID.get(name, 0 if name.endswith("Error") and name not in OTHERS else 9)
            for text in (t for a in node.args[which : which + 1] for t in templates(a)):
                if " " in text:
                    yield text


def test_every_help_has_its_spanish() -> None:
    own = {"'A'", "'B'", "'PLAN'", "'CSV'", "'N'"}  # the same in both
    assert not [text for text in helps() if text not in catalogue() and text not in own]


def test_every_error_and_whatever_is_told_has_its_spanish() -> None:
    texts = list(told())
    assert len(texts) > 100
    assert not [text for text in texts if text not in catalogue()]


def test_a_translation_has_the_values_of_its_original() -> None:
    for english, said in catalogue().items():
        if "{}" in english:
            assert english.count("{}") == said.count("{}"), english


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("no drafts in there", "ahí no hay borradores"),
        ("a.toml: unknown key 'profle'; did you mean 'profile'?",
         "a.toml: no existe la clave 'profle'; ¿querías decir 'profile'?"),
        ("a.toml: fail_under must be a whole number, not 'x'",
         "a.toml: fail_under tiene que ser un número entero, no 'x'"),
        ("x: Invalid value (at line 1, column 5)", "x: valor no válido (línea 1, columna 5)"),
        ("a folder/draft.eml: No such file or directory", "a folder/draft.eml: no existe"),
        ("message 3: larger than 100 MB", "mensaje 3: ocupa más de 100 MB"),
        ("nothing that is known", "nothing that is known"),
        ("", ""),
        ("{}", "{}"),
    ],
)  # fmt: skip
def test_texts_are_found_again_with_their_values(english: str, said: str) -> None:
    assert spanish(english) == said


@given(st.text())
def test_whatever_is_told_comes_through(text: str) -> None:
    assert spanish(f"{text}: no such folder") == f"{spanish(text)}: no existe esa carpeta"


def test_a_long_text_is_told_in_time() -> None:
    with soon():
        spanish("a: " * 300_000)


def test_english_loads_no_catalogue() -> None:
    for arguments in (["check", "en.eml"], ["check", "-q", "en.eml"], ["rules", "--help"]):
        assert "emailint.spanish" not in imported_by(*arguments, locale="C.UTF-8")
    assert "emailint.spanish" not in imported_by("check", "es.eml", locale="es_ES.UTF-8")
    assert "emailint.spanish" in imported_by("rules", "--help", locale="es_ES.UTF-8")


def imported_by(*arguments: str, locale: str) -> set[str]:
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from emailint.__main__ import command_line\n"
        "sys.exit(command_line(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=False,
        env={**os.environ, "LANG": locale},
    )  # fmt: skip
    return set(done.stderr.decode().split())


def test_help_is_spanish_throughout() -> None:
    done = run("check", "--help")
    assert done.stdout.startswith("Uso: ")
    for english in ("Usage", "Options", "Arguments", "FILE", "PATH", "[default", "required"):
        assert english not in done.stdout
    assert "[por defecto: text]" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("check", "Falta 'RUTA...'."),
        ("check --format xml es.eml", "Valor no válido para '--format' / '-f'"),
        ("check --jobs -1 es.eml", "-1 queda fuera del intervalo x>=0."),
        ("check --nonsense", "No existe la opción --nonsense"),
        ("chek", "No existe el comando 'chek'; ¿querías decir 'check'?"),
        ("explain subject-vage", "no existe la regla 'subject-vage'; ¿querías decir"),
        ("check nothere.eml", "emailint: nothere.eml: no existe"),
        ("check --send-at mañana es.eml", "--send-at 'mañana' no es una hora ISO 8601"),
    ],
)
def test_errors_are_spanish(arguments: str, said: str) -> None:
    done = run(*arguments.split())
    assert done.exit_code == 2
    assert said in done.stderr


def test_the_option_outweighs_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "--ui-language", "en", "no.eml").stderr.endswith(
        "o such file or directory\n"
    )
    assert run("check", "--ui-language=en", "--help").stdout.startswith("Usage")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert run("check", "--ui-language", "es", "--help").stdout.startswith("Uso")
    assert run("check", "--help").stdout.startswith("Usage")


def test_inspect_names_everything_in_spanish() -> None:
    lines = run("inspect", "en.eml").stdout.splitlines()
    names = {line.partition(":")[0].strip() for line in lines if ": " in line}
    assert {"asunto", "certeza del idioma", "termina dando gracias", "firma"} <= names
    assert "                 1-1  saludo     Dear Bob," in lines
    english = run("inspect", "--ui-language", "en", "es.eml").stdout
    assert "gratitude close: yes" in english
    facts = json.loads(run("inspect", "--format", "json", "es.eml").stdout)
    kinds = {*facts} - {"index"} | {b["kind"] for b in facts["blocks"]} | {*BLOCK_KINDS}
    assert {kind.replace("_", " ") for kind in kinds} <= WORDS.keys()


def test_files_that_are_written_say_the_same_in_both_languages(tmp_path: Path) -> None:
    Path(".emailint.toml").unlink()
    assert run("init").exit_code == 0
    written = Path(".emailint.toml").read_text(encoding="utf-8")
    assert "# estas no" in written
    assert settings(written) == settings(TEMPLATE)
    assert run("new", "body-vuelta").exit_code == 0
    assert run("new", "--folder", "en", "body-vuelta").exit_code == 0
    card = Path("emailint-rules/body-vuelta.toml").read_text(encoding="utf-8")
    assert card.startswith("# Una regla tuya.")
    speak("en")
    new_card("body-vuelta", tmp_path / "english")
    english = (tmp_path / "english" / "body-vuelta.toml").read_text(encoding="utf-8")
    spoken, other = tomllib.loads(card), tomllib.loads(english)
    assert spoken.pop("example") == other.pop("example")[::-1]
    assert spoken == other


def settings(text: str) -> list[str]:
    """What a config sets, its comments apart."""
    return [line.lstrip("# ").split(" #")[0].strip() for line in text.splitlines()[2:] if line]


def test_what_a_hook_notes_is_spanish_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for one in HOOKS:
        for note in one.plan(Place(tmp_path)).notes:
            assert spanish(note) != note


def test_rules_are_listed_under_names_that_select_takes_too() -> None:
    assert run("rules").stdout.startswith("subject (Asunto)\n")


def test_hooks_are_installed_in_spanish(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    asked = run("hook", "install", "pre-commit", stdin="")
    assert "¿Hago estos cambios? [s/N] " in asked.stdout
    assert asked.stderr == "emailint: no se ha cambiado nada; --yes lo cambia sin preguntar\n"
    assert asked.exit_code == 2
    done = run("hook", "install", "pre-commit", stdin="s\n").stdout
    assert "pre-commit: instalado\n- con `pre-commit install`" in done
    assert "pre-commit: quitado" in run("hook", "uninstall", "pre-commit", "--yes").stdout
    assert run("hook", "status", "pre-commit").stdout == "pre-commit: no está instalado\n"
