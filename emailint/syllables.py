"""How many syllables a word has: Spanish by the rules of its spelling, English by rules of thumb.

Both counters take one word of any case in NFC. They answer at least 1, also for what isn't a
word ("2026", "SMS"), look at the first 64 characters only, and never raise.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

LONGEST = 64
"""Characters of a word that are looked at: what is longer isn't a word but data."""

_CACHED = 16_384  # distinct words kept per language: a year of one writer's mail


def syllables_es(word: str) -> int:
    """Syllables of a Spanish word by the rules of the RAE's Ortografía (2010).

    A diphthong is a spelling convention there: "guion" has one syllable, "construido" three,
    however they are said. Prefixes are no frontier: "reunir" is reu-nir.
    """
    return _count_es(word[:LONGEST])


def syllables_en(word: str) -> int:
    """Syllables of an English word by its groups of vowels, mended by rules and exceptions.

    English spelling doesn't settle the number: a few words in a hundred are off by one.
    """
    return _count_en(word[:LONGEST])


_VOWELS = "aeiouáéíóúüàèìòùâêîôûäëïöãõ"
_OPEN = "aeoáéóàèòâêôäëöãõ"


@cache
def _spanish() -> tuple[re.Pattern[str], ...]:
    return (
        # "muy", "hay", "y", "Raymundo": a vowel. "mayo": a consonant.
        re.compile(f"y(?![{_VOWELS}])"),
        # h is mute ("prohi-bir", "bú-ho") unless it opens a syllable: "ca-ca-hue-te".
        re.compile(f"h(?![iu][{_VOWELS}])"),
        re.compile(f"[{_VOWELS}]+"),
        # What is a nucleus by itself: an open vowel, or a stressed closed one beside it.
        re.compile(f"[{_OPEN}]|[íú](?=[{_OPEN}])|(?<=[{_OPEN}])[íú]"),
        re.compile("i[ií]|u[uú]"),  # "chi-i-ta": the same closed vowel twice is no diphthong
    )


@lru_cache(_CACHED)
def _count_es(word: str) -> int:
    final_y, mute_h, vowels, nucleus, twice = _spanish()
    spelt = mute_h.sub("", final_y.sub("i", word.lower()))
    count = 0
    for run in vowels.findall(spelt):
        count += (len(nucleus.findall(run)) or 1) + len(twice.findall(run))
    return count or 1


_EXCEPTIONS = {
    1: "eye eyes aye bye queue queues queued",
    2: "people business goodbye wednesday argue argued argues liar evening evenings cafe cafes "
    "acme colleague colleagues maybe every hundred hundreds",
    3: "idea ideas area areas element elements recipe recipes businesses parliament resume resumes",
    4: "apostrophe catastrophe epitome",
}
"""What the rules get wrong among the words of mail."""


class _English:
    """The patterns, compiled when an English word is first counted."""

    def __init__(self) -> None:
        self.exceptions = {w: n for n, words in _EXCEPTIONS.items() for w in words.split()}
        # A silent e inside: "manage-ment", "some-thing". Each part is counted by itself.
        self.suffix = re.compile(r"(?<=e)(?:ly|ments?|ful|fully|less|ness)$")
        self.prefix = re.compile(
            r"(?:some|home|there|where|here|time|life|base|line|name|file|note|place|page|code"
            r"|safe|fore|state|house|phone|type|white|force|store|trade|more|fire|wire|care|every|any)"
            r"(?=one$|over$|[b-df-hj-np-tv-xz][a-z])"
        )
        self.vowels = re.compile("[aeiouy]+")
        # Written e, not said: "file", "files", "filed", "league"; said: "table", "boxes", "added".
        self.silent = re.compile(
            r"[gq]ue[sd]?$"
            r"|(?<![aeiouy])(?:(?<=[aeiouy]l)|(?<!l))e$"
            r"|(?<![aeiouysxzcg])(?<!ch)(?<!sh)(?:(?<=[aeiouy]l)|(?<!l))es$"
            r"|(?<![aeiouytd])(?:(?<=[aeiouyl]l)|(?<!l))ed$"
        )
        # What every alternative of `hiatus` needs: a cheap look spares most words the dear one.
        self.maybe = re.compile("[aeiouy]{2}|thm|ism|'")
        # Two vowels side by side that are two syllables.
        self.hiatus = re.compile(
            r"(?<![ctgsx])(?<!sh)(?<!ll)(?<!n)io"  # radio, various; not nation, million, opinion
            r"|(?<![ctgsx])i(?:a(?!ge)|u)"  # media, reliable, medium; not social, marriage
            r"|[ct]iat"  # appreciate, negotiation
            r"|(?<![ct])ie(?=n[ct])|sci(?=en)|ie(?=t)"  # client, experience, science, diet, society
            r"|(?<=[a-z][a-z])ie(?=r|st$)"  # earlier, easiest
            r"|(?<!g)eo|^geo|eum"  # video, geography, museum; not surgeon
            r"|crea(?=t(?!u))|^rea(?=l|ct|d[dj])|^theat"  # create, real, react, theater
            r"|(?<![qg])u(?:a|ou)"  # annual, continuous; not equal, language
            r"|(?<![qg])ue(?=[ln])"  # cruel, influence
            r"|ruin|luid|suici|enuin|[tngr]uit(?=y|io|iv)"  # ruin, fluid, tuition
            r"|poe(?=m|t)|^coo(?=pe|rd)|^zoo(?=l)|^p?ree(?=[mnl])"  # poem, cooperate, reenter
            r"|[aeiouy](?=ing)"  # being, doing, trying
            r"|(?<=[aeou])y(?=[aeou])|(?<=[dlr])y(?=er)"  # layer, employee, dryer
            r"|ism(?=s?$)|thm(?=s?$)"  # mechanism, rhythm
            r"|[ds]n't$|d've$"  # didn't, would've
        )


_english = cache(_English)


@lru_cache(_CACHED)
def _count_en(word: str) -> int:
    rules = _english()
    low = word.lower().replace("’", "'")
    if (known := rules.exceptions.get(low.removesuffix("'s"))) is not None:
        return known
    return max(1, sum(_part_en(part, rules) for part in low.split("-")))


def _part_en(word: str, rules: _English) -> int:
    if word in rules.exceptions:
        return rules.exceptions[word]
    if head := rules.prefix.match(word):
        count = 2 if head.group() in ("every", "any") else 1
        return count + _part_en(word[head.end() :], rules)
    if tail := rules.suffix.search(word):
        count = 2 if tail.group() == "fully" else 1
        return max(1, _part_en(word[: tail.start()], rules)) + count
    spoken = word.removesuffix("'s").removesuffix("'re").removesuffix("'ve").removesuffix("'ll")
    count = len(rules.vowels.findall(spoken))
    if rules.maybe.search(word):
        count += len(rules.hiatus.findall(word))
    if count > 1 and spoken.endswith(("e", "es", "ed")) and rules.silent.search(spoken):
        count -= 1
    return count
