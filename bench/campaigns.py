"""Speed of emailint on campaigns, beside npm packages that check the same: prints Markdown tables.

    python bench/campaigns.py TEMPLATES [--peers DIR]

TEMPLATES is a folder of HTML mails. The peers are installed into DIR with npm where they aren't
there yet. Like for like: what mail programs don't support in CSS and HTML, all programs of
caniemail.com, one process over all files. Programs run in turn; figures are medians.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import BIN, environment, wall
from emailint.config import Config
from emailint.document import read
from emailint.linter import Linter
from emailint.pack import load_pack

ROUNDS = 7
SIZE = 60_000
PEERS = {"doiuse-email": "0.4.1", "caniemail": "1.0.5", "htmlhint": "1.9.2"}
"""htmlhint asks other questions and is shown only; caniemail 2 needs a newer Node than 20."""
DRIVERS = {
    "doiuse-email": "import { doIUseEmail } from 'doiuse-email';\n"
    "const check = (html) => doIUseEmail(html, { emailClients: ['*'] });",
    "caniemail": "import { caniemail } from 'caniemail';\n"
    "const check = (html) => caniemail({ clients: ['*'], html });",
    "htmlhint": "import hint from 'htmlhint';\nconst { HTMLHint } = hint.HTMLHint ? hint : hint.default;\n"
    "const check = (html) => HTMLHint.verify(html);",
}
DRIVER = """{check}
import {{ readFileSync }} from 'node:fs';
let failed = 0;
for (const file of process.argv.slice(2)) {{
  try {{ check(readFileSync(file, 'utf8')); }} catch {{ failed += 1; }}
}}
if (failed) console.error(`failed on ${{failed}} files`);
"""


def install(folder: Path) -> None:
    """The peers and a driver for each, where they aren't in `folder` yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if not all((folder / "node_modules" / name).is_dir() for name in PEERS):
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        names = [f"{name}@{version}" for name, version in PEERS.items()]
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", *names]
        subprocess.run(npm, cwd=folder, check=True)
    for name, check in DRIVERS.items():
        (folder / f"{name}.mjs").write_text(DRIVER.format(check=check), encoding="utf-8")


def median_ms(run: Callable[[], object], rounds: int = 30) -> float:
    """Of processor time, which others on the machine disturb less than that of the clock."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def one_template(files: Sequence[Path]) -> None:
    """The template nearest to 60 KB: all rules of the profile, in a warm process and a new one."""
    file = min(files, key=lambda f: abs(f.stat().st_size - SIZE))
    raw = file.read_bytes()
    pack = load_pack()
    all_rules = Linter(pack, Config(profile="campaign"))
    ours = Linter(pack, Config(profile="campaign", select=("access", "clients")))
    command = [str(BIN / "emailint"), "check", "--quiet", "--profile", "campaign"]
    command += ["--fail-on", "never", str(file)]
    cold = statistics.median(wall(command, environment())[0] for _ in range(ROUNDS + 2))
    print(f"\n## One template of {len(raw):,} bytes\n\n| what | ms |\n|---|---|")
    print(f"| reading alone, warm | {median_ms(lambda: read(raw, kind='html')):.1f} |")
    print(f"| all rules, warm | {median_ms(lambda: all_rules.lint(read(raw, kind='html'))):.1f} |")
    took = median_ms(lambda: ours.lint(read(raw, kind="html")))
    print(f"| access and clients, warm | {took:.1f} |")
    print(f"| all rules, cold: one process | {cold:.0f} |")


def like_for_like(files: Sequence[Path], peers: Path | None, scratch: Path) -> None:
    """One process over all files."""
    config = scratch / "clients.toml"
    config.write_text('profile = "campaign"\nclients = ["*"]\n', encoding="utf-8")
    names = [str(file) for file in files]
    commands = {
        "emailint, css-unsupported and html-unsupported": [
            str(BIN / "emailint"), "check", "--quiet", "-j", "1", "--fail-on", "never", "--config",
            str(config), "--select", "css-unsupported,html-unsupported", *names,
        ],
    }  # fmt: skip
    if peers:
        for name in PEERS:
            commands[f"{name} {PEERS[name]}"] = ["node", str(peers / f"{name}.mjs"), *names]
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(ROUNDS + 1):
        for name, command in commands.items():
            took, _ = wall(command, {**environment(), "NODE_NO_WARNINGS": "1"})
            if number:
                times[name].append(took)
    print(
        f"\n## {len(files)} templates, one process\n\n| program | files/s | x emailint |\n|---|---|---|"
    )
    first = statistics.median(next(iter(times.values())))
    for name, found in times.items():
        took = statistics.median(found)
        print(f"| {name} | {len(files) / took * 1000:.0f} | {took / first:.2f} |")


def growth(files: Sequence[Path]) -> None:
    """The rules on access and clients over the same template, twice as long each time."""
    page = min(files, key=lambda f: abs(f.stat().st_size - SIZE)).read_text("utf-8", "replace")
    linter = Linter(load_pack(), Config(profile="campaign", select=("access", "clients")))
    print("\n## Growth with the length of the HTML\n\n| KB | ms | x the row above |\n|---|---|---|")
    before = 0.0
    for times in (1, 2, 4, 8, 16):
        raw = (page * times).encode()
        took = median_ms(lambda raw=raw: linter.lint(read(raw, kind="html")), 7)  # type: ignore[misc]
        print(f"| {len(raw) // 1000} | {took:.1f} | {f'{took / before:.2f}' if before else ''} |")
        before = took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("templates", type=Path)
    parser.add_argument("--peers", type=Path, help="where the npm peers are, or are installed")
    given = parser.parse_args()
    files = sorted(given.templates.rglob("*.html"))
    if not files:
        sys.exit(f"no .html in {given.templates}")
    if given.peers:
        install(given.peers)
    one_template(files)
    with tempfile.TemporaryDirectory() as name:
        like_for_like(files, given.peers, Path(name))
    growth(files)
    print(f"\nload before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
