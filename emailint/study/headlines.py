"""Published headlines, each tried on this archive: what is claimed, of which mail, against which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from emailint.study.effects import Compared, compare
from emailint.study.model import Headline, Published
from emailint.study.observations import Bools, Observations

Groups = Callable[[Observations], tuple[Bools, Bools]]


class Claim(NamedTuple):
    """A headline: its id, what was published, how to find the mail that it speaks of and the mail
    that it is set against, and what can't be held equal since it is the claim itself."""

    id: str
    published: Published
    groups: Groups
    left_out: str = ""
    rates: tuple[float, float] | None = None


def headlines(mail: Observations) -> tuple[Headline, ...]:
    """Every claim on the `mail` of each language; p is corrected for all of them together."""
    rates = {claim.id: claim.rates for claim in CLAIMS}
    return tuple(Headline(e.id, e, rates[e.id]) for e in compare(mail.judged, _pairs))


def _pairs(language: str, mail: Observations) -> Iterator[Compared]:
    for claim in CLAIMS:
        group, other = claim.groups(mail)
        yield Compared(claim.id, language, group, other, claim.left_out, claim.published)


def _rule(rule: str) -> Groups:
    return lambda mail: mail.with_and_without(rule)


def _thanks(mail: Observations) -> tuple[Bools, Bools]:
    thanked = mail.true("gratitude")
    return thanked, ~thanked


def _day(day: int) -> Groups:
    """A working day against the other four: mail of weekends is of another kind."""

    def groups(mail: Observations) -> tuple[Bools, Bools]:
        weekday = mail.numbers("weekday")
        return weekday == day, (weekday < 5) & (weekday != day)

    return groups


def _within(feature: str, least: int, most: int) -> Groups:
    def groups(mail: Observations) -> tuple[Bools, Bools]:
        values = mail.numbers(feature)
        inside = (values >= least) & (values <= most)
        return inside, ((values < least) | (values > most))

    return groups


def _asking(mail: Observations) -> tuple[Bools, Bools]:
    """The published gain is over mail that asks nothing; mail that asks more is neither."""
    questions = mail.numbers("questions")
    return (questions >= 1) & (questions <= 3), questions == 0


CLAIMS: Final = (
    Claim(
        "subject-all-caps",
        Published("EV-SUBJ-CAPS-1", -1, -0.154, -0.308),
        _rule("subject-all-caps"),
        rates=(0.346, 0.500),
    ),
    Claim(
        "subject-lowercase-start",
        Published("EV-SUBJ-LOWER-1", -1, -0.042, -0.129),
        _rule("subject-lowercase-start"),
        rates=(0.284, 0.326),
    ),
    Claim("gratitude-close", Published("EV-CLOSE-1", 1, None, 0.36), _thanks),
    Claim("monday", Published("EV-DAY-1", -1), _day(0), "weekday"),
    Claim("friday", Published("EV-DAY-1", -1), _day(4), "weekday"),
    Claim("body-50-125-words", Published("EV-BODY-LEN-1", 1), _within("body_words", 50, 125), "length"),
    Claim("subject-3-4-words", Published("EV-SUBJ-LEN-1", 1), _within("subject_words", 3, 4), "subject"),
    Claim("questions-1-3", Published("EV-BODY-QUEST-1", 1, None, 0.5), _asking),
)  # fmt: skip
"""What an article of MÁSMÓVIL Negocios told (capitals, lower case, thanks, Monday, Friday) and what
Boomerang published (words, questions). Without a published figure only the direction is tried."""
