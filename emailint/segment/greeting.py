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
    podrias podriais hay llevo trabajo escribo intento ando dos
    """
)
"""What a text begins with, where no comma sets it off: "Buenas tengo una duda"."""

_GROUPS: Final = words(
    "compañeros compañeras colegas amigos amigas chicos chicas equipo all team guys folks"
)
_GROUP_GO_ON: Final = words("una os por please pls")
"""What else a text begins with behind them."""

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
    while len(lines) > 1 and _is_banner(texts[lines[0]]):
        lines = lines[1:]
    for n, i in enumerate(lines[:_ABOVE]):
        text = texts[i]
        end = greeting_end(text, known)
        if n and not found and (end < len(text) or text[-1] not in ",:"):
            end *= _stands_apart(texts, i, end)  # below other lines, only an unmistakable one
        if not end and n == 0:
            end = _named(texts, i, known, len(lines) > 1)
        elif not end and text[-1] in ",:" and text.partition(" ")[0].lower().strip(".") in _TITLES:
            end = name_greeting_end(text, known)
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


def _stands_apart(texts: Sequence[str], i: int, end: int) -> bool:
    """Whether a salutation is all of its line, with blank lines around it."""
    return end == len(texts[i]) and not texts[i - 1] and not "".join(texts[i + 1 : i + 2])


def _is_banner(text: str) -> bool:
    """ "***** NEW ROOM *****" """
    return len(text) > 6 and text[0] in "*=#~+_-" and text[:3] == text[0] * 3 == text[-3:]


def _group_end(text: str) -> int:
    """Where a group spoken to without a comma ends ("Chicos os paso las llaves"), or 0."""
    group, _, rest = text[:_HEAD].partition(" ")
    said = rest.split(None, 1)[:1]
    groups = group[0].isupper() and group.lower() in _GROUPS
    return len(group) if groups and said and fold(said[0]) in _GO_ON | _GROUP_GO_ON else 0


def _named(texts: Sequence[str], i: int, known: Collection[str], more: bool) -> int:
    text = texts[i]
    lonely = i + 1 >= len(texts) or not texts[i + 1]
    end = name_greeting_end(text, known)
    if end == len(text) and not lonely and text[-1] not in ",:-–—":
        return 0
    if end or not more or not text[0].isupper():
        return end
    if not lonely and not texts[i + 1][:1].isupper() and texts[i + 1][:1] not in "¿¡":
        return _group_end(text)
    parts = text.split()
    if known and len(parts) <= 4 and is_sender(parts, known):
        return len(text)
    one = len(parts) == 1 and len(text) < 16 and text.isalpha() and not text.isupper()
    if lonely:
        return len(text) if one and text.lower() not in NOT_NAMES else _group_end(text)
    return len(text) if len(parts) < 4 and _are_given(parts) else _group_end(text)


def _are_given(parts: Sequence[str]) -> bool:
    """Whether they are usual given names: "Ana", "Ana y Luis"."""
    from emailint.given_names import given_names

    joints = ("y", "e", "and", "&")
    return all(
        (n % 2 and part in joints) or fold_name(part) in given_names()
        for n, part in enumerate(parts)
    )
