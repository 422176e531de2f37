"""The states a claimed pound goes through, the evidence that each step needs, and its colour."""

from enum import IntEnum, StrEnum
from fractions import Fraction


class State(StrEnum):
    """The state of a claimed pound: first the states of the ladder, then the side states."""

    ANTICIPATED = "anticipated"
    APPROVED = "approved"  # in the medium-term financial strategy
    REMOVED = "removed from budget"
    ACTUAL = "actual in ledger"
    VERIFIED = "verified"  # by each section 151 officer
    AUDITED = "audited"
    SLIPPED = "slipped"
    REDUCED = "reduced"
    REPLACED = "replaced by mitigation"
    WRITTEN_OFF = "written off"
    REVERSED = "reversed"  # the service was bought back
    DISPUTED = "disputed"


class Grade(IntEnum):
    """How good the evidence is."""

    ASSERTION = 0
    PLAN = 1
    VIREMENT = 2
    LEDGER = 3
    RECORD = 4  # payroll or contract record tied to the mechanism
    AUDIT = 5


class Colour(StrEnum):
    """RAG, as council programmes use it."""

    BLUE = "blue"  # delivered and verified
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"  # not started
    BLACK = "black"  # written off


LADDER = (
    State.ANTICIPATED,
    State.APPROVED,
    State.REMOVED,
    State.ACTUAL,
    State.VERIFIED,
    State.AUDITED,
)
_FINAL = (State.WRITTEN_OFF, State.REVERSED)
_GREEN, _AMBER = Fraction(95, 100), Fraction(75, 100)
_ONE_QUARTER = 3
"""Green from 95% of the target, amber from 75% and up to a quarter late. The project's proposal,
after how council programmes colour theirs; not measured."""


def may_move(old: State, new: State) -> bool:
    """True when a pound may change from the old state to the new one.

    Up the ladder one state at a time; to a side state from any state that is not final; from a side
    state only to the lowest two states, so that every later state must be proved again. The same
    state is always allowed.
    """
    if old == new:
        return True
    if old in _FINAL:
        return False
    if new not in LADDER:
        return True
    if old in LADDER:
        return LADDER.index(new) == LADDER.index(old) + 1
    return new in LADDER[:2]


def needed_grade(state: State) -> Grade:
    """The least evidence grade that a state requires: for the ladder, the grade at the same place;
    for side states the lowest grade."""
    return Grade(LADDER.index(state)) if state in LADDER else Grade.ASSERTION


def colour(
    state: State,
    *,
    started: bool,
    forecast: Fraction | None,
    has_date: bool,
    slipped_months: int = 0,
) -> Colour:
    """The colour of a claim. forecast: delivered over the target it is held against, None where
    nothing is known. has_date: whether the mechanism takes effect on a known day."""
    if state in _FINAL:
        return Colour.BLACK
    if not started:
        return Colour.GREY
    if forecast is None or forecast < _AMBER or not has_date or slipped_months > _ONE_QUARTER:
        return Colour.RED
    if forecast < _GREEN or slipped_months > 0:
        return Colour.AMBER
    return Colour.BLUE if state in (State.VERIFIED, State.AUDITED) else Colour.GREEN
