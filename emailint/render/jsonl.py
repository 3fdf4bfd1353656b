"""JSON Lines: a line for each message or error as it comes, the summary last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from emailint.render import Renderer
from emailint.render.json import dump, message_dict

if TYPE_CHECKING:
    from emailint.document import Document
    from emailint.model import Report
    from emailint.render.summary import Summary


class JsonlRenderer(Renderer):
    """Lines are the messages of the JSON contract, `{"path", "error"}`, then `{"summary"}`."""

    def report(self, report: Report, document: Document) -> str:
        del document
        return dump(message_dict(report)) + "\n"

    def error(self, path: str, text: str) -> str:
        return dump({"path": path, "error": text}) + "\n"

    def end(self, summary: Summary) -> str:
        return dump({"summary": summary.as_dict()}) + "\n"
