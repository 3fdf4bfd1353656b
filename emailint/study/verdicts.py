"""The plain rule behind the word that each effect gets.

- *supported*: the corrected test tells the two groups apart (p < 0.05) in the direction that the
  advice claims, and so does the adjusted difference, with its whole interval;
- *contradicted*: the same, in the other direction;
- *no effect seen*: the adjusted interval (the raw one where nothing could be adjusted) holds 0, though
  the data had a chance of at least 80 % to show the published effect (5 points where none is
  published);
- *too little data*: anything else, and always where either group has fewer than 20 mails. Such small
  groups aren't tested, so that they cost the others nothing when p is corrected.

None of it says why: mail that differs in one habit differs in others, too.
"""

from __future__ import annotations

from typing import Final

from emailint.study.model import Adjusted, Interval, Published, Verdict
from emailint.study.stats import ALPHA

LEAST_MAILS: Final = 20
ENOUGH_POWER: Final = 0.8
ASSUMED_DIFFERENCE: Final = 0.05
"""What a fault is taken to cost where nobody published it, as `score.UNMEASURED_EFFECT` has it, yet
never more than half of the replies."""


def judge(
    n_with: int,
    n_without: int,
    difference: float | None,
    ci: Interval,
    p_adjusted: float | None,
    adjusted: Adjusted | None,
    power: float | None,
    direction: int,
) -> Verdict:
    """The verdict on an effect; `direction`: -1 if the advice claims fewer replies "with"."""
    if difference is None or min(n_with, n_without) < LEAST_MAILS:
        return "too-little"
    low, high = adjusted.ci if adjusted is not None else ci
    side = 1 if low > 0 else -1 if high < 0 else 0
    if not side:
        return "none" if power is not None and power >= ENOUGH_POWER else "too-little"
    told = p_adjusted is not None and p_adjusted < ALPHA and side * difference > 0
    if not told or adjusted is None:
        return "too-little"
    return "supported" if side == direction else "contradicted"


def expected(published: Published | None, rate_without: float | None) -> float:
    """The difference to look for: the lesser of the published one in points and the published
    relative one on this archive's own rate, for archives whose rates differ say neither for sure;
    else an assumed one."""
    assumed = ASSUMED_DIFFERENCE
    if rate_without is not None:  # where hardly any mail is answered, 5 points are all there is
        assumed = min(assumed, rate_without / 2)
    if published is None:
        return -assumed
    readings = []
    if published.difference is not None:
        readings.append(published.difference)
    if published.relative is not None and rate_without is not None:
        readings.append(published.relative * rate_without)
    return min(readings, key=abs, default=published.direction * assumed)
