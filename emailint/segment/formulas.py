"""Whether a line is a formula of farewell or thanks, alone or before a name.

A formula is: words that lead to it ("un muy cordial", "with my very"), the word or phrase that
says it ("saludo", "regards", "take care") and what may follow that one. Words are compared
folded, by look-ups: most lines are dismissed by their first word, and nothing is compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from emailint.tokens import fold, norms

from .names import fold as fold_name
from .names import looks_named, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LONGEST: Final = 130
_MOST_FOLLOWING: Final = 6  # words after "saludos", "un abrazo", "feliz fin de semana"
_MOST_SENDERS: Final = 4  # words after "regards from"
_MOST_WISHED: Final = 4  # words after "enjoy", "good luck"
_MOST_OBJECT: Final = 15  # words after "thanks for", "agradezco"
_BEFORE: Final = "*_ \t-–¡~"
_AFTER: Final = " \t,.;:!…-–—)(*_¡~\xa0"
_STOPS: Final = frozenset(".?!;:,()")


class SignOff:
    """`end`: where the formula ends; `name_at`: where a name starts on the same line, or -1.

    `thanks_only`: it thanks and does not say goodbye. `unsure`: it may be a remark ("Good
    luck!"), and only a name below makes it a farewell.
    """

    __slots__ = ("end", "name_at", "thanks_only", "unsure")

    def __init__(self, end: int, name_at: int, thanks_only: bool, unsure: bool) -> None:
        self.end = end
        self.name_at = name_at
        self.thanks_only = thanks_only
        self.unsure = unsure


_LEADS: Final = words(
    """
    y e and con with sin mas la los las un una otro otra mis nuestros muchos muchas muchisimas mil
    miles de infinitas millones tantas moltes many big muy cordial cordiales afectuoso afectuosos
    fuerte gran grandes atento atentos sincero sinceros mejores enorme fort my our all the very
    best kind kindest warm warmest personal friendly sincere highest most yours te os le les se lo
    i we any help your su tu ayuda would will is really greatly much be quedo quedamos mando envio
    recibe reciba reciban recibid saluda saludo aprovecho para enviarle enviarles enviarte enviaros
    pues ok bueno desde ya nuevo nuevamente vez como siempre once again as always mientras tanto
    entretanto por adelantado antemano
    """
)
_ENDS: Final = {
    # some words may follow
    "free": """safe journey|safe travels|safe trip|feliz viaje|se despide|saludo|saludos|saludito|saluditos|saludetes|salutacions|salutaciones|salut|abrazo
        |abrazos|abrazote|abrazotes|abraçada|abraçades|beso|besos|besote|besotes|besito|besitos
        |recuerdos|atentamente|cordialmente|sin otro particular|sin mas|nos vemos|see you|see ya
        |feliz fin de semana|buen fin de semana|feliz finde|buen finde|feliz dia|buen dia
        |feliz tarde|buena tarde|feliz semana|buena semana|feliz domingo|buen domingo
        |feliz verano|buen verano|feliz navidad|feliz año|buen año|feliz puente|buen puente
        |felices fiestas|buenas vacaciones|felices vacaciones|buen viaje|happy holidays
        |merry christmas""",
    # nothing but a name may follow
    "": """afectuosamente|sinceramente|respetuosamente|atentament|cordialment|sincerely|truly
        |respectfully|faithfully|cordially|sincerely yours|truly yours|cordially yours
        |respectfully yours|cheers|cheers all|take care|talk soon|talk later|speak soon
        |speak later|talk to you soon|talk to you later|speak to you soon|speak to you later
        |all the best|hasta pronto|hasta luego|hasta mañana|hasta la vista|hasta otra|hasta el lunes
        |hasta el martes|hasta el miercoles|hasta el jueves|hasta el viernes|hasta el sabado
        |hasta el domingo|atte|att|sld|slds|sd|sds|salu2|s2|bss|rgds|brgds|rgrds|regds|kr|br|bw
        |mvh""",
    # the end or a mark must follow, or one word that ends the line
    "bare": """best|love|yours|bye|later|hth|xoxo|peace|warmly|greetings|hope this helps
        |hope that helps|hope it helps|chao|chau|ciao|adios|agur|salud""",
    # a wish, if a name stands below: a few words may follow
    "unsure": """best of luck|good luck|enjoy|have fun|suerte|buena suerte|mucha suerte|animo
        |mucho animo|disfruta|disfrute|disfrutad|disfruten|que lo disfrutes|que lo disfruteis
        |que disfrutes|que disfruteis|pasalo bien|pasadlo bien|que vaya bien|que te vaya bien""",
    "from": "regards|wishes",
    "thanks": """gracias|gracies|gràcies|thanks|thank you|thank - you|thankyou|thx|thanx|tks
        |obrigado|obrigada|merci|danke""",
    "typo": "thank",
    "owe": """agradezco|agradecemos|agradecido|agradecida|agradecidos|agradecidas|agradeceria
        |agradeciendo|appreciate|appreciated""",
}  # fmt: skip

_THANKS_FOLLOWED: Final = words(
    """
    como siempre as always de antemano por adelantado anticipadas anticipadamente desde ya nuevo
    otra vez todo a todos todas todas tod en s once again in advance ahead beforehand so very much
    kindly lot million bunch all everyone indeed crack maquina jefe jefa campeon campeona guapo guapa
    chicos chicas equipo compañeros compañeras mate buddy folks guys team
    """
)
_FOR: Final = words("por for to a")


def _trie() -> dict[str, Any]:
    """word -> word -> ... -> "": what may follow the phrase."""
    trie: dict[str, Any] = {}
    for follows, phrases in _ENDS.items():
        for phrase in phrases.split("|"):
            node = trie
            for word in phrase.split():
                node = node.setdefault(word, {})
            node[""] = follows
    free: dict[str, Any] = {"": "free"}
    good: dict[str, Any] = dict.fromkeys(words("buen buena feliz excelente gran lindo linda"), free)
    wish = dict.fromkeys(words("un una muy"), good)
    good["muy"] = good
    have = dict.fromkeys(words("tenga tengas tengan tengais pasa pase pases pasen paseis"), wish)
    trie |= have
    trie["que"] |= have
    day: dict[str, Any] = dict.fromkeys(
        words("day week weekend one evening afternoon night holiday holidays time trip"), free
    )
    for adjective in words("good great nice lovely wonderful happy safe pleasant very fantastic"):
        day[adjective] = day
    trie["have"] |= {"a": day, "an": day}
    return trie


_TRIE: Final = _trie()
_RARELY_FIRST: Final = words("help be will vez siempre always tanto adelantado antemano ayuda ya")
_HEADS: Final = frozenset(
    word[:2] for word in (*(_LEADS - _RARELY_FIRST), *_TRIE, "má", "y ", "e ", "i ")
)
"""The first two letters of any formula: what dismisses most lines."""


def sign_off(text: str, sender: Sequence[str] = ()) -> SignOff | None:
    """The formula of farewell or thanks that fills `text`, alone or before a name.

    `sender` are the folded words of the writer's name.
    """
    if len(text) > _LONGEST or (text[:2].lower() not in _HEADS and text[0] not in _BEFORE):
        return None
    for part in text[:48].lstrip(_BEFORE).lower().split(None, 2)[:2]:
        word = part.rstrip(_AFTER)
        if not word.isalpha() or word in _TRIE:
            break
        if word not in _LEADS and (
            word.isascii() or (fold(word) not in _LEADS and fold(word) not in _TRIE)
        ):
            return None
    folded = fold(text)
    tokens = norms(folded, 0, len(folded))
    past, sorts = _formulas(tokens)
    if not past:
        return None
    end = 0
    for token in tokens[:past]:
        end = folded.index(token, end) + len(token)
    thanks_only = sorts <= _THANKS
    unsure = sorts == {"unsure"}
    rest = text[end:].strip(_AFTER + "\ufe0f")
    if not rest or rest in ("D", "P") or not any(c.isalnum() for c in rest):
        name_at = _trailing_name(text, end, sender)
        return SignOff(name_at if name_at > 0 else len(text), name_at, thanks_only, unsure)
    if not looks_named(rest, sender):
        return None
    at = text.find(rest, end)
    return SignOff(at, at, thanks_only, unsure)


_THANKS: Final = {"thanks", "typo", "owe"}


def _formulas(tokens: Sequence[str]) -> tuple[int, set[str]]:
    """How many tokens are formulas, one after the other, and of which sorts."""
    sorts: set[str] = set()
    past = at = 0
    while at < len(tokens):
        word = tokens[at]
        if word in _TRIE:
            end, sort = _longest(tokens, at)
            if end:
                end = _followed(tokens, end, sort)
            if end:
                sorts.add(sort)
                past = at = end
                continue
        if word not in _LEADS and not (
            word in ",&-–*~¡"
            or (past and not word[0].isalnum() and (word in _AFTER or not word.isascii()))
        ):
            break
        at += 1
    return past, sorts


def _longest(tokens: Sequence[str], at: int) -> tuple[int, str]:
    """Where the longest phrase from `at` on ends (0 if there is none), and its sort."""
    node = _TRIE
    end, sort = 0, ""
    while at < len(tokens) and tokens[at] in node:
        node = node[tokens[at]]
        at += 1
        if "" in node:
            end, sort = at, node[""]
    return end, sort


def _followed(tokens: Sequence[str], at: int, sort: str) -> int:
    """Past what belongs to a formula after its phrase; 0 if what follows makes it none."""
    if at == len(tokens) or not sort:
        return at
    word = tokens[at]
    if sort == "free":
        return _past_words(tokens, at, _MOST_FOLLOWING)
    if sort == "unsure":
        return _past_words(tokens, at, _MOST_WISHED)
    if sort in ("bare", "typo"):
        last = sort == "bare" and at + 1 == len(tokens) and len(word) <= 12
        return at if last or not word[0].isalnum() else 0
    if sort == "from":
        if word not in ("to", "from", "and", "for"):
            return at
        past = _past_words(tokens, at + 1, _MOST_SENDERS)
        return past if past > at + 1 else at
    return _past_object(tokens, at, sort)


def _past_object(tokens: Sequence[str], at: int, sort: str) -> int:
    """Past what somebody is thanked with or for: "de antemano", "for your help"."""
    n = len(tokens)
    stops = ".?!;:"
    if sort != "owe":
        stops = ".?!;:,"
        start = at
        while at < n:
            follower = at + (tokens[at] == ",")
            if follower == n or tokens[follower] not in _THANKS_FOLLOWED:
                break
            at = follower + 1
        if (
            tokens[at : at + 1] == [","]
            and at > start
            and _FOR.intersection(tokens[at + 1 : at + 2])
        ):
            at += 1  # "Thanks, as always, for all of this"
        sorry = at + 1 < n and tokens[at] == "y" and tokens[at + 1].startswith(("disculp", "perd"))
        if not sorry and _FOR.isdisjoint(tokens[start : at + 1]):
            return at
    limit = min(n, at + _MOST_OBJECT)
    while at < limit and tokens[at] not in stops:
        at += 1
    return at


def _past_words(tokens: Sequence[str], at: int, most: int) -> int:
    """Past at most `most` words, up to a mark that ends a phrase, or a number."""
    while at < len(tokens):
        word = tokens[at]
        if word[0].isalnum() and tokens[at - 1] != "@":  # not "s" of "amig@s"
            if not most or word[0].isdigit():
                break
            most -= 1
        elif word in _STOPS or word == "-":
            break
        at += 1
    return at


def _trailing_name(text: str, end: int, sender: Collection[str]) -> int:
    """Where the sender's own name starts at the end of a formula ("Saludos Carlos"), or -1."""
    found = -1
    at = end
    while True:
        start = text.rfind(" ", 0, at) + 1
        if start <= 1 or fold_name(text[start:at].strip(_AFTER)) not in sender:
            return found
        found = start
        at = start - 1
