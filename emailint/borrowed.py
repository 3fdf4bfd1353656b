"""Mail whose sender didn't write it: newsletters, alerts of machines, pasted press, forwards.

How long, dense or loud it is, is no fault of whoever passes it on.
"""

from __future__ import annotations

from typing import Final

from emailint.context import Context

_HINTS: Final = (
    2  # one "click here" is found in any mail, and a person may write about a newsletter
)
_IMAGE: Final = "[IMAGE]"  # what a picture leaves where mail programs make text of HTML
_MACHINES: Final = (
    "noreply", "no-reply", "no_reply", "donotreply", "newsletter", "mailer-daemon", "postmaster",
    "notification", "alert", "autoreply",
)  # fmt: skip
_SUBJECTS: Final = (
    "newsletter", "newsclip", "newsdesk", "newsflash", " digest", "boletin", "resumen de prensa",
)  # fmt: skip
_FOOTERS: Final = ("unsubscribe", "rights reserved", "darse de baja", "derechos reservados")
_FOOTER: Final = 600  # characters at the end of what isn't quoted, where they are said


def is_borrowed(context: Context) -> bool:
    """Whether somebody else wrote most of it; never in profile campaign, which is for newsletters.

    A forwarded mail is taken for such where nothing shows what its sender added.
    """
    if context.profile == "campaign":
        return False
    if context.shared("bulk"):
        return True
    subject = context.folded[: context.document.body_start]
    hints = {context.folded[start:end] for start, end in context.shared("bulk-hint")}
    if len(hints) + any(word in subject for word in _SUBJECTS) >= _HINTS:
        return True
    document = context.document
    kinds = {block.kind for block in document.blocks}
    if "fwd" in document.prefixes and "quote" not in kinds:
        return True
    if document.text.count(_IMAGE) >= _HINTS:
        return True
    sender = document.message.sender
    if sender is not None and sender.address.lower().startswith(_MACHINES):
        return True
    own = [b for b in document.blocks if b.kind != "quote"]
    end = own[-1].end if own else 0
    foot = context.folded[max(0, end - _FOOTER) : end]
    return any(footer in foot for footer in _FOOTERS)
