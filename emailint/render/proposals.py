"""What is asked in a draft, and what the coach proposes to write, as text for a terminal."""

from __future__ import annotations

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


def render_requests(
    requests: Sequence[Request],
    document: Document,
    ui: str,
    *,
    color: bool = False,
    width: int = 80,
) -> str:
    """The requests, one a line: who — what — by when; "" where there are none."""
    if not requests:
        return ""
    lines = [f"{say(ui, 'asked')}:"]
    for request in requests[:_MOST]:
        act = document.text[slice(*(request.act or (request.start, request.end)))]
        due = document.text[slice(*request.deadline)] if request.deadline else say(ui, "no_due")
        parts = (request.owner or say(ui, "anybody"), act, due)
        lines.append(
            _INDENT + clip(clean(" — ".join(" ".join(p.split()) for p in parts)), width - 3)
        )
    if len(requests) > _MOST:
        lines.append(f"{_INDENT}…")
    return "\n".join([paint(lines[0], "bold", color), *lines[1:]]) + "\n"


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
