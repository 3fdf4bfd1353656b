"""`emailint check`: every option, wrong use, and what the exit codes say."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_samples import EN, ES, config, mbox, run, write

from emailint.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, es=ES, en=EN)


def rules_in(folder: Path, *arguments: object) -> list[str]:
    """The rules found in folder/en.eml."""
    result = run("check", "-f", "json", *arguments, folder / "en.eml")
    (message,) = json.loads(result.stdout)["messages"]
    return [finding["rule"] for finding in message["findings"]]


class TestExitCodes:
    def test_findings_at_the_threshold_are_1(self) -> None:
        result = run("check", "en.eml")
        assert result.exit_code == 1
        assert 'en.eml:3:10: warning team-word We don\'t say "Slate"' in result.stdout
        assert result.stderr == ""

    def test_nothing_found_is_0(self, folder: Path) -> None:
        (folder / "fine.eml").write_text(EN.replace("Slate", "Stone").replace("slate", "stone"))
        result = run("check", "fine.eml")
        assert result.exit_code == 0
        assert "no findings" in result.stdout

    @pytest.mark.parametrize(
        ("fail_on", "code"), [("info", 1), ("warning", 1), ("error", 0), ("never", 0)]
    )
    def test_fail_on(self, fail_on: str, code: int) -> None:
        assert run("check", "--fail-on", fail_on, "en.eml").exit_code == code

    @pytest.mark.parametrize(("least", "code"), [(99, 1), (1, 0)])
    def test_fail_under(self, least: int, code: int) -> None:
        result = run("check", "--fail-on", "never", "--fail-under", least, "en.eml")
        assert result.exit_code == code

    def test_each_folder_has_its_own_threshold(self, folder: Path) -> None:
        strict, lax = write(folder / "strict", en=EN), write(folder / "lax", en=EN)
        config(lax, 'select = ["team-word"]\nfail_on = "never"')
        assert run("check", lax).exit_code == 0
        assert run("check", lax, strict).exit_code == 1
        assert run("check", strict, lax).exit_code == 1

    def test_a_missing_file_is_2_and_the_others_are_linted(self) -> None:
        result = run("check", "nothere.eml", "en.eml")
        assert result.exit_code == 2
        assert result.stderr == "emailint: nothere.eml: no such file or directory\n"
        assert "en.eml:3:10" in result.stdout
        assert "1 could not be read" in result.stdout

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("empty.eml", b"", "the file is empty"),
            ("a.msg", b"x", "save the draft as .eml"),
            ("a.bin", b"\0\1\2" * 9, "neither mail nor text"),
        ],
    )
    def test_unreadable_drafts(self, folder: Path, name: str, content: bytes, said: str) -> None:
        (folder / name).write_bytes(content)
        result = run("check", name)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"emailint: {name}: ")
        assert said in result.stderr

    def test_binary_in_a_message_is_no_error(self, folder: Path) -> None:
        (folder / "noise.eml").write_bytes(b"Subject: noise\n\n" + bytes(range(256)) * 20)
        assert run("check", "noise.eml").exit_code in (0, 1)

    def test_what_is_no_message_at_all_is_told(self, folder: Path) -> None:
        (folder / "noise.eml").write_bytes(bytes(range(256)) * 20)
        result = run("check", "noise.eml")
        assert result.exit_code == 2
        assert "neither mail nor text" in result.stderr

    def test_a_folder_without_drafts_says_so(self, folder: Path) -> None:
        (folder / "none").mkdir()
        result = run("check", "none")
        assert result.exit_code == 0
        assert result.stderr.startswith("emailint: none: no drafts")

    def test_empty_input(self) -> None:
        result = run("check", "-")
        assert result.exit_code == 2
        assert result.stderr == "emailint: -: the input is empty\n"

    def test_a_hostile_name_does_not_steer_the_terminal(self) -> None:
        result = run("check", "x\x1b[2Jy.eml")
        assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "Missing argument 'PATH...'"),
        (["chek", "x"], "No such command 'chek'; did you mean 'check'?"),
        (["check", "--frmat", "json", "en.eml"], "--format"),
        (["check", "-f", "jsn", "en.eml"], "'jsn' is not one of"),
        (["check", "--profile", "x", "en.eml"], "'x' is not one of"),
        (["check", "--ui-language", "fr", "en.eml"], "'fr' is not one of"),
        (["check", "--fail-under", "101", "en.eml"], "101 is not in the range"),
        (["check", "-j", "-1", "en.eml"], "-1 is not in the range"),
        (
            ["check", "--select", "team-wort", "en.eml"],
            "--select: unknown rule 'team-wort'; did you",
        ),
        (["check", "--ignore", "xyzzy", "en.eml"], "`emailint rules` lists them"),
        (["check", "--send-at", "mañana", "en.eml"], "--send-at 'mañana' is no ISO 8601 time"),
        (["check", "--send-at", "0001-01-01T00:00", "en.eml"], "is no ISO 8601 time"),
        (["check", "--config", "nope.toml", "en.eml"], "nope.toml: No such file"),
        (["check", "--baseline", "nope.json", "en.eml"], "nope.json: No such file"),
        (["check", "-o", "nope/x.txt", "en.eml"], "nope: no such folder"),
        (["check", "-o", "cards", "en.eml"], "cards is a folder"),
        (["check", ""], "an empty path"),
        (["check", "--fix", "-"], "--fix needs files"),
        (["check", "--watch", "-"], "--watch needs files"),
    ],
)
def test_wrong_use_is_2_and_says_what_would_be_right(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


class TestSelection:
    def test_comma_lists_and_repetition(self, folder: Path) -> None:
        assert rules_in(folder, "--select", "team-word, team-length", "--language", "en") == [
            "team-word", "team-length", "team-word",
        ]  # fmt: skip
        assert "team-length" in rules_in(folder, "--select", "team-word", "--select", "team-length")

    def test_a_category(self, folder: Path) -> None:
        assert "team-length" in rules_in(folder, "--select", "body")

    def test_ignore(self, folder: Path) -> None:
        assert "team-word" not in rules_in(folder, "--select", "body", "--ignore", "team-word")
        assert rules_in(folder, "--select", "body", "--ignore", "body") == []

    def test_a_rule_selected_by_name_wins(self, folder: Path) -> None:
        assert "team-word" in rules_in(folder, "--select", "team-word", "--ignore", "body")

    def test_profile(self, folder: Path) -> None:
        chosen = ("--select", "team-length", "--profile")
        assert rules_in(folder, *chosen, "business") == ["team-length"]
        assert rules_in(folder, *chosen, "internal") == []
        assert rules_in(folder, *chosen, "patch") == []

    def test_language(self, folder: Path) -> None:
        assert rules_in(folder, "--language", "es") == []

    @pytest.mark.parametrize(("ui", "said"), [("es", "No decimos «Slate»"), ("en", "We don't say")])
    def test_ui_language(self, ui: str, said: str) -> None:
        assert said in run("check", "--ui-language", ui, "en.eml").stdout

    def test_findings_follow_the_draft_and_the_run_the_locale(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "es_ES.UTF-8")
        out = run("check", "es.eml", "en.eml").stdout
        assert "No decimos «pizarra»" in out
        assert 'We don\'t say "Slate"' in out
        assert out.splitlines()[-1].startswith("2 mensajes · ")

    def test_send_at(self, folder: Path) -> None:
        arguments = ("--select", "send-monday", "--send-at")
        assert rules_in(folder, *arguments, "2026-05-04T09:30") == ["send-monday"]
        assert rules_in(folder, *arguments, "2026-05-06T09:30+02:00") == []


class TestOutput:
    @pytest.mark.parametrize("format_", FORMATS)
    def test_every_format_names_the_rule(self, format_: str) -> None:
        result = run("check", "-f", format_, "en.eml")
        assert result.exit_code == 1
        assert "team-word" in result.stdout

    def test_json_lists_messages_and_errors(self) -> None:
        result = run("check", "-f", "json", "nothere.eml", "en.eml", "es.eml")
        told = json.loads(result.stdout)
        assert [m["path"] for m in told["messages"]] == ["en.eml", "es.eml"]
        assert told["errors"] == [{"path": "nothere.eml", "error": "no such file or directory"}]
        assert told["summary"]["errors"] == 1
        assert "nothere.eml" in result.stderr

    def test_the_index_of_a_html_report_lists_all_messages(self, folder: Path) -> None:
        (folder / "box.mbox").write_text(mbox(3), encoding="utf-8")
        page = run("check", "-f", "html", "box.mbox").stdout
        assert page.count('<a href="#m') >= 3
        assert all(f'<a href="#m{n}">{n} ' in page for n in range(3))

    def test_output_to_a_file(self, folder: Path) -> None:
        result = run("check", "-f", "json", "-o", "out.json", "en.eml", "nothere.eml")
        assert result.stdout == ""
        assert json.loads((folder / "out.json").read_text())["summary"]["messages"] == 1
        assert "nothere.eml" in result.stderr

    def test_a_text_report_in_a_file_names_the_errors_too(self, folder: Path) -> None:
        run("check", "-o", "out.txt", "nothere.eml")
        assert "nothere.eml" in (folder / "out.txt").read_text()

    def test_a_failed_run_leaves_the_old_report(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "out.txt").write_text("old")
        monkeypatch.setattr("emailint.checking.run", _breaks)
        result = run("check", "-o", "out.txt", "en.eml")
        assert result.exit_code == 2
        assert "bug in emailint: RuntimeError: broken" in result.stderr
        assert (folder / "out.txt").read_text() == "old"
        assert sorted(p.name for p in folder.glob(".*")) == [".emailint.toml"]

    def test_quiet_is_one_line_a_finding(self) -> None:
        lines = run("check", "-q", "en.eml", "es.eml").stdout.splitlines()
        assert len(lines) == 3
        assert all("team-word" in line for line in lines)

    def test_statistics_and_score(self) -> None:
        out = run("check", "--statistics", "--explain-score", "en.eml").stdout
        assert "total: 100 − " in out
        assert "team-word      2" in out

    def test_show_view_of_one_is_the_text_alone(self) -> None:
        result = run("check", "--show-view", "en.eml")
        assert result.exit_code == 0
        assert result.stdout.startswith("Subject: Slate for the wall\n\nDear Bob,\n")

    def test_show_view_of_many_has_titles(self) -> None:
        result = run("check", "--show-view", "en.eml", "nothere.eml", "es.eml")
        assert result.exit_code == 2
        assert [x for x in result.stdout.splitlines() if x.startswith("==>")] == [
            "==> en.eml[0] <==", "==> es.eml[0] <==",
        ]  # fmt: skip

    def test_messages_of_a_mailbox_without_suffix_have_titles(self, folder: Path) -> None:
        (folder / "inbox").write_text(mbox(2), encoding="utf-8")
        out = run("check", "inbox").stdout
        assert out.startswith("inbox · 0 Piedra del muro\n")
        assert "inbox[1] · 1 Slate for the wall\n" in out


def _breaks(*_: object, **__: object) -> object:
    raise RuntimeError("broken")


class TestStandardInput:
    def test_it_is_read_without_the_project_s_config(self) -> None:
        result = run("check", "-f", "json", "-", stdin=EN)
        (message,) = json.loads(result.stdout)["messages"]
        assert message["path"] == "-"
        assert message["rules_run"] > 5

    def test_a_name_brings_kind_and_config(self) -> None:
        result = run("check", "-f", "json", "--stdin-filename", "draft.eml", "-", stdin=EN)
        (message,) = json.loads(result.stdout)["messages"]
        assert message["path"] == "draft.eml"
        assert {f["rule"] for f in message["findings"]} == {"team-word"}

    def test_a_page(self) -> None:
        html = "<p>A wall of <b>slate</b>.</p>"
        result = run("check", "--language", "en", "--stdin-filename", "a.html", "-", stdin=html)
        assert "team-word" in result.stdout


class TestBaseline:
    def test_only_new_findings_count(self, folder: Path) -> None:
        result = run("check", "--write-baseline", "known.json", "en.eml", "es.eml")
        assert result.exit_code == 0
        assert result.stderr == "emailint: known.json: 3 findings written\n"
        assert run("check", "--baseline", "known.json", "en.eml", "es.eml").exit_code == 0
        path = folder / "en.eml"
        path.write_text(path.read_text().replace("Thanks", "Another slate.\n\nThanks"))
        result = run("check", "-q", "--baseline", "known.json", "en.eml", "es.eml")
        assert result.exit_code == 1
        assert result.stdout.count("\n") == 1

    def test_in_a_mailbox(self, folder: Path) -> None:
        (folder / "box.mbox").write_text(mbox(4), encoding="utf-8")
        run("check", "--write-baseline", "known.json", "box.mbox")
        result = run("check", "--baseline", "known.json", "-j", 4, "box.mbox")
        assert result.exit_code == 0
        assert "4 messages · no findings" in result.stdout

    def test_a_missing_file_still_counts(self) -> None:
        assert run("check", "--write-baseline", "b.json", "nothere.eml").exit_code == 2


class TestFix:
    @pytest.fixture(autouse=True)
    def doubled(self, folder: Path) -> Path:
        config(folder, 'select = ["grammar-doubled-word"]')
        return folder / "en.eml"

    def test_diff_shows_and_changes_nothing(self, doubled: Path) -> None:
        before = doubled.read_bytes()
        result = run("check", "--diff", "en.eml", "es.eml")
        assert result.exit_code == 1
        assert "-Could you check the the quote" in result.stdout
        assert "+Could you check the quote" in result.stdout
        assert doubled.read_bytes() == before

    def test_diff_of_what_is_fine(self) -> None:
        result = run("check", "--diff", "es.eml")
        assert (result.exit_code, result.stdout) == (0, "")

    def test_diff_of_standard_input(self) -> None:
        assert "+Could you check the quote" in run("check", "--diff", "-", stdin=EN).stdout

    def test_diff_of_a_mailbox_says_that_fix_leaves_it(self, doubled: Path) -> None:
        text = mbox(4)
        doubled.with_name("box.mbox").write_text(text, encoding="utf-8")
        for path, stdin in (("box.mbox", ""), ("-", text)):
            result = run("check", "--diff", path, stdin=stdin)
            assert (result.exit_code, result.stdout) == (0, "")
            assert (
                result.stderr
                == f"emailint: {path}: not fixed: --fix writes files of one message only\n"
            )

    def test_diff_keeps_bytes_that_are_no_utf_8(self, doubled: Path) -> None:
        doubled.write_bytes(EN.replace("Could", "\xa1Could").encode("latin-1"))
        assert b"+\xa1Could you check the quote" in run("check", "--diff", "en.eml").stdout_bytes

    def test_fix_writes_and_the_rest_is_reported(self, doubled: Path) -> None:
        result = run("check", "--fix", "en.eml", "nothere.eml")
        assert result.exit_code == 2
        assert doubled.read_text() == EN.replace("the the", "the")
        assert "emailint: en.eml: 1 fixed\n" in result.stderr
        assert result.stderr.count("nothere.eml") == 1
        assert "no findings" in result.stdout

    def test_a_mailbox_stays_as_it_is(self, doubled: Path) -> None:
        box = doubled.with_name("box.mbox")
        box.write_text(mbox(4), encoding="utf-8")
        before = box.read_bytes()
        result = run("check", "--fix", "box.mbox")
        assert result.exit_code == 1
        assert result.stderr.count("box.mbox: not fixed") == 1
        assert box.read_bytes() == before


def test_a_wrong_config_ends_the_run_before_anything_is_written(folder: Path) -> None:
    broken = write(folder / "sub", en=EN)
    config(broken, "profil = 3")
    result = run("check", "--fix", "-o", "out.txt", "en.eml", broken)
    assert result.exit_code == 2
    assert "unknown key 'profil'; did you mean 'profile'?" in result.stderr
    assert not (folder / "out.txt").exists()


def test_a_wrong_config_found_on_the_way_costs_its_folder_only(folder: Path) -> None:
    config(write(folder / "sub", en=EN), "profil = 3")
    result = run("check", "-f", "json", folder)
    told = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [Path(m["path"]).name for m in told["messages"]] == ["en.eml", "es.eml"]
    (error,) = told["errors"]
    assert error["path"].endswith("sub/en.eml")
    assert "profil" in error["error"]


def test_config_option_stands_in_for_the_project_s(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('select = ["subject-missing"]\n')
    assert run("check", "--config", other, "en.eml").exit_code == 0


@pytest.mark.parametrize("name", ["check", "coach", "inspect", "explain", "rules", "new", "test",
                                  "config", "init", "trust", "hook"])  # fmt: skip
def test_help_is_short_and_whole(name: str) -> None:
    overview = run("--help").stdout
    (line,) = [x for x in overview.splitlines() if x.split()[:1] == [name]]
    assert line.endswith(".")
    assert not line.endswith("...")
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"emailint {name}" in result.stdout or "Usage:" in result.stdout


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, "emailint 0.1.0\n")


def test_no_command_shows_the_help() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Commands:" in result.output


def _between(monkeypatch: pytest.MonkeyPatch, edit: Callable[[], None]) -> None:
    """Let `--watch` look three times without waiting, with `edit` in between."""
    rounds = iter([edit, edit])

    def sleep(_: float) -> None:
        if (step := next(rounds, None)) is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("emailint.watching.time.sleep", sleep)


def test_watch_checks_again_after_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits = iter([EN.replace("late", "tone"), EN.replace("late", "tone")])

    def edit() -> None:
        (folder / "en.eml").write_text(next(edits))
        os.utime(folder / "en.eml", ns=(1, 1))  # the second edit changes nothing

    _between(monkeypatch, edit)
    result = run("check", "--watch", "-q", "en.eml")
    assert result.exit_code == 0  # that of the last run
    assert result.stdout.count("team-word") == 2  # of the first


def test_watch_outlives_a_config_half_edited(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edits = iter(["sel", 'select = ["team-word"]'])

    def edit() -> None:
        config(folder, next(edits))

    _between(monkeypatch, edit)
    result = run("check", "--watch", "-q", "en.eml")
    assert result.exit_code == 1
    assert ".emailint.toml: " in result.stderr
    assert result.stdout.count("team-word") == 4
