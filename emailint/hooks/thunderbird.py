"""The native host of Thunderbird's add-on: JSON in frames on standard input and output.

A frame is four bytes, its length in the computer's own order, and a JSON object of that length.
The host lives as long as the add-on keeps it, so that it is warm when a mail is sent.
"""

from __future__ import annotations

import json
import sys
from struct import pack, unpack
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from emailint.document import Document
    from emailint.model import Finding, Report
    from emailint.verdict import Override

MAX_REQUEST: Final = 100_000_000  # bytes: drafts come without what is attached
MAX_ANSWER: Final = 1_000_000  # bytes; Thunderbird puts an end to a host that says more at once
MAX_SHOWN: Final = 50
"""Findings that the window shows: nobody mends more before sending."""
_AROUND: Final = 50  # characters shown on both sides of what is found
_MARKED: Final = 160  # characters shown of what is found


def main() -> None:
    """Answer until Thunderbird closes the pipe."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not break the frames
    while (request := read(source)) is not None:
        write(target, answer(request))


def read(source: BinaryIO) -> Any:
    """The next request; None at the end, or where no frame can be read."""
    head = source.read(4)
    length = unpack("=I", head)[0] if len(head) == 4 else 0
    if not 0 < length <= MAX_REQUEST:
        return None
    data = source.read(length)
    try:
        return json.loads(data)
    except ValueError:
        return None


def write(target: BinaryIO, reply: Mapping[str, Any]) -> None:
    """Write one frame."""
    data = json.dumps(reply).encode()
    if len(data) > MAX_ANSWER:
        data = json.dumps({"id": reply.get("id"), "error": "the answer is too long"}).encode()
    target.write(pack("=I", len(data)) + data)
    target.flush()


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The reply to one request, with its `id`; `error` says what broke. Never raises."""
    try:
        return {"id": request.get("id"), **ACTIONS[request["action"]](request)}
    except Exception as error:  # the add-on tells it, and does what the policy says
        reply = request.get("id") if isinstance(request, dict) else None
        return {"id": reply, "error": f"{type(error).__name__}: {error}"[:300]}


def check(request: Mapping[str, Any], override: Override | None = None) -> dict[str, Any]:
    """The verdict on a draft, and what the window shows of it."""
    from emailint.hooks import overrides
    from emailint.hooks.compose import message_of
    from emailint.hooks.judge import Judge, Request, within_budget

    settings = request.get("settings") or {}
    judge = Judge(settings)
    asked = Request(
        message_of(request["draft"]),
        interactive=True,
        override=override or overrides.from_environment(),
        language=settings.get("ui_language", "en"),
    )
    judged = within_budget(judge, asked)
    report, document = judged.report, judged.document
    fixes = [finding.fix for finding in report.findings] if report else []
    return {
        "decision": judged.verdict.decision,
        "failed": judged.verdict.notice == "failed",
        "notice": judged.notice,
        "score": report.score.total if report else None,
        "findings": shown(report, document) if report and document else [],
        "fixable": sum(fix is not None and fix.safety == "safe" for fix in fixes),
        "override": judge.policy.override,
        "strict": judge.policy.strict,
    }


def override(request: Mapping[str, Any]) -> dict[str, Any]:
    """The writer sends the draft as it is: the judge logs it with its reason."""
    from emailint.verdict import Override

    return check(request, Override("button", str(request.get("reason") or "")))


def fix(request: Mapping[str, Any]) -> dict[str, Any]:
    """What the safe fixes change in the draft, and how many findings that mends.

    Raises EmailintError on a wrong config.
    """
    from datetime import datetime

    from emailint.document import read
    from emailint.engine import Engine
    from emailint.fix import fix_to_fixpoint
    from emailint.hooks.compose import changes, message_of
    from emailint.hooks.policy import hook_config
    from emailint.message import parse

    config = hook_config(request.get("settings"))
    linter = Engine().linter_of(config)
    now = datetime.now().astimezone()

    def lint(document: Document) -> Report:
        return linter.lint(document, send_at=now)

    def document_of(raw: bytes) -> Document:
        return read(parse(raw), language=config.language)

    raw = message_of(request["draft"])
    fixed, mended = fix_to_fixpoint(raw, lint, document_of)
    changed = changes(request["draft"], parse(raw), parse(fixed))
    return {"changes": changed, "mended": len(mended) if changed else 0}


def shown(report: Report, document: Document) -> list[dict[str, Any]]:
    """The findings as the window shows them, the gravest first."""
    from emailint.model import SEVERITIES
    from emailint.render.places import in_header, shown_text

    text = shown_text(document, report.findings)
    first = document.text.count("\n", 0, document.body_start)  # lines of the view above the body
    ordered = sorted(report.findings, key=lambda f: (-SEVERITIES.index(f.severity), f.start))
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "message": finding.message,
            "advice": finding.advice,
            "field": finding.block if in_header(finding) or finding.block == "subject" else "",
            "line": finding.line - first,
            "excerpt": _excerpt(text, finding),
        }
        for finding in ordered[:MAX_SHOWN]
    ]


def _excerpt(text: str, finding: Finding) -> list[str] | None:
    """What stands before, at and after the place of a finding on its lines; None if it has none.

    What is too long to show is cut between words.
    """
    from emailint.document import SUBJECT_LABEL
    from emailint.render.snippet import bounds
    from emailint.render.terminal import clean

    if finding.start == finding.end:
        return None
    start, end = finding.start, min(finding.end, finding.start + _MARKED)
    low, high = bounds(text, start, _AROUND)[0], bounds(text, end, _AROUND)[1]
    if finding.block == "subject":
        low = max(low, len(SUBJECT_LABEL))
    before, after = text[low:start], text[end:high]
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if end < finding.end:
        after = "…"
    elif len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    return [clean(before), clean(text[start:end]), clean(after)]


ACTIONS: Final[dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "check": check,
    "fix": fix,
    "override": override,
}

if __name__ == "__main__":
    main()
