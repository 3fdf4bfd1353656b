"""Text back to bytes: what is written is read again as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emailint.decode import clean, decode_words, unfold
from emailint.encode import encode_header

VALUES = st.text(st.characters(codec="utf-8"), max_size=300)


def read(field: bytes) -> str:
    return clean(decode_words(unfold(field.partition(b":")[2])))


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("Acta del jueves", b"Subject: Acta del jueves\r\n"),
        ("", b"Subject:\r\n"),
        ("Reunión", b"Subject: =?utf-8?q?Reuni=C3=B3n?=\r\n"),
        ("Acta de la reunión final", b"Subject: Acta de la =?utf-8?q?reuni=C3=B3n?= final\r\n"),
        ("la reunión única de hoy", b"Subject: la =?utf-8?b?cmV1bmnDs24gw7puaWNh?= de hoy\r\n"),
        ("Привет", b"Subject: =?utf-8?b?0J/RgNC40LLQtdGC?=\r\n"),
        ("literal =?utf-8?q?x?=", b"Subject: literal =?utf-8?b?PT91dGYtOD9xP3g/PQ==?=\r\n"),
        ("x" * 99, b"Subject: " + b"x" * 99 + b"\r\n"),
        ("x" * 40 + " " + "y" * 40, b"Subject: " + b"x" * 40 + b"\r\n " + b"y" * 40 + b"\r\n"),
    ],
)
def test_header(value: str, field: bytes) -> None:
    assert encode_header("Subject", value) == field
    assert read(field) == value


@given(VALUES)
def test_header_is_read_again_as_the_same(value: str) -> None:
    field = encode_header("Subject", value)
    assert read(field) == clean(value)
    assert field.isascii()
    assert field.endswith(b"\r\n")
    for line in field.splitlines()[1:]:
        assert line.startswith(b" ")
        assert line.strip()
    assert max(map(len, field.splitlines())) <= 998


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), max_size=60)))
def test_header_is_folded(words: list[str]) -> None:
    for line in encode_header("Subject", " ".join(words), b"\n").split(b"\n"):
        assert len(line) <= 78
