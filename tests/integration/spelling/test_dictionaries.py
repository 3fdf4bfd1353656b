"""Spelling with Debian's dictionaries: scripts/integration/spelling.sh installs them."""

from __future__ import annotations

import pytest

from emailint.config import Config
from emailint.deep import Deep
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Hit
from emailint.pack import load_pack

LINTER = Linter(load_pack())
WRONG = {
    "es": (
        "Te envio la factura con la revision del presupesto que me pedistes ayer.",
        {"envio": "envío", "revision": "revisión", "presupesto": "presupuesto"},
    ),
    "en": (
        "We will recieve the goods in a seperate delivery.",
        {"recieve": "receive", "seperate": "separate"},
    ),
    "pt": ("Envio a informaçao sobre o projeto.", {"informaçao": "informação"}),
    "fr": ("Je vous envoie le rapport demain aprés la réunion.", {"aprés": "après"}),
    "de": ("Wir haben die Ware gestern erhalten und bezahlen nächste Wocche.", {"Wocche": "Woche"}),
    "it": ("Le confermo l'ora e il giorno del nosrto incontro.", {"nosrto": "nostro"}),
}
RIGHT = {
    "es": "Te envío la factura de mayo. Llámame cuando puedas y dadle las gracias a Íñigo Urquiza.",
    "en": "Please send me the figures by Friday; the organisation of the workshop is Ana's.",
    "pt": "Envio-lhe a fatura de maio amanhã de manhã. Obrigado pela sua ajuda.",
    "fr": "Je vous envoie la facture de mai. N'hésitez pas à m'appeler si besoin.",
    "de": "Anbei senden wir Ihnen die Rechnung für den Monat Mai. Bitte prüfen Sie die Beträge.",
    "it": "Le invio la fattura di maggio. Grazie mille per l'aiuto e a presto.",
}


def spelt(text: str, language: str) -> dict[str, str | None]:
    head = "From: luis@example.org\nTo: ana@example.com\nSubject: x\n\n"
    document = read((head + text).encode(), language=language)
    handed = Deep(Config(), ["spelling"]).examine(LINTER.situation(document))
    assert handed.notes == ()
    hits: list[Hit] = [hit for _, hit in handed.hits["spelling"]]
    return {h.data["text"]: h.fix.edits[0].text if h.fix else None for h in hits}


@pytest.mark.parametrize("language", WRONG)
def test_slips_are_told_with_what_was_meant(language: str) -> None:
    text, wanted = WRONG[language]
    found = spelt(text, language)
    for wrong, right in wanted.items():
        assert wrong in found
        assert found[wrong] in (right, None)


@pytest.mark.parametrize("language", RIGHT)
def test_what_is_right_is_left_alone(language: str) -> None:
    assert spelt(RIGHT[language], language) == {}
