"""Weak comparisons: refused up front, and told as what was paid."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.find.world import ASH, BECK, COOM, YEAR, all_told_as, cell, coverage, told_as
from tests.find.world import comparison as compare
from tests.find.world import told as tell_all

from tallystick.find.comparability.cells import Comparison
from tallystick.find.comparability.soundness import weak_councils
from tallystick.find.findings import Coverage, OverlapKind
from tallystick.find.overlap.headline import headline, total_saving
from tallystick.find.remarks import of_weak
from tallystick.read.quality import Concern
from tallystick.words.remarks import remark

NO_REFUND = Concern("signs_lost", remark("all_signs_lost"), ("a.csv",), "leave refunds out")
ONE_FILE = Concern(
    "signs_lost", remark("signs_lost", files=("a.csv",), number=1), ("a.csv",), "leave refunds out"
)


def concern(code: str) -> Concern:
    """A concern of this code, in words that do not matter."""
    return Concern(code, remark("reference_text", text="x"), ("a.csv",))


def weakened(*seen: Coverage) -> Comparison:
    """The comparison of these councils with what is weak of it."""
    return replace(compare(*seen), weak=weak_councils(seen, (None, None)))


def test_six_months_in_common_are_enough_and_five_are_not() -> None:
    ash, beck = coverage(ASH, "Ash", months=YEAR[:8]), coverage(BECK, "Beck", months=YEAR[2:])
    assert weak_councils([ash, beck], (None, None)) == {}
    beck = coverage(BECK, "Beck", months=YEAR[3:])
    weak = weak_councils([ash, beck], (None, None))
    assert all_told_as(weak[ASH]) == (
        "Ash shares 5 months with the council that it shares most with; six are needed.",
    )
    assert set(weak) == {ASH, BECK}


def test_months_outside_the_window_are_not_in_common() -> None:
    seen = [coverage(ASH, "Ash"), coverage(BECK, "Beck")]
    assert set(weak_councils(seen, (YEAR[0], YEAR[4]))) == {ASH, BECK}
    assert weak_councils(seen, (YEAR[0], YEAR[5])) == {}


def test_one_short_council_beside_two_long_ones_is_weak_alone() -> None:
    seen = [
        coverage(ASH, "Ash"),
        coverage(BECK, "Beck"),
        coverage(COOM, "Coom", months=YEAR[:4]),
    ]
    assert set(weak_councils(seen, (None, None))) == {COOM}


@pytest.mark.parametrize("code", ["cards_only", "years_in_doubt", "other_currency"])
def test_files_that_bear_no_yearly_figure(code: str) -> None:
    seen = [coverage(ASH, "Ash", concerns=(concern(code),)), coverage(BECK, "Beck")]
    assert ASH in weak_councils([*seen, coverage(COOM, "Coom")], (None, None))


def test_doubt_counts_by_the_pounds_that_it_is_about() -> None:
    beside = [coverage(BECK, "Beck"), coverage(COOM, "Coom")]
    doubt = concern("years_in_doubt")
    for part, is_weak in ((Fraction(99, 1000), False), (Fraction(1, 10), True)):
        ash = coverage(ASH, "Ash", concerns=(replace(doubt, part=part),))
        assert (ASH in weak_councils([ash, *beside], (None, None))) is is_weak


def test_lost_signs_are_those_of_all_files() -> None:
    beside = [coverage(BECK, "Beck"), coverage(COOM, "Coom")]
    lost = coverage(ASH, "Ash", concerns=(NO_REFUND,))
    one = coverage(ASH, "Ash", concerns=(ONE_FILE,))
    assert set(weak_councils([lost, *beside], (None, None))) == {ASH}
    assert weak_councils([one, *beside], (None, None)) == {}


def test_no_headline_is_made_of_a_weak_comparison_and_what_was_paid_is_told() -> None:
    seen = weakened(
        coverage(ASH, "Ash", concerns=(NO_REFUND,)), coverage(BECK, "Beck", months=YEAR[:9])
    )
    cells = [cell(ASH, "quill", 1_200_000), cell(BECK, "quill", 900_000)]
    found = tell_all(cells, seen).opportunities
    category = next(each for each in found if each.kind is OverlapKind.CATEGORY)
    assert (category.stands, category.is_weak, category.saving) == (True, True, None)
    assert category.pence == 2_100_000
    assert told_as(category.sentence).startswith(
        "Both councils buy software and licences, £21k paid between them"
    )
    assert total_saving(found).central == 0
    assert [part.opportunities for part in headline(found, seen)] == [0, 0, 0]
    assert told_as(of_weak(seen)[0]).startswith("No yearly figure is made of this comparison")


def test_the_saving_is_of_the_councils_that_bear_a_yearly_figure() -> None:
    seen = weakened(
        coverage(ASH, "Ash"), coverage(BECK, "Beck"), coverage(COOM, "Coom", concerns=(NO_REFUND,))
    )
    cells = [cell(ASH, "quill", 300_000), cell(BECK, "quill", 200_000)]
    cells.append(cell(COOM, "quill", 9_000_000))
    found = {each.key: each for each in tell_all(cells, seen).opportunities}
    category = found["category:software"]
    assert (category.pence, category.basis_pence, category.is_weak) == (9_500_000, 500_000, False)
    assert told_as(of_weak(seen)[0]) == (
        "No yearly figure and no saving is made of Coom; what was paid is told."
    )
