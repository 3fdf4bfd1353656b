"""pre-commit: drafts kept in git are linted before they are committed; annotations for GitHub."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sending import BAD, GOOD, ROOT, User, shoot

HEAD = "From: ann@acme.example\nTo: bob@client.example\nSubject: Stone for the wall\n\n"


@pytest.fixture
def repository(user: User) -> Path:
    folder = user.home / "mails"
    user.write(".gitconfig", "[user]\nname = Ann\nemail = ann@acme.example\n")
    user.run("git", "init", "-q", folder)
    (folder / "good.eml").write_text(HEAD + GOOD)
    (folder / "readme.md").write_text("no draft TODO\n")
    return folder


def test_the_hook_that_emailint_installs(user: User, repository: Path) -> None:
    told = user.run("emailint", "hook", "install", "pre-commit", "--yes", cwd=repository)
    assert "`pre-commit install`" in told
    user.run("pre-commit", "install", cwd=repository)
    user.run("emailint", "hook", "status", "pre-commit", cwd=repository)
    user.run("git", "add", ".", cwd=repository)
    user.run("git", "commit", "-q", "-m", "Good", cwd=repository)
    (repository / "bad.eml").write_text(HEAD + BAD)
    user.run("git", "add", ".", cwd=repository)
    told = user.run("git", "commit", "-m", "Bad", cwd=repository, code=1)
    assert "bad.eml:7" in told
    assert "attachment-forgotten" in told
    shoot("pre-commit", "git commit -m 'The plan'", told)


def test_try_repo(user: User, repository: Path) -> None:
    """As a repository of hooks: pre-commit builds and installs emailint by itself."""
    source = user.home / "source"
    wanted = ("emailint", "rules", "clients")
    for name in wanted:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (*ROOT.glob("*.*"), ROOT / "LICENSE", ROOT / ".pre-commit-hooks.yaml"):
        if path.is_file():
            shutil.copy(path, source)
    user.run("git", "init", "-q", source)
    user.run("git", "add", ".", cwd=source)
    user.run("git", "commit", "-q", "-m", "emailint", cwd=source)
    (repository / "bad.eml").write_text(HEAD + BAD)
    user.run("git", "add", ".", cwd=repository)
    command = ("pre-commit", "try-repo", source, "emailint", "--all-files")
    told = user.run(*command, cwd=repository, code=1)
    assert "bad.eml:7" in told
    assert "readme.md" not in told
    user.run("git", "rm", "-q", "-f", "bad.eml", cwd=repository)
    assert "Passed" in user.run(*command, cwd=repository)


def test_annotations_for_github(user: User, repository: Path) -> None:
    (repository / "bad.eml").write_text(HEAD + BAD)
    told = user.run("emailint", "check", "--format", "github", ".", cwd=repository, code=1)
    (line,) = [line for line in told.splitlines() if line.startswith("::error")]
    assert line.startswith("::error file=bad.eml,line=7,")
    assert "attachment-forgotten" in line
