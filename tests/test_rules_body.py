"""Length, requests, paragraphs, capitals and hard words: what the cards' examples can't show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter

if TYPE_CHECKING:
    from emailint.model import Report
    from emailint.pack import Pack

BODY = (
    "body-too-long", "body-too-short", "body-buried-ask", "body-no-ask", "body-too-many-questions",
    "body-wall-of-text", "body-all-caps", "body-hard-to-read",
)  # fmt: skip


def lint(
    pack: Pack, draft: str, *rules: str, language: str = "en", profile: str = "business"
) -> Report:
    config = Config(profile=profile, language=language, select=rules or BODY)
    report = Linter(pack, config).lint(read(draft, language=language))
    assert report.notes == ()
    return report


def mail(text: str, subject: str = "Plans of the shed", more: str = "") -> str:
    return f"From: ana@example.com\nTo: luis@example.org\nSubject: {subject}\n{more}\n{text}\n"


def marked(report: Report, draft: str, language: str = "en") -> list[str]:
    text = read(draft, language=language).text
    return [text[f.start : f.end] for f in report.findings]


def words(count: int) -> str:
    return " ".join(("the", "slat")[number % 2] for number in range(count))


@pytest.mark.parametrize(
    ("profile", "limit"),
    [("business", 10), ("internal", 5), ("outreach", 25), ("campaign", 25), ("list", 10)],
)
def test_too_short_by_profile(pack: Pack, profile: str, limit: int) -> None:
    below = lint(pack, mail(words(limit - 1)), "body-too-short", profile=profile)
    assert [f.rule for f in below.findings] == ["body-too-short"]
    assert lint(pack, mail(words(limit)), "body-too-short", profile=profile).findings == ()


@pytest.mark.parametrize(
    ("profile", "limit"),
    [("business", 200), ("internal", 150), ("outreach", 125), ("campaign", 500), ("list", 300)],
)
def test_too_long_by_profile(pack: Pack, profile: str, limit: int) -> None:
    assert lint(pack, mail(words(limit)), "body-too-long", profile=profile).findings == ()
    (finding,) = lint(pack, mail(words(limit + 1)), "body-too-long", profile=profile).findings
    assert str(limit + 1) in finding.message


@pytest.mark.parametrize(
    "draft",
    [
        mail("Yes.", more="In-Reply-To: <a@example.org>\n"),
        mail("Look:\n\nOn Mon, 9 Mar 2026 at 10:15, Luis wrote:\n> All is well here, and there?"),
        mail("", subject="The meeting moves to Tuesday EOM"),
        mail("The plans: https://example.org/plans"),
        mail("The signed plans are attached."),
        mail("Here you are: plans_of_the_shed.pdf"),
        mail("Enjoy!\n\n - plans.pdf", subject="Last plans of the shed roof"),
        mail("Could you call the smith today?"),
        mail("I am trying to reach the smith."),
        mail("At ten.", subject="Call the smith"),
        mail("this is a test"),
        "Subject: Plans\nContent-Type: text/html\n\n<img src='https://example.org/a.png' alt=''>\n",
        "Subject: Lunch\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nLunch\n--b\nContent-Type: text/calendar; name=a.ics\n\n"
        "BEGIN:VCALENDAR\nEND:VCALENDAR\n--b--\n",
    ],
    ids=[
        "reply",
        "quote",
        "EOM",
        "link",
        "attached",
        "file",
        "telling",
        "question",
        "whole",
        "order",
        "test",
        "picture",
        "invitation",
    ],
)
def test_short_for_a_reason(pack: Pack, draft: str) -> None:
    assert lint(pack, draft, "body-too-short").findings == ()


@pytest.mark.parametrize(
    ("text", "subject", "count"),
    [
        (" - plans.pdf", "Plans", 0),
        ("Enjoy!\n\n - plans.pdf", "Plans", 1),
        ("Call me!", "Plans of the shed roof", 2),
        ("Sheets for Monday", "ng0624", 3),
    ],
)
def test_short_without_reason(pack: Pack, text: str, subject: str, count: int) -> None:
    (finding,) = lint(pack, mail(text, subject), "body-too-short").findings
    assert f"words: {count})" in finding.message


def test_code_is_not_counted_as_long(pack: Pack) -> None:
    code = "x <- read.csv('slats.csv', sep = ';')\nsummary(lm(days ~ rain, data = x))\n" * 60
    draft = mail(f"Why does this stop?\n\n{code}\n\nIt worked yesterday.")
    assert lint(pack, draft, "body-too-long").findings == ()


def test_lists_of_data_are_not_counted_as_long(pack: Pack) -> None:
    rows = "Oak slats, Mill Lane, delivered May, paid June, Marta Soler\n" * 5
    rows += "".join(
        f"Beech boards {n}, Upper Sample, returned, credit note {n}\n" for n in range(40)
    )
    draft = mail(f"These are the deliveries that we had in the spring.\n\n{rows}")
    assert lint(pack, draft, "body-too-long").findings == ()


def test_a_long_text_is_marked_from_the_first_word_over(pack: Pack) -> None:
    draft = mail(f"Dear Luis,\n\n{words(198)}\n\nHere it goes on.\n\nAna")
    report = lint(pack, draft, "body-too-long")
    assert marked(report, draft)[0].startswith("Here it goes on.")


BORROWED = {
    "footer": mail("{}\n\nTo unsubscribe, write to leave@example.org."),
    "two hints": mail("{}\n\nClick here for the full story."),
    "forward": mail("{}", subject="Fwd: Plans of the shed"),
    "pictures": mail("[IMAGE] [IMAGE]\n\n{}"),
    "subject": mail("{}\n\nhttps://a.example https://b.example", subject="The shed newsletter"),
    "machine": mail("{}").replace("ana@", "no-reply@"),
    "unsure language": mail("{}\n\n-- \nAll rights reserved"),
}
OWN = {
    "about a newsletter": mail("{}", subject="The shed newsletter"),
    "about leaving it": mail("{}\n\nSome readers can't unsubscribe."),
    "one hint": mail("{}\n\nClick here for the plans."),
    "one hint twice": mail("{}\n\nClick here for the plans.\n\nClick here for the roof."),
    "what was answered": mail(
        "{}\n\nOn Mon, 9 Mar 2026 at 10:15, Luis wrote:\n> All rights reserved",
        more="In-Reply-To: <a@example.org>\n",
    ),
}


@pytest.mark.parametrize("draft", BORROWED.values(), ids=BORROWED.keys())
def test_what_others_wrote_is_no_fault(pack: Pack, draft: str) -> None:
    said = f"{WALL} PLEASE SEND ME THE REPORT BEFORE NOON."
    assert lint(pack, draft.format(said), *LOUD).findings == ()
    campaign = lint(pack, draft.format(said), *LOUD, profile="campaign")
    assert {f.rule for f in campaign.findings} == {"body-wall-of-text", "body-all-caps"}


@pytest.mark.parametrize("draft", OWN.values(), ids=OWN.keys())
def test_what_the_writer_wrote_is(pack: Pack, draft: str) -> None:
    said = f"{WALL} PLEASE SEND ME THE REPORT BEFORE NOON."
    found = {f.rule for f in lint(pack, draft.format(said), *LOUD).findings}
    assert found == set(LOUD)


def test_an_empty_mail_is_too_short(pack: Pack) -> None:
    (finding,) = lint(pack, mail(""), "body-too-short").findings
    assert "0" in finding.message


LOUD = ("body-too-long", "body-wall-of-text", "body-all-caps")
WALL = "The lorry broke down near the river and the timber came a day late. " * 16
LONG = (
    "The lorry broke down near the river on Monday, so the timber came a day late. "
    "On Wednesday it rained and nobody could work on the roof. "
) * 6


@pytest.mark.parametrize(
    ("subject", "ask", "hits"),
    [
        ("Plans of the shed", "Could you send me the dates?", 1),
        ("Plans of the shed", "Send me the dates, Luis.", 1),
        ("Plans: could you look?", "Could you send me the dates?", 0),
        ("Please send the dates", "Could you send me the dates?", 0),
        ("Plans of the shed", "If you have any questions, please call me.", 0),
        ("Plans of the shed", "If you need the ladder, please call the smith.", 0),
        ("Plans of the shed", "The shop is shut.", 0),
        ("Plans of the shed", "Please call Ana if you would like further news.", 0),
        ("Plans of the shed", '"Is it here yet?" he said.', 0),
    ],
)
def test_buried_ask(pack: Pack, subject: str, ask: str, hits: int) -> None:
    draft = mail(f"Hi Luis,\n\n{LONG}\n\n{ask}\n\nAll is well here.", subject)
    found = marked(lint(pack, draft, "body-buried-ask"), draft)
    assert found == [ask] * hits


def test_a_request_that_comes_first_is_not_buried(pack: Pack) -> None:
    draft = mail(f"Hi Luis,\n\nCould you send me the dates?\n\n{LONG}\n\nPlease send them soon.")
    assert lint(pack, draft, "body-buried-ask").findings == ()


def test_a_need_that_comes_first_is_enough(pack: Pack) -> None:
    draft = mail(f"Hi Luis,\n\nI need help with the roof.\n\n{LONG}\n\nCould you call me?")
    assert lint(pack, draft, "body-buried-ask").findings == ()


def test_an_answer_to_a_list_buries_nothing(pack: Pack) -> None:
    draft = mail(f"{LONG}\n\nCould you try that?", "Re: Plans", "In-Reply-To: <a@example.org>\n")
    assert lint(pack, draft, "body-buried-ask", profile="list").findings == ()


def test_a_request_in_the_middle_is_not_buried(pack: Pack) -> None:
    draft = mail(f"Hi Luis,\n\n{LONG}\n\nCould you send me the dates?\n\n{LONG}")
    assert lint(pack, draft, "body-buried-ask").findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fran?oise and Jos?, are you there? Is it late? Is it cold? Is it dark?",
        "We saw:\n?\tone\n?\ttwo\n?\tthree\n?\tfour\n?\tfive",
        "See https://example.org/?a=1 and ?b and ?c and ?d and ?e.",
        "removing ?emmeans? and ?ggplot2? and ?rlang? and ?dplyr? and ?purrr?",
        "Are you there? Is it late? Is it cold?",
        "How are you? Are you there? Is it late? Is it cold?",
        "It is late, right? Is it cold? Is it dark? Is it far?",
        "Why so? Because it is late. Is it cold? Is it dark? Is it far?",
        "Is it cold? Is it dark? Is it far? Is it dear? Click here to unsubscribe.",
        '"Is it cold?" "Is it dark?" "Is it far?" "Is it dear?"',
    ],
)
def test_not_too_many_questions(pack: Pack, text: str) -> None:
    assert lint(pack, mail(text), "body-too-many-questions").findings == ()


def test_a_long_line_is_a_paragraph(pack: Pack) -> None:
    line = "The lorry broke down near the river on Monday, so the timber came a day late. " * 5
    draft = mail(f"{line}\n{line}\n{line}")
    assert lint(pack, draft, "body-wall-of-text").findings == ()
    assert len(lint(pack, mail(line * 2), "body-wall-of-text").findings) == 1


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("We said it: YOU MUST NOT OPEN THE DOOR, ever.", ["YOU MUST NOT OPEN THE DOOR"]),
        ("IT'S LATE AND I CAN'T WAIT ANY LONGER!", ["IT'S LATE AND I CAN'T WAIT ANY LONGER!"]),
        ("PLEASE COME AT 10 AND BRING THE KEYS.", ["PLEASE COME AT 10 AND BRING THE KEYS."]),
        ("NECESITO ESO YA, ¿ME OYES?", ["NECESITO ESO YA, ¿ME OYES?"]),
        ("NO VAYÁIS MAÑANA A LA REUNIÓN", ["NO VAYÁIS MAÑANA A LA REUNIÓN"]),
        ("TERMS OF DELIVERY\n\nWe come on Monday.", []),
        ("POE, ANA; DE LUNA, EVA; PUIG, MARTA; RUIZ, LUIS; SANZ, PEPE; VEGA, SOL", []),
        ("The NATO, UNESCO, UNICEF and WHO people.", []),
        ("ES22 ES23 ME1 ME2 NO3 YOU4 WE5 THE6", []),
        ("# DO NOT CHANGE THE VALUES BELOW\nx <- 1", []),
        ('c("DO NOT","CHANGE","THE","VALUES","BELOW")', []),
        ("THIS is VERY important to US and YOU.", []),
        ("YES, PLEASE", []),
        ("He calls it \"NOT IN MY OWN BACK YARD\" again.", []),
        ("ID: YOU DO NOT NEED IT", []),
        ("THIS SHED IS PROVIDED TO YOU WITHOUT WARRANTY OF ANY KIND.", []),
        ("NOTE: PLEASE DO NOT OPEN IT.", ["PLEASE DO NOT OPEN IT."]),
    ],
)  # fmt: skip
def test_capitals(pack: Pack, text: str, hits: list[str]) -> None:
    draft = mail(f"It is late.\n\n{text}\n\nThe shop is shut.")
    assert marked(lint(pack, draft, "body-all-caps"), draft) == hits


def test_addresses_do_not_make_a_text_hard(pack: Pack) -> None:
    address = "https://example.org/considerations/organisational-administrative-responsibilities "
    text = ("Here is the plan for you " + address) * 15
    assert lint(pack, mail(text), "body-hard-to-read").findings == ()


def test_hard_words_need_enough_of_them(pack: Pack) -> None:
    sentence = "Administrative organisations necessitate interdisciplinary collaboration. "
    assert lint(pack, mail(sentence * 9), "body-hard-to-read").findings == ()
    (finding,) = lint(pack, mail(sentence * 11), "body-hard-to-read").findings
    assert "grade" in finding.message


@given(text=st.text(alphabet=" \n\t.?!,A1áÑa<#\"'-/@", max_size=300))
def test_any_text_may_be_judged(pack: Pack, text: str) -> None:
    for language in ("en", "es"):
        lint(pack, mail(text), language=language)


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "A",
        "A ",
        "NO ",
        "AA-",
        "? ",
        "PLEASE SEND IT NOW. ",
        "a/b ",
        "\n",
        ". ",
        "é",
        "\x00",
        "<<",
    ],
)
def test_time_is_linear(pack: Pack, part: str) -> None:
    draft = mail(part * (700_000 // len(part)))
    with soon():
        lint(pack, draft)


LONG = " ".join(["We will fit the shutters of the school on Monday and on Tuesday."] * 14)


@pytest.mark.parametrize(
    ("reader", "hits"),
    [
        ("luis@acme.example", 1),
        ("marta@acme.example", 0),  # a copy to herself: the readers are hidden
        ("clientes@acme.example", 0),
        ("luis@acme.example, clientes@acme.example", 0),
        ("luis@other.example", 0),
    ],
)
def test_who_is_held_to_the_length_for_colleagues(pack: Pack, reader: str, hits: int) -> None:
    mail = f"From: marta@acme.example\nTo: {reader}\nSubject: Dates\n\n{LONG}\n"
    report = Linter(pack, Config(select=("body-too-long",))).lint(read(mail))
    assert len(report.findings) == hits


def test_legal_terms_are_not_counted(pack: Pack) -> None:
    linter = Linter(pack, Config(select=("body-too-long",), profile="business"))
    terms = "Restrictions apply and all of it is subject to availability. " * 30
    mail = "From: marta@acme.example\nSubject: Dates\n\n{}\n\n{}\n"
    assert not linter.lint(read(mail.format(LONG, terms))).findings
    assert linter.lint(read(mail.format(LONG, LONG))).findings


def test_the_mean_is_of_all_sentences(pack: Pack) -> None:
    long = " ".join(["documentation regarding organisational responsibilities and"] * 10) + " on."
    text = mail(f"The {long}\n\nIt is so. We know. He came. She saw it.")
    (finding,) = lint(pack, text, "body-hard-to-read").findings
    assert ": 12 words a sentence, 52 in this one" in finding.message
