"""Readability by textstat: what it is fed, what it answers, and counts made by hand."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.deep.readability import (
    INDICES,
    RULE,
    analyser,
    count,
    crawford,
    fed,
    indices,
    measured,
    split,
)
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Handed
from emailint.pack import load_pack
from emailint.sentences import sentences
from emailint.tokens import words

HAND = json.loads((Path(__file__).parent.parent / "bench" / "hand_counts.json").read_text("utf-8"))
LINTER = Linter(load_pack())
HEAVY = {
    "de": "Unternehmensverantwortliche berücksichtigen grundsätzlich wirtschaftspolitische "
          "Rahmenbedingungen beziehungsweise gesellschaftliche Verpflichtungen gegenüber "
          "benachteiligten Bevölkerungsgruppen, wodurch Umstrukturierungsmaßnahmen erforderlich "
          "werden, die nicht unbedingt auf die Zustimmung der Belegschaft stoßen.",
    "it": "Conseguentemente l'amministrazione provinciale raccomanda l'approfondimento delle "
          "problematiche infrastrutturali precedentemente evidenziate, subordinatamente alla "
          "disponibilità finanziaria complessiva dell'organizzazione che non è stata ancora "
          "definitivamente approvata dalle autorità competenti.",
    "fr": "L'administration départementale recommande l'approfondissement systématique des "
          "problématiques infrastructurelles précédemment identifiées, subordonnément aux "
          "disponibilités budgétaires prévisionnelles communiquées par les gestionnaires dans les "
          "documents réglementaires correspondants.",
}  # fmt: skip
LIGHT = {
    "de": "Wir treffen uns am Montag um zehn. Bitte bring die Liste mit. Ich habe noch keine. ",
    "it": "Ci vediamo lunedì alle dieci. Porta la lista per favore. Io non ho ancora la mia. ",
    "fr": "On se voit lundi à dix heures. Merci de venir avec la liste. Je n'ai pas la mienne. ",
}


@pytest.mark.parametrize("sample", HAND, ids=[s["text"][:20] for s in HAND])
def test_our_counts_are_those_by_hand(sample: dict[str, Any]) -> None:
    said = [words(sample["text"], *place) for place in sentences(sample["text"])]
    counts = count(said, sample["lang"])
    assert (counts.sentences, counts.words) == (sample["sentences"], sample["words"])
    assert counts.syllables in (sample["syllables"], None)
    assert (counts.syllables is None) == (sample["lang"] not in ("es", "en"))


@pytest.mark.parametrize("sample", HAND, ids=[s["text"][:20] for s in HAND])
def test_textstat_counts_what_it_is_fed_as_we_do(sample: dict[str, Any]) -> None:
    from textstat.backend import counts

    said = split(sample["text"])
    ours = count(said, sample["lang"])
    text = fed(said)
    assert counts.count_sentences(text) == ours.sentences
    assert counts.count_words(text) == ours.words
    assert counts.count_letters(text) == ours.letters


def test_indices_by_hand() -> None:
    # 40 letters, 7 words, 17 syllables, 1 sentence
    said = split("El equipo acordó reunirse el próximo miércoles.")
    found = indices(said, "es")
    assert found["Gutiérrez de Polini"] == pytest.approx(95.2 - 9.7 * 40 / 7 - 0.35 * 7, abs=0.05)
    assert found["Crawford"] == pytest.approx(-0.205 * 100 / 7 + 4.9 * 17 / 7 - 3.407, abs=0.05)
    assert found["LIX"] == pytest.approx(7 + 100 * 3 / 7, abs=0.05)
    # 24 letters, 6 words, 1 sentence: 89 + 300/6 - 10 * 24/6
    assert indices(split("Le invio la fattura di maggio."), "it")["Gulpease"] == 99.0
    # 11 words, 2 sentences, 2 words of more than 6 letters
    german = split("Wir haben die Ware heute erhalten. Bitte senden Sie die Rechnung.")
    assert indices(german, "de")["LIX"] == pytest.approx(11 / 2 + 100 * 2 / 11, abs=0.05)


def test_without_words_there_is_no_index() -> None:
    assert indices([], "es") == indices(split("uno dos tres"), "hu") == {}
    assert crawford(count([], "es")) == pytest.approx(-3.407)


def report(text: str, language: str) -> Any:
    head = "From: a@example.com\nTo: b@example.com\nSubject: x\n\n"
    document = read((head + text).encode(), language=language)
    situation = LINTER.situation(document)
    hits = list(analyser(Config())(situation))
    return LINTER.lint(document, handed_in=Handed({"readability": hits}))


@pytest.mark.parametrize("language", HEAVY)
def test_heavy_going_in_other_languages(language: str) -> None:
    heavy = report(f"{HEAVY[language]}\n\n" * 3, language)
    (finding,) = (f for f in heavy.findings if f.rule == RULE)
    assert INDICES[language][0].name in finding.message
    assert "words a sentence" in finding.message
    light = report(LIGHT[language] * 5, language)
    assert [f for f in light.findings if f.rule == RULE] == []


def test_the_core_judges_its_own_languages() -> None:
    for language in ("es", "en"):
        document = read(f"Subject: x\n\n{HEAVY['de'] * 3}".encode(), language=language)
        assert list(analyser(Config())(LINTER.situation(document))) == []


def test_few_words_are_not_judged() -> None:
    found = report(HEAVY["de"], "de").findings
    assert [f for f in found if f.rule == RULE] == []


def test_threads_that_ask_in_several_languages_get_their_own() -> None:
    texts = {"es": HAND[0]["text"], "it": HEAVY["it"], "de": HEAVY["de"], "fr": HEAVY["fr"]}
    alone = {language: indices(split(text), language) for language, text in texts.items()}
    jobs = [language for _ in range(50) for language in texts]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda language: indices(split(texts[language]), language), jobs)
        assert all(one == alone[language] for language, one in zip(jobs, found, strict=True))


@given(st.text(), st.sampled_from(["es", "en", "fr", "de", "it", "pt", "hu"]))
def test_any_text_is_measured(text: str, language: str) -> None:
    document = read(f"Subject: x\n\n{text}".encode("utf-8", "replace"), language=language)
    situation = LINTER.situation(document)
    found = measured(situation)
    assert found["words"] >= 3 * found["sentences"]
    assert all(isinstance(value, float) for value in found["indices"].values())
    for _, hit in analyser(Config())(situation):
        assert 0 <= hit.start < hit.end <= len(document.text)
