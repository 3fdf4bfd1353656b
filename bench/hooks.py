"""Speed of the hooks: prints the tables of docs/benchmarks-hooks.md.

    python bench/hooks.py [--peers]

Round trips to the warm engine with 1 and 4 clients at once, and the time of whole hook processes.
With --peers the same message goes to rspamd (its HTTP protocol, keep-alive off) and to SpamAssassin's
spamd where they are installed: mail filters, no linters, but what a mail server waits for. All are
measured in turn, several rounds in the same run; figures are of all rounds.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from emailint.hooks.client import ask_server

BIN = Path(sys.executable).parent
MAIL = (Path(__file__).parent.parent / "examples" / "en-good.eml").read_bytes()
ROUNDS, CALLS = 5, 200
Ask = Callable[[], object]


def emailint(path: str) -> None:
    """One verdict from the warm engine, as a hook asks for it."""
    answer = ask_server({"interactive": True, "language": "en"}, MAIL, 5, path)
    assert answer is not None


def http(port: int) -> None:
    """One check by rspamd."""
    head = f"POST /checkv2 HTTP/1.0\r\nContent-Length: {len(MAIL)}\r\n\r\n"
    assert b" 200 " in exchange(port, head.encode() + MAIL)[:20]


def spamc(port: int) -> None:
    """One check by spamd."""
    head = f"SYMBOLS SPAMC/1.5\r\nContent-length: {len(MAIL)}\r\n\r\n"
    assert b" 0 EX_OK" in exchange(port, head.encode() + MAIL)[:30]


def exchange(port: int, data: bytes) -> bytes:
    """Send, then read to the end."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(data)
        pieces = []
        while piece := connection.recv(1 << 16):
            pieces.append(piece)
    return b"".join(pieces)


def calls(ask: Callable[..., None], argument: object) -> list[float]:
    """Milliseconds of each of some calls, one after the other."""
    times = []
    for _ in range(CALLS if ask is not spamc else CALLS // 10):  # 50 times slower than the others
        start = time.perf_counter()
        ask(argument)
        times.append((time.perf_counter() - start) * 1000)
    return times


@contextlib.contextmanager
def running(command: list[str], ready: Callable[[], bool], env: dict[str, str]) -> Iterator[None]:
    """A server for as long as it is needed."""
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 60
        while not ready():
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"{command[0]} did not start")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def listens(port: int) -> bool:
    """Whether somebody listens on a port of loopback."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rspamd(scratch: Path, port: int) -> list[str]:
    """rspamd with what looks things up on the network switched off: nobody would answer here."""
    local = scratch / "rspamd"
    (local / "local.d").mkdir(parents=True)
    (local / "override.d").mkdir()
    for module in (
        "rbl",
        "fuzzy_check",
        "dkim",
        "spf",
        "dmarc",
        "arc",
        "asn",
        "mx_check",
        "phishing",
    ):
        (local / "local.d" / f"{module}.conf").write_text("enabled = false;\n")
    (local / "local.d" / "worker-normal.inc").write_text(
        f'bind_socket = "127.0.0.1:{port}";\ncount = 4;\n'
    )
    for worker in ("proxy", "controller", "fuzzy"):
        (local / "local.d" / f"worker-{worker}.inc").write_text("enabled = false;\ncount = 0;\n")
    (local / "local.d" / "logging.inc").write_text(
        f'type = "file";\nfilename = "{local}/log";\nlevel = "error";\n'
    )
    folders = [f"--var=LOCAL_CONFDIR={local}", f"--var=DBDIR={local}", f"--var=RUNDIR={local}"]
    return ["rspamd", "-f", "-i", *folders]


def round_trips(scratch: Path, peers: bool, env: dict[str, str]) -> None:
    """Round trips to servers that are warm."""
    socket_path, one = str(scratch / "four.sock"), str(scratch / "one.sock")
    serve = [str(BIN / "emailint"), "serve", "--socket"]
    ports = {"rspamd": free_port(), "spamd": free_port()}
    with contextlib.ExitStack() as stack:
        kinds: dict[str, tuple[Callable[..., None], object]] = {}
        for name, path, workers in (
            ("emailint serve", socket_path, "4"), ("emailint serve --workers 1", one, "1"),
        ):  # fmt: skip
            up = running([*serve, path, "--workers", workers], Path(path).exists, env)
            stack.enter_context(up)
            kinds[name] = (emailint, path)
        if peers and shutil.which("rspamd"):
            port = ports["rspamd"]
            stack.enter_context(running(rspamd(scratch, port), lambda: listens(port), env))
            kinds["rspamd, 4 workers"] = (http, port)
        if peers and shutil.which("spamd"):
            port = ports["spamd"]
            command = ["spamd", "--local", f"--port={port}", "--min-children=4", "--max-children=4"]
            stack.enter_context(running(command, lambda: listens(ports["spamd"]), env))
            kinds["SpamAssassin's spamd, 4 children"] = (spamc, port)
        times: dict[tuple[str, int], list[float]] = {}
        with ProcessPoolExecutor(4) as pool:
            for number in range(ROUNDS + 1):
                for name, (ask, argument) in kinds.items():
                    for clients in (1, 4):
                        running_calls = [pool.submit(calls, ask, argument) for _ in range(clients)]
                        found = [t for future in running_calls for t in future.result()]
                        if number:  # the first round warms up
                            times.setdefault((name, clients), []).extend(found)
    print(
        "\n## Round trips\n\n| server | clients | p50 ms | p99 ms | a second |\n|---|---|---|---|---|"
    )
    for (name, clients), found in times.items():
        cuts = statistics.quantiles(found, n=100)
        rate = clients * 1000 / statistics.mean(found)
        print(f"| {name} | {clients} | {cuts[49]:.2f} | {cuts[98]:.2f} | {rate:,.0f} |")


def processes(scratch: Path, env: dict[str, str]) -> None:
    """Whole hook processes, with and without the server."""
    path = str(scratch / "hook.sock")
    hook = [str(BIN / "emailint-hook")]
    real = shutil.which("true") or sys.exit("no program `true`")
    warm = {**env, "EMAILINT_SOCKET": path}
    cold = {**env, "EMAILINT_SOCKET": f"{path}.none"}
    kinds = {
        "python -c pass": ([sys.executable, "-c", "pass"], cold),
        "emailint-hook check, warm": ([*hook, "check"], warm),
        "emailint-hook sendmail, warm": ([*hook, "sendmail", f"--real={real}", "-t"], warm),
        "emailint-hook check, no server": ([*hook, "check"], cold),
        "emailint-hook sendmail, no server": ([*hook, "sendmail", f"--real={real}", "-t"], cold),
    }
    times: dict[str, list[float]] = {name: [] for name in kinds}
    serve = [str(BIN / "emailint"), "serve", "--socket", path]
    with running(serve, Path(path).exists, env):
        for number in range(ROUNDS * 5 + 2):
            for name, (command, variables) in kinds.items():
                start = time.perf_counter()
                subprocess.run(command, input=MAIL, env=variables, capture_output=True, check=False)
                if number > 1:
                    times[name].append((time.perf_counter() - start) * 1000)
    print("\n## Whole processes\n\n| process | median ms |\n|---|---|")
    for name, found in times.items():
        print(f"| {name} | {statistics.median(found):.0f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--peers", action="store_true", help="rspamd and spamd beside it")
    peers = parser.parse_args().peers
    dropped = ("PYTHONDONTWRITEBYTECODE", "EMAILINT_CONFIG", "EMAILINT_OVERRIDE")
    env = {k: v for k, v in os.environ.items() if k not in dropped}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        os.environ["XDG_CONFIG_HOME"] = env["XDG_CONFIG_HOME"] = str(scratch / "config")
        env["XDG_STATE_HOME"] = str(scratch / "state")
        round_trips(scratch, peers, env)
        processes(scratch, env)


if __name__ == "__main__":
    main()
