"""Debian's Chromium for the HTML report."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[3]


class Outside:
    """Stands for the hosts of hostile mails: counts who calls them."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.calls += 1
            connection.close()


@pytest.fixture(scope="session")
def network() -> Outside:
    return Outside()


@pytest.fixture
def outside(network: Outside) -> Outside:
    network.calls = 0
    return network


@pytest.fixture(scope="session")
def chromium(network: Outside) -> Iterator[Browser]:
    """The browser that Debian has; a missing one fails."""
    path = shutil.which("chromium")
    assert path, "chromium is missing: scripts/integration/campaign.sh"
    rules = f"--host-resolver-rules=MAP evil.example 127.0.0.1:{network.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", rules])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return (ROOT / "build/axe/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
