"""Points from one's own archive: a regularised logistic regression on the rules' faults.

No fault may earn anything: weights are bounded by 0 from above and drawn to it. The strength of
that pull, like all that is said of the fit's worth, comes from later mail than it was fitted on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import brentq, minimize
from scipy.special import expit

from emailint.score import MAX_POINTS
from emailint.study import stats
from emailint.study.adjusting import Rest
from emailint.study.model import Band, Effect, Fit, FittedRule, Interval, Refusal
from emailint.study.observations import Numbers, Observations
from emailint.study.validating import EARLIER, LEAST_OUTCOMES, validate

LEAST_POINTS: Final = 1
"""The floor of the written formula (`score.derive`): whoever wants none switches the rule off."""
LEAST_MAILS: Final = 20
"""With the fault and without, for a rule to be fitted at all; it keeps its card's points otherwise,
and where its effect can't be told from that of the list, the length or the sender."""
PENALTIES: Final = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
_SLIGHT: Final = 1e-4  # on circumstances: they are free, yet none may run off
MOST_BANDS: Final = 6
LEAST_BAND: Final = 100


def fits(mail: Observations, effects: Iterable[Effect]) -> tuple[Fit | Refusal, ...]:
    """The fit of each language, or why there is none. `effects` are those of the same `mail`."""
    known = {(e.language, e.id): e for e in effects}
    return tuple(
        fit(part, language, {rule: e for (where, rule), e in known.items() if where == language})
        for language, part in mail.judged.by_language()
    )


def fit(mail: Observations, language: str, effects: Mapping[str, Effect]) -> Fit | Refusal:
    """The points of each rule, from complete observations in one language."""
    mail = mail.by_time()
    replied = mail.replied.astype(np.float64)
    n, answered = len(replied), int(replied.sum())
    adjusted = {
        rule: e.adjusted for rule, e in effects.items()
        if e.adjusted is not None and min(e.n_with, e.n_without) >= LEAST_MAILS
    }  # fmt: skip
    enough = needed(answered, n, max(len(adjusted), 1))
    if n < enough:
        return Refusal(language, n, enough, "mails")
    early = int(n * EARLIER)
    rarer = min(_rarer(replied[:early]), _rarer(replied[early:]))
    if rarer < LEAST_OUTCOMES:  # the rate changed: years of answers, then years without
        return Refusal(language, n, math.ceil(n * LEAST_OUTCOMES / max(rarer, 1)), "replies")
    if not adjusted:
        return Refusal(language, n, n, "rules")
    hits = mail.rules_hit
    none = np.zeros(n, dtype=bool)
    mails = _Mails(
        np.column_stack([hits.get(rule, none) for rule in adjusted]).astype(np.float64),
        Rest(mail).circumstances(),
        replied,
    )
    penalty = _penalty(mails.between(0, early))
    before, after = mails.between(0, early), mails.between(early, n)
    forecast = _forecast(_weights(before, penalty), before, after)
    split = str(mail.table.column("sent")[early].as_py())[:10]
    validation = validate(forecast, mail.replied[early:], mail.replied[:early], split)
    weights = np.round(_weights(mails, penalty), 6)
    sums = mails.faults @ weights
    base = _base(sums, replied)
    fitted = []
    for i, (rule, effect) in enumerate(adjusted.items()):
        others = base + sums - mails.faults[:, i] * weights[i]
        cost = float((expit(others) - expit(others + weights[i])).mean())
        points = bounded(cost, effect.ci)
        told = effect.difference, effect.ci
        fitted.append(FittedRule(rule, effects[rule].n_with, *told, float(weights[i]), points))
    return Fit(language, n, answered, penalty, tuple(fitted), _bands(sums, replied), validation)


def bounded(cost: float, interval: Interval) -> int:
    """The points of a fault that goes with `cost` (a share) fewer replies: never more than the
    far end of the `interval` of its effect, nor than any card may have, nor under the floor."""
    most = max(-interval[0], 0.0)
    return max(min(round(100 * min(cost, most)), MAX_POINTS), LEAST_POINTS)


def needed(answered: int, n: int, terms: int) -> int:
    """How many mails it takes: the most demanding of three criteria.

    The overall rate within 5 points, and weights that need shrinking by no more than a tenth
    (Riley et al., "Calculating the sample size required for developing a clinical prediction
    model", BMJ 2020, criteria 1 and 3, with the R² they assume where none is known: 15 % of the
    possible); and 100 of the rarer outcome among the later mail that it is tried on (Collins et
    al., Statistics in Medicine 2016).
    """
    rate = (answered + 1) / (n + 2)
    overall = (1.96 / 0.05) ** 2 * rate * (1 - rate)
    possible = 1 - math.exp(2 * (rate * math.log(rate) + (1 - rate) * math.log(1 - rate)))
    shrinkage = 0.9
    weights = terms / ((shrinkage - 1) * math.log(1 - 0.15 * possible / shrinkage))
    later = LEAST_OUTCOMES / ((1 - EARLIER) * min(rate, 1 - rate))
    return math.ceil(max(overall, weights, later))


class _Mails(NamedTuple):
    """Faults, circumstances (a first column of ones among them) and whether an answer came."""

    faults: Numbers
    circumstances: Numbers
    replied: Numbers

    def between(self, start: int, end: int) -> _Mails:
        return _Mails(*(part[start:end] for part in self))


def _weights(mails: _Mails, penalty: float) -> Numbers:
    """A weight for each fault, none above 0, with the circumstances held equal: what the writer
    can't choose must not be laid at the faults' door."""
    faults, circumstances, replied = mails
    count = faults.shape[1]
    columns = np.column_stack([faults, circumstances])
    pull = np.full(columns.shape[1], _SLIGHT)
    pull[:count] = penalty

    def loss(x: Numbers) -> tuple[float, Numbers]:
        sums = columns @ x
        value = float(np.mean(np.logaddexp(0, sums) - replied * sums) + pull @ x**2 / 2)
        return value, columns.T @ (expit(sums) - replied) / len(columns) + pull * x

    bounds = [(None, 0.0)] * count + [(None, None)] * circumstances.shape[1]
    start = np.zeros(columns.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x[:count], dtype=np.float64)


def _base(sums: Numbers, replied: Numbers) -> float:
    """The log-odds to add to `sums`, so that forecasts are right on average."""
    mean = float(replied.mean())
    low, high = -40.0 - float(sums.max()), 40.0 - float(sums.min())
    return float(brentq(lambda base: float(expit(base + sums).mean()) - mean, low, high))


def _forecast(weights: Numbers, before: _Mails, after: _Mails) -> Numbers:
    """What a check could say of later mail: its faults are known, its circumstances are not."""
    base = _base(before.faults @ weights, before.replied)
    return np.asarray(expit(base + after.faults @ weights), dtype=np.float64)


def _penalty(mails: _Mails) -> float:
    """The one whose weights, from the earlier part, forecast the later part best."""
    early = int(len(mails.replied) * EARLIER)
    before, after = mails.between(0, early), mails.between(early, len(mails.replied))

    def missed(penalty: float) -> float:
        forecast = _forecast(_weights(before, penalty), before, after)
        return float(-np.mean(np.log(np.where(after.replied > 0, forecast, 1 - forecast))))

    return min(PENALTIES, key=lambda penalty: (round(missed(penalty), 6), -penalty))


def _bands(sums: Numbers, replied: Numbers) -> tuple[Band, ...]:
    """What came of mail by the weight of its faults: groups of like size, joined until more faults
    never go with more replies."""
    least = max(LEAST_BAND, len(sums) // MOST_BANDS)
    groups: list[list[float]] = []  # lightest sum, heaviest sum, mails, replied
    values, place = np.unique(-np.round(sums, 6), return_inverse=True)
    sizes = np.bincount(place)
    answered = np.bincount(place, weights=replied)
    for value, size, good in zip(values, sizes, answered, strict=True):
        if groups and groups[-1][2] < least:
            _join(groups, [value, value, size, good])
        else:
            groups.append([value, value, size, good])
    if len(groups) > 1 and groups[-1][2] < least:
        _join(groups, groups.pop())
    monotone: list[list[float]] = []
    for group in groups:
        monotone.append(group)
        while len(monotone) > 1 and _rate(monotone[-1]) >= _rate(monotone[-2]):
            _join(monotone, monotone.pop())
    bands = []
    for group, heavier in zip(monotone, [*monotone[1:], None], strict=True):
        above = None if heavier is None else round(float(-(group[1] + heavier[0]) / 2), 7)
        n, good = int(group[2]), int(group[3])
        bands.append(Band(above, n, good, good / n, stats.wilson(good, n)))
    return tuple(bands)


def _join(groups: list[list[float]], group: list[float]) -> None:
    last = groups[-1]
    groups[-1] = [last[0], group[1], last[2] + group[2], last[3] + group[3]]


def _rate(group: list[float]) -> float:
    return group[3] / group[2]


def _rarer(replied: Numbers) -> int:
    answered = int(replied.sum())
    return min(answered, len(replied) - answered)
