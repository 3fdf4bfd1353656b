"""Cut HTML into text and tags, each with its place in the source.

The tokenizer follows the HTML standard where mails differ by it: quotes count only after `=`,
a tag or comment that never ends swallows the rest, `<![if ...]>` is a comment. Each character
is looked at a bounded number of times: the groups are possessive, and the one way for a tag
to fail is that the source ends inside it, which ends the scan.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["text", "start", "end", "raw"]
Token = tuple[Kind, str, str, int, int]
"""Kind, element name in lower case, source of the attributes, start and end in the HTML.

"raw" is the content of an element of `RAW`, "text" what stands between tags.
"""

SPACE: Final = " \t\n\r\f"
"""What HTML folds. U+00A0 isn't among it."""

RAW: Final = frozenset({
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
})  # fmt: skip
"""Elements whose content is no markup: it runs up to their own end tag and is never shown."""

REFERENCE: Final = r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[a-zA-Z][a-zA-Z0-9]{0,31}+;?)"

_COMMON: Final = {
    "&nbsp;": "\xa0", "&#160;": "\xa0", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'",
    "&copy;": "©", "&reg;": "®", "&trade;": "™", "&euro;": "€", "&middot;": "·", "&bull;": "•", "&hellip;": "…",
    "&ndash;": "–", "&mdash;": "—", "&rsquo;": "’", "&lsquo;": "‘", "&ldquo;": "“", "&rdquo;": "”", "&laquo;": "«",
    "&raquo;": "»", "&zwnj;": "\u200c", "&shy;": "\xad", "&aacute;": "á", "&eacute;": "é", "&iacute;": "í",
    "&oacute;": "ó", "&uacute;": "ú", "&ntilde;": "ñ", "&iquest;": "¿", "&iexcl;": "¡",
}  # fmt: skip
"""References that most mails have no others than: the table of all takes as long as reading a mail."""

_SHORT: Final = 400  # characters of attributes that are kept for the next tag like it

_MARKUP: Final = re.compile(
    r"""<(?:(?P<close>/?)(?P<name>[a-zA-Z][^ \t\n\r\f/>]*+)
          (?P<attributes>(?:
              [ \t\n\r\f/]++
            | [^ \t\n\r\f/>][^ \t\n\r\f/>=]*+
              (?:[ \t\n\r\f]*+=[ \t\n\r\f]*+
                 (?:"[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^ \t\n\r\f>"'][^ \t\n\r\f>]*+)?+
              )?+
          )*+)>
        | (?P<unended>/?[a-zA-Z])
        | (?P<comment>!--)
        | (?P<bogus>[!?/])
        )""",
    re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"([^ \t\n\r\f/>][^ \t\n\r\f/>=]*+)"
    r"""(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:"([^"]*)"|'([^']*)'|([^ \t\n\r\f>"'][^ \t\n\r\f>]*))?)?"""
)


def scan(html: str) -> Iterator[Token]:
    """Yield the tokens in order; comments, doctypes and processing instructions left out."""
    at = 0
    search = _MARKUP.search
    while found := search(html, at):
        start, end = found.span()
        if start > at:
            yield "text", "", "", at, start
        at = end
        match found.lastgroup:
            case "attributes":
                close, name, source = found.group("close", "name", "attributes")
                name = name.lower()
                yield "end" if close else "start", name, source, start, end
                if name in RAW and not close:
                    raw_end = _raw_end(name).search(html, at)
                    end = raw_end.start() if raw_end else len(html)
                    yield "raw", name, "", at, end
                    at = end
            case "unended":
                return
            case "comment":
                # From the last dash: `<!-->` is a whole comment.
                comment_end = _comment_end().search(html, at - 2)
                at = comment_end.end() if comment_end else len(html)
            case _:
                at = html.find(">", at) + 1 or len(html)
    if at < len(html):
        yield "text", "", "", at, len(html)


def attributes(source: str) -> Mapping[str, str]:
    """Names in lower case -> decoded values; of doubles the first counts."""
    return _repeated(source) if len(source) <= _SHORT else _attributes(source)


def _attributes(source: str) -> Mapping[str, str]:
    result: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(source):
        name, double, single, bare = attribute.groups("")
        value = double or single or bare
        if "&" in value:
            value = _terminated_reference().sub(lambda found: decode_reference(found[0]), value)
        result.setdefault(name.lower(), value)
    return result


_repeated = lru_cache(maxsize=512)(_attributes)  # mails repeat their tags


@lru_cache(maxsize=256)
def decode_reference(reference: str) -> str:
    """`&eacute;` -> `é`; what isn't a reference comes back as it is."""
    if len(reference) > 40:  # as the standard; int() refuses thousands of digits
        return "\N{REPLACEMENT CHARACTER}"
    if reference in _COMMON:
        return _COMMON[reference]
    from html import unescape  # loads a table of 2,231 names

    return unescape(reference)


def decode(text: str) -> str:
    """Decode all references, as in text between tags."""
    return _reference().sub(lambda found: decode_reference(found[0]), text)


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(REFERENCE)


@cache
def _terminated_reference() -> re.Pattern[str]:
    # In attributes `?a=1&copy=2` stays as written.
    return re.compile(r"&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[a-zA-Z][a-zA-Z0-9]{0,31}+);")


@cache
def _comment_end() -> re.Pattern[str]:
    return re.compile("--!?>")


@cache
def _raw_end(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE)
