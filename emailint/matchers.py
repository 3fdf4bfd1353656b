"""The kinds of declarative check: what a card can ask without a line of Python.

Each takes a `Context` and yields `Hit`s. `KINDS` names them with the options that they know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from emailint.context import Context
from emailint.model import Block, Edit, Fix, Hit, Safety
from emailint.phrases import expand
from emailint.prose import count_words, nth_word
from emailint.tokens import fold

Check = Callable[[Context], Iterable[Hit]]


class Kind(NamedTuple):
    check: Check
    options: frozenset[str]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled once per process, multi-line."""
    return re.compile(pattern, re.MULTILINE)


def phrase(context: Context) -> Iterator[Hit]:
    """Any phrase of `words` (or a key of `replace`, whose value is the fix).

    `at`: "any" | "start" | "whole" of a block; `unless`: longer phrases that are no fault.
    """
    at = context.options.get("at", "any")
    replace = context.options.get("replace")
    blocks = context.blocks() if at != "any" else []
    for span in context.phrases("replace" if replace else "words", "unless"):
        if at != "any" and not any(_placed(context, b, *span, at) for b in blocks):
            continue
        text = context.document.text[span.start : span.end]
        fix = None
        if replace and (new := replace.get(fold(" ".join(text.split())))) is not None:
            new = new[:1].upper() + new[1:] if text[:1].isupper() else new
            fix = Fix(context.options.get("safety", "safe"), (Edit(*span, new),))
        yield Hit(*span, {"text": text}, fix)


def _placed(context: Context, block: Block, start: int, end: int, at: str) -> bool:
    if not block.start <= start < block.end:
        return False
    text = context.document.text
    before = text[block.start : start].strip(" \t¡¿\"'«“*")
    return not before and (at == "start" or not text[end : block.end].strip(" \t.,;:!?…)\"'»”*"))


def pattern(context: Context) -> Iterator[Hit]:
    """Each match of the regular expression `pattern`; group `hit` marks the place if named.

    `replace` is the fix, a template for `re.Match.expand`.
    """
    source = context.options.get("pattern", "")
    if not source:
        return
    expression = compiled(source)
    marked = "hit" in expression.groupindex
    replace = context.options.get("replace")
    safety: Safety = context.options.get("safety", "safe")
    text = context.document.text
    for block in context.blocks():
        for match in expression.finditer(text, block.start, block.end):
            start, end = match.span("hit" if marked else 0)
            fix = None
            if replace is not None:
                fix = Fix(safety, (Edit(start, end, match.expand(replace)),))
            yield Hit(start, end, {"text": text[start:end]}, fix)


def count(context: Context) -> Iterator[Hit]:
    """More than `over` places of `words` or `pattern` in all: one hit at the first one over."""
    hits = list(pattern(context) if "pattern" in context.options else phrase(context))
    over = context.options["over"]
    if len(hits) > over:
        place = hits[over]
        yield Hit(place.start, place.end, {"count": len(hits), "limit": over, "text": "…"})


def length(context: Context) -> Iterator[Hit]:
    """Words of prose or characters of the blocks in scope, all together or (`each`) one by one.

    Limits: `over_words`, `under_words`, `over_characters`, `under_characters`. A text too long
    is marked from the first word or character over the limit, one too short as a whole.
    """
    blocks = context.blocks()
    for group in (
        [[b] for b in blocks] if context.options.get("each") else [blocks] if blocks else []
    ):
        if hit := _length(context, group):
            yield hit


def _length(context: Context, blocks: list[Block]) -> Hit | None:
    options = context.options
    size = sum(b.end - b.start for b in blocks)
    first, last = blocks[0].start, blocks[-1].end
    for unit in ("words", "characters"):
        over, under = options.get(f"over_{unit}"), options.get(f"under_{unit}")
        if over is None and under is None:
            continue
        # a word and its space take two characters at least: skip counting what can't be over
        if unit == "words" and under is None and over is not None and size < 2 * over:
            continue
        number = size if unit == "characters" else sum(map(context.word_count, blocks))
        if over is not None and number > over:
            place = first + over if unit == "characters" else _word_start(context, blocks, over)
            return Hit(min(place, last - 1), last, {"count": number, "limit": over, "unit": unit})
        if under is not None and number < under:
            return Hit(first, last, {"count": number, "limit": under, "unit": unit})
    return None


def _word_start(context: Context, blocks: list[Block], index: int) -> int:
    """Where word `index` of the prose of `blocks` starts."""
    for block in blocks:
        count = context.word_count(block)
        if index >= count:
            index -= count
            continue
        text = context.document.text
        for start, end in context.prose(block):
            here = count_words(text, start, end)
            if index < here:
                return nth_word(text, start, end, index)
            index -= here
    return blocks[-1].end


def ratio(context: Context) -> Iterator[Hit]:
    """Blocks (or with `lines`, lines) whose share of capital letters is over `over` (0 to 1).

    `min_letters` keeps acronyms and initials out.
    """
    least, over = context.options.get("min_letters", 1), context.options["over"]
    text = context.document.text
    for block in context.blocks():
        if context.options.get("lines"):
            spans = [m.span() for m in compiled(r"[^\n]+").finditer(text, block.start, block.end)]
        else:
            spans = [(block.start, block.end)]
        for start, end in spans:
            upper = sum(1 for c in text[start:end] if c.isupper())
            if upper < least * over:
                continue
            letters = sum(1 for c in text[start:end] if c.isalpha())
            if letters >= least and upper > over * letters:
                yield Hit(start, end, {"share": round(100 * upper / letters)})


def absent(context: Context) -> Iterator[Hit]:
    """No block of kind `block` and no phrase of `words` in scope: a hit where one belongs.

    `place`: "start" or "end" (default) of what was written.
    """
    options, document = context.options, context.document
    written = [b for b in document.judged if b.kind != "subject"]
    if not written:
        return
    block = options.get("block")
    if block and any(b.kind == block for b in document.blocks):
        return
    if "words" in options and context.phrases("words"):
        return
    at = written[0].start if options.get("place") == "start" else written[-1].end
    yield Hit(at, at)


def repeat(context: Context) -> Iterator[Hit]:
    """The same word twice in a row; `unless` lists pairs that are right ("muy muy", "had had")."""
    text = context.document.text
    apart = set(context.phrases("unless"))
    for block in context.blocks():
        previous = None
        for token in context.tokens(block):
            if previous and token.norm == previous.norm and token.norm.isalpha():
                between = text[previous.end : token.start]
                if not between.strip(" \n") and between.count("\n") < 2:
                    span = (previous.start, token.end)
                    if span not in apart and len(token.norm) > 1:
                        edit = Edit(previous.end, token.end, "")
                        yield Hit(*span, {"text": text[slice(*span)]}, Fix("safe", (edit,)))
            previous = token


def case(context: Context) -> Iterator[Hit]:
    """Letter case of each block: `want` is the fault, "all-caps" or "lowercase-start"."""
    text = context.document.text
    least = context.options.get("min_letters", 1)
    for block in context.blocks():
        part = text[block.start : block.end]
        letters = [c for c in part if c.isalpha()]
        if len(letters) < least:
            continue
        if context.options["want"] == "all-caps":
            if not any(c.islower() for c in letters):
                yield Hit(block.start, block.end, {"text": part})
        else:
            first = next(i for i, c in enumerate(part) if c.isalpha())
            if part[first].islower():
                at = block.start + first
                yield Hit(at, at + 1, {"text": part})


def engine(_context: Context) -> Iterable[Hit]:
    """Nothing: what one of the `engines` says is handed in where the user asked for it."""
    return ()


KINDS: Final[dict[str, Kind]] = {
    "engine": Kind(engine, frozenset({"engines"})),
    "phrase": Kind(phrase, frozenset({"words", "unless", "at", "replace", "safety"})),
    "pattern": Kind(pattern, frozenset({"pattern", "replace", "safety"})),
    "count": Kind(count, frozenset({"words", "unless", "at", "pattern", "over"})),
    "length": Kind(
        length,
        frozenset({"each", "over_words", "under_words", "over_characters", "under_characters"}),
    ),
    "ratio": Kind(ratio, frozenset({"over", "min_letters", "lines"})),
    "absent": Kind(absent, frozenset({"block", "words", "place"})),
    "repeat": Kind(repeat, frozenset({"unless"})),
    "case": Kind(case, frozenset({"want", "min_letters"})),
}


def for_profile(options: dict[str, Any], profile: str, language: str) -> dict[str, Any] | None:
    """The options with their tables by profile and language resolved.

    None where a table by profile says "off" or has neither `profile` nor `default`: rule off.
    Word lists stay out (the trie holds them) except `replace`, which the fixes need, and `sets`:
    single words, folded, that a function compares with instead of having them looked up.
    """
    resolved: dict[str, Any] = {}
    for key, value in options.items():
        if not isinstance(value, dict):
            resolved[key] = value
        elif key == "sets":
            resolved[key] = {n: frozenset(map(fold, v.get(language, ()))) for n, v in value.items()}
        elif value.keys() <= {"es", "en"}:
            if language in value:
                chosen = value[language]
                resolved[key] = Meant(chosen) if isinstance(chosen, dict) else chosen
        else:
            chosen = value.get(profile, value.get("default", "off"))
            if chosen == "off":
                return None
            resolved[key] = chosen
    return resolved


class Meant:
    """What is put in the place of each variant of a phrase, by the variant folded.

    Worked out when first asked: most drafts hold none of the phrases.
    """

    def __init__(self, replace: dict[str, str]) -> None:
        self._replace = replace

    @cached_property
    def _variants(self) -> dict[str, str]:
        return {fold(v): new for old, new in self._replace.items() for v in expand(old)}

    def get(self, folded: str) -> str | None:
        """The replacement of `folded`, None where there is none."""
        return self._variants.get(folded)
