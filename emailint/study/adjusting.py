"""The effect of a fault with the rest held equal: a logistic regression with robust errors.

Held equal: length of the body and of the subject, list, year, weekday, hour, and the sender's
history at the time of sending. Errors are clustered by author, whose mails resemble each other.
"""

from __future__ import annotations

import warnings
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from scipy.stats import t
from statsmodels.discrete.discrete_model import Logit
from statsmodels.tools.sm_exceptions import (
    ConvergenceWarning,
    HessianInversionWarning,
    PerfectSeparationWarning,
)

from emailint.study.model import Adjusted
from emailint.study.observations import Bools, Numbers, Observations
from emailint.study.stats import ALPHA

LEAST_CLUSTERS: Final = 20
"""With fewer authors their clusters tell too little of the errors (Cameron and Miller 2015): each
mail then counts as its own, as it does in the mail of a single author."""
LEAST_OUTCOMES: Final = 5
"""Answered and unanswered mails that each group must have: without, the odds run off to infinity."""
OUTCOMES_PER_TERM: Final = 5
"""The rarer outcome there must be for each term of the regression: enough where terms are held equal
and not themselves of interest (Vittinghoff and McCulloch 2007)."""
MOST_LEVELS: Final = 12
_HOURS: Final = (6, 9, 12, 15, 18, 21)
_WORDS: Final = (26, 51, 76, 101, 151, 201, 301, 501)
_SUBJECT_WORDS: Final = (3, 5, 7, 10)
ITSELF: Final = {
    "body-too-long": "length", "body-too-short": "length", "body-wall-of-text": "length",
    "subject-too-long": "subject", "send-monday": "weekday", "send-friday": "weekday",
    "priority-day-mismatch": "weekday", "send-off-hours": "hour",
}  # fmt: skip
"""What a rule is about: holding that equal would leave nothing of it."""


_SEPARATED: Final[tuple[type[Warning], ...]] = (
    ConvergenceWarning, HessianInversionWarning, PerfectSeparationWarning,
)  # fmt: skip
"""How statsmodels says that the weights of a habit run off to infinity."""
_FAILED: Final[tuple[type[Exception], ...]] = (
    *_SEPARATED,
    np.linalg.LinAlgError,
    FloatingPointError,
)


class Rest:
    """What is held equal for the mail of one language, made once for all rules: one matrix with a
    column a term, and which terms each subject has."""

    def __init__(self, mail: Observations) -> None:
        self.replied = mail.replied
        self.authors = mail.codes("author")
        words, subject = mail.numbers("body_words"), mail.numbers("subject_words")
        sent, answered = mail.numbers("sent_before"), mail.numbers("replied_before")
        terms = {
            "length": [_known(np.log1p(words)), *self._levels(np.digitize(words, _WORDS))],
            "subject": self._levels(np.digitize(subject, _SUBJECT_WORDS)),
            # One good or bad start is no history: the share is drawn to a half.
            "history": [_known(np.log1p(sent)), _known((answered + 1) / (sent + 2))],
            "list": self._levels(mail.codes("list")),
            "year": self._levels(mail.numbers("year")),
            "weekday": self._levels(mail.numbers("weekday")),
            "hour": self._levels(np.digitize(mail.numbers("hour"), _HOURS)),
        }
        columns = [np.ones(len(mail)), *(c for group in terms.values() for c in group)]
        self.matrix = np.column_stack(columns)
        self._subjects = ["", *(name for name, group in terms.items() for _ in group)]

    def columns(self, left_out: str) -> list[int]:
        return [i for i, name in enumerate(self._subjects) if not left_out or name != left_out]

    def circumstances(self) -> Numbers:
        """What the writer of a mail can't choose: where, in which year, after which history."""
        given = {"", "list", "year", "history"}
        return self.matrix[:, [i for i, name in enumerate(self._subjects) if name in given]]

    def _levels(self, codes: npt.ArrayLike) -> list[Numbers]:
        """A column for each frequent level but the most frequent one, with which the rare ones
        are one, and so is a level that all or none were answered in."""
        array = np.nan_to_num(np.asarray(codes, dtype=np.float64), nan=-1.0)
        levels, counts = np.unique(array, return_counts=True)
        frequent = levels[np.argsort(-counts, kind="stable")][1:MOST_LEVELS]
        masks = [array == level for level in frequent]
        return [m.astype(np.float64) for m in masks if _both(self.replied[m])]


def adjust(group: Bools, other: Bools, rest: Rest, left_out: str = "") -> Adjusted | None:
    """The difference of `group` to `other`, the rest held equal; None where it can't be told."""
    if not _both(rest.replied[group]) or not _both(rest.replied[other]):
        return None
    within = group | other
    replied = rest.replied[within].astype(np.float64)
    matrix = rest.matrix[within][:, rest.columns(left_out)]
    design = _independent(np.column_stack([matrix, group[within]]), replied)
    rarer = min(replied.sum(), len(replied) - replied.sum())
    if design is None or rarer < OUTCOMES_PER_TERM * design.shape[1]:
        return None
    authors = rest.authors[within]
    clusters = len(np.unique(authors))
    clustered = clusters >= LEAST_CLUSTERS
    errors: dict[str, Any] = {"cov_type": "HC1"}
    if clustered:
        errors = {"cov_type": "cluster", "cov_kwds": {"groups": authors}}
    try:
        with warnings.catch_warnings(), np.errstate(over="raise", divide="raise", invalid="raise"):
            for kind in _SEPARATED:
                warnings.simplefilter("error", kind)
            fitted = Logit(replied, design).fit(method="newton", maxiter=50, disp=0, **errors)
    except _FAILED:  # some habit always, or never, had its answer
        return None
    effect, error = _marginal(np.asarray(fitted.params), np.asarray(fitted.cov_params()), design)
    if not (np.isfinite(effect) and np.isfinite(error)):
        return None
    wide = error * float(t.ppf(1 - ALPHA / 2, clusters - 1 if clustered else len(replied)))
    interval = max(effect - wide, -1.0), min(effect + wide, 1.0)
    return Adjusted(effect, interval, len(replied), clusters if clustered else 0)


def _marginal(weights: Numbers, covariance: Numbers, design: Numbers) -> tuple[float, float]:
    """Mean forecast with all mail in the group less with none, and its error (delta method)."""
    rest = design[:, :-1] @ weights[:-1]
    inside, outside = expit(rest + weights[-1]), expit(rest)
    slope = (inside * (1 - inside) - outside * (1 - outside)) @ design / len(design)
    slope[-1] = float((inside * (1 - inside)).mean())
    error = np.sqrt(max(float(slope @ covariance @ slope), 0.0))
    return float((inside - outside).mean()), float(error)


def _independent(design: Numbers, replied: Numbers) -> Numbers | None:
    """The columns that the earlier ones don't tell already, without those that hold too few
    outcomes here; measures are put on one scale. None if the group itself, the last, is told by
    the others."""
    flags = [set(np.unique(c[:1000])) <= {0.0, 1.0} for c in design.T]
    for i, flag in enumerate(flags):
        if not flag:
            design[:, i] -= design[:, i].mean()
            design[:, i] /= max(float(design[:, i].std()), 1e-9)
    n, answered = design.sum(axis=0), replied @ design
    products = design.T @ design
    kept = [0]
    for i in range(1, design.shape[1]):
        if flags[i] and not LEAST_OUTCOMES <= answered[i] <= n[i] - LEAST_OUTCOMES:
            continue
        told = np.linalg.solve(products[np.ix_(kept, kept)], products[kept, i])
        if products[i, i] - products[i, kept] @ told > 1e-6 * len(design):
            kept.append(i)
    return design[:, kept] if kept[-1] == design.shape[1] - 1 else None


def _both(replied: Bools) -> bool:
    answered = int(replied.sum())
    return min(answered, len(replied) - answered) >= LEAST_OUTCOMES


def _known(values: Numbers) -> Numbers:
    """Unknown values as the mean of the others."""
    mean = float(np.nanmean(values)) if not np.isnan(values).all() else 0.0
    return np.where(np.isnan(values), mean, values)
