"""Thunderbird's side without Thunderbird: the host, the draft it is handed, the packed add-on.

How they do together in a real Thunderbird is in tests/integration/thunderbird.
"""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cli_samples import run as cli
from hypothesis import given
from hypothesis import strategies as st

import emailint
from emailint.config import user_file
from emailint.hooks import addon, thunderbird
from emailint.hooks.adapters import Place
from emailint.hooks.adapters import thunderbird as adapter
from emailint.hooks.compose import changes, message_of
from emailint.hooks.overrides import log_file
from emailint.hooks.thunderbird import answer
from emailint.message import parse

TEXT = "Hi Luis,\n\nCould you send me the the plan by 5 pm on Thursday?\n\nThank you,\nMarta\n"
FORGOTTEN = TEXT.replace("the the", "the").replace(
    "Could", "Please find attached the budget. Could"
)


def draft(**fields: Any) -> dict[str, Any]:
    return {
        "from": "Marta Ruiz <marta@acme.example>", "to": ["Luis Peña <luis@cliente.example>"],
        "cc": [], "bcc": [], "subject": "The plan for May", "type": "new", "headers": [],
        "text": TEXT, "html": None, "attachments": [], "images": [],
    } | fields  # fmt: skip


def ask(action: str, settings: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    more = {"reason": fields.pop("reason")} if "reason" in fields else {}
    request = {"id": 7, "action": action, "draft": draft(**fields), "settings": settings} | more
    reply = answer(json.loads(json.dumps(request)))
    assert reply.pop("id") == 7
    return reply


def test_a_draft_becomes_the_message_that_would_be_sent() -> None:
    message = parse(
        message_of(
            draft(
                cc=["Ana <ana@acme.example>"], bcc=["jefe@acme.example"], type="reply",
                headers=[["X-Emailint-Mute", "tone-*"]],
                attachments=[{"name": "año «1».pdf", "size": 3}],
            )
        )
    )  # fmt: skip
    assert message.defects == ()
    assert message.reply
    assert [str(a.address) for a in (*message.to, *message.cc, *message.bcc)] == [
        "luis@cliente.example", "ana@acme.example", "jefe@acme.example",
    ]  # fmt: skip
    assert message.to[0].name == "Luis Peña"
    assert message.get("X-Emailint-Mute") == "tone-*"
    assert [a.name for a in message.attachments] == ["año «1».pdf"]


def test_a_pasted_image_is_no_attachment() -> None:
    html = '<p>The plan: <img src="cid:x-1@"></p>'
    message = parse(message_of(draft(text=None, html=html, images=["x-1@"])))
    assert [a.inline for a in message.attachments] == [True]


def test_a_field_starts_no_other() -> None:
    message = parse(
        message_of(draft(subject="a\r\nX-Emailint-Override: yes", headers=[["X-A\nX-B", "c"]]))
    )
    assert message.get("X-Emailint-Override") is None
    assert message.get("X-B") is None


@given(st.text(), st.sampled_from(["text", "html", "both"]), st.booleans())
def test_the_body_reads_as_it_was_handed_over(text: str, kind: str, files: bool) -> None:
    page = f"<p>a</p>{text}"  # a page that shows nothing is none
    bodies = {"text": {"text": text}, "html": {"text": None, "html": page}}
    handed = draft(**bodies.get(kind, {"text": text, "html": page}))
    handed["attachments"] = [{"name": text, "size": 1}] if files else []
    before = parse(message_of(handed))
    assert before.body is not None
    assert before.content(before.body) == handed["html" if kind != "text" else "text"]
    assert [before.content(part) for part in before.alternatives] == [text] * (kind == "both")
    assert changes(handed, before, before) == {}


def test_what_does_not_read_back_is_not_written_back() -> None:
    reply = ask("fix", text="half a character: \ud83d. The the rest.\n" + TEXT)
    assert reply == {"changes": {}, "mended": 0}
    long = TEXT + "word " * 250_000
    assert ask("fix", text=long)["changes"] == {}


def test_check_tells_what_the_window_shows() -> None:
    reply = ask("check", {"ui_language": "es"}, text=FORGOTTEN)
    assert (reply["decision"], reply["failed"], reply["override"]) == ("ask", False, True)
    first = reply["findings"][0]
    assert first["rule"] == "attachment-forgotten"
    assert "no hay ningún archivo adjunto" in first["message"]
    assert (first["field"], first["line"]) == ("", 3)
    assert first["excerpt"][1] == "Please find attached"
    assert "".join(first["excerpt"]).rstrip("…") in FORGOTTEN


def test_a_place_in_the_subject() -> None:
    (found,) = (
        f
        for f in ask("check", subject="PLEASE REVIEW THE BUDGET")["findings"]
        if f["field"] == "subject"
    )
    assert found["excerpt"] == ["", "PLEASE REVIEW THE BUDGET", ""]


def test_a_secret_is_not_shown() -> None:
    secret = "tR4-kaolin-92"
    text = TEXT.replace("Thank", f"The password is {secret}\n\nThank")
    reply = ask("check", text=text)
    assert "secret-in-clear" in {f["rule"] for f in reply["findings"]}
    assert secret not in json.dumps(reply)


def test_settings_of_the_client_go_over_the_users_and_under_the_managed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text('[hook]\nerror = "stop"\n', encoding="utf-8")
    assert ask("check", text=FORGOTTEN)["decision"] == "stop"
    assert ask("check", {"hook": {"error": "send"}}, text=FORGOTTEN)["decision"] == "send"
    managed = tmp_path / "policy.toml"
    managed.write_text('[hook]\nerror = "ask"\n', encoding="utf-8")
    monkeypatch.setattr("emailint.hooks.policy.MANAGED", managed)
    assert ask("check", {"hook": {"error": "send"}}, text=FORGOTTEN)["decision"] == "ask"


def test_a_wrong_config_fails_open_or_as_strict_says() -> None:
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text("[hook]\nstrit = true\n", encoding="utf-8")
    reply = ask("check", text=FORGOTTEN)
    assert (reply["decision"], reply["failed"], reply["strict"]) == ("send", True, False)
    reply = ask("check", {"hook": {"strict": True}}, text=FORGOTTEN)
    assert (reply["decision"], reply["failed"], reply["strict"]) == ("stop", True, True)


def test_fix_gives_back_what_changes() -> None:
    assert ask("fix") == {"changes": {"text": TEXT.replace("the the", "the")}, "mended": 1}
    html = "<html><body><p>Hi Luis,</p><p>Send <b>me the</b> the plan, please.</p></body></html>"
    for text in (None, "Hi Luis,\n\nSend me the the plan, please.\n"):
        reply = ask("fix", text=text, html=html)
        assert reply["changes"] == {"html": html.replace("</b> the plan", "</b> plan")}


def test_an_override_is_logged_with_its_reason() -> None:
    assert ask("override", text=FORGOTTEN, reason="agreed by phone")["decision"] == "send"
    line = json.loads(log_file().read_text(encoding="utf-8"))
    assert (line["channel"], line["reason"]) == ("button", "agreed by phone")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(JSON, st.sampled_from(["check", "fix", "override", "nothing"]), st.text(max_size=9))
def test_nothing_that_is_asked_ends_the_host(value: Any, action: str, name: str) -> None:
    answer(value)
    answer({"id": 1, "action": action, "draft": value, "settings": value})
    answer(
        {"id": 1, "action": action, "draft": draft() | {name: value, "to": value, "text": value}}
    )


class Host:
    """The host as Thunderbird runs it: a process that speaks in frames."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "emailint.hooks.thunderbird"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
        )  # fmt: skip

    def ask(self, request: Any) -> Any:
        data = json.dumps(request).encode()
        self.process.stdin.write(struct.pack("=I", len(data)) + data)
        self.process.stdin.flush()
        (length,) = struct.unpack("=I", self.process.stdout.read(4))
        return json.loads(self.process.stdout.read(length))

    def end(self, data: bytes = b"") -> tuple[int, bytes]:
        left, _ = self.process.communicate(data, timeout=30)
        return self.process.returncode, left


def test_the_host_answers_until_the_pipe_closes(tmp_path: Path) -> None:
    (tmp_path / "emailint.py").write_text("raise SystemExit('not this one')")
    host = Host(tmp_path)
    for number in (1, 2):
        reply = host.ask({"id": number, "action": "check", "draft": draft(text=FORGOTTEN)})
        assert (reply["id"], reply["decision"]) == (number, "ask")
    assert "KeyError" in host.ask({"id": 3, "action": "nothing"})["error"]
    assert host.end() == (0, b"")


@pytest.mark.parametrize(
    "data", [b"ab", struct.pack("=I", 9) + b"{", struct.pack("=I", 2) + b"{{", b"\xff" * 64]
)
def test_no_frame_ends_the_host_in_good_order(tmp_path: Path, data: bytes) -> None:
    assert Host(tmp_path).end(data) == (0, b"")


def test_an_answer_that_thunderbird_would_not_take_is_an_error() -> None:
    target = BytesIO()
    thunderbird.write(target, {"id": 4, "text": "x" * thunderbird.MAX_ANSWER})
    assert json.loads(target.getvalue()[4:])["id"] == 4
    assert len(target.getvalue()) < 100


def test_the_packed_addon_is_the_same_each_time() -> None:
    assert addon.xpi() == addon.xpi()
    with zipfile.ZipFile(BytesIO(addon.xpi())) as archive:
        assert archive.testzip() is None
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["version"] == emailint.__version__


def test_both_locales_say_all_that_is_asked_for() -> None:
    folder = addon.addon_folder()
    texts = [
        json.loads((folder / "_locales" / name / "messages.json").read_text(encoding="utf-8"))
        for name in ("en", "es")
    ]
    sources = "".join(
        p.read_text("utf-8") for p in folder.iterdir() if p.suffix in (".js", ".html")
    )
    asked = set(re.findall(r'data-text="(\w+)"|say\("(\w+)"', sources))
    assert {a or b for a, b in asked} <= texts[0].keys()
    assert texts[0].keys() == texts[1].keys()
    for key in texts[0]:
        placeholders = [sorted(set(re.findall(r"{\w+}", t[key]["message"]))) for t in texts]
        assert placeholders[0] == placeholders[1], key


HERE = Place(Path())


def test_files_go_where_thunderbird_looks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    base = tmp_path / ".thunderbird"
    (base / "abc.default").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (base / "profiles.ini").write_text(
        "[General]\nVersion=2\n[Profile1]\nName=gone\nIsRelative=1\nPath=gone\n"
        "[Profile0]\nName=default\nIsRelative=1\nPath=abc.default\n"
        f"[Profile2]\nName=other\nIsRelative=0\nPath={tmp_path / 'elsewhere'}\n"
    )
    shown = cli("hook", "install", "thunderbird", "--dry-run").stdout
    assert f"thunderbird@emailint.xpi: {len(addon.xpi()):,} bytes" in shown
    assert cli("hook", "install", "thunderbird", "--yes").exit_code == 0
    assert "Enable" in cli("hook", "status", "thunderbird").stdout
    manifest = tmp_path / ".mozilla" / "native-messaging-hosts" / "emailint.json"
    about = json.loads(manifest.read_text(encoding="utf-8"))
    assert about["allowed_extensions"] == [addon.addon_id()]
    for profile in (base / "abc.default", tmp_path / "elsewhere"):
        assert (profile / "extensions" / "thunderbird@emailint.xpi").read_bytes() == addon.xpi()
        known = {"addons": [{"id": addon.addon_id(), "active": True}]}
        (profile / "extensions.json").write_text(json.dumps(known))
    assert cli("hook", "status", "thunderbird").stdout == "thunderbird: installed\n"
    answers = subprocess.run([about["path"]], input=b"", check=True, capture_output=True)
    assert answers.stdout == b""
    assert cli("hook", "uninstall", "thunderbird", "--yes").exit_code == 0
    assert not manifest.exists()
    assert not list(tmp_path.rglob("*.xpi"))


def test_no_list_of_profiles_is_no_profile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "start it once" in adapter.plan(HERE).notes[0]
    (tmp_path / ".thunderbird").mkdir()
    (tmp_path / ".thunderbird" / "profiles.ini").write_bytes(b"\xff[[\n")
    assert list(adapter.profiles()) == []
