"""Who sends a campaign and where they are: what the law asks the mail to show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.campaign.anchors import anchors_of
from emailint.campaign.kinds import is_caused
from emailint.campaign.opt_out import opt_out
from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.tokens import fold

# Street and number, a postal code with its place, a box: names of places have capitals.
_NAME: Final = r"[A-ZÁÉÍÓÚÑÜÇ][\w.'’ºª-]*+"
_SMALL: Final = r"\b(?:del?|la|las|los|el|y|i|du|des|della?)\b\s*+"
_STREET: Final = (
    r"\b(?i:calle|cll|carrera|cra|avenida|av)\b\.? \d{1,3}\b(?! (?:de|horas|min|km))|"
    r"\b(?i:c/|av\.|pl\.|pº|pol\.|col\.|(?:calle|avda|avenida|avinguda|plaza|pza|paseo|passeig|carrer|rua|ronda"
    r"|travesía|camino|carretera|ctra|polígono|urbanización|glorieta|gran vía|rambla|cuesta|callejón|alameda"
    r"|carrera|cra|cll|jirón|colonia|rue|via|viale|piazza|boulevard)\b\.?)\s*+"
    rf"(?:{_SMALL}){{0,3}}+{_NAME}\s*+(?:{_NAME}\s*+|{_SMALL}){{0,5}}+,?\s*+"
    r"(?i:n[.ºo°]{0,2}|núm\.?|número|km\.?|local|nave)?\s*+(?:\d|s/n)"
    rf"|\b\d{{1,6}}[A-Za-z]?,?\s++(?:(?:{_NAME}|\d++(?:st|nd|rd|th))\s++){{1,4}}?"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Square|Sq|Place|Terrace|Parkway|Pkwy"
    r"|Highway|Hwy)\b"
    r"|[A-ZÄÖÜ][a-zß-ÿ]{2,30}(?:strasse|straße|str\.|weg|platz|gasse|allee) \d"
    r"|\b(?:Suite|Ste\.?|Unit|Floor) #?\w{1,6}\b|\b(?i:p\.? ?o\.? box|apartado(?: de correos| postal)?|apdo\.?) \d"
)
_CODE: Final = (
    r"\b(?:[A-Z]{1,2}-)?\d{5},?\s++\(?[A-ZÁÉÍÓÚÑÇ][a-záéíóúñçü'’]{2}|\b\d{4} ?[A-Z]{2},? [A-Z]"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z][a-z]++,? [A-Z]{2},? \d{5}\b|\b(?i:c\.?p\.?):? ?\d{5}\b"
)
_FIELD: Final = r"(?:addr|direccion|domicilio|street|physical|postal|list_company|sender_info)"
_IN_FIELD: Final = rf"[{{*%\[][^\n{{}}*%\[\]]{{0,60}}{_FIELD}"
_NOTICE: Final = (
    r"\baviso legal\b|\bnota legal\b|\binformacion legal\b|\bdatos (?:legales|fiscales)\b|\blegal (?:notice|information|disclosure)\b"
    r"|\bimprint\b|\bimpressum\b|\blegal\b|quienes somos|about us"
)
_LEGAL_FORM: Final = (
    r"[\w.&)\"”»'’],?\s(?:S\.\s?[LA]\.(?:\s?(?:U|L|P|N\.\s?E)\b)?(?!\w)|S\.?L\.?[ULP]?\.?(?!\w)|S\.?A\.?U?\.?(?!\w)|S\. ?Coop"
    r"|C\.B\.|SCP\b|S\.C\.|Ltd\b|Limited\b|LLC\b|L\.L\.C|Inc\b|Corp\b|Corporation\b|PLC\b|plc\b|LLP\b|GmbH\b|AG\b|KG\b"
    r"|B\.?V\.?\b|N\.V\.|SARL\b|SAS\b|S\.?r\.?l\b|SpA\b|S\.p\.A|Oy\b|AB\b|ApS\b|Ltda\b|S\. ?de ?R\. ?L|S\.A\. de C\.V)"
    r"|\b(?:C\.?I\.?F|N\.?I\.?F|VAT|RUC|CUIT|NIT|EIN)\b\.?:?(?: (?:no|number|n[ºo°])\.?:?)? ?[A-Z]{0,3}-?\d"
    r"|\b(?i:company (?:no|number|registration)|registered (?:in|office|charity)|registro mercantil|inscrit[ao] en el)\b"
)
# A brand after © tells nobody who is behind it; what is registered under such a name does.
_BODY: Final = (
    r"(?:(?m:^)|[·|•©(–—]|20\d\d,?)[^\S\n]*(?:(?i:la )?(?i:fundaci[oó]n|asociaci[oó]n|federaci[oó]n|ayuntamiento|diputaci[oó]n|ministerio|universidad|instituto"
    r"|colegio|sindicato|cooperativa|museo|parroquia|fundació|associació|ajuntament|universitat)"
    rf" (?:{_SMALL}){{0,3}}+[A-ZÁÉÍÓÚÑÜÇ]"
    r"|(?:The )?(?:[A-Z][\w'’-]{1,30} ){1,4}(?:Foundation|Association|Federation|University|Council|Institute|Society|Trust|Charity|Museum|Co-op)\b"
    r"|(?:University|Museum|Institute|Council|Diocese) (?:of|for) (?:the )?[A-Z])"
)
_AUTHOR: Final = rf"\b(?:by|por) {_NAME} {_NAME}"
_SENT_BY: Final = (
    r"\b(?:enviad[oa]|remitid[oa]) por (?!correo|e-?mail|mail|favor)\w|\b(?:sent|brought) (?:to you )?by (?!e-?mail|mail|post)\w"
    r"|\bes (?:una publicacion|un boletin|un servicio|un proyecto) de \w"
    r"|[*{%\[][^\n{}*%\[\]]{0,40}(?:company|empresa|organi[sz]ation|account\.name|sender_name|list:name)"
)
_GENERIC: Final = frozenset({
    "news", "newsletter", "boletin", "info", "mail", "email", "correo", "marketing", "hola", "hello",
    "tienda", "shop", "store", "team", "equipo", "noticias", "ofertas",
})  # fmt: skip
_FOOT: Final = 400  # characters before the first word on the way out that belong to the foot too


def address_missing(context: Context) -> Iterator[Hit]:
    """No postal address; where the law takes a page that gives it, no link to one either."""
    document = context.document
    if document.reply:
        return
    text = context.folded
    if compiled(_IN_FIELD).search(text, document.body_start):
        return
    if any(compiled(p).search(document.text, document.body_start) for p in (_STREET, _CODE)):
        return
    if context.situation.jurisdiction != "us" and _has_notice(context):
        return
    if is_caused(document):  # asked last: it reads the most
        return
    at = len(document.text.rstrip())
    yield Hit(at, at)


def unidentified(context: Context) -> Iterator[Hit]:
    """No company, person or body named at the foot, no address, no tax number."""
    document = context.document
    if document.reply:
        return
    text, low = context.folded, document.body_start
    if compiled(_LEGAL_FORM).search(document.text, low):
        return
    if compiled(_SENT_BY).search(text, low):
        return
    found = opt_out(document)
    first = min([span.start for span in found.mentions] + [a.start for a in found.links], default=0)
    if not first or first - _FOOT < low:
        first = len(text) * 3 // 4
    first = max(low, first - _FOOT)
    foot = text[first:]
    squeezed = compiled(r"\W").sub("", foot)
    if any(name in squeezed for name in _names(context)):
        return
    # whoever gives an address there names the house too
    if any(compiled(p).search(document.text, first) for p in (_STREET, _CODE, _BODY, _AUTHOR)):
        return
    if is_caused(document):
        return
    at = len(document.text.rstrip())
    yield Hit(at, at)


def _names(context: Context) -> set[str]:
    """What the sender is called, without blanks: its name, and that of the domain it writes from."""
    sender = context.document.message.sender
    if sender is None:
        return set()
    names = {compiled(r"\W").sub("", fold(sender.name)), *sender.domain.split(".")[-3:-1]}
    return {name for name in names if len(name) > 3} - _GENERIC


def _has_notice(context: Context) -> bool:
    """Whether a link leads to a legal notice, which must give the address."""
    return any(
        anchor.href and compiled(_NOTICE).search(fold(f"{anchor.text} {anchor.href}"))
        for anchor in anchors_of(context.document)
    )
