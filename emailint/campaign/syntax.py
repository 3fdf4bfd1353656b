"""One merge field, in the syntax of whichever mail service: what it shows and where it is right.

Mailchimp `*|FNAME|*`; Liquid (Brevo, Klaviyo, Braze) `{{ name | default: "you" }}`; Jinja (HubSpot)
`{{ name | default("you") }}`; Handlebars (SendGrid, Postmark) `{{#if name}}`; Mailjet
`{{var:name:"you"}}`; AMPscript (Salesforce) `%%Name%%`; `%NAME%` (ActiveCampaign). Nothing is run.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

Kind = Literal["value", "open", "else", "close", "other", "broken"]

LIQUID: Final = "Liquid"
JINJA: Final = "Jinja"
HANDLEBARS: Final = "Handlebars"
MAILJET: Final = "Mailjet"
MAILCHIMP: Final = "Mailchimp"
AMPSCRIPT: Final = "AMPscript"
SENDGRID: Final = "[%…%]"
PERCENT: Final = "%…%"
LOOPS: Final = frozenset({"for", "each", "section", "tablerow"})
"""Blocks whose fields are those of each item, no recipient's. A Mustache section may be either."""

_BRACES: Final = frozenset({LIQUID, JINJA, HANDLEBARS})
_TAGS: Final = frozenset({LIQUID, JINJA, MAILJET})

TOKENS: Final = (
    r"\{\{\{?(?P<brace>(?:[^{}$]{1,400}+|\$(?:\{[^{}]{0,100}+\})?+){0,20}+)\}\}\}?",
    r"\{%(?P<tag>[^%{}]{0,400}+)%\}",
    r"\*\|(?P<star>[^|*\n<>]{1,200}+)\|\*",
    r"%%\[(?P<script>[^\]]{0,2000}+)\]%%",
    r"%%=(?P<call>[^%<>=]{1,400}(?:=(?!%)[^%<>=]{0,400}){0,20})=%%",
    r"%%(?P<double>[A-Za-z_][\w .:-]{0,60})%%",
    r"\[%(?P<square>[^%\]<>]{1,200}+)%\]",
    r"%(?<![\w%]%)(?P<single>[A-Z][A-Z0-9_]{2,30}+)%(?![\w%])",
)
"""Any field, by its group. Apart, because each begins with signs that are looked for quickly."""

NAME: Final = r"[A-Za-z_@$][\w@$-]*(?:\.[\w-]+|\[['\"]?[\w -]{1,60}['\"]?\])*"
TEXT: Final = r"\"([^\"]*+)\"|'([^']*+)'"
_DEFAULT: Final = rf"(?:\|\s*default(?:_if_none)?\s*[:(]\s*|\s(?:or|else)\s+|,\s*)(?:{TEXT})?"
_CURLED: Final = "“”‘’«»"
_OPENERS: Final = frozenset({
    "if", "unless", "for", "case", "capture", "comment", "raw", "block", "macro", "with", "filter",
    "call", "tablerow", "autoescape", "spaceless", "ifchanged",
})  # fmt: skip
_HELPERS: Final = frozenset({"if", "unless", "each", "with", "equals", "notEquals"})
_AMP_WORDS: Final = r"(?i)\b(if|elseif|else|endif|for|next)\b([^\n]*+)"
_MAILCHIMP_MAKES: Final = frozenset({"UPPER", "LOWER", "TITLE", "PHONE"})
_MAILCHIMP_OPENS: Final = {"IF": "if", "IFNOT": "unless", "INTERESTED": "with", "POLL": "with"}


class Field(NamedTuple):
    """`text[start:end]`, a field or a part of a condition or loop.

    `name` is the field that is shown, `default` what stands in for it (None: nothing), `word` what
    a block is ("if", "each"), `argument` the rest as written. `dialects`: those where it is right.
    """

    start: int
    end: int
    kind: Kind
    dialects: frozenset[str]
    name: str = ""
    default: str | None = None
    word: str = ""
    argument: str = ""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def names_in(argument: str) -> list[str]:
    """The names in a condition, its texts left out."""
    return compiled(NAME).findall(compiled(TEXT).sub(" ", argument))


def plain_name(name: str) -> str:
    """A field's name as it is compared: the last part, without case, accents and separators."""
    from unicodedata import normalize

    last = name.rpartition(".")[2]
    return "".join(c for c in normalize("NFKD", last).casefold() if c.isalnum())


def fields_of(match: re.Match[str]) -> list[Field]:
    """What a match of one of `TOKENS` is: one field, or the conditions in a block of AMPscript."""
    kind = match.lastgroup or ""
    value = match[kind]
    if "&" in value:
        from html import unescape  # loads a table of 2,231 names

        value = unescape(value)
    value = value.strip()
    start, end = match.span()
    match kind:
        case "brace":
            return [_brace(start, end, value.strip("-~& \t\n"))]
        case "tag":
            return [_tag(start, end, value.strip("-+ \t\n"))]
        case "star":
            return [_star(start, end, value)]
        case "script":
            return _script(start, end, value)
        case "call":
            return [_call(start, end, value)]
        case "double":
            return [Field(start, end, "value", frozenset({AMPSCRIPT}), value)]
        case "square":
            name, bar, default = (part.strip() for part in value.partition("|"))
            dialects = frozenset({SENDGRID})
            return [Field(start, end, "value", dialects, name, default if bar else None)]
        case _:
            return [Field(start, end, "value", frozenset({PERCENT}), value)]


def _brace(start: int, end: int, inner: str) -> Field:
    only = frozenset({HANDLEBARS})
    curled = any(sign in inner for sign in _CURLED) and not compiled(TEXT).search(inner)
    if not inner or curled or compiled(r"</?\w").search(inner):
        # typographic quotation marks quote nothing, and tags get in when an editor formats a part
        return Field(start, end, "broken", frozenset())
    first, rest = inner[0], inner[1:].strip()
    if first == "/":
        return Field(start, end, "close", only, word=rest)
    if inner in ("else", "^") or inner.startswith("else if "):
        return Field(start, end, "else", only, argument=inner[8:])
    if first in "#^":
        word, _, argument = rest.partition(" ")
        if word not in _HELPERS:
            word, argument = "unless" if first == "^" else "section", rest
            return Field(start, end, "open", only, rest, None, word, argument)
        return Field(start, end, "open", only, "", None, word, argument.strip())
    if first in "!>":
        return Field(start, end, "other", only)
    return _value(start, end, inner)


def _value(start: int, end: int, inner: str) -> Field:
    dialects = _BRACES
    if found := re.match(rf"personalization_token\(\s*(?:{TEXT})\s*", inner):
        name, dialects = found[1] or found[2], frozenset({JINJA})
    elif found := re.match(rf"insert\s+({NAME})(?:\s+\"default=([^\"]*)\")?", inner):
        return Field(start, end, "value", frozenset({HANDLEBARS}), found[1], found[2])
    elif found := re.match(rf"(?:var|data):([\w-]+)(?::(?:{TEXT})?)?", inner):
        default = found[2] or found[3]
        return Field(start, end, "value", frozenset({MAILJET}), found[1], default)
    elif found := re.match(rf"\$\{{\s*({NAME})\s*\}}|({NAME})(?:\.\$\{{({NAME})\}})?", inner):
        name = found[1] or found[3] or found[2]
    else:
        return Field(start, end, "other", dialects)
    rest = inner[found.end() :]
    head = rest.lstrip()
    if head.startswith("("):  # a function of the service
        return Field(start, end, "other", frozenset({JINJA}))
    if "|" in rest:
        parens = re.search(r"\|\s*\w+\s*\(", rest)
        colon = re.search(r"\|\s*\w+\s*:", rest)
        dialects = frozenset({JINJA} if parens else {LIQUID} if colon else {LIQUID, JINJA})
    elif head and not re.match(r"or\b|if\b|,|\)", head):  # a helper and its arguments
        return Field(start, end, "other", frozenset({HANDLEBARS}))
    given = re.search(_DEFAULT, rest)
    default = (given[1] or given[2] or "") if given else None
    return Field(start, end, "value", dialects, name, default, argument=rest)


def _tag(start: int, end: int, inner: str) -> Field:
    word, _, argument = inner.partition(" ")
    if word in _OPENERS:
        return Field(start, end, "open", _TAGS, word=word, argument=argument)
    if word.startswith("end") and word[3:] in _OPENERS | {""}:
        return Field(start, end, "close", _TAGS, word=word[3:])
    if word in ("else", "elif", "elsif", "elseif", "when"):
        return Field(start, end, "else", _TAGS, argument=argument)
    return Field(start, end, "other", _TAGS, word=word, argument=argument)


def _star(start: int, end: int, value: str) -> Field:
    only = frozenset({MAILCHIMP})
    head, colon, rest = (part.strip() for part in value.partition(":"))
    head = head.upper()
    if head in _MAILCHIMP_OPENS and colon:
        return Field(start, end, "open", only, word=_MAILCHIMP_OPENS[head], argument=rest)
    if head in ("ELSE", "ELSEIF"):
        return Field(start, end, "else", only, argument=rest)
    if head == "END":
        return Field(start, end, "close", only)
    name = rest.rpartition(":")[2] if head in _MAILCHIMP_MAKES else value
    return Field(start, end, "value", only, name)


def _call(start: int, end: int, value: str) -> Field:
    """An AMPscript function: the first attribute it names, if it is no variable."""
    only = frozenset({AMPSCRIPT})
    names = re.findall(r"@?[A-Za-z_]\w*(?!\w*\s*\()", re.sub(TEXT, "", value))
    if not names or names[0].startswith("@"):
        return Field(start, end, "other", only)
    guarded = re.search(r"(?i)\bempty\s*\(|isnulldefault", value)
    texts = [a or b for a, b in re.findall(TEXT, value)]
    default = (texts or [""])[0] if guarded else None
    return Field(start, end, "value", only, names[0], default)


def _script(start: int, end: int, value: str) -> list[Field]:
    """The conditions that a block of AMPscript opens and closes: they may span blocks."""
    only = frozenset({AMPSCRIPT})
    made = []
    for found in compiled(_AMP_WORDS).finditer(re.sub(r"/\*.*?\*/", " ", value, flags=re.DOTALL)):
        word = found[1].lower()
        kind: Kind = "open" if word in ("if", "for") else "else" if "else" in word else "close"
        word = {"endif": "if", "next": "for"}.get(word, word)
        condition = re.sub(r"(?i)\bthen\b.*", "", found[2]).strip()
        made.append(Field(start, end, kind, only, word=word, argument=condition))
    return made or [Field(start, end, "other", only)]
