"""Makes emailint/campaign/data/spam.json from Debian's packages spamassassin and rspamd.

`python scripts/spam_scores.py` downloads both with apt-get, unpacks them in a temporary folder and
writes the scores of the rules that a draft alone can show, with the versions and the day. Both are
under the Apache License 2.0.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parent.parent / "emailint" / "campaign" / "data" / "spam.json"
SPAMASSASSIN: Final = (
    "SUBJ_ALL_CAPS", "PLING_QUERY", "SUBJ_DOLLARS", "SUBJ_BUY", "MIME_HTML_ONLY", "MPART_ALT_DIFF",
    "MISSING_DATE", "MISSING_SUBJECT", "MISSING_MID", "MISSING_HEADERS",
    *(f"HTML_IMAGE_ONLY_{size:02}" for size in range(4, 33, 4)),
    *(f"HTML_SHORT_LINK_IMG_{size}" for size in (1, 2, 3)),
)  # fmt: skip
RSPAMD: Final = (
    "SUBJ_ALL_CAPS", "LONG_SUBJ", "SUBJECT_ENDS_QUESTION", "SUBJECT_HAS_CURRENCY", "MIME_HTML_ONLY",
    "MISSING_DATE", "MISSING_SUBJECT", "MISSING_MID", "MISSING_TO", "R_EMPTY_IMAGE",
    *(f"HTML_SHORT_LINK_IMG_{size}" for size in (1, 2, 3)),
)  # fmt: skip


def main() -> None:
    """Download, read, write."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        subprocess.run(
            ["apt-get", "download", "-q", "spamassassin", "rspamd"], cwd=where, check=True
        )
        versions = {}
        for package in where.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
            name, version, _ = package.name.split("_")
            versions[name] = version.replace("%3a", ":")
        made = {
            "retrieved": datetime.now(tz=UTC).date().isoformat(),
            "licence": "Apache-2.0 (both)",
            "engines": {
                "spamassassin": _spamassassin(where) | {"version": versions["spamassassin"]},
                "rspamd": _rspamd(where) | {"version": versions["rspamd"]},
            },
        }
    DATA.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _spamassassin(where: Path) -> dict[str, Any]:
    """The scores of its set without network and Bayes, the first of four, as `-L` uses it."""
    folder = where / "usr" / "share" / "spamassassin"
    text = "\n".join(path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.cf")))
    found = dict(re.findall(r"(?m)^score\s+(\w+)\s+(-?[\d.]+)", text))
    limit = re.search(r"(?m)^#?\s*required_score\s+([\d.]+)", text)
    assert limit
    return {"limit": float(limit[1]), "scores": {name: float(found[name]) for name in SPAMASSASSIN}}


def _rspamd(where: Path) -> dict[str, Any]:
    """The scores that its Lua rules set themselves; the limit is that of the action add header."""
    rules = (where / "usr" / "share" / "rspamd" / "rules").rglob("*.lua")
    text = "\n".join(path.read_text("utf-8") for path in sorted(rules))
    scores = {}
    for name in RSPAMD:
        found = re.search(
            rf"(?:\b{name} = \{{|'{name}'\] = \{{|name = '{name}',).*?\bscore = ([\d.]+)",
            text,
            re.S,
        )
        assert found, name
        scores[name] = float(found[1])
    actions = (where / "etc" / "rspamd" / "actions.conf").read_text("utf-8")
    limit = re.search(r"add_header\s*=\s*([\d.]+)", actions)
    assert limit
    return {"limit": float(limit[1]), "scores": scores}


if __name__ == "__main__":
    main()
