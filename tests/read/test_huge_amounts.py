"""Amounts beyond what any body pays: refused with their pounds, and never a sum that runs over."""

from pathlib import Path

import numpy as np
import pytest
from tests.read.files import read_lines

from tallystick.read.sheet_tally import _exact_sum

LINES = [f"0{n}/06/2021,Fen Books,{n}00.00" for n in range(1, 7)]


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        ("1E15", 10**17),
        ("20000000000000.00", 2 * 10**15),
        ("1E99", None),
        ("9999999999999999999999", None),
    ],
)
def test_an_amount_too_large_is_lost_with_its_pounds(
    tmp_path: Path, cell: str, lost: int | None
) -> None:
    found = read_lines(tmp_path, "Paid,Vendor,Amount", *LINES, f"07/06/2021,Tern plc,{cell}")
    assert len(found.payments) == 6
    assert (8, "bad_amount") in found.reasons
    assert found.record.lost_pence == (lost or 0)


def test_a_block_of_the_largest_amounts_is_summed_exactly() -> None:
    largest = np.full(10_000, 10**15 - 1, dtype=np.int64)
    assert _exact_sum(largest) == 10_000 * (10**15 - 1)
    assert _exact_sum(-largest) == -10_000 * (10**15 - 1)
    assert _exact_sum(np.array([5, -7], dtype=np.int64)) == -2
