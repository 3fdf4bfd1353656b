"""Debian's Thunderbird with a profile of its own, and the server that its mail goes to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller
from marionette import Marionette, MarionetteError

PROGRAM = "/usr/lib/thunderbird/thunderbird"
ROOT = Path(__file__).parents[3]
ADDON = ROOT / "clients" / "thunderbird"
ID = json.loads((ADDON / "manifest.json").read_text())["browser_specific_settings"]["gecko"]["id"]

XDG = ("CACHE", "CONFIG", "DATA", "STATE")

PREFS = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.identity.id1.fullName": "Marta Ruiz",
    "mail.identity.id1.useremail": "marta@acme.example",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.fcc": False,
    "mail.server.server1.type": "pop3",
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.userName": "marta",
    "mail.server.server1.name": "Mail",
    "mail.server.server1.login_at_startup": False,
    "mail.server.server1.check_new_mail": False,
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.server.server2.name": "Local Folders",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.smtpserver.smtp1.try_ssl": 0,
    "mail.compose.attachment_reminder": False,  # Thunderbird's own question
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mail.winsearch.firstRunDone": True,
    "mail.rights.version": 1,
    "mailnews.start_page.enabled": False,
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "extensions.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.bypassNotification": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "ui.caretBlinkTime": 0,
}

COMPOSE = """
const [to, subject, body, html, files] = args;
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const make = (name, kind) =>
  Cc[`@mozilla.org/messengercompose/${name};1`].createInstance(Ci[kind]);
const params = make("composeparams", "nsIMsgComposeParams");
const fields = make("composefields", "nsIMsgCompFields");
params.type = Ci.nsIMsgCompType.New;
params.format = html ? Ci.nsIMsgCompFormat.HTML : Ci.nsIMsgCompFormat.PlainText;
Object.assign(fields, { to, subject, body });
for (const url of files) {
  const file = make("attachment", "nsIMsgAttachment");
  Object.assign(file, { url, name: url.split("/").pop() });
  fields.addAttachment(file);
}
params.composeFields = fields;
MailServices.compose.OpenComposeWindowWithParams(null, params);
"""
READY = """
const window = Services.wm.getMostRecentWindow("msgcompose");
return !!window?.composeEditorReady && !window.gWindowLocked;
"""
SEND = 'Services.wm.getMostRecentWindow("msgcompose").goDoCommand("cmd_sendNow");'
COMPOSING = 'return [...Services.wm.getEnumerator("msgcompose")].length;'
STATE = """
const window = Services.wm.getMostRecentWindow("msgcompose");
return window && {
  locked: window.gWindowLocked || window.gSendLocked
    || window.document.getElementById("button-send").disabled,
  subject: window.document.getElementById("msgSubject").value,
  body: window.GetCurrentEditor().outputToString(
    window.IsHTMLEditor() ? "text/html" : "text/plain", 0),
};
"""
CLOSE = """
for (const window of Services.wm.getEnumerator("msgcompose")) {
  window.gContentChanged = window.gMsgCompose.bodyModified = false;
  window.close();
}
for (const window of Services.wm.getEnumerator("mail:extensionPopup")) window.close();
const tabs = Services.wm.getMostRecentWindow("mail:3pane").document.getElementById("tabmail");
tabs.closeOtherTabs(tabs.tabInfo[0]);
"""
# Runs a script in a page of the add-on, which lives in another process.
IN_PAGE = """
const [script, tab] = args;
const main = Services.wm.getMostRecentWindow("mail:3pane");
const window = tab ? main : Services.wm.getMostRecentWindow("mail:extensionPopup");
const browser = tab
  ? main.document.getElementById("tabmail").currentTabInfo.browser
  : window?.document.querySelector("browser");
const manager = browser?.messageManager;
if (!manager) return null;
return await new Promise((resolve) => {
  const timer = main.setTimeout(() => resolve(null), 5000);
  manager.addMessageListener("emailint:page", function listen({ data }) {
    manager.removeMessageListener("emailint:page", listen);
    main.clearTimeout(timer);
    resolve(data);
  });
  manager.loadFrameScript("data:application/javascript," + encodeURIComponent(`
    sendAsyncMessage("emailint:page", ((content) => { ${script} })(content));`), false);
});
"""
OPTIONS = """
const [id] = args;
const url = WebExtensionPolicy.getByID(id).getURL("options.html");
const main = Services.wm.getMostRecentWindow("mail:3pane");
main.document.getElementById("tabmail").openTab("contentTab", {
  url, linkHandler: "single-page",
  triggeringPrincipal: WebExtensionPolicy.getByID(id).extension.principal,
});
"""


class Sink:
    """An SMTP server on loopback that keeps what it gets."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self.port = self._controller.port

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        del server, session
        if self.refuses:
            return "554 not today"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._controller.stop()

    def next(self, seconds: float = 15) -> EmailMessage:
        """The mail that arrives. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not self.mails:
            if time.monotonic() > end:
                raise TimeoutError("no mail arrived")
            time.sleep(0.05)
        return self.mails.pop(0)

    def nothing(self, seconds: float = 1.5) -> bool:
        """Whether no mail arrives for so long."""
        time.sleep(seconds)
        return not self.mails


class Page:
    """The add-on's window, or its options in a tab, as a person would see and use it."""

    def __init__(self, marionette: Marionette, *, tab: bool = False) -> None:
        self._marionette = marionette
        self._tab = tab

    def eval(self, script: str) -> Any:
        """The value of a script with `content`, the page's own window."""
        return self._marionette.eval(IN_PAGE, script, self._tab)

    def wait(self, script: str, seconds: float = 15) -> Any:
        end = time.monotonic() + seconds
        while not (value := self.eval(script)):
            if time.monotonic() > end:
                raise TimeoutError(
                    f"{script}\n{self.eval('return content?.document.body.innerText')}"
                )
            time.sleep(0.1)
        return value

    def text(self) -> str:
        """All that is shown, once it is."""
        self.wait("return content.document.getElementById('title')?.textContent")
        return str(self.eval("return content.document.body.innerText"))

    def shows(self, id: str) -> bool:
        return bool(
            self.eval(f"return !!content.document.getElementById('{id}')?.checkVisibility()")
        )

    def click(self, id: str) -> None:
        """Click once the button can be clicked; the answer must leave before its window closes."""
        self.wait(f"""
            const button = content.document.getElementById("{id}");
            const ready = !!button?.checkVisibility() && !button.disabled;
            if (ready) content.setTimeout(() => button.click());
            return ready;
        """)

    def fill(self, name: str, value: str | bool) -> None:
        """Give a field of the form a value, as typing or choosing it would."""
        what = "checked" if isinstance(value, bool) else "value"
        self.wait(f"""
            const field = content.document.forms[0]?.elements["{name}"];
            if (!field) return false;
            field.{what} = {json.dumps(value)};
            field.dispatchEvent(new content.Event("change", {{ bubbles: true }}));
            return true;
        """)

    def press(self, key: str) -> None:
        self.eval(f"""
            const view = content, options = {{ key: "{key}", bubbles: true, cancelable: true }};
            view.setTimeout(() => (view.document.activeElement ?? view.document.body)
                .dispatchEvent(new view.KeyboardEvent("keydown", options)));
            return true;
        """)

    def gone(self) -> None:
        """Returns once no window of the add-on is left."""
        self._marionette.wait('return !Services.wm.getMostRecentWindow("mail:extensionPopup")')


class Thunderbird:
    """A running Thunderbird. `home` is its home folder, where it looks for native hosts."""

    def __init__(self, home: Path, sink: Sink, **prefs: str | int | bool) -> None:
        self.home, self.sink = home, sink
        self.profile = home / "profile"
        self.profile.mkdir(parents=True, exist_ok=True)
        port = free_port()
        all_prefs = PREFS | {"marionette.port": port, "mail.smtpserver.smtp1.port": sink.port}
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in (all_prefs | prefs).items()
        ]
        (self.profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._log = (home / "log").open("w")
        environment = os.environ | {"HOME": str(home), "MOZ_CRASHREPORTER_DISABLE": "1"}
        environment |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        environment |= {f"XDG_{name}_HOME": str(home / name.lower()) for name in XDG}
        self._process = subprocess.Popen(
            [PROGRAM, "--headless", "--profile", self.profile, "--no-remote", "--marionette",
             "-remote-allow-system-access"],
            env=environment, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            self.marionette = Marionette(port)
        except Exception:
            self._kill()
            raise
        self.page = Page(self.marionette)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self.marionette.command("Marionette:Quit", flags=["eForceQuit"])
            self._process.wait(15)
        except (MarionetteError, OSError, subprocess.TimeoutExpired):
            pass
        self.marionette.close()
        self._kill()
        self._log.close()

    def _kill(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(15)

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")

    def configure(self, text: str = "") -> None:
        """Write the user's own config of emailint.

        What the day and the hour say about a mail would make tests depend on when they run.
        """
        file = self.home / "config" / "emailint" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'ignore = ["timing"]\n{text}', encoding="utf-8")

    def install(self) -> None:
        """The add-on, as long as this Thunderbird runs."""
        self.marionette.command("Addon:Install", path=str(ADDON), temporary=True)

    def uninstall(self) -> None:
        """Its options and what it remembers go with it."""
        self.marionette.command("Addon:Uninstall", id=ID)

    def options(self, **values: str | bool) -> Page:
        """Its options in a tab, with new values."""
        self.marionette.eval(OPTIONS, ID)
        page = Page(self.marionette, tab=True)
        page.wait("return content.document.querySelector('[data-text]')?.textContent")
        for name, value in values.items():
            page.fill(name, value)
            page.wait("return content.document.getElementById('saved').textContent")
        return page

    def dismiss(self) -> None:
        """Close Thunderbird's own alert."""
        self.marionette.wait("""
            const dialog = [...Services.wm.getEnumerator(null)]
                .find((window) => window.location.href.includes("commonDialog"))
                ?.document.querySelector("dialog");
            dialog?.acceptDialog();
            return !!dialog;
        """)

    def pref(self, name: str, value: str | int | bool) -> None:
        kind = {str: "String", bool: "Bool", int: "Int"}[type(value)]
        self.marionette.eval(f"Services.prefs.set{kind}Pref(...args)", name, value)

    def suspend(self) -> None:
        """What Thunderbird does to the add-on's background page once it has been idle."""
        self.marionette.eval(
            "await WebExtensionPolicy.getByID(args[0]).extension"
            ".terminateBackground({ disableResetIdleForTest: true });",
            ID,
        )

    def suspended(self) -> bool:
        return bool(
            self.marionette.eval(
                "return WebExtensionPolicy.getByID(args[0]).extension.backgroundState === 'stopped'",
                ID,
            )
        )

    def compose(
        self, subject: str, body: str, *, to: str = "Luis Peña <luis@cliente.example>",
        html: bool = False, files: tuple[Path, ...] = (),
    ) -> None:  # fmt: skip
        """Open a compose window with a draft."""
        urls = [file.as_uri() for file in files]
        self.marionette.eval(COMPOSE, to, subject, body, html, urls)
        self.marionette.wait(READY)

    def send(self) -> None:
        """What the button "Send" does."""
        self.marionette.eval(SEND)

    def state(self) -> Any:
        """What the compose window holds, and whether it is locked; None if it has closed."""
        return self.marionette.eval(STATE)

    def sent(self) -> EmailMessage:
        """The mail that arrives; its compose window closes."""
        mail = self.sink.next()
        self.marionette.wait(f"{COMPOSING.replace('return', 'return 0 ===')}")
        return mail

    def close_windows(self) -> None:
        """Close all but the main window, drafts without a question."""
        self.marionette.eval(CLOSE)
        self.marionette.wait(f"{COMPOSING.replace('return', 'return 0 ===')}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


HOST = f"""#!{sys.executable}
from emailint.hooks.thunderbird import main
main()
"""


def install_host(home: Path, program: str | None = HOST) -> None:
    """The native host's manifest, with a program in the place of the real one, or without any."""
    folder = home / ".mozilla" / "native-messaging-hosts"
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / "emailint.json"
    manifest.unlink(missing_ok=True)
    if program is None:
        return
    path = home / "host"
    path.write_text(program)
    path.chmod(0o755)
    about = {"name": "emailint", "description": "emailint", "path": str(path), "type": "stdio"}
    manifest.write_text(json.dumps(about | {"allowed_extensions": [ID]}))
