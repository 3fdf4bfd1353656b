"""Marks repeated by a slip of the finger or to shout."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Edit, Fix, Hit
from emailint.prose import is_code

# In Latin-1, where each mark is a byte: all alike, and one behind another tells a run.
_ONE_MARK = bytes(
    ord("!") if chr(i) in "!?.,;¿¡" else (i if i != ord("!") else 0) for i in range(256)
)
# "?" for the blanks or the quotes of a lost charset: then no run of them can be trusted.
_STRAY = r"\n[ \t]*+\?{2,}+ ?\w|\s\?{2,}+[^\W\d_]"
_REACH = 300  # characters looked back for the start of a question
_MOST = 100  # candidates looked at: who has more of one slip knows it by then


def repeated(context: Context) -> Iterator[Hit]:
    """Marks in a row: "!!", "??", "..", ",,", "¿¿", "?."; dots of an ellipsis and "!?" are none."""
    text = context.document.text
    for block in context.blocks():
        raw = text[block.start : block.end].encode("latin-1", "ignore").translate(_ONE_MARK)
        if b"!!" not in raw:
            continue
        marks = compiled(r"[!?]{2,}|(?<=[\w)\"'»”])\.\.(?![.\w/])|,,+|;;+|[¿¡]{2,}")
        runs = compiled(r"[!?.,;¿¡]{2,}").finditer(text, block.start, block.end)
        for run in islice(runs, _MOST):
            match = marks.search(text, *run.span())
            if run.group() == "?." and _was_opened(text, run.start()):
                fix = Fix("safe", (Edit(run.start() + 1, run.end(), ""),))
                yield Hit(*run.span(), {"text": "?."}, fix)
            if match is None or (match.group() == ".." and text[run.end() : run.end() + 1] in "/_"):
                continue
            found = match.group()
            if found in ("!?", "?!") or is_code(text, match.start()):
                continue
            before = text[max(0, match.start() - 1) : match.start()]
            usual = compiled(r"[\w)\"'»” .:…¿¡!-]?").fullmatch(before)
            if usual is None or (found[0] == "?" and before == " "):
                continue  # an operator, letters that an archive lost
            if found[0] == "?" and compiled(_STRAY).search(text, context.document.body_start):
                continue
            if found[0] not in "¿¡" and not compiled(r"[\s)\"'»”]|\Z").match(text, match.end()):
                continue
            yield Hit(*match.span(), {"text": found[:8]}, _fewer(text, match.start(), match.end()))


def _was_opened(text: str, at: int) -> bool:
    """Whether a "¿" stands before: then the "?" is no letter that an archive lost."""
    low = max(0, at - _REACH)
    return text.rfind("¿", low, at) > max(text.rfind("?", low, at), text.rfind("\n\n", low, at))


def _fewer(text: str, start: int, end: int) -> Fix:
    found = text[start:end]
    if found == ".." and text[end : end + 2].strip()[:1].islower():
        return Fix("shown", (Edit(start, end, "..."),))  # the sentence goes on: a pause was meant
    new = found[0] if len(set(found)) == 1 else ("?!" if found[0] == "?" else "!?")
    return Fix("safe" if found[0] in ".,;" else "shown", (Edit(start, end, new),))
