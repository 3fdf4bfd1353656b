"""What mail programs and lists put before the words of a subject."""

from __future__ import annotations

from typing import Final

from .names import words

_KINDS: Final = {
    **dict.fromkeys(words("re rif aw sv vs antw odp res r ref"), "re"),
    **dict.fromkeys(words("fwd fw rv tr wg i enc vl doorst reenv rm"), "fwd"),
}
_LONGEST: Final = 16  # of a prefix with its count: "Doorst (123) :"
_LONGEST_TAG: Final = 60


def strip_prefixes(subject: str) -> tuple[int, list[str]]:
    """How many characters of "Re:", "RV:", "Fwd:", "Re[2]:" and "[list]" open a subject.

    Also which, in order: "re", "fwd" or the text of the tag.
    """
    at = 0
    found: list[str] = []
    while True:
        start = _past_blanks(subject, at)
        if subject[start : start + 1] == "[":
            past = subject.find("]", start, start + _LONGEST_TAG + 2)
            kind = subject[start + 1 : past] if past > 0 else ""
            if "[" in kind:
                kind = ""
        else:
            head = subject[start : start + _LONGEST].replace("：", ":")
            word, colon, _ = head.partition(":")
            past = start + len(word)
            kind = _KINDS.get(_without_count(word).lower(), "") if colon else ""
        if not kind:
            return at, found
        found.append(kind)
        at = _past_blanks(subject, past + 1)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _without_count(word: str) -> str:
    """`word` without how often it was answered: "Re[2]", "Re (2)", "Re^2"."""
    word = word.rstrip()
    bare = word.rstrip("])").rstrip("0123456789")
    return bare[:-1].rstrip() if bare != word and bare[-1:] in ("[", "(", "^") else word
