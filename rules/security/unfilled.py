"""What a template left behind: merge fields, dummy text, notes to oneself, a missing name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Block, Hit

_LINE_REACH: Final = 300  # characters looked at on either side of a candidate
_MOST: Final = 200  # candidates looked at
_STRICT: Final = ("list", "patch")  # where braces and brackets are mostly code

# Names that fields of templates have: only these count between brackets.
_BEFORE: Final = (
    r"(?:tu|su|mi|your|my|their|recipient(?:'s)?|customer(?:'s)?|client(?:'s)?|contact|first|last"
    r"|full|user|company|insert(?:ar?|e)?|add|enter|introducir|introduzca|poner|pon|escribir"
    r"|escribe|completar|rellenar|put|nombre|name|apellidos?|the|el|la|lead|prospect|account"
    r"|product|event|project|sender|manager(?:'s)?|hiring|job|start|due)"
)
_PERSON: Final = (
    r"(?:nombres?|apellidos?|name|surname|firstname|lastname|fname|lname|empresa|compañ[ií]a"
    r"|company|cliente|client|customer|destinatario|recipient|remitente|contacto|contact)"
)
_THING: Final = (
    r"(?:cargo|puesto|position|role|fecha|date|d[ií]a|hora|time|importe|amount|precio|price"
    r"|cantidad|quantity|tel[eé]fono|phone|n[uú]mero|number|correo|email|direcci[oó]n|address"
    r"|ciudad|city|pa[ií]s|country|producto|product|servicio|service|proyecto|project|enlace|link"
    r"|asunto|subject|firma|signature|sender|manager|tema|topic|lugar|place|location|motivo|reason"
    r"|referencia|plazo|deadline|evento|event|sector|industry|title|t[ií]tulo)"
)
_AFTER: Final = (
    r"(?:[ _.-](?:(?:del?|of|the|la|el|tu|su) ){0,2}"
    r"(?:cliente|empresa|company|completo|contacto|name|number|here|aqu[ií]|proyecto))?"
)
_NAME: Final = rf"(?i:(?:{_BEFORE}[ _./-]?){{0,2}}(?:{_PERSON}|{_THING}){_AFTER})"

# Where one can start: looked for first, because it costs much less.
_OPENER: Final = r"[{\[<%*$][{|%a-zA-ZÁÉÍÓÚáéíóú< \t]"
_FIELD: Final = (
    r"(?P<double>\{\{[{#/^&>]?[ \t]*[\w.\-'|\"][\w.\-' |\"]{0,60}\}?\}\})"
    r"|(?P<mail>\*\|[A-Z][A-Z0-9_:]{1,40}\|\*|%%[A-Za-z_][\w ]{1,40}%%|\{%[^%\n]{1,80}%\}"
    r"|\$\{[a-z][\w.]{1,40}\})"
    r"|(?P<percent>%(?!PATH|APPDATA|USERPROFILE|TEMP|HOME|SYSTEM|PROGRAM)[A-Z][A-Z_]{2,30}%)"
    rf"|(?P<curly>(?<![\w\\{{}}$])\{{[ \t]*{_NAME}[ \t]*\}})"
    rf"|(?P<square>(?<![\w\[)\]])\[[ \t]*(?:{_NAME}|XX+|TBC|TBD|TODO|POR DEFINIR|PENDIENTE"
    r"|(?i:insert(?:ar)?|completar|rellenar|poner aqu[ií])\b[^\]\[\n]{0,60})[ \t]*\](?![(\[\]]))"
    rf"|(?P<angle><<?[ \t]*(?i:(?:{_BEFORE}[ _./-]?){{0,2}}{_PERSON}{_AFTER})[ \t]*>>?)"
)
_BARE: Final = (
    r"\b(?:FNAME|LNAME|FIRST_?NAME|LAST_?NAME|NOMBRE_CLIENTE|NOMBRE_EMPRESA|CUSTOMER_NAME"
    r"|COMPANY_NAME)\b(?!\s*[=:])"
)
_MONTHS: Final = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_NOTE: Final = (
    r"(?P<lorem>(?i:lorem ipsum(?: dolor sit amet)?))"
    r"|(?P<date>(?<![\w/])XX[/.-]XX[/.-](?:XXXX|XX|20\d\d)\b"
    rf"|\bXX+(?= ?(?:de (?:{_MONTHS})\b|€|%|euros)))"
    r"|(?P<dummy>(?<![\w/\\.$#@:-])XXX+(?![\w/\\-]|\.\w))"
    r"|(?P<todo>(?:^[ \t>*#-]*+|[\[(])(?:TODO|FIXME|TBD|TBC):[^\n]{0,60}"
    r"|\((?:TODO|FIXME|TBD|TBC)\))"
)
_ROMAN: Final = r"XXX(?: (?:aniversario|edici[oó]n|[A-ZÁÉÍÓÚ][a-záéíóú])|\Z)"

# A greeting whose name is missing, or is what a program prints for nothing.
_NAMELESS: Final = (
    r"(?:(?i:hola|hello|hi|hey|buenos d[ií]as|buenas tardes|good morning|good afternoon)"
    r"(?= *[^:\s])|(?i:dear|estimad[oa](?:/a)?|querid[oa]|apreciad[oa])"
    r"(?: (?i:sr|sra|mr|ms|mrs|dr|señora?)\.?)?)"
    r"(?: +[,:][ \t]*$| (?i:null|undefined|none|nan|nombre_?|name|n/a|#n/a)[ \t]*[,:])"
)
_CODE: Final = (
    r"<-|->|[;=]\s*$|==|\w\(|\)\s*\{|\\[a-zA-Z]+\{|^\s*[{}#@$]|::|\"\s*:|^ {4}|\t\S|%>%|%in%|`|</\w"
    r"|\b(?:function|paste|print|glue|sprintf|library|return|template|plantilla|markdown|yaml|mustache|jinja)\b"
)


def unfilled(context: Context) -> Iterator[Hit]:
    """Each field or note that a template left in what was typed, the signature included."""
    document = context.document
    text = document.text
    strict = context.profile in _STRICT
    for block in document.written[:1]:
        nameless = compiled(_NAMELESS).match(text, block.start)
        if nameless and not strict:
            yield _hit(text, block.start, nameless.end())
    signatures = [b for b in document.blocks if b.kind == "signature"]
    for block in (*document.judged, *signatures):
        yield from _fields(text, block, strict=strict)
        part = text[block.start : block.end]
        if any(mark in part for mark in ("XX", "rem ipsum", "REM IPSUM", "TODO", "FIXME", "TB")):
            yield from _notes(text, block, strict=strict)


def _fields(text: str, block: Block, *, strict: bool) -> Iterator[Hit]:
    field, end = compiled(_FIELD), block.start
    for opener in islice(compiled(_OPENER).finditer(text, block.start, block.end), _MOST):
        if opener.start() < end:
            continue
        match = field.match(text, opener.start(), block.end)
        if match is None or _is_code(text, match.start()):
            continue
        if strict and match.lastgroup not in ("square", "double"):
            continue
        if strict and not (" " in match.group() and compiled(_NAME).search(match.group())):
            continue
        end = match.end()
        yield _hit(text, *match.span())
    if text.find("NAME", block.start, block.end) > 0 or text.find("NOMBRE_", block.start, block.end) > 0:
        for match in islice(compiled(_BARE).finditer(text, block.start, block.end), _MOST):
            if not strict and match.start() >= end and not _is_code(text, match.start()):
                yield _hit(text, *match.span())


def _notes(text: str, block: Block, *, strict: bool) -> Iterator[Hit]:
    for match in islice(compiled(_NOTE).finditer(text, block.start, block.end), _MOST):
        kind, (start, end) = match.lastgroup, match.span()
        if strict and kind in ("dummy", "todo"):
            continue
        if kind == "dummy" and block.kind in ("closing", "signature"):
            continue  # kisses
        if compiled(_ROMAN).match(text, start) or text[max(0, start - 5) : start] == "iglo ":
            continue
        if _is_code(text, start):
            continue
        while text[start] in " \t>*#-":
            start += 1
        yield _hit(text, start, end)


def _is_code(text: str, at: int) -> bool:
    low = max(text.rfind("\n", max(0, at - _LINE_REACH), at) + 1, at - _LINE_REACH, 0)
    high = text.find("\n", at, at + _LINE_REACH)
    high = high if high >= 0 else min(len(text), at + _LINE_REACH)
    return compiled(_CODE).search(text, low, high) is not None


def _hit(text: str, start: int, end: int) -> Hit:
    return Hit(start, end, {"text": text[start:end].strip()[:40]})
