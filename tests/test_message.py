"""Messages, well-formed and hostile; beside them the standard library as an oracle."""

import email
import subprocess
import sys
import tracemalloc
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from itertools import pairwise

import pytest
from helpers import soon
from hypothesis import given, settings
from hypothesis import strategies as st

from emailint.fields import MAX_HEADERS
from emailint.message import MAX_TEXT, Message, parse
from emailint.mime import MAX_DEPTH, MAX_PARTS


def body(message: Message) -> str | None:
    return message.content(message.body) if message.body else None


PLAIN = """\
Date: Thu, 5 Mar 2026 10:15:00 +0100
From: =?utf-8?Q?Ana_Pe=C3=B1a?= <ana@example.es>
To: Luis <luis@example.org>,
 marta@example.org
CC: eva@example.com
Subject: Acta de la
\treunión
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Hola, Luis:

Te mando el acta.
""".encode()


def test_plain() -> None:
    message = parse(PLAIN)
    assert message.has_headers
    assert message.get("subject") == "Acta de la reunión"
    assert message.sender == ("Ana Peña", "ana@example.es")
    assert [found.address for found in message.to] == ["luis@example.org", "marta@example.org"]
    assert [found.domain for found in message.cc] == ["example.com"]
    assert message.bcc == ()
    assert message.knows_recipients
    assert message.date is not None
    assert message.date.isoformat() == "2026-03-05T10:15:00+01:00"
    assert not message.reply
    assert body(message) == "Hola, Luis:\n\nTe mando el acta.\n"
    assert message.body is not None
    assert message.body.line == 12
    assert not message.alternatives
    assert not message.attachments
    assert not message.defects
    assert not message.cut
    assert message.get("x-none") is None
    assert message.all("x-none") == []
    assert message.field("x-none") is None


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_places_are_those_of_the_file(newline: bytes) -> None:
    raw = PLAIN.replace(b"\n", newline)
    message = parse(raw)
    field = message.field("SUBJECT")
    assert field is not None
    assert field.name == "Subject"
    assert field.value == "Acta de la reunión"
    assert field.line == 6
    assert raw[field.start : field.end].startswith(b"Subject: Acta")
    assert raw[field.start : field.end].endswith("reunión".encode() + newline)
    assert [field.line for field in message.headers] == [1, 2, 3, 5, 6, 8, 9, 10]
    joined = b"".join(raw[field.start : field.end] for field in message.headers)
    part = message.body
    assert part is not None
    assert part.line == 12
    assert joined + newline + raw[part.start : part.end] == raw
    assert message.content(part) == raw[part.start : part.end].decode()


def test_fields_of_one_name() -> None:
    message = parse(b"Received: a\nreceived: b\nSubject: x\nSUBJECT: y\n\n")
    assert message.all("Received") == ["a", "b"]
    assert message.get("Subject") == "x"


@pytest.mark.parametrize(
    ("raw", "has_headers", "subject", "text"),
    [
        (b"", False, None, ""),
        (b"\n", False, None, "\n"),
        (b"Hola a todos", False, None, "Hola a todos"),
        (b"Nota: hablamos luego\n\nHola", False, None, "Nota: hablamos luego\n\nHola"),
        (b"Subject: x", True, "x", ""),
        (b"Subject:\n\n\nHola", True, "", "\nHola"),
        (b"\n\r\nSubject: x\n\nHola", True, "x", "Hola"),
        (b"\xef\xbb\xbfSubject: x\n\nHola", True, "x", "Hola"),
        (b"\xef\xbb\xbfHola", False, None, "Hola"),
        (b"From ana at example.es Mon Jan  1 00:00:00 2026\nSubject: x\n\nHola", True, "x", "Hola"),
        (b"From here on\nwe go", False, None, "From here on\nwe go"),
        (b"Subject: x\nHola a todos", True, "x", "Hola a todos"),
        (b"Subject: x\n \nHola:\n", True, "x", "Hola:\n"),
        (b"Subject: x\n \nTo: a@example.es\n\nHola\n", True, "x", "Hola\n"),
        (b"Subject : x\n\nHola\n", True, "x", "Hola\n"),
        (b"X-Y: z\n\n--b\nHola\n", True, None, "--b\nHola\n"),
    ],
)
def test_where_the_header_ends(
    raw: bytes, has_headers: bool, subject: str | None, text: str
) -> None:
    message = parse(raw)
    assert message.has_headers is has_headers
    assert message.get("Subject") == subject
    assert body(message) == text


@pytest.mark.parametrize(
    ("header", "reply", "knows"),
    [
        (b"In-Reply-To: <a@b>", True, False),
        (b"References: <a@b>", True, False),
        (b"Bcc:", False, True),
        (b"Resent-To: a@example.es", False, False),
    ],
)
def test_facts_of_the_header(header: bytes, reply: bool, knows: bool) -> None:
    message = parse(header + b"\n\n")
    assert (message.reply, message.knows_recipients) == (reply, knows)
    assert message.to == ()
    assert message.sender is None
    assert message.date is None


# The sixteen hostile cases on which common parsers were compared.

ENIE = "Mañana, “señor” 5 €"


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        (b"=?utf-8?Q?ma=C3?= =?utf-8?Q?=B1ana?=", "mañana"),
        ("mañana".encode(), "mañana"),
        ("mañana".encode("latin-1"), "mañana"),
    ],
    ids=["word split inside a character", "raw utf-8", "raw latin-1"],
)
def test_hostile_subjects(value: bytes, subject: str) -> None:
    assert parse(b"Subject: " + value + b"\n\nx").get("Subject") == subject


@pytest.mark.parametrize(
    ("content_type", "data", "text"),
    [
        ("text/plain; charset=x-unknown", ENIE.encode(), ENIE),
        ("text/plain; charset=us-ascii", ENIE.encode(), ENIE),
        ("", ENIE.encode(), ENIE),
        ("text/plain; charset=iso-8859-1", ENIE.encode("cp1252"), ENIE),
        ("text/html", b'<meta charset="utf-8">' + ENIE.encode(), f'<meta charset="utf-8">{ENIE}'),
        ("text/html", b"<meta charset=koi8-r>\xf1", "<meta charset=koi8-r>Я"),
    ],
    ids=["unknown charset", "ascii label", "no label", "latin-1 label", "meta", "other meta"],
)
def test_hostile_charsets(content_type: str, data: bytes, text: str) -> None:
    header = f"Content-Type: {content_type}\n" if content_type else ""
    assert body(parse(b"Subject: x\n" + header.encode() + b"\n" + data)) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Subject: x\nContent-Transfer-Encoding: base64\n\naG9sYQ", "hola"),
        (b"Subject: x\nContent-Transfer-Encoding: base64\n\naG9s*YQ=\n", "hola"),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhola\n", "hola\n"),
        (b'To: ,;<<>>"(, @, a@b@c\nSubject: x\n\nhola', "hola"),
        (b"hola a todos\n", "hola a todos\n"),
        (b"From a@b Mon Jan  1 00:00:00 2001\nTo: a@b\n\nhola", "hola"),
        (b"Subject: x\nContent-Type: multipart/mixed\n\nhola", "hola"),
    ],
    ids=["truncated", "broken base64", "unterminated", "addresses", "no header", "mbox", "bare"],
)
def test_hostile_structures(raw: bytes, text: str) -> None:
    message = parse(raw)
    assert body(message) == text
    assert isinstance(message.to, tuple)


# Bodies and attachments

TEXT = MIMEText("Hola, texto.\n", "plain", "utf-8")
HTML = MIMEText("<p>Hola, <b>página</b>.</p>\n", "html", "utf-8")
EMPTY_HTML = MIMEText(
    "<!-- x --><html><style>p{}</style><title>t</title><p>&nbsp;\u200b</p></html>", "html", "utf-8"
)
EMPTY = MIMEText("\n", "plain", "utf-8")
FOOTER = MIMEText("_____\nlista example\n", "plain", "utf-8")
PDF = MIMEApplication(b"x" * 1000, "pdf")
PDF.add_header("Content-Disposition", "attachment", filename=("utf-8", "", "año.pdf"))
NOTES = MIMEText("notas", "plain", "utf-8")
NOTES.add_header("Content-Disposition", "attachment", filename="notas.txt")
LOGO = MIMEImage(b"\x89PNG" + b"x" * 60, "png")
LOGO.add_header("Content-ID", "<logo@example.es>")
PHOTO = MIMEImage(b"\x89PNG" + b"x" * 60, "png", name="foto.png")
PHOTO.add_header("Content-ID", "<foto@example.es>")
WITH_LOGO = MIMEText('<img src="cid:logo%40example.es">Hola, logo.', "html", "utf-8")
INVITE = MIMEText("BEGIN:VCALENDAR", "calendar", "utf-8")
PGP = MIMEApplication(b"x", "pgp-signature", name="signature.asc")


def multi(subtype: str, *parts: object) -> MIMEMultipart:
    out = MIMEMultipart(subtype)
    for part in parts:
        out.attach(part)  # type: ignore[arg-type]
    return out


@pytest.mark.parametrize(
    ("tree", "text", "alternatives", "attachments"),
    [
        (TEXT, "Hola, texto.\n", 0, []),
        (multi("alternative", TEXT, HTML), "<p>Hola, <b>página</b>.</p>\n", 1, []),
        (multi("alternative", HTML, TEXT), "Hola, texto.\n", 1, []),
        (multi("alternative", TEXT, EMPTY_HTML), "Hola, texto.\n", 1, []),
        (multi("alternative", TEXT, HTML, INVITE), "<p>Hola, <b>página</b>.</p>\n", 1,
         [("invite.ics", False)]),
        (multi("mixed", TEXT, PDF, FOOTER), "Hola, texto.\n", 0, [("año.pdf", False)]),
        (multi("mixed", NOTES, TEXT), "Hola, texto.\n", 0, [("notas.txt", False)]),
        (multi("mixed", EMPTY, HTML), "<p>Hola, <b>página</b>.</p>\n", 0, []),
        (multi("mixed", EMPTY, PDF), "\n", 0, [("año.pdf", False)]),
        (multi("mixed", multi("alternative", TEXT, multi("related", WITH_LOGO, LOGO)), PDF),
         '<img src="cid:logo%40example.es">Hola, logo.', 1, [("", True), ("año.pdf", False)]),
        (multi("alternative", TEXT, multi("mixed", HTML, PDF, HTML)),
         "<p>Hola, <b>página</b>.</p>\n", 1, [("año.pdf", False)]),
        (multi("related", LOGO, WITH_LOGO), '<img src="cid:logo%40example.es">Hola, logo.', 0,
         [("", True)]),
        (multi("related", WITH_LOGO, PHOTO), '<img src="cid:logo%40example.es">Hola, logo.', 0,
         [("foto.png", False)]),
        (multi("signed", TEXT, PGP), "Hola, texto.\n", 0, []),
        (PDF, None, 0, [("año.pdf", False)]),
        (multi("mixed", PDF), None, 0, [("año.pdf", False)]),
    ],
)  # fmt: skip
def test_what_the_writer_sees(
    tree: MIMEText, text: str | None, alternatives: int, attachments: list[tuple[str, bool]]
) -> None:
    message = parse(b"Subject: x\n" + tree.as_bytes())
    assert body(message) == text
    assert len(message.alternatives) == alternatives
    assert [(file.name, file.inline) for file in message.attachments] == attachments
    assert message.defects == ()


def test_sizes_of_attachments() -> None:
    raw = b"""\
Subject: x
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/x-notes; name=notas
Content-Disposition: attachment
Content-Transfer-Encoding: quoted-printable

=C3=B1=C3=B1=C3=B1
--b
Content-Type: application/octet-stream

12345
--b--
"""
    assert [file.size for file in parse(raw).attachments] == [6, 5]
    assert parse(multi("mixed", PDF).as_bytes()).attachments[0].size == 1000


def test_forwarded_message_is_a_file() -> None:
    raw = b"""\
Subject: fuera
Content-Type: multipart/mixed; boundary=fuera

--fuera

Mira esto.
--fuera
Content-Type: message/rfc822

Subject: dentro
Content-Type: multipart/mixed; boundary=dentro

--dentro

Texto ajeno
--dentro--
--fuera--
"""
    message = parse(raw)
    assert body(message) == "Mira esto."
    assert [file.name for file in message.attachments] == ["message.eml"]
    assert len(message.parts) == 2


def test_parts_know_their_lines() -> None:
    raw = multi("mixed", TEXT, multi("alternative", TEXT, HTML), PDF).as_bytes()
    message = parse(b"Subject: x\n" + raw)
    assert [part.depth for part in message.parts] == [1, 2, 2, 1]
    for part in message.parts:
        assert part.line == message.raw.count(b"\n", 0, part.start) + 1
        assert message.raw[part.end : part.end + 3] in (b"\n--", b"\n\n-")


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (b"hola", "no headers"),
        (b"Subject: x\nhola", "no blank line after the headers"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx", "unterminated multipart"),
        (b"Content-Type: multipart/mixed\n\nx", "multipart without boundary"),
        (b"Content-Type: multipart/mixed; boundary=b\n\nx\n--b--\n", "multipart without parts"),
    ],
)
def test_defects(raw: bytes, defect: str) -> None:
    assert parse(raw).defects == (defect,)


def test_one_boundary_for_two_multiparts() -> None:
    head = b"Content-Type: multipart/mixed; boundary=b\n\n"
    message = parse(head + b"--b\n" + head + b"--b\n\nhola\n--b--\n")
    assert [message.content(part) for part in message.parts] == ["", "hola"]
    assert body(message) == "hola"


def test_boundary_that_starts_another() -> None:
    raw = b"""\
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="b--"

--b--

uno
--b----
--bb
--b--
"""
    assert body(parse(raw)) == "uno"


def test_boundary_that_looks_like_a_field() -> None:
    raw = b"""\
Content-Type: multipart/mixed; boundary="b:c"

--b:c
Content-Type: text/plain
--b:c

dos
--b:c--
"""
    assert body(parse(raw)) == "dos"
    assert len(parse(raw).parts) == 2


def test_root_of_a_related_multipart() -> None:
    root = MIMEText("<p>La raíz</p>", "html", "utf-8")
    root.add_header("Content-ID", "<raiz>")
    tree = multi("related", HTML, root)
    tree.set_param("start", "<raiz>")
    assert body(parse(tree.as_bytes())) == "<p>La raíz</p>"
    tree.set_param("start", "<nada>")
    assert body(parse(tree.as_bytes())) == "<p>Hola, <b>página</b>.</p>\n"


def test_a_cut_inside_a_character() -> None:
    message = parse(b"Subject: x\n\na" + "ñ".encode() * 4_100_000)
    assert body(message) == "a" + "ñ" * (MAX_TEXT - 1)


# Hostile sizes

NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000)
)
HEAD = b"Subject: x\nTo: ana@example.es\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
ALTERNATIVE = (
    HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n"
)


@pytest.mark.parametrize(
    ("raw", "cut"),
    [
        (b"a" * 1_000_000, ()),
        (HEAD + b"\n" + b"a" * 1_000_000, ()),
        (b"a:" * 500_000, ()),
        (b":" * 1_000_000, ()),
        (b"\n" * 1_000_000, ()),
        (b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"\nx", ("headers after 10,000",)),
        (b"a: b\n" * 100_000, ()),
        (HEAD + b" a\n" * 100_000, ()),
        (HEAD + b" \n" * 100_000 + b"\nx", ()),
        (b"To: " + b"a@example.es, " * 90_000 + b"\n\n",
         ("header values after 1,000,000 bytes", "To after 10,000 addresses")),
        (b"Subject: " + b" =?utf-8?Q?a=C3=B1o?=\n" * 35_000 + b"\nx", ()),
        (HEAD + NESTED + b"\nhola\n", ("nesting below 100",)),
        (MIXED + b"--b\n\nx\n" * 100_000, ("parts after 1,000",)),
        (MIXED + b"--b\n\n" + b"--\n" * 1_100_000, ("parts after a million lines of dashes",
                                                      "body after 1,000,000 characters")),
        (MIXED + b"--b\n\n" + b"-" * 1_000_000, ()),
        (ALTERNATIVE + b"<!--a>" * 150_000 + b"\n--b\n\nx\n--b--", ()),
        (ALTERNATIVE + b"<style>" * 150_000 + b"\n--b\n\nx\n--b--", ()),
        (ALTERNATIVE + b"<style>" + b"</style " * 99_000 + b"\n--b\n\nx\n--b--", ()),
        (ALTERNATIVE + b"<" * 1_000_000 + b"\n--b\n\nx\n--b--", ()),
        (ALTERNATIVE + b"cid:" * 250_000 + b"\n--b\nContent-ID: <a>\nContent-Type: a/b\n\n", ()),
        (HEAD + b"\n" + "ñandú ".encode() * 500_000, ("body after 1,000,000 characters",)),
        (HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"QUJD" * 1_000_000,
         ("body after 1,000,000 characters",)),
        (HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"= " * 1_000_000,
         ("body after 1,000,000 characters",)),
    ],
    ids=range(23),
)  # fmt: skip
def test_huge(raw: bytes, cut: tuple[str, ...]) -> None:
    with soon():
        message = parse(raw)
        read_everything(message)
        assert message.cut == cut
        assert len(message.headers) <= MAX_HEADERS
        assert len(message.parts) <= MAX_PARTS
        assert all(part.depth <= MAX_DEPTH for part in message.parts)
        assert len(body(message) or "") <= MAX_TEXT


def read_everything(message: Message) -> None:
    assert message.headers is not None
    for header in message.headers:
        assert header.value.encode().isascii() is header.value.isascii()
    _ = message.sender, message.to, message.cc, message.bcc, message.date, message.reply
    _ = message.body, message.alternatives, message.attachments, message.cut, message.defects
    for part in message.parts:
        assert 0 <= part.start <= part.end <= len(message.raw)
        if part.content_type.startswith("text/"):
            message.content(part).encode()


def test_fifty_megabytes_take_little_memory() -> None:
    raw = (
        MIXED + b"--b\n\nhola\n--b\nContent-Type: application/pdf; name=a.pdf\n"
        b"Content-Transfer-Encoding: base64\n\n" + (b"QUJD" * 19 + b"\n") * 650_000 + b"--b--\n"
    )
    assert len(raw) > 50_000_000
    with soon():
        tracemalloc.start()
        message = parse(raw)
        read_everything(message)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert body(message) == "hola"
        assert [file.size for file in message.attachments] == [37_050_000]
    assert peak < 1_000_000  # beside the message itself


# Properties

LINES = st.sampled_from(
    b"""
\t x
Subject: a
To: a@b.es
--b
--b--
--c
--c--
x
--
Content-Type: multipart/mixed; boundary=b
Content-Type: multipart/alternative; boundary=c
Content-Type: text/html; charset=utf-8
Content-Type: message/rfc822
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*=utf-8''%F1
aG9sYQ==
From a@b Mon Jan  1 00:00:00 2001
\xff\xfe\x00""".split(b"\n")
)
SOUP = st.builds(
    lambda lines, newline: newline.join(lines),
    st.lists(LINES, max_size=30),
    st.sampled_from([b"\n", b"\r\n", b"\r"]),
)


@settings(max_examples=300)
@given(st.binary(max_size=2000) | SOUP)
def test_nothing_raises(raw: bytes) -> None:
    message = parse(raw)
    read_everything(message)
    fields = message.headers
    for before, after in pairwise(fields):
        assert before.end <= after.start
    for part, following in pairwise(message.parts):
        assert part.end <= following.start


@given(
    st.recursive(
        st.tuples(
            st.sampled_from(["plain", "html"]),
            st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80),
            st.sampled_from(["utf-8", "us-ascii", "iso-8859-1"]),
        ),
        lambda children: st.lists(children, min_size=1, max_size=3),
        max_leaves=6,
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=80),
    st.booleans(),
)
def test_as_the_standard_library(tree: object, subject: str, crlf: bool) -> None:
    def build(node: object) -> MIMEText | MIMEMultipart:
        if isinstance(node, list):
            return multi("mixed", *map(build, node))
        assert isinstance(node, tuple)
        subtype, text, charset = node
        return MIMEText(text.encode(charset, "replace").decode(charset), subtype, charset)

    built = build(tree)
    built["Subject"] = subject.strip()
    raw = built.as_bytes()
    if crlf:
        raw = raw.replace(b"\n", b"\r\n")
    ours, theirs = parse(raw), email.message_from_bytes(raw)
    leaves = [part for part in theirs.walk() if not part.is_multipart()]
    assert [part.content_type for part in ours.parts] == [p.get_content_type() for p in leaves]
    assert [part.encoding for part in ours.parts] == [
        (p["Content-Transfer-Encoding"] or "").lower() for p in leaves
    ]
    assert [field.name for field in ours.headers] == theirs.keys()
    for part, leaf in zip(ours.parts, leaves, strict=True):
        data = leaf.get_payload(decode=True)
        charset = leaf.get_content_charset("utf-8").replace("iso-8859-1", "cp1252")
        assert isinstance(data, bytes)
        try:
            expected = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
            assert ours.content(part) == expected


def test_start_up_is_light() -> None:
    code = (
        "import sys; from emailint import message; print([m for m in sys.modules if m in UNWANTED])"
    )
    unwanted = {
        "email",
        "json",
        "tempfile",
        "numpy",
        "lxml",
        "pydantic",
        "selectolax",
        "unicodedata",
    }
    code = code.replace("UNWANTED", repr(unwanted))
    code = code.replace("from emailint import message", "import emailint.message")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
