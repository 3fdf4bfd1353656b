"""Findings known already: a project starts with what it has, and only new faults count.

A finding is known by its rule, its file, and the words that it marks with their sentence; never by
a line number, so that what is written above or a text wrapped anew changes nothing. The file
holds hashes only, no words of the drafts.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.files import write
from emailint.model import EmailintError, Finding
from emailint.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from emailint.document import Document

VERSION: Final = 1
_LONG: Final = 200
"""A mark of this many characters is about the draft as a whole: not every edit is a new fault."""
_REACH: Final = 500  # characters on both sides in which the ends of a sentence are looked for


class Entry(NamedTuple):
    """A finding as the baseline knows it."""

    path: str
    rule: str
    hash: str


def fingerprint(
    finding: Finding, document: Document, path: str, *, mailbox: bool = False, root: str = "."
) -> Entry:
    """The entry of a finding in the draft at `path`.

    `mailbox`: the file holds many messages, told apart by Message-ID or subject. An absolute
    `path` is made relative to the folder `root` where it lies below it.
    """
    from hashlib import blake2b

    message = document.message
    facts = [finding.rule, *_content(finding, document)]
    if mailbox:
        facts.append(message.get("Message-ID") or document.subject_text)
    folded = "\0".join(" ".join(fact.split()) for fact in facts)
    digest = blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Entry(_relative(path, root), finding.rule, digest)


def _content(finding: Finding, document: Document) -> tuple[str, ...]:
    """What the finding marks, and the sentence around it; nothing where something is missing."""
    start, end = finding.start, finding.end
    if start == end == 0:
        return (finding.block, *document.message.all(finding.block))
    if start == end or end - start > _LONG:
        return (finding.block,)
    text = document.text
    around = sentences(text, max(0, start - _REACH), min(len(text), end + _REACH))
    touched = [text[s:e] for s, e in around if s < end and start < e]
    return finding.block, text[start:end], *touched


def _relative(path: str, root: str) -> str:
    """`path` with forward slashes and without detours."""
    if path in ("", "-"):
        return path
    if Path(path).is_absolute():
        inside = os.path.relpath(path, root)
        path = path if inside.startswith("..") else inside
    return os.path.normpath(path).replace(os.sep, "/")


def subtract(
    findings: Sequence[Finding], entries: Sequence[Entry], known: Counter[Entry]
) -> list[Finding]:
    """The findings that are not `known`; `entries` are theirs, in the same order.

    Takes from `known` what it has used, so that a second identical fault is new, and what is left
    there after the last draft no longer occurs.
    """
    new = []
    for finding, entry in zip(findings, entries, strict=True):
        if known[entry] > 0:
            known[entry] -= 1
        else:
            new.append(finding)
    return new


def load(file: str) -> Counter[Entry]:
    """The entries of a baseline file, with how often each occurs.

    Raises EmailintError, which names the file, where it is missing or no baseline.
    """
    import json

    try:
        table = json.loads(Path(file).read_bytes())
    except OSError as error:
        raise EmailintError(f"{file}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise EmailintError(f"{file}: not a baseline: {error}") from error
    version = table.get("version") if isinstance(table, dict) else None
    if version != VERSION:
        told = f"version {version!r}, expected {VERSION}" if version is not None else "no version"
        raise EmailintError(f"{file}: not a baseline: {told}; write it again with --write-baseline")
    try:
        return Counter(
            {
                Entry(path, rule, digest): _count(count)
                for path, rules in table["findings"].items()
                for rule, hashes in rules.items()
                for digest, count in hashes.items()
            }
        )
    except (KeyError, AttributeError, ValueError) as error:
        raise EmailintError(f"{file}: not a baseline: its findings are out of shape") from error


def _count(count: object) -> int:
    if type(count) is not int or count < 1:
        raise ValueError(count)
    return count


def save(file: str, entries: Iterable[Entry]) -> None:
    """Write a baseline of `entries`, sorted, so that it is the same for the same findings.

    Raises EmailintError, which names the file, where it can't be written.
    """
    import json

    findings: dict[str, dict[str, dict[str, int]]] = {}
    for entry, count in sorted(Counter(entries).items()):
        findings.setdefault(entry.path, {}).setdefault(entry.rule, {})[entry.hash] = count
    table = {"version": VERSION, "findings": findings}
    text = json.dumps(table, indent=2, ensure_ascii=False) + "\n"
    try:
        write(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise EmailintError(f"{file}: {error.strerror or error}") from error
