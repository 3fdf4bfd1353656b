"""Reports in the formats that people and machines read: one module a format.

A run is `begin`, then a piece for each draft, then `end`, so that a mailbox of any size streams. A
piece is made by `report`, in whatever process, and given its place in the output by `placed`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from emailint.model import Finding, Report, Rule, Study

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.render.summary import Summary


class Options(NamedTuple):
    """What a renderer may want to know beside the reports.

    `language` ("es" or "en") is for what belongs to the run and no message, `width` the terminal's
    columns. `many`: the run has more than one message. `rules` and `studies` are the pack's.
    """

    language: str = "en"
    studies: Mapping[str, Study] = {}
    rules: Mapping[str, Rule] = {}
    color: bool = False
    width: int = 100
    quiet: bool = False
    many: bool = False
    statistics: bool = False
    explain_score: bool = False


class Renderer:
    """One format. The pieces, joined in order, are the output."""

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()

    def begin(self) -> str:
        return ""

    def report(self, report: Report, document: "Document") -> str:
        """What is told of one draft. Keeps nothing: other processes do it, in any order."""
        raise NotImplementedError

    def placed(self, report: Report, piece: str) -> str:
        """What `report` made, as it stands after all that came before: called in order."""
        del report
        return piece

    def error(self, path: str, text: str) -> str:
        """What is told of a draft that couldn't be read; in order too."""
        raise NotImplementedError

    def end(self, summary: "Summary") -> str:
        del summary
        return ""


FORMATS: Final = ("text", "json", "jsonl", "sarif", "github", "junit", "html", "markdown")


def renderer(name: str, options: Options | None = None) -> Renderer:
    """The renderer of the format `name`, one of `FORMATS`; only its module is imported."""
    from importlib import import_module

    module = import_module(f"emailint.render.{name}")
    made: Renderer = getattr(module, f"{name.capitalize()}Renderer")(options or Options())
    return made


def label(report: Report) -> str:
    """How a message is called: its path, with its number (from 0) where the path holds several."""
    return f"{report.path}[{report.index}]" if report.index else report.path or "-"


def sentence(finding: Finding) -> str:
    """Message and advice as running text."""
    message = finding.message.rstrip()
    if finding.advice and message[-1:] not in ("", ".", "!", "?", "…", ":"):
        message += "."
    return f"{message} {finding.advice}".strip()
