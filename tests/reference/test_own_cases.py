"""Closed partnerships of the user's own, kept in the store for FORM."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tallystick.reference.own_cases import NAME, OwnCase, OwnClaim, read_own_cases, write_own_cases
from tallystick.words.mistakes import UserMistake

DAY, HEAD = date(2025, 6, 1), "ab" * 32
TWO = (OwnClaim("C1", 3_000_000, 2_640_050), OwnClaim("C2", 1_000_000, 0))
VALE = OwnCase("vale", "Vale, Payroll", "chosen", TWO, DAY, HEAD)
MARSH = OwnCase("marsh", "Marsh Legal", "directed", (OwnClaim("C3", 100_000, -5_000),), DAY, HEAD)


def test_what_is_written_is_read_to_the_penny(tmp_path: Path) -> None:
    write_own_cases(tmp_path, [VALE, MARSH])
    assert read_own_cases(tmp_path) == (MARSH, VALE)
    said = (tmp_path / NAME).read_text()
    assert 'vale,"Vale, Payroll",chosen,C1,30000,26400.5,2025-06-01,' in said
    assert 'vale,"Vale, Payroll",chosen,C2,10000,0,2025-06-01,' in said


def test_no_table_is_no_case(tmp_path: Path) -> None:
    assert read_own_cases(tmp_path) == ()


def test_a_case_reads_like_a_published_one() -> None:
    assert (VALE.as_ratio.low, VALE.as_ratio.below_zero) == (Decimal("0.6600"), False)
    assert (MARSH.as_ratio.low, MARSH.as_ratio.below_zero) == (None, True)


@pytest.mark.parametrize(
    "line",
    [
        "v,Vale,chosen,C1,0,1,2025-06-01,ab",
        "v,Vale,chosen,C1,1,x,2025-06-01,ab",
        "Vale",
        "v,a,b,C1,1,1,x,y",
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, line: str) -> None:
    path = write_own_cases(tmp_path, [VALE])
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(UserMistake, match="line 4"):
        read_own_cases(tmp_path)
