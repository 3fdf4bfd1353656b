"""One Thunderbird for all tests of a module; its add-on, host and config are new for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from app import PROGRAM, Sink, Thunderbird, install_host


@pytest.fixture(scope="session")
def sink() -> Iterator[Sink]:
    with Sink() as sink:
        yield sink


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Thunderbird]:
    assert Path(PROGRAM).exists(), "no Thunderbird: scripts/integration/thunderbird.sh installs it"
    with Thunderbird(tmp_path_factory.mktemp("thunderbird"), sink) as thunderbird:
        yield thunderbird


@pytest.fixture
def thunderbird(running: Thunderbird) -> Iterator[Thunderbird]:
    """With the add-on and a host that works."""
    running.sink.mails.clear()
    install_host(running.home)
    running.configure()
    running.install()
    yield running
    running.close_windows()
    running.uninstall()
