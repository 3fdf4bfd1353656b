"""What a message's row says: of its thread, and of what is measured."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers import until
from study_samples import ME, START, Mail, archive, kept, mbox

from emailint.automatic import is_by_machine
from emailint.config import Config
from emailint.message import parse
from emailint.study import parts
from emailint.study.batches import ddl, feature_batches
from emailint.study.hashing import Hasher
from emailint.study.reading import Job, Reader
from emailint.study.rows import references, thread_row

JOB = Job(b"k" * 32, (), Config(), "", "")
HASHER = Hasher(JOB.key)
MAIL = Mail(
    "1@x", f"Ana Ruiz <{ME}>", START, "Sales report of March", to=("Luis <luis@example.net>", ME),
    body=(
        "Hi Luis,\n\nCould you send me the report? I need it on Friday, see"
        " https://example.com/plan for the plan. Is that possible?\n\n> Is it so?\n\nThanks,\nAna\n"
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "automatic"),
    [
        ({}, False),
        ({"Auto-Submitted": "auto-generated"}, True),
        ({"Auto-Submitted": "no"}, False),
        ({"Content-Type": "multipart/report; boundary=x"}, True),
        ({"From": "MAILER-DAEMON@example.com"}, True),
        ({"Return-Path": "<>"}, True),
        ({"Return-Path": "<ana@example.com>"}, False),
        ({"X-Autoreply": "yes"}, True),
        ({"Precedence": "bulk"}, True),
        ({"Precedence": "list"}, False),
        ({"List-Unsubscribe": "<https://example.com/u>"}, True),
        ({"List-Unsubscribe": "<https://example.com/u>", "List-Post": "NO"}, True),
        ({"List-Unsubscribe": "<https://x>", "List-Post": "<mailto:l@example.org>"}, False),
        ({"List-Unsubscribe": "<https://x>", "Precedence": "list"}, False),
        ({"Precedence": "bulk", "List-Post": "<mailto:l@example.org>"}, False),  # Mailman's
        ({"Feedback-ID": "1:shop:x"}, True),
        ({"Subject": "Automatic reply: Report"}, True),
        ({"Subject": "Respuesta automática: informe"}, True),
        ({"Subject": "=?utf-8?q?Fuera_de_la_oficina?="}, True),
        ({"Subject": "Undelivered Mail Returned to Sender"}, True),
        ({"Subject": "My automatic reply is broken"}, False),
    ],
)
def test_machines_are_told_from_people(fields: dict[str, str], automatic: bool) -> None:
    head = {"From": ME, "Subject": "Report"} | fields
    raw = "".join(f"{name}: {value}\n" for name, value in head.items()) + "\nText\n"
    message = parse(raw.encode())
    assert is_by_machine(message) == automatic


def test_references_are_the_nearest_first() -> None:
    message = parse(b"In-Reply-To: <c@x> (Ana's mail)\nReferences: <a@x> <b@x>\n\t<c@x>\n\nText")
    assert references(message) == ["c@x", "b@x", "a@x"]
    assert references(parse(b"In-Reply-To: your mail of Monday\n\nText")) == []
    assert len(references(parse(b"References: " + b"<%d@x>" * 3 + b"<1@x>" * 5000 + b"\n\n"))) < 4


def test_a_thread_row() -> None:
    row = thread_row(parse(MAIL.raw()), HASHER)
    assert row["id"] == HASHER.of("id", "1@x") != HASHER.of("subject", "1@x")
    assert row["author"] == HASHER.person(ME.upper())
    assert row["people"] == [HASHER.person(ME), HASHER.person("luis@example.net")]
    assert row["subject"] == HASHER.of("subject", "sales report of march")
    assert (row["sent"], row["zone"]) == (int(START.timestamp()), 0)
    assert (row["first"], row["mine"], row["automatic"], row["list"]) == (True, False, False, None)


@pytest.mark.parametrize("subject", ["Re: a", "RV: A", "[list] Aw:  a", "Re[2]: a", "Fwd: A "])
def test_subjects_are_compared_without_prefixes(subject: str) -> None:
    row = thread_row(parse(MAIL._replace(subject=subject).raw()), HASHER)
    assert row["subject"] == HASHER.of("subject", "a")
    assert not row["first"]


def test_without_an_id_the_bytes_are_it() -> None:
    one, same, other = (
        thread_row(parse(MAIL._replace(id="", body=body).raw()), HASHER)["id"] for body in "aab"
    )
    assert one == same != other


def test_features() -> None:
    mail = MAIL._replace(body=MAIL.body.replace("> Is it so?\n\n", ""))
    row: Any = Reader(JOB).row(mail.raw())
    found = {name: row[name] for name in list(row)[list(row).index("language") :]}
    ran, hits = found.pop("ran"), found.pop("hits")
    assert 2.0 < found.pop("readability") < 5.0
    assert found == {
        "language": "en", "profile": "business",
        "subject_words": 4, "subject_characters": 21, "body_words": 22, "questions": 2,
        "greeting": True, "gratitude": True, "weekday": 0, "hour": 9, "recipients": 2, "links": 1,
    }  # fmt: skip
    assert set(hits) < set(ran)
    assert len(ran) > 40
    assert "subject-all-caps" not in hits
    loud: Any = Reader(JOB).row(mail._replace(subject="SEND ME THE SALES REPORT").raw())
    assert "subject-all-caps" in loud["hits"]


def test_only_candidates_are_measured() -> None:
    reader = Reader(JOB)
    answer = MAIL.reply("2@x", "luis@example.net", 1.0)
    for mail in (answer, MAIL._replace(sent=None), MAIL._replace(author="")):
        row = reader.row(mail.raw())
        assert row is not None
        assert row["language"] is None
    row = reader.row(MAIL._replace(body="Yes.\n\n> Will you come?\n> Ana\n").raw())
    assert row is not None
    assert (row["first"], row["language"]) == (False, None)  # it quotes what it answers
    own = Reader(JOB._replace(me=("luis@example.net",)))
    assert (own.row(MAIL.raw()) or {})["language"] is None
    assert (own.row(answer.raw()) or {})["language"] is not None


def test_a_newsletter_by_its_looks_is_automatic() -> None:
    body = "Our offers: https://shop.example.com\n\nUnsubscribe: https://shop.example.com/u\n"
    row: Any = Reader(JOB).row(MAIL._replace(body=body).raw())
    assert (row["automatic"], row["language"]) == (True, None)
    me: Any = Reader(JOB._replace(me=(ME,))).row(MAIL._replace(body=body).raw())
    assert not me["automatic"]  # what one sends oneself is what one wants to know of


def test_batches_give_the_rows_of_a_study() -> None:
    import pyarrow as pa

    raws = [mail.raw() for mail in archive(20)]
    batches = pa.table({"raw": [*raws[:5], None, *raws[5:]]}).to_batches(max_chunksize=7)
    rows = [row for batch in feature_batches(batches, JOB) for row in batch.to_pylist()]
    assert len(rows) == len(raws)
    assert [row["id"] % 2**64 for row in rows] == [
        thread_row(parse(raw), HASHER)["id"] for raw in raws
    ]
    assert ddl().startswith("`id` bigint, `refs` array<bigint>, ")
    assert "`ran` array<string>" in ddl()


@pytest.mark.usefixtures("warm_cards")
def test_ctrl_c_leaves_what_is_done(tmp_path: Path) -> None:
    file, state = tmp_path / "list.mbox", tmp_path / "state"
    file.write_bytes(mbox(archive(8000)))
    script = tmp_path / "script.py"
    script.write_text(
        "from emailint.study import observe, parts\n"
        "if __name__ == '__main__':\n"
        "    parts.PART = 20_000\n"
        f"    observe([{str(file)!r}], state={str(state)!r}, jobs=2)\n"
    )
    started = subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, start_new_session=True
    )
    until(lambda: len(kept(state)) > 1)
    done = kept(state)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does it: to all processes
    _, told = started.communicate(timeout=60)
    assert b"KeyboardInterrupt" in told
    assert b"Process " not in told  # no worker complains
    left = kept(state)
    assert set(done) <= set(left)
    assert 2 <= len(left) < file.stat().st_size // 40_000
    assert not list(state.rglob(".*"))


def test_a_part_has_a_size_for_the_progress(tmp_path: Path) -> None:
    file = tmp_path / "list.mbox"
    file.write_bytes(mbox(archive(20)))
    assert sum(part.size for part in parts.find_parts(str(file))) == file.stat().st_size
