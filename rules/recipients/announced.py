"""People whom the text says to be in copy: "Copio a Ana", "+Yasmin", "Mr Oakley is in Cc"."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.addressed import calls
from emailint.matchers import compiled
from emailint.model import Hit, Span
from emailint.people import fold_name, is_given_name, is_named, is_role, names_of, same_person
from emailint.profile import FREE_MAIL
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from re import Match

    from emailint.addresses import Address
    from emailint.context import Context

_MANY = 60  # a name among more people, or of more people, than these tells nothing
_TITLE = (
    r"(?:(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]ra?|[Pp]rof|[Ss]ra?|[Ss]rta|[Dd]ña|[Ll]ic|[Ii]ng|D)\.?[ \n]"
    r"|(?:[Dd]on|[Dd]oña|[Ss]eñora?|[Dd]octora?|[Pp]rofess?ora?)[ \n])"
)
_NO_NAME = (
    r"(?!(?:La|El|The|My|Our|Mi|Con|With|Also|And|Y|Pero|But|As|Como|Que|Hi|Hola|Mrs?|Sra?)\b)"
)
_CAPITAL = rf"(?<![\w@.]){_NO_NAME}[A-ZÀ-ÖØ-Þ][\w’'-]+"
_SURNAMES = r"(?:[ \n](?:de[ ](?:l|la|los)?[ ]?|del[ ]|van[ ]|von[ ])?[A-ZÀ-ÖØ-Þ][\w’'-]+){0,3}"
_NAME = rf"(?P<title>{_TITLE})?(?P<name>{_CAPITAL}){_SURNAMES}"
_JOBS = (
    r"(?:managers?|director[ae]?s?|colleagues?|boss|assistant|accountant|lawyer|solicitor|engineer"
    r"|head|lead|leader|coordinator|partner|supervisor|secretary|specialist|officer|rep"
    r"|representative|technician|analyst|designer|developer|administrator|consultant|buyer"
    r"|compañer[oa]s?|jef[ea]s?|responsables?|gerente|encargad[oa]|coordinadora?|asistente|abogad[oa]"
    r"|soci[oa]|técnic[oa]|ingenier[oa]|secretari[oa]|comercial|gestora?|asesora?|contable"
    r"|administrador[a]?|diseñadora?|supervisora?|subdirectora?|delegad[oa]|colega)"
)
# "our area manager Bronwen", "a nuestra directora de ventas, Natalia Rojas"
_ROLE = (
    rf"(?:(?:my|our|the|mi|nuestr[oa]|el|la|al)[ \n](?:[\w-]+[ \n]){{0,3}}?{_JOBS}"
    r"(?:[ \n](?:of|for|in|de|del)(?:[ \n][\w-]+){1,3}?)?,?[ \n]"
    r"|(?:my|our|mi|nuestr[oa]|el|la|al)[ \n])"
)
_HERE = (
    r"(?:(?:also|here|in|aquí|también)[ \n]){0,2}"
    r"(?:(?:in|on|to|into|en|de|a)[ \n](?:this|the|our|este|esta|el|la|nuestro)[ \n]"
    r"(?:e-?mail|mail|thread|chain|conversation|message|correo|mensaje|hilo|conversaci[oó]n)[ \n]"
    r"|al[ \n](?:correo|mensaje|e-?mail|hilo)[ \n])?(?:(?:also|here|aquí|también)[ \n])?"
)
_BEHIND = rf"[ \t:*]*[ \n]?{_HERE}(?:al?[ \n])?{_ROLE}?{_NAME}"
# "añado al hilo a Bob": the thread is named before the person
_THREAD_BEFORE = r"(?i)\b(?:hilo|correo|mensaje|e-?mail|conversaci[oó]n|thread|message)\b"
_ALSO = rf"[ \n]?(?:,|,?[ \n](?:and|y|e|&))[ \n](?:a[ \n])?{_ROLE}?{_NAME}"
_PLUS = rf"(?<![\w+*/=^%)-])(?<![\w)][ ])\+[ ]?{_NAME}(?![\w+])"
_MAIL = (
    r"(?:e-?mail|mail|thread|chain|loop|conversation|discussion|message|copy|cc|correo|hilo|mensaje"
    r"|conversaci[oó]n|cadena|copia)\b"
)
# "adding Bob to the thread" and "adding Bob, who ...", but not "adding Bob to the budget"
_THREAD = (
    r"\s*(?:\(|[,;][ \n](?:who|from|our|my|que|quien|de|del|nuestr[oa]|mi)\b|[.\n]|$"
    r"|(?:(?:here|aquí|also|también)\b|(?:to|in|on|into|onto|a|en|al)\s"
    rf"(?:(?:this|the|our|este|esta|el|la|nuestro|nuestra)\s)?{_MAIL}))"
)
# Between the name and "in copy": "Ana (en copia)", "Ana is in Cc", "con Ana en copia".
_GAP = (
    r"\s?(?:[(\[,–—-]\s?(?:(?:also|now|who is|who's|que está|que va|ya)\s)?"
    r"|\s(?:(?:is|are|está|están|va|van|sigue|queda|also|now|already|too|también|ya|both|here|here's)\s"
    r"){1,3})$"
)
_WITH = r"\b(?:with|con)\s(?:(?:el|la|mi|nuestr[oa]|my|our)\s)?$"
_REACH = 70
_NOT = (
    r"(?:\b(?:no|ni|nunca|tampoco|sin|not|never|without|don't|doesn't|won't|can't|haven't|isn't"
    r"|aren't|if|si|when|cuando|whenever|unless|whether|instead of|en vez de|en lugar de|should"
    r"|shall|may|can|could|would|might|thanks for|thank you for|gracias por|mind|consider|before"
    r"|after|antes de|para|avoid|suggest|recommend)\b[^.,;:!?\n]{0,14})$"
)
_OPENS = (
    r"(?:^|[.!?;:,()–—*-]|\n|\b(?:and|also|so|just|hereby|y|e|aquí|thanks|gracias|ok|perfect))"
    r"\s{0,3}$"
)
_OTHER_MAIL = (
    r"\b(?:last|previous|earlier|other|another|next|separate|yesterday|tomorrow|your|anterior|otro"
    r"|próximo|siguiente|ayer|mañana|tu|su|vuestro|aparte|lunes|martes|miércoles|jueves|viernes)\b"
)
_AFTER = 60
_FULL_LINE = 40  # characters: prose that was wrapped has longer lines
_ORGANISATION: Final = """
team equipo recursos humanos human resources department departamento dept group grupo inc ltd llc
corp company services servicios legal finance marketing it hr dirección calidad compras everyone
everybody all todos both you thanks gracias hi hola dear the this that here aquí i we please monday
tuesday wednesday thursday friday saturday sunday lunes martes january february march april may june
july august september october november december enero plus google microsoft slack teams excel word
"""


class Person(NamedTuple):
    """Somebody named in the text: the place, and the words of the name without a title."""

    start: int
    end: int
    name: str


def not_included(context: Context) -> Iterator[Hit]:
    """Somebody is said to be in copy, or is given a task by name, and gets no mail."""
    people = context.situation.recipients
    if not 0 < len(people) <= _MANY:
        return
    sender = context.document.message.sender
    everyone = (*people, sender) if sender else people
    found = [
        Hit(p.start, p.end, {"name": p.name})
        for p in announced(context)
        if not among(p.name, everyone)
    ]
    if all(map(is_named, people)):
        found += [
            Hit(c.start, c.end, {"name": c.name})
            for c in calls(context, is_given_name)
            if not c.indirect and not any(same_person(c.name, a) for a in everyone)
        ]
    seen: set[str] = set()
    for hit in sorted(found, key=lambda hit: (hit.start, hit.end)):
        name = fold_name(hit.data["name"].partition(" ")[0])
        if name not in seen:
            seen.add(name)
            yield hit


def announced(context: Context) -> Iterator[Person]:
    """Everybody whom the writer says to be in copy of this mail."""
    text = context.document.text
    for name, opens, after in (
        ("copying", False, ""),
        ("opening", True, ""),
        ("adding", False, _THREAD),
        ("adding-open", True, _THREAD),
    ):
        for span in context.phrases(name)[:_MANY]:
            if opens and not compiled(f"(?i){_OPENS}").search(
                text, max(0, span.start - 12), span.start
            ):
                continue
            if _is_said(context, span):
                yield from _people(text, span.end, _BEHIND, after)
    for span in context.phrases("copied")[:_MANY]:
        yield from _before(context, span)
    for block in context.blocks():
        if text.find("+", block.start, block.end) >= 0:
            found = compiled(_PLUS).finditer(text, block.start, block.end)
            for match in islice(found, _MANY):
                if is_given_name(match["name"]):
                    yield from _people(text, match.start() + 1, _BEHIND, "")


def _people(text: str, at: int, pattern: str, after: str) -> Iterator[Person]:
    """The people of an enumeration that starts at `at`, if what `after` wants follows it."""
    found: list[Person] = []
    begin = at
    match = compiled(pattern).match(text, at)
    while match and _is_person(match) and len(found) < 5 and not _breaks(text, match):
        start = match.start("title") if match["title"] else match.start("name")
        name = text[match.start("name") : match.end()]
        found.append(Person(start, match.end(), " ".join(name.split())))
        at = match.end()
        match = compiled(_ALSO).match(text, at)
    if not found or compiled(f"(?i){_OTHER_MAIL}").search(text, at, _clause_end(text, at)):
        return
    named_before = compiled(_THREAD_BEFORE).search(text, begin, found[0].start)
    if not after or named_before or compiled(after).match(text, at):
        yield from found


def _clause_end(text: str, at: int) -> int:
    """Where the words on that person end, as far as they tell which mail is meant."""
    stop = compiled(r"[.,;:!?()\n]").search(text, at, at + _AFTER)
    return stop.start() if stop else min(len(text), at + _AFTER)


def _before(context: Context, span: Span) -> Iterator[Person]:
    """The people named right before "in copy"."""
    text = context.document.text
    sentence = context.sentence_at(span)
    low = max(sentence.start, span.start - _REACH)
    words = list(compiled(_NAME).finditer(text, low, span.start))
    for match in words[-1:]:
        gap = compiled(f"(?i){_GAP}").fullmatch(text, match.end(), span.start)
        bare = text[match.end() : span.start].isspace()
        before = compiled(f"(?i){_WITH}").search(text, low, match.start()) if bare else gap
        asked = compiled(r"(?i)(?:¿|\b(?:if|si|whether|is|are)\s)$").search(
            text, max(0, match.start() - 9), match.start()
        )
        if not before or asked or not _is_person(match):
            continue
        if compiled(f"(?i){_OTHER_MAIL}").search(text, span.end, _clause_end(text, span.end)):
            continue
        start = match.start("title") if match["title"] else match.start("name")
        name = " ".join(text[match.start("name") : match.end()].split())
        yield Person(start, match.end(), name)


def _is_said(context: Context, span: Span) -> bool:
    """Whether it is neither denied nor asked nor supposed that somebody is put in copy."""
    text = context.document.text
    sentence = context.sentence_at(span)
    low = max(sentence.start, span.start - 40)
    before = text[low : span.start]
    if compiled(f"(?i){_NOT}").search(before.replace("’", "'")):
        return False
    opened = before.rfind("¿")
    return opened < 0 or "?" in before[opened:] or "," in before[opened:]


@cache
def _organisation() -> frozenset[str]:
    return frozenset(_ORGANISATION.split())


def _is_person(match: Match[str]) -> bool:
    """Whether the words are a person's name: by a title, a given name, or a name and a surname."""
    if match["title"]:
        return True
    first = match["name"]
    full = match.string[match.start("name") : match.end()]
    words = fold(full).replace("\n", " ").split()
    if is_given_name(first):
        return not _organisation().intersection(words[1:])
    if first.isupper() or _organisation().intersection(words):
        return False
    return len(words) == 2 and all(w.isalpha() for w in words) and not full.isupper()


def _breaks(text: str, match: Match[str]) -> bool:
    """Whether the name stands on a line of its own below: a signature, not what was announced."""
    line = text.rfind("\n", match.start(), match.start("name"))
    return line >= 0 and line - text.rfind("\n", 0, line) - 1 < _FULL_LINE


def can_be(name: str, address: Address) -> bool:
    """Whether `address` can belong to somebody called `name`, which may hold a surname.

    An office's address is nobody's; an opaque one fits by an initial, or at a free-mail provider.
    """
    first, _, surname = name.partition(" ")
    if same_person(first, address):
        return True
    if surname and same_person(surname.split()[-1], address):
        # another given name: a relative, or somebody of the same surname
        return not (is_named(address) and any(map(is_given_name, names_of(address))))
    if is_named(address) or is_role(address):
        return False
    if address.domain in FREE_MAIL and not address.name:
        return True
    local = fold_name(address.address.rpartition("@")[0])
    initials = {fold_name(word)[:1] for word in name.split()}
    return not address.name and (local[:1] in initials or local[-1:] in initials)


def among(name: str, people: Iterable[Address]) -> bool:
    """Whether one of `people` can be called `name`."""
    return any(can_be(name, address) for address in people)
