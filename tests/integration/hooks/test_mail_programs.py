"""mutt, neomutt, s-nail and Emacs send through the stand-in for sendmail, msmtp behind it."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from collections.abc import Callable

import pytest
from sending import BAD, GOOD, Sink, User, shoot

Send = Callable[[User, str, str, str, int], str]
"""user, subject, body, a field more, the exit code that counts as held (0: it must go)."""


def mutt(program: str) -> Send:
    def send(user: User, subject: str, body: str, field: str, held: int) -> str:
        extra = ["-e", f"my_hdr {field}"] if field else []
        to = "bob@client.example"
        return user.run(program, *extra, "-s", subject, to, stdin=body, code=1 if held else 0)

    return send


def s_nail(user: User, subject: str, body: str, field: str, held: int) -> str:
    extra = ["-C", field] if field else []
    to = "bob@client.example"
    return user.run("s-nail", *extra, "-s", subject, to, stdin=body, code=4 if held else 0)


def emacs(user: User, subject: str, body: str, field: str, held: int) -> str:
    """With what `hook install` says to put into the init file."""
    start = user.notes.index("(defun")
    init = user.notes[start : user.notes.index("\n- ", start)]
    add = f"(message-add-header {lisp(field)})" if field else ""
    script = user.write("send.el", f"""
      {init}
      (setq user-mail-address "ann@acme.example" message-confirm-send nil)
      (message-mail "bob@client.example" {lisp(subject)})
      {add}
      (message-goto-body) (insert {lisp(body)})
      (let ((code 0))
        (condition-case error (message-send)
          (error (princ (error-message-string error)) (setq code 3)))
        (when (get-buffer "*emailint*")
          (princ (with-current-buffer "*emailint*" (buffer-string))))
        (kill-emacs code))""")  # fmt: skip
    return user.run("emacs", "-Q", "--batch", "-l", script, code=3 if held else 0)


def lisp(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.fixture(params=["mutt", "neomutt", "s-nail", "emacs"])
def send(request: pytest.FixtureRequest, user: User) -> Send:
    user.write(".muttrc", 'set realname="Ann Lee"\nset record=""\n')
    user.write(".neomuttrc", 'set realname="Ann Lee"\nset record=""\n')
    user.notes = user.run("emailint", "hook", "install", "sendmail", "--yes")
    kinds: dict[str, Send] = {
        "mutt": mutt("mutt"), "neomutt": mutt("neomutt"), "s-nail": s_nail, "emacs": emacs,
    }  # fmt: skip
    return kinds[request.param]


def test_a_good_mail_arrives(user: User, sink: Sink, send: Send) -> None:
    send(user, "Stone for the wall", GOOD, "", 0)
    (mail,) = sink.mails
    assert mail["Subject"] == "Stone for the wall"
    assert mail.get_content().split() == GOOD.split()


def test_a_bad_one_is_held_and_kept(user: User, sink: Sink, send: Send) -> None:
    told = send(user, "Stone for the wall", BAD, "", 65)
    assert "attachment-forgotten" in told
    (kept,) = user.held
    assert str(kept) in told.replace("\n", "")
    assert b"Please find attached" in kept.read_bytes()
    assert sink.mails == []


def test_the_override_arrives_and_is_logged(user: User, sink: Sink, send: Send) -> None:
    send(user, "Stone for the wall", BAD, "X-Emailint-Override: it follows by post", 0)
    (mail,) = sink.mails
    assert not [name for name in mail if name.lower().startswith("x-emailint")]
    log = (user.home / "state/emailint/overrides.jsonl").read_text()
    assert '"channel": "header", "reason": "it follows by post"' in log


def test_emailint_gone_locks_nobody_out(user: User, sink: Sink, send: Send) -> None:
    stand_in = user.home / "data/emailint/sendmail"
    stand_in.write_text(stand_in.read_text().replace("/hooks/client.py", "/hooks/gone.py"))
    told = send(user, "Stone for the wall", BAD, "", 0)
    assert "not found, sent unchecked" in told
    assert len(sink.mails) == 1


def test_what_was_there_before_still_sends(user: User, sink: Sink) -> None:
    """Own programs with own arguments are called as before."""
    other = f"host 127.0.0.1\nport {user.port}\nfrom other@acme.example\nauth off\n"
    user.write("config/emailint/config.toml", 'ignore = ["timing"]\nhook.sendmail = "false"\n')
    user.write("config/msmtp/config", f"account other\n{other}").chmod(0o600)
    user.write(".muttrc", 'set sendmail="msmtp -a other"\nset record=""\n')
    user.write(".mailrc", "set mta=/usr/bin/msmtp\n")
    user.run("emailint", "hook", "install", "sendmail", "--yes")
    mutt("mutt")(user, "Stone for the wall", GOOD, "", 0)
    assert len(sink.mails) == 1
    user.write("config/msmtp/config", f"account default\n{other}").chmod(0o600)
    s_nail(user, "Stone for the wall", GOOD, "", 0)
    assert len(sink.mails) == 2
    s_nail(user, "Stone for the wall", BAD, "", 65)
    assert len(sink.mails) == 2


def test_after_uninstall_they_send_as_before(user: User, sink: Sink) -> None:
    muttrc = user.write(".muttrc", 'set sendmail="msmtp"\nset record=""')
    user.run("emailint", "hook", "install", "sendmail", "--yes")
    user.run("emailint", "hook", "uninstall", "sendmail", "--yes")
    assert muttrc.read_text() == 'set sendmail="msmtp"\nset record=""'
    mutt("mutt")(user, "Stone for the wall", BAD, "", 0)
    assert len(sink.mails) == 1


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, user: User, *command: object) -> None:
        process, self._terminal = pty.fork()
        if not process:
            os.chdir(user.home)
            os.execvpe(str(command[0]), [str(word) for word in command], user.env)
        self._process = process
        self.shown = ""

    def until(self, text: str, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while text not in self.shown:
            left = end - time.monotonic()
            assert left > 0, f"no {text!r} in {self.shown!r}"
            if select.select([self._terminal], [], [], left)[0]:
                self.shown += os.read(self._terminal, 65536).decode(errors="replace")

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def end(self) -> int:
        while True:
            try:
                if not (piece := os.read(self._terminal, 65536)):
                    break
            except OSError:
                break
            self.shown += piece.decode(errors="replace")
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def test_in_mutt_s_own_screen_the_draft_stays(user: User, sink: Sink) -> None:
    """The findings in the pager, then back in the menu, where it can be mended and sent.

    Not so with neomutt here: it doesn't draw its whole menu for a terminal like this one.
    """
    user.write(
        ".muttrc",
        'set from=ann@acme.example\nset hostname=acme.example\nset record=""\nset editor="true"\n'
        "set abort_unmodified=no\n",
    )
    user.run("emailint", "hook", "install", "sendmail", "--yes")
    draft = user.write("draft.txt", BAD)
    terminal = Terminal(user, "mutt", "-s", "Stone for the wall", "-i", draft, "bob@client.example")
    terminal.until("To:")
    terminal.type("\n")
    terminal.until("Subject:")
    terminal.type("\n")
    terminal.until("y:Send")
    terminal.type("y")
    terminal.until("attachment-forgotten")
    assert sink.mails == []
    terminal.shown = ""
    terminal.type("q")
    terminal.until("y:Send")
    terminal.type("q")
    terminal.until("ostpone")
    terminal.type("n")
    terminal.end()


@pytest.mark.parametrize(("keys", "goes"), [("y it follows by post\n", True), ("\n", False)])
def test_in_a_terminal_it_asks(user: User, sink: Sink, keys: str, goes: bool) -> None:
    user.run("emailint", "hook", "install", "sendmail", "--yes")
    stand_in = user.home / "data/emailint/sendmail"
    mail = user.write(
        "mail", f"To: bob@client.example\nSubject: Stone\nFrom: ann@acme.example\n\n{BAD}"
    )
    command = f"emailint hook status sendmail; '{stand_in}' -t < '{mail}'"
    terminal = Terminal(user, "sh", "-c", command)
    terminal.until("or Enter: no]")
    assert sink.mails == []
    terminal.type(keys)
    assert terminal.end() == (0 if goes else 65)
    assert len(sink.mails) == int(goes)
    assert bool(user.held) is not goes
    if goes:
        log = (user.home / "state/emailint/overrides.jsonl").read_text()
        assert '"channel": "terminal", "reason": "it follows by post"' in log


def test_with_the_warm_engine(user: User, sink: Sink) -> None:
    user.write(".muttrc", 'set record=""\n')
    user.run("emailint", "hook", "install", "sendmail", "--yes")
    user.env["XDG_RUNTIME_DIR"] = str(user.home)
    program = [*map(str, ("emailint", "serve", "--workers", "2"))]
    server = subprocess.Popen(program, env=user.env, stderr=subprocess.PIPE)
    try:
        assert server.stderr is not None
        assert b"listening" in server.stderr.readline()
        assert "warm engine: runs" in user.run("emailint", "hook", "status", code=None)
        told = mutt("mutt")(user, "Stone for the wall", BAD, "", 65)
        assert "attachment-forgotten" in told
        mutt("mutt")(user, "Stone for the wall", GOOD, "", 0)
        assert len(sink.mails) == 1
    finally:
        server.terminate()
        server.communicate()


def test_the_picture_of_the_docs(user: User) -> None:
    user.write(".mailrc", "")
    user.run("emailint", "hook", "install", "sendmail", "--yes")
    told = s_nail(user, "Stone for the wall", BAD, "", 65)
    home = str(user.home)  # where XDG's folders are by default
    shown = told.replace(f"{home}/state", "~/.local/state").replace(f"{home}/dead", "~/dead.letter")
    shoot("sendmail", "s-nail -s 'Stone for the wall' bob@client.example < plan.txt", shown)
    assert "score" in told
