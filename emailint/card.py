"""One card: a TOML table -> a `Rule`, or an error that names the file, the key and the known keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from emailint.matchers import KINDS
from emailint.model import (
    BLOCK_KINDS,
    CATEGORIES,
    LANGUAGES,
    PROFILES,
    SEVERITIES,
    EmailintError,
    Evidence,
    Example,
    Rule,
)  # fmt: skip
from emailint.phrases import expand

TEXTS: Final = ("title", "why", "message", "advice")
KEYS: Final = frozenset(
    {"id", "category", "severity", "cap", "scope", "profiles", "languages", "replies",
     "automatic", "needs", "check", "evidence", "example", *TEXTS}
)  # fmt: skip
EXAMPLE_KEYS: Final = frozenset({"lang", "bad", "fix", "good", "profile", "send_at", "options"})
SCOPES: Final = (*BLOCK_KINDS, "written", "header")
NEEDS: Final = ("headers", "recipients", "time")


class CardError(EmailintError):
    """A card that can't be used: the message names file, key and what would be right."""


def suggest(word: str, known: Iterable[str]) -> str:
    """ ", did you mean ...?" or the known words, to end an error message with."""
    from difflib import get_close_matches

    known = sorted(known)
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"


def rule_from(table: Mapping[str, Any], path: str) -> Rule:
    """The rule on a card. Raises CardError on the first thing that is wrong."""
    _known(table, KEYS, path, "")
    for key in ("id", "category", "severity", "scope", "check", "message"):
        if key not in table:
            raise CardError(f"{path}: the key {key!r} is missing")
    _one_of(table["category"], CATEGORIES, path, "category")
    _one_of(table["severity"], SEVERITIES, path, "severity")
    for key, allowed in (
        ("scope", SCOPES),
        ("profiles", PROFILES),
        ("languages", LANGUAGES),
        ("needs", NEEDS),
    ):
        for value in _list(table, key, path):
            _one_of(value, allowed, path, key)
    _check_table(table["check"], path)
    _integer(table, "cap", 1, path)
    for name in TEXTS:
        _texts(table.get(name, {}), path, name)
    for cited in table.get("evidence", ()):
        if not isinstance(cited, dict) or not {"id", "says"} <= cited.keys():
            raise CardError(f"{path}: [[evidence]] needs id and says")
    for example in table.get("example", ()):
        _known(example, EXAMPLE_KEYS, path, "example.")
        if "lang" not in example or not ({"bad", "good"} & example.keys()):
            raise CardError(f"{path}: an [[example]] needs lang and one of bad, good")
    return rule_of(table, path)


def rule_of(table: Mapping[str, Any], path: str) -> Rule:
    """The rule on a card that is known to be right."""
    return Rule(
        id=table["id"],
        category=table["category"],
        severity=table["severity"],
        cap=table.get("cap", 1),
        scope=tuple(table["scope"]),
        profiles=tuple(table.get("profiles", PROFILES)),
        languages=tuple(table.get("languages", LANGUAGES)),
        replies=bool(table.get("replies", True)),
        automatic=bool(table.get("automatic", True)),
        needs=tuple(table.get("needs", ())),
        check=table["check"],
        texts={name: table.get(name, {}) for name in TEXTS},
        evidence=tuple(
            Evidence(
                e["id"], e["says"], tuple(e.get("profiles", ())), tuple(e.get("jurisdictions", ()))
            )
            for e in table.get("evidence", ())
        ),
        examples=tuple(Example(**example) for example in table.get("example", ())),
        path=path,
    )


def slim(table: Mapping[str, Any]) -> dict[str, Any]:
    """The card without its examples and without the phrases that the tries hold: what a run needs."""
    check = {
        key: {x: [] if isinstance(v, list) and x in LANGUAGES else v for x, v in value.items()}
        if isinstance(value, dict) and key != "sets" else value
        for key, value in table["check"].items()
    }  # fmt: skip
    return {**{k: v for k, v in table.items() if k != "example"}, "check": check}


def areas_of(rule: Rule) -> tuple[str, ...]:
    """The areas of a draft (see `context.AREAS`) where the rule's phrases are looked up.

    A rule about header fields may read both, whatever it was that it saw there.
    """
    if "header" in rule.scope:
        return ("subject", "written")
    if rule.scope == ("greeting",):
        return ("greeting",)
    body = any(kind != "subject" for kind in rule.scope)
    return ("subject",) * ("subject" in rule.scope) + ("written",) * body


_WORD_LISTS: Final = ("words", "unless")


def phrase_lists(rule: Rule, language: str) -> list[tuple[str, list[str]]]:
    """`(rule/list, phrases)` of every word list of the card in `language`.

    A list that names no language, as a user's card may have it, holds in all of them.
    """
    lists = []
    declared = rule.check["kind"] != "function"
    for key, value in rule.check.items():
        if declared and key in _WORD_LISTS and isinstance(value, list):
            lists.append((f"{rule.id}/{key}", value))
        if key == "sets" or not isinstance(value, dict):
            continue
        if isinstance(phrases := value.get(language), list | dict):
            lists.append((f"{rule.id}/{key}", list(phrases)))
    return lists


def _check_table(check: Any, path: str) -> None:
    if not isinstance(check, dict) or "kind" not in check:
        raise CardError(f"{path}: [check] needs a kind; known: {', '.join([*KINDS, 'function'])}")
    kind = check["kind"]
    if kind == "function":
        if ":" not in str(check.get("function", "")):
            raise CardError(
                f"{path}: [check] function must read 'module:name', a .py beside the card"
            )
    else:
        _one_of(kind, KINDS, path, "check.kind")
        _known(check, {"kind", *KINDS[kind].options}, path, "check.")
    for key, value in check.items():
        if kind != "function" and key in _WORD_LISTS and isinstance(value, list):
            _phrases(value, path, f"check.{key}")
        if isinstance(value, dict) and key != "sets":
            for language, phrases in value.items():
                if language in LANGUAGES and isinstance(phrases, list | dict):
                    _phrases(phrases, path, f"check.{key}.{language}")


def _phrases(phrases: Iterable[Any], path: str, key: str) -> None:
    for phrase in phrases:
        if not isinstance(phrase, str) or not phrase.strip():
            raise CardError(f"{path}: {key} holds {phrase!r}, which is no phrase")
        try:
            expand(phrase)
        except ValueError as error:
            raise CardError(f"{path}: {key}: {error}") from None


def _texts(value: Any, path: str, key: str) -> None:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise CardError(f"{path}: [{key}] must hold one text a language")
    _known(value, LANGUAGES, path, f"{key}.")


def _known(table: Mapping[str, Any], known: Iterable[str], path: str, prefix: str) -> None:
    for key in table:
        if key not in known:
            raise CardError(f"{path}: unknown key {prefix + key!r}{suggest(key, known)}")


def _one_of(value: Any, known: Iterable[str], path: str, key: str) -> None:
    if value not in known:
        raise CardError(f"{path}: {key} = {value!r} is unknown{suggest(str(value), known)}")


def _list(table: Mapping[str, Any], key: str, path: str) -> list[Any]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise CardError(f"{path}: {key} must be a list")
    return value


def _integer(table: Mapping[str, Any], key: str, default: int, path: str) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise CardError(f"{path}: {key} must be a whole number from 1")
    return value
