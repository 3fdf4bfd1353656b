"""Which lines are prose, and how many words a person counts in them."""

from __future__ import annotations

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.prose import count_words, is_code, line_around, nth_word, prose, running_words


def kept(text: str) -> str:
    return "|".join(text[start:end] for start, end in prose(text, 0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "The lorry broke down near the river on Monday.",
        "We came at 10:30 on 3/5/2024, 12 people (and a dog).",
        "It costs 3.50 € or $4; see item(s) 3 and 4, and/or call.",
        "¿Vienes mañana? El camión sale a las 8 de la mañana.",
        "I used lm() on the data, and then it failed with no word about why.",
        "The plans: https://example.org/plans",
        "Write to marta@example.com and she will send it to you.",
        "- two hundred slats of pine, oiled three times",
        "* a tin of green paint from the shop behind the station",
        "1. Does the price include assembly?",
        "Marta",
    ],
)
def test_prose(text: str) -> None:
    assert kept(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "x <- c(1, 2, 3)",
        "library(lattice)",
        "plot(days ~ rain, data = site)",
        "for (i in 1:10) {",
        "> summary(model)",
        "+   geom_point() +",
        '[1] "stats"     "graphics"  "utils"',
        "* checking for file 'shed/DESCRIPTION' ... OK",
        "checking PDF version of manual ... WARNING",
        "** byte-compile and prepare package for lazy loading",
        "-rw-r--r-- 1 ana ana  420 Nov 25 08:16 plan.txt",
        "shed.c:14:3: warning: unused variable 'slat'",
        "https://example.org/plans/of/the/shed.html",
        "Beech 12.50 13.10 12.90 12 14 16 18 20 22 24",
        "name      town      days",
        "<td class=a><b>Oak</b></td>",
        "==1234== Invalid read of size 8",
        "===================================",
    ],
)
def test_no_prose(text: str) -> None:
    assert kept(text) == ""


def test_lines_are_told_apart() -> None:
    text = "I ran this on my machine:\nx <- read.csv('a.csv')\nsummary(x)\nand it stopped there."
    assert kept(text) == "I ran this on my machine:|and it stopped there."


def test_a_short_line_between_two_of_code_is_code() -> None:
    assert kept("x <- f(1)\nprint x\ny <- g(2)") == ""


def test_what_follows_the_head_of_a_diff_is_no_prose() -> None:
    text = "This mends it:\n@@ -1,2 +1,2 @@\n-the old line of the text\n+the new line of the text"
    assert kept(text) == "This mends it:"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two three", 3),
        ("well-known and/or new", 3),
        ("one - two -- three ... four", 4),
        ("see https://example.org/a/b-c?d=e now", 3),
        ("¿Qué tal? — dijo «Ana» – y se fue…", 7),
        ("a\xa0b", 2),
        ("don't   wait\nfor me", 4),
    ],
)
def test_words(text: str, count: int) -> None:
    assert count_words(text, 0, len(text)) == count


def test_the_line_around_a_place_is_bounded() -> None:
    assert line_around("one\ntwo three\nfour", 6) == (4, 13)
    start, end = line_around("a" * 10_000, 5_000)
    assert end - start <= 600


def test_a_trace_of_code() -> None:
    assert is_code("text\nx <- 1\nmore", 6)
    assert not is_code("text\nx <- 1\nmore", 1)


@given(st.text(alphabet=" \n\t.?!,A1áa<#(){}=-/@:>+*", max_size=300))
def test_spans_are_whole_lines_in_order(text: str) -> None:
    at = 0
    for start, end in prose(text, 0, len(text)):
        assert at <= start <= end
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end] == "\n"
        at = end


@given(st.text(max_size=100))
def test_any_text_is_counted(text: str) -> None:
    assert 0 <= count_words(text, 0, len(text)) <= len(text)


@pytest.mark.parametrize(
    "part", ["a", "( ", "(", "x <- 1\n", "-", " ", "\n", "a/", "1 ", ". ", "   a"]
)
def test_time_is_linear(part: str) -> None:
    text = part * (1_000_000 // len(part))
    with soon():
        prose(text, 0, len(text))
        count_words(text, 0, len(text))


TOLD = "We met on Monday and the roof of the shed will be done in a week."


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        (TOLD, "en", 16),
        ("El lunes nos vimos y el tejado del cobertizo va a estar en una semana.", "es", 15),
        ("El lunes nos vimos y el tejado va a estar en una semana, según él.", "", 15),
        ("Beech, oak, ash, pine, Upper Sample, Mill Lane, Luis Prat, Marta Soler", "en", 0),
        ("Invoice 2024/118 paid 3 May, invoice 2024/119 open, invoice 2024/120 open", "en", 0),
        (TOLD, "es", 0),
        ("The lorry is not in the yard.\n" * 8, "en", 0),
        ("", "en", 0),
    ],
)
def test_running_words(text: str, language: str, count: int) -> None:
    assert running_words(text, 0, len(text), language) == count


def test_the_place_of_a_word() -> None:
    text = "one - two  (three)\nfour"
    places = [nth_word(text, 0, len(text), index) for index in range(5)]
    assert [text[at : at + 3] for at in places] == ["one", "two", "(th", "fou", ""]
    assert nth_word(text, 4, 9, 0) == text.index("two")
