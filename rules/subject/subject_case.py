"""Letter case of subjects, and what about it is no fault: acronyms, brands, code, addresses."""

from __future__ import annotations

from collections.abc import Iterator

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Edit, Fix, Hit

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_CODE = r"[._/\\@:#$=<>(){}\[\]~`^&+*|]|\d"
# "p-value", "t-test"; "rgdal": no word of either language starts so; a mark of one's own, "h: …"
_NO_WORD = r"[pxyznkr]-|t-(?:test|stud)|r(?![aeiouyháéíóú'’-])\w\w|\w$"
_PARTICLE = r"(?:de|van)\s+(?:(?:la|las|los|der|den)\s+)?[A-ZÀ-Þ]"  # a surname's
_LONG_WORD = 4  # letters: acronyms seldom have more, and real words in capitals seldom all fewer


def all_caps(context: Context) -> Iterator[Hit]:
    """A subject without a small letter, unless it is made of acronyms and codes alone."""
    subject = context.document.subject
    if subject is None:
        return
    text = _text(context, subject)
    if any(c.islower() for c in text if c not in "ºª"):
        return
    words = compiled(_WORD).findall(text)
    letters = sum(map(len, words))
    long = [w for w in words if len(w) > _LONG_WORD]
    if letters < context.options["min_letters"] or not long:
        return
    if len(words) == 1 and (len(text.split()) > 1 or compiled(_CODE).search(text)):
        return  # a ticker, a code, a file name
    if "-" in text and len(text.split()) == 1:
        return  # two names: "INTA-CIEMAT"
    lower = _sentence_case(text, context.language)
    fix = Fix("shown", (Edit(subject.start, subject.end, lower),))
    yield Hit(subject.start, subject.end, {}, fix)


def lowercase_start(context: Context) -> Iterator[Hit]:
    """A subject whose first word starts small, unless that word is a name or code by its look."""
    subject = context.document.subject
    if subject is None:
        return
    text = _text(context, subject)
    words = text.split()
    begun = words[0].lstrip("\"'«“¿¡(") if words else ""
    if not begun[:1].isalpha():
        return
    first = words[0].strip("\"'«»“”¿¡!?.,;:()…")
    if not begun[0].islower() or len(words) < context.options["min_words"]:
        return
    if any(map(str.isupper, first[1:])) or compiled(_CODE).search(words[0].rstrip(".:;,!?)")):
        return  # iPhone, eBay, pH; ggplot2, foo.bar, a/b, x@y
    if words[0][0] in "\"'`«“" or first.isdecimal():
        return
    options = context.options
    if first in options["names"] or first in options["commands"]:
        return
    start = text.index(begun)
    if compiled(_NO_WORD).match(first) or compiled(_PARTICLE).match(text, start):
        return
    if context.profile in ("list", "patch") and _is_code(context, first, words):
        return
    at = subject.start + start
    yield Hit(at, at + 1, {"text": first}, Fix("safe", (Edit(at, at + 1, begun[0].upper()),)))


def _is_code(context: Context, first: str, words: list[str]) -> bool:
    """On lists a small first word is often a function or a package: "plyr: error", "nloptr fails".

    The body shows it: there it stands quoted, called or loaded.
    """
    if words[0].endswith(":") or not any(c in "aeiouyáéíóú" for c in first):
        return True
    text = context.document.text
    at = text.find(first, context.document.body_start)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(first) : at + len(first) + 2]
        if (
            (after[:1] in "(_" and after)
            or after == "::"
            or before in "'`\"(/‘“"
            or after[:1] in "'`’"
        ):
            return True
        near = text[max(0, at - 12) : at + len(first) + 10].lower()
        if "package" in near or "paquete" in near or "library" in near or "librer" in near:
            return True
        at = text.find(first, at + len(first))
    return False


def _text(context: Context, block: Block) -> str:
    return context.document.text[block.start : block.end]


_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "english",
        "spanish",
    ]
)
_ACRONYMS = frozenset(
    [
        "pdf",
        "iva",
        "irpf",
        "nif",
        "cif",
        "dni",
        "html",
        "css",
        "sql",
        "usa",
        "uk",
        "ue",
        "eu",
        "un",
        "onu",
        "api",
        "crm",
        "erp",
        "it",
        "rrhh",
        "hr",
        "kpi",
        "roi",
        "seo",
        "b2b",
        "faq",
        "vip",
        "asap",
        "rsvp",
        "eta",
        "nda",
        "sla",
        "iso",
        "url",
        "ok",
        "tv",
        "fm",
        "am",
        "pm",
    ]
)


def _sentence_case(text: str, language: str) -> str:
    """`text` as a sentence: what must keep its capitals is known only in part, so it is shown."""

    def lowered(word: str) -> str:
        low = word.lower()
        if low in _ACRONYMS:
            return word
        return low.capitalize() if language == "en" and (low in _NAMES or low == "i") else low

    lower = compiled(_WORD).sub(lambda m: lowered(m.group()), text)
    first = next((i for i, c in enumerate(lower) if c.isalpha()), 0)
    return lower[:first] + lower[first : first + 1].upper() + lower[first + 1 :]
