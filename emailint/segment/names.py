"""Whether a few words are a person's name, and whether they are the sender's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_NAMES: Final = words(
    """
    i i'm im i've we we're he she it you they my our your his the this that these those a an and
    but or so if in on at as for from with to there here is are was were do does did has have
    had can could would will should may please just not no yes yeah yep nope ok okay thanks
    thank sorry well now also however anyway actually unfortunately fortunately finally first
    firstly second secondly third then next otherwise therefore thus hence still meanwhile
    moreover furthermore besides instead indeed perhaps maybe obviously clearly basically today
    tomorrow yesterday what when where why who which how because since while although though
    after before once sure right oh ah hmm hm um wow great good excellent perfect fine cool nice
    agreed correct exactly true absolutely congratulations congrats attached per regarding re
    fyi btw note ps nb hi hello hey dear hola buenas buenos saludos gracias muchas perdón perdon
    perdona disculpa disculpad disculpen lo sí si bueno bien vale pues entonces además ademas
    también tampoco aunque pero y o u e sin con por para de desde en el la los las un una unos
    unas mi tu su soy estoy estamos tengo tenemos necesito quería queria quisiera quiero me te
    se le les nos os como cómo ha hemos alguien espero yo él ella ya hoy ayer mañana ahora luego
    primero segundo finalmente efectivamente exacto claro correcto perfecto genial estupendo
    adjunto según segun aquí aqui ahí así asi mira mire oye oiga puede puedes podrías podría
    alguno cuando donde qué que quién cuál cual porque nada hay es son era fue será creo veo
    recientemente actualmente lamentablemente desgraciadamente afortunadamente básicamente
    obviamente igualmente summary resumen update background introduction introducción agenda
    objetivo contexto attention atención urgente urgent important importante done hecho adjunta
    listo question pregunta duda regards best cheers atentamente cordialmente monday tuesday
    wednesday thursday friday saturday sunday lunes martes miércoles jueves viernes sábado
    domingo january february march april june july august september october november december
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    oops ups ojo aha ajá bién cierto vaya uf apologies enhorabuena suerte
    """
)
"""Words that open a sentence with a capital, often before a comma: never taken for a name."""

_SMALL: Final = words("de la del y e i and & van von der den los da el /")


def fold(word: str) -> str:
    """Lower case without accents, so that "José" in a header is "jose" in a sign-off."""
    word = word.casefold()
    if word.isascii():
        return word
    from unicodedata import normalize

    return "".join(c for c in normalize("NFD", word) if c.isalnum())


def name_words(name: str) -> list[str]:
    """The folded words of a display name, or of an address before its "@"."""
    name = name.partition("@")[0][:200]
    if not name.replace(" ", "").isalpha():
        name = "".join([c if c.isalpha() else " " for c in name])
    return [fold(word) for word in name.split()]


def looks_named(text: str, sender: Sequence[str] = ()) -> bool:
    """Whether `text` is nothing but a name: the sender's, or one to four capitalised words."""
    if len(text) > 60:
        return False
    words = text.strip("-–—~*_ .,()").split()
    if not 0 < len(words) <= 5:
        return False
    if is_sender(words, sender):
        return True
    if len(words) == 5:
        return False
    for word in words:
        if word in _SMALL:
            continue
        if (
            not word[0].isupper()
            or word[-1] in "?!:"
            or (not word[-1].isalpha() and word[-1] != ".")
        ):
            return False
        if word.lower().strip(".,") in NOT_NAMES:
            return False
    return True


def is_sender(words: Sequence[str], sender: Collection[str]) -> bool:
    """Whether `words` can be how a person called `sender` (folded words, in order) signs."""
    if not sender or not words or len(words) > 6:
        return False
    hits = 0
    for word in " ".join(words).replace("-", " ").split():
        bare = fold(word.strip("-–—~*_.,()\"'"))
        if not bare:
            continue
        if bare in sender or _nick(bare, sender) or (len(words) == 1 and _initials(bare, sender)):
            hits += 1
        elif len(bare) > 2 and bare not in _SMALL:
            if not word[0].isupper():
                return False
            hits -= 1
    return hits > 0


def _nick(word: str, sender: Collection[str]) -> bool:
    return len(word) > 2 and any(
        name.startswith(word) or (len(name) > 3 and word.startswith(name)) for name in sender
    )


def _initials(word: str, sender: Collection[str]) -> bool:
    firsts = [name[0] for name in sender]
    if len(word) > 4 or not word.isalpha() or word[0] not in firsts or len(word) > len(firsts) + 1:
        return False
    return sum(c in firsts for c in word) >= max(1, len(word) - 1)
