"""What counts as a promise to attach a file, and what as its fulfilment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.document import Document, read
from emailint.examples import document_of
from emailint.linter import Linter
from emailint.pack import load_pack

PACK = load_pack(cache=False)
HEAD = "From: marta@acme.example\nTo: luis@otra.example\nSubject: Obra\n"
FILE = "Attachment: plano.dwg\n"


def rules(document: Document, profile: str = "business", **options: object) -> list[str]:
    """The ids of the rules on attachments that hit."""
    config = Config(
        profile=profile,
        select=("attachments",),
        rules={"attachment-forgotten": options} if options else {},
    )
    report = Linter(PACK, config).lint(document)
    assert report.notes == ()
    return [finding.rule for finding in report.findings]


def draft(sentence: str, language: str, extra: str = "") -> Document:
    greeting, more = {
        "es": ("Hola, Luis:", "Ya me dirás qué te parece cuando puedas."),
        "en": ("Hi Luis,", "Let me know what you think when you can."),
    }[language]
    return document_of(f"{HEAD}{extra}\n{greeting}\n\n{sentence} {more}", language)


PROMISES = {
    "es": """
        Te adjunto el contrato.
        Os adjunto la factura de mayo.
        Te lo adjunto para que lo veas.
        Adjunto encontrará el presupuesto.
        Adjuntamos la documentación requerida.
        Se adjunta el acta de la reunión.
        En el archivo adjunto tienes el detalle.
        Van adjuntas las fotos.
        El informe va adjunto.
        Aquí tienes el contrato firmado.
        Te paso el Excel con los datos.
        Van los planos de la obra.
        Ver adjunto.
        He adjuntado el CV.
        Anexo el documento solicitado.
        Se anexan los comprobantes.
        ¿Puedes revisar el contrato adjunto?
        Te envío adjunto el presupuesto.
        Os dejo adjunta la presentación.
        Aprovecho para adjuntarte el contrato.
        Con este correo te mando los planos de la cocina.
        Con este correo van los planos.
        Junto con este mensaje os envío las fotos de la obra.
        En este correo incluyo el archivo de registro.
        Junto a este correo encontrará la ficha de inscripción.
        Te mando el formulario como archivo adjunto.
        Te paso protocolo-v3.pdf para la reunión.
        Aquí tienes servidor.log con el error.
        ADJUNTO EL CONTRATO.
    """,
    "en": """
        I've attached the contract.
        I’ve attached the contract.
        Please find attached the invoice.
        Attached is the report.
        See attached.
        Enclosed please find the agreement.
        I am attaching the slides.
        The contract is attached.
        Please see the attachment.
        I attach my CV.
        Here is the contract.
        The attached file has the details.
        Could you sign the attached form?
        I'm sending you the signed contract.
        PFA the invoice.
        You'll find the contract attached to this email.
        Have a look at the attachment.
        You will find the form enclosed with this email as a PDF.
        I'm sending you the log file and a screenshot along with this message.
        Along with this email I am sending two photos of the damage.
        You'll receive the signed form with this message.
        I'm sending the report as an attachment.
        I'm sending you server.log from last night.
    """,
}
NO_PROMISES = {
    "es": """
        No adjunto nada.
        ¿Puedes adjuntar el contrato?
        Adjunta tu CV, por favor.
        Te lo adjuntaré mañana.
        Gracias por el adjunto.
        No he podido abrir el adjunto.
        Adjunte una copia del DNI.
        El director adjunto vendrá.
        Sin adjuntos.
        El adjunto de tu correo anterior no se abre.
        Te envío el contrato mañana.
        Te paso el contrato por WhatsApp.
        Olvidaste adjuntar el archivo.
        ¿Puede enviárnosla como archivo adjunto?
        ¿Podrías mandarme la ficha en un archivo adjunto?
        Por favor, envíenos la solicitud como documento adjunto.
        El director adjunto en este proyecto es Luis.
        La profesora adjunta va a revisarlo.
        El alcalde adjunto por Sevilla no vendrá.
        Con este correo quiero darte las gracias por el informe.
        Con este mensaje te mando un saludo.
        Adjunto el enlace: https://example.com/x
        Te paso el contrato: https://example.com/x
        Adjunto el informe: https://drive.google.com/file/d/abc
    """,
    "en": """
        Please attach the contract.
        Can you attach it?
        I'll attach it tomorrow.
        I couldn't open the attachment.
        The attachment you sent is empty.
        No strings attached.
        I have not attached anything.
        Thanks for the attachment.
        I forgot to attach the file.
        I'm sending you the contract by courier.
        Could you send it as an attachment?
        Please email the form to us as an attachment.
        With this email I want to thank you for the report.
        I am very attached to this project.
        The package is attached.
        Here is the contract: https://example.com/contract
    """,
}


def lines(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (line.strip(), lang) for lang, text in texts.items() for line in text.strip().split("\n")
    ]


@pytest.mark.parametrize(("sentence", "language"), lines(PROMISES))
def test_a_promise_wants_a_file(sentence: str, language: str) -> None:
    assert rules(draft(sentence, language)) == ["attachment-forgotten"]
    assert "attachment-forgotten" not in rules(draft(sentence, language, FILE))


@pytest.mark.parametrize(("sentence", "language"), lines(NO_PROMISES))
def test_no_promise(sentence: str, language: str) -> None:
    assert rules(draft(sentence, language)) == []


def test_a_quoted_promise_is_another_ones() -> None:
    text = "Gracias.\n\nEl lunes, Luis escribió:\n> Te adjunto el plano."
    text = f"{HEAD}In-Reply-To: <1@x.example>\n\n{text}"
    assert rules(read(text, language="es")) == []


def test_a_text_without_headers_has_no_attachments_to_miss() -> None:
    assert rules(read("Te adjunto el plano.", kind="text", language="es")) == []


@pytest.mark.parametrize(
    "trace",
    [
        "------------ próxima parte ------------\nSe ha borrado un adjunto en formato HTML...",
        "-------------- next part --------------\nA non-text attachment was scrubbed...",
        "<<plano.dwg>>",
        " - plano.dwg",
        "begin 644 plano.dwg\nM9V5T",
    ],
)
def test_an_archive_took_the_file_out(trace: str) -> None:
    assert rules(read(f"{HEAD}\nTe adjunto el plano de la obra.\n\n{trace}\n", language="es")) == []


def related(sentence: str) -> Document:
    """A mail with a picture in its HTML and no other file."""
    return read(
        f"{HEAD}Content-Type: multipart/related; boundary=b\n\n"
        f"--b\nContent-Type: text/html; charset=utf-8\n\n<p>{sentence}</p><img src='cid:1'>\n"
        "--b\nContent-Type: image/png\nContent-ID: <1>\n"
        "Content-Transfer-Encoding: base64\n\niVBORw0=\n--b--\n",
        language="es",
    )


def test_an_inline_picture_fulfils_the_promise_of_a_picture_only() -> None:
    assert rules(related("Te adjunto la captura de pantalla.")) == []
    assert rules(related("Te adjunto el contrato firmado.")) == ["attachment-forgotten"]


def test_a_finding_shows_the_promise_to_its_end() -> None:
    def said(sentence: str, language: str) -> str:
        config = Config(select=("attachment-forgotten",), profile="business")
        [finding] = Linter(PACK, config).lint(draft(sentence, language)).findings
        return finding.message

    assert "«Adjunto la factura de mayo»," in said("Adjunto la factura de mayo. Ya dirás.", "es")
    assert '"I attach the report",' in said("Hello, I attach the report. Can you read it?", "en")
    long = said(f"Adjunto la factura {'de mayo y ' * 20} de junio.", "es")
    assert "…»" in long
    assert len(long) < 130


def test_own_words() -> None:
    mail = draft("En el sobre digital tienes todo.", "es")
    assert rules(mail) == []
    assert rules(mail, add=["en el sobre digital"]) == ["attachment-forgotten"]
    gone = draft("Ver adjunto.", "es")
    assert rules(gone, remove=["(ver|según) (el |)adjunto"]) == []


@pytest.mark.parametrize(
    ("sentence", "files", "language", "hit"),
    [
        ("Te adjunto el PDF.", ["a.docx"], "es", True),
        ("Te adjunto el PDF.", ["a.docx", "b.PDF"], "es", False),
        ("El Excel va adjunto.", ["a.pdf"], "es", True),
        ("Te adjunto el contrato; el Excel te lo mando mañana.", ["a.pdf"], "es", False),
        ("Te adjunto plano_2.pdf para la obra.", ["plano 2.pdf"], "es", False),
        ("Te adjunto plano_2.pdf para la obra.", ["plano_3.pdf"], "es", True),
        ("Te adjunto los dos contratos.", ["a.pdf"], "es", True),
        ("Te adjunto los dos contratos.", ["a.pdf", "b.pdf"], "es", False),
        ("Te adjunto los dos contratos.", ["a.zip"], "es", False),
        ("Te adjunto las fotos.", ["a.docx"], "es", True),
        ("I've attached the slides.", ["a.pdf"], "en", False),
        ("I've attached the slides.", ["a.xlsx"], "en", True),
        ("In other words, I've attached the notes.", ["a.pdf"], "en", False),
        ("I've attached three files.", ["a.pdf", "b.pdf"], "en", True),
        ("I've attached protocol-v3.pdf.", ["protocol-v2.pdf"], "en", True),
        (
            "I've attached protocol-v3.pdf, which replaces protocol-v2.pdf.",
            ["protocol-v3.pdf"],
            "en",
            False,
        ),
        ("nginx.conf is attached.", ["notes.txt"], "en", True),
        ("nginx.conf is attached.", ["nginx.conf"], "en", False),
        ("I'm sending you server.log from last night.", ["client.log"], "en", True),
        ("I've attached logs.zip.", ["backup.zip"], "en", True),
        ("I've attached logs.zip.", ["logs (1).zip"], "en", False),
        ("I've attached the two files:\n\n- a.pdf\n- b.pdf\n", ["a.pdf", "c.pdf"], "en", True),
        ("I've attached the two files:\n\n- a.pdf\n- b.pdf\n", ["a.pdf", "b.pdf"], "en", False),
        (
            "I've attached the notes; the spreadsheet is on the shared drive.",
            ["a.pdf"],
            "en",
            False,
        ),
        ("I've attached the notes from the spreadsheet.", ["a.pdf"], "en", False),
        ("I've attached the spreadsheet.", ["a.pdf"], "en", True),
        ("Please find attached the report in PDF.", ["a.docx"], "en", True),
        ("The spreadsheet lies on the shared drive.", ["a.pdf"], "en", False),
        ("Visit www.example.com, I've attached the notes.", ["a.pdf"], "en", False),
        ("Te adjunto protocolo-v3.pdf.", ["protocolo-v2.pdf"], "es", True),
        (
            "Te adjunto protocolo-v3.pdf, que sustituye a protocolo-v2.pdf.",
            ["protocolo-v3.pdf"],
            "es",
            False,
        ),
        ("Te mando nginx.conf para que lo pruebes.", ["notas.txt"], "es", True),
        ("Te mando nginx.conf para que lo pruebes.", ["nginx.conf"], "es", False),
        ("El archivo datos.zip va adjunto.", ["copia.zip"], "es", True),
        ("Adjunto los archivos siguientes:\n\n- a.pdf\n- b.pdf\n", ["a.pdf", "c.pdf"], "es", True),
        ("Te adjunto las notas; el Excel está en la carpeta compartida.", ["a.pdf"], "es", False),
        ("Te adjunto el resumen del Excel.", ["a.pdf"], "es", False),
        ("Te adjunto el contrato en PDF.", ["a.docx"], "es", True),
        ("Te adjunto una copia en PDF del contrato.", ["a.docx"], "es", True),
        ("Te adjunto la hoja de cálculo.", ["a.pdf"], "es", True),
        ("La hoja de cálculo está en Drive.", ["a.pdf"], "es", False),
    ],
)
def test_mismatch(sentence: str, files: list[str], language: str, *, hit: bool) -> None:
    extra = "".join(f"Attachment: {name}\n" for name in files)
    assert rules(draft(sentence, language, extra)) == (["attachment-mismatch"] if hit else [])


@given(st.text(alphabet="adjunto elcpf.\n1-<>", max_size=200))
def test_any_text(text: str) -> None:
    rules(read(f"{HEAD}\nTe adjunto el PDF {text}", language="es"))
