"""What forecasts are worth on mail that was sent after the mail that they come from."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.stats import norm, rankdata

from emailint.study import stats
from emailint.study.model import Calibrated, Interval, Validation
from emailint.study.observations import Bools, Numbers

EARLIER: Final = 0.7
"""The share of the mail, by time, that is fitted on; the rest is forecast."""
LEAST_OUTCOMES: Final = 100
GROUPS: Final = 5


def validate(forecast: Numbers, replied: Bools, before: Bools, split: str) -> Validation:
    """How the `forecast` of later mail fits what came of it (`replied`); `before` is what came of
    the earlier mail, whose mere rate is the forecast to beat."""
    base = float(before.mean())
    area, interval = auc(forecast, replied)
    return Validation(
        split=split,
        n_before=len(before),
        n_after=len(replied),
        auc=area,
        auc_ci=interval,
        brier=float(np.mean((forecast - replied) ** 2)),
        brier_base=float(np.mean((base - replied) ** 2)),
        calibration=_calibration(forecast, replied),
    )


def auc(forecast: Numbers, replied: Bools) -> tuple[float, Interval]:
    """The chance that an answered mail had the higher forecast of two, ties a half, with its 95 %
    interval (Hanley and McNeil 1982). Needs mail of both kinds."""
    good, bad = int(replied.sum()), int((~replied).sum())
    ranks = rankdata(forecast)
    area = (float(ranks[replied].sum()) - good * (good + 1) / 2) / (good * bad)
    q1, q2 = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (good - 1) * (q1 - area**2) + (bad - 1) * (q2 - area**2)
    wide = float(norm.ppf(1 - stats.ALPHA / 2)) * np.sqrt(max(spread, 0.0) / (good * bad))
    return area, (max(area - float(wide), 0.0), min(area + float(wide), 1.0))


def _calibration(forecast: Numbers, replied: Bools) -> tuple[Calibrated, ...]:
    edges = np.unique(np.quantile(forecast, np.linspace(0, 1, GROUPS + 1)[1:-1]))
    places = np.digitize(forecast, edges)
    groups = []
    for place in np.unique(places):
        inside = places == place
        n, answered = int(inside.sum()), int(replied[inside].sum())
        mean = float(forecast[inside].mean())
        groups.append(Calibrated(mean, n, answered, answered / n, stats.wilson(answered, n)))
    return tuple(groups)
