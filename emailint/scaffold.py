"""A first card for a user's own rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emailint.model import CATEGORIES, EmailintError
from emailint.user import locale_language

if TYPE_CHECKING:
    from pathlib import Path

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")

_GUIDE = "docs/writing-rules.md"
_CARD = """\
# A rule of your own. `emailint test {folder}` runs its examples; {guide} has all keys.
id       = "{rule}"             # the file's name; names the fault, never the cure
category = "{category}"         # {categories}
severity = "warning"            # info, warning or error
scope    = ["subject", "written"] # where to look; quotes and signatures only if you name them

[check]
kind = "phrase"

[check.words]                   # a phrase as people write it; "(a|b)" is either, "(a|)" optional
en = ["circle(| it) back"]
es = ["darle una vuelta"]

[title]                         # what tables call it
en = "Vague phrases"
es = "Frases vagas"

[why]
en = "Why it matters to your readers, in a sentence."
es = "Por qué les importa a quienes te leen, en una frase."

[message]
en = "\\"{{text}}\\" says nothing precise"
es = "«{{text}}» no concreta nada"

[advice]
en = "Say what will happen, and when."
es = "Di qué va a pasar y cuándo."

[[example]]                     # [[...]] marks the place that must be hit
lang = "en"
bad  = "Let us [[circle back]] on this."
good = "I will call you on Tuesday."

[[example]]
lang = "es"
bad  = "Habrá que [[darle una vuelta]] al asunto."
good = "Te llamo el martes."
"""


def new_card(rule: str, folder: Path) -> Path:
    """Write `folder/rule.toml`. Raises EmailintError for a wrong id or a card that is there."""
    if not _ID.fullmatch(rule):
        raise EmailintError(
            f"{rule!r} is no rule id: lower-case words joined by '-', such as subject-team-tag"
        )
    first = rule.partition("-")[0]
    category = first if first in CATEGORIES else "body"
    path = folder / f"{rule}.toml"
    if path.exists():
        raise EmailintError(f"{path} is there already")
    folder.mkdir(parents=True, exist_ok=True)
    text = _CARD
    if locale_language() == "es":
        from emailint.spanish import files

        text = files.CARD
    card = text.format(
        rule=rule, folder=folder, category=category, categories=" ".join(CATEGORIES), guide=_GUIDE
    )
    path.write_text(card, encoding="utf-8")
    return path
