"""Which config, pack and linter hold for a draft."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_samples import EN, config, write

from emailint.config import Config, ConfigError
from emailint.engine import Engine
from emailint.trust import distrust, is_trusted, trust, trusted_file, trusted_folders
from emailint.user import locale_language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, en=EN)


def test_a_draft_s_folder_has_its_config(folder: Path) -> None:
    engine = Engine()
    assert engine.linter(str(folder / "en.eml")).config.select == ("team-word",)
    assert engine.linter("-").config == Config()


def test_drafts_of_one_config_share_a_linter(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    engine = Engine()
    one = engine.linter(str(folder / "a" / "x.eml"))
    assert one is engine.linter(str(folder / "b" / "y.eml"))
    assert one is not engine.linter("-")


def test_flags_and_explicit_file(folder: Path, tmp_path: Path) -> None:
    engine = Engine(flags={"profile": "list", "language": None})
    assert engine.linter(str(folder / "x")).config.profile == "list"
    other = tmp_path / "other.toml"
    other.write_text("fail_under = 3")
    engine = Engine(explicit=other)
    assert engine.linter(str(folder / "x")).config.fail_under == 3
    assert engine.linter("-").config.fail_under == 3


def test_a_wrong_config_is_said_when_it_is_first_needed(folder: Path) -> None:
    config(folder, '[rules]\nteam-wort = "off"')
    engine = Engine()
    with pytest.raises(ConfigError, match="team-wort"):
        engine.linter(str(folder / "x"))
    config(folder, '[rules]\nteam-word = "off"')
    assert engine.linter(str(folder / "x")).config.rules


def test_a_relative_path_is_seen_from_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert Engine().linter("en.eml").config.select == ("team-word",)


@pytest.mark.parametrize(
    ("names", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_ES", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "es_MX"}, "es"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "es", "LC_ALL": ""}, "es"),
    ],
)
def test_the_locale(names: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert locale_language() == language


class TestTrust:
    def test_nothing_is_trusted_at_first(self, tmp_path: Path) -> None:
        assert trusted_folders() == []
        assert not is_trusted(tmp_path)

    def test_a_folder_and_what_is_below(self, tmp_path: Path) -> None:
        assert trust(tmp_path / "a")
        assert not trust(tmp_path / "a")
        assert is_trusted(tmp_path / "a" / "b")
        assert not is_trusted(tmp_path / "ab")
        assert not is_trusted(tmp_path)
        assert distrust(tmp_path / "a")
        assert not distrust(tmp_path / "a")
        assert not is_trusted(tmp_path / "a")

    def test_a_link_does_not_lead_out(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        (tmp_path / "out").mkdir()
        trust(tmp_path / "in")
        (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
        assert not is_trusted(tmp_path / "in" / "link")

    def test_the_file_is_beside_the_user_s_config(self, tmp_path: Path) -> None:
        trust(tmp_path)
        assert trusted_file().read_text() == f"{tmp_path.resolve()}\n"
        assert trusted_file().parent == Path(os.environ["XDG_CONFIG_HOME"]) / "emailint"
