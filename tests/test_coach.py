"""`coach`: the changes that matter most, in their order."""

from __future__ import annotations

import pytest
from golden import assert_golden
from hypothesis import given
from hypothesis import strategies as st
from render_samples import (
    RULES,
    STUDIES,
    clean_report,
    english,
    finding,
    hostile,
    report,
    spanish,
)  # fmt: skip

from emailint.coach import coach, render_coach
from emailint.document import read


@pytest.mark.parametrize(
    ("name", "made"), [("es", spanish), ("en", english), ("clean", clean_report)]
)
@pytest.mark.parametrize("color", [False, True])
def test_looks_as_it_did(name: str, made: object, color: bool) -> None:
    message, document = made()
    advice = coach(message, RULES, STUDIES)
    shown = render_coach(advice, message, document, color=color)
    assert_golden(f"coach-{name}{'-color' if color else ''}.text", shown)


def test_errors_come_first_then_what_costs_most_together() -> None:
    document = read("Subject: a\n\nA B C D\n", language="en")
    message = report(document, (
        finding(document, "body-small", "A", "warning", "m", "", 5),
        finding(document, "body-many", "B", "info", "m", "", 3),
        finding(document, "body-many", "C", "info", "m", "", 3),
        finding(document, "body-fact", "D", "error", "m", "", 1),
    ), "x.eml", "en")  # fmt: skip
    advice = coach(message, {}, {})
    assert [(a.rule, a.points, len(a.findings)) for a in advice] == [
        ("body-fact", 1, 1), ("body-many", 6, 2), ("body-small", 5, 1),
    ]  # fmt: skip
    assert [a.rule for a in coach(message, {}, {}, most=1)] == ["body-fact"]


def test_of_as_many_points_the_graver_comes_first() -> None:
    document = read("Subject: a\n\nA B\n", language="en")
    message = report(document, (
        finding(document, "body-a", "A", "info", "m", "", 1),
        finding(document, "body-b", "B", "warning", "m", "", 1),
    ), "x.eml", "en")  # fmt: skip
    assert [a.rule for a in coach(message, {}, {})] == ["body-b", "body-a"]


def test_what_is_left_counts_the_caps_of_categories() -> None:
    document = read("Subject: a\n\nA B C D\n", language="en")
    found = tuple(
        finding(document, f"body-{letter.lower()}", letter, "warning", "m", "", 15)
        for letter in "ABCD"
    )
    message = report(document, found, "x.eml", "en")
    assert message.score.total == 60  # 4 x 15, the category's cap is 40
    shown = render_coach(coach(message, {}, {}), message, document)
    assert "60/100 now" in shown
    assert "With these, 85/100." in shown


@given(st.text(st.characters(), max_size=40))
def test_a_draft_steers_no_terminal(text: str) -> None:
    message, document = hostile(text)
    shown = render_coach(coach(message, RULES, STUDIES), message, document)
    shown.encode()
    assert all(c.isprintable() or c in "\n\u200d" for c in shown)


def test_a_place_without_length_is_told_by_its_line() -> None:
    document = read("Subject: a\n\nHi\n\nRegards\nAna\n", language="en")
    here = finding(document, "closing-x", "\nAna", "info", "m", "", 1)
    here = here._replace(end=here.start)
    message = report(document, (here,), "x.eml", "en")
    assert "line 5: Regards" in render_coach(coach(message, {}, {}), message, document)
