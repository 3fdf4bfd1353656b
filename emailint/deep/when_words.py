"""The words of deadlines, which `when` looks for."""

from __future__ import annotations

from typing import Final

from emailint.tokens import fold

WORDS: Final = {
    "DAY": {
        "es": "lunes martes miércoles jueves viernes sábado domingo",
        "en": "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur"
        " thurs fri sat sun",
    },
    "MONTH": {
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre"
        " noviembre diciembre",
        "en": "january february march april may june july august september october november december"
        " jan feb mar apr jun jul aug sep sept oct nov dec",
    },
}
SHAPES: Final = {
    "NUMBER": r"^\d{1,2}(?:st|nd|rd|th|[ºª])?$",
    "CLOCK": r"^\d{1,2}(?:[:.]\d{2}h?|h)$",
    "DATE": r"^(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)$",
    "YEAR": r"^(?:19|20)\d\d$",
}
# One token a word: "a|b" is either, a last "?" makes it optional, capitals are the classes above.
WHEN: Final = {
    "en": (
        "the|this|next|coming|following? next|coming|following? DAY morning|afternoon|evening|night|noon|lunchtime|week?",
        "today|tomorrow|tonight morning|afternoon|evening|night|noon|lunchtime?",
        "this|next|the|coming|following? this|next|coming|following week|month|quarter|morning|afternoon|evening|weekend|year",
        "the? end|close|beginning|start|middle of the|this|next|our? business|day|week|month|year|quarter|play|today|tomorrow|MONTH|DAY|weekend day?",
        "noon|midday|midnight|lunchtime|lunch|eod|cob|eob|eow|eom|christmas|easter|then",
        "NUMBER|CLOCK a.m.|p.m.|am|pm|o'clock|hours",
        "CLOCK",
        "MONTH the? NUMBER ,? YEAR?",
        "the? NUMBER of? MONTH ,? YEAR?",
        "the NUMBER",
        "the? weekend",
        "DATE",
        "NUMBER|one|two|three|four|five|a|couple|few working|business|more|of? days|day|hours|hour|weeks|week|minutes",
        "your|the|our|my next|first|last? meeting|call|deadline|launch|holidays|visit|board|review",
    ),
    "es": (
        "el|este|próximo? próximo? DAY próximo|NUMBER? ,? NUMBER?",
        "el|este|próximo? próximo? DAY que viene",
        "el|este|próximo? próximo? DAY NUMBER? de MONTH",
        "el|este|próximo? DAY a|por|al la|las|primera|última|mediodía mañana|tarde|noche|hora",
        "el|este? DAY al mediodía",
        "pasado? mañana mismo|temprano?",
        "hoy mismo?",
        "mañana|hoy a|por|al la|las|primera|última|mediodía? mañana|tarde|noche|hora|mediodía",
        "esta|la|este|el próxima|próximo|misma|mismo? semana|mes|tarde|noche|mañana|trimestre|quincena",
        "la|el semana|mes|lunes|viernes que viene|entra",
        "el? final|finales|fin|fines|principios|mediados|cierre de|del este|esta|la|el|semana|mes|año|día|jornada|trimestre|MONTH mes|semana|año|día|jornada|trimestre|MONTH?",
        "el? día? NUMBER de MONTH de|del? YEAR?",
        "el día? NUMBER|DATE",
        "día NUMBER|DATE",
        "DATE",
        "la|las NUMBER|CLOCK|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce h|hs|hrs|horas?",
        "la|las NUMBER|CLOCK|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce de la tarde|mañana|noche",
        "CLOCK h|hs|horas?",
        "el? mediodía|medianoche|navidad|entonces|verano",
        "primera|última hora de|del? la|el|hoy|mañana|lunes|martes|miércoles|jueves|viernes? mañana|tarde|DAY?",
        "NUMBER|un|una|dos|tres|cuatro|cinco|par|unos|pocos|diez|quince de? día|días|hora|horas|semana|semanas|minutos hábiles|laborables?",
        "la|tu|su|nuestra|el próxima|siguiente? reunión|llamada|visita|junta|comité|lanzamiento|plazo",
    ),
}
LEADS: Final = {
    "en": (
        "by",
        "before",
        "until",
        "till",
        "(no|not|any) later than",
        "on or before",
        "prior to",
        "within (the next|)",
        "in the next",
        "over the next",
        "due (on|by|)",
        "deadline (is|:|of)",
        "at the latest (by|on|)",
        "in time for",
        "ahead of",
        "need (it|this|them) (on|for)",
    ),
    "es": (
        "antes de",
        "antes del",
        "para",
        "hasta",
        "a más tardar (en|)",
        "como (muy|más|) tarde",
        "como máximo",
        "no más tarde (de|del)",
        "de aquí (a|al)",
        "dentro de",
        "en el plazo (máximo|) de",
        "en un plazo (máximo|) de",
        "en las próximas",
        "en los próximos",
        "a lo largo de",
        "durante",
        "(la fecha límite|el plazo) (es|termina|acaba|finaliza|vence|:)",
    ),
}
ALONE: Final = {
    "en": ("today", "tomorrow", "tonight", "this", "eod", "cob", "eob", "eow"),
    "es": ("hoy", "mañana", "pasado", "esta", "este"),
}
"""The first word of a time that is a deadline by itself where something is asked."""
SOON: Final = {
    "en": ("asap", "a.s.a.p", "as soon as (possible|you can)", "at the latest", "right away"),
    "es": ("cuanto antes", "lo antes posible", "lo más pronto posible", "a la mayor brevedad (posible|)",
           "con urgencia", "de inmediato", "sin falta", "como (muy|) tarde", "a más tardar"),
}  # fmt: skip
GLUE: Final = frozenset({"at", "on", ",", "a", "the", "(", "of", "el", "por", "al", "este", "next"})
EVENT_LEADS: Final = frozenset(
    ["before", "prior to", "ahead of", "in time for", "antes de", "antes del"]
)
ARTICLES: Final = frozenset(
    [
        "the",
        "our",
        "your",
        "my",
        "this",
        "that",
        "next",
        "el",
        "la",
        "los",
        "las",
        "tu",
        "su",
        "nuestra",
        "nuestro",
        "esa",
        "ese",
        "esta",
        "este",
    ]
)
VERBAL: Final = ("ing", "ar", "er", "ir", "rlo", "rla")
BACK: Final = 6  # words of a time before "at the latest"
REACH: Final = 12  # words of a time
NOT_BEFORE: Final = frozenset({"la", "por", "de", "las", "cada", "every", "each", "until", "since"})


ALONE_FOLDED: Final = {code: frozenset(map(fold, first)) for code, first in ALONE.items()}
