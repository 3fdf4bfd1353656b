"""Where sentences of mail end, and which of them ask."""

from __future__ import annotations

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.model import Span
from emailint.sentences import is_question, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("¿Vienes? ¡Sí! Bien.", ["¿Vienes?", "¡Sí!", "Bien."]),
        ("Hablé con el Sr. García. Vendrá.", ["Hablé con el Sr. García.", "Vendrá."]),
        ("See e.g. the plan of Dr. Poe. Call.", ["See e.g. the plan of Dr. Poe.", "Call."]),
        ("Slats, hinges, etc. ¿Vale?", ["Slats, hinges, etc.", "¿Vale?"]),
        ("J. Poe came. He left.", ["J. Poe came.", "He left."]),
        ("It costs 3.50 euros. Fine.", ["It costs 3.50 euros.", "Fine."]),
        ("See www.example.org for it. Fine.", ["See www.example.org for it.", "Fine."]),
        ('He said "go." She went.', ['He said "go."', "She went."]),
        ("1. First item\n2. Second item", ["1. First item", "2. Second item"]),
        ("We need:\n- slats\n- hinges", ["We need:", "- slats", "- hinges"]),
        ("One line\n\nAnother", ["One line", "Another"]),
        # a line cut short is a sentence though nobody put a full stop
        ("Here is the plan\nTell me about it", ["Here is the plan", "Tell me about it"]),
        # a full line goes on below, with a capital too
        (
            "On Thursday afternoon we are going to meet with\nAna Poe at the station.",
            ["On Thursday afternoon we are going to meet with\nAna Poe at the station."],
        ),
        ("they vote on sunday.\nhe says so", ["they vote on sunday.", "he says so"]),
        ("slats of approx.\nten inches", ["slats of approx.\nten inches"]),
        ("a short line\nof verse", ["a short line\nof verse"]),
        ("*One.* Two.", ["*One.*", "Two."]),
        ("Slats (hinges, etc.) Other things.", ["Slats (hinges, etc.)", "Other things."]),
        ("It is of Poe Inc.  Ana knows.", ["It is of Poe Inc.", "Ana knows."]),
        ("It is Poe Inc. Ltd who knows.", ["It is Poe Inc. Ltd who knows."]),
        ("We need 5 Dth/d.  Any price.", ["We need 5 Dth/d.", "Any price."]),
        ("It ends here.In the next", ["It ends here.", "In the next"]),
        ("Under U.S. (or other) law.", ["Under U.S. (or other) law."]),
        (
            "Here are all the plans: https://example.org/plans-of-the-shed\nAna has them.",
            ["Here are all the plans: https://example.org/plans-of-the-shed", "Ana has them."],
        ),
        ("", []),
        (" \n\n ", []),
        ("...", ["..."]),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Are you there?", "¿Estás ahí?", "Really ?", 'Did he say "yes"?', "(Is it open?)", "What?!",
        "Is the code in `run`?", "How much, 5 €?", "?Vienes mañana?", "Did you try foo(x)?",
        "Why???",
    ],
)  # fmt: skip
def test_it_asks(text: str) -> None:
    assert is_question(text, Span(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "It is open.", "", "?", "15?", "?R6?", "???", "R (?", "removing ?emmeans?",
        "the ?quoted? word and ?more?",
        "first line\n?", "Oak    ?", "x = ?", "the flag --help?=1",
    ],
)  # fmt: skip
def test_it_does_not_ask(text: str) -> None:
    assert not is_question(text, Span(0, len(text)))


@given(st.text(alphabet=" \n\t.!?¿¡:;,-*1aAéÉ\"'()", max_size=200))
def test_sentences_are_trimmed_in_order_and_leave_nothing_out(text: str) -> None:
    found = sentences(text)
    at = 0
    for start, end in found:
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_may_be_asked_about(text: str, start: int, end: int) -> None:
    is_question(text, Span(min(start, len(text)), min(max(start, end), len(text))))


@pytest.mark.parametrize(
    "text",
    ["." * 1_000_000 + "x", "?" * 1_000_000 + "x", "a. " * 300_000, "\n" * 1_000_000,
     "A\n" * 500_000,
     "\n " * 500_000, " " * 1_000_000, '."' * 500_000, "a" * 1_000_000],
    ids=["dots", "marks", "words", "lines", "short lines", "blank lines", "blanks", "quotes", "a"],
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    with soon():
        sentences(text)
