"""Lines of ours in a file of the user's, between two marks."""

from __future__ import annotations

import re
from typing import Final

_FIRST: Final = "# >>> emailint: `emailint hook uninstall {name}` takes these lines out"
_LAST: Final = "# <<< emailint"
_BLOCK: Final = re.compile(
    rb"^[ \t]*# >>> emailint: [^\n]*\n(?:(?![ \t]*# <<< emailint).*\n)*[ \t]*# <<< emailint[^\n]*\n?",
    re.MULTILINE,
)


def without(content: bytes) -> bytes:
    """`content` without our block."""
    return _BLOCK.sub(b"", content)


def framed(name: str, lines: str, indent: str = "") -> bytes:
    """`lines` between the marks."""
    inner = [_FIRST.format(name=name), *lines.splitlines(), _LAST]
    return "".join(f"{indent}{line}\n" for line in inner).encode()


def appended(content: bytes, name: str, lines: str) -> bytes:
    """`content` with our block, and only that one of ours, at its end."""
    kept = without(content)
    if kept and not kept.endswith(b"\n"):
        kept += b"\n"
    return kept + framed(name, lines)
