"""A fit as the file that `points_file` names in a config: see `emailint.fitted`, which reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from emailint.fitted import FORMAT, VERSION
from emailint.study.model import Archive, Fit, Refusal


def points_table(archive: Archive, fits: Iterable[Fit | Refusal]) -> dict[str, Any] | None:
    """What to write as JSON; None where every language was refused. It names nobody and holds no
    text: counts, rates and weights only."""
    languages = {fit.language: _fit(fit) for fit in fits if isinstance(fit, Fit)}
    if not languages:
        return None
    return {
        "format": FORMAT,
        "version": VERSION,
        "from": archive.start,
        "to": archive.end,
        "window": archive.window,
        "languages": languages,
    }


def _fit(fit: Fit) -> dict[str, Any]:
    held = fit.validation
    return {
        "mails": fit.n,
        "replied": fit.replied,
        "penalty": fit.penalty,
        "rules": {
            rule.id: {
                "points": rule.points,
                "weight": rule.weight,
                "mails": rule.n_with,
                "difference": rule.difference,
                "ci": [max(rule.ci[0], -1.0), min(rule.ci[1], 1.0)],
            }
            for rule in fit.rules
        },
        "bands": [
            {"above": b.above, "mails": b.n, "replied": b.replied, "rate": b.rate, "ci": list(b.ci)}
            for b in fit.bands
        ],
        "validation": held._asdict()
        | {
            "auc_ci": list(held.auc_ci),
            "calibration": [g._asdict() | {"ci": list(g.ci)} for g in held.calibration],
        },
    }
