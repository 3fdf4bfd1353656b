"""What the coach proposes to write, and `coach --apply` in a terminal."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path

import pytest
from cli_samples import run
from hypothesis import given
from hypothesis import strategies as st

from emailint.deep.closings import address, closings
from emailint.deep.subject_lines import subject_lines
from emailint.document import Document, read
from emailint.linter import Linter
from emailint.pack import load_pack
from emailint.proposing import Proposal, propose, requests_of
from emailint.render.proposals import render_requests

LINTER = Linter(load_pack())
ES = """\
From: Marta Soler <marta.soler@cliente.example>
To: Luis Gil <luis.gil@cliente.example>
Subject: una duda

Hola, Luis:

Ayer estuve con los de la imprenta y me contaron que la máquina grande estará parada toda la semana, \
así que el folleto de otoño va con retraso. Además, el banco quiere ver los números.

¿Me mandas las cifras de mayo antes del viernes?

Un saludo,
Marta
"""
EN = """\
From: Martha Shaw <martha.shaw@client.example>
To: Louis Gill <louis.gill@client.example>
Subject: quick question

Dear Mr Gill,

The printer told me yesterday that their large machine will stand still for all of next week, so the \
leaflet is late. The bank wants to see the numbers too.

Could you please send the May figures by Friday noon?

Best regards,
Martha
"""


def proposals(draft: str) -> dict[str, Proposal]:
    document = read(draft)
    requests = requests_of(LINTER.situation(document))
    return {p.kind: p for p in propose(document, LINTER, LINTER.lint(document), requests)}


def lines(draft: str) -> tuple[str, ...]:
    made = proposals(draft).get("subject")
    return made.choices if made else ()


def test_subject_lines_of_what_is_asked() -> None:
    assert lines(ES) == (
        "Necesito las cifras de mayo antes del viernes",
        "Petición: mandar las cifras de mayo antes del viernes",
        "Cifras de mayo: mandar antes del viernes",
    )
    assert lines(EN) == (
        "Please send the May figures by Friday noon",
        "May figures needed by Friday noon",
        "May figures: please send by Friday noon",
    )


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        ("Could you review the contract before Monday?", "Contract for review before Monday"),
        ("Does anyone know how to read a table from two files?", "How to read a table from two files"),
        ("Please contact the office if you have questions.", ""),
        ("Could you call me?", ""),
        ("Please review it.", ""),
        ("Could you send Paul the photos?", ""),
        ("Could you send the team the photos?", ""),
        ("Could you send him the photos?", ""),
        ("Please tell Martha that the CTA needs work.", ""),
        ("If you need to talk, send the number 713-628-0543.", ""),
        ("How can we write the same table twice?", ""),
        ("I don't know how to resolve the issue.", ""),
        ("How do I read the dates of\na table that is wide?", ""),
        ("How do I read the dates of\na table (a wide one)?", "How to read the dates of a table"),
        ("Has anyone faced a similar issue?", ""),
        ("Is the winter fair in Leeds cancelled?", "Is the winter fair in Leeds cancelled?"),
        ("Could you share some ideas on how to print it?", ""),
        ("Could you complete the form?", ""),
        ("Please review the table quickly.", "Table for review"),
        ("My plan:\n\n2. Remove the second table.", ""),
        ("Could you confirm my guess that it is late?", ""),
    ],
)  # fmt: skip
def test_subject_lines_in_english(ask: str, line: str) -> None:
    made = lines(
        f"From: a@b.example\nTo: c@d.example\nSubject: quick question\n\n"
        f"Hi Ana,\n\nThe printer told us that they will be late this week.\n\n{ask}\n"
    )
    assert (line in made) if line else made == ()


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        ("¿Podría revisar el contrato antes del lunes?", "Petición: revisar el contrato antes del lunes"),
        ("¿Me pasas un presupuesto del folleto?", "Necesito un presupuesto del folleto"),
        ("Mándame 3 copias del contrato.", "Necesito 3 copias del contrato"),
        ("Marta, ¿puedes mandarle a Pablo las fotos en alta?", ""),
        ("¿Puedes mandar a Pablo las fotos en alta?", ""),
        ("¿Puedes mandarle las fotos en alta?", ""),
        ("¿Le mandas las fotos en alta a Pablo?", ""),
        ("Dile a Marta que revise el CTA.", ""),
        ("¿Me confirmas que viene Pablo a la feria?", ""),
        ("Pásate por la oficina mañana.", ""),
        ("Manda al cliente las fotos en alta.", ""),
        ("Avisa a Marta y a los de la imprenta.", ""),
        ("¿Alguien sabe cómo puedo quitar las tildes de un texto?", "Cómo quitar las tildes de un texto"),
        ("¿Me ayudas con ese tema?", ""),
        ("¿Cómo puedo leer ficheros de texto?", "Cómo leer ficheros de texto"),
        ("¿Cómo puedo resolver este error?", ""),
        ("¿Cómo pasarle los datos de la tabla?", ""),
        ("¿Me puedes indicar el documento de la feria?", ""),
        ("Llámame, por favor.", ""),
    ],
)  # fmt: skip
def test_subject_lines_in_spanish(ask: str, line: str) -> None:
    made = lines(
        f"From: a@b.example\nTo: c@d.example\nSubject: una duda\n\n"
        f"Hola, Ana:\n\nAyer nos dijeron que van con retraso y que no llegan.\n\n{ask}\n"
    )
    assert (line in made) if line else made == ()


def test_lines_are_about_what_a_long_subject_says() -> None:
    long = "Cifras de mayo y de junio para el banco, que las pidió ayer con muchísima urgencia otra vez"
    assert lines(ES.replace("una duda", long))[0] == "Necesito las cifras de mayo antes del viernes"
    assert lines(ES.replace("una duda", long.replace("Cifras de mayo", "Reunión"))) == ()


def test_a_good_subject_stays() -> None:
    assert lines(ES.replace("una duda", "folleto de la imprenta")) == ()
    assert "subject" not in proposals(
        ES.replace("una duda", "Folletos de primavera de la imprenta")
    )


def test_what_somebody_in_copy_is_asked_stays_where_it_is() -> None:
    head = ES.replace("Subject:", "Cc: Ana Vidal <ana.vidal@cliente.example>\nSubject:")
    assert "ask" in proposals(head)
    assert "ask" not in proposals(head.replace("¿Me mandas", "Ana, ¿me mandas"))


def test_what_a_rule_finds_fault_with_is_not_proposed() -> None:
    situation = LINTER.situation(read(ES))
    requests = requests_of(situation)
    assert subject_lines(situation, requests, lambda line: len(line) < 42, vague=True) == [
        "Cifras de mayo: mandar antes del viernes"
    ]


def test_the_request_goes_to_the_top() -> None:
    document, moved = read(ES), proposals(ES)["ask"]
    text = document.text
    for start, end, new in sorted(moved.made(""), reverse=True):
        text = text[:start] + new + text[end:]
    assert text.split("\n\n")[1:4] == [
        "Hola, Luis:",
        "¿Me mandas las cifras de mayo antes del viernes?",
        document.text.split("\n\n")[2],
    ]
    assert text.endswith("los números.\n\nUn saludo,\nMarta\n")
    assert "ask" not in proposals(
        EN.replace("Dear Mr Gill,\n\n", "Dear Mr Gill,\n\nCould you call?\n\n")
    )


@pytest.mark.parametrize("draft", [
    ES.replace("Subject: ", "In-Reply-To: <1@b.example>\nSubject: Re: "),
    EN.replace("Subject: ", "List-Unsubscribe: <https://b.example/out>\nSubject: "),
    "",
    "Subject: x\n\n",
    "Subject: Plan of the Leeds fair\n\nThe plan.\n\nThe fair.\n\nThanks, please call.\n",
])  # fmt: skip
def test_nothing_is_proposed(draft: str) -> None:
    assert proposals(draft) == {}


@pytest.mark.parametrize(
    ("greeting", "body", "wanted"),
    [
        ("Hola, Luis:", "¿Me mandas las cifras?", "tu"),
        ("Hola, Luis:", "Te mando las cifras.", "tu"),
        ("Estimado señor Gil:", "Adjunto las cifras.", "usted"),
        ("Hola:", "Le adjunto la factura, quedo a su disposición.", "usted"),
        ("Hola a todos:", "Os paso las cifras.", "vosotros"),
        ("Estimados clientes:", "Quedamos a su disposición.", "ustedes"),
        ("Hola:", "Las cifras están en la carpeta.", ""),
    ],
)
def test_how_a_draft_speaks(greeting: str, body: str, wanted: str) -> None:
    draft = read(
        f"To: a@b.example\nSubject: Cifras de mayo\n\n{greeting}\n\n{body}\n", language="es"
    )
    situation = LINTER.situation(draft)
    assert address(situation) == wanted
    assert len(closings(situation, asks=True)) == 2


def test_closings_fit() -> None:
    assert proposals(ES)["closing"].choices[0] == "Gracias por tu ayuda y un saludo,"
    assert (
        proposals(EN)["closing"].choices[0] == "Thank you in advance for your help. Kind regards,"
    )


@pytest.mark.parametrize(
    "draft", [ES, EN, ES.replace("Un saludo,\n", ""), EN.replace("Best regards,\nMartha\n", "")]
)
def test_no_closing_leaves_the_finding(draft: str) -> None:
    document, closing = read(draft), proposals(draft)["closing"]
    for choice in closing.choices:
        [edit] = closing.made(choice)
        text = document.text[: edit.start] + edit.text + document.text[edit.end :]
        assert not {f.rule for f in LINTER.lint(read(text)).findings} & {
            "closing-no-gratitude",
            "closing-missing",
        }


WORDS = st.sampled_from(["please", "send", "the", "figures", "by", "Friday", "Ana", "¿me", "mandas", "las", "?", ",", "\n\n", "cómo", "hacer", "\ud800", "İ"])  # fmt: skip


@given(st.one_of(st.text(max_size=50), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text(text: str) -> None:
    for head in (ES, EN):
        document = read(head.split("\n\n", 1)[0] + "\n\n" + text)
        for proposal in propose(
            document, LINTER, LINTER.lint(document), requests_of(LINTER.situation(document))
        ):
            for edit in proposal.made("x"):
                assert 0 <= edit.start <= edit.end <= len(document.text)
            assert all(choice.strip() and "\n" not in choice for choice in proposal.choices)


class Terminal:
    """emailint in a pseudo-terminal, as somebody types into it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._process, self._terminal = pty.fork()
        if not self._process:
            os.chdir(folder)
            os.environ |= {"TERM": "dumb", "NO_COLOR": "1", "EMAILINT_LANG": "es"}
            os.execv(sys.executable, [sys.executable, "-m", "emailint", *arguments])
        self._bytes = b""

    @property
    def shown(self) -> str:
        """What was shown since the last answer."""
        return self._bytes.decode(errors="replace")

    def answer(self, question: str, keys: str) -> None:
        end = time.monotonic() + 30
        while question not in self.shown:
            assert time.monotonic() < end, f"no {question!r} in {self.shown!r}"
            if select.select([self._terminal], [], [], 1)[0]:
                self._bytes += os.read(self._terminal, 65536)
        self._bytes = self._bytes.partition(question.encode())[2]
        os.write(self._terminal, keys.encode())

    def end(self, keys: str = "") -> int:
        """Its exit code; `keys` are pressed again each second until it ends."""
        end = time.monotonic() + 30
        while True:
            assert time.monotonic() < end, f"still asks: {self.shown!r}"
            if not select.select([self._terminal], [], [], 1)[0]:
                os.write(self._terminal, keys.encode())
                continue
            try:
                if not (piece := os.read(self._terminal, 65536)):
                    break
            except OSError:  # Linux says so when the other side is closed
                break
            self._bytes += piece
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "es.eml"
    path.write_bytes(ES.encode().replace(b"\n", b"\r\n"))
    return path


class TestApply:
    def test_what_is_agreed_to_is_written_and_nothing_else(self, draft: Path) -> None:
        terminal = Terminal(draft.parent, "coach", "--apply", "es.eml")
        terminal.answer("¿Cuál? (1-3", "1\n")
        terminal.answer("¿Hacer este cambio? (s/n)", "e\n")
        terminal.answer("Responde s o n.", "")
        terminal.answer("¿Hacer este cambio? (s/n)", "n\n")
        terminal.answer("¿Cuál? (1-2", "2\n")
        assert terminal.end() == 0
        assert "2 cambios hechos" in terminal.shown
        new = Document(read(draft.read_bytes()).message)
        assert new.subject_text == "Necesito las cifras de mayo antes del viernes"
        kept = [
            line
            for line in ES.replace("Un saludo,", "Muchas gracias de antemano y un saludo,").split(
                "\n"
            )
            if "Subject" not in line
        ]
        assert [
            line for line in draft.read_bytes().decode().split("\r\n") if "ubject" not in line
        ] == kept
        assert list(draft.parent.iterdir()) == [draft]

    def test_own_words(self, draft: Path) -> None:
        terminal = Terminal(draft.parent, "coach", "--apply", "es.eml")
        terminal.answer("¿Cuál? (1-3", "e\n")
        terminal.answer("Tus palabras:", "\n")
        terminal.answer("¿Cuál? (1-3", "e\n")
        terminal.answer("Tus palabras:", "Cifras de mayo, por favor\n")
        terminal.answer("¿Hacer este cambio? (s/n)", "s\n")
        terminal.answer("¿Cuál? (1-2", "n\n")
        assert terminal.end() == 0
        assert b"\r\nSubject: Cifras de mayo, por favor\r\n" in draft.read_bytes()
        body = read(draft.read_bytes()).text
        assert body.index("¿Me mandas") < body.index("Ayer estuve")

    def test_a_change_that_cannot_be_written_is_not_offered(self, tmp_path: Path) -> None:
        page = tmp_path / "es.html"
        paragraphs = "".join(f"<p>{p}</p>\n" for p in ES.split("\n\n")[1:])
        head = (
            "---\nsubject: una duda\nfrom: marta@cliente.example\nto: luis@cliente.example\n---\n"
        )
        page.write_text(f"{head}<html><body>{paragraphs}</body></html>\n")
        terminal = Terminal(tmp_path, "coach", "--apply", "--profile", "business", page.name)
        terminal.answer("¿Cuál? (1-3", "n\n")
        terminal.answer("¿Cuál? (1-2", "n\n")
        terminal.answer("¿Hacer este cambio? (s/n)", "n\n")
        assert terminal.end() == 0
        assert "Empieza por lo que pides" not in terminal.shown

    @pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 0)])
    def test_who_breaks_off_changes_nothing(self, draft: Path, keys: str, code: int) -> None:
        before = draft.read_bytes()
        terminal = Terminal(draft.parent, "coach", "--apply", "es.eml")
        terminal.answer("¿Cuál? (1-3", "1\n")
        terminal.answer("¿Hacer este cambio? (s/n)", keys)
        # Python loses an interrupt that comes between a question's print and its read.
        assert terminal.end(keys) == code
        assert "No se ha cambiado nada." in terminal.shown
        assert draft.read_bytes() == before

    def test_a_missing_subject_is_put_in(self, draft: Path) -> None:
        draft.write_bytes(ES.replace("Subject: una duda\n", "").encode())
        terminal = Terminal(draft.parent, "coach", "--apply", "es.eml")
        terminal.answer("¿Cuál? (1-3", "1\n")
        terminal.answer("¿Hacer este cambio? (s/n)", "\n")
        terminal.answer("¿Cuál? (1-2", "\n")
        assert terminal.end() == 0
        assert (
            read(draft.read_bytes()).subject_text == "Necesito las cifras de mayo antes del viernes"
        )

    def test_a_file_that_changed_meanwhile_is_left_alone(self, draft: Path) -> None:
        terminal = Terminal(draft.parent, "coach", "--apply", "es.eml")
        terminal.answer("¿Cuál? (1-3", "1\n")
        terminal.answer("¿Hacer este cambio? (s/n)", "n\n")
        draft.write_bytes(b"Subject: x\n\ny\n")
        terminal.answer("¿Cuál? (1-2", "n\n")
        assert terminal.end() == 2
        assert "changed meanwhile" in terminal.shown
        assert draft.read_bytes() == b"Subject: x\n\ny\n"

    def test_only_in_a_terminal_and_only_files(self, draft: Path) -> None:
        result = run("coach", "--apply", str(draft))
        assert result.exit_code == 2
        assert "emailint check --fix" in result.stderr
        result = run("coach", "--apply", "-", stdin=ES)
        assert result.exit_code == 2
        assert "standard input" in result.stderr


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Could you send the May figures by noon?", "   Ana — send the May figures — by noon"),
        ("1. Is it open?", "   Ana — Is it open?"),
        ("🙏🏽 Is it open?", "   Ana — Is it open?"),
        ("3 of them are late?", "   Ana — 3 of them are late?"),
        ("I need them by noon.", "   Ana — I need them by noon."),
        (
            "I need the " + "very " * 20 + "good ones.",
            "   Ana — I need the very very very very very very…",
        ),
        (
            "Is it a " + "very " * 20 + "good one?",
            "   Ana — …very very very very very very good one?",
        ),
    ],
)
def test_what_is_asked_is_shown_in_whole_words(said: str, shown: str) -> None:
    document = read(f"To: a@b.example\nSubject: Figures\n\nHi Ana,\n\n{said}\n", language="en")
    told = render_requests(requests_of(LINTER.situation(document)), document, "en", width=15)
    assert " ".join(told.split()) == f"What you ask: {shown.strip()}"


def test_the_coach_shows_requests_and_proposals(draft: Path) -> None:
    shown = run("coach", str(draft)).stdout
    assert "Luis — Me mandas las cifras de mayo — antes del viernes" in shown
    assert "1. Necesito las cifras de mayo antes del viernes" in shown
    assert "Empieza por lo que pides" in shown
    assert "1. Gracias por tu ayuda y un saludo," in shown
    core = run("coach", "--no-deep", str(draft)).stdout
    assert shown.startswith(core)
    assert "Necesito" not in core
