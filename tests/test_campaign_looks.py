"""Colours, selectors and the cascade, as far as rules about reading need them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.campaign.colours import BLACK, CLEAR, WHITE, Colour, colour_of, contrast, readable
from emailint.campaign.elements import Markup, markup_of
from emailint.campaign.looks import Look, Looks, Scheme
from emailint.campaign.selectors import MAX_TESTS, Styles, selectors_of
from emailint.document import read


def markup(html: str) -> Markup:
    found = markup_of(read(html, kind="html"))
    assert found is not None
    return found


def look(html: str, scheme: Scheme = "light") -> Look:
    """How the text "x" of `html` looks."""
    page = markup(html)
    (text,) = [t for t in page.texts if page.html[t.start : t.end].strip() == "x"]
    return Looks(page, scheme).of(text.parent)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#fff", WHITE), ("#FFFFFF", WHITE), (" Black ", BLACK), ("rebeccapurple", Colour(102, 51, 153)),
        ("rgb(255, 255, 255)", WHITE), ("rgb(100% 100% 100%)", WHITE), ("rgb(300,-1,0)", Colour(255, 0, 0)),
        ("rgba(0,0,0,.5)", Colour(0, 0, 0, 0.5)), ("rgb(0 0 0 / 50%)", Colour(0, 0, 0, 0.5)),
        ("#00000080", Colour(0, 0, 0, 128 / 255)), ("hsl(120, 100%, 50%)", Colour(0, 255, 0)),
        ("hsl(0 0% 100%)", WHITE), ("transparent", CLEAR), ("#12", None), ("#ggg", None),
        ("var(--x)", None), ("", None), ("rgb(1,2)", None), ("url(red)", None),
    ],
)  # fmt: skip
def test_colours(text: str, expected: Colour | None) -> None:
    found = colour_of(text)
    assert found == (expected and pytest.approx(expected, abs=0.01))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [  # figures of the W3C's own examples and of axe-core
        ("#000", "#fff", 21.0), ("#777", "#fff", 4.47), ("#767676", "#fff", 4.54),
        ("#ffffff", "#30e3ca", 1.61), ("#808080", "#fafafa", 3.78), ("#fff", "#fff", 1.0),
    ],
)  # fmt: skip
def test_contrast(one: str, other: str, ratio: float) -> None:
    first, second = colour_of(one), colour_of(other)
    assert first is not None
    assert second is not None
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(second, first) == contrast(first, second)


channel = st.integers(0, 255)


@given(st.builds(Colour, channel, channel, channel), st.builds(Colour, channel, channel, channel))
def test_a_better_colour_is_good_enough(colour: Colour, ground: Colour) -> None:
    assert contrast(readable(colour, ground, 4.5), ground) >= 4.5


@pytest.mark.parametrize(
    ("selector", "matches"),
    [
        ("p", True), ("P", True), ("*", True), (".a", True), ("p.a.b", True), ("#i", True),
        ("div p", True), ("table p", False), ("div > p", True), ("body > p", False),
        ("body p.a", True), (".c", False), ("p#i.a[dir=ltr]", True), ("[dir='ltr']", True),
        ("[dir]", True), ("[dir=rtl]", False), ("[class~=b]", True), ("[class^=a]", True),
        ("[class$=b]", True), ("[class*=' ']", True), ("[lang|=es]", False),
        ("p:hover", False), ("p::before", False), ("u + .a", False), ("b ~ p", False), ("div>p , i", True),
        ("p:not(.a)", False), ("", False), (".", False), ("p >", False), ("> p", False), ("#i#j", False),
    ],
)  # fmt: skip
def test_selectors(selector: str, matches: bool) -> None:
    page = markup('<body><div><p class="a b" id="i" dir="ltr">x</p></div></body>')
    (element,) = page.by_name["p"]
    assert any(found.matches(element) for found in selectors_of(selector)) is matches


@pytest.mark.parametrize(
    ("css", "colour"),
    [
        ("p{color:#111} p{color:#222}", "#222222"),
        (".a{color:#111} p{color:#222}", "#111111"),
        ("#i{color:#111} .a.b p, .a{color:#222}", "#111111"),
        (".a{color:#111} body p{color:#222}", "#111111"),
        ("p{color:#111!important} #i{color:#222}", "#111111"),
        ("p{color:#111} @media print{p{color:#222}}", "#111111"),
        ("p{color:#111} @media (max-width:600px){p{color:#222}}", "#111111"),
        ("p{color:#111} @media screen and (min-width:480px){p{color:#222}}", "#222222"),
        ("p{color:#111} @media (prefers-color-scheme:dark){p{color:#222}}", "#111111"),
        ("body{color:#111} p{color:inherit}", "#111111"),
    ],
)
def test_the_cascade(css: str, colour: str) -> None:
    found = look(f'<style>{css}</style><body><p class="a" id="i">x</p></body>').colour
    assert found is not None
    assert found.hex == colour


@pytest.mark.parametrize(
    ("html", "ground"),
    [
        ("<p>x</p>", "#ffffff"),
        ('<body bgcolor="#222222"><p>x</p></body>', "#222222"),
        ('<td bgcolor="eeeeee" style="background:#111">x</td>', "#111111"),
        ('<div style="background:#111"><p style="background:transparent">x</p></div>', "#111111"),
        ('<div style="background:#000"><p style="background:rgba(255,255,255,.5)">x</p></div>', "#808080"),
        ('<p style="background:#111 url(a.png)">x</p>', ""),
        ('<p style="background:linear-gradient(#000, #fff)">x</p>', ""),
        ('<p style="background-color:var(--x)">x</p>', ""),
        ('<p style="background: no-repeat rgb(17, 17, 17) center">x</p>', "#111111"),
        ('<div style="background:url(a.png)"><p style="background:#111">x</p></div>', "#111111"),
        ("<style>p{background:#111!important}</style><p style='background-color:#222'>x</p>", "#111111"),
    ],
)  # fmt: skip
def test_the_ground_below_a_text(html: str, ground: str) -> None:
    found = look(html).ground
    assert (found.hex if found else "") == ground


@pytest.mark.parametrize(
    ("html", "size", "bold"),
    [
        ("<p>x</p>", 16, False), ("<h1>x</h1>", 32, True), ("<h1 style='font-size:20px'>x</h1>", 20, True),
        ("<p style='font-size:12pt'>x</p>", 16, False), ("<p style='font:bold 14px/1.2 Arial'>x</p>", 14, True),
        ("<div style='font-size:20px'><p style='font-size:80%'>x</p></div>", 16, False),
        ("<div style='font-size:20px'><p style='font-size:1.5rem'>x</p></div>", 24, False),
        ("<font size=1><b>x</b></font>", 10, True), ("<p style='font-size:calc(1px)'>x</p>", 16, False),
        ("<b style='font-weight:400'>x</b>", 16, False), ("<p style='font-weight:600'>x</p>", 16, False),
    ],
)  # fmt: skip
def test_size_and_weight(html: str, size: float, bold: bool) -> None:
    found = look(html)
    assert (found.size, found.bold) == (pytest.approx(size), bold)


def test_the_schemes() -> None:
    html = "<style>p{color:#111} @media (prefers-color-scheme: dark){p{color:#eee}}</style><p>x</p>"
    found = [look(html, scheme).colour for scheme in ("light", "dark", "inline")]
    assert [c and c.hex for c in found] == ["#111111", "#eeeeee", "#000000"]


def test_a_hostile_sheet_is_given_up() -> None:
    rules = [
        (
            "div p",
            markup("<p style='color:red'></p>").style(markup("<p style='color:red'>").elements[0]),
        )
    ]
    styles = Styles(rules * 2_000)
    page = markup("<p>" * 300)
    found = [len(styles.of(element)) for element in page.elements]
    assert found == [0] * 300
    assert styles._tests < MAX_TESTS - 200_000


@given(st.text(alphabet="ab.#[]=:>+~ ,*'\"-()", max_size=40))
def test_any_selector_is_read(selector: str) -> None:
    page = markup("<div><p class=a id=b>x</p></div>")
    for found in selectors_of(selector):
        for element in page.elements:
            found.matches(element)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p + b", "1 4"), ("p ~ b", "1 2 4"), ("ul + p", "3"), ("b ~ p", "3"), ("u + p", ""),
        ("ul ~ p + b", "4"), ("div > p ~ b", "1 2 4"), (":first-child", "0"), ("p:first-child", "0"),
        ("b:nth-child(2)", "1"), ("div :nth-child(even)", "1 4"), (":nth-child(2n + 1) b", ""),
        ("p:nth-child(odd)", "0 3"), ("b:nth-child(-n+3)", "1 2"), ("b:nth-child(n+3)", "2 4"),
        ("b:nth-child(0n+6)", "4"), ("p:nth-child(foo)", ""), ("p:nth-child()", ""),
        ("p:nth-child(2", ""), ("p:last-child", ""), ("+ p", ""), ("p +", ""), ("p + > b", ""),
    ],
)  # fmt: skip
def test_selectors_of_siblings(selector: str, found: str) -> None:
    style = f"<style>{selector} {{color: #111}}</style>"
    html = f"{style}<div><p>0</p><b>1</b><b>2</b><ul></ul><p>3</p><b>4</b></div>"
    page = markup(html)
    assert page.sheets
    matched = [e for e in page.elements if any(s.matches(e) for s in selectors_of(selector))]
    assert " ".join(page.content(e) for e in matched if e.name in ("p", "b")) == found
