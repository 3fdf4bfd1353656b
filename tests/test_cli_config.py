"""`config show`, `init` and `trust`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from cli_samples import EN, config, run, write

from emailint.config import user_file

if TYPE_CHECKING:
    from pathlib import Path

FUNCTION_CARD = """\
id = "team-python"
category = "body"
severity = "warning"
scope = ["written"]
languages = []

[check]
kind = "function"
function = "own:always"

[message]
en = "Python ran"
"""
FUNCTION = """\
from emailint.model import Hit

def always(context):
    yield Hit(context.document.body_start, context.document.body_start + 1)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, en=EN)


def own_config(text: str) -> Path:
    path = user_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class TestShow:
    def test_each_value_with_where_it_comes_from(self, folder: Path) -> None:
        user = own_config('fail_on = "error"\nprofile = "list"\n[rules]\nsend-friday = "off"')
        project = config(folder, 'profile = "internal"\n[rules]\nsend-monday = "error"')
        lines = run("config", "show").stdout.splitlines()
        assert f'profile = "internal"  # {project}' in lines
        assert f'fail_on = "error"  # {user}' in lines
        assert "fail_under = 0  # default" in lines
        assert 'language = ""  # default: found out' in lines
        assert f'rules.send-friday = {{ severity = "off" }}  # {user}' in lines
        assert f'rules.send-monday = {{ severity = "error" }}  # {project}' in lines
        assert lines[:2] == [f"# user's file: {user}", f"# project's file: {project}"]

    def test_what_it_prints_is_a_config(self, folder: Path) -> None:
        config(
            folder,
            '[rules]\nteam-word = { add = { es = ["«losa»"], en = ["a \\"b\\""] }, points = 3 }\n'
            "team-length = { over_words = { business = 9 } }\n"
            '[recipients."@cliente.example"]\nteam-word = "off"\n',
        )
        shown = tomllib.loads(run("config", "show").stdout)
        assert shown["rules"]["team-word"] == {
            "add": {"es": ["«losa»"], "en": ['a "b"']}, "points": 3,
        }  # fmt: skip
        assert shown["recipients"] == {"@cliente.example": {"team-word": {"severity": "off"}}}

    def test_for_another_folder_or_file(self, folder: Path) -> None:
        other = write(folder / "other", en=EN)
        path = config(other, 'profile = "patch"')
        for place in (other, other / "en.eml"):
            assert f'profile = "patch"  # {path}' in run("config", "show", place).stdout

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[rules]\nteam-wort = 3", "must be a severity"),
            ("[rules]\nx = {}", "unknown rule 'x'"),
            ('clients = ["gmial"]', "clients: 'gmial' is unknown"),
            ('select = ["asunto"]', "unknown rule 'asunto'; categories: subject, greeting"),
            ('rules.subject-vague.add = { fr = ["x"] }', "filler, words; languages: es, en"),
        ],
    )
    def test_a_wrong_config(self, folder: Path, text: str, said: str) -> None:
        path = config(folder, text)
        result = run("config", "show")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"emailint: {path}: ")
        assert said in result.stderr

    def test_a_folder_that_is_not_there(self) -> None:
        assert "nope: no such file or folder" in run("config", "show", "nope").stderr


class TestInit:
    def test_the_file_is_a_config_and_changes_nothing(self, folder: Path) -> None:
        (folder / ".emailint.toml").unlink()
        assert run("init").stdout == ".emailint.toml\n"
        before = run("config", "show", "cards").stdout
        assert "default" in before
        assert ".emailint.toml" not in "".join(
            line for line in before.splitlines() if not line.startswith("# project")
        )

    def test_every_line_of_it_works_when_put_to_use(self, folder: Path) -> None:
        text = (run("init", "cards"), (folder / "cards" / ".emailint.toml").read_text())[1]
        live = "\n".join(
            line.removeprefix("# ") if "=" in line or "[" in line else line
            for line in text.splitlines()[3:]
        )
        (folder / ".emailint.toml").write_text(live.replace("emailint-rules", "cards"))
        result = run("config", "show")
        assert result.exit_code == 0, result.stderr

    def test_a_folder_that_isn_t_there_is_named(self) -> None:
        result = run("init", "nothere")
        assert (result.exit_code, result.stderr) == (2, "emailint: nothere: no such folder\n")

    def test_it_overwrites_nothing(self) -> None:
        result = run("init")
        assert result.exit_code == 2
        assert ".emailint.toml is there already" in result.stderr


class TestTrust:
    @pytest.fixture(autouse=True)
    def python(self, folder: Path) -> Path:
        (folder / "cards" / "team-python.toml").write_text(FUNCTION_CARD)
        (folder / "cards" / "own.py").write_text(FUNCTION)
        config(folder, 'select = ["team-python"]')
        return folder

    def test_python_runs_only_from_a_trusted_folder(self, python: Path) -> None:
        result = run("check", "en.eml")
        assert result.exit_code == 2
        assert f"emailint trust {python}/cards" in result.stderr
        assert run("trust", "cards").exit_code == 0
        assert "Python ran" in run("check", "en.eml").stdout
        assert "nothing to change" in run("trust", "cards").stdout
        assert "no longer trusted" in run("trust", "--remove", "cards").stdout
        assert run("check", "en.eml").exit_code == 2

    def test_the_folder_above_counts(self) -> None:
        run("trust", ".")
        assert run("check", "en.eml").exit_code == 1

    def test_a_detour_through_our_own_folder_is_no_trust(self, python: Path) -> None:
        from emailint.pack import rules_folder

        detour = f"{rules_folder()}{'/..' * len(rules_folder().parts)}{python}/cards"
        (python / ".emailint.toml").write_text(f'rule_folders = ["{detour}"]')
        result = run("check", "en.eml")
        assert result.exit_code == 2
        assert "emailint trust" in result.stderr

    def test_a_folder_that_is_not_there(self) -> None:
        assert "nope: no such folder" in run("trust", "nope").stderr
        assert run("trust", "--remove", "nope").exit_code == 0
