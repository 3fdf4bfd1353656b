"""Edits of the view, written into the bytes of the message."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.decode import clean
from emailint.encode import MAX_LINE, encode_header
from emailint.fields import MAX_VALUE
from emailint.fix_html import in_html
from emailint.fix_part import line_break, rewrite
from emailint.fix_source import (
    HTML_BREAK,
    PLAIN_BREAK,
    Change,
    denormalised,
    pieces,
    spliced,
    trimmed,
)
from emailint.fix_transfer import Splice, spliced_bytes
from emailint.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from emailint.document import Document
    from emailint.message import Part

_LABEL: Final = len("Subject: ")
_CONTEXT: Final = 24
"""Characters on both sides by which the same place is known in another rendering."""
_MAX_COMPARED: Final = 50_000_000  # characters searched in another rendering, for all edits


class Applied(NamedTuple):
    """The message's bytes after the edits; `skipped` are those that it can't take."""

    raw: bytes
    skipped: tuple[Edit, ...]


def apply(document: Document, edits: Iterable[Edit]) -> Applied:
    """The message with `edits` of its view written into subject and body.

    Skipped are edits of what is no text of the message (the label "Subject:", line breaks that
    HTML tags make), those that overlap an earlier one, and characters that the charset of a plain
    text lacks.
    """
    raw, text = document.message.raw, document.text
    wanted = sorted(set(edits))
    subject: list[Change] = []
    body: list[Change] = []
    end = 0
    subject_end = _LABEL + len(document.subject_text)
    made: set[Edit] = set()
    for edit in wanted:
        if not end <= edit.start <= edit.end <= len(text):
            continue
        change = Change(edit, (trimmed(text, edit),))
        if text[edit.start : edit.end] == edit.text:
            made.add(edit)
        elif edit.start >= document.body_start:
            end = edit.end
            body.append(change)
        elif document.has_subject_field and edit.start >= _LABEL and edit.end <= subject_end:
            end = edit.end
            subject.append(change)
    splices, done = _subject(document, subject)
    made.update(change.edit for change in done)
    if body and document.message.body:
        more, done = _body(document, document.message.body, body)
        splices += more
        made.update(change.edit for change in done)
    skipped = tuple(edit for edit in wanted if edit not in made)
    return Applied(spliced_bytes(raw, sorted(splices)), skipped)


def apply_source(document: Document, edits: Iterable[Edit]) -> Applied:
    """The message with `edits` of its body's HTML, which are none of the view's, written into it."""
    message = document.message
    wanted = sorted(set(edits))
    if not wanted or message.body is None:
        return Applied(message.raw, tuple(wanted))
    changes = [Change(edit, (edit,)) for edit in wanted]
    splices, made = rewrite(message, message.body, changes)
    if len(made) < len(wanted):
        return Applied(message.raw, tuple(wanted))
    return Applied(spliced_bytes(message.raw, sorted(splices)), ())


def _subject(
    document: Document, changes: Sequence[Change]
) -> tuple[list[Splice], Sequence[Change]]:
    message = document.message
    field = message.field("Subject")
    if not changes or field is None or field.end - field.start > MAX_VALUE:
        return [], ()
    before = document.text[: _LABEL + len(document.subject_text)]
    subject = " ".join(clean(spliced(before, pieces(changes))[_LABEL:]).split())
    old = message.raw[field.start : field.end]
    if message.template:  # a front matter has no header's encoding, and may lie in another file
        bare = document.subject_text.encode()
        if not field.line or not old.endswith(bare):
            return [], ()
        return [Splice(field.end - len(bare), field.end, subject.encode())], changes
    value = old.partition(b":")[2].strip()
    at = old.rindex(value) if value else len(old.rstrip(b"\r\n"))
    start, end = field.start + at, field.start + at + len(value)
    new = subject.encode()
    if (
        clean(value.decode("utf-8", "replace")) == document.subject_text  # it stands there bare
        and (new.isascii() or not value.isascii())
        and "=?" not in subject
        and at + len(new) <= max(MAX_LINE, len(old.rstrip()))
    ):
        return [Splice(start, end, new)], changes
    newline = line_break("", message.raw).encode()
    whole = encode_header(field.name, subject, newline).removesuffix(newline)
    return [Splice(field.start, field.start + len(old.rstrip(b"\r\n")), whole)], changes


def _body(
    document: Document, part: Part, changes: Sequence[Change]
) -> tuple[list[Splice], list[Change]]:
    message, start = document.message, document.body_start
    source = message.content(part)
    view = document.text[start:]
    moved = [
        Change(change.edit, tuple(Edit(s - start, e - start, new) for s, e, new in change.pieces))
        for change in changes
    ]
    html = document.html
    if html is None:
        return rewrite(message, part, denormalised(moved, view, source, PLAIN_BREAK))
    shown = denormalised(moved, view, html.text, HTML_BREAK)
    splices, made = rewrite(message, part, in_html(shown, html, source))
    for other in message.alternatives:
        if other.content_type == "text/plain":
            edits = [change.edit for change in made]
            same = list(_same_places(document, edits, message.content(other)))
            splices += rewrite(message, other, same)[0]
    return splices, made


def _same_places(document: Document, edits: Sequence[Edit], other: str) -> Iterator[Change]:
    """The edits where another rendering has the same text in the same words around it, once."""
    if len(edits) * len(other) > _MAX_COMPARED:
        return
    words = list(re.finditer(r"\S+", other))
    folded = " ".join(word[0] for word in words)
    starts: list[int] = []  # of the words, folded
    size = 0
    for word in words:
        starts.append(size)
        size += len(word[0]) + 1

    def place(at: int) -> int:
        index = max(0, bisect_right(starts, at) - 1)
        return words[index].start() + at - starts[index]

    done = 0
    for edit in edits:
        start, end, new = trimmed(document.text, edit)
        around = document.text[max(document.body_start, start - _CONTEXT) : start].lstrip()
        before, old, after = (
            re.sub(r"\s+", " ", piece)
            for piece in (
                around,
                document.text[start:end],
                document.text[end : end + _CONTEXT].rstrip(),
            )
        )
        needle = before + old + after
        at = folded.find(needle) if needle.strip() and "  " not in needle else -1
        if at < 0 or folded.find(needle, at + 1) >= 0:
            continue
        there = Edit(place(at + len(before)), place(at + len(before) + len(old)), new)
        if there.start >= done:
            done = there.end
            yield Change(edit, (there,))
