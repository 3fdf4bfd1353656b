"""When a draft goes out: the hour and weekday on the sender's own clock."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from emailint.asks import asks
from emailint.context import Context, starting_in
from emailint.model import Hit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

DAYS_EN: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
DAYS_ES: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_SENTENCE_REACH: Final = 100  # characters
_NEGATION_REACH: Final = 25
_MONDAY, _FRIDAY, _SATURDAY = 0, 4, 5
# What mail clients write into these fields when a mail is marked as important.
_PRIORITY: Final = {
    "x-priority": ("1", "2"),
    "importance": ("high",),
    "priority": ("urgent",),
    "x-msmail-priority": ("high", "highest", "urgent"),
}


def monday(context: Context) -> Iterator[Hit]:
    """Sent on a Monday."""
    at = _sent(context)
    if at.weekday() == _MONDAY:
        yield _date(at)


def friday(context: Context) -> Iterator[Hit]:
    """Sent on a Friday from hour `from_hour` on."""
    at = _sent(context)
    if at.weekday() == _FRIDAY and at.hour >= context.options["from_hour"]:
        yield _date(at)


def off_hours(context: Context) -> Iterator[Hit]:
    """Sent before hour `before`, from hour `from_hour` on or, where `weekend`, on a free day.

    Silent where the text says that it can wait: that is the cure.
    """
    at = _sent(context)
    late = not context.options["before"] <= at.hour < context.options["from_hour"]
    weekend = context.options["weekend"] and at.weekday() >= _SATURDAY
    if (late or weekend) and not context.phrases("can_wait"):
        yield _date(at)


def priority(context: Context) -> Iterator[Hit]:
    """Marked or worded as urgent and sent when the week is over."""
    at = _sent(context)
    over = at.weekday() == _FRIDAY and at.hour >= context.options["from_hour"]
    if not over and at.weekday() < _SATURDAY:
        return
    text = context.document.text
    own, negation = context.phrases("own", "demand"), context.phrases("negation")
    pasted = context.phrases("pasted")  # from there on somebody else presses
    for start, end in sorted((*context.phrases("words", "unless"), *_asked(context))):
        if pasted and pasted[0].start < start:
            break
        if not (
            _leads(own, start, text, _SENTENCE_REACH)
            or _leads(negation, start, text, _NEGATION_REACH)
        ):
            yield Hit(start, end, {**_data(at), "text": text[start:end]})
            return
    if mark := _priority_field(context):
        yield _date(at, text=mark)


def _asked(context: Context) -> list[Span]:
    """Words that press only in a request, where they stand in one or in the subject."""
    found = context.phrases("when_asked", "unless")
    if not found:
        return []
    places = [Span(ask.start, ask.end) for ask in asks(context)]
    if context.document.subject:
        places.append(Span(*context.document.subject[1:]))
    return [span for place in places for span in starting_in(found, place)]


def _leads(spans: list[Span], at: int, text: str, reach: int) -> bool:
    """Whether one of `spans` stands at most `reach` characters before `at` in its sentence."""
    index = bisect_right(spans, at, key=attrgetter("end"))
    return any(
        at - s.end < reach and not any(m in text[s.end : at] for m in ".?!:;")
        for s in spans[max(0, index - reach) : index]
    )


def _priority_field(context: Context) -> str:
    """The field that marks the draft as urgent, as "Importance: high", or ""."""
    for name, urgent in _PRIORITY.items():
        value = context.document.message.get(name)
        if value and value.split("(")[0].strip().lower() in urgent:
            return f"{name.title().replace('Ms', 'MS')}: {value.strip()}"
    return ""


def _sent(context: Context) -> datetime:
    at = context.situation.send_at
    assert at is not None  # the cards need "time"
    return at


def _date(at: datetime, **more: str) -> Hit:
    return Hit(0, 0, {**_data(at), **more}, header="date")


def _data(at: datetime) -> dict[str, Any]:
    day = at.weekday()
    return {"day_en": DAYS_EN[day], "day_es": DAYS_ES[day], "time": f"{at.hour}:{at.minute:02}"}
