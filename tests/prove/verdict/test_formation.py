"""Chosen and directed services side by side, by hand."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from click.testing import CliRunner
from tests.prove.claim_world import ACT, VALE, claim
from tests.prove.service_world import evidence, register

from tallystick.cli.prove import prove_group
from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.formation import Case, case_of, closed_case, compare, known_cases
from tallystick.prove.verdict.service import judge_partnership
from tallystick.reference.delivery_ratios import load_delivery_ratios
from tallystick.reference.formations import load_formations
from tallystick.sharing import Formation

TODAY = date(2025, 6, 1)


def cases(formation: Formation, *percents: int) -> list[Case]:
    return [
        Case(f"{formation} {at}", formation, Fraction(percent, 100), False, False)
        for at, percent in enumerate(percents)
    ]


def test_two_against_two_by_hand() -> None:
    """Of the six splits of four, the two extreme ones differ as much: one in three."""
    found = compare([*cases(Formation.CHOSEN, 90, 80), *cases(Formation.DIRECTED, 10, 20)])
    assert (found.chance, found.least_chance) == (Fraction(1, 3), Fraction(1, 3))
    assert found.is_too_thin and "too thin" in found.sentence
    assert (found.chosen.middle, found.chosen.sure) == (Fraction(85, 100), Fraction(1, 2))
    assert (found.directed.low, found.directed.high) == (Fraction(1, 10), Fraction(1, 5))


def test_six_against_six_can_tell() -> None:
    apart = compare(
        [*cases(Formation.CHOSEN, 80, 81, 82, 83, 84, 85), *cases(Formation.DIRECTED, *range(6))]
    )
    assert apart.chance == Fraction(2, 924)
    assert "those chosen by the councils delivered more" in apart.sentence
    mixed = compare(
        [
            *cases(Formation.CHOSEN, 1, 4, 5, 8, 9, 12),
            *cases(Formation.DIRECTED, 2, 3, 6, 7, 10, 11),
        ]
    )
    assert mixed.chance == 1 and "no difference is seen" in mixed.sentence


def test_which_group_delivered_more_is_said_with_how_many_there_are() -> None:
    six = [80, 81, 82, 83, 84, 85]
    lower = compare([*cases(Formation.CHOSEN, *range(6)), *cases(Formation.DIRECTED, *six)])
    assert lower.sentence == (
        "With 6 chosen and 6 directed those directed delivered more of their promise, more than "
        "by chance."
    )
    assert compare(cases(Formation.CHOSEN, 5)).sentence == (
        "The evidence is too thin: with 1 chosen and 0 directed no difference could be told from "
        "chance, whatever the ratios."
    )
    assert compare([*cases(Formation.CHOSEN, *six), *cases(Formation.DIRECTED, *six)]).sentence == (
        "With 6 chosen and 6 directed no difference is seen that chance would not often give."
    )


def test_many_cases_are_compared_by_an_even_sample_of_their_splits() -> None:
    """12 and 10 can be split in 646,646 ways: every fourth is tried. As far apart are only the
    first, which is tried, and the last, which is not: 646,645 is one more than a fourfold."""
    apart = compare([*cases(Formation.CHOSEN, *range(12)), *cases(Formation.DIRECTED, *[90] * 10)])
    assert apart.chance == Fraction(1, 161_662)


def test_ties_count_as_no_difference() -> None:
    alike = compare([*cases(Formation.CHOSEN, *[50] * 6), *cases(Formation.DIRECTED, *[50] * 6)])
    assert alike.chance == 1


def test_five_are_too_few_for_an_interval_of_95() -> None:
    five = compare(
        [*cases(Formation.CHOSEN, 80, 81, 82, 83, 84), *cases(Formation.DIRECTED, *range(9))]
    )
    assert five.chosen.sure == Fraction(15, 16) and five.is_too_thin


def test_the_published_cases_cannot_tell() -> None:
    found = compare(known_cases())
    assert (len(found.chosen.cases), len(found.directed.cases)) == (3, 1)
    assert found.is_too_thin
    assert compare([]).chance is None


def test_every_published_shared_service_has_a_formation() -> None:
    shared = {each.case for each in load_delivery_ratios() if each.shared_service}
    assert set(load_formations()) == shared


def test_a_closed_partnership_joins_and_an_open_one_waits() -> None:
    finding = judge_partnership(register(), "vale", evidence(), on=TODAY)
    own = closed_case(finding, on=TODAY)
    assert own is not None
    assert (own.name, own.anticipated, own.as_of) == ("Vale Payroll", 2_640_000, TODAY)
    assert own.delivered == finding.claims[0].net
    assert case_of(own).own
    assert float(case_of(own).ratio) == pytest.approx(1.0, abs=0.03)
    longer = register(anticipated={"OBC": {"2024/25": "26400", "2025/26": "26400"}})
    open_still = judge_partnership(longer, "vale", evidence(), on=TODAY)
    assert closed_case(open_still, on=TODAY) is None
    named = replace(VALE, formation=Formation.DIRECTED)
    held = put(
        ClaimRegister(), [named], [claim(anticipated={"OBC": {"2024/25": "26400"}})], act=ACT
    )
    directed = closed_case(judge_partnership(held, "vale", evidence(), on=TODAY), on=TODAY)
    assert directed is not None and directed.formation is Formation.DIRECTED


def test_a_closed_partnership_that_delivered_nothing_is_kept_as_nothing() -> None:
    finding = judge_partnership(register(), "vale", evidence(), on=TODAY)
    (one,) = finding.claims
    none = replace(finding, claims=(replace(one, ratio=Fraction(0)),))
    own = closed_case(none, on=TODAY)
    assert own is not None
    assert [(each.claim, each.delivered) for each in own.claims] == [("C1", 0)]
    assert case_of(own).ratio == 0


def test_the_command_says_when_it_is_too_thin() -> None:
    shown = CliRunner().invoke(prove_group, ["formation"])
    assert shown.exit_code == 0 and "The evidence is too thin" in shown.output
    plain = json.loads(CliRunner().invoke(prove_group, ["formation", "--json"]).output)
    assert plain["too_thin"] is True and plain["directed"]["median"] == 0.29
