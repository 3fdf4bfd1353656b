"""Which lines of a mail are prose, and which are code, logs, diffs, tables, data or addresses.

Mail to lists is full of the latter. They are no words that a reader reads, no paragraphs, no
questions. Lines are weighed by the bytes that they hold, at C speed, and looked at word by word
only where that leaves doubt.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from emailint.language import common_words
from emailint.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS: Final = bytes(
    b for b in range(0x100) if b >= 0x80 or chr(b).isalpha() or chr(b) in " \r\n,;:?!'\""
)
_PLAIN: Final = _LETTERS + b".-()0123456789&%/"  # what prose without any of the rest is made of
_PUNCTUATION: Final = bytes(b for b in range(0x80) if not chr(b).isalnum() and b > 32)
_NO_DIGITS: Final = bytes(b for b in range(0x100) if not chr(b).isdigit())
_DASHES: Final = ("–", "—", "•", "·", "…", "“", "”", "«", "»", "¿", "¡", "‘", "’")
_EDGE: Final = "\"'“”‘’«»¿¡()[].,;:?!…*_-"
_MARK_EVERY: Final = 50  # bytes: prose has fewer of the marks of code and paths
_DIGIT_EVERY: Final = 10  # bytes: prose has fewer digits
_PLAIN_SHARE: Final = 0.6  # of a doubtful line's words
_COLUMN_WORDS: Final = 6  # a table has a gap at least every so many words
_COMMON_SHARE: Final = 0.28
_REPEATING: Final = 6  # lines, from which it tells that most are the same
_LABELS: Final = 5  # lines: fewer introduce lists, or tell place and time
_REACH: Final = 400  # characters looked back for a quotation mark
_OPEN: Final = (("«", "»"), ("“", "”"), ("‘", "’"))
_GAP: Final = 5  # words of a line between two that are no prose
# How lines of programs, consoles, logs and diffs begin, after the indent.
_OPENERS: Final = (
    "> ", ">>", "+ ", "#", "$ ", "==", "-rw", "drwx", "lrwx", "[1]", "R> ", "!$", "//", "/*", "*/",
    "* checking ", "* DONE", "* using ", "* building ", "* preparing ", "* installing ",
    "* creating ", "* this is package", "* looking ", "* loading ", "** ", "*** ", "---", "+++",
    "@@", "diff --", "index ", "Error in ", "Error: ", "Warning message", "Warning in ", "In addition: ",
    "Execution halted", "checking for ", "checking whether ", "Loading required package",
    "Attaching package", "The following object", "make: ", "make[", "gcc ", "g++ ", "clang",
    "ERROR:", "Traceback (", "File \"", "locale:", "attached base packages", "other attached",
    "loaded via a namespace", "R version ", "Platform: ", "Running under: ", "Matrix products: ",
    "BLAS", "LAPACK", "time zone: ", "R CMD ", "library(", "require(", "install.packages(",
    "data.frame", "'data.frame'", "structure(", "Call:", "Coefficients:", "Residuals:", "<!--",
    "at java.", "Caused by: ", "SELECT ", "export(", "import(", "importFrom(", "useDynLib(",
)  # fmt: skip
_CLOSERS: Final = ("{", "}", ");", "};")
_FIRST: Final = frozenset(opener[0] for opener in _OPENERS)
_VERDICTS: Final = ("... OK", "... NOTE", "... WARNING", "... ERROR", "... yes", "... no")
"""How lines of check logs end."""
_LINE_REACH: Final = 300  # characters looked at on either side of a place
# Any trace of code, a table, a drawing or an address.
_TRACE: Final = (
    r"<-|->|[{}\[\]$|\\~^]|==|::|&&|%%|=\s*[\"'\w]|\w\(|;\s*$|^\s*(?:[#>+%@]|\d+:)|\t|\S {3}"
    r"|^ {3}|https?:|www\.|[-dl][rwx-]{9}"
)


def prose(text: str, start: int, end: int) -> list[Span]:
    """Where `text[start:end]` is prose: runs of whole lines, in order."""
    part = text[start:end]
    raw = part.encode("utf-8", "replace")
    if not _is_doubtful(part, raw):
        return [Span(start, end)]
    lines = part.split("\n")
    verdicts = _verdicts(lines)
    if all(verdicts):
        return [Span(start, end)]
    found: list[Span] = []
    at = begin = start
    running = False
    for line, is_prose in zip(lines, verdicts, strict=True):
        if is_prose and not running:
            begin, running = at, True
        elif running and not is_prose:
            found.append(Span(begin, at - 1))
            running = False
        at += len(line) + 1
    if running:
        found.append(Span(begin, end))
    return found


def _is_doubtful(part: str, raw: bytes) -> bool:
    size = len(raw)
    return (
        len(raw.translate(None, _PLAIN)) * _MARK_EVERY > size
        or len(raw.translate(None, _NO_DIGITS)) * _DIGIT_EVERY > size
        or "   " in part
        or "://" in part
        or "... " in part
        or (":" in part and "." in part and _place().search(part) is not None)
        or ("(" in part and _call().search(part) is not None)
        or part.startswith(_OPENERS)
    )


@cache
def _call() -> re.Pattern[str]:
    """How a function is called: no blank before the bracket. "item(s)" is none."""
    return re.compile(r"\((?<=\w\()(?!s\))")


def _verdicts(lines: list[str]) -> list[bool]:
    """For each line whether it is prose."""
    found = []
    diff = False
    for line in lines:
        kept = line.strip()
        diff = diff or kept.startswith(("diff --", "@@ "))
        found.append(not (diff and line[:1] in ("+", "-", " ", "@")) and _is_prose(kept))
    # a short line between two that are none belongs to them
    for at in range(1, len(found) - 1):
        if found[at] and not found[at - 1] and not found[at + 1]:
            found[at] = len(lines[at].split()) >= _GAP
    return found


def _is_prose(line: str) -> bool:
    if line[:1] in _FIRST and line.startswith(_OPENERS):
        return False
    raw = line.encode("utf-8", "replace")
    marks = len(raw.translate(None, _LETTERS))
    if "/" in line and " " not in line:
        return False  # a path, an address
    if ("... " in line and line.endswith(_VERDICTS)) or line.endswith(_CLOSERS):
        return False
    if ":" in line and "." in line and _place().search(line):
        return False
    if marks * 12 < len(raw) and "(" not in line and "   " not in line and "=" not in line:
        return True
    tokens = line.split()
    plain = numbers = 0
    for token in tokens:
        core = token.strip(_EDGE)
        if not core:
            continue
        if core.isalpha() or _joined(core):
            plain += 1
        elif core[-1].isdigit() or core[0].isdigit():
            numbers += 1
    if "   " in line and len(_column().findall(line)) * _COLUMN_WORDS >= len(tokens):
        return False
    words = len(tokens) - numbers
    if numbers > max(plain, 2) or (numbers and not plain):
        return False
    return plain >= _PLAIN_SHARE * words


@cache
def _place() -> re.Pattern[str]:
    """A line of a source file, as compilers name it."""
    return re.compile(r"\.[A-Za-z]{1,4}:\d")


@cache
def _column() -> re.Pattern[str]:
    """The gap between two columns: not the one after a sentence."""
    return re.compile(r"(?<=[^\s.?!:])   ")


def _joined(core: str) -> bool:
    return core.replace("'", "").replace("’", "").replace("-", "").isalpha()


def is_form(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a form: several labels with a gap after them to fill."""
    if text.count(":", start, end) < _LABELS:
        return False
    return len(_label().findall(text, start, end)) >= _LABELS


def is_record(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a file of fields, one a line, that was pasted."""
    if text.count(": ", start, end) < _LABELS:
        return False
    return len(_field().findall(text, start, end)) >= _LABELS


@cache
def _field() -> re.Pattern[str]:
    return re.compile(r"\n[A-Z][\w-]{1,20}: ")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*+[^\W_][^:\n]{1,40}:(?:[ \t]{2}|\t|(?=[ \t]?\n))")


def count_words(text: str, start: int, end: int) -> int:
    """The words of `text[start:end]` as a person counts them: an address is one, a dash none."""
    part = text[start:end]
    if not part.isascii():
        for mark in _DASHES:
            if mark in part:
                part = part.replace(mark, "")
        part = part.replace("\xa0", " ")
    return len(part.encode("utf-8", "replace").translate(None, _PUNCTUATION).split())


def running_words(text: str, start: int, end: int, language: str) -> int:
    """The words of a stretch of prose, 0 where it is a list of data: names, figures, messages.

    One word in four at least of what people tell each other is among the commonest of their
    language, and machines say the same line over and over.
    """
    part = text[start:end]
    lines = part.split("\n")
    if len(lines) > _REPEATING and 2 * len(set(lines)) < len(lines):
        return 0
    said = part.lower().split()
    common = common_words(language)
    if sum(map(common.__contains__, said)) < _COMMON_SHARE * len(said):
        return 0
    return count_words(text, start, end)


def nth_word(text: str, start: int, end: int, index: int) -> int:
    """Where word `index` (from 0) of `text[start:end]` starts; `end` where there are fewer."""
    for match in _chunk().finditer(text, start, end):
        if any(map(str.isalnum, match[0])):
            if index == 0:
                return match.start()
            index -= 1
    return end


@cache
def _chunk() -> re.Pattern[str]:
    return re.compile(r"\S+")


@cache
def _trace() -> re.Pattern[str]:
    return re.compile(_TRACE, re.MULTILINE)


def is_code(text: str, at: int) -> bool:
    """Whether the line around `at` holds a trace of code, a table or an address."""
    return _trace().search(text, *line_around(text, at)) is not None


def line_around(text: str, at: int, low: int = 0) -> Span:
    """The line that holds `at`, not before `low` nor far away."""
    end = text.find("\n", at, at + _LINE_REACH)
    return Span(line_start(text, at, low), end if end >= 0 else min(len(text), at + _LINE_REACH))


def line_start(text: str, at: int, low: int) -> int:
    """Where the line that holds `at` starts, not before `low` nor far away."""
    low = max(low, at - _LINE_REACH)
    return max(text.rfind("\n", low, at) + 1, low)


def own_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Those of `spans` that don't stand between quotation marks in their paragraph, nor in a line
    that is set in as quoted text is."""
    return [span for span in spans if not _is_quoted(text, span.start)]


def _is_quoted(text: str, at: int) -> bool:
    low = max(0, at - _REACH)
    start = max(text.rfind("\n", low, at) + 1, low)
    if text.startswith("    ", start):
        return True
    above = text.rfind("\n\n", low, at)
    opened = start if above < 0 < low else max(above, 0)  # a straight one may open lines above
    if text.count("`", start, at) % 2 or text.count('"', opened, at) % 2:
        return True
    low = max(low, above)
    return any(text.rfind(left, low, at) > text.rfind(right, low, at) for left, right in _OPEN)
