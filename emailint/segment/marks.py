"""The words and shapes by which the parts of a mail are told apart (es, en; some neighbours).

Data only: the modules beside it decide what a match means. All are looked up at the start of one
stripped line, in lower case unless said. Literal starts, not patterns: to compile an alternation
of so many words takes longer than to read a whole mail.
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
    "from": "from de von od da desde fra från van",
    "sent": "sent enviado enviada gesendet envoyé enviat inviato date fecha data datum odesláno "
    "sendt skickat verzonden",
    "to": "to para à an a per komu til till aan",
    "cc": "cc cco bcc c.c. kopie copie kopi",
    "subject": "subject asunto assunto objet betreff oggetto assumpte předmět re emne ämne "
    "onderwerp",
}
HEADER_NAMES: Final = {word: k for k, words in _HEADER_NAMES.items() for word in words.split()}
HEADER_NAMES["enviado el"] = HEADER_NAMES["date sent"] = "sent"
HEADER_LETTERS: Final = "SsAaEeOoBbPpÄä*"
"""What the lines of subject and date begin with: one of the two is above each pasted mail."""

# --- footers that no person wrote -------------------------------------------------------------

SCRUBBED: Final = (
    "[[alternative html", "-------------- next part", "------------ próxima parte",
    "an embedded and charset", "an embedded message was", "a non-text attachment was",
    "an html attachment was", "se ha borrado un adjunto", "se ha borrado un mensaje", "[image:",
    "[cid:", "<embedded", "(embedded image", "-----begin pgp sign",
)  # fmt: skip
SCRUBBED_HEADS: Final = frozenset(start[:2] for start in SCRUBBED)
SCRUBBED_FIELDS: Final = (
    "name:",
    "url:",
    "type:",
    "size:",
    "desc:",
    "from:",
    "subject:",
    "date:",
    "hash:",
)

LEGAL_TERMS: Final = (
    "confiden", "privileg", "destinatari", "intended", "addressee", "disclos", "prohib",
    "protección de datos", "datos personales", "data protection", "personal data", "lopd",
    "rgpd", "gdpr", "reglamento (ue)", "unauthori", "no autoriz", "sin autoriz", "delete it",
    "by mistake", "in error", "por error", "elimin", "notif", "anexos", "adjuntos", "adjunts",
    "attachments", "recipient", "property of", "propiedad de", "strictly", "estrictamente",
    "legal", "virus", "do not necessarily", "not reflect", "views", "opiniones", "copyright",
    "ley ", "law", "exclusiv", "dissemin", "divulg", "responsab", "liab", "binding", "consent",
    "rectificación", "sole use", "uso exclusivo", "encamiñad", "imprim", "print", "sender",
    "remitente", "emisor", "destinatair", "par erreur", "expéditeur", "détrui", "supprim",
    "vertraulich", "empfänger", "irrtümlich", "absender", "unbefugt", "löschen", "vernichten",
    "weitergabe",
)  # fmt: skip


LEGAL_TITLES: Final = (
    "aviso legal", "confidentiality n", "confidential -", "disclaimer: http", "disclaimer : http",
    "antes de imprimir", "please consider the env",
    "no imprima", "think before", "piense en", "piensa en", "the contents of this",
    "protección de datos", "aviso de conf",
)  # fmt: skip
LEGAL_STARTS: Final = (
    "aviso", "nota", "advertencia", "cláusula", "clausula", "información", "informacion",
    "confiden", "disclaimer", "legal notice", "legal disclaimer", "important", "privileged",
    "protección de datos", "este mensaje", "este correo", "este e-mail", "este email", "este mail",
    "este documento", "el presente mensaje", "el presente correo", "el presente documento",
    "esta comunicación", "esta transmisión", "esta información", "la información",
    "a información", "la informacion", "el contenido", "el emisor", "el remitente",
    "le informamos", "les informamos", "de conformidad", "en cumplimiento", "conforme a",
    "si no es", "si usted no es", "si ud. no es", "si ha recibido", "si usted ha recibido",
    "si ud. ha recibido", "si recibe", "si usted recibe", "antes de imprimir", "no imprima",
    "piense", "por favor considere", "por favor, considere", "por favor piense",
    "por favor, piense", "please consider", "please think", "please don't print",
    "please be advised", "think before", "think green", "save a tree", "save the", "protect the",
    "protect a tree", "before printing", "this e-mail", "this email", "this message", "this mail",
    "this communication", "this transmission", "this electronic", "this information",
    "the e-mail", "the email", "the message", "the communication", "the transmission",
    "the electronic", "the information", "the content", "the view", "the opinions",
    "the preceding", "the sender", "any e-mail", "any email", "any message", "any mail",
    "any communication", "any transmission", "any electronic", "any information", "any content",
    "any view", "any opinions", "if you are not", "if you have received", "if you receive",
    "unless", "notice", "aquest missatge", "aquest correu", "la informació", "abans d'imprimir",
    "responsable de tratamiento", "responsable del tratamiento", "puede ejercer", "usted puede",
    "you may", "ce message", "ce courriel", "ce courrier", "ce mail", "cet e-mail", "cet email",
    "le contenu de ce", "le présent message", "les informations contenues", "si vous n'êtes pas",
    "si vous avez reçu", "diese e-mail", "diese mail", "diese nachricht", "dieses e-mail",
    "der inhalt dieser", "die information", "wenn sie nicht", "falls sie nicht", "vertraulich",
    "esta mensagem", "a presente mensagem",
)  # fmt: skip
"""How a notice begins; whether it is one is then told by its terms."""


AD_STARTS: Final = (
    "do you yahoo", "get your free", "chat with friends online", "join the world", "send and rec",
    "sent by go2net", "find the best deals", "make a great connection", "get email at your own",
    "to update or terminate", "to update or cancel", "to subscribe or unsubscribe",
    "to change your subscription", "to modify your subscription", "to cancel your subscription",
    "to be removed from", "to remove yourself", "to stop receiving", "to opt out",
    "to manage your subscription", "yahoo! auctions", "listen to your yahoo",
    "try faster search", "make international calls",
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


PROVIDERS: Final = (
    "yahoo", "hotmail", "msn", "windows live", "messenger", "juno", "netscape", "lycos", "excite",
    "aol.com", "terra.", "latinmail", "gmx", "web.de", "mail.com", "outlook.com",
)  # fmt: skip
"""Whose free mail puts an ad of theirs under a rule at the end of what people send."""

FILE_ENDINGS: Final = frozenset((
    "bmp", "csv", "dat", "dbf", "doc", "docx", "eml", "exe", "gif", "htm", "html", "ics", "jpeg",
    "jpg", "log", "mdb", "msg", "odt", "pdf", "png", "ppt", "pptx", "rar", "rtf", "tif", "txt",
    "vcf", "wav", "wpd", "xls", "xlsx", "xml", "zip",
))  # fmt: skip


def _by_head(starts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """By their first three letters, so that one look-up dismisses most lines."""
    heads: dict[str, tuple[str, ...]] = {}
    for start in starts:
        heads[start[:3]] = (*heads.get(start[:3], ()), start)
    return heads


LEGAL_HEADS: Final = _by_head(LEGAL_STARTS)
AD_HEADS: Final = _by_head(AD_STARTS)

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
