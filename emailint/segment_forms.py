"""Formulas of courtesy: where a salutation ends, whether a line is a sign-off, whose name it is.

Works on single stripped lines and knows nothing of their place in the mail. Only the first
`HEAD` characters of a line are looked at: no formula is longer, and so the cost is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final, NamedTuple

HEAD: Final = 160

_PARTICLES: Final = frozenset(
    "a al all and y e o & la las los el de del en s todo toda todos todas tod todxs todes everyone "
    "everybody again there folks team guys friends list lista listeros compañeros compañeras "
    "compañer@s compañero compañera colegas colega colleagues colleague amigos amigas amig@s amigo "
    "amiga equipo both sir sirs madam mr mrs ms miss dr dra sr sra srta srs sres señor señora "
    "señores señoras don doña prof profesor profesora professor doctor doctora members miembros "
    "group grupo developers users usuarios users fellow gentlemen ladies mi mis my otra vez nuevo "
    "nuevamente muy buenas buenos buen buena días dias día dia tardes noches chicos chicas gente "
    "familia mundo comunidad community miembro cliente clientes customer customers hiring manager "
    "director directora señor@s que tal nuestro nuestra nuestros nuestras vecinos padres the "
    "core package maintainers experts list-members gang people querido querida queridos queridas "
    "estimado estimada estimados estimadas dear usuaria usuarias".split()
)
_ABBREVIATED: Final = frozenset("sr sra srta srs sres dr dra dn d dª prof mr mrs ms st jr".split())

NOT_NAMES: Final = frozenset(
    "i i'm im i've we we're he she it you they my our your his the this that these those a an and "
    "but or so if in on at as for from with to there here is are was were do does did has have had "
    "can could would will should may please just not no yes yeah yep nope ok okay thanks thank "
    "sorry well now also however anyway actually unfortunately fortunately finally first firstly "
    "second secondly third then next otherwise therefore thus hence still meanwhile moreover "
    "furthermore besides instead indeed perhaps maybe obviously clearly basically today tomorrow "
    "yesterday what when where why who which how because since while although though after before "
    "once sure right oh ah hmm hm um wow great good excellent perfect fine cool nice agreed "
    "correct exactly true absolutely congratulations congrats attached per regarding re fyi btw "
    "note ps nb hi hello hey dear hola buenas buenos saludos gracias muchas perdón perdon perdona "
    "disculpa disculpad disculpen lo sí si bueno bien vale pues entonces además ademas también "
    "tampoco aunque pero y o u e sin con por para de desde en el la los las un una unos unas mi tu "
    "su soy estoy estamos tengo tenemos necesito quería queria quisiera quiero me te se le les nos "
    "os como cómo he has ha hemos alguien espero yo él ella ya hoy ayer mañana ahora luego primero "
    "segundo finalmente efectivamente exacto claro correcto perfecto genial estupendo adjunto "
    "según segun aquí aqui ahí así asi mira mire oye oiga puede puedes podrías podría alguno "
    "cuando donde qué que quién cuál cual porque no nada hay es son era fue será creo veo gracias "
    "recientemente actualmente lamentablemente desgraciadamente afortunadamente básicamente "
    "obviamente igualmente ok. summary resumen update background introduction introducción "
    "agenda objetivo contexto attention atención urgente urgent important importante".split()
)
"""Words that open a sentence with a capital, often before a comma: never taken for a name."""


@cache
def _opener() -> re.Pattern[str]:
    """Group `free`: may run on without punctuation; group `strict`: needs it (or a line end)."""
    return re.compile(
        r"[¡*_ ]{0,4}(?:(?P<free>hola|buenos\s+d[ií]as|buen\s+d[ií]a|(?:muy\s+)?buenas\s+(?:tardes|noches)"
        r"|hi|hello|hey|hiya|howdy|good\s+(?:morning|afternoon|evening|day)|g'day|bon\s+dia|bona\s+tarda)"
        r"|(?P<strict>buenas|muy\s+buenas|muy\s+buenos|saludos(?:\s+cordiales)?(?=\s+a\b|\s*[:,])|greetings|dear|hallo"
        r"|(?:muy\s+)?(?:estimad|querid|apreciad|distinguid|respetad|admirad|benvol?gut)[oae@x]?s?(?:\(e?s\)|[/-][oa]s?|\(as?\))?"
        r"|muy\s+se(?:ñor|ñora|ñores)\b|muy\s+(?:sr|sra|sres|srs)\b\.?|a\s+quien\s+(?:corresponda|proceda|pueda\s+interesar|competa)"
        r"|to\s+whom(?:so?ever)?\s+it\s+may\s+concern|ladies\s+and\s+gentlemen|señor(?:es|as?)?\b|happy\s+(?:monday|friday|thanksgiving|new\s+year)))"
        r"(?![\w'’])",
        re.IGNORECASE,
    )


_WORD: Final = r"[ \t\xa0]*(&|/|\+|[^\W\d_](?:[\w'’@-]{0,40}[\w@])?)"
_ENDERS: Final = ",:;.!…¡"


@cache
def _word() -> re.Pattern[str]:
    return re.compile(_WORD)


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(
        r"[\s,.]*(?:¿?\s*(?:qu[eé]\s+tal(?:\s+(?:est[aá]s|est[aá]is|todo|va\s+todo|va|andas|la\s+semana))?"
        r"|c[oó]mo\s+(?:est[aá]s|est[aá]is|est[aá]n|est[aá]|va|va\s+todo|andas|te\s+va))"
        r"|how\s+(?:are\s+(?:you|things)|is\s+it\s+going|goes\s+it)(?:\s+(?:doing|today))?|what'?s\s+up)"
        r"[\s?!.,:;)]*$",
        re.IGNORECASE,
    )


def fold(word: str) -> str:
    """Lower case without accents, so that "José" in a header is "jose" in a sign-off."""
    word = word.casefold()
    if word.isascii():
        return word
    from unicodedata import normalize

    return normalize("NFD", word).encode("ascii", "ignore").decode()


def _address(head: str, at: int, known: Collection[str], limit: int) -> tuple[int, bool, int]:
    """Whom the writer speaks to from `at` on: (end, stopped by punctuation or line end, names)."""
    names = 0
    count = 0
    end = at
    word_at = _word().match
    while m := word_at(head, at):
        word = m[1]
        low = word.lower()
        capital = word[0].isupper() and low not in NOT_NAMES
        if not (capital or low in _PARTICLES or (fold(low) in known and low not in NOT_NAMES)):
            break
        count += 1
        if count > limit:
            return end, False, names
        names += capital or fold(low) in known
        at = end = m.end()
        if head[at : at + 1] == "." and (low in _ABBREVIATED or (len(low) == 1 and at + 1 < len(head))):
            at = end = at + 1
    rest = head[end:].lstrip()
    if not rest or rest[0] in _ENDERS or rest[0] in "(¡" or not (rest[0].isalnum() or rest[0] in "¿\"'<@#`/\\=+$%&*_["):
        return end, True, names
    return end, False, names


def _swallow(text: str, at: int) -> int:
    """Past the punctuation and smileys that end a salutation."""
    n = len(text)
    while at < n and (text[at] in " \t,:;.!…-–—)(¡*_\xa0" or not text[at].isascii()) and not (
        text[at].isalnum() or text[at] in "¿«“‘"
    ):
        at += 1
    rest = text[at : at + 3]
    if rest in ("D", "P", "/"):  # what is left of ":D"
        return n
    return at


def greeting_end(text: str, known: Collection[str] = frozenset()) -> int:
    """The offset at which the salutation that opens `text` ends; 0 if there is none.

    `known` are folded names of people who may be greeted. The end is that of the line where
    nothing but a formula follows ("Hola, ¿qué tal?").
    """
    head = text[:HEAD]
    m = _opener().match(head)
    if m is None:
        return 0
    end, closed, names = _address(head, m.end(), known, 9)
    strict = m["strict"] is not None
    if not closed:
        if strict and not (names and end > m.end()):
            return 0
        return len(head[:end].rstrip()) if end < len(text) else len(text)
    after = _swallow(text, end)
    while after < len(text):
        rest = head[after:]
        if not rest:
            break
        if _courtesy().match(rest):
            return len(text)
        again = _opener().match(rest)
        at = after + (again.end() if again else 0)
        further, closed, names = _address(head, at, known, 6)
        if not closed or further <= after or (not again and text[end : end + 1] == "."):
            break
        if not again and not (names or rest.lower().startswith(("all", "tod", "team", "everyone"))):
            break
        end, after = further, _swallow(text, further)
        if after >= len(text) and not again and further == len(text) and len(text) - at > 40:
            break
    return len(text) if after >= len(text) else _with_punctuation(text, end)


def _with_punctuation(text: str, end: int) -> int:
    while end < len(text) and text[end] in ",:;.!…)":
        end += 1
    return end


def name_greeting_end(text: str, known: Collection[str], lenient: bool) -> int:
    """Like `greeting_end` for a bare name: "Paco,", "Bob & Jim -", "Tim, the issue is ...".

    Where more text follows on the line, the name must be known, or `lenient` given.
    """
    head = text[:HEAD].lstrip("¡*_ ")
    lead = len(text[:HEAD]) - len(head)
    end, closed, names = _address(head, 0, known, 5)
    mark = head[end:].lstrip()[:1]
    if not (end and closed and mark and mark in ",:;-–—!."):
        return 0
    words = head[:end].replace("&", " ").replace("/", " ").split()
    low = [w.lower().strip(".") for w in words]
    if not names and not (low[-1] in _PARTICLES and len(low[-1]) > 2):
        return 0
    after = _swallow(text, lead + end)
    if after >= len(text):
        return len(text) if mark != "." else 0
    if mark not in ",-–—:" or (mark != "," and head[end : end + 1] == mark and mark != ":" and head[end:end+2] != "--"):
        return 0
    is_known = any(fold(w) in known for w in low)
    single = len(words) == 1 and not (words[0].isupper() and len(words[0]) > 3) and mark == ","
    if is_known or (lenient and single) or low == ["all"] or low == ["team"]:
        return _with_punctuation(text, lead + end)
    return 0


# --- sign-offs --------------------------------------------------------------------------------


class SignOff(NamedTuple):
    """`end`: where the formula ends; `name_at`: where a name starts on the same line, or -1."""

    end: int
    name_at: int
    thanks_only: bool


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:de\s+antemano|desde\s+ya|por\s+adelantado|de\s+nuevo|otra\s+vez|nuevamente|una\s+vez\s+m[aá]s"
        r"|como\s+siempre|once\s+again|again|as\s+always|pues|ok|bueno|y|and)[ ,]+)?"
        r"(?:(?:(?:muchas|much[ií]simas|mil|miles\s+de|infinitas|millones\s+de|tantas|moltes|many|big|with|con)\s+)?"
        r"(?:gracias|gr[aà]cies|thanks|thank\s?you|thx|thanx|tks|obrigad[oa]|merci|danke)(?!\w)"
        r"(?:\s+(?:de\s+antemano|por\s+adelantado|anticipadas|anticipadamente|desde\s+ya|de\s+nuevo|otra\s+vez|por\s+todo"
        r"|a\s+tod[oa@x]s?(?:\s+en\s+s)?|once\s+again|again|in\s+advance|so\s+much|very\s+much|kindly|a\s+lot|a\s+million|a\s+bunch"
        r"|all|everyone|indeed|tod[oa@]s)){0,3}(?!\w)(?:,?\s+(?:por|for|to|a)\s+[^.!?;:,\n]{1,70})?"
        r"|(?:os|te|le|les|se\s+l[oae]s?|lo|i|we|any\s+help|your\s+help|su\s+ayuda|tu\s+ayuda)?\s*"
        r"(?:(?:would|will|is|really|greatly|much|very|be|muy|quedo|quedamos|estaré|de\s+antemano)\s+){0,4}"
        r"(?:agradezco|agradecemos|agradecid[oa]s?|agradecer[ií]a|appreciate[d]?)(?!\w)[^.!?;:\n]{0,70})",
        re.IGNORECASE,
    )


@cache
def _salute() -> re.Pattern[str]:
    tail = r"(?:[ \t]+[^\s.,;:!?)(\d-][^\s.,;:!?)(]{0,20}){0,6}"
    return re.compile(
        r"(?:(?:y|and|sin\s+m[aá]s|sin\s+otro\s+particular(?:\s+(?:por\s+el\s+momento|que\s+tratar))?"
        r"|mientras\s+tanto|entretanto|con)[ ,]+)?(?:"
        r"(?:(?:rec[ií]b[ae]n?|te\s+mando|os\s+mando|l[ea]s?\s+(?:env[ií]o|mando)|te\s+env[ií]o|os\s+env[ií]o|l[eao]s?\s+saluda|te\s+saluda|aprovecho\s+para\s+enviarles?)\s+)?"
        r"(?:(?:un|una|otro|mis|nuestros|muchos|mil|muy|m[aá]s|cordial|cordiales|afectuos[oa]s?|fuerte|gran|grandes|atentos?|sinceros?|mejores|enorme|fort)\s+){0,4}"
        r"(?:saludos?|saluditos?|saludetes|salutacions|salutaci[oó]n|salutacions|salut|abra(?:zo|çada|çades)s?|abrazotes?|besos?|besitos|recuerdos)(?!\w)" + tail +
        r"|(?:muy\s+)?(?:atentamente|cordialmente|afectuosamente|sinceramente|respetuosamente|atentament|cordialment)(?!\w)"
        r"|(?:atte|att|slds?|sds|salu2|s2|bss|rgds|regds)\b\.?"
        r"|sin\s+(?:otro\s+particular|m[aá]s)(?!\w)" + tail +
        r"|hasta\s+(?:pronto|luego|ma[ñn]ana|la\s+vista|otra|el\s+\w+)|nos\s+vemos" + tail +
        r"|(?:que\s+)?(?:teng[aá]i?s?|tengan|pas[eé]i?s?|pasen)\s+(?:un|una|muy)\s+(?:muy\s+)?(?:buen|buena|feliz|excelente|bonit[oa]|gran)" + tail +
        r"|(?:feliz|buen[ao]?)\s+(?:fin\s+de\s+semana|finde|d[ií]a|tarde|semana|domingo|verano|navidad|año|puente)(?!\w)" + tail +
        r"|(?:chao|chau|ciao|adi[oó]s|agur|salud)(?=[\s,.!]*$)"
        r"|(?:with\s+)?(?:(?:my|our|many|all|the|very|best|kind|kindest|warm|warmest|cordial|personal|friendly|sincere|highest)\s+){0,4}(?:regards|wishes)(?!\w)"
        r"(?:\s+(?:to|from|and)(?:[ \t]+[^\s.,;:!?]{1,20}){1,4})?"
        r"|(?:(?:very|yours|most)\s+){0,2}(?:sincerely|truly|respectfully|faithfully|cordially)(?:\s+yours)?(?!\w)"
        r"|all\s+(?:the|my)\s+best(?!\w)|best\s+of\s+luck|cheers(?!\w)|take\s+care|(?:talk|speak)\s+(?:to\s+you\s+)?(?:soon|later)"
        r"|see\s+(?:you|ya)" + tail +
        r"|have\s+an?\s+(?:\w{1,12}\s+){0,3}(?:day|week|weekend|one|evening|afternoon|night|holiday|holidays|time|trip)(?!\w)" + tail +
        r"|(?:best|love|yours|bye|later|hth|xoxo|salud|peace|warmly|greetings|hope\s+(?:this|that|it)\s+helps)(?=[\s,.!:)-]*(?:$|[,.!:-]|\w{1,12}$|[A-Z]))"
        r")",
        re.IGNORECASE,
    )


_AFTER: Final = " \t,.;:!…-–—)(*_¡~\xa0"


def sign_off(text: str, sender: Collection[str] = frozenset()) -> SignOff | None:
    """The formula of farewell or thanks that fills `text`, alone or before a name."""
    if len(text) > HEAD:
        return None
    at = len(text) - len(text.lstrip("*_ \t-–¡~"))
    end = 0
    thanks_only = True
    while True:
        m = _salute().match(text, at)
        salute = m is not None and m.end() > at
        if not salute:
            m = _thanks().match(text, at)
        if m is None or m.end() == at:
            break
        thanks_only &= not salute
        end = at = m.end()
        while at < len(text) and (text[at] in _AFTER or not (text[at].isascii() or text[at].isalnum())):
            at += 1
        low = text[at : at + 4].lower()
        for joint in ("y ", "and ", "& ", "e ", "i "):
            if low.startswith(joint):
                at += len(joint)
                break
    if not end:
        return None
    rest = text[end:].strip(_AFTER + "D")
    if not rest:
        name_at = _trailing_name(text, end, sender)
        return SignOff(name_at if name_at > 0 else len(text), name_at, thanks_only)
    at = text.find(rest, end)
    if not looks_named(rest, sender):
        return None
    return SignOff(len(text[:at].rstrip(" \t-–—~")), at, thanks_only)


def _trailing_name(text: str, end: int, sender: Collection[str]) -> int:
    """The sender's own name swallowed at the end of a formula: "Saludos Carlos Ortega"."""
    at = len(text[:end].rstrip())
    found = -1
    while True:
        start = max(text.rfind(" ", 0, at), text.rfind("\xa0", 0, at)) + 1
        if start <= 1 or fold(text[start:at].strip(_AFTER)) not in sender:
            return found
        found = start
        at = len(text[:start].rstrip())


def looks_named(text: str, sender: Collection[str] = frozenset()) -> bool:
    """Whether `text` is nothing but a name: the sender's, or one to four capitalised words."""
    if len(text) > 60 or any(c.isdigit() for c in text):
        return False
    words = text.strip("-–—~*_ .,()").split()
    if not 0 < len(words) <= 5:
        return False
    if is_sender(words, sender):
        return True
    small = ("de", "la", "del", "y", "and", "&", "van", "von", "los", "da", "i", "el", "/")
    return len(words) <= 4 and all(
        (w[0].isupper() and w.lower().strip(".,") not in NOT_NAMES and w[-1] not in "?!:")
        or w in small
        for w in words
    )


def is_sender(words: list[str], sender: Collection[str]) -> bool:
    """Whether `words` can be how a person called `sender` (folded words, in order) signs."""
    if not sender or not words or len(words) > 6:
        return False
    hits = 0
    for word in words:
        bare = fold(word.strip("-–—~*_.,()\"'"))
        if bare in sender:
            hits += 1
        elif len(bare) >= 3 and any(s.startswith(bare) or bare.startswith(s) and len(s) > 3 for s in sender):
            hits += 1
        elif not bare:
            continue
        elif len(words) == 1 and _initials(bare, sender):
            hits += 1
        elif len(bare) > 2 and bare not in ("del", "los", "las", "van", "von"):
            if not word[0].isupper():
                return False
            hits -= 1
    return hits > 0


def _initials(word: str, sender: Collection[str]) -> bool:
    firsts = [s[0] for s in sender if s]
    if len(word) > 4 or not word.isalpha() or word[0] not in firsts:
        return False
    return len(word) <= len(firsts) + 1 and sum(c in firsts for c in word) >= max(1, len(word) - 1)
