"""What is no regular file is written to, and never replaced or given another mode."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from emailint.files import make_private, write
from emailint.output import opened

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes as POSIX has them")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A named pipe, as /dev/null is a device, and the end that reads it."""
    path = tmp_path / "pipe"
    os.mkfifo(path, 0o622)
    path.chmod(0o622)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield path, reader
    os.close(reader)
    assert stat.filemode(path.stat().st_mode) == "prw--w--w-"
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]


def test_a_report_goes_through_a_pipe(pipe: tuple[Path, int]) -> None:
    path, reader = pipe
    with opened(path, for_programs=True) as out:
        out.write("año")
    assert os.read(reader, 99) == "año".encode()


def test_a_file_in_one_step_goes_through_a_pipe(pipe: tuple[Path, int]) -> None:
    path, reader = pipe
    write(path, b"data")
    assert os.read(reader, 99) == b"data"


def test_a_pipe_keeps_its_mode(pipe: tuple[Path, int]) -> None:
    make_private(pipe[0])


def test_a_report_to_a_link_goes_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with opened(tmp_path / "link", for_programs=True) as out:
        out.write("x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "x"
    make_private(tmp_path / "file")
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
