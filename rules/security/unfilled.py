"""What a template left behind: merge fields, dummy text, notes to oneself, a missing name."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.matchers import compiled
from emailint.model import Block, Hit
from emailint.prose import line_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context

_LINE_REACH: Final = 300  # characters looked at on either side of a candidate
_MOST: Final = 200  # candidates looked at
_STRICT: Final = ("list", "patch")  # where braces and brackets are mostly code

# Without one of these a block is not looked at any further.
_FIELD_MARKS: Final = ("{", "[", "<", "%", "*|", "$", "NAME", "NOMBRE_")
_NOTE_MARKS: Final = ("XX", "rem ipsum", "REM IPSUM", "TODO", "FIXME", "TB", "ext block", "paragraph block",
               "ext here", "exto aqu")  # fmt: skip

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
    r"(?:cliente|empresa|company|completo|contacto|name|number|here|aqu[ií]|proyecto|y apellidos))?"
)
_NAME: Final = rf"(?i:(?:{_BEFORE}[ _./-]?){{0,2}}(?:{_PERSON}|{_THING}){_AFTER})"

# Where one can start: looked for first, because it costs much less.
_OPENER: Final = r"[{\[<%*$][{|%a-zA-ZÁÉÍÓÚáéíóú< \t]"
_FIELD: Final = (
    r"(?P<double>\{\{[{#/^&>]?[ \t]*[\w.\-'|\"][\w.\-' |\"]{0,60}\}?\}\})"
    r"|(?P<mail>\*\|[A-Z][A-Z0-9_:]{1,40}\|\*|%%[A-Za-z_][\w ]{1,40}%%|\{%[^%\n]{1,80}%\}"
    rf"|\$\{{{_NAME}\}})"
    r"|(?P<percent>%(?!PATH|APPDATA|USERPROFILE|TEMP|HOME|SYSTEM|PROGRAM|DATE%|TIME%|CD%)[A-Z][A-Z_]{2,30}%)"
    rf"|(?P<curly>(?<![\w\\{{}}$])\{{[ \t]*{_NAME}[ \t]*\}})"
    rf"|(?P<square>(?<![\w\[)\]])\[[ \t]*(?:{_NAME}|XX+|TBC|TBD|TODO|POR DEFINIR|PENDIENTE"
    r"|(?i:insert(?:ar)?|completar|rellenar|poner aqu[ií])\b[^\]\[\n]{0,60})[ \t]*\](?![(\[\]]))"
    rf"|(?P<angle><<?[ \t]*(?i:(?:{_BEFORE}[ _./-]?){{0,2}}{_PERSON}{_AFTER})[ \t]*>>?)"
)
_BARE: Final = (
    r"\b(?:FNAME|LNAME|FIRST_?NAME|LAST_?NAME|NOMBRE_CLIENTE|NOMBRE_EMPRESA|CUSTOMER_NAME"
    r"|COMPANY_NAME)\b(?!\s*[=:])"
)
# Between brackets these tell a field by themselves; "[date]" may be left open on purpose.
_INSTRUCTION: Final = (
    r"(?i:\b(?:your|tu|su|insert\w*|add|enter|introducir|introduzca|poner|pon|escrib\w+|complet\w+"
    r"|rellen\w+|put|here|aqu[ií]|first|last|full|recipient\w*)\b)"
    r"|^\W*[A-ZÁÉÍÓÚÑ]{2,}|[a-z]_[a-z]|[a-zé] (?:of|del?) |^\W*[A-ZÉ][a-zé]+ [A-ZÉ]|[XT]"
)
_ALTERNATIVE: Final = r"(?:\b(?:or|[oue]|like|as|como|e\.g\.|p\. ?ej\.|etc\.?),? |\.\. )$"
_SALUTATION: Final = (
    r"(?i:\s*(?:hola|hello|hi|hey|dear|(?:estim|apreci)ad[oa]\S*|querid[oa]|buen[oa]s \S+"
    r"|good \S+)"
    r",?(?: (?:sr|sra|mr|ms|mrs|dr|dra|señora?|don|doña)\.?)? *$)"
)
_MONTHS: Final = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_NOTE: Final = (
    r"(?P<lorem>(?i:lorem ipsum(?: dolor sit amet)?|\bI['’]m a new (?:text|paragraph) block\b"
    r"|^(?:(?:add|type|enter|escribe|pon|añade) )?(?:your|tu|su) te(?:xt here|xto aqu[ií])\b(?=[ \t.!]*+$)))"
    r"|(?P<date>(?<![\w/])XX[/.-](?:XX|\d\d?)[/.-](?:XXXX|XX|20\d\d)\b"
    rf"|\bXX+(?= ?(?:de (?:{_MONTHS})\b|€|%|euros)))"
    r"|(?P<slot>\$ ?XX+(?:[.,]XX)?(?!\w|\.\w)|(?<![\w/\\.$#@:-])XX+(?:[.:-]XX+)+(?![\w:/-]|\.\w))"
    r"|(?P<dummy>(?<![\w/\\.$#@:=-])XXX+(?![\w/\\-]|\.\w))"
    r"|(?P<todo>(?:^[ \t>*#-]*+|[\[(])(?:TODO|FIXME|TBD|TBC):[^\n]{0,60}"
    r"|\((?:TODO|FIXME|TBD|TBC)\))"
)
_ROMAN: Final = r"XXX(?: (?:aniversario|edici[oó]n|[A-ZÁÉÍÓÚ][a-záéíóú])|\Z)"
# Kisses, "package XXX (where XXX is its name)", films.
_MEANT: Final = (
    r"(?i:\b(?:love(?: you)?|kisses|hugs|besos|besitos|where|donde|class|package|paquete|error"
    r"|siglo|rated|llamado|called) )$|^[ \t]*$"
)
_NO_DUMMY: Final = ("subject", "closing", "signature")
_OPEN: Final = {"«": "»", "“": "”", "‘": "’"}

# A greeting whose name is missing, or is what a program prints for nothing.
_NAMELESS: Final = (
    r"(?:(?P<alone>(?i:hola|hello|hi|hey|buenos d[ií]as|buenas tardes|good morning|good afternoon))"
    r"(?= *[^:\s])|(?i:dear|estimad[oa](?:/a)?|querid[oa]|apreciad[oa])"
    r"(?: (?i:sr|sra|mr|ms|mrs|dr|señora?)\.?)?)"
    r"(?:(?P<gap> +[,:][ \t]*$)| (?i:null|undefined|none|nan|nombre_?|name|n/a|#n/a)[ \t]*[,:])"
)
_HEAD: Final = 60  # characters in which a greeting names somebody
_NO_NAMES: Final = ("null", "undefined", "none", "nan", "nombre", "name", "n/a")  # see above
_CODE: Final = (
    r"<-|->|[;=]\s*$|==|\w\(|\)\s*\{|\\[a-zA-Z]+\{|^\s*[{}#@$]|::|\"\s*:|= ?\{\{|\bclass:"
    r"|^ {4}|\t\S|%>%|%in%|`|</\w|\b(?:function|paste|print|glue|sprintf|library|return"
    r"|template|plantilla|markdown|yaml|mustache|jinja)\b"
)


def unfilled(context: Context) -> Iterator[Hit]:
    """Each field or note that a template left in what was typed, the signature included."""
    document = context.document
    text = document.text
    strict = context.profile in _STRICT
    campaign = context.profile == "campaign"
    for block in () if campaign else document.written[:1]:
        head = text[block.start : block.start + _HEAD]
        if not any(sign in head for sign in (" ,", " :")) and not any(
            word in head.lower() for word in _NO_NAMES
        ):
            break
        nameless = compiled(_NAMELESS).match(text, block.start)
        if nameless and not strict and _lacks_name(context, nameless["alone"], nameless["gap"]):
            yield _hit(text, block.start, nameless.end())
    signatures = [b for b in document.blocks if b.kind == "signature"]
    found: list[_Found] = []
    blocks = (*document.judged, *signatures)
    low, high = min((b.start for b in blocks), default=0), max((b.end for b in blocks), default=0)
    marks = ("[",) if campaign else _FIELD_MARKS
    fields = [mark for mark in marks if text.find(mark, low, high) >= 0]
    notes = [mark for mark in _NOTE_MARKS if text.find(mark, low, high) >= 0]
    for block in blocks if fields or notes else ():
        span = block.start, block.end
        if any(text.find(mark, *span) >= 0 for mark in fields):
            found += _fields(text, block, strict=strict, campaign=campaign)
        if any(text.find(mark, *span) >= 0 for mark in notes):
            found += _notes(text, block, strict=strict)
    for place in found:
        if place.sure or len(found) > 1:  # a second one tells a template
            yield _hit(text, place.start, place.end)


class _Found(NamedTuple):
    start: int
    end: int
    sure: bool = True


def _lacks_name(context: Context, alone: str | None, gap: str | None) -> bool:
    """Whether the gap of "Dear ," stands for a name: "Hello ," may be how somebody spaces."""
    if not (alone and gap):
        return True
    document = context.document
    spaced = compiled(r"\w [,!?:](?=\s)").findall(document.text, document.body_start)
    return len(spaced) < 2 and (not document.message.has_headers or len(document.recipients) == 1)


def _fields(text: str, block: Block, *, strict: bool, campaign: bool) -> Iterator[_Found]:
    """In campaigns only brackets with several words: the others are a mail service's own fields."""
    end = block.start
    for opener in islice(compiled(_OPENER).finditer(text, block.start, block.end), _MOST):
        if opener.start() < end:
            continue
        # compiled where something opens like a field: it is the dearest pattern of a short run
        match = compiled(_FIELD).match(text, opener.start(), block.end)
        if match is None or _is_code(text, match.start()):
            continue
        if campaign and not (match.lastgroup == "square" and " " in match.group()):
            continue
        if strict and match.lastgroup not in ("square", "double"):
            continue
        if strict and not (" " in match.group() and compiled(_NAME).search(match.group())):
            continue
        end, weak = match.end(), match.lastgroup in ("square", "curly", "angle")
        if weak and (_is_quoted(text, match.start()) or text[match.start() - 1] == "="):
            continue
        yield _Found(*match.span(), not weak or _is_sure(text, block, match.start(), end))
    if any(text.find(mark, block.start, block.end) >= 0 for mark in ("NAME", "NOMBRE_")):
        for match in islice(compiled(_BARE).finditer(text, block.start, block.end), _MOST):
            if (
                not (strict or campaign)
                and match.start() >= end
                and not _is_code(text, match.start())
            ):
                yield _Found(*match.span())


def _is_sure(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a bracketed name is a field by its words or its place, not left open on purpose."""
    if compiled(_ALTERNATIVE).search(text, max(block.start, start - 8), start):
        return False
    if block.kind in ("subject", "greeting", "closing", "signature"):
        return True
    line = text[max(text.rfind("\n", 0, start) + 1, start - 40) : start]
    if compiled(_SALUTATION).match(line):
        return True
    return compiled(_INSTRUCTION).search(text[start:end]) is not None


def _notes(text: str, block: Block, *, strict: bool) -> Iterator[_Found]:
    for match in islice(compiled(_NOTE).finditer(text, block.start, block.end), _MOST):
        kind, (start, end) = match.lastgroup, match.span()
        if strict and kind in ("dummy", "slot", "todo"):
            continue
        if kind == "dummy" and (block.kind in _NO_DUMMY or _is_meant(text, start)):
            continue
        if compiled(_ROMAN).match(text, start) or text[max(0, start - 5) : start] == "iglo ":
            continue
        if _is_code(text, start):
            continue
        while text[start] in " \t>*#-":
            start += 1
        yield _Found(start, end)


def _is_meant(text: str, at: int) -> bool:
    """Whether "XXX" is said, not left: kisses, a name's stand-in, what is in quotation marks."""
    before = text[max(text.rfind("\n", 0, at) + 1, at - 40) : at]
    return compiled(_MEANT).search(before) is not None or _is_quoted(text, at)


def _is_quoted(text: str, at: int) -> bool:
    line = text[max(text.rfind("\n", 0, at) + 1, at - _LINE_REACH) : at]
    open_marks = any(line.count(left) > line.count(right) for left, right in _OPEN.items())
    return open_marks or line.count('"') % 2 == 1


def _is_code(text: str, at: int) -> bool:
    return compiled(_CODE).search(text, *line_around(text, at)) is not None


def _hit(text: str, start: int, end: int) -> Hit:
    return Hit(start, end, {"text": text[start:end].strip()[:40]})
