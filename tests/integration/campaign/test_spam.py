"""The published scores against the filters themselves: they must charge what we say they charge."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from emailint.campaign.spam import estimate, published
from emailint.document import read
from emailint.spam_engine import RSPAMD, ask

HEAD = "From: Aurora <a@acme.example>\nTo: b@acme.example\nSubject: {subject}\n{date}{id}MIME-Version: 1.0\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>\n"
BOTH = """Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

{text}
--b
Content-Type: text/html; charset=utf-8

<html><body>{body}</body></html>
--b--
"""
DATE = "Date: Tue, 5 May 2026 09:30:00 +0200\n"
ID = "Message-ID: <1.2@acme.example>\n"
TEXT = "<p>Hello Ana, here is the list of the month with all that you asked for.</p>"


def mail(subject: str = "News of the month", body: str = TEXT, text: str | None = None,
         date: str = DATE, id: str = ID) -> str:  # fmt: skip
    part = HTML.format(body=body) if text is None else BOTH.format(text=text, body=body)
    return HEAD.format(subject=subject, date=date, id=id) + part


MAILS = {
    "plain": mail(),
    "caps": mail("THE NEWS OF THE MONTH"),
    "caps-short": mail("NEWS NOW"),
    "caps-one-word": mail("EXTRAORDINARY"),
    "caps-reply": mail("Re: THE NEWS OF THE MONTH"),
    "caps-accents": mail("LAS NOVEDADES DE ESTA SEMANA AQUI"),
    "marks": mail("Ready? The news is here!"),
    "question": mail("Are you ready for the news?"),
    "money": mail("$100 for you"),
    "money-inside": mail("Save 20 € this week"),
    "buy": mail("Buy two of them"),
    "long": mail("news " * 50 + "end"),
    "no-date": mail(date=""),
    "no-id": mail(id=""),
    "both": mail(text="Hello Ana, here is the list of the month with all that you asked for."),
    "differ": mail(text="Something else entirely."),
    "image": mail(body="<img src='https://acme.example/a.png' width=600 height=400>"),
    "image-style": mail(body="<p>Hi</p><img src='https://acme.example/a.png' width=300 height=50>"),
    "image-linked": mail(body="<a href='https://acme.example/'><img src='cid:a' width=300 height=200></a>"),
    **{f"image-{size}": mail(body=TEXT * size + "<img src='https://acme.example/a.png'>") for size in (4, 9, 14, 20, 26, 33, 40)},
    **{f"linked-{size}": mail(body=TEXT * size + "<a href='https://acme.example/'><img src='https://acme.example/a.png'></a>") for size in (4, 13, 20, 30)},
}  # fmt: skip


@pytest.fixture(scope="module")
def rspamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The one that runs here already, else Debian's with its own configuration."""
    host, _, port = RSPAMD.partition(":")
    if _answers(host, int(port)):
        yield
        return
    program = shutil.which("rspamd")
    assert program, "rspamd is missing: scripts/integration/campaign.sh"
    log = (tmp_path_factory.mktemp("rspamd") / "log").open("wb")
    with subprocess.Popen([program, "-f", "-i"], stdout=log, stderr=log) as process:
        for _ in range(120):
            if _answers(host, int(port)):
                break
            time.sleep(0.5)
        yield
        process.terminate()
    log.close()


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def charged(engine: str, raw: str) -> tuple[dict[str, float], dict[str, float]]:
    """What we say and what the filter says, of the rules that we know."""
    known = published()["engines"][engine]["scores"]
    ours = next(w for w in estimate(read(raw)) if w.engine == engine)
    theirs = ask(engine, raw.encode())
    assert theirs.asked
    assert theirs.limit > 0
    said = {c.symbol: c.points for c in theirs.charges if c.symbol in known}
    return {c.symbol: c.points for c in ours.charges}, said


@pytest.mark.parametrize("name", MAILS)
def test_spamassassin_charges_what_we_say(name: str) -> None:
    ours, theirs = charged("spamassassin", MAILS[name])
    assert ours.keys() == theirs.keys()
    for symbol, points in theirs.items():  # its report rounds to a tenth
        assert abs(ours[symbol] - points) <= 0.051


@pytest.mark.usefixtures("rspamd")
@pytest.mark.parametrize("name", MAILS)
def test_rspamd_charges_what_we_say(name: str) -> None:
    ours, theirs = charged("rspamd", MAILS[name])
    assert ours == pytest.approx(theirs, abs=0.002)


def test_the_scores_are_those_of_the_package_installed_here() -> None:
    """Where another version is installed, `scripts/spam_scores.py` is due."""
    folder = Path("/usr/share/spamassassin")
    assert "score SUBJ_ALL_CAPS 0.5" in (folder / "50_scores.cf").read_text("utf-8")
