"""Where the user's own files are, and the user's language.

Paths are texts here: hooks start with every mail, and pathlib would cost them 5 ms.
"""

from __future__ import annotations

import os


def config_file() -> str:
    """The user's own configuration (`$EMAILINT_CONFIG`, else in `XDG_CONFIG_HOME`)."""
    if named := os.environ.get("EMAILINT_CONFIG"):
        return _home(named)
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or _home("~/.config")
    return _join(base, "emailint", "config.toml")


def state_folder() -> str:
    """What hooks keep: held drafts, the log of overrides, what an installation changed."""
    base = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return _join(base or _home("~/.local/state"), "emailint")


def socket_path() -> str:
    """Where the warm engine listens: `$EMAILINT_SOCKET`, else in a folder of the user's alone."""
    if named := os.environ.get("EMAILINT_SOCKET"):
        return _home(named)
    return _join(os.environ.get("XDG_RUNTIME_DIR") or state_folder(), "emailint.sock")


_asked = ""


def speak(language: str) -> None:
    """Have it that the user asked for `language`, whatever the locale; "" takes that back."""
    global _asked
    _asked = language


def locale_language() -> str:
    """The user's language: asked for, else the locale's if it is one of ours, else English."""
    if _asked:
        return _asked
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "es" if value.lower().startswith("es") else "en"
    return "en"


def localized(text: str, language: str = "") -> str:
    """What the program says of itself, which stands in English in the code, in `language`, or in
    the user's where it is left out."""
    if (language or locale_language()) != "es":
        return text
    from emailint.spanish import spanish

    return spanish(text)


_home = os.path.expanduser  # without a home folder it leaves "~": such a file is just not there
_join = os.path.join
