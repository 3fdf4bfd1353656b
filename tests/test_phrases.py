"""Phrases: alternatives, folding, and the walk over the trie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.phrases import add, build, expand, remove, shared, unshared, walk
from emailint.tokens import _TOKEN, fold, norms, spans


@pytest.mark.parametrize(
    ("phrase", "variants"),
    [
        ("plain words", ["plain words"]),
        ("adjunt(o|a|os|as)", ["adjunto", "adjunta", "adjuntos", "adjuntas"]),
        ("circle(| it) back", ["circle back", "circle it back"]),
        ("(a|b(c|d))e", ["ae", "bce", "bde"]),
        ("a|b", ["a|b"]),  # outside parentheses a bar is a bar
    ],
)
def test_expand(phrase: str, variants: list[str]) -> None:
    assert expand(phrase) == variants


@pytest.mark.parametrize(
    "phrase", ["(a", "a)", "((a)", "(a|b))", "(a|b)" * 12, "(" * 30 + ")" * 30]
)
def test_expand_refuses(phrase: str) -> None:
    with pytest.raises(ValueError):
        expand(phrase)


def found(phrases: list[str], text: str) -> list[str]:
    trie = build([("key", phrases)])
    folded = fold(text)
    tokens = tokens_of(folded)
    places = spans(folded, tokens, 0)
    return [text[places[i][0] : places[j][1]] for _, i, j in walk(trie, tokens)]


def tokens_of(folded: str) -> list[str]:
    return norms(folded, 0, len(folded))


def test_walk_finds_whole_tokens_only() -> None:
    assert found(["port"], "port, sport, ports, Port.") == ["port", "Port"]


def test_walk_ignores_case_accents_and_line_wraps() -> None:
    assert found(["cuánto antes"], "Cuanto\nantes, CUÁNTO ANTES") == [
        "Cuanto\nantes",
        "CUÁNTO ANTES",
    ]


def test_walk_keeps_enye_apart() -> None:
    assert found(["año"], "ano año") == ["año"]


def test_walk_does_not_cross_punctuation() -> None:
    assert found(["call me"], "When you call, me too") == []


def test_remove_takes_out_every_variant() -> None:
    trie = build([("key", ["adjunt(o|a)"]), ("other", ["adjunto"])])
    remove(trie, "adjunt(o|a)", "key")
    hits = list(walk(trie, ["adjunto", "adjunta"]))
    assert hits == [("other", 0, 0)]


@given(st.text(max_size=200))
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.text(alphabet="ab .,\n", min_size=1, max_size=12), st.text(alphabet="ab .,\n", max_size=60)
)
def test_a_phrase_is_found_where_its_tokens_stand(phrase: str, text: str) -> None:
    tokens, wanted = tokens_of(text), tokens_of(phrase)
    trie: dict[object, object] = {}
    add(trie, phrase, "key")
    count = sum(tokens[i : i + len(wanted)] == wanted for i in range(len(tokens))) if wanted else 0
    assert len(list(walk(trie, tokens))) == count


@given(st.text() | st.text(st.characters(codec="ascii")))
def test_offsets_of_tokens_are_where_they_match(text: str) -> None:
    folded = fold(text)
    matches = list(_TOKEN.finditer(folded))
    tokens = tokens_of(folded)
    assert tokens == [m.group() for m in matches]
    assert spans(folded, tokens, 0) == [m.span() for m in matches]


PHRASES = st.lists(st.text(alphabet="ab ", min_size=1, max_size=8), max_size=8)


@given(PHRASES, PHRASES, st.text(alphabet="ab ", max_size=40))
def test_a_shared_trie_finds_the_same(one: list[str], other: list[str], text: str) -> None:
    trie = build([("one", one), ("other", other)])
    tokens = tokens_of(text)
    assert list(walk(shared(trie), tokens)) == list(walk(trie, tokens))
    assert unshared(shared(trie)) == trie


def test_a_change_of_an_unshared_trie_stays_where_it_is() -> None:
    whole = shared(build([("key", ["a x", "b x"])]))
    assert whole["a"] is whole["b"]
    changed = unshared(whole)
    remove(changed, "a x", "key")
    assert list(walk(changed, ["b", "x"])) == [("key", 0, 1)]
    assert list(walk(whole, ["a", "x"])) == [("key", 0, 1)]
