"""Thunderbird's add-on: where its sources are, and how they are packed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: the same for every build


def addon_folder() -> Path:
    """The sources: in the wheel, or beside a checkout's package."""
    package = Path(__file__).parents[1]
    shipped = package / "clients" / "thunderbird"
    return shipped if shipped.is_dir() else package.parent / "clients" / "thunderbird"


def addon_id() -> str:
    """What Thunderbird calls the add-on."""
    import json

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
            info = ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return made.getvalue()
