"""What the coach proposes to write: subject lines, where to put the request, a closing.

Each proposal is linted in the draft before it is shown: one that a rule finds fault with is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.asks import Ask, asks, asks_in
from emailint.citation import cite, contest, strongest
from emailint.context import Context
from emailint.deep import pipeline
from emailint.deep.closings import closings
from emailint.document import SUBJECT_LABEL, read
from emailint.linter import Linter
from emailint.model import Edit, Span
from emailint.people import same_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Situation
    from emailint.deep.asked import Request
    from emailint.document import Document
    from emailint.model import Block, Report

_FEW: Final = 25  # words before a request that nobody has to search for
_PARAGRAPH: Final = 60  # words of a paragraph that moves as a whole
_THANKS: Final = ("closing-no-gratitude", "closing-missing")
_SAYS_NOTHING: Final = ("subject-vague", "subject-missing", "subject-greeting")
_BURIED: Final = "body-buried-ask"
_TITLES: Final = {
    "subject": ("subject-vague", "subject-too-long"),
    "ask": (_BURIED,),
    "closing": _THANKS,
}
"""The rules whose evidence speaks for a proposal, the one that tells most first."""


class Proposal(NamedTuple):
    """One thing to write. `kind` is "subject", "ask", "closing" or, of a finding, "fix".

    Each of `choices` is a text that may stand at `place`; a request that moves has none, but `edits`.
    `evidence` is the study behind it in a line, "" where nobody has measured it.
    """

    kind: str
    place: Span
    choices: tuple[str, ...]
    edits: tuple[Edit, ...]
    evidence: str = ""
    title: str = ""  # of a fix: what its rule says

    def made(self, choice: str) -> tuple[Edit, ...]:
        """The edits that make it so; `choice` is one of the choices or the writer's own words."""
        opening = "\n\n" if self.kind == "closing" and self.place.start == self.place.end else ""
        return self.edits or (Edit(*self.place, opening + choice),)


def requests_of(situation: Situation) -> list[Request]:
    """The requests of a draft; none without spaCy."""
    if not pipeline.is_installed():
        return []
    from emailint.deep.asked import requests

    return requests(situation)


def propose(
    document: Document, linter: Linter, report: Report, requests: list[Request]
) -> list[Proposal]:
    """What to write into a draft that starts a conversation; nothing in answers, campaigns and where
    the language is unsure."""
    situation = linter.situation(document)
    if document.reply or situation.profile in ("campaign", "patch"):
        return []
    if situation.language not in ("es", "en") or not document.written or not report.findings:
        return []
    return [
        *_subjects(situation, linter, report, requests),
        *_request(situation, linter, report, requests),
        *_closing(situation, linter, report),
    ]


def _subjects(
    situation: Situation, linter: Linter, report: Report, requests: list[Request]
) -> Iterator[Proposal]:
    document = situation.document
    if not document.message.has_headers or not pipeline.is_installed():
        return
    if not any(f.rule in (*_SAYS_NOTHING, "subject-too-long") for f in report.findings):
        return  # its words are good as they are
    from emailint.deep.subject_lines import subject_lines

    config = linter.config._replace(
        select=("subject",), profile=situation.profile, language=situation.language
    )
    judge = Linter(linter.pack, config)
    body = document.text[document.body_start :]

    def fits(line: str) -> bool:
        return not judge.lint(read(f"{SUBJECT_LABEL}{line}\n\n{body}")).findings

    vague = any(f.rule in _SAYS_NOTHING for f in report.findings)
    lines = subject_lines(situation, requests, fits, vague=vague)
    if lines:
        start = len(SUBJECT_LABEL)
        place = Span(start, start + len(document.subject_text))
        yield Proposal("subject", place, tuple(lines), (), _evidence("subject", linter, report))


def _request(
    situation: Situation, linter: Linter, report: Report, requests: list[Request]
) -> Iterator[Proposal]:
    """The paragraph of the first request, moved to where the text begins: not of one to somebody in Cc."""
    message = situation.document.message
    copied = [
        r
        for r in requests
        if r.owner
        and any(same_person(r.owner, a) for a in message.cc)
        and not any(same_person(r.owner, a) for a in message.to)
    ]
    context = Context(situation, _BURIED, ("body", "list"), {})
    body = [b for b in situation.document.written if b.kind in ("body", "list")]
    buried = any(f.rule == _BURIED for f in report.findings)
    found = (ask for block in body for ask in asks_in(context, block))
    first = next(
        (a for a in found if not any(r.start < a.end and a.start < r.end for r in copied)), None
    )
    if first is None or len(body) < 2 or first.start < body[0].end:
        return
    counts = [context.word_count(b) for b in body]
    before = sum(n for n, b in zip(counts, body, strict=True) if b.end <= first.start)
    if not buried and (before < _FEW or 2 * before < sum(counts)):
        return
    edits = _moved(situation, context, body, first)
    yield Proposal("ask", Span(first.start, first.end), (), edits, _evidence("ask", linter, report))


def _moved(situation: Situation, context: Context, body: list[Block], ask: Ask) -> tuple[Edit, ...]:
    text = situation.document.text
    block = next(b for b in body if b.start <= ask.start < b.end)
    low, high = (
        (block.start, block.end)
        if context.word_count(block) <= _PARAGRAPH and block.kind == "body"
        else (ask.start, ask.end)
    )
    moved = text[low:high].strip()
    while high < len(text) and text[high] in " \n" and high - block.end < 3:
        high += 1
    return (Edit(body[0].start, body[0].start, f"{moved}\n\n"), Edit(low, high, ""))


def _closing(situation: Situation, linter: Linter, report: Report) -> Iterator[Proposal]:
    document = situation.document
    if not any(f.rule in _THANKS for f in report.findings):
        return
    written = document.written
    asking = bool(asks(Context(situation, "", ("body", "list", "closing"), {})))
    choices = closings(situation, asks=asking)
    own = next((b for b in written if b.kind == "closing"), None)
    if own is not None:
        end = document.text.find("\n", own.start, own.end)
        place = Span(own.start, own.end if end < 0 else end)
    else:
        place = Span(written[-1].end, written[-1].end)
    if choices:
        yield Proposal("closing", place, choices, (), _evidence("closing", linter, report))


def _evidence(kind: str, linter: Linter, report: Report) -> str:
    """What speaks for a proposal, with what speaks against it where a finding is contested."""
    rules, studies = linter.pack.rules, linter.pack.studies
    for rule in _TITLES[kind]:
        finding = next((f for f in report.findings if f.rule == rule), None)
        if finding is not None and (told := contest(finding, studies, report.ui_language)):
            return told
        cards = rules[rule].evidence if rule in rules else ()
        if (study := strongest(cards, studies)) is not None:
            return cite(study, report.ui_language)
    return ""
