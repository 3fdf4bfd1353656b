"""Misspelt words, by Hunspell's dictionaries: no Java, no network.

A dictionary knows no names, no jargon and no other language, so a word that it doesn't know is told
only where it is a slip away from one that it knows, and where nothing in the draft explains it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib import import_module
from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.context import touches
from emailint.deep import UnavailableError
from emailint.deep.dictionaries import LANGUAGES, PACKAGES
from emailint.deep.known import known_words
from emailint.deep.lexicon import Lexicon, lexicon
from emailint.deep.misspelt import misspelt
from emailint.language import common_words, detect
from emailint.model import Span
from emailint.people import is_given_name
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.config import Config
    from emailint.context import Situation
    from emailint.model import Block, Hit

MOST: Final = 20
"""Words told of one draft: who has more of them knows it by then."""
_JUDGED: Final = ("subject", "written")
_OFTEN: Final = 3  # times a word stands in a draft, from which on it is meant so
_AGAIN: Final = 2
_LEAST: Final = 3  # letters: what is shorter is an abbreviation
_LONGEST: Final = 30  # letters: what is longer is data
_SHORT: Final = 4  # letters: any word so short is a slip away from another
_TELLING: Final = 8  # letters, from which on no name is a slip away from a word by chance
_FOREIGN: Final = 3  # unknown words of a sentence that may be in another language
_LOOKED_AT: Final = 150  # unknown words: a draft that has more isn't in this language
_SENTENCE: Final = 200  # characters: its language is told by these and what holds unknown words
_MARKS: Final = 6  # that may stand before a sentence's first word
_CHUNK: Final = 200  # characters between two blanks that are looked at


class Unknown(NamedTuple):
    """A word that no dictionary knows, and where its sentence starts."""

    start: int
    end: int
    text: str
    sentence: int


class Speller:
    """Finds misspelt words. `words` are right whatever dictionaries say; `folder` holds the user's
    own dictionaries."""

    def __init__(self, words: Sequence[str] = (), folder: str = "") -> None:
        self._words = words
        self._folder = folder

    def __call__(self, situation: Situation) -> Iterator[tuple[str, Hit]]:
        """The hits of one draft, in order. Raises UnavailableError without a dictionary for it."""
        language = situation.language or situation.document.language
        if language not in LANGUAGES:
            return
        known = lexicon(language, self._folder)
        if known is None:
            raise _missing(language)
        found = (
            word
            for block in situation.found.blocks(_JUDGED)
            for word in _unknown(situation, block, known)
        )
        unknown = list(islice(found, _LOOKED_AT))
        if unknown:
            other = lexicon(_other(language), self._folder)
            explained = _Explained(situation, known, unknown, other, self._words)
            yield from islice(_told(unknown, known, explained), MOST)


def analyser(config: Config) -> Speller:
    """The speller under a config. Raises ModuleNotFoundError where chunspell isn't installed."""
    import_module("hunspell")
    return Speller(config.words, config.grammar.get("dictionaries", ""))


def _missing(language: str) -> UnavailableError:
    how = f"apt install {PACKAGES[language]}"
    return UnavailableError(
        f"spelling: no Hunspell dictionary for {language!r}: {how}, or grammar.dictionaries = its folder",
        f"ortografía: falta el diccionario de Hunspell para «{language}»: {how}, o"
        " grammar.dictionaries = su carpeta",
    )


def _told(
    unknown: Sequence[Unknown], known: Lexicon, explained: _Explained
) -> Iterator[tuple[str, Hit]]:
    for word in unknown:
        if explained(word):
            continue
        found, accent = known.near(word.text.lower())
        if explained.often(word, accent=accent) or not (accent or _is_slip(word, found, known)):
            continue
        if word.text[0].isupper():
            found = [suggestion[0].upper() + suggestion[1:] for suggestion in found]
        sure = accent or (len(found) == 1 and len(word.text) > _SHORT)
        yield misspelt(word.start, word.end, word.text, found, sure=sure)


def _unknown(situation: Situation, block: Block, known: Lexicon) -> Iterator[Unknown]:
    text = situation.document.text
    for start, end in situation.found.prose(block):
        for at, word in words(text, start, end):
            if not known.knows(word):
                sentences = situation.found.sentences(block)
                index = bisect_right(sentences, at, key=attrgetter("start")) - 1
                begin = sentences[index].start if index >= 0 else block.start
                yield Unknown(at, at + len(word), word, begin)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"\S+"),
        # what no word of a sentence holds: figures, addresses, paths, code, lost letters, quotes
        re.compile(
            r"[\d_/\\@#=<>$%&+|~^{}\[\]`´\ufffd]|\w[.?!*:(]\w|\w\($|^\([^\s()]+\)|^[\"'‘“«][^\s\"'’”»]+[\"'’”»]"
        ),
        re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*"),
    )


def words(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words of `text[start:end]` that dictionaries may know, with where they start.

    None in capitals, with capitals inside or with a hyphen: initials, products, compounds.
    """
    chunk, data, word = _patterns()
    for piece in chunk.finditer(text, start, end):
        if data.search(piece[0][:_CHUNK]):
            continue
        if piece[0].endswith("-") and text[piece.end() : piece.end() + 1] == "\n":
            continue  # it goes on in the next line
        for match in word.finditer(text, *piece.span()):
            found = match[0].removesuffix("'s").removesuffix("’s")
            if _LEAST <= len(found) <= _LONGEST and found[1:].islower() and "-" not in found:
                yield match.start(), found


def _is_slip(word: Unknown, found: Sequence[str], known: Lexicon) -> bool:
    """Whether what it is near to makes it a slip, and no name, no jargon."""
    if not found or known.is_right(word.text.lower()):
        return False
    size, capital = len(word.text), word.text[0].isupper() and known.language != "de"
    if size <= _SHORT and capital:
        return False
    if size <= _SHORT or (capital and size < _TELLING):
        return not common_words(known.language).isdisjoint(found)
    return True


def _other(language: str) -> str:
    """The language that a mail in `language` most likely has passages of."""
    return "es" if language == "en" else "en"


class _Explained:
    """Tells of an unknown word whether the draft explains it: a name, jargon, another language."""

    def __init__(
        self,
        situation: Situation,
        known: Lexicon,
        unknown: Sequence[Unknown],
        other: Lexicon | None,
        own: Sequence[str],
    ) -> None:
        self._text = situation.document.text
        self._known = known
        self._right = known_words(situation, own)
        self._shown = _shown(situation)
        self._times = Counter(word.text.lower() for word in unknown)
        self._told = sorted(  # by a rule of the core, which also says what was meant
            span
            for name in ("safe", "doubtful", "compared")
            for span in situation.found.of(f"grammar-confusion/{name}")
        )
        self._foreign = _foreign(situation, known, unknown, other)

    def __call__(self, word: Unknown) -> bool:
        low = word.text.lower()
        return (
            (word.text[0].isupper() and self._known.language != "de" and not self._opens(word))
            or word.sentence in self._foreign
            or low in self._shown
            or is_given_name(low)
            or fold(low) in self._right
            or touches(Span(word.start, word.end), self._told)
        )

    def _opens(self, word: Unknown) -> bool:
        """Whether it is its sentence's first: the others have a capital where they are names."""
        before = self._text[max(word.sentence, word.start - _MARKS) : word.start]
        return word.start - word.sentence <= _MARKS and not any(map(str.isalnum, before))

    def often(self, word: Unknown, *, accent: bool) -> bool:
        """Whether it stands in the draft so often that it is meant. Who leaves out accents leaves
        them out all the time, but "cluster" is English."""
        low = word.text.lower()
        if accent and (low.endswith("ion") or not self._known.is_lent(low)):
            return False
        return self._times[low] >= (_AGAIN if accent else _OFTEN)


def _shown(situation: Situation) -> set[str]:
    """Words, in lower case, of what the writer didn't type or typed as data: quotes, signatures,
    code, addresses. Who writes "lavaan" beside "library(lavaan)" means it."""
    document = situation.document
    chunk, data, word = _patterns()
    judged = {block.start for block in document.judged}
    parts = [document.text[b.start : b.end] for b in document.blocks if b.start not in judged]
    parts += (c for c in chunk.findall(document.text) if data.search(c[:_CHUNK]))
    return set(word.findall(re.sub(r"[\d_'’-]", " ", " ".join(parts)).lower()))


def _foreign(
    situation: Situation, known: Lexicon, unknown: Sequence[Unknown], other: Lexicon | None
) -> set[int]:
    """Where the sentences start that are in another language by their unknown words."""
    found = set()
    for begin, group in groupby(unknown, attrgetter("sentence")):
        here = list(group)
        if len(here) < _FOREIGN:
            continue
        sentence = situation.document.text[begin : max(here[-1].end, begin + _SENTENCE)]
        lent = [w for w in here if other is not None and other.knows(w.text)]
        lent = [w for w in lent if not known.near(w.text.lower())[1]]  # "reunion" is English
        if detect(sentence)[0] not in ("", known.language) or 2 * len(lent) > len(here):
            found.add(begin)
    return found
