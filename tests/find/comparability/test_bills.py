"""Bills are not multiplied: one or two in less than a year are what was paid."""

from datetime import date

import pytest
from tests.find.world import ASH, BECK, YEAR, cell, comparison, coverage, told_as
from tests.find.world import found_in as find_in

from tallystick.find.comparability.cells import key_of, mark_bills

NINE = comparison(coverage(ASH, "Ash", months=YEAR[:9]), coverage(BECK, "Beck", months=YEAR[:9]))


@pytest.mark.parametrize(("months", "is_bill"), [(0, False), (1, True), (2, True), (3, False)])
def test_what_is_paid_in_one_or_two_months_is_a_bill(months: int, is_bill: bool) -> None:
    paid = cell(ASH, "quill", 900_000)
    (marked,) = mark_bills([paid], {key_of(paid): {date(2024, 4 + at, 1) for at in range(months)}})
    assert marked.is_bill is is_bill


def test_a_bill_of_another_category_is_no_sign() -> None:
    paid = cell(ASH, "quill", 900_000)
    other = cell(ASH, "quill", 1, category="telecoms")
    (marked,) = mark_bills([paid], {key_of(other): {date(2024, 4, 1)}})
    assert not marked.is_bill


def test_a_bill_is_what_was_paid_and_the_rest_is_scaled() -> None:
    once = cell(ASH, "quill", 900_000)
    (bill,) = mark_bills([once], {key_of(once): {date(2024, 4, 1)}})
    again = cell(ASH, "tarn", 90_000)
    assert NINE.years([bill, again]) == {ASH: 900_000 + 120_000}
    assert NINE.years([once, again]) == {ASH: 1_320_000}


def test_every_figure_a_year_has_what_was_paid_beside_it() -> None:
    cells = [cell(ASH, "quill", 900_000), cell(BECK, "quill", 1_800_000)]
    found = find_in(*cells, seen=NINE)["category:software"]
    assert (found.pence, found.pence_a_year) == (2_700_000, 3_600_000)
    assert [(one.pence, one.pence_a_year) for one in found.suppliers] == [(2_700_000, 3_600_000)]
    assert "£27k paid, which is £36k a year" in told_as(found.sentence)
