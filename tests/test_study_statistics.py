"""The figures of a study, each recomputed here by formula or by simulation."""

import json
import math
import random
import warnings

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from study_samples import observations

from emailint.pack import load_pack
from emailint.study import stats
from emailint.study.adjusting import Rest, adjust
from emailint.study.analysis import analyse
from emailint.study.curves import curves, grids
from emailint.study.effects import effects, published_effects
from emailint.study.headlines import CLAIMS, headlines
from emailint.study.model import Adjusted, Published
from emailint.study.observations import Observations
from emailint.study.verdicts import expected, judge
from emailint.study.waiting import waiting

Z = 1.959963984540054
COUNTS = [(0, 0), (0, 1), (1, 1), (0, 40), (40, 40), (3, 40), (17, 40), (512, 1000)]


def wilson(k: int, n: int) -> tuple[float, float]:
    p, z2 = k / n, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return middle - half, middle + half


def newcombe(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    (l1, u1), (l2, u2), d = wilson(k1, n1), wilson(k2, n2), k1 / n1 - k2 / n2
    p1, p2 = k1 / n1, k2 / n2
    return d - math.hypot(p1 - l1, u2 - p2), d + math.hypot(u1 - p1, p2 - l2)


@pytest.mark.parametrize(("k", "n"), COUNTS[1:])
def test_wilson_by_its_formula(k: int, n: int) -> None:
    assert stats.wilson(k, n) == pytest.approx(wilson(k, n), abs=1e-9)


@pytest.mark.parametrize("first", COUNTS[1:])
@pytest.mark.parametrize("second", COUNTS[1:])
def test_newcombe_by_its_formula(first: tuple[int, int], second: tuple[int, int]) -> None:
    assert stats.newcombe(*first, *second) == pytest.approx(newcombe(*first, *second), abs=1e-9)


def test_newcombe_as_he_published_it() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table II, method 10
    assert stats.newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert stats.newcombe(9, 10, 3, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)
    assert stats.newcombe(10, 10, 0, 20) == pytest.approx((0.6791, 1.0), abs=5e-5)


def test_fisher_by_the_hypergeometric_sum() -> None:
    def exact(k1: int, n1: int, k2: int, n2: int) -> float:
        def chance(x: int) -> float:
            return math.comb(n1, x) * math.comb(n2, k1 + k2 - x) / math.comb(n1 + n2, k1 + k2)

        low, high = max(0, k1 + k2 - n2), min(n1, k1 + k2)
        seen = chance(k1)
        return sum(c for c in map(chance, range(low, high + 1)) if c <= seen * (1 + 1e-9))

    for counts in ((3, 10, 8, 12), (0, 5, 4, 5), (20, 40, 35, 90)):
        assert stats.fisher(*counts) == pytest.approx(exact(*counts))


def test_holm_by_hand() -> None:
    # sorted 0.01 x 4, 0.02 x 3, 0.03 x 2, 0.5 x 1, each at least the one before
    assert stats.holm([0.03, None, 0.01, 0.5, 0.02]) == [
        pytest.approx(0.06), None, pytest.approx(0.04), 0.5, pytest.approx(0.06),
    ]  # fmt: skip
    assert stats.holm([]) == []
    assert stats.holm([None]) == [None]


@pytest.mark.parametrize(
    ("difference", "base", "n_1", "n_2"),
    [(-0.05, 0.5, 800, 3000), (-0.15, 0.5, 60, 400), (0.1, 0.2, 150, 150)],
)
def test_power_by_simulation(difference: float, base: float, n_1: int, n_2: int) -> None:
    make = np.random.default_rng(7)
    p1 = make.binomial(n_1, base + difference, 20_000) / n_1
    p2 = make.binomial(n_2, base, 20_000) / n_2
    error = np.sqrt(p1 * (1 - p1) / n_1 + p2 * (1 - p2) / n_2)
    seen = float(np.mean(np.abs(p1 - p2) > Z * error))
    assert stats.power(difference, base, n_1, n_2) == pytest.approx(seen, abs=0.025)


@given(*[st.integers(0, 10**6)] * 4, st.floats(-1, 1))
@settings(deadline=None)
def test_any_counts_give_finite_figures(a: int, b: int, c: int, d: int, sought: float) -> None:
    k1, n1, k2, n2 = min(a, b), max(a, b), min(c, d), max(c, d)
    low, high = stats.newcombe(k1, n1, k2, n2)
    assert -1 <= low <= high <= 1
    low, high = stats.wilson(k1, n1)
    assert 0 <= low <= high <= 1
    for value in (stats.fisher(k1, n1, k2, n2), stats.power(sought, stats.rate(k2, n2), n1, n2)):
        assert value is None or 0 <= value <= 1


def two_groups(n: int, weight: float, seed: int) -> tuple[Observations, np.ndarray, float]:
    """Mail whose log-odds are known, in a group that depends on its length; and the true average
    marginal effect, computed from the truth."""
    table = observations(n, seed=seed, incomplete=0.0)
    make = np.random.default_rng(seed)
    size = np.log1p(np.asarray(table["body_words"].to_pylist(), dtype=float))
    size = (size - size.mean()) / size.std()
    group = make.random(n) < 1 / (1 + np.exp(-1.5 * size))
    odds = 0.3 - 0.8 * size

    def share(logit: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-logit))

    replied = make.random(n) < share(odds + weight * group)
    place = table.schema.get_field_index("replied")
    table = table.set_column(place, "replied", [replied])
    true = float((share(odds + weight) - share(odds)).mean())
    return Observations(table), group, true


@pytest.mark.parametrize("weight", [-0.6, 0.0, 0.4])
def test_a_known_effect_is_found_behind_a_confounder(weight: float) -> None:
    mail, group, true = two_groups(12_000, weight, 3)
    found = adjust(group, ~group, Rest(mail))
    raw = mail.replied[group].mean() - mail.replied[~group].mean()
    assert found is not None
    assert found.clusters == 200
    assert found.difference == pytest.approx(true, abs=0.025)
    assert found.ci[0] < true < found.ci[1]
    assert abs(raw - true) > 0.15  # what length alone does


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    held = 0
    for seed in range(60):
        mail, group, true = two_groups(1_500, -0.4, seed)
        found = adjust(group, ~group, Rest(mail))
        assert found is not None
        held += found.ci[0] <= true <= found.ci[1]
    assert 53 <= held <= 60


def test_errors_grow_with_what_the_mails_of_an_author_share() -> None:
    """Authors who do it in all of their mail and are answered alike: few authors know little."""
    n = 4000
    table = observations(n, authors=40, incomplete=0.0)
    author = np.asarray(table["author"].to_pylist()) % 40
    make = np.random.default_rng(5)
    habit, luck = make.random(40) < 0.5, make.normal(0, 1, 40)
    replied = make.random(n) < 1 / (1 + np.exp(-luck[author]))
    place = table.schema.get_field_index("replied")
    mail = Observations(table.set_column(place, "replied", [replied]))
    group = habit[author]
    clustered = adjust(group, ~group, Rest(mail))
    rest = Rest(mail)
    rest.authors = np.arange(n)
    alone = adjust(group, ~group, rest)
    assert clustered is not None
    assert alone is not None
    assert clustered.ci[1] - clustered.ci[0] > 3 * (alone.ci[1] - alone.ci[0])


def test_what_cannot_be_adjusted_is_none() -> None:
    mail = Observations(observations(3000, effects={"rule": -0.1}))
    rest, group = Rest(mail), mail.rules_hit["rule"]
    few = np.zeros(len(mail), dtype=bool)
    few[:6] = True
    assert adjust(few, ~few, rest) is None
    assert adjust(mail.replied, ~mail.replied, rest) is None  # always answered: separated
    assert adjust(group & mail.replied, ~group, rest) is None
    lists = mail.codes("list")
    assert adjust(lists == 1, lists != 1, rest) is None  # told by the list: nothing of it is left
    one = Observations(observations(3000, effects={"rule": -0.1}, authors=1))
    own = adjust(one.rules_hit["rule"], ~one.rules_hit["rule"], Rest(one))
    assert own is not None
    assert own.clusters == 0


def test_terms_that_say_the_same_do_no_harm() -> None:
    table = observations(3000, effects={"rule": -0.2}, years=(2023, 2024), lists=2)
    years = pa.array(np.asarray(table["year"].to_pylist()) - 2022, pa.uint64())
    place = table.schema.get_field_index("list")
    mail = Observations(table.set_column(place, table.schema.field(place), years))
    found = adjust(*mail.with_and_without("rule"), Rest(mail))
    assert found is not None
    assert found.ci[0] < -0.2 < found.ci[1]


def test_separation_is_quiet() -> None:
    table = observations(3000, effects={"rule": -0.1})
    replied = pa.array(np.asarray(table["sent_before"].to_pylist()) > 25)
    place = table.schema.get_field_index("replied")
    mail = Observations(table.set_column(place, table.schema.field(place), replied))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert adjust(*mail.with_and_without("rule"), Rest(mail)) is None
    assert [str(w.message) for w in said] == []


def test_shards_say_what_the_whole_says() -> None:
    whole = observations(2000, effects={"rule": -0.1, "idle": 0.0})
    parts = pa.concat_tables([whole.slice(0, 700), whole.slice(700, 1), whole.slice(701)])
    assert parts["hits"].num_chunks == 3
    assert effects(Observations(parts), {}) == effects(Observations(whole), {})


def test_planted_effects_are_found_and_confounded_ones_are_not() -> None:
    planted = {"bad": -0.15, "good": 0.12, "idle": 0.0, "long": 0.0}
    table = observations(12_000, effects=planted, confounded=("long",))
    found = {e.id: e for e in effects(Observations(table), {"idle": Published("EV", -1, -0.15)})}
    assert {name: e.verdict for name, e in found.items()} == {
        "bad": "supported", "good": "contradicted", "idle": "none", "long": "none",
    }  # fmt: skip
    assert found["bad"].ci[0] < -0.15 < found["bad"].ci[1]
    assert found["long"].ci[1] < 0  # the raw difference is there, and length alone makes it
    assert found["idle"].power == pytest.approx(1.0)


def test_counts_are_those_of_the_rows() -> None:
    table = observations(3000, effects={"rule": -0.1}, language="es")
    (found,) = effects(Observations(table), {})
    rows = [r for r in table.to_pylist() if r["complete"] and "rule" in r["ran"]]
    ill = [r["replied"] for r in rows if "rule" in r["hits"]]
    well = [r["replied"] for r in rows if "rule" not in r["hits"]]
    assert (found.n_with, found.replied_with) == (len(ill), sum(ill))
    assert (found.n_without, found.replied_without) == (len(well), sum(well))
    difference = sum(ill) / len(ill) - sum(well) / len(well)
    assert found.difference == pytest.approx(difference)
    assert found.relative == pytest.approx(difference / (sum(well) / len(well)))
    assert found.ci == pytest.approx(newcombe(sum(ill), len(ill), sum(well), len(well)))


@pytest.mark.parametrize("n", [0, 1, 2, 25, 200])
def test_small_archives_say_too_little(n: int) -> None:
    table = observations(4000, effects={"rule": -0.1}).slice(0, n)
    assert all(e.verdict == "too-little" for e in effects(Observations(table), {}))
    curves(Observations(table))
    waiting(Observations(table))


def test_verdicts() -> None:
    low, high = Adjusted(-0.1, (-0.2, -0.05), 99, 30), Adjusted(0.1, (0.05, 0.2), 99, 30)
    open_, tight = (Adjusted(-0.05, (end, 0.02), 99, 30) for end in (-0.155, -0.04))
    shut, wide = (-0.2, -0.01), (-0.2, 0.01)
    table = [
        # with, without, difference, interval, p, adjusted, power, sought
        ((500, 500, -0.1, shut, 0.01, low, 0.9, -0.15), "supported", ""),
        ((500, 500, -0.1, shut, 0.01, low, 0.9, 0.15), "contradicted", ""),
        ((500, 500, 0.1, (0.01, 0.2), 0.01, high, 0.1, 0.15), "supported", ""),
        ((500, 500, -0.1, shut, 0.01, tight, 0.9, -0.15), "none", ""),
        ((500, 500, -0.1, shut, 0.01, open_, 0.9, -0.15), "too-little", "imprecise"),
        ((500, 500, -0.1, shut, 0.01, tight, 0.5, -0.15), "too-little", "imprecise"),
        ((500, 500, -0.1, shut, 0.01, high, 0.9, -0.15), "too-little", "turned"),
        ((500, 500, -0.1, shut, 0.01, None, 0.9, -0.15), "too-little", "unadjusted"),
        ((500, 500, -0.1, shut, 0.05, low, 0.9, -0.15), "too-little", "corrected"),
        ((500, 500, -0.1, wide, 0.2, None, 0.9, -0.3), "none", ""),
        ((500, 500, -0.1, wide, 0.2, None, 0.9, -0.15), "too-little", "imprecise"),
        ((500, 500, -0.1, wide, 0.2, None, None, -0.3), "too-little", "imprecise"),
        ((19, 500, -0.5, shut, 0.01, low, 0.9, -0.15), "too-little", "few"),
        ((500, 0, None, (-1.0, 1.0), None, None, None, -0.05), "too-little", "few"),
    ]
    for arguments, verdict, reason in table:
        assert judge(*arguments) == (verdict, reason), arguments


def test_what_is_looked_for() -> None:
    assert expected(Published("EV", -1, -0.15, -0.3), 0.4) == pytest.approx(-0.12)
    assert expected(Published("EV", -1, -0.02, -0.44), 0.8) == -0.02
    assert expected(Published("EV", 1, None, 0.5), 0.4) == pytest.approx(0.2)
    assert expected(Published("EV", 1, None, 0.5), None) == 0.05
    assert expected(Published("EV", 1), 0.04) == pytest.approx(0.02)
    assert expected(Published("EV", -1, -0.15), 0.4) == -0.15
    assert expected(Published("EV", 1), 0.4) == 0.05
    assert expected(None, 0.4) == -0.05


def test_curves_count_every_mail_once() -> None:
    mail = Observations(observations(2500, language="es"))
    rows = [r for r in mail.table.to_pylist() if r["complete"]]
    for curve in curves(mail):
        known = [r for r in rows if r[curve.feature] is not None]
        assert sum(b.n for b in curve.bins) == len(known)
        for one in curve.bins:
            inside = [
                r["replied"] for r in known
                if (one.start is None or r[curve.feature] >= one.start)
                and (one.end is None or r[curve.feature] < one.end)
            ]  # fmt: skip
            assert (one.n, one.replied) == (len(inside), sum(inside)), curve.feature
    (grid,) = grids(mail)
    assert len(grid.cells) == 168
    for cell in random.Random(1).sample(grid.cells, 20):
        inside = [
            r["replied"] for r in rows if (r["weekday"], r["hour"]) == (cell.weekday, cell.hour)
        ]
        assert (cell.n, cell.replied) == (len(inside), sum(inside))


def test_time_to_reply_by_the_product_of_kaplan_and_meier() -> None:
    mail = Observations(observations(700, incomplete=0.4))
    (found,) = waiting(mail)
    rows = mail.table.to_pylist()
    times = [
        (r["hours"] if r["hours"] is not None else r["watched"] * 24, r["hours"]) for r in rows
    ]
    for moment in found.moments:
        still = 1.0
        for time in sorted({t for t, hours in times if hours is not None and t <= moment.hours}):
            answers = sum(1 for t, hours in times if t == time and hours is not None)
            still *= 1 - answers / sum(1 for t, _ in times if t >= time)
        assert moment.share == pytest.approx(1 - still)
        assert moment.ci[0] <= moment.share <= moment.ci[1]
    shares = [m.share for m in found.moments]
    assert shares == sorted(shares)
    naive = sum(1 for r in rows if r["hours"] is not None and r["hours"] <= 72) / len(rows)
    assert next(m.share for m in found.moments if m.hours == 72) > naive


@pytest.mark.parametrize("answered", [True, False])
def test_all_or_nothing_answered(answered: bool) -> None:
    table = observations(300, effects={"rule": 0.0}, rate=1.0 if answered else 0.0, incomplete=0.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (found,) = effects(Observations(table), {})
        (times,) = waiting(Observations(table))
    assert found.adjusted is None
    assert found.verdict == "too-little" if answered else found.power is None
    assert all(0 <= low <= high <= 1 for low, high in (m.ci for m in times.moments))


def odd_table(seed: int) -> pa.Table:
    """Observations with holes: unknown numbers, one list or one author, rules that always hit."""
    make = np.random.default_rng(seed)
    n = int(make.choice([1, 3, 30, 120, 600]))
    table = observations(
        n, seed=seed, effects={"rule": -0.2, "idle": 0.0}, rate=float(make.choice([0.0, 0.5, 1.0])),
        prevalence=float(make.choice([0.0, 0.02, 0.5, 1.0])), authors=int(make.choice([1, 5, 300])),
        lists=int(make.choice([1, 40])), years=(2024,), language=str(make.choice(["en", "es"])),
        incomplete=float(make.choice([0.0, 0.5, 1.0])),
    )  # fmt: skip
    for name in ("readability", "recipients", "weekday", "hour", "body_words", "subject_words"):
        place, field = table.schema.get_field_index(name), table.schema.field(name)
        keep = make.random(n) < make.choice([0.0, 0.7, 1.0])
        values = [v if k else None for v, k in zip(table[name].to_pylist(), keep, strict=True)]
        table = table.set_column(place, field, pa.array(values, field.type))
    return pa.concat_tables([table.slice(0, n // 2), table.slice(n // 2)])


@pytest.mark.parametrize("seed", range(60))
def test_odd_archives_give_finite_results_without_a_warning(seed: int) -> None:
    study = analyse(odd_table(seed), {}, messages=9, fit=True)

    def walk(value: object) -> None:
        if isinstance(value, float):
            assert math.isfinite(value)
        elif isinstance(value, tuple):
            for one in value:
                walk(one)

    walk(study)
    for effect in (*study.effects, *(headline.effect for headline in study.headlines)):
        assert -1 <= effect.ci[0] <= effect.ci[1] <= 1
        if effect.adjusted is not None:
            assert -1 <= effect.adjusted.ci[0] <= effect.adjusted.ci[1] <= 1
    json.dumps(study, allow_nan=False)


def test_too_small_groups_are_not_tested() -> None:
    table = observations(3000, effects={"rare": 0.0, "rule": -0.1}, prevalence=0.3)
    lists = [
        [r for r in hits if r != "rare" or row < 40]
        for row, hits in enumerate(table["hits"].to_pylist())
    ]
    place, field = table.schema.get_field_index("hits"), table.schema.field("hits")
    found = {
        e.id: e
        for e in effects(
            Observations(table.set_column(place, field, pa.array(lists, field.type))), {}
        )
    }
    assert 0 < found["rare"].n_with < 20
    assert found["rare"].p is None
    assert found["rule"].p_adjusted == found["rule"].p  # one test: nothing to correct


def test_what_was_published_of_rules_comes_from_the_evidence() -> None:
    pack = load_pack()
    found = published_effects(pack.rules, pack.studies)
    assert found["subject-all-caps"] == Published("EV-SUBJ-CAPS-1", -1, -0.154, -0.308)
    assert found["subject-lowercase-start"].id == "EV-SUBJ-LOWER-1"
    assert all(pack.studies[p.id].metric == "replies" for p in found.values())
    assert all(p.direction == -1 for p in found.values())  # these speak for the rules


def test_headlines_are_as_published() -> None:
    pack = load_pack()
    claims = {claim.id: claim for claim in CLAIMS}
    assert len(claims) == len(CLAIMS) == 8
    for claim in CLAIMS:
        assert claim.published.id in pack.studies
    for name in ("subject-all-caps", "subject-lowercase-start"):
        row, claim = pack.studies[claims[name].published.id], claims[name]
        assert claim.published.difference == pytest.approx((row.effect or 0) / 100)
        assert claim.published.relative == pytest.approx((row.relative or 0) / 100)
        assert claim.rates is not None
        assert claim.rates[0] - claim.rates[1] == pytest.approx(claim.published.difference)


def test_headlines_speak_of_the_mail_that_they_name() -> None:
    table = observations(3000, effects={"subject-all-caps": 0.0}, incomplete=0.0)
    rows = table.to_pylist()
    found = {h.id: h.effect for h in headlines(Observations(table))}

    def counts(name: str) -> tuple[int, int]:
        return found[name].n_with, found[name].n_without

    def expect(inside: object, outside: object) -> tuple[int, int]:
        return sum(map(inside, rows)), sum(map(outside, rows))  # type: ignore[call-overload]

    assert counts("gratitude-close") == expect(
        lambda r: r["gratitude"], lambda r: not r["gratitude"]
    )
    assert counts("monday") == expect(
        lambda r: r["weekday"] == 0, lambda r: r["weekday"] in (1, 2, 3, 4)
    )
    assert counts("friday") == expect(
        lambda r: r["weekday"] == 4, lambda r: r["weekday"] in (0, 1, 2, 3)
    )
    assert counts("body-50-125-words") == expect(
        lambda r: 50 <= r["body_words"] <= 125, lambda r: not 50 <= r["body_words"] <= 125
    )
    assert counts("subject-3-4-words") == expect(
        lambda r: r["subject_words"] in (3, 4), lambda r: r["subject_words"] not in (3, 4)
    )
    assert counts("questions-1-3") == expect(
        lambda r: 1 <= r["questions"] <= 3, lambda r: r["questions"] == 0
    )
    assert counts("subject-all-caps") == expect(
        lambda r: "subject-all-caps" in r["hits"],
        lambda r: "subject-all-caps" in r["ran"] and "subject-all-caps" not in r["hits"],
    )


@pytest.mark.parametrize(("most", "least"), [("es", "en"), ("en", "es")])
def test_the_language_of_most_mail_comes_first(most: str, least: str) -> None:
    rules = {"body-too-long": -0.1}
    tables = [observations(n, effects=rules, language=x) for x, n in ((least, 200), (most, 300))]
    study = analyse(pa.concat_tables(tables), {}, messages=500)
    for told in (study.effects, study.curves, study.grids, study.waiting):
        assert list(dict.fromkeys(one.language for one in told)) == [most, least]
    assert list(study.archive.languages) == [most, least]
