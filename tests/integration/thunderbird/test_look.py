"""The windows in Spanish and English, light and dark; with EMAILINT_SCREENSHOTS=docs/hooks they are
written there, for the documentation."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from app import Sink, Thunderbird, install_host

EN = """Hi Luis,

Please find attached the the budget for the harbour. Could you tell me by Thursday whether it fits?

Thank you,
Marta
"""
ES = """Hola, Luis:

Te adjunto el presupuesto del puerto, con el el plano. ¿Me dices antes del jueves si te encaja?

Gracias,
Marta
"""


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Thunderbird]:
    home = tmp_path_factory.mktemp("spanish")
    install_host(home)
    prefs = {"intl.locale.requested": "es-ES"}
    with Thunderbird(home, sink, **prefs) as thunderbird:
        thunderbird.configure()
        thunderbird.install()
        yield thunderbird


def picture(thunderbird: Thunderbird, name: str, window: int = -1) -> tuple[int, int]:
    """Take a picture of the newest window (or another one); its width and height."""
    handles = thunderbird.marionette.command("WebDriver:GetWindowHandles")
    taken = thunderbird.marionette.screenshot(handles[window])
    if folder := os.environ.get("EMAILINT_SCREENSHOTS"):
        Path(folder, name).write_bytes(taken)
    assert len(taken) > 5_000, "nothing is drawn"
    width, height = struct.unpack(">II", taken[16:24])
    return int(width), int(height)


def test_spanish_thunderbird_speaks_spanish(spanish: Thunderbird) -> None:
    spanish.compose("PRESUPUESTO DEL PUERTO", ES)
    spanish.send()
    text = spanish.page.text()
    for part in (
        "Antes de enviar", "Hay 3 cosas que mirar.", "Advertencia", "Línea 3", "Asunto",
        "no hay ningún archivo adjunto", "Motivo (opcional)", "Corrígelo por mí", "Enviar así",
        "Volver",
    ):  # fmt: skip
        assert part in text
    assert spanish.page.eval("return content.document.documentElement.lang") == "es"
    picture(spanish, "thunderbird.es.png")
    spanish.page.click("fix")
    spanish.page.wait("return content.document.getElementById('undo').checkVisibility()")
    assert "Se ha corregido 1 cosa. Hay 2 cosas que mirar." in spanish.page.text()
    spanish.close_windows()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_window_light_and_dark(thunderbird: Thunderbird, scheme: str) -> None:
    thunderbird.pref("ui.systemUsesDarkTheme", int(scheme == "dark"))
    try:
        thunderbird.compose("HARBOUR BUDGET REVIEW", EN)
        thunderbird.send()
        assert "3 things to look at." in thunderbird.page.text()
        back = "return content.getComputedStyle(content.document.body).backgroundColor"
        dark = thunderbird.page.eval(back) == "rgb(24, 24, 27)"
        assert dark is (scheme == "dark")
        picture(thunderbird, f"thunderbird{'-dark' if dark else ''}.png")
    finally:
        thunderbird.pref("ui.systemUsesDarkTheme", 0)


def test_the_notice(thunderbird: Thunderbird) -> None:
    install_host(thunderbird.home, None)
    thunderbird.compose("Harbour budget review", EN)
    thunderbird.send()
    thunderbird.sent()
    thunderbird.page.text()
    picture(thunderbird, "thunderbird-unchecked.png")


def test_the_options(thunderbird: Thunderbird) -> None:
    page = thunderbird.options()
    assert "Ask before sending" in page.eval("return content.document.body.innerText")
    picture(thunderbird, "thunderbird-options.png", window=0)


LABELLED = """
const fields = [...content.document.querySelectorAll("button, input, select")];
return fields.filter((field) => field.checkVisibility())
    .filter((field) => !field.textContent.trim() && !field.labels?.[0]?.textContent.trim())
    .map((field) => field.outerHTML);
"""


def test_all_can_be_named_and_reached_by_keys(thunderbird: Thunderbird) -> None:
    thunderbird.compose("HARBOUR BUDGET REVIEW", EN)
    thunderbird.send()
    thunderbird.page.text()
    assert thunderbird.page.eval(LABELLED) == []
    thunderbird.page.wait("return content.document.activeElement?.id === 'back'")
    assert thunderbird.page.eval("return content.document.title").endswith("Before you send")
    assert thunderbird.options().eval(LABELLED) == []
