"""Word lists of the modules beside it."""

from emailint.tokens import fold


def words(text: str) -> frozenset[str]:
    """The words of `text`, folded as they are looked up."""
    return frozenset(map(fold, text.split()))
