"""The hooks: one message, one verdict, whatever happens; and the mail is never lost."""

from __future__ import annotations

import json
import stat
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli_samples import ES, process, run, write
from hook_samples import BAD, GOOD
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import user_file
from emailint.hooks import asked, overrides, sendmail
from emailint.hooks.judge import Judge, Judged, Request, strip_own_fields, within_budget
from emailint.hooks.policy import hook_settings
from emailint.model import Envelope
from emailint.user import locale_language
from emailint.verdict import Override

pytestmark = pytest.mark.usefixtures("warm_cards")
NOW = datetime(2026, 5, 5, 10, 0, tzinfo=UTC)

RECORDER = f"""#!{sys.executable}
import os, sys
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "args"), "w") as file:
    file.write("\\n".join(sys.argv[1:]))
with open(os.path.join(folder, "mail"), "wb") as file:
    file.write(sys.stdin.buffer.read())
sys.exit(int(os.environ.get("RECORDER_EXIT", "0")))
"""


def settings(text: str) -> None:
    path = user_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class Recorder:
    """A real program in the place of sendmail, which keeps what it was given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "recorder"
        self.program.write_text(RECORDER)
        self.program.chmod(0o755)

    @property
    def mail(self) -> bytes | None:
        file = self.folder / "mail"
        return file.read_bytes() if file.exists() else None

    @property
    def arguments(self) -> list[str]:
        return (self.folder / "args").read_text().splitlines()


@pytest.fixture(autouse=True)
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    folder = tmp_path / "real"
    folder.mkdir()
    recorder = Recorder(folder)
    monkeypatch.setenv("EMAILINT_SENDMAIL", str(recorder.program))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return recorder


def held(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "state").rglob("*.eml"))


def judge(
    raw: bytes,
    *,
    interactive: bool,
    envelope: Envelope | None = None,
    override: Override | None = None,
    now: datetime = NOW,
) -> Judged:
    override = override or overrides.from_environment()
    request = Request(raw, envelope, interactive, override, now, locale_language())
    return within_budget(Judge(), request)


class TestJudge:
    def test_a_good_mail_goes_without_a_word(self) -> None:
        judged = judge(GOOD, interactive=True)
        assert (judged.verdict.decision, judged.notice) == ("send", "")
        assert judged.report is not None

    def test_an_error_asks_or_stops(self) -> None:
        assert judge(BAD, interactive=True).verdict.decision == "ask"
        judged = judge(BAD, interactive=False)
        assert judged.verdict.decision == "stop"
        assert "the mail is held" in judged.notice

    def test_the_notice_is_in_the_language_of_the_findings(self) -> None:
        bad = ES.replace("Subject: Piedra del muro\n", "").encode()
        assert judge(bad, interactive=True).notice.endswith("¿lo envías así?")

    def test_it_goes_now_and_not_on_its_date(self) -> None:
        judged = judge(GOOD, interactive=True, now=datetime(2026, 5, 4, 10, tzinfo=UTC))
        assert judged.report is not None
        assert [f.rule for f in judged.report.findings] == ["send-monday"]

    def test_the_envelope_is_used(self) -> None:
        """Bcc is gone from the header of what a mail program hands over."""
        hidden = Envelope("ann@acme.example", ("bob@client.example", "eve@acme.example"))
        settings('[rules]\nbcc-internal = "error"')
        judged = judge(GOOD, envelope=hidden, interactive=False)
        assert judged.report is not None
        assert "bcc-internal" in [f.rule for f in judged.report.findings]

    @pytest.mark.parametrize("field", ["X-Emailint-Override: yes", "Auto-Submitted: auto-replied"])
    def test_exempt_mail_goes_with_a_notice(self, field: str) -> None:
        judged = judge(f"{field}\n".encode() + BAD, interactive=False)
        assert judged.verdict.decision == "send"
        assert judged.report is None
        assert judged.notice

    def test_only_the_user_s_config_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(write(tmp_path))
        (tmp_path / ".emailint.toml").write_text('[rules]\nsubject-missing = "off"')
        assert judge(BAD, interactive=False).verdict.decision == "stop"
        settings('[rules]\nsubject-missing = "off"\nbody-too-short = "off"')
        assert judge(BAD, interactive=False).verdict.decision == "send"

    def test_the_policy_is_the_user_s(self) -> None:
        settings('[hook]\nerror = "send"')
        assert judge(BAD, interactive=False).verdict.decision == "send"
        settings('[hook.rules]\nsubject-missing = "send"')
        assert judge(BAD, interactive=False).verdict.decision == "send"


class TestOverrides:
    @pytest.mark.parametrize("channel", ["header", "environment", "button", "terminal"])
    def test_each_channel_sends_and_is_logged(
        self, channel: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        raw, override = b"Message-ID: <1@acme.example>\n" + BAD, None
        if channel == "header":
            raw = b"X-Emailint-Override: she asked\n for it\n" + raw
        elif channel == "environment":
            monkeypatch.setenv("EMAILINT_OVERRIDE", "she asked for it")
        else:
            override = Override(channel, "she asked for it")  # type: ignore[arg-type]
        judged = judge(raw, interactive=False, override=override)
        assert (judged.verdict.decision, judged.verdict.notice) == ("send", "override")
        assert judged.notice.startswith("sent unchecked, as ")
        (line,) = overrides.log_file().read_text().splitlines()
        logged = json.loads(line)
        assert logged.pop("time")
        assert logged == {
            "channel": channel, "reason": "she asked for it", "message_id": "<1@acme.example>",
        }  # fmt: skip
        assert stat.S_IMODE(overrides.log_file().stat().st_mode) == 0o600

    def test_nothing_of_the_mail_is_logged(self) -> None:
        judge(b"X-Emailint-Override: " + b"x" * 9_000 + b"\n" + BAD, interactive=False)
        assert len(overrides.log_file().read_text()) < 500
        assert "Stone" not in overrides.log_file().read_text()

    def test_a_log_that_cannot_be_written_holds_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
        monkeypatch.setenv("EMAILINT_OVERRIDE", "yes")
        judged = judge(BAD, interactive=False)
        assert judged.verdict.decision == "send"
        assert "could not be logged" in judged.notice

    def test_it_works_though_the_config_is_broken_and_strict(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings("profil =\n[hook]\nstrict = true")
        assert judge(BAD, interactive=False).verdict.decision == "stop"
        monkeypatch.setenv("EMAILINT_OVERRIDE", "yes")
        assert judge(BAD, interactive=False).verdict.decision == "send"


class TestManagedPolicy:
    @pytest.fixture
    def managed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "policy.toml"
        monkeypatch.setattr("emailint.hooks.policy.MANAGED", path)
        return path

    def test_it_wins_over_the_user_s(self, managed: Path) -> None:
        settings('[hook]\nerror = "send"\n[hook.rules]\nbody-too-short = "stop"')
        assert judge(BAD, interactive=False).verdict.decision == "send"
        managed.write_text('[hook]\nerror = "stop"')
        assert judge(BAD, interactive=True).verdict.decision == "stop"
        managed.write_text('[rules]\nsubject-missing = "off"')
        assert judge(BAD, interactive=True).verdict.decision == "send"

    def test_it_may_forbid_overrides(self, managed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        managed.write_text("[hook]\noverride = false")
        settings("[hook]\noverride = true")
        monkeypatch.setenv("EMAILINT_OVERRIDE", "I know better")
        judged = judge(b"X-Emailint-Override: yes\n" + BAD, interactive=True)
        assert (judged.verdict.decision, judged.override) == ("stop", False)
        assert "lets nobody override" in judged.notice
        assert not overrides.log_file().exists()

    def test_then_a_draft_mutes_nothing_either(self, managed: Path) -> None:
        raw = b"X-Emailint-Mute: subject-missing it has none\n" + BAD
        assert judge(raw, interactive=True).verdict.decision != "stop"
        managed.write_text("[hook]\noverride = false")
        assert judge(raw, interactive=True).verdict.decision == "stop"

    @pytest.mark.parametrize(
        "broken", ["[hook]\noverride = false\nx", "x = 1\n[hook]\noverride = false"]
    )
    def test_a_broken_one_still_forbids(self, managed: Path, broken: str) -> None:
        managed.write_text(broken)
        judged = judge(b"X-Emailint-Override: yes\n" + BAD, interactive=True)
        assert judged.override is False
        assert str(managed) in judged.notice


class TestFailures:
    @pytest.mark.parametrize(
        "broken", ["profil = 1", "=", 'rule_folders = ["/nope"]', '[hook]\nerror = "stopp"']
    )
    def test_a_broken_config_lets_the_mail_go(self, broken: str) -> None:
        settings(broken)
        judged = judge(BAD, interactive=False)
        assert judged.verdict.decision == "send"
        assert judged.notice.startswith("the check failed, the mail goes unchecked: ")

    @pytest.mark.parametrize(
        "broken",
        [
            "[hook]\nstrict = true\nnonsense = 1",
            "profil = 1\n[hook]\nstrict = true",
            "profil = \n[hook]\n  strict = true # hold",
            "profil = \nhook.strict=true",
        ],
    )
    def test_strict_holds_it_even_then(self, broken: str) -> None:
        settings(broken)
        judged = judge(GOOD, interactive=False)
        assert judged.verdict.decision == "stop"
        assert "(strict)" in judged.notice

    @pytest.mark.parametrize("broken", ["x = \n# strict = true", "x =\nstrict = false", "strict="])
    def test_strict_must_be_said(self, broken: str) -> None:
        settings(broken)
        assert judge(GOOD, interactive=False).verdict.decision == "send"

    def test_a_bug_lets_the_mail_go(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("emailint.linter.Linter.lint", _breaks)
        judged = judge(BAD, interactive=False)
        assert (judged.verdict.decision, judged.report) == ("send", None)
        assert "broken on purpose" in judged.notice
        settings("[hook]\nstrict = true")
        assert judge(GOOD, interactive=False).verdict.decision == "stop"

    def test_a_bug_in_one_rule_is_told_and_the_others_count(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _break_rule(monkeypatch, "subject-all-caps")
        judged = judge(BAD, interactive=False)
        assert judged.verdict.decision == "stop"
        assert "a rule failed: subject-all-caps: ValueError" in judged.notice
        assert judge(GOOD, interactive=False).verdict.decision == "send"

    def test_a_bug_in_one_rule_holds_the_mail_if_strict(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _break_rule(monkeypatch, "subject-all-caps")
        settings("[hook]\nstrict = true")
        judged = judge(GOOD, interactive=False)
        assert judged.verdict.decision == "stop"
        assert "(strict): subject-all-caps" in judged.notice

    def test_the_timeout_is_the_user_s(self, monkeypatch: pytest.MonkeyPatch) -> None:
        over = threading.Event()
        monkeypatch.setattr("emailint.hooks.judge.Judge.judged", lambda *_: over.wait(60))
        settings("[hook]\ntimeout = 0.05")
        judged = judge(BAD, interactive=False)
        assert judged.verdict.decision == "send"
        assert judged.notice.endswith("no verdict within 0.05 s")
        settings("[hook]\ntimeout = 0.05\nstrict = true")
        assert judge(GOOD, interactive=False).verdict.decision == "stop"
        over.set()

    @given(st.binary(max_size=300), st.booleans())
    def test_any_bytes_get_a_verdict(self, raw: bytes, interactive: bool) -> None:
        judged = judge(raw, interactive=interactive)
        assert isinstance(judged, Judged)
        assert "failed" not in judged.notice


def _breaks(*_: object, **__: object) -> object:
    raise RuntimeError("broken on purpose")


def _break_rule(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    from emailint.pack import Pack

    check_of = Pack.check_of

    def broken(_: object) -> object:
        raise ValueError("no good")

    def instead(pack: Pack, asked: object) -> object:
        return broken if getattr(asked, "id", "") == rule else check_of(pack, asked)  # type: ignore[arg-type]

    monkeypatch.setattr(Pack, "check_of", instead)


class TestOwnFields:
    def test_they_are_taken_off_and_nothing_else(self) -> None:
        raw = (
            b"X-Emailint-Mute: a reason,\r\n  that goes on\r\nFrom: a@b.example\r\n"
            b"x-emailint-override: yes\r\nSubject: x\r\n\r\nX-Emailint-Mute: text\r\n"
        )
        assert strip_own_fields(raw) == (
            b"From: a@b.example\r\nSubject: x\r\n\r\nX-Emailint-Mute: text\r\n"
        )

    def test_a_mail_without_them_is_the_same(self) -> None:
        assert strip_own_fields(GOOD) is GOOD

    @given(st.binary(max_size=300))
    def test_any_bytes(self, raw: bytes) -> None:
        field = b"X-Emailint-Override: yes\n"
        assert strip_own_fields(field + b"To: a\n\n" + raw) == b"To: a\n\n" + raw


class TestEnvelope:
    @pytest.mark.parametrize(
        ("arguments", "envelope"),
        [
            ("", None),
            ("-t -i", None),
            ("-oi -oem", None),
            ("b@b.example", ("", ["b@b.example"])),
            (
                "-i -f a@a.example b@b.example c@c.example",
                ("a@a.example", ["b@b.example", "c@c.example"]),
            ),
            ("-fa@a.example -- -odd@b.example", ("a@a.example", ["-odd@b.example"])),
            ("-tifa@a.example", ("a@a.example", [])),
            ("-r a@a.example -F Ann b@b.example", ("a@a.example", ["b@b.example"])),
            ("-FAnn -N never -R hdrs b@b.example", ("", ["b@b.example"])),
            ("-d0.1 -v -G -U b@b.example", ("", ["b@b.example"])),
            ("-bm -B 8BITMIME -X log b@b.example", ("", ["b@b.example"])),
            (
                "-a work --from=a@a.example --read-recipients b@b.example",
                ("a@a.example", ["b@b.example"]),
            ),
            ("-f <> b@b.example", ("<>", ["b@b.example"])),
            ("b@b.example,c@c.example root", ("", ["b@b.example", "c@c.example", "root"])),
            ("-f", ("<>", [])),
        ],
    )
    def test_sendmail_s_arguments(
        self, arguments: str, envelope: tuple[str, list[str]] | None
    ) -> None:
        wanted = Envelope(envelope[0], tuple(envelope[1])) if envelope else None
        assert asked.envelope(*sendmail.envelope_of(arguments.split())) == wanted

    def test_an_empty_sender_marks_a_bounce(self) -> None:
        told = sendmail.envelope_of(["-f", "", "b@b.example"])
        assert asked.envelope(*told) == Envelope("<>", ("b@b.example",))

    @given(st.lists(st.text(max_size=8), max_size=6))
    def test_any_arguments(self, arguments: list[str]) -> None:
        asked.envelope(*sendmail.envelope_of(arguments))
        sendmail.submits(arguments)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [("-t", True), ("-bm -i x", True), ("-bs", False), ("-bp", False), ("-q30m", False),
         ("-t -- -bs", True), ("-bi", False)],
    )  # fmt: skip
    def test_modes_without_a_message(self, arguments: str, message: bool) -> None:
        assert sendmail.submits(arguments.split()) is message


class TestSendmail:
    def test_a_good_mail_is_passed_on_untouched(self, real: Recorder) -> None:
        arguments = ["-oi", "-f", "ann@acme.example", "-F", "Ann Lee", "--", "bob@client.example"]
        result = run("hook", "sendmail", *arguments, stdin=GOOD)
        assert result.exit_code == 0
        assert real.arguments == arguments
        assert real.mail == GOOD

    @pytest.mark.parametrize("arguments", [["-t"], ["-h", "3", "-t"], ["--", "--help"], ["-ti"]])
    def test_no_argument_is_ours(self, real: Recorder, arguments: list[str]) -> None:
        run("hook", "sendmail", *arguments, stdin=GOOD)
        assert real.arguments == arguments

    def test_its_exit_code_comes_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RECORDER_EXIT", "69")
        assert run("hook", "sendmail", "-t", stdin=GOOD).exit_code == 69

    def test_warnings_go_with_a_word(self, real: Recorder) -> None:
        settings('[rules]\nsubject-missing = "warning"')
        result = run("hook", "sendmail", "-t", stdin=BAD)
        assert result.exit_code == 0
        assert "subject-missing" in result.stderr
        assert "the mail goes" in result.stderr
        assert real.mail == BAD

    def test_an_error_holds_it(self, real: Recorder, tmp_path: Path) -> None:
        result = run("hook", "sendmail", "-t", stdin=BAD)
        assert result.exit_code == 65
        assert real.mail is None
        (kept,) = held(tmp_path)
        assert kept.read_bytes() == BAD
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
        assert f"kept in {kept}\n" in result.stderr
        assert "add the field X-Emailint-Override" in result.stderr
        assert "error subject-missing" in result.stderr

    def test_the_override_sends_it_without_our_fields(self, real: Recorder) -> None:
        raw = b"X-Emailint-Override: yes\nX-Emailint-Mute: subject-missing on purpose\n" + BAD
        result = run("hook", "sendmail", "-t", stdin=raw)
        assert result.exit_code == 0
        assert real.mail == BAD

    def test_a_bounce_is_not_judged(self, real: Recorder) -> None:
        assert run("hook", "sendmail", "-f", "", "x@x.example", stdin=BAD).exit_code == 0
        assert real.mail == BAD

    def test_garbage_goes(self, real: Recorder) -> None:
        garbage = bytes(range(256)) * 50
        settings('[hook]\nerror = "send"')
        assert run("hook", "sendmail", "-t", stdin=garbage).exit_code == 0
        assert real.mail == garbage

    def test_a_session_is_handed_over_unread(self, real: Recorder) -> None:
        done = process("hook", "sendmail", "-bs", stdin=b"EHLO x\r\n")
        assert done.returncode == 0
        assert real.mail == b"EHLO x\r\n"

    def test_the_config_names_folder_and_program(
        self, real: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("EMAILINT_SENDMAIL", "/nope")
        settings(f'[hook]\nheld = "{tmp_path}/mine"\nsendmail = "{real.program}"')
        assert run("hook", "sendmail", "-t", stdin=BAD).exit_code == 65
        assert [p.read_bytes() for p in (tmp_path / "mine").iterdir()] == [BAD]
        assert run("hook", "sendmail", "-t", stdin=GOOD).exit_code == 0
        assert real.mail == GOOD

    def test_they_are_used_though_the_config_is_wrong_elsewhere(self, real: Recorder) -> None:
        settings(f'profil = 1\n[hook]\nsendmail = "{real.program}"')
        result = run("hook", "sendmail", "-t", stdin=BAD)
        assert result.exit_code == 0
        assert "unknown key 'profil'" in result.stderr
        assert real.mail == BAD

    def test_where_it_cannot_be_held_it_is_among_temporary_files(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        temporary = tmp_path / "temporary"
        temporary.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(temporary))
        settings('[hook]\nheld = "/dev/null/held"')
        result = run("hook", "sendmail", "-t", stdin=BAD)
        assert result.exit_code == 65
        (kept,) = temporary.iterdir()
        assert kept.read_bytes() == BAD
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert str(kept) in result.stderr

    def test_where_nothing_works_the_mail_program_keeps_it(
        self, real: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", "/dev/null")
        settings('[hook]\nheld = "/dev/null/held"')
        result = run("hook", "sendmail", "-t", stdin=BAD)
        assert result.exit_code == 75
        assert "your mail program still has it" in result.stderr
        assert real.mail is None

    def test_half_a_draft_is_not_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError("disk full")

        monkeypatch.setattr("emailint.hooks.sendmail.os.fsync", full)
        with pytest.raises(OSError, match="disk full"):
            sendmail.hold(BAD, tmp_path / "held")
        assert list((tmp_path / "held").iterdir()) == []

    def test_no_program_to_send_it_with(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("EMAILINT_SENDMAIL", "/nope/sendmail")
        result = run("hook", "sendmail", "-t", stdin=GOOD)
        assert result.exit_code == 75
        assert "the mail was not sent: hook.sendmail: no program '/nope/sendmail'" in result.stderr

    def test_a_program_that_calls_us_again_does_not_run_for_ever(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        loop = tmp_path / "loop"
        start = "from emailint.cli import main; main()"
        loop.write_text(f"#!/bin/sh\nexec {sys.executable} -c '{start}' hook sendmail \"$@\"\n")
        loop.chmod(0o755)
        monkeypatch.setenv("EMAILINT_SENDMAIL", str(loop))
        done = process("hook", "sendmail", "-t", stdin=GOOD)
        assert done.returncode == 75
        assert b"calls emailint again" in done.stderr

    def test_how_findings_look_does_not_decide(
        self, real: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("emailint.render.text.TextRenderer.report", _breaks)
        settings('[rules]\nsubject-missing = "warning"')
        result = run("hook", "sendmail", "-t", stdin=BAD)
        assert result.exit_code == 0
        assert "subject-missing: " in result.stderr
        assert real.mail == BAD

    def test_nobody_reads_standard_error(self, real: Recorder) -> None:
        import subprocess

        start = "from emailint.cli import main; main()"
        command = [sys.executable, "-c", start, "hook", "sendmail", "-t"]
        settings('[rules]\nsubject-missing = "warning"')
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(command, input=BAD, stderr=full, check=False)
        assert done.returncode == 0
        assert real.mail == BAD

    def test_help(self) -> None:
        result = run("hook", "sendmail", "--help")
        assert result.exit_code == 0
        assert "SENDMAIL'S ARGUMENTS" in result.stdout


class TestCheck:
    def test_the_answer(self) -> None:
        settings("[rules]\nsend-monday = 'off'\nsend-friday = 'off'\nsend-off-hours = 'off'")
        result = run("hook", "check", stdin=GOOD)
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {
            "verdict": "send", "score": 100, "findings": [], "notice": "", "override": True,
            "language": "en",
        }  # fmt: skip

    def test_ask_is_0_and_stop_is_65(self) -> None:
        result = run("hook", "check", stdin=BAD)
        assert (result.exit_code, json.loads(result.stdout)["verdict"]) == (0, "ask")
        result = run("hook", "check", "--no-interactive", stdin=BAD)
        told = json.loads(result.stdout)
        assert (result.exit_code, told["verdict"]) == (65, "stop")
        assert "subject-missing" in [f["rule"] for f in told["findings"]]

    def test_the_envelope(self) -> None:
        arguments = ["--from", "ann@acme.example", "--rcpt", "bob@client.example", "--rcpt"]
        result = run("hook", "check", *arguments, "eve@acme.example", stdin=GOOD)
        assert "bcc-internal" in [f["rule"] for f in json.loads(result.stdout)["findings"]]

    def test_it_fails_open(self) -> None:
        settings("profil = 1")
        result = run("hook", "check", "--no-interactive", stdin=BAD)
        told = json.loads(result.stdout)
        assert (result.exit_code, told["verdict"], told["score"]) == (0, "send", None)
        assert "unknown key 'profil'" in told["notice"]

    @pytest.mark.parametrize(
        "raw", [b"", b"\0\xff" * 500, b"Subject: \xed\xa0\x80\n\n\xed\xb0\x80"]
    )
    def test_garbage(self, raw: bytes) -> None:
        result = run("hook", "check", stdin=raw)
        assert result.exit_code == 0
        assert json.loads(result.stdout)["verdict"] in ("send", "ask")


def test_settings_of_a_config_that_is_not_there() -> None:
    assert hook_settings() == {}
    settings("hook = 3")
    assert hook_settings() == {}


@pytest.mark.parametrize(
    ("arguments", "own", "kept"),
    [
        ("--real=msmtp -a work -- b@b.example", {"--real": "msmtp"}, "-a work -- b@b.example"),
        ("-oi --notices=f -t", {"--notices": "f"}, "-oi -t"),
        ("-oi -- --real=x", {}, "-oi -- --real=x"),
        ("a@b.example --real=x", {}, "a@b.example --real=x"),
        ("--real=x@y", {}, "--real=x@y"),
    ],
)
def test_our_own_options(arguments: str, own: dict[str, str], kept: str) -> None:
    assert sendmail._split(arguments.split()) == (own, kept.split())
