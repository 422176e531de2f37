"""Closed partnerships of the user's own, as values and as the text that a store keeps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tallystick.sharing import Formation
from tallystick.sharing.track_record import (
    ClosedClaim,
    ClosedPartnership,
    TrackRecord,
    read_track_record,
    track_record_text,
)
from tallystick.words.mistakes import UserMistake

DAY, HEAD = date(2025, 6, 1), "ab" * 32
TWO = (ClosedClaim("C1", 3_000_000, 2_640_050), ClosedClaim("C2", 1_000_000, 0))
VALE = ClosedPartnership("vale", "Vale, Payroll", Formation.CHOSEN, TWO, DAY, HEAD)
DEARER = (ClosedClaim("C3", 100_000, -5_000),)
MARSH = ClosedPartnership("marsh", "Marsh Legal", Formation.DIRECTED, DEARER, DAY, HEAD)
SOURCE = "store/delivery_ratios.csv"
AGAIN = "Delete it and run tallystick prove formation --store DIR, which writes it."
HEADER = (
    "partnership,case,formation,claim,anticipated_pounds,delivered_pounds,as_of,register_head\n"
)


def test_the_text_to_the_letter() -> None:
    assert track_record_text([VALE, MARSH]) == (
        HEADER
        + f"marsh,Marsh Legal,directed,C3,1000,-50,2025-06-01,{HEAD}\n"
        + f'vale,"Vale, Payroll",chosen,C1,30000,26400.5,2025-06-01,{HEAD}\n'
        + f'vale,"Vale, Payroll",chosen,C2,10000,0,2025-06-01,{HEAD}\n'
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_is_written_is_read_to_the_penny(mark: str) -> None:
    text = mark + track_record_text([VALE, MARSH])
    assert read_track_record(text, source=SOURCE) == TrackRecord((MARSH, VALE))


def test_a_name_over_two_lines_is_read_as_it_was_written() -> None:
    held = replace(VALE, name="Vale\r\nPayroll")
    assert read_track_record(track_record_text([held]), source=SOURCE).cases == (held,)


def test_what_all_of_them_delivered() -> None:
    """£26,400.50 and nothing of £30,000 and £10,000, and £50 lost of £1,000: £26,350.50 of
    £41,000."""
    record = TrackRecord((MARSH, VALE))
    assert record.ratios == (Fraction(-1, 20), Fraction(264_005, 300_000), Fraction(0))
    assert record.delivered == Fraction(2_635_050, 4_100_000)
    assert TrackRecord(()).delivered is None


def test_a_table_without_lines_is_no_case() -> None:
    assert read_track_record(HEADER, source=SOURCE).cases == ()
    assert read_track_record("", source=SOURCE).cases == ()


def test_a_case_reads_like_a_published_one() -> None:
    assert (VALE.as_ratio.case, VALE.as_ratio.low) == ("Vale, Payroll", Decimal("0.6600"))
    assert not VALE.as_ratio.below_zero
    assert (MARSH.as_ratio.low, MARSH.as_ratio.below_zero) == (None, True)


@pytest.mark.parametrize(
    "line",
    [
        "v,Vale,chosen,C1,0,1,2025-06-01,ab",
        "v,Vale,chosen,C1,1,x,2025-06-01,ab",
        "v,Vale,by lot,C1,1,1,2025-06-01,ab",
        "v,Vale,chosen,C1,1,0.001,2025-06-01,ab",
        "Vale",
        "v,a,b,C1,1,1,x,y",
    ],
)
def test_a_line_that_does_not_fit_is_named(line: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        read_track_record(f"{track_record_text([VALE])}{line}\n", source=SOURCE)
    assert mistake.value.sentence == f"{SOURCE}, line 4: this is no case."
    assert mistake.value.next_step == AGAIN


def test_a_cell_without_end_is_no_table() -> None:
    text = HEADER + "v," + "x" * 200_000 + ",chosen,C1,1,1,2025-06-01,ab\n"
    with pytest.raises(UserMistake) as mistake:
        read_track_record(text, source=SOURCE)
    assert mistake.value.sentence == f"{SOURCE} cannot be read as CSV."
    assert mistake.value.next_step == AGAIN


def test_cases_come_by_name_and_of_one_name_by_id() -> None:
    twin = replace(VALE, partnership="alf")
    early = replace(VALE, partnership="zeta", name="Ash")
    record = read_track_record(track_record_text([VALE, twin, early]), source=SOURCE)
    assert [each.partnership for each in record.cases] == ["zeta", "alf", "vale"]


def test_a_claim_promises_a_penny_at_least() -> None:
    assert ClosedClaim("C1", 1, 0).anticipated == 1
    with pytest.raises(ValueError, match="nothing was anticipated"):
        ClosedClaim("C1", 0, 0)


def test_a_partnership_without_claims_is_not_closed() -> None:
    with pytest.raises(ValueError, match="nothing was claimed"):
        ClosedPartnership("vale", "Vale", Formation.CHOSEN, (), DAY, HEAD)
