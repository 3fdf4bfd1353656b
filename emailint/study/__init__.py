"""What became of one's own mail: who got a reply, and whether the advice holds there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emailint.study.observing import observe

# Its matrices are tall and thin: BLAS gains nothing from several threads, and where other work
# has the cores they wait for each other ten times as long. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["observe"]


def __getattr__(name: str) -> object:
    """`observe`, whose libraries load slowly, when it is asked for."""
    if name != "observe":
        raise AttributeError(name)
    from emailint.study.observing import observe

    return observe
