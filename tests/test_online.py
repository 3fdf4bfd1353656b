"""`--online` against a server on this machine: what is asked, how, and what is made of the answer."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from emailint import online
from emailint.checking import Request, check
from emailint.document import read
from emailint.online import Answer, ask, is_asked, link_hits

PAGE = '<html><body><p>Hola, Ana, mira esto:</p><p>{}</p><p><a href="{}/unsubscribe?id=7">Darme de baja</a></p></body></html>'


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[str] = []
        self.closing = Event()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.server.seen.append(f"{self.command} {self.path}")
        name = self.path.partition("?")[0].strip("/")
        status, to = 200, ""
        match name:
            case "gone" | "404":
                status = 404
            case "forbidden":
                status = 403
            case "no-head":
                status = 405 if self.command == "HEAD" else 200
            case "moved":
                status, to = 301, "/further"
            case "further":
                status, to = 302, "/page"
            case "slash":
                status, to = 301, "/slash/"
            case "loop":
                status, to = 302, "/loop"
            case "to-token":
                status, to = 302, "/login?token=abc"
            case "slow":
                self.server.closing.wait(60)
        status = 200 if self.path == "/slash/" else status
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("EMAILINT_ONLINE_PRIVATE", "1")
    ask.cache_clear()
    with Server() as running:
        thread = Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield running
        running.closing.set()
        running.shutdown()
        thread.join()
    ask.cache_clear()


def test_answers(server: Server) -> None:
    root = server.root
    assert ask(f"{root}/page") == Answer(200, f"{root}/page")
    assert ask(f"{root}/gone").broken
    assert not ask(f"{root}/forbidden").broken
    assert ask(f"{root}/moved") == Answer(
        200, f"{root}/page", ((301, f"{root}/further"), (302, f"{root}/page"))
    )
    assert ask(f"{root}/loop").error == "redirects"
    assert ask(f"{root}/año nuevo?q=ñ").status == 200


def test_head_first_and_get_where_that_is_refused(server: Server) -> None:
    assert ask(f"{server.root}/page").status == 200
    assert ask(f"{server.root}/no-head").status == 200
    assert server.seen == ["HEAD /page", "HEAD /no-head", "GET /no-head"]


def test_a_redirect_to_what_holds_once_is_not_followed(server: Server) -> None:
    assert ask(f"{server.root}/to-token").status == 302
    assert server.seen == ["HEAD /to-token"]


def test_servers_that_do_not_answer(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(online, "TIMEOUT", 0.1)
        assert ask(f"{server.root}/slow").error == "time"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert ask(f"http://127.0.0.1:{free.getsockname()[1]}/").error == "refused"
    assert ask("http://nowhere.invalid/").error == "name"
    assert ask(f"https://127.0.0.1:{server.server_port}/").error == "tls"
    for odd in ("http://[", "http://a b/", "http://" + "a" * 70 + ".example/", "http://x:99999/"):
        assert ask(odd).broken


def test_the_own_network_is_left_alone(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAILINT_ONLINE_PRIVATE")
    for host in (f"127.0.0.1:{server.server_port}", "10.0.0.1", "169.254.169.254", "[::1]"):
        answer = ask(f"http://{host}/page")
        assert (answer.error, answer.broken) == ("private", False)
    assert server.seen == []


@pytest.mark.parametrize(
    ("href", "asked"),
    [
        ("https://ribera.example/otono?utm_source=boletin", True),
        ("www.ribera.example/otono", True),
        ("https://ribera.example/monkey-keys", True),
        ("https://ribera.example/confirm/abc", False),
        ("https://ribera.example/?token=abc", False),
        ("https://click.envios.example/abc", False),
        ("https://ribera.list-manage.com/track?u=1", False),
        ("https://ribera.example/{{ id }}", False),
        ("mailto:hola@ribera.example", False),
        ("tel:+34954000000", False),
        ("javascript:alert(1)", False),
        ("#", False),
        ("", False),
    ],
)
def test_what_is_asked(href: str, asked: bool) -> None:
    assert is_asked(href) is asked


def test_hits(server: Server) -> None:
    names = ["page", "gone", "gone#again", "moved", "slash"]
    links = " ".join(f'<a href="{server.root}/{name}">{name}</a>' for name in names)
    document = read(PAGE.format(links, server.root), kind="html")
    hits = link_hits(document)
    told = [(rule, document.text[hit.start : hit.end]) for rule, hit in hits]
    assert told == [("link-broken", "gone"), ("link-redirected", "moved")]
    assert hits[1][1].data["address"] == f"{server.root}/page"
    assert not any("unsubscribe" in request for request in server.seen)


def test_images_are_asked_for_but_not_pixels(server: Server) -> None:
    sources = ["gone", "moved", "page", "gone"]
    tags = "".join(f'<img src="{server.root}/{name}" width="600">' for name in sources)
    pixels = (
        f'<img src="{server.root}/open" width="1" height="1">'
        f'<img src="{server.root}/open2" style="width:1px">'
    )
    hits = link_hits(read(PAGE.format(tags + pixels, server.root), kind="html"))
    assert [(rule, hit.data["href"]) for rule, hit in hits] == [
        ("link-broken", f"{server.root}/gone")
    ]
    assert not any("open" in request for request in server.seen)


def test_from_the_command_line(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "a.html"
    draft.write_text(PAGE.format(f'<a href="{server.root}/404">aquella</a>', server.root))
    request = Request([str(draft)], format="json", flags={"select": ("link-broken",)})
    assert check(request) == 0
    assert server.seen == []
    capsys.readouterr()
    assert check(request._replace(online=True)) == 1
    (finding,) = json.loads(capsys.readouterr().out)["messages"][0]["findings"]
    assert finding["rule"] == "link-broken"
    assert server.seen == ["HEAD /404", "GET /404"]
