"""A run: thresholds, times, several processes, the bar that shows how far it is."""

from __future__ import annotations

import contextlib
import io
import itertools
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_samples import EN, ES, config, mbox, run, write
from hypothesis import given, settings
from hypothesis import strategies as st

from emailint import progress
from emailint.api import lint
from emailint.checking import fails, moment
from emailint.model import EmailintError, Report
from emailint.output import colored, columns
from emailint.progress import Progress, total_size
from emailint.render import FORMATS
from emailint.runner import Plan, Result, Worker
from emailint.runner import run as run_all
from emailint.sources import Source, SourceError, find_files, read_sources

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from emailint.document import Document


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, es=ES, en=EN)


BATCH = 4


class TestThreshold:
    @pytest.mark.parametrize(
        ("severity", "failing"),
        [("info", {"info"}), ("warning", {"info", "warning"}),
         ("error", {"info", "warning", "error"})],
    )  # fmt: skip
    def test_as_grave_as_asked_for(self, severity: str, failing: set[str]) -> None:
        finding = lint("no subject: ").findings[0]._replace(severity=severity)  # type: ignore[arg-type]
        report = lint(EN)._replace(findings=(finding,))
        asked = ("info", "warning", "error", "never")
        assert {fail_on for fail_on in asked if fails(report, fail_on, 0)} == failing

    def test_a_low_score(self) -> None:
        report = lint(EN)
        total = report.score.total
        assert not fails(report, "never", total)
        assert fails(report, "never", total + 1)


class TestMoment:
    def test_none(self) -> None:
        assert moment(None) is None

    @pytest.mark.parametrize("text", ["2026-05-04T09:30", "2026-05-04", "20260504T0930"])
    def test_a_time_without_zone_is_local(self, text: str) -> None:
        when = moment(text)
        assert when is not None
        assert when.tzinfo is not None

    def test_a_zone_stays(self) -> None:
        when = moment("2026-05-04T09:30+02:00")
        assert when is not None
        assert when.utcoffset() == timedelta(hours=2)

    @pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "9:30", "9999-99-99T99:99"])
    def test_no_time(self, text: str) -> None:
        with pytest.raises(EmailintError, match="is no ISO 8601 time"):
            moment(text)

    @given(st.text(max_size=25))
    def test_any_text(self, text: str) -> None:
        with contextlib.suppress(EmailintError):
            moment(text)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colored(Terminal())
    assert not colored(io.StringIO())
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert colored(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not colored(Terminal())


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    assert (columns(Terminal()), columns(io.StringIO())) == (61, 100)


class TestProcesses:
    """Several processes print what one prints, in order."""

    @pytest.fixture(autouse=True)
    def small_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Few messages, and yet more batches than may be under way."""
        monkeypatch.setattr("emailint.runner.BATCH", BATCH)

    def outcomes(self, path: Path, jobs: int, format_: str) -> list[object]:
        worker = Worker(Plan(format=format_, path=str(path)))
        sources = read_sources(["nothere.eml", str(path), "nothere.eml"], lambda: b"")
        return [
            (o.piece, o.report) if isinstance(o, Result) else o
            for o in run_all(sources, worker, jobs=jobs)
        ]

    @pytest.mark.parametrize("format_", FORMATS)
    def test_the_same_outcomes(self, folder: Path, format_: str) -> None:
        box = folder / "box.mbox"
        box.write_text(mbox(30 * BATCH + 5), encoding="utf-8")
        alone = self.outcomes(box, 1, format_)
        assert len(alone) == 30 * BATCH + 7
        assert self.outcomes(box, 3, format_) == alone

    @settings(max_examples=4)
    @given(st.integers(0, 30 * BATCH), st.integers(2, 4), st.randoms(use_true_random=False))
    def test_whatever_the_messages(
        self, tmp_path_factory: pytest.TempPathFactory, count: int, jobs: int, rng: random.Random
    ) -> None:
        folder = write(tmp_path_factory.mktemp("box"))
        box = folder / "box.mbox"
        letters = mbox(count).encode().split(b"\nFrom ana")
        noise = (rng.randbytes(rng.randrange(200)).replace(b"\nFrom ", b"") for _ in letters)
        box.write_bytes(b"\nFrom ana".join(b"\n".join(x) for x in zip(letters, noise, strict=True)))
        assert self.outcomes(box, jobs, "jsonl") == self.outcomes(box, 1, "jsonl")

    @pytest.mark.parametrize("format_", FORMATS)
    def test_the_same_output(self, folder: Path, format_: str) -> None:
        (folder / "box.mbox").write_text(mbox(20 * BATCH), encoding="utf-8")
        one, several = (
            run("check", "-f", format_, "-j", jobs, "box.mbox", "nothere.eml") for jobs in (1, 3)
        )
        assert one.stdout == several.stdout
        assert (one.exit_code, one.stderr) == (several.exit_code, several.stderr)

    @pytest.mark.parametrize("format_", FORMATS)
    def test_the_same_with_a_baseline(self, folder: Path, format_: str) -> None:
        """One that knows some of each fault: which are left is settled by their order."""
        box = folder / "box.mbox"
        box.write_text(mbox(3), encoding="utf-8")
        run("check", "--write-baseline", "some.json", "box.mbox")
        box.write_text(mbox(3) * (2 * BATCH), encoding="utf-8")
        alike = []
        for jobs in (1, 3):
            given = ("--baseline", "some.json", "--write-baseline", "all.json", "-j", jobs)
            alike.append(
                (run("check", "-f", format_, *given, "box.mbox").stdout, read_text("all.json"))
            )
        assert alike[0] == alike[1]

    def test_campaigns_of_several_processes_share_their_styles(self, folder: Path) -> None:
        box = folder / "box.mbox"
        letter = "From ana Mon May  4 09:30:00 2026\nContent-Type: text/html\n\n<p>Hello <img src=a.png>\n\n"
        box.write_text(letter * (3 * BATCH), encoding="utf-8")
        given = ("check", "-f", "html", "--select", "alt-missing", "--profile", "campaign", "-j", 3)
        page = run(*given, "box.mbox").stdout
        assert page.count("<style>") == 2
        assert f'id="m{3 * BATCH - 1}"' in page

    def test_a_process_that_dies_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("emailint.runner._work", _dies)
        result = run("check", "-j", 2, "en.eml")
        assert result.exit_code == 2
        assert "a process of this run died" in result.stderr

    def test_a_wrong_config_of_some(self, folder: Path) -> None:
        config(write(folder / "sub", en=EN), "profil = 3")
        one, several = (run("check", "-f", "jsonl", "-j", n, ".") for n in (1, 2))
        assert one.stdout == several.stdout
        assert "profil" in one.stdout

    def test_few_messages_are_ahead(self) -> None:
        """An endless mailbox must not be read to its end before the first message is shown."""
        taken = 0

        def endless() -> Iterator[Source]:
            nonlocal taken
            for index in itertools.count():
                taken += 1
                yield Source("box", index, EN.encode(), "message")

        worker = Worker(Plan(flags={"select": ("subject-missing",)}))
        running = run_all(endless(), worker, jobs=2)  # type: ignore[arg-type]
        for _ in range(3 * BATCH):
            next(running)
        running.close()  # type: ignore[attr-defined]
        assert taken < 20 * BATCH


def read_text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


def _dies(_: object) -> None:
    os._exit(3)


class TestProgress:
    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        now = [0.0]
        monkeypatch.setattr(progress, "monotonic", lambda: now[0])
        return now

    def test_a_short_run_draws_nothing(self, clock: list[float]) -> None:
        stream = Terminal()
        bar = Progress(stream, 100)
        for _ in range(5):
            clock[0] += 0.1
            bar.step(10)
        bar.wipe()
        assert stream.getvalue() == ""

    def test_count_rate_and_time_left(self, clock: list[float]) -> None:
        stream = Terminal()
        bar = Progress(stream, 1000)
        clock[0] = 10.0
        bar.step(250)
        assert stream.getvalue() == (
            "\r[#####...............]  25%  1 messages, 0/s, 0:30 left\x1b[K"
        )
        bar.wipe()
        assert stream.getvalue().endswith("\r\x1b[K")

    @pytest.mark.parametrize("total", [None, 0, 100_000])
    def test_no_guess_where_nobody_can_know(self, clock: list[float], total: int | None) -> None:
        stream = Terminal()
        bar = Progress(stream, total)
        clock[0] = 2.0
        bar.step(10)
        assert stream.getvalue() == "\r1 messages, 0/s\x1b[K"

    def test_more_than_all_is_all(self, clock: list[float]) -> None:
        stream = Terminal()
        bar = Progress(stream, 10)
        clock[0] = 2.0
        bar.step(1000)
        assert "100%  1 messages, 0/s, 0:00 left" in stream.getvalue()

    def test_findings_on_the_same_terminal_are_whole(self, clock: list[float]) -> None:
        terminal = Terminal()
        bar = Progress(terminal, None, terminal)
        for number in range(4):
            clock[0] += 2.0
            bar.before(f"finding {number}\n")
            terminal.write(f"finding {number}\n")
            bar.step(1)
        bar.wipe()
        shown = [line.rpartition("\r\x1b[K")[2] for line in terminal.getvalue().split("\n")]
        assert shown == ["finding 0", "finding 1", "finding 2", "finding 3", ""]
        assert terminal.getvalue().count("messages") == 4

    def test_nothing_is_drawn_into_a_line_begun(self, clock: list[float]) -> None:
        terminal = Terminal()
        bar = Progress(terminal, None, terminal)
        clock[0] = 2.0
        bar.before('{"a": 1}')
        bar.step(1)
        bar.before(",\n")
        clock[0] = 4.0
        bar.step(1)
        assert terminal.getvalue().count("messages") == 1

    def test_without_a_terminal_there_is_none(self) -> None:
        bar = Progress(None, 10)
        bar.step(1)
        bar.before("x")
        bar.wipe()

    def test_the_total(self, folder: Path) -> None:
        sizes = len(ES.encode()) + len(EN.encode())
        assert total_size(find_files([str(folder)])) == sizes
        assert total_size(find_files(["en.eml", "nothere.eml"])) == len(EN.encode())
        assert total_size(find_files(["en.eml", "-"])) is None
        (folder / "box.mbox.gz").write_bytes(b"x")
        assert total_size(find_files([str(folder)])) is None

    def test_the_same_files_as_are_read(self, folder: Path) -> None:
        (folder / "sub" / "cur").mkdir(parents=True)
        (folder / "sub" / "new").mkdir()
        (folder / "sub" / "cur" / "1.host").write_text(EN)
        (folder / "other.bin").write_text(EN)
        read = [s.path for s in read_sources([str(folder)], lambda: b"")]
        assert [str(p) for p in find_files([str(folder)])] == read


def test_a_bar_is_drawn_on_a_terminal(folder: Path) -> None:
    """In a real terminal, where findings and bar share it."""
    pty = pytest.importorskip("pty")
    import subprocess
    import sys

    (folder / "box.mbox").write_text(mbox(40), encoding="utf-8")
    start = (
        "import emailint.progress as p; p._QUIET = p._EVERY = 0.0\n"
        "from emailint.cli import main; main()"
    )
    near, far = pty.openpty()
    command = [sys.executable, "-c", start, "check", "-q", "--language", "en", "box.mbox"]
    env = {**os.environ, "NO_COLOR": "1", "TERM": "xterm"}
    running = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env)
    os.close(far)
    seen = b""
    while True:
        try:
            piece = os.read(near, 65536)
        except OSError:  # how Linux tells the end
            break
        if not piece:
            break
        seen += piece
    os.close(near)
    assert running.wait(30) == 1
    text = seen.decode()
    assert "messages, " in text
    assert "left" in text
    lines = [line.rpartition("\x1b[K")[2] for line in text.split("\r\n")]
    plain = run("check", "-q", "--language", "en", "box.mbox").stdout
    assert "\n".join(lines) == plain


def test_a_place_in_a_mailbox_is_a_line_of_its_file(tmp_path: Path) -> None:
    box = tmp_path / "two.mbox"
    separator = "From ana Mon Jan  1 00:00:00 2001\n"
    box.write_text(f"{separator}{EN}\n{separator}{EN}", encoding="utf-8")
    outcomes = run_all(read_sources([str(box)], bytes), Worker(Plan()))
    first, second = (o.report.findings for o in outcomes if isinstance(o, Result))
    apart = {b.file_line - a.file_line for a, b in zip(first, second, strict=True)}  # type: ignore[operator]
    assert apart == {EN.count("\n") + 2}


def test_a_bug_costs_one_draft_only(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker(Plan())
    rendered = worker.renderer.report

    def broken(report: Report, document: Document) -> str:
        if report.path == "es.eml":
            raise ValueError
        return rendered(report, document)

    monkeypatch.setattr(worker.renderer, "report", broken)
    bug, fine = run_all(read_sources(["es.eml", "en.eml"], bytes), worker)
    assert isinstance(bug, SourceError)
    assert "bug in emailint: ValueError; please report" in bug.error
    assert isinstance(fine, Result)


def test_a_secret_in_a_plain_text_is_shown_blotted_out() -> None:
    draft = b"Subject: Access\n\nHi Ana,\n\nThe password is: hunter22x\n\nThanks,\nLuis"
    plan = Plan(flags={"select": ("secret-in-clear",)})
    (outcome,) = run_all([Source("a.eml", 0, draft, "message")], Worker(plan))
    assert isinstance(outcome, Result)
    assert "secret-in-clear" in outcome.piece
    assert "hunter22x" not in outcome.piece
