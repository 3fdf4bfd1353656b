"""Reply rates over continuous features and over the week, with Wilson's bands."""

from __future__ import annotations

from typing import Final

import numpy as np

from emailint.study import stats
from emailint.study.model import Bin, Cell, Curve, Grid
from emailint.study.observations import Observations

_EDGES: Final[dict[str, tuple[float, ...]]] = {
    "subject_words": (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16),
    "subject_characters": (0, 1, 10, 20, 30, 40, 50, 60, 70, 80, 100),
    "body_words": (0, 11, 26, 50, 76, 101, 126, 176, 251, 351, 501, 1001),
    "questions": (0, 1, 2, 3, 4, 5, 6, 8, 11),
    "greeting": (0, 1, 2),
    "gratitude": (0, 1, 2),
    "weekday": (0, 1, 2, 3, 4, 5, 6, 7),
    "hour": (0, 3, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24),
    "recipients": (0, 1, 2, 3, 4, 6, 11, 21),
    "links": (0, 1, 2, 3, 4, 6, 11),
}
_READABILITY: Final = {
    "en": (0.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 16.0),  # school grades
    "es": (0.0, 40.0, 55.0, 65.0, 80.0),  # the INFLESZ scale
}
FEATURES: Final = (*_EDGES, "readability")
"""Whose curves are drawn. Bins are fixed, so that archives can be laid side by side; the last one
is open where the feature has no end."""
_CLOSED: Final = frozenset({"greeting", "gratitude", "weekday", "hour"})


def curves(mail: Observations) -> tuple[Curve, ...]:
    """A curve for each feature and language; bins in which there is nothing are kept."""
    return tuple(
        _curve(part, feature, language)
        for language, part in mail.judged.by_language()
        for feature in FEATURES
    )


def grids(mail: Observations) -> tuple[Grid, ...]:
    """Reply rate by weekday and hour of sending, for each language."""
    return tuple(_grid(part, language) for language, part in mail.judged.by_language())


def _curve(mail: Observations, feature: str, language: str) -> Curve:
    edges = _EDGES.get(feature) or _READABILITY[language]
    values = mail.numbers(feature)
    known = ~np.isnan(values)
    places = np.digitize(values[known], edges)
    n = np.bincount(places, minlength=len(edges) + 1)
    replied = np.bincount(places[mail.replied[known]], minlength=len(edges) + 1)
    ends: list[float | None] = [*edges[1:], None]
    if feature in _CLOSED:
        ends.pop()
    bins = []
    for place, (start, end) in enumerate(zip(edges, ends, strict=False), 1):
        count, answered = int(n[place]), int(replied[place])
        interval = stats.wilson(answered, count)
        bins.append(Bin(start, end, count, answered, stats.rate(answered, count), interval))
    return Curve(feature, language, tuple(bins))


def _grid(mail: Observations, language: str) -> Grid:
    weekday, hour = mail.numbers("weekday"), mail.numbers("hour")
    known = ~(np.isnan(weekday) | np.isnan(hour))
    places = (weekday[known] * 24 + hour[known]).astype(np.int64)
    n = np.bincount(places, minlength=168)
    replied = np.bincount(places[mail.replied[known]], minlength=168)
    cells = []
    for place in range(168):
        count, answered = int(n[place]), int(replied[place])
        rate, interval = stats.rate(answered, count), stats.wilson(answered, count)
        cells.append(Cell(place // 24, place % 24, count, answered, rate, interval))
    return Grid(language, tuple(cells))
