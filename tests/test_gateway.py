"""The warm engine over HTTP: only with the token, only for this computer's programs."""

from __future__ import annotations

import http.client
import json
import re
import socket
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hook_samples import BAD, Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets"),
    pytest.mark.usefixtures("warm_cards"),
]


class Http:
    """A client that holds the token."""

    def __init__(self, server: Server, state: Path) -> None:
        self.server = server
        found = re.search(rb"HTTP on 127\.0\.0\.1:(\d+)", server.told)
        assert found
        self.port = int(found[1])
        self.token_file = state / "emailint" / "http-token"
        self.token = self.token_file.read_text()

    def post(
        self, path: str = "/v1/verdict", body: bytes = BAD, **fields: str | None
    ) -> tuple[int, dict[str, Any]]:
        given = {"Authorization": f"Bearer {self.token}", "Host": f"localhost:{self.port}"}
        for name, value in fields.items():
            given.pop(name, None)
            if value is not None:
                given[name.replace("_", "-")] = value
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest("POST", path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Content-Length": str(len(body)), **given}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        connection.close()
        return answer.status, told


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Http]:
    folder = tmp_path_factory.mktemp("web")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        with serving(folder / "s.sock", "--http", "0", "--workers", "2") as server:
            yield Http(server, folder)


def test_a_verdict(web: Http) -> None:
    code, told = web.post("/v1/verdict?interactive=1&from=ann@acme.example&rcpt=eve@acme.example")
    assert (code, told["verdict"]) == (200, "ask")
    assert {"subject-missing", "bcc-internal"} <= {f["rule"] for f in told["findings"]}
    assert web.post("/v1/verdict?interactive=0")[1]["verdict"] == "stop"
    assert web.post("/v1/verdict?override=she+asked")[1]["verdict"] == "send"


def test_the_token_is_the_user_s_alone(web: Http) -> None:
    assert stat.S_IMODE(web.token_file.stat().st_mode) == 0o600
    assert len(web.token) >= 40


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer x", "Basic eDp4", "Bearer ñ"])
def test_without_it_nothing_is_told(web: Http, given: str | None) -> None:
    code, told = web.post(Authorization=given)
    assert (code, told) == (401, {"error": "Authorization: Bearer TOKEN"})


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost"],
)
def test_another_host_s_name_is_refused(web: Http, host: str | None) -> None:
    """A page whose name now leads to this computer sends its own name: DNS rebinding."""
    named = host and host.format(port=web.port)
    assert web.post(Host=named)[0] == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost"])
def test_a_page_is_refused(web: Http, origin: str) -> None:
    assert web.post(Origin=origin)[0] == 403


def test_other_requests(web: Http) -> None:
    assert web.post("/")[0] == 404
    assert web.post(Content_Length=str(1 << 40))[0] in (411, 413)
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=10)
    authorized = {"Authorization": f"Bearer {web.token}"}
    connection.request("GET", "/", headers=authorized)
    assert "version" in json.loads(connection.getresponse().read())
    connection.close()


def test_loopback_only(web: Http) -> None:
    with socket.socket() as probe:
        probe.settimeout(2)
        own = socket.gethostbyname(socket.gethostname())
        if not own.startswith("127."):
            assert probe.connect_ex((own, web.port)) != 0


def test_a_client_that_says_nothing_holds_nobody_up(web: Http) -> None:
    silent = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(20)]
    assert web.post()[0] == 200
    for connection in silent:
        connection.close()


def test_a_token_that_others_may_read_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "emailint").mkdir()
    (tmp_path / "emailint" / "http-token").write_text("x" * 40)
    (tmp_path / "emailint" / "http-token").chmod(0o644)
    with pytest.raises(AssertionError, match="others may read it"):
        Server(tmp_path / "s.sock", "--http", "0")


def test_a_port_that_is_taken_is_told(web: Http, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="in use"):
        Server(tmp_path / "s.sock", "--http", str(web.port))
