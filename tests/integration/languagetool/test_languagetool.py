"""Grammar by the real LanguageTool 6 on this machine."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from cli_samples import process, run

from emailint.config import Config
from emailint.deep import process as processes
from emailint.deep import server
from emailint.deep.grammar import Grammar
from emailint.deep.languagetool import answers
from emailint.document import read
from emailint.engine import Engine
from emailint.linter import Linter
from emailint.model import Note

MAIL = """\
From: Xiomara Etxeberria <xiomara@acme.example>
To: Iñigo Zubizarreta <inigo@cliente.example>
Subject: {subject}
Content-Type: text/plain; charset=utf-8

{body}
"""
FAULTS = [
    ("es", "Te envío el informe de la reunión que me pediste. Las casa de la costa son bonitas.", "grammar-mistake Las casa"),
    ("es", "Tenemos que habalr de la reunión antes del viernes, si te parece bien.", "grammar-spelling habalr"),
    ("es", "Para mi lo más importante es que la reunión sea el viernes por la mañana.", "grammar-confusion mi"),
    ("en", "She have the report that you asked for, and we can talk about it tomorrow.", "grammar-mistake have"),
    ("en", "We need to recieve your comments on the report before the end of the week.", "grammar-spelling recieve"),
    ("en", "I think that its important for all of us to be there on time tomorrow.", "grammar-confusion its"),
    ("pt", "Enviamos o relatório que você pediu, mas precisamos de falar sobre isso. Nós precisa de ajuda.", "grammar-mistake"),
    ("fr", "Je vous envoie le rapport que vous avez demandé. Les maison sont très belles et nous sommes là.", "grammar-mistake"),
    ("de", "Ich schicke Ihnen den Bericht, den Sie haben wollten. Wir haben das Haus gesehn, und es ist schön.", "grammar-spelling gesehn"),
    ("it", "Ti mando il raporto che mi hai chiesto per la riunione di domani, e non è lungo.", "grammar-spelling raporto"),
]  # fmt: skip
CLEAN = [
    ("es", "Te envío el informe que me pediste ayer. Lo vemos con Iñigo el viernes, si te parece bien."),
    ("en", "I am sending you the report that you asked for. Xiomara and I can see you on Friday."),
    ("en", "The colour of the organisation's logo is fine with us, and so is the rest of the plan."),
    ("en", "Please see https://a.example/recieve or write to recieve@a.example, both work fine."),
]  # fmt: skip


@cache
def linter_of(language: str) -> Linter:
    return Engine().linter_of(Config(language=language))


def look(grammar: Grammar, body: str, language: str = "") -> tuple[list[str], list[str]]:
    """The rules with what they mark, and the notes."""
    linter = linter_of(language if language in ("es", "en") else "")
    document = read(MAIL.format(subject="", body=body).encode(), language=language)
    marked, notes = [], []
    for one in grammar(linter.situation(document)):
        if isinstance(one, Note):
            notes.append(one.en)
        else:
            marked.append(f"{one[0]} {document.text[one[1].start : one[1].end]}")
    return marked, notes


@pytest.fixture(scope="module")
def grammar(languagetool: str) -> Grammar:
    return Grammar(Config(grammar={"server": languagetool, "budget": 120.0}))


@pytest.mark.parametrize(("language", "body", "fault"), FAULTS)
def test_faults_are_found(grammar: Grammar, language: str, body: str, fault: str) -> None:
    marked, notes = look(grammar, body, language)
    assert notes == []
    assert any(one.startswith(fault) for one in marked), marked


@pytest.mark.parametrize(("language", "body"), CLEAN)
def test_what_is_right_is_left_alone(grammar: Grammar, language: str, body: str) -> None:
    assert look(grammar, body, language) == ([], [])


@pytest.mark.parametrize(
    "before", ["", "👍🏽 ", "👨‍👩‍👧‍👦🇪🇸 ", "Vendra\u0301 Begon\u0303a. ", "𝒳 e\u0301 • "]
)
def test_places_are_right(grammar: Grammar, before: str) -> None:
    body = f"{before}Tenemos que habalr de la reunión y de las cuentas del año."
    assert "grammar-spelling habalr" in look(grammar, body, "es")[0]


def test_the_dictionary_of_the_user(languagetool: str) -> None:
    own = Grammar(Config(words=("habalr",), grammar={"server": languagetool}))
    assert look(own, "Tenemos que habalr de la reunión de mañana.", "es") == ([], [])


def test_a_country(languagetool: str) -> None:
    british = Grammar(Config(grammar={"server": languagetool, "variants": ["en-GB"]}))
    marked, _ = look(british, "The color of the logo is fine with us, and so is the plan.", "en")
    assert marked == ["grammar-spelling color"]


def test_fifty_checks_at_a_time(grammar: Grammar) -> None:
    bodies = [f"👍🏽 Tenemos que habalr de la cuenta número {n} mañana." for n in range(50)]
    with ThreadPoolExecutor(50) as pool:
        done = list(pool.map(lambda body: look(grammar, body, "es"), bodies))
    assert done == [(["grammar-spelling habalr"], [])] * 50


def test_what_is_not_done_in_time_is_told(languagetool: str) -> None:
    hasty = Grammar(Config(grammar={"server": languagetool, "budget": 0.15}))
    paragraphs = (f"Tenemos que habalr de la reunión número {n}. " * 80 for n in range(30))
    _, notes = look(hasty, "\n\n".join(paragraphs), "es")
    assert "paragraphs were not looked at in 0.15 s" in notes[0]


def test_a_server_that_is_killed_is_started_again() -> None:
    grammar = Grammar(Config(grammar={"budget": 120.0}))
    first = server._own
    assert first is not None
    assert look(grammar, "Tenemos que habalr de la reunión de mañana.", "es")[0]
    processes.end(first.pid, 0)
    assert look(grammar, "Tenemos que habalr de la reunión del lunes.", "es")[0]
    assert server._own is not None
    assert server._own.pid != first.pid


def test_the_commands(tmp_path: Path) -> None:
    assert "runs at" in run("grammar", "start").stdout
    kept = server.running()
    assert kept is not None
    draft = tmp_path / "a.eml"
    draft.write_text(MAIL.format(subject="Reunión", body="Tenemos que habalr de la reunión."))
    done = process("check", "--engine", "grammar", str(draft))
    assert b"grammar-spelling" in done.stdout
    assert answers(kept.address)  # it isn't that run's own
    assert run("grammar", "stop").exit_code == 0
    assert not answers(kept.address)


def test_a_run_that_is_terminated_leaves_no_server() -> None:
    code = (
        "from emailint.deep import server; import time;"
        "server.address(); print(server._own.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        pid = int(running.stdout.readline())
        assert processes.created(pid) is not None
        running.terminate()
        running.wait(20)
    end = time.monotonic() + 10
    while processes.created(pid) is not None and time.monotonic() < end:
        time.sleep(0.1)
    assert processes.created(pid) is None
