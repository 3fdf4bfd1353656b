"""How mail with each rule's fault fared beside mail without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from emailint.citation import strongest
from emailint.study import stats
from emailint.study.adjusting import ITSELF, Rest, adjust
from emailint.study.model import Effect, Published
from emailint.study.observations import Bools, Observations
from emailint.study.verdicts import LEAST_MAILS, expected, judge

if TYPE_CHECKING:
    from emailint.model import Rule
    from emailint.model import Study as Evidence


class Compared(NamedTuple):
    """Two groups of one language's mail, and what was published of them."""

    id: str
    language: str
    group: Bools
    other: Bools
    left_out: str
    published: Published | None


def published_effects(
    rules: Mapping[str, Rule], evidence: Mapping[str, Evidence]
) -> dict[str, Published]:
    """What others measured of each rule's fault in replies, from the strongest row that speaks for
    the rule. This project's own rows say what such a study found: they are no yardstick for one."""
    found = {}
    for rule in rules.values():
        measured = [
            e for e in rule.evidence
            if e.id in evidence and evidence[e.id].metric == "replies" and not evidence[e.id].repeat
        ]  # fmt: skip
        row = strongest(measured, evidence)
        if row is not None and (row.effect is not None or row.relative is not None):
            sign = row.effect if row.effect is not None else row.relative or 0.0
            found[rule.id] = Published(
                row.id, 1 if sign > 0 else -1, _share(row.effect), _share(row.relative)
            )
    return found


def effects(mail: Observations, published: Mapping[str, Published]) -> tuple[Effect, ...]:
    """The effect of every rule that looked at the `mail`, by language and then by rule."""

    def pairs(language: str, part: Observations) -> Iterator[Compared]:
        for rule in part.rules_judged:
            hit, other = part.with_and_without(rule)
            yield Compared(rule, language, hit, other, ITSELF.get(rule, ""), published.get(rule))

    return compare(mail.judged, pairs)


def compare(
    mail: Observations, pairs: Callable[[str, Observations], Iterable[Compared]]
) -> tuple[Effect, ...]:
    """The effect of the `pairs` of groups of each language; p is corrected for all together."""
    raw: list[Effect] = []
    for language, part in mail.by_language():
        rest = Rest(part)
        raw += [_effect(pair, part.replied, rest) for pair in pairs(language, part)]
    corrected = stats.holm([effect.p for effect in raw])
    return tuple(_judged(effect, p) for effect, p in zip(raw, corrected, strict=True))


def _effect(pair: Compared, replied: Bools, rest: Rest) -> Effect:
    n_with, n_without = int(pair.group.sum()), int(pair.other.sum())
    replied_with, replied_without = int(replied[pair.group].sum()), int(replied[pair.other].sum())
    counts = replied_with, n_with, replied_without, n_without
    rate_with, rate_without = (
        stats.rate(replied_with, n_with),
        stats.rate(replied_without, n_without),
    )
    difference = None if rate_with is None or rate_without is None else rate_with - rate_without
    sought = expected(pair.published, rate_without)
    return Effect(
        id=pair.id,
        language=pair.language,
        n_with=n_with,
        replied_with=replied_with,
        rate_with=rate_with,
        n_without=n_without,
        replied_without=replied_without,
        rate_without=rate_without,
        difference=difference,
        ci=stats.newcombe(*counts),
        relative=difference / rate_without if difference is not None and rate_without else None,
        p=stats.fisher(*counts) if min(n_with, n_without) >= LEAST_MAILS else None,
        p_adjusted=None,
        adjusted=adjust(pair.group, pair.other, rest, pair.left_out),
        published=pair.published,
        power=stats.power(sought, rate_without, n_with, n_without),
        verdict="too-little",
    )


def _judged(effect: Effect, p_adjusted: float | None) -> Effect:
    verdict, reason = judge(
        effect.n_with,
        effect.n_without,
        effect.difference,
        effect.ci,
        p_adjusted,
        effect.adjusted,
        effect.power,
        expected(effect.published, effect.rate_without),
    )
    return effect._replace(p_adjusted=p_adjusted, verdict=verdict, reason=reason)


def _share(points: float | None) -> float | None:
    return None if points is None else points / 100
