"""The HTML report on a campaign: what it shows, and that the mail in it stays in its frame."""

from __future__ import annotations

import re

import pytest
from campaign_samples import HOSTILE, NEWSLETTER, page
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from emailint import Config, lint
from emailint.document import Document, read
from emailint.messages import CATEGORIES as NAMES
from emailint.model import CATEGORIES, Report
from emailint.render import Options, renderer
from emailint.render.html_mail import MAX_SOURCE
from emailint.render.html_words import WORDS
from emailint.render.summary import Summary


def reported(draft: str, *, kind: str = "message", ui: str = "es") -> tuple[Report, Document, str]:
    document = read(draft, kind=kind, language="es")
    report = lint(document, config=Config(profile="campaign", ui_language=ui))
    made = renderer("html", Options(language=ui))
    piece = made.placed(report, made.report(report, document))
    out = made.begin() + piece + made.end(Summary())
    out.encode("utf-8", "strict")
    return report, document, out


def frames(out: str) -> dict[str, str]:
    """The frames by what they show, unescaped."""
    found = {}
    for shown in LexborHTMLParser(out).css(".shown"):
        kind = (shown.attributes["class"] or "").split("of-")[1]
        if frame := shown.css_first("iframe"):
            found[kind] = str(frame.attributes["srcdoc"])
    return found


def text_of(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


@pytest.mark.parametrize("ui", ["es", "en"])
def test_every_panel_is_there(ui: str) -> None:
    report, _, out = reported(NEWSLETTER, ui=ui)
    tree = LexborHTMLParser(out)
    assert list(frames(out)) == ["pins", "light", "dark", "bare", "fixed"]
    assert text_of(tree.css_first(".phone_list .who")) == "Librería Aurora"
    assert "TRES LIBROS NUEVOS" in text_of(tree.css_first(".phone_list .what"))
    assert text_of(tree.css_first(".phone_list .preview")).startswith("Tres novelas y un 20 %")
    assert len(tree.css(".scores li")) == len(report.score.by_category)
    assert text_of(tree.css_first(".part")) == "Hola: Esta semana llegan tres libros nuevos."
    assert [text_of(n) for n in tree.css(".findings .pin")] == [
        str(n) for n in range(1, len(report.findings) + 1)
    ]


def test_findings_are_pinned_to_their_words() -> None:
    report, document, out = reported(NEWSLETTER)
    pinned = frames(out)["pins"]
    for number, finding in enumerate(report.findings, 1):
        words = document.text[finding.start : finding.end].split()
        if finding.start < document.body_start or not words:
            continue
        after = re.split(rf">{number}</span>", pinned)
        assert len(after) == 2
        assert re.sub(r"<[^>]*>", "", after[1]).lstrip("0123456789").startswith(words[0])
    assert re.sub(r"<span style=\"all:initial.*?</span>", "", pinned) == frames(out)["light"]


def test_images_are_boxes_attached_ones_are_shown() -> None:
    shown = frames(reported(NEWSLETTER)[2])
    assert "https://cdn" not in shown["light"]
    assert "data:image/gif;base64,R0lGOD" in shown["light"]
    assert "width%3D%27536%27%20height%3D%27240%27" in shown["light"]
    assert shown["bare"].count('src="data:,"') == 2
    assert 'alt="Las portadas"' in shown["bare"]


def test_dark_is_the_mails_own_or_inverted() -> None:
    shown = frames(reported(NEWSLETTER)[2])
    assert "@media (min-width: 0px) { .wrap { background: #202020" in shown["dark"]
    assert "invert(1)" not in shown["dark"]
    plain = frames(reported(page("<p>Hola:</p>", "Novedades"))[2])
    assert "invert(1)" in plain["dark"]


def test_the_mail_with_its_fixes() -> None:
    shown = frames(reported(NEWSLETTER)[2])
    assert "<p>Ya están aquí" in shown["light"]
    assert "<p>¡Ya están aquí" in shown["fixed"]


def test_the_inbox_line_of_a_template_with_its_fixes() -> None:
    html = "<!DOCTYPE html><html lang=es><body><p>Hoy abrimos la tienda.</p></body></html>"
    _, _, out = reported(
        f"---\nsubject: ¡¡Ya!!\nfrom: Sol <a@sol.example>\n---\n{html}", kind="html"
    )
    inbox = LexborHTMLParser(out).css(".line")
    assert [line.css_first(".who").text() for line in inbox] == ["Sol"] * 3
    assert "¡Ya!" in inbox[-1].text()


def test_a_bare_template_is_a_campaign_too() -> None:
    _, _, out = reported("<html lang=es><body>\r\n<p>Hola</p>\r\n</body></html>", kind="html")
    assert "\ufffd" not in out
    assert "<p>Hola</p>" in frames(out)["light"]


def test_a_huge_mail_is_not_shown() -> None:
    _, _, out = reported(page("<p>" + "Hola. " * (MAX_SOURCE // 5), "Novedades"))
    assert frames(out) == {}
    assert len(out) < 3 * MAX_SOURCE


def test_a_secret_is_not_shown() -> None:
    report, _, out = reported(page("<p>Hola:</p><p>La contraseña es: Xk29fLq8</p>", "Acceso"))
    assert "secret-in-clear" in {f.rule for f in report.findings}
    assert "Xk29fLq8" not in out


def test_other_mail_has_no_panels() -> None:
    document = read("Subject: Acta\n\nHola:\n\nVa el acta.\n")
    made = renderer("html")
    assert "iframe" not in made.begin() + made.report(lint(document), document)


def test_the_page_has_no_script_and_fetches_nothing() -> None:
    _, _, out = reported(NEWSLETTER)
    tree = LexborHTMLParser(out)
    policy = str(tree.css_first("meta[http-equiv]").attributes["content"])
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert tree.css("script, link, object, embed") == []
    for frame in tree.css("iframe"):
        assert frame.attributes["sandbox"] == ""
        assert set(frame.attributes) <= {"sandbox", "title", "srcdoc", "loading"}


def only_ours(out: str) -> None:
    tree = LexborHTMLParser(out)
    assert tree.css("script, object, embed, svg[onload], img") == []
    for node in tree.css("*"):
        assert not any(name.startswith("on") for name in node.attributes), node.html
        if node.tag == "iframe":
            assert node.attributes["sandbox"] == ""


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_mail_stays_in_its_frame(body: str) -> None:
    only_ours(reported(page(body))[2])


@given(st.lists(st.sampled_from(["<p>", '"', "'", ">", "</iframe>", "<script>", "&quot;", "<!--", "-->",
    "<img src=x ", "srcset=", "<style>", "HOLA!!", "\r\n", "é", " ", "{{ nombre }}", "=", "\x00"]), max_size=20))  # fmt: skip
def test_any_mail_stays_in_its_frame(pieces: list[str]) -> None:
    only_ours(reported(page("".join(pieces)))[2])


def test_words_exist_in_both_languages() -> None:
    assert WORDS["es"].keys() == WORDS["en"].keys()
    assert set(CATEGORIES) <= NAMES.keys()
