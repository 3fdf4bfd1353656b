"""The page of a study in a real browser: accessible, still, nothing cut off, wide or narrow."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).parents[2]))
from study_results import EMPTY, STUDY

from emailint.study.as_html import as_html
from emailint.study.model import Study


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("study", "ui"), [(STUDY, "es"), (STUDY, "en"), (EMPTY, "en")], ids=["es", "en", "empty"]
)
def test_axe_finds_no_violation(
    chromium: Browser, axe: str, tmp_path: Path, study: Study, ui: str, width: int, scheme: str
) -> None:
    (tmp_path / "s.html").write_text(as_html(study, ui), encoding="utf-8")
    context = chromium.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto((tmp_path / "s.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_each_picture_is_shown_once_and_no_text_leaves_it(
    chromium: Browser, tmp_path: Path, width: int
) -> None:
    (tmp_path / "s.html").write_text(as_html(STUDY, "es"), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "s.html").as_uri())
    shown = page.evaluate(
        "[...document.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width).length"
    )
    assert shown == page.locator("figure").count()
    outside = page.evaluate("""[...document.querySelectorAll('svg text')].filter(text => {
        const box = text.ownerSVGElement.getBoundingClientRect(), own = text.getBoundingClientRect();
        return own.width && (own.left < box.left - 1 || own.right > box.right + 1
            || own.top < box.top - 1 || own.bottom > box.bottom + 1);
    }).map(text => text.textContent)""")
    assert outside == []
    page.context.close()
