"""Points and reply rates fitted to one's own archive: the file that `emailint study --fit` writes.

Read without the libraries that fitted it: the file holds what a check needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from emailint.config import Config, ConfigError
from emailint.model import LANGUAGES, Likeness, OwnEffect, Rule
from emailint.score import MAX_POINTS

FORMAT: Final = "emailint-points"
VERSION: Final = 1


class Fitted(NamedTuple):
    """What was fitted to the mail of one language: the points of each rule and the effect that
    they come from, the `weights` of its fault in log-odds of a reply, and for each sum of weights
    above a bound what came of it."""

    effects: Mapping[str, OwnEffect]
    weights: Mapping[str, float]
    bands: tuple[tuple[float, Likeness], ...]

    def likeness(self, hit: Iterable[str]) -> Likeness | None:
        """What came of mail whose faults weigh as much as those of the rules that `hit`; None where
        they tell no mail of the archive from the rest."""
        if len(self.bands) == 1:
            return None
        weight = sum(self.weights.get(rule, 0.0) for rule in set(hit))
        return next(seen for above, seen in self.bands if weight > above)


def own_effects(rule: Rule, config: Config) -> dict[str, OwnEffect]:
    """What the user's own archive says of a rule, by the language of the mail: empty where none was
    fitted, and where its points come from elsewhere. Raises ConfigError, as `read_fitted` does."""
    own = config.rules.get(rule.id, {})
    fact = own.get("severity", rule.severity) == "error"
    if not config.points_file or fact or "points" in own:
        return {}
    fitted = read_fitted(Path(config.points_file))
    return {x: of.effects[rule.id] for x, of in fitted.items() if rule.id in of.effects}


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
    effects: dict[str, OwnEffect] = {}
    weights: dict[str, float] = {}
    for rule, own in rules.items():
        where = f"{place}.rules.{rule}"
        if not isinstance(own, dict):
            raise ValueError(f"{where} must be a table")
        cost = own.get("points")
        # no fault earns anything, and a rule that stays on costs something
        if type(cost) is not int or not 1 <= cost <= MAX_POINTS:
            raise ValueError(f"{where}.points must be a whole number from 1 to {MAX_POINTS}")
        difference = _number(own.get("difference"), -1.0, 1.0, f"{where}.difference")
        low, high = _interval(own, -1.0, difference, 1.0, where)
        mails = _mails(own, where)
        effects[rule] = OwnEffect(cost, mails, difference, low, high)
        weights[rule] = _number(own.get("weight"), -100.0, 0.0, f"{where}.weight")
    return Fitted(effects, weights, _bands(table.get("bands"), f"{place}.bands"))


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
        low, high = _interval(band, 0.0, rate, 1.0, where)
        mails = _mails(band, where)
        bands.append((above, Likeness(rate, low, high, mails, 0.0)))
        below = above
    everything = sum(seen.mails for _, seen in bands)
    overall = sum(seen.rate * seen.mails for _, seen in bands) / everything
    return tuple((above, seen._replace(overall=overall)) for above, seen in bands)


def _interval(
    table: dict[str, Any], least: float, middle: float, most: float, where: str
) -> tuple[float, float]:
    ends = table.get("ci")
    if not isinstance(ends, list) or len(ends) != 2:
        raise ValueError(f"{where}.ci must be two numbers")
    low, high = ends
    return _number(low, least, middle, f"{where}.ci"), _number(high, middle, most, f"{where}.ci")


def _mails(table: dict[str, Any], where: str) -> int:
    mails = table.get("mails")
    if type(mails) is not int or mails < 1:
        raise ValueError(f"{where}.mails must be a whole number above 0")
    return mails


def _number(value: Any, least: float, most: float, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(f"{place} must be a number from {least:g} to {most:g}, not {value!r}")
    return float(value)
