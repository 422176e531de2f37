"""Options of the small plan, checked by hand, and what would make them fail."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from tests.form import case_world as world

from tallystick.form.agreement.file import read_agreement
from tallystick.form.case.lines import LineKind
from tallystick.form.case.options import BusinessCase, make_case
from tallystick.form.case.paper import make_paper
from tallystick.form.case.sensitivity import precedents, switching, tornado
from tallystick.reference.appraisal import load_discount_schedule
from tallystick.reference.case import load_case_settings
from tallystick.words.mistakes import UserMistake
from tallystick.words.remarks import NO_NAMES, say, say_all

QUOTATION = "{value: 10000, source: Quotation, grade: A}"
HEADS = "headcount: {value: 20, source: Establishment, grade: B}"
MITIGATED = "case:\n  mitigated: {{legal_and_vat: {{share: {share}, source: Fixed fee}}}}\n"
SCHEDULE = load_discount_schedule(date(2026, 11, 23))


def case_of(folder: Path, text: str = world.PLAN) -> BusinessCase:
    plan, terms = world.read(world.written(folder, text))
    return make_case(plan, terms, settings=load_case_settings(), schedule=SCHEDULE)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> BusinessCase:
    return case_of(tmp_path_factory.mktemp("plan"))


def test_all_options_stand_beside_doing_nothing(case: BusinessCase) -> None:
    assert [each.option.key for each in case.options] == [
        "nothing", "minimum", "alone", "buy", "lead", "committee", "company",
    ]  # fmt: skip
    nothing = case.option("nothing")
    assert nothing.lines == () and nothing.group.worth.net_present_value == 0


def test_the_savings_of_cambridge_by_hand(case: BusinessCase) -> None:
    """25% of £200,000 and 5% of £600,000 are £80,000, cut to the cap: 8% of £800,000, £64,000.
    £40,000 of that is L1, counted at 0.95, and £24,000 L2, a sector's benchmark, at 0.40."""
    lead = {
        (each.council, each.item): each
        for each in case.option("lead").lines
        if each.kind is LineKind.SAVING
    }
    assert lead[world.CAMBRIDGE, "L1"].stated[3] == 4_000_000
    assert lead[world.CAMBRIDGE, "L1"].counted[3] == 3_800_000
    assert lead[world.CAMBRIDGE, "L2"].stated[:4] == (0, 960_000, 1_920_000, 2_400_000)
    assert lead[world.CAMBRIDGE, "L2"].counted[3] == 960_000
    assert lead[world.CAMBRIDGE, "L5"].stated[:3] == (0, 300_000 * 182 // 365, 300_000)
    # An assumption is an assertion, whatever the structure: grade E counts a fifth.
    assert lead[world.SOUTH, "L1"].grade == "E"
    assert lead[world.SOUTH, "L1"].counted[3] == 800_000 // 5


def test_the_costs_of_cambridge_by_hand(case: BusinessCase) -> None:
    lines = {
        each.item: each
        for each in case.option("lead").lines
        if each.council == world.CAMBRIDGE and each.kind is not LineKind.SAVING
    }
    # £64,000 of £800,000 is 8% of 20 heads: 1.6 leavers, 0.4 of them over 55.
    assert sum(lines["severance"].stated) == 3_520_000
    assert lines["severance"].counted == lines["severance"].stated and lines["severance"].transfer
    assert sum(lines["pension_strain"].stated) == 2_120_000
    assert "Assumption of this project: 1.6 leavers" in lines["severance"].because
    assert lines["legal_and_vat"].stated[:3] == (600_000, 400_000, 0)
    assert lines["legal_and_vat"].counted[:3] == (846_000, 564_000, 0)
    assert lines["client_side"].stated == (0, *(2_000_000,) * 9)
    assert lines["coordination"].stated == (200_000,) * 10


def test_councils_add_up_to_the_group_in_every_option(case: BusinessCase) -> None:
    for option in case.options:
        parts = option.councils
        whole = option.group
        assert sum(p.worth.net_present_value for p in parts) == whole.worth.net_present_value
        for name in ("cash_releasing", "not_releasing", "once", "yearly", "net"):
            columns = zip(*(getattr(part, name) for part in parts), strict=True)
            assert tuple(map(sum, columns)) == getattr(whole, name)


def test_society_does_not_pay_what_only_changes_hands(case: BusinessCase) -> None:
    lead = case.option("lead")
    assert lead.social.present_costs < lead.group.worth.present_costs
    assert lead.social.present_benefits == lead.group.worth.present_benefits


def test_a_payback_after_a_reorganisation_is_flagged(case: BusinessCase) -> None:
    by_code = {each.council: each for each in case.option("lead").councils}
    assert say(by_code[world.HUNTS].too_late, NO_NAMES).endswith(
        "a reorganisation comes on 1 April 2030."
    )
    assert by_code[world.CAMBRIDGE].too_late is None


def test_buying_together_needs_someone_to_buy_with(tmp_path: Path) -> None:
    text = world.PLAN
    for code in (world.HUNTS, world.SOUTH):
        start = text.index(f"      {code}:\n        cost")
        end = (
            text.index("      E07000012:\n        cost")
            if code == world.HUNTS
            else text.index("case:")
        )
        text = text[:start] + text[end:]
    case = case_of(tmp_path, text)
    assert case.option("lead").lines == () and case.option("buy").lines == ()
    assert case.option("alone").lines
    assert case.best.option.key in {"alone", "minimum"}


def test_what_is_not_in_the_case_is_said(case: BusinessCase) -> None:
    assert say_all(case.gaps, case.plan.names) == (
        "HR: nobody has put a cost on programme team and consultants, systems joined and data "
        "moved, pay made equal after staff transfer, offices fitted out, training and "
        "rebranding, contracts broken or moved over, contingency, apart from optimism bias.",
        "functions.hr.councils.E07000011.bases.L4 is blank (line 28), so L4 saves nothing there.",
    )


def test_the_real_growth_of_pay_moves_pay_only(tmp_path: Path, case: BusinessCase) -> None:
    grown = case_of(tmp_path, world.changed("case:\n", "case:\n  pay_above_prices: 0.01\n"))
    before, after = (
        {(each.council, each.item): each.stated for each in of.option("lead").lines}
        for of in (case, grown)
    )
    l5, l1 = (world.CAMBRIDGE, "L5"), (world.CAMBRIDGE, "L1")
    assert after[l5] == before[l5]
    assert after[l1][3] == int(4_000_000 * Fraction("1.01") ** 3)


def test_at_its_switching_value_an_option_ties(case: BusinessCase) -> None:
    option = case.option("alone")
    beaten = {each.option.key: each.group.worth.net_present_value for each in case.options}
    worth = option.group.worth
    for switch in switching(case, option):
        if switch.savings is not None:
            tied = worth.present_benefits * switch.savings - worth.present_costs
            assert tied == beaten[switch.other]
        if switch.costs is not None:
            tied = worth.present_benefits - worth.present_costs * switch.costs
            assert tied == beaten[switch.other]


def test_the_tornado_is_widest_first_and_centred_on_the_case(case: BusinessCase) -> None:
    swings = tornado(case, case.option("lead"))
    assert [each.width for each in swings] == sorted((e.width for e in swings), reverse=True)
    by_name = {each.name: each for each in swings}
    assert by_name["Months late"].at_low == case.option("lead").group.worth.net_present_value
    assert by_name["Savings delivered, of those stated"].low == "29%"


def test_precedents_are_the_case_at_their_delivery(case: BusinessCase) -> None:
    option = case.option("lead")
    by_case = {each.ratio.case: each for each in precedents(case, option)}
    assert by_case["Five government shared service centres, audited in 2012"].at_low is None
    ngss = by_case["Next Generation Shared Services, audited in 2016"]
    assert option.needed is not None and ngss.at_low is not None
    assert (ngss.at_low >= 0) == (option.needed <= Fraction("0.29"))


def test_cheap_and_dear_cases_are_queried(case: BusinessCase) -> None:
    [query] = say_all(case.option("company").queries, NO_NAMES)
    assert query.startswith("One-off costs are ") and "18% to 59%" in query
    assert case.option("minimum").queries == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("legal_and_vat:", "legals:", "one_off.legals: there is no cost line legals."),
        (QUOTATION, "null", "one_off.legal_and_vat: it is blank, and needed to cost the case."),
        ("L1: {grade: A,", "L9: {grade: A,", "case.evidence.L9: there is no lever L9."),
        ("L1: {grade: A,", "L1: {grade: F,", "case.evidence.L1.grade: 'F' is not known."),
        ("lever: L5, f", "lever: L1, f", "case.ready.1.lever: 'L1' is not known."),
        ("day: 2028-10-01", "day: soon", "case.ready.1.day: 'soon' is not a day."),
        ("case:\n", "case:\n  prices: 2\n", "case.prices: 2 a year is not likely."),
        ("case:\n", "case:\n  seeds: 2\n", "case.seeds: there is no such field."),
        ("case:\n", MITIGATED.format(share=2), "mitigated.legal_and_vat.share: 2 is not a share."),
        (HEADS, "headcount: null", "it is blank, and needed to reckon what redundancy costs."),
    ],
)
def test_a_wrong_plan_is_one_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        case_of(tmp_path, world.changed(old, new))
    assert said in mistake.value.sentence
    assert mistake.value.sentence.startswith(f"{tmp_path / 'plan.yml'}, line ")


def test_a_plan_without_bases_has_no_case(tmp_path: Path, case: BusinessCase) -> None:
    text = "".join(
        row
        for row in world.PLAN.splitlines(keepends=True)
        if not row.strip().startswith(("L1: {v", "L2: {v", "L5: {v"))
    ).replace("        bases:\n        one_off", "        one_off")
    text = text.replace("        bases:\n      E", "      E").replace(
        "        bases:\ncase", "case"
    )
    with pytest.raises(UserMistake, match="no council has given a base"):
        case_of(tmp_path, text)


def test_mitigation_brings_a_bias_down(tmp_path: Path, case: BusinessCase) -> None:
    text = world.changed("case:\n", MITIGATED.format(share="0.5"))
    lines = {each.item: each for each in case_of(tmp_path, text).option("lead").lines}
    assert str(lines["legal_and_vat"].correction) == "1.205"
    assert lines["legal_and_vat"].because.endswith("brought down by: Fixed fee.")


def test_the_group_is_no_council(case: BusinessCase) -> None:
    assert case.option("lead").group.council == ""
    assert replace(case, options=case.options[:1]).best.option.key == "nothing"


@pytest.mark.parametrize("years", [1, 2, 3, 4, 60])
def test_a_case_may_be_short_or_long(tmp_path: Path, years: int) -> None:
    case = case_of(tmp_path, world.changed("years: 10", f"years: {years}"))
    paper = make_paper(case)
    assert len(paper.shared.group.net) == years
    parts = [each.worth.net_present_value for each in paper.shared.councils]
    assert sum(parts) == paper.shared.group.worth.net_present_value
    assert len(paper.odds) == 4


@pytest.mark.parametrize("field", ["case", "agreement"])
@pytest.mark.parametrize("wrong", ["5", "[1, 2]", "{x: 1}", "{name: [1]}"])
def test_a_field_of_the_wrong_shape_is_one_sentence(tmp_path: Path, field: str, wrong: str) -> None:
    text = world.PLAN[: world.PLAN.index("case:")] + f"{field}: {wrong}\n"
    path = world.written(tmp_path, text)
    with pytest.raises(UserMistake) as mistake:
        read_agreement(path, world.read(path)[0])
    assert f", line 34, {field}" in mistake.value.sentence
