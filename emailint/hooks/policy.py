"""Which policy holds: the user's own config and, over it, what the computer's manager says."""

from __future__ import annotations

from emailint import user

TYPE_CHECKING = False  # typing itself would cost a hook's start 3 ms
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final

    from emailint.config import Config

MANAGED: Final = "/etc/emailint/policy.toml"
"""A config file like the user's own; what stands in it wins. No variable moves it: a policy that
its subject can put elsewhere would be none."""


def hook_config(settings: Mapping[str, Any] | None = None) -> Config:
    """The user's config with the managed policy over it. Raises ConfigError.

    `settings`: what the user set in a mail client, as a config file would say it; over the config.
    """
    import os
    from pathlib import Path

    from emailint.config import load_config, merge, read_table

    config = load_config()
    if settings:
        config = merge(config, settings, "the mail client's options", own=True)
    if os.path.lexists(MANAGED):
        config = merge(config, read_table(Path(MANAGED)), MANAGED, own=True)
    return config


def hook_settings() -> Mapping[str, Any]:
    """The [hook] table that holds, as far as it can be read.

    What sends the mail, whether a failure holds it and whether the writer may override must be
    known even where something else in a file is wrong.
    """
    return {**_table(user.config_file()), **_table(MANAGED)}


def _table(path: str) -> Mapping[str, Any]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return {}
    import re
    import tomllib

    try:
        table = tomllib.loads(text).get("hook")
        return table if isinstance(table, dict) else {}
    except tomllib.TOMLDecodeError:
        said = {"strict": "true", "override": "false"}
        return {
            key: value == "true"
            for key, value in said.items()
            if re.search(rf"^[ \t]*(?:hook\.)?{key}[ \t]*=[ \t]*{value}\b", text, re.M)
        }
