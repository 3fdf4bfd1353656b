"""A study for programs: the published contract, version 1 (see `data/study.schema.json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from emailint.study.model import Fit

if TYPE_CHECKING:
    from emailint.study.model import Archive, Curve, Effect, Refusal, Study

VERSION: Final = 1


def as_json(study: Study) -> str:
    """The whole study as one JSON object and a line break."""
    from emailint.render.json import dump

    return dump(study_dict(study)) + "\n"


def study_dict(study: Study) -> dict[str, Any]:
    """The study as the contract has it."""
    from emailint.render.json import tool

    return {
        "version": VERSION,
        "tool": tool(),
        "archive": _archive(study.archive),
        "effects": [_effect(effect) for effect in study.effects],
        "headlines": [
            _effect(headline.effect) | {"id": headline.id, "published_rates": headline.rates}
            for headline in study.headlines
        ],
        "curves": [_curve(curve) for curve in study.curves],
        "grids": [
            {"language": grid.language, "cells": [c._asdict() for c in grid.cells]}
            for grid in study.grids
        ],
        "waiting": [
            waiting._asdict() | {"moments": [m._asdict() for m in waiting.moments]}
            for waiting in study.waiting
        ],
        "fits": [_fit(fit) for fit in study.fits],
    }


def _archive(archive: Archive) -> dict[str, Any]:
    told = archive._asdict() | {"languages": dict(archive.languages)}
    told["from"], told["to"] = told.pop("start") or None, told.pop("end") or None
    return told


def _effect(effect: Effect) -> dict[str, Any]:
    """The fields of the contract, rates and differences as shares."""
    adjusted, published = effect.adjusted, effect.published
    return {
        "id": effect.id,
        "language": effect.language,
        "n_with": effect.n_with,
        "rate_with": effect.rate_with,
        "n_without": effect.n_without,
        "rate_without": effect.rate_without,
        "difference": effect.difference,
        "ci": effect.ci,
        "relative": effect.relative,
        "p_adjusted": effect.p_adjusted,
        "adjusted": adjusted and {"difference": adjusted.difference, "ci": adjusted.ci},
        "published": published
        and {
            "id": published.id,
            "difference": published.difference,
            "relative": published.relative,
        },
        "power": effect.power,
        "verdict": effect.verdict,
        "reason": effect.reason or None,
    }


def _curve(curve: Curve) -> dict[str, Any]:
    bins = [
        {"from": b.start, "to": b.end, "n": b.n, "rate": b.rate, "ci": b.ci} for b in curve.bins
    ]
    return {"feature": curve.feature, "language": curve.language, "bins": bins}


def _fit(fit: Fit | Refusal) -> dict[str, Any]:
    if not isinstance(fit, Fit):
        return {"fitted": False, **fit._asdict()}
    validation = fit.validation
    return {
        "fitted": True,
        **fit._asdict(),
        "rules": [rule._asdict() for rule in fit.rules],
        "bands": [band._asdict() for band in fit.bands],
        "validation": validation._asdict()
        | {"calibration": [c._asdict() for c in validation.calibration]},
    }
