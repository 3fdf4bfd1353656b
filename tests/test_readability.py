"""Readability: the formulas against calculations made by hand."""

from __future__ import annotations

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.readability import (
    fernandez_huerta,
    flesch_kincaid,
    szigriszt_pazos,
)

# 18 words of two syllables and 3 of one: 39 syllables, 21 words.
THIRTY_NINE = ["casa"] * 18 + ["sol"] * 3


def test_spanish_formulas_by_hand() -> None:
    # 206.84 - 60 * 39/21 - 1.02 * 21/3 = 206.84 - 111.4286 - 7.14
    assert fernandez_huerta(THIRTY_NINE, 3) == pytest.approx(88.2714, abs=1e-4)
    # 206.835 - 62.3 * 39/21 - 21/3 = 206.835 - 115.7 - 7
    assert szigriszt_pazos(THIRTY_NINE, 3) == pytest.approx(84.135, abs=1e-4)


def test_a_spanish_sentence_by_hand() -> None:
    # Le(1) en-vi-a-mos(3: en-via-mos) la(1) fac-tu-ra(3) de(1) ju-lio(2) = 11 syllables, 6 words
    words = ["Le", "enviamos", "la", "factura", "de", "julio"]
    # 206.835 - 62.3 * 11/6 - 6 = 206.835 - 114.2167 - 6
    assert szigriszt_pazos(words, 1) == pytest.approx(86.6183, abs=1e-4)
    # 206.84 - 60 * 11/6 - 1.02 * 6 = 206.84 - 110 - 6.12
    assert fernandez_huerta(words, 1) == pytest.approx(90.72, abs=1e-4)


def test_flesch_kincaid_by_hand() -> None:
    # Please(1) send(1) the(1) a-gree-ment(3) be-fore(2) Fri-day(2) = 10 syllables, 6 words
    words = ["Please", "send", "the", "agreement", "before", "Friday"]
    # 0.39 * 6 + 11.8 * 10/6 - 15.59 = 2.34 + 19.6667 - 15.59
    assert flesch_kincaid(words, 1) == pytest.approx(6.4167, abs=1e-4)


def test_longer_sentences_are_harder() -> None:
    words = ["the", "committee", "will", "consider", "the", "proposal"] * 5
    assert flesch_kincaid(words, 1) > flesch_kincaid(words, 5) > 0
    casas = ["reunión", "de", "la", "comisión"] * 5
    assert szigriszt_pazos(casas, 1) < szigriszt_pazos(casas, 5) < 100


def test_without_words_nothing_is_hard() -> None:
    assert flesch_kincaid([], 0) == 0.0
    assert szigriszt_pazos([], 3) == fernandez_huerta([], 0) == 100.0


def test_no_sentence_counts_as_one() -> None:
    assert szigriszt_pazos(THIRTY_NINE, 0) == szigriszt_pazos(THIRTY_NINE, 1)
    assert flesch_kincaid(THIRTY_NINE, -1) == flesch_kincaid(THIRTY_NINE, 1)


def test_ends_of_the_scales() -> None:
    assert szigriszt_pazos(["internacionalización"] * 90, 1) == 0.0
    assert szigriszt_pazos(["sí"], 1) == 100.0
    assert flesch_kincaid(["yes"], 1) == 0.0


@given(st.lists(st.text(max_size=12), max_size=40), st.integers(-2, 50))
def test_any_text_stays_on_the_scale(words: list[str], sentences: int) -> None:
    assert 0.0 <= szigriszt_pazos(words, sentences) <= 100.0
    assert 0.0 <= fernandez_huerta(words, sentences) <= 100.0
    assert flesch_kincaid(words, sentences) >= 0.0


@pytest.mark.parametrize("formula", [flesch_kincaid, szigriszt_pazos, fernandez_huerta])
def test_a_word_of_700_000_letters_is_cheap(formula) -> None:  # type: ignore[no-untyped-def]
    with soon():
        formula(["aí" * 350_000] * 50, 1)
