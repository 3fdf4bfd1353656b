"""Processes of this machine, told apart from later ones of the same number. Wraps psutil."""

from __future__ import annotations

import psutil  # type: ignore[import-untyped]


def created(pid: int) -> float | None:
    """When the process `pid` started, None where there is none."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.Error:
        return None


def end(pid: int, patience: float = 5.0) -> None:
    """End a process; after `patience` seconds by force."""
    try:
        process = psutil.Process(pid)
        process.terminate()
        try:
            process.wait(patience)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(patience)
    except psutil.Error:
        pass
