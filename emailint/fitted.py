"""Points and reply rates fitted to one's own archive: the file that `emailint study --fit` writes.

Read without the libraries that fitted it: the file holds what a check needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from emailint.config import ConfigError
from emailint.model import LANGUAGES, Likeness
from emailint.score import MAX_POINTS

FORMAT: Final = "emailint-points"
VERSION: Final = 1


class Fitted(NamedTuple):
    """What was fitted to the mail of one language: the `points` of a rule's hit, the `weights` of
    its fault in log-odds of a reply, and for each sum of weights above a bound what came of it."""

    points: Mapping[str, int]
    weights: Mapping[str, float]
    bands: tuple[tuple[float, Likeness], ...]

    def likeness(self, hit: Iterable[str]) -> Likeness:
        """What came of mail whose faults weigh as much as those of the rules that `hit`."""
        weight = sum(self.weights.get(rule, 0.0) for rule in set(hit))
        return next(seen for above, seen in self.bands if weight > above)


def read_fitted(path: Path) -> dict[str, Fitted]:
    """The fitted points by language. Raises ConfigError, which names the file and what is wrong."""
    import json

    try:
        table = json.loads(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise ConfigError(f"{path}: not a points file: no JSON") from None
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise ConfigError(f"{path}: not a points file: `emailint study --fit` writes them")
    if table.get("version") != VERSION:
        raise ConfigError(
            f"{path}: points file of version {table.get('version')!r}, this emailint reads"
            f" {VERSION}: fit it again"
        )
    try:
        return {
            language: _fitted(one, f"languages.{language}")
            for language, one in _languages(table.get("languages")).items()
        }
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from None


def _languages(table: Any) -> dict[str, Any]:
    if not isinstance(table, dict) or not table or not table.keys() <= set(LANGUAGES):
        raise ValueError(f"languages must be a table of {', '.join(LANGUAGES)}")
    return table


def _fitted(table: Any, place: str) -> Fitted:
    rules = table.get("rules") if isinstance(table, dict) else None
    if not isinstance(rules, dict):
        raise ValueError(f"{place}.rules must be a table")
    points: dict[str, int] = {}
    weights: dict[str, float] = {}
    for rule, own in rules.items():
        where = f"{place}.rules.{rule}"
        if not isinstance(own, dict):
            raise ValueError(f"{where} must be a table")
        cost = own.get("points")
        # no fault earns anything, and a rule that stays on costs something
        if type(cost) is not int or not 1 <= cost <= MAX_POINTS:
            raise ValueError(f"{where}.points must be a whole number from 1 to {MAX_POINTS}")
        points[rule] = cost
        weights[rule] = _number(own.get("weight"), -100.0, 0.0, f"{where}.weight")
    return Fitted(points, weights, _bands(table.get("bands"), f"{place}.bands"))


def _bands(table: Any, place: str) -> tuple[tuple[float, Likeness], ...]:
    if not isinstance(table, list) or not table:
        raise ValueError(f"{place} must be a list, from the fewest faults to the most")
    bands = []
    below = float("inf")
    for number, band in enumerate(table):
        where = f"{place}[{number}]"
        if not isinstance(band, dict):
            raise ValueError(f"{where} must be a table")
        if number == len(table) - 1:
            if band.get("above") is not None:
                raise ValueError(f"{where}.above must be null: the last one holds all other mail")
            above = float("-inf")
        else:
            above = _number(band.get("above"), -1e6, 0.0, f"{where}.above")
            if above >= below:
                raise ValueError(f"{where}.above must be less than the one before")
        rate = _number(band.get("rate"), 0.0, 1.0, f"{where}.rate")
        interval = band.get("ci")
        if not isinstance(interval, list) or len(interval) != 2:
            raise ValueError(f"{where}.ci must be two numbers")
        low = _number(interval[0], 0.0, rate, f"{where}.ci")
        high = _number(interval[1], rate, 1.0, f"{where}.ci")
        mails = band.get("mails")
        if type(mails) is not int or mails < 1:
            raise ValueError(f"{where}.mails must be a whole number above 0")
        bands.append((above, Likeness(rate, low, high, mails)))
        below = above
    return tuple(bands)


def _number(value: Any, least: float, most: float, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(f"{place} must be a number from {least:g} to {most:g}, not {value!r}")
    return float(value)
