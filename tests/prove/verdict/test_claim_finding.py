"""One claim held against an estimate given by hand: £1,000 a month less, £800 to £1,200 by chance.

The scope is one of two years, shared from the second, which ended in March 2025.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.prove.claim_world import VALE, claim
from tests.prove.service_world import SCOPE

from tallystick.prove.inference.chance import Chance
from tallystick.prove.inference.estimate import Estimate
from tallystick.prove.inference.judgement import Verdict, Word
from tallystick.prove.register.claims import Claim
from tallystick.prove.register.ladder import Colour, State
from tallystick.prove.verdict.claim_finding import claim_finding, refused_claim
from tallystick.prove.verdict.findings import ClaimFinding, ScopeFinding
from tallystick.prove.verdict.formulas import Variance
from tallystick.prove.verdict.store_evidence import BudgetCut, VerdictEvidence
from tallystick.words.period import Month, months_between

MONTHS = months_between(Month.parse("2023-04"), Month.parse("2025-03"))
TODAY = date(2025, 6, 1)
NO_EVIDENCE = VerdictEvidence(spend=(), published=(), recharges=(), sources=(), bodies=())


def estimate(effect: float = -1000.0, low: float = -1200.0, high: float = -800.0) -> Estimate:
    """An effect in pounds a month, and what chance allows."""
    return Estimate(
        **{name: None for name in Estimate.__dataclass_fields__}
        | {
            "effect": effect,
            "chance": Chance(
                se=100.0,
                interval90=(low, high),
                interval95=(low, high),
                interval95_percent=(0.0, 0.0),
                p_placebo=0.0,
                power_percent=0.0,
            ),
        }  # type: ignore[arg-type]
    )


def scope(found: Estimate | None = None, word: Word = "supported", **changes: Any) -> ScopeFinding:
    """£9,000 paid in each of the 24 months."""
    made = ScopeFinding(
        scope=SCOPE,
        start=VALE.start,
        claims=("C1",),
        months=MONTHS,
        published=MONTHS,
        actual=(900_000,) * 24,
        expected=(1_000_000,) * 24,
        estimate=found or estimate(),
        claimed_percent=None,
        verdict=Verdict(word, "why"),
        guards=(),
    )
    return replace(made, **changes)


def tried(
    held: Claim,
    on_scope: ScopeFinding | None = None,
    *,
    cuts: tuple[BudgetCut, ...] = (),
    on: date = TODAY,
) -> ClaimFinding:
    return claim_finding(held, VALE, on_scope or scope(), replace(NO_EVIDENCE, cuts=cuts), on)


def test_twelve_months_of_an_effect_are_delivered() -> None:
    """£12,000 was claimed of £120,000, and £12,000 came, £9,600 to £14,400."""
    one = tried(claim())
    assert (one.promised, one.rebased, one.due, one.due_at_first) == (1_200_000,) * 4
    assert (one.delivered, one.interval) == (1_200_000, (960_000, 1_440_000))
    assert (one.verified, one.disputed, one.net) == (1_200_000, 0, 1_200_000)
    assert (one.ratio, one.colour) == (1, Colour.GREEN)
    assert (one.budget_cut, one.notes, one.is_refused) == (None, (), False)


def test_a_claim_has_its_share_of_the_effect_and_no_more() -> None:
    """A quarter of £12,000 is £3,000; the rest is other claims'."""
    one = tried(claim(attribution="0.25"))
    assert (one.delivered, one.interval) == (300_000, (240_000, 360_000))
    assert (one.verified, one.disputed) == (300_000, 900_000)
    assert (one.ratio, one.colour) == (Fraction(1, 4), Colour.RED)


def test_only_months_that_are_claimed_count() -> None:
    """Nine months of the promise have been published: £9,000 came, and £9,000 of £12,000 is due."""
    one = tried(claim(anticipated={"OBC": {"2024-07 to 2025-06": "12000"}}))
    assert (one.due, one.delivered) == (900_000, 900_000)


def test_more_than_was_due_is_not_verified() -> None:
    one = tried(claim(anticipated={"OBC": {"2024/25": "6000"}}))
    assert (one.delivered, one.verified, one.disputed) == (1_200_000, 600_000, 0)
    assert one.ratio == 2


def test_what_it_cost_once_comes_off_what_is_left() -> None:
    """£12,000 less £2,000 to set it up."""
    one = tried(claim(one_off_pounds="2000"))
    assert (one.delivered, one.net, one.ratio) == (1_200_000, 1_000_000, Fraction(5, 6))


def test_before_and_after_alone() -> None:
    """£120,000 in the year before, a tenth dearer since: £132,000, less £108,000 that was paid."""
    assert tried(claim()).before_after == 1_200_000
    assert tried(claim(price_index="1.1")).before_after == 2_400_000
    half = claim(anticipated={"OBC": {"2024-04 to 2024-09": "6000"}}, volume_index="1.1")
    assert tried(half).before_after == 1_200_000  # £66,000 less £54,000


def test_a_rise_in_spend_is_nothing_delivered() -> None:
    one = tried(claim(), scope(estimate(1000.0, 800.0, 1200.0), "not supported"))
    assert (one.delivered, one.interval) == (-1_200_000, (-1_440_000, -960_000))
    assert (one.verified, one.disputed, one.ratio) == (0, 1_200_000, -1)


def test_a_rise_is_never_verified_below_nothing() -> None:
    assert tried(claim(), scope(estimate(1000.0, 800.0, 1200.0))).verified == 0


@pytest.mark.parametrize("word", ["not supported", "cannot tell"])
def test_only_what_is_supported_is_verified(word: Word) -> None:
    one = tried(claim(), scope(word=word))
    assert (one.delivered, one.verified) == (1_200_000, 0)
    assert one.ratio == (None if word == "cannot tell" else 1)


@pytest.mark.parametrize("bound", [float("inf"), float("nan")])
def test_an_interval_without_end_delivers_nothing(bound: float) -> None:
    one = tried(claim(), scope(estimate(-1000.0, -bound, bound)))
    assert (one.delivered, one.interval, one.net, one.before_after) == (None,) * 4
    assert (one.verified, one.ratio, one.variance) == (0, None, None)


@pytest.mark.parametrize("kind", ["non-cash", "dis-benefit"])
def test_what_no_payment_shows_delivers_nothing(kind: str) -> None:
    one = tried(claim(type=kind))
    assert (one.verdict.word, one.delivered, one.verified) == ("cannot tell", None, 0)


def test_what_no_payment_shows_has_no_ratio_though_a_budget_fell() -> None:
    cut = BudgetCut("X1", "B1", "2024/25", 1_000_000, "Budget")
    one = tried(claim(type="non-cash"), cuts=(cut,))
    assert (one.net, one.ratio, one.budget_cut) == (None, None, 1_000_000)


def test_avoided_cost_is_delivered_and_not_verified() -> None:
    one = tried(claim(type="cost avoidance"))
    assert (one.verdict.word, one.delivered, one.verified) == ("supported", 1_200_000, 0)


def test_a_budget_that_fell_by_less_bounds_what_is_verified() -> None:
    """Half of a cut of £10,000 over two years falls into the claim's year."""
    other = BudgetCut("X1", "B9", "2024/25", 1, "Another line")
    cut = BudgetCut("X1", "B1", "2024-04 to 2026-03", 1_000_000, "Budget")
    one = tried(claim(), cuts=(other, cut))
    assert (one.budget_cut, one.verified, one.disputed) == (500_000, 500_000, 700_000)
    assert (one.net, one.ratio) == (1_200_000, Fraction(5, 12))
    assert tried(claim(), cuts=(cut, cut)).budget_cut == 1_000_000
    assert tried(claim(), cuts=(other,)).budget_cut is None


@pytest.mark.parametrize(
    ("on", "colour"), [(date(2024, 3, 31), Colour.GREY), (date(2024, 4, 1), Colour.GREEN)]
)
def test_before_the_first_day_of_sharing_nothing_has_started(on: date, colour: Colour) -> None:
    assert tried(claim(), on=on).colour is colour


def test_a_claim_whose_mechanism_has_no_day_is_red() -> None:
    assert tried(claim(mechanism={"kind": "contract", "ref": "HR-7"})).colour is Colour.RED


@pytest.mark.parametrize("state", [State.VERIFIED, State.AUDITED])
def test_a_typed_state_is_blue_only_where_spend_bears_it_out(state: State) -> None:
    typed = replace(claim(), state=state)
    assert tried(typed).colour is Colour.BLUE
    short = scope(estimate(-900.0))  # £10,800 of £12,000: nine tenths
    assert tried(typed, short).colour is Colour.AMBER
    assert tried(typed, scope(word="not supported")).colour is Colour.RED


def test_pounds_that_others_explain() -> None:
    """£13,200 came where £12,000 was promised: a tenth dearer prices make £1,200 of it."""
    one = tried(claim(price_index="1.1"), scope(estimate(-1100.0)))
    assert one.variance == Variance(whole=120_000, price=120_000, volume=0, scope=0, timing=0)
    more = tried(claim(price_index="1.1", volume_index="1.2"), scope(estimate(-1320.0)))
    assert more.variance == Variance(  # £15,840: £1,440 of it by prices, £2,400 by volume
        whole=384_000, price=144_000, volume=240_000, scope=0, timing=0
    )


def test_a_promise_of_nothing_has_no_scope_to_change() -> None:
    one = tried(claim(anticipated={"OBC": {"2024/25": "0"}, "FBC": {"2024/25": "6000"}}))
    assert one.variance == Variance(whole=1_200_000, price=0, volume=0, scope=0, timing=600_000)


def test_what_the_notes_say() -> None:
    noted = tried(claim(typed={"pounds": "5", "by": "B. Cole"}, recurrent="no")).notes
    assert len(noted) == 2
    assert "B. Cole" in noted[0]


def test_a_claim_that_counts_pounds_twice_is_refused_whole() -> None:
    held = claim(anticipated={"OBC": {"2024/25": "40000"}, "FBC": {"2024/25": "26400"}})
    one = refused_claim(held, "counted by C2")
    assert (one.verdict.word, one.verdict.why) == ("not supported", "counted by C2")
    assert (one.promised, one.rebased, one.disputed) == (4_000_000, 2_640_000, 2_640_000)
    assert (one.due, one.due_at_first, one.verified) == (0, 0, 0)
    assert (one.delivered, one.interval, one.before_after) == (None, None, None)
    assert (one.budget_cut, one.net, one.ratio) == (None, None, None)
    assert (one.colour, one.colour_at_first) == (Colour.RED, Colour.RED)
    assert one.is_refused
