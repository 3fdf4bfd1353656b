"""A server that answers as LanguageTool does, for what the real one can't be here for.

The real server is tested against in `tests/integration/languagetool`; Java and its 120 MB are no part
of `make test`. This one knows a few faults by heart and counts in UTF-16, as Java does. Run as a
program it takes the options of the real one, so that a `java` in a test can be this file.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

FAULTS = {
    "erorr": ("MORFOLOGIK_RULE_EN_US", "TYPOS", "misspelling", "error"),
    "Xiomara": ("MORFOLOGIK_RULE_EN_US", "TYPOS", "misspelling", "Tamara"),
    "foobarize": ("MORFOLOGIK_RULE_EN_US", "TYPOS", "misspelling", "polarize"),
    "they is": ("AGREEMENT", "GRAMMAR", "grammar", "they are"),
}


class FakeLanguageTool(ThreadingHTTPServer):
    """Keeps the texts that it was sent; takes `delay` seconds for one that holds "slow"."""

    daemon_threads = True

    def __init__(self, port: int = 0, delay: float = 0.0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.texts: list[str] = []
        self.languages: list[str] = []
        self.delay = delay
        self.status = 200

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self) -> FakeLanguageTool:
        Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: FakeLanguageTool

    def do_GET(self) -> None:
        self._answer([{"code": "en", "longCode": "en-US"}])

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = form["text"][0]
        self.server.texts.append(text)
        self.server.languages.append(form["language"][0])
        if "slow" in text:
            time.sleep(self.server.delay)
        self._answer({"matches": list(matches(text))}, self.server.status)

    def _answer(self, data: object, status: int = 200) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def matches(text: str) -> Any:
    for word, (rule, category, kind, better) in FAULTS.items():
        at = text.find(word)
        while at >= 0:
            yield {
                "message": f"Fault: {word}", "offset": units(text[:at]), "length": units(word),
                "replacements": [{"value": better}],
                "rule": {"id": rule, "issueType": kind, "category": {"id": category}},
            }  # fmt: skip
            at = text.find(word, at + 1)


def units(text: str) -> int:
    """The length of `text` as Java counts it."""
    return len(text.encode("utf-16-le", "replace")) // 2


if __name__ == "__main__":
    if sys.argv[1:] == ["-version"]:
        print('openjdk version "17.0.1"', file=sys.stderr)
    else:
        FakeLanguageTool(int(sys.argv[sys.argv.index("-p") + 1])).serve_forever()
