"""Pack the Thunderbird add-on: `python scripts/xpi.py [FILE]`; the same bytes each time."""

from __future__ import annotations

import sys
from pathlib import Path

from emailint.hooks.addon import xpi


def main() -> None:
    """Write the add-on to the file named, or into dist/."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else "dist/emailint-thunderbird.xpi")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(xpi())
    print(path)


if __name__ == "__main__":
    main()
