"""Which sentences of a draft ask for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.asks import asks
from emailint.config import Config
from emailint.context import Context
from emailint.document import read
from emailint.linter import Linter

if TYPE_CHECKING:
    from emailint.pack import Pack


def alone(pack: Pack, text: str, language: str) -> list[str]:
    """What is asked for in `text`, in the middle of a mail that asks for nothing else."""
    around = {
        "en": "It is late.\n\n{}\n\nThe shop is shut.",
        "es": "Es tarde.\n\n{}\n\nYa han cerrado.",
    }
    return [a for a, _ in asked(pack, around[language].format(text), language)]


def asked(pack: Pack, text: str, language: str) -> list[tuple[str, bool]]:
    document = read(text, kind="text", language=language)
    situation = Linter(pack, Config()).situation(document)
    found = asks(Context(situation, "body-no-ask", ("written",), {}))
    return [(document.text[a.start : a.end], a.question) for a in found]


@pytest.mark.parametrize(
    "text",
    [
        "Could you send me the plan?", "Please send me the plan.", "Let me know what you think.",
        "Send me the plan by Friday.", "Ana, review the draft before noon.",
        "I need your answer today.",
        "We would like you to come along.", "I'd appreciate your help with this.",
        "Does anybody know how to open it.", "Any help is welcome.",
        "I was wondering if you could come.",
        "It would be great if you came.", "Kindly confirm the date.", "Is that right?",
        "Make sure the door is shut.", "Don't forget to sign it.", "- Check the figures in table 2",
        "So, please call him.", "Please send the signed lease, and don't hesitate to call.",
        "Please review the draft and let me know if you have any questions.",
        "What do you think.", "RSVP by Monday.", "Would the board consider a smaller stage.",
        "It would help if each shop counted its lamps.", "I want everybody to read the plan.",
        "All teams are asked to clear their desks.",
    ],
)  # fmt: skip
def test_english_requests(pack: Pack, text: str) -> None:
    assert alone(pack, text, "en") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The plan is attached.", "If you have any questions, please let me know.",
        "Please call me if you have any questions.", "Please don't hesitate to contact me.",
        "Feel free to call me.", "Please find attached the plan.",
        "Please note that we close at noon.",
        "How are you?", "Any questions?", "I will let you know.", "We review the draft on Mondays.",
        "They asked if we could come.", "Review meeting on Monday.", "As you can see, it works.",
        "For more information, please visit our shop.", "I'll get back to you.",
        "He gave me the keys.", "Thanks for your help.", "The address is https://example.org/?a=b",
    ],
)  # fmt: skip
def test_english_courtesy_asks_nothing(pack: Pack, text: str) -> None:
    assert alone(pack, text, "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "¿Me mandas el plano?", "Por favor, mándame el plano.", "Necesito que me mandes el plano.",
        "Revisa el borrador antes del mediodía.", "Ana, envía el contrato a la notaría.",
        "Te agradecería que me lo mandases.", "Les ruego que confirmen la fecha.",
        "Favor de confirmar.",
        "Me gustaría saber qué opinas.", "Dime algo antes del jueves.", "Avísame cuando llegues.",
        "Confirmame la fecha.", "¿Podrías pasarte el martes?", "Podrías pasarte el martes.",
        "Alguien sabe cómo se abre.", "Cualquier ayuda es bienvenida.", "Hazme saber si vienes.",
        "A ver si me puedes llamar.", "No olvides firmarlo.", "Serías tan amable de llamarme.",
        "Échale un vistazo al plano.", "Os pido un poco de paciencia.", "Revísalo.",
        "Me confirmas la hora.", "Le escribo para solicitar un presupuesto.",
        "Se ruega a los vecinos que cierren la puerta.", "Hace falta que alguien abra el almacén.",
        "Convendría que todos leyerais el acta.", "Se solicita confirmar la asistencia.",
    ],
)  # fmt: skip
def test_spanish_requests(pack: Pack, text: str) -> None:
    assert alone(pack, text, "es") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Te adjunto el plano.", "Si tienes alguna duda, llámame.", "No dudes en escribirme.",
        "Cualquier cosa, me dices.", "Para lo que necesites, avísame.", "¿Qué tal?", "¿Cómo estás?",
        "¿Qué tal el fin de semana?", "¿Alguna duda?", "Firma digital del contrato.",
        "Ya sabes lo que quiero decir.", "Gracias por tu ayuda.",
        "Rogamos disculpen las molestias.",
        "Como me dices en tu correo, está bien.", "Mandamos el plano ayer.",
        "No necesito la llave.", "Revisé el plano ayer.", "Confirmó lo del plano.",
    ],
)  # fmt: skip
def test_spanish_courtesy_asks_nothing(pack: Pack, text: str) -> None:
    assert alone(pack, text, "es") == []


def test_questions_are_told_from_orders(pack: Pack) -> None:
    text = "Send me the plan. Is it long? It is fine."
    assert asked(pack, text, "en") == [("Send me the plan.", False), ("Is it long?", True)]


def test_quotes_and_signatures_ask_nothing(pack: Pack) -> None:
    text = "All fine.\n\n> Could you send me the plan?\n\n-- \nAna Poe\nPlease think of the trees."
    assert asked(pack, text, "en") == []


def test_what_a_closing_asks_counts(pack: Pack) -> None:
    text = "Hola, Ana:\n\nYa está.\n\nTe agradecería que me lo mandases.\n\nUn saludo,\nLuis"
    assert asked(pack, text, "es") == [("Te agradecería que me lo mandases.", False)]


def test_a_question_needs_no_known_language(pack: Pack) -> None:
    assert asked(pack, "Kommst du morgen?", "de") == [("Kommst du morgen?", True)]


@given(text=st.text(alphabet=" \n.?!,;:-¿aApleasnd", max_size=120))
def test_asks_lie_in_the_text_and_in_order(pack: Pack, text: str) -> None:
    places = [a for a, _ in asked(pack, text, "en")]
    assert all(places)


@pytest.mark.parametrize(
    "part",
    ["please. ", "please, ", "any questions? ", "if you have any please ", "send the ", "? ", "¿"],
)
def test_time_is_linear(pack: Pack, part: str) -> None:
    with soon():
        asked(pack, part * (500_000 // len(part)), "en")
