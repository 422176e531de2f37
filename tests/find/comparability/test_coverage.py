"""Coverage and the ladder, worked out on rows that a reader can check by hand."""

from collections.abc import Sequence
from datetime import date

import pytest
from tests.find.world import ASH, BECK, COOM, YEAR, all_told_as, council, coverage

from tallystick.engine.arriving import SourceRow
from tallystick.engine.questions.spending import CouncilMonth, CouncilShown
from tallystick.engine.questions.spending import SmallPayments as Small
from tallystick.find.comparability.coverage import cover, months_within, shared_window
from tallystick.find.findings import Coverage
from tallystick.read.quality import Concern
from tallystick.reference.councils import Councils
from tallystick.words.period import Month
from tallystick.words.remarks import remark

TODAY = date(2026, 11, 23)


def source(basis: str | None) -> SourceRow:
    """One file of the council Ash with a hundred lines."""
    return SourceRow(
        source=str(basis),
        path="a.csv",
        council=ASH,
        bytes=1,
        reader="1",
        lines=100,
        rejected=2,
        total_pence=5_000_000,
        first_paid_on=None,
        last_paid_on=None,
        record={"tables": [{"amount_basis": basis}]},
    )


def small(reference: str, under_250: int, under_500: int, *, referenced: int = 100) -> Small:
    """A hundred lines that come to a hundred payments, so many of them small."""
    return Small(
        council=ASH,
        reference=reference,
        lines=100,
        referenced=referenced,
        payments=100,
        under_250=under_250,
        under_500=under_500,
    )


def covered(
    months: Sequence[str],
    *bases: str | None,
    end: date | None = None,
    sums: Sequence[Small] = (),
) -> Coverage:
    """The coverage of Ash, whose files cover these months ('2024-04')."""
    (seen,) = cover(
        [source(basis) for basis in bases or ("net",)],
        months=[CouncilMonth(ASH, Month.parse(month).first_day) for month in months],
        shown=[CouncilShown(ASH, stray=7, redacted_pence=0, person_pence=0)],
        small=sums,
        councils=Councils([council(ASH, "Ash", end=end)]),
        on=TODAY,
    )
    return seen


def test_months_present_and_missing() -> None:
    seen = covered(["2024-04", "2024-05", "2024-08"])
    assert [str(month) for month in seen.months] == ["2024-04", "2024-05", "2024-08"]
    assert [str(month) for month in seen.missing] == ["2024-06", "2024-07"]
    assert seen.stray_lines == 7
    assert all_told_as(seen.cautions)[1:] == (
        "2 months between the first and the last of Ash are missing; yearly figures scale over "
        "the months present.",
        "7 lines of Ash carry no date, or one outside the months of their file; they count in the "
        "file's main month.",
    )


def test_the_amount_basis_of_several_files() -> None:
    assert covered(["2024-04"], "net", "net").amount_basis == "net"
    assert covered(["2024-04"], "net", None).amount_basis == "net"
    assert covered(["2024-04"], "net", "gross").amount_basis == "mixed"
    assert covered(["2024-04"], None).amount_basis == "not stated"


@pytest.mark.parametrize(
    ("sums", "threshold"),
    [
        ([small("line", 2, 2)], 50_000),
        ([small("line", 2, 30)], 25_000),
        ([small("line", 30, 60)], None),  # small lines or small invoices: nobody can tell
        ([small("line", 30, 60), small("invoice_ref", 1, 2)], 50_000),
        ([small("line", 30, 60), small("transaction_ref", 20, 60)], 0),
        ([small("line", 30, 60), small("transaction_ref", 0, 0, referenced=50)], None),
        ([small("transaction_ref", 9, 9), small("invoice_ref", 0, 9)], 25_000),
    ],
)
def test_the_threshold_shows_in_payments_added_up_by_their_reference(
    sums: list[Small], threshold: int | None
) -> None:
    assert covered(["2024-04"], sums=sums).threshold_pence == threshold


def test_the_window_is_the_longest_run_that_most_councils_cover() -> None:
    early = tuple(month.plus(-48) for month in YEAR)
    seen = [
        coverage(ASH, "Ash"),
        coverage(BECK, "Beck", months=(*early, *YEAR[2:])),
        coverage(COOM, "Coom", months=early[:3]),
    ]
    assert shared_window(seen) == (YEAR[2], YEAR[11])
    assert shared_window(seen[:2]) == (YEAR[2], YEAR[11])
    assert shared_window([seen[0], seen[2]]) is None


def test_an_abolished_council_is_said_to_be() -> None:
    months = [str(month) for month in YEAR]
    assert all_told_as(covered(months, end=date(2025, 4, 1)).cautions)[1:] == (
        "Ash was abolished on 1 April 2025; its contracts passed to its successor.",
    )
    assert len(all_told_as(covered(months, end=date(2028, 4, 1)).cautions)) == 1


def test_months_within_a_window() -> None:
    assert months_within(YEAR, None, None) == 12
    assert months_within(YEAR, YEAR[3], YEAR[5]) == 3
    assert months_within(YEAR, YEAR[11].next, None) == 0


def test_concerns_about_a_councils_files_are_said_after_its_cautions() -> None:
    said = "No file holds a refund: refunds were left out, or count as payments."
    lost = remark("all_signs_lost")
    concern = Concern("signs_lost", lost, ("a.csv",), "leave refunds out")
    (seen,) = cover(
        [source("net")],
        months=[CouncilMonth(ASH, month.first_day) for month in YEAR],
        shown=[],
        small=[],
        councils=Councils([council(ASH, "Ash")]),
        on=TODAY,
        concerns={ASH: (concern,), BECK: ()},
    )
    assert (seen.concerns, all_told_as(seen.cautions)) == ((concern,), (said,))
