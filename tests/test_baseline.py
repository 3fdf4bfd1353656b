"""The baseline: findings known by their content."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.baseline import Entry, fingerprint, load, save, subtract
from emailint.document import read
from emailint.model import EmailintError, Finding

if TYPE_CHECKING:
    from pathlib import Path

BODY = """Hola, Ana:

Te mando el informe. Por favor, contesta ASAP al
correo de ayer. El plazo acaba el lunes.
"""


def mail(body: str = BODY, subject: str = "Informe", *fields: str) -> bytes:
    return "\n".join([f"Subject: {subject}", *fields, "", body]).encode()


def finding(start: int = 0, end: int = 0, *, rule: str = "r", block: str = "body") -> Finding:
    return Finding(
        rule=rule, category="body", severity="warning", message="", advice="", points=1,
        block=block, start=start, end=end, line=1, column=1, end_line=1, end_column=1,
        file_line=None, contested=False, evidence=(), fix=None,
    )  # fmt: skip


def entry(raw: bytes, marked: str = "ASAP", path: str = "a.eml", **given: Any) -> Entry:
    document = read(raw)
    start = document.text.index(marked)
    rule = given.pop("rule", "r")
    return fingerprint(finding(start, start + len(marked), rule=rule), document, path, **given)


def test_entry_holds_no_words() -> None:
    found = entry(mail())
    assert (found.path, found.rule) == ("a.eml", "r")
    assert len(found.hash) == 16
    int(found.hash, 16)


@pytest.mark.parametrize(
    "raw",
    [
        mail(BODY.replace("Hola, Ana:", "Buenos días, Ana y Leo:\n\nEsto es nuevo.")),
        mail(BODY.replace("ASAP al\ncorreo", "ASAP\nal  correo")),  # wrapped anew
        mail(BODY.replace("El plazo acaba", "Eso termina")),
        mail(BODY, "Otro asunto", "To: leo@example.org"),
        mail().replace(b"\n", b"\r\n"),
    ],
)
def test_known_again(raw: bytes) -> None:
    assert entry(raw) == entry(mail())


@pytest.mark.parametrize(
    ("raw", "given"),
    [
        (mail(BODY.replace("contesta ASAP", "escribe ASAP")), {}),
        (mail(), {"marked": "lunes"}),
        (mail(), {"rule": "s"}),
        (mail(), {"path": "b.eml"}),
        (mail(), {"mailbox": True}),
    ],
)
def test_not_the_same(raw: bytes, given: dict[str, Any]) -> None:
    assert entry(raw, **given) != entry(mail())


def test_messages_of_a_mailbox_are_told_apart() -> None:
    one, two = ("Message-ID: <1@example.com>", "Message-ID: <2@example.com>")
    assert entry(mail(BODY, "a", one), mailbox=True) == entry(mail(BODY, "b", one), mailbox=True)
    assert entry(mail(BODY, "a", one), mailbox=True) != entry(mail(BODY, "a", two), mailbox=True)
    assert entry(mail(BODY, "a"), mailbox=True) != entry(mail(BODY, "b"), mailbox=True)
    assert entry(mail(BODY, "a", one)) == entry(mail(BODY, "a", two))


def test_field_is_known_by_its_content() -> None:
    def found(to: str) -> Entry:
        return fingerprint(finding(block="to"), read(mail(BODY, "a", f"To: {to}")), "a.eml")

    assert found("a@example.com") == found(" a@example.com")
    assert found("a@example.com") != found("b@example.com")


def test_mark_on_the_whole_draft_or_on_nothing_survives_edits() -> None:
    texts = [read(mail("uno. " * 90)), read(mail("dos. " * 90))]
    whole = {fingerprint(finding(20, 400), text, "a.eml") for text in texts}
    missing = {fingerprint(finding(25, 25), text, "a.eml") for text in texts}
    assert len(whole) == 1
    assert len(missing) == 1


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("./mail/a.eml", "mail/a.eml"),
        ("mail//x/../a.eml", "mail/a.eml"),
        ("/drafts/mail/a.eml", "mail/a.eml"),
        ("/other/a.eml", "/other/a.eml"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_path(path: str, shown: str) -> None:
    assert entry(mail(), path=path, root="/drafts").path == shown


def test_second_identical_fault_is_new() -> None:
    twice = "¡Hola! ASAP, por favor. Adiós. ASAP, por favor.\n"
    document = read(mail(twice))
    places = [at for at in range(len(document.text)) if document.text.startswith("ASAP", at)]
    found = [finding(at, at + 4) for at in places]
    entries = [fingerprint(f, document, "a.eml") for f in found]
    assert entries[0] == entries[1]
    known = Counter(entries[:1])
    assert subtract(found, entries, known) == found[1:]
    assert subtract(found[:1], entries[:1], known) == found[:1]  # used up by another message
    assert subtract(found, entries, Counter(entries)) == []
    assert subtract([], [], Counter()) == []


def test_file_is_sorted_and_readable(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    entries = [Entry("b.eml", "r", "02"), Entry("año.eml", "s", "01"), Entry("b.eml", "r", "01")]
    save(str(file), [*entries, entries[0]])
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) == {
        "version": 1,
        "findings": {"año.eml": {"s": {"01": 1}}, "b.eml": {"r": {"01": 1, "02": 2}}},
    }
    assert text.index("año") < text.index('"01": 1,\n') < text.index('"02"')
    save(str(file), reversed([entries[0], *entries]))
    assert file.read_text(encoding="utf-8") == text


@given(st.lists(st.builds(Entry, st.text(), st.text(), st.text()), max_size=6))
def test_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    file = str(tmp_path_factory.mktemp("b") / "baseline.json")
    save(file, entries)
    assert load(file) == Counter(entries)


def test_path_that_is_no_unicode(tmp_path: Path) -> None:
    file = str(tmp_path / "baseline.json")
    save(file, [Entry("a\udcff.eml", "r", "01")])
    assert load(file) == {Entry("a\udcff.eml", "r", "01"): 1}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a baseline"),
        (b"{", "not a baseline"),
        (b"\xff\xfe\xff", "not a baseline"),
        (b"[" * 100_000, "not a baseline"),
        (b"[]", "no version"),
        (b"{}", "no version"),
        (b'{"version": 2, "findings": {}}', "version 2, expected 1"),
        (b'{"version": 1}', "out of shape"),
        (b'{"version": 1, "findings": []}', "out of shape"),
        (b'{"version": 1, "findings": {"a": {"r": ["01"]}}}', "out of shape"),
        (b'{"version": 1, "findings": {"a": {"r": {"01": "x"}}}}', "out of shape"),
        (b'{"version": 1, "findings": {"a": {"r": {"01": -1}}}}', "out of shape"),
        (b'{"version": 1, "findings": {"a": {"r": {"01": true}}}}', "out of shape"),
    ],
)
def test_wrong_file_is_named(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(content)
    with pytest.raises(EmailintError, match=why) as error:
        load(str(file))
    assert str(error.value).startswith(str(file))


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    file = str(tmp_path / "no" / "baseline.json")
    with pytest.raises(EmailintError, match="No such file") as error:
        load(file)
    assert file in str(error.value)
    with pytest.raises(EmailintError) as error:
        save(file, [])
    assert file in str(error.value)


@given(st.binary(max_size=200), st.integers(0, 250), st.integers(0, 250))
def test_any_place_of_any_bytes(raw: bytes, start: int, size: int) -> None:
    document = read(raw)
    start = min(start, len(document.text))
    end = min(start + size, len(document.text))
    assert fingerprint(finding(start, end), document, "x", mailbox=True).path == "x"
