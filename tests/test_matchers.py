"""The kinds of declarative check: each with what it hits and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import lint, marked, pack_of
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter

EN = Config(language="en")


@pytest.mark.parametrize(
    ("check", "draft", "hits"),
    [
        ('kind = "phrase"\nwords = { en = ["as soon as"] }', "Come as soon as\nyou can. As Soon As!", ["as soon as", "As Soon As"]),
        ('kind = "phrase"\nwords = { en = ["note"] }\nunless = { en = ["note well"] }', "A note, note well.", ["note"]),
        ('kind = "phrase"\nat = "start"\nwords = { en = ["well"] }', "Well, all is well.", ["Well"]),
        ('kind = "phrase"\nat = "whole"\nwords = { en = ["well"] }', "Well!", ["Well"]),
        ('kind = "phrase"\nat = "whole"\nwords = { en = ["well"] }', "Well, well.", []),
        ('kind = "pattern"\npattern = "\\\\b(?P<hit>\\\\d+) (?:EUR|USD)"', "Pay 30 EUR or 40 USD, not 50.", ["30", "40"]),
        ('kind = "count"\npattern = "\\\\?"\nover = 2', "A? B? C? D?", ["?"]),
        ('kind = "count"\npattern = "\\\\?"\nover = 2', "A? B?", []),
        ('kind = "length"\nover_words = 3', "one two three four five", ["four five"]),
        ('kind = "length"\nover_words = 3', "one two-two three", []),
        ('kind = "length"\nunder_words = 3', "one two", ["one two"]),
        ('kind = "length"\nover_characters = 4', "abcdef", ["ef"]),
        ('kind = "length"\neach = true\nover_words = 2', "one two\n\nthree four five\n\nsix", ["five"]),
        ('kind = "ratio"\nover = 0.7\nmin_letters = 6', "LISTEN TO ME\n\nThank you, NASA.", ["LISTEN TO ME"]),
        ('kind = "ratio"\nlines = true\nover = 0.7\nmin_letters = 6', "Now hear this:\nLISTEN TO ME\nand go.", ["LISTEN TO ME"]),
        ('kind = "absent"\nblock = "closing"', "Hi Ana,\n\nall is fine here.", [""]),
        ('kind = "absent"\nblock = "closing"', "Hi Ana,\n\nall is fine here.\n\nKind regards,\nTom", []),
        ('kind = "absent"\nwords = { en = ["please"] }\nplace = "start"', "send it", [""]),
        ('kind = "absent"\nwords = { en = ["please"] }', "please send it", []),
        ('kind = "repeat"\nunless = { en = ["had had"] }', "He had had the\nthe plan. Is it? It is.", ["the\nthe"]),
        ('kind = "case"\nwant = "all-caps"\nmin_letters = 3', "OK THEN", ["OK THEN"]),
        ('kind = "case"\nwant = "all-caps"\nmin_letters = 9', "OK THEN", []),
        ('kind = "case"\nwant = "lowercase-start"', "hello there", ["h"]),
    ],
)  # fmt: skip
def test_kind(tmp_path: Path, check: str, draft: str, hits: list[str]) -> None:
    report = lint(pack_of(tmp_path, check), draft, EN)
    assert report.notes == ()
    assert marked(report, draft) == hits


@pytest.mark.parametrize(
    ("check", "draft", "fixed"),
    [
        ('kind = "phrase"\nreplace = { en = { "your welcome" = "you\'re welcome" } }', "Your\nwelcome, Ana.", "You're welcome, Ana."),
        ('kind = "pattern"\npattern = " +(,)"\nreplace = "\\\\1"', "Well , yes.", "Well, yes."),
        ('kind = "repeat"', "the the plan", "the plan"),
    ],
)  # fmt: skip
def test_fix(tmp_path: Path, check: str, draft: str, fixed: str) -> None:
    (finding,) = lint(pack_of(tmp_path, check), draft, EN).findings
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert draft[: edit.start] + edit.text + draft[edit.end :] == fixed


@pytest.mark.parametrize(
    ("profile", "hits"), [("business", 1), ("list", 0), ("campaign", 0), ("outreach", 1)]
)
def test_bands_by_profile(tmp_path: Path, profile: str, hits: int) -> None:
    check = (
        'kind = "length"\nover_words = { business = 2, campaign = "off", list = 9, default = 1 }'
    )
    report = lint(pack_of(tmp_path, check), "one two three", Config(profile=profile, language="en"))
    assert len(report.findings) == hits


QUOTED = "Please see below.\n\nOn Monday, Ana wrote:\n> URGENT urgent\n\n-- \nTom urgent\n"


def test_quotes_and_signatures_are_not_judged(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, 'kind = "phrase"\nwords = { en = ["urgent"] }')
    assert lint(pack, QUOTED, EN).findings == ()
    assert len(lint(pack, QUOTED.replace("Please", "Urgent: please"), EN).findings) == 1


def test_a_subject_is_judged_apart(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, 'kind = "phrase"\nwords = { en = ["update"] }', scope='["subject"]')
    report = lint(pack, "Subject: update\n\nThe update is here.", EN)
    assert [(f.line, f.column, f.block) for f in report.findings] == [(1, 10, "subject")]


KINDS = [
    'kind = "phrase"\nwords = { en = ["a b", "c"] }',
    'kind = "length"\nover_words = 2\nunder_words = 1',
    'kind = "ratio"\nover = 0.5',
    'kind = "absent"\nwords = { en = ["c"] }',
    'kind = "repeat"',
    'kind = "case"\nwant = "lowercase-start"',
]


@given(st.text(alphabet="abcAB \n.,>-:¿Ñİ", max_size=120), st.sampled_from(KINDS))
def test_hits_lie_in_the_view(
    tmp_path_factory: pytest.TempPathFactory, draft: str, check: str
) -> None:
    pack = pack_of(tmp_path_factory.mktemp("pack"), check)
    document = read(f"Subject: {draft[:10]}\n\n{draft}")
    report = Linter(pack, EN).lint(document)
    assert report.notes == ()
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(document.text)
        assert document.position(finding.start) == (finding.line, finding.column)
