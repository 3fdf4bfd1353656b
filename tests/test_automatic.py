"""Mail that nobody writes to somebody: no manners of a letter, no advice on when to send it."""

from __future__ import annotations

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import Pack

SUNDAY = "Sun, 8 Mar 2026 23:40:00 +0100"
LETTER = {"From": "Marta <marta@acme.example>", "To": "luis@cliente.example", "Date": SUNDAY}
NEWS = (
    "The reading room on the second floor is closed until Thursday because of works on the heating."
)
FAULTS = {"greeting-missing", "closing-missing", "closing-no-gratitude", "send-off-hours"}


def found(pack: Pack, fields: dict[str, str], text: str = NEWS, profile: str = "") -> set[str]:
    head = {**LETTER, "Subject": "Reading room closed", **fields}
    raw = "".join(f"{name}: {value}\n" for name, value in head.items()) + f"\n{text}\n"
    report = Linter(pack, Config(profile=profile)).lint(read(raw))
    return {finding.rule for finding in report.findings} & FAULTS


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"Auto-Submitted": "no"}, {"From": "Allison <allison@acme.example>"},
        {"To": "allen@cliente.example"}, {"To": "todo.luis@cliente.example"},
        {"To": "all@cliente.example, luis@cliente.example"},
        {"To": "all@cliente.example", "Cc": "luis@cliente.example"},
    ],
)  # fmt: skip
def test_a_letter_has_manners(pack: Pack, fields: dict[str, str]) -> None:
    assert found(pack, fields) == FAULTS


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto-Submitted": "auto-generated"}, {"Precedence": "bulk"},
        {"X-Auto-Response-Suppress": "All"}, {"Return-Path": "<>"},
        {"From": "noreply@acme.example"}, {"From": "Acme <library-noreply@acme.example>"},
        {"From": "no-responder@acme.example"}, {"From": "alerts@acme.example"},
        {"To": "all-staff@acme.example"}, {"To": "dl-all_acme@acme.example"},
        {"To": "Everyone <everyone@acme.example>"}, {"To": "todos@acme.example"},
        {"To": "all.madrid@acme.example, all.vigo@acme.example"}, {"To": "claustro@acme.example"}, {"To": "plantilla.madrid@acme.example"},
    ],
)  # fmt: skip
def test_a_machine_and_a_notice_to_everybody_need_none(pack: Pack, fields: dict[str, str]) -> None:
    assert found(pack, fields) == set()


def test_a_newsletter_says_itself_that_it_is_none(pack: Pack) -> None:
    assert found(pack, {}, f"{NEWS}\n\nThis is an automated message.") == set()


def test_mail_sent_by_a_tool_in_its_writers_name_is_a_letter(pack: Pack) -> None:
    fields = {"Precedence": "bulk", "To": "all@cliente.example"}
    assert found(pack, fields, profile="outreach") == FAULTS
