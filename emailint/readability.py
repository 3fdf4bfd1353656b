"""How hard a text is to read, by the formulas usual for each language.

They know nothing but the lengths of words and sentences: good for "this is heavy going", not for
"this is clear". The caller splits words and sentences. A number counts as one syllable. Without
words nothing is hard: grade 0.0, ease 100.0; fewer than one sentence is taken as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.syllables import syllables_en, syllables_es

if TYPE_CHECKING:
    from collections.abc import Sequence


def flesch_kincaid(words: Sequence[str], sentences: int) -> float:
    """US school grade of an English text, 0.0 upwards: 8.0 is read with ease at 13 or 14 years.

    0.39 words/sentence + 11.8 syllables/word - 15.59; Kincaid, Fishburne, Rogers and Chissom,
    "Derivation of New Readability Formulas", Naval Technical Training Command, Report 8-75, 1975.
    """
    if not words:
        return 0.0
    syllables = sum(map(syllables_en, words))
    grade = 0.39 * len(words) / max(sentences, 1) + 11.8 * syllables / len(words) - 15.59
    return max(0.0, grade)


def szigriszt_pazos(words: Sequence[str], sentences: int) -> float:
    """Ease ("perspicuidad") of a Spanish text, 0 (hardest) to 100.

    206.835 - 62.3 syllables/word - words/sentence; Szigriszt Pazos, "Sistemas predictivos de
    legibilidad del mensaje escrito: fórmula de perspicuidad", Universidad Complutense, 1993.
    The INFLESZ scale calls it "muy difícil" under 40, "normal" from 55 on and "muy fácil" over 80:
    Barrio-Cantalejo et al., Anales del Sistema Sanitario de Navarra 31(2), 2008, 135-152.
    """
    return _ease(words, sentences, 206.835, 62.3, 1.0)


def fernandez_huerta(words: Sequence[str], sentences: int) -> float:
    """Ease ("lecturabilidad") of a Spanish text, 0 (hardest) to 100.

    206.84 - 60 syllables/word - 1.02 words/sentence; Fernández Huerta, "Medidas sencillas de
    lecturabilidad", Consigna 214, 1959, 29-32, with words per sentence as Flesch has it and not
    the sentences per 100 words of many reprints.
    """
    return _ease(words, sentences, 206.84, 60.0, 1.02)


def _ease(
    words: Sequence[str], sentences: int, top: float, per_syllable: float, per_word: float
) -> float:
    if not words:
        return 100.0
    syllables = sum(map(syllables_es, words))
    ease = top - per_syllable * syllables / len(words) - per_word * len(words) / max(sentences, 1)
    return min(100.0, max(0.0, ease))


def named(value: float, language: str) -> dict[str, str]:
    """The formula of a language with its value, as findings tell it in either language."""
    if language == "es":
        return {
            "index_en": f"INFLESZ {value:.0f} of 100",
            "index_es": f"INFLESZ {value:.0f} de 100",
        }
    grade = f"Flesch-Kincaid {value:.0f}"
    return {"index_en": grade.replace(" ", " grade "), "index_es": f"grado {grade}"}
