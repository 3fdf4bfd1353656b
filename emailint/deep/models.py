"""Which of spaCy's trained pipelines are installed, and how to get one."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from emailint.deep.pipeline import USUAL, is_installed, trained


def models() -> dict[str, Any]:
    """What is installed, by language; the first of a language is the one that is used."""
    return {
        "spacy": _version("spacy") if is_installed() else None,
        "languages": {
            language: {
                "installed": [{"name": n, "version": _version(n)} for n in trained(language)],
                "install": f"python -m spacy download {usual}",
            }
            for language, usual in USUAL.items()
        },
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # an entry point of a package under another name
        return ""
