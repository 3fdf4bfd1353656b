"""Who is asked to do what by when: the requests of a draft, taken apart.

Which sentences ask is told by `emailint.asks`; here are added those that give somebody a task
("Bob to send the figures", "Ana tiene que firmarlo"), and in all of them the person, the act and the
deadline are looked for by patterns of tokens. A trained pipeline adds names that no list knows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.addressed import calls
from emailint.asks import asks_in
from emailint.context import Context
from emailint.deep.asking_words import (
    FILLER,
    KNOW,
    LEADS,
    LOOSE,
    MARKS,
    NO_NAMES,
    STOPS,
)
from emailint.deep.owners import mark_people, spoken_to, tasks_in, turned_to
from emailint.deep.pipeline import MAX_TEXT, analysed
from emailint.deep.when import deadlines, is_bare, phrase_matcher
from emailint.model import Span
from emailint.people import is_given_name, is_role, names_of
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import spacy.tokens
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from emailint.context import Situation
    from emailint.model import Block

_MANY: Final = 60  # a name among more people than these tells nothing
_BEFORE: Final = 3  # characters from "Ana," on a line of its own to what she is asked


class Request(NamedTuple):
    """One request: its sentence; the act in it, without person and deadline; who is asked and when
    it is due.

    `owner` is the name as it is written, or where the text speaks to nobody by name whom the mail
    greets or goes to alone; `owner_at` is its place, None where it isn't in the sentence. `told`: the
    person is spoken of, not spoken to.
    """

    start: int
    end: int
    act: Span | None
    owner: str
    owner_at: Span | None
    deadline: Span | None
    told: bool = False


def requests(situation: Situation, pipeline: str = "") -> list[Request]:
    """The requests of a draft in the order of its text; none where its language is unsure."""
    if situation.language not in ("es", "en"):
        return []
    context = Context(situation, "", ("body", "list", "closing"), {})
    names = (names_of(a) for a in situation.recipients[:_MANY] if not is_role(a))
    known = frozenset(word for words in names for word in words if len(word) > 2)
    found: list[Request] = []
    left = MAX_TEXT
    for block in context.blocks():
        left -= block.end - block.start
        if left < 0:
            break
        found += _in_block(context, block, known, pipeline)
    reader = _reader(situation)
    return [r if r.owner or not reader else r._replace(owner=reader) for r in found]


def _in_block(
    context: Context, block: Block, known: frozenset[str], pipeline: str
) -> Iterator[Request]:
    language, text = context.language, context.document.text
    asked = {ask.start for ask in asks_in(context, block)}
    called = _called(context, block, known)
    part = text[block.start : block.end]
    if not (asked or called or any(map(str.isupper, part))):
        return
    doc = analysed(language, part, pipeline)
    mark_people(doc, known)
    tasks = tasks_in(doc, language)
    if not (asked or called or tasks):
        return
    due, leads = deadlines(doc, language), _leads(doc, language)
    prose = context.prose(block)
    turned: Span | None = None
    for sentence in context.sentences(block):
        if not any(sentence.start < end and start < sentence.end for start, end in prose):
            continue
        low, high = sentence.start - block.start, sentence.end - block.start
        span = doc.char_span(low, high, alignment_mode="expand")
        if span is None:
            continue
        asks = sentence.start in asked
        owner = next((c for c in called if _is_of(text, c, sentence)), None)
        told = False
        if owner is None and asks:
            owner = spoken_to(span, block.start) or turned
        turned = None if asks else turned_to(span, block.start)
        if owner is None:
            task = next((t for t in tasks if low <= t.start_char < high), None)
            owner, told = (_place(task, block), True) if task else (None, False)
        if owner is None and not asks:
            continue
        when = next(
            (d for d in due if low <= d.start_char < high and _is_due(d, span, leads)), None
        )
        act = _act(span, leads, when, owner, block.start)
        if not (asks or told or _is_task(context, act, block)):
            continue
        yield Request(
            *sentence,
            act=_place(act, block) if act else None,
            owner=text[slice(*owner)].lstrip("@") if owner else "",
            owner_at=owner,
            deadline=_place(when, block) if when else None,
            told=told,
        )


def _is_due(
    when: spacy.tokens.Span, sentence: spacy.tokens.Span, leads: list[spacy.tokens.Span]
) -> bool:
    """Whether a time belongs to what is asked: one without a word that makes it a deadline must open
    the sentence or come after the request ("who runs this Sunday, please send ...")."""
    first = next((lead for lead in leads if sentence.start <= lead.start < sentence.end), None)
    return (
        first is None
        or when.start > first.start
        or not is_bare(when)
        or when.start == sentence.start
    )


def _is_task(context: Context, act: spacy.tokens.Span | None, block: Block) -> bool:
    """Whether what follows the name of somebody begins with an order ("Bob: update the plan")."""
    if act is None:
        return False
    place = _place(act, block)
    orders = (*context.shared("spoken-act"), *context.shared("ask-first"))
    return any(order.start == place.start for order in orders)


def _is_of(text: str, call: Span, sentence: Span) -> bool:
    """Whether a name stands in the sentence, or on a line of its own right before it."""
    if sentence.start <= call.start:
        return call.start < sentence.end
    between = text[call.end : sentence.start] if sentence.start - call.end <= _BEFORE else ""
    return "\n" in between and not between.strip(" \n,:-–—")


def _called(context: Context, block: Block, known: frozenset[str]) -> list[Span]:
    """The names that are spoken to in `block`, as the core sees them."""
    sender = context.document.message.sender
    own = names_of(sender) if sender else frozenset()

    def wanted(word: str) -> bool:
        if word in own and word not in known:
            return False
        return word in known or (word not in NO_NAMES and is_given_name(word))

    found = (Span(c.start, c.end) for c in calls(context, wanted) if not c.indirect)
    return [c for c in found if block.start <= c.start < block.end]


def _leads(doc: Doc, language: str) -> list[spacy.tokens.Span]:
    from spacy.util import filter_spans

    return filter_spans(
        [doc[start:end] for _, start, end in _lead_matcher(language, doc.vocab)(doc)]
    )


def _act(
    sentence: spacy.tokens.Span,
    leads: list[spacy.tokens.Span],
    when: spacy.tokens.Span | None,
    owner: Span | None,
    shift: int,
) -> spacy.tokens.Span | None:
    """What is to be done: from the verb on, up to the deadline, the person or the end of its clause."""
    doc, language = sentence.doc, sentence.doc.lang_
    named = (owner.start - shift, owner.end - shift) if owner else (-1, -1)

    def skipped(index: int) -> bool:
        token = doc[index]
        if named[0] <= token.idx < named[1] or (when and when.start <= index < when.end):
            return True
        return not any(map(str.isalnum, token.text)) or fold(token.text) in FILLER[language]

    def ended(index: int) -> bool:
        token = doc[index]
        if token.text in MARKS or (when and index == when.start) or token.idx == named[0]:
            return True
        return fold(token.text) in STOPS[language] and fold(doc[index - 1].text) not in KNOW

    starts = [lead.end for lead in leads if sentence.start <= lead.start < sentence.end]
    for start in [*starts, sentence.start]:
        low = start
        while low < sentence.end and skipped(low):
            low += 1
        high = low
        while high < sentence.end and (high == low or not ended(high)):
            high += 1
        while high > low and (skipped(high - 1) or fold(doc[high - 1].text) in LOOSE[language]):
            high -= 1
        if high > low:
            return doc[low:high]
    return None


def _place(span: spacy.tokens.Span, block: Block) -> Span:
    return Span(block.start + span.start_char, block.start + span.end_char)


def _reader(situation: Situation) -> str:
    """Whom the mail greets by name, or else the only one it goes to; "" where they are several."""
    document = situation.document
    greeting = next((b for b in document.written if b.kind == "greeting"), None)
    if greeting is not None:
        words = _word().findall(document.text, greeting.start, greeting.end)
        named = [w for w in words if w[0].isupper() and is_given_name(w)]
        if named:
            return named[0] if len(named) == 1 else ""
    to = document.message.to
    if len(to) == 1 and not is_role(to[0]):
        first = to[0].name.partition(" ")[0].strip(",")
        return first if is_given_name(first) else ""
    return ""


@cache
def _lead_matcher(language: str, vocab: Vocab) -> PhraseMatcher:
    return phrase_matcher(vocab, {"lead": LEADS[language]})


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
