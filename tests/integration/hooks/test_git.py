"""git send-email: one bad patch holds the whole series, whatever hook was there before."""

from __future__ import annotations

from pathlib import Path

import pytest
from sending import Sink, User, shoot

BAD = "Raise the wall again\n\nThe server's password: hunter2hunter2"
CLEAN = ["Build a wall", "Raise the wall\n\nTODO and FIXME are words of a diff."]


@pytest.fixture
def repository(user: User) -> Path:
    folder = user.home / "wall"
    user.write(
        ".gitconfig",
        "[user]\nname = Ann\nemail = ann@acme.example\n[sendemail]\nsmtpServer = 127.0.0.1\n"
        f"smtpServerPort = {user.port}\nconfirm = never\nsmtpEncryption = \n",
    )
    user.run("git", "init", "-q", folder)
    for number, message in enumerate(["Start", *CLEAN]):
        (folder / "wall.txt").write_text("TODO stone\n" * (number + 1))
        user.run("git", "add", ".", cwd=folder)
        user.run("git", "commit", "-q", "-m", message, cwd=folder)
    return folder


def spoil(user: User, repository: Path) -> None:
    (repository / "wall.txt").write_text("stone\n")
    user.run("git", "commit", "-q", "-a", "-m", BAD, cwd=repository)


def send(user: User, repository: Path, count: int, code: int | None, **variables: str) -> str:
    return user.run(
        "git", "send-email", "--to=bob@client.example", f"-{count}", cwd=repository, code=code,
        **variables,
    )  # fmt: skip


def test_a_clean_series_goes(user: User, repository: Path, sink: Sink) -> None:
    user.run("emailint", "hook", "install", "git", "--repo", repository, "--yes")
    send(user, repository, 2, 0)
    assert [mail["Subject"] for mail in sink.mails] == [
        "[PATCH 1/2] Build a wall", "[PATCH 2/2] Raise the wall",
    ]  # fmt: skip


def test_a_bad_patch_holds_all_of_it(user: User, repository: Path, sink: Sink) -> None:
    user.run("emailint", "hook", "install", "git", "--repo", repository, "--yes")
    spoil(user, repository)
    told = send(user, repository, 3, None)
    assert "secret-in-clear" in told
    assert "hunter2hunter2" not in told
    assert "nothing of the series is sent" in told
    assert sink.mails == []
    shoot("git", "git send-email --to=bob@client.example -3", told)
    send(user, repository, 3, 0, EMAILINT_OVERRIDE="a test password")
    assert len(sink.mails) == 3
    log = (user.home / "state/emailint/overrides.jsonl").read_text()
    assert log.count('"channel": "environment", "reason": "a test password"') == 3


@pytest.mark.parametrize("code", [0, 3])
def test_the_hook_that_was_there_is_asked_first(
    user: User, repository: Path, sink: Sink, code: int
) -> None:
    hook = repository / ".git/hooks/sendemail-validate"
    own = f'#!/bin/sh\necho mine "$1" >> {user.home}/called\nexit {code}\n'
    hook.write_text(own)
    hook.chmod(0o755)
    user.run("emailint", "hook", "install", "git", "--yes", cwd=repository)
    user.run("emailint", "hook", "install", "git", "--yes", cwd=repository)
    send(user, repository, 1, None if code else 0)
    assert (user.home / "called").read_text().count("mine") == 1
    assert len(sink.mails) == (0 if code else 1)
    user.run("emailint", "hook", "uninstall", "git", "--yes", cwd=repository)
    assert hook.read_text() == own
    assert [p.name for p in hook.parent.glob("sendemail*")] == [
        "sendemail-validate", *(["sendemail-validate.sample"] if _sample(hook) else []),
    ]  # fmt: skip


def _sample(hook: Path) -> bool:
    return hook.with_name("sendemail-validate.sample").exists()


def test_a_folder_of_hooks_elsewhere_is_used(user: User, repository: Path) -> None:
    folder = user.home / "my hooks"
    user.run("git", "config", "core.hooksPath", folder, cwd=repository)
    user.run("emailint", "hook", "install", "git", "--yes", cwd=repository)
    assert (folder / "sendemail-validate").exists()
    spoil(user, repository)
    assert "secret-in-clear" in send(user, repository, 1, None)
    user.run("emailint", "hook", "uninstall", "git", "--yes", cwd=repository)
    assert not (folder / "sendemail-validate").exists()


def test_with_the_header_that_git_2_41_gives(user: User) -> None:
    """Bcc is seen then; the patch's own header gives way."""
    patch = user.write(
        "p.patch", "From 0 Mon Sep 17\nFrom: x@x.example\nSubject: s\n\nHi\n---\nd\n"
    )
    header = user.write("header", "From: ann@acme.example\nTo: bob@client.example\nSubject:\n")
    assert "subject-missing" in user.run("emailint-hook", "git", patch, header, code=65)
    user.run("emailint-hook", "git", patch)


def test_emailint_gone_locks_nobody_out(user: User, repository: Path, sink: Sink) -> None:
    user.run("emailint", "hook", "install", "git", "--repo", repository, "--yes")
    hook = repository / ".git/hooks/sendemail-validate"
    hook.write_text(hook.read_text().replace("/hooks/client.py", "/hooks/gone.py"))
    spoil(user, repository)
    assert "not found, sent unchecked" in send(user, repository, 1, 0)
    assert len(sink.mails) == 1


def test_outside_a_repository_it_says_so(user: User) -> None:
    told = user.run("emailint", "hook", "install", "git", "--yes", code=2)
    assert "not a git repository" in told


def test_status_knows_when_git_skips_it(user: User, repository: Path) -> None:
    user.run("emailint", "hook", "install", "git", "--yes", cwd=repository)
    user.run("emailint", "hook", "status", "git", cwd=repository)
    user.run("git", "config", "sendemail.validate", "false", cwd=repository)
    told = user.run("emailint", "hook", "status", "git", cwd=repository, code=1)
    assert "sendemail.validate = false" in told
