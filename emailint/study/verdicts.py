"""The plain rule behind the word that each effect gets.

It looks at one interval: that of the adjusted difference, or the raw one where nothing could be
adjusted; and at the effect sought: the published one, 5 points where none is.

- *supported*: the interval lies on the side that the advice claims, it is an adjusted one, the raw
  difference lies there too, and the corrected test tells the two groups apart (p < 0.05);
- *contradicted*: the same, on the other side;
- *no effect seen*: the interval holds 0 and not the effect sought, which the data had a chance of at
  least 80 % to show;
- *too little*: anything else, with the reason: `Reason` has them in the order in which they are
  looked for. Groups of fewer than 20 mails aren't tested, so that they cost the others nothing when
  p is corrected.

None of it says why: mail that differs in one habit differs in others, too.
"""

from __future__ import annotations

from typing import Final

from emailint.study.model import Adjusted, Interval, Published, Reason, Verdict
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
    sought: float,
) -> tuple[Verdict, Reason]:
    """The verdict on an effect, and why it is open; `sought`: see `expected`."""
    if difference is None or min(n_with, n_without) < LEAST_MAILS:
        return "too-little", "few"
    low, high = adjusted.ci if adjusted is not None else ci
    side = 1 if low > 0 else -1 if high < 0 else 0
    if not side:
        seen = power is not None and power >= ENOUGH_POWER and not low <= sought <= high
        return ("none", "") if seen else ("too-little", "imprecise")
    if adjusted is None:
        return "too-little", "unadjusted"
    if side * difference <= 0:
        return "too-little", "turned"
    if p_adjusted is None or p_adjusted >= ALPHA:
        return "too-little", "corrected"
    return ("supported" if side * sought > 0 else "contradicted"), ""


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
