"""What is asked in a draft, and what the coach proposes to write, as text for a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from emailint.messages import say
from emailint.render.snippet import changes
from emailint.render.terminal import clean, clip, paint, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from emailint.deep.asked import Request
    from emailint.document import Document
    from emailint.proposing import Proposal

_INDENT: Final = "   "
_MOST: Final = 6  # requests shown
_LINES: Final = 3  # of one request
_MARKS: Final = r"^(?:[^\w¿¡\"'“«‘(@<$€]|\d{1,2}[.)]\s)+"  # of a list, or an emoji
_JOINTS: Final = " ,;:-–—"


def render_requests(
    requests: Sequence[Request],
    document: Document,
    ui: str,
    *,
    color: bool = False,
    width: int = 80,
) -> str:
    """The requests, one a line: who — what — by when, as far as it is known; "" where
    there are none."""
    if not requests:
        return ""
    lines = [paint(f"{say(ui, 'asked')}:", "bold", color)]
    for request in requests[:_MOST]:
        asked = _asked(request, document.text, _LINES * width)
        due = " ".join(document.text[slice(*request.deadline)].split()) if request.deadline else ""
        parts = (request.owner, asked, due if due not in asked else "")
        told = " — ".join(clean(part) for part in parts if part)
        lines.append(wrap(told, width, _INDENT * 2, _INDENT))
    if len(requests) > _MOST:
        lines.append(f"{_INDENT}…")
    return "\n".join(lines) + "\n"


def _asked(request: Request, text: str, most: int) -> str:
    """What is asked: the act, or where it isn't sure the sentence from its question on; at a word's
    end where it takes more than `most` characters."""
    start, end = request.act or (request.start, request.end)
    if request.act is None:
        start = max(start, text.rfind("¿", start, end))
    asked = " ".join(re.sub(_MARKS, "", text[start:end]).rstrip(_JOINTS).split())
    if len(asked) <= most:
        return asked
    if asked.endswith("?"):  # a long question asks at its end
        cut = asked.find(" ", 1 - most)
        return f"…{asked[cut + 1 if cut > 0 else 1 - most :]}"
    cut = asked.rfind(" ", 0, most - 1)
    return f"{asked[: cut if cut > 0 else most - 1].rstrip(_JOINTS)}…"


def render_proposal(
    proposal: Proposal, document: Document, ui: str, *, color: bool = False, width: int = 80
) -> str:
    """One proposal: its choices, numbered, or what it changes; and what speaks for it."""
    return "\n".join(_lines(proposal, document, ui, color, width)) + "\n"


def _lines(
    proposal: Proposal, document: Document, ui: str, color: bool, width: int
) -> Iterator[str]:
    title = clean(proposal.title) or say(ui, f"propose_{proposal.kind}")
    yield paint(wrap(title, width, ""), "bold", color)
    for number, choice in enumerate(proposal.choices, 1):
        yield paint(clip(f"{_INDENT}{number}. {clean(choice)}", width), "added", color)
    if proposal.kind == "ask":
        to, away = proposal.edits
        moved = " ".join(to.text.split())
        here = document.text[to.start : away.start].split("\n", 1)[0]
        shown = [("+", moved), (" ", here), ("…", ""), ("-", moved)]
    else:
        shown = list(changes(document.text, proposal.edits, width - 5))
    for sign, line in shown:
        style = {"-": "removed", "+": "added"}.get(sign, "dim")
        yield f"{_INDENT}{paint(clip(clean(f'{sign} {line}'), width - 3).rstrip(), style, color)}"
    if proposal.evidence:
        said = f"{say(ui, 'evidence')}: {clean(proposal.evidence)}"
        yield paint(wrap(said, width, _INDENT), "dim", color)
