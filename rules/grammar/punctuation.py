"""Spacing, repeated marks and doubled words: slips that need no dictionary, in prose only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import eq

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Edit, Fix, Hit
from emailint.prose import is_code, line_start

_LINE_REACH = 300  # characters looked at on either side of a candidate
_MOST = 100  # candidates looked at: who has more of one slip knows it by then


def doubled_word(context: Context) -> Iterator[Hit]:
    """The same word twice in a row; `unless` lists pairs that are right ("had had")."""
    text = context.document.text
    right = {s.start for s in context.phrases("unless")}
    for block in context.blocks():
        norms = context.norms(block)
        same = enumerate(map(eq, norms, norms[1:]))
        pairs = [index for index, twice in same if twice and norms[index].isalpha()]
        if not pairs:
            continue
        tokens = context.tokens(block)
        for index in pairs[:_MOST]:
            one, two = tokens[index], tokens[index + 1]
            around = (*norms[max(0, index - 1) : index], *norms[index + 2 : index + 3])
            if len(one.norm) < 2 or one.norm in around or one.start in right:
                continue  # three or more in a row are meant, or data
            between = text[one.end : two.start]
            if between.strip(" \n") or between.count("\n") > 1:
                continue
            if "\n" in between and (
                text[two.start].isupper() or compiled(r"\W?$").match(text, two.end)
            ):
                continue  # the line ends without a stop: a heading, a message of a program
            first, second = text[one.start : one.end], text[two.start : two.end]
            name = second[0].isupper() and (first[0].isupper() or context.language == "es")
            if name or not (first.isascii() == second.isascii() or first == second):
                continue  # Boutros Boutros; "el él", "si sí", "te té"
            if is_code(text, one.start) or is_code(text, two.start):
                continue
            if compiled(r"[\w\"'«“-]|[.&/_]\w").match(text, two.end):
                continue
            if text[one.start - 1 : one.start] in tuple("-/._"):
                continue
            fix = Fix("safe", (Edit(one.end, two.end, ""),))
            yield Hit(one.start, two.end, {"text": first}, fix)


def spacing(context: Context) -> Iterator[Hit]:
    """A space before a mark, none after a comma, or two inside a sentence."""
    text = context.document.text
    for block in context.blocks():
        yield from _space_before(context, block)
        yield from _comma_without_space(text, block)
        yield from _two_spaces(text, block)


def _space_before(context: Context, block: Block) -> Iterator[Hit]:
    text = context.document.text
    # what is looked for starts with itself, not with what stands before: that is much faster
    marks = compiled(r" (?P<mark>[,.?!](?=[\s)\"'»”]|\Z)|[;:](?=\s|\Z))")
    for match in islice(marks.finditer(text, block.start, block.end), _MOST):
        at = match.start()
        while text[at - 1] == " " and at > block.start:
            at -= 1
        if not compiled(r"[\w)\"'»”]").match(text, max(block.start, at - 1)):
            continue
        head = text[line_start(text, at, block.start) : at]
        alone = text[match.end() : match.end() + 1] in ("", "\n")
        if block.kind == "greeting" and len(head.split()) < 2 and alone:
            continue  # "Dear ,": the name is missing, which another rule says
        if match["mark"] in ":." and len(head.split()) < 5:
            continue  # a label ("Fecha : 3 de mayo"), a command (".")
        if match["mark"] in ".?" and compiled(r"\d|\b[A-Z]").match(text, at - 1):
            continue  # a dash that was lost ("2001 ? 2002"), an initial
        if is_code(text, at):
            continue
        if compiled(r"[.!?] *[.!?]").match(text, match.end() - 1):
            continue  # ". . ."
        yield _hit(at, match.end(), match["mark"], "before", match["mark"])


def _comma_without_space(text: str, block: Block) -> Iterator[Hit]:
    commas = compiled(r",(?=[^\W\d_])(?<=[^\W\d_],)")
    # a greeting may end at the comma: "Hola,qué tal"
    for match in islice(commas.finditer(text, block.start, block.end + 1), _MOST):
        at = match.start()
        start, end = at, at + 1
        while start > block.start and at - start < 40 and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and end - at < 40 and not text[end].isspace():
            end += 1
        run = text[start:end]
        if not compiled(r"[(\"'«“¿¡]?[^\W\d_]{2,},[^\W\d_]+[.,;:?!)\"'»”]*\Z").match(run):
            continue  # a,b,c; f(x,y); 3,5; user@host
        if text[at + 1].isupper() and block.kind not in ("greeting", "closing"):
            continue  # "García,Ana", "DE,FR": data
        if is_code(text, at):
            continue
        before, after = text[start:at].lstrip("(\"'«“¿¡"), text[at + 1 : end]
        last = at + 1 + len(after.rstrip(".,;:?!)\"'»”"))
        yield _hit(at - len(before), last, f"{before}, {text[at + 1 : last]}", "after")


def _two_spaces(text: str, block: Block) -> Iterator[Hit]:
    pairs = compiled(r"  (?=[^\W\d_])(?<=[^\W\d_]  |,  )")
    for match in islice(pairs.finditer(text, block.start, block.end), _MOST):
        at = match.start()
        low = line_start(text, at, block.start)
        high = text.find("\n", at, min(block.end, at + _LINE_REACH))
        line = text[low : high if high >= 0 else min(block.end, at + _LINE_REACH)]
        # columns, justified text and labels have more of them, or little around them
        if line.lstrip().count("  ") > 1 or not text[match.end()].islower() or is_code(text, at):
            continue
        if len(text[low:at].split()) < 3 or len(line) - (at - low) < 8:
            continue
        yield _hit(at, at + 2, " ", "double")


_SPACING = {
    "before": ('a space before "{}"', "espacio antes de «{}»"),
    "after": ("no space after the comma", "falta el espacio tras la coma"),
    "double": ("two spaces between words", "dos espacios entre palabras"),
}


def _hit(start: int, end: int, new: str, fault: str, mark: str = "") -> Hit:
    english, spanish = (text.format(mark) for text in _SPACING[fault])
    data = {"what_en": english, "what_es": spanish}
    return Hit(start, end, data, Fix("safe", (Edit(start, end, new),)))


def repeated(context: Context) -> Iterator[Hit]:
    """Marks in a row: "!!", "??", "..", ",,", "¿¿"; dots of an ellipsis and "!?" are none."""
    text = context.document.text
    marks = compiled(r"[!?]{2,}|(?<=[\w)\"'»”])\.\.(?![.\w/])|,,+|;;+|[¿¡]{2,}")
    for block in context.blocks():
        runs = compiled(r"[!?.,;¿¡]{2,}").finditer(text, block.start, block.end)
        for run in islice(runs, _MOST):
            match = marks.search(text, *run.span())
            if match is None or (match.group() == ".." and text[run.end() : run.end() + 1] in "/_"):
                continue
            found = match.group()
            if found in ("!?", "?!") or is_code(text, match.start()):
                continue
            before = text[max(0, match.start() - 1) : match.start()]
            usual = compiled(r"[\w)\"'»” .:…¿¡!-]?").fullmatch(before)
            if usual is None or (found[0] == "?" and before == " "):
                continue  # an operator, letters that an archive lost
            if found[0] not in "¿¡" and not compiled(r"[\s)\"'»”]|\Z").match(text, match.end()):
                continue
            yield Hit(*match.span(), {"text": found[:8]}, _fewer(text, match.start(), match.end()))


def _fewer(text: str, start: int, end: int) -> Fix:
    found = text[start:end]
    if found == ".." and text[end : end + 2].strip()[:1].islower():
        return Fix("shown", (Edit(start, end, "..."),))  # the sentence goes on: a pause was meant
    new = found[0] if len(set(found)) == 1 else ("?!" if found[0] == "?" else "!?")
    return Fix("safe" if found[0] in ".,;" else "shown", (Edit(start, end, new),))
