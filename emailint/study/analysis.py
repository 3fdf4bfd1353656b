"""Observations in, all results out: what `emailint study` computes once its archive is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from emailint.study.curves import curves, grids
from emailint.study.effects import effects
from emailint.study.fitting import fits
from emailint.study.headlines import headlines
from emailint.study.model import Archive, Published, Study
from emailint.study.observations import Observations
from emailint.study.schema import WINDOW
from emailint.study.waiting import waiting


def analyse(
    table: Any,
    published: Mapping[str, Published],
    *,
    messages: int,
    window: float = WINDOW,
    fit: bool = False,
) -> Study:
    """The study of a table of `schema.OBSERVATIONS`.

    `published`: what others measured, by rule (`effects.published_effects`); `messages`: how many
    the archive holds in all; `window`: the days within which a reply counts; `fit`: whether points
    are wanted.
    """
    mail = Observations(table)
    found = effects(mail, published)
    return Study(
        _archive(mail, messages, window),
        found,
        headlines(mail),
        curves(mail),
        grids(mail),
        waiting(mail),
        fits(mail, found) if fit else (),
    )


def _archive(mail: Observations, messages: int, window: float) -> Archive:
    judged = mail.judged
    sent = mail.table.column("sent").drop_null()
    days = sorted(str(day)[:10] for day in (sent.to_pylist() if len(sent) else ()))
    languages = Counter(name or "" for name in judged.table.column("language").to_pylist())
    return Archive(
        messages=messages,
        first_messages=len(mail),
        judged=len(judged),
        replied=int(judged.replied.sum()),
        authors=len(np.unique(judged.codes("author"))),
        lists=len(np.unique(judged.codes("list"))),
        start=days[0] if days else "",
        end=days[-1] if days else "",
        window=window,
        languages=dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
    )
