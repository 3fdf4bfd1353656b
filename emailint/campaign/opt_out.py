"""How a campaign lets its readers unsubscribe: the words for it and the links that do it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.automatic import is_no_reply
from emailint.campaign.anchors import Anchor, anchors_of, is_field
from emailint.model import Span
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from emailint.document import Document

_WORDS: Final = (
    r"\bun-?subscri\w+|\bopt(?:ing)?[ -]?out\b|\bstop (?:receiving|getting|these|all|our) (?:e-?mails|mails|messages|newsletters?)\b|\bstop receiving\b"
    r"|\b(?:no longer (?:wish|want)|don't (?:wish|want)|do not (?:wish|want)|prefer not) to (?:receive|get|hear)\b"
    r"|\b(?:manage|update|change|edit) (?:your |my |e-?mail |subscription |communication ){0,3}(?:preferences|subscriptions?|settings|notifications?)\b"
    r"|\b(?:e-?mail|communication|subscription) (?:preferences|settings)\b|\breply (?:with )?[\"“']?(?:stop|unsubscribe)\b"
    r"|\bremove (?:me|yourself|your (?:e-?mail|address|name))\b|\bleave (?:this|the|our) (?:mailing )?list\b"
    r"|\b(?:removed|taken) (?:from|off)(?: of)? (?:this|the|our|my|all|any|future)(?: \w+){0,2} (?:list|(?:e-?)?mail(?:ing)?s?|newsletters?)\b"
    r"|\bd\w{1,6} de baja\b|\b(?:solicit\w+|tramit\w+|gestion\w+|pid\w+|pedir|curs\w+) (?:tu|su|la|mi) baja\b"
    r"|\bbaja (?:voluntaria|del? (?:la |el |este |esta |nuestr[oa] |tod[oa]s? )?(?:boletin|lista|newsletter|suscripcion|correo|mailing))"
    r"|\b(?:cancel|anul|gestion|modific|administr|elimin|remov|cambi|edit)\w* (?:(?:la|tu|su|mi|mis|tus|sus|esta|vuestra) )?suscripcion"
    r"|\b(?:salir|borr\w+|elimin\w+|quit\w+|sac\w+) (?:\w+ )?de (?:esta|la|nuestra|mi|tu) lista\b|\bque correos (?:quieres )?recib\w+"
    r"|\brespond\w+ (?:con )?(?:la palabra )?[\"«“']?baja\b"
    r"|\bdesu(?:b)?scri\w+|\bdej(?:ar|a|e|es|en) de recibir|\bno (?:\w+ ){0,2}(?:recibir|recibas|recibiendo|enviarte|te enviemos|le enviemos)\b"
    r"|\b(?:gestion|configur|modific|actualiz|cambi|administr|edit)\w* (?:(?:tus|sus|las|mis) )?(?:preferencias|notificaciones)"
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
_WEB: Final = r"https?://\w|www\.\w"
# "Te escribimos porque …" asks nobody to write.
_REPLY: Final = (
    r"\b(?:respond(?!emos|eremos|imos)\w+|contest(?!amos|aremos)\w+|reply|replying|answer\w*|escrib(?!imos|iremos|amos)\w+)\b"
    r"[^\n]{0,60}\b(?:baja|stop|unsubscribe|asunto|subject|correo|mensaje|mail|e-mail|email)\b"
)
_OFFLINE: Final = (
    r"\b(?:llam(?:a|e|en|ad|ar|ando|anos|enos|arnos)|telefono|tel|telf|tfno|carta|fax|correo (?:postal|ordinario|certificado)|por escrito|en persona"
    r"|personalmente|presencial\w*|taquilla|mostrador|ventanilla|recepcion|oficinas?|sucursal(?:es)?|(?:nuestras?|la|las) tiendas?"
    r"|acud\w+|acerc\w+|dig(?:a|an)(?:lo|noslo)|di(?:lo|noslo)"
    r"|(?:tu|su|vuestr[oa]) (?:perfil|cuenta|area \w+)|area (?:de (?:cliente|usuario|socio)s?|privada|personal)"
    r"|call(?:ing)?(?: us)?|phone|telephone|letter|by (?:post|fax)|in person|our (?:office|offices|store|stores|shop|front desk)"
    r"|your (?:profile|account))\b"
)
"""A way out that no link or address goes with: the phone, a letter, a counter, "your profile"."""
_ONLINE: Final = r"\b(?:enlaces?|botones|boton|formulario|clic|pulsa\w*|pincha\w*|links?|buttons?|form|click\w*)\b"
_APART: Final = (
    r"\b(?:privac\w+|cookies?|legal(?:es)?|terms|terminos|condiciones|conditions|imprint|impressum"
    r"|navegador|browser|web version|version web)\b"
)
_PREFERENCES: Final = r"preferenc|update_?profile|profile_?center|\bsettings\b"
MOST_MENTIONS: Final = 100
"""Mentions whose lines are read, the last ones; a foot has two or three."""
_REACH: Final = 400  # characters on either side of a mention
_GAP: Final = r"\n[^\S\n]*\n\s*"
_HERE: Final = r"\b(?:here|below|click|this link|aqui|abajo|clic|enlace|pulsa|pincha)\b"
"""What a link says that stands apart from the words for what it does."""
_ENDS: Final = r"[.!?](?=\s)|\n|[.!?]?\Z"


class OptOut(NamedTuple):
    """`links` lead to it; `mentions` are where the text speaks of it, in order.

    `offered`: a link, an address or an answer is named for it, be it one that leads nowhere; a
    telephone isn't. `works`: one of these leads somewhere.
    """

    links: tuple[Anchor, ...]
    mentions: tuple[Span, ...]
    offered: bool
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
    anchors = anchors_of(document)
    links = [anchor for anchor in anchors if _is_named(anchor)]
    lines: dict[tuple[int, int], None] = {}
    passages: dict[tuple[int, int], None] = {}
    offline = False
    for span in mentions[-MOST_MENTIONS:]:
        sentence = _sentence(folded, span)
        if _is_offline(folded, sentence, anchors):
            offline = True
        else:
            lines[_line(folded, span)] = None
            passages[_passage(folded, span, low)] = None
    if offline and all(_is_preferences(link) for link in links):
        links = []  # the mail itself says that the way out is another one
    if not links:  # "to get no more of these, press here"
        links = [
            anchor for anchor in anchors
            if (_stands_in(anchor, lines)
                or (_compiled(_HERE).search(fold(anchor.text)) and _stands_in(anchor, passages)))
            and not _compiled(_APART).search(fold(anchor.text)) and not _is_preferences(anchor)
        ]  # fmt: skip
    addresses = [m[0] for near in passages for m in _compiled(_MAIL).finditer(folded, *near)]
    asked = any(_compiled(_REPLY).search(folded, *line) for line in lines)
    web = any(_compiled(_WEB).search(folded, *near) for near in passages)
    works = (
        web
        or any(leads(anchor.href) for anchor in links)
        or any(not is_no_reply(address) for address in addresses)
        or (asked and not addresses and answerable(document))
    )
    offered = works or bool(links or addresses or asked)
    if not offered and lines:  # "you can unsubscribe", and an address to write to elsewhere
        offered = works = any(
            (a.href or "").lower().startswith("mailto:") and leads(a.href) for a in anchors
        )
    return OptOut(tuple(links), tuple(mentions), offered, works)


def _is_offline(text: str, sentence: tuple[int, int], anchors: Sequence[Anchor]) -> bool:
    """Whether a sentence sends the reader to a telephone, a counter or the like, and nowhere else."""
    if not _compiled(_OFFLINE).search(text, *sentence):
        return False
    start, end = sentence
    if any(_compiled(p).search(text, start, end) for p in (_MAIL, _WEB, _REPLY, _ONLINE)):
        return False
    end = _line(text, Span(start, end))[1]  # "or do it here" may come after
    if _compiled(rf"\n[ \t]*(?:{_WEB})").match(text, end):
        return False  # "access your account:", and where that is
    inside = (anchor for anchor in anchors if start <= anchor.start < anchor.end <= end)
    return all(_compiled(_APART).search(fold(a.text)) or _is_preferences(a) for a in inside)


def _is_preferences(anchor: Anchor) -> bool:
    """Whether it leads to settings among which the way out may be, and doesn't name it."""
    text, href = fold(anchor.text), fold(anchor.href or "")
    return _compiled(_PREFERENCES).search(f"{text} {href}") is not None and not re.search(
        r"unsub|\bbaja|suscri|\bopt", f"{text} {href}"
    )


def answerable(document: Document) -> bool:
    """Whether an answer to the draft reaches somebody, as far as From and Reply-To tell."""
    message = document.message
    answers = (message.get("Reply-To") or "").rpartition("<")[2].strip()
    if "@" in answers:
        return not is_no_reply(answers)
    return message.sender is None or not is_no_reply(message.sender.address)


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
    if href.startswith("mailto:") and is_no_reply(href[len("mailto:") :]):
        return False
    return bool(
        _compiled(r"https?://[^\s/?#]+\.|https?://localhost|//\w|mailto:[^@]+@").match(href)
    )


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """The sentence around a mention, by its stops and the ends of its line."""
    start, end = _line(text, span)
    start, end = max(start, span.start - _REACH), min(end, span.end + _REACH)
    for stop in _compiled(_ENDS).finditer(text, start, end):
        if stop.end() > span.start:
            return start, min(max(stop.end(), span.end), end)
        start = stop.end()
    return start, end


def _passage(text: str, span: Span, low: int) -> tuple[int, int]:
    """The paragraph of a mention and the next one, where lines are wrapped or a link stands apart."""
    start, end = max(low, span.start - _REACH), min(len(text), span.end + _REACH)
    gaps = [gap.span() for gap in _compiled(_GAP).finditer(text, start, end)]
    start = max([start, *(past for _, past in gaps if past <= span.start)])
    return start, ([at for at, _ in gaps if at >= span.end] + [end, end])[1]


def _stands_in(anchor: Anchor, places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= anchor.start and anchor.end <= end for start, end in places)


def _line(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
