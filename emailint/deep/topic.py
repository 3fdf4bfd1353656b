"""What a draft is about: its noun phrases, the most telling first.

Without a trained pipeline a noun phrase is a run of content words, best after an article, that no
verb breaks; with one it is what the parse says.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.deep.pipeline import MAX_TEXT, analysed
from emailint.deep.verbs import infinitive
from emailint.deep.wordlist import words
from emailint.people import names_of
from emailint.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from emailint.context import Situation

STEM: Final = 5
"""Letters that the inflected forms of a word share: factura, facturas, facturación."""
_LETTERS: Final = 40  # of a word: what is longer is none
_LONGEST: Final = 5  # words of a phrase
_ARTICLES: Final = words(
    "the a an our my your this these that his her their el la los las un una unos unas mi mis tu tus"
    " su sus nuestro nuestra nuestros nuestras este esta estos estas del al"
)
_LINKS: Final = {
    "en": frozenset({"of", "for", "&"}),
    "es": frozenset({"de", "del", "para"}),
}
_AFTER_LINK: Final = frozenset({"the", "el", "la", "los", "las", "our", "nuestro", "nuestra"})
# Nouns that any mail may hold: they name nothing.
EMPTY: Final = words("""
    thing things time times way lot bit day days week weeks month months year years minute minutes hour
    hours today tomorrow yesterday morning afternoon evening people person everyone someone anyone
    something anything nothing everything question questions problem problems issue issues help idea
    ideas mail email message note thanks thank regards hello hi dear please info information case cases
    part point end sure look copy favor favour number moment chance hope matter reason sense place
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december best kind great good new able happy sorry quick
    following steps step spare example comments attached item items below above list
    cosa cosas tiempo vez veces manera forma día dias semana semanas mes meses año años hora horas minuto
    minutos hoy mañana ayer tarde noche gente persona personas pregunta preguntas problema problemas duda
    dudas ayuda idea ideas correo email mensaje nota gracias saludo saludos hola estimado estimada estimados
    caso casos parte punto final favor número momento lunes martes miércoles jueves viernes sábado domingo
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre bueno buena
    buenos buenas nuevo nueva información tema asunto consulta manera error errores solución pasos ejemplo compañeros compañeras lista listas todos
    """)
# English verbs of mail, in the forms that can't be made by adding "s", "ed" and "ing".
_VERBS: Final = words("""
send sent get got make made take took taken give gave given go went gone come came see saw seen know
knew known think thought want need like look use find found tell told ask work seem feel felt try tried
tries leave left call keep kept let begin began show showed shown hear heard play run ran move live
believe bring brought happen write wrote written writing provide sit sat stand stood lose lost pay paid
meet met include continue set learn change lead led understand understood watch follow stop create
speak spoke spoken read allow add spend spent grow open walk win offer remember love consider appear buy
bought wait serve die build built stay fall cut reach kill remain suggest raise pass sell sold require
report decide pull return explain hope develop carry break receive agree support hit produce eat cover
catch draw choose chose chosen confirm review check sign approve forward attach attached enclose
discuss schedule arrange book discuss prepare finish complete fix install compile wonder appreciate
arrive close closes closing using doing trying getting having going making running working
""")


# Spanish verbs in which writers speak of themselves, and the commonest of others.
_SPOKEN: Final = words("""
    necesito necesitamos necesitaría quiero queremos quisiera quería tengo tenemos tenía estoy estamos
    puedo podemos podría creo pienso espero esperamos gustaría llevo intento intentando tratando sale salen
    aparece aparecen funciona funcionan hago hacemos dice dicen escribo trabajo trabajando usando
    utilizando utilizo uso quedo agradezco agradecería adjunto encuentro sabe saben sé entiendo veo vemos
    cierra llega llegan sirve existe falta parece resulta permite
    """)


_BEFORE: Final = words("of for about on with in sobre de con para en por and y")
_ADJECTIVES: Final = (
    "al", "ale", "ar", "are", "ivo", "iva", "ico", "ica", "oso", "osa", "ado", "ada", "ido", "ida", "ario",
    "aria", "ero", "era", "able", "ible", "ante", "ente", "eno", "ena", "io", "ia", "or", "ora", "eo", "ea",
    "iente", "il", "ina", "ino",
)  # fmt: skip


class Phrase(NamedTuple):
    """A noun phrase as it is written, without article."""

    text: str
    weight: float
    start: int


def phrases(
    situation: Situation, asked: Iterable[tuple[int, int]] = (), pipeline: str = ""
) -> list[Phrase]:
    """The noun phrases of what was written, the most telling first; `asked` are places of requests,
    whose phrases count more."""
    document, language = situation.document, situation.language
    if language not in ("es", "en"):
        return []
    subject = {w[:STEM] for w in fold(document.subject_text).split()}
    places = list(asked)
    people = {w for a in (*situation.recipients, document.message.sender) if a for w in names_of(a)}
    found: list[tuple[str, int, bool]] = []
    left = MAX_TEXT
    for block in document.written:
        if block.kind not in ("body", "list"):
            continue
        for low, high in situation.found.prose(block):
            left -= high - low
            if left < 0:
                break
            doc = analysed(language, document.text[low:high], pipeline)
            found += ((text, low + at, named) for text, at, named in _in(doc, language))
    counts = Counter(s for text, _, _ in found for s in {w[:STEM] for w in fold(text).split()})
    best: dict[str, Phrase] = {}
    for rank, (text, start, after_article) in enumerate(found):
        said = fold(text).split()
        if said[0] in EMPTY and not any(w in _LINKS["es"] for w in said):
            continue
        if set(said) <= people | EMPTY or not any(len(w) > 2 for w in said):
            continue
        weight = sum(counts[w[:STEM]] for w in said) / len(said) + 0.5 * min(len(said), 3)
        weight += 1.0 * after_article + 1.5 * any(low <= start < high for low, high in places)
        weight += 1.5 * any(w[:STEM] in subject for w in said) + max(0.0, 1 - rank / 10)
        weight += 0.7 * (
            any(map(str.isdigit, text)) or any(w[0].isupper() for w in text.split()[1:])
        )
        key = fold(text)
        if key not in best or best[key].weight < weight:
            best[key] = Phrase(text, weight, start)
    return sorted(best.values(), key=lambda p: (-p.weight, p.start))


def _in(doc: Doc, language: str) -> Iterator[tuple[str, int, bool]]:
    """(phrase, offset, after an article) of a text."""
    if doc.has_annotation("DEP") and doc.has_annotation("POS"):
        for chunk in doc.noun_chunks:
            start = chunk.start
            while start < chunk.end and doc[start].is_stop:
                start += 1
            if start < chunk.end and not doc[start : chunk.end].text.isspace():
                yield doc[start : chunk.end].text, doc[start].idx, start > chunk.start
        return
    index = 0
    while index < len(doc):
        end = _run(doc, index, language)
        before = fold(doc[index - 1].text) if index else ""
        if end > index and (before in _ARTICLES or before in _BEFORE or doc[index].is_title):
            yield doc[index:end].text, doc[index].idx, before in _ARTICLES
        index = max(end, index + 1)


def _run(doc: Doc, start: int, language: str) -> int:
    """Where the noun phrase that begins at `start` ends; `start` where none does."""
    end = _nouns(doc, start, start + _LONGEST, language)
    while start < end < min(len(doc), start + _LONGEST) and fold(doc[end].text) in _LINKS[language]:
        first = end + 1
        if first < len(doc) and fold(doc[first].text) in _AFTER_LINK:
            first += 1
        last = _nouns(doc, first, start + _LONGEST + 2, language)
        if last <= first:
            break
        end = last
    return end


def _nouns(doc: Doc, start: int, most: int, language: str) -> int:
    """Where a run of content words ends. In Spanish what follows the noun must look like an
    adjective or a name: a verb would follow too."""
    end = start
    while end < min(len(doc), most) and _is_content(doc[end], language):
        if language == "es" and end > start and not _describes(doc[end]):
            break
        end += 1
    return end


def _describes(token: Token) -> bool:
    text = token.text
    if text[0].isupper() or text[0].isdigit() or "." in text:
        return True
    return fold(text).removesuffix("s").endswith(_ADJECTIVES)


def _is_content(token: Token, language: str) -> bool:
    text = token.text
    word = fold(text)
    if "\n" in text or not text[0].isalnum() or len(text) > _LETTERS:
        return False
    if text[0].isdigit():
        return len(text) > 2 and token.i > 0 and token.nbor(-1).is_alpha
    if token.is_stop or word in _ARTICLES or len(word) < 2 or "@" in word or "/" in word:
        return False
    if language == "es":
        verb = word in _SPOKEN or infinitive(word) != ""
    else:
        verb = word in english_verbs() or word.endswith("ly")
    return not verb or (token.i > 0 and fold(token.nbor(-1).text) in _ARTICLES)


@cache
def english_verbs() -> frozenset[str]:
    """English verbs of mail, in all their forms."""
    forms = set()
    for verb in _VERBS:
        base = verb.removesuffix("e")
        forms |= {verb, f"{verb}s", f"{base}ed", f"{base}ing"}
    return frozenset(forms)


def content_stems(tokens: Iterable[Token]) -> set[str]:
    """The stems of the content words among `tokens`."""
    found = (fold(t.text) for t in tokens if t.is_alpha and not t.is_stop)
    return {w[:STEM] for w in found if len(w) > 2}
