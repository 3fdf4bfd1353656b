"""What became of one's own mail: who got a reply, and whether the advice holds there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emailint.study.observing import observe

__all__ = ["observe"]


def __getattr__(name: str) -> object:
    """`observe`, whose libraries load slowly, when it is asked for."""
    if name != "observe":
        raise AttributeError(name)
    from emailint.study.observing import observe

    return observe
