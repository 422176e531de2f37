"""What the user's own closed partnerships change in a case, by hand."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.form import case_world as world

from tallystick.form.case.lines import LineKind
from tallystick.form.case.options import BusinessCase, make_case
from tallystick.form.case.sensitivity import precedents
from tallystick.form.case.track_record import CountedRecord
from tallystick.reference.appraisal import load_discount_schedule, load_evidence_grades
from tallystick.reference.case import load_case_settings


def case_of(folder: Path, own: CountedRecord | None) -> BusinessCase:
    plan, terms = world.read(world.written(folder))
    schedule = load_discount_schedule(plan.start)
    return make_case(plan, terms, settings=load_case_settings(), schedule=schedule, own=own)


def test_seven_claims_are_shown_and_change_nothing(tmp_path: Path) -> None:
    own = world.track_record(delivered=[100, 0, 50, 50, 50, 50, 50])
    assert own.record.delivered == Fraction(1, 2)
    assert not own.is_enough and own.counted == load_evidence_grades()
    assert own.sentences == (
        "Your own one closed partnership delivered 50% of the £700 that it promised.",
        "That is 7 closed claims; from 8 on they change what is counted of a saving, and until "
        "then the assumptions of this project stand.",
    )
    assert case_of(tmp_path, own).options == case_of(tmp_path, None).options


def test_eight_claims_draw_every_grade_towards_what_they_delivered(tmp_path: Path) -> None:
    """Eight that delivered half, and four that delivered what the table says: of grade A
    (8 x 0.5 + 4 x 0.95) / 12 = 0.65."""
    own = world.track_record(delivered=[50] * 8)
    assert own.counted == {
        "A": Decimal("0.65"), "B": Decimal("0.6"), "C": Decimal("0.5333"),
        "D": Decimal("0.4667"), "E": Decimal("0.4"),
    }  # fmt: skip
    lead = case_of(tmp_path, own).option("lead")
    line = next(
        each
        for each in lead.lines
        if (each.council, each.item, each.kind) == (world.CAMBRIDGE, "L1", LineKind.SAVING)
    )
    assert (line.stated[3], line.counted[3]) == (4_000_000, 2_600_000)
    assert line.because.endswith(
        "Counted at 65% by your own 8 closed claims; the assumption of this project for evidence "
        "A is 95%."
    )


@pytest.mark.parametrize(("delivered", "counted"), [(-500, "0"), (900, "1")])
def test_no_less_than_nothing_and_no_more_than_is_stated(
    tmp_path: Path, delivered: int, counted: str
) -> None:
    own = world.track_record(delivered=[delivered] * 8)
    assert set(own.counted.values()) == {Decimal(counted)}


def test_own_partnerships_stand_before_the_published_ones(tmp_path: Path) -> None:
    own = world.track_record(delivered=[50])
    case, plain = case_of(tmp_path, own), case_of(tmp_path, None)
    first, *others = precedents(case, case.option("lead"))
    assert (first.ratio.case, first.ratio.low) == ("Vale Payroll", Decimal("0.5"))
    assert tuple(others) == precedents(plain, plain.option("lead"))
    needed = case.option("lead").needed
    assert needed is not None and first.at_low is not None
    assert (first.at_low >= 0) == (needed <= Fraction(1, 2))


def test_a_register_without_a_closed_partnership_says_so(tmp_path: Path) -> None:
    own = world.track_record(delivered=[])
    assert own.sentences == ("None of your own partnerships in the register has closed yet.",)
    assert case_of(tmp_path, own).options == case_of(tmp_path, None).options
