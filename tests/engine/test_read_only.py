"""A store in a folder that may only be read is asked without a lease or a lock."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.engine.test_store import A, add, payments

from tallystick.engine.store import open_store

ASK = """
import os, sys
from pathlib import Path
import duckdb, pyarrow, tallystick.engine.snapshot as snapshot
import tallystick.engine.store as writing
from tallystick.words.mistakes import UserMistake
folder = Path(sys.argv[1])
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
assert not os.access(folder, os.W_OK)
with snapshot.open_snapshot(folder) as one, snapshot.open_snapshot(folder) as other:
    for seen in (one, other):
        print(seen.rows("select sum(amount_pence)::bigint as p from payments")[0]["p"])
try:
    with writing.open_store(folder):
        print("written to")
except UserMistake as mistake:
    print(mistake.sentence.rpartition(" may")[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permission there")
def test_a_user_who_may_only_read_asks_a_store() -> None:
    with tempfile.TemporaryDirectory() as home:  # pytest's own folder is closed to other users
        folder = Path(home) / "s"
        with open_store(folder) as store:
            add(store, A, payments(A, 100, 250))
        before = sorted(folder.rglob("*"))
        for place in (Path(home), *before, folder):
            place.chmod(0o555 if place.is_dir() else 0o444)
        try:
            asked = subprocess.run(
                [sys.executable, "-c", ASK, str(folder)],
                capture_output=True, text=True, check=False, env={**os.environ, "HOME": home},
            )  # fmt: skip
            assert (asked.stdout, asked.stderr) == ("350\n350\n not be written to.\n", "")
            assert sorted(folder.rglob("*")) == before
        finally:
            for place in (Path(home), folder, *before):
                place.chmod(0o755)
