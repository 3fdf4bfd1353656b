"""The words and shapes by which the parts of a mail are told apart (es, en; some neighbours).

Data only: `segment_quotes` and `segment_ends` decide what a match means. Patterns are
compiled when first asked for, because most mails need few of them. All are matched at the
start of one stripped line, in lower case unless said, and run in linear time: no quantifier
can give text to its neighbour.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# --- quotes ---------------------------------------------------------------------------------

ATTRIBUTION_STARTS: Final = (
    "on ", "el ", "em ", "le ", "am ", "il ", "op ", "en ", "at ", "in a message", "in article",
    "den ", "dne ", "a ", "--- ", "quoting ", "citando ", "mensaje citado", "in reply to",
    "con fecha", "lun", "mar", "mié", "jue", "vie", "sáb", "dom", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", "*on ", "dia ", "día ", "o ", "e ",
)  # fmt: skip

CUT_PHRASES: Final = (
    "original message", "original  message", "end of forwarded", "original appointment",
    "mensaje original", "mensaje reenviado", "forwarded message", "message original",
    "message d'origine",
    "missatge original", "mensagem original", "ursprüngliche nachricht", "forwarded by",
    "reenviado por", "forwarded mail", "inline attachment follows", "messaggio originale",
    "missatge reenviat", "message transféré", "oprindelig meddelelse", "původní zpráva",
    "originalmeddelande", "alkuperäinen viesti", "oorspronkelijk bericht",
)  # fmt: skip
"""What stands between the dashes where a mail client pastes another mail below."""

CUT_SENTENCES: Final = (
    "begin forwarded message", "inicio del mensaje reenviado", "inici del missatge reenviat",
    "début du message réexpédié", "comienzo del mensaje reenviado",
)  # fmt: skip

_HEADER_NAMES: Final = {
    "from": "from de von od da desde",
    "sent": "sent enviado enviada gesendet envoyé envoyé enviat date fecha data datum odesláno",
    "to": "to para à an a per komu",
    "cc": "cc cco bcc c.c. kopie copie",
    "subject": "subject asunto assunto objet betreff oggetto assumpte předmět re",
}
HEADER_NAMES: Final = {word: k for k, words in _HEADER_NAMES.items() for word in words.split()}
HEADER_NAMES["enviado el"] = HEADER_NAMES["date sent"] = "sent"
HEADER_LETTERS: Final = "SsAaEeOoBbPp*"
"""What the lines of subject and date begin with: one of the two is above each pasted mail."""

# --- footers that no person wrote -------------------------------------------------------------

SCRUBBED: Final = (
    "[[alternative html", "-------------- next part", "------------ próxima parte",
    "an embedded and charset", "an embedded message was", "a non-text attachment was",
    "an html attachment was", "se ha borrado un adjunto", "se ha borrado un mensaje", "[image:",
    "[cid:",
)  # fmt: skip
SCRUBBED_HEADS: Final = frozenset(start[:2] for start in SCRUBBED)
SCRUBBED_FIELDS: Final = ("name:", "url:", "type:", "size:", "desc:", "from:", "subject:", "date:")

LEGAL_TERMS: Final = (
    "confiden", "privileg", "destinatari", "intended", "addressee", "disclos", "prohib",
    "protección de datos", "datos personales", "data protection", "personal data", "lopd",
    "rgpd", "gdpr", "reglamento (ue)", "unauthori", "no autoriz", "sin autoriz", "delete it",
    "by mistake", "in error", "por error", "elimin", "notif", "anexos", "adjuntos", "adjunts",
    "attachments", "recipient", "property of", "propiedad de", "strictly", "estrictamente",
    "legal", "virus", "do not necessarily", "not reflect", "views", "opiniones", "copyright",
    "ley ", "law", "exclusiv", "dissemin", "divulg", "responsab", "liab", "binding", "consent",
    "rectificación", "sole use", "uso exclusivo", "encamiñad", "imprim", "print", "sender",
    "remitente", "emisor",
)  # fmt: skip


LEGAL_TITLES: Final = (
    "aviso legal", "confidentiality n", "confidential -", "disclaimer: http", "disclaimer : http",
    "antes de imprimir", "please consider the env",
    "no imprima", "think before", "piense en", "piensa en", "the contents of this",
    "protección de datos", "aviso de conf",
)  # fmt: skip
LEGAL_HEADS: Final = frozenset((
    "avi", "not", "adv", "clá", "cla", "inf", "con", "dis", "leg", "imp", "pri", "pro", "est",
    "les", "ant", "pie", "por", "ple", "thi", "the", "bef", "sav", "any", "unl", "aqu", "abs",
    "res", "pue", "ust", "you", "el ", "la ", "le ", "de ", "en ", "si ", "no ", "if ", "a i",
))  # fmt: skip
"""The first three letters of whatever `legal_start` matches: a cheap test before it."""


@cache
def legal_start() -> re.Pattern[str]:
    return re.compile(
        r"[^\w]*(?:(?:aviso|nota|advertencia|cláusula|clausula|información|informacion)"
        r"(?: legal| de confidencialidad| sobre| básica| importante)?\b"
        r"|confiden|disclaimer|legal (?:notice|disclaimer)|important(?: notice|e)\b|privileged"
        r"|protección de datos|(?:este|el presente) (?:mensaje|correo|e-?mail|mail|documento)"
        r"|esta (?:comunicación|transmisión|información)|(?:la|a) informaci[oóó]n"
        r"|el (?:contenido|emisor|remitente)|le(?:s)? informamos|de conformidad|en cumplimiento"
        r"|conforme a|si (?:usted |ud\. )?(?:no es|ha recibido|recibe)|antes de imprimir"
        r"|no imprima|piense|por favor,? (?:considere|piense)|please (?:consider|think|don.t print)"
        r"|think (?:before|green)|(?:save|protect) (?:a tree|the)|before printing"
        r"|(?:this|the|any) (?:e-?mail|message|mail|communication|transmission|electronic"
        r"|information|contents?|views|opinions|preceding|sender)|if you (?:are not|have received"
        r"|receive)|unless|notice\b|aquest (?:missatge|correu)|la informació|abans d.imprimir"
        r"|please be advised|responsable del? tratamiento|puede ejercer|usted puede|you may)"
    )


AD_STARTS: Final = (
    "do you yahoo", "get your free", "chat with friends online", "join the world", "send and rec",
    "sent by go2net", "find the best deals", "make a great connection", "get email at your own",
    "yahoo! auctions", "listen to your yahoo", "try faster search", "make international calls",
    "nokia 5510", "send your free holiday", "buy the perfect", "check out yahoo", "great stuff",
    "get your own free", "free email", "great rates", "msn photos", "este correo electrónico ha",
    "este correo está limpio", "el software de antivirus avast", "libre de virus",
    "virus-free", "virus free", "this email has been checked", "scanned by", "no virus found",
    "este mensaje ha sido analizado", "este correo ha sido", "[image: avast", "[avast logo]",
    "haz clic aquí para darte de baja", "unsubscribe", "to unsubscribe", "darse de baja",
    "si no desea recibir", "si no deseas recibir", "if you no longer wish", "if you'd rather not",
    "you are receiving this", "you received this", "has recibido este", "recibes este",
    "recibe est",
    "para darse de baja", "para cancelar su suscripción", "update your preferences",
    "manage your preferences", "your use of yahoo", "© ",
    "----------------------- yahoo! groups",
    "this message was sent to", "este mensaje se ha enviado a",
    "all rights reserved", "todos los derechos reservados",
    "copyright ©", "copyright (c)", "copyright 20",
)  # fmt: skip
AD_HEADS: Final = frozenset(start[:4] for start in AD_STARTS)

# --- signatures -------------------------------------------------------------------------------

MOBILE: Final = (
    "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo", "sent via ",
    "sent on the go", "sent with", "sent wirelessly", "get outlook for", "enviado desde",
    "enviat des de", "enviado con ", "obtener outlook", "obtén outlook", "descargar outlook",
    "mandado desde", "enviado a través de", "from my iphone", "desde mi iphone", "desde mi móvil",
    "desde mi android",
)  # fmt: skip

AFTERWORD: Final = (
    "pd:",
    "pd.",
    "p.d",
    "pd ",
    "ps:",
    "ps.",
    "p.s",
    "ps ",
    "nb:",
    "n.b",
    "nota",
    "[1]",
    "[0]",
    "(1)",
)

MOBILE_HEADS: Final = frozenset(start[:4] for start in MOBILE)

CONTACT_WORDS: Final = (
    "tel", "tlf", "telf", "teléf", "phone", "fax", "cell", "mobile", "móvil", "movil", "ext.",
    "email", "e-mail", "mailto", "correo", "skype", "web", "voice", "office", "www.", "http",
    "linkedin", "twitter", "pager", "c/", "avda", "calle", "whatsapp", "direct", "orcid", "ph.",
)  # fmt: skip


@cache
def phone() -> re.Pattern[str]:
    """Seven digits or more with the marks that stand between them in a telephone number."""
    return re.compile(r"(?:\d[ ().+/-]{0,3}){7}")


# --- lists ------------------------------------------------------------------------------------

BULLETS: Final = frozenset("-*•·–—▪►➤✓✔✅➡👉🔹●○◦‣■□")


@cache
def numbered() -> re.Pattern[str]:
    """ "1." "2)" "(3)" "4.-" "5º" "1.2." "(iv)" "a)" at the start of an item."""
    return re.compile(
        r"(?:\(?\d{1,2}(?:\.\d{1,2})?(?:[.)ºª°]|\.-|\.\)|\)\.|-(?= ))"
        r"|\((?:[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\))(?=\s+\S)"
    )
