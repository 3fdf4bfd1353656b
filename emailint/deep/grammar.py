"""Grammar and spelling by a LanguageTool server: what is sent of a draft, and what comes of it.

Sent is the prose of what the writer wrote, paragraph by paragraph, each once: what a server said of
a paragraph is kept while this process lives.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from functools import cache
from http.client import HTTPException
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from emailint.deep import UnavailableError
from emailint.deep.grammar_rules import hit_of
from emailint.deep.known import known_words
from emailint.deep.languagetool import Match, ServerError, answers, check
from emailint.language import detect
from emailint.model import Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from emailint.config import Config
    from emailint.context import Situation
    from emailint.linter import Analyser
    from emailint.model import Hit

BUDGET: Final = 20.0
"""Seconds that a draft may take: the first text of a language takes a server up to ten."""
VARIANTS: Final = {"en": "en-US", "pt": "pt-PT", "de": "de-DE", "es": "es", "fr": "fr", "it": "it"}
"""What LanguageTool calls the languages: spelling is that of a country where countries differ."""
_KEPT: Final = 2_000  # paragraphs whose matches are remembered
_TOGETHER: Final = 4_000  # characters of a request: what is done when the time is up is kept
_LONGEST: Final = 20_000  # characters of a paragraph; nobody reads what is longer
_TELLING: Final = 60  # characters, from which on a paragraph's own language can be told


class Grammar:
    """Asks a server about drafts, from any number of threads."""

    def __init__(self, config: Config) -> None:
        """Raises UnavailableError where no server answers."""
        grammar = config.grammar
        self._words = config.words
        self._named: str = grammar.get("server", "").rstrip("/")
        self._start: bool = grammar.get("start", True)
        self._budget: float = grammar.get("budget", BUDGET)
        self._variants = VARIANTS | {v[:2]: v for v in grammar.get("variants", ())}
        self._told_variants = bool(grammar.get("variants"))
        self._kept: OrderedDict[tuple[str, str], tuple[Match, ...]] = OrderedDict()
        self._lock = Lock()
        if self._named and not answers(self._named):
            raise _no_answer(self._named)
        self._at = self._server()

    def __call__(self, situation: Situation) -> Iterator[tuple[str, Hit] | Note]:
        """The hits of one draft. Raises UnavailableError where the server has gone."""
        document = situation.document
        language = situation.language or document.language
        if language not in self._variants:
            return
        variant = self._variants[language]
        places = [
            place
            for place in _paragraphs(situation)
            if _is_in(language, document.text[place.start : place.end])
        ]
        texts = {document.text[place.start : place.end]: None for place in places}
        known = known_words(situation, self._words)
        missing = self._look_up(variant, list(texts))
        for place in places:
            text = document.text[place.start : place.end]
            for match in self._kept_of(variant, text):
                hit = hit_of(match, text, place.start, language, known, self._told_variants)
                if hit is not None:
                    yield hit
        if missing:
            share = f"{missing}/{len(texts)}"
            yield Note(
                f"grammar: {share} paragraphs were not looked at in {self._budget:g} s",
                f"grammar: {share} párrafos sin revisar en {self._budget:g} s",
            )
        if self._named and texts and not _is_here(self._named):
            yield Note(
                f"grammar: the text was sent to {self._named}",
                f"grammar: el texto se ha enviado a {self._named}",
            )

    def _server(self) -> str:
        if self._named:
            return self._named
        from emailint.deep.server import address

        return address(start=self._start)

    def _look_up(self, variant: str, texts: Sequence[str]) -> int:
        """Have the server look at those of `texts` that are new; how many were left at the end."""
        end = time.monotonic() + self._budget
        with self._lock:
            new = [text for text in texts if (variant, text) not in self._kept]
        done = 0
        for batch in _batches(new):
            left = end - time.monotonic()
            try:
                if left <= 0:
                    break
                matches = self._ask("\n\n".join(batch), variant, left)
            except TimeoutError:
                break
            self._keep(variant, batch, matches)
            done += len(batch)
        return len(new) - done

    def _ask(self, text: str, variant: str, left: float) -> list[Match]:
        """The matches in a text. A server of ours that has died is started again, once."""
        for again in (False, True):
            if again:
                self._at = self._server()
            try:
                return check(self._at, text, variant, left)
            except TimeoutError:
                raise
            except (OSError, HTTPException):
                continue
            except ServerError as error:
                raise _no_answer(self._at, str(error)) from None
        raise _no_answer(self._at)

    def _keep(self, variant: str, batch: Sequence[str], matches: Iterable[Match]) -> None:
        at = 0
        with self._lock:
            for text in batch:
                end = at + len(text)
                own = tuple(
                    match._replace(start=match.start - at, end=match.end - at)
                    for match in matches
                    if at <= match.start and match.end <= end
                )
                self._kept[variant, text] = own
                at = end + 2
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def _kept_of(self, variant: str, text: str) -> tuple[Match, ...]:
        with self._lock:
            return self._kept.get((variant, text), ())


def analyser(config: Config) -> Analyser:
    """The analyser of the engine "grammar". Raises UnavailableError."""
    return Grammar(config)


def _no_answer(server: str, why: str = "") -> UnavailableError:
    why = f": {why}" if why else ""
    return UnavailableError(
        f"grammar: no LanguageTool answers at {server}{why}",
        f"grammar: no responde ningún LanguageTool en {server}{why}",
    )


def _is_here(server: str) -> bool:
    host = urlsplit(server).hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")


def _paragraphs(situation: Situation) -> Iterator[Span]:
    """The prose that the writer wrote. Each item of a list is a paragraph of its own."""
    text = situation.document.text
    for block in situation.found.blocks(("subject", "written")):
        for span in situation.found.prose(block):
            at = span.start
            for item in _item().finditer(text, *span):
                yield from _cut(text, at, item.start())
                at = item.end()
            yield from _cut(text, at, span.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """What is between the blanks around it, in pieces that a server takes."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    while end - start > _LONGEST:
        at = max(
            text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST)
        )
        at = at if at > start else start + _LONGEST
        yield Span(start, at)
        start = at
    if start < end:
        yield Span(start, end)


@cache
def _item() -> re.Pattern[str]:
    """How an item of a list begins."""
    return re.compile(r"^[ \t]*(?:[-*•·–—+]|\(?\w{1,2}[.)])[ \t]+", re.MULTILINE)


def _is_in(language: str, text: str) -> bool:
    """Whether a paragraph is in the draft's language, as far as one can see."""
    return len(text) < _TELLING or detect(text)[0] in ("", language)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 2
    if batch:
        yield batch
