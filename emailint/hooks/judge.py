"""One message -> one verdict, whatever happens: what every hook calls.

Reads the user's own config only, and fails open: a linter that breaks never keeps a mail from
going, unless the user's config says `strict = true`.
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.verdict import Policy, Verdict, decide, exempt, failed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emailint.model import Envelope, Report

OWN_FIELDS: Final = "x-emailint-"
"""How the fields start that are between writer and linter: a hook takes them off."""


class Judged(NamedTuple):
    """`notice` is one line in the user's language, "" if all is well; `report` None if there was
    no check."""

    verdict: Verdict
    report: Report | None
    notice: str


TEXTS: Final = {
    "exempt": {
        "en": "not checked: a machine wrote it",
        "es": "sin revisar: lo escribió una máquina",
    },
    "override": {
        "en": "sent unchecked, as X-Emailint-Override asks",
        "es": "enviado sin revisar, como pide X-Emailint-Override",
    },
    "open": {
        "en": "the check failed, the mail goes unchecked: {error}",
        "es": "la comprobación ha fallado; el correo sale sin revisar: {error}",
    },
    "strict": {
        "en": "the check failed, the mail is held (strict): {error}",
        "es": "la comprobación ha fallado; el correo queda retenido (strict): {error}",
    },
    "part": {"en": "a rule failed: {error}", "es": "una regla ha fallado: {error}"},
    "slow": {"en": "no verdict within {seconds} s", "es": "sin veredicto en {seconds} s"},
    "send": {
        "en": "{findings}, score {score}; the mail goes",
        "es": "{findings}, nota {score}; el correo sale",
    },
    "ask": {
        "en": "{findings}, score {score}: send anyway?",
        "es": "{findings}, nota {score}: ¿lo envías así?",
    },
    "stop": {
        "en": "{findings}, score {score}: the mail is held",
        "es": "{findings}, nota {score}: el correo queda retenido",
    },
    "kept": {
        "en": "kept in {path}; to send it as it is, add the field X-Emailint-Override: yes",
        "es": "guardado en {path}; para enviarlo tal cual, añade el campo X-Emailint-Override: yes",
    },
    "unkept": {
        "en": "the draft could not be kept anywhere ({error}); your mail program still has it",
        "es": "no se ha podido guardar el borrador ({error}); lo conserva tu programa de correo",
    },
    "unsent": {"en": "the mail was not sent: {error}", "es": "el correo no ha salido: {error}"},
}


def judge(
    raw: bytes, *, envelope: Envelope | None = None, interactive: bool, now: datetime | None = None
) -> Judged:
    """The verdict on a message about to be sent at `now` (default: this moment). Never raises.

    Takes no longer than the policy's `timeout`, save that a search with a regular expression
    can't be interrupted: the cards' are tested to be linear, a user's own may not be.
    """
    from emailint.engine import locale_language

    language = locale_language()
    done: list[Judged] = []
    errors: list[BaseException] = []
    policy = Policy(strict=hook_settings().get("strict") is True)
    try:
        from emailint.config import load_config

        policy = Policy.from_table(load_config().hook)
    except Exception as error:
        return _failed(policy, language, error)

    def work() -> None:
        try:
            done.append(_judge(policy, raw, envelope, interactive, now))
        except BaseException as error:  # whatever breaks must not keep a mail from going
            errors.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(policy.timeout)
    if done:
        return done[0]
    slow = TimeoutError(say("slow", language, seconds=f"{policy.timeout:g}"))
    return _failed(policy, language, errors[0] if errors else slow)


def hook_settings() -> Mapping[str, Any]:
    """The [hook] table of the user's config, as far as it can be read.

    What sends the mail, and whether a failure holds it, must be known even where something else
    in the file is wrong.
    """
    import re
    import tomllib

    from emailint.config import user_file

    try:
        text = user_file().read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    try:
        table = tomllib.loads(text).get("hook")
        return table if isinstance(table, dict) else {}
    except tomllib.TOMLDecodeError:
        return {
            "strict": bool(re.search(r"^[ \t]*(?:hook\.)?strict[ \t]*=[ \t]*true\b", text, re.M))
        }


def answer(judged: Judged) -> dict[str, Any]:
    """The verdict as the JSON that `hook check` prints."""
    from emailint.render.json import finding_dict

    report = judged.report
    return {
        "verdict": judged.verdict.decision,
        "score": report.score.total if report else None,
        "findings": [finding_dict(f) for f in report.findings] if report else [],
        "notice": judged.notice,
    }


def strip_own_fields(raw: bytes) -> bytes:
    """`raw` without the draft's own X-Emailint-* fields: they are between writer and linter."""
    from emailint.message import parse

    kept, at = [], 0
    for field in parse(raw).headers:
        if field.name.lower().startswith(OWN_FIELDS):
            kept.append(raw[at : field.start])
            at = field.end
    return b"".join([*kept, raw[at:]]) if kept else raw


def say(key: str, language: str, **data: object) -> str:
    """The text `key` of this module in `language`."""
    texts = TEXTS[key]
    return texts.get(language, texts["en"]).format(**data)


def _failed(policy: Policy, language: str, error: BaseException) -> Judged:
    what = str(error) or type(error).__name__
    notice = say("strict" if policy.strict else "open", language, error=_one_line(what))
    return Judged(failed(policy), None, notice)


def _judge(
    policy: Policy, raw: bytes, envelope: Envelope | None, interactive: bool, now: datetime | None
) -> Judged:
    from datetime import datetime

    from emailint.document import read
    from emailint.engine import Engine
    from emailint.message import parse
    from emailint.messages import count

    message = parse(raw)
    engine = Engine()
    if why := exempt(message, envelope):
        return Judged(Verdict("send", (), why), None, say(why, engine.locale))
    linter = engine.linter("-")
    report = linter.lint(
        read(message, language=linter.config.language),
        path="-",
        envelope=envelope,
        send_at=now or datetime.now().astimezone(),
        locale=engine.locale,
    )
    ui = report.ui_language
    broken = "; ".join(n for n in report.notes if n.partition(":")[0] in linter.pack.rules)
    if broken and policy.strict:
        held = Verdict("stop", report.findings, "failed")
        return Judged(held, report, say("strict", ui, error=_one_line(broken)))
    verdict = decide(report, policy, interactive=interactive)
    notices = []
    if report.findings:
        findings = count(ui, "findings", len(report.findings))
        notices.append(say(verdict.decision, ui, findings=findings, score=report.score.total))
    if broken:
        notices.append(say("part", ui, error=_one_line(broken)))
    return Judged(verdict, report, ". ".join(notices))


def _one_line(text: str) -> str:
    from emailint.render.terminal import clean

    return clean(" ".join(text.split()))[:300]
