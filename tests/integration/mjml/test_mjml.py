"""MJML templates through the real program, as scripts/integration/mjml.sh installs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TEMPLATE = """\
---
subject: Las lecturas de otoño
from: Librería Ribera <hola@ribera.example>
---
<mjml lang="es">
  <mj-head>
    <mj-title>Las lecturas de otoño</mj-title>
    <mj-preview>Doce novedades, tres clubes y un paseo literario el 14 de noviembre</mj-preview>
  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Hola, *|FNAME:lectora o lector|*: hemos leído más de cuarenta novedades y nos
        quedamos con doce, que tienes en la mesa de la entrada y en la web. Gracias por leer.</mj-text>
        <mj-button href="{href}">Ver las doce lecturas</mj-button>
        <mj-include path="./pieces/foot.mjml" />
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
"""
FOOT = (
    "<mj-text>Libros Ribera, S.L., calle Mayor, 5, 41001 Sevilla. "
    '<a href="*|UNSUB|*">Darte de baja</a></mj-text>'
)


@pytest.fixture(params=["4", "5"])
def program(request: pytest.FixtureRequest) -> Path:
    folder = ROOT / f"build/mjml-{request.param}/node_modules/.bin"
    assert (folder / "mjml").exists(), "scripts/integration/mjml.sh installs it"
    return folder


def check(folder: Path, program: Path, *more: str) -> subprocess.CompletedProcess[str]:
    path = f"{program}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "emailint", "check", *more, "."],
        cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def write(folder: Path, href: str) -> None:
    (folder / "pieces").mkdir()
    (folder / "pieces/foot.mjml").write_text(FOOT, encoding="utf-8")
    (folder / "news.mjml").write_text(TEMPLATE.replace("{href}", href), encoding="utf-8")


def rules(folder: Path, program: Path) -> set[str]:
    done = check(folder, program, "--format", "json", "--select", "inbox,law,links,subject")
    report = json.loads(done.stdout)
    assert report["errors"] == []
    return {f["rule"] for message in report["messages"] for f in message["findings"]}


def test_a_template_with_a_piece_of_its_own(tmp_path: Path, program: Path) -> None:
    write(tmp_path, "https://ribera.example/otono")
    assert rules(tmp_path, program) == set()


def test_a_fault_in_it_is_found(tmp_path: Path, program: Path) -> None:
    write(tmp_path, "#")
    assert rules(tmp_path, program) == {"link-placeholder"}


def test_what_it_says_of_a_wrong_one_is_told_in_a_line(tmp_path: Path, program: Path) -> None:
    (tmp_path / "news.mjml").write_text("<mjmlx></mjmlx>")
    done = check(tmp_path, program)
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.splitlines() if line.strip()]
    assert line.startswith("emailint: news.mjml: mjml: ")


def test_a_config_beside_it_loads_no_code(tmp_path: Path, program: Path) -> None:
    write(tmp_path, "https://ribera.example/otono")
    (tmp_path / "evil.js").write_text("require('fs').writeFileSync(__dirname + '/ran', '')")
    (tmp_path / ".mjmlconfig").write_text('{"packages": ["./evil.js"]}')
    assert rules(tmp_path, program) == set()
    assert not (tmp_path / "ran").exists()
