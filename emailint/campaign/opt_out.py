"""How a campaign lets its readers unsubscribe: the words for it and the links that do it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.campaign.anchors import Anchor, anchors_of, is_field
from emailint.model import Span
from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.document import Document

_WORDS: Final = (
    r"\bun-?subscri\w+|\bopt(?:ing)?[ -]?out\b|\bstop (?:receiving|getting|these|all|our) (?:e-?mails|mails|messages|newsletters?)\b|\bstop receiving\b"
    r"|\b(?:no longer (?:wish|want)|don't (?:wish|want)|do not (?:wish|want)|prefer not) to (?:receive|get|hear)\b"
    r"|\b(?:manage|update|change|edit) (?:your |my |e-?mail |subscription |communication ){0,3}(?:preferences|subscriptions?|settings)\b"
    r"|\b(?:e-?mail|communication|subscription) (?:preferences|settings)\b|\breply (?:with )?[\"“']?(?:stop|unsubscribe)\b"
    r"|\bremove (?:me|yourself|your (?:e-?mail|address|name))\b|\bleave (?:this|the|our) (?:mailing )?list\b"
    r"|\bd\w{1,6} de baja\b|\b(?:solicit\w+|tramit\w+|gestion\w+|pid\w+|pedir|curs\w+) (?:tu|su|la|mi) baja\b"
    r"|\bbaja (?:voluntaria|del? (?:la |el |este |esta |nuestr[oa] |tod[oa]s? )?(?:boletin|lista|newsletter|suscripcion|correo|mailing))"
    r"|\b(?:cancel|anul|gestion|modific|administr|elimin|remov|cambi|edit)\w* (?:(?:la|tu|su|mi|mis|tus|sus|esta|vuestra) )?suscripcion"
    r"|\b(?:salir|borr\w+|elimin\w+|quit\w+|sac\w+) (?:\w+ )?de (?:esta|la|nuestra|mi|tu) lista\b|\bque correos (?:quieres )?recib\w+"
    r"|\brespond\w+ (?:con )?(?:la palabra )?[\"«“']?baja\b"
    r"|\bdesu(?:b)?scri\w+|\bdej(?:ar|a|e|es|en) de recibir|\bno (?:\w+ ){0,2}(?:recibir|recibas|recibiendo|enviarte|te enviemos|le enviemos)\b"
    r"|\b(?:gestion|configur|modific|actualiz|cambi|administr|edit)\w* (?:(?:tus|sus|las|mis) )?preferencias"
    r"|\bpreferencias (?:de|del) (?:correo|e-?mail|suscripcion|comunicacion|envio)|\bderecho de oposicion\b"
)
_ALONE: Final = (
    r"\s*(?:baja|bajas|la baja|darme de baja|preferencias|preferences|opt[ -]?out|remove)\s*"
)
_ADDRESS: Final = (
    r"unsub|opt-?out|desus?bs?cri|dar(?:se|te|me)?[-_]?(?:de[-_]?)?baja|(?:^|[/_.?&=#-])bajas?(?:$|[/_.?&=-])"
    r"|cancel\w*[-_/]?su(?:b)?scri|remove[-_]?me|list[-_]?remove|preference|preferencia"
    r"|manage[-_]?(?:your[-_]?)?subscription|abmeld|desabonn"
)
_MAIL: Final = r"[\w.+-]{1,64}@[\w-]{1,63}\.\w"
_REPLY: Final = r"\b(?:respond\w+|contest\w+|reply|replying|answer\w*|escrib\w+)\b[^\n]{0,60}\b(?:baja|stop|unsubscribe|asunto|subject|correo|mensaje|mail|e-mail|email)\b"


class OptOut(NamedTuple):
    """`links` lead to it; `mentions` are where the text speaks of it, in order.

    `works`: one of the links, or an address in a line that mentions it, leads somewhere.
    """

    links: tuple[Anchor, ...]
    mentions: tuple[Span, ...]
    works: bool

    @property
    def by_service(self) -> bool:
        """Whether a field of a sending service makes the link: it looks after the headers too."""
        return any(is_field(anchor.href or "") for anchor in self.links)


@lru_cache(maxsize=1)
def opt_out(document: Document) -> OptOut:
    """The ways out that the draft offers, read once for all rules."""
    folded = fold(document.text)
    low = document.body_start
    mentions = [Span(*match.span()) for match in _compiled(_WORDS).finditer(folded, low)]
    lines = [_line(folded, span) for span in mentions]
    links = [anchor for anchor in anchors_of(document) if _is_named(anchor)]
    if not links:  # "to get no more of these, press here"
        links = [
            anchor
            for anchor in anchors_of(document)
            if any(start <= anchor.start and anchor.end <= end for start, end in lines)
        ]
    said = any(
        _compiled(_MAIL).search(folded, *line) or _compiled(_REPLY).search(folded, *line)
        for line in lines
    )
    works = said or any(leads(anchor.href) for anchor in links)
    return OptOut(tuple(links), tuple(mentions), works)


def _is_named(anchor: Anchor) -> bool:
    """Whether its words or its address say that it leads out."""
    text, href = fold(anchor.text), fold(anchor.href or "")
    if _compiled(_ADDRESS).search(href) or _compiled(_WORDS).search(text):
        return True
    return _compiled(_ALONE).fullmatch(text) is not None


def leads(href: str | None) -> bool:
    """Whether an address takes the reader anywhere on the web or to a mail of his own."""
    href = (href or "").strip().lower()
    if is_field(href):
        return True
    return bool(
        _compiled(r"https?://[^\s/?#]+\.|https?://localhost|//\w|mailto:[^@]+@").match(href)
    )


def _line(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
