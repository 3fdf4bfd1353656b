"""The few changes that matter most: a report told by a coach, not by a linter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.citation import cite, contest, strongest
from emailint.messages import count, name, number, say
from emailint.model import SEVERITIES
from emailint.render.places import in_header, shown_text
from emailint.render.score_lines import likeness_line
from emailint.render.snippet import bounds, fixed_lines
from emailint.render.terminal import clean, clip, paint, wrap
from emailint.score import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from emailint.document import Document
    from emailint.model import Finding, Report, Rule, Severity, Study

MOST: Final = 3
_MAX_PLACES: Final = 3
_INDENT: Final = "   "


class Advice(NamedTuple):
    """One change to make: all findings of a rule, in the order of the draft.

    `points`: what its findings cost together, before the caps of categories; `evidence` is the
    study that speaks for it in one line, with the one against where it is contested.
    """

    rule: str
    severity: Severity
    why: str
    findings: tuple[Finding, ...]
    points: int
    evidence: str


def coach(
    report: Report, rules: Mapping[str, Rule], studies: Mapping[str, Study], most: int = MOST
) -> list[Advice]:
    """The `most` changes that would matter most: errors first, then by the points they cost, of as
    many points the graver."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.rule, []).append(finding)
    advice = [_advice(found, report.ui_language, rules, studies) for found in groups.values()]
    advice.sort(
        key=lambda a: (
            a.severity != "error", -a.points, -SEVERITIES.index(a.severity), a.findings[0].start, a.rule,
        )
    )  # fmt: skip
    return advice[:most]


def _advice(
    found: list[Finding], ui: str, rules: Mapping[str, Rule], studies: Mapping[str, Study]
) -> Advice:
    first = found[0]
    texts = rules[first.rule].texts.get("why", {}) if first.rule in rules else {}
    backing = strongest(first.evidence, studies)
    evidence = contest(first, studies, ui) or (cite(backing, ui) if backing else "")
    return Advice(
        rule=first.rule,
        severity=first.severity,
        why=texts.get(ui) or texts.get("en", ""),
        findings=tuple(found),
        points=sum(finding.points for finding in found),
        evidence=evidence,
    )


def render_coach(
    advice: Sequence[Advice],
    report: Report,
    document: Document,
    *,
    color: bool = False,
    width: int = 80,
) -> str:
    """The advice as text in the report's language, harmless in a terminal."""
    ui = report.ui_language
    total = number(ui, report.score.total)
    notes = "".join(
        paint(wrap(f"{say(ui, 'note')}: {clean(note)}", width, ""), "dim", color) + "\n"
        for note in report.notes
    )
    unchecked = _unchecked(report)
    if unchecked:
        notes = wrap(unchecked, width, "") + f"\n{notes}"
    likeness = likeness_line(report)
    if not advice:
        none = say(ui, "coach_some" if unchecked else "coach_none", score=total)
        return (f"{none}\n{likeness}\n" if likeness else f"{none}\n") + notes
    title = say(ui, "coach_title" if len(advice) > 1 else "coach_one", score=total)
    lines = [paint(title, "bold", color), ""]
    for rank, change in enumerate(advice, 1):
        lines += [*_change(rank, change, document, ui, color, width), ""]
    if likeness:
        lines.append(wrap(likeness, width, ""))
    mended = {change.rule for change in advice}
    left = score([finding for finding in report.findings if finding.rule not in mended]).total
    lines.append(paint(say(ui, "coach_after", score=number(ui, left)), "good", color))
    return "\n".join(lines) + f"\n{notes}"


def _unchecked(report: Report) -> str:
    """What most rules couldn't look at, and why; "" where they could."""
    ui, missing = report.ui_language, [k for k in ("language", "headers") if k in report.skipped]
    if not missing:
        return ""
    facts = [count(ui, "rules_ran", report.rules_run)]
    facts.append(f"{say(ui, 'not_run')}: {', '.join(name(ui, k, 'skipped_') for k in missing)}")
    told = " · ".join(facts)
    return f"{told}. {say(ui, 'coach_language')}" if "language" in missing else f"{told}."


def _change(
    rank: int, change: Advice, document: Document, ui: str, color: bool, width: int
) -> Iterator[str]:
    first = change.findings[0]
    head = wrap(f"{clean(first.message)}", width, _INDENT, f"{rank}. ")
    cost = f" (−{count(ui, 'points', change.points)})" if change.points else ""
    yield paint(head, first.severity, color) + paint(cost, "dim", color)
    for text in (first.advice, change.why):
        if text:
            yield wrap(clean(text), width, _INDENT)
    for finding in change.findings[:_MAX_PLACES]:
        yield f"{_INDENT}{paint(_place(finding, document, ui, width), 'accent', color)}"
        if finding.fix:
            for sign, line in fixed_lines(finding.fix, document.text, document.source, width - 5):
                style = {"-": "removed", "+": "added"}.get(sign, "dim")
                yield f"{_INDENT}{paint(f'{sign} {line}'.rstrip(), style, color)}"
    if (more := len(change.findings) - _MAX_PLACES) > 0:
        yield f"{_INDENT}{count(ui, 'places_more', more)}"
    if change.evidence:
        title = "contested" if first.contested else "evidence"
        yield paint(
            wrap(f"{say(ui, title)}: {clean(change.evidence)}", width, _INDENT), "dim", color
        )
    yield f"{_INDENT}{paint(change.rule, 'dim', color)}"


def _place(finding: Finding, document: Document, ui: str, width: int) -> str:
    """Where, with the words that are there."""
    if in_header(finding):
        field = document.message.field(finding.block)
        shown = f"{field.name}: {field.value[:width]}" if field else finding.block
        return clip(clean(shown), width - 3)
    line = finding.file_line
    where = say(ui, "line", n=line) if line else f"{say(ui, 'view')} {finding.line}"
    start, end = finding.start, min(finding.end, finding.start + width)
    if start == end:
        start, end = bounds(document.text, start, width)
    words = " ".join(shown_text(document, [finding])[start:end].split())
    return clip(f"{where}: {clean(words)}" if words else where, width - 3)
