"""LanguageTool's rules as ours: which fault is whose, what is told of it, what is left out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from emailint.deep.misspelt import misspelt
from emailint.model import Edit, Fix, Hit
from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.deep.languagetool import Match

MISTAKE: Final = "grammar-mistake"
PUNCTUATION: Final = "grammar-punctuation"
CASING: Final = "grammar-casing"
STYLE: Final = "grammar-style"
SPELLING: Final = "grammar-spelling"
CONFUSION: Final = "grammar-confusion"
_NONE: Final = ""

# By a part of the rule's id: what a rule of the core looks for, and what no mail is held to.
_RULES: Final = (
    ("MORFOLOGIK", SPELLING),
    ("SPELLER", SPELLING),
    ("SPELLING_RULE", SPELLING),
    ("WORD_REPEAT_RULE", "grammar-doubled-word"),
    ("WHITESPACE", _NONE),  # `grammar-spacing` looks at the same text, and knows mail's layouts
    ("DOUBLE_PUNCTUATION", "grammar-repeated-punctuation"),
    ("ES_QUESTION_MARK", "grammar-opening-mark"),
    ("UNPAIRED", _NONE),  # smileys, lists "a)"
    ("PARAGRAPH_END", _NONE),  # greetings and closings end as they like
    ("WORD_REPEAT_BEGINNING", _NONE),  # "I ..." three times is how mail is written
    ("TOO_LONG", _NONE),  # `body-hard-to-read` says it
    ("SINGLE_CHAR", _NONE),  # variables, initials
    ("D_ELA", _NONE),
    ("HYPHEN_TO_EN", _NONE),
    ("DIACRITICS_REPLACE", _NONE),  # "a la carte"
    ("EN_COMPOUNDS", STYLE),
)
_CATEGORIES: Final = {
    **dict.fromkeys(
        ("TYPOS", "MISSPELLING", "DIACRITICS", "CONFUSED_WORDS", "FALSE_FRIENDS"), CONFUSION
    ),  # the words that no dictionary has are told apart by their rule
    "PUNCTUATION": PUNCTUATION, "CASING": CASING, "UPPERCASE": CASING, "PROPER_NOUNS": CASING,
    "STYLE": STYLE, "REDUNDANCY": STYLE, "PLAIN_ENGLISH": STYLE, "COLLOQUIALISMS": STYLE,
    "REPETITIONS": STYLE, "WORDINESS": STYLE, "REDUNDANCIES": STYLE,
    "TYPOGRAPHY": _NONE,  # keyboards have ' and -, and mail is written with them
    "AMERICAN_ENGLISH_STYLE": _NONE, "LANGUAGE_VARIANTS": _NONE, "CAMBIOS_NORMA": _NONE,
    "REPETITIONS_STYLE": _NONE, "CREATIVE_WRITING": _NONE, "TEXT_ANALYSIS": _NONE, "WIKIPEDIA": _NONE,
}  # fmt: skip
_KINDS: Final = {
    "misspelling": CONFUSION, "style": STYLE, "register": STYLE, "typographical": _NONE,
    "whitespace": _NONE, "duplication": "grammar-doubled-word",
    "locale-violation": STYLE,
}  # fmt: skip
_CORE_LANGUAGES: Final = {
    CONFUSION: ("es", "en"), "grammar-opening-mark": ("es",),
    "grammar-doubled-word": ("es", "en"),
}  # fmt: skip
"""Languages that rules of the core are for; elsewhere their faults are mistakes among others."""
_OTHER_COUNTRY: Final = ("is British English", "is American English", "is Australian English")
_SHOWN: Final = 3  # suggestions


def rule_of(match: Match, language: str) -> str:
    """The id of our rule for a match, "" for what is left out."""
    found = next((ours for part, ours in _RULES if part in match.rule), None)
    if found is None:
        found = _CATEGORIES.get(match.category)
    if found is None:
        found = _KINDS.get(match.kind, MISTAKE)
    if language not in _CORE_LANGUAGES.get(found, (language,)):
        return MISTAKE
    if found == CONFUSION and not match.replacements:
        return MISTAKE  # which says what LanguageTool says; that rule tells the word that was meant
    return found


def hit_of(
    match: Match,
    text: str,
    at: int,
    language: str,
    known: frozenset[str],
    by_country: bool,
) -> tuple[str, Hit] | None:
    """Our rule and hit for a match in the paragraph `text`, which starts at `at`; None where it is
    no fault in a mail. `known`: words that are right; `by_country`: whether a country's spelling was
    asked for."""
    rule = rule_of(match, language)
    words = text[match.start : match.end]
    if not rule or not words or _is_known(words, known, any_word=rule == SPELLING):
        return None
    if _data().search(_around(text, match.start, match.end)):
        return None
    start, end = match.start + at, match.end + at
    better = match.replacements[:_SHOWN]
    if rule == SPELLING:
        if _is_name(text, match, language) or (
            not by_country and any(told in match.message for told in _OTHER_COUNTRY)
        ):
            return None
        return misspelt(start, end, words, better, sure=len(better) == 1 and " " not in better[0])
    if rule == CASING and match.start == 0:
        return None  # after "Hola, Ana:" Spanish goes on small, and a list's items may
    fix = Fix("shown", (Edit(start, end, better[0]),)) if len(better) == 1 else None
    data = {
        "text": words, "better": better[0] if better else "…",
        "mark": better[0][:1] if better else "¿",
        "what_en": _told(match, ' Perhaps: {}.', " or ".join(f'"{one}"' for one in better)),
        "what_es": _told(match, " Quizá: {}.", " o ".join(f"«{one}»" for one in better)),
    }  # fmt: skip
    return rule, Hit(start, end, data, fix)


def _told(match: Match, perhaps: str, better: str) -> tuple[str]:
    """What LanguageTool says, and what it would write. A tuple: a text would be shortened."""
    return (match.message + (perhaps.format(better) if better else ""),)


def _is_known(words: str, known: frozenset[str], *, any_word: bool) -> bool:
    found = [fold(word) in known for word in _word().findall(words)]
    return any(found) if any_word else bool(found) and all(found)


def _is_name(text: str, match: Match, language: str) -> bool:
    """Whether an unknown word is a name, an abbreviation or a product by its capitals."""
    word = text[match.start : match.end]
    if word[1:] != word[1:].lower():
        return True
    before = text[: match.start].rstrip(" \"'“«([¿¡*_-")
    opens = not before or before[-1] in ".!?…:\n"
    return word[0].isupper() and language != "de" and not opens


def _around(text: str, start: int, end: int) -> str:
    """A match with what stands before and after it up to the next blank."""
    while start and not text[start - 1].isspace() and end - start < 200:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - start < 200:
        end += 1
    return text[start:end]


@cache
def _data() -> re.Pattern[str]:
    """What words aren't: addresses, paths, code, figures with letters, lost characters."""
    return re.compile(r"[@\\#<>{}|~^=_\ufffd]|\w/\w|://|\w\.\w|\w\(|\d[^\W\d]|[^\W\d]\d")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
