"""What a study's reports say in whole lines, and what they call features, headlines and bins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.messages import number
from emailint.study.figures import fixed, percent
from emailint.study.model import Fit
from emailint.study.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.study.model import Archive, Bin, Effect, Refusal, Study, Waiting

NAMES: Final[dict[str, tuple[str, str]]] = {
    "subject_words": ("Words in the subject", "Palabras del asunto"),
    "subject_characters": ("Characters in the subject", "Caracteres del asunto"),
    "body_words": ("Words in the body", "Palabras del cuerpo"),
    "questions": ("Questions", "Preguntas"),
    "readability": ("Readability", "Legibilidad"),
    "greeting": ("Greeting", "Saludo"),
    "gratitude": ("Thanks at the end", "Gracias al final"),
    "weekday": ("Weekday", "Día de la semana"),
    "hour": ("Hour", "Hora"),
    "recipients": ("Recipients", "Destinatarios"),
    "links": ("Links", "Enlaces"),
    "gratitude-close": ("Closes with thanks", "Se despide dando las gracias"),
    "monday": ("Sent on a Monday", "Enviado en lunes"),
    "friday": ("Sent on a Friday", "Enviado en viernes"),
    "body-50-125-words": ("Body of 50 to 125 words", "Cuerpo de 50 a 125 palabras"),
    "subject-3-4-words": ("Subject of 3 or 4 words", "Asunto de 3 o 4 palabras"),
    "questions-1-3": ("1 to 3 questions against none", "1 a 3 preguntas frente a cero"),
}
"""What features are called, and headlines that are no rule's, in English and Spanish."""
WEEKDAYS: Final = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
}
LEAST_TOLD: Final = 50
"""Mails of a language under which all that could be told of them is that they are too few."""
_YES_NO: Final = ("greeting", "gratitude")


def label(key: str, ui: str) -> str:
    """What a feature is called, or a headline that is no rule's."""
    return NAMES[key][ui == "es"]


REASONS: Final = ("imprecise", "corrected", "unadjusted", "turned")
"""Why an effect is open though there is mail enough to test it; reports call them (a) to (d)."""


def verdict(effect: Effect, ui: str) -> str:
    """The verdict in a word, with the letter of what leaves it open."""
    if effect.reason in REASONS:
        return f"{say(ui, 'open')} ({'abcd'[REASONS.index(effect.reason)]})"
    return say(ui, effect.verdict)


def sections(study: Study, ui: str) -> Iterator[tuple[str, list[tuple[str, Effect]]]]:
    """What is laid beside what others say: the headlines, then the rules, each with its name."""
    if study.headlines:
        yield "headlines", [(_headline(h.id, study, ui), h.effect) for h in study.headlines]
    if study.effects:
        yield "rules", [(study.title(effect.id, ui), effect) for effect in study.effects]


def _headline(key: str, study: Study, ui: str) -> str:
    return label(key, ui) if key in NAMES else study.title(key, ui)


def worth_telling(study: Study) -> Study:
    """The study without the languages of too little mail: see `unjudged_lines`."""
    enough = [name for name, n in study.archive.languages.items() if n >= LEAST_TOLD]
    return study._replace(
        effects=tuple(effect for effect in study.effects if effect.language in enough),
        headlines=tuple(h for h in study.headlines if h.effect.language in enough),
        curves=tuple(curve for curve in study.curves if curve.language in enough),
        grids=tuple(grid for grid in study.grids if grid.language in enough),
        waiting=tuple(waiting for waiting in study.waiting if waiting.language in enough),
        fits=tuple(fit for fit in study.fits if fit.language in enough),
    )


def unjudged_lines(archive: Archive, ui: str) -> Iterator[str]:
    """A line for the mail of each language that nothing is told of."""
    for language, n in archive.languages.items():
        if not language:
            yield say(ui, "out_unsure", n=number(ui, n))
        elif n < LEAST_TOLD:
            name = say(ui, f"in_{language}")
            yield say(ui, "out_few", language=name, n=number(ui, n), least=LEAST_TOLD)


def archive_lines(archive: Archive, ui: str) -> tuple[str, str]:
    """What was studied: how much came of it, then when, in which languages, by how many."""
    rate = archive.replied / archive.judged if archive.judged else None
    counts = {"first": archive.first_messages, "judged": archive.judged, "replied": archive.replied}
    shown = {key: number(ui, value) for key, value in counts.items()}
    shown["messages"] = count_of(archive.messages, "messages", ui)
    span = say(ui, "span", start=archive.start, end=archive.end) if archive.start else ""
    languages = ", ".join(f"{say(ui, key)} {number(ui, n)}" for key, n in archive.languages.items())
    facts = (span or say(ui, "no_span"), languages, count_of(archive.authors, "authors", ui))
    return say(ui, "archive", rate=percent(ui, rate), **shown), say(
        ui, "archive_more", facts="; ".join(filter(None, facts)), days=number(ui, archive.window),
    )  # fmt: skip


def nothing(archive: Archive, ui: str) -> str:
    """What an archive without a judged mail lacks."""
    return say(ui, "nothing", days=number(ui, archive.window))


def count_of(n: float, key: str, ui: str) -> str:
    """The text `key` for `n` things: its form for one, or that for many."""
    one, _, many = say(ui, key).partition("|")
    return (one if n == 1 else many).format(n=number(ui, n))


def duration(hours: float, ui: str) -> str:
    """Hours, from two days on days: "6 hours", "3 days"."""
    if hours >= 48:
        return count_of(round(hours / 24, 1), "day", ui)
    return count_of(round(hours, 1), "hour", ui)


def wait_line(waiting: Waiting, ui: str) -> str:
    """The median time to a reply."""
    language = say(ui, f"in_{waiting.language}")
    if waiting.median is None:
        return say(ui, "wait_never", language=language)
    return say(ui, "wait", language=language, time=duration(waiting.median, ui))


def fit_line(fit: Fit | Refusal, ui: str) -> str:
    """How a fit did on mail that it hadn't seen, or why there is none."""
    language = say(ui, f"in_{fit.language}")
    if not isinstance(fit, Fit):
        what = say(ui, f"refused_{fit.reason}")
        n, needed = number(ui, fit.n), number(ui, fit.needed)
        return say(ui, "refused", language=language, n=n, needed=needed, what=what)
    tried = fit.validation
    told = say(
        ui, "held_out", language=language, before=number(ui, tried.n_before), split=tried.split,
        after=number(ui, tried.n_after), auc=fixed(ui, tried.auc, 3),
        low=fixed(ui, tried.auc_ci[0], 3), high=fixed(ui, tried.auc_ci[1], 3),
        brier=fixed(ui, tried.brier, 4), base=fixed(ui, tried.brier_base, 4),
    )  # fmt: skip
    return told if tried.auc_ci[0] > 0.5 else f"{told} {say(ui, 'no_skill')}"


def bin_label(feature: str, told: Bin, ui: str) -> str:
    """What a bin of a feature holds: "2–3", "≥7", "Mon", "yes"."""
    start, end = told.start, told.end
    if feature in _YES_NO:
        return say(ui, "yes" if start else "no")
    if feature == "weekday" and start is not None:
        return WEEKDAYS[ui][int(start)]
    if end is None:
        return f"≥{number(ui, start or 0)}"
    if start is None:
        return f"<{number(ui, end)}"
    last = end if feature == "readability" else end - 1
    return number(ui, start) if last <= start else f"{number(ui, start)}–{number(ui, last)}"


def bin_mark(feature: str, told: Bin, ui: str) -> str:
    """The same on an axis, where there is room for its start only."""
    if feature in (*_YES_NO, "weekday"):
        return bin_label(feature, told, ui)
    open_ended = told.end is None and "+"
    return f"{number(ui, told.start or 0)}{open_ended or ''}"
