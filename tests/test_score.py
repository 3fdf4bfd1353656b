"""Points from evidence, and the score's sum and caps."""

from __future__ import annotations

from typing import Any

import pytest

from emailint.citation import strongest
from emailint.model import Evidence, Finding, Rule, Study
from emailint.score import CATEGORY_CAP, derive, score


def study(name: str, metric: str, grade: str, effect: float | None) -> Study:
    return Study(name, "t", metric, grade, "for", 2020, "observational", "primary", effect)


STUDIES = {
    s.id: s
    for s in (
        study("reply-B-15", "replies", "B", -15.4),
        study("reply-A-2", "replies", "A", -2.1),
        study("open-C-7", "opens", "C", -6.7),
        study("reply-C-none", "replies", "C", None),
        study("filter-A", "filter-score", "A", None),
        study("against-open-B", "opens", "B", 3.5),
        study("against-reply-C", "replies", "C", 4.0),
        study("big", "replies", "A", -60.0),
    )
}


def rule(*evidence: str) -> Rule:
    cited = tuple(
        Evidence(e.removeprefix("!"), "against" if e.startswith("!") else "for") for e in evidence
    )
    return Rule("r", "body", "warning", ("written",), {}, {}, evidence=cited)


@pytest.mark.parametrize(
    ("evidence", "points"),
    [
        (("reply-B-15",), 11),  # 15.4 x 0.7 = 10.78
        (("reply-B-15", "filter-A"), 11),  # a grade counts only where the effect was measured
        (("reply-A-2",), 2),
        (("open-C-7",), 1),  # 6.7 / 2 x 0.4 = 1.34
        (("reply-B-15", "reply-A-2"), 9),  # median 8.75 x 1.0
        (("reply-C-none",), 2),  # not measured: 5 x 0.4
        ((), 1),  # 5 x 0.2
        (("big",), 15),  # never more
        (("open-C-7", "!against-open-B"), 1),
        (("reply-B-15", "!against-reply-C"), 11),  # grade C contests nothing
        (("reply-B-15", "open-C-7", "!against-open-B"), 3),  # median 9.375 x 0.7 / 2
    ],
)
def test_points(evidence: tuple[str, ...], points: int) -> None:
    assert derive(rule(*evidence), STUDIES, "business", "warning").points == points


def test_an_error_costs_the_same_whatever_was_measured() -> None:
    assert derive(rule("reply-A-2"), STUDIES, "business", "error").points == 25


def test_contested_names_the_rows() -> None:
    derived = derive(rule("open-C-7", "!against-open-B"), STUDIES, "business", "info")
    assert derived.contested_by == ("against-open-B",)


def test_evidence_of_another_profile_does_not_count() -> None:
    own = Rule("r", "body", "info", (), {}, {}, evidence=(Evidence("big", "for", ("list",)),))
    assert derive(own, STUDIES, "business", "info").points == 1
    assert derive(own, STUDIES, "list", "info").points == 15


def test_a_row_may_count_in_some_profiles_only() -> None:
    """It is shown with every one: neither its points nor its contest reach the others."""
    own = {
        "own-for": study("own-for", "replies", "B", -5.0)._replace(points_in=("list",)),
        "own-against": study("own-against", "replies", "B", 2.0)._replace(points_in=("list",)),
    }
    cited = rule("reply-B-15", "own-for", "!own-against")
    business = derive(cited, STUDIES | own, "business", "warning")
    assert (business.points, business.contested_by) == (11, ())
    listed = derive(cited, STUDIES | own, "list", "warning")
    assert listed.contested_by == ("own-against",)
    assert listed.points == 4  # median 10.2 x 0.7 / 2


def test_the_row_that_is_cited_is_one_that_counts_everywhere() -> None:
    narrow = study("own", "replies", "A", -40.0)._replace(points_in=("list",))
    cited = rule("own", "reply-A-2").evidence
    found = strongest(cited, STUDIES | {"own": narrow})
    assert found is not None
    assert found.id == "reply-A-2"


def finding(rule_id: str, category: str, points: int) -> Finding:
    fields: dict[str, Any] = dict.fromkeys(Finding._fields)
    return Finding(**{**fields, "rule": rule_id, "category": category, "points": points})


def test_no_findings_is_a_hundred() -> None:
    assert score([]).total == 100


def test_the_sum_is_told() -> None:
    told = score([finding("a", "body", 10), finding("a", "body", 0), finding("b", "tone", 3)])
    assert told.total == 87
    assert [(x.rule, x.hits, x.points) for x in told.losses] == [("a", 2, 10), ("b", 1, 3)]
    assert told.by_category == {"body": 10, "tone": 3}


def test_a_category_costs_up_to_its_cap() -> None:
    assert (
        score([finding(f"r{n}", "timing", 9) for n in range(9)]).total
        == 100 - CATEGORY_CAP["timing"]
    )


def test_a_missing_last_line_is_charged_once() -> None:
    both = [finding(f"closing-{name}", "closing", 10) for name in ("missing", "no-gratitude")]
    assert score(both).total == score(both[:1]).total == 90


def test_it_never_falls_below_zero() -> None:
    findings = [finding(f"{c}{n}", c, 25) for c in CATEGORY_CAP for n in range(9)]
    assert score(findings).total == 0
