"""Conventions of the project itself: sizes, imports of rules, what files may say, the wheel."""

from __future__ import annotations

import ast
import io
import os
import re
import statistics
import subprocess
import sys
import tokenize
import tomllib
import zipfile
from functools import cache
from pathlib import Path

import pytest

import emailint
from emailint import lint, read
from emailint.pack import EVIDENCE_FILE, LISTS_FILE, Pack

ROOT = Path(__file__).parent.parent
LONGEST = 300  # lines of a module, all counted
MEDIAN = 100  # lines of code, without blank lines, comments and docstrings
MODULES = sorted([*(ROOT / "emailint").rglob("*.py"), *(ROOT / "rules").rglob("*.py")])
SCRIPTS = sorted([*(ROOT / "scripts").glob("*.py"), ROOT / "hatch_build.py"])
RULES_MAY_IMPORT = {
    "addressed", "addresses", "asks", "automatic", "borrowed", "context", "document", "html", "language", "links",
    "matchers", "message", "model", "people", "phrases", "profile", "prose", "readability", "sentences", "tokens",
}  # fmt: skip
STANDARD = sys.stdlib_module_names | {"__future__"}
READMES = ("README.md", "README.es.md")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tracked() -> list[Path]:
    """The project's own text files: what is shipped or committed, git or not."""
    folders = [
        "emailint",
        "rules",
        "clients",
        "tests",
        "examples",
        "docs",
        "scripts",
        "bench",
        ".ci",
    ]
    files = [p for p in ROOT.iterdir() if p.is_file() and p.name != ".coverage"]
    files += [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file()]
    made = {"__pycache__", "out", ".mypy_cache"}
    return sorted(p for p in files if not made & set(p.relative_to(ROOT).parts))


def code_lines(path: Path) -> int:
    """Lines with code on them."""
    source = path.read_text(encoding="utf-8")
    layout = {
        tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
        tokenize.ENDMARKER,
    }  # fmt: skip
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in layout:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def imports(path: Path) -> set[str]:
    """Modules that the file imports, with dots."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=name)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_modules_are_small() -> None:
    median = statistics.median(map(code_lines, MODULES))
    assert median < MEDIAN, f"half of {len(MODULES)} modules have {median} lines of code or more"


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=name)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.py")), ids=name)
def test_rules_import_only_what_rules_may_see(path: Path) -> None:
    for module in imports(path):
        top, _, rest = module.partition(".")
        allowed = rest in RULES_MAY_IMPORT or rest.startswith("campaign.")
        assert allowed if top == "emailint" else top in STANDARD, module


def test_every_card_is_a_rule_with_examples(pack: Pack) -> None:
    cards = {p.stem for p in (ROOT / "rules").rglob("*.toml")}
    assert cards == {*pack.rules, Path(EVIDENCE_FILE).stem, Path(LISTS_FILE).stem}
    rules = [rule for rule in pack.rules.values() if rule.check["kind"] != "engine"]
    assert [rule.id for rule in rules if not rule.examples] == []


def test_every_function_beside_a_card_is_used(pack: Pack) -> None:
    used = set()
    for rule in pack.rules.values():
        if rule.check["kind"] == "function":
            module = rule.check["function"].partition(":")[0]
            used.add(Path(rule.path).with_name(f"{module}.py"))
    assert used == set((ROOT / "rules").rglob("*.py"))


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_lists_every_rule_once(pack: Pack, readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    suffix = ".es" if ".es." in readme else ""
    listed = re.findall(rf"^\| \[`([\w-]+)`\]\(docs/rules{re.escape(suffix)}\.md#", text, re.M)
    assert sorted(listed) == sorted(pack.rules)
    told = (ROOT / f"docs/rules{suffix}.md").read_text(encoding="utf-8")
    assert sorted(pack.rules) == sorted(
        heading for heading in re.findall(r"^## ([\w-]+)$", told, re.M) if heading in pack.rules
    )


@pytest.mark.parametrize("path", tracked(), ids=name)
def test_no_file_tells_of_a_machine(path: Path) -> None:
    """No paths of the machine it was written on, no hosts of package registries."""
    text = path.read_text(encoding="utf-8", errors="replace")
    places = ["work", "tmp", "root", "opt", "home/[a-z]+"]
    assert not re.search(rf"(?<![\w./:~-])/(?:{'|'.join(places)})/", text)
    assert not re.search(
        "pypi" r"\.org|python" "hosted|--(?:extra-)?index" "-url|--find" "-links", text
    )


@pytest.mark.parametrize("path", [p for p in tracked() if p.suffix == ".py"], ids=name)
def test_nothing_is_left_to_do(path: Path) -> None:
    assert not re.search(r"#\s*(?:TO" r"DO|FIX" r"ME|X" r"XX)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.*")), ids=name)
def test_the_examples_are_linted(path: Path) -> None:
    report = lint(read(path, kind="html" if path.suffix == ".html" else "message"))
    assert report.rules_run > 0
    assert report.notes == ()
    assert bool(report.findings) is not (path.stem.endswith(("good", "correcto")))


def test_the_changelog_knows_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {emailint.__version__} " in changelog


def test_the_lock_pins_what_the_project_asks_for() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+) \\\n    --hash=sha256:", lock, re.M))
    assert len(pinned) == len(re.findall(r"^[\w.-]+[=<>~@ ]", lock, re.M))
    asked = re.findall(r"^[\w-]+", (ROOT / "requirements.in").read_text("utf-8"), re.M)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [re.match(r"[\w-]+", item) for item in project["project"]["dependencies"]]
    assert {*asked, *(m[0] for m in needed if m)} <= pinned.keys()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    assert built.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_cards_functions_and_data(wheel: Path) -> None:
    for folder, inside in (
        ("rules", "emailint/rules"),
        ("clients", "emailint/clients"),
        ("emailint", "emailint"),
    ):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "cache__" not in str(path) and "_cache" not in str(path):
                assert (wheel / inside / path.relative_to(ROOT / folder)).is_file(), path


def run(wheel: Path, home: Path, program: str) -> str:
    """What the program prints, run with the wheel and a home of its own."""
    variables = {"PYTHONPATH": str(wheel), "HOME": str(home), "XDG_CACHE_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=os.environ | variables, cwd=home,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_runs_from_its_compiled_cards(wheel: Path, tmp_path: Path, pack: Pack) -> None:
    """All rules run, those with Python too, nothing is cached, no TOML is parsed."""
    program = (
        "import sys, emailint; from emailint.pack import load_pack;"
        "pack = load_pack();"
        "assert all(callable(pack.check_of(rule)) for rule in pack.rules.values());"
        "spanish = emailint.Config(language='es');"
        "assert emailint.lint('Subject: DUDA URGENTE\\n\\nHola', config=spanish).findings;"
        "assert 'emailint._cards.es_written' in sys.modules;"
        "assert not {'emailint._cards.en_written', 'tomllib'} & sys.modules.keys();"
        "assert any(pack.tries('en').values());"
        "print(emailint.__file__, *pack.rules)"
    )
    place, *rules = run(wheel, tmp_path, program).split()
    assert Path(place).is_relative_to(wheel)
    assert rules == list(pack.rules)
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_explains_with_examples(wheel: Path, tmp_path: Path) -> None:
    start = "import sys; from emailint.cli import main; "
    told = run(wheel, tmp_path, start + "sys.argv[1:] = ['explain', 'subject-vague']; main()")
    assert "\nExamples\n" in told
