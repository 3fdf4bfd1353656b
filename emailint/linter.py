"""Document + rules + config -> Report. Pure: no files, no clock, no printing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from emailint.addresses import Address
from emailint.card import areas_of
from emailint.config import Config, settings_for
from emailint.context import Context, Phrases, Situation
from emailint.matchers import for_profile
from emailint.model import (
    SEVERITIES,
    EmailintError,
    Envelope,
    Finding,
    Handed,
    Hit,
    Likeness,
    Muted,
    Note,
    Report,
    Rule,
)  # fmt: skip
from emailint.pack import Pack
from emailint.phrases import Trie, add, remove, unshared
from emailint.planned import Judging, Planned, dress, of_engines
from emailint.profile import detect_profile, own_domains
from emailint.score import score
from emailint.settings import Settings, options_of, word_changes

if TYPE_CHECKING:
    from datetime import datetime

    from emailint.campaign.recipients import Recipients
    from emailint.document import Document
    from emailint.fitted import Fitted

_NOTHING: Final = Handed()
MUTE_FIELD = "X-Emailint-Mute"
MAX_HITS = 1_000
"""Findings of one rule in one draft; nobody reads more, and a report must fit in memory."""
_JURISDICTION_OF: Final = {"es": "es", "en": "us", "": "eu"}
"""Whose law a campaign in a language is held to where the config says nothing."""
Analyser = Callable[[Situation], Iterable[tuple[str, Hit] | Note]]
"""Hands in hits of rules that need an engine, and notes: called by whoever composes the run."""


class Linter:
    """A pack under a config, ready to lint many drafts.

    Raises ConfigError where the config gives a rule an option that it doesn't have.
    """

    def __init__(
        self,
        pack: Pack,
        config: Config | None = None,
        fitted: Mapping[str, Fitted] | None = None,
    ) -> None:
        """`fitted`: what the user's own archive says, by language."""
        self.pack = pack
        self._fitted = fitted or {}
        self.config = config or Config()
        self._judging: dict[object, Judging] = {}
        self._tries: dict[object, Mapping[str, Trie]] = {}

    def lint(
        self,
        document: Document,
        *,
        path: str = "",
        index: int = 0,
        envelope: Envelope | None = None,
        send_at: datetime | None = None,
        handed_in: Handed = _NOTHING,
        locale: str = "en",
        data: Recipients | None = None,
    ) -> Report:
        """The report on one draft.

        `send_at`: when it will be sent (default: its Date field); `handed_in`: what engines
        say; `locale`: the language of findings where neither config nor draft decides; `data`: the
        recipients of a campaign.
        """
        situation = self.situation(document, envelope, send_at)._replace(data=data)
        findings: list[Finding] = []
        cut = [*document.cut]
        ui = self.config.ui_language or situation.language or locale
        notes = [getattr(note, ui) for note in handed_in.notes]
        mutes = _mutes(document, self.pack.rules, notes)
        muted_used: set[str] = set()
        judging = self.judging(situation, handed_in.hits.keys())
        for planned in judging.rules:
            rule = planned.rule
            context = Context(situation, rule.id, rule.scope, planned.options)
            try:
                hits = list(islice(planned.hits(context), MAX_HITS + 1))
                if handed_in.hits:
                    hits = _joined(hits, of_engines(rule, handed_in)[:MAX_HITS])
            except EmailintError:
                raise
            except Exception as error:  # a rule's own bug must not cost the user the other findings
                notes.append(f"{rule.id}: {type(error).__name__}: {error}")
                continue
            if not hits:
                continue
            if len(hits) > MAX_HITS:
                del hits[MAX_HITS:]
                cut.append(f"{rule.id} after {MAX_HITS:,} findings")
            if rule.id in mutes:
                muted_used.add(rule.id)
                continue
            findings += (
                dress(hit, planned, document, situation, ui, over_cap=number >= planned.cap)
                for number, hit in enumerate(hits)
            )
        if document.html is not None:  # the place of a tag is its line: it has no text of its own
            findings.sort(key=lambda f: (f.file_line or 0, f.start, f.rule))
        else:
            findings.sort(key=lambda f: (f.start, -SEVERITIES.index(f.severity), f.rule))
        return Report(
            path=path,
            index=index,
            subject=document.subject_text,
            language=situation.language,
            ui_language=ui,
            profile=situation.profile,
            score=score(findings),
            findings=tuple(findings),
            rules_run=len(judging.rules),
            muted=tuple(Muted(r, why, r in muted_used) for r, why in mutes.items()),
            skipped=judging.lacking if situation.language else ("language", *judging.lacking),
            cut=tuple(cut),
            notes=tuple(notes),
            likeness=self._likeness(document, situation.language, findings),
        )

    def _likeness(
        self, document: Document, language: str, findings: Iterable[Finding]
    ) -> Likeness | None:
        """None for an answer, too: the archive's rates are those of mail that opens a thread."""
        fitted = self._fitted.get(language)
        if fitted is None or document.reply:
            return None
        return fitted.likeness(finding.rule for finding in findings)

    def situation(
        self, document: Document, envelope: Envelope | None = None, send_at: datetime | None = None
    ) -> Situation:
        """What is known about the draft beside its text, as checks and analysers see it."""
        message = document.message
        shown = dict.fromkeys((*message.to, *message.cc))
        hidden = dict.fromkeys(a for a in message.bcc if a not in shown)
        if envelope is not None:
            seen = {a.address.lower() for a in (*shown, *hidden)}
            extra = (a for a in envelope.recipients if a.lower() not in seen)
            hidden |= dict.fromkeys(Address("", a) for a in extra)
        language = self.config.language or document.language
        language = language if language in ("es", "en") else ""
        internal = own_domains(message.sender, self.config.internal_domains)
        recipients = (*shown, *hidden)
        settings = self._settings(recipients)
        return Situation(
            document=document,
            language=language,
            profile=self.config.profile or detect_profile(document, internal),
            send_at=send_at or message.date,
            recipients=recipients,
            hidden=tuple(hidden),
            internal=internal,
            found=Phrases(document, self._phrases(language, settings)),
            from_envelope=envelope is not None,
            jurisdiction=self.config.jurisdiction or _JURISDICTION_OF[language],
            clients=self.config.clients,
            fields=self.config.fields,
        )

    def judging(self, situation: Situation, engines: Collection[str] = ()) -> Judging:
        """The rules that judge a draft which `engines` looked at, with the options of its profile,
        language and recipients."""
        settings = self._settings(situation.recipients)
        known = _known_facts(situation)
        key = (
            situation.profile, situation.language, situation.document.reply, known,
            frozenset(engines), "" if settings is self.config.rules else repr(settings),
        )  # fmt: skip
        judging = self._judging.get(key)
        if judging is None:
            judging = self._make_judging(situation, known, engines, settings)
            self._judging[key] = judging
        return judging

    def _settings(self, recipients: Iterable[Address]) -> Settings:
        return settings_for(self.config, (a.address for a in recipients))

    def _make_judging(
        self,
        situation: Situation,
        known: tuple[str, ...],
        engines: Collection[str],
        settings: Settings,
    ) -> Judging:
        profile, language = situation.profile, situation.language
        rules = []
        lacking: dict[str, None] = {}
        fitted = self._fitted.get(language)
        effects = fitted.effects if fitted else {}
        for rule in self.pack.rules.values():
            own = settings.get(rule.id, {})
            if profile not in rule.profiles or own.get("severity") == "off":
                continue
            if rule.languages and language not in rule.languages:
                continue
            if situation.document.reply and not rule.replies:
                continue
            asked = rule.check.get("engines")
            if asked and not any(engine in engines for engine in asked):
                continue
            if not self._selected(rule):
                continue
            options = for_profile(options_of(rule, own), profile, language)
            if options is None:
                continue
            if missing := [fact for fact in rule.needs if fact not in known]:
                lacking |= dict.fromkeys(missing)
                continue
            rules.append(Planned(rule, options, own, self.pack, profile, effects.get(rule.id)))
        return Judging(rules, tuple(lacking))

    def _selected(self, rule: Rule) -> bool:
        select, ignore = self.config.select, self.config.ignore
        if rule.id in ignore:
            return False
        if rule.category in ignore:
            return rule.id in select
        return not select or rule.id in select or rule.category in select

    def _phrases(self, language: str, settings: Settings) -> Mapping[str, Trie]:
        """The pack's phrases, with the config's own words put in or taken out."""
        changed = [
            (rule, change)
            for rule, own in settings.items()
            if "add" in own or "remove" in own
            for change in word_changes(rule, own, language)
        ]
        if not changed or not language:
            return self.pack.tries(language)
        key = language, tuple(change for _, change in changed)
        if key not in self._tries:
            kept = self.pack.tries(language)
            tries = self._tries[key] = {area: unshared(trie) for area, trie in kept.items()}
            for rule, (action, name, phrase) in changed:
                for area in areas_of(self.pack.rules[rule]):
                    (add if action == "add" else remove)(tries[area], phrase, name)
        return self._tries[key]


def _known_facts(situation: Situation) -> tuple[str, ...]:
    message = situation.document.message
    known = []
    if message.has_headers:
        known.append("headers")
    if message.knows_recipients or situation.from_envelope:
        known.append("recipients")
    if situation.send_at is not None:
        known.append("time")
    return tuple(known)


def _joined(own: list[Hit], handed_in: Iterable[Hit]) -> list[Hit]:
    """`own` and those of `handed_in` that overlap none before: several may see the same fault."""
    kept = [*own]
    for hit in handed_in:
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return kept


def _mutes(document: Document, known: Mapping[str, Rule], notes: list[str]) -> dict[str, str]:
    mutes = {}
    for value in document.message.all(MUTE_FIELD):
        rule, _, reason = value.strip().partition(" ")
        if rule in known:
            mutes[rule] = reason.strip()
        else:
            notes.append(f"{MUTE_FIELD}: unknown rule {rule[:60]!r}")
    return mutes
