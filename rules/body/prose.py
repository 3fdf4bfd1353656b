"""How a text looks and reads: its paragraphs, its capitals, its long words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from emailint.matchers import compiled
from emailint.model import Block, Hit, Span
from emailint.readability import flesch_kincaid, szigriszt_pazos
from emailint.tokens import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context

_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…")
_FULL_LINE: Final = 0.7  # of the longest line
_OPEN_LINE: Final = 200  # characters: whoever writes lines so long doesn't wrap
_OTHER_SHARE: Final = 0.3  # of a text that isn't letters
_CODE_EVERY: Final = 50  # bytes: prose has fewer of the marks of code and paths
# Bytes of UTF-8 are sorted out at C speed; all beyond ASCII count as letters.
_CAPITAL_BYTES: Final = bytes(range(ord("A"), ord("Z") + 1))
_LETTER_BYTES: Final = _CAPITAL_BYTES + _CAPITAL_BYTES.lower() + bytes(range(0x80, 0x100))
_NO_CAPITALS: Final = bytes(set(range(0x100)) - set(_CAPITAL_BYTES))
_DIGITS: Final = str.maketrans("", "", "0123456789")
_NO_CODE: Final = bytes(set(range(0x100)) - set(b"{}[]<>=|\\~^_$#*/;\t`"))
_VOWELS: Final = str.maketrans("", "", "aeiouyáéíóúüAEIOUYÁÉÍÓÚÜ")


def wall_of_text(context: Context) -> Iterator[Hit]:
    """A paragraph of prose with more than `over_words` words."""
    text, over = context.document.text, context.options["over_words"]
    for block in context.blocks():
        if block.end - block.start < 4 * over:  # words and spaces take more in both languages
            continue
        for start, end in _paragraphs(text, block):
            if end - start < 4 * over:
                continue
            count = len(words(text, start, end))
            if count > over and _is_prose(text[start:end]):
                lines = text.count("\n", start, end) + 1
                yield Hit(start, end, {"count": count, "limit": over, "lines": lines})


def _paragraphs(text: str, block: Block) -> Iterator[Span]:
    """The paragraphs of a block: a line that stops short of the others, at a mark, ends one."""
    lines = [m.span() for m in compiled(r"[^\n]+").finditer(text, block.start, block.end)]
    full = _FULL_LINE * max(end - start for start, end in lines)
    begin = block.start
    for number, (start, end) in enumerate(lines):
        last = number + 1 == len(lines)
        line = text[start:end].rstrip()
        if last or (len(line) < full and line.endswith(_SENTENCE_END)) or len(line) > _OPEN_LINE:
            yield Span(begin, end)
            begin = lines[number + 1][0] if not last else end


def _is_prose(part: str) -> bool:
    """Whether letters make up a text, and not figures, code or the columns of a table."""
    raw = part.encode("utf-8", "replace")
    if len(raw.translate(None, _LETTER_BYTES)) > _OTHER_SHARE * len(raw):
        return False
    return len(raw.translate(None, _NO_CODE)) * _CODE_EVERY < len(raw)


def all_caps(context: Context) -> Iterator[Hit]:
    """Running words in capitals; headings, acronyms, names, code and log lines are none."""
    text = context.document.text
    for block in context.blocks():
        raw = text[block.start : block.end].encode("utf-8", "replace")
        if len(raw.translate(None, _NO_CAPITALS)) < _FEW_CAPITALS:
            continue
        if not compiled(_TWO_IN_CAPITALS).search(text, block.start, block.end):
            continue
        for run in _capital_runs(text, block):
            if _is_shouted(text, run, context):
                yield Hit(run[0].start, _with_mark(text, run[-1].end), {"count": len(run)})


_FEW_CAPITALS: Final = 12  # accented ones don't count here
_TWO_IN_CAPITALS: Final = r"[A-ZÁÉÍÓÚÜÑ]{2}\W{1,8}[A-ZÁÉÍÓÚÜÑ]{2}"
_LETTERS: Final = r"(?<!\w)[^\W\d_]++(?:['’-][^\W\d_]++)*+(?!\w)"
_APART: Final = re.compile(r"[{}<>=_|\\#*@\t]|\n[ \t]*\n|   |[\"'],|.{16}")


def _capital_runs(text: str, block: Block) -> Iterator[list[Span]]:
    """Words in a row without a small letter, with nothing but punctuation between them."""
    run: list[Span] = []
    for match in compiled(_LETTERS).finditer(text, block.start, block.end):
        word = match[0]
        upper = word.isupper()
        if run and not (upper and _APART.search(text, run[-1].end, match.start()) is None):
            yield run
            run = []
        if upper:
            run.append(Span(*match.span()))
    if run:
        yield run


def _is_shouted(text: str, run: list[Span], context: Context) -> bool:
    options = context.options
    if len(run) < options["min_words"]:
        return False
    said = [fold(text[start:end]) for start, end in run]
    if sum(map(len, said)) < options["min_letters"]:
        return False
    end = run[-1].end
    sentence = len(run) > _HEADING_WORDS or text[end : end + 1] in ("!", "?", ".", "…")
    before = text[max(0, run[0].start - _CODE_REACH) : run[0].start].rpartition("\n")[2]
    if "#" in before or "<-" in before:
        return False
    common = options["speaking"] + options["common"] if sentence else options["speaking"]
    return sum(word in common for word in said) * _COMMON_SHARE >= len(said)


_HEADING_WORDS: Final = 7
_COMMON_SHARE: Final = 8  # running text has more than one such word in eight, a list of names fewer
_CODE_REACH: Final = 60


def _with_mark(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in ("!", "?", ".", "…") else end


def hard_to_read(context: Context) -> Iterator[Hit]:
    """Prose that the formula of its language calls very hard: marked at its longest sentence."""
    text, options = context.document.text, context.options
    blocks = [b for b in context.blocks() if b.end - b.start > _SHORT_BLOCK]
    if sum(b.end - b.start for b in blocks) < 5 * options["min_words"]:
        return
    found: list[str] = []
    counts: list[tuple[int, Span]] = []
    for block in blocks:
        if not _is_prose(text[block.start : block.end]):
            continue
        for sentence in context.sentences(block):
            part = text[sentence.start : sentence.end]
            if "/" in part or "@" in part:  # addresses of the web and of people are no prose
                part = " ".join(w for w in part.split() if "/" not in w and "@" not in w)
            said = words(part)
            if len(said) >= _SENTENCE_WORDS:
                found += said
                counts.append((len(said), sentence))
    if len(found) < options["min_words"]:
        return
    hard = _ease_over if context.language == "es" else _grade_over
    if (value := hard(found, len(counts), options["over"])) is None:
        return
    longest, place = max(counts)
    data = {"value": round(value), "longest": longest, "mean": round(len(found) / len(counts))}
    yield Hit(*place, data)


_SHORT_BLOCK: Final = 80  # characters
_SENTENCE_WORDS: Final = 4


def _syllable_bound(said: list[str], share: float) -> float:
    """Syllables a word, at most: the vowels tell, at a hundredth of the cost of counting.

    `share` is that of vowels which are syllables: over 99 in 100 mails without figures have less.
    """
    joined = "".join(said)
    vowels = len(joined) - len(joined.translate(_VOWELS))
    digits = len(joined) - len(joined.translate(_DIGITS))
    return (share * vowels + digits) / len(said)


def _grade_over(said: list[str], count: int, over: float) -> float | None:
    bound = 0.39 * len(said) / count + 11.8 * _syllable_bound(said, 0.92) - 15.59
    if bound <= over:
        return None
    grade = flesch_kincaid(said, count)
    return grade if grade > over else None


def _ease_over(said: list[str], count: int, under: float) -> float | None:
    bound = 206.835 - 62.3 * _syllable_bound(said, 1.0) - len(said) / count
    if bound >= under:
        return None
    ease = szigriszt_pazos(said, count)
    return ease if ease < under else None
