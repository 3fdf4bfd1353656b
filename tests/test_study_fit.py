"""Points from an archive: bounded, monotone, honest about what they are worth."""

import math
import random

import numpy as np
import pyarrow as pa
import pytest
from study_samples import observations

from emailint.score import MAX_POINTS
from emailint.study.analysis import analyse
from emailint.study.effects import effects
from emailint.study.fitting import _bands, bounded, fits, needed
from emailint.study.model import Fit, Refusal
from emailint.study.observations import Observations
from emailint.study.validating import auc, validate

PLANTED = {"bad": -0.12, "worse": -0.3, "good": 0.15, "idle": 0.0}


def fitted(table: pa.Table) -> Fit | Refusal:
    mail = Observations(table)
    (found,) = fits(mail, effects(mail, {}))
    return found


def test_points_follow_what_was_planted() -> None:
    found = fitted(observations(8000, effects=PLANTED))
    assert isinstance(found, Fit)
    points = {rule.id: rule.points for rule in found.rules}
    assert 9 <= points["bad"] <= 13
    assert points["worse"] == MAX_POINTS
    assert points["good"] == points["idle"] == 1  # a fault earns nothing, and keeps the floor
    assert all(rule.weight <= 0 for rule in found.rules)


def test_forecasts_hold_on_later_mail() -> None:
    table = observations(8000, effects=PLANTED)
    found = fitted(table)
    assert isinstance(found, Fit)
    sent = sorted(row["sent"] for row in table.to_pylist() if row["complete"])
    assert found.validation.split == str(sent[found.validation.n_before])[:10]
    held = found.validation
    assert held.n_before + held.n_after == found.n
    assert held.auc_ci[0] > 0.55
    assert held.brier < held.brier_base
    assert sum(group.n for group in held.calibration) == held.n_after
    assert all(abs(group.forecast - group.rate) < 0.08 for group in held.calibration)


def test_bands_count_the_whole_archive_and_fall() -> None:
    table = observations(8000, effects=PLANTED)
    found = fitted(table)
    assert isinstance(found, Fit)
    weights = {rule.id: rule.weight for rule in found.rules}
    rows = [row for row in table.to_pylist() if row["complete"]]
    below = math.inf
    for band in found.bands:
        above = -math.inf if band.above is None else band.above
        inside = [
            row["replied"] for row in rows
            if above < sum(weights.get(rule, 0.0) for rule in row["hits"]) <= below
        ]  # fmt: skip
        assert (band.n, band.replied) == (len(inside), sum(inside))
        below = above
    rates = [band.rate for band in found.bands]
    assert len(rates) > 2
    assert rates == sorted(rates, reverse=True)
    assert sum(band.n for band in found.bands) == found.n


def test_more_faults_never_promise_more() -> None:
    sums = np.repeat([0.0, -1.0, -2.0, -3.0], 200)
    replied = np.concatenate([np.arange(200) < k for k in (100, 120, 60, 80)]).astype(float)
    bands = _bands(sums, replied)
    assert [(b.above, b.n, b.replied) for b in bands] == [(-1.5, 400, 220), (None, 400, 140)]


def test_points_are_net_of_the_list() -> None:
    """A fault that is usual where hardly anybody answers, and does nothing there."""
    table = observations(8000, effects={"usual": 0.0, "bad": -0.15}, lists=2, incomplete=0.0)
    make = np.random.default_rng(4)
    quiet = np.asarray(table["list"].to_pylist()) == 2
    replied = np.asarray(table["replied"].to_pylist()) & ~(quiet & (make.random(8000) < 0.7))
    usual = make.random(8000) < np.where(quiet, 0.8, 0.1)
    hits = [
        [r for r in row if r != "usual"] + ["usual"] * bool(u)
        for row, u in zip(table["hits"].to_pylist(), usual, strict=True)
    ]
    ran = [sorted({*row, "usual"}) for row in table["ran"].to_pylist()]
    for name, values in (("replied", replied), ("hits", hits), ("ran", ran)):
        place, field = table.schema.get_field_index(name), table.schema.field(name)
        table = table.set_column(place, field, pa.array(values).cast(field.type))
    found = fitted(table)
    assert isinstance(found, Fit)
    points = {rule.id: rule.points for rule in found.rules}
    assert next(rule.weight for rule in found.rules if rule.id == "usual") > -0.15
    assert points["usual"] <= 2
    assert points["bad"] >= 6


@pytest.mark.parametrize("n", [1, 40, 300])
def test_too_little_is_refused_with_what_would_do(n: int) -> None:
    table = observations(n, effects=PLANTED, incomplete=0.0)
    found = fitted(table)
    assert isinstance(found, Refusal)
    assert found.reason == "mails"
    assert found.n == n < found.needed
    assert isinstance(fitted(observations(found.needed + 900, effects=PLANTED)), Fit)


def test_how_much_is_needed_by_the_published_formulas() -> None:
    # the rate within 5 points: 1.96² x 0.25 / 0.05² = 384.2
    # later mail: 100 / (0.3 x 0.5) = 666.7
    assert needed(500, 1000, 1) == 667
    # Riley: R² at most 1 - exp(2 ln 0.5) = 0.75, of which 15 %; 60 / (0.1 x -ln(1 - 0.1125 / 0.9))
    assert needed(500, 1000, 60) == math.ceil(60 / (0.1 * -math.log(1 - 0.15 * 0.75 / 0.9)))
    assert needed(20, 1000, 1) > 10_000  # hardly anybody answers


def test_no_rule_to_fit_is_refused() -> None:
    found = fitted(observations(3000, effects={"rare": 0.0}, prevalence=0.001))
    assert isinstance(found, Refusal)
    assert found.reason == "rules"


def test_years_without_answers_are_refused() -> None:
    table = observations(6000, effects=PLANTED).sort_by("sent")
    replied = np.asarray(table["replied"].to_pylist())
    replied[3500:] = False
    place = table.schema.get_field_index("replied")
    found = fitted(table.set_column(place, "replied", [replied]))
    assert isinstance(found, Refusal)
    assert found.reason == "replies"
    assert found.needed > found.n


def test_points_stay_within_what_the_data_support() -> None:
    assert bounded(0.10, (-0.15, -0.05)) == 10
    assert bounded(0.10, (-0.07, -0.01)) == 7
    assert bounded(0.40, (-0.60, -0.20)) == MAX_POINTS
    assert bounded(0.10, (0.01, 0.05)) == 1
    assert bounded(0.0, (-1.0, 1.0)) == 1


def test_auc_by_counting_pairs() -> None:
    make = random.Random(2)
    forecast = [make.choice((0.2, 0.3, 0.5, 0.9)) for _ in range(200)]
    replied = [make.random() < f for f in forecast]
    pairs = [
        1.0 if a > b else 0.5 if a == b else 0.0
        for a, good in zip(forecast, replied, strict=True) if good
        for b, bad in zip(forecast, replied, strict=True) if not bad
    ]  # fmt: skip
    area, (low, high) = auc(np.array(forecast), np.array(replied))
    assert area == pytest.approx(sum(pairs) / len(pairs))
    assert low < area < high


def test_brier_score_by_hand() -> None:
    replied = np.array([True, False, True, False])
    held = validate(np.array([0.9, 0.2, 0.6, 0.6]), replied, np.array([True, False]), "2024-01-01")
    assert held.brier == pytest.approx((0.01 + 0.04 + 0.16 + 0.36) / 4)
    assert held.brier_base == 0.25


def test_nothing_known_beats_nothing() -> None:
    found = fitted(observations(8000, effects={"one": 0.0, "two": 0.0}))
    assert isinstance(found, Fit)
    assert found.validation.brier == pytest.approx(found.validation.brier_base, abs=0.003)
    assert found.validation.auc_ci[0] < 0.5 < found.validation.auc_ci[1]
    assert all(rule.points <= 3 for rule in found.rules)


def test_a_study_of_two_languages_and_of_nothing() -> None:
    both = pa.concat_tables(
        [observations(1500, effects=PLANTED, language=one) for one in ("en", "es")]
    )
    study = analyse(both, {}, messages=9000, fit=True)
    assert {e.language for e in study.effects} == {"en", "es"}
    assert len(study.headlines) == 16
    assert study.archive.judged == sum(study.archive.languages.values())
    assert [fit.language for fit in study.fits] == ["es", "en"]
    empty = analyse(both.slice(0, 0), {}, messages=0, fit=True)
    assert empty.effects == empty.curves == empty.fits == ()
    assert empty.archive.start == ""
