"""HTML -> text: tables of cases, lexbor as the oracle, properties on any text."""

from __future__ import annotations

import html as stdlib_html
from itertools import pairwise

import pytest
from helpers import soon
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from emailint.document import read
from emailint.html import HtmlView, Image, Run, view_html
from emailint.html.scan import _COMMON, RAW, attributes, decode_reference, scan
from emailint.html.style import hidden_selectors, style_of
from emailint.html.tree import MAX_DEPTH

SPACE = " \t\n\r\f"


def shown(html: str) -> str:
    return view_html(html).text


def quotes(view: HtmlView) -> list[str]:
    return [view.text[start:end] for start, end in view.quotes]


def signatures(view: HtmlView) -> list[str]:
    return [view.text[start:end] for start, end in view.signatures]


# --- text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        # inline, folding
        ("", ""),
        (" \n ", ""),
        ("Hola", "Hola"),
        ("  Hola \n\t Ana  ", "Hola Ana"),
        ("Ho<b>l</b>a", "Hola"),
        ("Hola <b> Ana</b> , sí", "Hola Ana , sí"),
        ("<b>Hola </b>Ana", "Hola Ana"),
        ("a&nbsp; b", "a\xa0 b"),
        ("uno &amp;\n dos &lt;3 &euro; &#233;&#xe9;", "uno & dos <3 € éé"),
        ("AT&T, R&D &foo; &", "AT&T, R&D &foo; &"),
        ("a&&&amp;&b", "a&&&&b"),
        ("a&#32;&#10; b", "a b"),
        ("a &notit; b", "a ¬it; b"),
        ("a<wbr>b&shy;c", "ab\xadc"),
        # blocks
        ("a<br>b", "a\nb"),
        ("a<br/><br />b", "a\n\nb"),
        ("a <br> b", "a\nb"),
        ("<div>a</div><div>b</div>c", "a\nb\nc"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<p>a</p><p>b</p>c", "a\n\nb\n\nc"),
        ("<p>a<p>b", "a\n\nb"),
        ("<div><p>a</p></div>\n<div>b</div>", "a\n\nb"),
        ("<h1>a</h1>b<hr>c", "a\n\nb\n\nc"),
        ("a<br></p>b", "a\n\nb"),
        ('<p style="margin:0">a</p><p style="margin:0">b</p>', "a\nb"),
        ('<p style="margin:0 0 16px">a</p><p style="margin:0">b</p>', "a\n\nb"),
        ('<p style="margin-top:0;margin-bottom:0cm">a</p>b', "a\nb"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p>b", "a\n\xa0\n\nb"),
        ('<p class=MsoNormal style="margin-bottom:12pt">a</p><p class=MsoNormal>b', "a\n\nb"),
        ('a<span style="display:block">b</span>c', "a\nb\nc"),
        # lists
        ("<ul><li>uno<li>dos</ul>tres", "- uno\n- dos\n\ntres"),
        ("a<ol><li>uno</li> <li> dos</li></ol>", "a\n\n1. uno\n2. dos"),
        ("<ol start=3><li>c<li value=7>g<li>h</ol>", "3. c\n7. g\n8. h"),
        ("<ol start=x><li>a</ol>", "1. a"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n- b\n- c"),
        ("<ul><li><p>a</p></li><li></li></ul>b", "- a\n\nb"),
        ("<ul><li>a <b>b</b><li><a href=x>c</a></ul>", "- a b\n- c"),
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
            "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Uno</p>",
            "- Uno",
        ),
        ("<p class=MsoListParagraph><span style='mso-list:Ignore'>·</span></p><p>b", "b"),
        # tables
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>e", "a\tb\nc\td\ne"),
        ("<table><tr><td>a</td> <td></td> <td> b</td></tr></table>", "a\tb"),
        ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\n\nb"),
        ("<table><thead><tr><th>A<th>B<tbody><tr><td>1<td>2</table>", "A\tB\n1\t2"),
        ("<table><tr><td><table><tr><td>a</table><td>b</table>", "a\nb"),
        ("<table><tr><td>a</div><td>b</p></table>", "a\tb"),
        # preformatted
        ("<pre>\n a\n\n  b </pre>c", " a\n\n  b \n\nc"),
        ("a<pre>\nb</pre>", "a\n\nb"),
        ("a<pre>\r\n\nb</pre>", "a\n\n\nb"),
        ("<pre>a\r\nb\rc</pre>", "a\nb\nc"),
        ("<pre>a &amp; &\n<b> b</b></pre>", "a & &\n b"),
        ('<div style="white-space:pre-wrap">a  b\nc</div>', "a  b\nc"),
        ('<pre style="white-space:normal">a  b</pre>', "a b"),
        # what isn't text
        ("<style>p{}</style><script>x<y</script><title>t</title>a<!-- b -->c", "ac"),
        ("a<!-- > b", "a"),
        ("a<!-->b<!--->c<!--d--!>e", "abce"),
        ("<!--[if mso]><p>Outlook</p><![endif]-->a", "a"),
        ("<!--[if !mso]><!-->a<!--<![endif]-->b", "ab"),
        ("<![if !mso]>a<![endif]>b", "ab"),
        ("<!DOCTYPE html><?xml version='1'?>a</>b</ >c", "abc"),
        ("<head><style>a", ""),
        ("<script>'</scriptx>'</SCRIPT >a", "a"),
        ("<template>a<p>b</template>c", "c"),
        ("<svg><text>a</text></svg>b", "b"),
        # broken tags
        ("a < b <3 <", "a < b <3 <"),
        ('a<a href="x>b</a>', "a"),
        ("a<b", "a"),
        ("a</b", "a"),
        ("<p title=it's>a</p>", "a"),
        ("<p title='>'>a</p>", "a"),
        ('<p title="a"b>c</p>', "c"),
        ("<P\nCLASS=x>a</P\n>b", "a\n\nb"),
        ("<div/>a<p/>b", "a\n\nb"),
        ("a\0b", "a\0b"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert shown(html) == text


@pytest.mark.parametrize(
    ("html", "text", "hidden"),
    [
        ('<div style="display:none">pre</div>a', "a", "pre"),
        ('<div style="DISPLAY : None !important">pre</div>a', "a", "pre"),
        ('a<span style="visibility:hidden">b<b>c</b></span>d', "ad", "bc"),
        ('<p style="opacity:0.0">a</p>b', "b", "a"),
        ('<p style="opacity:0.5">a</p>b', "a\n\nb", ""),
        ('<p style="font-size:0px">a</p>b', "b", "a"),
        ('<p style="font-size:0.8em">a</p>b', "a\n\nb", ""),
        ('<p style="font-size:1px;line-height:1px">a</p>b', "b", "a"),
        # A font of size 0 around columns, as campaign frameworks write it.
        (
            '<td style="font-size:0px">x<p style="font-size:13px">a</p></td>'
            '<td style="font-size:0"><b style="font-size:13px">b</b></td>',
            "a\n\nb",
            "x",
        ),
        ('<div style="max-height:0;overflow:hidden">a</div>b', "b", "a"),
        ('<div style="max-height:0">a</div>b', "a\nb", ""),
        ("<p hidden>a &amp;&nbsp; &zwnj;b</p>c", "c", "a & \u200cb"),
        ("<div hidden>a<br>b<table><tr><td>c<td>d</table>e</div>f", "f", "a b c d e"),
        ('<div style="display:none">a<p>b</div>c</p>d', "c\n\nd", "a b"),
        ('<p style="display:none">a<div>b</div>', "b", "a"),
        ('a<b style="display:none">b<div>c</b>d</div>', "a", "b cd"),
        ('<a href=x style="background:#00f;mso-hide:all">Ver</a>', "Ver", ""),
        ("<ul><li hidden>a<li>b</ul>", "- b", "a"),
        ("<a style='display:none'>a<a href=x>b", "b", "a"),
        ("<p hidden>a<hr>b", "b", "a"),
        ("<style>.pre{display:none}</style><p class='x PRE'>a</p>b", "b", "a"),
        ("<style>#pre, td.x{display:none}</style><p id=pre>a</p><p class=x>b", "b", "a"),
        ("<style>@media print{.x{display:none}} .y .x{opacity:0}</style><p class=x>b", "b", ""),
        ("<style>.x{display:none}</style><p class=x style='display:block'>b", "b", ""),
    ],
)  # fmt: skip
def test_hidden(html: str, text: str, hidden: str) -> None:
    view = view_html(html)
    assert (view.text, view.hidden) == (text, hidden)


def test_title_and_language() -> None:
    view = view_html("<html lang=es><head><title> Más &amp;\n mejor </title></head><body lang=en>a")
    assert (view.title, view.lang, view.text) == ("Más & mejor", "es", "a")
    assert view_html("<body lang=ES><title>a</title><title>b</title>").title == "a"
    assert view_html("<body lang=ES>").lang == "ES"


# --- links and images ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('a <a href="http://x.example/?a=1&amp;b=2&copy=3"> ver  más </a> b',
         [("http://x.example/?a=1&b=2&copy=3", "ver más")]),
        ("<a href=x>uno<a href=y>dos", [("x", "uno"), ("y", "dos")]),
        ("<a href=x><img src=i></a>b", [("x", "")]),
        ("a <a href=x></a> b", [("x", "")]),
        ("<a name=x>a</a>", []),
        ("<a href=''>a</a>", [("", "a")]),
        ("<p hidden><a href=x>a</a></p>b", []),
        ("<ul><li><a href=x> a </a>b</ul>", [("x", "a")]),
        ("<a href=x><ul><li>a</ul></a>b", [("x", "a")]),
        ("<a href=x><div>a</a>b</div>", [("x", "a")]),
        ("<a href=x><table><tr><td>a<td>b</table></a>c", [("x", "a\tb")]),
    ],
)  # fmt: skip
def test_links(html: str, links: list[tuple[str, str]]) -> None:
    view = view_html(html)
    assert [(link.href, link.text) for link in view.links] == links
    assert all(view.text[link.start : link.end] == link.text for link in view.links)


def test_images() -> None:
    view = view_html(
        'ab<img src="a.png" alt="" width=10 height="5"><img SRC=b style="width:2px">'
        '<img src=p style="display:none" alt=x><!-- <img src=c> --><template><img></template>'
    )
    assert view.images == (
        Image("a.png", "", "10", "5", 2),
        Image("b", None, "2px", "", 2),
        Image("p", "x", "", "", 2),
    )


# --- quotes and signatures ----------------------------------------------------------------

GMAIL_ES = """<div dir="ltr"><div>Hola Ana:</div><div><br></div><div>Perfecto, gracias.</div>
<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr"
class="gmail_signature" data-smartmail="gmail_signature"><div>Luis</div><div>Compras</div></div>
</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">El lun,
3 nov 2025 a las 10:00, Ana (&lt;<a href="mailto:ana@example.es">ana@example.es</a>&gt;)
escribió:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div>¿Te va?</div>
<div class="gmail_signature">Ana</div></blockquote></div>"""

GMAIL_INTERLEAVED = """<div class="gmail_quote"><div class="gmail_attr">On Mon, Ann wrote:<br></div>
<blockquote class="gmail_quote">One?</blockquote><div>Yes.</div>
<blockquote class="gmail_quote">Two?</blockquote><div>No.</div></div>"""

GMAIL_FORWARD = """<div>Te lo paso.</div><div class="gmail_quote"><div class="gmail_attr">----------
Forwarded message ---------<br>De: <b>Ana</b></div><br><div>Hola</div><blockquote>ayer</blockquote>
<div>Adiós</div></div>"""

OUTLOOK = """<div class=WordSection1><p class=MsoNormal>Hola:<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>De acuerdo.</p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>
<p class=MsoNormal><b>De:</b> Ana &lt;ana@example.es&gt;<br><b>Asunto:</b> Acta</p></div></div>
<p class=MsoNormal>Te mando el acta.</p></div>"""

OWA = """<div class="elementToProof">Fine.</div><div id="Signature"><p>Luis</p></div>
<div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> Ann<br>
<b>Subject:</b> Minutes</font></div><div>Here they are.</div>"""

APPLE = """<html><body>De acuerdo.<br><div id="AppleMailSignature">Enviado desde mi iPhone</div>
<div><br><blockquote type="cite"><div>El 3 nov 2025, a las 10:00, Ana escribió:</div><br
class="Apple-interchange-newline"><div>¿Vale?</div></blockquote></div></body></html>"""

THUNDERBIRD = """<div class="moz-cite-prefix">El 3/11/25 a las 10:00, Ana escribió:<br></div>
<blockquote type="cite" cite="mid:1@example.es"><p>¿Vale?</p></blockquote><p>Vale.</p>
<pre class="moz-signature" cols="72">-- \nLuis</pre>"""

YAHOO = """<div>Fine.</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>On Monday, Ann
wrote:</div><div>Well?</div></div>"""

PROTON = """<div>Vale.</div><div class="protonmail_signature_block">Luis</div>
<div class="protonmail_quote">El lunes, 3 de noviembre de 2025, Ana escribió:<br>
<blockquote class="protonmail_quote" type="cite">¿Vale?</blockquote></div>"""


@pytest.mark.parametrize(
    ("html", "quoted", "signed"),
    [
        pytest.param(
            GMAIL_ES,
            ["El lun, 3 nov 2025 a las 10:00, Ana (<ana@example.es>) escribió:\n¿Te va?\nAna"],
            ["--\nLuis\nCompras"],
            id="gmail",
        ),
        pytest.param(
            GMAIL_INTERLEAVED, ["On Mon, Ann wrote:\n\nOne?", "Two?"], [], id="gmail interleaved"
        ),
        pytest.param(
            GMAIL_FORWARD,
            ["---------- Forwarded message ---------\nDe: Ana\n\nHola\n\nayer\n\nAdiós"],
            [],
            id="gmail forward",
        ),
        pytest.param(
            OUTLOOK,
            ["De: Ana <ana@example.es>\nAsunto: Acta\nTe mando el acta."],
            [],
            id="outlook",
        ),
        pytest.param(
            OWA, ["From: Ann\nSubject: Minutes\nHere they are."], ["Luis"], id="outlook web"
        ),
        pytest.param(
            "<p>Sí.</p><div class=OutlookMessageHeader><hr>From: Ann</div><p>Well?</p>",
            ["From: Ann\n\nWell?"],
            [],
            id="outlook old",
        ),
        pytest.param(
            APPLE,
            ["El 3 nov 2025, a las 10:00, Ana escribió:\n\n¿Vale?"],
            ["Enviado desde mi iPhone"],
            id="apple",
        ),
        pytest.param(
            THUNDERBIRD,
            ["El 3/11/25 a las 10:00, Ana escribió:\n\n¿Vale?"],
            ["-- \nLuis"],
            id="thunderbird",
        ),
        pytest.param(YAHOO, ["On Monday, Ann wrote:\nWell?"], [], id="yahoo"),
        pytest.param(
            PROTON,
            ["El lunes, 3 de noviembre de 2025, Ana escribió:\n\n¿Vale?"],
            ["Luis"],
            id="proton",
        ),
        # What isn't a quote of a mail, or no attribution.
        ('<blockquote style="margin:0 0 0 40px;border:none;padding:0px">a</blockquote>', [], []),
        ("<p>Como dije:</p><blockquote>a</blockquote>", ["a"], []),
        ("<p>Ana wrote:</p><blockquote>a</blockquote><p>b", ["Ana wrote:\n\na"], []),
        ("<p>" + "2025 " * 90 + "wrote:</p><blockquote>a", ["a"], []),
        # A second wrapper, and an answer in it.
        (
            "<div class=gmail_quote>On 12:30 Ann wrote:<div class=gmail_quote><blockquote>a"
            "</blockquote>b</div></div>",
            ["On 12:30 Ann wrote:\n\na"],
            [],
        ),
        # Another's signature, and a quote in one's own.
        ("<div class=gmail_quote>-----<p id=Signature>Ana</div>", ["-----\n\nAna"], []),
        ("a<div id=appendonsend></div>De: Ana<p id=Signature>Ana", ["De: Ana\n\nAna"], []),
        ("<div id=Signature>Luis<blockquote>a</blockquote>b</div>", ["a"], ["Luis"]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", ["a\n\nb"], []),
        ("<blockquote></blockquote>c<div id=appendonsend></div>", [], []),
        ("<div id=appendonsend></div>Sin cabecera", [], []),
        ("<blockquote hidden>a</blockquote>b", [], []),
    ],
)
def test_quotes_and_signatures(html: str, quoted: list[str], signed: list[str]) -> None:
    view = view_html(html)
    assert (quotes(view), signatures(view)) == (quoted, signed)


# --- parts --------------------------------------------------------------------------------


def test_scan_places() -> None:
    html = 'a<p title=">">b</P><title>x<b></title><!-- c -->&amp;'
    assert [(kind, name, html[start:end]) for kind, name, _, start, end in scan(html)] == [
        ("text", "", "a"),
        ("start", "p", '<p title=">">'),
        ("text", "", "b"),
        ("end", "p", "</P>"),
        ("start", "title", "<title>"),
        ("raw", "title", "x<b>"),
        ("end", "title", "</title>"),
        ("text", "", "&amp;"),
    ]


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("", {}),
        (" a b=1 C='2' d=\"3\" / e = 4 ", {"a": "", "b": "1", "c": "2", "d": "3", "e": "4"}),
        ("a=1 A=2", {"a": "1"}),
        ("href=http://x.example/a/?b=c", {"href": "http://x.example/a/?b=c"}),
        ('a="x&quot;&#39;&lt"', {"a": "x\"'&lt"}),
        ("=a=b", {"=a": "b"}),
        ("a=", {"a": ""}),
    ],
)
def test_attributes(source: str, result: dict[str, str]) -> None:
    assert attributes(source) == result


def test_common_references_are_those_of_the_standard() -> None:
    assert {name: stdlib_html.unescape(name) for name in _COMMON} == _COMMON


def test_references_of_any_length() -> None:
    assert decode_reference("&#" + "9" * 10_000 + ";") == "\ufffd"
    assert shown("a&#" + "9" * 10_000 + ";b&#0;&#xD800;") == "a\ufffdb\ufffd\ufffd"


def test_style_sheet() -> None:
    sheet = "a{x} .A, b.c , d e, f:hover{display:none} } .g{display:none} .h{border:none} .i{"
    assert hidden_selectors(sheet) == {".a", "b.c", ".g"}


# --- lexbor as the oracle -----------------------------------------------------------------

NOT_SHOWN = RAW | {"template", "svg", "math", "object", "video", "audio", "datalist"}


def lexbor_text(html: str) -> tuple[str, str]:
    """Shown and hidden text by lexbor's tree, without white space."""
    root = LexborHTMLParser(html).root
    shown_parts: list[str] = []
    hidden_parts: list[str] = []
    stack: list[tuple[LexborNode, bool, bool]] = [(root, False, False)] if root else []
    while stack:
        node, gone, tiny = stack.pop()
        if node.is_text_node:
            (hidden_parts if gone or tiny else shown_parts).append(node.text_content or "")
        elif node.is_element_node and node.tag not in NOT_SHOWN:
            given = node.attributes
            style = style_of(given.get("style") or "")
            gone = gone or style.hidden or "hidden" in given
            tiny = tiny if style.tiny is None else style.tiny
            children = [(child, gone, tiny) for child in node.iter(include_text=True)]
            stack += reversed(children)
    return "".join("".join(shown_parts).split()), "".join("".join(hidden_parts).split())


def source_text(view: HtmlView) -> str:
    """The shown text without white space and without what was made (bullets)."""
    return "".join("".join(view.text[run.start :][: run.length] for run in view.runs).split())


CAMPAIGN = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="es"><head><meta charset="utf-8">
<title>Oferta</title><style type="text/css">@media (max-width:600px){.c{width:100%!important}}
</style><!--[if mso]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
<body style="margin:0"><div style="display:none;max-height:0;overflow:hidden">Solo hasta el
viernes &nbsp;&zwnj;&nbsp;&zwnj;</div><center><table role="presentation" width="100%"><tr>
<td align="center" style="font-size:0"><!--[if mso]><table><tr><td width="300"><![endif]-->
<div style="display:inline-block;font-size:16px"><table><tbody><tr><td>Menos <em>papel</em>
</td></tr></tbody></table></div><!--[if mso]></td><td width="300"><![endif]-->
<div style="font-size:16px"><p style="margin:0 0 10px">M&aacute;s tiempo&nbsp;&mdash; ya</p>
<a href="https://example.com/?u=1&amp;c=2" style="mso-hide:all">Ver la <b>oferta</b></a></div>
<!--[if mso]></td></tr></table><![endif]--></td></tr><tr><td><ul><li>Uno<li>Dos</ul></div>
<p>&copy; 2025 Ejemplo, S.&thinsp;L.<br/><a href="https://example.com/baja">Darse de baja</a>
</td></tr></table></center></body></html>
"""


@pytest.mark.parametrize(
    "html",
    [CAMPAIGN, GMAIL_ES, GMAIL_INTERLEAVED, GMAIL_FORWARD, OUTLOOK, OWA, APPLE, THUNDERBIRD,
     YAHOO, PROTON],
)  # fmt: skip
def test_as_lexbor(html: str) -> None:
    view = view_html(html)
    assert (source_text(view), "".join(view.hidden.split())) == lexbor_text(html)


def test_campaign_reads_in_order() -> None:
    view = view_html(CAMPAIGN)
    assert view.text == (
        "Menos papel\n\nMás tiempo\xa0— ya\n\nVer la oferta\n\n- Uno\n- Dos\n\n"
        "© 2025 Ejemplo, S.\u2009L.\nDarse de baja"
    )
    assert view.hidden == "Solo hasta el viernes \u200c \u200c"
    assert [link.text for link in view.links] == ["Ver la oferta", "Darse de baja"]


FLOW_TAGS = [
    "a", "b", "i", "span", "font", "div", "p", "h1", "ul", "ol", "li", "blockquote", "center",
    "pre", "o:p",
]  # fmt: skip
STYLES = ["", "", "", ' style="display:none"', " hidden", ' class="x"', ' style="font-size:0"']
FRAGMENTS = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(FLOW_TAGS), st.sampled_from(STYLES)),
    st.builds("</{}>".format, st.sampled_from(FLOW_TAGS)),
    st.sampled_from(["x", "y ", " z", "&amp;", "&nbsp;", "&", "<", "<br>", "<!-- -->", "<!", "\n"]),
)
"""No table parts: lexbor moves text out of tables, and this view stays in order."""


NESTING = st.one_of(
    st.builds("<{}>".format, st.sampled_from(["b", "i", "font", "span", "o:p"])),
    st.builds(
        "<{}{}>".format,
        st.sampled_from(["div", "p", "ul", "ol", "li"]),
        st.sampled_from(STYLES),
    ),
    st.builds("</{}>".format, st.sampled_from(FLOW_TAGS)),
    st.sampled_from(["x", "y ", "<br>"]),
)
"""Without hidden inline elements, <a> in <a>, headings in headings, <li> in other blocks: the
standard takes such trees apart and puts them together anew, which no mail needs."""


@given(st.lists(NESTING, max_size=25).map("".join))
def test_shown_and_hidden_as_in_lexbor(html: str) -> None:
    view = view_html(html)
    assert (source_text(view), "".join(view.hidden.split())) == lexbor_text(html)


@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_all_text_is_somewhere_as_in_lexbor(html: str) -> None:
    view = view_html(html)
    shown_there, hidden_there = lexbor_text(html)
    ours = source_text(view) + "".join(view.hidden.split())
    assert sorted(ours) == sorted(shown_there + hidden_there)


# --- properties ---------------------------------------------------------------------------

PIECES = st.one_of(
    FRAGMENTS,
    st.text(max_size=8),
    st.sampled_from(
        ["<table>", "<tr>", "<td>", "</table>", "</td>", "<pre>\n", "<style>", "</style>", "<!--",
         "-->", "<a href='", "'", '"', ">", "=", "/", "<title>", "<img src=x>", "&#10;", "&#x",
         "&notit;", "<div class=gmail_quote>", "<p class=gmail_signature>", "\r\n", "\t", "\0",
         "-----", "On 12:30 Ann wrote:", "<div id=appendonsend>", "<ol start=5>", "<li value=3>"]
    ),
)  # fmt: skip


def check_invariants(html: str, view: HtmlView) -> None:
    text, runs = view.text, view.runs
    for run in runs:
        ours = text[run.start :][: run.length]
        source = html[run.source_start :][: run.source_length]
        assert ours, run
        if run.length == run.source_length:
            assert len(source) == run.length
            assert ours == "".join(" " if c in SPACE and o == " " else c
                                   for c, o in zip(source, ours, strict=True))  # fmt: skip
        else:
            decoded = " " if not source.strip(SPACE) else stdlib_html.unescape(source)
            assert ours == (decoded if decoded.strip(SPACE) else " ")
    assert all(isinstance(run, Run) for run in runs)
    for one, two in pairwise(runs):
        assert one.start + one.length <= two.start
        assert one.source_start + one.source_length <= two.source_start
    made, at = [], 0
    for run in runs:
        made.append(text[at : run.start])
        at = run.start + run.length
    made.append(text[at:])
    for gap in made:
        bullet = gap.strip("\n\t")
        assert bullet in ("", "- ") or (bullet.endswith(". ") and bullet[:-2].isdigit())
    assert "\n" not in made[0]
    assert not made[-1]
    for spans in (view.quotes, view.signatures):
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert all(one.end < two.start for one, two in pairwise(spans))
    for link in view.links:
        assert 0 <= link.start <= link.end <= len(text)
        assert text[link.start : link.end] == link.text
    assert all(0 <= image.start <= len(text) for image in view.images)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=30).map("".join))
@example(CAMPAIGN)
@example(GMAIL_ES)
def test_invariants(html: str) -> None:
    check_invariants(html, view_html(html))


@given(st.text())
def test_any_text(text: str) -> None:
    check_invariants(text, view_html(text))


@given(st.text(alphabet=st.characters(exclude_characters="<&\r\n \t\f", codec="utf-8")))
def test_text_without_markup_comes_back(text: str) -> None:
    assert shown(f"<p>{text}</p>") == text


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    html = data.decode("latin-1")
    check_invariants(html, view_html(html))


# --- hostile ------------------------------------------------------------------------------

HOSTILE = {
    "nested": "<div>",
    "nested inline": "<b style='font-size:0'>",
    "less": "<",
    "ampersands": "&",
    "letters": "a",
    "end tags": "</",
    "open quotes": "<a href='",
    "open quote pairs": "<a href=\"<a title='",
    "comments": "<!--",
    "raw": "<style>",
    "stray ends": "<p></i></div>",
    "references": "&#99999;",
    "nul": "\0",
    "spaces": " a  ",
    "cells": "<table><td>",
    "rows": "<tr><td>",
    "items": "<ul><li>",
    "links": "<a href=x>&nbsp;",
    "quotes": "<blockquote>x",
    "quotes in turn": "<p>12:30:<blockquote>x</blockquote>",
    "containers": "<div class=gmail_quote>x<blockquote>x</blockquote>",
    "signatures": "<div class=gmail_signature>x</div>y<blockquote>x</blockquote>",
    "tails": "<div id=appendonsend></div>x",
    "pre": "<pre>\n\n",
    "hidden": "<p hidden>a <i>",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_ends_soon(piece: str) -> None:
    """Takes some 0.2 s; quadratic time would take minutes."""
    html = "<td><i><table><td>" + piece * (200_000 // len(piece))
    with soon():
        view_html(html)


def test_deep_nesting_is_cut_and_said() -> None:
    deep = "<div>" * 100_000 + "a" + "</div>" * 100_000 + "b"
    view = view_html(deep)
    assert (view.text, view.nodes_cut) == ("a\nb", True)
    assert not view_html("<div>" * MAX_DEPTH).nodes_cut


def test_beyond_the_depth_end_tags_still_match() -> None:
    deep = "<div>" * MAX_DEPTH
    assert shown(deep + "<div>a</div>b") == "a\nb"
    hidden = "<div hidden>" + deep + "</div>" * MAX_DEPTH + "a</div>b"
    assert shown(hidden) == "b"


def test_links_follow_what_is_composed() -> None:
    html = "<p>Cafe\u0301 y te\u0301: <a href='https://a.example'>aqui\u0301</a> fin</p>"
    document = read(html.encode(), kind="html")
    (link,) = document.links
    assert document.text[link.start : link.end] == "aquí"
