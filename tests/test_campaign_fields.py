"""Merge fields: what the tokenizer takes for one, in each syntax, and what it renders."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from helpers import soon
from hypothesis import given
from hypothesis import strategies as st

from emailint import Config, lint
from emailint.campaign.fields import fields_in, guarded, tokenize, unbalanced
from emailint.campaign.merge import Template
from emailint.campaign.names import is_personal, is_system, meant
from emailint.campaign.recipients import Recipients
from emailint.campaign.syntax import AMPSCRIPT, HANDLEBARS, JINJA, LIQUID, MAILCHIMP, MAILJET
from emailint.campaign.troubles import TOLD, notes, troubles
from emailint.document import read
from emailint.linter import Linter
from emailint.model import EmailintError, Note
from emailint.pack import load_pack


@pytest.mark.parametrize(
    ("text", "name", "default"),
    [
        ("*|FNAME|*", "FNAME", None),
        ("*|TITLE:FNAME|*", "FNAME", None),
        ("*|LIST:ADDRESS|*", "LIST:ADDRESS", None),
        ('{{ contact.FIRSTNAME | default : "amigo" }}', "contact.FIRSTNAME", "amigo"),
        ("{{first_name|default:'x'}}", "first_name", "x"),
        ("{{ name | default: &quot;you&quot; }}", "name", "you"),
        ("{{ name|upper|default('you', true) }}", "name", "you"),
        ('{{ name or "you" }}', "name", "you"),
        ("{{ personalization_token('contact.firstname', 'there') }}", "contact.firstname", "there"),
        ('{{insert name "default=you"}}', "name", "you"),
        ("{{{ name }}}", "name", None),
        ("{{- name -}}", "name", None),
        ("{{${first_name} | default: 'you'}}", "first_name", "you"),
        ("{{custom_attribute.${city}}}", "city", None),
        ('{{var:name:"you"}}', "name", "you"),
        ("%%First Name%%", "First Name", None),
        ('%%=IIF(Empty(FirstName), "you", FirstName)=%%', "FirstName", "you"),
        ("[%first_name | you%]", "first_name", "you"),
        ("%FIRSTNAME%", "FIRSTNAME", None),
    ],
)
def test_a_value(text: str, name: str, default: str | None) -> None:
    (field,) = tokenize(f"Hola, {text}: 100% y 5%")
    assert (field.kind, field.name, field.default) == ("value", name, default)
    assert (field.start, field.end) == (6, 6 + len(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{#if a}}", "open"), ("{{#each a}}", "open"), ("{{^a}}", "open"), ("{{else}}", "else"),
        ("{{/if}}", "close"), ("{{! note }}", "other"), ("{{> footer}}", "other"),
        ("{{formatDate date 'x'}}", "other"), ("{{ now() }}", "other"), ("{% if a %}", "open"),
        ("{%- elif b -%}", "else"), ("{% endif %}", "close"), ("{% set a = 1 %}", "other"),
        ("*|IF:A=1|*", "open"), ("*|ELSE:|*", "else"), ("*|END:IF|*", "close"),
        ("%%[ SET @a = 1 ]%%", "other"), ("%%[ IF a THEN ]%%", "open"), ("%%=v(@a)=%%", "other"),
        ("{{ x | default: “a” }}", "broken"), ("{{}}", "broken"), ("{{ <b>name</b> }}", "broken"),
        ("{{ name }", "broken"), ("{ name }}", "broken"), ("{% if a }", "broken"),
        ("*|FNAME*|", "broken"), ("*FNAME|*", "broken"), ("%%Name%", "broken"), ("{{ name", "broken"),
    ],
)  # fmt: skip
def test_other_kinds(text: str, kind: str) -> None:
    assert [(f.kind, f.start, f.end) for f in tokenize(text)] == [(kind, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    ["50% off, 20%", "a {b} c", "f(x) { return {a: 1} }", "100%OFF%", "https://x.example/?a=%C3%A9%20b",
     "a*b|c", "5 * | 3", "[x] [%]", "{'a': 1}", "&#123;&#123; name }}", ""],
)  # fmt: skip
def test_what_is_no_field(text: str) -> None:
    assert tokenize(text) == []


def test_braces_of_style_sheets_are_no_fields() -> None:
    html = "<style>@media x{.a{b:c}}</style><p>{{ name }} y {{ a</p><script>({a:{b:1}})</script>"
    fields = fields_in(read(html, kind="html"))
    assert [p.text for p in fields.body] == ["{{ name }}", "{{ a"]


@pytest.mark.parametrize(
    ("text", "dialects"),
    [
        ("{{ a }}", {LIQUID, JINJA, HANDLEBARS}), ("{{ a | x: 1 }}", {LIQUID}),
        ("{{ a | x(1) }}", {JINJA}), ("{{#if a}}", {HANDLEBARS}), ("*|A|*", {MAILCHIMP}),
        ("{% if a %}", {LIQUID, JINJA, MAILJET}), ("%%a%%", {AMPSCRIPT}),
    ],
)  # fmt: skip
def test_dialects(text: str, dialects: set[str]) -> None:
    assert tokenize(text)[0].dialects == dialects


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{% if a %}{% for b in c %}{% endfor %}{% endif %}", []),
        ("{% if a %}{% for b in c %}{% endif %}", ["{% for b in c %}"]),
        ("{% if a %}", ["{% if a %}"]),
        ("{{/if}} {{#if a}}{{else}}{{/if}}", ["{{/if}}"]),
        ("{{else}}", ["{{else}}"]),
        ("*|IF:A|*x*|END:IF|**|END:IF|*", ["*|END:IF|*"]),
        ("{{#a}}{{/a}}{{^a}}{{/a}}", []),
        ("%%[ IF a THEN ]%%x%%[ ENDIF ]%%", []),
        ("{% if a }x{% endif %}", ["{% if a }"]),  # one fault, told once
    ],
)
def test_unbalanced(text: str, wrong: list[str]) -> None:
    assert [text[f.start : f.end] for f in unbalanced(tokenize(text))] == wrong


def test_a_condition_guards_what_it_asks_for() -> None:
    text = "{% if a %}{{ a }}{{ b }}{% elsif b %}{{ b }}{% endif %}{{ a }}{% for x in y %}{{ c }}{% endfor %}"
    told = [(f.name, asked) for f, asked in guarded(tokenize(text)) if f.kind == "value"]
    assert told == [("a", True), ("b", False), ("b", True), ("a", False), ("c", True)]


HEADER = ("email", "nombre", "vip", "n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hola, {{ nombre }}.", "Hola, Ana."),
        ("{{ NOMBRE | upcase }}", "ANA"),
        ("*|FNAME|*", "Ana"),
        ("{{ ciudad }}", "…"),
        ("{{ ciudad | default: 'x' }}", "x"),
        ("{% if vip == '1' %}a{% elsif n == 7 %}b{% else %}c{% endif %}", "b"),
        ("{% unless vip == '1' %}a{% endunless %}{{#unless nombre}}b{{/unless}}", "a"),
        ("{{#if nombre}}a{{else}}b{{/if}}{{^nombre}}c{{/nombre}}", "a"),
        ("*|IF:VIP=1|*a*|ELSE:|*b*|END:IF|**|IFNOT:VIP=1|*c*|END:IF|*", "bc"),
        ("%%[ IF Empty(nombre) THEN ]%%a%%[ ELSE ]%%b%%[ ENDIF ]%%", "b"),
        ("{% if not nombre %}a{% endif %}{% if n > 5 and nombre %}b{% endif %}", "b"),
        ("{% if n < 5 or nombre == 'Ana' %}a{% endif %}{% if nombre != blank %}b{% endif %}", "ab"),
        ("{% for x in y %}{{ x }}{% endfor %}a{% set z = 1 %}", "a"),
        ("{% if a %}{{ nombre }}", "Ana"),
        ("{{ nombre }", "{{ nombre }"),
    ],
)
def test_rendering(text: str, shown: str) -> None:
    row = {"email": "ana@acme.example", "nombre": "Ana", "vip": "0", "n": "7"}
    assert Template(text, HEADER).render(row)[1] == shown


HOSTILE = [
    "{{",
    "{",
    "%%",
    "*|",
    "{{a ",
    "a}}",
    "%}",
    " ",
    "a",
    "%%[",
    "{%if%}",
    "{{${",
    "&amp;{{",
    "|*",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_templates_take_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + "}}"
    with soon():
        fields = tokenize(text)
        unbalanced(fields)
        Template(text, HEADER).render(dict.fromkeys(HEADER, "x"))


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}" * 60_000 + "{{ b }}" * 60_000, "{% if a %}" * 60_000 + "{{/x}}" * 60_000,
        "{% if a %}" * 40_000 + "{{ nombre }}" + "{% endif %}" * 40_000,
    ],
)  # fmt: skip
def test_deep_nesting_takes_linear_time(text: str) -> None:
    with soon():
        fields_in(read(text, kind="html"))
        Template(text, HEADER).render(dict.fromkeys(HEADER, "x"))


PIECES = ["{{", "}}", "{%", "%}", "*|", "|*", "%%", "if", "endif", "else", "#", "/", " ", "a", "|",
          "default:", '"x"', "IF:", "END:", "[", "]", "=", "\n", "<b>", "&quot;", "$", "{"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_text_is_read_and_rendered(pieces: list[str]) -> None:
    text = "".join(pieces)
    fields = tokenize(text)
    for before, after in pairwise(fields):
        assert before.end <= after.start or (before.start, before.end) == (after.start, after.end)
    Template(text, ("a",)).render({"a": "x"})
    fields_in(read(text, kind="html"))


def test_names() -> None:
    assert is_personal("contact.CIUDAD")
    assert is_personal("First Name")
    assert not is_personal("order_id")
    assert not is_personal("contact.EMAIL")
    assert is_system("LIST:ADDRESS")
    assert is_system("unsubscribe_url")
    assert is_system("organization.name")
    assert meant("FNAM", ["EMAIL", "FNAME"]) == "FNAME"
    assert meant("fname", ["FNAME"]) is None
    assert meant("zzz", ["FNAME"]) == ""
    assert is_personal("MMERGE7")


def rows(raw: bytes) -> list[dict[str, str]]:
    return [dict(row.values) for row in Recipients(raw).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_csv_is_read(encoding: str, sign: str) -> None:
    text = f'email{sign}nombre\r\nana@acme.example{sign}"Begoña, {sign}""B"""\r\n\r\nluis@acme.example{sign}\r\n'
    assert rows(text.encode(encoding)) == [
        {"email": "ana@acme.example", "nombre": f'Begoña, {sign}"B"'},
        {"email": "luis@acme.example", "nombre": ""},
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [(b"", "must name the fields"), (b"\x00\x01,b\n", "no CSV"), (b",\n", "must name"), (b"a,b,a\n", "two columns are named 'a'"),
     (b'a,b\n"' + b"x" * 200_000, "field larger")],
)  # fmt: skip
def test_a_wrong_csv_is_told(raw: bytes, said: str) -> None:
    with pytest.raises(EmailintError, match=said):
        rows(raw)


def test_a_list_of_nobody_is_told() -> None:
    with pytest.raises(EmailintError, match="no recipient"):
        Recipients(b"email,name\n\n").check()


def test_a_missing_csv_is_told(tmp_path: Path) -> None:
    with pytest.raises(EmailintError, match="No such file"):
        Recipients(tmp_path / "none.csv")


def found(
    csv: str, draft: str = "Subject: {{ nombre }}, ya\n\nHola, {{ nombre }} de {{ ciudad }}."
) -> dict[tuple[str, str], tuple[list[int], int]]:
    data = Recipients(csv.encode())
    return {(t.kind, t.field): (t.rows, t.total) for t in troubles(read(draft), data)}


def test_troubles_name_row_and_field() -> None:
    csv = "email,nombre,ciudad\n" + "\n".join(
        ["a@x.example,Ana,Vigo", "b@x.example,,Vigo", "c,Ana,Vigo", "d@x.example,MarÃ­a,NULL",
         "e@x.example,Ana", "f@x.example," + "Ana " * 15 + ",Vigo", "g@x.example,<b>Ana</b>,Vigo"]
    )  # fmt: skip
    assert found(csv) == {
        ("empty", "nombre"): ([3], 1),
        ("broken", "email"): ([4], 1),
        ("broken", "nombre"): ([5, 8], 2),
        ("broken", "ciudad"): ([5], 1),
        ("broken", ""): ([6], 1),
        ("long", "nombre"): ([7], 1),
    }


def test_the_fields_of_a_loop_are_its_items_own() -> None:
    draft = read(
        "---\nsubject: Hoy\n---\n<p>Hola, {{nombre}}.</p>{{#each cosas}}<p>{{this.nombre}}</p>"
        '<img src="{{this.nombre}}" alt="">{{/each}}',
        kind="html",
    )
    data = Recipients(b"nombre\nNULL\n")
    assert [(t.kind, t.field) for t in troubles(draft, data)] == [("broken", "nombre")]
    assert len(notes(draft, data)) == 1


def test_a_subject_that_gets_too_long() -> None:
    draft = "Subject: {{ nombre }}, mira todo lo que hemos preparado para ti esta semana\n\nHola."
    assert found("nombre\nAna\nMaría de los Ángeles\n", draft) == {("long", "subject"): ([3], 1)}


def test_ten_thousand_recipients(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = [f"a{n}@x.example,{'Ana' if n % 7 else ''},Vigo" for n in range(10_000)]
    path.write_text("\n".join(["email,nombre,ciudad", *lines]), encoding="utf-8")
    body = (
        "<p>Hola, {{ nombre }}:</p>"
        + "<p>Ven a {{ ciudad }}, {% if nombre %}{{ nombre }}{% endif %}.</p>" * 100
    )
    draft = read(f"Subject: x\nContent-Type: text/html; charset=utf-8\n\n{body}")
    read_bytes = []
    data = Recipients(path)
    data.step = lambda size, count: read_bytes.append((size, count))
    with soon():
        (trouble,) = troubles(draft, data)
    assert trouble.total == 1429
    assert len(trouble.rows) == TOLD
    assert sum(count for _, count in read_bytes) == 10_000
    assert sum(size for size, _ in read_bytes) <= path.stat().st_size


def test_what_was_read_is_told() -> None:
    draft = read("Subject: *|CITY|*\n\nHola, *|FNAME|* de {{ ciudad }} a {{ otra }}.")
    csv = "email,nombre,ciudad\n" + "a@x.example,Ana,Vigo\n" * 1200
    assert notes(draft, Recipients(csv.encode())) == (
        Note("CSV: recipients read: 1,200", "CSV: destinatarios leídos: 1.200"),
        Note("CITY is filled from the column ciudad", "CITY se rellena con la columna ciudad"),
        Note("FNAME is filled from the column nombre", "FNAME se rellena con la columna nombre"),
    )


def test_values_are_told_with_their_rows() -> None:
    draft = read("---\nsubject: Hoy\n---\n<p>Hola, *|FNAME|*: ya está.</p>", kind="html")
    csv = b"email,fname\na@x.example,NULL\nb@x.example,n/a\nc@x.example\n"
    config = Config(select=("fields",), ui_language="es")
    report = Linter(load_pack(), config).lint(draft, data=Recipients(csv))
    messages = [finding.message for finding in report.findings]
    assert messages == [
        "Destinatarios con un número de columnas incorrecto: 1 (fila 4: «1 ≠ 2»)",
        "Destinatarios con «FNAME» mal escrito: 2 (fila 2: «NULL», 3: «n/a»)",
    ]


def test_config_and_data_name_the_fields() -> None:
    draft = read("Hola, *|FNAME|* de *|TOWN|*:\n\nYa está.", kind="text")

    def unknown(fields: tuple[str, ...]) -> list[str]:
        config = Config(profile="campaign", fields=fields, select=("field-unknown",))
        report = lint(draft, config=config)
        return [draft.text[f.start : f.end] for f in report.findings]

    assert unknown(()) == []
    assert unknown(("FNAME",)) == ["*|TOWN|*"]
