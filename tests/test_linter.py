"""Document + rules + config -> Report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from helpers import card, lint, pack_of
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import Config, ConfigError
from emailint.document import read
from emailint.linter import Linter
from emailint.model import Envelope, Fix, Handed, Hit
from emailint.pack import Pack, load_pack

EN = Config(language="en")
FOO = 'kind = "phrase"\nwords = { en = ["foo"], es = ["foo"] }'


def test_severity_points_and_off_come_from_the_config(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO)
    report = lint(pack, "foo", Config(language="en", rules={"body-x": {"severity": "error"}}))
    assert [(f.severity, f.points) for f in report.findings] == [("error", 25)]
    report = lint(pack, "foo", Config(language="en", rules={"body-x": {"points": 7}}))
    assert report.findings[0].points == 7
    assert (
        lint(pack, "foo", Config(language="en", rules={"body-x": {"severity": "off"}})).findings
        == ()
    )


def test_words_are_added_and_removed(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO)
    config = Config(language="en", rules={"body-x": {"add": ["b(a|o)r"], "remove": ["foo"]}})
    assert [f.message for f in lint(pack, "foo bar bor", config).findings] == ["bar", "bor"]
    assert len(lint(pack, "foo bar", EN).findings) == 1  # the pack itself is as it was


def test_an_unknown_option_is_an_error(tmp_path: Path) -> None:
    config = Config(language="en", rules={"body-x": {"wrds": ["x"]}})
    with pytest.raises(ConfigError, match=r"wrds.*words"):
        lint(pack_of(tmp_path, FOO), "foo", config)


def test_settings_for_a_recipient_win(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO)
    off = {"body-x": {"severity": "off"}}
    config = Config(language="en", recipients={"@client.example": off})
    draft = "To: {}\nSubject: x\n\nfoo"
    assert lint(pack, draft.format("a@client.example"), config).findings == ()
    assert lint(pack, draft.format("a@sub.client.example"), config).findings == ()
    assert len(lint(pack, draft.format("a@other.example"), config).findings) == 1


@pytest.mark.parametrize(
    ("select", "ignore", "hits"),
    [((), (), 1), (("body-x",), (), 1), (("body",), (), 1), (("tone",), (), 0), ((), ("body-x",), 0), ((), ("body",), 0), (("body-x",), ("body",), 1), (("body-x",), ("body-x",), 0)],
)  # fmt: skip
def test_select_and_ignore(
    tmp_path: Path, select: tuple[str, ...], ignore: tuple[str, ...], hits: int
) -> None:
    config = Config(language="en", select=select, ignore=ignore)
    assert len(lint(pack_of(tmp_path, FOO), "foo", config).findings) == hits


def test_a_mute_needs_no_line_in_the_body(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO)
    draft = "X-Emailint-Mute: body-x the client's own word\nSubject: x\n\n{}"
    muted = lint(pack, "From: a@b.example\n" + draft.format("foo"), EN)
    assert muted.findings == ()
    assert muted.muted == (("body-x", "the client's own word", True),)
    assert lint(pack, "From: a@b.example\n" + draft.format("bar"), EN).muted[0].used is False


def test_an_unknown_mute_is_told(tmp_path: Path) -> None:
    report = lint(pack_of(tmp_path, FOO), "Subject: x\nX-Emailint-Mute: nope\n\nfoo", EN)
    assert "nope" in report.notes[0]


def test_over_the_cap_costs_nothing(tmp_path: Path) -> None:
    report = lint(pack_of(tmp_path, FOO, more="languages = []\ncap = 2"), "foo foo foo", EN)
    assert [f.points > 0 for f in report.findings] == [True, True, False]


def test_findings_speak_the_drafts_language_unless_told(tmp_path: Path) -> None:
    check = 'kind = "phrase"\nwords = { en = ["foo"], es = ["foo"] }'
    card(tmp_path, check)
    path = tmp_path / "body-x.toml"
    path.write_text(path.read_text().replace('es = "{text}"', 'es = "aquí {text}"'))
    pack = load_pack([tmp_path], cache=False)
    assert lint(pack, "foo", Config(language="es")).findings[0].message == "aquí foo"
    told = lint(pack, "foo", Config(language="en", ui_language="es"))
    assert told.findings[0].message == "aquí foo"


def test_an_unsure_language_is_told_and_word_rules_rest(tmp_path: Path) -> None:
    report = lint(pack_of(tmp_path, FOO, more=""), "foo 123")
    assert report.findings == ()
    assert "language" in report.skipped


@pytest.mark.parametrize(
    ("need", "draft", "runs"),
    [
        ("headers", "foo", False),
        ("headers", "Subject: x\n\nfoo", True),
        ("recipients", "Subject: x\n\nfoo", False),
        ("recipients", "To: a@b.example\nSubject: x\n\nfoo", True),
        ("time", "Subject: x\n\nfoo", False),
        ("time", "Date: Mon, 04 May 2026 09:12:00 +0200\nSubject: x\n\nfoo", True),
    ],
)
def test_needs(tmp_path: Path, need: str, draft: str, runs: bool) -> None:
    report = lint(pack_of(tmp_path, FOO, more=f'languages = []\nneeds = ["{need}"]'), draft, EN)
    assert (len(report.findings), need in report.skipped) == ((1, False) if runs else (0, True))


def test_the_envelope_knows_hidden_recipients(tmp_path: Path) -> None:
    linter = Linter(pack_of(tmp_path, FOO), EN)
    document = read("From: a@b.example\nTo: X <x@b.example>\nSubject: s\n\nfoo")
    envelope = Envelope("a@b.example", ("x@b.example", "secret@b.example"))
    situation = linter.situation(document, envelope)
    assert [a.address for a in situation.hidden] == ["secret@b.example"]
    assert situation.is_internal(situation.hidden[0])


def test_rules_off_in_replies(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO, more="languages = []\nreplies = false")
    assert lint(pack, "Subject: Re: x\n\nfoo", EN).findings == ()
    assert len(lint(pack, "Subject: x\n\nfoo", EN).findings) == 1


def test_a_broken_rule_costs_only_itself(tmp_path: Path) -> None:
    card(tmp_path, FOO)
    card(tmp_path, 'kind = "function"\nfunction = "bad:check"', id="body-y")
    (tmp_path / "bad.py").write_text(
        "def check(context):\n    raise ZeroDivisionError('oh')\n    yield\n"
    )
    report = lint(load_pack([tmp_path], cache=False), "foo", EN)
    assert [f.rule for f in report.findings] == ["body-x"]
    assert report.notes == ("body-y: ZeroDivisionError: oh",)


def test_hits_handed_in_are_dressed(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO)
    hit = Hit(0, 3, {"text": "bar"}, Fix("shown", ()))
    report = Linter(pack, EN).lint(
        read("bar", kind="text"), handed_in=Handed({"x": [("body-x", hit)]})
    )
    assert [(f.rule, f.message) for f in report.findings] == [("body-x", "bar")]


def test_file_lines(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, FOO)
    head = "Subject: foo\nContent-Type: text/plain; charset=utf-8\n"
    plain = lint(pack, head + "\nHi,\nfoo\n", EN)
    assert [(f.line, f.file_line) for f in plain.findings] == [(1, 1), (4, 5)]
    quoted = lint(pack, head + "Content-Transfer-Encoding: quoted-printable\n\nHi,\nf=6Fo\n", EN)
    assert [(f.line, f.file_line) for f in quoted.findings] == [(1, 1), (4, None)]


def test_the_send_time_wins_over_the_date(pack: Pack) -> None:
    monday = datetime.fromisoformat("2026-05-04T10:00:00+02:00")
    draft = "From: a@b.example\nTo: c@d.example\nDate: Tue, 05 May 2026 10:00:00 +0200\nSubject: Plan\n\nHi Ann,\n"
    assert "send-monday" in {f.rule for f in lint(pack, draft, EN, send_at=monday).findings}
    assert "send-monday" not in {f.rule for f in lint(pack, draft, EN).findings}


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(pack: Pack, raw: bytes) -> None:
    for kind in ("message", "html", "text"):
        document = read(raw, kind=kind) if kind != "message" else read(raw)
        report = Linter(pack).lint(document)
        assert report.notes == ()
        assert 0 <= report.score.total <= 100
        for finding in report.findings:
            assert 0 <= finding.start <= finding.end <= len(document.text)


HEADERS = st.sampled_from(
    ["Subject: Re: x", "Subject: HOLA", "To: a@b.example, Ana <c@d.example>", "Cc: =?utf-8?q?=C3=81?= <e@f.example>",
     "Date: Mon, 04 May 2026 09:12:00 +0200", "In-Reply-To: <1@x>", "Content-Type: text/html", "From: Tom <t@b.example>", "Importance: high"]
)  # fmt: skip
LINES = st.sampled_from(
    ["Hola Ana:", "Hi Bob,", "¿Puedes enviarme el informe?", "Please find attached the the report", "Un saludo,", "> quoted", "On Monday, Ana wrote:",
     "AVISO IMPORTANTE PARA TODOS", "Thanks,", "-- ", "http://x.example", "clave: Secreta123", "{{name}}", "", "- item", "Ana, ¿lo ves?", "haber si vienes"]
)  # fmt: skip


@given(
    st.lists(HEADERS, max_size=5, unique=True),
    st.lists(LINES, max_size=12),
    st.sampled_from(["", "campaign", "list", "outreach", "internal"]),
)
def test_any_draft_gives_a_report(
    pack: Pack, headers: list[str], lines: list[str], profile: str
) -> None:
    document = read("\n".join(headers) + "\n\n" + "\n".join(lines))
    report = Linter(pack, Config(profile=profile)).lint(document)
    assert report.notes == ()
    assert report.score.total == max(100 - sum(report.score.by_category.values()), 0)
