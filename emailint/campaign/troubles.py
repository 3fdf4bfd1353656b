"""What the recipients' data does to a mail: rendered for each of them, the faults counted."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from emailint.campaign.fields import fields_in
from emailint.campaign.merge import Template
from emailint.campaign.syntax import plain_name
from emailint.document import SUBJECT_LABEL
from emailint.model import Note

if TYPE_CHECKING:
    from emailint.campaign.recipients import Recipients
    from emailint.document import Document

MAX_VALUE: Final = 40
"""Characters of a value that is shown: more breaks the line of a phone."""
MAX_SUBJECT: Final = 70
"""Characters of a subject with its fields filled in: what the widest lists of mails show."""
SUBJECT: Final = "subject"
MAX_OTHERS: Final = 10
"""Fields that are told to be filled from a column of another name."""
TOLD: Final = 3
"""Rows that are named of each kind; the others are counted."""

_ADDRESSES: Final = frozenset({"email", "emailaddress", "correo", "correoelectronico", "mail"})
_ADDRESS: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
# UTF-8 read as Latin-1, control characters, markup, merge fields, and what programs say for nothing.
_BROKEN: Final = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u0178\u0192\u2013-\u2039\u20ac]|Â[\u0080-\u00bf]|â€|\ufffd"
    r"|[\x00-\x1f\x7f]|\{\{|\}\}|\*\||\|\*|%%|</?[a-zA-Z][^>]*>|&(?:[a-z]{2,8}|#\d+);"
    r"|\A(?i:null|none|nan|n/?a|#n/a|#ref!|#¿nombre\?|#name\?|#value!|#¡valor!|undefined|unknown"
    r"|desconocid[oa]|sin nombre|no name|test|prueba|x{2,}|[-.?_*]+)\Z"
)

Kind = Literal["empty", "long", "broken"]


class Trouble(NamedTuple):
    """One kind of fault of one field ("" is the row as a whole): the first rows, what each of them
    shows, and how many there are in all."""

    kind: Kind
    field: str
    rows: list[int]
    values: list[str]
    total: int


class _Sent(NamedTuple):
    """`others`: the fields that a column of another name fills, with that."""

    troubles: list[Trouble]
    recipients: int
    others: dict[str, str]


def troubles(document: Document, recipients: Recipients) -> list[Trouble]:
    """The faults of the mails that `recipients` would get. Memory doesn't grow with their number."""
    return _sent(document, recipients).troubles


def notes(document: Document, recipients: Recipients) -> tuple[Note, ...]:
    """How many recipients were read, and which fields are filled from a column of another name."""
    sent, name = _sent(document, recipients), recipients.name
    count = f"{sent.recipients:,}"
    read = Note(
        f"{name}: recipients read: {count}",
        f"{name}: destinatarios leídos: {count.replace(',', '.')}",
    )
    others = (
        Note(f"{field} is filled from the column {column}",
             f"{field} se rellena con la columna {column}")
        for field, column in islice(sent.others.items(), MAX_OTHERS)
    )  # fmt: skip
    return (read, *others)


@lru_cache(maxsize=1)
def _sent(document: Document, recipients: Recipients) -> _Sent:
    header = recipients.header
    subject = Template(document.text[: document.body_start], header)
    body = Template(document.text[document.body_start :], header)
    unseen = [p.text for p in fields_in(document).body if p.start == p.end and not p.guarded]
    links = Template("\n".join(unseen), header)
    address = next((column for column in header if plain_name(column) in _ADDRESSES), None)
    found: dict[tuple[Kind, str], Trouble] = {}

    def add(kind: Kind, field: str, row: int, value: str) -> None:
        known = found.get((kind, field)) or Trouble(kind, field, [], [], 0)
        if known.total < TOLD:
            known.rows.append(row)
            known.values.append(value)
        found[kind, field] = known._replace(total=known.total + 1)

    count = 0
    for row, values, columns in recipients.rows():
        count += 1
        if columns != len(header):
            add("broken", "", row, f"{columns} ≠ {len(header)}")
            continue
        if address and not _ADDRESS.fullmatch(values[address].strip()):
            add("broken", address, row, values[address])
        in_subject, line = subject.render(values)
        long = any(len(value) > MAX_VALUE for value in in_subject.values())
        if in_subject and not long and len(line) > MAX_SUBJECT + len(SUBJECT_LABEL):
            add("long", SUBJECT, row, line.strip())
        in_body, _ = body.render(values)
        for name, value in {**in_subject, **in_body}.items():
            if not value:
                add("empty", name, row, "")
            elif _BROKEN.search(value):
                add("broken", name, row, value)
            elif len(value) > MAX_VALUE:
                add("long", name, row, value)
        if unseen:
            for name, value in links.render(values)[0].items():
                if _BROKEN.search(value) and name not in in_body:
                    add("broken", name, row, value)
    others = {k: v for template in (subject, body, links) for k, v in template.others.items()}
    return _Sent(list(found.values()), count, others)
