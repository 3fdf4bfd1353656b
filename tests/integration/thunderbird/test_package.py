"""The add-on as it is packed, linted and installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from app import ROOT, XDG, Sink, Thunderbird
from test_sending import FORGOTTEN

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


def test_installed_as_a_user_would(tmp_path: Path, sink: Sink) -> None:
    """The add-on and its host from `hook install`, in a profile that Thunderbird knows."""
    profile = tmp_path / "profile"
    listing = tmp_path / ".thunderbird" / "profiles.ini"
    for folder in (profile, listing.parent):
        folder.mkdir()
    listing.write_text(f"[Profile0]\nName=default\nIsRelative=0\nPath={profile}\nDefault=1\n")
    hook(tmp_path, "install")
    # what the user's click on "Enable" does, which Thunderbird asks for at its next start
    enable = {"extensions.autoDisableScopes": 0}
    with Thunderbird(tmp_path, sink, **enable) as thunderbird:
        thunderbird.compose("The budget", FORGOTTEN)
        thunderbird.send()
        assert "no file is attached" in thunderbird.page.text()
        assert sink.nothing()
        assert hook(tmp_path, "status") == "thunderbird: installed\n"
    hook(tmp_path, "uninstall")
    assert not list(profile.rglob("*.xpi"))
    assert not list((tmp_path / ".mozilla").rglob("*.json"))


def hook(home: Path, action: str) -> str:
    """What `emailint hook ACTION thunderbird` prints, with a home folder of its own."""
    command = [Path(sys.executable).with_name("emailint"), "hook", action, "thunderbird"]
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in XDG}
    done = subprocess.run(
        command if action == "status" else [*command, "--yes"],
        env=os.environ | folders | {"HOME": str(home)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout
