"""The merge fields of a template in order, the broken ones among them. Time is linear."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.elements import markup_of
from emailint.campaign.syntax import LOOPS, TOKENS, Field, compiled, fields_of, names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from emailint.document import Document

    _Place = Callable[[int, int], tuple[int, int, int | None]]

MAX_BROKEN: Final = 1_000
"""Broken ones that are told between two fields; nobody reads more."""

MAX_NESTED: Final = 50
"""Blocks in blocks that are looked through; templates have three or four."""

# What is left of a field whose other end is missing or misspelt; the whole of it, where it shows.
_REST: Final = (
    r"\{\{[^{}<>\n]{0,60}\}?|\{%[^%{}<>\n]{0,60}[%}]?|\*\|[A-Za-z][\w:]{0,60}(?:\*?\|?|\|)"
    r"|%%[=\[]?[ \t]?[A-Za-z_][\w:]{0,60}\]?%?(?![\w%])|\[%[^%\]<>\n]{1,60}[\]%]?"
    r"|\{[ \t]{0,3}[A-Za-z_][\w.]{0,60}[ \t]{0,3}\}\}"
    r"|(?<![\w.|*])[A-Za-z_][\w.]{0,60}[ \t]{0,3}(?:\}\}|%\}|%%(?![\w%]))"
    r"|\}\}|%\}|(?:\*?\|?|(?<![\w*|]))[A-Za-z][\w:]{0,60}\|\*"
)
_SIGNS: Final = r"\{\{|\}\}|\{%|%\}|\*\||\|\*|%%|\[%|%\]"
_BLOCK: Final = r"\{%|\{\{[ \t]*[#/^]|\*?\|?(?:IF|END|ELSE)|%%\["
_ESCAPE: Final = 16  # characters before
_REACH: Final = 70  # characters around a sign that may belong to it
_SHEET: Final = r"<(?i:(style|script))\b(?s:.*?)(?:</(?i:\1)|\Z)"


TYPICAL: Final = "Marta"
"""What stands for a field without a default: a short name, as most are."""


class Placed(NamedTuple):
    """A field of a draft: `start:end` in the view, empty where it isn't shown there.

    `text` is how it is written, `source` its offset in the HTML (None: it stands in the view), and
    `guarded` says that a condition around it asks for it, or that it is one of a list's items.
    """

    field: Field
    text: str
    start: int
    end: int
    source: int | None
    guarded: bool


class Fields(NamedTuple):
    """The fields of a draft. `unbalanced`: broken ones and blocks without beginning or end."""

    subject: tuple[Placed, ...]
    body: tuple[Placed, ...]
    unbalanced: tuple[Placed, ...]


@lru_cache(maxsize=1)
def fields_in(document: Document) -> Fields:
    """The merge fields of the subject and the body (of its HTML, attributes and all)."""
    start = document.body_start
    subject = _placed(document.text[:start], lambda a, b: (a, b, None))
    if document.html is None:
        found = _placed(document.text[start:], lambda a, b: (a + start, b + start, None))
    else:
        part = document.message.body
        source = document.message.content(part) if part else ""
        if not _may_hold(source):
            found = (), ()
        else:
            markup = markup_of(document)
            assert markup is not None
            span = markup.span
            found = _placed(source, lambda a, b: (*span(a, b), a))
    return Fields(subject[0], found[0], (*subject[1], *found[1]))


def filled(text: str) -> tuple[str, list[int]]:
    """`text` as a usual recipient gets it: defaults or a short name for the fields, of conditions
    the first branch. And where each of its characters comes from."""
    letters: list[str] = []
    places: list[int] = []
    at = skipped = 0
    for field in tokenize(text):
        if not skipped:
            letters += text[at : field.start]
            places += range(at, field.start)
            if field.kind == "value":
                shown = field.default or TYPICAL
                letters += shown
                places += [field.start] * len(shown)
        if field.kind == "open" and skipped:
            skipped += 1
        elif field.kind == "else" and not skipped:
            skipped = 1
        elif field.kind == "close" and skipped:
            skipped -= 1
        at = field.end
    if not skipped:
        letters += text[at:]
        places += range(at, len(text))
    return "".join(letters), places


def _placed(text: str, place: _Place) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    fields = tokenize(text)
    wrong = {id(field) for field in unbalanced(fields)}
    placed = [
        Placed(field, text[field.start : field.end], *place(field.start, field.end), asked)
        for field, asked in guarded(fields)
    ]
    return tuple(placed), tuple(p for p in placed if id(p.field) in wrong)


def _may_hold(text: str) -> bool:
    return "%" in text or compiled(_SIGNS).search(text) is not None


def tokenize(text: str) -> list[Field]:
    """The fields of `text` in order; in style sheets and scripts braces without a pair are none."""
    if not _may_hold(text):
        return []
    matches = [match for token in TOKENS for match in compiled(token).finditer(text)]
    matches.sort(key=re.Match.start)  # of those that begin together the first in `TOKENS` stays
    found: list[Field] = []
    at = 0
    for match in matches:
        if match.start() >= at:
            found += _broken(text, at, match.start())
            found += fields_of(match)
            at = match.end()
    found += _broken(text, at, len(text))
    return found


def _broken(text: str, start: int, end: int) -> Iterator[Field]:
    """What looks like a part of a field in `text[start:end]`, where no whole one is."""
    if end - start < 2:
        return
    sheets: list[tuple[int, int]] | None = None
    at = start
    for sign in islice(_signs(text, start, end), MAX_BROKEN):
        if sign < at:
            continue
        match = compiled(_REST).search(text, max(at, sign - _REACH), min(end, sign + _REACH))
        if match is None:
            continue
        low, high = _trimmed(match)
        if sheets is None:
            sheets = [m.span() for m in compiled(_SHEET).finditer(text)]
        escaped = "&#123;" in text[max(0, low - _ESCAPE) : low]  # an example, no field
        if not escaped and not any(a <= low < b for a, b in sheets):
            word = "block" if compiled(_BLOCK).match(text, low) else ""
            yield Field(low, high, "broken", frozenset(), word=word)
        at = match.end()


def _signs(text: str, start: int, end: int) -> Iterator[int]:
    """Where the signs of fields stand."""
    search = compiled(_SIGNS).search
    while found := search(text, start, end):
        start = found.start() + 1
        yield start - 1


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    whole = match[0]
    start = match.start() + len(whole) - len(whole.lstrip())
    return start, start + len(whole.strip())


def unbalanced(fields: Iterable[Field]) -> list[Field]:
    """Fields that are broken, and blocks without an end or a beginning, in no order.

    Where what is broken is itself part of a block, the others can't be told to be without a pair.
    """
    fields = list(fields)
    wrong = [field for field in fields if field.kind == "broken"]
    if any(field.word for field in wrong):
        return wrong
    stack: list[Field] = []
    for field in fields:
        if field.kind == "open":
            stack.append(field)
        elif field.kind == "else" and not stack:
            wrong.append(field)
        elif field.kind == "close":
            inner = range(len(stack) - 1, max(len(stack) - MAX_NESTED, 0) - 1, -1)
            at = next((n for n in inner if closes(field, stack[n])), None)
            if at is None:
                wrong.append(field)
            else:
                wrong += stack[at + 1 :]
                del stack[at:]
    return wrong + stack


def closes(close: Field, opened: Field) -> bool:
    """Whether `close` is an end of `opened`."""
    if not close.dialects & opened.dialects:
        return False
    return close.word in ("", opened.word) or close.word == opened.name


def guarded(fields: Iterable[Field]) -> Iterator[tuple[Field, bool]]:
    """Each field, and whether a condition around it asks for it or a loop gives it its value."""
    stack: list[tuple[list[str], bool]] = []
    for field in fields:
        if field.kind == "open":
            stack.append((names_in(field.argument), field.word in LOOPS))
        elif field.kind == "else" and stack:
            stack[-1][0].extend(names_in(field.argument))
        elif field.kind == "close" and stack:
            stack.pop()
        around = stack[-MAX_NESTED:] if field.kind == "value" else ()
        yield field, any(loop or field.name in names for names, loop in around)
