"""What a check may look at: one draft, seen by one rule."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.addresses import Address
from emailint.document import Document
from emailint.model import WRITTEN, Block, Span
from emailint.phrases import Trie, walk
from emailint.prose import count_words, prose
from emailint.sentences import sentences
from emailint.tokens import Token, fold, norms, spans

if TYPE_CHECKING:
    from emailint.campaign.recipients import Recipients


SHARED: Final = "shared"
"""Stands for a rule's id in the keys of the lists of `lists.toml`."""


AREAS: Final = ("subject", "greeting", "written")
"""Where phrases are looked up apart, so that what is telling in a subject or a greeting alone
("update", "dear") costs nothing in the body."""
_AREAS_OF: Final = {"subject": ("subject",), "greeting": ("written", "greeting")}
"""The areas that a block of some kind is in; others are in `written` alone."""


class Situation(NamedTuple):
    """What is known about one draft beside its text, the same for every rule.

    `recipients` are all known ones, from the headers and the envelope, each once; `hidden` are
    those that no header shows (Bcc, or envelope only). `internal` are the writer's own domains.
    """

    document: Document
    language: str
    profile: str
    send_at: datetime | None
    recipients: tuple[Address, ...]
    hidden: tuple[Address, ...]
    internal: frozenset[str]
    found: "Phrases"
    from_envelope: bool = False
    jurisdiction: str = ""
    clients: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    data: "Recipients | None" = None

    def is_internal(self, address: Address) -> bool:
        """Whether `address` is in one of the writer's own domains or below one."""
        domain = address.domain
        return any(domain == own or domain.endswith("." + own) for own in self.internal)


class Phrases:
    """All phrases of the cards' lists in a draft, found in one walk when first asked for."""

    def __init__(self, document: Document, tries: Mapping[str, Trie]) -> None:
        self._document = document
        self._tries = tries
        self._hits: dict[str, list[tuple[Block, int, int]]] | None = None
        self._found: dict[str, list[Span]] = {}
        self._spans: dict[Block, list[tuple[int, int]]] = {}
        self._blocks: dict[tuple[str, ...], list[Block]] = {}
        self._norms: dict[Block, list[str]] = {}
        self._counts: dict[Block, int] = {}
        self._sentences: dict[Block, list[Span]] = {}
        self._prose: dict[Block, list[Span]] = {}
        self._folded: str | None = None

    def blocks(self, scope: Sequence[str]) -> list[Block]:
        """The judged blocks in `scope`, in order."""
        key = tuple(scope)
        found = self._blocks.get(key)
        if found is None:
            kinds = WRITTEN.union(scope) if "written" in scope else scope
            found = self._blocks[key] = [b for b in self._document.judged if b.kind in kinds]
        return found

    @property
    def folded(self) -> str:
        """The whole view, folded (see `tokens.fold`)."""
        if self._folded is None:
            self._folded = fold(self._document.text)
        return self._folded

    def spans(self, block: Block) -> list[tuple[int, int]]:
        """The offsets of the tokens of `block`, punctuation included."""
        found = self._spans.get(block)
        if found is None:
            found = self._spans[block] = spans(self.folded, self.norms(block), block.start)
        return found

    def norms(self, block: Block) -> list[str]:
        """The tokens of `block` without their offsets."""
        found = self._norms.get(block)
        if found is None:
            found = self._norms[block] = norms(self.folded, block.start, block.end)
        return found

    def prose(self, block: Block) -> list[Span]:
        """The lines of `block` that are prose, told apart once for all rules."""
        found = self._prose.get(block)
        if found is None:
            found = self._prose[block] = prose(self._document.text, block.start, block.end)
        return found

    def word_count(self, block: Block) -> int:
        """The words of the prose of `block`, counted once for all rules."""
        count = self._counts.get(block)
        if count is None:
            text = self._document.text
            count = sum(count_words(text, *span) for span in self.prose(block))
            self._counts[block] = count
        return count

    def sentences(self, block: Block) -> list[Span]:
        """The sentences of `block`, found once for all rules."""
        found = self._sentences.get(block)
        if found is None:
            found = self._sentences[block] = sentences(self._document.text, block.start, block.end)
        return found

    def of(self, key: str) -> Sequence[Span]:
        """Where the phrases of list `key` stand, the longest of those that overlap."""
        if self._hits is None:
            self._hits = self._look_up()
        if key not in self._hits:
            return ()
        spans = self._found.get(key)
        if spans is None:
            spans = self._found[key] = self._placed(self._hits[key])
        return spans

    def _look_up(self) -> dict[str, list[tuple[Block, int, int]]]:
        """The tokens of each list's phrases, by block: most lists are never asked for."""
        hits: dict[str, list[tuple[Block, int, int]]] = {}
        for block in self._document.judged:
            for area in _AREAS_OF.get(block.kind, ("written",)):
                for key, first, last in walk(self._tries[area], self.norms(block)):
                    hits.setdefault(key, []).append((block, first, last))
        return hits

    def _placed(self, hits: Iterable[tuple[Block, int, int]]) -> list[Span]:
        placed: list[Span] = []
        for block, first, last in hits:
            places = self.spans(block)
            start, end = places[first][0], places[last][1]
            if placed and start < placed[-1].end:
                if placed[-1].start == start:  # the walk yields the longer one later
                    placed[-1] = Span(start, end)
                continue
            placed.append(Span(start, end))
        return placed


class Context:
    """One rule's view of a draft: `options` are the card's [check] keys for its profile."""

    __slots__ = ("document", "options", "rule", "scope", "situation")

    def __init__(
        self, situation: Situation, rule: str, scope: Sequence[str], options: Mapping[str, Any]
    ) -> None:
        self.situation = situation
        self.document = situation.document
        self.rule = rule
        self.scope = scope
        self.options = options

    @property
    def language(self) -> str:
        """The draft's language, "" where it is unsure."""
        return self.situation.language

    @property
    def profile(self) -> str:
        return self.situation.profile

    def blocks(self) -> list[Block]:
        """The blocks that the rule judges, in order. The subject only where it was typed now."""
        return self.situation.found.blocks(self.scope)

    def phrases(self, name: str = "words", unless: str = "") -> list[Span]:
        """Places in scope of the card's list `name`, without those that touch list `unless`."""
        found = self.situation.found
        spans: Sequence[Span] = found.of(f"{self.rule}/{name}")
        if not spans:
            return []
        if unless:
            spans = clear_of(spans, found.of(f"{self.rule}/{unless}"))
        if self.scope == ("written",) or self.scope == ("subject", "written"):
            low = 0 if "subject" in self.scope else self.document.body_start
            return [s for s in spans if s.start >= low]
        return [s for block in self.blocks() for s in starting_in(spans, block)]

    def shared(self, name: str) -> Sequence[Span]:
        """Places of list `name` of `lists.toml` in all that was written."""
        return self.situation.found.of(f"{SHARED}/{name}")

    def tokens(self, block: Block) -> list[Token]:
        """The tokens of `block` with offsets, folded, punctuation included."""
        found = self.situation.found
        return [
            Token(*span, norm)
            for span, norm in zip(found.spans(block), found.norms(block), strict=True)
        ]

    def norms(self, block: Block) -> list[str]:
        """The tokens of `block` without their offsets: much cheaper, to see whether it's worth it."""
        return self.situation.found.norms(block)

    def prose(self, block: Block) -> list[Span]:
        """The lines of `block` that are prose and no code, log, table or address, in order."""
        return self.situation.found.prose(block)

    def word_count(self, block: Block) -> int:
        """The words of the prose of `block` as a person counts them."""
        return self.situation.found.word_count(block)

    def sentences(self, block: Block) -> list[Span]:
        """The sentences of `block`, in order."""
        return self.situation.found.sentences(block)

    def sentence_at(self, span: Span) -> Span:
        """The sentence of what was written that holds the start of `span`; else `span` itself."""
        written = self.document.written
        index = bisect_right(written, span.start, key=_start) - 1
        if index >= 0 and span.start < written[index].end:
            found = self.sentences(written[index])
            index = bisect_right(found, span.start, key=_start) - 1
            if index >= 0 and span.start < found[index].end:
                return found[index]
        return span

    @property
    def folded(self) -> str:
        """The whole view in lower case without accents: offsets are those of the view."""
        return self.situation.found.folded


def starting_in(spans: Sequence[Span], place: Span | Block) -> Sequence[Span]:
    """Those of `spans`, which are in order, that start in `place`."""
    low = bisect_left(spans, place.start, key=_start)
    return spans[low : bisect_left(spans, place.end, low, key=_start)]


def clear_of(spans: Sequence[Span], apart: Sequence[Span]) -> list[Span]:
    """Those of `spans` that overlap none of `apart`, which are in order and don't overlap."""
    return [s for s in spans if not touches(s, apart)]


def touches(span: Span, apart: Sequence[Span]) -> bool:
    """Whether one of `apart`, which are in order and don't overlap, overlaps `span`."""
    before = bisect_left(apart, span.end, key=_start)
    return before > 0 and apart[before - 1].end > span.start


_start = attrgetter("start")


def longest(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in order without those inside an earlier one."""
    end = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            yield span
            end = span.end
