"""A plan is solved as a person would who had the time, on worlds small enough to check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.form.partnerships.function import Verdict
from tallystick.form.partnerships.partition import Work
from tallystick.form.partnerships.solution import (
    Solution,
    cautions,
    held_remark,
    overlap_remark,
    proof_remark,
    sceptic_remark,
    solve,
    stable_remark,
    together_remark,
    verdict_remark,
)
from tallystick.form.plan.file import read_plan
from tallystick.form.plan.plan_values import Plan
from tallystick.reference.councils import load_councils
from tallystick.words.mistakes import UserMistake
from tallystick.words.remarks import NO_NAMES, say, say_all

COUNCILS = load_councils().with_extra(EXAMPLE_COUNCILS)
A, B, C, D = "X07000001", "X07000002", "X07000003", "X07000004"
NAMES = {A: "Ashcombe Vale", B: "Brindleford", C: "Thornmarsh", D: "Eastwold"}


def assumed(value: object) -> str:
    return f"{{value: {value}, assumption: a test, owner: J. Finch}}"


def written(
    folder: Path,
    volumes: dict[str, dict[str, int]],
    *,
    model: dict[str, object],
    more: str = "",
    cost: int = 1_000,
    largest: int = 3,
) -> Plan:
    """A plan of four districts: Ashcombe Vale borders all, the others border only it."""
    rest = {"unit": 1, "beta": 1, "coordination": 0, "distance": 0, "retained": 0, "integration": 0}
    lines = ["plan: Test", "start: 2027-04-01", "years: 5", f"largest: {largest}", "councils:"]
    lines += [f"  {A}: {{neighbours: [{B}, {C}, {D}]}}"]
    lines += [f"  {code}: {{neighbours: [{A}]}}" for code in (B, C, D)]
    lines += ["model:", *(f"  {name}: {assumed(each)}" for name, each in (rest | model).items())]
    lines += ["functions:"]
    for function, theirs in volumes.items():
        lines += [f"  {function}:", "    councils:"]
        for code, volume in theirs.items():
            figures = f"cost: {assumed(cost)}, volume: {assumed(volume)}"
            lines.append(f"      {code}: {{{figures}}}")
    path = folder / "plan.yml"
    path.write_text("\n".join([*lines, more, ""]), encoding="utf-8")
    return read_plan(path, councils=COUNCILS)


ALIKE = {A: 100, B: 100, C: 100, D: 100}


def groups(solution: Solution, at: int = 0) -> list[tuple[str, ...]]:
    best = solution.functions[at].answer.best
    return [group.councils for group in best.partnerships]


def test_who_shares_saves_the_fixed_cost(tmp_path: Path) -> None:
    """Fixed £900, coordination £300: a group of three saves 2 x (900 - 300) = £1,200, and so do
    two pairs, but all pairs hold Ashcombe Vale. Three ways to choose the three."""
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "coordination": 300})
    solution = solve(plan)
    (answer,) = solution.functions
    assert answer.verdict is Verdict.SHARE
    assert answer.looked_at == 4 + 3 + 3
    best = answer.answer.best
    assert best.saving == best.saving_at_one == 120_000
    assert best.partnerships[0].alone == 3 * 100_000
    assert best.partnerships[0].cost == 300_000 - 120_000
    assert A in best.partnerships[0].councils
    assert [each.loses for each in answer.answer.next_best] == [
        0,
        0,
        60_000,
        60_000,
        60_000,
        120_000,
    ]
    assert (answer.answer.gap, answer.answer.complete) == (0, True)
    assert (
        say(proof_remark(answer), NO_NAMES)
        == "Proved: no other choice saves more; 10 groups were costed."
    )


def test_do_not_share_is_said_plainly(tmp_path: Path) -> None:
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "coordination": 901})
    solution = solve(plan)
    (answer,) = solution.functions
    assert answer.verdict is Verdict.DO_NOT_SHARE
    assert say(verdict_remark(answer), solution.plan.names) == (
        "Do not share HR: no group of these councils would cost less than each on its own."
    )


def test_improve_alone_is_said_plainly(tmp_path: Path) -> None:
    """Alone each costs 900 + 100 = £1,000 and pays £1,250 today."""
    model: dict[str, object] = {"fixed": 900, "coordination": 901}
    solution = solve(written(tmp_path, {"it": ALIKE}, model=model, cost=1_250))
    (answer,) = solution.functions
    assert answer.verdict is Verdict.IMPROVE_ALONE
    assert answer.improvement == 100_000
    assert say(verdict_remark(answer), solution.plan.names) == (
        "Improve IT alone: no group would cost less than each council run well on its own, which "
        "saves £1,000 a year against today."
    )


def test_the_unit_cost_holds_at_the_mean_volume_for_any_exponent(tmp_path: Path) -> None:
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 0, "beta": 0.9, "unit": 3})
    assert [each.alone for each in solve(plan).functions[0].alone] == [30_000] * 4


def test_a_belief_in_scale_is_named(tmp_path: Path) -> None:
    """Without a fixed cost nothing is saved at exponent 1, and coordination costs £10 each."""
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 0, "beta": 0.5, "coordination": 10})
    (answer,) = solve(plan).functions
    assert answer.answer.best.saving == pytest.approx(100 * (300 - 100 * 3**0.5) - 2_000, abs=1)
    assert answer.answer.best.saving_at_one == -2_000
    assert not answer.sceptic.best.partnerships
    assert say(sceptic_remark(answer), NO_NAMES) == (
        "It rests wholly on the belief that larger is cheaper: where size saves nothing but the "
        "fixed cost (exponent 1), these groups save −£20 a year."
    )


@pytest.mark.parametrize("apart", [[A, B], [A, B, C]])
def test_who_is_to_be_apart_is_apart(tmp_path: Path, apart: list[str]) -> None:
    more = f"choices:\n  - {{apart: [{', '.join(apart)}], why: a quarrel, owner: J. Finch}}"
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "coordination": 300}, more=more)
    solution = solve(plan)
    for group in groups(solution):
        assert len(set(group) & set(apart)) <= 1
    best = solution.functions[0].answer.best
    assert best.saving == (120_000 if len(apart) == 2 else 60_000)
    said = say_all(cautions(solution.plan, plan.functions[0], best), solution.plan.names)
    assert said[-1].startswith("Fixed: Ashcombe Vale")
    assert said[-1].endswith(" apart (a quarrel; J. Finch).")


def test_who_is_to_be_together_is_together_though_it_costs_more(tmp_path: Path) -> None:
    """Brindleford and Thornmarsh do not border; coordination is dearer than what is saved."""
    more = f"choices:\n  - {{together: [{B}, {C}], why: agreed, owner: J. Finch}}"
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "coordination": 901}, more=more)
    solution = solve(plan, stable=True)
    assert groups(solution) == [(B, C)]
    assert solution.functions[0].answer.best.saving == -100


def test_choices_at_odds_are_refused(tmp_path: Path) -> None:
    more = (
        f"choices:\n  - {{together: [{B}, {C}], why: agreed, owner: J. Finch}}\n"
        f"  - {{apart: [{C}, {B}], why: a quarrel, owner: J. Finch}}"
    )
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900}, more=more)
    with pytest.raises(UserMistake, match=f"{C} and {B} are to be together by another choice"):
        solve(plan)


def test_more_together_than_a_group_holds_is_refused(tmp_path: Path) -> None:
    more = f"choices:\n  - {{together: [{B}, {C}, {D}], why: agreed, owner: J. Finch}}"
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900}, more=more, largest=2)
    with pytest.raises(UserMistake, match="3 councils are to be together, and groups are of 2"):
        solve(plan)


def test_a_blank_that_is_needed_is_named(tmp_path: Path) -> None:
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900})
    path = Path(plan.path)
    text = path.read_text("utf-8").replace(f"volume: {assumed(100)}", "volume: null", 1)
    path.write_text(text, "utf-8")
    with pytest.raises(UserMistake, match=rf"line 21, functions.hr.councils.{A}.volume: it is bl"):
        solve(read_plan(path, councils=COUNCILS))


def test_distance_needs_to_know_where_councils_are(tmp_path: Path) -> None:
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "distance": 2})
    with pytest.raises(UserMistake, match="the place of Ashcombe Vale is not known"):
        solve(plan)


def test_functions_chosen_together_are_coordinated_once(tmp_path: Path) -> None:
    """HR: Ashcombe Vale and Brindleford; finance alone would pair Ashcombe Vale with any. Fixed
    £900 less £600 to coordinate saves £300 for each function; one pair for both saves £600 more."""
    volumes = {"hr": {A: 100, B: 100}, "finance": {A: 100, B: 100, C: 100}}
    plan = written(tmp_path, volumes, model={"fixed": 900, "coordination": 600}, largest=2)
    solution = solve(plan)
    together = solution.together
    assert together is not None
    (pair,) = together.partnerships
    assert pair.councils == (A, B)
    assert len(pair.functions) == 2
    assert (pair.saving, pair.coordination_saved) == (120_000, 60_000)
    assert together.saving == 120_000
    assert together.separately in (60_000, 120_000)  # which of the two finance pairs is named first


def test_sharing_that_pays_only_for_both_functions_is_found(tmp_path: Path) -> None:
    """£900 saved for each function, £1,000 to coordinate: alone it never pays, together £800."""
    volumes = {"hr": {A: 100, B: 100}, "finance": {A: 100, B: 100}}
    plan = written(tmp_path, volumes, model={"fixed": 900, "coordination": 1_000})
    solution = solve(plan)
    assert groups(solution) == groups(solution, 1) == []
    assert solution.together is not None
    assert (solution.together.saving, solution.together.separately) == (80_000, 0)
    assert solution.together.worth_more
    assert say(together_remark(solution), solution.plan.names) == (
        "Choosing partners for all functions at once saves £800 a year, £800 more than function "
        "by function: coordinating once saves £1,000."
    )


def test_one_function_is_not_solved_together(tmp_path: Path) -> None:
    solution = solve(written(tmp_path, {"hr": ALIKE}, model={"fixed": 900}))
    assert solution.together is None
    assert say(together_remark(solution), solution.plan.names) == (
        "Each function was solved on its own: there is one function."
    )
    assert say(overlap_remark(solution), solution.plan.names) == ""


def payroll(ends: str) -> str:
    return f"partnerships:\n  - {{name: Payroll, functions: [hr], members: [{C}, {D}]{ends}}}"


PAIRS = {"hr": {A: 1, B: 1, C: 1, D: 1}}


def test_a_partnership_that_may_be_left_is_named(tmp_path: Path) -> None:
    more = payroll(", notice_months: 12")
    plan = written(tmp_path, PAIRS, model={"fixed": 900}, more=more, largest=2)
    solution = solve(plan)
    assert say_all(
        cautions(solution.plan, plan.functions[0], solution.functions[0].answer.best),
        solution.plan.names,
    ) == (
        "Thornmarsh and Eastwold share this already (Payroll, without an agreed end, on 12 "
        "months' notice); the cost of leaving it is not counted here.",
    )
    assert say(held_remark(solution.plan, solution.functions[0]), solution.plan.names) == ""


def test_a_partnership_that_runs_on_keeps_its_members_together(tmp_path: Path) -> None:
    """Thornmarsh and Eastwold border only Ashcombe Vale: each pair saves the fixed £900 less 100
    to coordinate, and theirs leaves Ashcombe Vale free for Brindleford."""
    model: dict[str, object] = {"fixed": 900, "coordination": 100}
    free = solve(written(tmp_path, PAIRS, model=model, largest=2))
    assert groups(free) == [(A, B)] and free.functions[0].freed is None
    held = solve(
        written(tmp_path, PAIRS, model=model, more=payroll(", ends: 2028-03-31"), largest=2)
    )
    assert groups(held) == [(A, B), (C, D)]
    assert say(held_remark(held.plan, held.functions[0]), held.plan.names) == (
        "Thornmarsh and Eastwold stay together until 31 March 2028 (Payroll). Without that no "
        "other choice would save more."
    )


def test_what_a_partnership_keeps_from_being_saved_is_told(tmp_path: Path) -> None:
    """Ashcombe Vale alone could join three others; tied to Brindleford it has room for one."""
    tied = f"partnerships:\n  - {{name: P, functions: [hr], members: [{B}, {C}], ends: 2029-03-31}}"
    volumes = {"hr": {A: 1, B: 1, C: 1}}
    model: dict[str, object] = {"fixed": 900, "retained": 0, "coordination": 950}
    plan = written(tmp_path, volumes, model=model, more=tied)
    answer = solve(plan).functions[0]
    assert answer.answer.best.saving == -5_000
    assert say(held_remark(plan, answer), plan.names) == (
        "Brindleford and Thornmarsh stay together until 31 March 2029 (P). After that the best is "
        "each council on its own, which saves £50 a year more."
    )


def test_a_partnership_that_has_ended_by_then_binds_nobody(tmp_path: Path) -> None:
    more = payroll(", ends: 2027-03-31")
    plan = written(tmp_path, PAIRS, model={"fixed": 900, "coordination": 950}, more=more)
    solution = solve(plan)
    assert groups(solution) == []
    assert (
        say_all(
            cautions(solution.plan, plan.functions[0], solution.functions[0].answer.best),
            solution.plan.names,
        )
        == ()
    )


def test_a_partnership_at_odds_with_a_choice_is_refused(tmp_path: Path) -> None:
    more = payroll(", ends: 2028-03-31") + (
        f"\nchoices:\n  - {{apart: [{C}, {D}], why: a quarrel, owner: J. Finch}}"
    )
    plan = written(tmp_path, PAIRS, model={"fixed": 900}, more=more)
    with pytest.raises(UserMistake, match=f"{C} and {D} are to be together by another choice"):
        solve(plan)


def test_with_little_work_the_gap_is_said(tmp_path: Path) -> None:
    """Without a round of pricing the bound is loose, but it holds, and the answer is found."""
    plan = written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "coordination": 300})
    (answer,) = solve(plan, work=Work(rounds=0, candidates=1, nodes=1)).functions
    assert answer.answer.gap > 0
    assert answer.answer.next_best == ()
    assert answer.answer.best.saving + answer.answer.gap >= 120_000
    assert say(proof_remark(answer), NO_NAMES).startswith("Proved to within £")


def test_stability_is_said(tmp_path: Path) -> None:
    solution = solve(
        written(tmp_path, {"hr": ALIKE}, model={"fixed": 900, "coordination": 300}), stable=True
    )
    assert say(stable_remark(solution.functions[0]), solution.plan.names) == (
        "Nobody would gain by leaving: the best is stable."
    )


def every_way(codes: list[str], able: set[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    if not codes:
        yield []
        return
    for group in able:
        if group[0] == codes[0] and set(group) <= set(codes):
            for rest in every_way([each for each in codes if each not in group], able):
                yield [group, *rest]


@settings(max_examples=25)
@given(
    st.lists(st.integers(1, 500), min_size=8, max_size=8),
    st.integers(0, 500),
    st.integers(0, 300),
    st.sampled_from([0.85, 0.93, 1.0]),
)
def test_all_functions_together_are_the_best_of_all_ways(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[int],
    fixed: int,
    coordination: int,
    beta: float,
) -> None:
    """Against every pair of partitions, each group alike in both coordinated once."""
    volumes = {
        "hr": dict(zip((A, B, C, D), drawn[:4], strict=True)),
        "finance": dict(zip((A, B, C, D), drawn[4:], strict=True)),
    }
    plan = written(
        tmp_path_factory.mktemp("plans"),
        volumes,
        model={"fixed": fixed, "coordination": coordination, "beta": beta},
    )
    solution = solve(plan)
    mean = {name: sum(theirs.values()) / 4 for name, theirs in volumes.items()}

    def cost(name: str, group: tuple[str, ...]) -> int:
        volume = float(sum(volumes[name][code] for code in group))
        unit = 100 * mean[name] ** (1 - beta)
        extra = (len(group) - 1) * coordination * 100
        return round(fixed * 100 + unit * volume**beta + extra)

    def saving(name: str, group: tuple[str, ...]) -> int:
        return sum(cost(name, (code,)) for code in group) - cost(name, group)

    able = {(A,), (B,), (C,), (D,), (A, B), (A, C), (A, D), (A, B, C), (A, B, D), (A, C, D)}
    ways = list(every_way([A, B, C, D], able))
    best = max(
        sum(saving("hr", group) for group in one)
        + sum(saving("finance", group) for group in other)
        + sum((len(group) - 1) * coordination * 100 for group in set(one) & set(other))
        for one in ways
        for other in ways
    )
    assert solution.together is not None
    assert abs(solution.together.saving - best) <= 8  # a penny of rounding for each cost
    assert solution.together.saving >= solution.together.separately
