"""The panels that the HTML report has for a campaign: inbox line, score, the mail as it is seen.

Everything is switched with radio buttons and CSS: the page has no script.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.campaign.inbox_line import inbox_line
from emailint.document import read
from emailint.fix_message import apply
from emailint.messages import category
from emailint.model import SEVERITIES
from emailint.render.html_mail import has_dark_styles, plain, renderings
from emailint.render.html_view import fields, text, view
from emailint.render.html_words import word
from emailint.render.spam_lines import WORDS, spam_line
from emailint.score import CATEGORY_CAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from emailint.document import Document
    from emailint.model import Finding, Report

STYLE: Final = Path(__file__).parent.parent / "data" / "campaign.css"
_SHOWN: Final = ("pins", "light", "dark", "bare", "text", "fixed")
_WIDTHS: Final = ("desktop", "phone")

_INBOX: Final = """\
<section class="inbox" aria-labelledby="{anchor}i"><h3 id="{anchor}i">{title}</h3>
<div class="lists">{lists}</div></section>
"""
_LINE: Final = """\
<figure class="line {kind}"><figcaption>{title}</figcaption><div class="row">\
<span class="avatar" aria-hidden="true">{initial}</span><span class="who">{who}</span>\
<span class="when">{when}</span><span class="what">{pins}{subject}</span>\
<span class="preview">{preview}</span></div></figure>
"""
_SCORES: Final = """\
<section class="scores" aria-labelledby="{anchor}c"><h3 id="{anchor}c">{title}</h3>
<ul>
{rows}</ul></section>
"""
_SCORE: Final = """\
<li><span>{name}</span><span class="bar" aria-hidden="true"><i style="width:{share}%"></i></span>\
<span class="cost">{cost}</span></li>
"""
_FILTER: Final = """\
<li class="filter"><span class="bar" aria-hidden="true"><i style="width:{share:.0f}%"></i></span>\
<span>{line}</span></li>
"""
_STAGE: Final = """\
<section class="stage" aria-labelledby="{anchor}s"><h3 id="{anchor}s">{title}</h3>
<div class="tools">{tools}</div>
{frames}</section>
"""
_FRAME: Final = """\
<div class="shown of-{key}"><div class="screen"><iframe sandbox="" title="{title}"{loading} \
srcdoc="{page}"></iframe></div>{note}</div>
"""


def panels(report: Report, document: Document, anchor: str) -> tuple[str, str]:
    """What stands above the columns, and what stands beside the findings."""
    fixed = _fixed(report, document)
    left = _inbox(report, document, fixed, anchor) + _spam(report, anchor)
    above = f"<div>{left}</div>{_scores(report, anchor)}"
    return f'<div class="above">{above}</div>\n', _stage(report, document, fixed, anchor)


def pin(finding: Finding, number: int, ui: str) -> str:
    """The number by which a finding is pinned to its place."""
    label = word(ui, "pin", n=number)
    return f'<span class="pin {finding.severity}" title="{label}">{number}</span>'


def _inbox(report: Report, document: Document, fixed: Document | None, anchor: str) -> str:
    ui = report.ui_language
    ends = document.body_start
    own = [(f, n) for n, f in enumerate(report.findings, 1) if f.start < ends and f.end > 0]
    own.sort(key=lambda found: -SEVERITIES.index(found[0].severity))
    pins = "".join(pin(finding, number, ui) for finding, number in own)
    lists = [_line(document, kind, ui, pins) for kind in ("phone_list", "desktop_list")]
    if fixed is not None and fixed.subject_text != document.subject_text:
        lists.append(_line(fixed, "fixed_list", ui, ""))
    title = word(ui, "inbox")
    return _INBOX.format(anchor=anchor, title=title, lists="".join(lists))


def _line(document: Document, kind: str, ui: str, pins: str) -> str:
    sender = document.message.sender
    shown = inbox_line(document)
    who = (sender.name or sender.address) if sender else word(ui, "nobody")
    return _LINE.format(
        kind=kind, title=word(ui, kind), initial=text(who[:1].upper()), who=text(who),
        when=word(ui, "time"), pins=pins, subject=text(document.subject_text) or "—",
        preview=text(shown.preview) if shown else "",
    )  # fmt: skip


def _scores(report: Report, anchor: str) -> str:
    ui = report.ui_language
    lost = sorted(report.score.by_category.items(), key=lambda item: -item[1])
    if not lost:
        return ""
    rows = []
    for lost_in, points in lost:
        cap = CATEGORY_CAP.get(lost_in, points)
        name = category(ui, lost_in)
        cost = word(ui, "of", lost=points, cap=cap)
        rows.append(_SCORE.format(name=text(name), share=100 * points // max(cap, 1), cost=cost))
    return _SCORES.format(anchor=anchor, title=word(ui, "categories"), rows="".join(rows))


def _spam(report: Report, anchor: str) -> str:
    """What each spam filter charges, as a share of what makes it spam."""
    ui = report.ui_language
    rows = "".join(
        _FILTER.format(
            share=min(max(100 * weight.total / weight.limit, 0), 100) if weight.limit else 0,
            line=text(spam_line(weight, ui)),
        )
        for weight in report.spam
    )
    if not rows:
        return ""
    title = WORDS.get(ui, WORDS["en"])["title"]
    return _SCORES.format(anchor=f"{anchor}x", title=title, rows=rows)


def _stage(report: Report, document: Document, fixed: Document | None, anchor: str) -> str:
    ui = report.ui_language
    pages = renderings(report, document)
    if fixed is not None and pages and (page := plain(fixed)):
        pages["fixed"] = page
    notes = {key: word(ui, "images_note") for key in ("pins", "light")}
    notes["dark"] = word(ui, "dark_own" if has_dark_styles(document) else "dark_note")
    notes["fixed"] = word(ui, "fixed_note")
    frames = "".join(
        _FRAME.format(
            key=key, title=word(ui, "frame", name=word(ui, key)), page=page,
            loading="" if key == _SHOWN[0] else ' loading="lazy"',
            note=f"<p>{notes[key]}</p>" if key in notes else "",
        )
        for key, page in pages.items()
    )  # fmt: skip
    if not pages:
        frames = f"<p>{word(ui, 'too_large')}</p>\n"
    frames += f'<div class="shown of-text">{_text(report, document, anchor)}</div>\n'
    shown = [key for key in _SHOWN if key in pages or key == "text"]
    tools = _choice(anchor, "shown", shown, ui)
    if pages:
        tools += _choice(anchor, "width", _WIDTHS, ui)
    return _STAGE.format(anchor=anchor, title=word(ui, "mail"), tools=tools, frames=frames)


def _choice(anchor: str, group: str, keys: Sequence[str], ui: str) -> str:
    buttons = "".join(
        f'<label><input type="radio" name="{anchor}{group}" class="to-{key}"'
        f"{' checked' if key == keys[0] else ''}><span>{word(ui, key)}</span></label>"
        for key in keys
    )
    return f"<fieldset><legend>{word(ui, group)}</legend>{buttons}</fieldset>\n"


def _text(report: Report, document: Document, anchor: str) -> str:
    """The header and the view with its marks, and the text part if the mail has one."""
    ui = report.ui_language
    own = next((p for p in document.message.alternatives if p.content_type == "text/plain"), None)
    part = f"<p>{word(ui, 'no_part')}</p>\n"
    if own is not None:
        content = document.message.content(own).replace("\r\n", "\n")[:20_000]
        part = f'<h4>{word(ui, "part")}</h4><pre class="part" tabindex="0">{text(content)}</pre>\n'
    return fields(report, document, anchor) + view(report, document, anchor) + part


def _fixed(report: Report, document: Document) -> Document | None:
    """The mail with all fixes made; None where there is none to make."""
    edits = [edit for f in report.findings if f.fix for edit in f.fix.edits]
    if not edits:
        return None
    raw = apply(document, edits).raw
    if raw == document.message.raw:
        return None
    message = document.message
    kind = "message" if message.has_headers and not message.template else "html"
    return read(raw, kind=kind, language=document.language)
