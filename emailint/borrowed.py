"""Mail whose sender didn't write it: newsletters, alerts of machines, pasted press, forwards.

How long, dense or loud it is, is no fault of whoever passes it on.
"""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

from emailint.automatic import is_by_machine, is_to_everybody
from emailint.context import Context, Phrases

_BY_MACHINES: Final = ("campaign", "outreach")  # which programs send in their writer's name
_HINTS: Final = (
    2  # one "click here" is found in any mail, and a person may write about a newsletter
)
_IMAGE: Final = "[IMAGE]"  # what a picture leaves where mail programs make text of HTML
_SUBJECTS: Final = (
    "newsletter", "newsclip", "newsdesk", "newsflash", " digest", "boletin", "resumen de prensa",
)  # fmt: skip
_RIGHTS: Final = ("rights reserved", "derechos reservados")
_LEAVING: Final = ("unsubscribe", "darse de baja")  # by a link or an address beside it
_WAYS: Final = ("http", "www.", "@")
_BESIDE: Final = 200  # characters


_known: WeakKeyDictionary[Phrases, bool] = WeakKeyDictionary()


def is_automatic(context: Context) -> bool:
    """Whether it is no letter, so that a letter's manners are not asked of it: borrowed, or to
    everybody at once. Reckoned once for all rules."""
    found = context.situation.found
    known = _known.get(found)
    if known is None:
        everybody = context.profile not in _BY_MACHINES and is_to_everybody(
            context.document.message
        )
        known = _known[found] = everybody or is_borrowed(context)
    return known


def is_borrowed(context: Context) -> bool:
    """Whether somebody else wrote most of it; never in the profiles that are for mail of machines.

    A forwarded mail is taken for such where nothing shows what its sender added.
    """
    if context.profile in _BY_MACHINES:
        return False
    if context.shared("bulk") or is_by_machine(context.document.message):
        return True
    subject = context.folded[: context.document.body_start]
    hints = {context.folded[start:end] for start, end in context.shared("bulk-hint")}
    named = {word for word in _SUBJECTS if word in subject}
    if len(hints | named) >= _HINTS or (named and context.folded.count("http") >= _HINTS):
        return True
    document = context.document
    kinds = {block.kind for block in document.blocks}
    if "fwd" in document.prefixes and "quote" not in kinds:
        return True
    if document.text.count(_IMAGE) >= _HINTS:
        return True
    own = [context.folded[b.start : b.end] for b in document.blocks if b.kind != "quote"]
    return any(_has_footer(text) for text in own)


def _has_footer(text: str) -> bool:
    """Whether it says whose it is or how to leave a mailing: a person who only speaks of leaving
    gives no way to do it."""
    if any(said in text for said in _RIGHTS):
        return True
    for said in _LEAVING:
        at = text.find(said)
        if at >= 0 and any(w in text[max(0, at - _BESIDE) : at + _BESIDE] for w in _WAYS):
            return True
    return False
