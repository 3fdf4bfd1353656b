"""PATH -> parts: the units of work, named by what they hold, so that none is read twice.

A part's name is made of its bytes where they are cheap to see (a local mbox), else of what the
file system or object store says of them (size, time, ETag). An mbox that grew has a new last part
and the old others; a folder with new files has them in new parts.
"""

from __future__ import annotations

import mmap
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from emailint.mbox import is_separator
from emailint.model import EmailintError
from emailint.sources import find_files
from emailint.study.state import is_url
from emailint.study.streams import END, border, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PART: Final = 4_000_000
"""Bytes of an mbox in one part: a second's work, so that little is lost where a run is stopped."""
FILES: Final = 500
"""Messages in one part of a folder."""
FILES_NAME: Final = "files-"
"""How names of their parts begin."""
_LARGE: Final = 4_000_000_000  # bytes of an mbox from which its parts are larger
_UNPACKED: Final = 4  # how many times larger mail is than when packed; the last part takes more
_PACKED_PARTS: Final = 16  # each unpacks all that lies before it
_HEAD: Final = 4096


class Part(NamedTuple):
    """A piece of an archive that one process reads.

    "mbox": the messages of the file `path` whose separator lies in `start:end` (of the unpacked
    bytes); "table": row group `start` of a Parquet file; "files": the messages `files`. `size` in
    bytes is for the progress, `name` says what it holds; `holds` are the names of the files.
    """

    kind: Literal["mbox", "table", "files"]
    path: str
    name: str
    size: int
    start: int = 0
    end: int = END
    files: tuple[str, ...] = ()
    holds: bytes = b""


class _Single(NamedTuple):
    """A file that holds one message: `name` stays the same when a Maildir's flags change."""

    path: str
    name: bytes
    size: int


def find_parts(path: str, kept: Iterable[tuple[str, bytes]] = ()) -> list[Part]:
    """The parts of what lies at `path`: a file, a folder, a Maildir, or a URL of those.

    `kept`: names and `holds` of the parts of files that are done. Raises EmailintError where there
    is nothing at `path`.
    """
    found = _remote(path) if is_url(path) else _local(path)
    parts: list[Part] = []
    singles: list[_Single] = []
    for one in found:
        (parts if isinstance(one, Part) else singles).append(one)  # type: ignore[arg-type]
    return [*parts, *_slices(singles, kept)]


def _slices(singles: list[_Single], kept: Iterable[tuple[str, bytes]]) -> Iterator[Part]:
    """Files in parts: as they were put together before, as far as all of them are still there."""
    left = {one.name: one for one in singles}
    for name, holds in kept:
        names = [holds[at : at + 8] for at in range(0, len(holds), 8)]
        if names and all(one in left for one in names):
            files = [left.pop(one) for one in names]
            yield _slice(files)._replace(name=name)
    rest = list(left.values())
    for at in range(0, len(rest), FILES):
        yield _slice(rest[at : at + FILES])


def _slice(files: list[_Single]) -> Part:
    holds = b"".join(one.name for one in files)
    size = sum(one.size for one in files)
    return Part(
        "files",
        "",
        FILES_NAME + _name(holds),
        size,
        files=tuple(f.path for f in files),
        holds=holds,
    )


def _local(path: str) -> Iterator[Part | _Single]:
    top = Path(path)
    if not top.exists():
        raise EmailintError(f"{path}: no such file or folder")
    for table in sorted(top.rglob("*.parquet")) if top.is_dir() else ():
        yield from _table(str(table), _stat(table))
    for file in find_files([path]):
        if file.suffix == ".parquet":
            yield from _table(str(file), _stat(file))
            continue
        size = file.stat().st_size
        if not size:
            continue
        if file.parent.name not in ("cur", "new") and _is_mbox(file):
            if file.name.lower().endswith(".gz"):
                yield from _ranges(str(file), size, _stat(file))
            else:
                yield from _exact(file, size)
        else:
            base = str(file.relative_to(top)) if file != top else file.name
            base = base.replace("/new/", "/cur/").replace("new/", "cur/", 1)
            name = f"{base.partition(':2,')[0]}:{_stat(file)}"
            yield _Single(str(file), blake2b(name.encode(), digest_size=8).digest(), size)


def _stat(file: Path) -> str:
    stat = file.stat()
    return f"{stat.st_size}:{stat.st_mtime_ns}"


def _is_mbox(file: Path) -> bool:
    import gzip
    import zlib

    try:
        with gzip.open(file) if file.name.lower().endswith(".gz") else file.open("rb") as stream:
            return is_separator(stream.read(_HEAD))
    except (OSError, EOFError, zlib.error):  # will be reported when it is read
        return False


def _exact(file: Path, size: int) -> Iterator[Part]:
    """The parts of a local mbox, from one message's start to another's."""
    step = _step(size)
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = 0
        while start < size:
            end = min(border(data, start + step), size)
            name = _name(data[start:end])
            yield Part("mbox", str(file), name, end - start, start, end)
            start = end


def _ranges(path: str, size: int, stamp: str) -> Iterator[Part]:
    """The parts of an mbox that isn't looked into: whoever reads one finds its borders."""
    packed = path.lower().endswith(".gz")
    unpacked = size * _UNPACKED if packed else size
    step = max(PART, unpacked // _PACKED_PARTS) if packed else _step(size)
    for start in range(0, max(unpacked, 1), step):
        end = start + step if start + step < unpacked else END
        yield Part(
            "mbox", path, _name(f"{path}:{stamp}:{start}:{end}"),
            min(step, unpacked - start) // (_UNPACKED if packed else 1), start, end,
        )  # fmt: skip


def _step(size: int) -> int:
    return PART if size < _LARGE else 16 * PART


def _table(path: str, stamp: str) -> Iterator[Part]:
    import pyarrow.parquet as pq

    try:
        with opened(path) as stream:
            metadata = pq.ParquetFile(stream).metadata
        sizes = [metadata.row_group(n).total_byte_size for n in range(metadata.num_row_groups)]
    except (OSError, ValueError):  # will be reported when it is read
        sizes = [0]
    for group, size in enumerate(sizes):
        yield Part("table", path, _name(f"{path}:{stamp}:{group}"), size, group)


def _remote(url: str) -> Iterator[Part | _Single]:
    from fsspec.core import url_to_fs

    fs, root = url_to_fs(url)
    try:
        found = {root: fs.info(root)} if fs.isfile(root) else fs.find(root, detail=True)
    except FileNotFoundError:
        found = {}
    if not found:
        raise EmailintError(f"{url}: no such file or folder")
    for path, info in sorted(found.items()):
        times = (info.get(name) for name in ("ETag", "LastModified", "mtime", "created"))
        stamp = f"{info['size']}:{next((str(time) for time in times if time), '')}"
        full = fs.unstrip_protocol(path)
        suffix = Path(path.lower().removesuffix(".gz")).suffix
        if suffix == ".parquet":
            yield from _table(full, stamp)
        elif suffix in (".mbox", ".txt", ""):
            yield from _ranges(full, info["size"], stamp)
        elif suffix == ".eml":
            name = blake2b(f"{full}:{stamp}".encode(), digest_size=8).digest()
            yield _Single(full, name, info["size"])


def _name(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    return blake2b(data, digest_size=12).hexdigest()
