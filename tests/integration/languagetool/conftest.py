"""The real LanguageTool, as `scripts/integration/languagetool.sh` has put it there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from emailint.deep import server
from emailint.deep.install import is_installed
from emailint.deep.local_server import folder

PLACE = Path(__file__).parents[3] / "build/languagetool"


@pytest.fixture(scope="session")
def languagetool() -> Iterator[str]:
    """The address of one server for all tests; what is missing fails."""
    assert shutil.which("java"), "Java is missing: scripts/integration/languagetool.sh"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LTP_PATH", str(PLACE))
        assert is_installed(folder()), (
            "LanguageTool is missing: scripts/integration/languagetool.sh"
        )
        launched = server._launch(detached=False)
    yield launched.address
    launched.end()


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, own_home: None) -> Iterator[None]:
    """Where LanguageTool is; servers that a test starts end with it."""
    del own_home
    monkeypatch.setenv("LTP_PATH", str(PLACE))
    monkeypatch.setenv("EMAILINT_LANGUAGETOOL", "")
    monkeypatch.setattr(server, "_own", None)
    yield
    server.stop()
    if server._own is not None:
        server._own.end()
