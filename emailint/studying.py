"""What `emailint study` does: read, reckon, report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.config import load_config
from emailint.engine import Engine
from emailint.files import make_private, write
from emailint.model import EmailintError, missing_extra
from emailint.output import colored, columns, opened, tell

if TYPE_CHECKING:
    from emailint.study.model import Study


class Request(NamedTuple):
    """What the command line asks for; `ui` is the language of the report."""

    paths: list[str]
    me: tuple[str, ...] = ()
    window: float = 14.0
    format: str = "text"
    output: Path | None = None
    features: Path | None = None
    fit: Path | None = None
    pictures: Path | None = None
    scheduler: str = ""
    jobs: int = 0
    state: str | None = None
    config: Path | None = None
    ui: str = ""


_CLUSTER: Final = frozenset({"dask", "distributed", "fsspec"})


def study(request: Request) -> None:
    """Study the archives and write what was asked for.

    Raises EmailintError: a library is missing, a path isn't there, no mail is found.
    """
    try:
        _study(request)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == "emailint":
            raise
        extra = "cluster" if package in _CLUSTER else "study"
        raise missing_extra("study", extra) from None
    except KeyboardInterrupt:
        _tell_stopped()
        raise
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # what DuckDB makes of Ctrl-C
            raise
        _tell_stopped()
        raise KeyboardInterrupt from None


def _tell_stopped() -> None:
    tell("stopped; what was read to its end is kept, and the same command goes on from there")


def _study(request: Request) -> None:
    from emailint.study.analysis import analyse
    from emailint.study.effects import published_effects
    from emailint.study.observing import MESSAGES_READ, observe
    from emailint.user import locale_language

    config = load_config(Path(), explicit=request.config)
    pack = Engine().checked_pack(config)
    ui = request.ui or config.ui_language or locale_language()
    table = observe(
        request.paths, me=request.me, window=request.window, jobs=request.jobs,
        scheduler=request.scheduler, state=request.state, config=config,
        progress=sys.stderr if sys.stderr.isatty() else None, features=request.features,
    )  # fmt: skip
    if request.me and not len(table):
        raise EmailintError(f"no mail was sent from {', '.join(request.me)} there")
    found = analyse(
        table, published_effects(pack.rules, pack.studies),
        messages=int(table.schema.metadata[MESSAGES_READ]), window=request.window,
        fit=request.fit is not None,
    )  # fmt: skip
    found = found._replace(titles={rule.id: rule.texts["title"] for rule in pack.rules.values()})
    if request.pictures is not None:
        from emailint.study.pictures import save

        save(found, ui, request.pictures)
    with opened(request.output, for_programs=request.format != "text") as out:
        out.write(_shown(found, request, ui))
    if request.output is not None:
        make_private(request.output)  # it names nobody, yet it is about somebody's mail
    if request.fit is not None:
        _write_fit(found, request.fit, ui)


def _write_fit(found: Study, file: Path, ui: str) -> None:
    """Raises EmailintError, which says how much is needed, where no language has enough mail."""
    from emailint.study.labels import fit_line, nothing
    from emailint.study.points_file import points_table

    table = points_table(found.archive, found.fits)
    if table is None:
        reasons = " ".join(fit_line(fit, ui) for fit in found.fits) or nothing(found.archive, ui)
        raise EmailintError(f"{file} was not written. {reasons}")
    write(file, (json.dumps(table, indent=1) + "\n").encode())
    make_private(file)


def _shown(found: Study, request: Request, ui: str) -> str:
    if request.format == "json":
        from emailint.study.as_json import as_json

        return as_json(found)
    if request.format == "html":
        from emailint.study.as_html import as_html

        return as_html(found, ui)
    from emailint.study.as_text import as_text

    if request.output is not None:
        return as_text(found, ui)
    return as_text(found, ui, color=colored(sys.stdout), width=columns(sys.stdout))
