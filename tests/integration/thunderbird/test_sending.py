"""The add-on in Debian's Thunderbird: what it stops, what it lets go, what it mends."""

from __future__ import annotations

import json
import re
from pathlib import Path

from app import READY, Thunderbird

GOOD = "Hi Luis,\n\nCould you send me the plan by 5 pm on Thursday?\n\nThank you,\nMarta\n"
FORGOTTEN = GOOD.replace("Could", "Please find attached the budget. Could")
DOUBLED = GOOD.replace("the plan", "the the plan")


def test_a_good_mail_goes_unasked(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The plan for May", GOOD)
    thunderbird.send()
    mail = thunderbird.sent()
    assert mail["Subject"] == "The plan for May"
    assert mail.get_content().splitlines() == GOOD.splitlines()
    thunderbird.page.gone()


def test_a_bad_mail_is_stopped_and_the_draft_stays(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    text = thunderbird.page.text()
    assert "Before you send" in text
    assert "no file is attached" in text
    assert "Please find attached the budget." in text
    assert thunderbird.sink.nothing()
    thunderbird.page.click("back")
    thunderbird.page.gone()
    state = thunderbird.state()
    assert not state["locked"]
    assert state["body"] == FORGOTTEN


def test_escape_goes_back(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.text()
    thunderbird.page.press("Escape")
    thunderbird.page.gone()
    assert thunderbird.sink.nothing()
    assert not thunderbird.state()["locked"]


def test_what_was_mended_by_hand_goes_unasked(thunderbird: Thunderbird, tmp_path: Path) -> None:
    file = tmp_path / "budget.ods"
    file.write_bytes(b"12")
    thunderbird.compose("The budget", FORGOTTEN, files=(file,))
    thunderbird.send()
    assert thunderbird.sent().get_content_type() == "multipart/mixed"


def test_a_second_send_asks_in_one_window(thunderbird: Thunderbird) -> None:
    windows = """
        return [...Services.wm.getEnumerator("mail:extensionPopup")].map((w) => w.docShell.outerWindowID)
    """
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.text()
    (first,) = thunderbird.marionette.eval(windows)
    thunderbird.send()
    only_another = (
        f"const all = (() => {{ {windows} }})(); return all.length === 1 && all[0] !== args[0]"
    )
    thunderbird.marionette.wait(only_another, first)
    assert "no file is attached" in thunderbird.page.text()


def test_send_anyway_sends_and_logs_the_reason(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.fill("reason", "the file follows by courier")
    thunderbird.page.click("send")
    assert "find attached" in thunderbird.sent().get_content()
    thunderbird.page.gone()
    log = thunderbird.home / "state" / "emailint" / "overrides.jsonl"
    last = json.loads(log.read_text().splitlines()[-1])
    assert (last["channel"], last["reason"]) == ("button", "the file follows by courier")
    assert "budget" not in log.read_text()


def test_an_override_holds_for_one_attempt(thunderbird: Thunderbird) -> None:
    """What the server refused is asked again: it may have been changed since."""
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.sink.refuses = True
    try:
        thunderbird.page.click("send")
        thunderbird.dismiss()
    finally:
        thunderbird.sink.refuses = False
    thunderbird.page.gone()
    thunderbird.marionette.wait(READY)
    thunderbird.send()
    assert "no file is attached" in thunderbird.page.text()
    assert thunderbird.sink.nothing()


def test_what_must_not_go_needs_a_reason(thunderbird: Thunderbird) -> None:
    thunderbird.configure('[hook]\nerror = "stop"\n')
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.text()
    thunderbird.page.click("send")
    assert thunderbird.sink.nothing()
    thunderbird.page.fill("reason", "agreed by phone")
    thunderbird.page.click("send")
    thunderbird.sent()


def test_a_policy_may_forbid_to_send_anyway(thunderbird: Thunderbird) -> None:
    thunderbird.configure("[hook]\noverride = false\n")
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    assert "no file is attached" in thunderbird.page.text()
    assert not thunderbird.page.shows("send")
    assert not thunderbird.page.shows("reason")
    assert thunderbird.page.shows("back")
    assert thunderbird.sink.nothing()


def test_a_warning_that_nobody_may_override_goes_with_a_notice(thunderbird: Thunderbird) -> None:
    thunderbird.configure("[hook]\noverride = false\n")
    thunderbird.compose("The plan for May", DOUBLED)
    thunderbird.send()
    thunderbird.sent()
    text = thunderbird.page.text()
    assert "Sent, with something to look at" in text
    assert "twice in a row" in text
    assert not thunderbird.page.shows("send")
    assert not thunderbird.page.shows("fix")


def test_a_policy_that_comes_later_holds_too(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.text()
    thunderbird.configure("[hook]\noverride = false\n")
    thunderbird.page.click("send")
    thunderbird.page.wait("return content.document.body.innerText.includes('lets nobody override')")
    assert thunderbird.sink.nothing()


def test_the_window_goes_with_its_draft(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.text()
    thunderbird.marionette.eval("""
        const window = Services.wm.getMostRecentWindow("msgcompose");
        window.gContentChanged = window.gMsgCompose.bodyModified = false;
        window.close();
    """)
    thunderbird.page.gone()


def test_own_fields_do_their_work_and_stay_here(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.marionette.eval("""
        const { gMsgCompose } = Services.wm.getMostRecentWindow("msgcompose");
        gMsgCompose.compFields.setHeader("X-Emailint-Override", "agreed by phone");
        gMsgCompose.compFields.setHeader("X-Project", "Harbour");
    """)
    thunderbird.send()
    mail = thunderbird.sent()
    assert mail["X-Emailint-Override"] is None
    assert mail["X-Project"] == "Harbour"


PLAIN = """Hi Luis,

Could you send me the the plan by 5 pm on Thursday?  It is for Ana, José and 李雷 🙂: "€ 1 000".

\tcode {
    indented < by & four
  }
From here on a line that mailboxes escape, and one that is longer than any window: \
https://acme.example/{long}

> you wrote this
>> and this, of of it

Thank you,
Marta

-- 
Marta Ruiz
Acme
""".replace("{long}", "a" * 300)  # noqa: W291 (a signature's line ends so)


def test_fix_mends_a_plain_text_and_nothing_else(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The plan for May", PLAIN)
    thunderbird.send()
    assert "twice in a row" in thunderbird.page.text()
    assert thunderbird.sink.nothing(0.5)
    thunderbird.page.click("fix")
    thunderbird.page.wait("return content.document.getElementById('undo').checkVisibility()")
    assert "Nothing left to mend." in thunderbird.page.text()
    mended = PLAIN.replace("me the the plan", "me the plan")
    assert thunderbird.state()["body"] == mended
    thunderbird.page.click("undo")
    thunderbird.page.wait("return content.document.getElementById('fix').checkVisibility()")
    assert thunderbird.state()["body"] == PLAIN
    thunderbird.page.click("fix")
    thunderbird.page.wait("return content.document.getElementById('undo').checkVisibility()")
    assert thunderbird.sink.nothing(0.5)
    thunderbird.page.click("send")
    sent = thunderbird.sent().get_content()
    assert "send me the plan by" in sent
    assert "and this, of of it" in sent
    thunderbird.page.gone()


IMAGE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RICH = f"""<html><head><style>p {{ margin: 0 }}</style></head><body bgcolor="#ffffff"><p>Hi Luis,</p>
<p>Could you send <b>me the</b> the plan by 5&nbsp;pm on <i>Thursday</i>? <a href="https://acme.example/ñ?a=1&amp;b=2">Ours</a> 🙂</p>
<!-- a remark --><table border="1"><tbody><tr><td>a &lt; b</td><td>&nbsp;</td></tr></tbody></table>
<pre>  two
  lines</pre>
<p><img src="{IMAGE}" alt="plan" width="1"></p>
<p>Thank you,<br>Marta</p>
<blockquote type="cite"><p>you wrote of of it</p></blockquote>
<div class="moz-signature">-- <br>Marta Ruiz</div></body></html>"""


def test_fix_mends_a_page_and_nothing_else(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The plan for May", RICH, html=True)
    before = thunderbird.state()["body"]
    thunderbird.send()
    assert "twice in a row" in thunderbird.page.text()
    thunderbird.page.click("fix")
    thunderbird.page.wait("return content.document.getElementById('undo').checkVisibility()")
    assert "Nothing left to mend." in thunderbird.page.text()
    after = thunderbird.state()["body"]
    assert after == before.replace("</b> the plan", "</b> plan")
    thunderbird.page.click("send")
    mail = thunderbird.sent()
    page = re.sub(r"[ \r\n]+", " ", mail.get_body(("html",)).get_content())
    assert "<b>me the</b> plan by 5\u00a0pm" in page.replace("&nbsp;", "\u00a0")
    assert [part.get_content_type() for part in mail.walk()].count("image/png") == 1


def test_warnings_may_go_unasked(thunderbird: Thunderbird) -> None:
    thunderbird.options(asks="error")
    thunderbird.compose("The plan for May", DOUBLED)
    thunderbird.send()
    thunderbird.sent()
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    assert "no file is attached" in thunderbird.page.text()


def test_the_language_of_the_options_wins(thunderbird: Thunderbird) -> None:
    page = thunderbird.options(language="es")
    page.wait("return content.document.body.innerText.includes('Idioma de los avisos')")
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    text = thunderbird.page.text()
    assert "Antes de enviar" in text
    assert "no hay ningún archivo adjunto" in text
    assert "Enviar así" in text
    assert "Volver" in text
