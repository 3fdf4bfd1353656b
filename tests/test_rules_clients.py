"""Accessibility and mail programs: a sound newsletter is left alone, and each fault in it is found."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from quopri import encodestring

import pytest
from helpers import soon

from emailint.config import Config
from emailint.document import Document, read
from emailint.fix import diff, fix_to_fixpoint
from emailint.linter import Linter
from emailint.model import EmailintError, Report
from emailint.pack import Pack
from emailint.render.places import Places

SOUND = (Path(__file__).parent / "data" / "boletin.html").read_text(encoding="utf-8")
SOUND = SOUND.partition("---\n<")[2].join(("<", ""))  # without its front matter

FAULTS = [
    ("alt-missing", ' alt="Dos personas modelan barro en el taller"', ""),
    ("alt-missing", 'alt="Casa Tejera"', 'alt=""'),
    ("alt-file-name", "Dos personas modelan barro en el taller", "taller-barro_02.jpg"),
    ("alt-too-long", "Dos personas modelan", "Dos personas con delantal " * 7 + "modelan"),
    ("lang-missing", ' lang="es"', ""),
    ("title-missing", "<title>Talleres de primavera de Casa Tejera</title>", ""),
    ("table-role-missing", '<table role="presentation" class="caja"', '<table class="caja"'),
    ("heading-skipped", '<h2 style="margin:0 0 8px;font-size:20px;">Cerámica</h2>', "<h4>Cerámica</h4>"),
    ("link-text-vague", ">Darme de baja del boletín<", ">Pinche aquí<"),
    ("contrast-low", "line-height:1.5;color:#555555", "line-height:1.5;color:#aaaaaa"),
    ("contrast-low", ".texto { color: #f2f2f2 !important; }", ".texto { color: #4a4a4a !important; }"),
    ("font-too-small", "font-size:13px", "font-size:9px"),
    ("text-justified", "padding:32px;", "padding:32px;text-align:justify;"),
    ("css-unsupported", "display:inline-block;padding:14px", "display:flex;gap:4px;padding:14px"),
    ("css-unsupported", "padding:24px 32px;\">", 'padding:24px 32px;position:absolute;">'),
    ("css-unsupported", "#outlook a { padding: 0; }", "h1 { letter-spacing: calc(1px + 1%); }"),
    ("html-unsupported", "<h1", '<video src="https://cdn.example.com/v.mp4"></video><h1'),
    ("html-unsupported", "taller.jpg", "taller.svg"),
    ("html-unsupported", "</body>", "<script>abrir()</script></body>"),
    ("dark-mode-trap", ".texto { color: #f2f2f2 !important; }", ""),
    ("dark-mode-trap", " .caja { background: #262626 !important; }", ""),
    ("image-size-missing", ' width="160" height="40"', ""),
    ("background-without-fallback", 'bgcolor="#0b5c4a" style="border-radius:4px;background-color:#0b5c4a;"', 'style="background-image:url(verde.png);"'),
    ("mso-comment-unbalanced", "<!--[if mso]></td></tr></table><![endif]-->\n", "<!--[if mso]></td></tr></table>\n"),
    ("mso-comment-unbalanced", "<!--<![endif]-->", "<![endif]-->"),
    ("style-not-inlined", '<p style="margin:0 0 16px;">Hola', '<style>.a { font-size: 20px; }</style><p class="a">Hola'),
]  # fmt: skip


@cache
def linter(pack: Pack, clients: tuple[str, ...] = ()) -> Linter:
    return Linter(pack, Config(profile="campaign", select=("access", "clients"), clients=clients))


def report(pack: Pack, html: str, clients: tuple[str, ...] = ()) -> Report:
    found = linter(pack, clients).lint(read(html, kind="html"))
    assert found.notes == ()
    return found


def rules(pack: Pack, html: str) -> list[str]:
    return [finding.rule for finding in report(pack, html).findings]


def test_a_sound_newsletter_has_nothing_to_mend(pack: Pack) -> None:
    assert rules(pack, SOUND) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"), FAULTS, ids=[f"{r}-{i}" for i, (r, _, _) in enumerate(FAULTS)]
)
def test_a_fault_is_found_and_nothing_else(pack: Pack, rule: str, old: str, new: str) -> None:
    assert old in SOUND
    assert set(rules(pack, SOUND.replace(old, new))) == {rule}


def test_every_rule_has_its_fault_here(pack: Pack) -> None:
    ours = {r.id for r in pack.rules.values() if r.category in ("access", "clients")}
    assert ours == {rule for rule, _, _ in FAULTS}


def test_a_feature_is_told_once_with_programs_and_versions(pack: Pack) -> None:
    html = '<p lang="es" style="display:flex;align-items:center">a</p>' * 3
    (finding,) = [f for f in report(pack, html).findings if f.rule == "css-unsupported"]
    assert "display:flex, align-items" in finding.message
    assert "Outlook (Windows 2007–2019)" in finding.message
    assert "3" in finding.message.rpartition("(")[2]


def test_the_programs_are_those_of_the_config(pack: Pack) -> None:
    html = '<p lang="es" style="display:flex">a</p>'
    assert report(pack, html, ("gmail.android", "apple-mail")).findings == ()
    assert report(pack, html, ("*.windows",)).findings
    with pytest.raises(EmailintError, match="'gmial' is unknown"):
        report(pack, html, ("gmial",))


def test_a_finding_has_the_line_of_its_tag(pack: Pack) -> None:
    html = SOUND.replace(' alt="Dos personas modelan barro en el taller"', "")
    (finding,) = report(pack, html).findings
    assert "taller.jpg" in html.splitlines()[(finding.file_line or 0) - 1]


@pytest.mark.parametrize(
    ("style", "pale"),
    [
        ("color:#777", True), ("color:#767676", False), ("color:#777;font-size:24px", False),
        ("color:#777;font-size:23px", True), ("color:#777;font-size:19px;font-weight:bold", False),
        ("color:#777;font-size:18px;font-weight:bold", True), ("color:#949494;font-size:24px", False),
        ("color:#959595;font-size:24px", True),
    ],
)  # fmt: skip
def test_the_ratio_depends_on_the_size(pack: Pack, style: str, pale: bool) -> None:
    html = f'<p lang="es" style="background:#fff;{style}">Hola</p>'
    assert ("contrast-low" in rules(pack, html)) is pale


def test_a_fix_in_a_tag_is_written_into_the_html(pack: Pack) -> None:
    faulty = SOUND.replace('<html lang="es"', "<html").replace(
        ' role="presentation" class', " class"
    )
    bodies = [faulty.encode(), encodestring(faulty.encode())]
    heads = [
        b"",
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n",
    ]
    for head, body in zip(heads, bodies, strict=True):

        def parsed(raw: bytes, head: bytes = head) -> Document:
            return read(raw, kind="message" if head else "html")

        fixed, mended = fix_to_fixpoint(head + body, linter(pack).lint, parsed)
        assert {finding.rule for finding in mended} == {"lang-missing", "table-role-missing"}
        assert parsed(fixed).source == SOUND
        assert fix_to_fixpoint(fixed, linter(pack).lint, parsed) == (fixed, [])
        assert diff(parsed(head + body), parsed(fixed), "x").count("\n+<html lang") == 1


def test_a_finding_in_a_tag_shows_the_tag(pack: Pack) -> None:
    html = '<p lang="es">Uno</p>\n<p><img src="a.png" width="9"></p><p>Dos</p>'
    document = read(html, kind="html")
    (finding,) = linter(pack).lint(document).findings
    text, start, end = Places(document, [finding]).excerpted(finding)
    assert text[start:end] == '<img src="a.png" width="9">'


HOSTILE = {
    "nested tables": "<table><tr><td>x" * 60_000,
    "nested links": '<a href=x><img alt="">' * 45_000,
    "one rule, many elements": "<style>" + "td{color:red}" * 30_000 + "</style><table>" + "<tr><td>x" * 50_000,
    "descendants": "<style>" + "div div div p{color:red}" * 10_000 + "</style>" + "<div>" * 500 + "<p>x" * 50_000,
    "classes": "<style>" + "".join(f".c{i}{{color:#abc}}" for i in range(20_000)) + "</style><p class=c1>x",
    "sheet": "<style>" + "a{b:c}" * 800_000 + "</style><p>x",
    "conditions": "<!--[if !mso]><!--><p style='display:flex'>x</p><!--<![endif]-->" * 15_000,
    "gradients": '<p style="background:' + "linear-gradient(" * 60_000 + '">x',
    "entities": '<p style="color:#999">&amp;</p>' * 30_000,
    "colours": "".join(f'<p style="color:#{i:06x}">x</p>' for i in range(9_000_000, 9_030_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_is_judged_in_bounded_time(pack: Pack, name: str) -> None:
    document = read(HOSTILE[name], kind="html")
    with soon():
        assert linter(pack).lint(document).notes == ()
