"""States, evidence and colours."""

from fractions import Fraction

import pytest

from tallystick.prove.register.ladder import (
    Colour,
    Grade,
    State,
    colour,
    may_move,
    needed_grade,
)


def test_a_pound_climbs_one_rung_at_a_time() -> None:
    rungs = (
        State.ANTICIPATED,
        State.APPROVED,
        State.REMOVED,
        State.ACTUAL,
        State.VERIFIED,
        State.AUDITED,
    )
    for at, low in enumerate(rungs):
        assert [may_move(low, high) for high in rungs] == [
            step in (at, at + 1) for step in range(len(rungs))
        ]
    assert not may_move(State.ANTICIPATED, State.REMOVED)
    assert not may_move(State.VERIFIED, State.ACTUAL)
    assert may_move(State.APPROVED, State.APPROVED)


def test_side_states_are_open_from_everywhere_and_lead_back_to_the_bottom() -> None:
    assert may_move(State.ACTUAL, State.SLIPPED)
    assert may_move(State.SLIPPED, State.APPROVED)
    assert not may_move(State.DISPUTED, State.VERIFIED)


@pytest.mark.parametrize("final", [State.WRITTEN_OFF, State.REVERSED])
def test_what_is_final_stays(final: State) -> None:
    assert not any(may_move(final, state) for state in State if state != final)


def test_each_rung_needs_its_evidence() -> None:
    assert needed_grade(State.ANTICIPATED) == Grade.ASSERTION
    assert needed_grade(State.ACTUAL) == Grade.LEDGER
    assert needed_grade(State.AUDITED) == Grade.AUDIT
    assert needed_grade(State.DISPUTED) == Grade.ASSERTION


@pytest.mark.parametrize(
    ("state", "forecast", "dated", "slipped", "expected"),
    [
        (State.VERIFIED, Fraction(1), True, 0, Colour.BLUE),
        (State.ACTUAL, Fraction(95, 100), True, 0, Colour.GREEN),
        (State.ACTUAL, Fraction(94, 100), True, 0, Colour.AMBER),
        (State.ACTUAL, Fraction(1), True, 3, Colour.AMBER),
        (State.ACTUAL, Fraction(1), True, 4, Colour.RED),
        (State.ACTUAL, Fraction(75, 100), True, 0, Colour.AMBER),
        (State.ACTUAL, Fraction(74, 100), True, 0, Colour.RED),
        (State.ACTUAL, Fraction(1), False, 0, Colour.RED),
        (State.ACTUAL, None, True, 0, Colour.RED),
        (State.WRITTEN_OFF, Fraction(1), True, 0, Colour.BLACK),
    ],
)
def test_colours(
    state: State, forecast: Fraction | None, dated: bool, slipped: int, expected: Colour
) -> None:
    found = colour(state, started=True, forecast=forecast, has_date=dated, slipped_months=slipped)
    assert found == expected


def test_what_has_not_started_is_grey() -> None:
    assert colour(State.APPROVED, started=False, forecast=None, has_date=True) == Colour.GREY
