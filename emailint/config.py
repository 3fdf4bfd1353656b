"""Configuration: found, merged over the defaults, validated.

`[tool.emailint]` of a `pyproject.toml` or an `.emailint.toml`, the nearest one upward, is merged
over the user's own file, and that over the defaults. An unknown key or rule is an error with a
suggestion: a setting that does nothing is worse than none.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from emailint import user
from emailint.card import suggest
from emailint.model import JURISDICTIONS, LANGUAGES, PROFILES, SEVERITIES, EmailintError

FILE: Final = ".emailint.toml"
COMMAND_LINE: Final = "command line"
"""The origin of a value that an option gave."""
FAIL_ON: Final = (*SEVERITIES, "never")
RULE_KEYS: Final = frozenset({"severity", "points", "cap", "add", "remove"})
USER_ONLY: Final = frozenset({"hook", "grammar", "points_file"})
"""Only from the user's own file: what runs programs, decides over mail, says where its text is sent
or speaks for the user's own archive is no draft folder's."""
TABLES: Final = ("rules", "recipients", "hook", "grammar")
"""The keys whose value is a table, each entry of which has an origin of its own."""
_DECISIONS: Final = ("send", "ask", "stop")
HOOK_KEYS: Final[dict[str, Any]] = {
    **dict.fromkeys(SEVERITIES, "decision"),
    "strict": bool, "override": bool, "terminal": bool, "deep": bool, "timeout": float,
    "sendmail": str, "held": str, "rules": dict, "score": dict,
}  # fmt: skip
GRAMMAR_KEYS: Final[dict[str, Any]] = {
    "server": str, "start": bool, "budget": float, "variants": list, "dictionaries": str,
}  # fmt: skip


class ConfigError(EmailintError):
    """A configuration that can't be used: the message names file and key."""


class Config(NamedTuple):
    """Effective settings. An empty `profile`, `language`, `ui_language` or `jurisdiction` means:
    find out; empty `clients` (mail programs) the usual ones, empty `fields` (of merges) any.

    `rules` maps a rule's id to its settings (severity or "off", points, cap, options, and `add` and
    `remove` word lists); `recipients` the same for mail to an address or domain. `deep`: whether
    engines are asked too; `words` is the user's dictionary; `grammar` says which LanguageTool
    server (`server`) is asked, whether one may be started, how many seconds a draft may take. `origin` says for
    each key where its value came from ("default", a file, a flag).
    """

    profile: str = ""
    language: str = ""
    ui_language: str = ""
    fail_on: str = "warning"
    fail_under: int = 0
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()
    jurisdiction: str = ""
    clients: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    points_file: str = ""
    rules: Mapping[str, Mapping[str, Any]] = {}
    recipients: Mapping[str, Mapping[str, Mapping[str, Any]]] = {}
    hook: Mapping[str, Any] = {}
    deep: bool = False
    words: tuple[str, ...] = ()
    grammar: Mapping[str, Any] = {}
    origin: Mapping[str, str] = {}

    def with_flags(self, **flags: Any) -> "Config":
        """A copy in which each flag that isn't None or empty wins over what the files say."""
        given = {key: value for key, value in flags.items() if value not in (None, (), "")}
        origin = dict(self.origin) | dict.fromkeys(given, COMMAND_LINE)
        checked = _checked(given, COMMAND_LINE)
        return self._replace(**checked, origin=origin)


TYPES: Final[dict[str, type]] = {
    "profile": str, "language": str, "ui_language": str, "fail_on": str, "fail_under": int,
    "select": list, "ignore": list, "internal_domains": list, "jurisdiction": str,
    "clients": list, "fields": list, "rule_folders": list, "points_file": str,
    "rules": dict, "recipients": dict, "hook": dict, "deep": bool, "words": list, "grammar": dict,
}  # fmt: skip
CHOICES: Final = {
    "profile": ("", *PROFILES), "language": ("", *LANGUAGES),
    "ui_language": ("", *LANGUAGES), "fail_on": FAIL_ON,
    "jurisdiction": ("", *JURISDICTIONS),
}  # fmt: skip


def user_file() -> Path:
    """The user's own configuration (`$EMAILINT_CONFIG`, else in `XDG_CONFIG_HOME`)."""
    return Path(user.config_file())


def project_file(start: Path) -> Path | None:
    """The nearest `.emailint.toml`, or `pyproject.toml` with `[tool.emailint]`, from `start` up."""
    for folder in (start, *start.parents):
        if (own := folder / FILE).is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and b"tool.emailint" in shared.read_bytes():
            return shared
    return None


def load_config(start: Path | None = None, *, explicit: Path | None = None) -> Config:
    """The user's file, and over it the project's (`start`: where to look from; None: not at all).

    `explicit` is a file named by the user on the command line: it stands in for the project's, and
    may set what only the user's own file may. Raises ConfigError.
    """
    config = Config()
    if (own := user_file()).exists() or os.environ.get("EMAILINT_CONFIG"):
        config = merge(config, read_table(own), str(own), own=True)
    if explicit is not None:
        return merge(config, read_table(explicit), str(explicit), own=True)
    project = project_file(start.resolve()) if start is not None else None
    if project is not None and project != own:
        config = merge(config, read_table(project), str(project), own=False)
    return config


def merge(config: Config, table: Mapping[str, Any], source: str, *, own: bool) -> Config:
    """`table` over `config`; `own` if it may set what only the user's own file may."""
    if not own:
        for key in USER_ONLY & {name.replace("-", "_") for name in table}:
            raise ConfigError(f"{source}: {key!r} is read only from your own file, {user_file()}")
    checked = _checked(table, source)
    origin = dict(config.origin)
    for key in checked:
        if key in TABLES:
            for name in checked[key]:
                below = origin.get(f"{key}.{name}")
                origin[f"{key}.{name}"] = f"{below}, {source}" if below else source
            checked[key] = _merged(getattr(config, key), checked[key])
        else:
            origin[key] = source
    folder = Path(source).parent
    if "rule_folders" in checked:
        checked["rule_folders"] = tuple(str(folder / name) for name in checked["rule_folders"])
    if checked.get("points_file"):
        checked["points_file"] = str(folder / Path(checked["points_file"]).expanduser())
    return config._replace(**checked, origin=origin)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """`above` over `below`, table by table; lists of words added or removed are joined."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if key in ("add", "remove") and old:
            value = _joined(old, value)
        elif isinstance(old, Mapping) and isinstance(value, Mapping):
            value = _merged(old, value)
        merged[key] = value
    return merged


def _joined(below: Any, above: Any) -> Any:
    """Two lists of words, or two tables of such lists, as one."""
    if isinstance(below, list) and isinstance(above, list):
        return [*below, *above]
    tables = [v if isinstance(v, Mapping) else {"words": v} for v in (below, above)]
    joined = dict(tables[0])
    for key, value in tables[1].items():
        joined[key] = _joined(joined[key], value) if key in joined else value
    return joined


def settings_for(config: Config, addresses: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    """The rules' settings for mail to `addresses`: sections for an address or `@domain` on top."""
    if not config.recipients:
        return config.rules
    merged: dict[str, Mapping[str, Any]] = dict(config.rules)
    seen = [a.lower() for a in addresses]
    for name, section in config.recipients.items():
        key = name.lower().lstrip("@")
        if any(a == key or a.endswith(("@" + key, "." + key)) for a in seen):
            for rule, settings in section.items():
                merged[rule] = _merged(merged.get(rule, {}), settings)
    return merged


def read_table(path: Path) -> Mapping[str, Any]:
    """A config file as it is written. Raises ConfigError."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("emailint", {})
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: tool.emailint must be a table")
    return table


def _checked(table: Mapping[str, Any], source: str) -> dict[str, Any]:
    checked: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in TYPES:
            raise ConfigError(f"{source}: unknown key {key!r}{suggest(key, TYPES)}")
        checked[name] = _value(name, value, source)
    return checked


def _value(name: str, value: Any, source: str) -> Any:
    wanted: Any = TYPES[name]
    if wanted is list:
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
            raise ConfigError(f"{source}: {name} must be a list of texts, not {value!r}")
        return tuple(value)
    if not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool):
        kind = _KIND_NAMES[wanted]
        raise ConfigError(f"{source}: {name} must be {kind}, not {value!r}")
    if name in CHOICES and value not in CHOICES[name]:
        hint = suggest(value, filter(None, CHOICES[name]))
        raise ConfigError(f"{source}: {name} = {value!r} is unknown{hint}")
    if name == "fail_under" and not 0 <= value <= 100:
        raise ConfigError(f"{source}: fail_under must be from 0 to 100, not {value}")
    if name == "rules":
        return {rule: _rule(own, f"{source}: rules.{rule}") for rule, own in value.items()}
    if name == "recipients":
        return {who: _section(own, f"{source}: recipients.{who}") for who, own in value.items()}
    if name in ("hook", "grammar"):
        _check_keys(value, HOOK_KEYS if name == "hook" else GRAMMAR_KEYS, f"{source}: {name}")
    return value


_KIND_NAMES: Final = {str: "a text", int: "a whole number", bool: "true or false", dict: "a table"}


def _section(section: Any, place: str) -> dict[str, Any]:
    if not isinstance(section, dict):
        raise ConfigError(f"{place} must be a table of rules")
    return {rule: _rule(own, f"{place}.{rule}") for rule, own in section.items()}


def _rule(own: Any, place: str) -> dict[str, Any]:
    if isinstance(own, str):
        own = {"severity": own}
    if not isinstance(own, dict):
        raise ConfigError(f'{place} must be a severity, "off" or a table, not {own!r}')
    severity = own.get("severity")
    known = (*SEVERITIES, "off")
    if severity is not None and severity not in known:
        raise ConfigError(
            f"{place}: severity {severity!r} is unknown{suggest(str(severity), known)}"
        )
    for key, least in (("points", 0), ("cap", 1)):
        number = own.get(key)
        if number is not None and (type(number) is not int or not least <= number <= 100):
            raise ConfigError(f"{place}.{key} must be a whole number from {least} to 100")
    return own


def _check_keys(table: Mapping[str, Any], known: Mapping[str, Any], table_place: str) -> None:
    source, _, name = table_place.rpartition(": ")
    for key, value in table.items():
        place = f"{table_place}.{key}"
        if key not in known:
            raise ConfigError(f"{source}: unknown key '{name}.{key}'{suggest(key, known)}")
        wanted = known[key]
        if wanted == "decision":
            _check_decision(value, place)
        elif key == "score" and isinstance(value, dict):
            _check_score(value, place)
        elif wanted is dict and isinstance(value, dict):
            for rule, decision in value.items():
                _check_decision(decision, f"{place}.{rule}")
        elif wanted is float:
            if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
                raise ConfigError(f"{place} must be a number of seconds, not {value!r}")
        elif not isinstance(value, wanted):
            raise ConfigError(f"{place} must be {_KIND_NAMES.get(wanted, 'a list')}, not {value!r}")


def _check_decision(value: Any, place: str) -> None:
    if value not in _DECISIONS:
        hint = suggest(str(value), _DECISIONS)
        raise ConfigError(f"{place} = {value!r} is unknown{hint}")


def _check_score(table: Mapping[str, Any], place: str) -> None:
    for decision, under in table.items():
        if decision not in _DECISIONS[1:]:
            raise ConfigError(f"{place}.{decision}: only ask and stop go by the score")
        if type(under) is not int or not 0 <= under <= 100:
            raise ConfigError(f"{place}.{decision} must be a whole number from 0 to 100")
