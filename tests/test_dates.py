"""Dates of mail, right and wrong."""

import re
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.dates import _MAIL, _usual, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fri, 22 May 2015 06:38:22 -0500", "2015-05-22T06:38:22-05:00"),
        ("22 May 2015 06:38 +0200", "2015-05-22T06:38:00+02:00"),
        ("Mon, 4 Jun 2001 11:09:04 -0700 (PDT)", "2001-06-04T11:09:04-07:00"),
        ("Sun, 22 May 2015 06:38:22 GMT", "2015-05-22T06:38:22+00:00"),  # it was a Friday
        ("Fri, 22 May 15 06:38:22 EST", "2015-05-22T06:38:22-05:00"),
        ("22-May-99 06:38:22 CEST", "1999-05-22T06:38:22+02:00"),
        ("Fri (vie), 22 (x) May 2015 06:38:22 (c) +0530", "2015-05-22T06:38:22+05:30"),
        ("Fri May 22 13:38:22 2015", "2015-05-22T13:38:22+00:00"),
        ("Fri May 22 13:38:22 +0200 2015", "2015-05-22T13:38:22+02:00"),
        ("May 22, 2015 13:38", "2015-05-22T13:38:00+00:00"),
        ("2015-05-22T13:38:22+02:00", "2015-05-22T13:38:22+02:00"),
        ("2015-05-22 13:38:22.125Z", "2015-05-22T13:38:22+00:00"),
        ("22 May 2015 13:38:22", "2015-05-22T13:38:22+00:00"),
        ("22 May 2015 13:38:22 XYZ", "2015-05-22T13:38:22+00:00"),
        ("22 May 2015 13:38:22 -9999", "2015-05-22T13:38:22+00:00"),
        ("22 May 2015 13:38:60 GMT+0100", "2015-05-22T13:38:59+01:00"),
        ("Wed, 30 Nov 0001 03:46:37 -0800 (PST)", "2001-11-30T03:46:37-08:00"),
        ("22 May 115 13:38 +0000", "2015-05-22T13:38:00+00:00"),
        ("22 September 2015 9.05 UT", "2015-09-22T09:05:00+00:00"),
    ],
)
def test_date(text: str, expected: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mañana",
        "32 May 2015 10:00",
        "22 Mai 2015 10:00",
        "22 May 2015",
        "22 May 2015 25:00",
        "30 Feb 2015 10:00:00 +0000",
        "0000-00-00 00:00:00",
        "22 May 0000 10:00",
        "22 May 1800 10:00",
        "31 Dec 9999 23:00 -0500",
        "(" * 300,
    ],
)
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.text() | st.text("0123456789 :-+,MayFriGMTZ()", max_size=60))
def test_nothing_raises(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.astimezone(UTC).year > 1800


@given(
    st.from_regex(
        r"[A-Z][a-z]{2}, \d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}( \([A-Z]{3}\))?",
        fullmatch=True, alphabet=st.characters(codec="ascii"),
    )
)  # fmt: skip
def test_the_usual_form_is_read_as_the_pattern_reads_it(text: str) -> None:
    match = re.search(_MAIL, text)
    assert match is not None
    assert _usual(text) == match.groups()
