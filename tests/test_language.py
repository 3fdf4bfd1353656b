"""Language: what is told apart, and above all what is left undecided."""

from __future__ import annotations

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.language import declared, detect

CODES = {"es", "en", "pt", "fr", "de", "it", "ca", ""}

SPANISH = (
    "Hola, ¿cómo vas?",
    "Gracias por tu ayuda con el informe.",
    "Buenos días, os envío la factura de julio.",
    "Adjunto el presupuesto que me pidió. Quedo a la espera de su respuesta.",
    "no me funciona el login, me lo puedes mirar?",
    "reunion mañana a las 10 en la oficina, trae los papeles",
    "De acuerdo, lo miro y te digo algo.",
    "¡Gracias!",
)
ENGLISH = (
    "Thanks, will do.",
    "Please find attached the invoice for July.",
    "Can you send me the report by Friday?",
    "Could we move the call to Thursday? I'm out on Wednesday.",
    "Don’t worry, it’s fine, I’m here.",
    "Sounds good to me!",
)
OTHERS = (
    ("pt", "Olá, tudo bem? Segue em anexo o relatório que você pediu. Obrigado!"),
    ("pt", "Bom dia a todos, a reunião de hoje foi adiada para quinta-feira. Não é urgente."),
    ("ca", "Bon dia, us adjunto el pressupost que vam parlar ahir. Salutacions"),
    ("ca", "La reunió de demà és a les deu, però no cal que hi vingueu tots amb els papers."),
    ("it", "Ciao a tutti, vi mando il documento in allegato. Grazie mille!"),
    ("it", "Mi puoi mandare la fattura di marzo? Così la pago prima di venerdì."),
    ("fr", "Bonjour, veuillez trouver ci-joint le devis demandé."),
    ("fr", "On se voit demain pour l'ordre du jour, mais je n'ai pas encore les chiffres."),
    ("de", "Hallo zusammen, anbei die Unterlagen für das Treffen morgen."),
    ("de", "Bitte schick mir die Rechnung bis Freitag, ich muss sie noch prüfen."),
)
UNSURE = (
    "", " ", "ok", "Sí", "No", "Hola", "FYI", "123 456", "meeting notes", "¿?", "👍", "ñ",
    "Núñez, Peña, Muñoz, Ibáñez, Ordóñez",
    "NA NA NA NA NA 1 2 3 NA NA NA",
    'for (i in 1:10) { if (is.na(x[i])) print("no") else next }',
    "https://example.com/de/la/los/una/que?el=las&por=con",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor",
    # Galician, Asturian, Dutch, Swedish, Romanian, Polish, Turkish, Russian, Chinese, Arabic
    "Ola, podes enviarme o informe antes do xoves? Moitas grazas, un saúdo, estou na oficina",
    "Grazas pola túa mensaxe. Non sei se poderei ir á reunión, pero mando os papeis mañá.",
    "Nun sé si esti ficheru tien dalgo, pero ye'l que mandesti nel corréu.",
    "Hoi allemaal, hierbij de stukken voor de vergadering van morgen. Groeten",
    "Hej alla, här kommer dokumenten inför mötet på tisdag.",
    "Bună ziua, vă trimit atașat factura pentru luna iulie.",
    "Dzień dobry, w załączeniu przesyłam fakturę za lipiec.",
    "Merhaba, toplantı için gerekli belgeleri ekte bulabilirsiniz, çok teşekkürler.",
    "Добрый день, направляю вам счет за июль.",
    "您好，请查收附件。谢谢。 Please see the attached file",
    "مرحبا، تجدون الفاتورة في المرفقات. شكرا",
)  # fmt: skip
MIXED = (
    "Hola team, I have sent the report, gracias a todos por la ayuda con el proyecto. "
    "See you on Monday for the kickoff, nos vemos en la oficina",
    "Te paso lo que dice la ayuda, que no lo entiendo muy bien y no sé si es eso. "
    "The value of this option will be used by all the functions that have been called with it.",
)


@pytest.mark.parametrize("text", SPANISH)
def test_spanish(text: str) -> None:
    assert detect(text)[0] == "es"


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert detect(text)[0] == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS)
def test_others_are_told_apart(code: str, text: str) -> None:
    assert detect(text)[0] == code


@pytest.mark.parametrize("text", UNSURE + MIXED)
def test_unsure(text: str) -> None:
    assert detect(text) == ("", 0.0)


def test_a_mixture_goes_to_a_clear_majority() -> None:
    spanish = "Mañana no puedo ir a la reunión, pero os dejo el informe en la carpeta de siempre. "
    english = "Please see the notes that we have sent to you. "
    assert detect(spanish * 4 + english)[0] == "es"
    assert detect(english * 6 + spanish)[0] == "en"


def test_left_over_code_does_not_hide_spanish() -> None:
    text = (
        "Hola, he probado lo que me dijiste y sigue sin funcionar, no sé qué estoy haciendo mal.\n"
        "for (i in 1:10) { if (is.na(x[i])) print(i) }\n"
        "Error in library(foo) : there is no package called 'foo'\n"
    )
    assert detect(text)[0] == "es"


def test_confidence_grows_with_the_text() -> None:
    short, long = detect(SPANISH[3]), detect(" ".join(SPANISH))
    assert 0 < short[1] < long[1] <= 1


def test_upper_case_is_read_too() -> None:
    assert detect(SPANISH[3].upper())[0] == "es"


def test_reads_the_beginning_only() -> None:
    assert detect(SPANISH[3] * 300 + ENGLISH[1] * 300)[0] == "es"


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    code, confidence = detect(text)
    assert code in CODES
    assert 0 <= confidence <= 1
    assert (confidence > 0) == bool(code)


@pytest.mark.parametrize("word", ["the", "los", "und", "é"])
@pytest.mark.parametrize("times", [1, 3, 30, 3000])
def test_one_word_said_often_does_not_decide(word: str, times: int) -> None:
    assert detect(f"{word} " * times)[0] == ""


def test_letters_of_another_script_weigh_against() -> None:
    english = "Please see the file that we have sent to you."
    assert detect(english)[0] == "en"
    assert detect(english + " 请查收附件中的发票并尽快付款给我们公司的账户谢谢" * 3)[0] == ""


@given(st.permutations((*SPANISH, *ENGLISH)))
def test_order_does_not_matter(texts: list[str]) -> None:
    assert detect(" ".join(texts)) == detect(" ".join((*SPANISH, *ENGLISH)))


@pytest.mark.parametrize("text", ["a" * 1_000_000, "a " * 500_000, "ñ¿" * 500_000, "你" * 700_000])
def test_huge_texts_are_cheap(text: str) -> None:
    with soon():
        assert detect(text) == ("", 0.0)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("es", "es"), ("es-ES", "es"), ("ES_mx", "es"), (" en-US ", "en"), ("es-419", "es"),
        ("spa", "es"), ("zh-Hant-TW", "zh"), ("en, en-GB", "en"), ("ast", "ast"),
        ("", ""), ("es, en", ""), ("und", ""), ("mul", ""), ("x-klingon", ""), ("i-default", ""),
        ("Spanish", ""), ("e", ""), ("-", ""), (",", ""), ("12-34", ""), ("ñu", ""),
    ],
)  # fmt: skip
def test_declared(value: str, code: str) -> None:
    assert declared(value) == code


@given(st.text(max_size=50))
def test_declared_of_any_text_is_a_code(value: str) -> None:
    code = declared(value)
    assert code == "" or (2 <= len(code) <= 3 and code.isascii() and code.islower())
