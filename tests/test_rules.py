"""Conventions of the rules, and every example on every card."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emailint.examples import check, places
from emailint.model import Example, Rule
from emailint.pack import Pack, load_pack, rules_folder

RULES = load_pack(cache=False)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES.rules.values()
    for number, example in enumerate(rule.examples, 1)
]
ASKED_FOR = [
    "subject-all-caps",
    "subject-vague",
    "subject-greeting",
    "body-too-long",
    "body-too-short",
    "closing-no-gratitude",
    "cc-asked",
    "bcc-internal",
    "recipients-exposed",
]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(pack: Pack, rule: Rule, example: Example) -> None:
    assert list(check(pack, rule, example)) == []


@pytest.fixture(params=list(RULES.rules.values()), ids=list(RULES.rules))
def rule(request: pytest.FixtureRequest) -> Rule:
    found: Rule = request.param
    return found


def test_it_lies_in_the_folder_of_its_category(rule: Rule) -> None:
    assert Path(rule.path).parent.name == rule.category


@pytest.mark.parametrize("name", ["why", "message", "advice"])
def test_it_speaks_both_languages(rule: Rule, name: str) -> None:
    texts = rule.texts[name]
    assert set(texts) == {"en", "es"}
    for text in texts.values():
        assert text.strip() == text
        assert len(text) >= 12


def test_it_has_a_name_that_fits_in_a_table(rule: Rule) -> None:
    """Campaigns are in no study: nobody answers them."""
    titles = rule.texts["title"]
    assert set(titles) == ({"en", "es"} if titles or rule.profiles != ("campaign",) else set())
    for title in titles.values():
        assert title.strip() == title
        assert 3 <= len(title) <= 30


def test_its_placeholders_are_the_same_in_both_languages(rule: Rule) -> None:
    for name in ("message", "advice"):
        per_language = [
            {p.removesuffix("_en").removesuffix("_es") for p in PLACEHOLDER.findall(text)}
            for text in rule.texts[name].values()
        ]
        assert per_language[0] == per_language[1]


def test_it_has_bad_and_good_examples_in_its_languages(rule: Rule) -> None:
    if rule.check["kind"] == "engine":  # no text alone shows what an engine will say
        return
    languages = set(rule.languages) or {"es", "en"}
    for wanted in ("bad", "good"):
        assert {e.lang for e in rule.examples if getattr(e, wanted)} >= languages


def test_every_bad_example_marks_its_place(rule: Rule) -> None:
    for example in rule.examples:
        if example.bad:
            assert places(example.bad, example.lang)


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_was_asked_for_by_name_warns(name: str) -> None:
    assert RULES.rules[name].severity == "warning"


@pytest.mark.parametrize("name", ["send-monday", "send-friday", "subject-lowercase-start"])
def test_what_few_readers_mind_only_informs(name: str) -> None:
    assert RULES.rules[name].severity == "info"


def test_all_evidence_is_cited_once_a_card(rule: Rule) -> None:
    ids = [e.id for e in rule.evidence if not e.profiles]
    assert len(ids) == len(set(ids))


def test_no_card_holds_points() -> None:
    for path in rules_folder().rglob("*.toml"):
        assert not re.search(r"^points\s*=", path.read_text(encoding="utf-8"), re.MULTILINE)
