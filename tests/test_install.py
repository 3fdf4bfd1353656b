"""Installing hooks: shown first, done once, undone to the byte, the user's own lines never lost."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cli_samples import run
from hook_samples import GOOD
from hypothesis import given
from hypothesis import strategies as st

from emailint.config import user_file
from emailint.hooks.adapters import NAMES, Place, adapter, block
from emailint.hooks.adapters.pre_commit import ENTRY, FILE
from emailint.hooks.adapters.sendmail import stand_in

pytestmark = pytest.mark.usefixtures("warm_cards")


@pytest.fixture(autouse=True)  # no test may ever touch the developer's own files
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with programs named mutt and s-nail in the path."""
    folder = tmp_path / "home"
    programs = tmp_path / "bin"
    programs.mkdir(parents=True)
    folder.mkdir()
    for name in ("mutt", "s-nail"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin")
    for name in ("XDG_DATA_HOME", "MAILRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    return folder


MUTTRC = b'set realname = "Ann"\nset sendmail="/usr/bin/msmtp -a work"  # my own\n\nset edit'


class TestSendmail:
    def test_it_is_shown_installed_once_and_undone_to_the_byte(self, home: Path) -> None:
        muttrc = home / ".muttrc"
        muttrc.write_bytes(MUTTRC)
        muttrc.chmod(0o600)
        shown = run("hook", "install", "sendmail", "--dry-run").stdout
        assert f'+set sendmail="{stand_in()} --real=/usr/bin/msmtp -a work"' in shown
        assert muttrc.read_bytes() == MUTTRC
        assert run("hook", "install", "sendmail", stdin="n\n").exit_code == 2
        assert muttrc.read_bytes() == MUTTRC
        done = run("hook", "install", "sendmail", stdin="y\n")
        assert done.exit_code == 0
        installed = muttrc.read_bytes()
        assert installed.startswith(MUTTRC)
        assert stat.S_IMODE(muttrc.stat().st_mode) == 0o600
        assert (home / ".mailrc").read_text().splitlines()[1] == f"set mta={stand_in()} sendwait"
        assert run("hook", "status", "sendmail").exit_code == 0
        again = run("hook", "install", "sendmail")
        assert "is installed already" in again.stdout
        assert muttrc.read_bytes() == installed
        assert run("hook", "uninstall", "sendmail", "--yes").exit_code == 0
        assert muttrc.read_bytes() == MUTTRC
        assert stat.S_IMODE(muttrc.stat().st_mode) == 0o600
        assert not (home / ".mailrc").exists()
        assert not stand_in().exists()
        assert run("hook", "status", "sendmail").exit_code == 1
        assert "is not installed" in run("hook", "uninstall", "sendmail").stdout

    def test_what_the_user_changes_in_between_stays(self, home: Path) -> None:
        muttrc = home / ".muttrc"
        muttrc.write_bytes(MUTTRC)
        run("hook", "install", "sendmail", "--yes")
        edited = b"set my_own = 1\n" + muttrc.read_bytes() + b"set more = 2\n"
        muttrc.write_bytes(edited)
        assert run("hook", "status", "sendmail").exit_code == 1  # the block would come last
        run("hook", "install", "sendmail", "--yes")
        assert muttrc.read_bytes().count(b"# >>> emailint") == 1
        assert run("hook", "status", "sendmail").exit_code == 0
        muttrc.write_bytes(muttrc.read_bytes() + b"set last = 3\n")
        run("hook", "uninstall", "sendmail", "--yes")
        wanted = b"set my_own = 1\n" + MUTTRC + b"\nset more = 2\nset last = 3\n"
        assert muttrc.read_bytes() == wanted

    def test_an_edit_and_a_new_installation_lose_nothing(self, home: Path) -> None:
        muttrc = home / ".muttrc"
        muttrc.write_bytes(b"set a = 1\n")
        run("hook", "install", "sendmail", "--yes")
        muttrc.write_bytes(muttrc.read_bytes() + b"set b = 2\n")
        run("hook", "install", "sendmail", "--yes")
        run("hook", "uninstall", "sendmail", "--yes")
        assert muttrc.read_bytes() == b"set a = 1\nset b = 2\n"

    def test_a_newer_installation_keeps_what_was_first(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (home / ".muttrc").write_bytes(MUTTRC)
        run("hook", "install", "sendmail", "--yes")
        monkeypatch.setenv("XDG_DATA_HOME", str(home / "elsewhere"))
        run("hook", "install", "sendmail", "--yes")
        assert b"elsewhere" in (home / ".muttrc").read_bytes()
        run("hook", "uninstall", "sendmail", "--yes")
        assert (home / ".muttrc").read_bytes() == MUTTRC

    def test_a_link_stays_a_link(self, home: Path) -> None:
        (home / "dotfiles").write_bytes(MUTTRC)
        (home / ".muttrc").symlink_to(home / "dotfiles")
        run("hook", "install", "sendmail", "--yes")
        assert (home / ".muttrc").is_symlink()
        assert b"emailint" in (home / "dotfiles").read_bytes()
        run("hook", "uninstall", "sendmail", "--yes")
        assert (home / "dotfiles").read_bytes() == MUTTRC

    def test_backups_are_kept(self, home: Path) -> None:
        (home / ".muttrc").write_bytes(MUTTRC)
        run("hook", "install", "sendmail", "--yes")
        run("hook", "uninstall", "sendmail", "--yes")
        kept = list((home / "state" / "emailint" / "hooks" / "kept").iterdir())
        assert MUTTRC in [path.read_bytes() for path in kept]
        assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}

    def test_a_program_that_sends_by_itself_is_told(self, home: Path) -> None:
        (home / ".muttrc").write_text("set smtp_url = smtp://mail.example.com\n")
        (home / ".mailrc").write_text("set mta=smtps://mail.example.com\n")
        done = run("hook", "install", "sendmail", "--yes")
        assert done.stdout.count("sends by itself") == 2
        assert run("hook", "status", "sendmail").exit_code == 1


class TestStandIn:
    """The program that mail programs call, a shell script of ours."""

    @pytest.fixture
    def real(self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        del home
        program = tmp_path / "real"
        program.write_text(
            f'#!/bin/sh\ncat > {tmp_path}/mail\necho "$@" > {tmp_path}/args\nexit 7\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("EMAILINT_SENDMAIL", str(program))
        run("hook", "install", "sendmail", "--yes")
        return program

    def call(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(stand_in()), *arguments], input=GOOD, capture_output=True, check=False
        )

    def test_it_passes_on(self, real: Path, tmp_path: Path) -> None:
        done = self.call("-oi", "--", "bob@client.example")
        assert (done.returncode, (tmp_path / "mail").read_bytes()) == (7, GOOD)
        assert (tmp_path / "args").read_text() == "-oi -- bob@client.example\n"
        assert self.call(f"--real={real}", "-t", "a b").returncode == 7
        assert (tmp_path / "args").read_text() == "-t a b\n"

    @pytest.mark.parametrize("gone", ["python", "package"])
    def test_the_mail_goes_when_emailint_is_gone(
        self, real: Path, tmp_path: Path, gone: str
    ) -> None:
        text = stand_in().read_text()
        missing = sys.executable if gone == "python" else "/hooks/client.py"
        assert missing in text
        stand_in().write_text(text.replace(missing, "/nowhere"))
        done = self.call("-t", f"--real={real}", "x y")
        assert (done.returncode, (tmp_path / "mail").read_bytes()) == (7, GOOD)
        assert (tmp_path / "args").read_text() == "-t x y\n"
        assert b"not found, sent unchecked" in done.stderr
        assert self.call("-t").returncode == 7  # the one it found when it was installed

    @pytest.mark.usefixtures("real")
    def test_unless_the_policy_is_strict(self, tmp_path: Path) -> None:
        stand_in().write_text(stand_in().read_text().replace(sys.executable, "/nowhere"))
        user_file().parent.mkdir(parents=True, exist_ok=True)
        user_file().write_text("[hook]\n  strict = true\n")
        done = self.call("-t")
        assert done.returncode == 75
        assert b"held (strict)" in done.stderr
        assert not (tmp_path / "mail").exists()


CONFIGS = {
    "usual": "# mine\nrepos:\n  # the first\n  - repo: https://git.example/x\n    rev: v1\n    hooks: [{id: x}]\n",
    "flat": "default_stages: [commit]\nrepos:\n- repo: local\n  hooks: []\n",
    "none": "",
}


class TestPreCommit:
    @pytest.mark.parametrize("kind", CONFIGS)
    def test_it_stands_beside_what_is_there(self, tmp_path: Path, kind: str) -> None:
        path = tmp_path / FILE
        if CONFIGS[kind]:
            path.write_text(CONFIGS[kind])
        done = run("hook", "install", "pre-commit", "--repo", tmp_path, "--yes")
        assert done.exit_code == 0, done.output
        made = path.read_text()
        assert made.count("id: emailint") == 1
        indents = {
            line.index("-") for line in made.splitlines() if line.strip().startswith("- repo")
        }
        assert len(indents) == 1
        assert "installed already" in run(
            "hook", "install", "pre-commit", "--repo", tmp_path
        ).stdout  # fmt: skip
        run("hook", "uninstall", "pre-commit", "--repo", tmp_path, "--yes")
        assert (path.read_text() if path.exists() else "") == CONFIGS[kind]

    def test_a_file_it_does_not_understand_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / FILE).write_text("repos: [{repo: local, hooks: []}]\n")
        done = run("hook", "install", "pre-commit", "--repo", tmp_path, "--yes")
        assert done.exit_code == 2
        assert "add by hand" in done.stderr
        assert (tmp_path / FILE).read_text() == "repos: [{repo: local, hooks: []}]\n"

    def test_each_repository_has_its_own(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            run("hook", "install", "pre-commit", "--repo", tmp_path / name, "--yes")
        run("hook", "uninstall", "pre-commit", "--repo", tmp_path / "one", "--yes")
        assert not (tmp_path / "one" / FILE).exists()
        assert (tmp_path / "two" / FILE).exists()


class TestFiles:
    @given(st.binary(max_size=200))
    def test_a_block_comes_and_goes(self, content: bytes) -> None:
        marked = block.appended(content, "x", "set a = 1\nset b = 2")
        assert block.appended(marked, "x", "set a = 1\nset b = 2") == marked
        kept = block.without(content)
        assert block.without(marked) in (kept, kept + b"\n")

    def test_a_note_that_cannot_be_read_stops_everything(self, home: Path) -> None:
        note = home / "state" / "emailint" / "hooks" / "installed.json"
        note.parent.mkdir(parents=True)
        note.write_text("{")
        done = run("hook", "install", "sendmail", "--yes")
        assert done.exit_code == 2
        assert "installed.json" in done.stderr
        assert not stand_in().exists()

    def test_a_file_of_ours_that_was_changed_is_left(self) -> None:
        run("hook", "install", "sendmail", "--yes")
        stand_in().write_text("#!/bin/sh\n# mine now\n")
        assert "changed since" in run("hook", "status", "sendmail").stdout
        assert "left as it is" in run("hook", "uninstall", "sendmail", "--yes").stdout
        assert stand_in().exists()


def test_an_unknown_hook_is_told() -> None:
    done = run("hook", "install", "sendmial")
    assert done.exit_code == 2
    assert "did you mean 'sendmail'" in done.stderr


def test_what_is_not_there_is_said_in_a_dry_run_too(tmp_path: Path) -> None:
    where = ("pre-commit", "--repo", tmp_path)
    assert run("hook", "uninstall", *where, "--dry-run").stdout == "pre-commit: is not installed\n"
    run("hook", "install", *where, "--yes")
    done = run("hook", "install", *where, "--dry-run").stdout
    assert done.startswith("pre-commit: is installed already\n")


def test_no_answer_changes_nothing_and_says_so(tmp_path: Path) -> None:
    done = run("hook", "install", "pre-commit", "--repo", tmp_path, stdin="")
    assert done.exit_code == 2
    assert "--yes changes it without asking" in done.stderr
    assert not (tmp_path / FILE).exists()


def test_a_folder_without_git_is_told_in_few_words(tmp_path: Path) -> None:
    told = run("hook", "status", "--repo", tmp_path).stdout
    assert f"git: not installed ({tmp_path}: not a git repository)\n" in told


def test_pre_commit_looks_into_spanish_folders_too() -> None:
    files = re.search(r"files: '(.+)'", ENTRY)
    assert files
    for name in ("borradores/a.md", "src/campañas/mayo.html", "plantillas/x.html", "a.eml"):
        assert re.search(files[1], name)
    assert not re.search(files[1], "docs/a.md")
    shared = (Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert files[1] in shared


def test_status_tells_of_all() -> None:
    done = run("hook", "status")
    assert done.exit_code == 0
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [*NAMES, "warm engine"]


def test_every_adapter_is_whole(tmp_path: Path) -> None:
    for name in NAMES:
        one = adapter(name)
        for wanted in ("plan", "scope", "amiss"):
            assert callable(getattr(one, wanted))
        if name != "git":
            assert one.plan(Place(tmp_path)).files
