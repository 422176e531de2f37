"""The use cases of FORM: a first plan, who should share, the case, an exit, a fair split.

Each takes values and returns values. The command reads the files, prints and writes; a site can
call the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tallystick.engine.snapshot import Snapshot
from tallystick.form.agreement.exit_paper import ExitPaper, make_exit_paper
from tallystick.form.agreement.planned_agreement import PlannedAgreement
from tallystick.form.case.options import make_case
from tallystick.form.case.paper import Paper, make_paper
from tallystick.form.case.terms import Terms
from tallystick.form.case.track_record import CountedRecord
from tallystick.form.partnerships.partition import ENOUGH, THOROUGH
from tallystick.form.partnerships.solution import Solution
from tallystick.form.partnerships.solution import solve as solve_plan
from tallystick.form.plan.first import first_plan, spending_of
from tallystick.form.plan.plan_values import Plan
from tallystick.form.plan.returns import NOTHING, Returns
from tallystick.form.split.airport import Airport
from tallystick.form.split.airport import least_core_epsilon as airport_epsilon
from tallystick.form.split.airport import split_airport as split_airport_by
from tallystick.form.split.core import CoreTest, core_test
from tallystick.form.split.game import Game
from tallystick.form.split.nucleolus import least_core_epsilon
from tallystick.form.split.rules import Rule, Split
from tallystick.form.split.rules import split as split_by
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings
from tallystick.sharing.track_record import TrackRecord
from tallystick.words.council import Council
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

_AIRPORT_RULES = (Rule.SHAPLEY, Rule.NUCLEOLUS)
"""Those that have an answer for an airport."""


def start(
    store: Snapshot,
    councils: Sequence[Council],
    *,
    first_day: date,
    functions: Sequence[Label] = (),
    returns: Returns = NOTHING,
) -> str:
    """A first plan, as the YAML text that the others read: what the store and the reference tables
    know of the councils, what they returned, and the rest marked as blank.

    first_day: of sharing. functions: what the plan is about; none: see first_plan. Raises
    UserMistake for fewer than two councils, or one that is no longer there by then.
    """
    spending = spending_of(store, [council.code for council in councils])
    return first_plan(councils, spending, start=first_day, functions=functions, returns=returns)


def solve(plan: Plan, *, stable: bool = False, thorough: bool = False) -> Solution:
    """Who should share what with whom, with the proof.

    stable: also the best that no part would gain by leaving. thorough: take minutes rather than
    seconds where an answer is not proved to the last pound. Raises UserMistake for a blank that the
    cost model needs.
    """
    return solve_plan(plan, stable=stable, work=THOROUGH if thorough else ENOUGH)


def make_business_case(
    plan: Plan, terms: Terms, *, on: date, about: str = "", own: TrackRecord | None = None
) -> Paper:
    """Every option's worth to the group and to each council.

    on: the day it is made, by whose discount rates it is appraised. about: the key of the way of
    working together to look at closely, '' for the one worth most. own: closed partnerships of the
    user's own, to count savings by. Raises UserMistake as make_case does.
    """
    case = make_case(
        plan,
        terms,
        settings=load_case_settings(),
        schedule=load_discount_schedule(on),
        own=None if own is None else CountedRecord(own),
    )
    return make_paper(case, about=about)


def leave_agreement(
    plan: Plan, planned: PlannedAgreement, leaver: str, *, notice: date
) -> ExitPaper:
    """What follows if a council, by code, gave notice on a day: what it pays, what the others'
    bills become, what the agreement leaves open. Raises UserMistake as make_exit_paper does."""
    return make_exit_paper(plan, planned, leaver, notice=notice)


@dataclass(frozen=True, slots=True)
class TestedSplit:
    """A split by one rule, and whether a group of players would do better on its own."""

    split: Split
    core: CoreTest


@dataclass(frozen=True, slots=True)
class GameSplit:
    """A game split by the rules asked for, in their order. unanswered: rules without an answer to
    this game, and why. epsilon: the least by which the worst-treated group must lose, in the
    game's unit; below zero every group can gain."""

    game: Game
    tested: tuple[TestedSplit, ...]
    unanswered: tuple[tuple[Rule, UserMistake], ...]
    epsilon: float


def split_game(game: Game, rule: Rule | None = None) -> GameSplit:
    """Split by one rule, or by all where it is None. Raises UserMistake where the one rule has no
    answer to the game."""
    tested: list[TestedSplit] = []
    unanswered: list[tuple[Rule, UserMistake]] = []
    for each in [rule] if rule else list(Rule):
        try:
            answer = split_by(game, each)
        except UserMistake as mistake:
            if rule:
                raise
            unanswered.append((each, mistake))
        else:
            tested.append(TestedSplit(answer, core_test(game, answer.shares)))
    return GameSplit(game, tuple(tested), tuple(unanswered), least_core_epsilon(game))


@dataclass(frozen=True, slots=True)
class AirportSplit:
    """What one user of each type pays by each rule, in the order of types; epsilon as in
    GameSplit. Both exact, in the unit of the airport's costs."""

    airport: Airport
    each_pays: Mapping[Rule, Sequence[Fraction]]
    epsilon: Fraction


def split_airport(airport: Airport, rule: Rule | None = None) -> AirportSplit:
    """Split the cost of an airport by one rule, or by both that are usual where it is None. Raises
    UserMistake for a rule that has no answer to airports."""
    each_pays = {
        each: split_airport_by(airport, each) for each in ([rule] if rule else _AIRPORT_RULES)
    }
    return AirportSplit(airport, each_pays, airport_epsilon(airport))
