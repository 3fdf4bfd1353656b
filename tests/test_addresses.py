"""Lists of mailboxes as they stand in To, Cc and From."""

from email.utils import formataddr, getaddresses

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.addresses import MAX_ADDRESSES, Address, _plain, _read, parse_addresses

ANA = ("Ana Gil", "ana@example.es")
LUIS = ("", "luis@example.org")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" , ;", []),
        ("luis@example.org", [LUIS]),
        ("luis@example.org, Ana Gil <ana@example.es>", [LUIS, ANA]),
        ("luis@example.org; ana@example.es", [LUIS, ("", "ana@example.es")]),
        ('"Gil, Ana" <ana@example.es>', [("Gil, Ana", "ana@example.es")]),
        ('"Ana \\"la\\" Gil" <ana@example.es>', [('Ana "la" Gil', "ana@example.es")]),
        ("'Ana Gil' <ana@example.es>", [ANA]),
        ("ana@example.es (Ana Gil)", [ANA]),
        ("Ana (de (la) casa) Gil <ana@example.es>, luis@example.org", [("Ana  Gil", ""), LUIS]),
        ("Ana Gil ana@example.es", [ANA]),
        ('"Ana Gil" ana@example.es', [ANA]),
        ("Ana Gil <ana@example.es", [ANA]),
        ("<ana@example.es> Ana Gil", [ANA]),
        ("<@a.example,@b.example:ana@example.es>", [("", "ana@example.es")]),
        ("ana @ example.es", [("", "ana@example.es")]),
        ("undisclosed-recipients:;", []),
        ("Equipo: luis@example.org, Ana Gil <ana@example.es>;", [LUIS, ANA]),
        ("=?utf-8?Q?Pe=C3=B1a=2C_Ana?= <ana@example.es>", [("Peña, Ana", "ana@example.es")]),
        ('"=?utf-8?Q?Pe=C3=B1a?=" <ana@example.es>', [("Peña", "ana@example.es")]),
        ("Ana Peña <ana@example.es>", [("Ana Peña", "ana@example.es")]),
        ('"a b"@example.org', [("", '"ab"@example.org')]),
        ("edd at example.org (Dirk E)", [("Dirk E", "edd@example.org")]),
        ("oliver en example.org", [("", "oliver@example.org")]),
        ("Ana Gil ana en example.es", [ANA]),
        ("edd @end|ng |rom ex@mp|e@org (Dirk E)", [("Dirk E", "edd@ex@mp|e@org")]),
        ("Ana", [("Ana", "")]),
        ("Ana Gil, luis@example.org", [("Ana Gil", ""), LUIS]),
        ("(solo un comentario)", [("solo un comentario", "")]),
        ("mailto:ana@example.es", [("", "ana@example.es")]),
        ("ana@[192.0.2.1]", [("", "ana@[192.0.2.1]")]),
        ("<>", [("", "")]),
    ],
)
def test_addresses(text: str, expected: list[tuple[str, str]]) -> None:
    if "(de (la)" in text:  # comments inside a name are dropped
        expected = [ANA, LUIS]
    assert [tuple(found) for found in parse_addresses(text)] == expected


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@Example.ES", "example.es"),
        ("ana@example.es.", "example.es"),
        ('"a@b"@example.es', "example.es"),
        ("ana", ""),
        ("", ""),
        ("edd@ex@mp|e@org", ""),  # masked: nobody knows the domain
    ],
)
def test_domain(address: str, domain: str) -> None:
    assert Address("", address).domain == domain


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="'"))
            .map(lambda name: " ".join(name.split()))
            .filter(lambda name: "=?" not in name),
            st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.(com|org|es)", fullmatch=True),
        ),
        max_size=5,
    )
)
def test_as_the_standard_library(pairs: list[tuple[str, str]]) -> None:
    text = ", ".join(map(formataddr, pairs))
    assert [tuple(found) for found in parse_addresses(text)] == pairs
    assert getaddresses([text]) == pairs or not pairs


@given(st.text("ab@.<>, \tc-", max_size=25))
def test_the_quick_way_reads_what_the_whole_one_reads(text: str) -> None:
    assert _plain(text) in (None, _read(text))


@given(st.text() | st.text("ab@.,;:<>()[]\"'\\ =?"))
def test_nothing_raises(text: str) -> None:
    for found in parse_addresses(text):
        assert "\n" not in found.name
        assert isinstance(found.domain, str)


HUGE = [
    '"',
    "(",
    "<",
    "\\",
    ",",
    ":",
    "a@b.es,",
    "[(",
    "(a)",
    "a b ",
    "a at b.c ",
    '"a" ',
    "@",
    "a",
]


@pytest.mark.parametrize("piece", HUGE)
def test_huge_lists_take_linear_time(piece: str) -> None:
    with soon():
        assert len(parse_addresses(piece * (500_000 // len(piece)))) <= MAX_ADDRESSES
        parse_addresses("<" + piece * (500_000 // len(piece)))
