"""How a text looks and reads: its paragraphs, its capitals, its long words."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from emailint.borrowed import is_borrowed
from emailint.context import starting_in
from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.prose import count_words, is_record, line_around, running_words
from emailint.readability import flesch_kincaid, named, szigriszt_pazos
from emailint.tokens import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context

_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…")
_FULL_LINE: Final = 0.7  # of the longest line
_OPEN_LINE: Final = 200  # characters: whoever writes lines so long doesn't wrap
_RAGGED: Final = 4  # lines, from which most ending early makes them a list
_NUMBERED: Final = r"[ :.;,]\d{1,2}[.)] ?(?=[A-ZÁÉÍÓÚ])"
_ITEMS: Final = 3  # numbers in a row that make a list whose line breaks an archive ate
# Bytes of UTF-8 are sorted out at C speed; all beyond ASCII count as letters.
_CAPITAL_BYTES: Final = bytes(range(ord("A"), ord("Z") + 1))
_NO_CAPITALS: Final = bytes(set(range(0x100)) - set(_CAPITAL_BYTES))
_VOWELS: Final = b"aeiouyAEIOUY\xc3"  # what begins an accented one in UTF-8
_VOWELS_ALONE: Final = bytes(i if i in _VOWELS else 32 for i in range(256))


def wall_of_text(context: Context) -> list[Hit]:
    """Paragraphs of prose with more than `over_words` words."""
    hits = []
    text, over = context.document.text, context.options["over_words"]
    for block in context.blocks():
        if block.end - block.start < 4 * over:  # words and spaces take more in both languages
            continue
        for part in context.prose(block):
            if part.end - part.start < 4 * over:
                continue
            for start, end in _paragraphs(text, part):
                if end - start < 4 * over:
                    continue
                count = count_words(text, start, end)
                if count > over and _runs_on(context, start, end):
                    lines = text.count("\n", start, end) + 1
                    hits.append(Hit(start, end, {"count": count, "limit": over, "lines": lines}))
    return hits if hits and not is_borrowed(context) else []


def _paragraphs(text: str, part: Span) -> Iterator[Span]:
    """The paragraphs of a part: a line that stops short at a mark ends one.

    It stops short where the first word of the next line would have fitted.
    """
    lines = [m.span() for m in compiled(r"[^\n]+").finditer(text, *part)]
    widest = max(end - start for start, end in lines)
    begin = part.start
    for number, (start, end) in enumerate(lines):
        last = number + 1 == len(lines)
        line = text[start:end].rstrip()
        if not last and line.endswith(_SENTENCE_END) and len(line) <= _OPEN_LINE:
            following = text[lines[number + 1][0] : lines[number + 1][1]][:_WORD_REACH]
            first = following.lstrip().partition(" ")[0]
            room = _WRAPPED * widest - len(line) - 1
            short = len(line) < _FULL_LINE * widest
            over = short or (len(first) < room and not first[:1].islower())
        else:
            over = last or len(line) > _OPEN_LINE
        if over:
            yield Span(begin, end)
            begin = lines[number + 1][0] if not last else end


_WORD_REACH: Final = 40
_TITLED: Final = ("Abstract", "ABSTRACT", "Resumen")  # of a paper: pasted
_QUOTED: Final = 3  # such marks in a paragraph: a quote whose line breaks were lost
_WRAPPED: Final = 0.9  # of the widest line: lines are wrapped at a column, and differ by a word


def _runs_on(context: Context, start: int, end: int) -> bool:
    """Whether a paragraph is running text, and no list, agenda, quote or notice."""
    text = context.document.text
    part = text[start:end]
    if (
        part.lstrip()[:1] in _QUOTES  # somebody else's words
        or ">>" in part
        or "[IMAGE]" in part
        or part.startswith(_TITLED)
        or part.count("> ") > _QUOTED
        or starting_in(context.shared("notice"), Span(start, end))
    ):
        return False
    lines = part.split("\n")
    widest = max(map(len, lines))
    if len(lines) >= _RAGGED:
        early = sum(len(line.rstrip()) < _FULL_LINE * widest for line in lines)
        if 2 * early > len(lines):
            return False
    if len(compiled(_NUMBERED).findall(text, start, end)) >= _ITEMS:
        return False
    return running_words(text, start, end, context.language) > 0


def all_caps(context: Context) -> Iterator[Hit]:
    """Running words in capitals; headings, acronyms, names, code and log lines are none."""
    text = context.document.text
    for block in context.blocks():
        raw = text[block.start : block.end].encode("utf-8", "replace")
        if len(raw.translate(None, _NO_CAPITALS)) < _FEW_CAPITALS:
            continue
        if not compiled(_TWO_IN_CAPITALS).search(text, block.start, block.end):
            continue
        if starting_in(context.shared("notice"), block):
            continue  # licences and disclaimers shout by tradition
        for part in context.prose(block):
            for run in _capital_runs(text, part):
                if _is_shouted(text, run, context):
                    if compiled(_TELETYPE).search(text) or is_borrowed(context):
                        return
                    yield Hit(run[0].start, _with_mark(text, run[-1].end), {"count": len(run)})


_FEW_CAPITALS: Final = 12  # accented ones don't count here
_TWO_IN_CAPITALS: Final = r"[A-ZÁÉÍÓÚÜÑ]{2}\W{1,8}[A-ZÁÉÍÓÚÜÑ]{2}"
_UPPER: Final = r"[A-ZÀ-ÖØ-Þ](?<![\w/].)[A-ZÀ-ÖØ-Þ]*+(?:['’-][A-ZÀ-ÖØ-Þ]++)*+(?![\w/])"
_APART: Final = r"[a-zà-ÿ{}<>=_|\\#*@\t\"“”«»:]|\n[ \t]*\n|   |',| '|.{16}"


def _capital_runs(text: str, part: Span) -> Iterator[list[Span]]:
    """Words in a row without a small letter, with nothing but punctuation between them."""
    apart = compiled(_APART).search
    run: list[Span] = []
    for match in compiled(_UPPER).finditer(text, *part):
        if run and apart(text, run[-1].end, match.start()):
            yield run
            run = []
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
    if sum(len(word) > 1 for word in said) < options["min_words"]:
        return False
    start, end = run[0].start, run[-1].end
    ended = text[end : end + 1] in ("!", "?", ".", "…")
    if len(run) == options["min_words"] and not ended:
        return False  # emphasis, a name
    if compiled(_NAMED).match(text, end) or not _MACHINE.isdisjoint(said):
        return False
    before = text[max(0, start - _CODE_REACH) : start].rpartition("\n")[2]
    if "#" in before or "<-" in before or before[-1:] in _QUOTES or compiled(_LABEL).search(before):
        return False
    speaking = sum(word in options["speaking"] for word in said)
    line = line_around(text, start)
    alone = not any(map(str.isalnum, text[line.start : start] + text[end : line.end]))
    opens = said[0] in options["speaking"] or len(run) > _HEADING_WORDS
    if not ended and speaking < (_HEADING_SPEAKS if alone and not opens else 1):
        return False
    if len(run) > _HEADING_WORDS or ended:
        speaking += sum(word in options["common"] for word in said)
    return speaking * _COMMON_SHARE >= len(said)


# After a name stands its acronym, after a cell of a table a tab, where letters were lost "?", at a
# quotation's end its mark.
_NAMED: Final = r" ?\t|\s{0,2}\([A-Z]{2,6}\b|\?[^\W\d_]|[\"”»]"
_QUOTES: Final = ("'", '"', "“", "«", "‘")
_LABEL: Final = r"^\W{0,4}(?i:re|id|subject|asunto|fw|fwd|ref|from|to|de|para|code)\W{0,2}:\s*\Z|^\W{0,4}[QAPR][.:]\s*\Z"
_MACHINE: Final = frozenset({"error", "fatal", "cmd"})  # in its messages and commands
_HEADING_SPEAKS: Final = 2  # speaking words in a line of its own without a stop: "FIND US HERE"
_TELETYPE: Final = r"[A-Z0-9]\.\.\.[A-Z0-9]|\d{3} [AP]M [A-Z]{3}\b"  # weather warnings, agencies
_HEADING_WORDS: Final = 7
_COMMON_SHARE: Final = 8  # running text has more than one such word in eight, a list of names fewer
_CODE_REACH: Final = 60


def _with_mark(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in ("!", "?", ".", "…") else end


def hard_to_read(context: Context) -> Iterator[Hit]:
    """Prose that the formula of its language calls very hard: marked at its longest sentence."""
    text, options = context.document.text, context.options
    if not context.language:
        return
    least, limit = options["min_words"], options["over"]
    blocks = [b for b in context.blocks() if b.end - b.start > _SHORT_BLOCK]
    if sum(b.end - b.start for b in blocks) < 4 * least:
        return
    if sum(map(context.word_count, blocks)) < least:
        return
    parts = [p for b in blocks for p in context.prose(b) if p.end - p.start > _SHORT_BLOCK]
    if not parts or not _may_be_hard(context, parts):
        return
    said: list[str] = []
    lengths: list[tuple[int, Span]] = []
    notices = context.shared("notice")
    for block in blocks:
        if starting_in(notices, block) or is_record(text, *block[1:]):
            continue
        prose = context.prose(block)
        mixed = prose != [(block.start, block.end)]
        for place in context.sentences(block):
            if place.end - place.start <= _SHORT_SENTENCE or (mixed and not _within(place, prose)):
                continue
            part = text[place.start : place.end]
            if part.count("://") > 1 or _is_list(part) or compiled(_MARKED_UP).search(part):
                continue
            of_sentence = _without_names(part)
            if len(of_sentence) >= _SENTENCE_WORDS:
                said += of_sentence
                lengths.append((count_words(text, *place), place))
    if len(said) < least:
        return
    spanish = context.language == "es"
    value = (szigriszt_pazos if spanish else flesch_kincaid)(said, len(lengths))
    longest, place = max(lengths)
    if longest < options["long"]:  # long words alone must be beyond any doubt
        limit = options["beyond"]
    if ((value < limit) if spanish else (value > limit)) and not is_borrowed(context):
        data = {"longest": longest, "mean": _mean_length(context)}
        yield Hit(*place, data | named(value, context.language))


def _mean_length(context: Context) -> int:
    """The words of a sentence of prose on average, short ones included: what a reader sees."""
    counts = [
        count_words(context.document.text, *place)
        for block in context.blocks()
        for place in context.sentences(block)
        if _within(place, context.prose(block))
    ]
    return round(sum(counts) / max(1, sum(map(bool, counts))))


_SHORT_BLOCK: Final = 80  # characters
_SHORT_SENTENCE: Final = 16  # characters
_SENTENCE_WORDS: Final = 4


_MARKED_UP: Final = r"\\\w{1,20}\{|=>|\(\("  # of documentation, of notes


def _is_list(part: str) -> bool:
    """Whether most of a sentence's lines start with a capital: points without stops."""
    breaks = part.count("\n")
    return breaks > 1 and 2 * len(compiled(_NEW_POINT).findall(part)) > breaks


_NEW_POINT: Final = r"\n[ \t]*+[A-ZÁÉÍÓÚ]"


def _within(place: Span, parts: list[Span]) -> bool:
    index = bisect_right(parts, place.start, key=attrgetter("start")) - 1
    return index >= 0 and place.end <= parts[index].end


def _without_names(part: str) -> list[str]:
    """The words of a sentence but for addresses and names: nobody stumbles over those."""
    if "/" in part or "@" in part:
        part = " ".join([w for w in part.split() if "/" not in w and "@" not in w])
    said = words(part)
    return said[:1] + [word for word in said[1:] if not word[0].isupper()]


def _may_be_hard(context: Context, parts: list[Span]) -> bool:
    """Whether to look for sentences and syllables is worth it: a text has hardly more syllables
    than groups of vowels in English, and than vowels in Spanish. The ends of sentences are hardly
    fewer than a share of the marks that stand for one.
    """
    text, limit = context.document.text, context.options["over"]
    raw = b"\n".join([text[p.start : p.end].encode("utf-8", "replace") for p in parts])
    digits = len(raw) - len(raw.translate(None, b"0123456789"))
    count = max(1, len(raw.split()))
    stops = raw.count(b". ") + raw.count(b".\n") + raw.count(b"? ") + raw.count(b"! ")
    sentences = _STOP_SHARE * stops + len(parts)
    if context.language == "es":
        vowels = len(raw) - len(raw.translate(None, _VOWELS))
        return bool(206.835 - 62.3 * (vowels + digits) / count - count / sentences < limit)
    groups = len(raw.translate(_VOWELS_ALONE).split())
    grade = 0.39 * count / sentences + 11.8 * (groups + digits) / count - 15.59
    return bool(grade > limit)


_STOP_SHARE: Final = 0.8
