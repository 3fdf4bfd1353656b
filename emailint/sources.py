"""Where drafts come from: files, folders, mboxes, Maildirs, standard input; one after another.

Everything is lazy: an mbox of many hundred megabytes is read a message at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple, cast

from emailint.fields import starts_with_header
from emailint.mbox import TooLarge, is_separator, split_mbox

Kind = Literal["message", "html", "compiled", "text"]

MAX_BYTES: Final = 100_000_000
"""A message larger than this is refused: mail systems stop at 25 to 150 MB, and memory must
stay bounded whatever is piped in."""
_HEAD: Final = 4096

_MESSAGES: Final = frozenset({".eml", ".emlx", ".mbox"})
_PAGES: Final = frozenset({".html", ".htm"})
_TEMPLATES: Final = _PAGES | {".mjml"}
_DRAFTS: Final = frozenset({".txt", ".md"})
_REFUSED: Final = {
    ".msg": "Outlook's .msg files are not read; save the draft as .eml",
    ".oft": "Outlook's .oft templates are not read; save the draft as .eml",
    ".pst": "Outlook's .pst stores are not read; export them as mbox",
}
_BOXES: Final = ("cur", "new")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .msg files
_HTML_STARTS: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<!--")


class Source(NamedTuple):
    """One draft. `path` as it is shown ("-" is standard input), `index` counts the messages of
    one path from 0, `kind` says what `raw` is, `line` is the line of the file on which it starts.

    `raw` holds the bytes as they are, save that UTF-16 is turned to UTF-8, that an mbox's
    ">From " is unescaped and that the envelope of an mbox or an .emlx is taken off. "compiled" is
    the HTML that an MJML template makes. `fields` are those of a template that lie beside it.
    """

    path: str
    index: int  # type: ignore[assignment]  # a draft is no list to search: tuple.index may go
    raw: bytes
    kind: Kind
    line: int = 1
    fields: bytes = b""


class SourceError(NamedTuple):
    """A path that couldn't be read, or not to its end."""

    path: str
    error: str


class _File(NamedTuple):
    path: Path
    shown: str
    suffix: str


def read_sources(
    paths: Iterable[str], stdin: Callable[[], bytes], stdin_filename: str = ""
) -> Iterator[Source | SourceError]:
    """The drafts below `paths`, lazily and in order; what can't be read is a SourceError.

    `stdin` is called for the path "-"; `stdin_filename` names what it gives, its suffix tells
    its kind. Folders are read recursively in the order of names, without hidden files.
    """
    for path in paths:
        if path == "-":
            yield from _from_stdin(stdin(), stdin_filename)
            continue
        for found in _find(path):
            if isinstance(found, SourceError):
                yield found
            else:
                yield from _from_file(found)


def find_files(paths: Iterable[str]) -> Iterator[Path]:
    """The files that `read_sources` would open, without opening them; "-" stands for itself."""
    for path in paths:
        if path == "-":
            yield Path(path)
            continue
        yield from (found.path for found in _find(path) if isinstance(found, _File))


def is_mailbox(path: str) -> bool:
    """Whether there may be more than one message at `path`."""
    if path == "-":
        return False
    if Path(path).is_dir() or path.lower().endswith((".mbox", ".gz")):
        return True
    try:
        with Path(path).open("rb") as file:
            return is_separator(file.read(1000))
    except OSError:  # will be reported when it is read
        return False


def _from_stdin(raw: bytes, filename: str) -> Iterator[Source | SourceError]:
    from io import BytesIO

    yield from _from_stream(BytesIO(raw), filename or "-", _suffix(filename))


def _from_file(file: _File) -> Iterator[Source | SourceError]:
    import zlib

    path, shown, suffix = file
    if suffix in _REFUSED:
        yield SourceError(shown, _REFUSED[suffix])
        return
    try:
        with path.open("rb") as stream:
            if path.name.lower().endswith(".gz"):
                import gzip

                with gzip.open(stream) as unpacked:
                    yield from _from_stream(cast("BinaryIO", unpacked), shown, suffix)
            elif suffix in _TEMPLATES:
                yield from _from_template(stream, path, shown, suffix)
            else:
                yield from _from_stream(stream, shown, suffix)
    except (OSError, EOFError, zlib.error, ValueError) as error:
        yield _failure(shown, error)


def _failure(shown: str, error: Exception) -> SourceError:
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(shown, reason[:1].lower() + reason[1:])


def _from_stream(stream: BinaryIO, shown: str, suffix: str) -> Iterator[Source | SourceError]:
    head = stream.read(_HEAD)
    if not head:
        yield SourceError(shown, "the file is empty" if shown != "-" else "the input is empty")
    elif suffix == ".mbox" or is_separator(head):
        yield from _from_mbox(stream, head, shown)
    else:
        raw = head + stream.read(max(0, MAX_BYTES + 1 - len(head)))
        if len(raw) > MAX_BYTES:
            yield SourceError(shown, _too_large())
        else:
            yield _single(raw, shown, suffix)


def _from_template(
    stream: BinaryIO, path: Path, shown: str, suffix: str
) -> Iterator[Source | SourceError]:
    """A campaign template with the fields that lie beside it, MJML made HTML."""
    from emailint.front_matter import read_front_matter
    from emailint.templates import TemplateError, compile_mjml, sidecar

    for found in _from_stream(stream, shown, ".html"):
        if isinstance(found, SourceError) or found.kind != "html":
            yield found
            continue
        try:
            fields = sidecar(path)
            if suffix in _PAGES:
                yield found._replace(fields=fields)
                continue
            start = read_front_matter(found.raw).content
            html = compile_mjml(found.raw[start:], path)
            yield Source(shown, 0, html, "compiled", fields=found.raw[:start] or fields)
        except TemplateError as error:
            yield SourceError(shown, str(error))


def _is_piece(path: Path) -> bool:
    """Whether this is MJML that others include, and no template by itself."""
    if path.suffix.lower() != ".mjml":
        return False
    try:
        return b"<mjml" not in path.read_bytes()[:MAX_BYTES]
    except OSError:  # will be reported when it is read
        return False


def _from_mbox(stream: BinaryIO, head: bytes, shown: str) -> Iterator[Source | SourceError]:
    for index, (line, raw) in enumerate(split_mbox(stream, head, MAX_BYTES)):
        if isinstance(raw, TooLarge):
            yield SourceError(shown, f"message {index + 1}: {_too_large()}")
        else:
            yield Source(shown, index, raw, "message", line)


def _too_large() -> str:
    return f"larger than {MAX_BYTES // 1_000_000} MB"


def _single(raw: bytes, shown: str, suffix: str) -> Source | SourceError:
    if raw.startswith(_OLE):
        return SourceError(shown, _REFUSED[".msg"])
    raw = _without_utf16(raw)
    if b"\0" in raw[:_HEAD] and suffix not in _DRAFTS and not starts_with_header(raw):
        return SourceError(shown, "neither mail nor text")
    if suffix == ".emlx":
        raw, line = _without_envelope(raw)
        return Source(shown, 0, raw, "message", line)
    if suffix in _MESSAGES:
        return Source(shown, 0, raw, "message")
    if suffix in _PAGES:
        return Source(shown, 0, raw, "html")
    if suffix in _TEMPLATES:
        return SourceError(shown, "MJML is read from a file: it may include others")
    if starts_with_header(raw):
        return Source(shown, 0, raw, "message")
    is_page = suffix not in _DRAFTS and _is_page(raw)
    return Source(shown, 0, raw, "html" if is_page else "text")


def _is_page(raw: bytes) -> bool:
    """Whether a text without a name is HTML, by its start or what follows its front matter."""
    content = 0
    if raw.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        from emailint.front_matter import read_front_matter

        content = read_front_matter(raw).content
    start = raw[content : content + _HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith(_HTML_STARTS)


def _without_utf16(raw: bytes) -> bytes:
    """UTF-16 with its mark, as Windows editors save it, in UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace").encode("utf-8", "replace")
    return raw


def _without_envelope(raw: bytes) -> tuple[bytes, int]:
    """The message in an Apple Mail file, and its line: before it stands a line with its length,
    after it a property list."""
    length, _, rest = raw.partition(b"\n")
    if length.strip().isdigit() and len(length) < 12:
        return rest[: int(length)], 2
    return raw, 1


def _suffix(name: str) -> str:
    name = name.lower().removesuffix(".gz")
    return ".mbox" if name == "mbox" else Path(name).suffix


def _find(path: str) -> Iterator[_File | SourceError]:
    """The file at `path`, or the drafts in the folder there and below it."""
    top = Path(path)
    try:
        if not path or not top.is_dir():
            yield _File(top, path, _suffix(top.name))
            return
    except OSError as error:
        yield _failure(path, error)
        return
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            files, folders = _list(folder)
        except OSError as error:
            yield _failure(str(folder), error)
            continue
        yield from files
        pending += reversed(folders)


def _list(folder: Path) -> tuple[list[_File], list[Path]]:
    """The drafts in one folder and the folders to go on with, in the order of names."""
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    if folder.name in _BOXES and all((folder.parent / box).is_dir() for box in _BOXES):
        # A Maildir names its files by time and host: all are messages.
        return [_File(path, str(path), ".eml") for path in entries if path.is_file()], []
    folders = [path for path in entries if path.is_dir() and not path.is_symlink()]
    if all(folder / box in folders for box in _BOXES):
        folders = [path for path in folders if path.name != "tmp"]
    known = _MESSAGES | _TEMPLATES | _DRAFTS
    files = [
        _File(path, str(path), suffix)
        for path in entries
        if (suffix := _suffix(path.name)) in known and path.is_file() and not _is_piece(path)
    ]
    return files, folders
