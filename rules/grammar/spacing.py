"""Spaces in the wrong place: before a mark, inside brackets, none after a comma or a full stop, two in a
row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from emailint.context import Context
from emailint.language import common_words
from emailint.matchers import compiled
from emailint.model import Block, Edit, Fix, Hit
from emailint.prose import is_code, line_around, line_start
from emailint.tokens import fold

_MOST = 100  # candidates looked at: who has more of one slip knows it by then
_LABEL = 5  # words: what is shorter than that before a colon may be a label
_LEAST = 4  # words of a line that can be taken for a sentence
_WIDEST = 3  # spaces: more of them set columns
_WRAP = 50  # characters: lines are wrapped at more
_DIGITS = frozenset("0123456789")
_MARKS = (" ,", " .", " ?", " !", " ;", " :")
# Letters that an archive or a wrong charset turned into "?", dashes too: then none can be trusted.
_LOST = r"[^\W\d_]\?[^\W\d_]|[\s\"(]\?[^\W\d_]| \?{1,3} [^\W\dA-Z_]|\?{3}|\d \? \d"
_THANKS = frozenset(("gracias", "thanks", "thx", "saludos", "abrazo", "cheers", "regards"))
# Words of sentences that tables, lists of data and columns lack.
_GLUE = frozenset((
    "the", "of", "and", "to", "for", "is", "are", "was", "were", "in", "on", "at", "with",
    "that", "this", "have", "has", "had", "we", "you", "i", "it", "be", "will", "would", "can",
    "please", "from", "by", "or", "not", "as", "but", "if", "me", "my", "our", "your", "an",
    "a", "de", "la", "el", "los", "las", "que", "en", "y", "por", "para", "con", "un", "una",
    "es", "son", "está", "están", "se", "no", "lo", "del", "al", "su", "como", "más", "pero",
    "si", "te", "me", "he", "ha", "hay", "le", "nos", "mi", "tu",
))  # fmt: skip


def spacing(context: Context) -> Iterator[Hit]:
    """A space before a mark or inside brackets, none after a comma or a full stop, or several between
    words."""
    lost = cache(lambda text, start: compiled(_LOST).search(text, start))
    for block in context.blocks():
        for hit in _in_block(context, block, lost):
            if _in_prose(context, block, hit.start):
                yield hit


def _in_block(context: Context, block: Block, lost: Callable[..., object]) -> Iterator[Hit]:
    text = context.document.text
    part = text[block.start : block.end]
    if any(mark in part for mark in _MARKS):
        yield from _space_before(context, block, lost)
    if "," in part or text[block.end : block.end + 1] == ",":
        yield from _comma_without_space(context, block)
    if compiled(r"[a-záéíóúñ]\.[A-ZÁÉÍÓÚÑ]|[.,;:][¿¡]").search(part):
        yield from _stop_without_space(context, block)
    if "  " in part or "\xa0" in part:
        yield from _wide(context, block)
    if "( " in part or " )" in part:
        yield from _in_brackets(text, block)


def _in_prose(context: Context, block: Block, at: int) -> bool:
    runs = context.prose(block)
    index = bisect_right(runs, at, key=lambda run: run.start) - 1
    return index >= 0 and at <= runs[index].end


def _space_before(context: Context, block: Block, lost: Callable[..., object]) -> Iterator[Hit]:
    text = context.document.text
    # what is looked for starts with itself, not with what stands before: that is much faster
    marks = compiled(r" (?P<mark>[,.?!](?=[\s)\"'»”]|\Z)|[;:](?=\s|\Z)|,(?=[^\W\d_]{2}))")
    for match in islice(marks.finditer(text, block.start, block.end), _MOST):
        at, mark = match.start(), match["mark"]
        while text[at - 1] == " " and at > block.start:
            at -= 1
        if not compiled(r"[\w)\"'»”]").match(text, max(block.start, at - 1)):
            continue
        after = text[match.end() : match.end() + 2]
        head = text[line_start(text, at, block.start) : at]
        if block.kind == "greeting" and len(head.split()) < 2 and after[:1] in ("", "\n"):
            continue  # "Dear ,": the name is missing, which another rule says
        if "?" in head and compiled(_LOST).search(head):
            continue
        if mark == ":" and (len(head[head.rfind(". ") + 1 :].split()) < _LABEL):
            continue  # a label: "Fecha : 3 de mayo"
        if mark == ":" and head[-1:].isdigit() and not after[1:].islower():
            continue  # a list of numbers and names
        if mark == ";" and after[1:].isupper():
            continue
        if mark == "." and (len(head.split()) < _LABEL or after[1:].islower() or after[:1] == ")"):
            continue  # the folder of a command: "R CMD build ."
        if mark in ".?" and compiled(r"\d|\b[A-Z]").match(text, at - 1):
            continue  # a dash that was lost ("2001 ? 2002"), an initial
        if mark == "!" and after[1:].islower():
            continue  # the sign itself is meant
        if mark in "?!" and after[:1] in "\"'" and after[1:].isalnum():
            continue  # an operator: ?"help"
        if mark == "?" and (lost(text, context.document.body_start) or not _is_asked(head)):
            continue
        bare = after[:1].isalpha()
        if bare and not compiled(r"[^\W\d_]{2} +,[^\W\d_A-Z]{2}").match(text, at - 2):
            continue  # "a ,b", "DE ,FR": data
        if is_code(text, at) or compiled(r"[.!?] *[.!?]").match(text, match.end() - 1):
            continue  # ". . ." too
        yield _hit(at, match.end(), f"{mark} " if bare else mark, "before", mark)


def _is_asked(head: str) -> bool:
    """Whether `head` can be a question, and not a name or a title before a dash that was lost."""
    words = head.split()
    if not _THANKS.isdisjoint(head.lower().split()) and len(words) < _LABEL:
        return False  # a smiley was lost
    return len(words) < 2 or any(w[0].islower() for w in words)


def _comma_without_space(context: Context, block: Block) -> Iterator[Hit]:
    text = context.document.text
    commas = compiled(r",(?=[^\W\d_])(?<=[^\W\d_],)")
    done = 0
    # a greeting may end at the comma: "Hola,qué tal"
    for match in islice(commas.finditer(text, block.start, block.end + 1), _MOST):
        at = match.start()
        if at < done:
            continue
        start, end = at, at + 1
        while start > block.start and at - start < 40 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and end - at < 80 and not text[end].isspace():
            end += 1
        run = text[start:end]
        found = compiled(
            r"[(\"'«“¿¡]?(?P<words>[^\W\d_]{2,}(?:,[^\W\d_]+)+)[.,;:?!)\"'»”]*\Z"
        ).match(run)
        if found is None:
            continue  # a,b,c; f(x,y); 3,5; user@host
        done = end
        words = found["words"].split(",")
        typed_in_prose = block.kind in ("greeting", "closing")
        if words[1][0].isupper() and not typed_in_prose:
            continue  # "García,Ana", "DE,FR": data
        if len(words) > 2 and not _is_list(context, words, start):
            continue
        if is_code(text, at):
            continue
        low = start + found.start("words")
        yield _hit(low, start + found.end("words"), ", ".join(words), "after")


def _is_list(context: Context, words: list[str], at: int) -> bool:
    """Whether words between commas are things of a sentence ("roses,lilies,ferns"), not data."""
    if context.profile in ("list", "patch") or context.document.text[at] in "\"'«“(":
        return False
    plain = all(len(w) > 2 and w.islower() for w in words)
    line = context.document.text[slice(*line_around(context.document.text, at))]
    return plain and len(_GLUE.intersection(line.lower().split())) > 0


def _in_brackets(text: str, block: Block) -> Iterator[Hit]:
    brackets = compiled(r"\([^()\n]{3,120}\)").finditer(text, block.start, block.end)
    for match in islice(brackets, _MOST):
        inside = match.group()[1:-1]
        plain = inside.strip(" ")
        if plain == inside or not compiled(r"[^\W\d_]{2,}[^\d_=/]*[^,\d_=/]").fullmatch(plain):
            continue  # "( )", "( x )", "( 1 )": boxes and sums
        if is_code(text, match.start()) or match.start() == line_start(text, match.start(), 0):
            continue
        begin, stop = match.span()
        low = begin + 1 + len(inside) - len(inside.lstrip(" "))
        high = low + len(plain)
        edits = (Edit(begin + 1, low, ""), Edit(high, stop - 1, ""))
        fix = Fix("safe", tuple(e for e in edits if e.start < e.end))
        yield Hit(begin, stop, _data("inside"), fix)


def _stop_without_space(context: Context, block: Block) -> Iterator[Hit]:
    """A full stop and the next sentence in one word ("falla.Creo"), a mark right before "¿"."""
    text = context.document.text
    marks = compiled(r"[.,;:](?:(?=[¿¡][^\W\d_])|(?<=[a-záéíóúñ]{3}\.)(?=[A-ZÁÉÍÓÚÑ]))")
    for match in islice(marks.finditer(text, block.start, block.end), _MOST):
        at, end = match.start(), match.end()
        if text[end] not in "¿¡":
            first = compiled(r"([^\W\d_]{2,15})(?=,?\s)").match(text, end)
            last = compiled(r"(?:^|[\s(¿¡\"«“])[^\W\d_]{3,30}\Z").search(text, max(0, at - 32), at)
            if not (first and last and fold(first[1]) in common_words(context.language)):
                continue  # a file, a function, a host
        if not is_code(text, at):
            yield _hit(at, end + 1, f"{match.group()} {text[end]}", "joined", match.group())


def _wide(context: Context, block: Block) -> Iterator[Hit]:
    """Two or three spaces between the words of a sentence."""
    text = context.document.text
    # a hard space of HTML counts too; without one the literal is found much faster
    hard = text.find("\xa0", block.start, block.end) >= 0
    gaps = compiled(r"[ \xa0]{2,}+(?=[^\W\d_])" if hard else r"  ++(?=[^\W\d_])")
    seen: dict[int, bool] = {}
    for match in islice(gaps.finditer(text, block.start, block.end), 10 * _MOST):
        begin, end = match.span()
        before, after = text[begin - 1], text[end]
        if end - begin > _WIDEST or begin == block.start or before == "\n":
            continue
        if not (before.isalpha() or (before in "),\"'" and after.islower())):
            continue
        line = line_around(text, begin, block.start)
        if before == ")" and compiled(r"\s*\(?\w{1,4}\)").fullmatch(text, line.start, begin):
            continue  # the mark of an item
        if not after.islower() and not _is_mid_sentence(text, line.start, begin, end):
            continue
        if line.start not in seen:
            if len(seen) == _MOST:
                return
            seen[line.start] = _is_sentence(text, *line)
        if seen[line.start] and not _is_column(text, line.start, line.end, end - line.start):
            yield _hit(begin, end, " ", "double")


def _is_mid_sentence(text: str, low: int, begin: int, end: int) -> bool:
    """Whether a sentence goes on with a name ("live in  Vienna"), and no other one starts."""
    last = text[max(low, begin - 40) : begin].split()[-1:]
    first = text[end : end + 40].split()[0].lower()
    return last[0].islower() and first not in _GLUE


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a line with wide gaps is a sentence: words, hardly a figure, and mostly one space."""
    line = text[start:end].replace("\xa0", " ").strip()
    tokens = line.split()
    plain = " ".join(tokens)
    # after a full stop two spaces are a style
    wide = len(compiled(r"(?<![.!?:;\"')\]]) {2,}").findall(line))
    figures = sum(not _DIGITS.isdisjoint(token) for token in tokens)
    words = sum(len(token) > 1 for token in tokens)
    if words < _LEAST or figures * 4 > len(tokens) or wide * 2 > len(tokens) - 1:
        return False
    if wide > 2 and len(line) > _WRAP * wide:
        return False  # where a program took the line breaks out
    if wide > 1 and compiled(r" {4}").search(line):
        return False
    glue = len(_GLUE.intersection(plain.lower().split()))
    return glue > (wide > 1) and not is_code(plain, 0)


def _is_column(text: str, start: int, end: int, column: int) -> bool:
    """Whether a neighbouring line has a gap that ends at the same place, or is justified too."""
    lines = (
        text[slice(*line_around(text, max(0, start - 1)))] if start else "",
        text[slice(*line_around(text, end + 1))] if end + 1 < len(text) else "",
    )
    for line in lines:
        if line[column - 2 : column] == "  " and line[column : column + 1].strip():
            return True
        if len(line) == end - start and "  " in line.strip():
            return True
    return False


_SPACING = {
    "before": ('a space before "{}"', "espacio antes de «{}»"),
    "after": ("no space after the comma", "falta el espacio tras la coma"),
    "inside": ("a space inside the brackets", "espacio dentro del paréntesis"),
    "double": ("more than one space between words", "más de un espacio entre palabras"),
    "joined": ('no space after "{}"', "falta el espacio tras «{}»"),
}


def _data(fault: str, mark: str = "") -> dict[str, str]:
    english, spanish = (text.format(mark) for text in _SPACING[fault])
    return {"what_en": english, "what_es": spanish}


def _hit(start: int, end: int, new: str, fault: str, mark: str = "") -> Hit:
    return Hit(start, end, _data(fault, mark), Fix("safe", (Edit(start, end, new),)))
