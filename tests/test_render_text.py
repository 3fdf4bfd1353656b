"""The terminal report: harmless, aligned, and complete about silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_samples import english, finding, hostile, rendered, report, spanish

from emailint.document import read
from emailint.messages import TEXTS, count, number, sample
from emailint.model import Edit
from emailint.render import sentence
from emailint.render.places import Places
from emailint.render.snippet import bounds, changes, excerpt
from emailint.render.summary import Summary
from emailint.render.terminal import clean, clip, columns, wrap
from emailint.render.text import TextRenderer

ANY = st.text(st.characters(), max_size=60)


@given(ANY)
def test_a_draft_steers_no_terminal(text: str) -> None:
    for options in ({}, {"many": True}, {"quiet": True}):
        out = rendered("text", [hostile(text)], **options)
        out.encode()
        assert all(c.isprintable() or c in "\n\u200d" for c in out)


def test_escape_sequences_in_a_subject_are_shown_as_harmless_signs() -> None:
    out = rendered("text", [hostile("\x1b[2J\x1b[31mred\u202e")], color=True, many=True)
    assert "\x1b[2J" not in out
    assert "\u202e" not in out
    assert "�[2J�[31mred�" in out


@given(ANY)
def test_clean_keeps_offsets(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("café", 4),
        ("cafe\u0301", 4),
        ("日本", 4),
        ("👩\u200d👩\u200d👧", 2),
        ("👍🏽", 2),
        ("❤\ufe0f", 1),
        ("", 0),
    ],
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@given(ANY.map(clean), st.integers(2, 30))
def test_clip_fits(text: str, width: int) -> None:
    assert columns(clip(text, width)) <= width
    if columns(text) <= width and len(text) <= 2 * width:
        assert clip(text, width) == text


@given(ANY.map(clean), st.integers(10, 40))
def test_wrap_keeps_the_words(text: str, width: int) -> None:
    assert wrap(text, width, "  ").split() == text.split()


def test_carets_stand_under_the_words_also_in_wide_scripts() -> None:
    text = "日本語 👩\u200d👧 cafe\u0301 HIT and on"
    start = text.index("HIT")
    (line,), more = excerpt(text, start, start + 3, 80)
    assert (more, line.carets) == (0, 3)
    assert line.caret == columns(text[:start]) == 6 + 1 + 2 + 1 + 4 + 1


@given(st.text(st.sampled_from("a日\u0301 \n"), min_size=1, max_size=400), st.data())
def test_an_excerpt_fits_and_marks_something(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines, more = excerpt(text, start, end, 40)
    assert 1 <= len(lines) <= 2
    assert more >= 0
    for line in lines:
        assert columns(line.text) <= 40
        assert line.carets >= 1
        assert line.caret + line.carets <= 41


def test_a_line_of_a_megabyte_is_looked_at_through_a_window() -> None:
    start, end = bounds("a" * 1_000_000, 500_000, 80)
    assert start < 500_000 < end
    assert end - start < 1_000


def test_an_excerpt_of_many_lines_says_how_many_more() -> None:
    lines, more = excerpt("one\n\ntwo\nthree\nfour\n", 0, 20, 80)
    assert [(line.offset, line.text) for line in lines] == [(0, "one"), (2, "two")]
    assert more == 2


@pytest.mark.parametrize(
    ("text", "edits", "shown"),
    [
        ("one two", [Edit(4, 7, "three")], ["- one two", "+ one three"]),
        ("a b", [Edit(0, 1, "x"), Edit(2, 3, "y")], ["- a b", "+ x y"]),
        ("a\nb\nc", [Edit(0, 1, "x"), Edit(4, 5, "y")], ["- a", "+ x", "- c", "+ y"]),
        ("gone\nstays", [Edit(0, 4, "")], ["- gone"]),
        ("one", [Edit(3, 3, "\nThanks")], ["- one", "+ one", "+ Thanks"]),
    ],
)
def test_changes(text: str, edits: list[Edit], shown: list[str]) -> None:
    assert [f"{sign} {line}" for sign, line in changes(text, edits, 40)] == shown


def test_advice_and_evidence_are_told_once_a_message() -> None:
    document = read("Subject: a\n\nHIT one HIT two\n", language="en")
    made = finding(document, "body-x", "HIT", "info", "m", "Do this.", 1)
    out = rendered("text", [(report(document, (made, made), "x.eml", "en"), document)])
    assert out.count("Do this.") == 1
    assert out.count("HIT one") == 2


def test_the_last_line_explains_silence() -> None:
    last = rendered("text", [english()]).splitlines()[-1]
    for fact in (
        "87/100", "2 findings (2 warnings)", "48 rules ran", "English, business",
        "send-monday: they asked for Monday", "body-too-short (unused)", "recipients unknown",
        "time unknown", "language unsure", "body after 2,000,000 characters", "unknown rule 'x'",
    ):  # fmt: skip
        assert fact in last


def test_a_finding_without_a_line_in_the_file_says_where_in_the_view() -> None:
    draft = "Subject: a\nContent-Transfer-Encoding: base64\n\nSGkgU0hPVVQ=\n"
    document = read(draft, language="es")
    made = finding(document, "body-x", "SHOUT", "info", "m", "", 1)
    out = rendered("text", [(report(document, (made,), "x.eml", "es"), document)])
    assert "x.eml (vista 3:4): info body-x m" in out


def test_a_missing_header_field_shows_no_line() -> None:
    document = read("Subject: a\n\nHi\n", language="en")
    made = finding(document, "to-missing", "", "error", "No To", "", 25, header="to")
    out = rendered("text", [(report(document, (made,), "x.eml", "en"), document)])
    assert out.startswith("x.eml: error to-missing No To (−25)\n\n")


def test_renderers_can_be_made_without_the_pack() -> None:
    message, document = spanish()
    assert "subject-all-caps" in TextRenderer(color=False, quiet=False).report(message, document)


@pytest.mark.parametrize(
    ("messages", "line"), [([], "0 messages · no findings\n"), ([spanish()], "")]
)
def test_a_summary_only_where_it_says_more_than_the_message(messages: list, line: str) -> None:
    out = rendered("text", messages, many=True)
    assert out.endswith(line)
    assert out.count("messages") == bool(line)


def test_summary_of_nothing() -> None:
    empty = Summary()
    assert (empty.lowest, empty.mean, empty.median) == (None, None, None)


@given(st.lists(st.integers(0, 100), min_size=1))
def test_summary_agrees_with_statistics(scores: list[int]) -> None:
    from statistics import fmean, median

    summary = Summary()
    message, _ = english()
    for score in scores:
        summary.add(message._replace(score=message.score._replace(total=score)))
    assert summary.lowest == min(scores)
    assert summary.median == median(scores)
    assert summary.mean == round(fmean(scores), 1)


def test_texts_are_there_in_both_languages_with_the_same_placeholders() -> None:
    from string import Formatter

    def holes(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert TEXTS["es"].keys() == TEXTS["en"].keys()
    for key, text in TEXTS["en"].items():
        assert holes(text) == holes(TEXTS["es"][key]), key
        assert text.count("|") == TEXTS["es"][key].count("|"), key


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en", 301816, "301,816"),
        ("es", 301816, "301.816"),
        ("en", -15.4, "−15.4"),
        ("es", 10.78, "10,78"),
        ("en", 2.0, "2"),
    ],
)
def test_numbers(language: str, value: float, shown: str) -> None:
    assert number(language, value) == shown


def test_samples_and_counts() -> None:
    assert sample("es", 3_500_000) == "3,5 millones"
    assert sample("es", 1_600_000_000) == "1.600 millones"
    assert sample("en", 1_600_000_000) == "1.6 billion"
    assert sample("en", 1_234_567) == "1,234,567"
    assert count("es", "errors", 1) == "1 error"
    assert count("es", "errors", 0) == "0 errores"


def test_of_a_declaration_no_more_than_itself_is_shown() -> None:
    css = "p{color:red}\n.a { display: grid;\n  color: blue }\n"
    draft = read(f"<style>{css}</style><body><p>Hola", kind="html")
    start = draft.source.index("display")
    found = finding(draft, "css-unsupported", "", "warning", "No", "", 1)._replace(source=start)
    source, start, end = Places(draft).excerpted(found)
    assert source[start:end] == "display: grid"
    tag = Places(draft).excerpted(found._replace(source=draft.source.index("<body>")))
    assert tag[0][tag[1] : tag[2]] == "<body>"


@pytest.mark.parametrize(
    ("message", "said"),
    [("Falta «¡»", "Falta «¡». Ponlo."), ("¡Ya!", "¡Ya! Ponlo."), ("Falta", "Falta. Ponlo.")],
)
def test_message_and_advice_are_two_sentences(message: str, said: str) -> None:
    draft = read("Subject: Hola\n\nAna")
    assert sentence(finding(draft, "a", "Ana", "info", message, "Ponlo.", 1)) == said
