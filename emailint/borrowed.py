"""Mail whose sender didn't write it: newsletters, alerts of machines, pasted press, forwards.

How long, dense or loud it is, is no fault of whoever passes it on.
"""

from __future__ import annotations

from typing import Final

from emailint.context import Context

_HINTS: Final = 2  # one "click here" is found in any mail
_IMAGE: Final = "[IMAGE]"  # what a picture leaves where mail programs make text of HTML
_MACHINES: Final = (
    "noreply", "no-reply", "no_reply", "donotreply", "newsletter", "mailer-daemon", "postmaster",
    "notification", "alert", "autoreply",
)  # fmt: skip
_SUBJECTS: Final = (
    "newsletter", "newsclip", "newsdesk", "newsflash", " digest", "boletin", "resumen de prensa",
)  # fmt: skip
_FOOTERS: Final = (  # said at the end, in whatever language
    "unsubscribe", "rights reserved", "privacy policy", "darse de baja", "derechos reservados",
)  # fmt: skip


def is_borrowed(context: Context) -> bool:
    """Whether somebody else wrote most of it; never in profile campaign, which is for newsletters.

    A forwarded mail is taken for such where nothing shows what its sender added.
    """
    if context.profile == "campaign":
        return False
    if context.shared("bulk"):
        return True
    if len({context.folded[start:end] for start, end in context.shared("bulk-hint")}) >= _HINTS:
        return True
    document = context.document
    kinds = {block.kind for block in document.blocks}
    if "fwd" in document.prefixes and "quote" not in kinds:
        return True
    subject = context.folded[: document.body_start]
    if any(word in subject for word in _SUBJECTS):
        return True
    if document.text.count(_IMAGE) >= _HINTS:
        return True
    sender = document.message.sender
    if sender is not None and sender.address.lower().startswith(_MACHINES):
        return True
    said = [footer for footer in _FOOTERS if footer in context.folded]
    own = [b for b in document.blocks if b.kind != "quote"] if said else []
    return any(context.folded.find(footer, b.start, b.end) >= 0 for footer in said for b in own)
