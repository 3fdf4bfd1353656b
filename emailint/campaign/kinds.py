"""Mail that a reader caused: receipts, passwords, invitations. What is asked of advertising isn't
asked of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from emailint.tokens import fold

if TYPE_CHECKING:
    from emailint.document import Document

_BEGINNING: Final = 900
"""Characters of the body in which such a mail says what it is."""
_MONTH: Final = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_CAUSED: Final = (
    r"\b(?:reset|resetting|change|changing|forgot|forgotten) (?:your |my |the )?password\b|\bpassword (?:reset|change)"
    r"|\b(?:verify|confirm|validate|activate) your (?:e-?mail|account|address|subscription)\b|\bverification code\b"
    r"|\bone-time (?:code|password)\b|\b(?:your|order|payment|this) receipt\b|\bthanks for your (?:purchase|order|payment)\b"
    r"|\b(?:your|this is an|new) invoice\b|\binvoice (?:#|no\.|number\b|for\b)|\border (?:#|no\.|number\b|confirmation\b|confirmed\b)"
    r"|\byour order (?:has|is|was)\b|\b(?:has )?invited you to\b|\byour [^\n]{0,40}trial\b[^\n.]{0,40}\b(?:expir|end)(?:s|es|ed|ing)\b"
    r"|\b(?:commented on|mentioned you|left a comment)\b|\b(?:unable to process|couldn.t process|update) your (?:last |latest )?payment"
    r"|\b(?:restablec|recuper|cambi)\w* (?:tu|su|la) contrasena\b|\bcontrasena (?:olvidada|nueva)\b"
    r"|\bcodigo de (?:verificacion|acceso|seguridad|un solo uso)\b"
    r"|\b(?:verific|confirm|activ|valid)\w* (?:tu|su) (?:correo|cuenta|direccion|e-?mail|suscripcion)\b"
    r"|\bconfirmacion (?:de|del) (?:tu |su )?(?:pedido|compra|pago|reserva|cita)\b"
    rf"|\b(?:aqui tienes|adjuntamos|descarga) (?:la|tu|su) factura\b|\b(?:tu|su) factura (?:de (?:{_MONTH})|n[.º°]|esta\b|ya esta\b)"
    r"|\bhemos recibido (?:tu|su) (?:pedido|pago|solicitud)\b|\b(?:tu|su) pedido (?:ha sido|ha salido|esta en|esta listo|va de camino)\b"
    r"|\bpedido n[.º°]|\bte (?:ha|han) invitado\b|\b(?:periodo|version) de prueba (?:ha|esta|va|termina|caduca|finaliza|acaba)"
    r"|\brecibo de (?:tu|su) (?:compra|pago|pedido)\b|\byour (?:log-?in|sign-?in) (?:information|details)\b"
    r"|\b(?:tus|sus) datos de acceso\b"
)


@lru_cache(maxsize=1)
def is_caused(document: Document) -> bool:
    """Whether the subject, the title or the beginning says that the reader's own act caused it."""
    title = document.html.title if document.html else ""
    start = document.body_start
    beginning = document.text[start : start + _BEGINNING]
    text = fold(f"{document.subject_text}\n{title}\n{beginning}").replace("ñ", "n")
    return re.search(_CAUSED, text) is not None
