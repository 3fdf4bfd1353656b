"""The engines of `--deep` as a run asks them: which are there, what they hand in, what is told."""

from __future__ import annotations

import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from helpers import pack_of

from emailint import deep
from emailint.config import Config
from emailint.deep import Deep, UnavailableError
from emailint.document import read
from emailint.hooks import deeper
from emailint.hooks.judge import Judge, Request
from emailint.linter import Linter
from emailint.model import EmailintError, Handed, Hit, Note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from emailint.context import Situation

FOO = 'kind = "phrase"\nwords = { en = ["foo"], es = ["foo"] }'
ENGINE = 'kind = "engine"\nengines = ["one", "two"]'


def engine(monkeypatch: pytest.MonkeyPatch, name: str, analyser: object) -> None:
    """Put an engine beside those that there are."""
    module = ModuleType(f"engine_{name}")
    module.analyser = lambda _: analyser  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(deep.ENGINES, name, (module.__name__, name))


@pytest.fixture(autouse=True)
def no_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deep, "ENGINES", {})
    monkeypatch.setattr(deeper, "_deep", {})


def handed(asked: tuple[str, ...] = (), *, by_default: bool = False) -> Handed:
    return Deep(Config(), asked, by_default=by_default).examine(SITUATION)


SITUATION: Situation = None  # type: ignore[assignment]  # these engines look at nothing


def test_an_engine_hands_in_hits_and_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    def analyser(_: Situation) -> Iterator[object]:
        yield "body-x", Hit(0, 3)
        yield Note("so", "así")

    engine(monkeypatch, "one", analyser)
    found = handed()
    assert found.hits == {"one": [("body-x", Hit(0, 3))]}
    assert found.notes == (Note("so", "así"),)


def test_what_is_missing_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(deep.ENGINES, "one", ("no_such_engine", "some"))
    asked = Deep(Config())
    assert asked.examine(SITUATION).notes[0].en == (
        "one: this needs an extra: pip install 'emailint[some]'"
    )
    assert asked.examine(SITUATION).notes == ()
    assert handed(by_default=True).notes == ()
    with pytest.raises(EmailintError, match="one: this needs an extra"):
        Deep(Config(), ["one"])
    with pytest.raises(EmailintError, match="did you mean 'one'"):
        Deep(Config(), ["oen"])


@pytest.mark.parametrize("error", [UnavailableError("no", "no"), ZeroDivisionError("no")])
def test_an_engine_that_fails_did_not_run(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def analyser(_: Situation) -> Iterator[object]:
        yield "body-x", Hit(0, 3)
        raise error

    engine(monkeypatch, "one", analyser)
    found = handed()
    assert found.hits == {}
    assert found.notes[0].es.endswith("no")


def test_a_rule_runs_where_one_of_its_engines_did(tmp_path: Path) -> None:
    linter = Linter(pack_of(tmp_path, ENGINE, more="languages = []"))
    draft = read("bar", kind="text")
    assert linter.lint(draft).rules_run == 0
    assert linter.lint(draft, handed_in=Handed({"three": []})).rules_run == 0
    report = linter.lint(draft, handed_in=Handed({"two": [("body-x", Hit(0, 3))]}))
    assert report.rules_run == 1
    assert [f.rule for f in report.findings] == ["body-x"]


def test_one_fault_is_one_finding(tmp_path: Path) -> None:
    linter = Linter(pack_of(tmp_path, FOO, more="languages = []"), Config(language="en"))
    hits = Handed({"one": [("body-x", Hit(0, 5))], "two": [("body-x", Hit(4, 6))]})
    report = linter.lint(read("foo bar", kind="text"), handed_in=hits)
    assert [(f.start, f.end) for f in report.findings] == [(0, 3), (4, 6)]


def test_the_first_of_a_rules_engines_that_ran_tells_it(tmp_path: Path) -> None:
    linter = Linter(pack_of(tmp_path, ENGINE, more="languages = []"))
    draft = read("bar foo", kind="text")
    two = {"two": [("body-x", Hit(4, 7))]}
    report = linter.lint(draft, handed_in=Handed({**two, "one": [("body-x", Hit(0, 3))]}))
    assert [(f.start, f.end) for f in report.findings] == [(0, 3)]
    assert not linter.lint(draft, handed_in=Handed({**two, "one": []})).findings
    assert linter.lint(draft, handed_in=Handed(two)).findings


def test_notes_are_in_the_language_of_the_report(tmp_path: Path) -> None:
    linter = Linter(pack_of(tmp_path, FOO), Config(language="es"))
    report = linter.lint(read("bar", kind="text"), handed_in=Handed({}, (Note("so", "así"),)))
    assert report.notes == ("así",)


WRITER = "From: me@acme.example\nTo: you@example.org\nSubject: Plan of May\n\nHi Ana,\n\nbar here, thanks.\n"


@pytest.mark.parametrize(
    ("table", "decision", "found"),
    [
        ({}, "send", False),
        ({"deep": True}, "send", True),
        ({"deep": True, "rules": {"grammar-spacing": "stop"}}, "stop", True),
        ({"deep": True, "score": {"ask": 100}}, "send", True),
    ],
)
def test_a_hook_goes_by_engines_only_where_told(
    monkeypatch: pytest.MonkeyPatch, table: dict[str, object], decision: str, found: bool
) -> None:
    def analyser(situation: Situation) -> Iterator[object]:
        at = situation.document.text.index("bar")
        yield "grammar-spacing", Hit(at, at + 3)

    engine(monkeypatch, "one", analyser)
    hook = {"warning": "stop", "info": "stop", **table} if "rules" not in table else table
    judge = Judge({"hook": hook, "ignore": ["timing", "closing", "body", "greeting"]})
    judged = judge.judged(Request(WRITER.encode()))
    assert judged.report is not None
    assert ("grammar-spacing" in [f.rule for f in judged.report.findings]) == found
    assert judged.verdict.decision == decision


def test_a_slow_engine_does_not_cost_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    engine(monkeypatch, "one", lambda _: over.wait(60) and [])
    judged = Judge({"hook": {"deep": True, "timeout": 0.2}}).judged(Request(WRITER.encode()))
    over.set()
    assert judged.report is not None
    assert any("hook.deep" in note for note in judged.report.notes)
