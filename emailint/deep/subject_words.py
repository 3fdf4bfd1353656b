"""The words by which `subject_lines` tells what may stand in a subject, and how one is written."""

from __future__ import annotations

from typing import Final

from emailint.deep.wordlist import words

WANTED: Final = {
    "en": words("send forward provide share give return get pass need bring resend"),
    "es": words(
        "enviar mandar remitir pasar facilitar compartir reenviar entregar necesitar devolver adjuntar"
    ),
}
FOR: Final = {
    "review": "for review", "check": "for review", "read": "for review", "approve": "for approval",
    "sign": "for signature", "confirm": "to confirm",
}  # fmt: skip
READERS: Final = words("me us him her them you me nos te le les os lo la los las")
WRITER: Final = {"en": words("me us out back over"), "es": words("me nos")}
"""What may stand before the object: whoever else is named there gets it ("send him the figures")."""
TO_WRITER: Final = ("", "me", "nos")
DETERMINERS: Final = {
    "en": words("the a an our my your this these his her their its any some"),
    "es": words(
        "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta"
        " estos estas vuestro vuestra vuestros vuestras"
    ),
}
NOTHING: Final = words(
    "it this that these those them look know sure care eso esto ello vistazo saber look time help hand"
    " something anything algo favor todo call try minute chance mano needs ability you your from tu su out up in over back thought thoughts"
    " practice solution recommended how hint hints advice pointer pointers suggestion suggestions insight feedback"
    " workaround anybody somebody easy fix form story link page http https attachment reply response replacement alternative alternatives alternativa alternativas"
)
LINKS: Final = words("of for in on de del en from al cada each about sobre")
LIGHT: Final = words(
    "do be have get make go hacer ser tener saber poder estar ir primer tercer cualquier ver wrapper"
)
"""Verbs, and what looks like one, that say little without what they are done to."""
CLAUSES: Final = words(
    "que cual which that who porque because si if when cuando so pero but como as would will can is are was be es son seria"
)
RELATIVE: Final = words("que cual which that who")
NO_OBJECT: Final = words(
    "attention access response reply answer feedback atencion acceso respuesta "
    "by along up out off over down back about way ways idea ideas forma manera modo pista pistas that before prior when how all and to a at in on for with sure know if whether que si as"
)
POINTING: Final = words(
    "they them it this that these those he she his her below above here esto eso ello ese esa estos esos"
    " ellos este esta estas esas aqui ahi alli there uno otro lo siguiente following similar same else such misma mismo mismas mismos"
)
CUT: Final = {
    "en": words(
        "and or that which who to so by when where if with via at until before after as but because though"
        " quickly immediately promptly directly along through i we you they he she it"
    ),
    "es": words(
        "y o que quien a para cuando donde si por con hasta antes e pero porque pues aunque como"
    ),
}
WHOLE: Final = words("that how whether if que si como what")
"""With these an object isn't at its end, but can't be told in a few words."""
ARTICLES: Final = words(
    "the a an our my your this these el la los las un una unos unas mi mis tu tus su sus nuestro nuestra"
    " este esta estos estas vuestro vuestra"
)
HOW: Final = {
    "en": r"(?i)\bhow (?:to|(?:can|could|do|should|would) (?:i|we|one|you))\s+(?P<rest>(?:[^.?!\n:;,(]|\n(?-i:(?![\nA-Z\d•-]))){6,120})",
    "es": r"(?i)\bc[óo]mo (?:(?:se )?(?:puedo|podría|podr[ií]a|puede|podemos|debo|hay que|deber[ií]a)\s+)?(?P<rest>[a-zñáéíóú]+[aeií]r(?:lo|la|los|las|me|le|se)?\b(?:[^.?!\n:;,(]|\n(?-i:(?![\nA-ZÁÉÍÓÚÑ\d•-]))){3,120})",
}
QUESTION: Final = (
    r"(?i)[^\w¿]*¿?(?:what|when|where|who|which|how|why|is|are|does|do|did|has|have|cu[aá]ndo|d[oó]nde"
    r"|qui[eé]n(?:es)?|qu[eé]|cu[aá]l(?:es)?|cu[aá]nto?s?|por qu[eé]|hay|est[aá]n?)\b"
)


# What is asked for besides: it doesn't tell what the mail is for.
BESIDES: Final = words(
    "check make forward reenviar contact call take join note refer follow visit click see encourage excuse remember find go have feel use"
    " accept enjoy login log select enter press type copy inform advise share read"
    " decir indicar explicar dar comentar aconsejar recomendar sugerir contactar llamar ayudar preguntar hacer orientar ver tener quedar recordar encontrar leer mirar echar usar"
)
NOT_VERBS: Final = words(
    "i we you he she it they for in on at of to from any some let your there if as and or but so thanks be"
    " is are was were have has had know not no"
)
ORDERS: Final = words(
    "review check confirm update prepare book sign approve call schedule arrange add remove fix complete"
    " fill draft write pay order cancel move change reply answer attend upload print finish"
)


def sentence_case(line: str) -> str:
    """`line` with a capital first letter, unless its first word has capitals of its own."""
    line = line.strip(" \t.,;:-–—")
    at = next((i for i, c in enumerate(line) if c.isalnum()), 0)
    word = line[at:].split(" ", 1)[0]
    if any(map(str.isupper, word[1:])):
        return line
    return line[:at] + line[at : at + 1].upper() + line[at + 1 :]
