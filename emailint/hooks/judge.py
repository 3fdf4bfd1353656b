"""One message -> one verdict, whatever happens: what every hook calls.

Reads the user's own config and the managed policy only, runs the core rules only, and fails open: a
linter that breaks never keeps a mail from going, unless the policy says `strict = true`.
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from emailint.hooks import overrides
from emailint.hooks.policy import hook_config, hook_settings
from emailint.hooks.texts import say
from emailint.user import localized
from emailint.verdict import Override, Policy, Verdict, decide, exempt, failed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from emailint.config import Config
    from emailint.document import Document
    from emailint.engine import Engine
    from emailint.message import Message
    from emailint.model import Envelope, Report

OWN_FIELDS: Final = "x-emailint-"
"""How the fields start that are between writer and linter: a hook takes them off."""


class Request(NamedTuple):
    """A message about to be sent, and what only the process that sends it knows.

    `interactive`: whether the writer can be asked; `override`: the writer's word that it goes as it
    is; `now`: when it goes (None: this moment); `language`: that of the writer's locale;
    `profile`: "" to find it out.
    """

    raw: bytes
    envelope: Envelope | None = None
    interactive: bool = False
    override: Override | None = None
    now: datetime | None = None
    language: str = "en"
    profile: str = ""


class Judged(NamedTuple):
    """`notice` is one line in `language`, "" if all is well; `report` and `document` are None where
    there was no check. `override`: whether the writer may send past this verdict."""

    verdict: Verdict
    report: Report | None
    notice: str
    language: str = "en"
    override: bool = True
    document: Document | None = None


class Judge:
    """The policy and the engine that hold, ready for one request after the other."""

    def __init__(self, settings: Mapping[str, Any] | None = None) -> None:
        """`settings`: see `hook_config`."""
        self.config: Config | None = None
        self.error: Exception | None = None
        self._engine: Engine | None = None
        try:
            self.config = hook_config(settings)
            self.policy = Policy.from_table(self.config.hook)
        except Exception as error:  # told with the verdict: an override needs no config
            known = dict((settings or {}).get("hook") or {}) | dict(hook_settings())
            self.error = error
            self.policy = Policy(
                strict=known.get("strict") is True,
                override=known.get("override") is not False,
            )

    def judged(self, request: Request) -> Judged:
        """The verdict on a request. Raises whatever breaks: see `failure`."""
        from emailint.message import parse

        raw, language = request.raw, request.language
        message = parse(raw)
        notices = []
        if override := request.override or overrides.from_field(message):
            if self.policy.override:
                notice = _overridden(override, message, language)
                return self._made(Verdict("send", (), "override"), None, notice, language)
            notices.append(say("forbidden", language))
        if exempt(message, request.envelope):
            notice = say("exempt", language)
            return self._made(Verdict("send", (), "exempt"), None, notice, language)
        if self.config is None:
            raise self.error or RuntimeError("no config")
        if not self.policy.override:
            raw = strip_own_fields(raw)  # or X-Emailint-Mute would do what an override may not
        return self._linted(request, raw, self.config, notices)

    def failure(self, error: BaseException, language: str) -> Judged:
        """The verdict where `judged` raised or took too long."""
        what = _one_line(localized(str(error), language) or type(error).__name__)
        notice = say("strict" if self.policy.strict else "open", language, error=what)
        return self._made(failed(self.policy), None, notice, language)

    def _linted(self, request: Request, raw: bytes, config: Config, notices: list[str]) -> Judged:
        from datetime import datetime
        from functools import partial

        from emailint.document import read
        from emailint.engine import Engine
        from emailint.message import parse
        from emailint.messages import count

        engine = self._engine = self._engine or Engine()
        if request.profile:
            config = config.with_flags(profile=request.profile)
        linter = engine.linter_of(config)
        document = read(parse(raw), language=config.language)
        send_at = request.now or datetime.now().astimezone()
        lint = partial(
            linter.lint, document, path="-",
            envelope=request.envelope, send_at=send_at, locale=request.language,
        )  # fmt: skip
        report = weighed = lint()
        if self.policy.deep:
            from emailint.hooks.deeper import counted, examined

            situation = linter.situation(document, request.envelope, send_at)
            deeper = lint(handed_in=examined(situation, config, self.policy))
            report, weighed = deeper, counted(report, deeper, self.policy.rules)
        ui = report.ui_language
        verdict = decide(weighed, self.policy, interactive=request.interactive)
        broken = "; ".join(n for n in report.notes if n.partition(":")[0] in linter.pack.rules)
        if broken and self.policy.strict:
            verdict = Verdict("stop", report.findings, "failed")
            notices.append(say("strict", ui, error=_one_line(broken)))
        else:
            if report.findings:
                found = count(ui, "findings", len(report.findings))
                notices.append(say(verdict.decision, ui, findings=found, score=report.score.total))
            if broken:
                notices.append(say("part", ui, error=_one_line(broken)))
        return self._made(verdict, report, ". ".join(notices), ui, document)

    def _made(
        self,
        verdict: Verdict,
        report: Report | None,
        notice: str,
        language: str,
        document: Document | None = None,
    ) -> Judged:
        return Judged(verdict, report, notice, language, self.policy.override, document)


def within_budget(judge: Judge, request: Request, seconds: float | None = None) -> Judged:
    """The verdict on `request` in at most `seconds` (None: the policy's). Never raises.

    A search with a regular expression can't be interrupted: the cards' are tested to be linear, a
    user's own may not be.
    """
    seconds = judge.policy.timeout if seconds is None else seconds
    done: list[Judged] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            done.append(judge.judged(request))
        except BaseException as error:  # whatever breaks must not keep a mail from going
            errors.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    worker.join(seconds)
    if done:
        return done[0]
    slow = TimeoutError(say("slow", request.language, seconds=f"{seconds:.2g}"))
    return judge.failure(errors[0] if errors else slow, request.language)


def answer(judged: Judged) -> dict[str, Any]:
    """The verdict as the JSON that `hook check` prints."""
    from emailint.render.json import finding_dict

    report = judged.report
    return {
        "verdict": judged.verdict.decision,
        "score": report.score.total if report else None,
        "findings": [finding_dict(f) for f in report.findings] if report else [],
        "notice": judged.notice,
        "override": judged.override,
        "language": judged.language,
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


def _overridden(override: Override, message: Message, language: str) -> str:
    """Log an override; what to tell of it."""
    how = {"header": "X-Emailint-Override", "environment": overrides.VARIABLE}
    asked = how.get(override.channel) or say("button", language)
    told = say("override", language, how=asked)
    try:
        overrides.log(override, message)
    except (OSError, RuntimeError) as error:  # a full disk must not lock the writer out
        return f"{told}. {say('unlogged', language, error=_one_line(str(error)))}"
    return told


def _one_line(text: str) -> str:
    from emailint.render.terminal import clean

    return clean(" ".join(text.split()))[:300]
