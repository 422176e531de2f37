"""Damaged files: never a crash, and every line that holds something accounted for once."""

import os
import re
import time
from pathlib import Path

import pytest
from tests.read.files import read_bytes
from tests.read.mutations import mutated_file

from tallystick.words.mistakes import UserMistake

# The full ten thousand run with TALLYSTICK_MUTATIONS=10000; the daily tests take a share.
COUNT = int(os.environ.get("TALLYSTICK_MUTATIONS", "160"))


@pytest.mark.parametrize("batch", range(8))
def test_damaged_files_are_read_or_refused(tmp_path: Path, batch: int) -> None:
    for seed in range(batch, COUNT, 8):
        content = mutated_file(seed)
        started = time.monotonic()
        try:
            found = read_bytes(tmp_path, content)
        except UserMistake as mistake:
            assert "spend.csv" in str(mistake), seed
            continue
        assert time.monotonic() - started < 10, seed
        assert found.record.encoding is not None
        if not found.record.encoding.startswith("utf-16"):
            text = content.decode("latin-1")
            filled = {n for n, t in enumerate(_lines(text), start=1) if _holds_something(t)}
            assert filled == _accounted_for(found, filled), seed


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)


def _holds_something(line: str) -> bool:
    return bool(line.strip('\r\n\t ,;|"\x00\xa0\xef\xbb\xbf'))


def _accounted_for(found: object, filled: set[int]) -> set[int]:
    """The filled lines that some row covers, a row covering lines down to the next row."""
    starts = sorted({row["line"] for row in (*found.payments, *found.rejects)})  # type: ignore[attr-defined]
    reach = {line for start in starts for line in range(start, start + 61)}
    return {line for line in filled if line in reach and starts and line >= starts[0]}
