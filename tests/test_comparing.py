"""`emailint compare`: what differs between two drafts, and what is found in one alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from campaign_samples import NEWSLETTER

from emailint.comparing import compare
from emailint.model import EmailintError
from emailint.runner import Plan, Worker


def worker(ui: str = "es") -> Worker:
    return Worker(Plan(flags={"profile": "campaign", "ui_language": ui}))


@pytest.fixture
def drafts(tmp_path: Path) -> tuple[str, str]:
    a, b = tmp_path / "a.eml", tmp_path / "b.eml"
    a.write_text(NEWSLETTER, encoding="utf-8")
    other = NEWSLETTER.replace("TRES LIBROS NUEVOS, {{ contact.FIRSTNAME }}, y un", "Un")
    b.write_text(other.replace("Ya están aquí", "¡Ya están aquí"), encoding="utf-8")
    return str(a), str(b)


def test_what_differs(drafts: tuple[str, str]) -> None:
    found = json.loads(compare(worker(), *drafts, as_json=True))
    assert list(found["differs"]) == ["subject", "preview"]
    assert found["differs"]["subject"][1] == "Un descuento que dura hasta el domingo"
    rules = [[f["rule"] for f in draft["only_here"]] for draft in found["drafts"]]
    assert "grammar-opening-mark" in rules[0]
    assert rules[1] == []
    assert found["drafts"][0]["score"] < found["drafts"][1]["score"]
    assert found["losses"]["grammar"][1] == 0
    assert found["findings_in_both"] == found["drafts"][1]["findings"]


@pytest.mark.parametrize(("ui", "said"), [("es", "Solo en"), ("en", "Only in")])
def test_as_text(drafts: tuple[str, str], ui: str, said: str) -> None:
    shown = compare(worker(ui), *drafts)
    assert f"{said} {drafts[0]}" in shown
    assert "+ Subject: Un descuento" in shown
    assert "+ ¡Ya están aquí" in shown


def test_a_draft_against_itself(drafts: tuple[str, str]) -> None:
    found = json.loads(compare(worker(), drafts[0], drafts[0], as_json=True))
    assert found["differs"] == {}
    assert [draft["only_here"] for draft in found["drafts"]] == [[], []]


def test_one_draft_a_side(drafts: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(EmailintError, match="compare takes one draft"):
        compare(worker(), str(tmp_path), drafts[0])
    with pytest.raises(EmailintError, match="no such file"):
        compare(worker(), drafts[0], str(tmp_path / "none.eml"))
