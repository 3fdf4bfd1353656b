"""One message -> one verdict, whatever happens: what every hook calls.

Reads the user's own config only, and fails open: a linter that breaks never keeps a mail from
going, unless the user's config says `strict = true`.
"""

from __future__ import annotations

from datetime import datetime
from threading import Thread
from typing import Any, Final, NamedTuple

from emailint.model import Envelope, Report
from emailint.verdict import Policy, Verdict, decide, exempt, failed

SECRET_FIELDS: Final = b"x-emailint-"


class Judged(NamedTuple):
    """`notice` is one line in the user's language, "" if all is well; `report` None if unread."""

    verdict: Verdict
    report: Report | None
    notice: str


_NOTICES: Final = {
    "exempt": {"en": "not checked: a machine wrote it", "es": "sin revisar: lo escribió una máquina"},
    "override": {
        "en": "sent unchecked, as X-Emailint-Override asks",
        "es": "enviado sin revisar, como pide X-Emailint-Override",
    },
    "open": {
        "en": "emailint failed, the mail goes unchecked: {error}",
        "es": "emailint ha fallado; el correo sale sin revisar: {error}",
    },
    "strict": {
        "en": "emailint failed, the mail is held (strict): {error}",
        "es": "emailint ha fallado; el correo queda retenido (strict): {error}",
    },
    "slow": {"en": "no verdict within {seconds} s", "es": "sin veredicto en {seconds} s"},
    "send": {
        "en": "{count} findings, score {score}; the mail goes",
        "es": "{count} avisos, nota {score}; el correo sale",
    },
    "ask": {
        "en": "{count} findings, score {score}: send anyway?",
        "es": "{count} avisos, nota {score}: ¿lo envías así?",
    },
    "stop": {
        "en": "{count} findings, score {score}: the mail is held",
        "es": "{count} avisos, nota {score}: el correo queda retenido",
    },
}


def judge(raw: bytes, *, envelope: Envelope | None = None, interactive: bool, now: datetime | None = None) -> Judged:
    """The verdict on a message about to be sent at `now` (default: this moment)."""
    from emailint.engine import locale_language

    language = locale_language()
    policy = Policy()
    done: list[Judged] = []
    errors: list[Exception] = []

    def work() -> None:
        nonlocal policy
        try:
            engine, policy = _prepared()
            done.append(_judge(engine, policy, raw, envelope, interactive, now))
        except Exception as error:  # whatever breaks here must not keep a mail from going
            errors.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(policy.timeout)
    if done:
        return done[0]
    reason = str(errors[0]) if errors else _say("slow", language, seconds=policy.timeout)
    verdict = failed(policy)
    return Judged(verdict, None, _say("strict" if policy.strict else "open", language, error=reason))


def _prepared() -> tuple[Any, Policy]:
    from emailint.config import load_config
    from emailint.engine import Engine

    return Engine(), Policy.from_table(load_config().hook)


def _judge(
    engine: Any, policy: Policy, raw: bytes, envelope: Envelope | None, interactive: bool, now: datetime | None
) -> Judged:
    from emailint.document import read
    from emailint.message import parse

    message = parse(raw)
    if why := exempt(message, envelope):
        return Judged(Verdict("send", (), why), None, _say(why, engine.locale))
    document = read(message)
    now = now or datetime.now().astimezone()
    report = engine.linter("-").lint(document, envelope=envelope, send_at=now, locale=engine.locale)
    verdict = decide(report, policy, interactive=interactive)
    notice = ""
    if verdict.notice:
        count, total = len(report.findings), report.score.total
        notice = _say(verdict.decision, report.ui_language, count=count, score=total)
    return Judged(verdict, report, notice)


def strip_own_fields(raw: bytes) -> bytes:
    """`raw` without the draft's own X-Emailint-* fields: they are between writer and linter."""
    from emailint.message import parse

    kept, at = [], 0
    for field in parse(raw).headers:
        if field.name.lower().encode().startswith(SECRET_FIELDS):
            kept.append(raw[at : field.start])
            at = field.end
    return b"".join([*kept, raw[at:]]) if kept else raw


def _say(key: str, language: str, **data: object) -> str:
    texts = _NOTICES[key]
    return texts.get(language, texts["en"]).format(**data)
