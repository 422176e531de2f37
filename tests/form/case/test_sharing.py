"""Who shares in a case: as stated, as proved, or all; and never against what is decided."""

from datetime import date
from pathlib import Path

import pytest
from tests.form import case_world as world
from tests.form.case_world import modelled

from tallystick.form.case.lines import LineKind
from tallystick.form.case.options import BusinessCase, make_case
from tallystick.form.case.paper import cautions, make_paper
from tallystick.form.case.reorganised import before
from tallystick.form.case.sharing import sharing_remarks
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings
from tallystick.words.mistakes import UserMistake
from tallystick.words.money import pounds
from tallystick.words.period import FinancialYear
from tallystick.words.remarks import say_all

C, H, S = world.CAMBRIDGE, world.HUNTS, world.SOUTH
SCHEDULE = load_discount_schedule(date(2026, 11, 23))


def case_of(folder: Path, text: str) -> BusinessCase:
    plan, terms = world.read(world.written(folder, text))
    return make_case(plan, terms, settings=load_case_settings(), schedule=SCHEDULE)


def said(case: BusinessCase) -> tuple[str, ...]:
    return say_all(sharing_remarks(case.plan, case.sharings), case.plan.names)


def sharers(case: BusinessCase) -> set[str]:
    return {line.council for line in case.option("lead").lines}


def test_the_groups_are_those_proved_best(tmp_path: Path) -> None:
    """The one pair that there can be saves £1,000 less £400, and it alone has lines."""
    case = case_of(tmp_path, modelled(coordination=400))
    (sharing,) = case.sharings
    assert sharing.groups == ((C, S),)
    assert sharers(case) == {C, S}
    assert {line.council for line in case.option("alone").lines} == {C}  # L2 and L5 are his alone
    assert said(case) == (
        "HR is shared by Cambridge and South Cambridgeshire: proved best by the cost model, which "
        "puts it at £600 a year.",
    )
    together = [line for line in case.option("lead").lines if line.item == "coordination"]
    assert [line.stated[0] for line in together] == [20_000, 20_000]


def test_where_sharing_costs_more_nobody_shares(tmp_path: Path) -> None:
    case = case_of(tmp_path, modelled(coordination=1001))
    assert case.sharings[0].groups == () and case.option("lead").lines == ()
    assert (
        "by the cost model no group would cost less than each council on its own" in said(case)[0]
    )
    assert make_paper(case).shared.needed is None


def test_groups_may_be_stated_against_the_model(tmp_path: Path) -> None:
    text = modelled(coordination=1001).replace(
        "case:\n", f"case:\n  groups: {{hr: [[{H}, {S}]]}}\n"
    )
    case = case_of(tmp_path, text)
    assert sharers(case) == {H, S}
    assert said(case)[0].endswith("shared by Huntingdonshire and South Cambridgeshire: as the plan "
                                  "states.")  # fmt: skip


def test_with_blanks_in_the_model_all_share_and_it_is_said(tmp_path: Path) -> None:
    case = case_of(tmp_path, world.PLAN)
    assert case.sharings[0].groups == ((C, H, S),)
    assert (
        "all of them, because the cost model that would find groups has 8 blanks" in said(case)[0]
    )


APART = (
    f"choices:\n  - {{apart: [{C}, {S}], functions: [hr], why: unlike pay, owner: the leaders}}\n"
)


def test_a_choice_is_kept_to(tmp_path: Path) -> None:
    case = case_of(tmp_path, modelled(coordination=400, more=APART))
    assert sharers(case) == set()
    assert said(case)[1] == (
        "Cambridge and South Cambridgeshire stay apart for HR: unlike pay (the leaders)."
    )


def test_a_choice_that_all_sharing_would_break_needs_groups(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match=r"choices\.1: groups for hr that keep to this cannot be"):
        case_of(tmp_path, world.PLAN + APART)
    stated = (world.PLAN + APART).replace("case:\n", f"case:\n  groups: {{hr: [[{H}, {S}]]}}\n")
    assert sharers(case_of(tmp_path, stated)) == {H, S}


def there(members: str, ends: str = "") -> str:
    return f"partnerships:\n  - {{name: Ouse, functions: [hr], members: [{members}]{ends}}}\n"


def test_what_is_shared_already_saves_nothing_new(tmp_path: Path) -> None:
    more = there(f"{C}, {S}", ", ends: 2030-03-31")
    case = case_of(tmp_path, modelled(coordination=400, more=more))
    assert case.sharings[0].groups == () and case.sharings[0].already == ((C, S),)
    assert case.option("lead").lines == ()
    assert said(case)[1] == (
        "Cambridge and South Cambridgeshire share HR already, in Ouse: nothing that they save by "
        "it is counted here."
    )


def test_a_partnership_that_runs_on_keeps_its_members(tmp_path: Path) -> None:
    """Cambridge borders South Cambridgeshire, and joins it where nothing holds the other two."""
    free = case_of(tmp_path, modelled(coordination=400, more=there(f"{H}, {S}")))
    assert free.sharings[0].groups == ((C, S),)
    assert said(free)[1].endswith("in Ouse: what it costs to end that is here only where the plan "
                                  "costs it.")  # fmt: skip
    held = case_of(
        tmp_path, modelled(coordination=400, more=there(f"{H}, {S}", ", ends: 2030-03-31"))
    )
    assert held.sharings[0].already == ((H, S),)


def test_distance_costs_each_of_a_group_the_same(tmp_path: Path) -> None:
    """Their town halls, by the reference table, lie in a straight line so many kilometres apart."""
    case = case_of(tmp_path, modelled(coordination=0, distance=10))
    lines = {line.council: line.stated for line in case.option("lead").lines
             if line.item == "distance"}  # fmt: skip
    assert set(lines) == {C, S}
    near, other = lines[C][0], lines[S][0]
    assert abs(near - other) <= 1 and near > 0
    assert len({line.kind for line in case.option("lead").lines if line.item == "distance"}) == 1
    assert all(line.kind is LineKind.YEARLY for line in case.option("lead").lines
               if line.item == "distance")  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "more", "wrong"),
    [
        ("{it: [[E07000008, E07000012]]}", "", "there is no function it"),
        ("{hr: [[E07000008]]}", "", "it is not two councils or more"),
        ("{hr: [[E07000008, E07000008]]}", "", "it is not two councils or more"),
        (f"{{hr: [[{C}, {H}], [{H}, {S}]]}}", "", "E07000011 is in two groups"),
        ("{hr: [[E07000008, X]]}", "", "X"),
        (f"{{hr: [[{C}, {S}]]}}", APART, "are apart by line"),
        (f"{{hr: [[{C}, {S}]]}}", APART.replace("apart", "together").replace(S, H), "are together"),
        (f"{{hr: [[{C}, {S}]]}}", there(f"{H}, {S}", ", ends: 2030-03-31"), "together by line"),
    ],
)
def test_stated_groups_are_checked(tmp_path: Path, groups: str, more: str, wrong: str) -> None:
    text = (world.PLAN + more).replace("case:\n", f"case:\n  groups: {groups}\n")
    with pytest.raises(UserMistake, match=r"plan\.yml, line \d+, case\.groups") as mistake:
        case_of(tmp_path, text)
    assert wrong in mistake.value.sentence


def test_what_comes_before_a_reorganisation_is_told(tmp_path: Path) -> None:
    """Huntingdonshire ends after three of ten years, into Cambridge."""
    case = case_of(tmp_path, world.PLAN)
    paper = make_paper(case)
    effect = next(each for each in paper.shared.councils if each.council == H)
    early, whole = sum(effect.net[:3]), sum(effect.net)
    sentence = next(
        each
        for each in say_all(cautions(paper), paper.case.plan.names)
        if each.startswith("Huntingdonshire ends")
    )
    assert sentence.startswith("Huntingdonshire ends on 1 April 2030: ")
    assert f"it is left with {pounds(early)} net up to then, " in sentence
    assert f"and Cambridge with the {pounds(whole - early)} that come after." in sentence
    merging = next(
        each
        for each in say_all(cautions(paper), paper.case.plan.names)
        if "become Cambridge on 1 April 2030" in each
    )
    assert merging.startswith("Cambridge and Huntingdonshire become Cambridge on 1 April 2030, ")


def test_a_year_counts_by_its_days_before_a_day() -> None:
    years = [FinancialYear(2027), FinancialYear(2028)]
    assert before([36_600, 36_500], years, date(2027, 4, 1)) == 0
    assert before([36_600, 36_500], years, date(2027, 4, 11)) == 1_000  # a leap year
    assert before([36_600, 36_500], years, date(2028, 4, 2)) == 36_700
    assert before([36_600, 36_500], years, date(2040, 1, 1)) == 73_100
