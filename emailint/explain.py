"""A rule told in full, in Markdown: for the command line, the docs, an editor's hover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.citation import figure, own_effect
from emailint.messages import category, generic, name, number, sample, say
from emailint.score import ERROR_POINTS, MAX_POINTS, METRIC_SHARE, cited, derive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from emailint.model import Example, OwnEffect, Rule, Study


def explain(
    rule: Rule,
    studies: Mapping[str, Study],
    language: str,
    profile: str,
    today: date,
    own: Mapping[str, OwnEffect] | None = None,
) -> str:
    """What the rule finds, why and what to do, examples, evidence, and the sum of its points.

    `language` is "es" or "en"; evidence and points are those of `profile`; a study whose review
    is due before `today` is marked so. `own`: what the user's own archive says, by the language of
    the mail; its points stand in for those of studies.
    """
    own = own or {}
    lines = [f"# {rule.id}", "", generic(text_of(rule, "message", language)), ""]
    others = say(language, "own_not") if own else ""
    costs = [
        *(f"**{of.points}** ({say(language, f'own_{mail}')})" for mail, of in own.items()),
        f"**{_points(rule, studies, profile)}** ({others}{profile})",
    ]
    facts = [
        f"{say(language, 'lost')}: {', '.join(costs)}",
        f"{say(language, 'severity')}: **{say(language, rule.severity)}**",
        f"{say(language, 'category')}: **{category(language, rule.category)}**",
    ]
    lines.append(" · ".join(facts))
    for part in ("why", "advice"):
        if text := text_of(rule, part, language):
            lines += ["", f"**{say(language, part)}.** {generic(text)}"]
    examples = [e for e in rule.examples if e.lang == language] or list(rule.examples)
    if examples:
        lines += ["", f"## {say(language, 'examples')}", "", say(language, "marks")]
        for example in examples:
            lines += _example(example, language)
    lines += ["", f"## {say(language, 'evidence').capitalize()}"]
    rows = cited(rule, profile)
    if not rows:
        lines += ["", say(language, "no_evidence")]
    for evidence in rows:
        lines += ["", *study_lines(evidence.says, studies[evidence.id], language, today)]
    lines += ["", f"## {say(language, 'points_how')}", ""]
    for mail, of in own.items():
        lines.append(
            f"- {say(language, f'own_{mail}')}: {own_effect(of, language)} → **{of.points}**"
        )
    if own:
        lines += [
            f"- {say(language, 'points_fitted', most=MAX_POINTS)}",
            "",
            say(language, "points_other"),
            "",
        ]
    lines += _sum(rule, studies, profile, language)
    return "\n".join(lines) + "\n"


def rules_table(rules: Iterable[Rule], studies: Mapping[str, Study], language: str) -> str:
    """A Markdown table of rules by category: id, severity, points and what each finds.

    Points are those of the profile `business`, or of the rule's first where it has no say in that.
    """
    titles = (say(language, key) for key in ("rule", "severity", "lost", "what"))
    out = [f"| {' | '.join(titles)} |", "|---|---|---:|---|"]
    for rule in sorted(rules, key=lambda rule: (rule.category, rule.id)):
        where = "business" if "business" in rule.profiles else rule.profiles[0]
        what = generic(text_of(rule, "message", language)).replace("|", "\\|")
        severity = say(language, rule.severity)
        out.append(f"| `{rule.id}` | {severity} | {_points(rule, studies, where)} | {what} |")
    return "\n".join(out) + "\n"


def text_of(rule: Rule, name: str, language: str) -> str:
    """A text of the card in `language`, else in English, else in what there is."""
    texts = rule.texts.get(name, {})
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _points(rule: Rule, studies: Mapping[str, Study], profile: str) -> int:
    return derive(rule, studies, profile, rule.severity).points


def _example(example: Example, language: str) -> Iterator[str]:
    """The drafts of an example, each in a fence; `[[...]]` marks the place that is found."""
    drafts = (("bad", example.bad), ("rewrite", example.fix), ("good", example.good))
    for title, draft in drafts:
        if not draft:
            continue
        fence = "```"
        while fence in draft:
            fence += "`"
        said = say(language, title)
        yield from ("", f"{said[:1].upper()}{said[1:]}:", "", fence, draft.strip("\n"), fence)


def study_lines(says: str, study: Study, language: str, today: date) -> Iterator[str]:
    """A study told in full, as an item of a list; `says` is a word of `messages`, "for" say."""

    def told(key: str) -> str:
        return study.texts.get(key, {}).get(language, "")

    design = name(language, study.design) if study.design != "none" else ""
    facts = [_size(study, language), str(study.year), say(language, "grade", grade=study.grade)]
    heading = ", ".join(fact for fact in (design, *facts) if fact)
    yield f"- **{say(language, says)}** · `{study.id}` · {heading}"
    if claim := told("claim"):
        yield f"  {claim}"
    measured = figure(study, language) + _interval(study, language)
    measured = "; ".join(part for part in (measured, told("effect")) if part)
    for key, text in (
        ("effect", measured),
        ("population", told("population")),
        ("caveat", told("caveat")),
    ):
        if text:
            yield f"  - {say(language, key)}: {text}"
    if study.sources:
        yield f"  - {say(language, 'sources')}: {' '.join(f'<{url}>' for url in study.sources)}"
    if study.repeat:
        yield f"  - {say(language, 'repeat')}: `{study.repeat}`"
    if study.points_in:
        profiles = ", ".join(f"`{profile}`" for profile in study.points_in)
        yield f"  - {say(language, 'points_in', profiles=profiles)}"
    if study.review_by and str(study.review_by) < today.isoformat():
        yield f"  - ⚠ {say(language, 'stale', date=study.review_by)}"


def _size(study: Study, language: str) -> str:
    if language == "en" and study.n_text:  # only published in English words
        return study.n_text
    return say(language, "sample", n=sample(language, study.n)) if study.n else ""


def _interval(study: Study, language: str) -> str:
    if study.interval is None or study.effect is None:
        return ""
    low, high = study.interval
    if low < 0 and high < 0:  # as the figure itself is shown: the claim says which way
        low, high = -high, -low
    across = low < 0 < high
    ends = (number(language, bound, sign=across) for bound in (low, high))
    return f" (95 %: {' … '.join(ends)})"


def _sum(rule: Rule, studies: Mapping[str, Study], profile: str, language: str) -> Iterator[str]:
    """How the points came about, as a sum: "|−15.4| × 0.7 = 10.8 → 11"."""
    derived = derive(rule, studies, profile, rule.severity)
    if rule.severity == "error":
        yield say(language, "points_error", points=ERROR_POINTS)
        return
    weight, half = number(language, derived.weight), " ÷ 2" if derived.contested_by else ""
    product = derived.effect * derived.weight / (2 if derived.contested_by else 1)
    terms = [_term(studies[study], language) for study, _ in derived.measured]
    effect = terms[0] if terms else number(language, derived.effect)
    if len(terms) > 1:
        effect = f"{say(language, 'median')}({'; '.join(terms)})"
    shown = number(language, product)
    yield f"{effect} × {weight}{half} = {shown} → **{derived.points}**"
    yield ""
    if terms:
        yield f"- {effect}: {', '.join(study for study, _ in derived.measured)}"
    else:
        yield f"- {say(language, 'points_unmeasured', effect=effect)}"
    yield f"- {say(language, 'points_weight', grade=derived.grade, weight=weight)}"
    if derived.contested_by:
        yield f"- {say(language, 'points_halved', ids=', '.join(derived.contested_by))}"
    if not 1 <= int(product + 0.5) <= MAX_POINTS:
        yield f"- {say(language, 'points_bounds', most=MAX_POINTS)}"


def _term(study: Study, language: str) -> str:
    """The share of a study's effect that counts: opens and clicks are worth half a reply."""
    share = METRIC_SHARE[study.metric]
    shown = f"|{number(language, study.effect or 0.0)}|"
    return shown if share == 1 else f"{shown} × {number(language, share)}"
