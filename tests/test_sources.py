"""Files, folders, mboxes and standard input, one draft after another."""

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint import sources
from emailint.mbox import TooLarge, is_separator, split_mbox
from emailint.sources import Source, SourceError, read_sources

MAIL = b"Subject: x\nTo: ana@example.es\n\nHola, Ana:\n"


def no_stdin() -> bytes:
    raise AssertionError("standard input was read")


def read(*paths: Path | str) -> list[Source | SourceError]:
    return list(read_sources(map(str, paths), no_stdin))


def one(path: Path) -> Source:
    (found,) = read(path)
    assert isinstance(found, Source), found
    return found


def error(path: Path | str) -> str:
    (found,) = read(path)
    assert isinstance(found, SourceError), found
    assert found.path == str(path)
    return found.error


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("a.eml", MAIL, "message"),
        ("a.EML", b"Hola", "message"),
        ("a.html", b"<p>Hola", "html"),
        ("a.htm", MAIL, "html"),
        ("a.txt", b"Hola a todos", "text"),
        ("a.md", b"Subject: x\n\nHola", "message"),
        ("a.txt", b"\xef\xbb\xbfsubject: x\n\nHola", "message"),
        ("a.txt", b"Nota: x\n\nHola", "text"),
        ("a.txt", b"Asunto: x\n\nHola", "text"),
        ("a.txt", b"<html>", "text"),
        ("a.draft", b"From: ana@example.es\n\nHola", "message"),
        ("a", b" \n<!DOCTYPE HTML><p>Hola", "html"),
        ("a", b"---\nsubject: Hola\n---\n<!doctype html><p>Hola", "html"),
        ("a", b"---\nsubject: Hola\n---\nHola", "text"),
        ("a", b"Hola", "text"),
        ("a.txt", b"From here on we go.\n", "text"),
        ("a.mbox", b"Subject: x\n\nHola", "message"),
    ],
)
def test_kinds(tmp_path: Path, name: str, raw: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    assert one(path) == Source(str(path), 0, raw, kind)  # type: ignore[arg-type]


def test_utf16_becomes_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Subject: año\n\nHola".encode("utf-16"))
    assert one(path) == Source(str(path), 0, "Subject: año\n\nHola".encode(), "message")
    path.write_bytes("Mañana".encode("utf-16"))
    assert one(path).kind == "text"


def test_apple_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.emlx"
    path.write_bytes(b"%d        \n" % len(MAIL) + MAIL + b"<?xml version='1.0'?><plist/>")
    assert one(path).raw == MAIL
    path.write_bytes(MAIL)
    assert one(path).raw == MAIL


def test_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert error(tmp_path / "nada.eml") == "no such file or directory"
    assert error("") == "is a directory"
    assert error("a\0b")
    path = tmp_path / "a.eml"
    path.write_bytes(b"")
    assert error(path) == "the file is empty"
    (tmp_path / "a.msg").write_bytes(b"x")
    assert "save the draft as .eml" in error(tmp_path / "a.msg")
    path = tmp_path / "a.dat"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0")
    assert "save the draft as .eml" in error(path)
    path.write_bytes(b"\x7fELF\0\0")
    assert error(path) == "neither mail nor text"
    (tmp_path / "a.eml.gz").write_bytes(b"no gzip")
    assert error(tmp_path / "a.eml.gz")
    (tmp_path / "b.eml.gz").write_bytes(gzip.compress(MAIL * 50)[:-20])
    assert error(tmp_path / "b.eml.gz")
    monkeypatch.setattr(sources, "MAX_BYTES", 10)
    path.write_bytes(MAIL)
    assert error(path).startswith("larger than")


def test_an_error_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(MAIL)
    found = read(tmp_path / "nada.eml", path)
    assert [type(item) for item in found] == [SourceError, Source]


def test_stdin() -> None:
    def given_by(raw: bytes, name: str = "") -> list[Source | SourceError]:
        return list(read_sources(["-"], lambda: raw, name))

    assert given_by(MAIL) == [Source("-", 0, MAIL, "message")]
    assert given_by(b"Hola") == [Source("-", 0, b"Hola", "text")]
    assert given_by(b"<p>Hola", "a.html") == [Source("a.html", 0, b"<p>Hola", "html")]
    assert given_by(b"") == [SourceError("-", "the input is empty")]
    assert len(given_by(MBOX)) == 3


def test_folder(tmp_path: Path) -> None:
    for name in ("b.eml", "a.html", "c/d.md", "c/.e.eml", ".f/g.eml", "h.pdf", "c.txt", "Z.eml.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"Hola") if name.endswith("gz") else b"Hola")
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    found = [Path(item.path).relative_to(tmp_path).as_posix() for item in read(tmp_path)]
    assert found == ["Z.eml.gz", "a.html", "b.eml", "c.txt", "c/d.md"]


def test_maildir(tmp_path: Path) -> None:
    for name in ("cur/1.M1.host,S=4:2,S", "new/2.M2.host", "tmp/3.M3.host", "sub/new/x.pdf"):
        path = tmp_path / "Correo" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(b"Hola")
    found = read(tmp_path)
    assert [(Path(item.path).name, getattr(item, "kind", "")) for item in found] == [
        ("1.M1.host,S=4:2,S", "message"),
        ("2.M2.host", "message"),
    ]
    assert len(read(tmp_path / "Correo" / "new")) == 1


def test_deep_folders(tmp_path: Path) -> None:
    path = tmp_path
    for _ in range(300):
        path = path / "x"
    path.mkdir(parents=True)
    (path / "a.eml").write_bytes(MAIL)
    assert len(read(tmp_path)) == 1


# An mbox

MBOX = b"""\
From ana at example.es  Fri May 22 13:38:22 2015
Subject: uno

From Monday on we meet in room 5.
From Ana I know that on Fri May 22 2015 we don't.
>From here on.
>>From there.

From edd @end|ng |rom ex@mp|e@org  Sat May  2 01:02:03 2015
Subject: dos

Hola

From - Mon, 4 Jun 2001 11:09:04 -0700
Subject: tres

Fin
"""


def test_mbox(tmp_path: Path) -> None:
    for name in ("a.mbox", "correo", "a.txt"):
        path = tmp_path / name
        path.write_bytes(MBOX)
        found = read(path)
        assert [(item.index, item.kind) for item in found if isinstance(item, Source)] == [
            (0, "message"),
            (1, "message"),
            (2, "message"),
        ]
    first = found[0]
    assert isinstance(first, Source)
    assert first.raw == (
        b"Subject: uno\n\nFrom Monday on we meet in room 5.\n"
        b"From Ana I know that on Fri May 22 2015 we don't.\n"
        b"From here on.\n>From there.\n\n"
    )
    path = tmp_path / "a.mbox.gz"
    path.write_bytes(gzip.compress(MBOX))
    assert len(read(path)) == 3


@pytest.mark.parametrize(
    ("line", "separator"),
    [
        (b"From enron Mon Jan  1 00:00:00 2001", True),
        (b"From edd at example.org  Fri May 22 13:38:22 2015\r", True),
        (b"From m@thrun @ending from gmx@net  Sun May  6 11:42:45 2018", True),
        (b"From |h|d@|go @end|ng |rom jccm@e@  Tue Apr  2 16:36:26 2019", True),
        (b"From 16@xxx Mon Jan 01 00:00:00 +0000 2001", True),
        (b"From ana Mon Jan  1 00:00 2001", True),
        (b"From ana Mon Jan  1 00:00:00 CET 2001", True),
        (b"From ana Mon, 1 Jan 2001 00:00:00 +0100", True),
        (b"From Monday on", False),
        (b"From: ana@example.es", False),
        (b">From ana Mon Jan  1 00:00:00 2001", False),
        (b"From ana Mon Jan  1 00:00:00 2001 we had no answer", False),
        (b"From " + b"Mon Jan " * 1000, False),
        (b"From " + b"a" * 1000 + b" Mon Jan  1 00:00:00 2001", False),
    ],
)
def test_separators(line: bytes, separator: bool) -> None:
    assert is_separator(line) is separator
    assert is_separator(line + b"\nSubject: x\n") is separator
    assert is_separator(b"x\n" + line, 2) is separator


class Drip(io.BytesIO):
    """A stream that gives few bytes at a time."""

    def __init__(self, raw: bytes, size: int) -> None:
        super().__init__(raw)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.size if size is None or size < 0 else min(self.size, size))


@given(
    st.lists(st.sampled_from([b"Hola\n", b"\n", b"From x\n", b">From y\n", b"x" * 1500 + b"\n"])),
    st.integers(1, 5),
    st.integers(1, 3000),
    st.integers(0, 2000),
)
def test_chunks_do_not_matter(lines: list[bytes], count: int, size: int, head: int) -> None:
    message = b"Subject: x\n\n" + b"".join(lines)
    raw = (b"From ana Mon Jan  1 00:00:00 2001\n" + message) * count
    expected = message.replace(b"\n>From ", b"\nFrom ")
    found = list(split_mbox(Drip(raw[head:], size), raw[:head], 10**6))
    lines_each = raw.count(b"\n") // count
    assert found == [(2 + lines_each * i, expected) for i in range(count)]


@pytest.mark.parametrize("size", [1000, 10**6])
def test_a_message_that_is_too_large_is_left_out(size: int) -> None:
    separator = b"From ana Mon Jan  1 00:00:00 2001\n"
    raw = separator + MAIL + separator + b"x" * 50_000 + b"\n" + separator + MAIL
    (_, small), (_, large), (line, last) = split_mbox(Drip(raw, size), b"", 20_000)
    assert small == last == MAIL
    assert isinstance(large, TooLarge)
    assert raw.split(b"\n")[line - 1] == MAIL.split(b"\n")[0]
    assert line == raw.count(b"\n") - MAIL.count(b"\n") + 1


def test_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2_000_000)
    path = tmp_path / "a.mbox"
    separator = b"From ana Mon Jan  1 00:00:00 2001\n"
    path.write_bytes(separator + MAIL + separator + b"x" * 6_000_000 + b"\n" + separator + MAIL)
    found = read(path)
    assert [type(item) for item in found] == [Source, SourceError, Source]
    assert found[1] == SourceError(str(path), "message 2: larger than 2 MB")
    assert isinstance(found[2], Source)
    assert found[2].index == 2


@given(st.binary(max_size=3000))
def test_nothing_raises(raw: bytes) -> None:
    for _ in read_sources(["-"], lambda: raw):
        pass
    list(split_mbox(io.BytesIO(raw), b"", 100))


def test_a_large_mbox_is_streamed(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    message = b"From ana Mon Jan  1 00:00:00 2001\n" + MAIL + b"Hola\n" * 100_000
    with path.open("wb") as stream:
        for _ in range(100):  # 50 MB
            stream.write(message)
    tracemalloc.start()
    size = 0
    for found in read_sources([str(path)], no_stdin):
        assert isinstance(found, Source)
        size += len(found.raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size == 100 * (len(message) - 34)
    assert peak < 10_000_000
