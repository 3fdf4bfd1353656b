"""A small client of Marionette, the remote control inside Thunderbird."""

from __future__ import annotations

import base64
import json
import socket
import time
from typing import Any


class MarionetteError(Exception):
    """What Thunderbird answered instead of a result."""


class Marionette:
    """A session in the chrome context: scripts run with Thunderbird's own rights."""

    def __init__(self, port: int, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        self._buffer = b""
        self._count = 0
        self._receive()  # its greeting
        self.command("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.command("Marionette:SetContext", value="chrome")

    def close(self) -> None:
        self._socket.close()

    def command(self, name: str, **parameters: Any) -> Any:
        """The result of one command. Raises MarionetteError."""
        self._count += 1
        data = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, _, error, result = self._receive()
        if error:
            raise MarionetteError(f"{error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def _receive(self) -> Any:
        while b":" not in self._buffer:
            self._read()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._read()
        data, self._buffer = self._buffer[: int(length)], self._buffer[int(length) :]
        return json.loads(data)

    def _read(self) -> None:
        data = self._socket.recv(1 << 16)
        if not data:
            raise MarionetteError("Thunderbird hung up")
        self._buffer += data

    def run(self, script: str, *arguments: Any) -> Any:
        """What the script returns; a promise is awaited."""
        return self.command(
            "WebDriver:ExecuteAsyncScript",
            script=f"""
                const done = arguments[arguments.length - 1];
                (async (...args) => {{ {script} }})(...[...arguments].slice(0, -1)).then(
                    (value) => done({{ value }}), (error) => done({{ error: String(error) }}));
            """,
            args=list(arguments),
            newSandbox=True,
            scriptTimeout=60_000,
        )

    def eval(self, script: str, *arguments: Any) -> Any:
        """The script's value. Raises MarionetteError where it throws."""
        result = self.run(script, *arguments)
        if "error" in result:
            raise MarionetteError(result["error"])
        return result.get("value")

    def wait(self, script: str, *arguments: Any, seconds: float = 20) -> Any:
        """The script's first value that is true. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not (value := self.eval(script, *arguments)):
            if time.monotonic() > end:
                raise TimeoutError(script)
            time.sleep(0.1)
        return value

    def screenshot(self, handle: str) -> bytes:
        """A window as PNG."""
        main, *_ = self.command("WebDriver:GetWindowHandles")
        self.command("WebDriver:SwitchToWindow", handle=handle, focus=True)
        try:
            picture = self.command("WebDriver:TakeScreenshot", full=False, hash=False)
        finally:
            self.command("WebDriver:SwitchToWindow", handle=main, focus=False)
        return base64.b64decode(picture)
