"""Archives in all their forms, read once, in parts, and again only where there is new mail."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from study_samples import ME, START, Mail, archive, mbox, pipermail

from emailint.mbox import split_mbox
from emailint.model import EmailintError
from emailint.study import observe, parts, reading, streams, tables
from emailint.study.observing import MESSAGES_READ
from emailint.study.schema import MESSAGES, OBSERVATIONS

MAILS = archive(60, seed=3)


@pytest.fixture
def state(tmp_path: Path) -> str:
    return str(tmp_path / "state")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The messages that were read, in this process."""
    seen: list[bytes] = []
    row = reading.Reader.row

    def counted(self: reading.Reader, raw: bytes) -> dict[str, Any] | None:
        seen.append(raw)
        return row(self, raw)

    monkeypatch.setattr(reading.Reader, "row", counted)
    return seen


def maildir(folder: Path, mails: list[Mail] = MAILS) -> Path:
    for box in ("cur", "new", "tmp"):
        (folder / box).mkdir(parents=True)
    for number, mail in enumerate(mails):
        (folder / "cur" / f"17{number:04}.host:2,S").write_bytes(mail.raw())
    return folder


def write(form: str, top: Path) -> Path:
    """The mails of MAILS as an archive of one form."""
    file = top / f"archive.{form}"
    if form == "mbox":
        file.write_bytes(mbox(MAILS))
    elif form == "mbox.gz":
        file.write_bytes(gzip.compress(mbox(MAILS)))
    elif form == "cut.mbox.gz":
        whole = gzip.compress(mbox([*MAILS, *[Mail(f"{i}@cut", ME, None, "x") for i in range(99)]]))
        file.write_bytes(whole[: len(whole) - 12])
    elif form == "parquet":
        raws = pa.table({"n": range(len(MAILS)), "raw": [mail.raw() for mail in MAILS]})
        pq.write_table(raws, file, row_group_size=40)
    elif form == "Maildir":
        maildir(file)
    elif form == "months":
        file.mkdir()
        (file / "2024-January.txt.gz").write_bytes(gzip.compress(mbox(MAILS[:50])))
        (file / "2024-February.txt").write_bytes(mbox(MAILS[50:]))
    else:
        file.mkdir()
        for number, mail in enumerate(MAILS):
            (file / f"{number}.eml").write_bytes(mail.raw())
    return file


def same(one: pa.Table, other: pa.Table) -> bool:
    """Whether two tables of observations agree on all but the archive."""
    names = [name for name in one.column_names if name != "list"]
    return [one[name].to_pylist() for name in names] == [other[name].to_pylist() for name in names]


@pytest.fixture
def expected(tmp_path: Path, state: str) -> pa.Table:
    return observe([str(write("mbox", tmp_path))], state=state, jobs=1)


@pytest.mark.parametrize(
    "form", ["mbox.gz", "cut.mbox.gz", "parquet", "Maildir", "months", "eml folder"]
)
def test_every_form_gives_the_same(
    tmp_path: Path, state: str, expected: pa.Table, form: str
) -> None:
    found = observe([str(write(form, tmp_path))], state=state, jobs=1)
    assert found.schema.equals(OBSERVATIONS)
    assert len(found) == len(expected) > 40
    assert same(found, expected)


def test_a_table_of_features_is_an_archive(tmp_path: Path, state: str, expected: pa.Table) -> None:
    kept = tmp_path / "features.parquet"
    kept.touch(0o644)
    observe([str(tmp_path / "archive.mbox")], state=state, jobs=1, features=kept)
    assert kept.stat().st_mode & 0o777 == 0o600
    messages = pq.read_table(kept)
    assert messages.column_names == MESSAGES.names
    assert tables.restored(messages).schema.equals(MESSAGES)
    assert observe([str(kept)], state=str(tmp_path / "another"), jobs=1).equals(expected)
    pq.write_table(tables.plain(messages), kept)  # as Spark writes it
    assert observe([str(kept)], state=state, jobs=1).equals(expected)


def test_masked_addresses_are_people(tmp_path: Path, state: str) -> None:
    files = []
    for word in ("at", "en"):
        file = tmp_path / f"{word}.mbox"
        file.write_bytes(pipermail(MAILS, word))
        files.append(observe([str(file)], state=state, jobs=1))
    assert same(*files)
    assert len(set(files[0]["author"].to_pylist())) == len(
        {m.author for m in MAILS if ".a@" in m.id}
    )


def test_several_archives_are_one_study(tmp_path: Path, state: str, expected: pa.Table) -> None:
    one, other = tmp_path / "one.mbox", tmp_path / "other.mbox"
    one.write_bytes(mbox(MAILS[:70]))
    other.write_bytes(mbox(MAILS[50:]))
    found = observe([str(one), str(other)], state=state, jobs=1)
    assert found["id"].equals(expected["id"])
    assert found["hours"].null_count >= expected["hours"].null_count
    assert len(set(found["list"].to_pylist())) == 2
    assert found.schema.metadata == expected.schema.metadata == {
        MESSAGES_READ: str(len({mail.id for mail in MAILS})).encode()
    }  # fmt: skip


# Parts


@given(
    st.lists(
        st.sampled_from(
            [b"From - Mon Jan  1 00:00:00 2024\n", b"Subject: x\n", b"\n", b"From me to you\n",
             b"From ", b"a" * 50, b"From - Mon Jan  1 00:00:00 2024"]
        ), max_size=40,
    ),
    st.lists(st.integers(0, 1500), max_size=5),
    st.sampled_from([7, 64, 1 << 20]),
)  # fmt: skip
def test_stretches_give_every_message_once(
    pieces: list[bytes], cuts: list[int], chunk: int
) -> None:
    content = b"From - Mon Jan  1 00:00:00 2024\n" + b"".join(pieces)
    whole = [raw for _, raw in split_mbox(BytesIO(content), b"", 10**6)]
    ends = [*sorted(set(cuts) - {0}), streams.END]
    found: list[bytes | None] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "_CHUNK", chunk)
        patch.setattr(streams, "_SEPARATOR", 40)
        for start, end in zip([0, *ends], ends, strict=False):
            found += streams.stretch(BytesIO(content), start, end)
    assert found == whole


def test_stretches_wider_than_what_is_read_at_once() -> None:
    mails = [b"x" * size + b"\n" for size in (900_000, 3_000_000, 10, 148_500, 40)]
    content = b"".join(b"From - Mon Jan  1 00:00:00 2024\n" + mail for mail in mails)
    for step in (500_000, 1_048_576, 1_500_000):
        cuts = range(0, len(content), step)
        found = [list(streams.stretch(BytesIO(content), cut, cut + step)) for cut in cuts]
        assert [mail for some in found for mail in some] == mails


@pytest.mark.parametrize("form", ["mbox", "mbox.gz"])
def test_parts_of_an_mbox_change_nothing(
    tmp_path: Path, expected: pa.Table, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 3_000)
    file = write(form, tmp_path)
    assert len(parts.find_parts(str(file))) >= 5
    table = observe([str(file)], state=str(tmp_path / "state"), jobs=1)
    assert same(table, expected)


def test_processes_change_nothing(
    tmp_path: Path, expected: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 10_000)
    os.utime(tmp_path / "archive.mbox")
    assert observe([str(tmp_path / "archive.mbox")], state=str(tmp_path / "state"), jobs=2).equals(
        expected
    )


# Again


def test_nothing_is_read_twice(tmp_path: Path, state: str, read: list[bytes]) -> None:
    file = write("mbox", tmp_path)
    first = observe([str(file)], state=state, jobs=1)
    assert len(read) == len(MAILS)
    os.utime(file)  # touched, and the same
    assert observe([str(file)], state=state, jobs=1).equals(first)
    assert len(read) == len(MAILS)
    observe([str(file)], state=state, jobs=1, me=[ME])  # asks for other mail to be measured
    assert len(read) == 2 * len(MAILS)


def test_of_an_mbox_that_grew_the_end_is_read(
    tmp_path: Path, state: str, read: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 3_000)
    file = tmp_path / "box.mbox"
    file.write_bytes(mbox(MAILS[:80]))
    observe([str(file)], state=state, jobs=1)
    read.clear()
    file.write_bytes(mbox(MAILS))
    grown = observe([str(file)], state=state, jobs=1)
    new = len(MAILS) - 80
    assert new <= len(read) <= new + 10
    assert grown.equals(observe([str(file)], state=state, jobs=1))
    folders = [path for path in Path(state).iterdir() if path.is_dir() and path.name != "spill"]
    assert [len(list(folder.iterdir())) for folder in folders] == [len(parts.find_parts(str(file)))]


def test_of_a_maildir_the_new_mail_is_read(tmp_path: Path, state: str, read: list[bytes]) -> None:
    box = maildir(tmp_path / "Mail", MAILS[:50])
    observe([str(box)], state=state, jobs=1)
    read.clear()
    for number, mail in enumerate(MAILS[50:]):
        (box / "new" / f"18{number:04}.host").write_bytes(mail.raw())
    observe([str(box)], state=state, jobs=1)
    assert len(read) == len(MAILS) - 50
    for path in list((box / "new").iterdir()):
        path.rename(box / "cur" / f"{path.name}:2,RS")  # seen, and answered
    for path in list((box / "cur").iterdir())[:9]:
        path.rename(path.with_name(path.name.replace("S", "FS")))
    read.clear()
    whole = observe([str(box)], state=state, jobs=1)
    assert not read
    next((box / "cur").glob("180001*")).unlink()
    assert len(observe([str(box)], state=state, jobs=1)) in (len(whole), len(whole) - 1)
    assert len(read) == len(MAILS) - 50 - 1  # the part that it was in


def test_what_was_stopped_goes_on(
    tmp_path: Path, state: str, read: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 3_000)
    file = write("mbox", tmp_path)
    row = reading.Reader.row

    def stopped(self: reading.Reader, raw: bytes) -> dict[str, Any] | None:
        if len(read) == 40:
            raise KeyboardInterrupt
        return row(self, raw)

    with monkeypatch.context() as patch:
        patch.setattr(reading.Reader, "row", stopped)
        with pytest.raises(KeyboardInterrupt):
            observe([str(file)], state=state, jobs=1)
    assert len(read) == 40
    found = observe([str(file)], state=state, jobs=1)
    assert len(MAILS) <= len(read) < len(MAILS) + 10
    assert len(found) == len(observe([str(file)], state=str(tmp_path / "fresh"), jobs=1))


# What can't be read


def test_a_bad_mail_costs_itself_only(
    tmp_path: Path, state: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    thread_row = reading.thread_row

    def fails(message: Any, hasher: Any) -> dict[str, Any]:
        if b"1.a@example.org" in message.raw:
            raise RecursionError
        return thread_row(message, hasher)

    file = write("mbox", tmp_path)
    monkeypatch.setattr(reading, "thread_row", fails)
    monkeypatch.delenv("EMAILINT_DEBUG", raising=False)
    table = observe([str(file)], state=state, jobs=1)
    lost = sum("1.a@example.org" in mail.raw().decode() for mail in MAILS)
    assert f"messages that could not be read: {lost}" in capsys.readouterr().err
    assert len(table) > 30
    observe([str(file)], state=state, jobs=1)
    assert (
        f"messages that could not be read: {lost}" in capsys.readouterr().err
    )  # and is told again


def hostile() -> Iterator[bytes]:
    yield b""
    yield b"\xff\xfe\0\0" * 100
    yield b"From: " + b"a" * 200_000
    yield b"References: " + b"<a@b>" * 50_000 + b"\n\nx"
    yield b"To: " + b"a@b.c, " * 30_000 + b"\n\nx"
    yield b"Date: Mon, 99 Foo 0000 99:99:99 +9999\nFrom: a@b.c\n\nx"
    yield b"Date: Mon, 1 Jan 9998 00:00:00 -2359\nFrom: a@b.c\nSubject: \xed\xa0\x80\n\nx"
    yield b"Message-ID: =?utf-8?b?\xff?=\nIn-Reply-To: <\x00>\nFrom: \xff@\xfe\n\n\x00"


def test_hostile_mail_is_a_row(tmp_path: Path, state: str) -> None:
    file = tmp_path / "raw.parquet"
    pq.write_table(pa.table({"raw": [*hostile(), *(mail.raw() for mail in MAILS)]}), file)
    table = observe([str(file)], state=state, jobs=1)
    distinct = len({mail.id for mail in MAILS}) + len(list(hostile()))
    assert table.schema.metadata == {MESSAGES_READ: str(distinct).encode()}


def test_a_damaged_file_costs_itself_only(
    tmp_path: Path, state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Mail"
    folder.mkdir()
    (folder / "good.mbox").write_bytes(mbox(MAILS))
    (folder / "cut.parquet").write_bytes(b"PAR1 and nothing more")
    (folder / "empty.mbox").touch()
    (folder / "notes.md").write_text("No mail")
    assert len(observe([str(folder)], state=state, jobs=1)) > 40
    assert "cut.parquet" in capsys.readouterr().err


def test_where_no_mail_is(tmp_path: Path, state: str) -> None:
    with pytest.raises(EmailintError, match="no such file or folder"):
        observe([str(tmp_path / "Mail")], state=state)
    (tmp_path / "Mail").mkdir()
    with pytest.raises(EmailintError, match="no mail"):
        observe([str(tmp_path / "Mail")], state=state)
    with pytest.raises(EmailintError, match="scheduler"):
        observe([str(write("mbox", tmp_path))], state=state, scheduler="tcp//nowhere")


# Privacy


def test_what_is_kept_names_nobody_and_quotes_nothing(tmp_path: Path, state: str) -> None:
    secret = Mail(
        "1@mail.secretcorp.example", "Zacarias Quintanilla <zquinta@secretcorp.example>", START,
        "Merger with Umbrella", "Dear Wilhelmina,\n\nThe takeover needs Xavier's vote.\n\nThanks!\n",
        to=("Wilhelmina <wilma@secretcorp.example>",), headers={"List-Id": "<board.secretcorp.example>"},
    )  # fmt: skip
    folder = tmp_path / "Umbrella-mail"
    folder.mkdir()
    (folder / "wilma.eml").write_bytes(secret.raw())
    (folder / "old.mbox").write_bytes(mbox([secret, *MAILS]))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    observe([str(folder)], state=state, jobs=1, me=["wilma@secretcorp.example"])
    observe([str(folder)], state=state, jobs=1, features=Path(state) / "features.parquet")
    assert before == {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()
    }
    words = [
        "zacarias",
        "quintanilla",
        "zquinta",
        "secretcorp",
        "merger",
        "umbrella",
        "wilhelmina",
        "takeover",
        "xavier",
        "wilma",
        "board",
        "example.org",
        "person1",
        "informe",
        "propuesta",
    ]
    files = [path for path in Path(state).rglob("*") if path.is_file()]
    assert len(files) > 4
    for file in files:
        assert file.stat().st_mode & 0o777 == 0o600
        content = file.read_bytes()
        if file.name != "key":
            loose = BytesIO()  # or compression would hide them
            pq.write_table(pq.read_table(file), loose, compression="none", use_dictionary=False)
            content += loose.getvalue()
        for word in words:
            assert word.encode() not in (content + str(file).encode()).lower().replace(
                str(tmp_path).lower().encode(), b""
            )
    for path in [Path(state), *Path(state).rglob("*")]:
        assert not path.is_dir() or path.stat().st_mode & 0o777 == 0o700


def test_another_key_gives_other_hashes(tmp_path: Path, expected: pa.Table) -> None:
    again = observe([str(tmp_path / "archive.mbox")], state=str(tmp_path / "other"), jobs=1)
    for column in ("id", "author", "list"):
        assert not set(again[column].to_pylist()) & set(expected[column].to_pylist())
    assert sorted(again["watched"].to_pylist()) == sorted(expected["watched"].to_pylist())


def test_a_key_is_made_once(tmp_path: Path) -> None:
    kept = reading.State(str(tmp_path / "state"))
    assert kept.key() == kept.key() == reading.State(str(tmp_path / "state")).key()
    assert len(kept.key()) == 32
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["key"]


def test_a_run_that_starts_at_once_with_another_takes_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reading.State(str(tmp_path / "state")).key()
    late = reading.State(str(tmp_path / "state"))
    read, asked = late._read, []

    def too_early(name: str) -> bytes | None:
        asked.append(name)
        return None if len(asked) == 1 else read(name)

    monkeypatch.setattr(late, "_read", too_early)
    assert late.key() == made
