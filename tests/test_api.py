"""The Python interface."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_samples import EN, ES, write
from hypothesis import given
from hypothesis import strategies as st

import emailint
from emailint import Config, EmailintError, Envelope, lint, load_pack, read


def test_bytes_text_path_and_document_give_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "en.eml"
    path.write_text(EN, encoding="utf-8")
    reports = [lint(draft) for draft in (EN, EN.encode(), path, read(EN), read(EN).message)]
    assert all(r.findings == reports[0].findings for r in reports)
    assert [r.path for r in reports] == ["", "", str(path), "", ""]
    assert "grammar-doubled-word" in [f.rule for f in reports[0].findings]


def test_config(tmp_path: Path) -> None:
    write(tmp_path)
    config = Config(
        select=("team-word",), rule_folders=(str(tmp_path / "cards"),), ui_language="es",
        rules={"team-word": {"add": ["quote"]}},
    )  # fmt: skip
    assert [f.message for f in lint(EN, config=config).findings][1:] == [
        "No decimos «quote»", "No decimos «slate»",
    ]  # fmt: skip


def test_no_file_is_read_without_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write(tmp_path, en=EN))
    (tmp_path / ".emailint.toml").write_text("nonsense")
    assert lint(tmp_path / "en.eml").rules_run > 5


def test_a_wrong_config() -> None:
    with pytest.raises(EmailintError, match="did you mean 'subject-vague'"):
        lint(EN, config=Config(select=("subject-vage",)))
    with pytest.raises(EmailintError, match="unknown rule"):
        lint(EN, config=Config(rules={"x": {"severity": "off"}}))


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(OSError, match="nope"):
        lint(Path("nope.eml"))


def test_language_of_the_config() -> None:
    assert lint(ES, config=Config(language="en")).language == "en"


def test_envelope_and_time() -> None:
    config = Config(select=("bcc-internal", "send-monday"))
    hidden = Envelope("ann@acme.example", ("bob@client.example", "eve@acme.example"))
    monday = datetime(2026, 5, 4, 10, tzinfo=UTC)
    assert [f.rule for f in lint(EN, hidden, monday, config).findings] == [
        "bcc-internal", "send-monday",
    ]  # fmt: skip
    naive = lint(EN, send_at=datetime(2026, 5, 4, 10), config=config)
    assert [f.rule for f in naive.findings] == ["send-monday"]


@given(st.binary(max_size=400) | st.text(max_size=200))
def test_never_raises_on_a_draft(draft: bytes | str) -> None:
    report = lint(draft)
    assert 0 <= report.score.total <= 100
    assert report.notes == ()


def test_the_public_names_are_there() -> None:
    for name in emailint.__all__:
        assert getattr(emailint, name)
    assert "subject-missing" in load_pack().rules
    with pytest.raises(AttributeError, match="nonsense"):
        emailint.nonsense  # noqa: B018


def test_importing_costs_nothing() -> None:
    code = "import sys, emailint; print([m for m in sys.modules if m.startswith('emailint.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"[]\n"


def test_it_is_typed() -> None:
    assert (Path(emailint.__file__).parent / "py.typed").is_file()
