"""The CSS reader: what mails write in style attributes and style sheets, and what attackers do."""

from __future__ import annotations

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.campaign.css import MAX_NESTED, Declaration, declarations, rules_of


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("color:red", [("color", "red")]),
        (" Color : RED ; ; margin:0 auto;", [("color", "RED"), ("margin", "0 auto")]),
        ("font-family:'a;b', \"c;d\";top:0", [("font-family", "'a;b', \"c;d\""), ("top", "0")]),
        (
            "background:url(data:image/png;base64,AA==);x:1",
            [("background", "url(data:image/png;base64,AA==)"), ("x", "1")],
        ),
        ("a:1/* b:2; */;/**/c:3", [("a", "1"), ("c", "3")]),
        ("mso-line-height-rule:exactly", [("mso-line-height-rule", "exactly")]),
        ("*zoom:1;_height:2px;--own:3", [("*zoom", "1"), ("_height", "2px"), ("--own", "3")]),
        ("{{ style }};color:red", [("color", "red")]),
        ("no colon;:no name;2x:3", []),
        ("content:'it\\'s;';a:b", [("content", "'it\\'s;'"), ("a", "b")]),
        ("a:'never ends;b:c", [("a", "'never ends;b:c")]),
        ("a:b/* never ends;c:d", [("a", "b")]),
        ("a:url(never ends;b:c", [("a", "url(never ends;b:c")]),
        ("", []),
    ],
)
def test_declarations(css: str, expected: list[tuple[str, str]]) -> None:
    assert [(d.name, d.value) for d in declarations(css)] == expected


def test_important_is_no_part_of_the_value() -> None:
    assert declarations("color: red ! IMPORTANT ;top:0") == (
        Declaration("color", "red", True, 0),
        Declaration("top", "0", False, 24),
    )


def test_rules_with_what_stands_around_them() -> None:
    css = """<!-- @import url("x;y.css"); @font-face { font-family: A; src: url(a.woff) }
    a, td.b > p { color: red; } /* } */
    @media (max-width: 600px) { @supports (x: y) { .c { top: 0 } } .d { left: 0 } }
    #e { content: "}" } -->"""
    found = [(r.selector, r.around, [d.name for d in r.declarations]) for r in rules_of(css)]
    assert found == [
        ("", ("@font-face",), ["font-family", "src"]),
        ("a, td.b > p", (), ["color"]),
        (".c", ("@media (max-width: 600px)", "@supports (x: y)"), ["top"]),
        (".d", ("@media (max-width: 600px)",), ["left"]),
        ("#e", (), ["content"]),
    ]


def test_places_are_those_of_the_source() -> None:
    css = "/* x */ .a {\n  color : red;\n top:0}"
    (rule,) = rules_of(css)
    assert css[rule.start :].startswith(".a {")
    assert [css[d.start :].split()[0] for d in rule.declarations] == ["color", "top:0}"]


def test_a_sheet_that_never_ends_counts_as_far_as_it_goes() -> None:
    assert [r.selector for r in rules_of("a{x:y} @media print { b { z:w ")] == ["a", "b"]


@pytest.mark.parametrize(
    "css",
    [
        "a{" * 300_000, "}" * 1_000_000, "a{b:c}" * 160_000, "/*" * 500_000, "'" * 1_000_000,
        "url(" * 250_000, "@media{" * 140_000 + "a{b:c}", "\\" * 1_000_000, "a:b;" * 250_000,
        "<!--" * 250_000, "a:!" * 300_000, " " * 1_000_000, '"\\' * 500_000,
    ],
    ids=lambda css: css[:8],
)  # fmt: skip
def test_hostile_sheets_are_read_in_linear_time(css: str) -> None:
    with soon():
        found = rules_of(css)
        declarations(css)
    assert all(len(rule.around) <= MAX_NESTED + 1 for rule in found)


@given(st.text(alphabet="ab:;{}()'\"/*\\@!- \nurl<>", max_size=80))
def test_any_text_is_read(css: str) -> None:
    for item in declarations(css):
        assert css[item.start :].startswith(item.name)
    for rule in rules_of(css):
        assert all(d.start >= rule.start for d in rule.declarations)
