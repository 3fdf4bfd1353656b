"""What is asked of whom by when, with spaCy's blank pipelines, and what it adds to core rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.deep.asked import Request, requests
from emailint.deep.inspecting import asks_of
from emailint.deep.meaning import examine
from emailint.deep.models import models
from emailint.deep.pipeline import analysed
from emailint.deep.topic import phrases
from emailint.deep.verbs import infinitive, takes
from emailint.deep.when import deadlines
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Handed
from emailint.pack import load_pack

LINTER = Linter(load_pack())
HEAD = {
    "es": (
        "From: Marta Soler <marta.soler@cliente.example>\nTo: Luis Gil <luis.gil@cliente.example>\n"
        "Cc: Ana Vidal <ana.vidal@cliente.example>\nSubject: Folleto de otoño\n\nHola, Luis:\n\n"
    ),
    "en": (
        "From: Martha Shaw <martha.shaw@client.example>\nTo: Louis Gill <louis.gill@client.example>\n"
        "Cc: Robert Smith <robert.smith@client.example>\nSubject: Autumn leaflet\n\nHi Louis,\n\n"
    ),
}


def asked(language: str, body: str) -> list[tuple[str, str, str]]:
    """(owner, act, deadline) of the requests of a draft."""
    document = read(HEAD[language] + body, language=language)
    text = document.text
    return [
        (
            r.owner,
            text[slice(*r.act)] if r.act else "",
            text[slice(*r.deadline)] if r.deadline else "",
        )
        for r in requests(LINTER.situation(document))
    ]


@pytest.mark.parametrize(
    ("language", "text", "deadline"),
    [
        ("en", "Could you send it by Friday noon?", "by Friday noon"),
        ("en", "Send it ASAP.", "ASAP"),
        ("en", "no later than Monday, May 4", "no later than Monday, May 4"),
        ("en", "within 5 business days", "within 5 business days"),
        ("en", "by 12/5/2026, please", "by 12/5/2026"),
        ("en", "Read it before the next meeting.", "before the next meeting"),
        ("en", "by end of day Thursday", "by end of day Thursday"),
        ("en", "before the board meeting", "before the board meeting"),
        ("en", "before sending it", ""),
        ("es", "antes de la feria", "antes de la feria"),
        ("es", "antes de enviarlo", ""),
        ("es", "Mándalo el viernes como muy tarde.", "el viernes como muy tarde"),
        ("en", "Send it on Friday at the latest.", "Friday at the latest"),
        ("en", "the meeting on Friday", ""),
        ("en", "this is the best", ""),
        ("es", "Lo necesito antes del viernes a las 12:00.", "antes del viernes a las 12:00"),
        ("es", "para el jueves por la tarde", "para el jueves por la tarde"),
        ("es", "a más tardar el 14 de mayo", "a más tardar el 14 de mayo"),
        ("es", "antes de fin de mes", "antes de fin de mes"),
        ("es", "antes del día 15", "antes del día 15"),
        ("es", "lo antes posible", "lo antes posible"),
        ("es", "mandalo mañana por la mañana", "mañana por la mañana"),
        ("es", "La reunión del viernes fue bien.", ""),
        ("es", "por la mañana estaré fuera", ""),
    ],
)
def test_deadlines(language: str, text: str, deadline: str) -> None:
    found = [d.text for d in deadlines(analysed(language, text), language)]
    assert found == ([deadline] if deadline else [])


@pytest.mark.parametrize(
    ("language", "body", "wanted"),
    [
        ("en", "Could you send the May figures to the printer by Friday noon?",
         [("Louis", "send the May figures to the printer", "by Friday noon")]),
        ("en", "By Thursday, please confirm the room.", [("Louis", "confirm the room", "By Thursday")]),
        ("en", "Bob should sign page 3.", [("Bob", "sign page 3", "")]),
        ("en", "We need Bob to book the van before noon.", [("Bob", "book the van", "before noon")]),
        ("en", "Could you, Bob, check the numbers?", [("Bob", "check the numbers", "")]),
        ("en", "Actions:\n\n- Bob: update the plan by EOD\n", [("Bob", "update the plan", "by EOD")]),
        ("en", "The leaflet is ready. Bob made it on Friday.", []),
        ("en", "Bob should be there by noon.", []),
        ("es", "¿Me mandas las cifras de mayo antes del viernes, por favor?",
         [("Luis", "Me mandas las cifras de mayo", "antes del viernes")]),
        ("es", "Necesito que Ana revise el contrato antes del día 15.",
         [("Ana", "revise el contrato", "antes del día 15")]),
        ("es", "Ana tiene que firmar la página 3.", [("Ana", "firmar la página 3", "")]),
        ("es", "¿Podrías tú, Luis, confirmar la sala cuanto antes?", [("Luis", "confirmar la sala", "cuanto antes")]),
        ("es", "Antes del lunes necesitaría que me envíes el presupuesto porque el banco lo pide.",
         [("Luis", "me envíes el presupuesto", "Antes del lunes")]),
        ("es", "El folleto ya está. Ana lo llevó el viernes.", []),
        # The whole act, whatever joins its parts.
        ("en", "Please complete as much of the form as you can, and return it.",
         [("Louis", "complete as much of the form as you can, and return it", "")]),
        ("en", "Please advise by email if this works (or not).",
         [("Louis", "advise by email if this works (or not)", "")]),
        ("en", "Could you set up a call for today?", [("Louis", "set up a call for today", "today")]),
        ("es", "Confírmame si el precio es el bueno o hay que cambiarlo, y avisa a los de la imprenta.",
         [("Luis", "Confírmame si el precio es el bueno o hay que cambiarlo, y avisa a los de la imprenta", "")]),
        # Its start isn't sure: no act.
        ("en", "Do you have the May figures?", [("Louis", "", "")]),
        ("en", "What could you do about it?", [("Louis", "", "")]),
        ("en", "I need your help.", [("Louis", "", "")]),
        ("es", "¿Cómo se podría hacer?", [("Luis", "", "")]),
        ("es", "Por favor, si me indican que está mal.", [("Luis", "", "")]),
        ("es", "¿Me das una idea? ¿Hay que cambiarlo?", [("Luis", "Me das una idea", ""), ("Luis", "", "")]),
        # A time that has nothing to do with what is asked.
        ("en", "The fair is over in three days, and I would appreciate your help.", [("Louis", "", "")]),
        ("en", "What will the weather be this week?", [("Louis", "", "")]),
    ],
)  # fmt: skip
def test_requests(language: str, body: str, wanted: list[tuple[str, str, str]]) -> None:
    assert asked(language, body) == wanted


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("envíame", "enviar"), ("Mándanoslo", "mandar"), ("revises", "revisar"), ("indíquenos", "indicar"),
        ("pague", "pagar"), ("dígame", "decir"), ("corríjalo", "corregir"), ("traiga", "traer"),
        ("compruébalo", "comprobar"), ("enviara", "enviar"), ("pidieran", "pedir"), ("mesa", ""), ("las", ""), ("se", ""), ("", ""),
    ],
)  # fmt: skip
def test_spanish_verbs(word: str, verb: str) -> None:
    assert infinitive(word) == verb


@pytest.mark.parametrize(
    ("word", "clitic"),
    [("mandarle", "le"), ("envíame", "me"), ("dile", "le"), ("controle", ""), ("revise", ""), ("manda", "")],
)  # fmt: skip
def test_clitics(word: str, clitic: str) -> None:
    assert takes(word) == clitic


@pytest.mark.parametrize(
    ("language", "body", "rule", "place"),
    [
        ("en", "The contract is back. Bob needs to sign page 3 today.", "cc-asked", "Bob"),
        ("es", "El contrato ha vuelto. Ana tiene que firmar la página 3.", "cc-asked", "Ana"),
        ("en", "Could you, Kevin, check the numbers?", "recipient-named-not-included", "Kevin"),
        ("en", "Bob sent the contract. Could you read it?", "", ""),
        ("es", "Ana está de viaje. ¿Me mandas el contrato?", "", ""),
        ("en", "Kevin needs to sign it first, so could you wait?", "", ""),
        ("en", "Please let Sue, Bob, or Ann know what you find.", "", ""),
    ],
)
def test_people(language: str, body: str, rule: str, place: str) -> None:
    document = read(HEAD[language] + body, language=language)
    found = [(r, document.text[h.start : h.end]) for r, h in examine(LINTER.situation(document))]
    assert found == ([(rule, place)] if rule else [])


def test_what_the_core_tells_is_not_told_twice() -> None:
    document = read(HEAD["en"] + "Bob, could you sign page 3? Bob needs to sign it today.")
    situation = LINTER.situation(document)
    report = LINTER.lint(document, handed_in=Handed({"meaning": list(examine(situation))}))
    assert [f.rule for f in report.findings].count("cc-asked") == 1


LONG = "Here it is, please have a look at the numbers of May before the printer closes for the summer, because the second page is too long and the first too short."


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("customer info", True),
        ("printer info", False),  # the text takes it up
        ("Montana update", True),
        ("info for ACME", False),
        ("info 2231", False),
        ("info", False),  # that is the core's
    ],
)
def test_vague_subjects(subject: str, found: bool) -> None:
    document = read(f"From: a@b.example\nTo: c@d.example\nSubject: {subject}\n\n{LONG}\n")
    hits = [r for r, _ in examine(LINTER.situation(document))]
    assert ("subject-vague" in hits) == found


def test_names_of_what_a_draft_is_about() -> None:
    document = read(
        HEAD["es"] + "Las cifras de mayo no cuadran. El banco quiere las cifras de mayo."
    )
    assert phrases(LINTER.situation(document))[0].text == "cifras de mayo"


def test_what_inspect_shows() -> None:
    document = read(HEAD["en"] + "Could you send the figures by Friday?")
    [ask] = asks_of(LINTER.situation(document))
    assert document.text[ask["start"] : ask["end"]] == "Could you send the figures by Friday?"
    del ask["start"], ask["end"]
    assert ask == {
        "owner": "Louis", "named": False, "action": "send the figures", "deadline": "by Friday",
    }  # fmt: skip


def test_models_tells_how_to_get_one() -> None:
    assert models()["languages"]["es"]["install"] == "python -m spacy download es_core_news_sm"


PIECES = st.sampled_from(
    ["Ana", "Bob", ", ", "¿", "?", " please ", "could you ", "by Friday", "para el lunes", "\n\n", "- ", "@Bob",
     " tiene que firmar", "necesito que ", ":", "(", "\ud800", "İ", "x" * 90, " 14/5 ", "«", "a\u0301"]
)  # fmt: skip


@pytest.mark.parametrize("language", ["es", "en"])
@given(body=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text(language: str, body: str) -> None:
    document = read(HEAD[language] + body)
    linter = Linter(LINTER.pack, Config(language=language))
    situation = linter.situation(document)
    for request in requests(situation):
        assert_inside(request, len(document.text))
    for _, hit in examine(situation):
        assert 0 <= hit.start <= hit.end <= len(document.text)
    for phrase in phrases(situation):
        assert document.text.startswith(phrase.text, phrase.start)


def assert_inside(request: Request, size: int) -> None:
    assert 0 <= request.start < request.end <= size
    for span in (request.act, request.deadline):
        if span is not None:
            assert request.start <= span.start < span.end <= request.end
    if request.owner_at is not None:
        assert 0 <= request.owner_at.start < request.owner_at.end <= size


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "( " * 50_000, "Ana, " * 20_000, "by Friday " * 10_000, "por favor " * 10_000],
)
def test_hostile_text_takes_no_longer(text: str) -> None:
    for language in ("es", "en"):
        document = read(HEAD[language] + text, language=language)
        list(examine(LINTER.situation(document)))
