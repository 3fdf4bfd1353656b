"""How a text looks and reads: its paragraphs, its capitals, its long words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Hit, Span
from emailint.readability import flesch_kincaid, szigriszt_pazos
from emailint.sentences import sentences
from emailint.tokens import words

_CODE: Final = r"[{}<>=|\\~^]|::|\t|\w\(|\w[_$]\w|(?:[.\-_*+#] ?){5}|^\s*[#>$%/|]"
_ADDRESS: Final = r"\b(?:https?://|www\.|mailto:)\S+|\S{1,64}@\S{1,255}"
_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…")
_FULL_LINE: Final = 0.7
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


_OPEN_LINE: Final = 200
"""Characters: whoever writes lines so long doesn't wrap, and each line is a paragraph."""


def _is_prose(part: str) -> bool:
    """Whether letters make up a text, and not figures, code or the columns of a table."""
    letters = sum(map(str.isalpha, part))
    return letters > 0.7 * len(part) and len(compiled(_CODE).findall(part)) * 60 < len(part)


def all_caps(context: Context) -> Iterator[Hit]:
    """Running words in capitals: a line, or a sentence of it."""
    text = context.document.text
    options = context.options
    for block in context.blocks():
        part = text[block.start : block.end]
        if part.upper() != part and not compiled(_CAPITALS).search(part):
            continue
        yield from _capital_runs(text, block, options["min_words"], options["min_letters"])


_CAPITALS: Final = r"[^\W\d_a-zà-ÿ]{3}[^\n]{0,30}[^\W\d_a-zà-ÿ]{3}"


def _capital_runs(text: str, block: Block, least: int, letters: int) -> Iterator[Hit]:
    raise NotImplementedError


def hard_to_read(context: Context) -> Iterator[Hit]:
    raise NotImplementedError
