"""Configuration: found, merged over the defaults, validated.

`[tool.emailint]` of a `pyproject.toml` or an `.emailint.toml`, the nearest one upward, is merged
over the user's own file, and that over the defaults. An unknown key or rule is an error with a
suggestion: a setting that does nothing is worse than none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from emailint.card import suggest
from emailint.model import LANGUAGES, PROFILES, SEVERITIES, EmailintError

FILE: Final = ".emailint.toml"
FAIL_ON: Final = (*SEVERITIES, "never")
RULE_KEYS: Final = frozenset({"severity", "points", "cap", "add", "remove"})
USER_ONLY: Final = frozenset({"hook"})
"""Only from the user's own file: what runs programs or decides over mail is not a draft folder's."""
HOOK_KEYS: Final = frozenset({"error", "warning", "info", "strict", "timeout", "sendmail", "held", "rules"})


class ConfigError(EmailintError):
    """A configuration that can't be used: the message names file and key."""


@dataclass(frozen=True, slots=True)
class Config:
    """Effective settings. An empty `profile`, `language` or `ui_language` means: find out.

    `rules` maps a rule's id to its settings (severity or "off", points, cap, options, and `add` and
    `remove` word lists); `recipients` the same for mail to an address or domain. `origin` says for
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
    rule_folders: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    recipients: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    hook: Mapping[str, Any] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)

    def with_flags(self, **flags: Any) -> Config:
        """A copy in which each flag that isn't None or empty wins over what the files say."""
        given = {key: value for key, value in flags.items() if value not in (None, (), "")}
        origin = dict(self.origin) | dict.fromkeys(given, "command line")
        checked = _checked(given, "command line")
        return replace(self, **checked, origin=origin)


TYPES: Final[dict[str, type]] = {
    "profile": str, "language": str, "ui_language": str, "fail_on": str, "fail_under": int,
    "select": list, "ignore": list, "internal_domains": list, "rule_folders": list,
    "rules": dict, "recipients": dict, "hook": dict,
}  # fmt: skip
CHOICES: Final = {
    "profile": ("", *PROFILES), "language": ("", *LANGUAGES),
    "ui_language": ("", *LANGUAGES), "fail_on": FAIL_ON,
}  # fmt: skip


def user_file() -> Path:
    """The user's own configuration (`$EMAILINT_CONFIG`, else in `XDG_CONFIG_HOME`)."""
    if named := os.environ.get("EMAILINT_CONFIG"):
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(base) if base else Path.home() / ".config") / "emailint" / "config.toml"


def project_file(start: Path) -> Path | None:
    """The nearest `.emailint.toml`, or `pyproject.toml` with `[tool.emailint]`, from `start` upward."""
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
    if (user := user_file()).is_file():
        config = merge(config, _read(user), str(user), own=True)
    if explicit is not None:
        if not explicit.is_file():
            raise ConfigError(f"{explicit}: no such file")
        return merge(config, _read(explicit), str(explicit), own=True)
    project = project_file(start.resolve()) if start is not None else None
    if project is not None and project != user:
        config = merge(config, _read(project), str(project), own=False)
    return config


def merge(config: Config, table: Mapping[str, Any], source: str, *, own: bool) -> Config:
    """`table` over `config`; `own` if it may set what only the user's own file may."""
    if not own:
        for key in USER_ONLY & table.keys():
            raise ConfigError(f"{source}: {key!r} is read only from your own file, {user_file()}")
    checked = _checked(table, source)
    origin = dict(config.origin)
    for key in checked:
        if key in ("rules", "recipients", "hook"):
            origin |= {f"{key}.{name}": source for name in checked[key]}
        else:
            origin[key] = source
    for key in ("rules", "recipients"):
        if key in checked:
            before = getattr(config, key)
            merged = {n: {**before.get(n, {}), **settings} for n, settings in checked[key].items()}
            checked[key] = {**before, **merged}
    if "hook" in checked:
        checked["hook"] = {**config.hook, **checked["hook"]}
    if "rule_folders" in checked:
        folder = Path(source).parent
        checked["rule_folders"] = tuple(str(folder / name) for name in checked["rule_folders"])
    return replace(config, **checked, origin=origin)


def check_rules(config: Config, known: Iterable[str], categories: Iterable[str]) -> None:
    """Raises ConfigError for a rule that isn't among `known`, wherever the config names it."""
    known = list(known)
    for name in (*config.select, *config.ignore):
        if name not in known and name not in categories:
            raise ConfigError(f"{config.origin.get('select', 'config')}: unknown rule {name!r}{suggest(name, known)}")
    tables = {"rules": config.rules, **{f"recipients.{k}": v for k, v in config.recipients.items()}}
    for prefix, table in tables.items():
        for name in table:
            if name not in known:
                origin = config.origin.get(f"{prefix}.{name}", config.origin.get(prefix, "config"))
                raise ConfigError(f"{origin}: unknown rule {name!r}{suggest(name, known)}")


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
                merged[rule] = {**merged.get(rule, {}), **settings}
    return merged


def _read(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    if path.name == "pyproject.toml":
        return table.get("tool", {}).get("emailint", {})  # type: ignore[no-any-return]
    return table


def _checked(table: Mapping[str, Any], source: str) -> dict[str, Any]:
    checked: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in TYPES:
            raise ConfigError(f"{source}: unknown key {key!r}{suggest(key, TYPES)}")
        wanted = TYPES[name]
        if wanted is list and isinstance(value, list | tuple) and all(isinstance(v, str) for v in value):
            value = tuple(value)
        elif wanted is list or not isinstance(value, wanted) or isinstance(value, bool):
            kind = {"str": "a text", "int": "a whole number", "list": "a list of texts", "dict": "a table"}
            raise ConfigError(f"{source}: {key} must be {kind[wanted.__name__]}, not {value!r}")
        if name in CHOICES and value not in CHOICES[name]:
            raise ConfigError(f"{source}: {key} = {value!r}{suggest(value, filter(None, CHOICES[name]))}")
        if name == "rules":
            value = {rule: _rule(settings, rule, source) for rule, settings in value.items()}
        elif name == "recipients":
            value = {who: _section(section, who, source) for who, section in value.items()}
        elif name == "hook":
            for entry in value:
                if entry not in HOOK_KEYS:
                    raise ConfigError(f"{source}: unknown key 'hook.{entry}'{suggest(entry, HOOK_KEYS)}")
        checked[name] = value
    return checked


def _section(section: Any, who: str, source: str) -> dict[str, Any]:
    if not isinstance(section, dict):
        raise ConfigError(f"{source}: recipients.{who} must be a table of rules")
    return {rule: _rule(settings, f"{who}.{rule}", source) for rule, settings in section.items()}


def _rule(settings: Any, rule: str, source: str) -> dict[str, Any]:
    if isinstance(settings, str):
        settings = {"severity": settings}
    if not isinstance(settings, dict):
        raise ConfigError(f"{source}: rules.{rule} must be a severity, \"off\" or a table")
    severity = settings.get("severity")
    if severity is not None and severity not in (*SEVERITIES, "off"):
        raise ConfigError(f"{source}: rules.{rule}.severity = {severity!r}{suggest(str(severity), (*SEVERITIES, 'off'))}")
    points = settings.get("points")
    if points is not None and (not isinstance(points, int) or not 0 <= points <= 100):
        raise ConfigError(f"{source}: rules.{rule}.points must be a whole number from 0 to 100")
    return settings
