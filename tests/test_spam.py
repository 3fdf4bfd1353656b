"""The spam weight: what a draft alone shows, how it is told, and filters that aren't there.

What the real filters charge is compared in tests/integration/campaign.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from campaign_samples import NEWSLETTER, page

from emailint.campaign.spam import REASONS, estimate, published, reason
from emailint.checking import Request, check
from emailint.document import read
from emailint.model import Charge, EmailintError, SpamWeight
from emailint.render.spam_lines import WORDS, spam_line
from emailint.spam_engine import ENGINES, ask


def charged(raw: str, engine: str, *, kind: str = "message") -> dict[str, float]:
    weights = {w.engine: w for w in estimate(read(raw, kind=kind))}
    weight = weights[engine]
    assert weight.total == pytest.approx(sum(c.points for c in weight.charges))
    return {c.symbol: c.points for c in weight.charges}


def test_capitals_cost_what_the_filters_publish() -> None:
    draft = page("<p>Hola</p>", "MIRA LAS NOVEDADES DE MAYO")
    assert charged(draft, "spamassassin")["SUBJ_ALL_CAPS"] == 0.5
    assert charged(draft, "rspamd")["SUBJ_ALL_CAPS"] == pytest.approx(3 * 26 / 40)


def test_a_template_without_a_header_lacks_no_field() -> None:
    assert charged("<p>Hola, Ana</p>", "spamassassin", kind="html") == {"MIME_HTML_ONLY": 0.1}
    assert charged("Subject: x\nFrom: a@acme.example\n\nHola", "spamassassin") == {}
    assert "MISSING_DATE" in charged("Subject: x\nTo: b@acme.example\n\nHola", "spamassassin")


def test_every_rule_has_a_reason_in_both_languages() -> None:
    for engine in published()["engines"].values():
        for symbol in engine["scores"]:
            assert reason(symbol)
    for words in WORDS.values():
        assert set(REASONS.values()) <= words.keys()
    assert reason("X_NEW") == ""


def test_a_line_tells_the_dearest_first() -> None:
    charges = (Charge("MIME_HTML_ONLY", 0.1), Charge("SUBJ_ALL_CAPS", 0.5), Charge("NOTE", 0.001))
    weight = SpamWeight("spamassassin", "4.0.1-1~deb12u1", 0.601, 5.0, charges, asked=False)
    assert spam_line(weight, "en") == (
        "SpamAssassin 4.0.1 (by its published scores): 0.6 of 5 "
        "(subject in capitals 0.5, no text part 0.1)"
    )
    assert spam_line(weight._replace(charges=(), total=0.0, asked=True), "es") == (
        "SpamAssassin 4.0.1 (consultado): 0 de 5"
    )


def test_reports_of_campaigns_have_it_and_others_have_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.eml"
    path.write_text(NEWSLETTER, encoding="utf-8")
    check(Request(paths=[str(path)], format="json"))
    (message,) = json.loads(capsys.readouterr().out)["messages"]
    assert [w["engine"] for w in message["spam"]] == list(ENGINES)
    check(Request(paths=[str(path)], flags={"ui_language": "es"}))
    assert "rspamd 3.4 (según sus puntuaciones publicadas)" in capsys.readouterr().out
    check(Request(paths=[str(path)], format="json", flags={"profile": "business"}))
    assert json.loads(capsys.readouterr().out)["messages"][0]["spam"] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_filter_that_is_not_installed(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EmailintError, match="is not installed here"):
        ask(engine, b"Subject: a\n\nb\n")


@pytest.mark.parametrize(
    ("engine", "program"), [("spamassassin", "spamassassin"), ("rspamd", "rspamc")]
)
@pytest.mark.parametrize(("does", "said"), [("exit 3", "failed: 3"), ("echo nonsense", "gave no")])
def test_a_filter_that_fails(
    engine: str, program: str, does: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / program
    script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(EmailintError, match=said):
        ask(engine, b"Subject: a\n\nb\n")
