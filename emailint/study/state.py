"""The folder of a study: its key, and what each part of an archive gave, as Parquet.

A folder of this machine is its owner's alone. One in an object store (any URL that fsspec knows)
is as private as whoever keeps the bucket makes it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from emailint.pack import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY: Final = "key"
_PRIVATE: Final = 0o600


def is_url(path: str) -> bool:
    """Whether fsspec is to open it: `s3://…`, `gs://…`, `memory://…`."""
    return "://" in path


class State:
    """Files below one folder, local or remote, each written whole or not at all."""

    def __init__(self, folder: str | None) -> None:
        self.folder = folder or str(cache_folder() / "study")
        self._fs: Any = None
        self._made: set[str] = set()
        if is_url(self.folder):
            from fsspec.core import url_to_fs

            self._fs, self._root = url_to_fs(self.folder)

    def key(self) -> bytes:
        """The key of this folder's hashes, made when first asked for."""
        key = self._read(_KEY)
        if key is None:
            self._write(_KEY, secrets.token_bytes(32), fresh=True)
            key = self._read(_KEY)  # of two runs that start at once one has made it
        assert key is not None
        return key

    def names(self, folder: str) -> set[str]:
        """The files in `folder`."""
        if self._fs is not None:
            try:
                found = self._fs.ls(f"{self._root}/{folder}", detail=False, refresh=True)
            except FileNotFoundError:
                return set()
            return {path.rpartition("/")[2] for path in found}
        try:
            found = [path.name for path in (Path(self.folder) / folder).iterdir()]
        except FileNotFoundError:
            return set()
        return {name for name in found if not name.startswith(".")}  # not half written

    def save(self, name: str, table: pa.Table) -> None:
        """Keep a table under `name`: it is there whole, or not there."""
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        self._write(name, sink.getvalue())

    def load(self, name: str) -> pa.Table:
        """What was saved. Raises OSError or ArrowInvalid where it is damaged."""
        data = self._read(name)
        if data is None:
            raise FileNotFoundError(name)
        return pq.read_table(pa.BufferReader(data))

    def metadata(self, name: str) -> dict[bytes, bytes]:
        """The notes that a saved table carries."""
        if self._fs is not None:
            with self._fs.open(f"{self._root}/{name}") as stream:
                return pq.read_schema(stream).metadata or {}
        return pq.read_schema(Path(self.folder) / name).metadata or {}

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            if self._fs is not None:
                self._fs.rm(f"{self._root}/{name}")
            else:
                (Path(self.folder) / name).unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        try:
            if self._fs is not None:
                content: bytes = self._fs.cat_file(f"{self._root}/{name}")
                return content
            return (Path(self.folder) / name).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, data: Any, *, fresh: bool = False) -> None:
        if self._fs is not None:  # an object is there whole or not at all
            with self._fs.open(f"{self._root}/{name}", "wb") as stream:
                stream.write(data)
            return
        path = Path(self.folder) / name
        folder = str(path.parent)
        if folder not in self._made:
            for each in (Path(self.folder), path.parent):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._made.add(folder)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        try:
            file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
            with os.fdopen(file, "wb") as stream:
                stream.write(data)
            if fresh:
                os.link(temporary, path)  # never over a key that is there
            else:
                temporary.replace(path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink(missing_ok=True)
