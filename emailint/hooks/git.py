"""git's hook `sendemail-validate`: git calls it for each patch before it sends the first one."""

from __future__ import annotations

from emailint.hooks import terminal
from emailint.hooks.client import STOPPED, verdict
from emailint.hooks.policy import hook_settings

TYPE_CHECKING = False  # typing itself would cost a hook's start 3 ms
if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Judge the patch in the first file, with the header in the second where git gives one.

    The exit code: 0, or 65, for which git sends nothing of the whole series. Git older than 2.41
    gives no header, and so no recipients.
    """
    try:
        raw = message_of(*arguments[:2])
    except (OSError, TypeError) as error:  # git itself complains where it is the patch's fault
        terminal.tell(f"git: {error}")
        return 0
    settings = hook_settings()
    can_ask = settings.get("terminal") is not False and terminal.there()
    told = verdict(raw, interactive=can_ask, profile="patch", text=True, settings=settings)
    if terminal.agreed(told, lambda given: verdict(raw, override=given, settings=settings)):
        return 0
    from emailint.hooks.texts import say

    terminal.tell(f"{arguments[0]}: {say('series', told['language'])}")
    if told["override"] and told["verdict"] == "stop":
        terminal.tell(say("anyway_git", told["language"]))
    return STOPPED


def message_of(patch: str, header: str = "") -> bytes:
    """The message as it will go: git's header, if there is one, in the place of the patch's own.

    Raises OSError.
    """
    with open(patch, "rb") as file:
        raw = file.read()
    if not header:
        return raw
    with open(header, "rb") as file:
        fields = file.read().replace(b"\r\n", b"\n").rstrip(b"\n")
    _, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return fields + b"\n\n" + body
