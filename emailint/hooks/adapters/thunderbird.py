"""Thunderbird: the native host, the manifest that names it, and the add-on in each profile."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from emailint.hooks.adapters import File, Place, Plan
from emailint.hooks.adapters.shim import data_folder
from emailint.hooks.addon import addon_id, xpi

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOST: Final = "emailint"  # what the add-on calls it
# `-P`: no module is taken from the folder that Thunderbird was started in.
_LAUNCHER: Final = "#!/bin/sh\nexec {python} -P -m emailint.hooks.thunderbird\n"
_ENABLE: Final = "start Thunderbird anew; in its menu (three lines), choose “emailint added to Thunderbird”, Enable"


def plan(place: Place) -> Plan:
    """The host, its manifest where Thunderbird looks, the add-on where it finds it."""
    del place
    host, name, packed = data_folder() / "thunderbird-host", addon_id(), xpi()
    about = {
        "name": _HOST,
        "description": "Checks drafts for the add-on emailint",
        "path": str(host),
        "type": "stdio",
        "allowed_extensions": [name],
    }
    manifest = json.dumps(about, indent=2, ensure_ascii=False) + "\n"
    files = [
        File(host, _LAUNCHER.format(python=quote(sys.executable)).encode(), 0o755),
        File(Path.home() / ".mozilla/native-messaging-hosts" / f"{_HOST}.json", manifest.encode()),
        *(File(profile / "extensions" / f"{name}.xpi", packed) for profile in profiles()),
    ]
    none = "no profile of Thunderbird here: start it once, then install again"
    return Plan(files, [_ENABLE if any(profiles()) else none])


def scope(place: Place) -> str:
    """For all profiles of the user."""
    del place
    return ""


def amiss(place: Place) -> list[str]:
    """Profiles that haven't switched the add-on on."""
    del place
    off = [profile for profile in profiles() if not _enabled(profile)]
    return [f"{profile}: the add-on is not switched on: {_ENABLE}" for profile in off]


def profiles() -> Iterator[Path]:
    """The profiles that Thunderbird's own list names and that are there."""
    from configparser import ConfigParser, Error

    base = Path.home() / ".thunderbird"
    listed = ConfigParser(interpolation=None)
    try:
        listed.read(base / "profiles.ini", encoding="utf-8")
    except (Error, OSError, UnicodeDecodeError):
        return
    for section in listed.sections():
        if section.startswith("Profile") and (path := listed.get(section, "Path", fallback="")):
            profile = base / path  # an absolute path stands for itself
            if profile.is_dir():
                yield profile


def _enabled(profile: Path) -> bool:
    """Whether Thunderbird, by its own notes, has the add-on switched on."""
    try:
        known = json.loads((profile / "extensions.json").read_text(encoding="utf-8"))
        return any(addon["id"] == addon_id() and addon["active"] for addon in known["addons"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
