"""`emailint study` from the command line to its files."""

from __future__ import annotations

import json
import re
import stat
import sys
from typing import TYPE_CHECKING

import jsonschema
import pyarrow.parquet as pq
import pytest
from cli_samples import run
from study_samples import START, archive, mbox
from test_study_reports import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.mbox").write_bytes(mbox(archive(300, people=30)))
    return tmp_path


def study(*arguments: object) -> str:
    done = run("study", "list.mbox", "-j", 1, *arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_text_is_in_the_language_asked_for() -> None:
    shown = study("--ui-language", "es")
    assert "Titulares publicados, puestos a prueba aquí" in shown
    assert "\x1b" not in shown
    assert "Published headlines, tested here" in study("--ui-language", "en")


def test_json_counts_what_is_there() -> None:
    told = json.loads(study("-f", "json"))
    jsonschema.validate(told, SCHEMA, jsonschema.Draft202012Validator)
    mails = {mail.id: mail for mail in archive(300, people=30)}
    firsts = [mail for mail in mails.values() if mail.id.endswith(".a@example.org")]
    assert told["archive"]["messages"] == len(mails)
    assert told["archive"]["from"] >= START.date().isoformat()
    assert told["archive"]["judged"] <= told["archive"]["first_messages"] == len(firsts)
    for curve in told["curves"]:
        judged = told["archive"]["languages"][curve["language"]]
        assert sum(b["n"] for b in curve["bins"]) <= judged
    for effect in told["effects"]:
        assert effect["n_with"] + effect["n_without"] <= told["archive"]["judged"]


def test_a_page_a_table_and_pictures_of_the_owner_alone(folder: Path) -> None:
    assert study("-f", "html", "-o", "s.html", "--features", "f.parquet", "--pictures", "p") == ""
    assert (folder / "s.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(pq.read_table(folder / "f.parquet")) == len(
        {mail.id for mail in archive(300, people=30)}
    )
    for name in ("s.html", "f.parquet"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    assert list((folder / "p").glob("*.svg"))
    page = (folder / "s.html").read_bytes() + (folder / "f.parquet").read_bytes()
    assert b"person" not in page


def test_too_little_mail_for_a_fit_says_how_much_is_needed(folder: Path) -> None:
    done = run("study", "list.mbox", "-j", 1, "--fit", "points.json", "--ui-language", "en")
    assert done.exit_code == 2
    assert done.stderr.startswith("emailint: points.json was not written. Mail in ")
    assert re.search(r"There are \d+ mails, and it takes \d+\.", done.stderr)
    assert "Points fitted to this mail" in done.stdout
    assert not (folder / "points.json").exists()


def test_no_mail_is_told(folder: Path) -> None:
    (folder / "empty.mbox").write_bytes(b"")
    done = run("study", "empty.mbox")
    assert done.exit_code == 2
    assert "no mail was found" in done.stderr
    missing = run("study", "nowhere")
    assert missing.exit_code == 2
    assert "nowhere" in missing.stderr


def test_mail_that_is_too_young_is_told(folder: Path) -> None:
    (folder / "young.mbox").write_bytes(mbox(archive(5, days=5, gap=None)))
    done = run("study", "young.mbox", "-j", 1, "--ui-language", "en")
    assert done.exit_code == 0
    assert "it takes mail that opened a thread and was watched for 14 days" in done.stdout


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith("emailint.study.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("study", "list.mbox")
    assert done.exit_code == 2
    assert done.stderr == "emailint: study: this needs an extra: pip install 'emailint[study]'\n"


def test_ctrl_c_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("emailint.study.observing.run", stop)
    done = run("study", "list.mbox", "-j", 1)
    assert done.exit_code == 130
    assert "the same command goes on from there" in done.stderr


@pytest.mark.parametrize("option", [["--window", "0"], ["-f", "xml"], ["--jobs", "-1"]])
def test_wrong_use(option: list[str]) -> None:
    assert run("study", "list.mbox", *option).exit_code == 2


def test_a_check_loads_none_of_it() -> None:
    import subprocess

    program = (
        "import sys; import emailint.cli.check, emailint.checking, emailint.fitted;"
        "print([m for m in sys.modules if m.startswith('emailint.study') or m in"
        "('numpy', 'pyarrow', 'matplotlib', 'scipy')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_ctrl_c_while_it_reckons_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB makes a RuntimeError of it."""

    def stop(*_: object, **__: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("emailint.study.threads._outcomes", stop)
    done = run("study", "list.mbox", "-j", 1)
    assert done.exit_code == 130
    assert "the same command goes on from there" in done.stderr
    assert "bug" not in done.stderr


def test_an_address_that_nobody_writes_from_is_told() -> None:
    done = run("study", "list.mbox", "-j", 1, "--me", "nobody@nowhere.example")
    assert done.exit_code == 2
    assert done.stderr == "emailint: no mail was sent from nobody@nowhere.example there\n"
    assert done.stdout == ""


def test_workers_are_deaf_to_ctrl_c_from_their_start() -> None:
    """Theirs would be a traceback: they start with what their server started with."""
    import signal
    from multiprocessing import get_context
    from multiprocessing.forkserver import _forkserver

    from emailint.study.running import deaf_server

    if sys.platform == "win32":
        pytest.skip("no fork server")
    _forkserver._stop()
    before = signal.getsignal(signal.SIGINT)
    deaf_server()
    assert signal.getsignal(signal.SIGINT) is before
    with get_context("forkserver").Pool(1) as pool:
        assert pool.apply(signal.getsignal, (signal.SIGINT,)) is signal.SIG_IGN
