"""Subjects as people write them, beside the examples on the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter

if TYPE_CHECKING:
    from emailint.pack import Pack

FIRST = "From: Marta <marta@acme.example>\nTo: Luis <luis@cliente.example>\nSubject: {}\n\nHola."
ANSWER = """From: Marta <marta@acme.example>
To: Luis <luis@cliente.example>
Subject: Re: {}
In-Reply-To: <1@cliente.example>

{}

On Monday, Luis wrote:
> {}
"""
QUOTE = (
    "Subject: quote\n> Here is the copy for the landing page. I shortened the second paragraph"
    " and changed the headline as you suggested, with a picture of the harbour on the left."
)


def rules_hit(pack: Pack, rule: str, text: str, language: str, profile: str = "business") -> bool:
    linter = Linter(pack, Config(select=(rule,), profile=profile, language=language))
    report = linter.lint(read(text, language=language))
    assert not report.notes
    return bool(report.findings)


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("es", "Presupuesto"),
        ("es", "Una preguntilla…"),
        ("es", "Lo de ayer"),
        ("es", "Tenemos que hablar"),
        ("es", "Help"),
        ("es", "ok"),
        ("es", "Documentación solicitada"),
        ("es", "Marta Soler"),
        ("en", "Bob"),
        ("en", "Tickets"),
        ("en", "PARKING"),
        ("en", "27"),
        ("en", "What is going on?"),
        ("en", "Info you requested..."),
        ("en", "Here are the files"),
        ("en", "As per our conversation"),
    ],
)
def test_a_vague_subject(pack: Pack, language: str, subject: str) -> None:
    assert rules_hit(pack, "subject-vague", FIRST.format(subject), language)


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("es", "Presupuesto de mayo"),
        ("es", "Gracias"),
        ("es", "IVA"),
        ("es", "Cambio de banco"),
        ("en", "Congratulations!"),
        ("en", "EOL"),
        ("en", "tp3"),
        ("en", "QuickBase"),
        ("en", "Boiler quote"),
        ("en", "Info session for new drivers"),
        ("en", "会議のお知らせ"),
    ],
)
def test_a_subject_that_says_something(pack: Pack, language: str, subject: str) -> None:
    assert not rules_hit(pack, "subject-vague", FIRST.format(subject), language)


@pytest.mark.parametrize(
    ("subject", "profile", "hit"),
    [
        ("make an appointment", "business", True),
        ("make fails on Windows", "list", False),
        ("de vuelta al trabajo", "business", True),
        ("de la Cruz, Ana: solicitud", "business", False),
        ("rgdal is gone", "list", False),
        ("p-value of the second test", "business", False),
        ("h: minutes of Monday", "business", False),
        ("pandoc is missing", "business", False),
    ],
)
def test_a_small_start(pack: Pack, subject: str, profile: str, *, hit: bool) -> None:
    text = FIRST.format(subject)
    assert rules_hit(pack, "subject-lowercase-start", text, "en", profile) is hit


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        (
            "The fire drill takes place on Thursday at ten. Please tell everybody on your floor to"
            " leave the building by the north stairs and to wait in the car park. Could you also"
            " name two wardens?",
            True,
        ),
        ("Off topic: who has the key of the meeting room? I need it before ten today.", True),
        (
            "Off topic is what the second reviewer called it, and I think that we agree there.",
            False,
        ),
        ("Sorry, I was tied up all day. Please let me know what time suits you on Friday.", False),
    ],
)
def test_drift(pack: Pack, text: str, *, hit: bool) -> None:
    mail = ANSWER.format("Website texts", text, QUOTE)
    assert rules_hit(pack, "subject-thread-drift", mail, "en") is hit


def test_a_forwarded_mail_does_not_drift(pack: Pack) -> None:
    mail = ANSWER.format("x", "Off topic: no news of the harbour, but here is a long tale.", QUOTE)
    assert not rules_hit(pack, "subject-thread-drift", mail.replace("Re: x", "Fwd: plan"), "en")
