"""Prints this project's own rows of rules/evidence.toml: the published headlines, tried on its corpora.

python bench/headlines.py CORPORA
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

from corpora import folder

from emailint.study.figures import ends, fixed, percent, points

LISTS: Final = ("r-package-devel", "r-help-es-odd-years")
REPEAT: Final = "emailint study " + " ".join(f"CORPORA/{name}.mbox.gz" for name in LISTS)
YEAR: Final = 2026
REVIEW: Final = "2028-11-23"
# Id and topic of the row, whether the mail that the headline speaks of has the fault, and what that
# mail is called.
HEADLINES: Final = {
    "subject-all-caps": ("CAPS", "subject.case", True, "Mail with its subject in capitals", "Los correos con el asunto en mayúsculas"),
    "subject-lowercase-start": ("LOWER", "subject.case", True, "Mail whose subject starts in lower case", "Los correos cuyo asunto empieza en minúscula"),
    "gratitude-close": ("THANKS", "body.closing", False, "Mail that closes with thanks", "Los correos que se despiden dando las gracias"),
    "monday": ("MONDAY", "time.weekday", True, "Mail sent on a Monday, not on another working day,", "Los correos enviados en lunes, y no en otro día laborable,"),
    "friday": ("FRIDAY", "time.weekday", True, "Mail sent on a Friday, not on another working day,", "Los correos enviados en viernes, y no en otro día laborable,"),
    "body-50-125-words": ("WORDS", "body.length", False, "Mail of 50 to 125 words", "Los correos de 50 a 125 palabras"),
    "subject-3-4-words": ("SHORT", "subject.length", False, "Mail with a subject of 3 or 4 words", "Los correos con un asunto de 3 o 4 palabras"),
    "questions-1-3": ("ASKS", "body.questions", False, "Mail with 1 to 3 questions, not none,", "Los correos con 1 a 3 preguntas, y no ninguna,"),
}  # fmt: skip
DIRECTIONS: Final = {"supported": "for", "contradicted": "against", "none": "null"}
CLAIMS: Final = {
    "en": ("{who} was answered more often.", "{who} was answered less often.", "{who} was answered no more and no less, as far as was seen.", "{who}: undecided whether it was answered more or less."),
    "es": ("{who} recibieron más respuestas.", "{who} recibieron menos respuestas.", "{who} no recibieron más ni menos respuestas, hasta donde se ha visto.", "{who}: sin decidir si recibieron más o menos respuestas."),
}  # fmt: skip
EFFECTS: Final = {
    "en": ("{rates} answered ({mails} mails)", "; the rest held equal, {adjusted} points ({ci})", "; p = {p}, corrected"),
    "es": ("{rates} de respuestas ({mails} correos)", "; a igualdad de lo demás, {adjusted} puntos ({ci})", "; p = {p}, corregida"),
}  # fmt: skip
POPULATION: Final = {
    ("en", "en"): "Threads opened in English on two public technical lists, r-package-devel and r-help-es",
    ("en", "es"): "Hilos abiertos en inglés en dos listas técnicas públicas, r-package-devel y r-help-es",
    ("es", "en"): "Threads opened in Spanish on two public technical lists, nearly all on r-help-es",
    ("es", "es"): "Hilos abiertos en español en dos listas técnicas públicas, casi todos en r-help-es",
}  # fmt: skip
CAVEAT: Final = {
    "en": "Lists where anybody may answer, and where some four in five threads are answered within 14 days: there is little room upward, and personal mail may differ.",
    "es": "Son listas en las que puede responder cualquiera y en las que unos cuatro de cada cinco hilos tienen respuesta en 14 días: queda poco margen hacia arriba, y el correo personal puede ser distinto.",
}  # fmt: skip


def row(told: dict[str, Any]) -> str:
    """One headline in one language as a row."""
    name, topic, at_fault, *called = HEADLINES[told["id"]]
    language, verdict, difference = told["language"], told["verdict"], told["difference"]
    lines = [f'id = "EV-OWN-{name}-{language.upper()}"', f'topic = "{topic}"', 'metric = "replies"']
    if min(told["n_with"], told["n_without"]) >= 20:
        sign = 1 if at_fault else -1
        low, high = sorted(sign * bound for bound in told["ci"])
        faultless = told["rate_without" if at_fault else "rate_with"]
        lines += [
            f"effect = {round(100 * sign * difference, 1)}",
            f"interval = [{round(100 * low, 1)}, {round(100 * high, 1)}]",
            f"relative = {round(100 * sign * difference / faultless, 1)}",
        ]
    side = {"none": 2, "too-little": 3}.get(verdict, int(difference < 0))
    lines += [
        f"n = {told['n_with'] + told['n_without']}",
        *(f"population_{ui} = {_text(POPULATION[language, ui])}" for ui in ("en", "es")),
        f"year = {YEAR}", 'design = "observational"', 'grade = "B"', 'read = "primary"',
        f'direction = "{DIRECTIONS.get(verdict, "context")}"',
    ]  # fmt: skip
    for ui, who in zip(("en", "es"), called, strict=True):
        whole = who if side < 3 else who.rstrip(",")
        lines.append(f"claim_{ui} = {_text(CLAIMS[ui][side].format(who=whole))}")
    lines += [f"effect_{ui} = {_text(_effect(told, ui))}" for ui in ("en", "es")]
    lines += [f"caveat_{ui} = {_text(CAVEAT[ui])}" for ui in ("en", "es")]
    lines += [f"repeat = {_text(REPEAT)}", 'points_in = ["list"]', f'review_by = "{REVIEW}"']
    return "\n".join(("[[row]]", *lines))


def _effect(told: dict[str, Any], ui: str) -> str:
    plain, adjusted, corrected = EFFECTS[ui]
    against = "frente a" if ui == "es" else "against"
    rates = f"{percent(ui, told['rate_with'])} {against} {percent(ui, told['rate_without'])}"
    mails = f"{fixed(ui, told['n_with'], 0)} {against} {fixed(ui, told['n_without'], 0)}"
    out = plain.format(rates=rates, mails=mails)
    if held := told["adjusted"]:
        ci = ends(ui, held["ci"]).replace("…", " … ")
        out += adjusted.format(adjusted=points(ui, held["difference"]), ci=ci)
    if told["p_adjusted"] is not None:
        p = told["p_adjusted"]
        out += (
            corrected.format(p=fixed(ui, p, 2))
            if p >= 0.01
            else corrected.format(p=f"<{fixed(ui, 0.01, 2)}").replace("= <", "< ")
        )
    return out


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    corpora = folder(sys.argv[1:])
    command = [sys.executable, "-m", "emailint", "study", "--format", "json"]
    command += [str(corpora / f"{name}.mbox.gz") for name in LISTS]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = {(h["id"], h["language"]): h for h in json.loads(done.stdout)["headlines"]}
    rows = [row(told[key, language]) for key in HEADLINES for language in ("en", "es")]
    sys.stdout.write("\n\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
