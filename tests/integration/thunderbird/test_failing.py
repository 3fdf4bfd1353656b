"""When the host is missing, dies, hangs or talks nonsense, the mail goes and a notice says so."""

from __future__ import annotations

import sys
import time

import pytest
from app import HOST, Thunderbird, install_host
from test_sending import DOUBLED, FORGOTTEN, GOOD

PYTHON = f"#!{sys.executable}\n"
BROKEN = {
    "missing": None,
    "not a program": "no interpreter",
    "dies at once": PYTHON + "raise SystemExit(1)\n",
    "dies when asked": PYTHON + "import sys\nsys.stdin.buffer.read(4)\nraise SystemExit(1)\n",
    "talks nonsense": PYTHON + "print('hello' * 1000, flush=True)\nimport time\ntime.sleep(60)\n",
    "can't do it": HOST.replace(
        "main()\n", "import emailint.hooks.judge as j\nj.within_budget = None\nmain()\n"
    ),
}
HANGS = PYTHON + "import time\ntime.sleep(60)\n"
SLOW = HOST.replace("main()\n", "import time\ntime.sleep(4)\nmain()\n")


@pytest.mark.parametrize("program", BROKEN.values(), ids=BROKEN.keys())
def test_a_host_that_fails_stops_no_mail(thunderbird: Thunderbird, program: str | None) -> None:
    install_host(thunderbird.home, program)
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.sent()
    text = thunderbird.page.text()
    assert "Sent unchecked" in text
    assert "emailint hook status thunderbird" in text
    assert not thunderbird.page.shows("send")
    thunderbird.page.click("back")
    thunderbird.page.gone()


def test_a_host_that_hangs_costs_its_budget_and_no_more(thunderbird: Thunderbird) -> None:
    install_host(thunderbird.home, HANGS)
    thunderbird.options(timeout="1")
    thunderbird.compose("The budget", FORGOTTEN)
    started = time.monotonic()
    thunderbird.send()
    thunderbird.sent()
    assert 1 < time.monotonic() - started < 30  # it hangs for 60
    assert "Sent unchecked" in thunderbird.page.text()


def test_it_recovers_with_its_host(thunderbird: Thunderbird) -> None:
    install_host(thunderbird.home, None)
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.sent()
    thunderbird.page.click("back")
    thunderbird.page.gone()
    install_host(thunderbird.home)
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    assert "no file is attached" in thunderbird.page.text()


def test_a_wrong_config_is_told(thunderbird: Thunderbird) -> None:
    thunderbird.configure("[hook]\nstrit = true\n")
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.sent()
    text = thunderbird.page.text()
    assert "Sent unchecked" in text
    assert "did you mean 'strict'?" in text


def test_a_host_that_dies_meanwhile_changes_nothing(thunderbird: Thunderbird) -> None:
    thunderbird.compose("The plan for May", DOUBLED)
    thunderbird.send()
    thunderbird.page.text()
    thunderbird.suspend()
    install_host(thunderbird.home, None)
    thunderbird.page.click("fix")
    thunderbird.page.wait("return content.document.body.innerText.includes('could not check')")
    assert thunderbird.state()["body"] == DOUBLED
    assert "Before you send" in thunderbird.page.text()
    assert thunderbird.sink.nothing()


def test_strict_holds_the_mail(thunderbird: Thunderbird) -> None:
    """The user's config said so while the host could still be asked."""
    thunderbird.configure("[hook]\nstrict = true\n")
    thunderbird.compose("The plan for May", GOOD)
    thunderbird.send()
    thunderbird.sent()
    thunderbird.suspend()
    install_host(thunderbird.home, None)
    thunderbird.compose("The plan for May", GOOD)
    thunderbird.send()
    assert "Not sent: the check failed" in thunderbird.page.text()
    assert thunderbird.sink.nothing()
    assert not thunderbird.state()["locked"]
    thunderbird.page.fill("reason", "it can't wait")
    thunderbird.page.click("send")
    thunderbird.sent()


def test_the_options_may_be_strict_too(thunderbird: Thunderbird) -> None:
    install_host(thunderbird.home, None)
    thunderbird.options(strict=True)
    thunderbird.compose("The plan for May", GOOD)
    thunderbird.send()
    assert "Not sent: the check failed" in thunderbird.page.text()
    assert thunderbird.sink.nothing()


def test_strict_without_override_holds_for_good(thunderbird: Thunderbird) -> None:
    thunderbird.configure("[hook]\nstrict = true\noverride = false\n")
    thunderbird.compose("The plan for May", GOOD)
    thunderbird.send()
    thunderbird.sent()
    thunderbird.suspend()
    install_host(thunderbird.home, None)
    thunderbird.compose("The plan for May", GOOD)
    thunderbird.send()
    thunderbird.page.text()
    assert not thunderbird.page.shows("send")


@pytest.mark.parametrize("button", ["back", "send"])
def test_a_suspended_page_locks_no_window(thunderbird: Thunderbird, button: str) -> None:
    """The window that asks outlives the page that opened it."""
    thunderbird.compose("The budget", FORGOTTEN)
    thunderbird.send()
    thunderbird.page.text()
    thunderbird.suspend()
    assert thunderbird.suspended()
    assert not thunderbird.state()["locked"]
    thunderbird.page.click(button)
    if button == "send":
        thunderbird.sent()
    thunderbird.page.gone()


def test_an_idle_page_locks_no_window(thunderbird: Thunderbird) -> None:
    """Thunderbird itself suspends the page, which without a host has no port that keeps it."""
    thunderbird.pref("extensions.background.idle.timeout", 2000)
    thunderbird.uninstall()  # what runs already has its clock
    thunderbird.install()
    try:
        install_host(thunderbird.home, None)
        thunderbird.options(strict=True)
        thunderbird.compose("The plan for May", GOOD)
        thunderbird.send()
        thunderbird.page.text()
        end = time.monotonic() + 15
        while not thunderbird.suspended():
            assert time.monotonic() < end, "never suspended"
            time.sleep(0.2)
        assert not thunderbird.state()["locked"]
        thunderbird.page.fill("reason", "it can't wait")
        thunderbird.page.click("send")
        thunderbird.sent()
        install_host(thunderbird.home, SLOW)  # longer than the page may be idle
        thunderbird.compose("The budget", FORGOTTEN)
        thunderbird.send()
        assert "no file is attached" in thunderbird.page.text()
        assert not thunderbird.state()["locked"]
    finally:
        thunderbird.pref("extensions.background.idle.timeout", 30_000)
