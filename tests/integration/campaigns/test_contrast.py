"""contrast-low finds the pairs of colours that axe-core finds in Chromium, light and dark."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import pytest

from emailint.campaign.colours import contrast
from emailint.campaign.elements import markup_of
from emailint.campaign.looks import Scheme, looks_of
from emailint.document import read

HERE = Path(__file__).parent
MODULES = HERE.parents[2] / "build" / "axe"
PAGES = 60
COLOURS = (
    "#000", "#222222", "#595959", "#767676", "#777", "#999", "#ccc", "#f4f1ea", "white", "#005a9e", "navy",
    "teal", "rgb(200, 30, 30)", "rgba(0, 0, 0, .6)", "hsl(40, 90%, 50%)", "#ffd54f", "transparent",
)  # fmt: skip
SELECTORS = (
    "p",
    "td",
    "a",
    "h2",
    ".a",
    ".b",
    "td .a",
    "table > tbody td",
    "p.a.b",
    "#i",
    "[class~=b]",
)
SIZES = ("12px", "14pt", "18pt", "19px", "24px", "120%", "1.5em")


def page(seed: int) -> str:
    """A mail of nested tables with colours in style sheets, style attributes and old attributes."""
    choose = random.Random(seed)

    def style() -> str:
        said = [f"color:{choose.choice(COLOURS)}", f"background:{choose.choice(COLOURS)}",
                f"background-color:{choose.choice(COLOURS)}", f"font-size:{choose.choice(SIZES)}",
                f"font-weight:{choose.choice(('bold', '400', 'inherit'))}"]  # fmt: skip
        important = ("", "", " !important")
        return ";".join(
            s + choose.choice(important) for s in choose.sample(said, choose.randint(0, 3))
        )

    def attributes() -> str:
        found = f' class="{choose.choice(("a", "b", "a b", ""))}" style="{style()}"'
        return found + choose.choice(("", ' bgcolor="#eeeeee"', ' bgcolor="333333"'))

    def text() -> str:
        name = choose.choice(("p", "h2", "p", "b", "span"))
        link = f'<a href="https://acme.example/"{attributes()}>Ver la oferta</a>'
        inner = choose.choice(
            ("Novedades de mayo", link, f"Hoy <b{attributes()}>sin falta</b> y ya")
        )
        return f"<{name}{attributes()}>{inner}</{name}>"

    rules = "".join(f"{choose.choice(SELECTORS)}{{{style()}}}" for _ in range(choose.randint(0, 6)))
    dark = "".join(f"{choose.choice(SELECTORS)}{{{style()}}}" for _ in range(choose.randint(0, 3)))
    cells = "".join(f"<tr><td{attributes()}>{text()}</td></tr>" for _ in range(4))
    nested = f"<table{attributes()}><tbody><tr><td{attributes()}>{text()}</td></tr></tbody></table>"
    return (
        f"<!doctype html><html><head><style>{rules}\n@media (prefers-color-scheme: dark) {{{dark}}}"
        f'</style></head><body style="background:#ffffff"><table{attributes()}><tbody>{cells}'
        f"<tr><td{attributes()}>{nested}</td></tr></tbody></table></body></html>"
    )


def too_pale(html: str, scheme: Scheme) -> set[tuple[str, str]]:
    markup = markup_of(read(html, kind="html"))
    assert markup is not None
    looks, pairs = looks_of(markup, scheme), set()
    for text in markup.shown_texts:
        look = looks.of(text.parent)
        assert look.colour is not None
        assert look.ground is not None
        colour = look.colour.over(look.ground)
        large = look.size >= (18.66 if look.bold else 24)
        # axe leaves out text of the colour of its ground: it may be hidden on purpose
        if 1.01 <= contrast(colour, look.ground) < (3 if large else 4.5):
            pairs.add((colour.hex, look.ground.hex))
    return pairs


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_same_pairs_as_axe(scheme: Scheme, tmp_path: Path) -> None:
    assert MODULES.is_dir(), "no axe-core: scripts/integration/axe.sh installs it"
    files = [tmp_path / f"{seed}.html" for seed in range(PAGES)]
    for seed, file in enumerate(files):
        file.write_text(page(seed), encoding="utf-8")
    command = ["node", str(HERE / "axe.mjs"), str(MODULES), scheme, *map(str, files)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout
    theirs = [{tuple(pair) for pair in json.loads(line)} for line in told.splitlines()]
    ours = [too_pale(page(seed), scheme) for seed in range(PAGES)]
    wrong = [(seed, a ^ b) for seed, (a, b) in enumerate(zip(theirs, ours, strict=True)) if a != b]
    assert wrong == []
    assert sum(map(len, ours)) > PAGES
