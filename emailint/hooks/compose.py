"""A draft as Thunderbird's add-on hands it over -> the message that it would become, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from emailint.message import Message

_NAME: Final = r"[!-9;-~]+"  # of a field, RFC 5322, 2.2
_ENCODING: Final = "Content-Transfer-Encoding: 8bit\n"
_KINDS: Final = {"text": "plain", "html": "html"}


def message_of(draft: Mapping[str, Any]) -> bytes:
    """The message. Attachments are names here: what they hold stays in Thunderbird.

    A draft with `html` and `text` is sent as both.
    """
    fields = [
        ("From", _line(draft.get("from"))),
        *((name.title(), _line(", ".join(_list(draft.get(name))))) for name in ("to", "cc", "bcc")),
        ("Subject", _line(draft.get("subject"))),
    ]
    if draft.get("type") == "reply":
        fields.append(("In-Reply-To", "<answered@thunderbird>"))  # to what is not told
    fields += [(str(name), _line(value)) for name, value in draft.get("headers") or ()]
    head = "".join(
        f"{name}: {value}\n"
        for name, value in fields
        if re.fullmatch(_NAME, name) and (value or name in ("To", "Subject"))
    )
    texts = [
        f"Content-Type: text/{subtype}; charset=utf-8\n{_ENCODING}\n{draft[kind]}"
        for kind, subtype in _KINDS.items()
        if draft.get(kind) is not None
    ]
    files = [*map(_file, draft.get("attachments") or ()), *map(_image, _list(draft.get("images")))]
    body = _multipart("mixed", [_multipart("alternative", texts), *files])
    whole = f"{head}MIME-Version: 1.0\n{body}"
    return whole.encode("utf-8", "replace")  # JavaScript's texts may hold half a character


def changes(draft: Mapping[str, Any], before: Message, after: Message) -> dict[str, str]:
    """What a fixed message changes in the draft: its `subject`, its `text` or `html`.

    A body that doesn't read as it was handed over (it has half a character, or is longer than what
    is read of a mail) is left alone: what was lost on the way would be lost for good.
    """
    found = {}
    if (subject := after.get("Subject")) and subject != before.get("Subject"):
        found["subject"] = subject
    kind = "text" if draft.get("html") is None else "html"
    if before.body and after.body and before.body.content_type == f"text/{_KINDS[kind]}":
        old, new = before.content(before.body), after.content(after.body)
        if new != old == draft[kind]:
            found[kind] = new
    return found


def _multipart(subtype: str, parts: Sequence[str]) -> str:
    """The parts as one; a single one is left as it is."""
    from uuid import uuid4

    if len(parts) < 2:
        return parts[0] if parts else ""
    boundary = uuid4().hex
    inside = "".join(f"\n--{boundary}\n{part}" for part in parts)
    return f"Content-Type: multipart/{subtype}; boundary={boundary}\n{inside}\n--{boundary}--\n"


def _file(attachment: Mapping[str, Any]) -> str:
    from email.utils import encode_rfc2231

    name = encode_rfc2231(_line(attachment.get("name")), "utf-8")
    return (
        "Content-Type: application/octet-stream\n"
        f"Content-Disposition: attachment; filename*={name}\n\n"
    )


def _image(content_id: str) -> str:
    return f'Content-Type: image/png; name="image.png"\nContent-ID: <{_line(content_id)}>\n\n'


def _list(values: object) -> Iterable[str]:
    return map(str, values) if isinstance(values, list) else ()


def _line(value: object) -> str:
    """A value that can't start a field of its own."""
    return " ".join(str(value or "").split())
