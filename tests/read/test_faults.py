"""The small files of ../shared that show faults seen on real ones, against the right values.

The table restates ../shared/data/faults/README.md: lines and sum in pence; codes are warnings that
must be there. A file without lines is refused.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.read.files import read, refusal

pytestmark = pytest.mark.shared


@dataclass(frozen=True)
class Fact:
    """What is right of a file."""

    file: str
    lines: int
    pence: int
    codes: frozenset[str] = frozenset()
    never: frozenset[str] = field(default=frozenset(("outside_period", "broken_lines")))


MARK, EUROS = frozenset(("currency_mark",)), frozenset(("other_currency",))

FACTS = (
    Fact("2010-09.csv", 9, 813_600),
    Fact("decimal_comma.csv", 5, 1_703_696),
    Fact("dollar.csv", 5, 21_145_075, MARK),
    Fact("dollar_contract_no.csv", 5, 21_145_075, MARK),
    Fact("dollar_silent.csv", 9, 40_671_135, MARK),
    Fact("euro.csv", 5, 21_145_075, EUROS),
    Fact("pound_same.csv", 9, 40_671_135),
    Fact("fco_ref_commas.csv", 5, 1_545_600),
    Fact("fused_lines.csv", 11, 827_300, frozenset(("mended",))),
    Fact("fused_supplier_day.csv", 9, 1_581_620, frozenset(("mended",))),
    Fact("second_header_narrower.csv", 10, 662_100),
    Fact("second_header_wider.csv", 10, 662_100),
    Fact("second_header_same_width.csv", 10, 662_100),
    Fact("no_supplier_column.csv", 15, 12_000_000, frozenset(("names_no_suppliers",))),
    Fact("month_text.csv", 6, 541_500),
    Fact("duckdb_16760.csv", 3, 50_000),
    Fact("duckdb_25827.csv", 100, 9_255_000),
    Fact("duckdb_9343.csv", 4, 100_000),
    Fact("g0v_newline.csv", 4, 100_000),
    Fact("hledger_2216.csv", 5, -1_900_250),
    Fact("two_header_rows.csv", 3, 60_000),
)


@pytest.fixture
def faults(shared: Path) -> Path:
    return shared / "faults" / "read"


def test_every_file_is_in_the_table(faults: Path) -> None:
    known = {fact.file for fact in FACTS} | {"unread_amount.csv"}
    assert {path.name for path in faults.iterdir()} == known


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact.file))
def test_a_file_is_read_right(faults: Path, fact: Fact) -> None:
    found = read(faults / fact.file)
    assert (found.record.lines, found.record.total_pence) == (fact.lines, fact.pence)
    assert fact.codes <= set(found.codes)
    assert not fact.never & set(found.codes)


def test_an_amount_that_does_not_read_is_never_taken_from_elsewhere(
    faults: Path, tmp_path: Path
) -> None:
    said = refusal(tmp_path, (faults / "unread_amount.csv").read_bytes())
    assert "DISTRIBUTION_AMOUNT" in said


def test_a_file_without_suppliers_names_none(faults: Path) -> None:
    found = read(faults / "no_supplier_column.csv")
    assert set(found.suppliers) == {None}


def test_a_month_in_words_is_no_day(faults: Path) -> None:
    found = read(faults / "month_text.csv")
    assert {(payment["paid_on"], str(payment["month"])) for payment in found.payments} == {
        (None, "2014-09-01")
    }


def test_a_supplier_a_day_and_an_amount_run_together(faults: Path) -> None:
    found = read(faults / "fused_supplier_day.csv")
    last = [
        (str(payment["paid_on"]), payment["supplier"], payment["amount_pence"])
        for payment in found.payments[-2:]
    ]
    assert last == [("2012-06-12", "Agency22", 875_520), ("2012-05-29", "Agency Two21", 74_000)]
