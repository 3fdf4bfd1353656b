"""Points from one's own archive: a regularised logistic regression on the rules' faults alone.

No fault may earn anything: weights are bounded by 0 from above and drawn to it. The strength of
that pull, like all that is said of the fit's worth, comes from later mail than it was fitted on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from emailint.score import MAX_POINTS
from emailint.study import stats
from emailint.study.model import Band, Effect, Fit, FittedRule, Interval, Refusal
from emailint.study.observations import Numbers, Observations
from emailint.study.validating import EARLIER, LEAST_OUTCOMES, validate

LEAST_POINTS: Final = 1
"""The floor of the written formula (`score.derive`): whoever wants none switches the rule off."""
LEAST_MAILS: Final = 20
"""With the fault and without, for a rule to be fitted at all; others keep their cards' points."""
PENALTIES: Final = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
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
    hits = mail.rules_hit
    rules = [
        rule for rule, e in effects.items()
        if min(e.n_with, e.n_without) >= LEAST_MAILS and rule in hits
    ]  # fmt: skip
    enough = needed(answered, n, max(len(rules), 1))
    if n < enough:
        return Refusal(language, n, enough, "mails")
    if not rules:
        return Refusal(language, n, n, "rules")
    faults = np.column_stack([hits[rule] for rule in rules]).astype(np.float64)
    early = int(n * EARLIER)
    rarer = min(_rarer(replied[:early]), _rarer(replied[early:]))
    if rarer < LEAST_OUTCOMES:  # the rate changed: years of answers, then years without
        return Refusal(language, n, math.ceil(n * LEAST_OUTCOMES / max(rarer, 1)), "replies")
    penalty = _penalty(faults[:early], replied[:early])
    base, weights = _weights(faults[:early], replied[:early], penalty)
    split = str(mail.table.column("sent")[early].as_py())[:10]
    forecast = expit(base + faults[early:] @ weights)
    validation = validate(forecast, mail.replied[early:], mail.replied[:early], split)
    base, weights = _weights(faults, replied, penalty)
    weights = np.round(weights, 6)
    sums = faults @ weights
    fitted = []
    for i, rule in enumerate(rules):
        others = base + sums - faults[:, i] * weights[i]
        cost = float((expit(others) - expit(others + weights[i])).mean())
        points = bounded(cost, _supported(effects[rule]))
        fitted.append(FittedRule(rule, effects[rule].n_with, float(weights[i]), points))
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


def _weights(faults: Numbers, replied: Numbers, penalty: float) -> tuple[float, Numbers]:
    """The intercept and a weight for each column, none above 0."""
    answered = replied.astype(np.float64)

    def loss(x: Numbers) -> tuple[float, Numbers]:
        sums = x[0] + faults @ x[1:]
        value = float(np.mean(np.logaddexp(0, sums) - answered * sums))
        wrong = expit(sums) - answered
        slope = np.concatenate([[wrong.mean()], faults.T @ wrong / len(faults) + penalty * x[1:]])
        return value + penalty / 2 * float(x[1:] @ x[1:]), slope

    bounds = [(None, None)] + [(None, 0.0)] * faults.shape[1]
    start = np.zeros(faults.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return float(found.x[0]), np.asarray(found.x[1:], dtype=np.float64)


def _penalty(faults: Numbers, replied: Numbers) -> float:
    """The one whose weights, from the earlier part, forecast the later part best."""
    early = int(len(replied) * EARLIER)

    def missed(penalty: float) -> float:
        base, weights = _weights(faults[:early], replied[:early], penalty)
        sums = base + faults[early:] @ weights
        return float(np.mean(np.logaddexp(0, sums) - replied[early:] * sums))

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


def _supported(effect: Effect) -> Interval:
    """The interval that bounds a rule's points: the adjusted one where there is one."""
    return effect.adjusted.ci if effect.adjusted else effect.ci
