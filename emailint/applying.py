"""`coach --apply`: each proposal asked for in the terminal, then written into the file in one step."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.encode import encode_header
from emailint.files import write
from emailint.fix import apply, overlap
from emailint.fix_part import line_break
from emailint.messages import count, number, say
from emailint.model import Edit, EmailintError, Finding, Span
from emailint.output import tell
from emailint.proposing import Proposal
from emailint.render.proposals import render_proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from emailint.document import Document
    from emailint.model import Report
    from emailint.sources import Source

_YES: Final = frozenset({"y", "yes", "s", "si", "sí", "1"})
_NO: Final = frozenset({"n", "no", ""})
_EDIT: Final = frozenset({"e", "edit", "editar"})
_MOST_WORDS: Final = 1_000  # characters that a writer may type for one change


def check_terminal(path: str) -> None:
    """Raises EmailintError where nobody can be asked, or nothing can be written."""
    if path == "-":
        raise EmailintError("--apply writes into a file: standard input has none")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise EmailintError(
            "--apply asks in a terminal; without one, emailint check --fix applies the safe fixes"
        )


class _Change(NamedTuple):
    kind: str
    edits: tuple[Edit, ...]


def apply_interactively(
    source: Source,
    document: Document,
    report: Report,
    proposals: Sequence[Proposal],
    findings: Iterable[Finding],
    again: Callable[[bytes], Report],
    *,
    color: bool = False,
    width: int = 80,
) -> bool:
    """Ask for each proposal and each fix of `findings`, and write what was agreed to.

    `again` lints the message as it is then. Whether the file was written: not where the writer agrees
    to nothing or breaks off. Raises EmailintError where the file isn't the message alone or changed
    meanwhile.
    """
    path = Path(source.path)
    if not path.is_file() or path.read_bytes() != source.raw:
        raise EmailintError(f"{source.path}: --apply writes files of one message only")
    ui = report.ui_language
    agreed: list[_Change] = []
    try:
        for proposal in [*proposals, *_fixes(findings)]:
            if _collides(proposal, agreed) or not _can_be_written(document, proposal):
                continue
            sys.stdout.write(
                "\n" + render_proposal(proposal, document, ui, color=color, width=width)
            )
            choice = _asked(proposal, ui)
            if choice is not None:
                agreed.append(_Change(proposal.kind, proposal.made(choice)))
    except (EOFError, KeyboardInterrupt) as stopped:
        sys.stdout.write("\n")
        if isinstance(stopped, KeyboardInterrupt):
            tell(say(ui, "apply_none"))
            raise
        agreed = []
    raw, made = _written(document, agreed)
    if not made:
        tell(say(ui, "apply_none"))
        return False
    if path.read_bytes() != source.raw:
        raise EmailintError(f"{source.path}: changed meanwhile, so nothing was written")
    write(path, raw)
    if made < len(agreed):
        tell(f"{source.path}: {say(ui, 'apply_left')}")
    score = again(raw).score.total
    told = f"{count(ui, 'apply_done', made)}, {say(ui, 'apply_score', score=number(ui, score))}"
    tell(f"{source.path}: {told}")
    return True


def _fixes(findings: Iterable[Finding]) -> list[Proposal]:
    """The fixes of findings as proposals; those of what no view shows are `check --fix`'s."""
    return [
        Proposal("fix", Span(f.start, f.end), (), f.fix.edits, title=f.message)
        for f in findings
        if f.fix is not None and f.fix.edits
    ]


def _collides(proposal: Proposal, agreed: list[_Change]) -> bool:
    """Whether what was agreed to already changes one of the places."""
    own = proposal.edits or (Edit(*proposal.place, ""),)
    return any(overlap(one, other) for one in own for change in agreed for other in change.edits)


def _can_be_written(document: Document, proposal: Proposal) -> bool:
    """Whether the file takes it: markup keeps its paragraphs where they are."""
    choice = next(iter(proposal.choices), "")
    return _written(document, [_Change(proposal.kind, proposal.made(choice))])[1] == 1


def _asked(proposal: Proposal, ui: str) -> str | None:
    """The chosen words ("" where there is nothing to choose), None for no."""
    most = len(proposal.choices)
    key = {"subject": "apply_subject", "closing": "apply_choice"}.get(proposal.kind, "apply_yes")
    question = say(ui, key, most="1" if most == 1 else f"1-{most}")
    while True:
        answer = input(f"{question} ").strip().lower()
        if answer in _NO:
            return None
        if not most and answer in _YES:
            return ""
        if most and answer.isdecimal() and 1 <= int(answer) <= most:
            return proposal.choices[int(answer) - 1]
        if most and answer in _YES:
            return proposal.choices[0]
        if most and answer in _EDIT:
            typed = " ".join(input(f"{say(ui, 'apply_edit')} ").split())
            if typed:
                return typed[:_MOST_WORDS]
        elif not most:
            sys.stdout.write(say(ui, "apply_answer") + "\n")


def _written(document: Document, agreed: list[_Change]) -> tuple[bytes, int]:
    """The message with the changes, and how many of them it took; a missing Subject is put in."""
    changes = list(agreed)
    while True:
        new = [c for c in changes if c.kind == "subject" and not document.has_subject_field]
        applied = apply(document, [e for c in changes if c not in new for e in c.edits])
        left_out = set(applied.skipped)
        kept = [c for c in changes if c in new or left_out.isdisjoint(c.edits)]
        if len(kept) == len(changes):
            break
        changes = kept
    raw = applied.raw
    for change in new:
        newline = line_break("", raw).encode()
        at = raw.index(b"\n") + 1 if raw.startswith(b"From ") else 0
        raw = raw[:at] + encode_header("Subject", change.edits[0].text, newline) + raw[at:]
    return raw, len(changes)
