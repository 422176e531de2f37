"""Each group's bill against what every part of it would pay, and the ways of sharing the saving."""

from datetime import date
from pathlib import Path

import pytest
from tests.form import case_world as world
from tests.form.case_world import assumed, modelled

from tallystick.form.case.fairness import Fairness, check_fairness
from tallystick.form.case.options import BusinessCase, make_case
from tallystick.form.case.paper import make_paper
from tallystick.form.case.savings_sharing import ways_of_sharing
from tallystick.form.case.sharing import Sharing
from tallystick.form.split.savings import Pattern
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings
from tallystick.reference.councils import load_councils
from tallystick.words.labels import Label
from tallystick.words.remarks import CouncilNames, remark, say, say_all

C, H, S = world.CAMBRIDGE, world.HUNTS, world.SOUTH
SCHEDULE = load_discount_schedule(date(2026, 11, 23))
THREE = f"case:\n  groups: {{hr: [[{C}, {H}, {S}]]}}\n"


def case_of(folder: Path, text: str) -> BusinessCase:
    plan, terms = world.read(world.written(folder, text))
    return make_case(plan, terms, settings=load_case_settings(), schedule=SCHEDULE)


NAMES = CouncilNames.of(load_councils())


def three(basis: str, *, coordination: int = 100) -> str:
    text = modelled(coordination=coordination).replace("case:\n", THREE)
    return text.replace("  hr:\n", f"  hr:\n    basis: {basis}\n")


def fairness_of(folder: Path, text: str) -> Fairness:
    case = case_of(folder, text)
    (found,) = check_fairness(case.plan, case.sharings)
    return found


def test_who_pays_what_in_plain_words(tmp_path: Path) -> None:
    """£1,000 alone, £100 for each partner after the first: £1,200 for three. By heads 20, 10 and
    10 that is £600, £300 and £300; each adds £100 by joining, so £900 of it is nobody's."""
    found = fairness_of(tmp_path, three("headcount"))
    assert [row.pays for row in found.shares] == [60_000, 30_000, 30_000]
    assert [row.alone for row in found.shares] == [100_000] * 3
    assert [row.shapley for row in found.shares] == [40_000] * 3
    assert [row.nucleolus for row in found.shares] == [40_000] * 3
    assert say_all(found.said, NAMES) == (
        "Cambridge pays £600, £400 less than alone; could not do better in any smaller group; "
        "carries £500 of the £900 that nobody adds by joining.",
        "Huntingdonshire pays £300, £700 less than alone; could not do better in any smaller "
        "group; carries £200 of the £900 that nobody adds by joining.",
        "South Cambridgeshire pays £300, £700 less than alone; could not do better in any smaller "
        "group; carries £200 of the £900 that nobody adds by joining.",
        "There are splits that nobody would leave; the best leaves each group £300 to spare.",
        "That holds also where size saves nothing but the fixed cost (exponent 1).",
    )


def test_who_would_do_better_elsewhere_is_told(tmp_path: Path) -> None:
    """At £450 for each partner three pay £1,900, and two £1,450: Cambridge, billed £950 by its
    heads, would pay £725 in a pair, and Huntingdonshire, at £475, would not have it."""
    found = fairness_of(tmp_path, three("headcount", coordination=450))
    assert say_all(found.said, NAMES)[0] == (
        "Cambridge pays £950, £50 less than alone; could not do better in any smaller group; "
        "carries £500 of the £550 that nobody adds by joining."
    )
    dear = fairness_of(tmp_path, three("cost", coordination=900))  # £2,800 for what costs £3,000
    assert say_all(dear.said, NAMES)[0].startswith(
        "Cambridge pays £1,400, £400 more than alone; a smaller group with it would do £400 better"
    )
    assert say_all(dear.said, NAMES)[3].startswith("There are splits that nobody would leave")


def test_a_basis_that_is_not_known_is_told(tmp_path: Path) -> None:
    without = three("headcount").replace("    basis: headcount\n", "", 1)
    found = fairness_of(tmp_path, without)
    assert "the plan names no basis for the bill" in say_all(found.said, NAMES)[0]
    given = f"      {C}:\n        drivers: {{invoices: {assumed(5)}}}\n"
    found = fairness_of(tmp_path, three("invoices").replace(f"      {C}:\n", given))
    assert found.shares == ()
    assert f"the invoices of {H} is blank" in say_all(found.said, NAMES)[0]
    blank = fairness_of(tmp_path, world.PLAN.replace("  hr:\n", "  hr:\n    basis: cost\n"))
    assert "fixed is blank, line" in say_all(blank.said, NAMES)[0]


def test_a_group_too_large_to_list_is_sampled(tmp_path: Path) -> None:
    """Twenty-one of the reference table alike, at £1,000 fixed and £10 for each partner: £1,200, of
    which the Shapley share of each is a twenty-first."""
    codes = [f"E070000{at:02d}" for at in (8, 9, 10, 11, 12)] + [
        f"E07000{at:03d}" for at in (32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47)
    ]
    model = {"fixed": 1000, "unit": 0, "beta": 1, "coordination": 10, "distance": 0, "retained": 0,
             "integration": 0}  # fmt: skip
    text = "plan: P\nstart: 2026-12-01\ncouncils:\n" + "".join(f"  {c}: {{}}\n" for c in codes)
    text += "model:\n" + "".join(f"  {name}: {assumed(each)}\n" for name, each in model.items())
    text += "functions:\n  hr:\n    basis: equal\n    councils:\n" + "".join(
        f"      {c}: {{cost: {assumed(1)}, volume: {assumed(1)}}}\n" for c in codes
    )
    plan, _terms = world.read(world.written(tmp_path, text))
    sharing = Sharing(
        function=Label.HR, groups=(tuple(codes),), already=(), because=remark("as_stated")
    )
    (found,) = check_fairness(plan, [sharing])
    assert sum(row.pays for row in found.shares) == 120_000
    assert {row.alone for row in found.shares} == {100_000}
    assert all(row.nucleolus is None for row in found.shares)
    assert sum(row.shapley for row in found.shares) == pytest.approx(120_000, abs=21)
    assert say_all(found.said, NAMES)[0].endswith("less than alone.")
    assert "The group is too large to look at every part of it" in say_all(found.said, NAMES)[-1]


def test_each_way_shares_out_the_same_whole(tmp_path: Path) -> None:
    case = case_of(tmp_path, three("headcount"))
    paper = make_paper(case, about="lead")
    ways = {way.pattern: way for way in paper.ways}
    assert set(ways) == set(Pattern) and not any(way.why_not for way in ways.values())
    for way in ways.values():
        for year, whole in enumerate(paper.shared.group.net):
            assert sum(each[year] for each in way.net.values()) == whole
    own = {effect.council: effect.net for effect in paper.shared.councils}
    assert ways[Pattern.OWN].net == own
    # Baselines are 2:1:1 as heads are, and Shapley is equal here.
    assert ways[Pattern.BASELINE].net == ways[Pattern.BASIS].net
    assert ways[Pattern.SHAPLEY].worth[H] > ways[Pattern.BASIS].worth[H]
    later = ways[Pattern.OWN].pool
    assert all(sum(each[year] for each in later.moves.values()) == 0 for year in range(10))


def test_a_way_that_is_not_open_says_why(tmp_path: Path) -> None:
    case = case_of(tmp_path, world.PLAN)
    ways = {way.pattern: way for way in ways_of_sharing(case, case.option("lead"))}
    assert ways[Pattern.OWN].why_not is ways[Pattern.BASELINE].why_not is None
    assert "no basis" in say(ways[Pattern.BASIS].why_not, NAMES)
    assert ways[Pattern.BASIS].worth == {}
    assert "fixed is blank" in say(ways[Pattern.SHAPLEY].why_not, NAMES)
