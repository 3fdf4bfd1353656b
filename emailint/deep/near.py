"""Words that a misspelt one may have been meant for: one slip away, the likelier slips first.

Hunspell's own suggestions take 0.1 s a word; these take a few milliseconds, and only for words
that no dictionary knows.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST: Final = 3
"""Suggestions a word: who is shown more reads none."""
_LETTERS: Final = {
    "es": "abcdefghijklmnñopqrstuvwxyzáéíóúü",
    "en": "abcdefghijklmnopqrstuvwxyz'",
    "pt": "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõú",
    "fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûœ",
    "de": "abcdefghijklmnopqrstuvwxyzäöüß",
    "it": "abcdefghijklmnopqrstuvwxyzàèéìòù",
}
_BASES: Final = (
    "aáâãàä", "eéêèë", "iíîïì", "oóôõòö", "uúüûù", "nñ", "cç", "sß",
)  # fmt: skip
_PLAIN: Final = {ord(c): group[0] for group in _BASES for c in group}
_SLIPS: Final = {
    "es": "b=v v=b g=j j=g y=ll ll=y s=c c=s z=c c=z s=z z=s h= =h k=qu qu=k k=c x=s s=x "
          "cc=c c=cc n=m m=n cs=x x=cs",
    "en": "ie=ei ei=ie a=e e=a e=i i=e a=i i=a o=u u=o s=c c=s f=ph ph=f er=or or=er ai=a "
          "ence=ance ance=ence able=ible ible=able ly=lly al=",
    "pt": "s=ç ç=s ss=ç ç=ss s=z z=s x=ch ch=x g=j j=g =h h= e=i i=e",
    "fr": "s=c c=s ss=c f=ph ph=f an=en en=an o=au au=o =h h= é=er er=é",
    "de": "ss=ß ß=ss e=ä ä=e f=v v=f d=t t=d =h h= i=ie ie=i",
    "it": "q=cq cq=q c=q q=c g=gg gn=ni ni=gn =h h= sc=s",
}  # fmt: skip
"""What sounds alike and is mistaken: "written=meant", where nothing stands for no letter."""


def near(word: str, language: str, know: Callable[[str], bool]) -> tuple[list[str], bool]:
    """What `word`, in lower case, may have been meant for, and whether all it lacks is an accent
    or a capital.

    By kind of slip: accents; letters swapped or doubled; letters mistaken by ear, one too many or
    missing, or its neighbour on the keyboard; in long words two slips of which none is of the last
    sort. The first kind with known words gives them all.
    """
    if language == "es" and word.endswith(_ION) and not word.endswith("ssion"):
        return [word[:-2] + "ón"], True  # no word ends so, whether it is in a dictionary
    if language == "en" and word in _CAPITAL:
        return [word.capitalize()], True
    kinds: tuple[Callable[[], Iterator[str]], ...] = (
        lambda: accents(word, language),
        lambda: chain(_swapped(word), _doubled(word)),
        lambda: chain(
            *(accents(form, language) for form in _by_ear(word, language)),
            _left_out(word), _put_in(word, language), _beside(word), _moved(word),
        ),
        lambda: _twice(word, language) if len(word) >= _LONG else iter(()),
    )  # fmt: skip
    for number, kind in enumerate(kinds):
        if found := _known(kind(), word, know):
            return found, number == 0
    return [], False


_CAPITAL: Final = """
monday tuesday wednesday thursday friday saturday sunday january february april june july september
october november december english spanish french german italian portuguese dutch russian chinese
japanese american british european african asian canadian mexican
""".split()  # noqa: SIM905 (a list is a column of forty lines)
"""What English writes with a capital and nobody means otherwise."""
_ION: Final = ("cion", "sion")
_LONG: Final = 7  # letters: two slips in a shorter word make any other


def _known(candidates: Iterator[str], word: str, know: Callable[[str], bool]) -> list[str]:
    found: list[str] = []
    for candidate in dict.fromkeys(candidates):
        if candidate != word and know(candidate):
            found.append(candidate)
            if len(found) == MOST:
                break
    return found


def plain(word: str) -> str:
    """The word without accents: "reunión" -> "reunion", "año" -> "ano"."""
    return word if word.isascii() else word.translate(_PLAIN)


def accents(word: str, language: str) -> Iterator[str]:
    """The word, and it with another accent on any letter, or with that one alone."""
    letters = _LETTERS.get(language, "")
    bare = plain(word)
    for form in dict.fromkeys((word, bare)):
        yield form
        for i, c in enumerate(form):
            for group in _BASES:
                if c in group:
                    yield from (form[:i] + o + form[i + 1 :] for o in group[1:] if o in letters)


def _swapped(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))


def _doubled(word: str) -> Iterator[str]:
    for i, c in enumerate(word):
        yield word[:i] + c + word[i:]
        if word[i + 1 : i + 2] == c:
            yield word[:i] + word[i + 1 :]


@cache
def _slips(language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (wrong, right)
        for wrong, _, right in (pair.partition("=") for pair in _SLIPS.get(language, "").split())
    )


def _by_ear(word: str, language: str) -> Iterator[str]:
    for wrong, right in _slips(language):
        if wrong:
            for place in re.finditer(wrong, word):
                yield word[: place.start()] + right + word[place.end() :]
        else:
            yield right + word


# Nobody misses a word's first letter, but "nchar" and "ecommerce" begin so.


def _left_out(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def _moved(word: str) -> Iterator[str]:
    """With one letter at another place: "advatanges"."""
    for i in range(1, len(word)):
        rest = word[:i] + word[i + 1 :]
        yield from (rest[:j] + word[i] + rest[j:] for j in range(1, len(rest) + 1))


def _put_in(word: str, language: str) -> Iterator[str]:
    letters = _LETTERS.get(language, "")
    return (word[:i] + c + word[i:] for i in range(1, len(word) + 1) for c in letters)


_ROWS: Final = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_VOWELS: Final = "aeiou"


@cache
def _neighbours(letter: str) -> str:
    for number, row in enumerate(_ROWS):
        if (at := row.find(letter)) >= 0:
            around = [r[max(0, at - 1) : at + 2] for r in _ROWS[max(0, number - 1) : number + 2]]
            return "".join(around).replace(letter, "")
    return ""


def _beside(word: str) -> Iterator[str]:
    vowels = _VOWELS if len(word) >= _LONG else ""
    for i, c in enumerate(word[1:], 1):
        for other in _neighbours(c) + (vowels if c in vowels else ""):
            yield word[:i] + other + word[i + 1 :]


def _twice(word: str, language: str) -> Iterator[str]:
    once = [*accents(word, language), *_swapped(word), *_doubled(word), *_by_ear(word, language)]
    for form in dict.fromkeys(once):
        yield from accents(form, language)
        yield from _doubled(form)
        yield from _by_ear(form, language)
