"""A well-made Spanish newsletter: nothing is found in it; one fault more, and that alone is."""

from __future__ import annotations

from pathlib import Path

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Report
from emailint.pack import Pack

CLEAN = (Path(__file__).parent / "data/newsletter.es.html").read_text(encoding="utf-8")
UTM = "?utm_source=boletin&amp;utm_medium=email&amp;utm_campaign=otono-2026"
FOOT = '<a href="*|UNSUB|*" style="color:#555555;">Darte de baja</a>'
PREFERENCES = ' o <a href="*|UPDATE_PROFILE|*" style="color:#555555;">cambiar tus preferencias</a>'
BUTTON = f'<a href="https://ribera.example/otono{UTM}" style="color:#7a1f1f;">'
COMPANY = "Libros Ribera, S.L. · Calle Mayor, 5 · 41001 Sevilla · NIF B00000000"
WHY = "Recibes este correo porque te apuntaste al boletín en nuestra web."
SUBJECT = "Las lecturas de otoño ya están en la mesa"
PREHEADER = "preheader: Doce novedades, tres clubes y un paseo literario el 14 de noviembre\n"
FROM = "from: Librería Ribera <hola@ribera.example>"
TOP = '<body style="margin:0;padding:0;background-color:#f4f1ea;">'


def lint(pack: Pack, html: str, **config: str) -> Report:
    report = Linter(pack, Config(**config)).lint(read(html, kind="html"))  # type: ignore[arg-type]
    assert report.notes == ()
    return report


def planted(*edits: tuple[str, str]) -> str:
    html = CLEAN
    for old, new in edits:
        assert old in html, old
        html = html.replace(old, new)
    return html


@pytest.mark.parametrize("jurisdiction", ["", "es", "eu", "us"])
def test_nothing_is_found_in_a_well_made_one(pack: Pack, jurisdiction: str) -> None:
    report = lint(pack, CLEAN, jurisdiction=jurisdiction)
    assert [(f.rule, f.message) for f in report.findings] == []
    assert (report.profile, report.language) == ("campaign", "es")


@pytest.mark.parametrize(
    ("edits", "rules"),
    [
        ([(PREHEADER, "")], ["preheader-missing"]),
        (
            [(PREHEADER, ""), (TOP, f'{TOP}<a href="*|ARCHIVE|*">Ver en el navegador</a>')],
            ["preheader-leaks-text", "preheader-missing"],
        ),
        ([(PREHEADER, f"preheader: {SUBJECT}\n")], ["preheader-repeats-subject"]),
        ([(PREHEADER, f"preheader: {'Doce novedades y un paseo. ' * 6}\n")], ["preheader-too-long"]),
        ([(SUBJECT, SUBJECT + " de la librería, y las hemos leído todas")], ["subject-cut-off"]),
        ([(SUBJECT, "*|FNAME|*, ya están aquí las lecturas")], ["personalisation-without-fallback"]),
        ([(FROM, "from: hola@ribera.example")], ["sender-nameless"]),
        (
            [(FROM, "from: Librería Ribera <no-reply@ribera.example>"), ("reply-to: hola@ribera.example\n", "")],
            ["sender-no-reply"],
        ),
        ([(FROM, "from: Librería Ribera <libreriaribera@gmail.com>")], ["sender-domain-misaligned"]),
        ([(f"{FOOT}{PREFERENCES}.", "")], ["unsubscribe-missing"]),
        (
            [(f"{FOOT}{PREFERENCES}", "Para darte de baja, llama al 954 000 000")],
            ["opt-out-address-missing"],
        ),
        ([(PREFERENCES, ""), (FOOT, FOOT.replace("color:#555555", "font-size:6px"))], ["font-too-small", "unsubscribe-hard-to-find"]),
        ([(COMPANY, "Hasta pronto"), (WHY, "Recibes este correo porque te apuntaste.")], ["postal-address-missing", "sender-unidentified"]),
        ([("· Calle Mayor, 5 · 41001 Sevilla ·", "·")], ["postal-address-missing"]),
        ([(BUTTON, '<a href="" style="color:#7a1f1f;">')], ["link-empty"]),
        ([(BUTTON, '<a href="#" style="color:#7a1f1f;">')], ["link-placeholder"]),
        ([(BUTTON, '<a href="https://bit.ly/3otono" style="color:#7a1f1f;">')], ["link-shortened"]),
        ([(BUTTON, '<a href="https://ribera.example/otono" style="color:#7a1f1f;">')], ["utm-missing"]),
        ([(f"otono{UTM}", f"otono{UTM.replace('boletin', 'Boletin')}")], ["utm-inconsistent"]),
        ([("Ver las doce lecturas de otoño</a>", "Saber más</a>"), ("Reservar plaza en el paseo</a>", "Saber más</a>")], ["link-duplicate-text"]),
        ([("</body>", '<img src="https://t.envios.example/o.gif" width="1" height="1" alt=""></body>')], ["tracking-pixel"]),
        ([("</body>", f"<!-- {'x' * 104_448} --></body>")], ["html-clipped"]),
        ([("Con el frío vuelven", "Lorem ipsum dolor sit amet. Con el frío vuelven")], ["template-unfilled"]),
        ([("https://ribera.example/paseo", "http://ribera.example/paseo")], ["link-insecure"]),
        (
            [(PREHEADER, ""), (TOP, f'{TOP}<div style="display:none">Doce novedades y un paseo literario por la Sevilla de Cernuda</div>')],
            [],
        ),
    ],
)  # fmt: skip
def test_one_fault_more(pack: Pack, edits: list[tuple[str, str]], rules: list[str]) -> None:
    found = sorted({f.rule for f in lint(pack, planted(*edits)).findings})
    assert found == rules


def test_its_lines_are_those_of_the_file(pack: Pack) -> None:
    report = lint(pack, planted((BUTTON, '<a href="#" style="color:#7a1f1f;">')))
    lines = [f.file_line for f in report.findings]
    assert lines == [CLEAN[: CLEAN.index(BUTTON)].count("\n") + 1]
    (subject,) = lint(pack, planted((FROM, "from: hola@ribera.example"))).findings
    assert (subject.block, subject.file_line) == ("from", 4)
