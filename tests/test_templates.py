"""Campaign templates: front matter, the file beside, MJML."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint import templates
from emailint.checking import Request, check
from emailint.document import Document, read
from emailint.front_matter import MAX_SIZE, read_front_matter
from emailint.sources import Source, SourceError, read_sources
from emailint.trust import trust

HTML = "<!DOCTYPE html>\n<html><body><p>Hola,  Ana:</p></body></html>\n"
FIELDS = "subject: Novedades\npreheader: Lo mejor\n"


def page(text: str, **more: bytes) -> Document:
    return read(text, kind="html", **more)  # type: ignore[arg-type]


def one(path: Path) -> Source | SourceError:
    (found,) = read_sources([str(path)], lambda: b"")
    return found


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        (f"---\n{FIELDS}---\n", {"subject": "Novedades", "preheader": "Lo mejor"}),
        (f"\ufeff\n---\r\n{FIELDS}---\r\n", {"subject": "Novedades"}),
        (f"<!--\n  {FIELDS}-->\n", {"subject": "Novedades", "preheader": "Lo mejor"}),
        ("---\nSubject : \"«Año»: 'x'\"  \n---\n", {"subject": "«Año»: 'x'"}),
        ("---\nsubject: ''\nfrom: Ana <a@e.example>\n---\n", {"subject": ""}),
        ("---\nsubject: a\nsubject: b\nlayout:\n  - x\n---\n", {"subject": "a"}),
        ("---\nlayout: main\n---\n", {}),
    ],
)
def test_front_matter(block: str, fields: dict[str, str]) -> None:
    document = page(block + HTML)
    assert {name: document.message.get(name) for name in fields} == fields
    assert document.message.has_headers == bool(fields)
    assert document.text.endswith("Hola, Ana:")
    assert "Novedades" not in document.text[document.body_start :]


@pytest.mark.parametrize(
    "start",
    [
        "---\nsubject: never closed\n",
        "<!--\nA note: to oneself\n-->\n",
        "<!-- subject: on one line -->\n",
        "--\nsubject: x\n--\n",
        f"---\nsubject: x\n{'a' * MAX_SIZE}\n---\n",
    ],
)
def test_what_is_no_front_matter(start: str) -> None:
    header = read_front_matter((start + HTML).encode())
    assert (header.fields, header.content) == ([], 0)


def test_places_are_lines_of_the_file() -> None:
    document = page(f"---\n{FIELDS}---\n{HTML}")
    assert document.file_line(0) == 2
    assert document.file_line(0, "preheader") == 3
    assert document.file_line(document.body_start) == 6


@given(st.binary(max_size=200), st.sampled_from([b"", b"---\n", b"<!--\n", b"\xef\xbb\xbf---\n"]))
def test_any_bytes(raw: bytes, start: bytes) -> None:
    header = read_front_matter(start + raw)
    assert all(0 <= f.start <= f.value <= f.end <= header.content for f in header.fields)
    read(start + raw, kind="html", fields=raw)


class TestBeside:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("a.toml", 'subject = "Novedades\\n de  junio"\nn = 3\n'),
            ("a.yaml", "subject: Novedades de junio\n"),
            ("a.yml", "---\nsubject: 'Novedades de junio'\n---\n"),
        ],
    )
    def test_its_fields_count(self, tmp_path: Path, name: str, text: str) -> None:
        (tmp_path / "a.html").write_text(HTML)
        (tmp_path / name).write_text(text)
        found = one(tmp_path / "a.html")
        assert isinstance(found, Source)
        document = read(found.raw, kind=found.kind, fields=found.fields)
        assert document.subject_text == "Novedades de junio"
        assert document.file_line(0) is None
        assert document.file_line(document.body_start) == 2

    def test_the_file_s_own_win(self) -> None:
        document = page(f"---\n{FIELDS}---\n{HTML}", fields=b"---\nsubject: beside\n---\n")
        assert document.subject_text == "Novedades"

    def test_no_toml(self, tmp_path: Path) -> None:
        (tmp_path / "a.html").write_text(HTML)
        (tmp_path / "a.toml").write_text("subject = \n")
        found = one(tmp_path / "a.html")
        assert isinstance(found, SourceError)
        assert found.error.startswith("a.toml, which lies beside it: ")

    def test_a_fix_writes_the_html_alone(self, tmp_path: Path) -> None:
        draft = tmp_path / "a.html"
        draft.write_text(HTML)
        (tmp_path / "a.toml").write_text('subject = "Novedades"\n')
        check(Request([str(draft)], fix=True, format="json"))
        fixed = draft.read_text()
        assert fixed.startswith("<!DOCTYPE html>")
        assert "Novedades" not in fixed


class TestMjml:
    """With programs of the name: the real one is asked in the integration tests."""

    @pytest.fixture(autouse=True)
    def nothing_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", os.defpath)

    def install(self, folder: Path, script: str) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        program = folder / "mjml"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return program

    def draft(self, folder: Path, start: str = "") -> Path:
        path = folder / "a.mjml"
        path.write_text(f"{start}<mjml><mj-body/></mjml>")
        return path

    def test_not_there(self, tmp_path: Path) -> None:
        found = one(self.draft(tmp_path))
        assert isinstance(found, SourceError)
        assert found.error.endswith("install it: npm install -g mjml")

    def test_from_the_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.install(tmp_path / "bin", "pwd; cat; echo '<p>Hola</p>'")
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.defpath}")
        found = one(self.draft(tmp_path, "---\nsubject: Novedades\n---\n"))
        assert isinstance(found, Source)
        assert found.kind == "compiled"
        folder, _, rest = found.raw.partition(b"\n")
        assert rest.startswith(b"<mjml>")  # the front matter stays out
        assert not Path(folder.decode()).exists()  # an empty folder of its own
        document = read(found.raw, kind=found.kind, fields=found.fields)
        assert document.subject_text == "Novedades"
        assert document.file_line(document.body_start) is None

    def test_from_node_modules_only_where_trusted(self, tmp_path: Path) -> None:
        self.install(tmp_path / "node_modules/.bin", "echo '<p>Hola</p>'")
        (tmp_path / "mails").mkdir()
        draft = self.draft(tmp_path / "mails")
        found = one(draft)
        assert isinstance(found, SourceError)
        assert found.error.endswith(f"emailint trust {tmp_path}")
        trust(tmp_path)
        assert isinstance(one(draft), Source)

    @pytest.mark.parametrize(
        ("script", "error"),
        [
            ("echo 'Malformed MJML' >&2; exit 1", "mjml: Malformed MJML"),
            ("exit 0", "mjml: no HTML came out"),
            ("exec sleep 60", "mjml took more than 0 seconds"),
        ],
    )
    def test_it_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, error: str
    ) -> None:
        if "sleep" in script:
            monkeypatch.setattr(templates, "TIMEOUT", 0.1)
        self.install(tmp_path / "bin", script)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.defpath}")
        assert one(self.draft(tmp_path)) == SourceError(str(tmp_path / "a.mjml"), error)

    def test_pieces_in_a_folder_are_left_out(self, tmp_path: Path) -> None:
        (tmp_path / "piece.mjml").write_text("<mj-text>Hola</mj-text>")
        assert list(read_sources([str(tmp_path)], lambda: b"")) == []

    def test_not_from_standard_input(self) -> None:
        (found,) = read_sources(["-"], lambda: b"<mjml></mjml>", "a.mjml")
        assert found == SourceError("a.mjml", "MJML is read from a file: it may include others")
