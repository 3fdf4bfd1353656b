"""The corpora that the figures in docs/ come from: folders of .mbox.gz, never part of this project."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from emailint.sources import Source, read_sources

NAMES = ("enron-inboxes", "r-help-es-odd-years", "r-package-devel")
LABELS = Path(__file__).parent / "labels"


def folder(arguments: list[str]) -> Path:
    """The folder of the corpora: the first argument."""
    if not arguments or not Path(arguments[0]).is_dir():
        sys.exit("usage: python bench/SCRIPT.py FOLDER-OF-CORPORA ...")
    return Path(arguments[0])


def messages(corpora: Path, name: str) -> Iterator[Source]:
    """The messages of one corpus, in order."""
    for source in read_sources([str(corpora / f"{name}.mbox.gz")], lambda: b""):
        if isinstance(source, Source):
            yield source
