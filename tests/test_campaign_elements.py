"""The elements of an HTML body: what holds what, and where it stands in source and view."""

from __future__ import annotations

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.campaign.elements import Element, Markup, markup_of
from emailint.document import read


def markup(html: str) -> Markup:
    found = markup_of(read(html, kind="html"))
    assert found is not None
    return found


def path(element: Element) -> str:
    return "/".join(e.name for e in (*reversed([*element.ancestors()]), element))


def test_elements_are_nested_as_a_browser_nests_them() -> None:
    html = "<table><tr><td>a<td><img src=x>b<tr><td></table><p>c<p>d<div>e</div>"
    assert [path(e) for e in markup(html).elements] == [
        "table", "table/tr", "table/tr/td", "table/tr/td", "table/tr/td/img", "table/tr",
        "table/tr/td", "p", "p", "div",
    ]  # fmt: skip


def test_content_ends_where_the_element_ends() -> None:
    found = markup("<p>one<p>two</p><ul><li>x<li><b>y</ul>z<style>a{}</style>")
    assert [found.content(e) for e in found.elements] == [
        "one", "two", "<li>x<li><b>y", "x", "<b>y", "y", "a{}",
    ]  # fmt: skip


def test_attributes_and_styles() -> None:
    found = markup('<td ALT="a &amp; b" class=" x " style="COLOR: red; top:0">t</td>')
    (cell,) = found.elements
    assert cell.get("alt") == "a & b"
    assert cell.get("class") == "x"
    assert cell.get("none") == ""
    assert [d.name for d in found.style(cell)] == ["color", "top"]


def test_comments_hold_no_elements() -> None:
    html = "<!--[if mso]><table><tr><td><![endif]--><p>a</p><!--[if !mso]><!--><b>c</b><!--<![endif]-->"
    assert [e.name for e in markup(html).elements] == ["p", "b"]


def test_texts_know_their_element() -> None:
    found = markup("<title>no</title>x <p>a <b>b</b>\n</p><script>no</script> ")
    shown = [(found.html[t.start : t.end], t.parent.name if t.parent else "") for t in found.texts]
    assert shown == [("x ", ""), ("a ", "p"), ("b", "b")]
    assert [e.name for e in found.elements if e.text] == ["p", "b"]


def test_style_sheets_have_places() -> None:
    html = "<style>\n.a{color:red}</style><style>b{top:0}</style>"
    found = markup(html)
    places = [html[s.start + r.start :][:2] for s in found.sheets for r in s.rules]
    assert places == [".a", "b{"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>one</p><i>  two  words </i><p>three</p>", "two words"),
        ("<p>one</p><i> &eacute;t&eacute; </i>", "été"),
        ("<p>one</p> <i><b></b> <img src=x></i> <p>three</p>", ""),
        ("<p>one</p><i></i>", ""),
        ("<i>all</i>", "all"),
        ("<p>a</p><i><p>x</p><p>y</p></i>", "x\n\ny"),
    ],
)
def test_a_span_is_what_the_element_shows(html: str, shown: str) -> None:
    found = markup(html)
    (element,) = found.by_name["i"]
    start, end = found.span(element.end, element.close)
    assert found.document.text[start:end] == shown
    if not shown:
        assert start == found.place(element.start)


def test_a_tag_without_text_stands_before_what_follows() -> None:
    found = markup("<p>one</p> <img src=x> <p> two</p> <img src=y>")
    places = [found.point(e).start for e in found.by_name["img"]]
    assert [found.document.text[at:] for at in places] == ["two", ""]


def test_a_hit_in_a_tag_has_its_line_of_the_file() -> None:
    raw = "Subject: s\nContent-Type: text/html\n\n<p>one</p>\n\n<img src=x>\n\n<p>two</p>\n"
    document = read(raw)
    found = markup_of(document)
    assert found is not None
    hit = found.point(found.by_name["img"][0])
    assert document.text[hit.start :] == "two"
    assert document.file_line(hit.start, hit.header, hit.source) == 6
    assert document.file_line(hit.start) == 8


def test_a_plain_text_has_no_markup() -> None:
    assert markup_of(read("Subject: s\n\n<p>text</p>\n")) is None


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000, "<p>" * 300_000, "</div>" * 160_000, "<table><tr><td>" * 60_000,
        "<img src=x>" * 90_000, "&amp;" * 200_000, "<a b=" * 200_000, "<div>x" * 150_000,
    ],
    ids=lambda html: html[:8],
)  # fmt: skip
def test_hostile_html_is_read_in_linear_time(html: str) -> None:
    document = read(html, kind="html")
    with soon():
        found = markup_of(document)
        assert found is not None
        for element in found.elements[-3:]:
            found.hit(element)


PIECES = ["<p>", "</p>", "<td>", "<table>", "</table>", "<b", " x=1>", "a", " b ", "&amp;", "<!--",
          "-->", "<li>", "</ul>", "<style>", "</style>", "<img>", "é", "\u0301", "\r\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_html_has_places_in_its_view(pieces: list[str]) -> None:
    found = markup("".join(pieces))
    for element in found.elements:
        assert 0 <= element.start < element.end <= element.close <= len(found.html)
        hit = found.hit(element)
        assert 0 <= hit.start <= hit.end <= len(found.document.text)
    assert [e.start for e in found.elements] == sorted(e.start for e in found.elements)
