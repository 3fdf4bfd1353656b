"""What a request asks to be done, where its words tell that surely, and the deadline that is its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from emailint.deep.asking_words import (
    CLITICS,
    COURTESY,
    FILLER,
    JOINTS,
    LEADS,
    LIKE_OTHERS,
    LOOSE,
    MODALS,
    NO_ACTS,
    STOPS,
)
from emailint.deep.verbs import infinitive
from emailint.deep.when import is_bare, phrase_matcher
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    import spacy.tokens
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_ENDS: Final = ".,;!?…-–—"


def leads_in(doc: Doc) -> list[spacy.tokens.Span]:
    """What stands before an act: "could you", "necesito que"."""
    from spacy.util import filter_spans

    found = [doc[start:end] for _, start, end in _lead_matcher(doc.lang_, doc.vocab)(doc)]
    return [lead for lead in filter_spans(found) if _asks(doc, lead)]


def _asks(doc: Doc, lead: spacy.tokens.Span) -> bool:
    """Whether a lead begins a clause where it must: "could you", not "what could you", "se puede"."""
    if fold(lead[0].text) not in MODALS or lead[0].is_sent_start or not lead.start:
        return True
    before = doc[lead.start - 1]
    return bool(before.ent_type_) or not before.is_alpha or fold(before.text) in JOINTS


def starts_in(
    sentence: spacy.tokens.Span,
    leads: Collection[spacy.tokens.Span],
    verb: int,
    orders: Collection[int],
    named: range,
) -> list[int]:
    """The tokens at which an act may begin, in order: after a lead, at the `verb` of a task (-1: none),
    where an order opens the sentence; `orders` are the offsets of orders in the text of `sentence.doc`,
    `named` the tokens of whom it speaks to."""
    doc = sentence.doc
    inside = [lead for lead in leads if sentence.start <= lead.start < sentence.end]
    found = [lead.end for lead in inside]
    if verb >= 0:
        found.append(verb)
    first, skipped = sentence.start, JOINTS | FILLER[doc.lang_]
    while first < sentence.end and (
        first in named or not doc[first].is_alpha or fold(doc[first].text) in skipped
    ):
        first += 1
    if not any(lead.start == first for lead in inside) and first < sentence.end:
        order = doc[first].idx in orders and doc[sentence.end - 1].text != "?"  # "Need help?"
        if order or _is_spanish_verb(doc, first):
            found.append(first)
    return sorted(start for start in found if start < sentence.end)


def act_in(
    sentence: spacy.tokens.Span,
    starts: Collection[int],
    when: spacy.tokens.Span | None,
    named: range,
) -> spacy.tokens.Span | None:
    """What is to be done: from its verb to the end of the sentence, without the person, the deadline
    and the courtesy that end it; None where no verb stands where one is looked for."""
    doc = sentence.doc
    due = range(when.start, when.end) if when else range(0)

    def skipped(index: int, but: Collection[str], marks: str = "") -> bool:
        text = doc[index].text
        if index in named or index in due or fold(text) in but or text.isspace():
            return True
        return not (text.strip(marks) if marks else any(map(str.isalnum, text)))

    low = sentence.start
    for start in starts:
        low = max(low, start)  # what was skipped after one start isn't looked at again
        while low < sentence.end and skipped(low, FILLER[doc.lang_]):
            low += 1
        if low == sentence.end or not _begins_act(doc, low):
            continue
        stops = (i for i in range(low + 1, sentence.end) if fold(doc[i].text) in STOPS)
        high = next(stops, sentence.end)
        while high > low + 1 and skipped(high - 1, COURTESY, _ENDS):
            high -= 1
        if high in due and fold(doc[high - 1].text) in LOOSE:
            high = due.stop  # "set up a call for today"
        return doc[low:high]
    return None


def _begins_act(doc: Doc, at: int) -> bool:
    """Whether a verb in which something is asked stands there: "send", "me envíes"."""
    if doc.lang_ == "es":
        return _is_spanish_verb(doc, at)
    word = fold(doc[at].text)
    verbal = word in LIKE_OTHERS or not word.endswith(("ing", "ly"))
    return word.isalpha() and word not in NO_ACTS and verbal


def _is_spanish_verb(doc: Doc, at: int) -> bool:
    if doc.lang_ != "es":
        return False
    while at + 1 < len(doc) and fold(doc[at].text) in CLITICS:
        at += 1
    word = fold(doc[at].text)
    return word not in NO_ACTS and bool(infinitive(word) or _infinitive().fullmatch(word))


def deadline_in(
    sentence: spacy.tokens.Span,
    due: Collection[spacy.tokens.Span],
    asked_at: int | None,
    *,
    question: bool,
) -> spacy.tokens.Span | None:
    """The time of `due` that belongs to what is asked from the character `asked_at` on: the first after it, or one
    that opens the sentence or stands right before it ("who runs this Sunday, please send ...")."""
    doc = sentence.doc
    inside = [d for d in due if sentence.start <= d.start < sentence.end]
    if asked_at is None:
        return next((d for d in inside if not (question and is_bare(d))), None)
    after = next((d for d in inside if d.start_char >= asked_at), None)
    return after or next(
        (
            d for d in inside
            if d.start == sentence.start
            or (not is_bare(d) and doc.text[d.end_char : asked_at].strip() in ("", ","))
        ),
        None,
    )  # fmt: skip


@cache
def _lead_matcher(language: str, vocab: Vocab) -> PhraseMatcher:
    return phrase_matcher(vocab, {"lead": LEADS[language]})


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(r"[a-zñ]{2,30}[aei]r(?:[mts]e|[nl]os|os|l[aeo]s?){0,2}")
