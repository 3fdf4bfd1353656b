"""How a draft was understood, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_samples import EN, ES
from hypothesis import given
from hypothesis import strategies as st

from emailint.document import read
from emailint.engine import Engine
from emailint.inspection import inspect

ROOT = Path(__file__).parent.parent
LINTER = Engine().linter("-")


def facts(draft: str | bytes, kind: str = "message") -> dict[str, Any]:
    return inspect(read(draft, kind=kind), LINTER, "x.eml", 3)


def test_people_language_and_time() -> None:
    told = facts(ES)
    assert (told["path"], told["index"], told["subject"]) == ("x.eml", 3, "Piedra del muro")
    assert (told["language"], told["profile"], told["reply"]) == ("es", "business", False)
    assert told["from"] == "Ana Ruiz <ana@acme.example>"
    assert (told["to"], told["cc"], told["bcc"]) == (["Luis Gil <luis@cliente.example>"], [], [])
    assert told["date"] == "2026-05-05T09:30:00+02:00"
    assert (told["greeting"], told["closing"], told["gratitude_close"]) == (True, True, True)
    assert told["signature"] == "name"


def test_lines_count_from_1_at_the_first_of_the_body() -> None:
    told = facts(ES)
    assert [(b["kind"], b["first_line"], b["last_line"]) for b in told["blocks"]] == [
        ("subject", 0, 0), ("greeting", 1, 1), ("body", 3, 3), ("closing", 5, 5),
        ("signature", 6, 6),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["Regards,", "Un saludo,"])
def test_a_close_without_thanks(line: str) -> None:
    draft = EN if line == "Regards," else ES
    for thanks in ("Thanks for having a look,", "Gracias por echarle un vistazo,"):
        draft = draft.replace(thanks, line)
    assert facts(draft)["gratitude_close"] is False


def test_attachments_and_links() -> None:
    draft = (
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\n'
        "See https://acme.example/x for it.\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="a.pdf"\n\nxyz\n--b--\n'
    )
    told = facts(draft)
    assert [a["name"] for a in told["attachments"]] == ["a.pdf"]
    assert [link["href"] for link in told["links"]] == ["https://acme.example/x"]


def test_a_text_alone() -> None:
    told = facts("Just a word.\n", "text")
    assert (told["from"], told["to"], told["date"], told["subject"]) == ("", [], None, "")
    assert told["signature"] == "none"


@given(st.binary(max_size=400), st.sampled_from(["message", "text", "html"]))
def test_any_bytes_are_data_of_the_schema(raw: bytes, kind: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    told = facts(raw, kind)
    schema = json.loads((ROOT / "emailint" / "data" / "inspect.schema.json").read_text())
    jsonschema.validate(told, schema)
    for block in told["blocks"]:
        assert block["first_line"] <= block["last_line"]
