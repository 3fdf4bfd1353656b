"""Intervals, tests and power from statsmodels and scipy, typed, and finite whatever the counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    power_proportions_2indep,
    proportion_confint,
)

from emailint.study.model import Interval

ALPHA: Final = 0.05


def rate(replied: int, n: int) -> float | None:
    """The share answered; None of nothing."""
    return replied / n if n else None


def wilson(replied: int, n: int) -> Interval:
    """95 % interval of a share (Wilson 1927); of nothing, anything is possible."""
    if not n:
        return 0.0, 1.0
    low, high = proportion_confint(replied, n, alpha=ALPHA, method="wilson")
    return max(float(low), 0.0), min(float(high), 1.0)


def newcombe(replied_1: int, n_1: int, replied_2: int, n_2: int) -> Interval:
    """95 % interval of the first share less the second (Newcombe 1998, method 10), which keeps
    its promise near 0 and 1 and in small groups, where the usual one doesn't."""
    if not n_1 or not n_2:
        return -1.0, 1.0
    low, high = confint_proportions_2indep(
        replied_1, n_1, replied_2, n_2, method="newcomb", compare="diff", alpha=ALPHA
    )
    return max(float(low), -1.0), min(float(high), 1.0)


def fisher(replied_1: int, n_1: int, replied_2: int, n_2: int) -> float | None:
    """p of both groups having the same rate, two-sided and exact: no count is too small for it."""
    if not n_1 or not n_2:
        return None
    table = [[replied_1, n_1 - replied_1], [replied_2, n_2 - replied_2]]
    return min(float(fisher_exact(table).pvalue), 1.0)


def holm(p: Sequence[float | None]) -> list[float | None]:
    """p corrected for their number (Holm 1979). Each verdict is read on its own and may become a
    row of evidence, so that a single false one counts: the chance of any is held, not their share;
    and rules overlap, which Holm minds in no form."""
    tested = [value for value in p if value is not None]
    if not tested:
        return list(p)
    corrected = iter(multipletests(tested, alpha=ALPHA, method="holm")[1])
    return [None if value is None else float(next(corrected)) for value in p]


def power(difference: float, base: float | None, n_1: int, n_2: int) -> float | None:
    """The chance to see `difference` from `base` at 5 % two-sided, uncorrected, each mail for
    itself; None where there is no such difference to see."""
    if base is None or n_1 < 2 or n_2 < 2:
        return None
    other = min(max(base + difference, 0.0), 1.0)
    spread = other * (1 - other) / n_1 + base * (1 - base) / n_2
    if other == base or spread == 0:
        return None
    found = power_proportions_2indep(
        other - base, base, n_1, ratio=n_2 / n_1, alpha=ALPHA, return_results=False
    )
    return float(np.clip(found, 0.0, 1.0))
