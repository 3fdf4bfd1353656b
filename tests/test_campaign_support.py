"""Conditional comments, the data of caniemail.com, and inlining."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caniemail
from emailint.campaign.conditions import conditions_of
from emailint.campaign.elements import markup_of
from emailint.campaign.inlining import inlined
from emailint.campaign.support import DEFAULT_CLIENTS, clients_of, css_uses, names_of, table
from emailint.document import read


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<!--[if mso]>a<![endif]-->", []),
        ("<!--[if mso | IE]>a<![endif]--><!--[if !mso]><!-->b<!--<![endif]-->", []),
        ("<!--[if !mso]><!-- -->b<!-- <![endif]-->", []),
        ("<!--[if !mso]>-->b<!--<![endif]-->", []),
        ("<![if !mso]>b<![endif]>", []),
        ("<!--[if !mso]><!--><!--[if gte mso 9]>a<![endif]--><!--<![endif]-->", []),
        ("<!-- note --><p>--></p>", []),
        ("<!--[if mso]>a", [("unclosed", 0)]),
        ("<!--[if mso]>a<!--[endif]-->", [("cut", 0)]),
        ("<!--[if mso]>a<!-- b -->c<![endif]-->", [("cut", 0)]),
        ("<!--[if mso]>a<!--[if mso]>b<![endif]-->", [("unclosed", 0)]),
        ("<!--[if !mso]><!-->b", [("unclosed", 0)]),
        ("<!--[if !mso]><!-->b<![endif]-->", [("shown", 20)]),
        ("a<![endif]-->", [("unopened", 1)]),
        ("a<!--<![endif]-->", [("unopened", 1)]),
    ],
)
def test_conditional_comments(html: str, faults: list[tuple[str, int]]) -> None:
    assert [(torn.fault, torn.start) for torn in conditions_of(html).torn] == faults


def test_what_outlook_leaves_out() -> None:
    html = "a<!--[if ! mso]><!-->b<!--<![endif]-->c<![if mso]>d<![endif]>"
    assert [html[a:b] for a, b in conditions_of(html).without_outlook] == ["b"]


@given(
    st.lists(
        st.sampled_from(
            ["<!--", "[if mso]>", "-->", "<![endif]", "<!", "a", ">", "[if !mso]><!-->"]
        )
    )
)
def test_any_comments_are_read(pieces: list[str]) -> None:
    html = "".join(pieces)
    found = conditions_of(html)
    assert all(html.startswith(torn.text, torn.start) for torn in found.torn)


def test_the_data_says_where_it_is_from() -> None:
    data = files("emailint.campaign") / "data"
    told = json.loads((data / "caniemail.json").read_text(encoding="utf-8"))["source"]
    assert told.startswith(f"caniemail {caniemail.VERSION} (npm)")
    assert "MIT" in (data / "caniemail.LICENSE").read_text(encoding="utf-8")


def test_the_usual_programs_are_known() -> None:
    clients = clients_of(())
    assert all(clients_of((pattern,)) <= clients for pattern in DEFAULT_CLIENTS)
    assert "outlook.windows" in clients
    assert clients_of(("Gmail",)) == clients_of(("gmail.*",))


def feature(category: str, title: str, slug: str = "") -> dict[str, Any]:
    return {"category": category, "title": title, "slug": slug or f"{category}-x"}


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        (feature("css", "display:flex"), [("pair", "display:flex")]),
        (feature("css", "height property"), [("property", "height")]),
        (feature("css", "clamp()"), [("function", "clamp")]),
        (feature("css", "vw unit"), [("unit", "vw")]),
        (feature("css", "@import"), [("at", "@import")]),
        (
            feature("css", "@media (hover), @media (any-hover)"),
            [("at", "hover"), ("at", "any-hover")],
        ),
        (feature("css", "lang()", "css-pseudo-class-lang"), [("pseudo", ":lang")]),
        (feature("css", "CSS Nesting"), []),
        (feature("html", "<video> element"), [("element", "video")]),
        (feature("html", '<input type="text"> element'), [("typed", "input:text")]),
        (feature("html", "hidden attribute"), [("attribute", "hidden")]),
        (feature("html", "Image maps", "html-image-maps"), [("element", "map")]),
        (feature("image", "webP image format", "image-webp"), [("ending", "webp")]),
        (feature("others", "BIMI"), []),
    ],
)
def test_how_a_feature_is_known(given: dict[str, Any], keys: list[tuple[str, str]]) -> None:
    assert caniemail.keys(given) == keys


def test_only_what_the_latest_version_lacks_counts() -> None:
    stats = {"a": {"ios": {"1": "n", "2": "y"}, "web": {"1": "n #1", "2": "a #2", "3": "n"}}}
    assert caniemail.without({"stats": stats}) == {"a.web": "1 3"}


def test_resets_and_unused_rules_use_nothing() -> None:
    html = """<style>.gone{display:grid} u + p{position:absolute} p{float:none}
    @media (max-width:1px){p{display:flex}}</style>
    <p style="position:relative;float:none">a</p><table align="left" style="float:left"></table>"""
    page = markup_of(read(html, kind="html"))
    assert page is not None
    used = {table().features[number].slug for number in css_uses(page)}
    assert used == set()


def test_programs_are_told_by_family() -> None:
    (flex,) = [f for f in table().features if f.slug == "css-display-flex"]
    told = names_of([flex], clients_of(("outlook.windows", "gmail", "orange")))
    assert sorted(told) == ["Orange (web, iOS, Android 2024-04)", "Outlook (Windows 2007–2019)"]


def test_inlining_changes_style_attributes_and_nothing_else() -> None:
    pytest.importorskip("css_inline")
    html = """<style>.a { color: red } td { padding: 0 }</style>
    <table><tr><td class=a style='top:0'>x</table><p class="a" id=i>y &amp; z<br><b style="left:0">w</b>"""
    page = markup_of(read(html, kind="html"))
    assert page is not None
    after = html
    for edit in sorted(inlined(page), reverse=True):
        after = after[: edit.start] + edit.text + after[edit.end :]
    assert after == html.replace(
        "<td class=a style='top:0'>", '<td class=a style="padding: 0;color: red;top: 0">'
    ).replace('<p class="a" id=i>', '<p style="color: red;" class="a" id=i>')
    again = markup_of(read(after, kind="html"))
    assert again is not None
    assert inlined(again) == ()
