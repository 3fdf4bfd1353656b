"""How a misspelt word is told, whichever engine found it: one rule, one finding, one wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.model import Edit, Fix, Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE: Final = "grammar-spelling"
_SHOWN: Final = 3  # suggestions


def misspelt(
    start: int, end: int, text: str, suggestions: Sequence[str] = (), *, sure: bool = False
) -> tuple[str, Hit]:
    """The hit of `RULE` for the word `text` at `start`. `sure`: the first suggestion is shown as fix."""
    english, spanish = f'"{text}"', f"«{text}»"
    if suggestions:
        shown = suggestions[:_SHOWN]
        english += ", perhaps " + " or ".join(f'"{s}"' for s in shown)
        spanish += ", ¿quizá " + " o ".join(f"«{s}»" for s in shown) + "?"
    fix = Fix("shown", (Edit(start, end, suggestions[0]),)) if suggestions and sure else None
    return RULE, Hit(start, end, {"text": text, "what_en": english, "what_es": spanish}, fix)
