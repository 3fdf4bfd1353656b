"""Invented archives whose threads are known, and tables of observations with planted effects."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from emailint.study.schema import OBSERVATIONS

ME = "ana.ruiz@example.com"
START = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
_BODIES = {
    "es": (
        "Hola, equipo:\n\n¿Podéis enviarme el informe de ventas de marzo antes del viernes? Lo"
        " necesito para cerrar las cuentas del trimestre.\n\nMuchas gracias,\nAna\n",
        "Os adjunto la propuesta que preparamos ayer. No sé si el presupuesto incluye el"
        " transporte ni quién firma el contrato de los camiones.\n\nUn saludo,\nAna\n",
        "URGENTE!!! Necesito la respuesta ya mismo, porque el cliente espera desde el lunes y"
        " nadie le dice nada del pedido que hizo la semana pasada.\n",
    ),
    "en": (
        "Hi all,\n\nCould you send me the sales report of March before Friday? I need it to close"
        " the accounts of the quarter.\n\nThanks in advance,\nAna\n",
        "Attached is the proposal that we wrote yesterday. I don't know whether the budget covers"
        " the transport, nor who signs the contract.\n\nBest regards,\nAna\n",
        "URGENT!!! I need the answer now, because the client has been waiting since Monday and"
        " nobody tells them anything about last week's order.\n",
    ),
}
_SUBJECTS = {
    "es": ("Informe de ventas de marzo", "propuesta", "PEDIDO SIN RESPUESTA", "Firma del contrato"),
    "en": ("Sales report of March", "proposal", "ORDER WITHOUT ANSWER", "Signing the contract"),
}


class Mail(NamedTuple):
    """A message to be written into an archive. `sent` None leaves the date out."""

    id: str
    author: str
    sent: datetime | None
    subject: str
    body: str = _BODIES["en"][0]
    refs: tuple[str, ...] = ()
    to: tuple[str, ...] = ("team@example.com",)
    headers: Mapping[str, str] = {}

    def raw(self) -> bytes:
        fields = {"Message-ID": f"<{self.id}>"} if self.id else {}
        if self.sent is not None:
            fields["Date"] = format_datetime(self.sent)
        fields |= {"From": self.author, "To": ", ".join(self.to), "Subject": self.subject}
        if self.refs:
            fields["In-Reply-To"] = f"<{self.refs[-1]}>"
            fields["References"] = " ".join(f"<{ref}>" for ref in self.refs)
        fields |= {"Content-Type": "text/plain; charset=utf-8"} | dict(self.headers)
        head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
        return (head + "\n" + self.body).encode()

    def reply(self, id: str, author: str, hours: float, **changes: object) -> Mail:
        """What `author` answers so many hours later."""
        assert self.sent is not None
        answer = Mail(
            id, author, self.sent + timedelta(hours=hours), f"Re: {self.subject}",
            "Yes, of course.\n", (*self.refs, self.id), (self.author,),
        )  # fmt: skip
        return answer._replace(**changes)  # type: ignore[arg-type]


def mbox(mails: Iterable[Mail]) -> bytes:
    """The mails as one mbox, in their order."""
    return b"".join(
        b"From - Mon Jan  1 00:00:00 2024\n" + mail.raw().replace(b"\nFrom ", b"\n>From ") + b"\n"
        for mail in mails
    )


def pipermail(mails: Iterable[Mail], word: str = "at") -> bytes:
    """The mails as Mailman's archives hold them: addresses masked, few fields, no recipients."""
    pieces = []
    for mail in mails:
        masked = mail.author.replace("@", f" {word} ")
        date = format_datetime(mail.sent) if mail.sent else ""
        fields = {"From": f"{masked} (Somebody)", "Date": date, "Subject": mail.subject}
        if mail.refs:
            fields["In-Reply-To"] = f"<{mail.refs[-1]}>"
            fields["References"] = "\n\t".join(f"<{ref}>" for ref in mail.refs)
        fields["Message-ID"] = f"<{mail.id}>" if mail.id else ""
        head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
        pieces.append(f"From {masked}  Mon Jan  1 00:00:00 2024\n{head}\n{mail.body}\n")
    return "".join(pieces).encode()


def archive(
    threads: int = 200,
    *,
    seed: int = 1,
    days: float = 300.0,
    gap: tuple[float, float] | None = (100.0, 190.0),
    people: int = 12,
) -> list[Mail]:
    """Threads by `people` over so many days, none of its mail within the `gap` (days from START).

    Some threads get no reply, some an answer of their own author first, of a machine, by another
    subject, without references, twice, or after the gap.
    """
    choose = random.Random(seed)
    mails: list[Mail] = []
    for number in range(threads):
        author = f"person{choose.randrange(people)}@example.org"
        zone = timezone(timedelta(hours=choose.choice((-5, 0, 1, 2))))
        sent = (START + timedelta(days=choose.random() * days)).astimezone(zone)
        sent = sent.replace(microsecond=0)
        language = choose.choice(("es", "en"))
        first = Mail(
            f"{number}.a@example.org", author, sent,
            f"{choose.choice(_SUBJECTS[language])} {number if choose.random() < 0.8 else ''}".strip(),
            choose.choice(_BODIES[language]),
        )  # fmt: skip
        mails.append(first)
        others = [f"person{i}@example.org" for i in range(people)]
        others.remove(author)
        hours = round(choose.expovariate(1 / 60.0), 2)
        kind = choose.randrange(10)
        if kind < 4:
            reply = first.reply(f"{number}.b@example.org", choose.choice(others), hours)
            mails += [reply, reply.reply(f"{number}.c@example.org", author, 3.0)]
            if kind == 0:
                mails.append(reply)  # the same message in another folder
        elif kind == 4:  # the author adds something, then somebody answers
            own = first.reply(f"{number}.b@example.org", author, 1.0)
            mails += [own, own.reply(f"{number}.c@example.org", choose.choice(others), hours)]
        elif kind == 5:  # a machine answers
            mails.append(
                first.reply(
                    f"{number}.b@example.org", choose.choice(others), 0.01,
                    headers={"Auto-Submitted": "auto-replied"},
                )
            )  # fmt: skip
        elif kind == 6:  # a client that writes no references
            mails.append(
                first.reply(f"{number}.b@example.org", choose.choice(others), hours, refs=())
            )
    if gap:
        start, end = (START + timedelta(days=day) for day in gap)
        mails = [mail for mail in mails if mail.sent and not start <= mail.sent < end]
    choose.shuffle(mails)
    return mails


def observations(
    n: int = 4000,
    *,
    seed: int = 1,
    rate: float = 0.5,
    effects: Mapping[str, float] | None = None,
    prevalence: float = 0.3,
    confounded: Sequence[str] = (),
    language: str = "en",
    authors: int = 200,
    lists: int = 3,
    years: Sequence[int] = (2021, 2022, 2023, 2024),
    incomplete: float = 0.05,
) -> pa.Table:
    """Observations whose rate of replies is known.

    `effects`: by rule, how many hundredths (0.10: ten points) its fault adds to the rate of replies
    of a mail. Rules in `confounded` have their fault three times as often in long mail (over 150
    words), and as soon as there is one, long mail has 0.15 less, whatever the rules say: their raw
    effect is wrong and the one adjusted for length is right. Every rule ran on nine mails of ten.
    Short times to reply are more frequent than long ones (exponential, 48 hours on average).
    """
    effects = effects or {}
    make = np.random.default_rng(seed)
    words = np.round(np.exp(make.normal(4.6, 0.7, n))).astype(int) + 1
    long = words > 150
    chance = np.full(n, rate) - (0.15 * long if confounded else 0.0)
    ran: list[list[str]] = [[] for _ in range(n)]
    hits: list[list[str]] = [[] for _ in range(n)]
    for rule, effect in effects.items():
        applies = make.random(n) < 0.9
        often = np.where(long, 3.0, 1.0) if rule in confounded else 1.0
        fault = applies & (make.random(n) < np.minimum(prevalence * often, 0.95))
        chance += effect * fault
        for index in np.flatnonzero(applies):
            ran[index].append(rule)
        for index in np.flatnonzero(fault):
            hits[index].append(rule)
    replied = make.random(n) < np.clip(chance, 0.0, 1.0)
    hours = make.exponential(48.0, n)
    hours = np.minimum(hours, 14 * 24.0)
    complete = make.random(n) >= incomplete
    watched = np.where(complete, make.uniform(14.0, 400.0, n), make.uniform(0.0, 14.0, n))
    replied &= hours <= watched * 24
    year = make.choice(years, n)
    start = np.array([np.datetime64(f"{y}-01-01T00:00:00") for y in year])
    sent = start + make.integers(0, 365 * 86400 - 1, n).astype("timedelta64[s]")
    days = sent.astype("datetime64[D]").astype(int)
    before = make.integers(0, 50, n)
    columns = {
        "id": np.arange(1, n + 1, dtype=np.uint64),
        "author": make.integers(1, authors + 1, n).astype(np.uint64),
        "list": make.integers(1, lists + 1, n).astype(np.uint64),
        "sent": sent,
        "zone": np.zeros(n, int),
        "first": np.ones(n, bool),
        "mine": np.zeros(n, bool),
        "language": [language] * n,
        "profile": ["list"] * n,
        "subject_words": make.integers(1, 13, n),
        "subject_characters": make.integers(4, 80, n),
        "body_words": words,
        "questions": make.integers(0, 5, n),
        "readability": make.normal(60.0, 12.0, n) if language == "es" else make.normal(9.0, 2.0, n),
        "greeting": make.random(n) < 0.6,
        "gratitude": make.random(n) < 0.4,
        "weekday": (days + 3) % 7,  # 1970-01-01 was a Thursday
        "hour": (sent - sent.astype("datetime64[D]")).astype(int) // 3600,
        "recipients": make.integers(1, 4, n),
        "links": make.integers(0, 3, n),
        "ran": ran,
        "hits": hits,
        "replied": replied,
        "hours": [float(h) if r else None for h, r in zip(hours, replied, strict=True)],
        "watched": watched,
        "complete": complete,
        "sent_before": before,
        "replied_before": (before * make.random(n)).astype(int),
        "year": year,
    }
    return pa.table(
        [pa.array(columns[field.name]).cast(field.type) for field in OBSERVATIONS],
        schema=OBSERVATIONS,
    )


def kept(state: Path) -> list[Path]:
    """The parts of a run that are done."""
    return [path for path in state.glob("*/*") if not path.name.startswith(".")]
