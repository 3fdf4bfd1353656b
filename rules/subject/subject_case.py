"""Letter case of subjects."""
from collections.abc import Iterator

from emailint.context import Context
from emailint.model import Hit


def all_caps(context: Context) -> Iterator[Hit]:
    yield from ()
