"""Phrase lists of all cards, looked up in one walk over the tokens.

A phrase is written as people write it; `(a|b)` stands for either, `(a|)` for an optional part.
All lists of one language live in one trie of tokens, so 3,000 phrases cost no more than 30.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Sequence
from itertools import compress
from sys import intern
from typing import Any, Final

from emailint.tokens import fold, norms

Trie = dict[Any, Any]  # token -> Trie; END -> tuple of list keys (plain dicts: they are marshalled)
END: Final = 0
MAX_VARIANTS: Final = 2000
_MAX_NESTING: Final = 20


def expand(phrase: str) -> list[str]:
    """All variants of `phrase`.

    Raises ValueError where the parentheses don't match or the variants pass `MAX_VARIANTS`.
    """
    variants, rest = _sequence(phrase, 0, 0)
    if rest != len(phrase):
        raise ValueError(f"unmatched ')' in {phrase!r}")
    return variants


def _sequence(phrase: str, at: int, depth: int) -> tuple[list[str], int]:
    if depth > _MAX_NESTING:
        raise ValueError(f"too many parentheses in {phrase!r}")
    done: list[str] = []
    heads = [""]
    start = at
    while at < len(phrase) and phrase[at] != ")":
        if phrase[at] == "(":
            inner, close = _sequence(phrase, at + 1, depth + 1)
            if close >= len(phrase):
                raise ValueError(f"unmatched '(' in {phrase!r}")
            heads = [head + phrase[start:at] + tail for head in heads for tail in inner]
            at = start = close + 1
        elif phrase[at] == "|" and depth:
            done += [head + phrase[start:at] for head in heads]
            heads, at = [""], at + 1
            start = at
        else:
            at += 1
        if len(heads) + len(done) > MAX_VARIANTS:
            raise ValueError(f"over {MAX_VARIANTS} variants in {phrase!r}")
    return done + [head + phrase[start:at] for head in heads], at


def add(trie: Trie, phrase: str, key: str) -> None:
    """Put every variant of `phrase` into `trie` under `key`."""
    for variant in expand(fold(phrase)):
        node = trie
        for token in norms(variant, 0, len(variant)):
            node = node.setdefault(token, {})
        if node is not trie and key not in node.get(END, ()):
            node[END] = (*node.get(END, ()), key)


def build(lists: Iterable[tuple[str, Sequence[str]]]) -> Trie:
    """One trie of all `(key, phrases)`."""
    trie: Trie = {}
    for key, phrases in lists:
        for phrase in phrases:
            add(trie, phrase, key)
    return trie


def shared(trie: Trie) -> Trie:
    """`trie` with each distinct part kept once: alternatives end alike, so most of it is.

    Only to be read: a change below one node would show below others (see `unshared`).
    """
    known: dict[Any, Any] = {}

    def one(node: Trie) -> Trie:
        made: Trie = {}
        for token, child in node.items():
            if token == END:
                made[END] = known.setdefault(child, child)
            else:
                made[intern(token)] = one(child)
        key = tuple(sorted((str(token), id(child)) for token, child in made.items()))
        shared_one: Trie = known.setdefault(key, made)
        return shared_one

    return one(trie)


def folded_up(trie: Trie) -> Trie:
    """`trie` with what follows each first token as bytes, which `walk` reads when a draft has that
    token: few of thousands."""
    return {token: marshal.dumps(child) for token, child in trie.items()}


def unshared(trie: Trie) -> Trie:
    """A copy of `trie` with no part in two places: one that `add` and `remove` may change."""
    return {t: child if t == END else unshared(_read(child)) for t, child in trie.items()}


def _read(node: Trie | bytes) -> Trie:
    return marshal.loads(node) if isinstance(node, bytes) else node


def walk(trie: Trie, norms: Sequence[str]) -> list[tuple[str, int, int]]:
    """`(key, first, last)` of each phrase: the indexes of its tokens, longer ones after shorter."""
    found = []
    count = len(norms)
    for i in compress(range(count), map(trie.__contains__, norms)):
        first = norms[i]
        node = trie[first]
        if node.__class__ is bytes:
            node = trie[first] = marshal.loads(node)
        j = i
        while True:
            if END in node:
                for key in node[END]:
                    found.append((key, i, j))  # noqa: PERF401 (in the hottest loop of all)
            j += 1
            if j == count or norms[j] not in node:
                break
            node = node[norms[j]]
    return found


def remove(trie: Trie, phrase: str, key: str) -> None:
    """Take every variant of `phrase` out of list `key`; one that isn't there is no error."""
    for variant in expand(fold(phrase)):
        node: Trie | None = trie
        for token in norms(variant, 0, len(variant)):
            node = node.get(token) if node is not None else None
        if node is not None and key in node.get(END, ()):
            node[END] = tuple(k for k in node[END] if k != key)
