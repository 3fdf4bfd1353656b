"""What a config changes of rules: checked against the cards before a run, then applied to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from emailint.card import phrase_lists, suggest
from emailint.config import COMMAND_LINE, RULE_KEYS, ConfigError
from emailint.model import CATEGORIES, LANGUAGES, PROFILES, EmailintError
from emailint.phrases import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from emailint.config import Config
    from emailint.model import Rule

Settings = Mapping[str, Mapping[str, Any]]
"""What a config says of rules, by id."""

_MAIN_LIST: Final = "words"
_FIXED: Final = frozenset({"kind", "function"})


def check_settings(config: Config, rules: Mapping[str, Rule]) -> None:
    """Raises ConfigError for a rule, an option or a word list that isn't there, wherever the
    config names it, and for an option of the wrong kind."""
    origin = config.origin
    for key in ("select", "ignore"):
        source = origin.get(key, "config")
        place = f"--{key}" if source == COMMAND_LINE else f"{source}: {key}"
        for name in getattr(config, key):
            if name not in CATEGORIES:
                _known(name, rules, place, CATEGORIES)
    if config.clients:
        from emailint.campaign.support import clients_of

        try:
            clients_of(config.clients)
        except EmailintError as error:
            raise ConfigError(f"{origin.get('clients', 'config')}: {error}") from None
    _check_table(
        config.rules, rules, lambda name: f"{origin.get(f'rules.{name}', 'config')}: rules"
    )
    for who, section in config.recipients.items():
        place = f"{origin.get(f'recipients.{who}', 'config')}: recipients.{who}"
        _check_table(section, rules, lambda _, place=place: place)
    for name in config.hook.get("rules", {}):
        _known(name, rules, f"{origin.get('hook.rules', 'config')}: hook.rules")


def suggest_rule(name: str, known: Iterable[str]) -> str:
    """How an error about an unknown rule ends: with the nearest one, or where all are listed."""
    hint = suggest(name, known)
    return hint if hint.startswith("; did") else "; `emailint rules` lists them"


def options_of(rule: Rule, own: Mapping[str, Any]) -> dict[str, Any]:
    """The card's [check] with the config's values over it; tables by profile are merged."""
    options = dict(rule.check)
    for key, value in own.items():
        if key in RULE_KEYS:
            continue
        if key not in options or key in _FIXED:
            known = [k for k in (*options, *RULE_KEYS) if k not in _FIXED]
            raise ConfigError(f"rules.{rule.id}: unknown option {key!r}{suggest(key, known)}")
        old = options[key]
        both = isinstance(old, dict) and isinstance(value, dict)
        options[key] = {**old, **value} if both else value
    return options


def word_changes(
    rule: str, own: Mapping[str, Any], language: str
) -> Iterator[tuple[str, str, str]]:
    """(`"remove"` or `"add"`, `rule/list`, phrase) for each phrase of a rule's settings.

    `add` and `remove` are a list of phrases for the card's list `words` in both languages, or a
    table by language, by list, or by list and language.
    """
    for action in ("remove", "add"):
        for name, phrases in _lists(own.get(action, ()), language):
            yield from ((action, f"{rule}/{name}", phrase) for phrase in phrases)


def _lists(change: Any, language: str) -> Iterator[tuple[str, Iterable[str]]]:
    if not isinstance(change, dict):
        yield _MAIN_LIST, change
        return
    for key, value in change.items():
        if key in LANGUAGES:
            if key == language:
                yield _MAIN_LIST, value
        elif isinstance(value, dict):
            yield key, value.get(language, ())
        else:
            yield key, value


def _check_table(table: Settings, rules: Mapping[str, Rule], place_of: Any) -> None:
    for name, own in table.items():
        _known(name, rules, place_of(name))
        place = f"{place_of(name)}.{name}"
        rule = rules[name]
        try:
            options_of(rule, own)
        except ConfigError as error:
            raise ConfigError(f"{place_of(name).partition(': ')[0]}: {error}") from None
        for key, value in own.items():
            if key in ("add", "remove"):
                _check_words(rule, own, f"{place}.{key}")
            elif key not in RULE_KEYS:
                _check_option(rule.check[key], value, f"{place}.{key}")


def _known(name: str, rules: Iterable[str], place: str, more: Iterable[str] = ()) -> None:
    if name not in rules:
        hint = suggest_rule(name, [*rules, *more])
        if more and not hint.startswith("; did"):
            hint = f"; categories: {', '.join(more)}{hint}"
        raise ConfigError(f"{place}: unknown rule {name!r}{hint}")


def _check_option(default: Any, value: Any, place: str) -> None:
    if isinstance(default, dict):
        if not default.keys() <= {*PROFILES, "default"}:
            raise ConfigError(f"{place} is a word list: change it with add and remove")
        sample = next(x for x in (*default.values(), 0) if x != "off")
        for profile, one in value.items() if isinstance(value, dict) else [("", value)]:
            if profile and profile not in (*PROFILES, "default"):
                raise ConfigError(
                    f"{place}: unknown profile {profile!r}{suggest(profile, PROFILES)}"
                )
            if one != "off":
                _check_kind(sample, one, f"{place}.{profile}" if profile else place)
        return
    _check_kind(default, value, place)
    if place.endswith(".pattern"):
        import re

        try:
            re.compile(value)
        except re.error as error:
            raise ConfigError(f"{place}: {error}") from None


def _check_kind(sample: Any, value: Any, place: str) -> None:
    kinds: tuple[tuple[Any, str], ...] = (
        (bool, "true or false"), ((int, float), "a number"), (str, "a text"), (list, "a list"),
    )  # fmt: skip
    for kind, name in kinds:
        if isinstance(sample, kind):
            if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
                raise ConfigError(f"{place} must be {name}, not {value!r}")
            return


def _check_words(rule: Rule, own: Mapping[str, Any], place: str) -> None:
    key = place.rpartition(".")[2]
    lists = {name for language in LANGUAGES for name, _ in phrase_lists(rule, language)}
    known = sorted(name.rpartition("/")[2] for name in lists)
    for language in LANGUAGES:
        for name, phrases in _lists(own[key], language):
            if name not in known:
                hint = "it has no word lists"
                if known:
                    hint = f"its lists: {', '.join(known)}; languages: {', '.join(LANGUAGES)}"
                raise ConfigError(f"{place}: the rule has no list {name!r}; {hint}")
            if not isinstance(phrases, list | tuple):
                raise ConfigError(f"{place} must be a list of phrases, or lists by language")
            for phrase in phrases:
                _check_phrase(phrase, place)


def _check_phrase(phrase: Any, place: str) -> None:
    if not isinstance(phrase, str) or not phrase.strip():
        raise ConfigError(f"{place}: {phrase!r} is no phrase")
    try:
        expand(phrase)
    except ValueError as error:
        raise ConfigError(f"{place}: {error}") from None
