"""mutt, neomutt and s-nail send through our stand-in for sendmail; Emacs is told how."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Final

from emailint.hooks.adapters import File, Place, Plan
from emailint.hooks.adapters.block import appended, without
from emailint.hooks.adapters.shim import data_folder, script
from emailint.hooks.policy import hook_settings
from emailint.hooks.sendmail import NoProgramError, real_sendmail
from emailint.model import EmailintError
from emailint.user import state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL: Final = "/usr/sbin/sendmail"
_FALL_BACK: Final = """\
real={real} notices=
for word do
  shift
  case $word in
    --real=*) real=${{word#--real=}} ;;
    --notices=*) notices=${{word#--notices=}} ;;
    *) set -- "$@" "$word" ;;
  esac
done
if [ "$notices" ]; then echo "$told" >"$notices"; else echo "$told" >&2; fi
exec "$real" "$@"
"""
_EMACS: Final = """\
Emacs: put this into your init file (of a program that sends, Emacs shows no standard error)
  (defun emailint-send ()
    (unwind-protect (message-send-mail-with-sendmail)
      (when (file-exists-p "{notices}")
        (with-current-buffer (get-buffer-create "*emailint*")
          (erase-buffer)
          (insert-file-contents "{notices}")
          (delete-file "{notices}")
          (display-buffer (current-buffer))))))
  (setq message-send-mail-function #'emailint-send
        sendmail-program "{program}"
        message-sendmail-extra-arguments '("--notices={notices}")
        message-interactive t)"""
_OWN: Final = r"^[ \t]*set[ \t]+{name}[ \t]*=[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s\"'#]+))"


def plan(place: Place) -> Plan:
    """The stand-in, and a block in the files of the mail programs that are here."""
    del place
    program = stand_in()
    try:
        real = real_sendmail(_named())
    except NoProgramError:
        real = _USUAL
    body = script("sendmail", "sendmail", after=_FALL_BACK.format(real=quote(real)))
    files = [File(program, body, 0o755)]
    notes = [_EMACS.format(program=program, notices=Path(state_folder(), "notices"))]
    if " " in str(program):
        raise EmailintError(f"{program}: mutt can't call a program with a blank in its path")
    for path in mutt_files():
        content = _read(path)
        old = _value(content, "sendmail")
        command = f"{program} --real={old}" if old else f"{program} -oem -oi"
        lines = f'set sendmail="{command}"\nset sendmail_wait=0'
        files.append(File(path, appended(content, "sendmail", lines)))
        if _value(content, "smtp_url"):
            notes.append(f"{path}: smtp_url is set, mutt sends by itself: take that line out")
    for path in mail_files():
        content = _read(path)
        old = _value(content, "mta")
        if "://" in old:
            notes.append(f"{path}: mta = {old} sends by itself: take that line out")
        lines = f"set mta={program} sendwait"
        if old and "://" not in old:
            lines += f"\nset mta-arguments='--real={old}'"
        files.append(File(path, appended(content, "sendmail", lines)))
    notes.append(f"any other program: give it {program} as its sendmail")
    return Plan(files, notes)


def scope(place: Place) -> str:
    """For all mail of the user."""
    del place
    return ""


def amiss(place: Place) -> list[str]:
    """A program that sends by itself, or nothing to send with."""
    found = [note for note in plan(place).notes if "sends by itself" in note]
    try:
        real_sendmail(_named())
    except NoProgramError as error:
        found.append(str(error))
    return found


def stand_in() -> Path:
    """The program that mail programs call."""
    return data_folder() / "sendmail"


def mutt_files() -> Iterator[Path]:
    """The settings of mutt and neomutt that are there; a new one where the program has none."""
    home, config = Path.home(), _config_folder()
    for program in ("mutt", "neomutt"):
        known = (
            home / f".{program}rc", home / f".{program}" / f"{program}rc",
            config / program / f"{program}rc",
        )  # fmt: skip
        found = [path for path in known if path.is_file()]
        if not found and shutil.which(program):
            shared = any((home / name).is_file() for name in (".muttrc", ".mutt/muttrc"))
            if program == "mutt" or not (shared or shutil.which("mutt")):
                found = [known[0]]
        yield from found


def mail_files() -> Iterator[Path]:
    """The settings of s-nail, where it is here."""
    if shutil.which("s-nail"):
        yield Path(os.environ.get("MAILRC") or Path.home() / ".mailrc")


def _named() -> str:
    return str(hook_settings().get("sendmail") or "")


def _config_folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _read(path: Path) -> bytes:
    """What is in a file, nothing where it isn't there. Raises EmailintError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise EmailintError(f"{path}: {error.strerror}") from None


def _value(content: bytes, name: str) -> str:
    """The last value that the user's own lines give a variable, "" if none."""
    text = without(content).decode("utf-8", "surrogateescape")
    found = re.findall(_OWN.format(name=name), text, re.MULTILINE)
    return next((value for value in found[-1] if value), "") if found else ""
