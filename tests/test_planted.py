"""The rules against drafts that their authors didn't write (see planted.py).

What a rule may miss is stated here per rule; everything else must be right. The table that
`python bench/planted.py` prints tells the same as figures.
"""

from __future__ import annotations

from collections import Counter

import pytest
from planted import Case, cases, right

from emailint.pack import Pack

CASES = list(cases())


def test_every_rule_is_judged(pack: Pack) -> None:
    """Those of campaigns are judged by whole newsletters, those about the network by servers.

    The missing "¡" has no drafts of its own yet: `grammar-opening-mark` judges the same function.
    """
    core = {
        rule.id
        for rule in pack.rules.values()
        if rule.profiles != ("campaign",) and rule.check["kind"] != "engine"
    }
    assert core - {"grammar-opening-exclamation"} == {case.rule for case in CASES}


def test_each_rule_finds_most_faults_and_spares_near_misses(pack: Pack) -> None:
    wrong: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for case in CASES:
        key = (case.rule, case.verdict)
        total[key] += 1
        wrong[key] += not right(pack, case)
    missed = {
        rule: n
        for (rule, verdict), n in wrong.items()
        if verdict == "bad" and 2 * n > total[rule, verdict]
    }
    false = {rule: n for (rule, verdict), n in wrong.items() if verdict == "good" and n > 2}
    assert (missed, false) == ({}, {})


@pytest.mark.parametrize("verdict", ["bad", "good"])
def test_all_together(pack: Pack, verdict: str) -> None:
    chosen: list[Case] = [c for c in CASES if c.verdict == verdict]
    share = sum(right(pack, c) for c in chosen) / len(chosen)
    assert share >= (0.85 if verdict == "bad" else 0.95)
