"""Charsets, transfer encodings, encoded words and parameters."""

import base64
import quopri

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint.decode import (
    clean,
    codec,
    decode_base64,
    decode_text,
    decode_transfer,
    decode_with,
    decode_words,
    parse_parameters,
    unfold,
)


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (b"hola", "", "hola"),
        ("año".encode(), "utf-8", "año"),
        ("año".encode(), '"UTF-8"', "año"),
        ("año".encode(), "", "año"),
        ("año".encode(), "us-ascii", "año"),
        ("año".encode(), "ANSI_X3.4-1968", "año"),
        ("año".encode(), "x-unknown", "año"),
        ("año".encode("latin-1"), "x-unknown", "año"),
        ("año".encode("latin-1"), "utf-8", "año"),
        ("año".encode("latin-1"), "iso-8859-1", "año"),
        ("“año” €".encode("cp1252"), "iso-8859-1", "“año” €"),
        ("“año” €".encode("cp1252"), "us-ascii", "“año” €"),
        ("año".encode("utf-16"), "", "año"),
        ("año".encode("utf-16-le"), "utf-16le", "año"),
        ("año".encode("utf-8-sig"), "utf-8", "año"),
        (b"\x8f\xff", "utf-8", "\ufffdÿ"),
        ("你好".encode("gb18030"), "gb2312", "你好"),
        ("ğüş".encode("cp1254"), "iso-8859-9", "ğüş"),
        (b"+AGEAYg-", "utf-7", "+AGEAYg-"),
        (b"abc", "hex", "abc"),
        (b"x-y", "punycode", "x-y"),
        (b"a\\x41", "unicode_escape", "a\\x41"),
        ("año".encode(), "a" * 1000, "año"),
        ("año".encode(), "\0../x\ny", "año"),
    ],
)
def test_text(data: bytes, charset: str, text: str) -> None:
    assert decode_text(data, charset) == text


def test_a_page_names_its_own_charset() -> None:
    page = '<html><head><meta charset="koi8-r"></head>Привет'
    assert decode_with(page.encode("koi8-r"), html=True)[0] == page
    assert decode_text(page.encode("koi8-r")) != page
    assert decode_with(page.encode("koi8-r"), "iso-8859-1", html=True)[0] != page
    assert decode_with(page.encode(), html=True)[0] == page  # what is valid UTF-8 is UTF-8


def test_codec_is_told_for_the_way_back() -> None:
    assert decode_with("año".encode("cp1252"), "latin1")[1] == "cp1252"
    assert decode_with(b"ano", "us-ascii")[1] == "utf-8"
    assert decode_with("año".encode(), "iso-8859-15")[1] == "iso8859-15"
    assert [codec(name) for name in ("UTF8", "hex", "", "utf_7", "iso-8859-8-i")] == [
        "utf-8", "", "", "", "iso8859-8",
    ]  # fmt: skip


def test_half_a_character_at_a_cut_is_left_out() -> None:
    data = "añ".encode()[:-1]
    assert decode_with(data, whole=False)[0] == "a"
    assert decode_with(data)[0] == "aÃ"


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        (b"a=C3=B1o", "quoted-printable", "año".encode()),
        (b"una l=\r\narga", "quoted-printable", b"una larga"),
        (b"una l= \t\r\narga", "quoted-printable", b"una larga"),
        (b"1 = 2 y 50=ZZ =", "quoted-printable", b"1 = 2 y 50=ZZ "),
        (b"aG9s\r\nYQ==", "base64", b"hola"),
        (b"aG9sYQ", "base64", b"hola"),
        (b"aG9sY", "base64", b"hol"),
        (b"a*G9sYQ=\n", "base64", b"hola"),
        (b"\xff\xff", "base64", b""),
        (b"aG9s", "7bit", b"aG9s"),
        (b"aG9s", "x-strange", b"aG9s"),
    ],
)
def test_transfer(data: bytes, encoding: str, expected: bytes) -> None:
    assert decode_transfer(data, encoding) == expected


@given(st.binary())
def test_transfer_gives_back_what_was_encoded(data: bytes) -> None:
    assert decode_transfer(base64.encodebytes(data), "base64") == data
    assert decode_transfer(quopri.encodestring(data), "quoted-printable") == data


@given(st.binary(min_size=1), st.integers(0, 100))
def test_truncated_base64_gives_what_there_is(data: bytes, cut: int) -> None:
    whole = base64.b64encode(data).rstrip(b"=")
    kept = whole[: len(whole) * cut // 100]
    found = decode_base64(kept)
    assert data.startswith(found)
    assert len(found) == len(kept) * 3 // 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Reunión", "Reunión"),
        ("=?utf-8?Q?Reuni=C3=B3n_del_jueves?=", "Reunión del jueves"),
        ("=?UTF-8?B?UmV1bmnDs24=?= hoy", "Reunión hoy"),
        ("=?utf-8?Q?a=C3?= =?utf-8?Q?=B1o?=", "año"),
        ("=?utf-8?Q?a=C3?= =?utf-8?B?sW8=?=", "año"),
        ("=?utf-8?Q?a?= =?iso-8859-1?Q?=F1o?=", "año"),
        ("=?iso-8859-1?Q?=93A=94?=", "“A”"),
        ("=?utf-8?Q?uno?= y =?utf-8?Q?dos?=", "uno y dos"),
        ("=?utf-8?Q?uno?=y=?utf-8?Q?dos?=", "unoydos"),
        ('"=?utf-8?Q?Pe=C3=B1a?="', '"Peña"'),
        ("=?utf-8*es?Q?a=C3=B1o?=", "año"),
        ("=?x-unknown?Q?a=C3=B1o?=", "año"),
        ("=?utf-8?Q?con espacios =C3=B1?=", "con espacios ñ"),
        ("=?utf-8?Q?=C2=BFQu=C3=A9_tal??=", "¿Qué tal?"),
        ("=?utf-8?B?UmV1bmnDs24?=", "Reunión"),
        ("=?utf-8?Q?abierta", "=?utf-8?Q?abierta"),
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ("a =? b ?= c", "a =? b ?= c"),
        ("=?utf-8?Q??=", ""),
    ],
)
def test_words(value: str, text: str) -> None:
    assert decode_words(value) == text


def test_unfold_and_clean() -> None:
    assert unfold(b" a\r\n b\n\tc") == " a b\tc"
    assert unfold("año".encode()) == unfold("año".encode("latin-1")) == "año"
    assert clean(" a\tb\r\n\x00\x85c\u2028d ") == "a b    c d"
    assert clean("nin\u0303o") == "niño"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/plain", ("text/plain", {})),
        ("Text/HTML; Charset=UTF-8", ("text/html", {"charset": "UTF-8"})),
        ('a/b; x="1;2\\"3"; y = 2 ;;z', ("a/b", {"x": '1;2"3', "y": "2"})),
        ('a/b; name="sin cerrar', ("a/b", {"name": "sin cerrar"})),
        ("a/b; name=un informe.pdf", ("a/b", {"name": "un informe.pdf"})),
        ("a/b; name*=utf-8'es'a%C3%B1o.pdf", ("a/b", {"name": "año.pdf"})),
        ("a/b; name*=latin-1''a%F1o", ("a/b", {"name": "año"})),
        ("a/b; n*1*=%B1o; n*0*=utf-8''a%C3; n*2=.pdf", ("a/b", {"n": "año.pdf"})),
        ("a/b; n*0=uno; n*1=dos", ("a/b", {"n": "unodos"})),
        ('a/b; name="=?utf-8?Q?a=C3=B1o?="', ("a/b", {"name": "año"})),
        ("a/b; n=viejo.pdf; n*=utf-8''a%C3%B1o.pdf", ("a/b", {"n": "año.pdf"})),
        ("a/b; x=1; x=2", ("a/b", {"x": "1"})),
        ("", ("", {})),
        (";;=;\"'*", ("", {})),
    ],
)
def test_parameters(value: str, expected: tuple[str, dict[str, str]]) -> None:
    assert parse_parameters(value) == expected


@given(st.binary(), st.text())
def test_nothing_raises(data: bytes, text: str) -> None:
    for html in (False, True):
        decode_with(data, text, html=html)[0].encode()
    decode_text(data, "utf-16").encode()
    for encoding in ("base64", "quoted-printable", text):
        decode_transfer(data, encoding)
    line = clean(decode_words(unfold(data)))
    assert "\n" not in line
    assert "\r" not in line
    decode_words(f"=?{text}?q?{text}?= =?utf-8?b?{text}?=")
    parse_parameters(f"a/b; {text}; {text}={text}; x*0*={text}")


HUGE = [
    "=?utf-8?Q?a=C3=B1o?= " * 35_000,
    "=?a?q?" * 100_000,
    "=?" * 300_000,
    "=?utf-8?q?a?= =?latin-1?q?a?= " * 20_000,
]


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_huge_words_take_linear_time(text: str) -> None:
    with soon():
        decode_words(text)


PARAMETERS = [
    "a=b;" * 100_000,
    "a " * 300_000,
    'a="' * 100_000,
    '="' + "\\" * 500_000,
    ";" * 500_000,
]


@pytest.mark.parametrize("text", PARAMETERS, ids=range(len(PARAMETERS)))
def test_huge_parameters_take_linear_time(text: str) -> None:
    with soon():
        parse_parameters("a/b; " + text)
