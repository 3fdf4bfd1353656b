"""Threads: the outcomes of `study.threads` against a recomputation in plain Python."""

from __future__ import annotations

import email
import mailbox
import random
import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from study_samples import ME, START, Mail, archive, mbox, pipermail

from emailint.study import observe
from emailint.study.hashing import Hasher
from emailint.study.state import State

DAY = 86400.0
OTHER = "luis@example.net"


class Read(NamedTuple):
    """A message as the standard library reads it."""

    id: str
    refs: list[str]
    author: str
    people: set[str]
    subject: str
    sent: float
    automatic: bool
    first: bool


def read_plainly(file: Path) -> list[Read]:
    """Every message of an mbox once, by its Message-ID."""
    found: dict[str, Read] = {}
    with closing(mailbox.mbox(file)) as box:
        messages = list(box)
    for message in messages:
        subject = " ".join(str(message["Subject"] or "").split())
        bare = re.sub(r"^(Re: )+", "", subject)
        refs = re.findall(
            r"<(\S+)>", f"{message['In-Reply-To'] or ''} {message['References'] or ''}"
        )
        names = getaddresses([message["From"] or "", message["To"] or ""])
        unmasked = re.sub(r" (at|en) ", "@", message["From"] or "")
        own = parseaddr(unmasked)[1] or unmasked.partition(" ")[0]
        own = own if "@" in own else unmasked.split()[0]
        people = (
            {own} if unmasked != message["From"] else {address for _, address in names if address}
        )
        id_ = message["Message-ID"].strip("<>")
        found.setdefault(
            id_,
            Read(
                id_, refs, own, people, bare.casefold(),
                parsedate_to_datetime(message["Date"]).timestamp(),
                (message["Auto-Submitted"] or "no") != "no", bare == subject and not refs,
            ),
        )  # fmt: skip
    return list(found.values())


def recompute(mails: list[Read], window: float = 14.0) -> dict[str, dict[str, Any]]:
    """Replied, hours, watched, complete and history of each first message, one after the other."""
    known = {mail.id for mail in mails}
    parents: dict[str, set[str]] = {}
    for mail in mails:
        parents[mail.id] = {ref for ref in mail.refs if ref in known}
        if not parents[mail.id] and not mail.first and not mail.automatic and mail.subject:
            others = mail.people - {mail.author}
            near = [
                other
                for other in mails
                if other.subject == mail.subject
                and not other.automatic
                and other.sent < mail.sent <= other.sent + window * DAY
                and (not others or others & other.people)
            ]
            if near:
                parents[mail.id] = {max(near, key=lambda other: other.sent).id}
    times = sorted({mail.sent for mail in mails})
    silences = sorted(b - a for a, b in pairwise(times))
    rank = max(1, -(-len(silences) * 95 // 100))  # the nearest rank
    limit = max(28 * DAY, 5 * silences[rank - 1])
    ends = [a for a, b in pairwise(times) if b - a > limit] + [times[-1]]
    outcomes: dict[str, dict[str, Any]] = {}
    firsts = sorted((m for m in mails if m.first and not m.automatic), key=lambda m: m.sent)
    for mail in firsts:
        end = min(e for e in ends if e >= mail.sent)
        reached, answers, front = {mail.id}, [], [mail.id]
        while front:
            at = front.pop()
            for child in mails:
                if at not in parents[child.id] or child.id in reached:
                    continue
                own = child.author == mail.author
                if own or child.automatic or child.sent < mail.sent - DAY:
                    reached.add(child.id)
                    front.append(child.id)
                else:
                    answers.append(max(child.sent, mail.sent))
        soonest = min(answers, default=None)
        if soonest is not None and soonest > end:
            soonest = None
        earlier = [o for o in outcomes.values() if o["author"] == mail.author]
        outcomes[mail.id] = {
            "author": mail.author,
            "answered": soonest,
            "replied": soonest is not None and soonest - mail.sent <= window * DAY,
            "hours": None if soonest is None else (soonest - mail.sent) / 3600,
            "watched": (end - mail.sent) / DAY,
            "complete": end - mail.sent >= window * DAY,
            "sent_before": sum(o["sent"] < mail.sent for o in earlier),
            "replied_before": sum(
                o["answered"] is not None and o["answered"] < mail.sent for o in earlier
            ),
            "sent": mail.sent,
        }
    return outcomes


def by_id(table: pa.Table, state: Path, ids: list[str]) -> dict[str, dict[str, Any]]:
    hasher = Hasher(State(str(state)).key())
    rows = {row["id"]: row for row in table.to_pylist()}
    return {id_: rows[hash_] for id_ in ids if (hash_ := hasher.of("id", id_)) in rows}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("form", [mbox, pipermail])
def test_outcomes_are_those_of_plain_python(tmp_path: Path, seed: int, form: Any) -> None:
    file = tmp_path / "list.mbox"
    file.write_bytes(form(archive(120, seed=seed)))
    window = random.Random(seed).choice((3.0, 14.0))
    mails = read_plainly(file)
    expected = recompute(mails, window)
    table = observe([str(file)], state=str(tmp_path / "state"), jobs=1, window=window)
    found = by_id(table, tmp_path / "state", [mail.id for mail in mails])
    assert len(table) == len(found)
    assert found.keys() == expected.keys()
    kept = ("replied", "hours", "watched", "complete", "sent_before", "replied_before")
    for id_, row in expected.items():
        assert {k: found[id_][k] for k in kept} == {k: row[k] for k in kept}, id_
    replied = [row["replied"] for row in expected.values()]
    assert 0.1 < sum(replied) / len(replied) < 0.9
    assert not all(row["complete"] for row in expected.values())


def outcomes(tmp_path: Path, mails: list[Mail], **options: Any) -> dict[str, dict[str, Any]]:
    file = tmp_path / "box.mbox"
    file.write_bytes(mbox(mails))
    table = observe([str(file)], state=str(tmp_path / "state"), jobs=1, **options)
    return by_id(table, tmp_path / "state", [mail.id for mail in mails])


FIRST = Mail("1@x", ME, START, "Report", to=(OTHER,))
LATER = [  # keeps the archive watched
    Mail(f"later{day}@x", OTHER, START + timedelta(days=day), f"News {day}")
    for day in range(3, 90, 4)
]


def test_a_reply_counts_from_the_sending(tmp_path: Path) -> None:
    row = outcomes(tmp_path, [FIRST, FIRST.reply("2@x", OTHER, 5.5), *LATER])["1@x"]
    assert (row["replied"], row["hours"], row["complete"]) == (True, 5.5, True)
    assert row["watched"] == 87.0
    assert (row["year"], row["sent"]) == (2024, START)


def test_nobody_answers_himself(tmp_path: Path) -> None:
    own = FIRST.reply("2@x", ME.upper(), 1.0)
    assert outcomes(tmp_path, [FIRST, own, *LATER])["1@x"]["hours"] is None
    answered = [FIRST, own, own.reply("3@x", OTHER, 2.0, refs=("2@x",)), *LATER]
    assert outcomes(tmp_path, answered)["1@x"]["hours"] == 3.0  # through one's own postscript


def test_a_machine_is_nobody(tmp_path: Path) -> None:
    bounce = FIRST.reply("2@x", OTHER, 1.0, headers={"Auto-Submitted": "auto-replied"})
    assert not outcomes(tmp_path, [FIRST, bounce, *LATER])["1@x"]["replied"]


def test_a_late_reply_is_none_for_rates_and_one_for_times(tmp_path: Path) -> None:
    row = outcomes(tmp_path, [FIRST, FIRST.reply("2@x", OTHER, 15 * 24.0), *LATER])["1@x"]
    assert (row["replied"], row["hours"]) == (False, 360.0)
    row = outcomes(tmp_path, [FIRST, FIRST.reply("2@x", OTHER, 15 * 24.0), *LATER], window=16)[
        "1@x"
    ]
    assert row["replied"]


def test_a_clock_may_be_a_day_slow_and_no_more(tmp_path: Path) -> None:
    row = outcomes(tmp_path, [FIRST, FIRST.reply("2@x", OTHER, -2.0), *LATER])["1@x"]
    assert (row["replied"], row["hours"]) == (True, 0.0)
    assert not outcomes(tmp_path, [FIRST, FIRST.reply("2@x", OTHER, -30.0), *LATER])["1@x"][
        "replied"
    ]


@pytest.mark.parametrize(
    ("reply", "replied"),
    [
        (FIRST.reply("2@x", OTHER, 5.0, refs=()), True),
        (FIRST.reply("2@x", OTHER, 5.0, refs=("lost@x",)), True),
        (FIRST.reply("2@x", OTHER, 5.0, refs=(), subject="RE: AW: [list] report"), True),
        (FIRST.reply("2@x", OTHER, 5.0, refs=(), subject="Report"), False),  # no reply, a subject
        (FIRST.reply("2@x", OTHER, 5.0, refs=(), subject="Re: Reports"), False),
        (FIRST.reply("2@x", OTHER, 5.0, refs=(), to=("eva@example.net",)), False),
        (FIRST.reply("2@x", "eva@example.net", 5.0, refs=(), to=(OTHER,)), True),
        (FIRST.reply("2@x", OTHER, 15 * 24.0, refs=()), False),
    ],
)  # fmt: skip
def test_without_references_subject_and_people_tell(
    tmp_path: Path, reply: Mail, replied: bool
) -> None:
    assert outcomes(tmp_path, [FIRST, reply, *LATER])["1@x"]["replied"] == replied


def test_a_gap_ends_the_watch(tmp_path: Path) -> None:
    first = FIRST._replace(sent=LATER[-1].sent)
    assert first.sent is not None
    after = [
        mail._replace(id=f"after.{mail.id}", sent=mail.sent + timedelta(days=400))
        for mail in LATER
        if mail.sent
    ]
    late = first.reply("2@x", OTHER, 330 * 24.0)
    row = outcomes(tmp_path, [*LATER, first, late, *after])["1@x"]
    assert (row["replied"], row["hours"], row["watched"], row["complete"]) == (
        False,
        None,
        0.0,
        False,
    )


def test_every_list_is_watched_by_itself(tmp_path: Path) -> None:
    quiet = {"List-Id": "Quiet <quiet.example.org>", "List-Post": "<mailto:quiet@example.org>"}
    first = FIRST._replace(headers=quiet)
    assert outcomes(tmp_path, [first, *LATER])["1@x"]["watched"] == 0.0
    last = Mail("last@x", OTHER, START + timedelta(days=20), "Last", headers=quiet)
    assert outcomes(tmp_path, [first, last, *LATER])["1@x"]["watched"] == 20.0


def test_ones_own_mail_alone(tmp_path: Path) -> None:
    aside = FIRST._replace(id="2@x", author="ana@example.net", sent=START + timedelta(days=1))
    answer = LATER[0].reply("3@x", ME, 2.0, body="I can't come, sorry.\n")
    mails = [FIRST, aside, answer, FIRST.reply("4@x", "ana@example.net", 3.0), *LATER]
    found = outcomes(tmp_path, mails, me=[f" {ME.title()}", "ana@example.net"])
    assert found.keys() == {"1@x", "2@x", "3@x", "4@x"}
    assert not any(row["replied"] for row in found.values())  # both addresses are one person
    assert all(row["mine"] for row in found.values())
    assert [found[f"{n}@x"]["first"] for n in (1, 2, 3, 4)] == [True, True, False, False]
    assert outcomes(tmp_path, mails, me=[ME])["1@x"]["replied"]


def test_what_has_no_date_or_author_is_not_observed(tmp_path: Path) -> None:
    undated = FIRST._replace(id="2@x", sent=None)
    ancient = FIRST._replace(id="3@x", sent=datetime(1970, 1, 1, tzinfo=UTC))
    nobody = FIRST._replace(id="4@x", author="")
    assert outcomes(tmp_path, [FIRST, undated, ancient, nobody, *LATER]).keys() == {
        "1@x", *(mail.id for mail in LATER),
    }  # fmt: skip


def test_a_copy_counts_once(tmp_path: Path) -> None:
    assert email.message_from_bytes(FIRST.raw())["Message-ID"] == "<1@x>"
    mails = [FIRST, FIRST, *LATER, FIRST]
    assert len(outcomes(tmp_path, mails)) == 1 + len(LATER)


def test_circles_of_references_end(tmp_path: Path) -> None:
    one = FIRST._replace(refs=("3@x",))
    two = FIRST.reply("2@x", ME, 1.0)
    three = two.reply("3@x", ME, 1.0)
    assert not outcomes(tmp_path, [one, two, three, *LATER], me=[ME])["1@x"]["replied"]


def test_what_answers_a_machines_answer_counts(tmp_path: Path) -> None:
    ticket = FIRST.reply("2@x", OTHER, 0.1, headers={"Auto-Submitted": "auto-replied"})
    answer = ticket.reply("3@x", OTHER, 5.0, refs=("2@x",))
    row = outcomes(tmp_path, [FIRST, ticket, answer, *LATER])["1@x"]
    assert row["hours"] == pytest.approx(5.1)


def test_of_the_past_only_what_was_known_counts(tmp_path: Path) -> None:
    again = FIRST._replace(id="4@x", sent=START + timedelta(hours=5), subject="More")
    for hours, known in ((5.0, 0), (4.999, 1)):  # a reply of the same second came too late
        found = outcomes(tmp_path, [FIRST, FIRST.reply("2@x", OTHER, hours), again, *LATER])
        assert (found["4@x"]["sent_before"], found["4@x"]["replied_before"]) == (1, known)
        assert (found["1@x"]["sent_before"], found["1@x"]["replied_before"]) == (0, 0)


@pytest.mark.parametrize(("silence", "watched"), [(49, 84.0), (51, 35.0)])
def test_a_silence_is_a_gap_by_what_its_list_is_used_to(
    tmp_path: Path, silence: int, watched: float
) -> None:
    steps = [1.0] * 25 + [10.0] + [silence]  # days; 5 times 10 are 50
    day, mails = 0.0, [FIRST]
    for number, step in enumerate(steps):
        day += step
        sent = START + timedelta(days=day)
        mails.append(Mail(f"s{number}@x", OTHER, sent, f"News {number}"))
    assert outcomes(tmp_path, mails)["1@x"]["watched"] == watched
