"""Packs: the cache is never wrong, and never needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from emailint.card import CardError
from emailint.pack import Pack, cache_folder, load_pack, rules_folder
from emailint.phrases import unshared

CARD = """
id = "body-{n}"
category = "body"
severity = "info"
scope = ["written"]
[check]
kind = "phrase"
words = {{ en = ["{word}"] }}
[message]
en = "x"
"""


def write(folder: Path, n: str, word: str) -> Path:
    path = folder / f"body-{n}.toml"
    path.write_text(CARD.format(n=n, word=word))
    return path


def test_the_cache_gives_the_same_pack(tmp_path: Path) -> None:
    write(tmp_path, "a", "foo")
    first = load_pack([tmp_path])
    assert list(cache_folder().iterdir())
    second = load_pack([tmp_path])
    assert list(first.rules) == list(second.rules)
    for area, trie in first.tries("en").items():
        assert unshared(second.tries("en")[area]) == trie


def test_a_changed_card_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, "a", "foo")
    load_pack([tmp_path])
    write(tmp_path, "a", "barbar")
    assert "barbar" in load_pack([tmp_path]).tries("en")["written"]


def test_a_new_card_is_seen(tmp_path: Path) -> None:
    write(tmp_path, "a", "foo")
    load_pack([tmp_path])
    write(tmp_path, "b", "baz")
    assert list(load_pack([tmp_path]).rules) == ["body-a", "body-b"]


@pytest.mark.parametrize("damage", [b"", b"zzzzzzzz", b"00000000abc", b"\xff" * 40])
def test_a_damaged_cache_changes_nothing(tmp_path: Path, damage: bytes) -> None:
    write(tmp_path, "a", "foo")
    load_pack([tmp_path])
    for kept in cache_folder().iterdir():
        kept.write_bytes(damage)
    assert list(load_pack([tmp_path]).rules) == ["body-a"]


def test_without_a_writable_cache_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    rules = tmp_path / "rules"
    rules.mkdir()
    write(rules, "a", "foo")
    assert list(load_pack([rules]).rules) == ["body-a"]


def test_a_wrong_card_is_not_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "a", "foo")
    path.write_text(path.read_text().replace('"body"', '"boddy"'))
    for _ in range(2):
        with pytest.raises(CardError):
            load_pack([tmp_path])


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="no such folder"):
        load_pack([tmp_path / "none"])


def test_a_function_must_be_there(tmp_path: Path) -> None:
    path = write(tmp_path, "a", "foo")
    text = path.read_text().replace('kind = "phrase"', 'kind = "function"\nfunction = "mine:check"')
    path.write_text(text)
    pack = load_pack([tmp_path], cache=False)
    with pytest.raises(CardError, match=r"mine\.py"):
        pack.check_of(pack.rules["body-a"])
    (tmp_path / "mine.py").write_text("other = 1\n")
    with pytest.raises(CardError, match="no function 'check'"):
        pack.check_of(pack.rules["body-a"])


def test_the_shipped_rules_load_from_a_copy(tmp_path: Path) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(rules_folder(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert list(load_pack([copy]).rules) == list(load_pack(cache=False).rules)


def test_own_rows_say_how_to_repeat_them_and_count_in_lists_only(pack: Pack) -> None:
    """What was found in technical lists says little of other mail, whatever it says."""
    own = [study for study in pack.studies.values() if study.id.startswith("EV-OWN-")]
    assert own
    for study in own:
        assert study.points_in == ("list",)
        assert study.repeat.startswith("emailint study ")
        assert study.n
        if study.effect is not None:
            assert study.interval is not None
            assert study.interval[0] < study.effect < study.interval[1]
    assert {study.id for study in pack.studies.values() if study.repeat} == {s.id for s in own}
