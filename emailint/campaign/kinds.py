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
_CAUSED: Final = (
    r"\b(?:reset|resetting|change|changing|forgot|forgotten) (?:your |my |the )?password\b|\bpassword (?:reset|change)"
    r"|\b(?:verify|confirm|validate|activate) your (?:e-?mail|account|address|subscription)\b|\bverification code\b|\bone-time (?:code|password)\b"
    r"|\b(?:your|a|order|payment|this) receipt\b|\breceipt for\b|\bthanks for your (?:purchase|order|payment)\b"
    r"|\b(?:your|this is an|new) invoice\b|\binvoice (?:#|no|number|for)\b|\border (?:#|no\.?|number|confirmation|confirmed)"
    r"|\byour order (?:has|is|was)\b|\bhas invited you\b|\binvited you to\b|\btrial (?:has |is |period )?(?:end|expir|about|for)"
    r"|\b(?:commented on|mentioned you|left a comment)\b|\b(?:unable to process|couldn.t process|update) your (?:last |latest )?payment"
    r"|\b(?:restablec|recuper|cambi)\w* (?:tu|su|la) contrasena\b|\bcontrasena (?:olvidada|nueva)\b|\bcodigo de (?:verificacion|acceso|seguridad|un solo uso)\b"
    r"|\b(?:verific|confirm|activ|valid)\w* (?:tu|su) (?:correo|cuenta|direccion|e-?mail|suscripcion)\b|\bconfirmacion (?:de|del) (?:tu |su )?(?:pedido|compra|pago|reserva|cita)\b"
    r"|\b(?:tu|su|adjuntamos la|nueva) factura\b|\bfactura (?:n|de tu|de su|correspondiente)|\bhemos recibido (?:tu|su) (?:pedido|pago|solicitud)\b"
    r"|\b(?:tu|su) pedido (?:ha|esta|n|ya)\b|\bpedido n[.ºo°]|\bte ha(?:n)? invitado\b|\b(?:periodo|version) de prueba\b|\brecibo de\b"
)


@lru_cache(maxsize=1)
def is_caused(document: Document) -> bool:
    """Whether the subject, the title or the beginning says that the reader's own act caused it."""
    title = document.html.title if document.html else ""
    start = document.body_start
    beginning = document.text[start : start + _BEGINNING]
    text = fold(f"{document.subject_text}\n{title}\n{beginning}").replace("ñ", "n")
    return re.search(_CAUSED, text) is not None
