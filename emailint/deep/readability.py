"""Readability by textstat, of languages that the core has no formula for, and beside its own.

textstat is asked only what it is right about offline: indices made of letters, words and sentences.
Its own counts are not: it has no sentence of two words, ends one at "e.g.", goes by hyphenation for
syllables ("idea" has one) and downloads a dictionary for English. So it is handed sentences and
words as emailint splits them, and only through `textstat.backend`, whose functions take the language
and keep none: they may be called from several threads.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.deep import UnavailableError, lacking
from emailint.model import Hit
from emailint.readability import fernandez_huerta, flesch_kincaid, szigriszt_pazos
from emailint.sentences import sentences
from emailint.syllables import syllables_en, syllables_es
from emailint.tokens import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from emailint.config import Config
    from emailint.context import Situation
    from emailint.model import Span

RULE: Final = "body-hard-to-read"
LEAST: Final = 50
"""Words of prose: the formulas swing on fewer."""
_SHORT: Final = 2  # words of a sentence that textstat doesn't count
_SCOPE: Final = ("body",)


class Index(NamedTuple):
    """One index of textstat's: its name, its function there, and from which value on (below which,
    where `easy` is high) a text is very hard to read."""

    name: str
    function: str
    limit: float
    easy: bool
    per_stop: float = 0.0
    """What a full stop a word takes off: textstat counts it as a letter."""


_LIX: Final = Index("LIX", "lix", 60, easy=False)
"""Björnsson, "Läsbarhet", 1968: over 60 is very hard; made for any language of Europe."""
INDICES: Final[dict[str, tuple[Index, ...]]] = {
    "es": (Index("Gutiérrez de Polini", "gutierrez_polini", 20, easy=True), _LIX),
    "en": (Index("Coleman-Liau", "coleman_liau_index", 18, easy=False), _LIX),
    "it": (Index("Gulpease", "gulpease_index", 40, easy=True, per_stop=10), _LIX),
    "fr": (_LIX,),
    "de": (_LIX,),
    "pt": (_LIX,),
}
"""The indices of each language; the first decides. Gulpease: under 40 is hard for whoever finished
school (Lucisano and Piemontese, "Scuola e città" 3, 1988)."""


class Counts(NamedTuple):
    """What a text is made of. `syllables` is None in languages without a counter of ours."""

    sentences: int
    words: int
    letters: int
    syllables: int | None


def split(text: str) -> list[list[str]]:
    """The words of each sentence that has more than two: shorter ones greet and thank."""
    found = (words(text, *place) for place in sentences(text))
    return [said for said in found if len(said) > _SHORT]


def count(said: Sequence[Sequence[str]], language: str) -> Counts:
    """Counts of sentences as `split` gives them."""
    flat = [word for sentence in said for word in sentence]
    counter = {"es": syllables_es, "en": syllables_en}.get(language)
    letters = sum(sum(map(str.isalnum, word)) for word in flat)
    return Counts(len(said), len(flat), letters, sum(map(counter, flat)) if counter else None)


def indices(said: Sequence[Sequence[str]], language: str) -> dict[str, float]:
    """The indices of sentences as `split` gives them: our own by syllables, textstat's by letters.
    Raises UnavailableError where textstat isn't installed."""
    if not said or language not in INDICES:
        return {}
    flat = [word for sentence in said for word in sentence]
    found = {}
    if language == "es":
        found["INFLESZ"] = szigriszt_pazos(flat, len(said))
        found["Fernández Huerta"] = fernandez_huerta(flat, len(said))
        found["Crawford"] = crawford(count(said, language))
    elif language == "en":
        found["Flesch-Kincaid"] = flesch_kincaid(flat, len(said))
    found |= {index.name: _ask(index, said) for index in INDICES[language]}
    return {name: round(value, 1) for name, value in found.items()}


def measured(situation: Situation) -> dict[str, Any]:
    """Counts and indices of a draft's prose, as plain data."""
    text, language = situation.document.text, situation.language or situation.document.language
    said = [words(text, *place) for place in prose_sentences(situation)]
    return {**count(said, language)._asdict(), "indices": indices(said, language)}


def fed(said: Sequence[Sequence[str]]) -> str:
    """The text that textstat counts as we do: bare words, and one full stop a sentence."""
    return " ".join(" ".join(map(_bare, sentence)) + "." for sentence in said)


def _bare(word: str) -> str:
    return "".join(filter(str.isalnum, word))


def crawford(counts: Counts) -> float:
    """Years of school that a Spanish text takes: -0.205 sentences + 0.049 syllables, both per 100
    words, - 3.407; Crawford, "Fórmula y gráfico para determinar la comprensibilidad de textos de nivel
    primario en castellano", Lectura y vida 6(4), 1985. textstat has it with its own syllables."""
    per = 100 / max(counts.words, 1)
    return -0.205 * counts.sentences * per + 0.049 * (counts.syllables or 0) * per - 3.407


def _ask(index: Index, said: Sequence[Sequence[str]]) -> float:
    metric: Callable[[str], float] = getattr(_metrics(), index.function)
    return metric(fed(said)) + index.per_stop * len(said) / max(1, sum(map(len, said)))


def _metrics() -> ModuleType:
    try:
        return import_module("textstat.backend.metrics")
    except ModuleNotFoundError:
        raise _missing() from None


def _missing() -> UnavailableError:
    return lacking("readability", "readability")


def analyser(_config: Config) -> Callable[[Situation], Iterator[tuple[str, Hit]]]:
    """Raises UnavailableError where textstat isn't installed. It takes a second to import, which
    waits for a draft that needs it."""
    if find_spec("textstat") is None:
        raise _missing()
    return hard_to_read


def hard_to_read(situation: Situation) -> Iterator[tuple[str, Hit]]:
    """Prose that is very hard to read in a language that the core has no formula for, marked at its
    longest sentence."""
    language = situation.document.language
    if situation.language or language not in INDICES:
        return
    text, places = situation.document.text, prose_sentences(situation)
    said = [words(text, *place) for place in places]
    if sum(map(len, said)) < LEAST:
        return
    index = INDICES[language][0]
    value = _ask(index, said)
    if (value < index.limit) if index.easy else (value > index.limit):
        longest = max(places, key=lambda place: len(words(text, *place)))
        shown = f"{index.name} {value:.0f}"
        data = {
            "index_en": shown,
            "index_es": shown,
            "longest": len(words(text, *longest)),
            "mean": round(sum(map(len, said)) / len(said)),
        }
        yield RULE, Hit(*longest, data)


def prose_sentences(situation: Situation) -> list[Span]:
    """The sentences of the body's prose that count, in order."""
    text, found = situation.document.text, situation.found
    return [
        place
        for block in found.blocks(_SCOPE)
        for part in found.prose(block)
        for place in sentences(text, *part)
        if len(words(text, *place)) > _SHORT
    ]
