"""Drafts, a small pack and a runner that the tests of the command line share."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner

from emailint.cli import app

if TYPE_CHECKING:
    from typer.testing import Result

ES = """\
From: Ana Ruiz <ana@acme.example>
To: Luis Gil <luis@cliente.example>
Subject: Piedra del muro
Date: Tue, 05 May 2026 09:30:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Hola, Luis:

Necesito que revises el presupuesto del muro antes del jueves y me digas si te cuadra la pizarra.

Gracias por echarle un vistazo,
Ana
"""
EN = """\
From: Ann Lee <ann@acme.example>
To: Bob Roe <bob@client.example>
Subject: Slate for the wall
Date: Tue, 05 May 2026 09:30:00 +0200

Dear Bob,

Could you check the the quote for the slate before Thursday and tell me whether it suits you?

Thanks for having a look,
Ann
"""
CARD = """\
id = "team-word"
category = "body"
severity = "warning"
scope = ["subject", "written"]
cap = 3

[check]
kind = "phrase"

[check.words]
es = ["pizarra"]
en = ["slate"]

[why]
en = "Nobody calls it so."
es = "Nadie lo llama así."

[message]
en = "We don't say \\"{text}\\""
es = "No decimos «{text}»"

[advice]
en = "Say stone."
es = "Di piedra."

[[example]]
lang = "en"
bad = "A wall of [[slate]]."
good = "A wall of stone."
"""
LENGTH_CARD = """\
id = "team-length"
category = "body"
severity = "info"
scope = ["written"]

[check]
kind = "length"
over_words = { business = 5, internal = 500, default = "off" }

[message]
en = "{count} words"
es = "{count} palabras"
"""


def write(folder: Path, **drafts: str) -> Path:
    """Write drafts (`name="text"` becomes name.eml) and a pack with a config that selects it."""
    cards = folder / "cards"
    cards.mkdir(parents=True, exist_ok=True)
    (cards / "team-word.toml").write_text(CARD, encoding="utf-8")
    (cards / "team-length.toml").write_text(LENGTH_CARD, encoding="utf-8")
    config(folder, 'select = ["team-word"]')
    for name, text in drafts.items():
        (folder / f"{name}.eml").write_text(text, encoding="utf-8")
    return folder


def config(folder: Path, text: str) -> Path:
    """Write the folder's config: the small pack, and `text`."""
    path = folder / ".emailint.toml"
    path.write_text(f'rule_folders = ["cards"]\n{text}\n', encoding="utf-8")
    return path


def mbox(count: int) -> str:
    """An mbox of `count` messages, Spanish and English in turn, every third one longer."""
    line = "From ana@acme.example Tue May  5 09:30:00 2026\n"
    drafts = (
        (EN if n % 2 else ES).replace("Subject: ", f"Subject: {n} ") + "More of it.\n" * (n % 3)
        for n in range(count)
    )
    return "".join(f"{line}{draft}\n" for draft in drafts)


def run(*arguments: object, stdin: str | bytes = "") -> Result:
    """The result of `emailint` with these arguments, in this process."""
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def process(
    *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`emailint` as its entry point runs it, in a process of its own."""
    start = "import sys; from emailint.cli import main; sys.argv[0] = 'emailint'; main()"
    command = [sys.executable, "-c", start, *map(str, arguments)]
    whole = {**os.environ, **(env or {})}
    return subprocess.run(command, input=stdin, capture_output=True, check=False, env=whole)
