"""Mail and state in an object store give what they give on disk."""

from __future__ import annotations

from conftest import Run

CODE = """
import gzip, sys
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
from study_samples import archive, mbox

from emailint.study import observe, parts, reading


def put(files, folder):
    for name, content in files.items():
        with fsspec.open(f"{folder}/{name}", "wb") as stream:
            stream.write(content)


def values(table):  # what an archive is called decides its hash
    return table.drop_columns(["list"]).to_pylist()


if __name__ == "__main__":
    parts.PART = 20_000
    here = Path(sys.argv[1])
    mails = archive(300)
    raws = pa.BufferOutputStream()
    pq.write_table(pa.table({"raw": [m.raw() for m in mails[350:400]]}), raws, row_group_size=20)
    files = {
        "mail/2024.mbox": mbox(mails[:200]),
        "mail/2025.mbox.gz": gzip.compress(mbox(mails[200:350])),
        "mail/raw.parquet": raws.getvalue().to_pybytes(),
        **{f"mail/{n}.eml": mail.raw() for n, mail in enumerate(mails[400:])},
    }
    (here / "mail").mkdir()
    fsspec.filesystem("s3").mkdir("bucket")
    put({**files, "state/key": b"k" * 32}, "s3://bucket")
    (here / "state").mkdir()
    put({**files, "state/key": b"k" * 32}, str(here))

    expected = observe([str(here / "mail")], state=str(here / "state"), jobs=1)
    found = observe(["s3://bucket/mail"], state="s3://bucket/state", jobs=2)
    assert len(found) > 200
    assert values(found) == values(expected)
    kept = fsspec.filesystem("s3").find("bucket/state")
    assert len(kept) > 5, kept

    def never(part, job):
        raise AssertionError(part)

    reading.read_part = never
    from emailint.study import running
    running.read_part = never
    assert observe(["s3://bucket/mail"], state="s3://bucket/state", jobs=1).equals(found)
    print(len(found), len(kept))
"""


def test_s3_is_as_good_as_a_disk(run: Run, endpoint: str, tmp_path: object) -> None:
    assert run(CODE, tmp_path, AWS_ENDPOINT_URL=endpoint)
