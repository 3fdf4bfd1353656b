"""What spam filters charge for a draft, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.campaign.spam import NAMES, reason
from emailint.messages import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.model import Report, SpamWeight

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Spam filters", "line": "{name}: {total} of {limit}", "reckoned": "by its published scores",
        "asked": "asked", "nothing": "nothing", "caps": "subject in capitals",
        "long": "very long subject", "marks": "? and ! in the subject", "buy": "subject begins with buy",
        "question": "subject ends with a question mark", "money": "a currency sign in the subject",
        "no_text": "no text part", "differs": "text part and HTML differ",
        "no_date": "no Date", "no_subject": "no subject", "no_id": "no Message-ID", "no_to": "no To",
        "images": "images and hardly any words", "short_images": "short HTML with images", "link_image": "a linked image and little else",
    },
    "es": {
        "title": "Filtros antispam", "line": "{name}: {total} de {limit}",
        "reckoned": "según sus puntuaciones publicadas", "asked": "consultado", "nothing": "nada",
        "caps": "asunto en mayúsculas", "long": "asunto larguísimo", "marks": "? y ! en el asunto",
        "buy": "el asunto empieza por buy", "question": "el asunto acaba en interrogación",
        "money": "símbolo de moneda en el asunto", "no_text": "sin parte de texto",
        "differs": "la parte de texto y el HTML difieren", "no_date": "sin Date",
        "no_subject": "sin asunto", "no_id": "sin Message-ID", "no_to": "sin To",
        "images": "imágenes y apenas palabras", "short_images": "HTML corto con imágenes", "link_image": "una imagen enlazada y poco más",
    },
}  # fmt: skip
LEAST: Final = 0.05
"""Points that are worth a word; filters have many rules that only note something."""


def spam_lines(report: Report) -> Iterator[str]:
    """A line for each filter: "SpamAssassin 4.0.1 …: 0.6 of 5 (subject in capitals 0.5, …)"."""
    for weight in report.spam:
        yield spam_line(weight, report.ui_language)


def spam_line(weight: SpamWeight, ui: str) -> str:
    """What one filter charges, the dearest first, and how that is known."""
    words = WORDS.get(ui, WORDS["en"])
    name = f"{NAMES[weight.engine]} {weight.version.partition('-')[0]}".strip()
    line = words["line"].format(
        name=f"{name} ({words['asked' if weight.asked else 'reckoned']})",
        total=number(ui, weight.total), limit=number(ui, weight.limit),
    )  # fmt: skip
    worth = [c for c in weight.charges if abs(c.points) >= LEAST]
    worth.sort(key=lambda charge: -charge.points)
    told = ", ".join(
        f"{words.get(reason(c.symbol), c.symbol)} {number(ui, c.points)}" for c in worth
    )
    return f"{line} ({told})" if told else line
