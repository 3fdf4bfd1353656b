"""Campaign templates: the fields that lie beside one, and MJML made HTML by the program `mjml`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from emailint.model import EmailintError

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDECARS: Final = (".toml", ".yaml", ".yml")
TIMEOUT: Final = 30.0
"""Seconds that `mjml` may take for one template; a large newsletter takes one."""
_MAX_SIDECAR: Final = 100_000  # bytes


class TemplateError(EmailintError):
    """A template that can't be read: the message is one line that says what to do."""


def sidecar(template: Path) -> bytes:
    """The fields of `news.toml` or `news.yaml` beside `news.html`, as a front matter; b"" if none.

    Raises TemplateError where the file is no TOML.
    """
    for suffix in SIDECARS:
        path = template.with_suffix(suffix)
        try:
            with path.open("rb") as file:
                data = file.read(_MAX_SIDECAR)
        except OSError:
            continue
        lines = "\n".join(_toml(data, path)).encode() if suffix == ".toml" else data.strip()
        return b"---\n" + lines.strip(b"-\r\n") + b"\n---\n" if lines else b""
    return b""


def _toml(data: bytes, path: Path) -> Iterator[str]:
    import tomllib

    try:
        table: dict[str, Any] = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{path.name}, which lies beside it: {error}") from None
    for key, value in table.items():
        if isinstance(value, str):
            yield f"{key}: {' '.join(value.split())}"


def compile_mjml(raw: bytes, template: Path) -> bytes:
    """The HTML of an MJML template. Raises TemplateError.

    `mjml` runs in an empty folder, so that no `.mjmlconfig` beside the template loads code;
    what the template includes is looked up from its own folder.
    """
    import subprocess
    import tempfile

    command = [
        *(_mjml(template), "--stdin", "--stdout", "--noStdoutFileComment"),
        *("--config.allowIncludes", "true", "--config.filePath", str(template.resolve())),
    ]
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                command, input=raw, capture_output=True, timeout=TIMEOUT, cwd=folder, check=False
            )
        except subprocess.TimeoutExpired:
            raise TemplateError(f"mjml took more than {TIMEOUT:.0f} seconds") from None
        except OSError as error:
            raise TemplateError(f"mjml didn't start: {error.strerror or error}") from None
    if done.returncode or not done.stdout.strip():
        said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line]
        raise TemplateError(f"mjml: {said[0][:300] if said else 'no HTML came out'}")
    return done.stdout


def _mjml(template: Path) -> str:
    """The program: that of the PATH, or of a `node_modules` above the template that is trusted."""
    from emailint.trust import is_trusted

    if found := shutil.which("mjml"):
        return found
    near = None
    for folder in template.resolve().parents:
        if local := shutil.which("mjml", path=os.fspath(folder / "node_modules" / ".bin")):
            if is_trusted(folder):
                return local
            near = near or folder
    if near:  # a program, so it runs only if the user says that it may
        raise TemplateError(
            f"mjml lies in {near / 'node_modules'} but runs only from a folder that you trust: "
            f"emailint trust {near}"
        )
    raise TemplateError("MJML is read through the program mjml; install it: npm install -g mjml")
