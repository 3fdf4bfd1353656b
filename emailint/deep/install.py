"""LanguageTool's jars: from Maven Central, each held against its checksum, to where the library
`language-tool-python` looks for them. Some 120 MB.

The lock names what the languages of `languages` need (`scripts/integration/languagetool.xml` says
it to Maven); Catalan is among them because LanguageTool's own language detection needs it.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from emailint.model import EmailintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VERSION: Final = "6.8"
SOURCE: Final = "https://repo1.maven.org/maven2"
JAR: Final = "languagetool-server.jar"
"""The jar that the library starts. It holds nothing but the names of the others."""
_LIBRARY: Final = "libs"
_TIMEOUT: Final = 60.0


def is_installed(folder: Path) -> bool:
    """Whether `folder` holds a LanguageTool that is complete."""
    return (folder / JAR).is_file()


def install(folder: Path, source: str = SOURCE, step: Callable[[str], None] = print) -> int:
    """Put the jars into `folder`; how many bytes came. `source`: the address or the folder of a Maven
    repository. `step` is told each jar. Raises EmailintError, and what is half done stays unused.
    """
    if "://" not in source and not Path(source).is_dir():
        raise EmailintError(
            f"{source}: no such folder; "
            "--from takes the address or the folder of a Maven repository"
        )
    library = folder / _LIBRARY
    library.mkdir(parents=True, exist_ok=True)
    size = 0
    names = []
    for sha256, path in _lock():
        name = path.rpartition("/")[2]
        names.append(name)
        target = library / name
        if not (target.is_file() and _sum(target) == sha256):
            step(name)
            part = target.with_name(name + ".part")
            _fetch(source, path, part)
            if _sum(part) != sha256:
                part.unlink()
                raise EmailintError(
                    f"{source}/{path}: not the file that it should be (its SHA-256)"
                )
            part.replace(target)
            size += target.stat().st_size
    _write_manifest(folder / JAR, [f"{_LIBRARY}/{name}" for name in names])
    return size


def _lock() -> Iterator[list[str]]:
    text = Path(__file__).with_name("languagetool.lock").read_text(encoding="ascii")
    return (line.split() for line in text.splitlines())


def _fetch(source: str, path: str, target: Path) -> None:
    if "://" not in source:
        try:
            shutil.copyfile(Path(source, path), target)
        except FileNotFoundError:
            raise EmailintError(
                f"{source}: {path} is missing there; Maven fetches what it lacks"
            ) from None
        except OSError as error:
            raise EmailintError(f"{error.filename}: {error.strerror}") from None
        return
    from urllib.error import URLError
    from urllib.request import urlopen

    address = f"{source.rstrip('/')}/{path}"
    try:
        with urlopen(address, timeout=_TIMEOUT) as answer, target.open("wb") as file:
            shutil.copyfileobj(answer, file)
    except (URLError, TimeoutError, ConnectionError) as error:
        raise EmailintError(
            f"{address}: {getattr(error, 'reason', error)}; where this computer can't download, "
            f"let Maven fetch the jars elsewhere and name the folder of its repository: --from FOLDER"
        ) from None


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _write_manifest(jar: Path, names: list[str]) -> None:
    """A jar with nothing but a manifest, whose lines hold 72 bytes at most."""
    line = f"Class-Path: {' '.join(names)}"
    head, rest = line[:72], line[72:]
    lines = [head, *(f" {rest[at : at + 71]}" for at in range(0, len(rest), 71))]
    manifest = "\r\n".join(["Manifest-Version: 1.0", *lines, "", ""])
    part = jar.with_name(jar.name + ".part")
    with zipfile.ZipFile(part, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", manifest)
    part.replace(jar)
