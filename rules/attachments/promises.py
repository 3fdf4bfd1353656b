"""What the text promises to attach, against what is attached."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from emailint.context import Context, clear_of, starting_in
from emailint.matchers import compiled
from emailint.model import Hit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from emailint.document import Document

_CARD: Final = "attachment-forgotten"
_QUOTED: Final = 60  # characters of a promise that a finding shows
_SEND_REACH: Final = 45  # characters from "te mando" to the name of a file
_LINK_REACH: Final = 12  # characters from the end of a sentence to the address that it announces
# What is left of an attachment where an archive or a client took it out of the message.
_TRACES: Final = (
    r"attachment.{0,40}scrubbed|scrubbed\.\.\.|^-{6,}+ ?(?:next part|próxima parte)"
    r"|[Ss]e ha borrado un|^begin [0-7]{3} \S|<<[^<>\n]{1,80}\.\w{2,4}>>"
    r"|^ ?- \S[^\n]{0,70}\.\w{2,4}[ \t]*$|[Ss]ee attached file:"
    r"|\[cid:|\[(?:IMAGE|image|imagen)|^-----BEGIN PGP"
)
_SHARED: Final = (
    r"(?:drive|docs)\.google|dropbox\.com|we\.tl|wetransfer|sharepoint\.|onedrive|1drv\.ms|box\.com"
    r"|icloud\.com|mega\.nz|smash|nextcloud|owncloud|github\.com|gist\."
)
_FILE_NAME: Final = (
    r"(?<![\w@/.-])[\w-]{1,100}(?:\.[\w-]{1,60}){0,4}\.(?:pdf|docx?|docm|dotx|xls[xmb]?|pptx?|pptm|od[tspg]|csv"
    r"|tsv|txt|rtf|zip|rar|7z|gz|tgz|tar|bz2|xz|jpe?g|png|gif|svg|tiff?|webp|heic|bmp|eps|psd|ai"
    r"|indd|ics|vcf|eml|msg|html?|xml|json|ya?ml|toml|ini|cfg|conf|env|log|sql|db|sqlite|dat|bak"
    r"|md|tex|bib|rmd|rds|rdata|sav|dta|ipynb|sh|bat|ps1|patch|diff|key|pages|numbers|pub"
    r"|vsdx?|mpp|dwg|dxf|stl|step|stp|skp|kml|kmz|gpx|shp|epub|mobi|mp[34]|m4a|wav|mov|avi|mkv|pem"
    r"|crt|cer|p12|p7m|asc|iso|apk|exe|msi)\b(?![@/]|\.\w)"
)
# A file is named here, but isn't what goes with the mail: the old version, another's name.
_OTHER_FILE: Final = (
    r"(?i)(?:replac\w+|instead of|supersed\w+|rather than|not|than|from|renamed?(?: \w+)? to"
    r"|save \w+ as|into|based on|sustituye\w*(?: al?)?|reemplaza\w*(?: al?)?|en (?:lugar|vez) de"
    r"|anula(?: al?)?|ya no|a partir de|basado en|no|copi\w+ \w+ en)"
    r"\s(?:(?:the|el|al?|del|la|old|file|archivo|fichero|antiguo|previous|anterior)\s){0,3}[\"'«“]?$"
)
_OTHER_REACH: Final = 50
_LIST_REACH: Final = 800  # characters under "these files are attached:"
# Before a kind: not it goes with the mail, but what was made of it ("notes from the spreadsheet").
_ABOUT: Final = (
    r"(?i)\b(?:(?:from|to|about|for|with|against|del|para|sobre|con|según|al"
    r"|(?<!archivo )(?<!fichero )(?<!documento )(?<!hoja )de)\s(?:_THE_\s)?"
    r"|(?:in|on|en|a)\s_THE_\s)$"
).replace("_THE_", "(?:the|el|la|los|las|our|your|nuestr[oa]s?|tu|su|una?|an?)")
_AWAY: Final = (
    r"(?i)\b(?:(?:on|in|to|from) (?:the |our |your )?(?:shared|share|network|drive|folder|server"
    r"|cloud|intranet|portal|wiki|sharepoint|dropbox|teams|link)|(?:en|de) (?:la |el |nuestr[oa] )?"
    r"(?:carpeta|unidad|nube|servidor|intranet|drive|sharepoint|dropbox|teams|web|enlace))"
)
_BREAK: Final = r"[.,;?!\n]\s|\sto\s(?!you\b)"  # "here are the steps to move the files"
_AWAY_REACH: Final = 50
_KIND_REACH: Final = 60  # characters from "attached" to "the spreadsheet"
_KINDS: Final = {
    "pdf": "pdf",
    "sheet": "xls xlsx xlsm xlsb csv ods numbers tsv",
    "text": "doc docx docm odt rtf pages dotx",
    "slides": "ppt pptx pptm odp key pdf",
    "image": "jpg jpeg png gif heic webp bmp tif tiff svg pdf",
    "packed": "zip rar 7z gz tgz",
}
_HOLDS_OTHERS: Final = frozenset(
    {"zip", "rar", "7z", "gz", "tgz", "tar", "eml", "msg", "p7m", "pgp"}
)


def forgotten(context: Context) -> Iterator[Hit]:
    """A promise to attach, and no file: the first such promise."""
    found = promises(context)
    if not found or has_file(context.document):
        return
    document = context.document
    own = cache(context.phrases)
    shared = any(compiled(_SHARED).search(link.href) for link in document.links)
    images = any(a.inline for a in document.message.attachments)
    for span in found:
        sentence = context.sentence_at(span)
        if shared or _announces_link(document, sentence):
            continue
        if images and _has(own("images"), sentence):
            continue
        if _has(own("pasted"), sentence) or _code_follows(context, sentence):
            continue
        yield Hit(*span, {"text": _quoted(document.text[span.start : max(span.end, sentence.end)])})
        return


def _quoted(text: str) -> str:
    """A promise to its end, that of its sentence: "I attach the" alone says nothing."""
    whole = " ".join(text.split()).rstrip(".,;:!?")
    if len(whole) <= _QUOTED:
        return whole
    words = whole[:_QUOTED].split(" ")[:-1]
    while len(words) > 1 and len(words[-1]) <= 3:  # no quotation ends with "of the"
        words.pop()
    return f"{' '.join(words)}…"


def mismatch(context: Context) -> Iterator[Hit]:
    """A file, a kind of file or a number of files that is promised, and others are attached."""
    attached = [a for a in context.document.message.attachments if a.name]
    files = [a.name for a in attached if not a.inline] or [a.name for a in attached]
    if not files or len(attached) < len(context.document.message.attachments):
        return
    own = cache(context.phrases)
    done: set[Span] = set()
    for promise in promises(context):
        sentence = context.sentence_at(promise)
        if sentence in done:
            continue
        done.add(sentence)
        for place in _missing(context, own, sentence, promise, files):
            wanted = context.document.text[slice(*place)]
            yield Hit(*place, {"wanted": wanted, "attached": ", ".join(files[:3])})
            break


def _missing(
    context: Context,
    own: Callable[[str], list[Span]],
    sentence: Span,
    promise: Span,
    files: list[str],
) -> Iterator[Span]:
    text = context.document.text
    endings = {name.lower().rpartition(".")[2] for name in files}
    packed = endings & _HOLDS_OTHERS
    names = [_bare(name) for name in files]
    named = list(compiled(f"(?i){_FILE_NAME}").finditer(text, *_with_list(context, sentence)))
    for match in named:
        bare = _bare(match.group())
        if any(name.endswith(bare) for name in names):
            continue
        if packed and bare.rpartition(".")[2] not in _HOLDS_OTHERS:
            continue
        before = max(sentence.start, match.start() - _OTHER_REACH)
        if not compiled(_OTHER_FILE).search(text, before, match.start()):
            yield Span(*match.span())
    if named or packed:
        return
    near = Span(promise.start - _KIND_REACH, promise.end + _KIND_REACH)
    for kind, known in _KINDS.items():
        for span in starting_in(own(kind), near):
            if _belongs(text, promise, span) and endings.isdisjoint(known.split()):
                yield span
    for number, name in ((2, "two"), (3, "three"), (4, "four")):
        if len(context.document.message.attachments) < number:
            yield from starting_in(own(name), sentence)


def _with_list(context: Context, sentence: Span) -> Span:
    """The sentence with the list of files that it announces."""
    text = context.document.text
    if not text.endswith(":", sentence.start, sentence.end):
        return sentence
    end = sentence.end
    for line in text[end : end + _LIST_REACH].split("\n"):
        if line.strip() and not compiled(f"(?i){_FILE_NAME}").search(line):
            break
        end += len(line) + 1
    return Span(sentence.start, min(end, len(text)))


def promises(context: Context) -> list[Span]:
    """Places that say "a file goes with this mail", in order, by the lists of `_CARD`."""
    found = context.situation.found
    unless = found.of(f"{_CARD}/unless")
    strong = [*found.of(f"{_CARD}/words"), *_enclosed(context)]
    weak = () if context.document.reply else found.of(f"{_CARD}/weak")
    sends = list(_sends(context))
    manner = found.of(f"{_CARD}/manner")
    strong += [span for span in manner if not _is_asked(context, span)]
    places = clear_of(strong, unless)
    doubtful = clear_of(clear_of((*weak, *sends), unless), manner)
    if doubtful:
        elsewhere = found.of(f"{_CARD}/elsewhere")
        for span in doubtful:
            if not _has(elsewhere, context.sentence_at(span)):
                places.append(span)
    return sorted(p for p in places if p.start >= context.document.body_start)


def _sends(context: Context) -> Iterator[Span]:
    """ "te mando" with a file, or a file's name, close behind it in one clause."""
    text = context.document.text
    found = context.situation.found
    for verb in found.of(f"{_CARD}/sends"):
        sentence = context.sentence_at(verb)
        if text.endswith(("?", ":"), sentence.start, sentence.end):
            continue  # an offer; what follows in the text itself
        reach = verb.end + _SEND_REACH + 1
        ends = [file.end for file in starting_in(found.of(f"{_CARD}/files"), Span(verb.end, reach))]
        if text.find(".", verb.end, reach) >= 0:
            name = compiled(f"(?i){_FILE_NAME}").search(text, verb.end, reach + _SEND_REACH)
            ends += [name.end()] if name and name.start() < reach else []
        for end in ends:
            if text[end : end + 1] != ":" and not compiled(_BREAK).search(text, verb.end, end):
                yield Span(verb.start, end)
                break


def _enclosed(context: Context) -> Iterator[Span]:
    """ "with this message" in a sentence that sends a thing: "con este correo van los planos"."""
    found = context.situation.found
    for span in found.of(f"{_CARD}/with-this"):
        sentence = context.sentence_at(span)
        things = [found.of(f"{_CARD}/{name}") for name in ("things", "files")]
        if _has(found.of(f"{_CARD}/carries"), sentence) and any(_has(x, sentence) for x in things):
            yield span


def _is_asked(context: Context, span: Span) -> bool:
    """Whether the reader is asked to send it: "¿puede enviarla como archivo adjunto?"."""
    return _has(context.situation.found.of(f"{_CARD}/asked"), context.sentence_at(span))


def _has(spans: Sequence[Span], place: Span) -> bool:
    """Whether one of `spans`, which are in order, starts in `place`."""
    index = bisect_left(spans, place.start, key=attrgetter("start"))
    return index < len(spans) and spans[index].start < place.end


def has_file(document: Document) -> bool:
    """Whether a file goes with the message, or did before an archive took it out."""
    message = document.message
    if any(not a.inline for a in message.attachments):
        return True
    texts = {part.start for part in (message.body, *message.alternatives) if part}
    if any(p.content_type.startswith("text/") and p.start not in texts for p in message.parts):
        return True
    return compiled(_TRACES).search(document.text, document.body_start) is not None


def _announces_link(document: Document, sentence: Span) -> bool:
    index = bisect_left(document.links, sentence.start, key=attrgetter("start"))
    links = document.links[index : index + 1]
    return any(link.start <= sentence.end + _LINK_REACH for link in links)


def _code_follows(context: Context, sentence: Span) -> bool:
    """On lists people say "attached" of the code that they paste under the sentence."""
    code = r"<-|\w\(|[{}]|^[#>]|^---"
    text = context.document.text
    return context.profile == "list" and bool(
        compiled(code).search(text, sentence.end, min(sentence.end + 300, len(text)))
    )


def _belongs(text: str, promise: Span, kind: Span) -> bool:
    """Whether the kind is that of the promised file: "adjunto el PDF", "the PDF attached"."""
    if kind.start >= promise.end:
        between = text[promise.end : kind.start]
        if len(between) > _KIND_REACH or compiled(r"[,;:.]|\n\s*\n").search(between):
            return False
        if compiled(_AWAY).search(text, kind.end, min(len(text), kind.end + _AWAY_REACH)):
            return False
        return not compiled(_ABOUT).search(between)
    return promise.start - kind.end <= 12


def _bare(name: str) -> str:
    return compiled(r"[\s_-]|%20|\(\d{1,2}\)").sub("", name.lower())
