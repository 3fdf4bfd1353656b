"""The way out that the law asks for: there, and one that leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.campaign.anchors import anchors_of
from emailint.campaign.kinds import is_caused
from emailint.campaign.opt_out import opt_out
from emailint.context import Context
from emailint.model import Hit

LAWS: Final = {
    "es": ("LSSI, art. 21", "LSSI, art. 21"),
    "eu": ("Directive 2002/58/EC, art. 13", "Directiva 2002/58/CE, art. 13"),
    "us": ("CAN-SPAM Act", "ley CAN-SPAM"),
}


def law(context: Context) -> dict[str, object]:
    """The act that asks for it, in both languages."""
    english, spanish = LAWS[context.situation.jurisdiction]
    return {"law_en": english, "law_es": spanish}


def end_of(context: Context) -> int:
    """Where the text of the draft ends: the place of what is missing at its foot."""
    return len(context.document.text.rstrip())


def missing(context: Context) -> Iterator[Hit]:
    """Neither a link nor a word about how to get no more of these."""
    document = context.document
    if document.reply or not document.text[document.body_start :].strip():
        return
    found = opt_out(document)
    if not found.links and not found.mentions and not is_caused(document):
        at = end_of(context)
        yield Hit(at, at, law(context))


def address_missing(context: Context) -> Iterator[Hit]:
    """The text speaks of the way out but gives no link or address that takes the reader there."""
    document = context.document
    found = opt_out(document)
    if found.works or not (found.links or found.mentions) or is_caused(document):
        return
    if found.links:
        link = found.links[0]
        yield Hit(link.start, link.end, law(context), source=link.source)
    elif not _elsewhere(context):
        yield Hit(*found.mentions[-1], law(context))


def _elsewhere(context: Context) -> bool:
    """Whether an e-mail address that readers may write to stands elsewhere in the text."""
    return any((a.href or "").lower().startswith("mailto:") for a in anchors_of(context.document))
