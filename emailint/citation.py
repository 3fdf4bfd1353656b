"""A study in a line: what it found, in whom, how sure. Shared by reports, `explain` and `coach`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.messages import name, number, sample, say
from emailint.score import METRIC_SHARE, contesting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from emailint.model import Evidence, Finding, OwnEffect, Study


def figure(study: Study, language: str) -> str:
    """What was measured, "a difference of 15.4 points in reply rate"; empty where no figure was
    published. The study's claim says which way: its sign is that of the fault, not of the cure."""
    metric = name(language, study.metric)
    if study.effect is not None:
        return say(language, "points_of", figure=number(language, abs(study.effect)), metric=metric)
    if study.relative is not None:
        shown = number(language, abs(study.relative))
        return say(language, "percent_of", figure=shown, metric=metric)
    return ""


def quality(study: Study, language: str) -> str:
    """The sample, year and grade: "n = 301,816, 2017, grade B"."""
    size = [say(language, "sample", n=sample(language, study.n))] if study.n else []
    return ", ".join([*size, str(study.year), say(language, "grade", grade=study.grade)])


def cite(study: Study, language: str) -> str:
    """The study in one line: its claim, figure and quality."""
    claim = study.texts.get("claim", {}).get(language, "").rstrip(".") or study.id
    shown = figure(study, language)
    return f"{claim}{': ' if shown else ''}{shown} ({quality(study, language)})"


def own_effect(own: OwnEffect, language: str) -> str:
    """What the user's own archive says of a fault, as an effect with its interval."""
    shown = (own.difference, own.low, own.high)
    difference, low, high = (number(language, round(100 * x, 1), sign=True) for x in shown)
    n = number(language, own.mails)
    return say(language, "own_effect", difference=difference, low=low, high=high, n=n)


def strongest(evidence: Iterable[Evidence], studies: Mapping[str, Study]) -> Study | None:
    """The `for` row that carries the most: with a figure, of the best grade, the largest effect."""
    backing = [studies[e.id] for e in evidence if e.says == "for" and e.id in studies]
    return min(backing, key=_strength, default=None)


def _strength(study: Study) -> tuple[bool, bool, str, float, float]:
    unmeasured = study.effect is None and study.relative is None
    narrow = bool(study.points_in)  # a row that few profiles count comes after those that all do
    return (
        narrow,
        unmeasured,
        study.grade,
        -METRIC_SHARE.get(study.metric, 0.0),
        -abs(study.effect or 0.0),
    )


def contest(finding: Finding, studies: Mapping[str, Study], language: str) -> str:
    """Both figures of a contested finding: the study for it and the one against."""
    known = [e for e in finding.evidence if e.id in studies]
    against = [studies[i] for i in contesting(known, studies)]
    if not finding.contested or not against:
        return ""
    backing = [studies[e.id] for e in known if e.says == "for"]
    alike = [s for s in backing if s.metric == against[0].metric and s.effect is not None]
    chosen = min(alike or backing, key=_strength, default=None)
    sides = [f"{say(language, 'for')}: {brief(chosen, language)}"] if chosen else []
    sides += [f"{say(language, 'against')}: {brief(min(against, key=_strength), language)}"]
    return "; ".join(sides)


def brief(study: Study, language: str) -> str:
    """The figure and quality of a study."""
    shown = figure(study, language) or say(language, "no_figure")
    return f"{shown} ({quality(study, language)})"
