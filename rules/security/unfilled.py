"""What a template left behind: merge fields, dummy text, notes to oneself, a name that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Hit

_LONGEST_LINE: Final = 2_000
# Names that fields of templates have; only these count between single brackets.
_FIELD_NAMES: Final = (
    r"(?:(?:tu|su|mi|your|my|their|recipient'?s?|customer'?s?|client'?s?|contact|first|last|full|nick|user|company"
    r"|insert(?:ar)?|add|enter|introduc[ei]r?|poner|escrib[ei]r?|completar|rellenar|put|nombre|apellidos?|the|el|la|lead"
    r"|prospect|account|product|event|project|sender|manager'?s?|hiring)[ _./-]?){0,3}"
    r"(?:nombres?|apellidos?|name|surname|firstname|lastname|fname|lname|empresa|company|cliente|client|customer|cargo"
    r"|puesto|position|title|role|fecha|date|d[ií]a|day|hora|time|importe|amount|precio|price|cantidad|quantity"
    r"|tel[eé]fono|phone|number|n[uú]mero|correo|email|e-mail|direcci[oó]n|address|ciudad|city|pa[ií]s|country"
    r"|producto|product|servicio|service|proyecto|project|enlace|link|url|asunto|subject|texto|text|firma|signature"
    r"|destinatario|recipient|remitente|sender|contacto|contact|manager|tema|topic|lugar|place|location|motivo|reason"
    r"|referencia|reference|plazo|deadline|evento|event|sector|industry|here|aqu[ií]|details|detalles|info|x{2,})"
    r"(?:[ _./-]?(?:del?|of|the|la|el|cliente|empresa|company|here|aqu[ií]|completo|s|name|number|contacto|aquí)){0,3}"
)
_MARKS: Final = ("{", "[", "<", "%", "*|", "XX", "xx", "TODO", "TBC", "TBD", "orem", "??", "___", "FIXME", "$")
_FIELD: Final = (
    r"\{\{\{?[ \t]*[#/^&>]?[\w.\-' |\"]{1,60}[ \t]*\}?\}\}|\{%[^%\n]{1,80}%\}|\*\|[A-Z][A-Z0-9_:]{1,40}\|\*"
    r"|%%[\w ]{1,40}%%|%[A-Z][A-Z_]{2,30}%|\$\{[\w.]{1,40}\}"
    rf"|(?P<curly>(?<![\w\\{{}}$])\{{[ \t]*{_FIELD_NAMES}[ \t]*\}})"
    rf"|(?P<square>\[[ \t]*(?:{_FIELD_NAMES}|XX+|TBC|TBD|POR DEFINIR|pendiente|placeholder|\.\.\. ?|insert[^\]\n]{{1,60}}"
    r"|insertar [^\]\n]{1,60}|completar[^\]\n]{0,60}|rellenar[^\]\n]{0,60})[ \t]*\](?!\())"
    rf"|(?P<angle><<?[ \t]*{_FIELD_NAMES}[ \t]*>>?)"
    r"|(?P<date>\b(?:XX|xx|DD|dd)/(?:XX|xx|MM|mm)/(?:XXXX|xxxx|AAAA|aaaa|YYYY|yyyy|XX|xx|YY|AA)\b)"
)
_NOTE: Final = (
    r"(?P<lorem>\blorem ipsum\b)|(?<![\w/\\.-])(?P<xxx>XXX+)(?![\w/\\.-])|(?<![\w/])(?P<todo>(?:TODO|FIXME):[ \t]*\S[^\n]{0,60})"
)
# What names a person and can't stand alone before a comma.
_NAMELESS: Final = (
    r"(?i:(?:hola|hello|hi|hey|dear|buenos d[ií]as|buenas tardes|estimad[oa]s?(?:/[ao])?|querid[oa]s?|apreciad[oa]"
    r"|good (?:morning|afternoon)|estimado sr\.?|estimada sra\.?|dear (?:mr|ms|mrs|dr)\.?))(?P<gap> +)(?=[,:])"
    r"|(?i:dear|estimad[oa]|apreciad[oa]|querid[oa])(?P<none>)[ \t]*(?=[,:][ \t]*$)"
)
# Brackets and marks that are code's: on lists they are no template.
_CODE: Final = (
    r"<-|->|[;=]\s*$|==|\w\(|\)\s*\{|\\[a-zA-Z]+\{|^\s*[{}#\[\]\"'@$>]|\$\w+\$|::|\"\s*:|^ {4}|\t\S|%>%|%in%|`|</\w"
    r"|\b(?:function|paste|cat|print|glue|sprintf|library|return|template|plantilla|markdown|yaml|mustache|jinja)\b"
)


def unfilled(context: Context) -> Iterator[Hit]:
    """Each field or note that a template left in what was typed, the signature included."""
    document = context.document
    text = document.text
    greeting = next((b for b in document.written if b.kind == "greeting"), None)
    if greeting is not None and (hit := _nameless(text, greeting)):
        yield hit
    if not any(mark in text for mark in _MARKS):
        return
    signatures = [b for b in document.blocks if b.kind == "signature"]
    for block in (*document.judged, *signatures):
        yield from _fields(context, block)


def _nameless(text: str, block: Block) -> Hit | None:
    match = compiled(_NAMELESS).match(text, block.start, block.end + 1)
    if match is None:
        return None
    return Hit(block.start, match.end(), {"text": match.group().strip()})


def _fields(context: Context, block: Block) -> Iterator[Hit]:
    text = context.document.text
    part = text[block.start : block.end]
    strict = context.profile in ("list", "patch")
    found: list[tuple[int, int]] = []
    if any(m in part for m in "{[<%*$/"):
        for match in compiled(f"(?i:{_FIELD})" if False else _FIELD_ANY_CASE).finditer(
            text, block.start, block.end
        ):
            if match.lastgroup in ("curly", "square", "angle", "date", None) and not _is_code(text, match.start(), strict=strict):
                found.append(match.span())
    if "XXX" in part or "orem" in part or "TODO:" in part or "FIXME:" in part:
        for match in compiled(_NOTE).finditer(text, block.start, block.end):
            if not _is_code(text, match.start(), strict=strict) and not _is_roman(text, match.start(), match.end()):
                found.append(match.span())
    for start, end in found:
        yield Hit(start, end, {"text": text[start:end][:40]})
