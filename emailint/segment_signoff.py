"""Whether a line is a formula of farewell or thanks, alone or before a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from .segment_names import fold, looks_named, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LONGEST: Final = 130
_AFTER: Final = " \t,.;:!…-–—)(*_¡~\xa0"


class SignOff(NamedTuple):
    """`end`: where the formula ends; `name_at`: where a name starts on the same line, or -1."""

    end: int
    name_at: int
    thanks_only: bool


_FIRST: Final = words(
    """
    de desde por otra nuevamente una como once again as pues ok bueno y and muchas muchísimas
    muchisimas mil miles infinitas millones tantas moltes many big with con gracias gracies
    gràcies thanks thank thankyou thank-you thx thanx tks obrigado obrigada merci danke os te le
    les se lo i we any your su tu would is really greatly much very be muy quedo quedamos
    agradezco agradecemos agradecido agradecida agradecidos agradecidas agradecería agradeceria
    agradeciendo appreciate appreciated sin mientras entretanto reciba reciban recibe recibid la
    las los aprovecho un otro mis nuestros muchos más mas cordial cordiales afectuoso afectuosos
    fuerte gran grandes atento atentos sincero sinceros mejores enorme fort saludo saludos
    saluditos saludetes salutacions salutaciones salut abrazo abrazos abrazotes abraçades besos
    beso besitos recuerdos atentamente cordialmente afectuosamente sinceramente respetuosamente
    atentament cordialment atte att slds sld sds salu2 s2 bss rgds regds brgds rgrds hasta nos
    que tenga tengas tengan tengáis pasa pase pases pasen paséis feliz buen buena bon chao chau
    ciao adiós adios agur salud my our all the best kind kindest warm warmest personal friendly
    sincere highest regards wishes yours most sincerely truly respectfully faithfully cordially
    cheers take talk speak see have love bye later hth xoxo peace warmly greetings hope saluda
    kr br mvh
    """
)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]{1,16}")


@cache
def _thanks() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:de\s+antemano|desde\s+ya|por\s+adelantado|de\s+nuevo|otra\s+vez|nuevamente"
        r"|una\s+vez\s+m[aá]s|como\s+siempre|once\s+again|again|as\s+always|pues|ok|bueno|y|and"
        r")[ ,]+)?(?:"
        r"(?:(?:muchas|much[ií]simas|mil|miles\s+de|infinitas|millones\s+de|tantas|moltes|many|big"
        r"|with|con)\s+)?(?:gracias|gr[aà]cies|thanks|thank[ -]?you|thx|thanx|tks|obrigad[oa]"
        r"|merci|danke)(?!\w)"
        r"(?:,?\s+(?:como\s+siempre|as\s+always|de\s+antemano|por\s+adelantado|anticipad(?:as|amente)|desde\s+ya|de\s+nuevo"
        r"|otra\s+vez|por\s+todo|a\s+tod[oa@x]s?(?:\s+en\s+s)?|once\s+again|again|in\s+advance"
        r"|ahead|beforehand|so\s+much|very\s+much|kindly|a\s+(?:lot|million|bunch)|all|everyone|indeed|tod[oa@]s)"
        r"(?!\w)){0,3}(?:,?\s+(?:por|for|to|a|y\s+disculp\w+|y\s+perd\w+)\s+[^.!?;:,\n]{1,70})?"
        r"|(?:(?:os|te|le|les|se\s+l[oae]s?|lo|i|we|any\s+help|your\s+help|su\s+ayuda|tu\s+ayuda)"
        r"\s+)?(?:(?:would|will|is|really|greatly|much|very|be|muy|quedo|quedamos|de\s+antemano)"
        r"\s+){0,4}(?:agradezco|agradecemos|agradecid[oa]s?|agradecer[ií]a|agradeciendo"
        r"|appreciated?)(?!\w)[^.!?;:\n]{0,70})",
        re.IGNORECASE,
    )


_TAIL: Final = r"(?:[ \t]+[^\s.,;:!?)(\d-][^\s.,;:!?)(]{0,20}){0,6}"


@cache
def _salute() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:y|and|sin\s+m[aá]s|sin\s+otro\s+particular(?:\s+(?:por\s+el\s+momento|que\s+tratar"
        r"))?|mientras\s+tanto|entretanto|con|la|los|las)[ ,]+)?(?:"
        r"(?:(?:rec[ií]b[ae]n?|recibid|(?:te|os|les?)\s+(?:mando|env[ií]o)|(?:le|les|te|os|la|lo)"
        r"\s+salud[ao]|aprovecho\s+para\s+enviar(?:l|o|t)es?)\s+)?(?:(?:un|una|otro|mis|nuestros"
        r"|muchos|mil|muy|m[aá]s|cordial|cordiales|afectuosos?|fuerte|gran|grandes|atentos?"
        r"|sinceros?|mejores|enorme|fort)\s+){0,4}(?:saludos?|saluditos?|saludetes|salutacion(?:e?s)"
        r"|salut|abrazo(?:te)?s?|abraçad(?:a|es)|beso(?:te)?s?|besitos|recuerdos|(?:muy\s+)?"
        r"(?:atentamente|cordialmente))(?!\w)" + _TAIL + r"|(?:muy\s+)?(?:atentamente|cordialmente"
        r"|afectuosamente|sinceramente|respetuosamente|atentament|cordialment)(?!\w)"
        r"|(?:atte|att|slds?|sds|salu2|s2|bss|b?rgds|rgrds|regds|kr|br|bw)\b\.?(?=[\s,.!]|$)"
        r"|sin\s+(?:otro\s+particular|m[aá]s)(?!\w)" + _TAIL + r"|hasta\s+(?:pronto|luego"
        r"|ma[ñn]ana|la\s+vista|otra|el\s+\w+)(?!\w)|nos\s+vemos(?!\w)(?:[ \t]+\w{1,12}){0,2}"
        r"|(?:que\s+)?(?:teng(?:a[sn]?|áis)|pas(?:a|e[sn]?|éis|ad))\s+(?:un|una|muy)\s+(?:muy\s+)?"
        r"(?:buen[ao]?|feliz|excelente|gran)(?!\w)" + _TAIL + r"|(?:feliz|buen[ao]?)\s+(?:fin\s+de"
        r"\s+semana|finde|d[ií]a|tarde|semana|domingo|verano|navidad|año|puente)(?!\w)" + _TAIL +
        r"|(?:chao|chau|ciao|adi[oó]s|agur|salud)(?=[\s,.!]*$)"
        r"|(?:with\s+)?(?:(?:my|our|many|all|the|very|best|kind|kindest|warm|warmest|cordial"
        r"|personal|friendly|sincere|highest)\s+){0,4}(?:regards|wishes)(?!\w)"
        r"(?:\s+(?:to|from|and)(?:[ \t]+[^\s.,;:!?]{1,20}){1,4})?"
        r"|(?:(?:very|yours|most)\s+){0,3}(?:sincerely|truly|respectfully|faithfully|cordially)"
        r"(?:\s+yours)?(?!\w)|all\s+(?:the\s+|my\s+)?best(?!\w)|best\s+of\s+luck|cheers(?:\s+all)?(?!\w)"
        r"|take\s+care(?!\w)|(?:talk|speak)\s+(?:to\s+you\s+)?(?:soon|later)|see\s+(?:you|ya)(?!\w)"
        r"(?:[ \t]+\w{1,12}){0,3}|have\s+an?\s+(?:\w{1,12}\s+){0,3}(?:day|week|weekend|one"
        r"|evening|afternoon|night|holidays?|time|trip)(?!\w)" + _TAIL +
        r"|(?:best|love|yours|bye|later|hth|xoxo|peace|warmly|greetings|hope\s+(?:this|that|it)\s+helps)"
        r"(?=[\s,.!:)-]*(?:$|[,.!:-]|\w{1,12}$))"
        r")",
        re.IGNORECASE,
    )  # fmt: skip


def sign_off(text: str, sender: Sequence[str] = ()) -> SignOff | None:
    """The formula of farewell or thanks that fills `text`, alone or before a name.

    `sender` are the folded words of the writer's name.
    """
    if len(text) > _LONGEST:
        return None
    at = len(text) - len(text.lstrip("*_ \t-–¡~"))
    m = _word().match(text, at)
    if m is None or m[0].lower() not in _FIRST:
        return None
    end = 0
    thanks_only = True
    while True:
        m = _salute().match(text, at)
        if m is not None:
            thanks_only = False
        else:
            m = _thanks().match(text, at)
            if m is None:
                break
        end = at = m.end()
        while at < len(text) and (
            text[at] in _AFTER or not (text[at].isascii() or text[at].isalnum())
        ):
            at += 1
        for joint in ("y ", "and ", "& ", "e ", "i "):
            if text[at : at + len(joint)].lower() == joint:
                at += len(joint)
                break
    if not end:
        return None
    rest = text[end:].strip(_AFTER + "\ufe0f")
    if not rest or rest in ("D", "P") or not any(c.isalnum() for c in rest):
        name_at = _trailing_name(text, end, sender)
        return SignOff(name_at if name_at > 0 else len(text), name_at, thanks_only)
    if not looks_named(rest, sender):
        return None
    at = text.find(rest, end)
    return SignOff(at, at, thanks_only)


def _trailing_name(text: str, end: int, sender: Collection[str]) -> int:
    """Where the sender's own name starts at the end of a formula ("Saludos Carlos"), or -1."""
    found = -1
    at = end
    while True:
        start = text.rfind(" ", 0, at) + 1
        if start <= 1 or fold(text[start:at].strip(_AFTER)) not in sender:
            return found
        found = start
        at = start - 1
