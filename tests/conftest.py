"""What all tests share: the pack, and a home without the developer's own settings."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from emailint.pack import Pack, load_pack

settings.register_profile(
    "emailint", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("emailint")
# Who starts the tests may ignore or block Ctrl-C, and what they start would inherit that.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(cache=False)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the developer's config, cache, held drafts or the managed policy."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setattr("emailint.hooks.policy.MANAGED", home / "policy.toml")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in (
        "EMAILINT_CONFIG",
        "EMAILINT_SENDMAIL",
        "EMAILINT_OVERRIDE",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "EMAILINT_LANGUAGETOOL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LTP_PATH", str(home / "languagetool"))
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache of compiled cards for tests that start many processes: compiling takes a second."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def warm_cards(own_home: None, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cards are compiled already, as they are for every user but on the first run."""
    del own_home
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    load_pack()
