"""Who is asked to do what by when: the requests of a draft, taken apart.

Which sentences ask is told by `emailint.asks`; here are added those that give somebody a task
("Bob to send the figures", "Ana tiene que firmarlo"), and in all of them the person, the act and the
deadline are looked for by patterns of tokens. A trained pipeline adds names that no list knows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.addressed import calls
from emailint.asks import asks_in
from emailint.context import Context
from emailint.deep.pipeline import MAX_TEXT, analysed
from emailint.deep.when import deadlines, lower_in
from emailint.model import Span
from emailint.people import fold_name, is_given_name, is_role, names_of
from emailint.phrases import expand
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    import spacy.tokens
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from emailint.context import Situation
    from emailint.model import Block

_PERSON: Final = ("PERSON", "PER")  # what English and Spanish pipelines call people
_NO_NAMES: Final = frozenset(
    "will may mark grace hope faith joy summer april june august dean guy sol luz pilar mar rosa cruz"
    " angel reyes consuelo domingo abril santiago".split()
)
"""Given names that are other words more often: names here only where a recipient is called so."""

# What stands before the act. The longest that fits is taken, then the words of _FILLER are skipped.
_LEADS: Final = {
    "en": (
        "(can|could|would|will|won't|can't|couldn't) you (be able to|)",
        "(please|pls|plz|kindly)",
        "(i|we) (need|want|would like|'d like|expect|ask|would ask|'d ask|'m asking|am asking|would love|'d love) you (all|guys|both|) to",
        "(would|do) you mind",
        "(i|we) (would|'d) (really |greatly |very much |) appreciate it if you (could|would|can)",
        "(great|good|helpful|nice|grateful|wonderful|thankful) if you (could|would|can)",
        "(wondering|wondered|wonder|see|know) if you (could|would|can|might|are able to)",
        "(are you able|would it be possible|is it possible|is there any chance|be so kind as|be kind enough|please be sure|make sure|be sure|remember|do n't forget|don't forget) to",
        "(is there any chance|any chance) you (could|can)",
        "you (need|have|'ll need|will need) to",
        "(i|we) (need|ask|request) that you",
        "do me a favor and",
        "(i|we) (just |) (need|want)",
        "(i'd|we'd|i would|we would) (like|appreciate|love)",
    ),
    "es": (
        "(me|nos|lo|la|le) (puedes|puede|podéis|pueden|podrías|podría|podríais|podrían|podés)",
        "(puedes|puede|podéis|pueden|podrías|podría|podríais|podrían|podés) (por favor|)",
        "por favor",
        "(necesito|necesitamos|necesitaría|necesitaríamos|quiero|queremos|querría|quisiera|quería|queríamos|me gustaría|nos gustaría|pido|pedimos|ruego|rogamos|agradecería|agradeceríamos|agradezco|hace falta|haría falta) que",
        "(te|le|os|les|se lo|lo) (pido|pedimos|ruego|rogamos|agradecería|agradeceríamos|agradezco|solicito|encargo) que",
        "(te|le|os|les) (agradecería|agradeceríamos|importaría|importa|pido|ruego|pedimos|rogamos|solicito|solicitamos|agradezco)",
        "(serías|sería|seríais|serían) tan (amable|amables) de",
        "(tienes|tenéis|tiene|tienen|hay) que",
        "(sería posible|es posible|no olvides|no olvide|no olvidéis|recuerda|recuerde|acuérdate de|asegúrate de)",
        "(a ver|mira|mirad|mire) si (me|nos|) (puedes|podéis|puede)",
        "(necesito|necesitamos|necesitaría|preciso|me hace falta|nos hace falta)",
    ),
}  # fmt: skip
_FILLER: Final = {
    "en": frozenset(
        "please kindly also just all both maybe possibly perhaps quickly then to guys still again do"
        " should must needs need has have ought is can could would".split()
    ),
    "es": frozenset(
        "por favor porfa tambien ya de a entonces quiza quizas tu usted tiene tendria que debe deberia ha"
        " puede pudiera podria".split()
    ),
}
# The act ends before these: what follows says why, how or what else.
_STOPS: Final = {
    "en": frozenset(
        "because since so as but though although otherwise unless while whereas if".split()
    ),
    "es": frozenset(
        "porque pues ya pero aunque asi como mientras sino si dado puesto".split()
    ),
}
_MARKS: Final = frozenset(".;:?!()[]\"«»“”…—–")
_LOOSE: Final = {
    "en": frozenset("and or with to the a an for of by on in at".split()),
    "es": frozenset("y o e con a de el la los las un una para por en que".split()),
}
_KNOW: Final = frozenset({"know", "saber", "see", "ver"})  # whether: "let me know if", "dime si"
_MANY: Final = 60  # a name among more people than these tells nothing
_BEFORE: Final = 3  # characters from "Ana," on a line of its own to what she is asked
# A person and a task, NAME standing for the person: it is asked whatever the sentence looks like.
_TASKS: Final = {
    "en": (
        "NAME (needs|has|ought|is) to VERB", "NAME (should|must) VERB",
        "(need|needs|want|wants|asked|ask|asking|like|expect) NAME to VERB",
        "(can|could|would|should) NAME (please|also|then|just|) VERB", "(if|maybe|perhaps) NAME (could|can) VERB",
        "(over to|a question for|question for|one for|waiting for|waiting on|down to|up to) NAME",
        "NAME 's (approval|sign|confirmation|answer|ok|input|comments|signature|reply)",
    ),
    "es": (
        "(puede|podría|puedes|podrías) NAME VERB", "NAME (tiene|tendría) que VERB",
        "(necesito|necesitamos|necesitaría|quiero|queremos|querría|quisiera|gustaría|pido|ruego|agradecería|falta|bien|bueno|genial|ideal|importante|conviene|convendría|prefiero|propongo|mejor) que NAME (me|nos|lo|la|los|las|le|les|) VERB",
        "NAME (debe|debería) VERB", "NAME ha de VERB", "(pregunta|preguntas|duda|tarea|pendiente) para NAME",
        "(le toca|corresponde|dejo|falta) a NAME", "(a la espera|pendiente) de (que|) NAME", "si NAME (puede|pudiera|podría) VERB",
        "(visto bueno|respuesta|confirmación|aprobación|firma) de NAME",
    ),
}  # fmt: skip
_NO_TASK: Final = (
    "be", "have", "been", "know", "come", "like", "want", "agree", "also", "not", "n't", "estar", "ser",
    "haber", "saber", "venir", "ir", "sea", "haya", "sepa", "venga", "vaya", "está", "esté", "tenga",
    "tener", "no", "asistir", "attend", "join",
)  # fmt: skip
"""Words that tell of a person rather than give them a task: "should Bob be there"."""


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


def _in_block(context: Context, block: Block, known: frozenset[str], pipeline: str) -> Iterator[Request]:
    language, text = context.language, context.document.text
    asked = {ask.start for ask in asks_in(context, block)}
    called = _called(context, block, known)
    part = text[block.start : block.end]
    if not (asked or called or any(map(str.isupper, part))):
        return
    doc = analysed(language, part, pipeline)
    _mark_people(doc, known)
    tasks = _tasks(doc, language)
    if not (asked or called or tasks):
        return
    due, leads = deadlines(doc, language), _leads(doc, language)
    prose = context.prose(block)
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
            owner = _spoken_to(span, block.start)
        if owner is None:
            task = next((t for t in tasks if low <= t.start_char < high), None)
            owner, told = (_place(task, block), True) if task else (None, False)
        if owner is None and not asks:
            continue
        when = next((d for d in due if low <= d.start_char < high), None)
        act = _act(span, leads, when, owner, block.start)
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
        return word in known or (word not in _NO_NAMES and is_given_name(word))

    found = (Span(c.start, c.end) for c in calls(context, wanted) if not c.indirect)
    return [c for c in found if block.start <= c.start < block.end]


def _mark_people(doc: Doc, known: frozenset[str]) -> None:
    """Make entities of the names that the lists or the recipients know, beside the pipeline's own."""
    from spacy.tokens import Span as Entity

    people: list[spacy.tokens.Span] = []
    for token in doc:
        word = token.text.lstrip("@")
        if token.ent_type_ or len(word) < 3 or not word[0].isupper() or not word[1].islower():
            continue
        name = fold_name(word)
        if name in known or (name not in _NO_NAMES and is_given_name(word)):
            people.append(Entity(doc, token.i, token.i + 1, label=_PERSON[0]))
    doc.set_ents(people, default="unmodified")


def _tasks(doc: Doc, language: str) -> list[spacy.tokens.Span]:
    """The persons who are given a task by what is said about them."""
    found = []
    for _, start, end in _task_matcher(language, doc.vocab)(doc):
        person = next(e for e in doc.ents if start <= e.start < end)
        if person.label_ in _PERSON:
            found.append(person)
    return found


def _leads(doc: Doc, language: str) -> list[spacy.tokens.Span]:
    from spacy.util import filter_spans

    return filter_spans([doc[start:end] for _, start, end in _lead_matcher(language, doc.vocab)(doc)])


def _spoken_to(sentence: spacy.tokens.Span, shift: int) -> Span | None:
    """A name between commas or at the end of a request: "could you, Bob, ...", "..., Ana?"."""
    doc = sentence.doc
    for person in sentence.ents:
        before = doc[person.start - 1].text if person.start - 2 > sentence.start else ""
        after = doc[person.end].text if person.end < sentence.end else ""
        if before == "," and after.strip() in ("", ",", "?", ".", "!") and person.label_ in _PERSON:
            return Span(shift + person.start_char, shift + person.end_char)
    return None


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
        return not any(map(str.isalnum, token.text)) or fold(token.text) in _FILLER[language]

    def ended(index: int) -> bool:
        token = doc[index]
        if token.text in _MARKS or (when and index == when.start) or token.idx == named[0]:
            return True
        return fold(token.text) in _STOPS[language] and fold(doc[index - 1].text) not in _KNOW

    starts = [lead.end for lead in leads if sentence.start <= lead.start < sentence.end]
    for start in [*starts, sentence.start]:
        low = start
        while low < sentence.end and skipped(low):
            low += 1
        high = low
        while high < sentence.end and (high == low or not ended(high)):
            high += 1
        while high > low and (skipped(high - 1) or fold(doc[high - 1].text) in _LOOSE[language]):
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
def _task_matcher(language: str, vocab: Vocab) -> Matcher:
    person: dict[str, Any] = {"ENT_TYPE": {"IN": list(_PERSON)}, "OP": "+"}
    verb: dict[str, Any] = {"IS_ALPHA": True, "LOWER": {"NOT_IN": list(_NO_TASK)}}
    return _matcher(_TASKS[language], vocab, {"NAME": person, "VERB": verb})


@cache
def _lead_matcher(language: str, vocab: Vocab) -> Matcher:
    return _matcher(_LEADS[language], vocab, {})


def _matcher(lines: tuple[str, ...], vocab: Vocab, classes: dict[str, dict[str, Any]]) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    phrases = {phrase for line in lines for phrase in expand(line)}
    matcher.add("phrase", [[classes.get(w) or lower_in([w]) for w in p.split()] for p in sorted(phrases)])
    return matcher


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")
