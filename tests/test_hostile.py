"""The whole linter on hostile input: nothing raises, and the time grows with the length only.

Time is the process's own and compared between two lengths of the same text, so that a slow or busy
machine changes nothing. A rule that raised is a note of the report: there must be none.
"""

from __future__ import annotations

import gc
import random
import time
from functools import cache
from pathlib import Path

import pytest
from helpers import HANG, soon
from hostile import LANGUAGES, PLACES, TEXTS, draft

from emailint.config import Config
from emailint.document import read
from emailint.linter import MAX_HITS, Linter
from emailint.message import MAX_TEXT
from emailint.model import PROFILES, Report
from emailint.pack import load_pack
from emailint.render.text import TextRenderer

SHORT, LONG = 15_000, 60_000  # characters
GROWTH = 2.0  # times what four times the length should cost: quadratic would be 4
SLACK = 0.3  # seconds that a run may be off by, other programs on the machine included


@cache
def linter(language: str, profile: str = "business") -> Linter:
    return Linter(load_pack(), Config(language=language, profile=profile))


def lint(raw: bytes, language: str = "es", profile: str = "business") -> Report:
    document = read(raw)
    report = linter(language, profile).lint(document)
    assert report.notes == ()
    size = len(document.text)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= size
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= size
    return report


def seconds(raw: bytes, language: str, profile: str = "business") -> float:
    gc.collect()
    started = time.process_time()
    lint(raw, language, profile)
    return time.process_time() - started


def assert_linear(name: str, place: str, language: str, profile: str = "business") -> None:
    short, long = (draft(place, TEXTS[name], size) for size in (SHORT, LONG))
    assert_grows_alike(short, long, language, profile)


def assert_grows_alike(short: bytes, long: bytes, language: str, profile: str) -> None:
    for _ in range(5):
        before, after = seconds(short, language, profile), seconds(long, language, profile)
        assert after < HANG
        if after <= GROWTH * LONG / SHORT * before + SLACK:
            return
    raise AssertionError(f"{SHORT:,} characters: {before:.2f} s, {LONG:,}: {after:.2f} s")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_the_cost_of_a_body_is_linear(name: str, language: str) -> None:
    assert_linear(name, "body", language)


FEW = (
    "words",
    "questions",
    "names",
    "a",
    "bangs",
    "promises",
    "cards",
    "open brackets",
    "ats",
    "marks that combine",
)


@pytest.mark.parametrize("place", [place for place in PLACES if place != "body"])
@pytest.mark.parametrize("name", FEW)
def test_the_cost_of_other_places_is_linear(name: str, place: str) -> None:
    assert_linear(name, place, "es" if len(name) % 2 else "en")


TAGS = {
    "links to a place": ("<p id=x>", '<a href="#x">y</a> <p>z</p>'),
    "rows": ("<table>", "<tr><td>11:00</td><td>Doors open</td></tr>"),
    "tables in tables": ("", "<table><tr><td>a</td><td>b</td></tr><tr><td>1"),
    "conditional comments": ("", "<!--[if mso]>x<![endif]--><!-- -->"),
    "open comments": ("", "<!"),
    "signs": ("", "%%a {{ |* }}"),
    "conditions": ("<p>", "{{#if a}}"),
    "siblings": (
        "<style>p + p, p ~ b, tr:nth-child(2n+1) td {color: #ccc}</style>", "<p>a</p><b>b</b>",
    ),
    "looks": ("<style>p b > i {color: #ccc}</style>", '<p style="color:red"><b>a <i>c</i></b>'),
}  # fmt: skip


@pytest.mark.parametrize("name", TAGS)
def test_the_cost_of_a_campaign_is_linear(name: str) -> None:
    head, piece = TAGS[name]
    fields = b"Subject: s\nContent-Type: text/html; charset=utf-8\n\n"
    lint(fields, "en", "campaign")  # what is loaded once would hide how the short one grows
    short, long = (
        fields + (head + piece * (size // len(piece))).encode() for size in (SHORT, LONG)
    )
    assert_grows_alike(short, long, "en", "campaign")


@pytest.mark.parametrize("profile", [profile for profile in PROFILES if profile != "business"])
@pytest.mark.parametrize("name", ["everything", "questions", "merge fields", "links", "shouting"])
def test_the_cost_is_linear_in_every_profile(name: str, profile: str) -> None:
    assert_linear(name, "body", "en", profile)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_of_the_cards_is_linear(language: str) -> None:
    """Every list of every card, one after the other, over and over."""
    tables = [
        v for rule in load_pack().rules.values() for v in rule.check.values() if isinstance(v, dict)
    ]
    lists = [
        table[language] for table in tables if isinstance(table.get(language), list | dict | tuple)
    ]
    phrases = [phrase for phrases in lists for phrase in phrases if isinstance(phrase, str)]
    assert len(phrases) > 100
    text = " ".join(phrases).translate(str.maketrans("(|)", "   "))
    for piece in range(0, len(text), 10_000):
        raw = [draft("body", text[piece : piece + 10_000] + ".\n", size) for size in (SHORT, LONG)]
        before, after = (seconds(part, language) for part in raw)
        assert after <= GROWTH * LONG / SHORT * before + SLACK, text[piece : piece + 200]


MILLION = ["a", "one long word", "bangs", "promises", "merge fields", "cards", "open brackets", "ats", "dots",
           "zero width", "marks that combine", "nul", "words", "digits", "blanks", "everything"]  # fmt: skip


@pytest.mark.parametrize("name", MILLION)
def test_a_million_characters(name: str) -> None:
    assert seconds(draft("body", TEXTS[name], 1_000_000), "es") < HANG


HEAD = b"From: Ana <ana@example.es>\nTo: Bob <bob@example.org>\nSubject: Plan de mayo\n"


def nested(depth: int) -> bytes:
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return HEAD + "".join(parts).encode() + b"\nHola Bob:\n"


@pytest.mark.parametrize(
    ("raw", "cut"),
    [
        (nested(1_000), "nesting below 100"),
        (HEAD + b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"\nHola\n", "headers after 10,000"),
        (HEAD.replace(b"mayo", b"a" * 2_000_000) + b"\nHola\n", "header values after 1,000,000 bytes"),
        (HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"hola",
         "styles of HTML nested deeper than 512"),
        (HEAD + b"Content-Type: text/html\n\n" + b"<ul><li>" * 50_000 + b"hola",
         "styles of HTML nested deeper than 512"),
        (HEAD + b"\n" + b"hola que tal " * 100_000, f"body after {MAX_TEXT:,} characters"),
        (HEAD + b"\n" + b"a\n\n" * 60_000, "body after 50,000 paragraphs"),
        (HEAD + b"\n" + b"Hola  Bob , {{name}} the the\n\n" * 5_000, f"template-unfilled after {MAX_HITS:,} findings"),
        (HEAD + b"Cc: " + b", ".join(b"P%d <p%d@example.org>" % (n, n) for n in range(20_000)) + b"\n\nHola\n",
         "Cc after 10,000 addresses"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_000, "parts after 1,000"),
    ],
)  # fmt: skip
def test_what_was_cut_off_is_said(raw: bytes, cut: str) -> None:
    with soon():
        document = read(raw)
        report = linter("es").lint(document)
    assert report.notes == ()
    assert cut in report.cut
    shown = " ".join(
        TextRenderer(width=10_000).report(report._replace(ui_language="en"), document).split()
    )
    assert cut in shown.rpartition("not read: ")[2]


@pytest.mark.parametrize("seed", range(8))
def test_random_bytes(seed: int) -> None:
    chance = random.Random(seed)
    lint(chance.randbytes(50_000))
    lint(HEAD + b"\n" + chance.randbytes(50_000))
    lint(HEAD + b"Content-Type: text/html\n\n" + chance.randbytes(50_000))
    letters = bytes(
        chance.choices(
            b"<>&;=\"'/ \nabAB:,.!?-()[]{}@#*_\\%$0123456789\xc2\xbf\xe2\x80\x8b", k=50_000
        )
    )
    lint(HEAD + b"Content-Type: text/html\n\n" + letters)
    lint(HEAD + b"\n" + letters)
    lint(letters)


# The cases on which mail parsers were seen to fail

TEXT = b"Content-Type: text/plain; charset=utf-8\n\nHola\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Subject: =?utf-8?q?A=C3?= =?utf-8?q?=B1o?=\n" + TEXT, "Subject: Año\n\nHola\n"),
        (b"Subject: A\xc3\xb1o\n" + TEXT, "Subject: Año\n\nHola\n"),
        (b"Subject: A\xf1o\n" + TEXT, "Subject: Año\n\nHola\n"),
        (b"Subject: x\nContent-Type: text/plain; charset=klingon\n\nA\xc3\xb1o", "Subject: x\n\nAño"),
        (b"Subject: =?klingon?q?A=C3=B1o?=\n\nx", "Subject: Año\n\nx"),
        (b"Subject: x\nContent-Type: text/plain; charset=us-ascii\n\nA\xc3\xb1o", "Subject: x\n\nAño"),
        (b"Subject: x\n\nA\xc3\xb1o", "Subject: x\n\nAño"),
        (b"Subject: x\nContent-Type: text/plain; charset=iso-8859-1\n\n5 \x80 \x93a\x94", "Subject: x\n\n5 € “a”"),
        (b"Subject: x\nContent-Transfer-Encoding: base64\n\nSG9sYSwgQW5h*!SG9sYSwgQW", "Subject: x\n\nHola, AnaHola, A"),
        (b"Subject: x\nContent-Transfer-Encoding: base64\n\nSG9sY", "Subject: x\n\nHol"),
        (b'Subject: x\nContent-Type: text/html\n\n<meta charset="utf-8"><p>A\xc3\xb1o', "Subject: x\n\nAño"),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHola\n", "Subject: x\n\nHola\n"),
        (b"Subject: x\nTo: <<a@>, @, ,;:( \"\n\nHola", "Subject: x\n\nHola"),
        (b"Hola, Ana.\n\nNos vemos.", "Hola, Ana.\n\nNos vemos."),
        (b"From ana@example.es Mon May  4 10:00:00 2026\nSubject: x\n\nHola", "Subject: x\n\nHola"),
        (b"Subject: x\nContent-Type: text/plain; charset\n\nHola", "Subject: x\n\nHola"),
        (b"Subject: x\nContent-Type: text/plain; charset=\xff\xfe\n\nHola", "Subject: x\n\nHola"),
        (b"Subject: x\nContent-Disposition: inline; filename*0*=x'y'%zz\n\nHola", "Subject: x\n\nHola"),
        (b"Subject: x\nDate: Mon, 99 Foo 2026 99:99:99 +9999\n\nHola", "Subject: x\n\nHola"),
        (b"Subject: x\nMessage-ID: <[>\nFrom: \xff@[\nTo: =?utf-8?b?=?=\n\nHola", "Subject: x\n\nHola"),
        (b"Subject:\nContent-Type: text/plain; charset=utf-16\n\n\x00\xd8\x00", "Subject: \n\n"),
    ],
)  # fmt: skip
def test_what_other_parsers_fail_on(raw: bytes, text: str) -> None:
    lint(raw)
    shown = read(raw).text
    assert shown.replace("\ufffd", "")[: len(text)] == text or "utf-16" in raw.decode("latin-1")


# Memory, in a process of its own

PROGRAM = """
import re, sys, time
from pathlib import Path
from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack
document = read(Path(sys.argv[1]))
report = Linter(load_pack(), Config(language="es")).lint(document)
assert report.notes == (), report.notes
status = Path("/proc/self/status").read_text()  # `ru_maxrss` would count the parent's memory
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024
print(peak, int(time.process_time()), "|".join(report.cut))
"""
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\n\n"
FILE = HEAD + (
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nAdjunto el informe.\n--b\nContent-Type: application/pdf;"
    b" name=informe.pdf\nContent-Transfer-Encoding: base64\n\n"
)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize(
    ("head", "unit"),
    [
        (FILE, b"QUJDRA==" * 9 + b"\n"),
        (PLAIN, "la palabra y otras cosas más. ".encode()),
        (PLAIN, b"a\n\n"),
        (PLAIN, b"\n"),
        (PLAIN.replace(b"plain", b"html"), b"<p>Hola <b>Ana</b></p>"),
        (PLAIN.replace(b"plain", b"html"), b"a<br>"),
        (b"", b"X-A: b\n"),
        (HEAD.replace(b"Bob <bob@example.org>\nSubject: Plan de mayo\n", b""), b"Bob <bob@example.org>, "),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n", b"--b\n\nx\n"),
        (b"", bytes(range(256))),
    ],
)  # fmt: skip
def test_fifty_megabytes_need_little_memory(tmp_path: Path, head: bytes, unit: bytes) -> None:
    import subprocess
    import sys

    path = tmp_path / "draft.eml"
    path.write_bytes(head + unit * (50_000_000 // len(unit)))
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True
    )
    mebibytes, used, cut = run.stdout.rstrip("\n").split(" ", 2)
    assert int(mebibytes) <= 300
    assert int(used) < HANG
    assert cut or head == FILE or not head
