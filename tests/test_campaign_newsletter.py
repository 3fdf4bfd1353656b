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
            ["preheader-leaks-text"],
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
            ["unsubscribe-missing"],
        ),
        (
            [(f"{FOOT}{PREFERENCES}", "Para darte de baja, escribe a no-reply@ribera.example")],
            ["opt-out-address-missing"],
        ),
        ([(PREFERENCES, ""), (FOOT, FOOT.replace("color:#555555", "font-size:6px"))], ["font-too-small", "unsubscribe-hard-to-find"]),
        ([(COMPANY, "Hasta pronto"), (WHY, "Recibes este correo porque te apuntaste.")], ["postal-address-missing", "sender-unidentified"]),
        ([(COMPANY, "© 2026 El Faro"), (WHY, "Recibes este correo porque te apuntaste.")], ["postal-address-missing", "sender-unidentified"]),
        ([("· Calle Mayor, 5 · 41001 Sevilla ·", "·")], ["postal-address-missing"]),
        ([("· Calle Mayor, 5 · 41001 Sevilla ·", "·"), (f"{FOOT}{PREFERENCES}.", "")], ["postal-address-missing", "unsubscribe-missing"]),
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


FLYER = '<!DOCTYPE html><html lang="es"><body><a href="https://ribera.example"><img src="https://ribera.example/cartel.jpg" alt=""></a></body></html>'


@pytest.mark.parametrize("text", ["Rebajas\nhttps://ribera.example\n", None])
def test_a_flyer_of_pictures_is_judged_whatever_its_text_part(pack: Pack, text: str | None) -> None:
    headers = "From: noreply@ribera.example\nTo: ana@example.es\nSubject: Rebajas\n"
    report = Linter(pack, Config()).lint(read(sent(headers, text, FLYER)))
    assert (report.profile, report.language) == ("campaign", "es")
    asked = {
        "image-only",
        "alt-missing",
        "preheader-missing",
        "sender-unidentified",
        "unsubscribe-missing",
    }
    assert asked <= {f.rule for f in report.findings}


@pytest.mark.parametrize(
    "picture",
    ['<img src="https://t.example/o.gif" width="1" height="1">', '<img src="x" style="width:1px;height:1px">', "<!-- <img src='x'> -->"],
)  # fmt: skip
def test_html_that_shows_nothing_gives_way_to_the_text_part(picture: str) -> None:
    document = read(sent(text="Hola, Ana", html=f"<html><body>{picture}</body></html>"))
    assert (document.html, document.text.split()[-2:]) == (None, ["Hola,", "Ana"])


def test_its_lines_are_those_of_the_file(pack: Pack) -> None:
    report = lint(pack, planted((BUTTON, '<a href="#" style="color:#7a1f1f;">')))
    lines = [f.file_line for f in report.findings]
    assert lines == [CLEAN[: CLEAN.index(BUTTON)].count("\n") + 1]
    (subject,) = lint(pack, planted((FROM, "from: hola@ribera.example"))).findings
    assert (subject.block, subject.file_line) == ("from", 4)


HEADERS = (
    "From: Librería Ribera <hola@ribera.example>\nTo: ana@example.es\n"
    f"Subject: {SUBJECT}\nDate: Tue, 10 Nov 2026 10:05:00 +0100\n"
    "List-Unsubscribe: <https://ribera.example/baja/7>, <mailto:baja@ribera.example>\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
)
HTML = CLEAN.split("---\n", 2)[2].replace(
    TOP, f'{TOP}<div style="display:none">{PREHEADER[11:].strip()}{"&#847;&zwnj;&nbsp;" * 20}</div>'
)
TEXT = read(CLEAN, kind="html").text.partition("\n\n")[2]


def sent(headers: str = HEADERS, text: str | None = TEXT, html: str = HTML, more: str = "") -> str:
    """The newsletter as a service sends it."""
    parts = "" if text is None else f"--a\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    parts += f"--a\nContent-Type: text/html; charset=utf-8\n\n{html}\n--a--\n"
    return (
        f'{headers}Content-Type: multipart/mixed; boundary="m"\n\n'
        f'--m\nContent-Type: multipart/alternative; boundary="a"\n\n{parts}{more}--m--\n'
    )


@pytest.mark.parametrize(
    ("mail", "rules"),
    [
        (sent(), []),
        (sent(text=None), ["text-part-missing"]),
        (sent(text="  \n"), ["text-part-missing"]),
        (sent(text=TEXT.replace("8 euros", "8 euros, y 5,50 euros con carné")), ["text-part-differs"]),
        (sent(text="Feliz verano de parte de todas"), ["text-part-differs"]),
        (sent(html=HTML.replace("8 euros", "8,00&nbsp;€ (un 20&#8239;% menos)"), text=TEXT.replace("8 euros", "8 € (un 20% menos)")), []),
        (sent(html=HTML.replace("novedades", "nove&shy;da&shy;des")), []),
        (
            sent(more='--m\nContent-Type: application/pdf; name="guía.pdf"\n\nx\n'),
            ["attachment-in-campaign"],
        ),
        (sent(more='--m\nContent-Type: text/calendar; name="paseo.ics"\n\nx\n'), []),
        (sent(HEADERS.replace("List-Unsubscribe-Post", "X-Post")), ["list-unsubscribe-missing"]),
        (sent("Return-Path: <r@envios.example>\n" + HEADERS), ["sender-domain-misaligned"]),
        (sent("Return-Path: <r@m.ribera.example>\nSender: a@envios.example\n" + HEADERS), []),
        (sent(HEADERS.replace("To: ana@example.es\n", "")), []),
    ],
)  # fmt: skip
def test_as_it_is_sent(pack: Pack, mail: str, rules: list[str]) -> None:
    report = Linter(pack, Config()).lint(read(mail))
    assert report.notes == ()
    assert [f.rule for f in report.findings] == rules
    assert report.profile == "campaign"


@pytest.mark.parametrize(
    ("draft", "kind", "profile"),
    [
        ("<p>Hola", "html", "campaign"),
        ("---\nsubject: Rebajas\n---\n<p>Hola", "html", "campaign"),
        ("Subject: Rebajas\nList-Unsubscribe: <mailto:a@e.example>\n\nHola", "message", "campaign"),
        ("Subject: Rebajas\nContent-Type: text/html\n\n<p>Hola, *|FNAME|*</p>", "message", "campaign"),
        ("Subject: Rebajas\nContent-Type: text/html\n\n<p>Hola</p><p>Darme de baja</p>", "message", "campaign"),
        (sent(HEADERS.partition("List-")[0], html=HTML.replace(FOOT, "")), "message", "campaign"),
        ("Subject: Rebajas\nContent-Type: text/html\n\n<p>Hola, Ana</p>", "message", "business"),
        (f"Subject: Rebajas\nList-Id: <l.ribera.example>\nContent-Type: text/html\n\n{HTML}", "message", "campaign"),
        ("Subject: Rebajas\nList-Id: <l.ribera.example>\nContent-Type: text/html\n\n<p>Hola, lista</p>", "message", "list"),
        ("To: ana@example.es\nSubject: Rebajas\nContent-Type: text/html\n\n<p>Hola, {{Nombre}}:</p>", "message", "business"),
        ("To: ana@example.es\nSubject: Rebajas\nContent-Type: text/html\n\n<table><tr><td>Hola, {{Nombre}}</table>", "message", "campaign"),
        ("Subject: Re: Rebajas\nIn-Reply-To: <a@b>\n\nHola. Darse de baja: https://e.example", "message", "business"),
        ("---\nsubject: [Prueba] Rebajas\n---\n<p>Hola", "html", "campaign"),
        ("Subject: [r-help] Rebajas\nContent-Type: text/html\n\n<p>Hola</p>", "message", "list"),
        ("---\nsubject: RE: Rebajas\n---\n<p>Hola", "html", "campaign"),
        ("Subject: RE: Rebajas\nContent-Type: text/html\n\n<p>Hola, *|FNAME|*</p>", "message", "campaign"),
        ("Subject: RV: Rebajas\nContent-Type: text/html\n\n<p>Hola</p><p>Darme de baja</p>", "message", "business"),
        ("Subject: RE: Rebajas\nContent-Type: text/html\n\n<p>Sí</p><blockquote type=cite>Hola, *|FNAME|*</blockquote>", "message", "business"),
    ],
)  # fmt: skip
def test_what_is_a_campaign(pack: Pack, draft: str, kind: str, profile: str) -> None:
    assert Linter(pack, Config()).lint(read(draft, kind=kind)).profile == profile


def test_a_campaign_that_feigns_an_answer(pack: Pack) -> None:
    mail = (
        "From: Sol <a@sol.example>\nSubject: RE: ¡¡Rebajas de enero!!\nContent-Type: text/html\n\n"
        "<p>Hola, *|FNAME|*:</p><p>Ya están aquí las rebajas de la tienda, con descuentos en todo.</p>"
    )
    rules = {f.rule for f in Linter(pack, Config()).lint(read(mail)).findings}
    assert rules >= {"subject-fake-reply", "subject-shouting", "unsubscribe-missing"}


def test_the_preview_that_is_quoted_has_no_tags_of_conditions(pack: Pack) -> None:
    tags = "{{#if vip}}{{ first_name }}, mañana empieza.{{/if}}"
    report = lint(pack, f"<!DOCTYPE html><html><body><p>{tags}</p></body></html>")
    (found,) = (f for f in report.findings if f.rule == "preheader-missing")
    assert "{{ first_name }}, mañana empieza." in found.message
    assert "{{#if" not in found.message
    assert "{{/if" not in found.message
