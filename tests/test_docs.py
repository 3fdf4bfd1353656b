"""What the documentation says is so: its code runs, its links lead somewhere, all is told."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import typer.main
from typer.testing import CliRunner

import docs
import screenshot
from emailint.card import EXAMPLE_KEYS, KEYS
from emailint.cli import COMMANDS, LazyGroup, app
from emailint.config import HOOK_KEYS, RULE_KEYS, TYPES
from emailint.matchers import KINDS
from emailint.model import CATEGORIES, PROFILES

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
WRITTEN = [
    page for page in PAGES if page.name not in ("rules.md", "rules.es.md", "cli.md", "cli.es.md")
]
SPARK = "docs/scale.md"  # whose recipe runs in tests/integration/study, where Spark is
FENCE = re.compile(r"^(<!-- tested -->\n)?```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)\s]+)\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code(language: str, *, tested: bool = False) -> list[ParameterSet]:
    """The pieces of code in `language`, each as a parameter with its page's name as id."""
    return [
        pytest.param(found[3], id=name(page))
        for page in WRITTEN
        for found in FENCE.finditer(page.read_text(encoding="utf-8"))
        if found[2] == language and bool(found[1]) >= tested
    ]


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_its_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    for link in set(LINK.findall(text)):
        target, _, anchor = link.partition("#")
        place = page.parent / target if target else page
        assert place.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.*)$", place.read_text(encoding="utf-8"), re.M)
            assert anchor in map(slug, headings), link


@pytest.mark.parametrize("source", [c for c in code("python") if c.id != SPARK])
def test_its_python_runs(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(source, "README", "exec"), {})
    score, *findings, blocks = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d+ internal (?:en|es)", score)
    assert any(line.startswith("subject-") for line in findings)
    assert "'subject'" in blocks


@pytest.mark.parametrize("source", code("sh", tested=True))
def test_its_tours_can_be_walked(source: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for number, step in enumerate(re.split(r"\n(?=emailint )", source)):
        done = subprocess.run(
            ["sh", "-c", step], cwd=tmp_path, env=os.environ | {"PATH": path},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), f"step {number}: {step}\n{done.stderr}"
        assert "emailint: " not in done.stderr
        assert done.stdout or not step.startswith("emailint check")


def command_lines() -> list[ParameterSet]:
    """What the pages tell to type, in their code and between backticks."""
    found = []
    for page in WRITTEN:
        text = page.read_text(encoding="utf-8")
        lines = re.findall(r"^(?:exec |\$ )?emailint (\S.*)$", text, re.M)
        lines += re.findall(r"`emailint ((?:\w|-)[^`]*)`", text)
        found += [pytest.param(line.partition(" #")[0], id=name(page)) for line in lines]
    return found


@pytest.mark.parametrize("line", command_lines())
def test_its_commands_and_options_exist(line: str) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, LazyGroup)
    words = line.split()
    assert words[0] in COMMANDS
    command = group.get_command(None, words[0])
    for word in words[1:]:
        inner = getattr(command, "commands", {})
        command = inner.get(word, command)
    options = {option for p in command.params for option in (*p.opts, *p.secondary_opts)}
    used = {word.partition("=")[0] for word in words if re.match(r"--?\w", word)}
    assert used <= options | {"--help"}


@pytest.mark.parametrize("commented", [True, False])
@pytest.mark.parametrize("source", code("toml"))
def test_its_settings_are_valid(
    source: str, commented: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they stand, and with those that are commented out put in."""
    if "check" in tomllib.loads(source):  # a piece of a card
        return
    if not commented:
        source = re.sub(r"^# (?=[\w-]+ = |\[)", "", source, flags=re.M)
    (tmp_path / "config.toml").write_text(source, encoding="utf-8")
    (tmp_path / "emailint-rules").mkdir()
    monkeypatch.setenv("EMAILINT_CONFIG", str(tmp_path / "config.toml"))
    shown = CliRunner().invoke(app, ["config", "show", str(tmp_path)])
    assert shown.exit_code == 0, shown.exception


def told(page: str, words: set[str]) -> set[str]:
    """Which of `words` the page doesn't tell as code."""
    text = (ROOT / page).read_text(encoding="utf-8")
    inline = " ".join(re.findall(r"`+([^`]+)`+", text))
    return words - set(re.findall(r"[\w-]+", inline))


def test_every_setting_is_told() -> None:
    assert told("docs/config.md", {*TYPES, *RULE_KEYS, *PROFILES}) == set()
    assert told("docs/hooks.md", set(HOOK_KEYS)) == set()


def test_every_key_of_a_card_is_told() -> None:
    options = {option for kind in KINDS.values() for option in kind.options}
    wanted = {*KEYS, *EXAMPLE_KEYS, *KINDS, *options}
    assert told("docs/writing-rules.md", wanted) == set()


def test_every_field_of_the_report_is_told() -> None:
    schema = json.loads((ROOT / "emailint/data/report.schema.json").read_text(encoding="utf-8"))
    kinds = [schema["$defs"][kind] for kind in ("message", "finding")]
    fields = {field for kind in kinds for field in kind["properties"]}
    assert told("docs/json.md", fields | set(schema["properties"])) == set()


def test_both_readmes_have_the_same_sections() -> None:
    shapes = []
    for readme in ("README.md", "README.es.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        fences = [(found[2], found[3].count("\nemailint ")) for found in FENCE.finditer(text)]
        shapes.append((text.count("\n## "), text.count("<!-- generated:"), fences))
    assert shapes[0] == shapes[1]


def test_a_generated_piece_is_replaced_and_nothing_else() -> None:
    piece = "<!-- generated:rules -->\n{}<!-- end -->\n"
    text = f"a\n{piece}b\n{piece}c\n"
    table = docs.table("es")
    filled = docs.filled(text.format("old\n", ""), "es")
    assert filled == text.format(table, table)
    assert docs.filled(filled, "es") == filled
    assert "| **Asunto** |" in table


def test_an_unknown_piece_is_an_error() -> None:
    with pytest.raises(ValueError, match="ruels"):
        docs.filled("<!-- generated:ruels -->\n<!-- end -->\n", "en")


def test_every_category_has_a_name() -> None:
    assert set(docs.NAMES) == set(CATEGORIES)


def test_headings_go_down_but_not_those_in_code() -> None:
    text = "# a\n\n```\n# b\n```\n\n````\n```\n# c\n```\n````\n\n## d\n"
    assert docs.lowered(text) == text.replace("# a", "## a").replace("## d", "### d").rstrip("\n")


def test_what_is_out_of_date_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "docs" / "page.md"
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: [(page, "new\n")])
    assert docs.main(["--check"]) == 1
    assert "+new" in capsys.readouterr().out
    assert docs.main([]) == 0
    assert page.read_text(encoding="utf-8") == "new\n"
    assert docs.main(["--check"]) == 0
    assert docs.main(["--chek"]) == 2


def test_a_screenshot_keeps_text_places_and_colours() -> None:
    line = "a.eml:1: \x1b[1;33mwarning\x1b[0m a <b> & c\x1b[2m (−1)\x1b[0m\n\n  \x1b[36mx\x1b[m y\n"
    root = ElementTree.fromstring(screenshot.svg(line, "$ emailint check a.eml"))
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert [t.text for t in texts] == [
        "$ emailint check a.eml", "a.eml:1:", "warning", "a <b> & c", "(−1)", "x", "y",
    ]  # fmt: skip
    warning, after = texts[2:4]
    assert warning.get("fill") == screenshot.COLORS[33]
    assert warning.get("font-weight") == "bold"
    assert float(warning.get("x", 0)) == pytest.approx(
        screenshot.MARGIN + 9 * screenshot.WIDTH, abs=0.1
    )
    assert after.get("fill") is None
    assert texts[4].get("opacity") == ".6"
    assert texts[6].get("fill") is None
    assert float(texts[5].get("y", 0)) - float(texts[1].get("y", 0)) == 2 * screenshot.HEIGHT
