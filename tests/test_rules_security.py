"""Secrets, links and templates: tables of what is one and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack

PACK = load_pack(cache=False)


def found(
    rule: str, text: str, *, kind: str = "text", profile: str = "business", language: str = ""
) -> list[str]:
    """The marked places of `rule`; header fields by their name."""
    document = read(text, kind=kind, language=language)
    report = Linter(PACK, Config(profile=profile, select=(rule,))).lint(document)
    assert report.notes == ()
    return [document.text[f.start : f.end] if f.end else f.block for f in report.findings]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Contraseña: Verano2026!", "Verano2026!"),
        ("contraseña: luna2024", "luna2024"),
        ("La contraseña del wifi es: Patata_99", "Patata_99"),
        ("La clave de acceso es Xy12abcd.", "Xy12abcd"),
        ("La contraseña es 123456", "123456"),
        ("El PIN es 4821", "4821"),
        ("Password: swordfish", "swordfish"),
        ("Password:\n  hunter2x", "hunter2x"),
        ("The password for the shared folder is B4nana-Split", "B4nana-Split"),
        ("user ana / pass: Tr33house", "Tr33house"),
        ("pwd=s3cret", "s3cret"),
        ("The password for your account: P00502 has been reset to: 14547925", "14547925"),
        ("The password for your account: P00502   has been reset to: Xy77zz", "Xy77zz"),
        ("Password for account 4411 reset to: Xy77zz", "Xy77zz"),
        ("user lola and password W1nter-Moss88", "W1nter-Moss88"),
        ("usuario ana y contraseña Tr3bol-Azul", "Tr3bol-Azul"),
        ("usuario ana y clave Tr3bol-Azul", "Tr3bol-Azul"),
        ("La clave de acceso Verde2031.", "Verde2031"),
        ("con el PIN 4821", "4821"),
        ("key AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
        ("xoxb-123456789012-abcdefABCDEF", "xoxb-123456789012-abcdefABCDEF"),
        ("use sk-abcdefghijklmnopqrstuvwx now", "sk-abcdefghijklmnopqrstuvwx"),
        ("4242 4242 4242 4242", "4242 4242 4242 4242"),
        ("VISA 4012888888881881 caduca 12/29", "4012888888881881"),
        ("amex 3782 822463 10005", "3782 822463 10005"),
        ("5555-5555-5555-4444", "5555-5555-5555-4444"),
        ("IBAN: ES91 2100 0418 4502 0005 1332", "ES91 2100 0418 4502 0005 1332"),
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 19"),
        ("NL91ABNA0417164300", "NL91ABNA0417164300"),
        ("FR14 2004 1010 0505 0001 3M02 606", "FR14 2004 1010 0505 0001 3M02 606"),
    ],
)
@pytest.mark.parametrize("language", ["es", "en", ""])
def test_secrets(text: str, secret: str, language: str) -> None:
    assert found("secret-in-clear", f"Aquí va. {text}\n\nGracias.", language=language) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "Contraseña: ********",
        "Contraseña: (te la mando por teléfono)",
        "Contraseña: la misma de siempre",
        "Contraseña: pendiente",
        "La clave es tener paciencia.",
        "La clave está en 2026.",
        "Palabras clave: Regresión2, R",
        "¿Has olvidado la contraseña? Cámbiala en https://example.com/clave",
        "The password is case-sensitive.",
        "The password is required.",
        "Password: <your password>",
        "Password: your_password",
        "pwd = askForPassword('x1')",
        "password = Sys.getenv('PWD1')",
        "Please change your password by Friday 13.",
        "pass: the ball2 and run",
        "El pin: rojo",
        "El pin 12 y el pin rojo van a masa.",
        "The password policy2 page, the password SHA256 and password-protected2 files.",
        "La contraseña caduca el 12/05/2026.",
        "La clave A4-2026 del expediente.",
        "4012888888881882",
        "Pedido 4012888888881881",
        "7\tMerlo\t0014\t4111111111111111\t2013-02-16",
        "Tel. +34 600 123 456 789 012",
        "1234 5678 9012 3456",
        "ES92 2100 0418 4502 0005 1332",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
        "-----BEGIN PUBLIC KEY-----",
        "risk-averse task-oriented desk-abcdefghijklmnopqrstuvwxyz",
    ],
)
def test_no_secrets(text: str) -> None:
    assert found("secret-in-clear", f"Aquí va. {text}\n\nGracias.", language="es") == []


def test_the_secret_is_in_no_message() -> None:
    document = read(
        "Contraseña: Verano2026!\nTarjeta: 4111 1111 1111 1111", kind="text", language="es"
    )
    report = Linter(PACK, Config(select=("secret-in-clear",))).lint(document)
    assert len(report.findings) == 2
    for finding in report.findings:
        assert "Verano" not in finding.message + finding.advice
        assert "4111" not in finding.message + finding.advice


def page(href: str, text: str) -> str:
    return (
        f'<html><body><p>Hola, Ana:</p><p>Entra en <a href="{href}">{text}</a>.</p></body></html>'
    )


@pytest.mark.parametrize(
    ("href", "text", "hit"),
    [
        ("https://trap.example.net/x", "www.bank.com", True),
        ("https://trap.example.net/bank.com", "https://bank.com/login", True),
        ("https://login.bank.com/x", "bank.com", False),
        ("https://bank.es", "www.bank.com", False),
        ("https://shop.com.ar", "https://www.shop.com.ar/x", False),
        ("https://one.com.ar", "two.com.ar", True),
        ("https://docs.example.net/a.pdf", "informe.pdf", False),
        ("https://eur01.safelinks.protection.outlook.com/?url=x", "bank.com", False),
        ("https://click.mailer.example/abc", "bank.com", True),
        ("https://bit.ly/abc", "bank.com", True),
        ("{{url}}", "bank.com", False),
        ("https://trap.example.net", "la web de bank.com y más", False),
        ("mailto:ana@bank.com", "ana@bank.com", False),
    ],
)
def test_link_mismatch(href: str, text: str, *, hit: bool) -> None:
    assert found("link-mismatch", page(href, text), kind="html") == ([text] if hit else [])


@pytest.mark.parametrize(
    ("href", "hit"),
    [
        ("https://click.mailer.example/abc", False),
        ("https://acme.list-manage.com/abc", False),
        ("https://trap.example.net/x", True),
    ],
)
def test_in_campaigns_clicks_are_counted(href: str, *, hit: bool) -> None:
    text = "www.bank.com"
    places = found("link-mismatch", page(href, text), kind="html", profile="campaign")
    assert places == ([text] if hit else [])


@pytest.mark.parametrize(
    ("own", "to", "like"),
    [
        ("acme.example", "luis@acre.example", False),  # other words
        ("plaza.example", "luis@placa.example", False),
        ("pueblo.example", "luis@puebla.example", True),
        ("acme.example", "luis@\u0430cme.example", True),
        ("arno.example", "luis@amo.example", True),
    ],
)
def test_short_names_are_one_letter_apart_by_chance(own: str, to: str, *, like: bool) -> None:
    draft = f"From: marta@{own}\nTo: {to}\nSubject: Obra\n\nHola."
    assert found("link-lookalike", draft, kind="message") == (["to"] if like else [])


@pytest.mark.parametrize(
    ("url", "hit"),
    [
        ("http://www.example.org/a", True),
        ("HTTP://www.example.org/a", True),
        ("https://www.example.org/a", False),
        ("http://localhost:8000", False),
        ("http://192.168.0.1/x", False),
        ("http://nas.local/x", False),
        ("http://intranet/x", False),
        ("http://[", False),
    ],
)
def test_link_insecure(url: str, *, hit: bool) -> None:
    assert found("link-insecure", f"Mira {url} luego.") == ([url] if hit else [])


@pytest.mark.parametrize(
    ("to", "body", "places"),
    [
        ("luis@acmecorp.example", "", []),
        ("luis@acrnecorp.example", "", ["to"]),
        ("luis@acmecrop.example", "", ["to"]),
        ("luis@acmecorpp.example", "", ["to"]),
        ("luis@acmecorp1.example", "", []),
        ("luis@\u0430cmecorp.example", "", ["to"]),
        ("luis@gmial.com", "", ["to"]),
        ("luis@gmail.con", "", ["to"]),
        ("luis@email.com", "", []),
        ("luis@ymail.com", "", []),
        (
            "luis@otra.example",
            "https://acmecorp.example.trap.example/x",
            ["https://acmecorp.example.trap.example/x"],
        ),
        ("luis@otra.example", "https://acnecorp.example/x", ["https://acnecorp.example/x"]),
        ("luis@otra.example", "https://news.acmecorp.example/x", []),
        ("luis@otra.example", "https://acme.example/x", []),
    ],
)
def test_link_lookalike(to: str, body: str, places: list[str]) -> None:
    draft = f"From: marta@acmecorp.example\nTo: {to}\nSubject: Obra\n\nMira esto: {body} Gracias."
    assert found("link-lookalike", draft, kind="message") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hola, {{nombre}}:", ["{{nombre}}"]),
        ("Hola, {nombre}:", ["{nombre}"]),
        ("Hola, [NOMBRE]:", ["[NOMBRE]"]),
        ("Hola, <Nombre>:", ["<Nombre>"]),
        ("Hola, %FNAME%:", ["%FNAME%"]),
        ("Hola, *|FNAME|*:", ["*|FNAME|*"]),
        ("Hola, ${nombre}:", ["${nombre}"]),
        ("Hola, [Nombre del cliente]:", ["[Nombre del cliente]"]),
        ("Estimado/a ,\n\nLe escribo por la obra.", ["Estimado/a ,"]),
        ("Dear ,\n\nI write about the works.", ["Dear ,"]),
        ("Hola null,\n\nTe escribo por la obra.", ["Hola null,"]),
        ("La cita es el XX/XX/XXXX a las diez.", ["XX/XX/XXXX"]),
        ("La cita es el XX de mayo.", ["XX"]),
        ("Son XXX euros.", ["XXX"]),
        ("TODO: revisar las cifras", ["TODO: revisar las cifras"]),
        ("El precio es [TBD].", ["[TBD]"]),
        ("Atentamente,\n[Your Name]", ["[Your Name]"]),
        ("The date is [insert date here].", ["[insert date here]"]),
        ("Lorem ipsum dolor sit amet, consectetur.", ["Lorem ipsum dolor sit amet"]),
        ("Hola, Ana:\n\nVino TODO EL MUNDO: Luis, Eva y [sic] Juan.", []),
        ("Es el XXX aniversario del siglo XXX.", []),
        ("La carpeta es %APPDATA%\\obra y %PATH%.", []),
        ("Mira [1], [la lista] y el punto [3.2].", []),
        ("Usa paste({nombre}) o f([fecha]).", []),
        ("Un abrazo,\nMarta XXXX", []),
        ("Dear,\n\nI write about the works.", []),
        ("Escribe a <ana@example.org> o a <https://example.org>.", []),
        ("[Nombre](https://example.org)", []),
        ("The name changes as of [date].", []),
        ("It changes from [date] to [date].", ["[date]", "[date]"]),
        ("The plan is yours, or [your reason here].", []),
        ('It would say "before [DATE]" then.', []),
        ("The bus costs $XX a day.", ["$XX"]),
        ("My number is XXX-XXX-XXXX.", ["XXX-XXX-XXXX"]),
        ("The card is XXXX-XXXX-XXXX-4242.", []),
        ("See you soon, love XXX\n\nMore soon.", []),
        ("The list (where XXX is the town) is long.", []),
        ("Hola ,\n\nTe escribo por la obra.", ["Hola ,"]),
        ("Hola ,\n\nTe escribo por la obra , que sigue.", []),
    ],
)
def test_templates(text: str, places: list[str]) -> None:
    assert found("template-unfilled", text) == places


@pytest.mark.parametrize(("to", "places"), [("ana@example.org", ["Hola ,"]), ("", [])])
def test_a_gap_is_a_name_only_for_one_reader(to: str, places: list[str]) -> None:
    draft = f"From: eva@example.com\nTo: {to}\nSubject: Obra\n\nHola ,\n\nTe escribo por la obra.\n"
    assert found("template-unfilled", draft, kind="message", language="es") == places


def test_xxx_in_a_subject_is_meant() -> None:
    draft = "Subject: XXX Games\n\nHi Ana,\n\nSee you there.\n"
    assert found("template-unfilled", draft, kind="message", language="en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Uso {{ var }} en glue.",
        "El error dice XXX y luego TODO: nada.",
        "Con {name} y <name> falla.",
    ],
)
def test_on_lists_code_is_no_template(text: str) -> None:
    assert found("template-unfilled", text, profile="list") == []


@given(st.text(alphabet="{}[]<>%*|$XTODnameNOMBRE: ,\n-14ES", max_size=300))
def test_any_text(text: str) -> None:
    for rule in ("template-unfilled", "secret-in-clear", "link-insecure"):
        found(rule, text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_link(href: str, text: str) -> None:
    found("link-mismatch", page(href, text), kind="html")
    found(
        "link-lookalike", f"From: a@acmecorp.example\nTo: b@{text}\n\nhttp://{href}", kind="message"
    )
