"""The last lines of a text report: the score, and what explains silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.citation import brief, own_effect, strongest
from emailint.messages import category, count, name, number, say
from emailint.model import SEVERITIES
from emailint.render.terminal import clean, clip, paint
from emailint.score import CATEGORY_CAP
from emailint.user import localized

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from emailint.model import Finding, Report, Severity, Study
    from emailint.render.summary import Summary

_FAIR = 60
_GOOD = 85


def score_style(score: int) -> str:
    """The style of a score: its bands are a reading aid, nothing depends on them."""
    return "good" if score >= _GOOD else "warning" if score >= _FAIR else "error"


def counted(severities: Mapping[Severity, int], language: str) -> str:
    """ "5 findings (1 error, 3 warnings, 1 info)", the gravest first."""
    total = sum(severities.values())
    if not total:
        return say(language, "no_findings")
    each = [
        count(language, f"{s}s", n) for s in reversed(SEVERITIES) if (n := severities.get(s, 0))
    ]
    return f"{count(language, 'findings', total)} ({', '.join(each)})"


def silence(report: Report) -> list[str]:
    """What explains silence, each with its title: rules that ran, were muted or could not run."""
    ui = report.ui_language
    language = say(ui, report.language if report.language in ("es", "en") else "unsure")
    facts = [count(ui, "rules_ran", report.rules_run), f"{language}, {report.profile}"]
    if report.muted:
        muted = (
            m.rule
            + ("" if m.used else f" ({say(ui, 'mute_unused')})")
            + (f": {m.reason}" if m.reason else "")
            for m in report.muted
        )
        facts.append(f"{say(ui, 'muted')}: {', '.join(clip(clean(m), 100) for m in muted)}")
    if report.skipped:
        kinds = (name(ui, kind, "skipped_") for kind in report.skipped)
        facts.append(f"{say(ui, 'not_run')}: {', '.join(kinds)}")
    if report.cut:
        facts.append(f"{say(ui, 'not_read')}: {clean(', '.join(report.cut))}")
    notes = (clean(localized(note, ui)) for note in report.notes)
    facts += (f"{say(ui, 'note')}: {clip(note, 300)}" for note in notes)
    return facts


def severities_of(report: Report) -> dict[Severity, int]:
    """How many findings of each severity."""
    found: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    for finding in report.findings:
        found[finding.severity] += 1
    return found


def score_line(report: Report, color: bool) -> str:
    """ "72/100 · 5 findings (1 error, 4 warnings) · 48 rules ran · Spanish, business · ..." """
    total = report.score.total
    shown = paint(f"{total}/100", score_style(total), color)
    return " · ".join([shown, counted(severities_of(report), report.ui_language), *silence(report)])


def likeness_line(report: Report) -> str:
    """What came of mail like this in the user's own archive; empty where that isn't known."""
    if (seen := report.likeness) is None:
        return ""
    ui = report.ui_language
    shares = (*seen[:3], seen.overall)
    rate, low, high, overall = (number(ui, round(100 * share)) for share in shares)
    return say(ui, "likeness", rate=rate, low=low, high=high, overall=overall)


def explain_lines(report: Report, studies: Mapping[str, Study]) -> Iterator[str]:
    """The score's sum: a line for each rule that cost points, one for each cap, the total. Below a
    rule whose points were fitted to the user's own mail what they come from, and what others say."""
    ui = report.ui_language
    losses = [loss for loss in report.score.losses if loss.points]
    fitted = {f.rule: f for f in report.findings if f.own}
    width = max((len(loss.rule) for loss in losses), default=0)
    names = {lost_in: category(ui, lost_in) for lost_in in report.score.by_category}
    first = max(map(len, names.values()), default=0)
    for lost_in, lost in report.score.by_category.items():
        own = [loss for loss in losses if loss.category == lost_in]
        for loss in own:
            hits = count(ui, "hits", loss.hits)
            points = f"−{loss.points}"
            yield f"{names[lost_in]:<{first}}  {loss.rule:<{width}}  {hits:>8}  {points:>4}"
            if finding := fitted.get(loss.rule):
                yield from (f"{'':<{first}}  {line}" for line in _origin(finding, studies, ui))
        if spared := sum(loss.points for loss in own) - lost:
            cap = CATEGORY_CAP.get(lost_in, lost)
            told = say(ui, "category_cap", cap=cap, category=names[lost_in])
            yield f"{'':<{first}}  {told:<{width}}  {'':>8}  {f'+{spared}':>4}"
    gone = sum(report.score.by_category.values())
    equals = "=" if gone <= 100 else "→"  # never below 0
    yield f"{say(ui, 'total')}: 100 − {gone} {equals} {report.score.total}"


def _origin(finding: Finding, studies: Mapping[str, Study], ui: str) -> Iterator[str]:
    if finding.own is not None:
        yield f"{say(ui, 'own')}: {own_effect(finding.own, ui)}"
    if study := strongest(finding.evidence, studies):
        yield f"{say(ui, 'published')}: {brief(study, ui)}"


def statistics(summary: Summary, language: str) -> Iterator[str]:
    """A table: rule, how often, points lost; the most frequent first."""
    heads = (say(language, "rule"), say(language, "count"), say(language, "lost"))
    rules = sorted(summary.rules.items(), key=lambda item: (-item[1][0], item[0]))
    rows = [
        (rule, number(language, found), number(language, points)) for rule, (found, points) in rules
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        yield f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}"


def summary_line(summary: Summary, language: str) -> str:
    """One line about the whole run."""
    facts = [count(language, "messages", summary.messages)]
    if summary.with_findings:
        facts.append(say(language, "with_findings", n=number(language, summary.with_findings)))
    facts.append(counted(summary.severities, language))
    if summary.lowest is not None and summary.mean is not None and summary.median is not None:
        low, mean, median = (
            number(language, x) for x in (summary.lowest, summary.mean, summary.median)
        )
        facts.append(say(language, "score_range", low=low, mean=mean, median=median))
    if summary.errors:
        facts.append(count(language, "unreadable", summary.errors))
    return " · ".join(facts)
