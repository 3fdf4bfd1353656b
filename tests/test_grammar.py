"""Grammar by a server that answers as LanguageTool does (the real one: tests/integration)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from fake_languagetool import FakeLanguageTool, units
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config, ConfigError, merge
from emailint.deep import UnavailableError
from emailint.deep.grammar import Grammar, analyser
from emailint.deep.grammar_rules import rule_of
from emailint.deep.languagetool import Match, _match, _wide
from emailint.document import read
from emailint.engine import Engine
from emailint.linter import Linter
from emailint.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.model import Hit

HEAD = "From: Xiomara Soler <x@acme.example>\nTo: y@example.org\nSubject: Report of May\n\n"


@pytest.fixture(scope="module")
def shared() -> Iterator[FakeLanguageTool]:
    with FakeLanguageTool() as server:
        yield server


@pytest.fixture
def server(shared: FakeLanguageTool) -> FakeLanguageTool:
    shared.texts.clear()
    shared.languages.clear()
    shared.delay, shared.status = 0.0, 200
    return shared


def grammar(server: FakeLanguageTool, words: tuple[str, ...] = (), **table: Any) -> Grammar:
    return Grammar(Config(words=words, grammar={"server": server.address, **table}))


@cache
def english() -> Linter:
    return Engine().linter_of(Config(language="en"))


def found(grammar: Grammar, draft: str) -> tuple[list[str], list[str]]:
    """What is marked in a draft, by the offsets of its view, and the notes."""
    document = read(draft, kind="message" if draft.startswith("From:") else "text", language="en")
    linter = english()
    marked, notes = [], []
    for one in grammar(linter.situation(document)):
        if isinstance(one, Note):
            notes.append(one.en)
        else:
            rule, hit = one
            marked.append(f"{rule} {document.text[hit.start : hit.end]}")
    return marked, notes


@given(st.text(), st.text(min_size=1), st.text())
def test_units_of_utf16_become_characters(before: str, word: str, after: str) -> None:
    data = {
        "offset": units(before), "length": units(word), "message": "", "replacements": [],
        "rule": {"id": "", "category": {"id": ""}},
    }  # fmt: skip
    match = _match(data, _wide(before + word + after))
    assert (before + word + after)[match.start : match.end] == word


@given(
    st.lists(
        st.sampled_from(
            ["erorr", "👍🏽", "👨‍👩‍👧", "e\u0301", "n\u0303", "\n", "\n\n", "plan", "𝒳", "it", "•", "\u200b"]
        ),
        min_size=1, max_size=30,
    )
)  # fmt: skip
def test_places_are_right_after_emoji_and_in_composed_text(pieces: list[str]) -> None:
    with FakeLanguageTool() as server:
        marked, notes = found(grammar(server), " ".join(pieces))
        assert notes == []
        assert set(marked) <= {"grammar-spelling erorr"}
        sent = "\n\n".join(server.texts)
        assert bool(marked) == ("erorr" in sent)
        assert "\u0301" not in sent


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Hi Bob,\n\nXiomara sent an erorr.\n", ["grammar-spelling erorr"]),
        ("Hi Bob,\n\nWe foobarize it, they is fine.\n", ["grammar-mistake they is"]),
        ("Hi Bob,\n\nSee http://a.example/erorr and erorr@a.example or my_erorr.\n", []),
        ("Hi Bob,\n\nWe call it erorr2 or x.erorr.\n", []),
        ("Hi Bob,\n\nWe call it by erorr(), which is fine.\n", []),
    ],
)
def test_names_words_and_identifiers_are_right(
    server: FakeLanguageTool, text: str, marked: list[str]
) -> None:
    assert found(grammar(server, ("Foobarize",)), HEAD + text)[0] == marked


def test_only_what_the_writer_wrote_is_sent(server: FakeLanguageTool) -> None:
    draft = (
        "Hi Bob,\n\nThe plan is here, with erorr.\n\n$ git erorr --now\n$ make f(x)\n\n"
        "On Mon, Ann wrote:\n> a secret of hers\n\n-- \nXiomara Soler\nTelephone 555\n"
    )
    assert found(grammar(server), HEAD + draft)[0] == ["grammar-spelling erorr"]
    sent = "\n".join(server.texts)
    assert "The plan is here" in sent
    for private in ("secret", "Telephone", "f(x)", "acme.example"):
        assert private not in sent


def test_a_paragraph_is_asked_about_once(server: FakeLanguageTool) -> None:
    asked = grammar(server)
    one = found(asked, "The plan has an erorr.\n\nThe end of it.\n")
    assert found(asked, "The end of it.\n\nThe plan has an erorr.\n") == one
    assert len(server.texts) == 1
    found(asked, "The plan has an erorr.\n\nAnother end of it.\n")
    assert server.texts[1:] == ["Another end of it."]


def test_items_of_a_list_are_apart_and_without_their_mark(server: FakeLanguageTool) -> None:
    found(grammar(server), "We need this from you:\n\n- the plan of May\n- the erorr\n1. more\n")
    assert server.texts == ["We need this from you:\n\nthe plan of May\n\nthe erorr\n\nmore"]


def test_what_is_done_in_time_is_kept(server: FakeLanguageTool) -> None:
    server.delay = 30.0
    long = "The plan is to be read by all of us before the end of May. " * 70
    draft = f"An erorr is here.\n\n{long}\n\nThis is slow.\n\n{long}too\n"
    marked, notes = found(grammar(server, budget=1.5), draft)
    assert marked == ["grammar-spelling erorr"]
    assert notes == ["grammar: 2/4 paragraphs were not looked at in 1.5 s"]


def test_a_report_says_that_text_left_the_machine(server: FakeLanguageTool) -> None:
    assert found(grammar(server), "An erorr.")[1] == []
    away = f"http://0.0.0.0:{server.server_port}"  # this machine by a name that isn't its own
    told = Grammar(Config(grammar={"server": away + "/"}))
    assert found(told, "An erorr.")[1] == [f"grammar: the text was sent to {away}"]
    assert found(told, "An erorr.")[1] == [f"grammar: the text was sent to {away}"]


def test_countries(server: FakeLanguageTool) -> None:
    found(grammar(server), "An erorr.")
    found(grammar(server, variants=["en-GB", "pt-BR"]), "An erorr.")
    assert server.languages == ["en-US", "en-GB"]


def test_another_language_is_left_alone(server: FakeLanguageTool) -> None:
    spanish = (
        "Te escribo para contarte que la reunión de mañana se ha movido al viernes por la tarde."
    )
    found(grammar(server), f"The plan is here and it has all that we need.\n\n{spanish}\n")
    assert "reunión" not in "".join(server.texts)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(UnavailableError, match="no LanguageTool answers at http"):
        analyser(Config(grammar={"server": "http://127.0.0.1:1"}))
    with pytest.raises(UnavailableError, match="emailint grammar start"):
        analyser(Config(grammar={"start": False}))


def test_a_server_that_refuses(server: FakeLanguageTool) -> None:
    asked = grammar(server)
    server.status = 500
    with pytest.raises(UnavailableError, match="500"):
        found(asked, "An erorr.")


def test_many_at_a_time(server: FakeLanguageTool) -> None:
    asked = grammar(server)
    drafts = [f"👍🏽 Draft {'x' * n} has an erorr." for n in range(50)]
    with ThreadPoolExecutor(50) as pool:
        done = list(pool.map(lambda draft: found(asked, draft), drafts))
    assert done == [(["grammar-spelling erorr"], [])] * 50


def test_a_server_is_named_in_the_users_own_config_only() -> None:
    table = {"grammar": {"server": "http://evil.example"}}
    with pytest.raises(ConfigError, match="'grammar' is read only from your own file"):
        merge(Config(), table, "x/.emailint.toml", own=False)
    assert merge(Config(), table, "config.toml", own=True).grammar == table["grammar"]
    with pytest.raises(ConfigError, match="did you mean 'server'"):
        merge(Config(), {"grammar": {"sever": "x"}}, "config.toml", own=True)


@pytest.mark.parametrize(
    ("rule", "category", "kind", "language", "ours"),
    [
        ("MORFOLOGIK_RULE_ES", "TYPOS", "misspelling", "es", "grammar-spelling"),
        ("GERMAN_SPELLER_RULE", "TYPOS", "misspelling", "de", "grammar-spelling"),
        ("FR_SPELLING_RULE", "TYPOS", "misspelling", "fr", "grammar-spelling"),
        ("ITS_TO_IT_S", "TYPOS", "misspelling", "en", "grammar-confusion"),
        ("A_OU_A", "CONFUSED_WORDS", "grammar", "fr", "grammar-mistake"),
        ("ENGLISH_WORD_REPEAT_RULE", "MISC", "duplication", "en", "grammar-doubled-word"),
        ("GERMAN_WORD_REPEAT_RULE", "REDUNDANCY", "duplication", "de", "grammar-mistake"),
        ("ES_QUESTION_MARK", "TYPOGRAPHY", "typographical", "es", "grammar-opening-mark"),
        ("DOUBLE_PUNCTUATION", "PUNCTUATION", "typographical", "it", "grammar-repeated-punctuation"),
        ("WHITESPACE_RULE", "TYPOGRAPHY", "whitespace", "es", ""),
        ("COMMA_PARENTHESIS_WHITESPACE", "TYPOGRAPHY", "whitespace", "es", ""),
        ("AGREEMENT_DET_NOUN", "AGREEMENT_NOUNS", "inconsistency", "es", "grammar-mistake"),
        ("COMMA_PERO", "PUNCTUATION", "typographical", "es", "grammar-punctuation"),
        ("MIN_MESES", "CASING", "misspelling", "es", "grammar-casing"),
        ("ALL_OF_THE", "REDUNDANCY", "style", "en", "grammar-style"),
        ("EN_QUOTES", "TYPOGRAPHY", "typographical", "en", ""),
        ("SOMETHING", "NEW_ONE", "style", "pt", "grammar-style"),
        ("SOMETHING", "NEW_ONE", "grammar", "pt", "grammar-mistake"),
    ],
)  # fmt: skip
def test_whose_fault_is_whose(
    rule: str, category: str, kind: str, language: str, ours: str
) -> None:
    match = Match(0, 1, rule, category, kind, "", ("better",))
    assert rule_of(match, language) == ours


def test_texts_of_each_card_are_filled(server: FakeLanguageTool) -> None:
    linter = Engine().linter_of(
        Config(language="en", grammar={"server": server.address}, deep=True)
    )
    document = read("Hi Bob,\n\nWe think they is fine, an erorr.\n", kind="text")
    asked = grammar(server)
    hits: list[tuple[str, Hit]] = [h for h in asked(linter.situation(document)) if h[0]]  # type: ignore[misc]
    from emailint.model import Handed

    report = linter.lint(document, handed_in=Handed({"grammar": hits}))
    told = {f.rule: f.message for f in report.findings}
    assert (
        told["grammar-mistake"] == 'LanguageTool on "they is": Fault: they is Perhaps: "they are".'
    )
    assert told["grammar-spelling"] == 'Not in the dictionary: "erorr", perhaps "error"'
