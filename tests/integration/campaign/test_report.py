"""The HTML report on a campaign in a real browser: accessible, still, and worth looking at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Outside
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[2]))
from campaign_samples import ENGLISH, HOSTILE, NEWSLETTER
from campaign_samples import page as hostile_page

DOCS = Path(__file__).parents[3] / "docs" / "campaign"
SHOWN = ("pins", "light", "dark", "bare", "text", "fixed")


def report(folder: Path, draft: str, ui: str = "es") -> str:
    """The address of the report on a draft, made as a user makes it in its folder."""
    (folder / "mayo.eml").write_text(draft, encoding="utf-8")
    options = ["--profile", "campaign", "--ui-language", ui, "--send-at", "2026-05-05T10:00"]
    done = subprocess.run(
        [sys.executable, "-m", "emailint", "check", *options, "-f", "html", "-o", "r.html", "mayo.eml"],
        cwd=folder, check=False, env=os.environ | {"LC_ALL": ui},
    )  # fmt: skip
    assert done.returncode in (0, 1)
    return (folder / "r.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(
    chromium: Browser, axe: str, tmp_path: Path, scheme: str, width: int
) -> None:
    context = chromium.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(report(tmp_path, NEWSLETTER))
    page.evaluate(axe)
    for shown in SHOWN:
        page.locator(f".to-{shown} + span").click()
        found = page.evaluate("axe.run(document, {iframes: false})")
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    context.close()


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_in_a_mail_runs_or_fetches(
    chromium: Browser, outside: Outside, tmp_path: Path, body: str
) -> None:
    page = chromium.new_page()
    address = report(tmp_path, hostile_page(body))
    page.goto(address)
    title = page.title()
    for shown in SHOWN:
        if page.locator(f".to-{shown}").count():
            page.locator(f".to-{shown} + span").click()
            for frame in page.frames[1:]:
                if frame.url == "about:srcdoc" and (click := frame.query_selector("#click")):
                    click.dispatch_event("click")
    page.wait_for_timeout(150)
    assert page.title() == title
    assert page.url == address
    assert outside.calls == 0
    assert len(page.context.pages) == 1
    page.context.close()


def test_scripts_and_calls_would_be_seen(
    chromium: Browser, outside: Outside, tmp_path: Path
) -> None:
    """The test above can fail: without the sandbox and the policy a mail's script runs."""
    page = chromium.new_page()
    path = Path(report(tmp_path, hostile_page(HOSTILE[0])).removeprefix("file://"))
    weak = path.read_text(encoding="utf-8").replace('sandbox=""', "")
    weak = weak.replace("default-src 'none'", "default-src * 'unsafe-inline'")
    path.write_text(weak, encoding="utf-8")
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert page.title() == "owned"
    assert outside.calls > 0
    page.context.close()


def test_buttons_show_one_mail_at_a_time(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(report(tmp_path, NEWSLETTER))
    for shown in SHOWN:
        page.locator(f".to-{shown} + span").click()
        visible = page.eval_on_selector_all(
            ".shown", "all => all.filter(e => e.offsetParent).map(e => e.className)"
        )
        assert visible == [f"shown of-{shown}"]
    page.locator(".to-pins + span").click()
    frame = page.locator(".of-pins iframe")
    wide = frame.bounding_box()
    page.locator(".to-phone + span").click()
    narrow = frame.bounding_box()
    assert wide
    assert narrow
    assert wide["width"] > 600
    assert narrow["width"] == 375
    page.context.close()


def test_keys_work(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(report(tmp_path, NEWSLETTER))
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator(".to-light").is_checked()
    page.context.close()


def test_it_prints_to_pdf(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    page.goto(report(tmp_path, NEWSLETTER))
    made = page.pdf(format="A4", print_background=True)
    assert made.startswith(b"%PDF")
    assert len(made) > 20_000
    page.context.close()


@pytest.mark.parametrize(
    ("name", "ui", "scheme", "width", "click"),
    [
        ("report-en", "en", "light", 1280, "pins"), ("report-es", "es", "light", 1280, "pins"),
        ("report-dark-es", "es", "dark", 1280, "dark"), ("report-phone-es", "es", "light", 390, "pins"),
        ("mail-phone-en", "en", "light", 1280, "phone"),
    ],
)  # fmt: skip
def test_screenshots(
    chromium: Browser, tmp_path: Path, name: str, ui: str, scheme: str, width: int, click: str
) -> None:
    context = chromium.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 1000 if width > 500 else 844}
    )
    page = context.new_page()
    page.goto(report(tmp_path, ENGLISH if ui == "en" else NEWSLETTER, ui))
    page.locator(f".to-{click} + span").click()
    page.wait_for_timeout(200)
    if width < 500:
        page.locator(".stage").scroll_into_view_if_needed()
    DOCS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=DOCS / f"{name}.png")
    context.close()
