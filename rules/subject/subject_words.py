"""What the words of a subject say, or don't."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from emailint.context import Context, touches
from emailint.document import SUBJECT_LABEL
from emailint.matchers import compiled
from emailint.model import Block, Edit, Fix, Hit, Span
from emailint.tokens import fold

_NONE = frozenset(
    [
        "(sin asunto)",
        "(no subject)",
        "sin asunto",
        "no subject",
        "(none)",
        "<sin asunto>",
        "<no subject>",
        "sin titulo",
        "(sin titulo)",
        "untitled",
        "-",
        ".",
    ]
)

_QUOTED_FIELD = r"(?im)^[^\w\n]*+(?:from|sent|to|cc|subject|de|enviado|para|asunto)\s*:|\bon \d\d?/\d\d?/\d{2,4} \d"


_LONE = r"\W*([A-Za-zÀ-ÿ]{1,15}(?:['’-][A-Za-zÀ-ÿ]+)?|\d{1,2})\W*"  # CJK writes sentences without blanks
_FULL_NAME = r"([A-ZÀ-Þ][a-zà-ÿ]+) [A-ZÀ-Þ][a-zà-ÿ]+"
# On lists one word may be a function's name; with such an ending or an accent it is none.
_SPANISH_NOUN = r"(?i)\w*[áéíóúñ]\w*|\w+(?:[ao]s|ones|ales|ores|cion|dad)"
_PILED = "!¡?¿$€£*#~=<>_-"
_FIRST_EMOJI = "\u2600"
_ACRONYM = 3, 6  # letters
_MOST = 10  # recipients whose names are looked at


def missing(context: Context) -> Iterator[Hit]:
    """No Subject field, or one without a word of its own."""
    document = context.document
    rest = "" if document.prefixes and document.message.reply else document.subject_text
    subject = document.subject_text
    if subject and (document.message.reply or "quote" in {b.kind for b in document.blocks}):
        return  # the thread's subject, however empty, isn't the writer's
    bare = fold(rest).strip()
    for prefix in document.prefixes:
        if prefix in ("re", "fwd"):
            bare = compiled(r"^(?:re|fwd?|rv|aw|tr|wg|enc|res)\s*(?:\[\d+\])?\s*:\s*").sub("", bare)
    if not bare or bare in _NONE:
        start = len(SUBJECT_LABEL)
        yield Hit(start, start + len(subject))


def vague(context: Context) -> Iterator[Hit]:
    """A subject of one bare word, or one whose words are all on the lists of what tells nothing."""
    subject = context.document.subject
    if subject is None:
        return
    text = context.document.text[subject.start : subject.end]
    if fold(text).strip() in _NONE:
        return  # that is `subject-missing`
    if _is_lone(context, text) or _says_nothing(context, subject, text):
        yield Hit(subject.start, subject.end, {"text": text})


def _is_lone(context: Context, text: str) -> bool:
    """Whether it is one word and no name by its look ("EOL", "QuickBase", "tp3"), two letters, or
    somebody's name."""
    if sum(any(map(str.isalnum, part)) for part in text.split()) > 2:
        return False
    found = compiled(_LONE).fullmatch(text)
    if found is None:
        names = compiled(_FULL_NAME).fullmatch(text) if context.options["lone"] is True else None
        if names is None:
            return False
        from emailint.people import is_given_name

        return is_given_name(names[1])
    word = found[1]
    if len(word) < _ACRONYM[0]:
        return True
    named = any(map(str.isupper, word[1:])) and not (word.isupper() and len(word) > _ACRONYM[1])
    lone = context.options["lone"]
    if lone == "noun":
        lone = context.language == "es" and bool(compiled(_SPANISH_NOUN).fullmatch(word))
    return lone and not named and word.lower() not in context.options["whole"]


def _says_nothing(context: Context, subject: Block, text: str) -> bool:
    vague_spans = context.phrases("words")
    if not vague_spans:
        return False
    filler = context.phrases("filler")
    named = None
    for token in context.tokens(subject):
        place = Span(token.start, token.end)
        if token.norm[0].isalnum() and not (touches(place, vague_spans) or touches(place, filler)):
            named = _named(context) if named is None else named
            if token.norm not in named:
                return False
    # "Problem with NEWS file": capitals name a thing, unless all of it shouts
    return text.isupper() or not compiled(r"\b[A-Z]{3,}\b").search(text)


def _named(context: Context) -> frozenset[str]:
    """Names that the reader sees beside the subject: the people's and the writer's company's."""
    from emailint.people import names_of

    message = context.document.message
    people = [message.sender, *message.to[:_MOST]] if message.sender else message.to[:_MOST]
    companies = {domain.split(".")[0] for domain in context.situation.internal}
    return frozenset(companies).union(*map(names_of, people))


def shouting(context: Context) -> Iterator[Hit]:
    """Piled-up marks, currency signs or emoji."""
    subject = context.document.subject
    if subject is None:
        return
    text = context.document.text
    typed = text[subject.start : subject.end]
    if sum(map(typed.count, _PILED)) < 2 and (typed.isascii() or max(typed) < _FIRST_EMOJI):
        return
    piles = compiled(r"(?<!=)[!¡?¿]{2,}|[$€£]{2,}|(?:[*#~=<>_-] ?){4,}")
    for match in piles.finditer(text, subject.start, subject.end):
        mark = match.group()[0]
        fix = None
        if mark in "!¡?¿":
            fix = (
                Fix("safe", (Edit(*match.span(), mark),)) if len(set(match.group())) == 1 else None
            )
        yield Hit(*match.span(), {"text": match.group()}, fix)
    if not typed.isascii():
        emoji = compiled(
            "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55][\ufe0f\u200d]?\\s?){3,}"
        )
        for match in emoji.finditer(text, subject.start, subject.end):
            end = match.start() + len(match.group().rstrip())
            yield Hit(match.start(), end, {"text": match.group().strip()})


def too_long(context: Context) -> Iterator[Hit]:
    """More words or characters than the profile's band: marked from the first one over."""
    subject = context.document.subject
    if subject is None:
        return
    words, characters = context.options.get("over_words"), context.options["over_characters"]
    size = subject.end - subject.start
    text = context.document.text
    parts = text[subject.start : subject.end].split()
    count = sum(any(map(str.isalnum, part)) for part in parts)
    data = {"words": count, "characters": size}
    if words and count > words:
        found = compiled(r"\S*[^\W_]\S*").finditer(text, subject.start, subject.end)
        yield Hit(next(islice(found, words, None)).start(), subject.end, data)
    elif size > characters:
        yield Hit(subject.start + characters, subject.end, data)


def fake_reply(context: Context) -> Iterator[Hit]:
    """Re: or Fwd: typed in front of a mail that answers and forwards nothing."""
    document = context.document
    if document.message.reply or not document.prefixes or document.prefixes[0] not in ("re", "fwd"):
        return
    if any(b.kind == "quote" for b in document.blocks) or document.message.get("Thread-Index"):
        return
    if compiled(_QUOTED_FIELD).search(document.text, document.body_start):
        return  # a mail is quoted or forwarded after all, under a header of some client's own
    if context.options["needs_first_contact"] and not context.phrases("words"):
        return
    colon = document.text.find(":", len(SUBJECT_LABEL))
    end = colon + 1
    while document.text[end : end + 1] == " ":
        end += 1
    yield Hit(len(SUBJECT_LABEL), colon + 1, {}, Fix("shown", (Edit(len(SUBJECT_LABEL), end, ""),)))
