"""FORM's use cases as functions of values, without a command and without a file of ours."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.form import case_world as world

from tallystick.engine.store import open_store
from tallystick.form import trip
from tallystick.form.agreement.file import read_agreement
from tallystick.form.plan.file import read_plan
from tallystick.form.split.airport import Airport
from tallystick.form.split.game import Game
from tallystick.form.split.game_file import read_game
from tallystick.form.split.rules import Rule
from tallystick.reference.councils import load_councils
from tallystick.words.labels import Label
from tallystick.words.mistakes import UserMistake

C, H, S = world.CAMBRIDGE, world.HUNTS, world.SOUTH
TWO = '{"players": ["A", "B"], "kind": "cost", "coalitions": {"A": 11, "B": 7, "A+B": 15}}'
THREE = """{"players": ["1", "2", "3"], "kind": "value",
            "coalitions": {"1+2": 1, "1+3": 1, "2+3": 1, "1+2+3": 1}}"""
AIRPORT = """{"kind": "airport", "types": ["small", "large"], "movements": [2, 1],
              "annual_cost": [6, 10]}"""


def game(folder: Path, text: str) -> Game:
    path = folder / "game.json"
    path.write_text(text)
    read = read_game(path)
    assert isinstance(read, Game)
    return read


def test_a_first_plan_of_an_empty_store_is_all_blanks(tmp_path: Path) -> None:
    known = load_councils()
    councils = [council for code in (C, S) if (council := known.by_code(code))]
    with open_store(tmp_path / "store") as store:
        text = trip.start(store, councils, first_day=date(2028, 4, 1), functions=[Label.HR])
    path = tmp_path / "plan.yml"
    path.write_text(text, encoding="utf-8")
    plan = read_plan(path, councils=known)
    assert plan.codes == (C, S) and plan.start == date(2028, 4, 1)
    assert [function.label for function in plan.functions] == [Label.HR]


def test_who_should_share(tmp_path: Path) -> None:
    """£1,000 fixed each, and £100 to coordinate two: the two that border each other save £900."""
    plan, _terms = world.read(world.written(tmp_path, world.modelled(coordination=100)))
    solution = trip.solve(plan, stable=True)
    best = solution.functions[0].answer.best
    assert [group.councils for group in best.partnerships] == [(C, S)]
    assert best.saving == 900_00


def test_a_case_counts_by_the_users_own_record(tmp_path: Path) -> None:
    plan, terms = world.read(world.written(tmp_path))
    own = world.track_record(delivered=[50] * 8).record
    paper = trip.make_business_case(plan, terms, on=plan.start, about="lead", own=own)
    assert paper.shared.option.key == "lead"
    assert paper.case.own is not None and paper.case.own.record == own
    assert trip.make_business_case(plan, terms, on=plan.start).case.own is None


def test_a_council_that_leaves_pays_up_to_the_cap(tmp_path: Path) -> None:
    path = world.written(tmp_path)
    plan, _terms = world.read(path)
    paper = trip.leave_agreement(plan, read_agreement(path, plan), H, notice=date(2026, 11, 30))
    assert (paper.exit.due, paper.exit.pays) == (215_000_00, 100_000_00)
    assert paper.agreed.exit.notice_months == 12
    with pytest.raises(UserMistake, match="E06000001 is not in the agreement"):
        trip.leave_agreement(
            plan, read_agreement(path, plan), "E06000001", notice=date(2026, 11, 30)
        )


def test_a_game_of_two_is_split_by_every_rule(tmp_path: Path) -> None:
    """Together they save 3: the nucleolus gives each half, and the worst-treated group gains it."""
    found = trip.split_game(game(tmp_path, TWO))
    assert [each.split.rule for each in found.tested] == list(Rule)
    last = found.tested[-1]
    assert last.split.rule is Rule.NUCLEOLUS
    assert last.split.shares.round(9).tolist() == [9.5, 5.5] and last.core.in_core
    assert (found.unanswered, round(found.epsilon, 9)) == ((), -1.5)


def test_a_rule_without_an_answer_is_named_or_refused(tmp_path: Path) -> None:
    """Nobody is worth or adds anything alone, so that nothing can be in proportion to either."""
    votes = game(tmp_path, THREE)
    found = trip.split_game(votes)
    assert [rule for rule, _why in found.unanswered] == [
        Rule.PROPORTIONAL, Rule.SCRB, Rule.TAU,
    ]  # fmt: skip
    assert Rule.TAU not in [each.split.rule for each in found.tested]
    with pytest.raises(UserMistake, match="tau has no answer"):
        trip.split_game(votes, Rule.TAU)


def test_an_airport_is_split_exactly(tmp_path: Path) -> None:
    """6 shared by all three, and 4 more for the one that needs it."""
    path = tmp_path / "airport.json"
    path.write_text(AIRPORT)
    airport = read_game(path)
    assert isinstance(airport, Airport)
    found = trip.split_airport(airport)
    assert list(found.each_pays) == [Rule.SHAPLEY, Rule.NUCLEOLUS]
    assert tuple(found.each_pays[Rule.SHAPLEY]) == (2, 6)
    assert found.epsilon == Fraction(-2)
    assert list(trip.split_airport(airport, Rule.SHAPLEY).each_pays) == [Rule.SHAPLEY]
