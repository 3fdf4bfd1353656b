"""The figures of a study as people read them: shares in percent, differences in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from emailint.study.model import Effect, Interval

NOTHING: Final = "–"
ORDER: Final = ("supported", "contradicted", "none", "too-little")
_SPANISH: Final = str.maketrans(",.", ".,")


def fixed(ui: str, value: float | None, digits: int, *, sign: bool = False) -> str:
    """`value` with so many decimals, as the language writes them; a dash where there is none."""
    if value is None:
        return NOTHING
    value = round(value, digits) + 0.0  # no minus before a zero
    text = format(value, f"{'+' if sign and value else ''},.{digits}f").replace("-", "−")
    return text.translate(_SPANISH) if ui == "es" else text


def percent(ui: str, share: float | None, digits: int = 1) -> str:
    """A share as "61.3 %"."""
    shown = fixed(ui, None if share is None else 100 * share, digits)
    return shown if shown == NOTHING else f"{shown} %"


def points(ui: str, share: float | None) -> str:
    """A difference of shares in percentage points, with its sign."""
    return fixed(ui, None if share is None else 100 * share, 1, sign=True)


def ends(ui: str, ci: Interval) -> str:
    """An interval of differences in points: "−14.2…−3.5"."""
    return "…".join(points(ui, bound) for bound in ci)


def probability(ui: str, p: float | None) -> str:
    """A p value, "<0.001" where it is less."""
    if p is not None and p < 0.001:
        return f"<{fixed(ui, 0.001, 3)}"
    return fixed(ui, p, 3)


def claim(effect: Effect, ui: str) -> str:
    """What was published: in points, else in percent of the rate, else which way it goes."""
    published = effect.published
    if published is None:
        return NOTHING
    if published.difference is not None:
        return points(ui, published.difference)
    if published.relative is not None:
        return f"{points(ui, published.relative)} %"
    return "↑" if published.direction > 0 else "↓"


def in_order(effects: Iterable[tuple[str, Effect]]) -> list[tuple[str, Effect]]:
    """By language as they come, then verdict, then size: what can be told comes first, and groups
    too small to test come last."""
    rows = list(effects)
    languages = list(dict.fromkeys(effect.language for _, effect in rows))
    return sorted(
        rows,
        key=lambda item: (
            languages.index(item[1].language), ORDER.index(item[1].verdict),
            item[1].reason == "few", -abs(item[1].difference or 0.0), item[0],
        ),
    )  # fmt: skip
