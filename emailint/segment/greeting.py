"""The salutation at the top: "Hola a todos:", "Dear Dr Smith,", "Paco,", "Hi all".

Only the first characters of a line are looked at: no salutation is longer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from emailint.tokens import fold

from .formulas import sign_off
from .names import NOT_NAMES, is_sender, words
from .names import fold as fold_name
from .openers import is_courtesy, opener

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_HEAD: Final = 120
_ABOVE: Final = 6  # how many short lines (place, date, address) may stand above a salutation

_TITLES: Final = words("sr sra srta srs sres dr dra dn prof mr mrs ms st jr")
_PARTICLES: Final = _TITLES | words(
    """
    a al all and y e o & / + la las los el de del en s todo toda todos todas tod todxs everyone
    everybody again there folks team guys friends list lista listeros compañeros compañeras
    compañer@s compañero compañera colegas colega colleagues colleague amigos amigas amig@s
    amigo amiga equipo both sir sirs madam miss señor señora señores señoras señorita don doña
    profesor profesora professor doctor doctora members miembros group grupo developers users
    usuarios usuarias fellow gentlemen ladies mi mis my otra vez nuevo nuevamente muy buenas
    buenos buen buena días dias día dia tardes noches chicos chicas gente familia mundo
    comunidad community miembro cliente clienta clientes customer customers hiring manager
    director directora tal nuestro nuestra nuestros nuestras vecinos vecinas padres the core
    package maintainers experts gang people querido querida queridos queridas estimado estimada
    estimados estimadas dear mío mía míos mías suscriptor suscriptora subscriber subscribers
    boys girls
    """
)


_LY: Final = words("emily kelly sally molly billy lily polly holly carly willy beverly")
"""Names that end as English adverbs do ("Finally, ...")."""


_GO_ON: Final = words(
    """
    tengo tenemos estoy quiero queria quisiera querria necesito soy he me os les alguien podria
    podrias podriais hay llevo trabajo escribo intento ando
    """
)
"""What a text begins with, where no comma sets it off: "Buenas tengo una duda"."""

_BOTH_NOUNS: Final = ("/as", "/os", "/a", "/o", "(as)", "(os)", "(a)", "(o)", "(s)")


def _next_word(head: str, at: int) -> tuple[int, int]:
    """Where the next word or joint ("&", "/") starts and ends, if only blanks stand before it."""
    n = len(head)
    while at < n and head[at] in " \t\xa0":
        at += 1
    past = at
    if at < n and head[at] in "&/+":
        past += 1
    elif at < n and head[at].isalpha():
        chunk = head[at:].split(None, 1)[0].rstrip(",:;.!")
        past += len(chunk)
        if not chunk.isalpha():
            past = at + 1
            while past < n and (head[past].isalnum() or head[past] in "_'’@-"):
                past += 1
            past = at + len(head[at:past].rstrip("'’-"))
    return at, past


def _address(head: str, at: int, known: Collection[str]) -> tuple[int, bool, int]:
    """Whom the writer speaks to from `at` on: (end, punctuation or end follows, names seen)."""
    names = count = 0
    while True:
        start, past = _next_word(head, at)
        if start == past:
            break
        word = head[start:past]
        low = word.lower()
        name = low not in NOT_NAMES and (word[0].isupper() or fold_name(low) in known)
        if not name and low not in _PARTICLES:
            break
        count += 1
        if count > 9:
            return at, False, names
        names += name or len(low) > 3
        at = past
        for both in _BOTH_NOUNS:
            if head.startswith(both, past):
                at += len(both)
                break
        if head[at : at + 1] == "." and (low in _TITLES or len(low) == 1):
            at += 1
    rest = head[at:].lstrip()
    return at, not rest or not (rest[0].isalnum() or rest[0] in "¿\"'«“<@#`\\=$%["), names


def _swallow(text: str, at: int) -> int:
    """Past the punctuation and smileys that end a salutation."""
    while at < len(text):
        c = text[at]
        if c.isalnum() or c in "¿«“‘\"'`<@#$%[{" or (c == "¡" and text[at + 1 : at + 2].isalpha()):
            break
        at += 1
    return len(text) if text[at:] in ("D", "P", "p", "d") else at  # the rest of ":D"


def _punctuated(text: str, end: int) -> int:
    while end < len(text) and text[end] in ",:;.!…)":
        end += 1
    return end


def greeting_end(text: str, known: Collection[str] = ()) -> int:
    """The offset at which the salutation that opens `text` ends; 0 if there is none.

    `known` are folded names of people who may be greeted. The end is that of the line where
    nothing but a formula follows ("Hola, ¿qué tal?").
    """
    head = text[:_HEAD]
    opened, free = opener(head)
    if not opened:
        return 0
    end, closed, names = _address(head, opened, known)
    if not closed:
        whole = text[-1] in ",:" or all(word[0].isupper() for word in text.split())
        if whole and len(text) < 50 and text.count(" ") < 6:
            return len(text)  # "Dear listers,", "Estimado Jorge I Vélez"
        goes_on = head[opened:].split(None, 1)[:1]
        return end if free or names or (goes_on and fold(goes_on[0]) in _GO_ON) else 0
    after = _swallow(text, end)
    while after < len(text):
        rest = head[after:]
        if is_courtesy(rest):
            return len(text)
        again = opener(rest)[0]
        at = after + again
        further, closed, names = _address(head, at, known)
        if not closed or further <= after or (text[end] == "." and not again):
            break
        if not again and not names and rest[:3].lower() != "all":
            break
        end, after = further, _swallow(text, further)
    return len(text) if after >= len(text) else _punctuated(text, end)


def name_greeting_end(text: str, known: Collection[str]) -> int:
    """Like `greeting_end` for bare names: "Paco,", "Bob & Jim -", "Tim, the issue is ...".

    Where more text follows on the line, the name must be that of a recipient, if `known`.
    """
    head = text[:_HEAD].lstrip("¡*_ ")
    lead = len(text[:_HEAD]) - len(head)
    at = end = 0
    names: list[str] = []
    while True:
        at, closed, _ = _address(head, at, known)
        more = head[end:at].replace("&", " ").replace("/", " ").strip(" ,").split()
        mark = head[at:].lstrip()[:1]
        if not more or not closed or len(names) + len(more) > 6:
            break
        names += more
        end = at
        if mark != ",":
            break
        at += head[at:].index(",") + 1
    mark = head[end:].lstrip()[:1]
    if not names or not mark or mark not in ",:;-–—!.":
        return 0
    low = [word.lower().strip(".") for word in names]
    named = any(w[0].isupper() and w.lower() not in NOT_NAMES for w in names)
    if not named and (low[-1] not in _PARTICLES or len(low[-1]) < 3):
        return 0
    if _swallow(text, lead + end) >= len(text):
        return 0 if mark == "." else len(text)
    if mark not in ",:" and not head[end:].startswith((" ", "--")):
        return 0
    lenient = not known and len(names) == 1 and mark == "," and not names[0].isupper()
    lenient = lenient and (not low[0].endswith(("mente", "ly")) or low[0] in _LY)
    if lenient or low[0] in ("all", "team") or any(fold_name(word) in known for word in low):
        return _punctuated(text, lead + end)
    return 0


def mark_greeting(
    texts: Sequence[str],
    kinds: list[str],
    splits: dict[int, list[tuple[int, str]]],
    lines: Sequence[int],
    known: Collection[str],
) -> bool:
    """Mark the salutation at the top of a stretch of `lines`; False if there is none.

    Where text follows it on its line, `splits` notes the offset at which the body starts.
    """
    found = False
    for n, i in enumerate(lines[:_ABOVE]):
        text = texts[i]
        end = greeting_end(text, known)
        if n and not found and (end < len(text) or text[-1] not in ",:"):
            end = 0  # below other lines, only an unmistakable one
        if not end and n == 0:
            end = _named(texts, i, known, len(lines) > 1)
        if not end:
            if found or len(text) > 60:
                break
            continue
        if end >= len(text) and not found and sign_off(text) is not None:
            below = texts[lines[n + 1]] if n + 1 < len(lines) else ""
            if len(below) < 40:
                break  # "Saludos a todos" and nothing else, or a name: a farewell
        kinds[i] = "greeting"
        found = True
        if end < len(text):
            gap = len(text[end:]) - len(text[end:].lstrip(" \t\xa0-–—"))
            splits[i] = [(end + gap, "body")]
            break
    return found


def _named(texts: Sequence[str], i: int, known: Collection[str], more: bool) -> int:
    text = texts[i]
    lonely = i + 1 >= len(texts) or not texts[i + 1]
    end = name_greeting_end(text, known)
    if end == len(text) and not lonely and text[-1] not in ",:-–—":
        return 0
    if end or not lonely or not more or not text[0].isupper():
        return end
    parts = text.split()
    if known and len(parts) <= 4 and is_sender(parts, known):
        return len(text)
    one = len(parts) == 1 and len(text) < 16 and text.isalpha() and not text.isupper()
    return len(text) if one and text.lower() not in NOT_NAMES else 0
