"""The shell scripts that programs call: they find emailint, and let mail go when it is gone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shlex import quote
from typing import Final

from emailint.config import user_file
from emailint.hooks import client
from emailint.hooks.policy import MANAGED

MARK: Final = "# Written by `emailint hook install"
_SCRIPT: Final = """\
#!/bin/sh
{mark} {name}`; `emailint hook uninstall {name}` takes it away.
{before}python={python}
if [ -x "$python" ] && [ -f {package} ]; then
  exec "$python" -P -c 'from emailint.hooks.client import {entry}; {entry}()' {arguments}"$@"
fi
# emailint is gone: that must lock no mail in, unless the policy is strict
if grep -Eqs '^[[:space:]]*(hook\\.)?strict[[:space:]]*=[[:space:]]*true' {policies}; then
  echo 'emailint: not found, held (strict)' >&2
  exit 75
fi
told='emailint: not found, sent unchecked'
{after}"""


def script(name: str, entry: str, *arguments: str, before: str = "", after: str = "") -> bytes:
    """A script that hands its arguments to the hook's entry point, by the Python it runs in now.

    `before` comes first; `after` is what happens where emailint isn't there any more.
    """
    text = _SCRIPT.format(
        mark=MARK, name=name, entry=entry, before=before, after=after,
        python=quote(sys.executable), package=quote(client.__file__),
        arguments="".join(f"{quote(word)} " for word in arguments),
        policies=f"{quote(str(user_file()))} {quote(MANAGED)}",
    )  # fmt: skip
    return text.encode()


def data_folder() -> Path:
    """Where the user's programs of emailint lie."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "emailint"
