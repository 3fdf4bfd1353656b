"""Each format: what it looks like (golden files), and that no draft breaks it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from golden import assert_golden
from hypothesis import given
from hypothesis import strategies as st
from render_samples import SPANISH, clean_report, finding, hostile, rendered, report, spanish
from selectolax.lexbor import LexborHTMLParser

import emailint
from emailint.document import read
from emailint.inspection import inspect
from emailint.linter import Linter
from emailint.model import Block
from emailint.pack import load_pack
from emailint.render import FORMATS, Options, renderer
from emailint.render.summary import Summary

DATA = Path(emailint.__file__).parent / "data"
SCHEMA = json.loads((DATA / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
NASTY = [
    "</script><script>alert(1)</script>", "]]>", "<!--", "--><b>", "\x1b[2J\x1b]0;x\x07",
    "\u2028\u2029\x85", "\u202egnp.exe", "\ud800", "\x00\x01\x0b", "' onmouseover='x",
    '" onload="x', "&amp;&#0;", "a\r\nb", "::error::x%0A", "| a | b |\n|---|", "`` ` ```",
    "[x](javascript:x)", "@everyone #1 https://evil.example",
    "{0} {x} %s", "", " ", "\ufffe\uffff", "👩‍👩‍👧e\u0301",
]  # fmt: skip
ANY = st.text(st.characters(), max_size=40) | st.sampled_from(NASTY)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_looks_as_it_did(name: str, language: str) -> None:
    extra = {"many": True, "statistics": True, "explain_score": True} if name == "text" else {}
    extra |= {"many": True} if name == "html" else {}
    assert_golden(f"run-{language}.{name}", rendered(name, language=language, **extra))


def test_a_single_message_in_colour() -> None:
    assert_golden("single-color.text", rendered("text", [spanish()], color=True))


def test_quiet_is_a_line_a_finding() -> None:
    assert_golden("quiet.text", rendered("text", quiet=True))


# JSON


def test_json_keeps_to_its_schema() -> None:
    run = json.loads(rendered("json"))
    VALIDATOR.validate(run)
    assert run["version"] == 1
    assert [m["score"] for m in run["messages"]] == [62, 87, 100]
    assert run["summary"]["score"] == {"min": 62, "mean": 83.0, "median": 87.0}
    assert run["summary"]["by_severity"] == {"error": 1, "warning": 4, "info": 1}
    assert run["errors"] == [{"path": "missing, 100%.eml", "error": "No such file"}]


def test_the_schema_refuses_a_forgotten_or_unknown_key() -> None:
    run = json.loads(rendered("json"))
    del run["messages"][0]["findings"][0]["points"]
    assert not VALIDATOR.is_valid(run)
    run = json.loads(rendered("json"))
    run["messages"][0]["findings"][0]["extra"] = 1
    assert not VALIDATOR.is_valid(run)


def test_an_empty_run_is_valid() -> None:
    VALIDATOR.validate(json.loads(rendered("json", [])))


def test_schemas_are_schemas() -> None:
    for path in DATA.glob("*.schema.json"):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_what_inspect_prints_keeps_to_its_schema() -> None:
    _, document = spanish()
    facts = inspect(document, Linter(load_pack()), "borrador.eml")
    schema = json.loads((DATA / "inspect.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(facts)))


@given(ANY)
def test_json_survives_any_text(text: str) -> None:
    out = rendered("json", [hostile(text)])
    out.encode()
    VALIDATOR.validate(json.loads(out))


@given(ANY)
def test_jsonl_is_a_line_a_message_for_any_splitter(text: str) -> None:
    lines = rendered("jsonl", [hostile(text), clean_report()]).splitlines()
    assert len(lines) == 3
    message, _, last = map(json.loads, lines)
    assert message["subject"] == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert last["summary"]["messages"] == 2


# SARIF


def test_sarif_has_places_fixes_and_rules() -> None:
    run = json.loads(rendered("sarif"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    assert len(ids) == len(set(ids))
    for result in run["results"]:
        assert result["ruleId"] in ids
        assert result["level"] in ("note", "warning", "error")
    exposed, caps, shout, long, *boxed = run["results"]
    region = exposed["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2}
    assert caps["fixes"][0]["artifactChanges"][0]["replacements"][0] == {
        "deletedRegion": {"startLine": 4, "startColumn": 10, "endLine": 4, "endColumn": 38},
        "insertedContent": {"text": "Reunión de ventas del jueves"},
    }
    assert shout["locations"][0]["physicalLocation"]["region"]["startLine"] == 8
    assert long["locations"][0]["physicalLocation"]["region"]["endLine"] == 12
    assert all("region" in r["locations"][0]["physicalLocation"] for r in boxed)
    assert not run["invocations"][0]["executionSuccessful"]


def test_sarif_places_point_at_the_same_words_in_the_file() -> None:
    lines = SPANISH.split("\n")
    for result in json.loads(rendered("sarif", [spanish()]))["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if region.get("startLine") == region.get("endLine"):
            words = lines[region["startLine"] - 1][
                region["startColumn"] - 1 : region["endColumn"] - 1
            ]
            assert words in ("REUNIÓN DE VENTAS DEL JUEVES", "ESTO ES MUY URGENTE")


def test_sarif_fingerprints_follow_the_words_not_the_lines() -> None:
    def prints(draft: str) -> list[str]:
        document = read(draft, language="en")
        made = finding(document, "body-x", "SHOUT", "info", "m", "", 1)
        out = rendered("sarif", [(report(document, (made, made), "x.eml", "en"), document)])
        results = json.loads(out)["runs"][0]["results"]
        return [r["partialFingerprints"]["emailint/v1"] for r in results]

    here = prints("Subject: a\n\nHi,\n\nSHOUT\n")
    assert here == prints("Subject: a\n\nHi,\n\nmore text\n\nSHOUT\n")
    assert here[0] != here[1]


@given(ANY)
def test_sarif_survives_any_text(text: str) -> None:
    run = json.loads(rendered("sarif", [hostile(text)]))["runs"][0]
    assert len(run["results"]) == 3
    for result in run["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert " " not in uri


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Type: text/html\n", "<p>Hi <b>SHOUT</b></p>"),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n",
            "SGkgU0hPVVQ=",
        ),
        ("Content-Type: text/plain; charset=utf-8\n", "e\u0301 SHOUT"),
    ],
)
def test_no_columns_where_the_file_says_it_otherwise(head: str, body: str) -> None:
    document = read(f"Subject: a\n{head}\n{body}\n", language="en")
    made = finding(document, "body-x", "SHOUT", "info", "m", "", 1, fix="shout")
    message = report(document, (made,), "x.eml", "en"), document
    result = json.loads(rendered("sarif", [message]))["runs"][0]["results"][0]
    assert "startColumn" not in result["locations"][0]["physicalLocation"].get("region", {})
    assert "fixes" not in result
    assert ",col=" not in rendered("github", [message])


# GitHub


@given(ANY)
def test_github_commands_stay_on_their_line(text: str) -> None:
    lines = rendered("github", [hostile(text)]).splitlines()
    assert len(lines) == 3
    for line in lines:
        command, _, rest = line.removeprefix("::").partition(" ")
        assert command in ("error", "warning", "notice")
        properties = rest.partition("::")[0]
        assert {p.partition("=")[0] for p in properties.split(",")} <= {
            "file",
            "title",
            "line",
            "col",
            "endColumn",
        }


# JUnit


@given(ANY)
def test_junit_is_xml(text: str) -> None:
    suites = ET.fromstring(rendered("junit", [hostile(text), clean_report()]).encode())
    odd, fine = suites.findall("testsuite")
    assert odd.get("failures") == "3"
    assert len(odd.findall("testcase/failure")) == 3
    assert fine.get("failures") == "0"


def test_junit_counts_what_could_not_be_read_as_an_error() -> None:
    suites = ET.fromstring(rendered("junit").encode())
    assert [s.get("errors") for s in suites] == ["0", "0", "0", "1"]


# HTML


@given(ANY)
def test_html_shows_any_text_and_obeys_none(text: str) -> None:
    out = rendered("html", [hostile(text)])
    out.encode()
    tree = LexborHTMLParser(out)
    assert not tree.css("script, img, iframe, object, link, base, [onload], [onmouseover], [src]")
    assert len(tree.css("li.finding")) == 3
    assert len(tree.css("style")) == 1
    for link in tree.css("a"):
        assert (link.attributes["href"] or "").startswith(("#", "https://example.org/"))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))


def test_html_marks_the_words_and_links_both_ways() -> None:
    tree = LexborHTMLParser(rendered("html", [spanish()]))
    marks = {a.text() for a in tree.css(".view a.mark")}
    assert {"REUNIÓN DE VENTAS DEL JUEVES", "ESTO ES MUY URGENTE"} <= marks
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    hrefs = {
        a.attributes["href"] for a in tree.css("a") if (a.attributes["href"] or "").startswith("#")
    }
    assert {href[1:] for href in hrefs} <= ids
    assert "uno@example.org" in tree.css_first(".fields a.mark").text()


def test_html_shows_the_whole_draft_once() -> None:
    _, document = spanish()
    tree = LexborHTMLParser(rendered("html", [spanish()]))
    for kind in tree.css(".kind"):
        kind.decompose()
    assert tree.css_first(".view").text() == document.text


def test_html_breaks_no_line_where_a_block_begins_within_it() -> None:
    document = read("Subject: a\n\nHola Luis, te mando esto.\n", language="es")
    start = document.text.index("te mando")
    document.blocks = (Block("greeting", 12, start), Block("body", start, len(document.text)))
    tree = LexborHTMLParser(rendered("html", [(report(document, (), "x", "es"), document)]))
    assert len(tree.css(".block")) == 1


def test_html_colours_have_contrast() -> None:
    style = (DATA / "report.css").read_text(encoding="utf-8")
    light, dark = style.split("@media (prefers-color-scheme: dark)")
    for part in (light, dark):
        colours = {
            name.strip().removeprefix("--"): value.strip()
            for name, _, value in (d.partition(":") for d in part.replace("{", ";").split(";"))
            if value.strip().startswith("#")
        }
        pairs = [
            (fore, back) for fore in ("text", "soft", "link") for back in ("page", "card", "grey")
        ]
        pairs += [(x, f"{x}-bg") for x in ("error", "warning", "info", "good")]
        pairs += [(x, "card") for x in ("error", "warning", "info", "good")]
        for fore, back in pairs:
            assert contrast(colours[fore], colours[back]) >= 4.5, (fore, back)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# Markdown


@given(ANY)
def test_markdown_rows_stay_rows(text: str) -> None:
    out = rendered("markdown", [hostile(text)])
    out.encode("utf-8", "strict")
    rows = [line for line in out.split("\n") if line.startswith("|")]
    assert len(rows) == 5
    assert all(row.count("|") == 5 for row in rows)


def test_markdown_mentions_nobody_outside_code() -> None:
    out = rendered("markdown", [hostile("@everyone see http://evil.example and www.evil.example")])
    outside = "".join(part for at, part in enumerate(out.split("`")) if at % 2 == 0)
    assert "@e" not in outside
    assert "://" not in outside
    assert "www.e" not in outside


def test_markdown_fits_a_comment() -> None:
    report_, document = hostile("x" * 400)
    many = report(document, report_.findings[:1] * 500, "x.eml", "en")
    out = rendered("markdown", [(many, document)] * 2)
    assert len(out) < 65_536
    assert "more findings are not shown" in out


# All


@pytest.mark.parametrize("name", FORMATS)
def test_huge_findings_cost_little(name: str) -> None:
    """A line of a megabyte, hit a hundred times: what is printed is a window around each place."""
    document = read("Subject: a\n\n" + "a" * 500_000 + " SHOUT " + "b" * 500_000, language="en")
    made = finding(document, "body-x", "SHOUT", "info", "m", "", 1, fix="shout")
    out = rendered(name, [(report(document, (made,) * 100, "x.eml", "en"), document)])
    assert len(out) < 300_000


@pytest.mark.parametrize("name", FORMATS)
def test_only_its_own_module_is_needed(name: str) -> None:
    made = renderer(name, Options())
    summary = Summary()
    assert isinstance(made.begin() + made.end(summary), str)
