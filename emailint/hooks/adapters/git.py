"""`git send-email` of one repository: its hook `sendemail-validate`, before one that is there.

Not for all repositories at once: git has that only as `core.hooksPath`, which would switch off the
hooks that a repository has of its own.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from emailint.hooks.adapters import File, Place, Plan
from emailint.hooks.adapters.shim import MARK, script
from emailint.model import EmailintError

_HOOK: Final = "sendemail-validate"
_EARLIER: Final = ".before-emailint"
_FIRST: Final = f"""\
earlier="$0{_EARLIER}"
if [ -x "$earlier" ]; then "$earlier" "$@" || exit; fi
"""

_FALL_BACK: Final = 'echo "$told" >&2\n'


def plan(place: Place) -> Plan:
    """The hook; one that was there moves aside and is called first."""
    hook = hooks_folder(place.repository) / _HOOK
    earlier = hook.with_name(_HOOK + _EARLIER)
    files = []
    if (moved := earlier if _is_ours(hook) else hook).is_file():
        files.append(File(earlier, moved.read_bytes(), moved.stat().st_mode & 0o777))
    files.append(File(hook, script("git", "main", "git", before=_FIRST, after=_FALL_BACK), 0o755))
    return Plan(files, [])


def scope(place: Place) -> str:
    """The folder of hooks that the repository uses."""
    return str(hooks_folder(place.repository))


def amiss(place: Place) -> list[str]:
    """git without send-email, or told to skip the hook."""
    found = []
    if _git(place.repository, "--exec-path", missing=""):
        folder = Path(_git(place.repository, "--exec-path"))
        if not (folder / "git-send-email").exists():
            found.append("git send-email isn't installed")
    if _git(place.repository, "config", "--type=bool", "sendemail.validate", missing="") == "false":
        found.append("sendemail.validate = false in git's config switches the hook off")
    return found


def hooks_folder(repository: Path) -> Path:
    """Where git looks for the repository's hooks. Raises EmailintError where there is none."""
    return (repository / _git(repository, "rev-parse", "--git-path", "hooks")).absolute()


def _is_ours(hook: Path) -> bool:
    return hook.is_file() and MARK.encode() in hook.read_bytes()


def _git(repository: Path, *arguments: str, missing: str | None = None) -> str:
    """What git prints; `missing` where it fails, or an EmailintError."""
    try:
        done = subprocess.run(
            ["git", "-C", str(repository), *arguments], capture_output=True, text=True, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except OSError as error:
        raise EmailintError(f"git: {error.strerror}") from None
    if done.returncode:
        if missing is not None:
            return missing
        if "not a git repository" in done.stderr:
            raise EmailintError(f"{repository.absolute()}: not a git repository")
        raise EmailintError(f"{repository}: {done.stderr.strip() or 'git failed'}")
    return done.stdout.strip()
