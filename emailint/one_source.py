"""The one draft of a command that takes no more."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from emailint.model import EmailintError
from emailint.sources import Source, SourceError, read_sources


def only_source(path: str, stdin: Callable[[], bytes], command: str) -> Source:
    """The draft at `path` for a command that takes one. Raises EmailintError where there are several
    or none, or where it can't be read."""
    drafts = []
    for source in islice(read_sources([path], stdin), 2):
        if isinstance(source, SourceError):
            raise EmailintError(f"{source.path}: {source.error}")
        drafts.append(source)
    if len(drafts) > 1:
        raise EmailintError(f"{path}: {command} takes one draft; emailint check takes several")
    if not drafts:
        raise EmailintError(f"{path}: no drafts in there")
    return drafts[0]
