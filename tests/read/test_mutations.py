"""Damaged files: never a crash, and every line that holds something accounted for exactly once."""

import io
import os
import time
from pathlib import Path

import pytest
from tests.read.files import Read, read_bytes
from tests.read.mutations import mutated_file
from tests.read.records import records

from tallystick.read.files.encoding import text_facts, utf8_blocks
from tallystick.words.mistakes import UserMistake

# The full ten thousand run with TALLYSTICK_MUTATIONS=10000; the daily tests take a share.
COUNT = int(os.environ.get("TALLYSTICK_MUTATIONS", "160"))


@pytest.mark.parametrize("batch", range(8))
def test_damaged_files_are_read_or_refused(tmp_path: Path, batch: int) -> None:
    for seed in range(batch, COUNT, 8):
        content = mutated_file(seed)
        started = time.process_time()
        try:
            found = read_bytes(tmp_path, content)
        except UserMistake as mistake:
            assert "spend.csv" in str(mistake), seed
            continue
        assert time.process_time() - started < 10, seed
        assert lost_and_invented(found, records_of(content)) == (0, 0), seed


def records_of(content: bytes) -> list[tuple[int, str]]:
    """The records of a file of cells between commas, cut by the plain splitter of these tests.

    (How its bytes become text has tests of its own.)
    """
    facts = text_facts(io.BytesIO(content))
    text = b"".join(utf8_blocks(io.BytesIO(content), facts)).decode("utf-8", "replace")
    return list(records(text, ","))


def lost_and_invented(found: Read, cut: list[tuple[int, str]]) -> tuple[int, int]:
    """How many records that hold something no row stands for, and how many rows stand for no
    record. cut: the first line and the text of each record.

    A line broken in two that was joined again is one row for two records: it stands at the first,
    and the reading record says how many there are.
    """
    rows = {row["line"] for row in (*found.payments, *found.rejects)}
    starts = {line for line, _text in cut}
    filled = {line for line, text in cut if text.strip(' \t\r\n,;|"\u00a0')}
    joined = sum(
        int(warning.text.split()[0].replace(",", ""))
        for warning in found.record.warnings
        if "broken in two joined" in warning.text
    )
    return len(filled - rows) - joined, len(rows - starts)
