"""The way out that the law asks for: there, and one that leads somewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from emailint.campaign.anchors import Anchor
from emailint.campaign.colours import contrast
from emailint.campaign.elements import markup_of
from emailint.campaign.kinds import is_caused
from emailint.campaign.looks import is_underlined, looks_of
from emailint.campaign.opt_out import leads, opt_out
from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Hit

if TYPE_CHECKING:
    from emailint.campaign.elements import Element, Markup
    from emailint.campaign.looks import Look

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
    """No link and no address to get no more of these: a telephone or a letter is none."""
    document = context.document
    if document.reply or not (document.text[document.body_start :].strip() or document.images):
        return
    found = opt_out(document)
    if found.offered or is_caused(document):
        return
    at = end_of(context)
    yield Hit(*(found.mentions[0] if found.mentions else (at, at)), law(context))


def address_missing(context: Context) -> Iterator[Hit]:
    """The link or address of the way out leads nowhere, or nobody reads what is sent there."""
    document = context.document
    found = opt_out(document)
    if found.works or not found.offered or is_caused(document):
        return
    if found.links:
        link = found.links[0]
        yield Hit(link.start, link.end, law(context), source=link.source)
    else:
        yield Hit(*found.mentions[-1], law(context))


def hard_to_find(context: Context) -> Iterator[Hit]:
    """The only ways out are tiny, faint, hidden, or not named as what they are."""
    document = context.document
    found = opt_out(document)
    working = [link for link in found.links if leads(link.href)]
    if not working or document.html is None:
        return
    reasons = [_hardness(context, link) for link in working]
    first = reasons[0]
    if first and all(reasons):
        english, spanish = first
        link = working[0]
        data = {"what_en": english, "what_es": spanish}
        yield Hit(link.start, link.end, data, source=link.source)


def _hardness(context: Context, link: Anchor) -> tuple[str, str] | None:
    """Why the link is hard to find, in both languages; None where it isn't."""
    markup = markup_of(context.document)
    if markup is None or link.element is None:
        return None
    if not link.text:
        return "nothing is shown of it", "no se ve nada de él"
    if link.start == link.end and not link.images:
        return "its text is hidden", "su texto está oculto"
    if not any(letter.isalnum() for letter in link.text):
        return f"all that is shown of it is {link.text[:20]}", f"de él solo se ve {link.text[:20]}"
    if link.start == link.end:
        return None
    look = looks_of(markup, "light").of(_innermost(context, link))
    if look.size < context.options["under_pixels"]:
        size = f"{look.size:g}"
        return f"its letters are {size} pixels high", f"su letra mide {size} píxeles"
    if look.colour and look.ground:
        ratio = contrast(look.colour.over(look.ground), look.ground)
        if ratio < context.options["under_contrast"]:
            return (
                f"its colour hardly differs from the ground ({ratio:.1f}:1)",
                f"su color apenas se distingue del fondo ({ratio:.1f}:1)".replace(".", ","),
            )
    if _is_buried(context, link, markup, look):
        return (
            f"one word of {look.size:g} pixels inside a sentence, that looks like the text around it",
            f"una sola palabra de {look.size:g} píxeles dentro de una frase, igual que el texto que la rodea".replace(
                ".", ","
            ),
        )
    return None


def _is_buried(context: Context, link: Anchor, markup: Markup, look: Look) -> bool:
    """Whether the link is one small word in a sentence that nothing sets off from the others."""
    if " " in link.text or link.images or link.element is None:
        return False
    text = context.document.text
    start, end = text.rfind("\n", 0, link.start) + 1, text.find("\n", link.end)
    around = text[start : link.start] + text[link.end : end if end >= 0 else len(text)]
    if len(compiled(r"[^\W\d_]{2,}").findall(around)) < context.options["sentence_words"]:
        return False
    looks = looks_of(markup, "light")
    sizes: Counter[float] = Counter()
    for piece in markup.shown_texts:
        sizes[looks.of(piece.parent).size] += piece.end - piece.start
    usual = sizes.most_common(1)[0][0] if sizes else look.size
    if look.size > context.options["small_pixels"] and look.size * 3 > usual * 2:
        return False
    beside = looks.of(link.element.parent)
    return (look.colour, look.bold, look.ground) == (
        beside.colour, beside.bold, beside.ground
    ) and not is_underlined(markup, link.element)  # fmt: skip


def _innermost(context: Context, link: Anchor) -> Element | None:
    """The element in which the link's first text stands: it may have a colour of its own."""
    markup = markup_of(context.document)
    if markup is None or link.element is None:
        return None
    texts = markup.texts
    at = bisect_left(texts, link.element.end, key=lambda text: text.start)
    inside = at < len(texts) and texts[at].start < link.element.close
    return texts[at].parent if inside else link.element
