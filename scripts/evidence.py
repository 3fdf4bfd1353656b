"""docs/evidence.md: every row of `rules/evidence.toml`, for and against, by topic."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from emailint.explain import study_lines
from emailint.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.model import Study
    from emailint.pack import Pack

OWN: Final = "★ "
TOPICS: Final[dict[str, tuple[str, str]]] = {
    "subject.case": ("Subject: neither all capitals nor a lower-case start", "Asunto: ni todo en mayúsculas ni empezando en minúscula"),
    "subject.errors": ("Subject: no mistakes", "Asunto: sin errores"),
    "subject.greeting": ("Subject: no greeting in it", "Asunto: sin saludos"),
    "subject.length": ("Subject: short", "Asunto: corto"),
    "subject.personal": ("Subject: the recipient's name in it", "Asunto: con el nombre del destinatario"),
    "subject.question": ("Subject: no question", "Asunto: sin preguntas"),
    "subject.readability": ("Subject: plain words", "Asunto: palabras sencillas"),
    "subject.thread": ("Subject: a new topic gets a new one", "Asunto: uno nuevo para cada tema"),
    "subject.vague": ("Subject: it says what the mail is about", "Asunto: que diga de qué trata el correo"),
    "subject.words": ("Subject: no words that sound like spam", "Asunto: sin palabras que suenen a spam"),
    "body.opening": ("Body: open with a greeting", "Cuerpo: empezar con un saludo"),
    "body.length": ("Body: neither a scrap nor an essay", "Cuerpo: ni telegrama ni tratado"),
    "body.questions": ("Body: ask outright, but not many things at once", "Cuerpo: preguntar sin rodeos, pero no muchas cosas a la vez"),
    "body.readability": ("Body: plain words, short sentences", "Cuerpo: palabras sencillas y frases cortas"),
    "body.tone": ("Body: a friendly tone, without irony", "Cuerpo: tono amable, sin ironía"),
    "body.emoji": ("Body: no smileys in a first formal mail", "Cuerpo: sin emoticonos en un primer correo formal"),
    "body.grammar": ("Body: no spelling or grammar mistakes", "Cuerpo: sin faltas de ortografía ni de gramática"),
    "body.closing": ("Body: close with a word of thanks", "Cuerpo: despedirse dando las gracias"),
    "recipients.bcc": ("Recipients: no Bcc inside the company", "Destinatarios: sin copia oculta dentro de la empresa"),
    "recipients.count": ("Recipients: few, and clear who is to answer", "Destinatarios: pocos, y que se sepa quién debe responder"),
    "recipients.wrong": ("Recipients: check the address before sending", "Destinatarios: comprobar la dirección antes de enviar"),
    "time.weekday": ("Time: avoid Mondays and Fridays", "Momento: evitar lunes y viernes"),
    "time.hour": ("Time: early in the morning or in the evening", "Momento: a primera hora o al final de la tarde"),
    "time.afterhours": ("Time: outside working hours, say that it can wait", "Momento: fuera del horario laboral, decir que puede esperar"),
    "inbox": ("Campaigns: what an inbox shows of a mail", "Campañas: qué muestra de un correo la bandeja de entrada"),
    "law": ("Campaigns: what the law asks", "Campañas: qué pide la ley"),
    "delivery": ("Campaigns: what the receiving side asks of bulk mail", "Campañas: qué pide quien recibe correo masivo"),
    "html.a11y": ("Campaigns: HTML that everyone can read", "Campañas: HTML que todos puedan leer"),
    "clients": ("Campaigns: what mail programs show", "Campañas: qué muestran los programas de correo"),
    "metric": ("Background: what open rates are worth", "Contexto: cuánto valen las tasas de apertura"),
    "load": ("Background: how much mail people get", "Contexto: cuánto correo recibe la gente"),
}  # fmt: skip
"""The advice that each topic's rows speak for or against, in the order of the page."""
_WORDS: Final = {
    "en": {
        "intro": (
            "# The evidence\n\nWritten by `make docs` from `rules/evidence.toml`: every row, for and against the "
            "advice in each\nheading. `emailint explain RULE` shows those of one rule, [rules.md](rules.md) all "
            "rules.\n\nGrades: A randomised, peer-reviewed, official or source code; B large and observational, or "
            "one A/B\ntest, with figures; C vendor or press, sample or groups unclear; D etiquette, no data. What "
            "goes together\nneed not cause anything.\n\n★ marks what this project measured itself, in public "
            "technical mailing lists ([study.md](study.md)). Those\nrows are shown with every profile and count "
            "towards points in the profile `list` only.\n"
        ),
        "counts": "{rows} rows: {told}.", "cited": "Cited by", "nobody": "no rule (background)",
    },
    "es": {
        "intro": (
            "# Los datos\n\nLo escribe `make docs` a partir de `rules/evidence.toml`: todas las filas, a favor y en "
            "contra del consejo\nde cada título. `emailint explain REGLA` muestra las de una regla; "
            "[rules.es.md](rules.es.md), todas las\nreglas.\n\nGrados: A, aleatorizado, revisado por pares, oficial o "
            "código fuente; B, observacional y grande, o una\nprueba A/B, con cifras; C, de un fabricante o de la "
            "prensa, con muestra o grupos poco claros; D, cortesía,\nsin datos. Que dos cosas vayan juntas no dice que "
            "una sea causa de la otra.\n\n★ señala lo que ha medido este mismo proyecto en listas de correo técnicas y "
            "públicas\n([study.es.md](study.es.md)). Esas filas se muestran en todos los perfiles y solo cuentan para "
            "los puntos del\nperfil `list`.\n"
        ),
        "counts": "{rows} filas: {told}.", "cited": "La cita", "nobody": "ninguna regla (contexto)",
    },
}  # fmt: skip


def evidence_page(pack: Pack, language: str) -> str:
    """All rows by topic. Raises KeyError for a topic without a title."""
    words, rows = _WORDS[language], pack.studies.values()
    tally = Counter(row.direction for row in rows)
    told = ", ".join(f"{say(language, direction)} {n}" for direction, n in tally.most_common())
    out = [words["intro"], words["counts"].format(rows=len(rows), told=told)]
    for topic in sorted({row.topic for row in rows}, key=list(TOPICS).index):
        out += ["", f"## {TOPICS[topic][language == 'es']}"]
        for row in rows:
            if row.topic == topic:
                out += ["", *_row(row, pack, language)]
    return "\n".join(out) + "\n"


def _row(row: Study, pack: Pack, language: str) -> Iterator[str]:
    first, *more = study_lines(
        row.direction, row, language, date.min
    )  # what CI compares never ages
    yield first.replace("- **", f"- {OWN}**", 1) if row.repeat else first
    yield from more
    citing = [
        f"`{rule.id}` ({say(language, cited.says)})"
        for rule in pack.rules.values()
        for cited in rule.evidence
        if cited.id == row.id
    ]
    words = _WORDS[language]
    yield f"  - {words['cited']}: {', '.join(dict.fromkeys(citing)) or words['nobody']}"
