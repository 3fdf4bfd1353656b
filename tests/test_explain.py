"""`explain`: a rule told in full, and the sum behind its points."""

from __future__ import annotations

from datetime import date

import pytest
from golden import assert_golden
from render_samples import RULES, STUDIES

from emailint.explain import explain, rules_table
from emailint.model import LANGUAGES, PROFILES, Rule
from emailint.pack import load_pack

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_looks_as_it_did(rule: Rule, language: str) -> None:
    shown = explain(rule, STUDIES, language, "business", TODAY)
    assert_golden(f"explain-{rule.id}-{language}.md", shown)


@pytest.mark.parametrize(
    ("rule", "total"),
    [
        ("subject-all-caps", "|−15.4| × 0.7 = 10.78 → **11**"),
        ("body-too-long", "|−2.1| × 1 ÷ 2 = 1.05 → **1**"),
        ("body-all-caps", "5 × 0.2 = 1 → **1**"),
    ],
)
def test_the_sum_is_written_out(rule: str, total: str) -> None:
    assert total in explain(RULES[rule], STUDIES, "en", "business", TODAY)


def test_a_study_past_its_review_is_marked_from_that_day_on() -> None:
    rule = RULES["subject-all-caps"]
    assert explain(rule, STUDIES, "en", "business", date(2024, 1, 1)).count("due for review") == 0
    assert explain(rule, STUDIES, "en", "business", TODAY).count("due for review") == 1
    assert explain(rule, STUDIES, "en", "business", date(2028, 11, 23)).count("due for review") == 1
    assert explain(rule, STUDIES, "en", "business", date(2028, 11, 24)).count("due for review") == 2


def test_opens_count_half_in_the_sum() -> None:
    opens = STUDIES["EV-CAPS"]._replace(metric="opens", effect=-4.0)
    shown = explain(
        RULES["subject-all-caps"], STUDIES | {"EV-CAPS": opens}, "es", "business", TODAY
    )
    assert "|−4| × 0,5 × 0,7 = 1,4 → **1**" in shown


def test_an_own_row_says_how_to_repeat_it_and_where_it_counts() -> None:
    own = STUDIES["EV-CAPS"]._replace(repeat="emailint study list.mbox", points_in=("list",))
    studies = STUDIES | {"EV-CAPS": own}
    shown = explain(RULES["subject-all-caps"], studies, "es", "business", TODAY)
    assert "  - Medido por este proyecto; para repetirlo: `emailint study list.mbox`" in shown
    assert "  - Solo cuenta para los puntos en `list`." in shown
    assert "|−15,4|" not in shown
    assert "|−15,4|" in explain(RULES["subject-all-caps"], studies, "es", "list", TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_that_comes_with_emailint_can_be_explained(language: str) -> None:
    pack = load_pack()
    for rule in pack.rules.values():
        for profile in PROFILES:
            shown = explain(rule, pack.studies, language, profile, TODAY)
            assert shown.startswith(f"# {rule.id}\n")
            assert "{" not in shown.partition("## ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_rules(language: str) -> None:
    assert_golden(f"rules-{language}.md", rules_table(RULES.values(), STUDIES, language))
    pack = load_pack()
    rows = rules_table(pack.rules.values(), pack.studies, language).splitlines()
    assert len(rows) == len(pack.rules) + 2
