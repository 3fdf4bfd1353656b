"""The text that an inbox shows after the subject: there, of its own, short, and nothing leaked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emailint.campaign.fields import fields_in, filled, guarded, tokenize
from emailint.campaign.inbox_line import InboxLine, inbox_line
from emailint.campaign.names import is_personal
from emailint.campaign.syntax import Field
from emailint.context import Context
from emailint.matchers import compiled
from emailint.model import Hit
from emailint.tokens import fold

_MAIL: Final = (
    r"(?:(?:este|esta|el|la|this|the) )?(?:correo|e-?mail|mail|mensaje|message|boletin|newsletter)"
)
_BROWSER: Final = (
    r"\b(?:en (?:el|tu|su|un)|in (?:a|your|the|my)(?: web)?) (?:navegador|browser)\b"
    r"|\bversion (?:web|online|en linea)\b|\b(?:web|online) version\b"
    rf"|\b(?:ver|vela|leer|lee|abrir|abre|view|read|open|see)(?: {_MAIL})? (?:online|en linea|en la web|on the web)\b"
    rf"|\bno (?:ves|ve|puedes? ver|se ve|visualizas?|lees)(?: bien)?(?: correctamente)? (?:{_MAIL}|las imagenes)\b"
    r"|\b(?:trouble|problems|issues) (?:viewing|reading|seeing)\b"
    rf"|\b(?:can't|cannot|can not) (?:see|read|view) {_MAIL}\b"
)
_NO_NAME: Final = (
    r"\b(?:logo|banner|header|cabecera|imagen|image|img|spacer|foto)\b|\.(?:png|jpe?g|gif)|_"
)
_EARLY: Final = 60  # characters: what follows a longer preheader is seen by few
_ALIKE: Final = 0.8  # of the words of both


def missing(context: Context) -> Iterator[Hit]:
    """No preheader: the inbox shows whatever text comes first."""
    line = inbox_line(context.document)
    if line is not None and not line.preheader and not any(leaks(context)):
        at = _top(context)
        shown = line.preview
        for field in reversed(tokenize(shown)):
            if field.kind != "value":  # the tags of a condition or loop print nothing
                shown = shown[: field.start] + shown[field.end :]
        yield Hit(at, at, {"shown": " ".join(shown.split())[:60].rstrip() or "…"})


def leaks(context: Context) -> Iterator[Hit]:
    """The link to the web version or an image's alternative text in the preview."""
    line = inbox_line(context.document)
    if line is None or not line.follows:
        return
    at = _top(context)
    if match := compiled(_BROWSER).search(fold(line.preview)[: _EARLY + 60]):
        if match.start() < _EARLY:
            yield Hit(at, at, {"text": line.preview[:70]})
    elif line.images and len(line.preheader) < _EARLY // 2:
        if not line.preheader and not compiled(_NO_NAME).search(line.images[0].lower()):
            return  # the sender's logo, which is no worse than a menu: `preheader-missing`
        yield Hit(at, at, {"text": line.preview[:70]})


def too_long(context: Context) -> Iterator[Hit]:
    """A preheader whose end no inbox shows."""
    line = inbox_line(context.document)
    most = context.options["over_characters"]
    length = len(filled(line.preheader)[0]) if line else 0
    if line is not None and length > most:
        yield _place(context, line, {"characters": length, "most": most})


def repeats(context: Context) -> Iterator[Hit]:
    """A preheader that says what the subject says."""
    document = context.document
    line = inbox_line(document)
    if line is None or not line.preheader or not document.subject_text:
        return
    subject, preheader = (_words(text) for text in (document.subject_text, line.preheader))
    if not subject or not preheader:
        return
    same = len(set(subject) & set(preheader)) / len(set(subject) | set(preheader))
    if same >= _ALIKE or _holds(subject, preheader) or _holds(preheader, subject):
        yield _place(context, line, {"text": line.preheader[:60]})


def _holds(long: list[str], short: list[str]) -> bool:
    """Whether words, more than two of them, stand among others in the same order."""
    return len(short) > 2 and f" {' '.join(short)} " in f" {' '.join(long)} "


def without_fallback(context: Context) -> Iterator[Hit]:
    """A field in subject or preheader that is empty for whoever never told us; where the recipients
    are at hand, `field-value-empty` knows who."""
    if context.situation.data:
        return
    document = context.document
    for placed in fields_in(document).subject:
        if _is_bare(placed.field, placed.guarded):
            yield Hit(placed.start, placed.end, {"text": placed.text})
    line = inbox_line(document)
    if line is not None:
        text = line.preheader
        for field, asked in guarded(tokenize(text)):
            if _is_bare(field, asked):
                yield _place(context, line, {"text": text[field.start : field.end]})


def _is_bare(field: Field, asked: bool) -> bool:
    value = field.kind == "value" and not asked
    return value and field.default is None and is_personal(field.name)


def _words(text: str) -> list[str]:
    return compiled(r"\w+").findall(fold(text))


def _top(context: Context) -> int:
    """Where the text of the body starts."""
    document = context.document
    rest = document.text[document.body_start :]
    return document.body_start + len(rest) - len(rest.lstrip())


def _place(context: Context, line: InboxLine, data: dict[str, object]) -> Hit:
    """On the field, or before the first text that is shown: a preheader is hidden."""
    if line.field:
        return Hit(0, 0, data, header=line.field)
    at = _top(context)
    return Hit(at, at, data, source=line.start)
