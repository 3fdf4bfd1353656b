"""What a hook asks in words of JSON -> a request -> the answer: the same here and in the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from emailint.hooks.judge import Judge, Judged, Request, answer, within_budget
from emailint.model import PROFILES, Envelope
from emailint.verdict import CHANNELS, NULL_SENDER, Override

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_WIDTH: Final = 78  # mail programs show standard error in small windows
_LEAST: Final = 0.5  # seconds: what a hung server leaves of a small budget must do for a mail


def answer_here(asked: Mapping[str, Any], raw: bytes, spent: float) -> dict[str, Any]:
    """The answer, judged in this process in what is left of the budget. Never raises."""
    judge = Judge()
    left = max(judge.policy.timeout - spent, min(_LEAST, judge.policy.timeout))
    judged = within_budget(judge, request_of(asked, raw), left)
    return answered(judged, bool(asked.get("text")))


def request_of(asked: Mapping[str, Any], raw: bytes) -> Request:
    """The request that the words ask for. Raises TypeError or ValueError for wrong ones."""
    override, profile = asked.get("override"), str(asked.get("profile") or "")
    if override is not None:
        channel, reason = override
        if channel not in CHANNELS:
            raise ValueError("channel")
        override = Override(channel, str(reason))
    if profile and profile not in PROFILES:
        raise ValueError("profile")
    return Request(
        raw,
        envelope(asked.get("sender"), asked.get("recipients")),
        bool(asked.get("interactive")),
        override,
        _time(asked.get("now")),
        "es" if asked.get("language") == "es" else "en",
        profile,
    )


def answered(judged: Judged, text: bool) -> dict[str, Any]:
    """The answer, with the findings as a terminal shows them if `text`."""
    whole = answer(judged)
    if text:
        whole["text"] = shown(judged)
    return whole


def shown(judged: Judged) -> str:
    """The findings as text: one line each where the mail goes, else with places and advice."""
    report, document = judged.report, judged.document
    if report is None or document is None or not report.findings:
        return ""
    try:
        from emailint.render.text import TextRenderer

        renderer = TextRenderer(width=_WIDTH, quiet=judged.verdict.decision == "send")
        return renderer.report(report, document).rstrip("\n")
    except Exception:  # how they look must not decide whether the mail goes
        return "\n".join(f"{f.rule}: {f.message}" for f in report.findings)


def envelope(sender: Any, recipients: Any) -> Envelope | None:
    """An empty sender, where there is an envelope at all, marks a bounce."""
    from emailint.addresses import parse_addresses

    if sender is None and not recipients:
        return None
    found = [a.address or a.name for word in recipients or () for a in parse_addresses(str(word))]
    return Envelope("" if sender is None else str(sender) or NULL_SENDER, tuple(found))


def _time(now: Any) -> datetime | None:
    """Seconds since 1970, and those that the writer's clock is ahead of UTC."""
    from datetime import datetime, timedelta, timezone

    if now is None:
        return None
    seconds, ahead = now
    try:
        return datetime.fromtimestamp(seconds, timezone(timedelta(seconds=ahead)))
    except (OverflowError, OSError):
        raise ValueError("now") from None
