"""Drafts and campaigns kept in git: an entry in the repository's `.pre-commit-config.yaml`."""

from __future__ import annotations

import re
from typing import Final

from emailint.hooks.adapters import File, Place, Plan
from emailint.hooks.adapters.block import framed, without
from emailint.hooks.adapters.git import hooks_folder
from emailint.model import EmailintError

FILE: Final = ".pre-commit-config.yaml"
ENTRY: Final = """\
- repo: local
  hooks:
    - id: emailint
      name: emailint
      entry: emailint check
      language: system
      files: '\\.(eml|mbox)$|(^|/)(drafts|campaigns|mails|emails|newsletters|borradores|campañas|correos|boletines|plantillas)/.*\\.(html|md|txt)$'
"""
_REPOS: Final = re.compile(rb"^repos:[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)
_ITEM: Final = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\n)*([ ]*)- ")


def plan(place: Place) -> Plan:
    """Our entry at the head of the list of repositories."""
    path = place.repository.absolute() / FILE
    content = without(path.read_bytes()) if path.is_file() else b"repos:\n"
    head = _REPOS.search(content)
    if head is None:
        raise EmailintError(f"{path}: no list of repos; add by hand:\n{ENTRY}")
    item = _ITEM.match(content, head.end())
    indent = item[1].decode() if item else "  "
    made = content[: head.end()] + framed("pre-commit", ENTRY, indent) + content[head.end() :]
    notes = ["`pre-commit install` makes git call it, if you haven't done that yet"]
    return Plan([File(path, made)], notes)


def scope(place: Place) -> str:
    """The repository."""
    return str(place.repository.absolute())


def amiss(place: Place) -> list[str]:
    """git doesn't call pre-commit."""
    hook = hooks_folder(place.repository) / "pre-commit"
    if hook.is_file() and b"pre-commit" in hook.read_bytes():
        return []
    return ["git doesn't call pre-commit here: pre-commit install"]
