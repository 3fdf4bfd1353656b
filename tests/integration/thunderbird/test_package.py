"""The add-on as it is packed, linted and installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from app import ROOT

LINTER = ROOT / "build/addons-linter/node_modules/.bin/addons-linter"
UNKNOWN = {"compose", "compose.send"}
"""Permissions that only Thunderbird has: the linter, made for Firefox too, warns of them."""


@pytest.fixture
def xpi(tmp_path: Path) -> Path:
    path = tmp_path / "emailint.xpi"
    script = [sys.executable, ROOT / "scripts/xpi.py", path]
    subprocess.run(script, check=True, capture_output=True)
    return path


def test_mozillas_linter_finds_nothing(xpi: Path) -> None:
    done = subprocess.run([LINTER, "--output", "json", xpi], capture_output=True, check=False)
    found = json.loads(done.stdout)
    assert found["errors"] == found["notices"] == []
    for warning in found["warnings"]:
        assert warning["code"] == "MANIFEST_PERMISSIONS"
        assert any(f'"{name}"' in warning["message"] for name in UNKNOWN)


def test_the_script_packs_the_same_bytes(xpi: Path) -> None:
    first = xpi.read_bytes()
    subprocess.run([sys.executable, ROOT / "scripts/xpi.py", xpi], check=True, capture_output=True)
    assert xpi.read_bytes() == first


def test_what_needs_no_thunderbird() -> None:
    tests = Path(__file__).with_name("draft.test.mjs")
    done = subprocess.run(["node", "--test", tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
