"""emailint: a linter and coach for e-mail drafts.

    from emailint import lint
    report = lint(Path("draft.eml").read_bytes())
    print(report.score.total, [finding.message for finding in report.findings])

The names below are the public interface; everything else may change between versions.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = [
    "Config", "Document", "EmailintError", "Envelope", "Finding", "Report", "Rule",
    "lint", "load_pack", "read",
]  # fmt: skip

TYPE_CHECKING = False  # importing typing would cost a hook's start 3 ms
if TYPE_CHECKING:
    from typing import Any

    from emailint.api import lint
    from emailint.config import Config
    from emailint.document import Document, read
    from emailint.model import EmailintError, Envelope, Finding, Report, Rule
    from emailint.pack import load_pack

_HOMES = {
    "Config": "config", "Document": "document", "EmailintError": "model", "Envelope": "model",
    "Finding": "model", "Report": "model", "Rule": "model", "lint": "api", "load_pack": "pack",
    "read": "document",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Public names are loaded when first used: `import emailint` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'emailint' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"emailint.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
