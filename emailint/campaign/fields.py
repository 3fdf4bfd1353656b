"""The merge fields of a template, whatever the mail service: one tokenizer for all syntaxes.

Mailchimp `*|FNAME|*`; Liquid (Brevo, Klaviyo) `{{ name | default: "you" }}`; Jinja (HubSpot)
`{{ name | default("you") }}`; Handlebars (SendGrid, Postmark) `{{#if name}}`; AMPscript
(Salesforce) `%%Name%%`; `%NAME%` (ActiveCampaign). Nothing is ever executed. Time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from itertools import islice
from typing import Final, Literal, NamedTuple

Kind = Literal["value", "open", "else", "close", "other", "broken"]

LIQUID: Final = "Liquid"
JINJA: Final = "Jinja"
HANDLEBARS: Final = "Handlebars"
MAILCHIMP: Final = "Mailchimp"
AMPSCRIPT: Final = "AMPscript"
PERCENT: Final = "%…%"
SENDGRID: Final = "[%…%]"
_BRACES: Final = frozenset({LIQUID, JINJA, HANDLEBARS})

MAX_BROKEN: Final = 1_000
"""Broken ones that are told between two fields; nobody reads more."""


class Field(NamedTuple):
    """`text[start:end]`, a field or a part of a condition or loop.

    `word` is what a block is ("if", "each"), `name` the field that is shown or asked for, `argument`
    the rest of a condition as written; `default` is None where none is given. `dialects`: those in
    which it is right.
    """

    start: int
    end: int
    kind: Kind
    dialects: frozenset[str]
    name: str = ""
    default: str | None = None
    word: str = ""
    argument: str = ""


_TOKEN: Final = (
    r"\{\{\{?(?P<brace>[^{}]{0,400}+)\}\}\}?"
    r"|\{%(?P<tag>[^%{}]{0,400}+)%\}"
    r"|\*\|(?P<star>[^|*\n<>]{1,200}+)\|\*"
    r"|%%\[(?P<script>[^\]]{0,2000}+)\]%%"
    r"|%%=(?P<call>[^%<>=]{1,400}(?:=(?!%)[^%<>=]{0,400}){0,20})=%%"
    r"|%%(?P<double>[A-Za-z_][\w .:-]{0,60})%%"
    r"|\[%(?P<square>[^%\]<>]{1,200}+)%\]"
    r"|(?<![\w%])%(?P<single>[A-Z][A-Z0-9_]{2,30}+)%(?![\w%])"
)
# What is left of a field whose other end is missing or misspelt; the whole of it, where it shows.
_REST: Final = (
    r"\{\{[^{}<>\n]{0,60}\}?|\{%[^%{}<>\n]{0,60}[%}]?|\*\|[A-Za-z][\w:]{0,60}(?:\*?\|?|\|)"
    r"|%%[=\[]?[ \t]?[A-Za-z_][\w:]{0,60}\]?%?(?![\w%])|\[%[^%\]<>\n]{1,60}[\]%]?"
    r"|\{[ \t]{0,3}[A-Za-z_][\w.]{0,60}[ \t]{0,3}\}\}|(?<![\w.|*])[A-Za-z_][\w.]{0,60}[ \t]{0,3}(?:\}\}|%\}|%%(?![\w%]))"
    r"|\}\}|%\}|(?:\*?\|?|(?<![\w*|]))[A-Za-z][\w:]{0,60}\|\*"
)
_BLOCK: Final = r"\{%|\{\{[ \t]*[#/^]|\*?\|?(?:IF|END|ELSE)|%%\["
_REST_SIGNS: Final = ("{{", "}}", "{%", "%}", "*|", "|*", "%%", "[%", "%]")

_NAME: Final = r"[A-Za-z_@$][\w@$-]*(?:\.[\w-]+|\[['\"]?[\w -]{1,60}['\"]?\])*"
_TEXT: Final = r"\"([^\"]*+)\"|'([^']*+)'"
_DEFAULT: Final = rf"(?:\|\s*default(?:_if_none)?\s*[:(]\s*|\s(?:or|else)\s+|\"default=|,\s*)(?:{_TEXT})?"
_CURLED: Final = "“”‘’«»"
_OPENERS: Final = frozenset(
    "if unless for case capture comment raw block macro with filter call tablerow autoescape"
    " spaceless ifchanged".split()
)
_AMP_WORDS: Final = r"(?i)\b(if|elseif|else|endif|for|next)\b([^\n]*+)"
_AMP_TEXT: Final = r"\"[^\"\n]*\"|'[^'\n]*'"
_MAILCHIMP_MAKES: Final = frozenset({"UPPER", "LOWER", "TITLE", "PHONE"})
_MAILCHIMP_OPENS: Final = {"IF": "if", "IFNOT": "unless", "INTERESTED": "interested", "POLL": "poll"}


def tokenize(text: str, *, unclosed: Iterable[tuple[int, int]] = ()) -> list[Field]:
    """The fields of `text` in order, those that are broken among them.

    `unclosed`: spans (a style sheet) where braces without their pair are no field.
    """
    if not any(sign in text for sign in _REST_SIGNS) and "%" not in text:
        return []
    found: list[Field] = []
    at = 0
    for match in _compiled(_TOKEN).finditer(text):
        found += _broken(text, at, match.start(), unclosed)
        found += _fields(match)
        at = match.end()
    found += _broken(text, at, len(text), unclosed)
    return found


def unbalanced(fields: Iterable[Field]) -> Iterator[Field]:
    """Fields that are broken, and blocks without an end or a beginning, in no order.

    Where what is broken is itself part of a block, the others can't be told to be without a pair.
    """
    fields = list(fields)
    broken = [field for field in fields if field.kind == "broken"]
    yield from broken
    if any(field.word for field in broken):
        return
    stack: list[Field] = []
    for field in fields:
        if field.kind == "open":
            stack.append(field)
        elif field.kind == "else" and not stack:
            yield field
        elif field.kind == "close":
            at = next((n for n in reversed(range(len(stack))) if _closes(field, stack[n])), None)
            if at is None:
                yield field
            else:
                yield from stack[at + 1 :]
                del stack[at:]
    yield from stack


def guarded(fields: Iterable[Field]) -> Iterator[tuple[Field, bool]]:
    """Each field that shows a value, and whether a condition around it asks for that value."""
    stack: list[tuple[str, str]] = []
    for field in fields:
        if field.kind in ("open", "else"):
            if field.kind == "else" and stack:
                stack[-1] = (stack[-1][0] + " " + field.argument, stack[-1][1])
            elif field.kind == "open":
                stack.append((field.argument, field.word))
        elif field.kind == "close" and stack:
            stack.pop()
        elif field.kind == "value":
            asked = any(field.name in asked.split() for asked, _ in stack)
            repeated = any(word in ("for", "each", "section") for _, word in stack)
            yield field, asked or repeated


def _closes(close: Field, opened: Field) -> bool:
    if not close.dialects & opened.dialects:
        return False
    same = (close.word, opened.word)
    return same[0] == same[1] or close.word == "" or (close.word == opened.name != "")


def _broken(text: str, start: int, end: int, unclosed: Iterable[tuple[int, int]]) -> Iterator[Field]:
    if end - start < 2 or not any(text.find(sign, start, end) >= 0 for sign in _REST_SIGNS):
        return
    for match in islice(_compiled(_REST).finditer(text, start, end), MAX_BROKEN):
        place = match.start()
        if not any(low <= place < high for low, high in unclosed):
            word = "block" if _compiled(_BLOCK).match(match[0].lstrip()) else ""
            yield Field(*_trimmed(text, *match.span()), "broken", frozenset(), word=word)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " \t":
        end -= 1
    while end > start and text[start] in " \t":
        start += 1
    return start, end


def _fields(match: re.Match[str]) -> list[Field]:
    start, end = match.span()
    kind = match.lastgroup or ""
    value = match[kind]
    if "&" in value:
        value = unescape(value)
    value = value.strip()
    made: Field | None = None
    match kind:
        case "brace":
            made = _brace(start, end, value.strip("-~& \t\n"))
        case "tag":
            made = _tag(start, end, value.strip("-+ \t\n"))
        case "star":
            made = _star(start, end, value)
        case "script":
            return _script(start, end, value)
        case "call":
            names = [n for n in re.findall(r"@?[A-Za-z_]\w*(?!\w*\s*\()", re.sub(_AMP_TEXT, "", value))]
            default = "" if re.search(r"(?i)\bempty\s*\(|isnulldefault", value) else None
            name = names[0] if names else ""
            known = "value" if name and not name.startswith("@") else "other"
            made = Field(start, end, known, frozenset({AMPSCRIPT}), name, default)  # type: ignore[arg-type]
        case "double":
            made = Field(start, end, "value", frozenset({AMPSCRIPT}), value)
        case "square":
            name, _, default = value.partition("|")
            made = Field(
                start, end, "value", frozenset({SENDGRID}), name.strip(), default.strip() or None
            )
        case _:
            made = Field(start, end, "value", frozenset({PERCENT}), value)
    return [made]


def _brace(start: int, end: int, inner: str) -> Field:
    handlebars = frozenset({HANDLEBARS})
    if not inner or (any(sign in inner for sign in _CURLED) and not re.search(_TEXT, inner)):
        return Field(start, end, "broken", frozenset())
    first, rest = inner[0], inner[1:].strip()
    if first in "#^":
        word, _, argument = rest.partition(" ")
        if word in ("if", "unless", "each", "with", "greaterThan", "lessThan", "equals", "notEquals"):
            name = argument.split(" ")[0].strip()
        else:
            name, word, argument = rest, "unless" if first == "^" else "section", rest
        if first == "^" and not rest:
            return Field(start, end, "else", handlebars)
        return Field(start, end, "open", handlebars, name, None, word, argument)
    if first == "/":
        return Field(start, end, "close", handlebars, rest, None, rest)
    if inner == "else" or inner.startswith("else if "):
        return Field(start, end, "else", handlebars, argument=inner[8:])
    if first in "!>":
        return Field(start, end, "other", handlebars)
    return _value(start, end, inner)


def _value(start: int, end: int, inner: str) -> Field:
    dialects = _BRACES
    if token := re.match(rf"personalization_token\(\s*(?:{_TEXT})\s*", inner):
        name, rest = token[1] or token[2], inner[token.end() :]
        dialects = frozenset({JINJA})
    elif token := re.match(rf"insert\s+({_NAME})", inner):
        name, rest = token[1], inner[token.end() :]
        dialects = frozenset({HANDLEBARS})
    elif token := re.match(_NAME, inner):
        name, rest = token[0], inner[token.end() :]
    else:
        return Field(start, end, "other", dialects)
    head = rest.lstrip()
    if head.startswith("("):  # a function of the service
        return Field(start, end, "other", frozenset({JINJA}))
    if "|" in rest:
        parens = re.search(r"\|\s*\w+\s*\(", rest)
        colon = re.search(r"\|\s*\w+\s*:", rest)
        dialects = frozenset({JINJA} if parens else {LIQUID} if colon else {LIQUID, JINJA})
    elif head and not re.match(r"or\b|if\b|\"default=|,|\)", head):  # a helper with its arguments
        return Field(start, end, "other", frozenset({HANDLEBARS}))
    default = _default(rest)
    return Field(start, end, "value", dialects, name, default, argument=rest)


def _default(rest: str) -> str | None:
    found = re.search(_DEFAULT, rest)
    if found is None:
        return None
    if rest[found.start()] == '"':  # insert name "default=you"
        return rest[found.end() :].partition('"')[0]
    return found[1] or found[2] or ""


def _tag(start: int, end: int, inner: str) -> Field:
    dialects = frozenset({LIQUID, JINJA})
    word, _, argument = inner.partition(" ")
    names = " ".join(re.findall(_NAME, re.sub(_TEXT, " ", argument)))
    if word in _OPENERS:
        name = names.split(" ")[0]
        return Field(start, end, "open", dialects, name, None, word, names)
    if word.startswith("end") and word[3:] in _OPENERS:
        return Field(start, end, "close", dialects, "", None, word[3:])
    if word in ("else", "elif", "elsif", "elseif", "when"):
        return Field(start, end, "else", dialects, argument=names)
    return Field(start, end, "other", dialects, word=word)


def _star(start: int, end: int, value: str) -> Field:
    dialects = frozenset({MAILCHIMP})
    head, colon, rest = value.partition(":")
    head, rest = head.strip(), rest.strip()
    if head.upper() in _MAILCHIMP_OPENS and colon:
        word = _MAILCHIMP_OPENS[head.upper()]
        name = re.split(r"\s*[!=<>]", rest)[0].strip()
        return Field(start, end, "open", dialects, name, None, word, name)
    if head.upper() in ("ELSE", "ELSEIF"):
        return Field(start, end, "else", dialects, argument=re.split(r"\s*[!=<>]", rest)[0])
    if head.upper() == "END":
        return Field(start, end, "close", dialects, "", None, _MAILCHIMP_OPENS.get(rest.upper(), ""))
    if colon:
        name = rest.rpartition(":")[2] if head.upper() in _MAILCHIMP_MAKES else value
        return Field(start, end, "value", dialects, name)
    return Field(start, end, "value", dialects, value)


def _script(start: int, end: int, value: str) -> list[Field]:
    """The conditions that a block of AMPscript opens and closes: they may span blocks."""
    dialects = frozenset({AMPSCRIPT})
    code = re.sub(r"/\*.*?\*/", " ", value, flags=re.DOTALL)
    code = re.sub(_AMP_TEXT, " ", code)
    made = []
    for found in _compiled(_AMP_WORDS).finditer(code):
        word, names = found[1].lower(), " ".join(re.findall(r"@?\w+", found[2]))
        kind: Kind = "open" if word in ("if", "for") else "else" if "else" in word else "close"
        word = {"endif": "if", "next": "for"}.get(word, word)
        made.append(Field(start, end, kind, dialects, "", None, word, names))
    return made or [Field(start, end, "other", dialects)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
