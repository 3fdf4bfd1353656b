"""Writing files: in one step, and for their owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def is_device(path: str | os.PathLike[str]) -> bool:
    """Whether a device, a pipe or a socket is at `path`, such as /dev/null: that is written to, and
    never replaced by a file or given another mode."""
    try:
        return not stat.S_ISREG(Path(path).stat().st_mode)
    except OSError:
        return False


def make_private(path: str | os.PathLike[str]) -> None:
    """Leave the file at `path` to its owner alone. Raises OSError."""
    if not is_device(path):
        Path(path).chmod(0o600)


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """Put `data` into the file in one step: whoever reads it sees the old content or the new.

    Mode and owner stay as they were, a symbolic link stays one. Raises OSError as it comes; the
    file is then as it was.
    """
    target = Path(os.path.realpath(path))
    if is_device(target):
        target.write_bytes(data)
        return
    try:
        old: os.stat_result | None = target.stat()
    except FileNotFoundError:
        old = None
    mode = stat.S_IMODE(old.st_mode) if old else 0o666
    temporary = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, mode), "wb") as file:
            if old and hasattr(os, "fchown"):
                new = os.fstat(file.fileno())
                if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
                    os.fchown(file.fileno(), old.st_uid, old.st_gid)
                os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
