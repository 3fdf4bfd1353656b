"""A study on a Dask cluster of several processes, one of which is killed at work."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers import until
from study_samples import archive, kept, mbox

from emailint.model import EmailintError
from emailint.study import observe, parts

# Dask's own, at its start and end; ours would have another origin.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore:.*:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.mark.usefixtures("warm_cards")
def test_a_killed_worker_changes_nothing(
    tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 6_000)
    file = tmp_path / "list.mbox"
    file.write_bytes(mbox(archive(500)))
    total = len(parts.find_parts(str(file)))
    here, there = tmp_path / "here", tmp_path / "there"
    for state in (here, there):  # the same key, so that the hashes can be compared
        state.mkdir(mode=0o700)
        (state / "key").write_bytes(b"k" * 32)
    expected = observe([str(file)], state=str(here), jobs=1)

    killed: list[int] = []

    def kill() -> None:
        until(lambda: len(kept(there)) >= 3)
        process = next(iter(cluster.workers.values())).pid
        os.kill(process, signal.SIGKILL)
        killed.append(len(kept(there)))

    killer = threading.Thread(target=kill)
    killer.start()
    found = observe([str(file)], state=str(there), scheduler=cluster.scheduler_address)
    killer.join()
    assert 3 <= killed[0] < total  # in the middle
    assert found.equals(expected)
    assert len(kept(there)) == total
    assert {path.name: path.read_bytes() for path in kept(there)} == {
        path.name: path.read_bytes() for path in kept(here)
    }


def test_where_no_scheduler_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAILINT_DASK_TIMEOUT", "200ms")
    file = tmp_path / "list.mbox"
    file.write_bytes(mbox(archive(10)))
    with pytest.raises(EmailintError, match="no Dask scheduler answers"):
        observe([str(file)], state=str(tmp_path / "state"), scheduler="tcp://127.0.0.1:9")
