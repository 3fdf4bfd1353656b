"""Closings with thanks, in the draft's language and as formal as the rest of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from emailint.deep.verbs import infinitive
from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.context import Situation

# By whom the draft speaks to and whether it asks for something: the first one is the usual.
_CLOSINGS: Final = {
    "es": {
        "tu": ("Gracias por tu ayuda y un saludo,", "Muchas gracias de antemano y un saludo,"),
        "usted": ("Gracias de antemano por su ayuda. Un cordial saludo,", "Le agradezco mucho su ayuda. Atentamente,"),
        "vosotros": ("Gracias por vuestra ayuda y un saludo,", "Muchas gracias a todos y un saludo,"),
        "ustedes": ("Gracias de antemano por su ayuda. Un cordial saludo,", "Muchas gracias a todos y un cordial saludo,"),
        "": ("Gracias de antemano y un saludo,", "Muchas gracias por la ayuda. Un saludo,"),
    },
    "en": {
        "formal": ("Thank you in advance for your help. Kind regards,", "With many thanks and kind regards,"),
        "": ("Thanks in advance for your help,", "Many thanks,"),
    },
}  # fmt: skip
_TOLD: Final = {
    "es": {
        "usted": ("Gracias por su atención. Un cordial saludo,", "Le agradezco su tiempo. Atentamente,"),
        "ustedes": ("Gracias por su atención. Un cordial saludo,", "Muchas gracias a todos por su tiempo. Un cordial saludo,"),
        "tu": ("Gracias por tu tiempo y un saludo,", "Muchas gracias y un saludo,"),
        "vosotros": ("Gracias por vuestro tiempo y un saludo,", "Muchas gracias a todos y un saludo,"),
        "": ("Gracias y un saludo,", "Muchas gracias y un saludo,"),
    },
    "en": {
        "formal": ("Thank you for your time. Kind regards,", "With many thanks and kind regards,"),
        "": ("Thanks for your time,", "Many thanks,"),
    },
}  # fmt: skip
_RULE: Final = "grammar-mixed-address"  # whose lists tell tú from usted
_PLURAL: Final = frozenset(
    {"vosotros", "vosotras", "os", "vuestro", "vuestra", "vuestros", "vuestras"}
)
_BEFORE: Final = frozenset({"me", "nos", "¿"})
_FORMAL: Final = {
    "es": ("estimado", "estimada", "distinguid", "muy señor"),
    "en": (
        "dear mr",
        "dear ms",
        "dear mrs",
        "dear dr",
        "dear prof",
        "dear sir",
        "dear madam",
        "to whom",
    ),
}


def closings(situation: Situation, *, asks: bool) -> tuple[str, ...]:
    """Closings that fit; `asks`: the draft asks for something, so that there is help to thank for."""
    table = (_CLOSINGS if asks else _TOLD).get(situation.language, {})
    return table.get(address(situation), ())


def address(situation: Situation) -> str:
    """How the draft speaks to its readers: "tu", "usted", "vosotros", "ustedes" or, in English,
    "formal"; "" where nothing tells."""
    document, found, language = situation.document, situation.found, situation.language
    greeting = next((b for b in document.written if b.kind == "greeting"), None)
    opening = fold(document.text[greeting.start : greeting.end]) if greeting else ""
    formal = opening.lstrip().startswith(_FORMAL.get(language, ()))
    if language != "es":
        return "formal" if formal and language == "en" else ""
    said = {norm for block in document.written for norm in found.norms(block)}
    if said & _PLURAL:
        return "vosotros"
    familiar, polite = (bool(found.of(f"{_RULE}/{name}")) for name in ("tu", "usted"))
    familiar = familiar or _orders(situation)
    several = bool(found.of(f"{_RULE}/plural"))
    if familiar and not polite:
        return "tu"
    if polite or formal:
        return "ustedes" if several and not familiar else "usted"
    return ""


def _orders(situation: Situation) -> bool:
    """Whether something is asked in the second person: "¿me mandas ...?", "que me envíes"."""
    for block in situation.document.written:
        norms = situation.found.norms(block)
        for before, word in pairwise(norms):
            if (
                before in _BEFORE
                and word.endswith("s")
                and not word.endswith("is")
                and infinitive(word)
            ):
                return True
    return False
