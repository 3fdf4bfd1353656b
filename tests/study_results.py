"""A study made by hand for the tests of its reports: every verdict, by the rule that gives them to
real ones, and each thing that may lack."""

from __future__ import annotations

import math

from emailint.study import stats
from emailint.study.model import (
    Adjusted,
    Archive,
    Band,
    Bin,
    Calibrated,
    Cell,
    Curve,
    Effect,
    Fit,
    FittedRule,
    Grid,
    Headline,
    Interval,
    Moment,
    Published,
    Refusal,
    Study,
    Validation,
    Waiting,
)  # fmt: skip
from emailint.study.verdicts import expected, judge


def spread(replied: int, n: int) -> Interval:
    """An interval that is good enough to look at."""
    rate = replied / n
    half = 1.96 * math.sqrt(max(rate * (1 - rate), 0.01) / n)
    return max(rate - half, 0.0), min(rate + half, 1.0)


def effect(
    id: str,
    language: str,
    with_: tuple[int, int],
    without: tuple[int, int],
    published: Published | None = None,
    adjusted: float | None = None,
) -> Effect:
    """Of `(replied, n)` with the fault and without it, one of ten that were tested."""
    (a, n), (b, m) = with_, without
    difference = a / n - b / m
    half = 1.96 * math.sqrt(a / n * (1 - a / n) / n + b / m * (1 - b / m) / m)
    held = None
    if adjusted is not None:
        held = Adjusted(adjusted, (adjusted - half, adjusted + half), n + m, 400)
    ci, sought, p = stats.newcombe(a, n, b, m), expected(published, b / m), stats.fisher(a, n, b, m)
    corrected, power = min(10 * p, 1.0), stats.power(sought, b / m, n, m)
    verdict, reason = judge(n, m, difference, ci, corrected, held, power, sought)
    return Effect(
        id=id, language=language, n_with=n, replied_with=a, rate_with=a / n, n_without=m,
        replied_without=b, rate_without=b / m, difference=difference,
        ci=ci, relative=difference / (b / m), p=p, p_adjusted=corrected, adjusted=held,
        published=published, power=power, verdict=verdict, reason=reason,
    )  # fmt: skip


CAPS = Published("EV-SUBJ-CAPS-1", -1, -0.154, -0.308)
LOWER = Published("EV-SUBJ-LOWER-1", -1, -0.042, -0.129)
THANKS = Published("EV-CLOSE-1", 1, 0.145, 0.31)
EFFECTS = (
    effect("subject-all-caps", "en", (61, 190), (1900, 4210), CAPS, -0.098),
    effect("subject-lowercase-start", "en", (290, 540), (1671, 3860), LOWER, 0.071),
    effect("body-too-long", "en", (510, 1100), (1451, 3300), None, -0.004),
    effect("closing-no-gratitude", "en", (900, 2100), (1061, 2300)),
    effect("subject-all-caps", "es", (4, 9), (900, 1500), CAPS),
    effect("body-too-long", "es", (300, 620), (604, 889), None, -0.121),
)  # fmt: skip
NEVER = Effect(
    id="bcc-asked", language="en", n_with=0, replied_with=0, rate_with=None, n_without=4400,
    replied_without=1961, rate_without=1961 / 4400, difference=None, ci=(-1.0, 1.0), relative=None,
    p=None, p_adjusted=None, adjusted=None, published=None, power=None, verdict="too-little",
    reason="few",
)  # fmt: skip


def bins(*counts: tuple[float | None, float | None, int, int]) -> tuple[Bin, ...]:
    return tuple(
        Bin(a, b, n, k, k / n if n else None, spread(k, n) if n else (0.0, 1.0))
        for a, b, n, k in counts
    )


def cell(weekday: int, hour: int) -> Cell:
    n = max(0, round(40 * math.exp(-(((hour - 12) / 5) ** 2)) * (1 if weekday < 5 else 0.3)))
    k = round(n * (0.5 + 0.1 * math.sin(hour / 4) - 0.02 * weekday))
    return Cell(weekday, hour, n, k, k / n if n else None, spread(k, n) if n else (0.0, 1.0))


HOURS = (1, 3, 6, 12, 24, 48, 96, 168, 336)
CURVES = (
    Curve("subject_words", "en", bins((1, 2, 100, 38), (2, 4, 900, 410), (4, 7, 2100, 960), (7, None, 1300, 553))),
    Curve("questions", "en", bins((0, 1, 1500, 590), (1, 2, 1400, 665), (2, 4, 1200, 571), (4, None, 300, 135))),
    Curve("greeting", "en", bins((0, 1, 1900, 840), (1, None, 2500, 1121))),
    Curve("weekday", "en", bins(*((d, d + 1, 700 if d < 5 else 450, 320 if d < 5 else 180) for d in range(7)))),
    Curve("hour", "es", bins((0, 6, 60, 30), (6, 12, 700, 430), (12, 18, 600, 360), (18, None, 149, 84))),
    Curve("readability", "es", bins((None, 40, 200, 118), (40, 60, 900, 545), (60, None, 409, 241), (80, 90, 0, 0))),
)  # fmt: skip
FIT = Fit(
    language="en", n=4400, replied=1961, penalty=0.5,
    rules=(
        FittedRule("subject-all-caps", 190, -0.098, (-0.171, -0.025), -0.51, 7),
        FittedRule("body-too-long", 900, -0.004, (-0.041, 0.033), 0.0, 1),
    ),
    bands=(
        Band(-0.1, 3300, 1520, 0.46, (0.443, 0.478)), Band(-0.5, 900, 390, 0.433, (0.401, 0.466)),
        Band(None, 200, 51, 0.255, (0.2, 0.32)),
    ),
    validation=Validation(
        "2019-03-01", 3300, 1100, 0.561, (0.527, 0.595), 0.2431, 0.2467,
        tuple(Calibrated(f, 220, round(220 * c), c, spread(round(220 * c), 220))
              for f, c in ((0.28, 0.33), (0.38, 0.37), (0.44, 0.46), (0.49, 0.47), (0.55, 0.52))),
    ),
)  # fmt: skip
STUDY = Study(
    archive=Archive(
        messages=21_000, first_messages=6_340, judged=5_909, replied=2_865, authors=1_204, lists=2,
        start="2009-01-02", end="2023-12-30", window=14.0, languages={"en": 4400, "es": 1509},
    ),
    effects=(*EFFECTS, effect("grammar-spacing", "es", (97, 146), (770, 1024), None, 0.09), NEVER),
    headlines=(
        Headline("subject-all-caps", EFFECTS[0], (0.346, 0.5)), Headline("subject-lowercase-start", EFFECTS[1], (0.284, 0.326)),
        Headline("gratitude-close", effect("gratitude-close", "en", (1061, 2300), (900, 2100), THANKS, 0.02)),
        Headline("friday", effect("friday", "es", (181, 300), (724, 1209), Published("EV-DAY-1", -1), 0.01)),
        Headline("monday", effect("monday", "es", (201, 300), (703, 1209), Published("EV-DAY-1", -1), 0.07)),
    ),
    curves=CURVES,
    grids=tuple(
        Grid(language, tuple(cell(d, h) for d in range(7) for h in range(24)))
        for language in ("en", "es")
    ),
    waiting=(
        Waiting("en", 4650, 2010, None, tuple(
            Moment(h, 0.44 * (1 - math.exp(-h / 20)), (0.42 * (1 - math.exp(-h / 20)), 0.46 * (1 - math.exp(-h / 20))), round(4600 * math.exp(-h / 30)))
            for h in HOURS)),
        Waiting("es", 1690, 990, 13.0, tuple(
            Moment(h, 0.6 * (1 - math.exp(-h / 9)), (0.57 * (1 - math.exp(-h / 9)), 0.63 * (1 - math.exp(-h / 9))), round(1600 * math.exp(-h / 12)))
            for h in HOURS)),
    ),
    fits=(FIT, Refusal("es", 1509, 2000, "mails")),
    titles={
        "subject-all-caps": {"en": "Subject all in capitals", "es": "Asunto todo en mayúsculas"},
        "subject-lowercase-start": {"en": "Subject starts in lower case", "es": "Asunto con inicial minúscula"},
        "body-too-long": {"en": "Long body", "es": "Cuerpo largo"},
        "closing-no-gratitude": {"en": "No thanks at the end", "es": "Sin dar las gracias al final"},
        "bcc-asked": {"es": "Pide algo a quien va en copia oculta"},
    },
)  # fmt: skip
"""Two languages, a fit and a refusal."""

EMPTY = Study(
    archive=Archive(3, 2, 0, 0, 0, 1, "", "", 14.0, {}),
    effects=(), headlines=(), curves=(), grids=(), waiting=(),
)  # fmt: skip
"""Nothing could be told."""
