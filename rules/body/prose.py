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
_NO_CODE: Final = bytes(set(range(0x100)) - set(b"{}[]<>=|\\~^_$#*/;\t`"))
_VOWELS: Final = b"aeiouyAEIOUY\xc3"  # what begins an accented one in UTF-8


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
    least, limit = options["min_words"], options["over"]
    blocks = [b for b in context.blocks() if b.end - b.start > _SHORT_BLOCK]
    count = sum(map(context.word_count, blocks))
    if count < least:
        return
    blocks = [b for b in blocks if _is_prose(text[b.start : b.end])]
    places = [s for b in blocks for s in context.sentences(b) if s.end - s.start > _SHORT_SENTENCE]
    if not places or not _may_be_hard(context, blocks, len(places)):
        return
    said: list[str] = []
    lengths: list[tuple[int, Span]] = []
    for place in places:
        part = text[place.start : place.end]
        if "/" in part or "@" in part:  # addresses of the web and of people are no prose
            part = " ".join(w for w in part.split() if "/" not in w and "@" not in w)
        of_sentence = words(part)
        if len(of_sentence) >= _SENTENCE_WORDS:
            said += of_sentence
            lengths.append((len(of_sentence), place))
    if len(said) < least:
        return
    spanish = context.language == "es"
    value = (szigriszt_pazos if spanish else flesch_kincaid)(said, len(lengths))
    if (value < limit) if spanish else (value > limit):
        longest, place = max(lengths)
        data = {"value": round(value), "longest": longest, "mean": round(len(said) / len(lengths))}
        yield Hit(*place, data)


_SHORT_BLOCK: Final = 80  # characters
_SHORT_SENTENCE: Final = 16  # characters
_SENTENCE_WORDS: Final = 4


def _may_be_hard(context: Context, blocks: list[Block], sentences: int) -> bool:
    """Whether counting syllables is worth it: no text has more of them than vowels.

    The share of vowels that are syllables is below those taken here in over 99 of 100 mails.
    """
    text, limit = context.document.text, context.options["over"]
    raw = "".join(text[b.start : b.end] for b in blocks).encode("utf-8", "replace")
    vowels = len(raw) - len(raw.translate(None, _VOWELS))
    digits = len(raw) - len(raw.translate(None, b"0123456789"))
    count = max(1, sum(map(context.word_count, blocks)))
    if context.language == "es":
        return bool(206.835 - 62.3 * (vowels + digits) / count - count / sentences < limit)
    grade = 0.39 * count / sentences + 11.8 * (0.92 * vowels + digits) / count - 15.59
    return bool(grade > limit)
