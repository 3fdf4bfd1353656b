"""Points and score: what a finding costs, from the strength of its evidence.

`error`: a fact that no reader would dispute, `ERROR_POINTS`. Otherwise
points = clamp(round(e x g), 1, `MAX_POINTS`), where e is the median effect, in percentage points
of replies, of the `for` rows that measured it (opens and clicks count half; no measured row: e =
`UNMEASURED_EFFECT`) and g the weight of the best grade among those rows (none measured: among all
`for` rows; none at all: D). Contested advice costs half. The caps keep one bad habit from hiding all others.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from emailint.model import Evidence, Finding, Loss, Rule, Score, Severity, Study

ERROR_POINTS: Final = 25
MAX_POINTS: Final = 15
UNMEASURED_EFFECT: Final = 5.0
GRADE_WEIGHT: Final = {"A": 1.0, "B": 0.7, "C": 0.4, "D": 0.2}
METRIC_SHARE: Final = {"replies": 1.0, "opens": 0.5, "clicks": 0.5}
CATEGORY_CAP: Final = {  # closing: its rules charge the same missing line
    "subject": 40, "greeting": 15, "body": 40, "closing": 10, "recipients": 40, "timing": 10,
    "tone": 25, "grammar": 20, "attachments": 50, "security": 60,
    "inbox": 25, "law": 50, "delivery": 40, "access": 30, "clients": 25, "fields": 50, "links": 40,
}  # fmt: skip


class Derivation(NamedTuple):
    """How a rule's points came about: `points` = round(`effect` x `weight`), halved if contested."""

    points: int
    effect: float
    measured: tuple[tuple[str, float], ...]  # study id, its share of effect in points of replies
    grade: str
    weight: float
    contested_by: tuple[str, ...]


def cited(rule: Rule, profile: str) -> list[Evidence]:
    """The rule's evidence that is shown in `profile`."""
    return [e for e in rule.evidence if not e.profiles or profile in e.profiles]


def counts(study: Study, profile: str) -> bool:
    """Whether a study counts towards points in `profile`."""
    return not study.points_in or profile in study.points_in


def contesting(evidence: Iterable[Evidence], studies: Mapping[str, Study]) -> tuple[str, ...]:
    """Ids of `against` rows of grade A or B on an outcome that a `for` row measured too."""
    rows = list(evidence)
    outcomes = {studies[e.id].metric for e in rows if e.says == "for"} & METRIC_SHARE.keys()
    against = [studies[e.id] for e in rows if e.says == "against"]
    return tuple(
        s.id for s in against
        if s.grade in "AB" and (s.metric in outcomes or (s.metric in METRIC_SHARE and not outcomes))
    )  # fmt: skip


def derive(
    rule: Rule, studies: Mapping[str, Study], profile: str, severity: Severity
) -> Derivation:
    """The points of one hit of `rule` and the sum behind them."""
    rows = [e for e in cited(rule, profile) if counts(studies[e.id], profile)]
    backing = [studies[e.id] for e in rows if e.says == "for"]
    contested = contesting(rows, studies)
    measuring = [s for s in backing if s.effect is not None and s.metric in METRIC_SHARE]
    measured = tuple((s.id, abs(s.effect or 0) * METRIC_SHARE[s.metric]) for s in measuring)
    grade = min((s.grade for s in measuring or backing), default="D")
    weight = GRADE_WEIGHT[grade]
    effect = _median([e for _, e in measured]) if measured else UNMEASURED_EFFECT
    if severity == "error":
        return Derivation(ERROR_POINTS, effect, measured, grade, weight, contested)
    points = effect * weight / (2 if contested else 1)
    return Derivation(
        min(max(int(points + 0.5), 1), MAX_POINTS), effect, measured, grade, weight, contested
    )


def score(findings: Sequence[Finding]) -> Score:
    """100 minus the points of `findings`, each category up to its cap, never below 0."""
    losses: dict[str, Loss] = {}
    for finding in findings:
        before = losses.get(finding.rule, Loss(finding.category, finding.rule, 0, 0))
        losses[finding.rule] = before._replace(
            hits=before.hits + 1, points=before.points + finding.points
        )
    by_category: dict[str, int] = {}
    for loss in losses.values():
        by_category[loss.category] = by_category.get(loss.category, 0) + loss.points
    by_category = {c: min(p, CATEGORY_CAP.get(c, MAX_POINTS)) for c, p in by_category.items() if p}
    return Score(max(100 - sum(by_category.values()), 0), tuple(losses.values()), by_category)


def _median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
