"""Verdicts in a world of eight councils, and each guard's work."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.prove.claim_world import ACT, MARSH, VALE, claim
from tests.prove.service_world import SCOPE, ended, evidence, register, without

from tallystick.prove.register.ladder import Colour
from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.plain import as_plain
from tallystick.prove.verdict.service import judge_partnership
from tallystick.prove.verdict.service_panel import service_panel
from tallystick.prove.verdict.sharing import Sharing
from tallystick.prove.verdict.store_evidence import BudgetCut, SameSupplier, VerdictEvidence
from tallystick.sharing import Partnership
from tallystick.words.period import Month

TODAY = date(2025, 6, 1)


def judged(found: VerdictEvidence, held: ClaimRegister | None = None) -> PartnershipFinding:
    return judge_partnership(held or register(), "vale", found, on=TODAY)


def said(found: PartnershipFinding, guard: str) -> str:
    return next(each for each in found.scopes[0].guards if each.name == guard).found


def test_a_saving_that_came() -> None:
    finding = judged(evidence())
    (one,) = finding.claims
    assert (finding.verdict, one.verdict.word) == ("supported", "supported")
    assert (one.promised, one.rebased, one.due) == (4_000_000, 2_640_000, 2_640_000)
    assert one.delivered == pytest.approx(2_640_000, rel=0.03)
    assert one.verified == min(one.delivered or 0, 2_640_000)
    assert one.disputed == 2_640_000 - one.verified
    assert (one.colour, one.colour_at_first) == (Colour.GREEN, Colour.RED)
    assert finding.recharged == 5_000


def test_a_saving_that_did_not() -> None:
    finding = judged(evidence(saved_percent=0))
    assert finding.verdict == "not supported"
    assert (finding.totals.verified, finding.totals.disputed) == (0, 2_640_000)


def test_a_claim_too_small_to_see() -> None:
    small = register(anticipated={"OBC": {"2024/25": "50"}})
    assert judged(evidence(saved_percent=0), small).verdict == "cannot tell"


def test_what_no_payment_shows_cannot_be_told() -> None:
    (one,) = judged(evidence(), register(type="non-cash")).claims
    assert (one.verdict.word, one.delivered, one.verified) == ("cannot tell", None, 0)


def test_avoided_cost_is_delivered_but_never_verified_as_cash() -> None:
    (one,) = judged(evidence(), register(type="cost avoidance")).claims
    assert one.verdict.word == "supported"
    assert (one.delivered or 0) > 0 == one.verified


def test_a_typed_actual_proves_nothing() -> None:
    typed = register(typed={"pounds": "26400", "by": "B. Cole"})
    (one,) = judged(evidence(saved_percent=0), typed).claims
    assert one.verified == 0
    assert "typed by B. Cole" in one.notes[0]


def test_cash_only_as_far_as_a_budget_fell() -> None:
    cut = BudgetCut("X1", "B1", "2024/25", 1_000_000, "Budget 2024/25")
    (one,) = judged(replace(evidence(), cuts=(cut,))).claims
    assert (one.budget_cut, one.verified) == (1_000_000, 1_000_000)
    assert one.ratio == Fraction(1_000_000, 2_640_000)


def test_half_a_year_of_a_claim_is_half_due() -> None:
    """July 2024 to June 2025 has nine months published of twelve."""
    late = register(anticipated={"OBC": {"2024-07 to 2025-06": "12000"}})
    (one,) = judged(evidence(), late).claims
    assert (one.promised, one.due) == (1_200_000, 900_000)


def test_nothing_is_due_of_a_year_to_come() -> None:
    (one,) = judged(evidence(), register(anticipated={"OBC": {"2030/31": "12000"}})).claims
    assert (one.verdict.word, one.due, one.delivered) == ("cannot tell", 0, None)


def test_a_missing_month_is_left_out_for_all() -> None:
    finding = judged(without(evidence(), "X5", "2023-11"))
    assert Month.parse("2023-11") not in finding.scopes[0].months
    assert finding.verdict == "supported"
    assert finding.claims[0].due == 2_640_000


def test_a_council_with_many_missing_months_is_left_out() -> None:
    months = [f"2023-{month:02d}" for month in range(6, 12)]
    finding = judged(without(evidence(), "X5", *months))
    assert "Council X5" in said(finding, "missing months")
    assert len(finding.scopes[0].months) == 24


def dayless(found: VerdictEvidence, council: str, lines: dict[str, int]) -> VerdictEvidence:
    """The evidence, in these months of a council no line with a day."""
    return replace(
        found,
        published=tuple(
            replace(each, lines=lines[str(each.month)], dayless=lines[str(each.month)])
            if each.council == council and str(each.month) in lines
            else each
            for each in found.published
        ),
    )


def test_a_quarter_whose_months_took_turns_is_spread_evenly() -> None:
    coarse = dayless(evidence(), "X5", {"2023-05": 14, "2023-06": 14, "2023-07": 13})
    made = service_panel(Sharing.whole(VALE, SCOPE), coarse)
    assert made.panel is not None and len(made.months) == 24
    quarter = made.panel.outcomes_of(["Council X5"])[0][1:4]
    sums = coarse.sums(SCOPE)
    whole = sum(sums["X5", Month.parse(f"2023-0{month}")] for month in (5, 6, 7)) / 100
    assert quarter.sum() == pytest.approx(whole)
    assert quarter.max() - quarter.min() < 0.02
    assert (
        "2023-05 to 2023-07"
        in {guard.name: guard.found for guard in made.guards}["payments without days"]
    )


def test_months_published_by_month_keep_their_own_sums() -> None:
    """Without days too, but not of one length: they are months."""
    monthly = dayless(evidence(), "X5", {"2023-05": 14, "2023-06": 20, "2023-07": 13})
    for lines in (monthly, dayless(evidence(), "X5", {"2023-05": 14, "2023-06": 14})):
        made = service_panel(Sharing.whole(VALE, SCOPE), lines)
        assert made.panel is not None
        plain = service_panel(Sharing.whole(VALE, SCOPE), evidence()).panel
        assert plain is not None and (made.panel.outcomes == plain.outcomes).all()


def test_an_abolished_donor_is_left_out_and_an_abolished_member_ends_it() -> None:
    gone = judged(ended(evidence(), "X5", date(2024, 4, 1)))
    assert "Council X5" in said(gone, "abolished or merged")
    assert gone.verdict == "supported"
    member = judged(ended(evidence(), "X2", date(2024, 4, 1)))
    assert member.verdict == "cannot tell"
    assert "A member" in member.scopes[0].verdict.why


def test_a_changed_vat_basis_is_left_out() -> None:
    found = evidence()
    shifted = tuple(
        replace(each, net=0) if each.council == "X5" and each.month >= VALE.start else each
        for each in found.published
    )
    assert "Council X5" in said(judged(replace(found, published=shifted)), "changed VAT basis")


def test_donors_that_share_the_same_elsewhere_are_left_out() -> None:
    other = replace(
        MARSH, partnership=Partnership(name="Marsh Legal", members=("X3", "X4"), lead="X3")
    )
    held = put(register(), [other], [claim(id="C9", partnership="marsh", budget_code="B9")],
               act=ACT)  # fmt: skip
    made = service_panel(Sharing.whole(VALE, SCOPE), evidence(), sharers=["X3"])
    assert made.left_out == ("Council X3",)
    finding = judge_partnership(held, "vale", evidence(), on=TODAY)
    assert finding.verdict == "cannot tell"  # four are left, and five are needed
    assert "Only 4 councils" in finding.scopes[0].verdict.why


def test_too_short_a_past_cannot_tell() -> None:
    early = replace(VALE, start=Month.parse("2023-08"))
    held = put(ClaimRegister(), [early], [claim()], act=ACT)
    assert "Only 4 months before" in judged(evidence(), held).scopes[0].verdict.why


def test_suppliers_that_nobody_pays_cannot_tell() -> None:
    finding = judged(replace(evidence(), unmatched=("Nobody Ltd",)))
    assert finding.verdict == "cannot tell"


def test_a_changed_baseline_is_said() -> None:
    held = register(baseline={"pounds": "120000", "period": "2023/24", "data": "ab" * 32})
    assert "not those that were frozen" in said(judged(evidence(), held), "frozen baseline")


def test_plain_values_hold_every_total() -> None:
    plain = as_plain(judged(evidence()))
    assert plain["verified_pence"] == sum(each["verified_pence"] for each in plain["claims"])
    assert plain["claims"][0]["said"] is None
    assert len(plain["scopes"][0]["actual_pence"]) == 24


def test_a_member_that_joined_later_is_tested_from_then() -> None:
    """X2 joins in October: its claim is held against October on, and what it promised for the
    months before is due all the same. The months between are nobody's before."""
    deal = replace(VALE, joined={"X2": Month.parse("2024-10")})
    claims = [
        claim(anticipated={"FBC": {"2024/25": "13200"}}, attribution="0.5"),
        claim(id="C2", council="X2", budget_code="B2", attribution="0.5",
              anticipated={"FBC": {"2024/25": "13200"}}),
    ]  # fmt: skip
    finding = judged(evidence(), put(ClaimRegister(), [deal], claims, act=ACT))
    first, later = finding.scopes
    assert (str(first.start), str(later.start)) == ("2024-04", "2024-10")
    assert (len(first.months), len(later.months), len(later.published)) == (24, 18, 24)
    assert [each.due for each in finding.claims] == [1_320_000, 1_320_000]
    whole, half = (each.delivered or 0 for each in finding.claims)
    assert half == pytest.approx(whole / 2, rel=0.03)
    assert {guard.name: guard.did for guard in later.guards}["several start dates"].startswith(
        "The 6 months between"
    )


def test_a_mechanism_that_took_effect_later_moves_the_start() -> None:
    late = register(mechanism={"kind": "licence", "ref": "HR-7", "on": "2024-07-15"})
    assert str(judged(evidence(), late).scopes[0].start) == "2024-07"


def test_the_variance_sums_to_the_penny() -> None:
    """Promised £40,000 at first and £26,400 now; prices a tenth higher than in the price base."""
    (one,) = judged(evidence(), register(price_index="1.1", volume_index="1.2")).claims
    assert one.variance is not None and one.delivered is not None
    assert one.variance.whole == one.delivered - 4_000_000
    assert (one.variance.scope, one.variance.timing) == (-1_360_000, 0)
    assert one.variance.price == round(one.delivered - one.delivered / 1.1)
    assert one.variance.volume == round(one.delivered / 1.1 - one.delivered / 1.1 / 1.2)
    parts = as_plain(judged(evidence(), register(price_index="1.1")))["claims"][0]["variance_pence"]
    assert parts.pop("whole") == sum(parts.values())


def test_a_promise_that_moved_to_later_months_is_timing() -> None:
    moved = register(
        anticipated={"OBC": {"2024/25": "12000"}, "FBC": {"2024-07 to 2025-06": "12000"}}
    )
    (one,) = judged(evidence(), moved).claims
    assert one.variance is not None
    assert (one.due_at_first, one.due) == (1_200_000, 900_000)
    assert (one.variance.scope, one.variance.timing) == (0, -300_000)


@pytest.mark.parametrize(
    ("begins", "slipped", "colour"),
    [("2024-04", 0, Colour.GREEN), ("2024-07", 3, Colour.AMBER), ("2024-08", 4, Colour.RED)],
)
def test_a_slip_of_a_quarter_is_amber_and_a_longer_one_red(
    begins: str, slipped: int, colour: Colour
) -> None:
    held = register(
        anticipated={"OBC": {"2024/25": "12000"}, "FBC": {f"{begins} to 2025-03": "12000"}}
    )
    (one,) = judged(evidence(), held).claims
    assert (one.slipped_months, one.colour) == (slipped, colour)


def test_a_donor_that_moved_to_the_members_supplier_is_left_out() -> None:
    """X5 and X6 both pay the members' firm now; X6 always did."""
    found = evidence()
    same = tuple(
        SameSupplier(SCOPE.key, each.council, each.month, each.pence)
        for each in found.spend
        if each.council == "X6" or (each.council == "X5" and each.month >= VALE.start)
    )
    finding = judged(replace(found, same_suppliers=same))
    assert "Council X5" in said(finding, "donors that moved to the members' supplier")
    assert finding.scopes[0].estimate is not None
    assert set(finding.scopes[0].estimate.weights) == {
        f"Council {code}" for code in ("X3", "X4", "X6", "X7", "X8")
    }
