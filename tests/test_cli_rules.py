"""`coach`, `inspect`, `explain`, `rules`, `new`, `test`, and the completion of rules' names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_samples import CARD, EN, ES, config, mbox, process, run, write

from emailint.cli.options import rule_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, es=ES, en=EN)


class TestCoach:
    def test_in_the_draft_s_language(self) -> None:
        result = run("coach", "es.eml")
        assert result.exit_code == 0
        assert "No decimos «pizarra»" in result.stdout

    def test_options(self) -> None:
        assert "Di piedra." in run("coach", "--ui-language", "es", "en.eml").stdout
        out = run("coach", "--profile", "patch", "--language", "es", "en.eml").stdout
        assert "Nothing to mend" not in out
        assert "Nada que mejorar" in out

    def test_standard_input_and_time(self) -> None:
        result = run("coach", "--send-at", "2026-05-04T09:30", "-", stdin=EN)
        assert result.exit_code == 0
        assert result.stdout[: result.stdout.index("/100")].isdecimal()

    def test_what_could_not_be_checked(self) -> None:
        out = run("coach", "-", stdin="Subject: 2026-05\n\n" + "7 8 9 " * 20).stdout
        assert "Nothing to mend in what could be checked: 100/100." in out
        assert "not run: language unsure. Say the draft's language with --language" in out

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["nothere.eml"], "nothere.eml: no such file"),
            (["."], ".: coach takes one draft; emailint check takes several"),
            (["empty"], "empty: no drafts in there"),
            (["en.eml", "--ui-language", "fr"], "'fr' is not one of"),
            (["en.eml", "--send-at", "soon"], "'soon' is no ISO 8601 time"),
            ([], "Missing argument 'DRAFT'"),
        ],
    )
    def test_wrong_use(self, folder: Path, arguments: list[str], said: str) -> None:
        (folder / "empty").mkdir()
        result = run("coach", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr


class TestInspect:
    def test_text(self) -> None:
        out = run("inspect", "es.eml").stdout
        assert "Luis Gil <luis@cliente.example>" in out
        assert "1-1  greeting   Hola, Luis:" in out
        assert "gratitude close: yes" in out

    def test_json_is_one_object_a_line(self, folder: Path) -> None:
        (folder / "box.mbox").write_text(mbox(3), encoding="utf-8")
        result = run("inspect", "-f", "json", "box.mbox", "es.eml")
        told = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(t["path"], t["index"]) for t in told] == [
            ("box.mbox", 0), ("box.mbox", 1), ("box.mbox", 2), ("es.eml", 0),
        ]  # fmt: skip
        assert told[3]["greeting"] is True

    def test_a_missing_file_is_2_and_the_others_are_shown(self) -> None:
        result = run("inspect", "-f", "json", "nothere.eml", "en.eml")
        assert result.exit_code == 2
        assert "nothere.eml: no such file" in result.stderr
        assert json.loads(result.stdout)["path"] == "en.eml"

    def test_flags(self) -> None:
        result = run("inspect", "-f", "json", "--language", "es", "--profile", "list", "en.eml")
        told = json.loads(result.stdout)
        assert (told["language"], told["profile"]) == ("es", "list")

    def test_a_draft_does_not_steer_the_terminal(self) -> None:
        draft = EN.replace("Slate for", "Slate \x1b[2J for").replace("Could", "\x9b31mCould")
        result = run("inspect", "-", stdin=draft)
        assert "\x1b" not in result.stdout
        assert "\x9b" not in result.stdout

    def test_a_lone_surrogate_is_no_trouble(self) -> None:
        draft = b"Subject: =?utf-8?q?=ED=A0=80?=\nTo: a@b.example\n\nHi \xed\xa0\x80\n"
        for format_ in ("json", "text"):
            assert run("inspect", "-f", format_, "-", stdin=draft).exit_code == 0


class TestRules:
    def test_they_are_listed_by_category_with_one_s_own(self, folder: Path) -> None:
        config(folder, '[rules]\nsend-monday = "off"\nsubject-all-caps = "error"')
        lines = run("rules").stdout.splitlines()
        rows = {line.split()[0]: line.split()[1] for line in lines if line.startswith("  ")}
        assert rows["team-word"] == "warning"
        assert rows["send-monday"] == "off"
        assert rows["subject-all-caps"] == "error"
        assert lines[0] == "subject"
        assert lines.index("body") < lines.index("closing")

    def test_in_spanish(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
        assert "advertencia  No decimos «…»" in run("rules").stdout
        assert "We don't say" in run("rules", "--ui-language", "en").stdout


class TestExplain:
    def test_a_rule(self) -> None:
        result = run("explain", "team-word")
        assert result.exit_code == 0
        assert "A wall of [[slate]]." in result.stdout

    def test_language_and_profile(self) -> None:
        out = run("explain", "--ui-language", "es", "--profile", "list", "team-word").stdout
        assert "Nadie lo llama así." in out
        assert "(list)" in out

    def test_it_is_text_for_a_person_or_markdown(self) -> None:
        text = run("explain", "team-word").stdout
        assert text.startswith("team-word\n\nWe don't say")
        assert "\n    A wall of [[slate]].\n" in text
        assert "**" not in text
        assert "```" not in text
        markdown = run("explain", "--format", "markdown", "team-word").stdout
        assert markdown.startswith("# team-word\n")
        assert "```\nA wall of [[slate]].\n```" in markdown

    def test_the_points_are_those_of_a_profile_that_the_rule_has(self) -> None:
        assert "(campaign)" in run("explain", "unsubscribe-missing").stdout
        assert "(business)" in run("explain", "team-word").stdout

    @pytest.mark.parametrize(
        ("rule", "said"), [("team-wort", "did you mean 'team-word'?"), ("x", "`emailint rules`")]
    )
    def test_an_unknown_one(self, rule: str, said: str) -> None:
        result = run("explain", rule)
        assert result.exit_code == 2
        assert said in result.stderr


class TestOwnRules:
    def test_a_new_card_passes_its_tests_and_finds(self, folder: Path) -> None:
        result = run("new", "body-empty-talk")
        assert result.exit_code == 0
        assert result.stdout == "emailint-rules/body-empty-talk.toml\n"
        assert "emailint test emailint-rules" in result.stderr
        result = run("test", "emailint-rules")
        assert result.exit_code == 0
        assert result.stdout == "rules: 1, examples: 2, failed: 0\n"
        (folder / ".emailint.toml").write_text('rule_folders = ["emailint-rules"]')
        draft = EN.replace("Thanks", "Let us circle back.\n\nThanks")
        result = run("check", "--select", "body-empty-talk", "--stdin-filename", "x.eml", "-",
                     stdin=draft)  # fmt: skip
        assert result.exit_code == 1

    def test_no_second_card_of_a_name(self) -> None:
        assert run("new", "team-word", "--folder", "cards").exit_code == 2
        assert "is there already" in run("new", "team-word", "--folder", "cards").stderr

    @pytest.mark.parametrize("name", ["Subject", "subject", "subject_x", "../x-y", "a--b"])
    def test_a_wrong_id(self, name: str) -> None:
        result = run("new", name)
        assert result.exit_code == 2
        assert "is no rule id" in result.stderr

    def test_a_failing_example_names_card_and_place(self, folder: Path) -> None:
        card = folder / "cards" / "team-word.toml"
        card.write_text(CARD.replace("wall of [[slate]]", "[[wall]] of slate"), encoding="utf-8")
        result = run("test", "cards")
        assert result.exit_code == 1
        assert "cards/team-word.toml: example 1: wanted ['wall'], got ['slate']" in result.stderr

    def test_a_card_without_example_fails(self) -> None:
        result = run("test", "cards")
        assert result.exit_code == 1
        assert "team-length.toml: no [[example]]" in result.stderr

    @pytest.mark.parametrize("broken", ['kind = "phrase"', 'severity = "warning"'])
    def test_a_wrong_card_is_2(self, folder: Path, broken: str) -> None:
        card = folder / "cards" / "team-word.toml"
        card.write_text(CARD.replace(broken, f'{broken[:-1]}x"\nnonsense = 1'), encoding="utf-8")
        result = run("test", "cards")
        assert result.exit_code == 2
        assert "cards/team-word.toml: " in result.stderr

    @pytest.mark.parametrize(
        ("name", "said"), [("nope", "no such folder"), ("none", "no cards (.toml) in there")]
    )
    def test_a_folder_without_cards(self, folder: Path, name: str, said: str) -> None:
        (folder / "none").mkdir()
        result = run("test", name)
        assert result.exit_code == 2
        assert said in result.stderr


class TestCompletion:
    def test_names_and_comma_lists(self) -> None:
        assert rule_names("subject-all") == ["subject-all-caps"]
        assert rule_names("subject-vague,team-w") == ["subject-vague,team-word"]
        assert rule_names("nothing-such") == []

    def test_a_broken_config_does_not_break_it(self, folder: Path) -> None:
        config(folder, "profil =")
        assert rule_names("subject-all") == ["subject-all-caps"]

    def test_through_the_shell_s_protocol(self) -> None:
        env = {
            "_EMAILINT_COMPLETE": "complete_bash",
            "COMP_WORDS": "emailint check --ignore team-w",
            "COMP_CWORD": "3",
        }
        assert process(env=env).stdout.split() == [b"team-word"]
        env |= {"COMP_WORDS": "emailint exp", "COMP_CWORD": "1"}
        assert process(env=env).stdout.split() == [b"explain"]
        env |= {"COMP_WORDS": "emailint hook install s", "COMP_CWORD": "3"}
        assert process(env=env).stdout.split() == [b"sendmail"]
