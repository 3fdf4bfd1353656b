"""What is known of one language's words beside its dictionary: what they are made of, lent, near to."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from emailint.deep.dictionaries import Words, words_of
from emailint.deep.near import accents, near, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEMBERED: Final = 20_000  # unknown words
_PART: Final = 4  # letters of each half of a compound
_PREFIXES: Final = {
    "es": "anti auto bi bio ciber co contra des eco ex extra foto geo hidro hiper infra inter intra "
          "macro mega micro mini mono moto multi neo petro pluri poli pos post pre pro pseudo radio "
          "re semi sobre socio sub super supra tele termo trans tri ultra uni vice video",
    "en": "anti auto bi bio co cyber de dis eco ex extra fore geo hyper in inter intra macro mega "
          "meta micro mid mini mis mono multi neo non out over para photo poly post pre pro pseudo "
          "re semi sub super tele trans tri ultra un under up",
}  # fmt: skip
_BRITISH: Final = (
    ("is", "iz"), ("ys", "yz"), ("our", "or"), ("tre", "ter"), ("bre", "ber"), ("ogue", "og"),
    ("ll", "l"), ("l", "ll"), ("ence", "ense"), ("ae", "e"), ("oe", "e"), ("amme", "am"),
    ("cheque", "check"), ("dgem", "dgm"), ("enquir", "inquir"), ("scept", "skept"),
    ("nium", "num"), ("geing", "ging"), ("nt", "ned"), ("casted", "cast"),
)  # fmt: skip
"""How British spelling differs from that of the US, whose dictionary is the one that is bundled."""
_LETTER_BEFORE: Final = re.compile(r"([^aeiouáéíóúh])(?!\1)[^aeiouáéíóúhlry]")
_PRONOUNS: Final = ("me", "te", "se", "nos", "os", "le", "les", "lo", "la", "los", "las")
"""Spanish pronouns behind a verb, of whose forms with them dictionaries know a few."""
_ACUTE: Final = re.compile("[áéíóú]")


class Lexicon:
    """The words of one language. Words are asked for in lower case, but in `knows`."""

    def __init__(self, language: str, words: Words, english: Words | None) -> None:
        self.language = language
        self.words = words
        self._english = english if language != "en" else None
        self._near: dict[str, tuple[list[str], bool]] = {}

    def forget(self) -> None:
        """Forget what was asked, as a new process has."""
        self._near.clear()
        self.words.forget()

    def knows(self, word: str) -> bool:
        """Whether a dictionary has the word as it is written or in lower case."""
        low = word.lower()
        if self.words.know(word) or self.words.know(low):
            return True
        return self.language == "es" and self._is_verb(low)

    def _is_verb(self, word: str) -> bool:
        """Whether it is a verb with a pronoun or two behind it and the accent that it needs: "dadle",
        "resultarte", "digámoslo", but not "haciendolo"."""
        accent = _ACUTE.search(word) is not None
        for verb in _without_pronoun(word):
            if self._takes_pronouns(verb) and (accent or verb.endswith(("r", "d"))):
                return True
            if accent and any(map(self._takes_pronouns, _without_pronoun(verb))):
                return True
        return False

    def _takes_pronouns(self, verb: str) -> bool:
        return verb.endswith(("r", "d", "ndo", "mos")) and self.words.know(plain(verb))

    def near(self, word: str) -> tuple[list[str], bool]:
        """What an unknown word may have been meant for, and whether it lacks an accent or a
        capital alone."""
        found = self._near.get(word)
        if found is None:
            if len(self._near) >= _REMEMBERED:
                self._near.clear()
            know = self._noun if self.language == "de" else self.words.know
            found = self._near[word] = near(word, self.language, know)
        return found

    def _noun(self, word: str) -> bool:
        return self.words.know(word) or self.words.know(word.capitalize())

    def is_lent(self, word: str) -> bool:
        """Whether it is English in another language."""
        return self._english is not None and self._english.know(word)

    def is_right(self, word: str) -> bool:
        """Whether an unknown word is one all the same: English in another language, without its
        capital and accent, or made of known parts ("reagendar", "dataframe", "organisation")."""
        if self.is_lent(word):
            return True
        know = self.words.know
        if know(word.upper()) or any(
            know(form.capitalize()) for form in accents(word, self.language)
        ):
            return True
        if _LETTER_BEFORE.match(word) and len(word) > _PART and know(word[1:]):
            return True  # "cmake", "jsmith"
        rests = (
            word[len(p) :] for p in _PREFIXES.get(self.language, "").split() if word.startswith(p)
        )
        if any(len(rest) >= _PART and know(rest) for rest in rests):
            return True
        if self.language != "en":
            return False
        halves = range(_PART, len(word) - _PART + 1)
        return any(map(know, _english(word))) or any(
            know(word[:i]) and know(word[i:]) for i in halves
        )


def _without_pronoun(word: str) -> Iterator[str]:
    return (word.removesuffix(pronoun) for pronoun in _PRONOUNS if word.endswith(pronoun))


def _english(word: str) -> Iterator[str]:
    """The same word in the other number, of which dictionaries may know one, or as in the US."""
    yield word + "s"
    if word.endswith("s") and word[-2:-1] != "y":
        yield word[:-1]
    for british, american in _BRITISH:
        if british in word:
            yield word.replace(british, american)


@cache
def lexicon(language: str, folder: str = "") -> Lexicon | None:
    """The lexicon of a language, None where no dictionary of it is found. Kept for the process.

    Raises ImportError where chunspell isn't installed.
    """
    words = words_of(language, folder)
    return Lexicon(language, words, words_of("en", folder)) if words else None
