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
from emailint.context import Context, starting_in
from emailint.deep.acts import act_in, deadline_in, leads_in, starts_in
from emailint.deep.asking_words import NO_NAMES
from emailint.deep.owners import mark_people, spoken_to, tasks_in, turned_to
from emailint.deep.pipeline import MAX_TEXT, analysed
from emailint.deep.when import deadlines
from emailint.model import Span
from emailint.people import is_given_name, is_role, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import spacy.tokens
    from spacy.tokens import Doc

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
    asked = {ask.start: ask.question for ask in asks_in(context, block)}
    called = _called(context, block, known)
    part = text[block.start : block.end]
    if not (asked or called or any(map(str.isupper, part))):
        return
    doc = analysed(language, part, pipeline)
    mark_people(doc, known)
    tasks = tasks_in(doc, language)
    if not (asked or called or tasks):
        return
    due, leads = deadlines(doc, language), leads_in(doc)
    orders = {
        order.start - block.start
        for name in ("spoken-act", "ask-first")
        for order in starting_in(context.shared(name), block)
    }
    formulas = starting_in(context.shared("ask"), block)
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
        told, verb = False, -1
        if owner is None and asks:
            owner = spoken_to(span, block.start) or turned
        turned = None if asks else turned_to(span, block.start)
        if owner is None:
            task = next((t for t in tasks if low <= t.person.start_char < high), None)
            if task is not None:
                owner, verb, told = _place(task.person, block), task.verb, True
        if owner is None and not asks:
            continue
        named = _tokens(doc, owner, block) if owner else range(0)
        starts = starts_in(span, leads, verb, orders, named)
        said = [f.start - block.start for f in starting_in(formulas, sentence)]
        asked_at = min([*said, *(doc[at].idx for at in starts)], default=None)
        when = deadline_in(span, due, asked_at, question=asked.get(sentence.start, False))
        act = act_in(span, starts, when, named)
        if not (asks or told or (act and act.start_char in orders)):
            continue
        yield Request(
            *sentence,
            act=_place(act, block) if act else None,
            owner=text[slice(*owner)].lstrip("@") if owner else "",
            owner_at=owner,
            deadline=_place(when, block) if when else None,
            told=told,
        )


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


def _place(span: spacy.tokens.Span, block: Block) -> Span:
    return Span(block.start + span.start_char, block.start + span.end_char)


def _tokens(doc: Doc, place: Span, block: Block) -> range:
    low, high = place.start - block.start, place.end - block.start
    span = doc.char_span(low, high, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


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
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
