"""The words by which `subject_lines` tells what may stand in a subject, and how one is written."""

from __future__ import annotations

from typing import Final

from emailint.deep.wordlist import words

WANTED: Final = {
    "en": words("send forward provide share give return get pass need bring resend email mail"),
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
)
LINKS: Final = words("of for in on de del en from al cada each about sobre")
CLAUSES: Final = words(
    "que cual which that who porque because si if when cuando so pero but como as"
)
NO_OBJECT: Final = words(
    "that before prior when how all and to a at in on for with sure know if whether que si as"
)
POINTING: Final = words(
    "they them it this that these those he she his her esto eso ello ese esa estos esos ellos"
)
CUT: Final = {
    "en": words("and or that which who to so by when where if with via at until before after"),
    "es": words("y o que quien a para cuando donde si por con hasta antes e"),
}
ARTICLES: Final = words(
    "the a an our my your this these el la los las un una unos unas mi mis tu tus su sus nuestro nuestra"
    " este esta estos estas vuestro vuestra"
)
HOW: Final = {
    "en": r"(?i)\bhow (?:to|(?:can|could|do|should|would) (?:i|we|one|you))\s+(?P<rest>[^.?!\n:;,(]{6,90})",
    "es": r"(?i)\bc[óo]mo (?:(?:se )?(?:puedo|podría|podr[ií]a|puede|podemos|debo|hay que|deber[ií]a)\s+)?(?P<rest>[a-zñáéíóú]+[aeií]r(?:lo|la|los|las|me|le|se)?\b[^.?!\n:;,(]{3,90})",
}
QUESTION: Final = (
    r"(?i)[^\w¿]*¿?(?:what|when|where|who|which|how|why|is|are|does|do|did|has|have|cu[aá]ndo|d[oó]nde"
    r"|qui[eé]n(?:es)?|qu[eé]|cu[aá]l(?:es)?|cu[aá]nto?s?|por qu[eé]|hay|est[aá]n?)\b"
)


# What is asked for besides: it doesn't tell what the mail is for.
BESIDES: Final = words(
    "check make forward reenviar contact call take join note refer follow visit click see encourage excuse remember find go have feel use"
    " accept enjoy login log select enter press type copy inform advise"
    " contactar llamar ayudar preguntar hacer orientar ver tener quedar recordar encontrar leer mirar echar usar"
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
