"""Who is asked, who is named, who sees whom: what the examples on the cards don't show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Envelope, Finding

if TYPE_CHECKING:
    from emailint.pack import Pack

Found = Callable[..., list[Finding]]
WRITER = "Marta Soler <marta.soler@cliente.example>"
LUIS = "Luis Gil <luis.gil@cliente.example>"
ANA = "Ana Vidal <ana.vidal@cliente.example>"


@pytest.fixture(scope="module")
def found(pack: Pack) -> Found:
    def run(
        rule: str,
        body: str,
        *,
        language: str = "es",
        profile: str = "business",
        envelope: Envelope | None = None,
        **fields: str,
    ) -> list[Finding]:
        head = "".join(f"{name.capitalize()}: {value}\n" for name, value in fields.items())
        linter = Linter(pack, Config(select=(rule,), profile=profile, language=language))
        report = linter.lint(read(f"From: {WRITER}\n{head}\n{body}"), envelope=envelope)
        assert not report.notes
        return list(report.findings)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Ana, ¿puedes enviarlo hoy?",
        "Ana ¿puedes enviarlo hoy?",
        "Ana puedes enviarlo hoy",
        "Ana: confirma el presupuesto.",
        "Ana - ¿lo llevas tú?",
        "Por cierto, Ana, ¿lo llevas tú?",
        "Y Ana, por favor, avisa al cliente.",
        "@Ana ¿lo ves bien?",
        "@Ana confirma la sala",
        "@ana.vidal, por favor, revisa el anexo.",
        "¿Puedes llevarlo tú, Ana?",
        "¿Podría Ana enviarnos el original?",
        "Necesito que Ana confirme la fecha.",
        "Ana, tú te encargas de la sala.",
        "Ana, necesito tu visto bueno antes del jueves.",
        "Ana, en cuanto llegue el original, mándalo a la imprenta, por favor.",
        "Tareas:\n\n- Ana: preparar el acta\n- Luis: reservar la sala",
        "Luis y Ana, ¿podéis venir el jueves?",
        "Ana Vidal: revisar el contrato",
    ],
)
def test_somebody_in_copy_is_asked(found: Found, text: str) -> None:
    findings = found("cc-asked", f"Hola, Luis:\n\n{text}\n", to=LUIS, cc=ANA)
    assert ["Ana" in f.message for f in findings] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Bob, could you send it today?",
        "Bob can you send it today",
        "Bob please send it today.",
        "Bob - please send it today.",
        "@Bob: any news?",
        "Could Bob send the slides?",
        "I need Bob to sign page two.",
        "And Bob, let me know when it is done.",
        "Could you have a look, Bob?",
        "Rob, make sure the van is booked.",
        "Action items:\n\n* Bob to book the van\n* Louis to call the client",
        "Thanks, Louis. Bob, give me a call if you need more.",
    ],
)
def test_somebody_in_copy_is_asked_in_english(found: Found, text: str) -> None:
    findings = found(
        "cc-asked",
        f"Hi Louis,\n\n{text}\n",
        language="en",
        to="Louis Gill <louis.gill@client.example>",
        cc="Robert Smith <robert.smith@client.example>",
    )
    assert len(findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ana puede ayudarte si no llegas.",
        "Ana, de Diseño, tiene el original. ¿Lo recoges?",
        "Ana, Jorge y yo iremos el martes. ¿Vienes?",
        "Ana, gracias por la ayuda.",
        "Según Ana, ¿cuándo llega el original?",
        "¿Sabes si Ana viene a la reunión?",
        "¿Puede Ana venir a la reunión?",
        "Como dijo @Ana, el plazo acaba el jueves.",
        "Santa Ana, 12, ¿es la dirección correcta?",
        "Ana: 600 000 000",
        "Ana Vidal, diseñadora del folleto, te lo enseña; por favor, míralo.",
        "¿Has hablado con Luis, Marta, Ana?",
        "Escríbele a ana.vidal@cliente.example, por favor.",
        "> Ana, ¿puedes enviarlo hoy?",
        "He visto a Ana\nPor favor, mándame el original.",
    ],
)
def test_who_is_only_spoken_about_is_not_asked(found: Found, text: str) -> None:
    assert found("cc-asked", f"Hola, Luis:\n\n{text}\n", to=LUIS, cc=ANA) == []


@pytest.mark.parametrize("to", [f"{LUIS}, {ANA}", "Ana Ruiz <ana.ruiz@cliente.example>"])
def test_who_is_in_to_as_well_may_be_asked(found: Found, to: str) -> None:
    assert found("cc-asked", "Hola:\n\nAna, ¿puedes enviarlo?\n", to=to, cc=ANA) == []


def test_a_greeting_to_somebody_in_copy(found: Found) -> None:
    asked = "Hola, {}:\n\n¿Puedes enviarlo hoy?\n"
    assert len(found("cc-asked", asked.format("Ana"), to=LUIS, cc=ANA)) == 1
    assert found("cc-asked", asked.format("Luis y Ana"), to=LUIS, cc=ANA) == []
    assert found("cc-asked", "Hola, Ana:\n\nYa está hecho.\n", to=LUIS, cc=ANA) == []


@pytest.mark.parametrize(
    "text",
    [
        "Copio a Jorge, que lleva la parte legal.",
        "Pongo en copia a Jorge.",
        "Te pongo en copia a nuestro Jorge Ruiz.",
        "Añado a Jorge al hilo.",
        "Jorge (en copia) te contará más.",
        "Con copia a Jorge",
        "@Jorge, ¿lo llevas tú?",
        "Jorge, tú llevas el original.",
    ],
)
def test_somebody_named_gets_nothing(found: Found, text: str) -> None:
    rule = "recipient-named-not-included"
    body = f"Hola, Luis:\n\n{text}\n"
    assert len(found(rule, body, to=LUIS)) == 1
    assert found(rule, body, to=LUIS, cc="Jorge Ruiz <jorge.ruiz@cliente.example>") == []
    assert found(rule, body, to=LUIS, cc="jruiz@cliente.example") == []


@pytest.mark.parametrize(
    "text",
    [
        "Como habló Jorge con la imprenta, ya está.",
        "Jorge, de Legal, lo ha visto.",
        "Añado a Jorge en el presupuesto.",
        "Hablé con Jorge, con quien quedé el jueves.",
        "Marta, que soy yo, lo lleva. ¿Te parece bien?",
        "Madrid, 3 de noviembre. ¿Vienes?",
        "Os pongo en copia\nJorge",
    ],
)
def test_a_name_in_passing_is_nobody_forgotten(found: Found, text: str) -> None:
    assert found("recipient-named-not-included", f"Hola, Luis:\n\n{text}\n", to=LUIS) == []


BODY = "Hola:\n\nTe mando el informe.\n"


def test_hidden_recipients_of_the_envelope(found: Found) -> None:
    envelope = Envelope(
        "marta.soler@cliente.example", ("luis.gil@cliente.example", "jefa@cliente.example")
    )
    findings = found("bcc-internal", BODY, to=LUIS, envelope=envelope)
    assert ["jefa@cliente.example" in f.message for f in findings] == [True]


@pytest.mark.parametrize(
    ("to", "bcc"),
    [
        (LUIS, "marta.soler@cliente.example"),
        (LUIS, "crm@cliente.example, archivo-ventas@cliente.example"),
        (LUIS, "luis.gil@cliente.example"),
        (LUIS, "fuera@otra.example"),
        (WRITER, "a@uno.example, b@dos.example, c@tres.example, ana.vidal@cliente.example"),
        (WRITER, ", ".join(f"c{n}@cliente.example" for n in range(12))),
    ],
)
def test_a_hidden_copy_that_is_fine(found: Found, to: str, bcc: str) -> None:
    assert found("bcc-internal", BODY, to=to, bcc=bcc) == []


@pytest.mark.parametrize(
    ("addresses", "hits"),
    [
        ([f"p{n}@gmail.com" for n in range(15)], 1),
        ([f"p{n}@gmail.com" for n in range(14)], 0),
        ([f"p{n}@firma{n}.example" for n in range(15)], 1),
        ([f"p{n}@firma{n % 2}.example" for n in range(20)], 1),
        ([f"p{n}@listas.firma.example" for n in range(20)], 0),
        ([f"p{n}@cliente.example" for n in range(20)], 0),
        (["p1@gmail.com"] * 20, 0),
    ],
)
def test_strangers_see_each_other(found: Found, addresses: list[str], hits: int) -> None:
    assert len(found("recipients-exposed", BODY, to=", ".join(addresses))) == hits
    assert len(found("recipients-exposed", BODY, to=WRITER, cc=", ".join(addresses))) == hits


@pytest.mark.parametrize(
    ("fields", "hits"),
    [
        ({"to": ""}, 1),
        ({"to": " , "}, 1),
        ({"cc": "ana@cliente.example"}, 1),
        ({"x-unsent": "1"}, 1),
        ({"subject": "Sin destinatarios"}, 1),
        ({"subject": "Archivado", "message-id": "<1@cliente.example>"}, 0),
        ({"subject": "Archivado", "received": "from mx.cliente.example"}, 0),
        ({"subject": "Archivado", "references": "<1@cliente.example>"}, 0),
        ({"bcc": "ana@cliente.example", "to": ""}, 0),
        ({"to": "Luis"}, 0),
        ({"to": "undisclosed-recipients:;"}, 0),
        ({"bcc": "ana@cliente.example"}, 0),
    ],
)
def test_nobody_in_to(found: Found, fields: dict[str, str], hits: int) -> None:
    assert len(found("to-missing", BODY, **fields)) == hits


def test_the_envelope_knows_who_gets_it(found: Found) -> None:
    envelope = Envelope("marta.soler@cliente.example", ("luis.gil@cliente.example",))
    assert found("to-missing", BODY, subject="Hola", envelope=envelope) == []


@pytest.mark.parametrize(
    ("profile", "count", "hits"),
    [
        ("internal", 15, 0), ("internal", 16, 1), ("business", 10, 0), ("business", 11, 1),
        ("outreach", 3, 0), ("outreach", 4, 1),
    ],
)  # fmt: skip
def test_too_many_in_to(found: Found, profile: str, count: int, hits: int) -> None:
    to = ", ".join(f"p{n}@cliente.example" for n in range(count))
    assert len(found("to-too-many", BODY, to=to, profile=profile)) == hits


QUOTE = (
    "De acuerdo.\n\nEl 4 de noviembre de 2025, Luis Gil {} escribió:\n> No pasemos de 900 euros."
)


@pytest.mark.parametrize(
    ("quoted", "cc", "hits"),
    [
        ("<luis.gil@cliente.example>", "eva.rios@fuera.example", 1),
        ("<luis.gil@cliente.example>", "eva.rios@fuera.example, b@otra.example", 1),
        ("<luis.gil@cliente.example>", "eva.rios@fuera.example, b@otra.example, c@o.example", 0),
        ("<eva.rios@fuera.example>", "eva.rios@fuera.example", 0),
        ("", f"{ANA}, eva.rios@fuera.example", 1),
        ("", "eva.rios@fuera.example", 1),
        ("<luis.gil@cliente.example>", "Luis Gil <luis.gil@cliente-ejemplo.example>", 1),
        ("<luis.gil@cliente.example>", "Marta Soler <m.soler@gmail.com>", 0),
    ],
)
def test_an_outsider_on_an_internal_thread(found: Found, quoted: str, cc: str, hits: int) -> None:
    findings = found("external-added", QUOTE.format(quoted), to=LUIS, cc=cc, subject="Re: Precio")
    assert len(findings) == hits
    assert all(cc.split(",")[-1].partition(" <")[0].strip() in f.message for f in findings)


@pytest.mark.parametrize(
    ("head", "hits"),
    [
        ("-----Mensaje original-----\nDe: Luis Gil <luis.gil@cliente.example>\nEnviado: lunes\n"
         "Para: Marta Soler <marta.soler@cliente.example>\nAsunto: Precio\n", 1),
        ("-----Original Message-----\nFrom: Luis Gil <luis.gil@cliente.example>\n"
         "To: Marta Soler <marta.soler@cliente.example>\nCc: eva.rios@fuera.example\n"
         "Subject: Precio\n", 0),
        ("De: Luis Gil\nEnviado el: lunes, 3 de noviembre\nPara: Marta Soler\nAsunto: Precio\n", 1),
        ("De: Eva Ríos\nEnviado el: lunes, 3 de noviembre\nPara: Marta Soler\nAsunto: Precio\n", 0),
        ("On Mon, 3 Nov 2025 at 10:00, Luis Gil <luis.gil@cliente.example> wrote:\n", 1),
        ("On Mon, 3 Nov 2025 at 10:00, Eva Ríos <eva.rios@fuera.example> wrote:\n", 0),
    ],
)  # fmt: skip
def test_who_was_in_the_thread(found: Found, head: str, hits: int) -> None:
    body = f"De acuerdo.\n\n{head}\n> No pasemos de 900 euros, aunque Eva Ríos pida más.\n"
    fields = {"to": LUIS, "cc": "Eva Ríos <eva.rios@fuera.example>"}
    assert len(found("external-added", body, subject="Re: Precio", **fields)) == hits
    assert found("external-added", body, subject="Fwd: Precio", **fields) == []
    assert found("external-added", "Añado a Eva.\n\n" + body, subject="Re: Precio", **fields) == []
    assert found("external-added", "Hola, Eva:\n\n" + body, subject="Re: Precio", **fields) == []


def test_a_quote_without_addresses_names_who_was_there(found: Found) -> None:
    body = "De acuerdo.\n\nDe: {}\nEnviado el: lunes\nPara: Marta Soler\nAsunto: Precio\n\nHola\n"
    fields = {"to": f"{LUIS}, {ANA}", "cc": "erios@fuera.example", "subject": "Re: Precio"}
    assert len(found("external-added", body.format("Luis Gil"), **fields)) == 1
    fields["cc"] = "Eva Ríos <erios@fuera.example>"
    assert found("external-added", body.format("Eva Ríos"), **fields) == []
    fields["cc"] = "erios@fuera.example"
    assert found("external-added", "Estimada Sra. Ríos:\n\n" + body.format("Luis"), **fields) == []


ANNOUNCED = {
    "es": """
        Añado a este correo a Ramiro, que lleva la parte legal.
        Añado a Ramiro a este correo.
        Copio en este mensaje a Natalia Rojas.
        Pongo en copia a Natalia Rojas, nuestra abogada.
        Te pongo en copia a la jefa de obra, Natalia Rojas.
        Incluyo en copia a Natalia.
        Incluyo a Natalia Rojas en copia para que esté al tanto.
        En copia va Ramiro Peña.
        En copia está nuestra directora comercial, Natalia Rojas.
        Sumo al hilo a Ramiro.
        Sumo a Ramiro a la conversación.
        He puesto en copia a la Sra. Rojas.
        Copio también a don Ramiro Peña.
        La Sra. Rojas está en copia.
        Ramiro, en copia, os dará los detalles.
        El Sr. Peña va en copia.
        Meto en copia a mi compañera Natalia.
        Copio a Luis y a Natalia.
        Natalia Rojas, a quien copio, lleva las facturas.
        cc: Natalia Rojas
        + Natalia para que lo vea.
        No te preocupes, pongo en copia a Natalia.
    """,
    "en": """
        I'm cc'ing Bronwen, who runs the site.
        I’m cc’ing Bronwen.
        cc: Bronwen Hughes
        +Yasmin
        + Yasmin for visibility.
        I'm adding Yasmin to this email.
        Adding Yasmin to this thread so she can help.
        Adding Yasmin, who looks after the invoices.
        Looping in Bronwen from Finance.
        I'm looping in our area manager Bronwen Hughes.
        I've copied Bronwen.
        I have copied in our area manager, Bronwen Hughes.
        I've copied Mr Oakley on this email.
        Mr Oakley is in Cc.
        Mr. Oakley is copied here.
        Bronwen (cc'd) has the figures.
        Bronwen, copied here, has the figures.
        Bronwen Hughes, whom I've copied, has the figures.
        Copying Dr Oakley so that he knows.
        In copy is Bronwen.
        With Bronwen in copy, we can settle it here.
        I'm copying Louis and Bronwen.
        Let me loop in Bronwen.
    """,
}
NOT_ANNOUNCED = {
    "es": """
        No pongo en copia a Natalia para no molestarla.
        ¿Podría poner en copia a Natalia cuando responda?
        Pon en copia a Natalia cuando contestes, por favor.
        ¿Pongo en copia a Natalia?
        Si pongo en copia a Natalia, se enfadará.
        Gracias por copiar a Natalia.
        Luis pondrá en copia a Natalia.
        Natalia no está en copia.
        ¿Está Natalia en copia?
        Natalia estaba en copia en tu correo anterior.
        Natalia está en copia en tu correo anterior.
        Pongo en copia a Contabilidad.
        Pongo en copia a Recursos Humanos.
        Copio abajo el mensaje de Natalia.
        Añado a Natalia al presupuesto.
        Sumo a Natalia a la lista de invitados.
        En copia de tu mensaje, Natalia pidió otra cosa.
        Sin copiar a Natalia no se puede decidir.
        Copio a Luis.
        Pongo en copia a Marta.
    """,
    "en": """
        I'm not copying Bronwen.
        Please cc Bronwen when you answer.
        Could you copy in Bronwen when you reply?
        Should I loop in Bronwen?
        Thanks for adding Bronwen to this thread.
        Thanks for looping in Bronwen.
        If I'm copying Bronwen she will want the figures.
        Is Bronwen in Cc?
        Bronwen isn't in cc.
        Bronwen copied the files yesterday.
        I've copied Bronwen on my previous email.
        I'm copying Finance.
        I'm adding Bronwen to the budget.
        We are adding Bronwen as a signatory on the account.
        I've copied the report that Bronwen made.
        You may want to cc Bronwen.
        I was copied by Bronwen.
        I'm copying Louis.
        The total is 3 + Bronwen and her team.
        Bob will be adding Bronwen to this thread.
    """,
}


def _lines(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(line.strip(), lang) for lang, t in texts.items() for line in t.strip().split("\n")]


@pytest.mark.parametrize(("text", "language"), _lines(ANNOUNCED))
def test_who_is_announced_gets_a_copy(found: Found, text: str, language: str) -> None:
    rule = "recipient-named-not-included"
    body = f"Hola, Luis:\n\n{text}\n" if language == "es" else f"Hi Louis,\n\n{text}\n"
    to = {"es": LUIS, "en": "Louis Gill <louis.gill@client.example>"}[language]
    assert len(found(rule, body, to=to, language=language)) == 1
    role = "Accounts <accounts@client.example>"
    assert len(found(rule, body, to=to, cc=role, language=language)) == 1
    people = (
        "natalia.rojas@c.example, Ramiro Peña <rp@c.example>, bronwen.hughes@c.example, "
        "Yasmin <y@c.example>, toakley@c.example"
    )
    assert found(rule, body, to=to, cc=people, language=language) == []


@pytest.mark.parametrize(("text", "language"), _lines(NOT_ANNOUNCED))
def test_nobody_is_announced(found: Found, text: str, language: str) -> None:
    body = f"Hola, Luis:\n\n{text}\n" if language == "es" else f"Hi Louis,\n\n{text}\n"
    to = {"es": LUIS, "en": "Louis Gill <louis.gill@client.example>"}[language]
    assert found("recipient-named-not-included", body, to=to, language=language) == []


@pytest.mark.parametrize("name", ["Ana, ¿puedes? ", "@Ana ", "Hola Ana,\n", "Ana y "])
def test_a_huge_text_takes_no_time(found: Found, name: str) -> None:
    assert len(found("cc-asked", "Hola:\n\n" + name * 20_000, to=LUIS, cc=ANA)) <= 1
