"""Wrong cards: the error names file, key and what would be right."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from emailint.card import CardError, rule_from
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack

GOOD: dict[str, Any] = {
    "id": "body-x",
    "category": "body",
    "severity": "warning",
    "scope": ["written"],
    "check": {"kind": "phrase", "words": {"en": ["foo"]}},
    "message": {"en": "x"},
}


def changed(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(GOOD), **changes}


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (changed(severty="info"), ["severty", "severity"]),
        (changed(category="boddy"), ["category", "boddy", "body"]),
        (changed(severity="fatal"), ["severity", "fatal"]),
        (changed(scope=["subjet"]), ["scope", "subject"]),
        (changed(check={"kind": "frase"}), ["check.kind", "phrase"]),
        (changed(check={"kind": "phrase", "word": {}}), ["check.word", "words"]),
        (changed(check={"kind": "phrase", "words": {"en": ["(a"]}}), ["check.words.en", "(a"]),
        (changed(check={"kind": "phrase", "words": {"en": [""]}}), ["no phrase"]),
        (changed(check={"kind": "function"}), ["module:name"]),
        (changed(cap=0), ["cap"]),
        (changed(cap=True), ["cap"]),
        (changed(message={"fr": "x"}), ["message.fr"]),
        (changed(message="x"), ["[message]"]),
        (changed(evidence=[{"id": "E"}]), ["evidence", "says"]),
        (changed(example=[{"bad": "x"}]), ["example", "lang"]),
        ({k: v for k, v in GOOD.items() if k != "message"}, ["message", "missing"]),
    ],
)
def test_a_wrong_card_says_what_is_wrong(card: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(CardError) as error:
        rule_from(card, "rules/body/body-x.toml")
    for word in ["rules/body/body-x.toml", *words]:
        assert word in str(error.value)


def test_a_right_card_is_a_rule() -> None:
    rule = rule_from(GOOD, "p")
    assert (rule.id, rule.cap, rule.replies) == ("body-x", 1, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id = [", ["Invalid value"]),
        ('id = "other"\ncategory = "body"\nseverity = "info"\nscope = []\ncheck = {kind = "repeat"}\nmessage = {}', ["file's name"]),
        ('id = "body-x"\ncategory = "body"\nseverity = "info"\nscope = []\ncheck = {kind = "repeat"}\nmessage = {}\nevidence = [{id = "EV-NO", says = "for"}]', ["EV-NO"]),
    ],
)  # fmt: skip
def test_a_wrong_file_is_named(tmp_path: Path, content: str, words: list[str]) -> None:
    (tmp_path / "body-x.toml").write_text(content)
    with pytest.raises(CardError) as error:
        load_pack([tmp_path], cache=False)
    for word in ["body-x.toml", *words]:
        assert word in str(error.value)


def test_a_list_without_a_language_holds_in_all(tmp_path: Path) -> None:
    card = tmp_path / "subject-weekly.toml"
    card.write_text(
        'id = "subject-weekly"\ncategory = "subject"\nseverity = "info"\nscope = ["subject"]\n'
        '[check]\nkind = "phrase"\nwords = ["parte semanal"]\n[message]\nen = "x"\n',
        encoding="utf-8",
    )
    linter = Linter(load_pack([tmp_path], cache=False))
    draft = "Subject: Parte semanal\n\n{}\n"
    for body in (
        "Hola, Ana: este es el parte que me pediste.",
        "Hi Ana, this is what you asked for.",
    ):
        assert len(linter.lint(read(draft.format(body))).findings) == 1
