"""Thunderbird's add-on and its native host: which files make them, and where Thunderbird looks."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST: Final = "emailint"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: the same for every build


class File(NamedTuple):
    """A file that must be there, with what is in it."""

    path: Path
    content: bytes
    mode: int = 0o644


def addon_folder() -> Path:
    """The add-on's sources: in the wheel, or beside a checkout's package."""
    package = Path(__file__).parents[1]
    shipped = package / "clients" / "thunderbird"
    return shipped if shipped.is_dir() else package.parent / "clients" / "thunderbird"


def addon_id() -> str:
    """What Thunderbird calls the add-on."""
    manifest = json.loads((addon_folder() / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["browser_specific_settings"]["gecko"]["id"])


def xpi() -> bytes:
    """The add-on as Thunderbird installs it; the same bytes for the same sources, stored and not
    packed, because how zlib packs differs from version to version."""
    from io import BytesIO
    from zipfile import ZipFile, ZipInfo

    folder, made = addon_folder(), BytesIO()
    with ZipFile(made, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            info = ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return made.getvalue()


def files() -> list[File]:
    """What an installed add-on consists of: the host, its manifest, and the add-on by profile."""
    host = _data_folder() / "thunderbird-host"
    name = addon_id()
    manifest = {
        "name": HOST,
        "description": "Checks drafts for the emailint add-on",
        "path": str(host),
        "type": "stdio",
        "allowed_extensions": [name],
    }
    about = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    packed = xpi()
    return [
        File(host, _launcher().encode(), 0o755),
        File(Path.home() / ".mozilla/native-messaging-hosts" / f"{HOST}.json", about.encode()),
        *(File(profile / "extensions" / f"{name}.xpi", packed) for profile in profiles()),
    ]


def profiles() -> Iterator[Path]:
    """The profiles that Thunderbird's own list names and that are there."""
    from configparser import ConfigParser, Error

    base = Path.home() / ".thunderbird"
    listed = ConfigParser(interpolation=None)
    try:
        listed.read(base / "profiles.ini", encoding="utf-8")
    except (Error, UnicodeDecodeError):
        return
    for section in listed.sections():
        if section.startswith("Profile") and (path := listed.get(section, "Path", fallback="")):
            profile = base / path  # an absolute path stands for itself
            if profile.is_dir():
                yield profile


def enabled(profile: Path) -> bool | None:
    """Whether the add-on is switched on in a profile; None before Thunderbird has seen it."""
    try:
        known = json.loads((profile / "extensions.json").read_text(encoding="utf-8"))
        own = [addon for addon in known["addons"] if addon["id"] == addon_id()]
        return bool(own[0]["active"]) if own else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _data_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "emailint"


def _launcher() -> str:
    """Runs the host with the Python that emailint is installed in, wherever Thunderbird stands.

    `-P`: no module is taken from the folder that Thunderbird was started in.
    """
    from shlex import quote

    return f"#!/bin/sh\nexec {quote(sys.executable)} -P -m emailint.hooks.thunderbird\n"
