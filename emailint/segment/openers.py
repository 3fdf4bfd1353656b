"""With which words a salutation begins: "Hola", "Muy señora mía", "Dear"."""

from __future__ import annotations

from typing import Any, Final

from emailint.tokens import fold, norms

from .names import words

_OPENERS: Final = {
    # may run on without punctuation
    "free": """hola|buenos dias|buen dia|buenas tardes|buenas noches|muy buenas tardes
        |muy buenas noches|hi|hello|hey|hiya|howdy|good morning|good afternoon|good evening|good day
        |bon dia|hola con todos|hola con todas|saludos con todos|saludos con todas
        |saludos cordiales con todos""",
    # punctuation, the end or whom it speaks to must follow
    "strict": """buenas|buenos|buena tarde|buena noche|feliz año|morning|muy buenas|muy buenos|greetings|dear|hallo|bona tarda|señor|señora
        |señores|señoras|muy señor|muy señora|muy señores|muy sr|muy sra|muy sres|muy srs
        |a quien corresponda|a quien proceda|a quien pueda interesar|to whom it may concern
        |ladies and gentlemen|happy monday|happy friday|happy new year""",
    # says hello before "a", a mark or the end
    "salute": """saludo|saludos|cordial saludo|cordiales saludos|saludo cordial
        |saludos cordiales""",
    # the same, but before a comma or full stop they are a farewell
    "ambiguous": "un saludo|un cordial saludo|un saludo cordial",
}  # fmt: skip
_ADJECTIVES: Final = words("estimad querid apreciad distinguid respetad benvolgut benvolgud")
_ENDINGS: Final = words("o a e os as es x xs s")
_BOTH: Final = ("(es)", "(s)", "/as", "/os", "/a", "/o", "-as", "-os", "(as)", "(a)", "@s", "@")
"""What follows to speak to women and men: "Estimados/as", "Estimad@s"."""

_COURTESIES: Final = frozenset(
    """que tal|que tal esta|que tal estas|que tal estais|que tal estan|que tal todo|que tal va
    |que tal va todo|que tal andas|como esta|como estas|como estais|como estan|como va
    |como va todo|como andas|como te va|how are you|how are you doing|how are you today
    |how are things|how is it going|how's it going|what's up|whats up""".replace("\n    ", "")
    .split("|")
)  # fmt: skip


def _trie() -> dict[str, Any]:
    """word -> word -> ... -> "": the sort of the opener."""
    trie: dict[str, Any] = {}
    for sort, phrases in _OPENERS.items():
        for phrase in phrases.split("|"):
            node = trie
            for word in phrase.split():
                node = node.setdefault(word, {})
            node[""] = sort
    dear = {"": "strict"}
    for stem in _ADJECTIVES:
        for adjective in (stem, *(stem + ending for ending in _ENDINGS)):
            trie[adjective] = trie["muy"][adjective] = dear
    return trie


_TRIE: Final = _trie()


def opener(head: str) -> tuple[int, bool]:
    """Where the first words of a salutation end (0: there are none), and whether they are free."""
    bare = head.lstrip("¡*_ ")
    first = bare[:24].partition(" ")[0].lower()
    if first.isalpha() and first not in _TRIE and fold(first) not in _TRIE:
        return 0, False
    folded = fold(bare[:48])
    tokens = norms(folded, 0, len(folded))
    node, past, sort = _TRIE, 0, ""
    for n, token in enumerate(tokens):
        if token not in node:
            break
        node = node[token]
        if "" in node:
            past, sort = n + 1, node[""]
    end = 0
    for token in tokens[:past]:
        end = folded.index(token, end) + len(token)
    if not end or not folded.startswith(tokens[0]):
        return 0, False
    if sort in ("salute", "ambiguous"):
        after = bare[end : end + 1]
        if (
            after
            and after not in (":,." if sort == "salute" else ":")
            and not bare.startswith(" a ", end)
        ):
            return 0, False
    elif sort == "strict":
        for both in _BOTH:
            if bare.startswith(both, end):
                end += len(both)
                break
    return len(head) - len(bare) + end, sort == "free"


def is_courtesy(rest: str) -> bool:
    """Whether nothing but "¿Qué tal?" or the like is left of a line."""
    if len(rest) > 40 or "@" in rest:
        return False
    spoken = [token for token in norms(fold(rest), 0, len(rest)) if token[0].isalnum()]
    return " ".join(spoken) in _COURTESIES
