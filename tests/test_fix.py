"""Fixes: which are chosen, and that writing them back changes nothing else."""

from __future__ import annotations

import base64
import binascii
import io
import re
import shutil
import stat
import subprocess
import sys
import unicodedata
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from helpers import soon
from hypothesis import given, settings
from hypothesis import strategies as st

from emailint import files
from emailint.document import Document, read
from emailint.fix import apply, choose, chosen, diff, fix_to_fixpoint
from emailint.fix_part import MAX_PART
from emailint.fix_source import joins
from emailint.fixing import patch
from emailint.model import Edit, Finding, Fix, Report, Safety, Score, Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from emailint.message import Header

# --- helpers ------------------------------------------------------------------------------


def finding(
    *edits: tuple[int, int, str],
    rule: str = "body-all-caps",
    severity: Severity = "warning",
    safety: Safety = "safe",
) -> Finding:
    return Finding(
        rule=rule, category="body", severity=severity, message="", advice="", points=1,
        block="body", start=edits[0][0], end=edits[0][1], line=1, column=1, end_line=1,
        end_column=1, file_line=None, contested=False, evidence=(),
        fix=Fix(safety, tuple(Edit(*edit) for edit in edits)),
    )  # fmt: skip


def report(findings: list[Finding]) -> Report:
    return Report("", 0, "", "es", "es", "business", Score(100, (), {}), tuple(findings), 1)


def edit(document: Document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    assert document.text.count(old) == 1
    return Edit(start, start + len(old), new)


def fixed(raw: bytes, *changes: tuple[str, str], kind: str = "message", skipped: int = 0) -> bytes:
    """The message with each first text replaced by the second; the view must say the same."""
    document = read(raw, kind=kind)
    edits = [edit(document, *change) for change in changes]
    applied = apply(document, edits)
    assert len(applied.skipped) == skipped
    made = [e for e in sorted(edits) if e not in applied.skipped]
    assert read(applied.raw, kind=kind).text == spliced(document.text, made)
    return applied.raw


def spliced(text: str, edits: list[Edit]) -> str:
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def mail(body: bytes, *fields: str, subject: str = "Nota", newline: bytes = b"\r\n") -> bytes:
    head = ["From: Ana <ana@example.com>", f"Subject: {subject}", *fields, "To: leo@example.org"]
    return newline.join([*(line.encode() for line in head), b"", body])


def part(content_type: str, body: bytes, encoding: str = "8bit") -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return b"--x\r\n" + head.encode() + body + b"\r\n"


def multipart(subtype: str, *parts: bytes) -> bytes:
    content_type = f'Content-Type: multipart/{subtype}; boundary="x"'
    return mail(b"".join(parts) + b"--x--\r\n", "MIME-Version: 1.0", content_type)


# --- choose -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("findings", "edits"),
    [
        ([], []),
        ([finding((5, 9, "x")), finding((0, 2, "y"))], [(0, 2, "y"), (5, 9, "x")]),
        # the earlier one wins, then the graver one
        ([finding((5, 9, "late")), finding((3, 6, "early"))], [(3, 6, "early")]),
        ([finding((3, 6, "mild")), finding((3, 6, "grave"), severity="error")], [(3, 6, "grave")]),
        # whole or not at all
        ([finding((0, 2, "a")), finding((1, 3, "b"), (8, 9, "b"))], [(0, 2, "a")]),
        ([finding((0, 2, "a"), (8, 9, "a")), finding((7, 9, "b"))], [(0, 2, "a"), (8, 9, "a")]),
        ([finding((0, 4, "a"), (2, 6, "b"))], []),
        # touching is fine, but nothing is put where another one ends or starts
        ([finding((0, 2, "a")), finding((2, 4, "b"))], [(0, 2, "a"), (2, 4, "b")]),
        ([finding((0, 2, "a")), finding((2, 2, "¿"))], [(0, 2, "a")]),
        ([finding((2, 2, "¿")), finding((2, 4, "b"))], [(2, 2, "¿")]),
        ([finding((2, 2, "¿")), finding((2, 2, "¡"), rule="z")], [(2, 2, "¿")]),
        ([finding((2, 2, "¿"))] * 3 + [finding((1, 3, "z"), rule="z")], [(1, 3, "z")]),
        ([finding((2, 4, "same")), finding((2, 4, "same"), rule="z")], [(2, 4, "same")]),
        ([finding((2, 4, "shown"), safety="shown")], []),
    ],
)  # fmt: skip
def test_choose(findings: list[Finding], edits: list[tuple[int, int, str]]) -> None:
    assert choose(findings) == [Edit(*e) for e in edits]


def test_one_edit_may_mend_two_findings() -> None:
    assert len(chosen([finding((2, 4, "same")), finding((2, 4, "same"), rule="z")])) == 2


def test_choose_shown_ones_when_asked() -> None:
    assert choose([finding((2, 4, "x"), safety="shown")], safe_only=False) == [Edit(2, 4, "x")]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from(["", "x"]))))
def test_chosen_edits_never_overlap(places: list[tuple[int, int, str]]) -> None:
    edits = choose([finding((start, start + size, text)) for start, size, text in places])
    for one, other in pairwise(edits):
        assert one.end <= other.start
        assert one.start < other.start


# --- subject ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "change", "new"),
    [
        ("Subject: SALES", ("SALES", "Sales"), "Subject: Sales"),
        ("SUBJECT:SALES  ", ("SALES", "Sales"), "SUBJECT:Sales  "),
        ("subject:\tRe: SALES", ("SALES", "Sales"), "subject:\tRe: Sales"),
        ("Subject: =?utf-8?q?Re=3A_REUNI=C3=93N?=", ("REUNIÓN", "Reunión"),
         "Subject: Re: =?utf-8?q?Reuni=C3=B3n?="),
        ("Subject: =?iso-8859-1?B?UkVVTknTTg==?=", ("REUNIÓN", "ventas"), "Subject: ventas"),
        # bare UTF-8 stays bare, and ASCII isn't made 8-bit
        ("Subject: REUNIÓN", ("REUNIÓN", "Reunión"), "Subject: Reunión"),
        ("Subject: reunion", ("reunion", "reunión"), "Subject: =?utf-8?q?reuni=C3=B3n?="),
        # on one line as it was, folded when it grows
        ("Subject: " + "A " * 60 + "b", ("A b", "a b"), "Subject: " + "A " * 59 + "a b"),
        ("Subject: " + "word " * 13 + "end", ("end", "one more"),
         "Subject: " + " ".join(["word"] * 13) + " one\r\n more"),
        ("Subject: one\r\n two", ("one", "three"), "Subject: three two"),
        ("Subject: A", ("A", "=?utf-8?q?x?="), "Subject: =?utf-8?b?PT91dGYtOD9xP3g/PQ==?="),
    ],
)  # fmt: skip
def test_subject(old: str, change: tuple[str, str], new: str) -> None:
    raw = f"From: ana@example.com\r\n{old}\r\nX-Odd:  kept\r\n\tas is\r\n\r\nHola\r\n".encode()
    assert fixed(raw, change) == raw.replace(f"{old}\r\n".encode(), f"{new}\r\n".encode())


def test_subject_at_the_end_of_the_file() -> None:
    assert fixed(b"Subject: SALES", ("SALES", "Sales")) == b"Subject: Sales"
    assert fixed(b"Subject: =?utf-8?q?S=C3=AD?=", ("Sí", "Yes")) == b"Subject: Yes"


@pytest.mark.parametrize("value", ["SÍ YA", "'SÍ YA'", "SÍ YA  "])
def test_the_subject_of_a_front_matter(value: str) -> None:
    raw = f"---\nsubject: {value}\nfrom: ana@example.com\n---\n<p>Hola</p>".encode()
    assert fixed(raw, ("SÍ YA", "Sí, ya"), kind="html") == raw.replace(
        "SÍ YA".encode(), "Sí, ya".encode()
    )


def test_a_front_matter_beside_stays() -> None:
    document = read(b"<p>Hola</p>", kind="html", fields=b"---\nsubject: SALES\n---\n")
    edit = Edit(9, 14, "Sales")
    assert apply(document, [edit]) == (document.message.raw, (edit,))


def test_label_is_no_text() -> None:
    document = read(mail(b"Hola\r\n"))
    edits = [Edit(0, 7, "Asunto"), Edit(12, 16, "x"), Edit(13, 15, " ")]
    applied = apply(document, edits)
    assert applied.raw == document.message.raw
    assert set(applied.skipped) == set(edits)


# --- plain text ---------------------------------------------------------------------------


@pytest.mark.parametrize("newline", [b"\r\n", b"\n", b"\r"])
def test_unencoded_text_changes_only_where_it_is_mended(newline: bytes) -> None:
    body = newline.join([b"Hola  ", b"\tque tal", b"", "adiós ".encode(), b"-- ", b"Ana"])
    raw = mail(body, newline=newline)
    after = fixed(raw, ("que tal", "¿qué tal?"), ("adiós", "Un saludo\nfinal"))
    want = raw.replace(b"que tal", "¿qué tal?".encode())
    assert after == want.replace("adiós".encode(), b"Un saludo" + newline + b"final")


def test_bytes_stay_in_their_own_form() -> None:
    nfd = unicodedata.normalize("NFD", "reunión mañana")
    raw = mail(f"{nfd} el el lunes, {nfd}!\r\nángel: {nfd}".encode())
    assert fixed(raw, ("el el", "el")) == raw.replace(b"el el", b"el")
    assert fixed(raw, ("!", ".")) == raw.replace(b"!", b".")
    assert fixed(raw, ("ángel: ", "ángel; ")) == raw.replace("ángel:".encode(), "ángel;".encode())
    assert fixed(raw, ("reunión mañana!", "cita!")) == raw.replace(f"{nfd}!".encode(), b"cita!")


def test_accents_are_not_torn_from_their_letter() -> None:
    raw = mail("a\u0302\u0331 fin".encode())  # the view has them in canonical order
    assert fixed(raw, ("\u0331", "x"), skipped=1) == raw
    assert fixed(raw, ("â\u0331", "x")) == raw.replace("a\u0302\u0331".encode(), b"x")


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("utf-8", "utf-8-sig"),
     ("gb18030", "gb18030"), ("", "utf-16"), ("koi8-r", "koi8-r"),
     ("utf-16be", "utf-16-be")],
)  # fmt: skip
def test_charsets(charset: str, codec: str) -> None:
    letters = {"gb18030": "你好", "koi8-r": "привет"}.get(codec, "canción")
    body = f"{letters} AAA {letters}".encode(codec)
    raw = mail(body, f"Content-Type: text/plain; charset={charset}") if charset else body
    after = fixed(raw, ("AAA", letters), kind="message" if charset else "text")
    assert after == raw.removesuffix(body) + f"{letters} {letters} {letters}".encode(codec)


def test_bytes_without_a_meaning_stay() -> None:
    raw = mail(b"caf\xe9 \x81\x8d AAA \x9d\x81 fin")
    assert fixed(raw, ("AAA", "ñ")) == raw.replace(b"AAA", b"\xf1")


JIS = "iso-2022-jp"


def test_charset_with_states() -> None:
    body = "こんにちは AAA さようなら".encode("iso-2022-jp")
    raw = mail(body, "Content-Type: text/plain; charset=iso-2022-jp")
    assert fixed(raw, ("AAA", "BB")) == raw.replace(b"AAA", b"BB")
    assert fixed(raw, ("AAA", "また")).isascii()
    assert fixed(raw, ("ちは", "ばん")) == raw.replace(
        body, "こんにばん AAA さようなら".encode(JIS)
    )


@pytest.mark.parametrize(
    "fields",
    [
        ["Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: 8bit"],
        ["Content-Type: text/plain; charset=us-ascii"],
        ["Content-Type: text/plain; charset=x-unknown"],
    ],
)
def test_characters_that_the_charset_lacks_are_left_out(fields: list[str]) -> None:
    raw = mail(b"it's AAA and BBB", *fields)
    after = fixed(raw, ("'", "\N{RIGHT SINGLE QUOTATION MARK}"), ("AAA", "Aaa"), skipped=1)
    assert after == raw.replace(b"AAA", b"Aaa")


def test_seven_bits() -> None:
    raw = mail(b"Puedes venir?", "Content-Transfer-Encoding: 7Bit")
    want = raw.replace(b"Puedes", "¿Puedes".encode()).replace(b"7Bit", b"8bit")
    assert fixed(raw, ("Puedes", "¿Puedes")) == want
    assert fixed(raw, ("Puedes", "Quieres")) == raw.replace(b"Puedes", b"Quieres")
    inside = multipart("mixed", part("text/plain; charset=utf-8", b"Puedes venir?", "7bit"))
    assert fixed(inside, ("Puedes", "¿Puedes"), skipped=1) == inside


def test_flowed_text_keeps_its_soft_breaks() -> None:
    raw = mail(b"uno dos \r\ntres  tres \r\n> cita", "Content-Type: text/plain; format=flowed")
    assert fixed(raw, ("tres  tres", "tres")) == raw.replace(b"tres  tres", b"tres")


# --- transfer encodings -------------------------------------------------------------------

QP = "Content-Transfer-Encoding: quoted-printable"
UTF8 = "Content-Type: text/plain; charset=utf-8"


def test_quoted_printable_lines_that_are_not_touched_stay() -> None:
    lines = [
        b"=C2=A1Hola=2C Ana!",  # more encoded than needed, and in both cases
        b"una l=c3=adnea que dobla =",
        b"en dos AAA y termina=20",
        b"sigue =3D igual",
        b"otra =E2=82=AC",
    ]
    raw = mail(b"\r\n".join(lines), UTF8, QP)
    after = fixed(raw, ("AAA", "mañana"))
    assert after == raw.replace(b"AAA", b"ma=C3=B1ana")
    assert fixed(raw, ("Hola", "Buenas")) == raw.replace(
        b"=C2=A1Hola=2C", b"=C2=A1Buenas,"
    )  # a touched line is written as usual
    assert fixed(raw, ("una l", "¡una l")) == raw.replace(
        b"una l=c3=adnea que dobla =", b"=C2=A1una l=C3=ADnea que dobla=20="
    )
    assert fixed(raw, ("termina \nsigue", "fin")).endswith(
        b"dobla =\r\nen dos AAA y fin =3D igual\r\notra =E2=82=AC"
    )
    assert fixed(raw, ("termina \nsigue", "sigue")).endswith(
        b"\r\nen dos AAA y=20=\r\nsigue =3D igual\r\notra =E2=82=AC"
    )


def test_quoted_printable_lines_are_folded() -> None:
    raw = mail(b"corta\r\nAAA fin\r\notra", UTF8, QP)
    after = fixed(raw, ("AAA", "ñandú " * 40))
    body = after.partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert body[0] == b"corta"
    assert body[-1] == b"otra"
    assert len(body) > 5
    assert max(map(len, body)) <= 76


def test_quoted_printable_breaks_that_are_encoded() -> None:
    raw = mail(b"uno AAA=0D=0A=\ndos=0D=0A=\ntres", UTF8, QP, newline=b"\n")
    after = fixed(raw, ("AAA", "b"))
    assert b"\r" not in after
    assert after.endswith(b"dos=0D=0A=\ntres")


@pytest.mark.parametrize(
    ("width", "newline", "end"),
    [(76, b"\r\n", b"\r\n"), (60, b"\n", b"\n\n"), (64, b"\r\n", b""), (0, b"\r\n", b"\r\n")],
)
def test_base64_keeps_its_shape(width: int, newline: bytes, end: bytes) -> None:
    def encoded(text: str) -> bytes:
        letters = binascii.b2a_base64(text.encode(), newline=False)
        step = width or len(letters)
        return newline.join(letters[i : i + step] for i in range(0, len(letters), step)) + end

    text = "Hola, ¿qué tal?\r\n" * 20 + "AAA fin\r\n"
    raw = mail(encoded(text), UTF8, "Content-Transfer-Encoding: base64", newline=newline)
    want = raw.replace(encoded(text), encoded(text.replace("AAA", "otra línea,\r\ny")))
    assert fixed(raw, ("AAA", "otra línea,\ny")) == want


def test_base64_with_a_text_behind_it() -> None:
    footer = b"\r\n_____\r\nlist footer\r\n"
    raw = mail(base64.b64encode(b"Hola AAA") + footer, UTF8, "Content-Transfer-Encoding: base64")
    after = fixed(raw, ("AAA", "Ana!!"))
    assert after.endswith(base64.b64encode(b"Hola Ana!!") + footer)
    assert fixed(raw, ("AAA", "Ana!"), skipped=1) == raw  # would take the footer for base64


# --- HTML ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "change", "want"),
    [
        ("<p class='AAA'>AAA</p>", ("AAA", "Aaa"), "<p class='AAA'>Aaa</p>"),
        ("uno   dos\n dos", ("dos dos", "dos"), "uno   dos"),
        ("uno <b>dos</b> <i>dos</i>.", ("dos dos", "dos"), "uno <b>dos</b><i></i>."),
        ("&Eacute;XITO &amp; m&aacute;s", ("ÉXITO", "Éxito"), "&Eacute;xito &amp; m&aacute;s"),
        ("UR<b>GEN</b>TE", ("URGENTE", "Urgente"), "Ur<b>gen</b>te"),
        ("<b>UR</b>GENTE", ("URGENTE", "ya"), "<b>ya</b>"),
        ("a AAA b", ("AAA", "<b> & co"), "a &lt;b&gt; &amp; co b"),
        ("<p>uno</p><p>Puedes?</p>", ("Puedes", "¿Puedes"), "<p>uno</p><p>&#191;Puedes?</p>"),
        ("<b>uno</b> dos", ("uno", "uno,"), "<b>uno,</b> dos"),
        ("uno <b>dos</b>", ("dos", "¿dos"), "uno <b>&#191;dos</b>"),
        ("<ul><li>uno<li>dos</ul>", ("uno\n- dos", "Uno\n- Dos"), "<ul><li>Uno<li>Dos</ul>"),
        ("a&nbsp;,b", ("\xa0,", ","), "a,b"),
        ("a <!-- AAA --> AAA", ("AAA", "b"), "a <!-- AAA --> b"),
        ("Hola Ana<br>\r\nqué", ("Ana", "Ana:"), "Hola Ana:<br>\r\nqué"),
        ("re\u0301 AAA u\u0301", ("AAA", "b"), "re\u0301 b u\u0301"),
    ],
)  # fmt: skip
def test_html(html: str, change: tuple[str, str], want: str) -> None:
    assert fixed(html.encode(), change, kind="html").decode() == want


@pytest.mark.parametrize(
    ("html", "change"),
    [
        ("<p>uno</p><p>dos</p>", ("uno\n\ndos", "uno")),  # the break is tags
        ("<li>uno", ("- uno", "uno")),
        ("uno dos", ("uno", "uno\n")),
        ("uno dos", (" dos", "  dos")),
        ("a < b", (" b", "b")),  # would open a tag
        ("a&NotEqualTilde;b", ("\u0338", "")),  # half of a reference
    ],
)
def test_html_that_cannot_be_written_stays(html: str, change: tuple[str, str]) -> None:
    assert fixed(html.encode(), change, kind="html", skipped=1).decode() == html


def test_what_html_cannot_take_does_not_stop_the_rest() -> None:
    html = "<p>AAA</p>a < b<p>BBB</p><p>CCC</p>"
    changes = [("AAA", "a"), (" b", "b"), ("BBB", "x"), ("CCC", "y")]
    after = fixed(html.encode(), *changes, kind="html", skipped=1)
    assert after == b"<p>a</p>a < b<p>x</p><p>y</p>"


def test_html_with_a_charset_uses_it() -> None:
    raw = mail("<p>año AAA</p>".encode("latin-1"), "Content-Type: text/html; charset=iso-8859-1")
    assert fixed(raw, ("AAA", "ñ – ñ")) == raw.replace(b"AAA", b"\xf1 &#8211; \xf1")


def test_plain_alternative_gets_the_same() -> None:
    plain = "Hola Ana,\r\n\r\nel informe\r\nva va en el correo.\r\n".encode("utf-16-le")
    text = part("text/plain; charset=utf-16le", base64.b64encode(plain), "base64")
    html = "<p>Hola Ana,</p><p>el <b>informe</b> va va en el correo.</p>"
    raw = multipart("alternative", text, part("text/html; charset=utf-8", html.encode()))
    after = read(fixed(raw, ("va va", "va"), ("Hola", "Buenas")))
    assert after.message.content(after.message.alternatives[0]) == (
        "Buenas Ana,\r\n\r\nel informe\r\nva en el correo.\r\n"
    )


@pytest.mark.parametrize(
    "plain", [b"nothing of it", b"uno AAA dos. Y luego uno AAA dos.", b"uno *AAA* dos"]
)
def test_plain_alternative_is_left_alone_where_the_place_is_unsure(plain: bytes) -> None:
    html = part("text/html; charset=utf-8", b"<p>uno AAA dos</p>")
    raw = multipart("alternative", part("text/plain", plain), html)
    assert fixed(raw, ("AAA", "b")) == raw.replace(b"<p>uno AAA", b"<p>uno b")


def test_other_parts_stay() -> None:
    file = part("application/pdf; name=a.pdf", b"AAA\nJVBE  \r\n", "base64")
    raw = multipart("mixed", part("text/plain", b"AAA"), file)
    assert fixed(raw, ("AAA", "b")) == raw.replace(b"\r\n\r\nAAA\r\n", b"\r\n\r\nb\r\n")


# --- properties ---------------------------------------------------------------------------

LETTERS = "aábcé ñ.,¿?AÉ =_<&\t-ü"
EXACT = st.text(LETTERS + "\n", max_size=120)
TEXTS = st.one_of(EXACT, EXACT.map(partial(unicodedata.normalize, "NFD")))


@st.composite
def mails(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> bytes:
    newline = draw(st.sampled_from(["\r\n", "\n"]))
    charset = draw(st.sampled_from(["utf-8", "iso-8859-1"]))
    encoding = draw(st.sampled_from(["8bit", "quoted-printable", "base64"]))
    text = draw(texts if charset == "utf-8" else EXACT)
    data = text.replace("\n", newline).encode(charset)
    eol = newline.encode()
    if encoding == "base64":
        data = base64.encodebytes(data).replace(b"\n", eol)
    elif encoding == "quoted-printable":
        data = binascii.b2a_qp(data, istext=True).replace(b"=\n", b"=" + eol)
    subject = draw(st.text("aáéñB =?", max_size=90))
    if draw(st.booleans()):
        subject = f"=?utf-8?b?{base64.b64encode(subject.encode()).decode()}?="
    head = [
        f"Content-Type: text/plain; charset={charset}",
        f"Content-Transfer-Encoding: {encoding}",
    ]
    content = newline.join([*head, "", ""]).encode() + data
    fields = ["From: Ana <ana@example.com>", f"subject:  {subject}", "X-Odd:  a", "\t b "]
    if draw(st.booleans()):
        fields.append("Content-Type: multipart/mixed; boundary=zz")
        file = f"Content-Type: application/zip{newline}{newline}PK  a ".encode()
        middle = b"--zz" + eol
        content = eol + b"preamble" + eol + middle + content + eol + middle + file + eol + b"--zz--"
    return newline.join([*fields, ""]).encode() + content


@given(mails(), st.data())
def test_any_edit_is_read_back(raw: bytes, data: st.DataObject) -> None:
    document = read(raw)
    text = document.text
    start = data.draw(st.integers(9, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    new = data.draw(st.text("aé\nB =z", max_size=100))
    applied = apply(document, [Edit(start, end, new)])
    after = read(applied.raw)
    assert apply(document, []) == (raw, ())
    if applied.skipped:
        # a letter of an accent's own, or something that is neither subject nor body
        assert applied.raw == raw
        subject_end = 9 + len(document.subject_text)
        assert start < document.body_start or "\u0301" in unicodedata.normalize("NFD", text)
        assert not (end <= subject_end and start < document.body_start)
        return
    before, behind = document.message, after.message
    part, now = before.body, behind.body
    assert part is not None
    assert now is not None
    if start >= document.body_start:
        want = unicodedata.normalize("NFC", text[:start] + new + text[end:])
        assert after.text == want
        assert before.raw[: part.start] == behind.raw[: now.start]
    else:
        head = text[: document.body_start - 2]
        head = head[:start] + new + head[end:]
        assert after.subject_text == " ".join(head[9:].split())
        assert after.text[after.body_start :] == text[document.body_start :]
        assert before.raw[part.start : part.end] == behind.raw[now.start : now.end]
        for name in ("From", "X-Odd", "Content-Type"):
            assert field(before.raw, before.field(name)) == field(behind.raw, behind.field(name))
    assert before.raw[part.end :] == behind.raw[now.end :]
    if part.encoding == "8bit" and start >= document.body_start:
        same = shared(before.raw, behind.raw) + shared(before.raw[::-1], behind.raw[::-1])
        assert same >= len(before.raw) - 4 * (end - start)


def shared(one: bytes, other: bytes) -> int:
    """The length of the beginning that both have."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def field(raw: bytes, header: Header | None) -> bytes:
    return raw[header.start : header.end] if header else b""


@given(mails(EXACT), st.data())
def test_several_edits_at_once(raw: bytes, data: st.DataObject) -> None:
    document = read(raw)
    size = len(document.text) - document.body_start
    cuts = sorted(data.draw(st.sets(st.integers(0, size), max_size=8)))
    cuts = cuts[: len(cuts) // 2 * 2]
    base = document.body_start
    edits = [
        Edit(base + s, base + e, data.draw(st.text("xy =\n", max_size=9)))
        for s, e in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    applied = apply(document, edits)
    assert not applied.skipped
    assert read(applied.raw).text == spliced(document.text, edits)


TAGS = st.sampled_from(
    ["<p>", "</p>", "<br>", "<b>", "</b>", "&amp;", "&eacute;", " ", "\n", "a", "ñ", "uno dos",
     "<li>", "<td>", "&nbsp;", "<!-- a -->", "<", "&", "<pre>", "e\u0301", "&#13;", "A"]
)  # fmt: skip


@given(st.lists(TAGS, max_size=20).map("".join), st.data())
def test_html_shows_what_was_meant_or_stays(html: str, data: st.DataObject) -> None:
    document = read(html.encode(), kind="html")
    size = len(document.text)
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    new = data.draw(st.text("aé <&;\nx", max_size=6))
    applied = apply(document, [Edit(start, end, new)])
    if applied.skipped:
        assert applied.raw == html.encode()
    else:
        want = unicodedata.normalize("NFC", document.text[:start] + new + document.text[end:])
        assert read(applied.raw, kind="html").text == want


@given(st.binary(max_size=300), st.lists(st.tuples(st.integers(-5, 320), st.integers(-5, 320))))
def test_any_bytes_any_edits(raw: bytes, places: list[tuple[int, int]]) -> None:
    for kind in ("message", "html", "text"):
        document = read(raw, kind=kind)
        applied = apply(document, [Edit(start, end, "ñ\n") for start, end in places])
        if len(applied.skipped) == len(set(places)):
            assert applied.raw == raw


def test_letters_that_normalising_merges_are_known() -> None:
    """What composes with, or is moved before, the letter in front of it is never cut off."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.combining(character):
            assert joins(character)
        whole = unicodedata.normalize("NFD", character)
        if len(whole) > 1 and unicodedata.normalize("NFC", whole) == character:
            assert all(map(joins, whole[1:]))


# --- to the fixpoint ----------------------------------------------------------------------


def lint_with(pattern: str, new: str) -> Callable[[Document], Report]:
    def lint(document: Document) -> Report:
        matches = re.finditer(pattern, document.text)
        return report([finding((*m.span(), m.expand(new))) for m in matches])

    return lint


def run(raw: bytes, pattern: str, new: str) -> tuple[bytes, list[Finding]]:
    return fix_to_fixpoint(raw, lint_with(pattern, new), read)


def test_fixpoint_ends_when_nothing_is_left() -> None:
    raw = mail(b"el el el el el informe\r\n")
    after, mended = run(raw, r"\b(\w+) \1\b", r"\1")
    assert after == raw.replace(b"el el el el el", b"el")
    assert len(mended) == 4
    assert run(after, r"\b(\w+) \1\b", r"\1") == (after, [])


def test_fixpoint_is_bounded() -> None:
    after, mended = run(mail(b"a"), r"a\Z", "aa")
    assert after == mail(b"a" * 11)
    assert len(mended) == 10


def test_fixes_that_undo_each_other_end() -> None:
    def lint(document: Document) -> Report:
        at = len(document.text) - 1
        return report([finding((at, at + 1, "b" if document.text[at] == "a" else "a"))])

    assert fix_to_fixpoint(mail(b"a"), lint, read)[0] == mail(b"b")


def test_a_fix_that_cannot_be_written_whole_is_not_written() -> None:
    raw = mail(b"'AAA' and BBB", "Content-Type: text/plain; charset=iso-8859-1")

    def lint(document: Document) -> Report:
        text = document.text
        marks = [Edit(at, at + 1, '"') for at in range(len(text)) if text[at] == "'"]
        first, second = (*marks, None, None)[:2]
        found = [finding((m.start(), m.end(), "b")) for m in re.finditer("BBB", text)]
        if first and second:
            found.append(finding(first, second._replace(text="”")))
        return report(found)

    after, mended = fix_to_fixpoint(raw, lint, read)
    assert after == raw.replace(b"BBB", b"b")
    assert len(mended) == 1


def test_nothing_to_fix_returns_the_same_bytes() -> None:
    raw = b"\xff\xfe not a mail \x00"
    assert run(raw, "zzz", "")[0] is raw


@given(mails())
def test_fixpoint_is_idempotent(raw: bytes) -> None:
    after, _ = run(raw, r"(?<=\w) +([.,?])", r"\1")
    assert run(after, r"(?<=\w) +([.,?])", r"\1") == (after, [])


# --- diff ---------------------------------------------------------------------------------


def test_diff_is_of_the_views() -> None:
    raw = mail(base64.b64encode("Hola AAA\n\nadiós".encode()), "Content-Transfer-Encoding: base64")
    before = read(raw)
    after = read(fixed(raw, ("AAA", "Ana")))
    assert diff(before, after, "draft.eml") == (
        "--- draft.eml\n+++ draft.eml\n@@ -1,5 +1,5 @@\n Subject: Nota\n \n"
        "-Hola AAA\n+Hola Ana\n \n adiós\n"
    )
    assert diff(before, before, "draft.eml") == ""


# --- time ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (mail(b"a" * 900_000 + b" AAA"), "message"),
        (mail(("e\u0301" * 300_000 + " AAA").encode()), "message"),
        (mail(b"=41" * 300_000 + b"AAA", QP), "message"),
        (mail(b"=\r\n" * 300_000 + b"AAA", QP), "message"),
        (b"&amp;" * 150_000 + b"AAA", "html"),
        (b"<b>a</b> " * 60_000 + b"AAA", "html"),
    ],
)
def test_huge_bodies_take_little_time(raw: bytes, kind: str) -> None:
    document = read(raw, kind=kind)
    start = document.text.rindex("AAA")
    with soon():
        applied = apply(document, [Edit(start, start + 3, "ñ")])
    assert not applied.skipped


def test_huge_part_is_left_alone() -> None:
    raw = mail(b"AAA" + b"a" * MAX_PART)
    assert apply(read(raw), [Edit(15, 18, "b")]) == (raw, (Edit(15, 18, "b"),))


def test_html_with_thousands_of_bad_edits_takes_little_time() -> None:
    html = b"<p>AAA</p>a < b " * 10_000
    document = read(html, kind="html")
    edits = [Edit(m.start(), m.start() + 1, "") for m in re.finditer(" b", document.text)]
    with soon():
        assert apply(document, edits).raw == html


def test_many_edits_take_little_time() -> None:
    raw = mail("AAA é ".encode() * 20_000)
    document = read(raw)
    edits = [Edit(m.start(), m.end(), "b") for m in re.finditer("AAA", document.text)]
    with soon():
        assert apply(document, edits).raw == raw.replace(b"AAA", b"b")


# --- files --------------------------------------------------------------------------------


def test_write_keeps_mode_and_link(tmp_path: Path) -> None:
    folder = tmp_path
    target = folder / "draft.eml"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = folder / "link.eml"
    link.symlink_to(target)
    files.write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["draft.eml", "link.eml"]


def test_write_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "draft.eml"
    folder.mkdir()
    with pytest.raises(OSError):
        files.write(folder, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["draft.eml"]
    with pytest.raises(FileNotFoundError):
        files.write(folder / "no" / "such" / "folder", b"new")


# --- patch --------------------------------------------------------------------------------


def patched(raw: bytes, pattern: str, new: str, path: str = "a.eml") -> tuple[bytes, bytes]:
    """What fixes make of a message, and the patch that says so."""
    after, _ = run(raw, pattern, new)
    return after, patch(read(raw), read(after), path, raw, after)


def apply_patch(raw: bytes, lines: bytes) -> bytes:
    """What a unified diff makes of `raw`, each of its lines held against it."""
    old = io.BytesIO(raw).readlines()
    out: list[bytes] = []
    at = 0
    body = io.BytesIO(lines).readlines()
    first = next(i for i, line in enumerate(body) if line.startswith(b"@@"))
    for line, following in zip(body[first:], [*body[first + 1 :], b""], strict=True):
        sign, words = line[:1], line[1:]
        if following.startswith(b"\\"):
            words = words[:-1]
        if found := re.match(rb"@@ -(\d+)", line):
            start = max(int(found[1]) - 1, 0)
            out += old[at:start]
            at = start
        elif sign == b"+":
            out.append(words)
        elif sign != b"\\":
            assert sign in b" -"
            assert old[at] == words
            at += 1
            out += [words] * (sign == b" ")
    return b"".join([*out, *old[at:]])


SPACED = (r"(?<=\w) +([.,?])", r"\1")


@given(mails())
def test_a_patch_makes_what_fix_writes(raw: bytes) -> None:
    after, lines = patched(raw, *SPACED)
    assert bool(lines) == (after != raw)
    assert not lines or apply_patch(raw, lines) == after


@pytest.mark.parametrize("tool", [("git", "apply", "-"), ("patch", "-sp1"), ("patch", "-s")])
@settings(max_examples=25, deadline=None)
@given(raw=mails(), name=st.sampled_from(["a.eml", "el borrador ñ.eml"]))
def test_tools_take_a_patch(
    tmp_path_factory: pytest.TempPathFactory, tool: tuple[str, ...], raw: bytes, name: str
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} isn't installed")
    after, lines = patched(raw, *SPACED, path=name)
    file = tmp_path_factory.mktemp("draft") / name
    file.write_bytes(raw)
    if lines:
        subprocess.run(tool, input=lines, cwd=file.parent, check=True, capture_output=True)
    assert file.read_bytes() == after


def test_a_patch_of_encoded_lines_says_what_they_say() -> None:
    raw = mail(base64.b64encode("Niña , hola".encode()), "Content-Transfer-Encoding: base64")
    after, lines = patched(raw, *SPACED)
    told = lines.split(b"---")[0].decode()
    assert told == "# -Niña , hola\n# +Niña, hola\n"
    assert apply_patch(raw, lines) == after


def test_a_patch_of_readable_lines_is_nothing_else() -> None:
    assert patched(b"Subject: Nota\r\n\r\nHola , Ana\r\n", *SPACED)[1] == (
        b"--- a/a.eml\n+++ b/a.eml\n@@ -1,3 +1,3 @@\n"
        b" Subject: Nota\r\n \r\n-Hola , Ana\r\n+Hola, Ana\r\n"
    )


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("./sub/../a.eml", b"a/a.eml\n"),
        ("my draft.eml", b"a/my draft.eml\t\n"),
        ('a"\n.eml', b'"a/a\\042\\012.eml"\n'),
        ("/a.eml", b"a/a.eml\n"),
    ],
)
def test_the_name_in_a_patch(path: str, shown: bytes) -> None:
    _, lines = patched(b"Subject: Nota\n\nHola , Ana\n", *SPACED, path=path)
    assert lines.startswith(b"--- " + shown)
