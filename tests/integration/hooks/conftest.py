"""A user whose hooks emailint installs, and the server that the user's mail goes to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sending import Sink, User


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as sink:
        yield sink


@pytest.fixture
def user(tmp_path: Path, sink: Sink) -> User:
    return User(tmp_path / "home", sink.port)
