"""Time to the first reply, with the mail that was still waiting when watching ended."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.stats import norm
from statsmodels.duration.survfunc import SurvfuncRight

from emailint.study.model import Interval, Moment, Waiting
from emailint.study.observations import Observations
from emailint.study.stats import ALPHA

HOURS: Final = (0.25, 0.5, 1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 336, 720)
"""When the curve is read: a quarter of an hour to thirty days."""


def waiting(mail: Observations) -> tuple[Waiting, ...]:
    """The curve of each language, over all observations: those that weren't watched for a whole
    window tell for as long as they were."""
    return tuple(_waiting(part, language) for language, part in mail.by_language())


def _waiting(mail: Observations, language: str) -> Waiting:
    hours, watched = mail.numbers("hours"), mail.numbers("watched") * 24
    answered = ~np.isnan(hours)
    # A reply before its mail is a clock that goes wrong: it came at once.
    times = np.maximum(np.where(answered, hours, watched), 0.0)
    known = ~np.isnan(times)
    times, answered = times[known], answered[known]
    moments: list[Moment] = []
    median = None
    if len(times):
        curve = SurvfuncRight(times, answered.astype(np.int64))
        steps = np.asarray(curve.surv_times, dtype=np.float64)
        left = np.asarray(curve.surv_prob, dtype=np.float64)
        errors = np.asarray(curve.surv_prob_se, dtype=np.float64)
        half = np.flatnonzero(left <= 0.5)
        median = float(steps[half[0]]) if len(half) else None
        for hour in HOURS:
            at_risk = int((times >= hour).sum())
            if not at_risk:
                break
            place = int(np.searchsorted(steps, hour, side="right")) - 1
            still, error = (left[place], errors[place]) if place >= 0 else (1.0, 0.0)
            moments.append(Moment(hour, float(1 - still), _band(still, error), at_risk))
    return Waiting(language, len(times), int(answered.sum()), median, tuple(moments))


def _band(still: float, error: float) -> Interval:
    """95 % of 1 - S on the log-log scale (Kalbfleisch and Prentice 1980): it stays inside 0 and 1."""
    if not 0 < still < 1 or not np.isfinite(error):
        return float(1 - still), float(1 - still)
    wide = float(np.exp(norm.ppf(1 - ALPHA / 2) * error / (still * -np.log(still))))
    return float(1 - still ** (1 / wide)), float(1 - still**wide)
