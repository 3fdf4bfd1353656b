"""Reports made by hand for the tests of renderers: they must not change with the cards."""

from __future__ import annotations

from emailint.document import Document, read
from emailint.message import parse
from emailint.model import (
    Edit,
    Evidence,
    Example,
    Finding,
    Fix,
    Muted,
    Report,
    Rule,
    Study,
)  # fmt: skip
from emailint.render import Options, renderer
from emailint.render.summary import Summary
from emailint.score import score


def study(id: str, metric: str, grade: str, year: int, claim: tuple[str, str], **more) -> Study:
    texts = {
        "claim": dict(zip(("en", "es"), claim, strict=True)),
        "effect": {"en": "34.6 % against 50.0 %", "es": "34,6 % frente al 50,0 %"},
        "caveat": {"en": "Goes with, not causes.", "es": "Va unido, no es la causa."},
        "population": {"en": "Public lists, in English", "es": "Listas públicas, en inglés"},
    }
    defaults = {
        "design": "observational", "texts": texts, "sources": ("https://example.org/study",)
    }  # fmt: skip
    return Study(
        id=id, topic="t", metric=metric, grade=grade, direction="for", year=year, read="primary",
        **(defaults | more),
    )  # fmt: skip


STUDIES = {
    s.id: s
    for s in (
        study(
            "EV-CAPS", "replies", "B", 2017,
            ("Capitals are answered less.", "Las mayúsculas reciben menos respuestas."),
            effect=-15.4, n=301816, interval=(-17.7, -13.1), review_by="2028-11-23",
            n_text="1,687 against 300,129 threads",
        ),
        study(
            "EV-CAPS-FILTER", "filter-score", "A", 2026,
            ("Filters add points for capitals.", "Los filtros suman puntos por las mayúsculas."),
            design="source-code", review_by="2025-01-01",
        ),
        study(
            "EV-LEN", "replies", "A", 2020,
            ("Short mail is answered more.", "Los correos cortos reciben más respuestas."),
            effect=-2.1, n=7002, design="randomised",
        ),
        study(
            "EV-LEN-NOT", "replies", "B", 2022,
            ("Long sales mail is answered more.", "Los de venta, mejor largos."),
            relative=24.6, n=3_500_000,
        ),
    )
}  # fmt: skip


def rule(id: str, severity: str, evidence: tuple[Evidence, ...] = (), **more) -> Rule:
    texts = {
        "why": {"en": f"Why {id} matters.", "es": f"Por qué importa {id}."},
        "message": {
            "en": "The subject is all in capitals",
            "es": "El asunto está todo en mayúsculas",
        },
        "advice": {"en": "Write it like a sentence.", "es": "Escríbelo como una frase."},
    }
    return Rule(
        id=id, category=id.partition("-")[0], severity=severity, scope=("subject",),
        check={"kind": "case"}, texts=texts, evidence=evidence, **more,
    )  # fmt: skip


CAPS = (Evidence("EV-CAPS", "for"), Evidence("EV-CAPS-FILTER", "for"))
LENGTH = (Evidence("EV-LEN", "for"), Evidence("EV-LEN-NOT", "against"))
RULES = {
    r.id: r
    for r in (
        rule(
            "subject-all-caps", "warning", CAPS,
            examples=(
                Example("en", bad="Subject: [[READ THIS]]\n\nHi,", fix="Subject: Read this\n\nHi,"),
                Example("es", bad="Subject: [[LEE ESTO]]\n\nHola:", good="Subject: IVA\n\nHola:"),
            ),
        ),
        rule("body-too-long", "warning", LENGTH),
        rule("body-all-caps", "info"),
        rule("recipients-exposed", "error"),
    )
}  # fmt: skip

SPANISH = """\
From: Ana Prueba <ana@empresa.example>
To: uno@example.org, dos@example.com
Cc: tres@example.org
Subject: REUNIÓN DE VENTAS DEL JUEVES

Hola, Luis:

El informe está en **rojo** | y <b>ESTO ES MUY URGENTE</b> ☕ para todo el equipo.
Mándamelo hoy.

Gracias,
Ana
--\x20
Ana Prueba
Ventas

> El lunes dijiste que sí.
"""
ENGLISH = """\
From: Ana Test <ana@company.example>
To: one@example.org, two@example.com
Subject: SALES MEETING ON THURSDAY

Hi Lewis,

The report is **red** | and <b>THIS IS VERY URGENT</b> for the whole team.
Send it today.

Thanks,
Ana
"""


def spanish() -> tuple[Report, Document]:
    """A report with every severity, a fix of each kind, a header finding, a contested one."""
    document = read(SPANISH, language="es")
    findings = (
        finding(document, "recipients-exposed", "", "error", "2 direcciones ajenas a la vista",
                "Ponlas en Bcc.", 25, header="to"),
        finding(document, "subject-all-caps", "REUNIÓN DE VENTAS DEL JUEVES", "warning",
                "El asunto está todo en mayúsculas", "Escríbelo como una frase.", 11, evidence=CAPS,
                fix="Reunión de ventas del jueves"),
        finding(document, "body-all-caps", "ESTO ES MUY URGENTE", "info", "Mayúsculas en el texto",
                "", 0, fix="Esto es muy urgente", safety="shown"),
        finding(document, "body-too-long", "Mándamelo hoy.\n\nGracias,\nAna", "warning",
                "213 palabras", "Di primero qué necesitas.", 2, evidence=LENGTH, contested=True),
    )  # fmt: skip
    return report(document, findings, "borrador.eml", "es"), document


def english() -> tuple[Report, Document]:
    document = read(ENGLISH, language="en")
    findings = (
        finding(document, "subject-all-caps", "SALES MEETING ON THURSDAY", "warning",
                "The subject is all in capitals", "Write it like a sentence.", 11, evidence=CAPS,
                fix="Sales meeting on Thursday"),
        finding(document, "body-too-long", "Send it today.", "warning", "213 words",
                "Say first what you need.", 2, evidence=LENGTH, contested=True),
    )  # fmt: skip
    return report(document, findings, "inbox.mbox", "en", index=2, muted=(
        Muted("send-monday", "they asked for Monday", True), Muted("body-too-short", "", False),
    ), skipped=("recipients", "time", "language"), cut=("body after 2,000,000 characters",),
        notes=("X-Emailint-Mute: unknown rule 'x'",)), document  # fmt: skip


def samples() -> list[tuple[Report, Document]]:
    """A run of three messages: Spanish, English, and one without findings."""
    return [spanish(), english(), clean_report()]


def clean_report() -> tuple[Report, Document]:
    document = read(
        "Subject: Lunch\nTo: b@example.org\n\nHi Bo,\n\nLunch at noon?\n\nThanks,\nAna\n"
    )
    return report(document, (), "fine.eml", "en"), document


def finding(
    document: Document, rule: str, place: str, severity: str, message: str, advice: str,
    points: int, *, evidence=(), fix=None, safety="safe", header="", contested=False,
) -> Finding:  # fmt: skip
    """A finding whose place is the first time that the text `place` stands in the view."""
    start = 0 if header else document.text.index(place)
    end = start + len(place)
    (line, column), (end_line, end_column) = document.position(start), document.position(end)
    return Finding(
        rule=rule, category=rule.partition("-")[0], severity=severity, message=message,
        advice=advice, points=points, block=header or document.kind_at(start), start=start, end=end,
        line=line, column=column, end_line=end_line, end_column=end_column,
        file_line=document.file_line(start, header), contested=contested, evidence=evidence,
        fix=Fix(safety, (Edit(start, end, fix),)) if fix is not None else None,
    )  # fmt: skip


def report(document: Document, findings: tuple[Finding, ...], path: str, ui: str, **more) -> Report:
    return Report(
        **({"index": 0, "rules_run": 48} | more), path=path, subject=document.subject_text,
        language=document.language, ui_language=ui, profile="business", score=score(findings),
        findings=findings,
    )  # fmt: skip


def rendered(name: str, messages: list[tuple[Report, Document]] | None = None, **options) -> str:
    """The whole output of a run in the format `name`, with one draft that can't be read."""
    made = renderer(name, Options(studies=STUDIES, rules=RULES, **options))
    summary = Summary()
    out = [made.begin()]
    for report, document in samples() if messages is None else messages:
        summary.add(report)
        out.append(made.placed(report, made.report(report, document)))
    if messages is None:
        summary.errors += 1
        out.append(made.error("missing, 100%.eml", "No such file"))
    return "".join([*out, made.end(summary)])


def hostile(text: str) -> tuple[Report, Document]:
    """A report in which `text` stands wherever a draft or its path can put something."""
    document = Document(parse(b"To: a@example.org\nX-Odd: 1\n\nplain\n"), language="en")
    document.subject_text = text
    document.text = f"Subject: {text}\n\n{text}\nlast line"
    document.__dict__.pop("_line_starts", None)
    start, end = 9, len(document.text) - 3
    edits = (Edit(start, start + len(text), text[::-1]), Edit(end - 1, end, text))
    whole = Finding(
        rule="body-odd", category="body", severity="warning", message=text, advice=text, points=3,
        block="body", start=start, end=end, line=1, column=10, end_line=2, end_column=1,
        file_line=4, contested=False, evidence=CAPS, fix=Fix("safe", edits),
    )  # fmt: skip
    point = whole._replace(start=end, end=end, severity="error", fix=None, file_line=None)
    odd = whole._replace(
        start=0, end=0, block=text or "x", severity="info", fix=Fix("shown", edits[:1])
    )
    return report(
        document, (whole, point, odd), text, "en", index=1, muted=(Muted("a-b", text, True),),
        cut=(text,), notes=(text,), skipped=("links",),
    ), document  # fmt: skip
