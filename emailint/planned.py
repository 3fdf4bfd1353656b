"""A rule as a run has it, and its hits dressed as findings: words, severity, points, place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from emailint.borrowed import is_automatic
from emailint.model import Finding, Handed, Hit, OwnEffect, Rule, Severity
from emailint.score import Derivation, derive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emailint.context import Context, Situation
    from emailint.document import Document
    from emailint.matchers import Check
    from emailint.pack import Pack


class Planned:
    """A rule as a config and a profile have it run.

    Its function is loaded when it first runs and its points are derived when it first hits: most
    rules of a one-shot check do neither.
    """

    def __init__(
        self,
        rule: Rule,
        options: Mapping[str, Any],
        own: Mapping[str, Any],
        pack: Pack,
        profile: str,
        own_effect: OwnEffect | None = None,
    ) -> None:
        """`own_effect`: what the user's own archive says, whose points stand in for those of
        studies; the config's own win over both, and a fact (an error) costs what it costs."""
        self.rule = rule
        self.options = options
        self.severity: Severity = own.get("severity", rule.severity)
        self.cap: int = own.get("cap", rule.cap)
        self._set_points: int | None = own.get("points")
        counts = self._set_points is None and self.severity != "error"
        self.own_effect = own_effect if counts else None
        self._pack = pack
        self._profile = profile

    @cached_property
    def check(self) -> Check:
        """What looks for the fault. Raises CardError where a card's function isn't there."""
        return self._pack.check_of(self.rule)

    def hits(self, context: Context) -> Iterator[Hit]:
        """The rule's hits; none in automatic mail if the card says so, which is only asked where
        there are some."""
        found = iter(self.check(context))
        if self.rule.automatic:
            return found
        first = next(found, None)
        if first is None or is_automatic(context):
            return iter(())
        return chain((first,), found)

    @cached_property
    def _derived(self) -> Derivation:
        return derive(self.rule, self._pack.studies, self._profile, self.severity)

    @property
    def points(self) -> int:
        """What one hit costs."""
        if self._set_points is not None:
            return self._set_points
        return self.own_effect.points if self.own_effect else self._derived.points

    @property
    def contested(self) -> bool:
        return bool(self._derived.contested_by)


class Judging(NamedTuple):
    """The rules that judge drafts of one kind, and the facts that others would need."""

    rules: list[Planned]
    lacking: tuple[str, ...]


def dress(
    hit: Hit, planned: Planned, document: Document, situation: Situation, ui: str, *, over_cap: bool
) -> Finding:
    """The finding of a hit: `ui` is the language of its words, `over_cap` spares its points."""
    rule = planned.rule
    line, column = document.position(hit.start)
    end_line, end_column = document.position(hit.end)
    block = hit.header or document.kind_at(hit.start)
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=planned.severity,
        message=_text(rule, "message", ui, hit.data),
        advice=_text(rule, "advice", ui, hit.data),
        points=0 if over_cap else planned.points,
        block=block,
        start=hit.start,
        end=hit.end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        file_line=document.file_line(hit.start, hit.header, hit.source),
        contested=planned.contested,
        evidence=tuple(
            e
            for e in rule.evidence
            if (not e.profiles or situation.profile in e.profiles)
            and (not e.jurisdictions or situation.jurisdiction in e.jurisdictions)
        ),
        fix=hit.fix,
        source=hit.source,
        own=planned.own_effect,
    )


def of_engines(rule: Rule, handed_in: Handed) -> list[Hit]:
    """What engines say of a rule. Of those that its card names the first that ran tells all: it was
    named first because it is right more often."""
    named = rule.check.get("engines")
    ran = [engine for engine in named or handed_in.hits if engine in handed_in.hits]
    tellers = ran[:1] if named else ran
    return [hit for engine in tellers for id_, hit in handed_in.hits[engine] if id_ == rule.id]


def _text(rule: Rule, name: str, language: str, data: Mapping[str, Any]) -> str:
    """The card's text in `language`, else in English, with `data` in its placeholders."""
    texts = rule.texts.get(name, {})
    template = texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
    if "{" not in template:
        return template
    shown = {key: _shown(value, language) for key, value in data.items()}
    return template.format_map(_Missing(shown))


def _shown(value: Any, language: str) -> Any:
    """A whole number as it is, another as the language writes it, a list whole, and a text, which
    may be the draft's, in one short line."""
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        from emailint.messages import number

        return number(language, value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return " ".join(str(value).split())[:80]


class _Missing(dict[str, Any]):
    """A placeholder without data shows as "…" instead of failing in front of the user."""

    def __missing__(self, key: str) -> str:
        return "…"
