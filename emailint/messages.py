"""The small texts of the reports in both languages, and numbers as each language writes them."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "error": "error", "warning": "warning", "info": "info", "errors": "{n} error|{n} errors",
        "warnings": "{n} warning|{n} warnings", "infos": "{n} info|{n} info",
        "findings": "{n} finding|{n} findings", "no_findings": "no findings",
        "messages": "{n} message|{n} messages", "with_findings": "{n} with findings",
        "rules_ran": "{n} rule ran|{n} rules ran",
        "lines_more": "… and {n} more line|… and {n} more lines",
        "findings_more": (
            "{n} more finding is not shown here.|"
            "{n} more findings are not shown here."
        ),
        "clean_messages": "{n} message without findings.|{n} messages without findings.",
        "unreadable": "{n} could not be read|{n} could not be read",
        "points": "{n} point|{n} points", "hits": "{n} time|{n} times", "view": "view",
        "help": "help", "evidence": "evidence", "contested": "contested",
        "fix_safe": "fix (safe, --fix applies it)",
        "fix_shown": "fix (for you to judge, --fix leaves it)", "es": "Spanish", "en": "English",
        "unsure": "language unsure", "muted": "muted", "mute_unused": "unused",
        "not_run": "not run", "not_read": "not read", "note": "note",
        "skipped_headers": "no headers", "skipped_recipients": "recipients unknown",
        "skipped_time": "time unknown", "skipped_language": "language unsure", "score": "score",
        "score_range": "score: lowest {low}, mean {mean}, median {median}",
        "category_cap": "at most {cap} for “{category}”", "total": "total", "rule": "rule", "category": "category",
        "count": "count", "lost": "points", "severity": "severity", "place": "place",
        "finding": "finding", "what": "what it finds", "for": "for", "against": "against",
        "no_figure": "no figure published", "grade": "grade {grade}", "sample": "n = {n}",
        "points_of": "a difference of {figure} points in {metric}",
        "percent_of": "a difference of {figure} % (relative) in {metric}", "replies": "reply rate",
        "opens": "open rate", "clicks": "click rate", "filter-score": "spam-filter score",
        "perception": "what readers think", "behaviour": "behaviour", "incidents": "incidents",
        "prevalence": "prevalence", "none": "nothing measured", "million": "million",
        "billion": "{n} billion", "report": "Report on e-mail drafts", "index": "Messages",
        "to_index": "To the list of messages", "draft": "The draft", "to_findings": "Findings",
        "attachments": "Attachments", "no_subject": "(no subject)",
        "view_cut": "The rest of the draft is not shown.", "why": "Why", "advice": "What to do",
        "examples": "Examples", "marks": "[[…]] marks what is found.", "bad": "Instead of",
        "rewrite": "write", "good": "Fine as it is", "stale": "due for review since {date}",
        "points_how": "Points", "population": "Who", "caveat": "Caveat", "effect": "Effect",
        "sources": "Sources", "no_evidence": "Nothing was measured.",
        "points_error": (
            "An error is a fact about the draft: {points} points, whatever was "
            "measured."
        ),
        "median": "median",
        "points_unmeasured": "no study measured answers, so {effect} points are assumed",
        "points_halved": "halved because {ids} found the opposite",
        "points_bounds": "kept between 1 and {most}",
        "points_weight": "grade {grade} weighs {weight}", "randomised": "randomised trial",
        "observational": "observational", "audit": "audit", "source-code": "source code",
        "law": "law", "standard": "published rule",
        "greeting": "greeting", "quote": "quote", "closing": "closing", "signature": "signature",
        "disclaimer": "disclaimer", "line": "line {n}",
        "own": "points from your mail", "published": "published",
        "own_en": "your mail in English", "own_es": "your mail in Spanish", "own_not": "other mail, ",
        "points_fitted": (
            "Points fitted to your mail: the fit draws them towards 0 and keeps them between 1"
            " and {most}."
        ),
        "points_other": "For all other mail they come from what was published:",
        "own_effect": (
            "a difference of {difference} points in reply rate, the rest held equal"
            " (95 %: {low} … {high}; n = {n})"
        ),
        "likeness": (
            "Mail like this got a reply in {rate} % ({low}–{high}) of cases in your archive;"
            " all mail, in {overall} %"
        ),
        "coach_none": "Nothing to mend: {score}/100.",
        "coach_some": "Nothing to mend in what could be checked: {score}/100.",
        "coach_language": "Say the draft's language with --language es or --language en.",
        "coach_title": "{score}/100 now. The changes that matter most:",
        "coach_one": "{score}/100 now. The change that matters most:",
        "coach_after": "With these, {score}/100.",
        "places_more": "and {n} more place|and {n} more places",
        "repeat": "Measured by this project; to repeat it",
        "points_in": "Counts towards points in {profiles} only.",
        "null": "no effect seen", "mixed": "mixed", "context": "context",
        "asked": "What you ask",
        "propose_subject": "Subject lines from your own words:",
        "propose_ask": "Say what you ask for first:", "propose_closing": "A closing that thanks:",
        "apply_subject": "Which one? ({most}, e to write your own, n to keep yours)",
        "apply_choice": "Which one? ({most}, e to write your own, n for none)",
        "apply_yes": "Make this change? (y/n)", "apply_answer": "Answer y or n.",
        "apply_edit": "Your words:",
        "apply_none": "Nothing changed.",
        "apply_done": "{n} change made|{n} changes made", "apply_score": "{score}/100 now",
        "apply_left": "one change can't be written into this draft: make it by hand",
    },
    "es": {
        "error": "error", "warning": "advertencia", "info": "info",
        "errors": "{n} error|{n} errores", "warnings": "{n} advertencia|{n} advertencias",
        "infos": "{n} info|{n} info", "findings": "{n} aviso|{n} avisos",
        "no_findings": "sin avisos", "messages": "{n} mensaje|{n} mensajes",
        "with_findings": "{n} con avisos", "rules_ran": "{n} regla aplicada|{n} reglas aplicadas",
        "lines_more": "… y {n} línea más|… y {n} líneas más",
        "findings_more": (
            "Hay {n} aviso más que no se muestra aquí.|"
            "Hay {n} avisos más que no se muestran aquí."
        ),
        "clean_messages": "{n} mensaje sin avisos.|{n} mensajes sin avisos.",
        "unreadable": "{n} no se pudo leer|{n} no se pudieron leer",
        "points": "{n} punto|{n} puntos", "hits": "{n} vez|{n} veces", "view": "vista",
        "help": "consejo", "evidence": "datos", "contested": "discutido",
        "fix_safe": "arreglo (seguro: lo aplica --fix)",
        "fix_shown": "propuesta (decides tú: --fix no la aplica)", "es": "español",
        "en": "inglés", "unsure": "idioma dudoso", "muted": "silenciadas",
        "mute_unused": "sin efecto", "not_run": "sin comprobar", "not_read": "sin leer",
        "note": "observación", "skipped_headers": "faltan las cabeceras",
        "skipped_recipients": "destinatarios desconocidos",
        "skipped_time": "hora de envío desconocida", "skipped_language": "idioma dudoso",
        "score": "nota", "score_range": "nota: mínima {low}, media {mean}, mediana {median}",
        "category_cap": "como mucho {cap} por «{category}»", "total": "total", "rule": "regla", "category": "categoría",
        "count": "veces", "lost": "puntos", "severity": "gravedad", "place": "lugar",
        "finding": "aviso", "what": "qué detecta", "for": "a favor", "against": "en contra",
        "no_figure": "sin cifra publicada", "grade": "grado {grade}", "sample": "n = {n}",
        "points_of": "{figure} puntos de diferencia en {metric}",
        "percent_of": "{figure} % de diferencia (relativa) en {metric}", "replies": "la tasa de respuesta",
        "opens": "la tasa de apertura", "clicks": "la tasa de clics",
        "filter-score": "la puntuación del filtro antispam",
        "perception": "la impresión del lector", "behaviour": "la conducta",
        "incidents": "los incidentes", "prevalence": "la frecuencia", "none": "nada medido",
        "million": "millones", "billion": "{n} millones",
        "report": "Informe sobre borradores de correo", "index": "Mensajes",
        "to_index": "Ir a la lista de mensajes", "draft": "El borrador", "to_findings": "Avisos",
        "attachments": "Adjuntos", "no_subject": "(sin asunto)",
        "view_cut": "El resto del borrador no se muestra.", "why": "Por qué",
        "advice": "Qué hacer", "examples": "Ejemplos", "marks": "[[…]] señala lo que se detecta.",
        "bad": "En vez de", "rewrite": "escribe", "good": "Está bien así",
        "stale": "pendiente de revisión desde el {date}", "points_how": "Puntos",
        "population": "A quién se midió", "caveat": "Reservas", "effect": "Efecto",
        "sources": "Fuentes", "no_evidence": "No se ha medido nada.",
        "points_error": (
            "Un error es un hecho del borrador: {points} puntos, se haya medido lo "
            "que se haya medido."
        ),
        "median": "mediana",
        "points_unmeasured": (
            "ningún estudio midió las respuestas, así que se suponen {effect} "
            "puntos"
        ),
        "points_halved": "la mitad, porque {ids} halló lo contrario",
        "points_bounds": "siempre entre 1 y {most}",
        "points_weight": "el grado {grade} pesa {weight}", "randomised": "ensayo aleatorizado",
        "observational": "observacional", "audit": "auditoría", "source-code": "código fuente",
        "law": "ley", "standard": "norma publicada",
        "greeting": "saludo", "quote": "cita", "closing": "despedida", "signature": "firma",
        "disclaimer": "aviso legal", "line": "línea {n}",
        "own": "puntos según tu correo", "published": "publicado",
        "own_en": "tu correo en inglés", "own_es": "tu correo en español", "own_not": "el resto, ",
        "points_fitted": (
            "Puntos ajustados a tu correo: el ajuste los acerca a 0 y los mantiene entre 1"
            " y {most}."
        ),
        "points_other": "En el resto del correo salen de lo publicado:",
        "own_effect": (
            "{difference} puntos de diferencia en la tasa de respuesta, a igualdad de lo demás"
            " (95 %: {low} … {high}; n = {n})"
        ),
        "likeness": (
            "Los correos como este recibieron respuesta en el {rate} % ({low}–{high}) "
            "de los casos de tu archivo; todos juntos, en el {overall} %"
        ),
        "coach_none": "Nada que mejorar: {score}/100.",
        "coach_some": "Nada que mejorar en lo que se ha podido comprobar: {score}/100.",
        "coach_language": "Indica el idioma del borrador con --language es o --language en.",
        "coach_title": "Por ahora, {score}/100. Los cambios que más importan:",
        "coach_one": "Por ahora, {score}/100. El cambio que más importa:",
        "coach_after": "Con ellos, {score}/100.",
        "places_more": "y en {n} sitio más|y en {n} sitios más",
        "repeat": "Medido por este proyecto; para repetirlo",
        "points_in": "Solo cuenta para los puntos en {profiles}.",
        "null": "sin efecto visible", "mixed": "mixto", "context": "contexto",
        "asked": "Lo que pides",
        "propose_subject": "Asuntos con tus propias palabras:",
        "propose_ask": "Empieza por lo que pides:", "propose_closing": "Una despedida con gracias:",
        "apply_subject": "¿Cuál? ({most}; e, escribir otro; n, dejar el tuyo)",
        "apply_choice": "¿Cuál? ({most}; e, escribir otra; n, ninguna)",
        "apply_yes": "¿Hacer este cambio? (s/n)", "apply_answer": "Responde s o n.",
        "apply_edit": "Tus palabras:",
        "apply_none": "No se ha cambiado nada.",
        "apply_done": "{n} cambio hecho|{n} cambios hechos", "apply_score": "queda en {score}/100",
        "apply_left": "hay un cambio que no se puede escribir en este borrador: hazlo a mano",
    },
}  # fmt: skip


CATEGORIES: Final[dict[str, tuple[str, str]]] = {
    "subject": ("Subject", "Asunto"), "greeting": ("Greeting", "Saludo"),
    "body": ("Body", "Cuerpo"), "closing": ("Closing", "Despedida"),
    "recipients": ("Recipients", "Destinatarios"), "timing": ("Timing", "Momento del envío"),
    "tone": ("Tone", "Tono"), "grammar": ("Grammar", "Gramática"),
    "attachments": ("Attachments", "Adjuntos"), "security": ("Security", "Seguridad"),
    "inbox": ("Inbox line", "Bandeja de entrada"), "law": ("Law", "Ley"),
    "delivery": ("Deliverability", "Entrega"), "access": ("Accessibility", "Accesibilidad"),
    "clients": ("Mail programs", "Programas de correo"), "fields": ("Merge fields", "Campos"),
    "links": ("Links", "Enlaces"),
}  # fmt: skip
"""What each category is called, in English and Spanish."""


def say(language: str, key: str, **data: object) -> str:
    """The text `key` in `language` (English where it is neither), its placeholders filled."""
    text = TEXTS.get(language, TEXTS["en"])[key]
    return text.format(**data) if data else text


def name(language: str, word: str, kind: str = "") -> str:
    """What `word` of emailint's vocabulary is called; itself where it has no name."""
    return TEXTS.get(language, TEXTS["en"]).get(f"{kind}{word}", word)


def category(language: str, word: str) -> str:
    """What a category of rules is called; itself where a rule of the user's own names another."""
    return CATEGORIES.get(word, (word, word))[language == "es"]


def count(language: str, key: str, n: int) -> str:
    """The text `key` for `n` things: its form for one, or the one for none and many."""
    one, _, many = TEXTS.get(language, TEXTS["en"])[key].partition("|")
    return ((one if n == 1 else many) or one).format(n=number(language, n))


def number(language: str, value: float, *, sign: bool = False) -> str:
    """A number as the language writes it, with up to two decimals: 301,816 or 301.816."""
    text = format(round(value, 2), f"{'+' if sign else ''},").replace("-", "−").removesuffix(".0")
    return text.translate(_SPANISH) if language == "es" else text


def sample(language: str, n: int) -> str:
    """How many were measured, large numbers in millions: "115 million", "115 millones"."""
    if n < 1_000_000 or n % 100_000:
        return number(language, n)
    if n >= 1_000_000_000 and language != "es":
        return say(language, "billion", n=number(language, n / 1_000_000_000))
    return f"{number(language, n / 1_000_000)} {say(language, 'million')}"


_SPANISH: Final = str.maketrans(",.", ".,")


def generic(text: str) -> str:
    """A card's text outside any finding: an ellipsis stands for what a finding would fill in."""
    import re

    return re.sub(r"\{\w+\}", "…", text)
