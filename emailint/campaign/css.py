"""CSS as mails have it: the declarations of a style attribute, the rules of a style sheet.

A tokenizer that follows the standard where mails differ by it (strings, comments, `url(...)` with
`;` in it, nested at-rules) and skips what isn't CSS. Each character is looked at a bounded number
of times.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from emailint.campaign.elements import Element

MAX_NESTED: Final = 8
"""At-rules kept around a rule; nobody nests deeper, and hostile sheets nest 100,000 deep."""

_SHORT: Final = 400  # characters of a style that is kept for the next element like it


class Declaration(NamedTuple):
    """`name` is in lower case, `value` as written without `!important`; `start` is where the name
    stands in the CSS."""

    name: str
    value: str
    important: bool
    start: int


class CssRule(NamedTuple):
    """`selector` as written; `around` are the at-rules that it stands in, the outermost first.

    A rule without a selector holds the declarations of an at-rule (`@font-face`) itself.
    """

    selector: str
    around: tuple[str, ...]
    declarations: tuple[Declaration, ...]
    start: int


class Sheet(NamedTuple):
    """A `<style>` element; the places of its rules count from `start` in the HTML."""

    element: Element
    start: int
    rules: tuple[CssRule, ...]


def declarations(css: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute, in order."""
    return _repeated(css) if len(css) <= _SHORT else _declarations(css)


def _declarations(css: str) -> tuple[Declaration, ...]:
    if _special().search(css):
        css = _uncommented(css)
        ends = [token.start() for token in _tokens().finditer(css) if token[0] == ";"]
        starts = [0, *(end + 1 for end in ends)]
        pieces = [css[a:b] for a, b in zip(starts, [*ends, len(css)], strict=True)]
    else:
        pieces = css.split(";")
    found, at = [], 0
    for piece in pieces:
        if declaration := _declaration(piece, at):
            found.append(declaration)
        at += len(piece) + 1
    return tuple(found)


_repeated = lru_cache(maxsize=512)(_declarations)  # mails repeat their styles


def rules_of(css: str) -> tuple[CssRule, ...]:
    """The rules of a style sheet with those inside at-rules, each ending where its `}` stands."""
    css = _uncommented(css)
    done: list[CssRule] = []
    preludes: list[str] = []
    starts: list[int] = []
    bodies: list[list[Declaration]] = []
    at = 0

    def close(end: int) -> None:
        prelude, body, start = preludes.pop(), bodies.pop(), starts.pop()
        if declaration := _declaration(css[at:end], at):
            body.append(declaration)
        around = tuple(preludes[-MAX_NESTED:])
        if not prelude.startswith("@"):
            done.append(CssRule(prelude, around, tuple(body), start))
        elif body:
            done.append(CssRule("", (*around, prelude), tuple(body), start))

    for token in _tokens().finditer(css):
        mark = token[0]
        if mark == "{":
            raw = css[at : token.start()]
            preludes.append(" ".join(raw.split()))
            starts.append(at + len(raw) - len(raw.lstrip()))
            bodies.append([])
        elif mark == "}":
            if preludes:
                close(token.start())
        elif mark == ";":
            if bodies and (declaration := _declaration(css[at : token.start()], at)):
                bodies[-1].append(declaration)
        else:
            continue
        at = token.end()
    while preludes:
        close(len(css))
        at = len(css)
    return tuple(done)


def _declaration(source: str, at: int) -> Declaration | None:
    name, colon, value = source.partition(":")
    word = name.strip()
    if not colon or not word or not _name().fullmatch(word):
        return None
    value = value.strip()
    important = False
    if "!" in value and (found := _important().search(value)):
        value, important = value[: found.start()].rstrip(), True
    return Declaration(word.lower(), value, important, at + len(name) - len(name.lstrip()))


def _uncommented(css: str) -> str:
    """`css` with blanks for comments and for the marks of an HTML comment, all in its place."""
    if "/*" in css:
        css = _comment().sub(lambda found: " " * len(found[0]), css)
    if "<!--" in css or "-->" in css:
        css = css.replace("<!--", "    ").replace("-->", "   ")
    return css


@cache
def _special() -> re.Pattern[str]:
    return re.compile(r"[\"'(]|/\*")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"[*_]?-{0,2}[a-zA-Z][\w-]*+")


@cache
def _important() -> re.Pattern[str]:
    return re.compile(r"![ \t\n\r\f]*+important[ \t\n\r\f]*+\Z", re.IGNORECASE)


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?+")


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(
        r"""[{};]
          | "[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+
          | '[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+
          | url\([ \t\n\r\f]*+(?!["'])[^)]*+\)?+
        """,
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )
