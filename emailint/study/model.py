"""The nouns of a study's results: what the statistics hand over and the report renders.

Rates, differences, relative effects and power are shares (0.31 is 31 %; a difference of -0.05 is
5 points fewer), intervals hold 95 %. "With" is the mail that has the fault, or that the headline
speaks of; "without" the mail where it was looked for and not found. A difference is with less
without: negative where mail that had the fault was answered less.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Interval = tuple[float, float]
Verdict = Literal["supported", "none", "contradicted", "too-little"]
Reason = Literal["", "few", "imprecise", "unadjusted", "turned", "corrected"]
"""As `emailint.study.verdicts` gives it; "none": no effect seen."""


class Archive(NamedTuple):
    """What was studied. `judged` are the first messages whose window was watched to its end: all
    rates are over them; `start` and `end` are ISO dates, empty where no mail had one."""

    messages: int
    first_messages: int
    judged: int
    replied: int
    authors: int
    lists: int
    start: str
    end: str
    window: float  # days within which a reply counts
    languages: Mapping[str, int]  # of the judged, the most first; "": unsure


class Published(NamedTuple):
    """What others measured, turned so that it speaks of the mail "with": an id of
    `rules/evidence.toml`, `difference` and `relative` where published, and the `direction`
    claimed: -1 answered less, +1 more."""

    id: str
    direction: int
    difference: float | None = None
    relative: float | None = None


class Adjusted(NamedTuple):
    """The difference with the rest held equal: the average marginal effect in a logistic
    regression on length, list, year, weekday, hour and the sender's history."""

    difference: float
    ci: Interval
    n: int
    clusters: int  # authors that errors are clustered by; 0: too few, each mail counts as its own


class Effect(NamedTuple):
    """How mail with a fault fared beside mail without it, in one language.

    None: cannot be told (a rate or difference of nothing, no published effect) or was not tried
    (groups too small to test).
    """

    id: str
    language: str
    n_with: int
    replied_with: int
    rate_with: float | None
    n_without: int
    replied_without: int
    rate_without: float | None
    difference: float | None
    ci: Interval
    relative: float | None
    p: float | None
    p_adjusted: float | None  # Holm, over all effects of the study that were tested
    adjusted: Adjusted | None
    published: Published | None
    power: float | None  # to have seen the published effect, else one of 5 points, at 5 %
    verdict: Verdict
    reason: Reason = ""  # why it is "too-little"


class Headline(NamedTuple):
    """A published claim beside this archive: `effect.n_with` is the mail it speaks of (mail that
    closes with thanks, that was sent on a Monday), and `rates` its published rates with and
    without, where there are any."""

    id: str
    effect: Effect
    rates: tuple[float, float] | None = None


class Bin(NamedTuple):
    """Mail whose feature is at least `start` and under `end` (None: no bound)."""

    start: float | None
    end: float | None
    n: int
    replied: int
    rate: float | None
    ci: Interval


class Curve(NamedTuple):
    """Reply rate over a feature, in one language."""

    feature: str
    language: str
    bins: tuple[Bin, ...]


class Cell(NamedTuple):
    """One hour of one weekday (0 = Monday), in the sender's zone."""

    weekday: int
    hour: int
    n: int
    replied: int
    rate: float | None
    ci: Interval


class Grid(NamedTuple):
    """Reply rate by weekday and hour, 7 x 24 cells, Monday's midnight first."""

    language: str
    cells: tuple[Cell, ...]


class Moment(NamedTuple):
    """`share` of the mail that was answered within `hours`; `at_risk`: still watched and waiting."""

    hours: float
    share: float
    ci: Interval
    at_risk: int


class Waiting(NamedTuple):
    """Time to the first reply (Kaplan-Meier, one less the survivor function), censored where
    watching ended. `median`: hours until half of all mail had its reply, None if never."""

    language: str
    n: int
    replied: int
    median: float | None
    moments: tuple[Moment, ...]


class FittedRule(NamedTuple):
    """What a rule's fault goes with in this mailbox: the adjusted `difference`, as in `Adjusted`,
    the `weight` in log-odds (never above 0) and the `points` of a hit."""

    id: str
    n_with: int
    difference: float
    ci: Interval
    weight: float
    points: int


class Band(NamedTuple):
    """Mail whose weights sum to more than `above`: what came of it. The last one has no bound."""

    above: float | None
    n: int
    replied: int
    rate: float
    ci: Interval


class Calibrated(NamedTuple):
    """Held-out mail with a like forecast: what was forecast and what came."""

    forecast: float
    n: int
    replied: int
    rate: float
    ci: Interval


class Validation(NamedTuple):
    """How forecasts fitted on the mail before `split` (ISO date) did on the mail after it.

    `brier_base` is the Brier score of forecasting the earlier mail's reply rate for everybody: a
    forecast that isn't under it knows nothing.
    """

    split: str
    n_before: int
    n_after: int
    auc: float
    auc_ci: Interval
    brier: float
    brier_base: float
    calibration: tuple[Calibrated, ...]


class Fit(NamedTuple):
    """Points fitted to the mail of one language; `bands` from the fewest faults to the most."""

    language: str
    n: int
    replied: int
    penalty: float
    rules: tuple[FittedRule, ...]
    bands: tuple[Band, ...]
    validation: Validation


class Refusal(NamedTuple):
    """Why nothing was fitted for a language: `n` mails are there, `needed` would do."""

    language: str
    n: int
    needed: int
    reason: Literal["mails", "replies", "rules"]


class Study(NamedTuple):
    """All of it. `fits` is empty unless asked for; `titles` are what people call the rules, by id
    and language."""

    archive: Archive
    effects: tuple[Effect, ...]
    headlines: tuple[Headline, ...]
    curves: tuple[Curve, ...]
    grids: tuple[Grid, ...]
    waiting: tuple[Waiting, ...]
    fits: tuple[Fit | Refusal, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = {}

    def title(self, rule: str, ui: str) -> str:
        """What `rule` is called; its id where its card has no name for it."""
        return self.titles.get(rule, {}).get(ui, rule)
