"""Folders whose rules may run Python: named by the user with `emailint trust DIR`."""

from __future__ import annotations

from pathlib import Path

from emailint.config import user_file


def trusted_file() -> Path:
    """Where the trusted folders are kept: one absolute path a line, beside the user's config."""
    return user_file().with_name("trusted")


def trusted_folders() -> list[Path]:
    """The folders the user has trusted; none where the file is missing or unreadable."""
    try:
        lines = trusted_file().read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    return [Path(line) for line in lines if line.strip()]


def is_trusted(folder: Path) -> bool:
    """Whether `folder` or one above it was trusted."""
    resolved = folder.resolve()
    return any(resolved == t or t in resolved.parents for t in trusted_folders())


def trust(folder: Path) -> bool:
    """Remember `folder`; False if it was trusted already. Raises OSError."""
    resolved = folder.resolve()
    if is_trusted(resolved):
        return False
    kept = trusted_file()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.open("a", encoding="utf-8") as lines:
        lines.write(f"{resolved}\n")
    return True


def distrust(folder: Path) -> bool:
    """Forget `folder`; False if it wasn't there. Raises OSError."""
    resolved = folder.resolve()
    folders = trusted_folders()
    if resolved not in folders:
        return False
    rest = "".join(f"{f}\n" for f in folders if f != resolved)
    trusted_file().write_text(rest, encoding="utf-8")
    return True
