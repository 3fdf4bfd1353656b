"""Writes what the documentation shows of the program: tables of rules, runs, help, screenshots.

`python scripts/docs.py` writes it, `--check` compares and exits 1 with a diff. In a Markdown file
the text between `<!-- generated:rules -->`, `<!-- generated:run ARGUMENTS -->` or
`<!-- generated:config -->` and the next `<!-- end -->` is replaced; other files are made whole.
"""

from __future__ import annotations

import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.explain import explain, rules_table
from emailint.model import CATEGORIES
from emailint.pack import Pack, load_pack
from evidence import evidence_page
from screenshot import svg

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent
NEVER: Final = date.min  # a page that CI compares must not change because a study got old
SHOWN: Final = {
    "en": "check --select subject,security,closing examples/en-follow-up.eml",
    "es": "check examples/es-presupuesto.eml",
}
"""The runs of the screenshots: short enough to look at."""
NAMES: Final = {
    "subject": ("Subject", "Asunto"), "greeting": ("Greeting", "Saludo"),
    "body": ("Body", "Cuerpo"),
    "closing": ("Closing", "Despedida"), "recipients": ("Recipients", "Destinatarios"),
    "timing": ("Timing", "Momento del envío"), "tone": ("Tone", "Tono"),
    "grammar": ("Grammar", "Gramática"), "attachments": ("Attachments", "Adjuntos"),
    "security": ("Security", "Seguridad"),
    "inbox": ("Campaigns: the inbox line", "Campañas: la línea de la bandeja de entrada"),
    "law": ("Campaigns: the law", "Campañas: la ley"),
    "delivery": ("Campaigns: deliverability", "Campañas: la entrega"),
    "access": ("Campaigns: accessibility", "Campañas: accesibilidad"),
    "clients": ("Campaigns: mail programs", "Campañas: programas de correo"),
    "fields": ("Campaigns: merge fields", "Campañas: campos combinados"),
    "links": ("Campaigns: links", "Campañas: enlaces"),
}  # fmt: skip
INTRO: Final = {
    "en": (
        "# The rules\n\nWritten by `make docs` from the cards in `rules/`; `emailint explain RULE` "
        "prints the same,\nand also marks the studies that are due for review. Points are those of "
        "the profile named.\n"
    ),
    "es": (
        "# Las reglas\n\nLo escribe `make docs` a partir de las fichas de `rules/`; `emailint "
        "explain REGLA` muestra lo mismo\ny avisa además de los estudios que toca revisar. Los "
        "puntos son los del perfil que se indica.\n"
    ),
}
_PIECE: Final = re.compile(
    r"(<!-- generated:(\w+)(?: ([^\n]+))? -->\n).*?(?<=\n)(<!-- end -->\n)", re.DOTALL
)


def main(arguments: list[str]) -> int:
    """Write or check everything; the exit code."""
    checking = arguments == ["--check"]
    if arguments and not checking:
        sys.stderr.write(f"usage: {Path(__file__).name} [--check]\n")
        return 2
    stale = 0
    for path, wanted in pages():
        found = path.read_text(encoding="utf-8") if path.exists() else ""
        if found == wanted:
            continue
        stale += 1
        name = path.relative_to(ROOT).as_posix()
        if checking:
            before, after = (text.splitlines(keepends=True) for text in (found, wanted))
            diff = difflib.unified_diff(before, after, name, f"{name}, new")
            sys.stdout.writelines(islice(diff, 60))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, encoding="utf-8")
            sys.stdout.write(f"{name}\n")
    if checking and stale:
        sys.stdout.write(f"\n{stale} files are out of date: make docs\n")
        return 1
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    """Each file that holds something generated, and what it should say."""
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        if "<!-- generated:" in text:
            yield path, filled(text, "es" if path.name.endswith(".es.md") else "en")
    for language in ("en", "es"):
        suffix = "" if language == "en" else ".es"
        yield ROOT / f"docs/rules{suffix}.md", rules_page(language)
        yield ROOT / f"docs/evidence{suffix}.md", evidence_page(pack(), language)
        output = run(shlex.split(SHOWN[language]), language, color=True)
        shown = svg(output, f"$ emailint {SHOWN[language]}")
        yield ROOT / f"docs/screenshot{suffix}.svg", shown
        yield ROOT / f"docs/cli{suffix}.md", cli_page(language)


def filled(text: str, language: str) -> str:
    """`text` with its generated pieces made anew."""
    return _PIECE.sub(lambda m: m[1] + piece(m[2], m[3] or "", language) + m[4], text)


def piece(kind: str, argument: str, language: str) -> str:
    """One generated piece. Raises ValueError for an unknown kind."""
    if kind == "rules":
        return table(language)
    if kind == "run":
        output = run(shlex.split(argument), language).strip("\n")
        return f"```console\n$ emailint {argument}\n{output}\n```\n"
    if kind == "config":
        from emailint.cli.config import TEMPLATE
        from emailint.spanish.files import CONFIG

        shown = CONFIG if language == "es" else TEMPLATE
        return f"```toml\n{shown.strip()}\n```\n"
    raise ValueError(f"unknown piece {kind!r}")


@cache
def pack() -> Pack:
    """The cards as they lie in the tree."""
    return load_pack([ROOT / "rules"], cache=False)


def by_category(language: str) -> Iterator[tuple[str, list[str]]]:
    """Each category's name and the ids of its rules, in the order of a mail."""
    for category in CATEGORIES:
        ids = sorted(rule.id for rule in pack().rules.values() if rule.category == category)
        if ids:
            yield NAMES[category][language == "es"], ids


def table(language: str) -> str:
    """One Markdown table of all rules, grouped, each linked to its page."""
    page = "docs/rules.md" if language == "en" else "docs/rules.es.md"
    out: list[str] = []
    for name, ids in by_category(language):
        rules = [pack().rules[rule] for rule in ids]
        head, line, *rows = rules_table(rules, pack().studies, language).splitlines()
        out += [] if out else [head, line]
        out.append(f"| **{name}** | | | |")
        out += (re.sub(r"^\| `([\w-]+)`", rf"| [`\1`]({page}#\1)", row) for row in rows)
    return "\n".join(out) + "\n"


def rules_page(language: str) -> str:
    """Every rule told in full."""
    out = [INTRO[language]]
    for name, ids in by_category(language):
        out.append(f"- {name}: {', '.join(f'[`{rule}`](#{rule})' for rule in ids)}")
    for _, ids in by_category(language):
        for rule in map(pack().rules.__getitem__, ids):
            profile = "business" if "business" in rule.profiles else rule.profiles[0]
            out.append("\n" + lowered(explain(rule, pack().studies, language, profile, NEVER)))
    return "\n".join(out).rstrip("\n") + "\n"


def lowered(markdown: str) -> str:
    """`markdown` with its headings one level down, those in code apart."""
    out, fence = [], ""
    for line in markdown.rstrip("\n").split("\n"):
        if line.startswith("```"):
            fence = "" if line == fence else fence or line
        out.append(f"#{line}" if line.startswith("#") and not fence else line)
    return "\n".join(out)


def cli_page(language: str) -> str:
    """The help of every command."""
    from emailint.cli import COMMANDS

    title = {
        "en": "# The command line\n\nWritten by `make docs` from `--help`.\n",
        "es": "# La línea de comandos\n\nLo escribe `make docs` a partir de `--help`.\n",
    }
    out = [title[language]]
    inner = {
        "config": ("show",),
        "grammar": ("install", "status", "start", "stop"),
        "hook": ("install", "uninstall", "status", "sendmail", "check"),
    }
    commands: list[list[str]] = [[]]
    for name in COMMANDS:
        commands += [[name], *([name, command] for command in inner.get(name, ()))]
    for words in commands:
        shown = run([*words, "--help"], language).strip("\n")
        out.append(f"## {' '.join(['emailint', *words])}\n\n```text\n{shown}\n```\n")
    return "\n".join(out)


def run(arguments: list[str], language: str, *, color: bool = False) -> str:
    """What emailint prints, for a user without settings of their own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ.get("PATH", ""), "HOME": home, "XDG_CACHE_HOME": f"{home}/cache",
            "LANG": "es_ES.UTF-8" if language == "es" else "C.UTF-8", "COLUMNS": "96",
            "PYTHONUTF8": "1", "TERM": "xterm", "FORCE_COLOR" if color else "NO_COLOR": "1",
        }  # fmt: skip
        start = "import sys; from emailint.cli import main; sys.argv[0] = 'emailint'; main()"
        done = subprocess.run(
            [sys.executable, "-c", start, *arguments], cwd=ROOT, env=environment,
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        raise RuntimeError(f"emailint {shlex.join(arguments)}: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
