"""Payments that were run together on one line, and cells that were run together."""

from pathlib import Path

from tests.read.files import read_lines

LINES = [f"Fen Books {n} Ltd,{n}00.10" for n in range(1, 7)]
FUSED = "Marl Works,1.50Oakrise Homecare Ltd,2.50Tern plc,3.50"


def test_a_fused_line_is_parted_where_the_total_proves_it(tmp_path: Path) -> None:
    found = read_lines(tmp_path, "Vendor,Value", *LINES, FUSED, "Total,2108.10")
    assert found.pence[6:] == [150, 250, 350]
    assert found.suppliers[6:] == ["Marl Works", "Oakrise Homecare Ltd", "Tern plc"]
    assert [(p["sheet"], p["line"]) for p in found.payments[6:]] == [
        ("", 8),
        ("payment 2 of its line", 8),
        ("payment 3 of its line", 8),
    ]
    assert found.record.published_total_pence == found.record.total_pence == 210810
    assert found.record.lost_lines == 0


def test_without_a_total_that_proves_it_the_line_is_rejected_with_its_pounds(
    tmp_path: Path,
) -> None:
    for total in ("Total,999999.99", ""):
        found = read_lines(tmp_path, "Vendor,Value", *LINES, FUSED, total)
        assert found.pence == [10010, 20010, 30010, 40010, 50010, 60010]
        assert (8, "broken_line") in found.reasons
        assert (found.record.lost_lines, found.record.lost_pence) == (1, 750)


def test_a_fused_line_of_a_table_that_begins_with_its_day(tmp_path: Path) -> None:
    lines = [f"0{n}/06/2021,{n}00.00,Fen Books,Rates" for n in range(1, 7)]
    fused = "07/06/2021,1.50,Marl Works,Fuel08/06/2021,2.50,Tern plc,Tea"
    found = read_lines(tmp_path, "Paid,Amount,Vendor,Purpose", *lines, fused, ",2104.00,Total,")
    assert found.pence[6:] == [150, 250]
    assert [p["description"] for p in found.payments[6:]] == ["Fuel", "Tea"]


def test_a_supplier_of_digits_and_its_day(tmp_path: Path) -> None:
    lines = [f"Resources,Fen Books,0{n}/06/2021,{n}00.00,Ink" for n in range(1, 7)]
    found = read_lines(
        tmp_path,
        "Service,Vendor,Paid,Amount,Purpose",
        *lines,
        "Adults,Home 4714/06/2021,50.25,Care",
        "Adults,Club 1815/06/202175,Care",
        "Adults,16/06/2021,75.00,Care",  # no name before the day: nothing to part
    )
    assert [(p["supplier"], str(p["paid_on"]), p["amount_pence"]) for p in found.payments[6:]] == [
        ("Home 47", "2021-06-14", 5025),
        ("Club 18", "2021-06-15", 7500),
    ]
    assert found.record.lost_lines == 1


def test_days_that_are_not_written_in_full_prove_nothing(tmp_path: Path) -> None:
    lines = [f"Resources,Fen Books,{n}/6/2021,{n}00.00,Ink" for n in range(1, 7)]
    fused = "Adults,Home 4714/06/2021,50.25,Care"
    found = read_lines(tmp_path, "Service,Vendor,Paid,Amount,Purpose", *lines, fused)
    assert len(found.payments) == 6
    assert (found.record.lost_lines, found.record.lost_pence) == (1, 5025)
