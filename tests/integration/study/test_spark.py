"""The recipe of docs/scale.md, run: Spark gives the rows that emailint gives by itself."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT, Run

DOCS = ROOT / "docs" / "scale.md"

PREPARE = """
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from study_samples import archive, mbox

from emailint.sources import read_sources

if __name__ == "__main__":
    here = Path(sys.argv[1])
    (here / "mail").mkdir()
    (here / "archive.mbox").write_bytes(mbox(archive(300)))
    files = sys.argv[2:] or [str(here / "archive.mbox")]
    raws = [source.raw for source in read_sources(files, lambda: b"")]
    for number in range(8):
        pq.write_table(pa.table({"raw": raws[number::8]}), here / "mail" / f"{number}.parquet")
"""
COMPARE = """
import sys
from pathlib import Path

from emailint.study import observe

if __name__ == "__main__":
    here = Path(sys.argv[1])
    found = observe([str(here / "features")], state=str(here / "state"), jobs=1)
    expected = observe([str(here / "mail")], state=str(here / "state"), jobs=2)
    assert found.drop_columns(["list"]).to_pylist() == expected.drop_columns(["list"]).to_pylist()
    assert found.schema.metadata == expected.schema.metadata
    print(len(found), found.schema.metadata)
"""


def recipe() -> str:
    found = re.search(r"```python\n(.*?mapInArrow.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_recipe_gives_what_emailint_gives(run: Run, tmp_path: Path) -> None:
    run(PREPARE, tmp_path)
    code = (
        recipe()
        .replace("s3a://archive/", f"{tmp_path}/")
        .replace("study-state", f"{tmp_path}/state")
    )
    run(code)
    assert run(COMPARE, tmp_path)
