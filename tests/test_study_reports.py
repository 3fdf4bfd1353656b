"""A study as people and programs get it: terminal, JSON, page, pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from golden import assert_golden
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from study_results import EFFECTS, EMPTY, FIT, STUDY, effect

from emailint.model import LANGUAGES
from emailint.render.terminal import columns
from emailint.study.as_html import as_html
from emailint.study.as_json import as_json
from emailint.study.as_text import as_text
from emailint.study.figures import ORDER, fixed, in_order, points, probability
from emailint.study.labels import NAMES, REASONS, archive_lines, bin_label
from emailint.study.model import Bin, Published, Study
from emailint.study.pictures import pictures, save
from emailint.study.words import WORDS

SCHEMA = json.loads(
    (Path(__file__).parent.parent / "emailint/data/study.schema.json").read_text(encoding="utf-8")
)
OF_CAUSE = re.compile(
    r"\b(?:caus|because|due to|thanks to|leads? to|makes?\b|increas|reduc|improv|boost|hurt|effective"
    r"|provoc|aument|disminu|reduc|mejor|gracias a\b|debido|conlleva|empeor|porque)", re.I
)  # fmt: skip


@pytest.mark.parametrize("width", [60, 100, 140])
@pytest.mark.parametrize("ui", LANGUAGES)
def test_text_looks_as_it_did(ui: str, width: int) -> None:
    shown = as_text(STUDY, ui, width=width)
    assert_golden(f"study-{ui}-{width}.txt", shown)
    assert max(columns(line) for line in shown.splitlines()) <= width


def test_colours_change_nothing_else() -> None:
    painted = as_text(STUDY, "en", color=True)
    assert "\x1b[1;31mcontradicted\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == as_text(STUDY, "en")


@given(st.integers(20, 300))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = as_text(STUDY, "es", width=width).splitlines()
    assert max(map(columns, lines)) <= max(width, 62)


@pytest.mark.parametrize("ui", LANGUAGES)
def test_too_little_mail_is_told(ui: str) -> None:
    told = as_text(EMPTY, ui)
    assert WORDS[ui]["nothing"].format(days="14") in told
    assert "1.600" in as_text(STUDY, "es")
    assert WORDS[ui]["nothing"].format(days="14") in as_html(EMPTY, ui)


@pytest.mark.parametrize("study", [STUDY, EMPTY], ids=["full", "empty"])
def test_json_is_as_its_schema_says(study: Study) -> None:
    told = json.loads(as_json(study))
    jsonschema.validate(told, SCHEMA, jsonschema.Draft202012Validator)
    assert len(told["effects"]) == len(study.effects)


def test_json_has_the_published_fields() -> None:
    told = json.loads(as_json(STUDY))
    assert told["version"] == 1
    assert {"messages", "first_messages", "replied", "from", "to", "languages"} <= told[
        "archive"
    ].keys()
    assert list(told["effects"][0]) == [
        "id", "language", "n_with", "rate_with", "n_without", "rate_without", "difference", "ci",
        "relative", "p_adjusted", "adjusted", "published", "power", "verdict", "reason",
    ]  # fmt: skip
    assert told["effects"][0]["adjusted"].keys() == {"difference", "ci"}
    assert told["effects"][0]["published"] == {
        "id": "EV-SUBJ-CAPS-1", "difference": -0.154, "relative": -0.308
    }  # fmt: skip
    assert told["curves"][0]["bins"][3] == {
        "from": 7, "to": None, "n": 1300, "rate": 553 / 1300, "ci": [*STUDY.curves[0].bins[3].ci]
    }  # fmt: skip


def test_the_schema_refuses_what_it_does_not_know() -> None:
    told = json.loads(as_json(STUDY))
    told["effects"][0]["cause"] = True
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(told, SCHEMA, jsonschema.Draft202012Validator)


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_page_looks_as_it_did(ui: str) -> None:
    """But for the drawings, which are matplotlib's."""
    page = re.sub(r"</desc>\n.*?</svg>", "</desc></svg>", as_html(STUDY, ui), flags=re.S)
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    assert_golden(f"study-{ui}.html", page)


@pytest.mark.parametrize("ui", LANGUAGES)
def test_the_page_has_no_script_and_fetches_nothing(ui: str) -> None:
    page = as_html(STUDY, ui)
    tree = LexborHTMLParser(page)
    assert "default-src 'none'" in str(tree.css_first("meta[http-equiv]").attributes["content"])
    assert tree.css("script, link, object, embed, img, iframe") == []
    assert set(re.findall(r"https?://[\w.]+", page)) == set()
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_pictures_are_named_and_their_text_is_text() -> None:
    tree = LexborHTMLParser(as_html(STUDY, "es"))
    drawings = tree.css("figure svg")
    assert len(drawings) == 4 * 2 + len(STUDY.curves) + 2 * 2 + 2 + 1
    for drawing in drawings:
        assert drawing.attributes["role"] == "img"
        title, told = (
            tree.css_first(f"#{drawing.attributes[name]}")
            for name in ("aria-labelledby", "aria-describedby")
        )
        assert title.text()
        assert told.text()
    forest = tree.css_first("#rules svg.wide")
    assert "Asunto con inicial minúscula" in forest.text()
    assert "contradicho" in forest.text()
    assert "53,7 / 43,3 %" in forest.text()
    assert "#1b1f24" not in forest.html
    assert "var(--error)" in forest.html


def test_every_picture_has_its_table() -> None:
    tree = LexborHTMLParser(as_html(STUDY, "en"))
    for key in ("headlines", "rules", "curves", "grids", "waiting", "fits"):
        assert tree.css(f"#{key} details table"), key
    rows = tree.css("#rules tbody tr")
    assert len(rows) == len(STUDY.effects)
    assert "bcc-asked" in tree.css_first("#rules").text()


def test_pictures_are_written(tmp_path: Path) -> None:
    n = save(STUDY, "en", tmp_path / "new")
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert len(written) == 2 * n
    assert {"rules-en.svg", "rules-en.png", "grid-es.png", "calibration-en.svg"} <= set(written)
    assert (tmp_path / "new/rules-en.png").read_bytes().startswith(b"\x89PNG")
    assert "Subject all in capitals" in (tmp_path / "new/rules-en.svg").read_text(encoding="utf-8")


def test_the_published_value_is_where_it_was_published() -> None:
    """The diamonds of the plot stand at their values, relative ones at what they come to here."""
    relative = effect("x", "en", (30, 100), (50, 100), Published("EV", -1, None, -0.2))
    drawn = pictures(STUDY._replace(effects=(EFFECTS[0], relative)), "en")["rules-en"]
    marks = [line for line in drawn.wide.axes[0].lines if line.get_marker() == "D"]
    assert [float(mark.get_xdata()[0]) for mark in marks[:2]] == pytest.approx([-0.154, -0.1])


@pytest.mark.parametrize("ui", LANGUAGES)
def test_no_word_is_one_of_cause(ui: str) -> None:
    allowed = WORDS[ui]["no_cause"]
    for key, text in {**WORDS[ui], **{k: v[ui == "es"] for k, v in NAMES.items()}}.items():
        assert text == allowed or not OF_CAUSE.search(text), (key, text)


def test_both_languages_have_the_same_words() -> None:
    places = {ui: {k: set(re.findall(r"{(\w+)}", v)) for k, v in WORDS[ui].items()} for ui in WORDS}
    assert places["en"] == places["es"]


@pytest.mark.parametrize(
    ("feature", "start", "end", "shown"),
    [
        ("questions", 0, 1, "0"), ("body_words", 501, 1001, "501–1.000"), ("links", 11, None, "≥11"),
        ("readability", 3.0, 5.0, "3–5"), ("greeting", 0, 1, "no"), ("gratitude", 1, 2, "sí"),
        ("weekday", 2, 3, "mié"), ("readability", None, 40, "<40"),
    ],
)  # fmt: skip
def test_bins_are_called(feature: str, start: float | None, end: float | None, shown: str) -> None:
    assert bin_label(feature, Bin(start, end, 1, 1, 1.0, (0.0, 1.0)), "es") == shown


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(-0.04, 1, "0,0"), (1234.5, 1, "1.234,5"), (None, 1, "–"), (-8.25, 1, "−8,2")],
)
def test_figures(value: float | None, digits: int, shown: str) -> None:
    assert fixed("es", value, digits) == shown


@settings(max_examples=50)
@given(st.floats(-1, 1))
def test_a_difference_keeps_its_sign(difference: float) -> None:
    shown = points("en", difference)
    assert float(shown.replace("−", "-")) == pytest.approx(100 * difference, abs=0.0501)
    assert shown.startswith(
        "+" if difference >= 0.0006 else "−" if difference <= -0.0006 else shown
    )


def test_one_is_no_plural() -> None:
    one = STUDY.archive._replace(messages=1, authors=1)
    assert archive_lines(one, "es")[0].startswith("1 mensaje, ")
    assert "; 1 autor. " in archive_lines(one, "es")[1]
    assert "; 1 author. " in archive_lines(one, "en")[1]
    assert archive_lines(EMPTY.archive, "es")[1].startswith("Sin fechas; 0 autores. ")


def test_small_probabilities() -> None:
    assert probability("en", 0.0009) == "<0.001"
    assert probability("es", 0.0313) == "0,031"


def test_the_sample_has_every_verdict() -> None:
    told = [*STUDY.effects, *(headline.effect for headline in STUDY.headlines)]
    assert {effect.verdict for effect in told} == set(ORDER)
    assert {effect.reason for effect in told} == {"", "few", *REASONS}


@pytest.mark.parametrize("ui", LANGUAGES)
def test_rules_go_by_their_names_and_can_be_looked_up(ui: str) -> None:
    name = STUDY.titles["body-too-long"][ui]
    page = LexborHTMLParser(as_html(STUDY, ui))
    assert name in page.css_first("#rules svg.wide").text()
    cells = [node.text() for node in page.css("#rules th[scope=row], #fits th[scope=row]")]
    assert f"{name}body-too-long" in cells
    assert "grammar-spacing" in cells  # no name is known
    assert name in as_text(STUDY, ui)
    assert "body-too-long" in as_text(STUDY, ui, width=160)


def test_what_can_be_told_comes_first() -> None:
    names = [e.id for _, e in in_order((e.id, e) for e in STUDY.effects)]
    assert names == [
        "subject-all-caps", "subject-lowercase-start", "body-too-long", "closing-no-gratitude",
        "bcc-asked", "body-too-long", "grammar-spacing", "subject-all-caps",
    ]  # fmt: skip


def test_what_goes_beyond_the_plot_is_whole_and_marked() -> None:
    far = effect("x", "en", (2, 40), (300, 400))
    drawn = pictures(STUDY._replace(effects=(far,)), "en")["rules-en"].wide.axes[0]
    dot, arrow = (
        next(m for m in drawn.lines if m.get_marker() == kind and len(m.get_xdata()) == 1)
        for kind in ("o", "<")
    )
    left = drawn.get_xlim()[0]
    assert float(dot.get_xdata()[0]) == float(arrow.get_xdata()[0]) == pytest.approx(left)
    assert not dot.get_clip_on()


def test_a_language_of_few_mails_has_one_line(tmp_path: Path) -> None:
    archive = STUDY.archive._replace(languages={"es": 1509, "": 80, "en": 49})
    study = STUDY._replace(archive=archive)
    line = "Correos en inglés: 49, muy pocos para comparar; hacen falta 50."
    for told in (as_html(study, "es"), as_text(study, "es")):
        assert told.count(line) == 1
        assert told.count("en inglés") == 1
    assert as_html(study, "es").count("idioma dudoso") == 2
    save(study, "es", tmp_path)
    assert not list(tmp_path.glob("*-en.svg"))
    all_few = study._replace(archive=archive._replace(languages={"es": 30, "en": 19}))
    page = LexborHTMLParser(as_html(all_few, "es"))
    assert [node.attributes["id"] for node in page.css("section")] == ["left_out", "reading"]


def test_a_fit_is_told_with_how_it_did() -> None:
    told = as_text(STUDY, "en", width=300)
    assert f"AUC {FIT.validation.auc}" in told
    assert "Brier score 0.2431, against 0.2467" in told
    assert "Subject all in capitals 7" in told
    assert "There are 1,509 mails, and it takes 2,000." in told
    chance = FIT._replace(validation=FIT.validation._replace(auc_ci=(0.49, 0.6)))
    assert "no better than chance" not in told
    assert "no better than chance" in as_text(STUDY._replace(fits=(chance,)), "en", width=300)
