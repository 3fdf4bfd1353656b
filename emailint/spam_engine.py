"""Ask a real spam filter that is installed here: SpamAssassin, or rspamd on this machine.

Nothing leaves the machine: SpamAssassin runs with `-L` (no network tests), rspamd is asked on the
loopback address only.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any, Final

from emailint.campaign.spam import published
from emailint.model import Charge, EmailintError, SpamWeight

ENGINES: Final = ("spamassassin", "rspamd")
RSPAMD: Final = "127.0.0.1:11333"
_TIMEOUT: Final = 60  # seconds: SpamAssassin alone takes one to start
_LINE: Final = re.compile(r"(?m)^[ \t*]{0,8}(-?\d{1,4}\.\d{1,4})[ \t]{1,8}([A-Z][A-Z0-9_]{1,80})\b")
_TOTAL: Final = re.compile(r"score=(-?[\d.]+) required=([\d.]+)")
_BARE: Final = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def ask(engine: str, raw: bytes, *, bare: bool = False) -> SpamWeight:
    """What the filter `engine` charges for a message (or a `bare` HTML page).

    Raises EmailintError where it isn't installed, doesn't answer or fails.
    """
    message = _BARE + raw if bare else raw
    return _spamassassin(message) if engine == "spamassassin" else _rspamd(message)


def _spamassassin(message: bytes) -> SpamWeight:
    if shutil.which("spamassassin") is None:
        raise EmailintError("spamassassin is not installed here (apt install spamassassin)")
    command = ["spamassassin", "-x", "-L", "-t", "--cf=report_safe 0", "--cf=use_bayes 0"]
    told = _run(command, message)
    head = re.sub(r"\n[ \t]+", " ", told.partition("\n\n")[0])
    total = _TOTAL.search(head)
    if total is None:
        raise EmailintError("spamassassin gave no score")
    table = told.rpartition("Content analysis details:")[2]
    charges = tuple(Charge(name, float(points)) for points, name in _LINE.findall(table))
    version = re.search(r"version=([\d.]+)", head) or re.search(r"SpamAssassin ([\d.]+)", head)
    return SpamWeight(
        "spamassassin", version[1] if version else "", float(total[1]), float(total[2]), charges,
        asked=True,
    )  # fmt: skip


def _rspamd(message: bytes) -> SpamWeight:
    if shutil.which("rspamc") is None:
        raise EmailintError("rspamd is not installed here (apt install rspamd)")
    told = _run(["rspamc", "--json", "--connect", RSPAMD, "--ip", "127.0.0.1", "symbols"], message)
    try:
        answer: dict[str, Any] = json.loads(told[told.index("{") :])
        symbols = answer["symbols"].values()
        charges = tuple(Charge(s["name"], round(float(s["score"]), 3)) for s in symbols)
        limits = answer.get("thresholds", {})  # older versions don't tell them
        limit = float(limits.get("add header") or published()["engines"]["rspamd"]["limit"])
        total = float(answer["score"])
    except (ValueError, KeyError, TypeError):
        raise EmailintError(f"rspamd on {RSPAMD} gave no answer: {told.strip()[:200]}") from None
    return SpamWeight("rspamd", "", total, limit, charges, asked=True)


def _run(command: list[str], message: bytes) -> str:
    try:
        done = subprocess.run(
            command, input=message, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise EmailintError(f"{command[0]} did not answer in {_TIMEOUT} s") from None
    if done.returncode != 0:
        told = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise EmailintError(f"{command[0]} failed: {told[:200] or done.returncode}")
    return done.stdout.decode("utf-8", "replace")
