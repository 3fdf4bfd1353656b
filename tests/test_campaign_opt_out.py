"""How campaigns say that one can get out, and what only sounds like it."""

from __future__ import annotations

import pytest

from emailint.campaign.fields import filled
from emailint.campaign.inbox_line import inbox_line
from emailint.campaign.kinds import is_caused
from emailint.campaign.opt_out import leads, opt_out
from emailint.config import Config
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.pack import Pack

LINK = '<a href="https://ribera.example/u/1">{}</a>'


def page(content: str, **fields: str) -> Document:
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    block = f"---\n{front}---\n" if front else ""
    return read(f"{block}<html><body><p>Hola</p><p>{content}</p></body></html>", kind="html")


@pytest.mark.parametrize(
    "words",
    [
        "Darme de baja", "Date de baja", "Dar de baja", "Solicitar la baja", "Baja", "Desuscribirme",
        "Cancelar suscripción", "Cancela tu suscripción aquí", "Anular mi suscripción",
        "Eliminar mi suscripción", "Remover suscripción", "Cambiar mis suscripciones",
        "Gestionar preferencias", "Dejar de recibir estos correos", "Salir de esta lista",
        "No quiero recibir más correos", "Borrarme de la lista", "Ajustar qué correos recibes",
        "Unsubscribe", "Opt out", "Manage preferences", "Update your preferences",
        "Stop these emails", "Email settings", "Remove me",
    ],
)  # fmt: skip
def test_links_that_say_so(words: str) -> None:
    assert opt_out(page(LINK.format(words))).works


@pytest.mark.parametrize(
    "line",
    [
        f"Si no deseas recibir más información, haz clic {LINK.format('aquí')}",
        f"¿Ya no quieres recibir nuestros correos? {LINK.format('Pincha aquí')}",
        f"Prefer not to get these? {LINK.format('Click here')}",
        f"If you no longer want to receive these,<br>click {LINK.format('here')}",
        f"Si no quieres recibir más, usa este enlace:</p><p>{LINK.format('Enlace')}",
        "Para ejercer su derecho de oposición escriba a lopd@ribera.example",
        "Responde BAJA a este correo si no quieres que te escribamos más",
    ],
)
def test_lines_that_do(line: str) -> None:
    assert opt_out(page(line)).works


@pytest.mark.parametrize(
    "line",
    [
        "Para darte de baja, llámanos al 954 000 000",
        "Te escribimos este correo por ser socia. Para darte de baja, llama por teléfono",
        f"Lee la {LINK.format('política de privacidad')}. Para darte de baja, envía una carta a la sede",
        "Si no quieres recibir más avisos, dilo en recepción",
        "Puedes darte de baja en tu área de socio",
        f"Para darte de baja, pasa por la tienda. {LINK.format('Cambiar mis preferencias')}",
        "To unsubscribe, call us on 555 0100",
        "You may unsubscribe from your account at any time",
        "Unsubscribe",
    ],
)  # fmt: skip
def test_lines_that_name_no_link_or_address(line: str) -> None:
    assert not opt_out(page(line)).offered


@pytest.mark.parametrize(
    "line",
    [
        "Para darte de baja, llama al 954 000 000 o escribe a bajas@ribera.example",
        f"Para darte de baja, entra en {LINK.format('tu cuenta')}",
        f"Unsubscribe by phone, or {LINK.format('here')}",
        f"Para darte de baja, llámanos. También puedes hacerlo {LINK.format('aquí')}",
        f"Para darte de baja, llama o usa el formulario</p><p>{LINK.format('Cambiar mis preferencias')}",
        f"Llámanos si tienes dudas. {LINK.format('Darme de baja')}",
        f"Puedes darte de baja. Tu perfil: {LINK.format('ajustes')}",
        "Puedes darte de baja cuando quieras.</p><p><a href='mailto:hola@ribera.example'>Contacto</a>",
        "Para darte de baja: https://ribera.example/baja",
    ],
)  # fmt: skip
def test_lines_that_name_another_way_beside(line: str) -> None:
    assert opt_out(page(line)).works


OUT = "https://ribera.example/s/7"


@pytest.mark.parametrize(
    "foot",
    [
        f"You are free to unsubscribe whenever you like:\nfor that, open\n{OUT}",
        f"If you no longer want to receive these,\nuse this address\n\n{OUT}",
        f"Had enough? Follow {OUT}\nand you will be unsubscribed.",
        f"To be removed from our mailing list click here: {OUT}",
        "To opt out\nwrite a line to leave@ribera.example",
        f"Si ya no quieres recibir\nnuestras ofertas, abre\n{OUT}",
        f"¿Prefieres darte de baja? Basta con abrir esta página:\n\n{OUT}",
        f"Abre {OUT}\nsi quieres darte de baja.",
        f"To unsubscribe, open your account:\n{OUT}",
        "Para dejar de recibir el boletín\nescribe a bajas@ribera.example",
    ],
)
def test_a_way_out_on_the_lines_around(foot: str) -> None:
    assert opt_out(read(f"Hello,\n\nHalf price.\n\n{foot}\n", kind="text")).works
    assert opt_out(page(foot.replace("\n\n", "</p><p>").replace("\n", "<br>"))).works


@pytest.mark.parametrize(
    "foot",
    [
        f"Unsubscribe<br>{LINK.format('Shop')}",
        f"Puedes darte de baja.</p><p>{LINK.format('Nuestra tienda')}",
        "You can unsubscribe.</p><p>Half price.</p><p>https://ribera.example/sale",
        f"https://ribera.example/sale</p><p>You can unsubscribe.</p><p>{LINK.format('Shop')}",
    ],
)
def test_a_link_elsewhere_is_no_way_out(foot: str) -> None:
    assert not opt_out(page(foot)).offered


@pytest.mark.parametrize(
    ("fields", "line", "works"),
    [
        ({}, "Para darte de baja, escribe a noreply@ribera.example", False),
        ({"from": "no-reply@ribera.example"}, "Responde BAJA a este correo", False),
        ({"from": "no-reply@ribera.example", "reply-to": "a@ribera.example"}, "Responde con la palabra baja", True),
        ({"from": "hola@ribera.example"}, "Responde con la palabra baja", True),
        ({"from": "hola@ribera.example"}, "<a href='#'>Darme de baja</a>", False),
    ],
)  # fmt: skip
def test_what_is_offered_and_what_works(fields: dict[str, str], line: str, works: bool) -> None:
    document = page(f"{line}, si prefieres no recibir más", **fields)
    assert (opt_out(document).offered, opt_out(document).works) == (True, works)


@pytest.mark.parametrize(
    ("foot", "found"),
    [
        ("© 2026 El Puente", True), ("© El Puente. Todos los derechos reservados", True),
        ("Copyright 2026 Ribera", True), ("Charla en la Universidad de Cádiz", True),
        ("© 2026 El Puente, S. L.", False), ("NIF G00000000", False), ("41001 Sevilla", False),
        ("Fundación El Puente", False), ("© 2026 The Bridge Foundation", False),
        ("Ribera · Asociación de Lectores", False), ("Enviado por Marta Gil", False),
        ("© *|CURRENT_YEAR|* *|LIST:COMPANY|*", False), ("Ribera Ltd", False),
    ],
)  # fmt: skip
def test_who_is_identified(pack: Pack, foot: str, found: bool) -> None:
    linter = Linter(pack, Config(select=("sender-unidentified",), profile="campaign"))
    assert bool(linter.lint(page(f"{foot}</p><p>{LINK.format('Baja')}")).findings) is found


def test_a_subject_is_counted_with_its_fields_filled_in() -> None:
    assert filled("Hola, {{ contact.NOMBRE }}")[0] == "Hola, Marta"
    assert filled('{{ name | default: "Ana" }}: ya')[0] == "Ana: ya"
    assert filled("*|IF:FNAME|**|FNAME|*, ven*|ELSE:|*Ven*|END:IF|* hoy")[0] == "Marta, ven hoy"
    assert filled("{% if a %}x{% else %}{% if b %}y{% endif %}z{% endif %}!") == ("x!", [10, 55])


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("trabajo", "El profesor está de baja y no puede venir"), ("p", "Temporada baja"),
        ("rebajas", "Rebajas"), ("suscripcion", "Suscríbete"), ("join", "Subscribe"),
        ("app", "Baja la aplicación"), ("casa", "Puedes recibir el pedido en casa"),
        ("regalo", "No te quedes sin recibir tu regalo"), ("estudio", "Las preferencias del público"),
    ],
)  # fmt: skip
def test_what_only_sounds_like_it(href: str, words: str) -> None:
    found = opt_out(page(f'<a href="https://ribera.example/{href}">{words}</a>'))
    assert (found.links, found.mentions) == ((), ())


@pytest.mark.parametrize(
    ("href", "there"),
    [
        ("https://ribera.example/u", True), ("//ribera.example/u", True), ("*|UNSUB|*", True),
        ("{{ unsubscribe }}", True), ("mailto:baja@ribera.example", True), ("%unsubscribe%", True),
        ("#", False), ("", False), (None, False), ("tel:+34954000000", False), ("mailto:", False),
        ("javascript:void(0)", False), ("https://", False),
    ],
)  # fmt: skip
def test_where_a_link_leads(href: str | None, there: bool) -> None:
    assert leads(href) is there


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("C/ Mayor, 5", True), ("Calle de la Luna n.º 14, 3.º B", True), ("Avda. de América, s/n", True),
        ("Polígono Industrial Los Olivos, nave 7", True), ("41001 Sevilla", True), ("CP 06600, CDMX", True),
        ("Apartado de correos 120", True), ("PO Box 55", True), ("1234 Main Street", True),
        ("350 5th Avenue, Suite 12", True), ("Springfield, IL 62701", True), ("10 Downing St, London", True),
        ("SW1A 2AA", True), ("{{ organization.address }}", True), ("*|LIST:ADDRESS|*", True),
        ("Un paseo de 8 kilómetros", False), ("La plaza cuesta 30 euros", False), ("12345 lectores", False),
        ("20 % off on your way home", False), ("Quedan 12 plazas", False), ("Tel. 954 000 000", False),
    ],
)  # fmt: skip
def test_postal_addresses(pack: Pack, address: str, found: bool) -> None:
    linter = Linter(pack, Config(select=("postal-address-missing",), profile="campaign"))
    document = page(f"{address}</p><p>{LINK.format('Baja')}")
    assert bool(linter.lint(document).findings) is not found


@pytest.mark.parametrize(
    ("words", "caused"),
    [
        ("Restablece tu contraseña", True), ("Confirma tu correo", True), ("Tu factura de mayo", True),
        ("Hemos recibido tu pedido", True), ("Your receipt from Ribera", True), ("Verify your email", True),
        ("Marta has invited you to a board", True), ("Order #1234 confirmed", True),
        ("15 % en tu próximo pedido", False), ("Confirma tu asistencia al paseo", False),
        ("Libros que cambian tu cuenta atrás", False), ("Order now and save", False),
    ],
)  # fmt: skip
def test_mail_that_its_reader_caused(words: str, caused: bool) -> None:
    assert is_caused(page("Hola", subject=words)) is caused


def test_the_inbox_line_is_read_in_the_order_of_the_source() -> None:
    html = (
        '<html><head><style>.p{display:none}</style></head><body>&nbsp;<div class="p">Uno<b>dos</b> '
        '<p>tres</p></div><img src="a" alt="el logo"><h1>Título</h1></body></html>'
    )
    line = inbox_line(read(html, kind="html"))
    assert line is not None
    assert (line.preheader, line.images) == ("Unodos tres", ("el logo",))
    assert line.preview == "Unodos tres el logo Título"
    assert html[line.start :].startswith("Uno")
    assert inbox_line(read("Hola", kind="text")) is None
