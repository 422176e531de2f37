"""Each guard of a verdict in words, with and without something to say; totals and the panel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from tests.prove.claim_world import ACT, VALE, claim
from tests.prove.service_world import MONTHS, SCOPE, ended, evidence, register, without

from tallystick.prove.register.register import ClaimRegister, put
from tallystick.prove.verdict.findings import PartnershipFinding
from tallystick.prove.verdict.service import judge_partnership
from tallystick.prove.verdict.service_panel import ServicePanel, service_panel
from tallystick.prove.verdict.sharing import Sharing
from tallystick.prove.verdict.store_evidence import SameSupplier, VerdictEvidence
from tallystick.words.period import Month

TODAY = date(2025, 6, 1)
LEFT_OUT = "Left out of the comparison."


def judged(found: VerdictEvidence, held: ClaimRegister | None = None) -> PartnershipFinding:
    return judge_partnership(held or register(), "vale", found, on=TODAY)


def guards(found: PartnershipFinding) -> dict[str, tuple[str, str, bool]]:
    """What each guard found and did, and whether it warns."""
    return {each.name: (each.found, each.did, each.warns) for each in found.scopes[0].guards}


def panel(found: VerdictEvidence) -> ServicePanel:
    return service_panel(Sharing.whole(VALE, SCOPE), found)


def test_where_nothing_is_amiss_each_guard_says_so() -> None:
    said = guards(judged(evidence()))
    nothing = {
        "payments without days": "No council gave one sum for several months.",
        "missing months": "Every council compared published every month.",
        "abolished or merged": "No council begins or ends within the months.",
        "changed VAT basis": "No council changed between net and gross amounts.",
        "donors that moved to the members' supplier": (
            "No other council moved its spend to the members' suppliers."
        ),
        "several start dates": "Everything claimed here began in 2024-04.",
        "frozen baseline": "The payments behind the baselines are those that were frozen.",
        "registered late": "Claims were registered before sharing began.",
        "donors that share too": "The register knows no other partnership that shares this spend.",
    }
    assert {name: said[name] for name in nothing} == {
        name: (found, "Nothing.", False) for name, found in nothing.items()
    }
    assert said["changed thresholds"] == (
        "Councils publish from different amounts, and may change them.",
        "Lines below the £500 that all must publish were left out for every council.",
        False,
    )
    assert "suppliers not found" not in said


def test_a_month_that_one_lacks_and_a_council_that_lacks_many() -> None:
    """Of 24 months four may be missing, a sixth; five are too many."""
    four = [f"2023-{month:02}" for month in range(6, 10)]
    kept = without(evidence(), "X5", *four)
    assert guards(judged(kept))["missing months"] == (
        "Not every council published 2023-06, 2023-07, 2023-08, 2023-09.",
        "Those months were left out for all.",
        False,
    )
    assert guards(judged(without(kept, "X5", "2023-10")))["missing months"] == (
        "Many months are missing of Council X5.",
        LEFT_OUT,
        False,
    )
    both = without(without(kept, "X5", "2023-10"), "X6", "2025-02")
    assert guards(judged(both))["missing months"] == (
        "Not every council published 2025-02. Many months are missing of Council X5.",
        f"Those months were left out for all. {LEFT_OUT}",
        False,
    )


def begun(found: VerdictEvidence, council: str, start: date) -> VerdictEvidence:
    bodies = (replace(each, start=start) if each.code == council else each for each in found.bodies)
    return replace(found, bodies=tuple(bodies))


@pytest.mark.parametrize(
    ("changed", "lasts"),
    [
        (begun(evidence(), "X5", date(2023, 4, 1)), True),  # the first day of the months
        (begun(evidence(), "X5", date(2023, 4, 2)), False),
        (ended(evidence(), "X5", date(2025, 4, 1)), True),  # the day after the last
        (ended(evidence(), "X5", date(2025, 3, 31)), False),
    ],
)
def test_a_donor_must_last_from_the_first_day_to_the_last(
    changed: VerdictEvidence, lasts: bool
) -> None:
    told = guards(judged(changed))["abolished or merged"]
    gone = ("Council X5 begins or ends within the months.", LEFT_OUT, False)
    assert (told == gone) is not lasts
    made = panel(changed).panel
    assert made is not None and ("Council X5" in made.units) is lasts


def test_a_member_that_ends_is_a_warning_and_no_verdict() -> None:
    found = judged(ended(evidence(), "X2", date(2024, 4, 1)))
    said = "A member begins or ends within the months: Council X2."
    assert guards(found)["abolished or merged"] == (
        said,
        "Warned: the comparison before and after is not of like with like.",
        True,
    )
    assert (found.scopes[0].verdict.word, found.scopes[0].verdict.why) == ("cannot tell", said)


def net_of(found: VerdictEvidence, council: str, *, before: int, after: int) -> VerdictEvidence:
    """The evidence, so many of the 40 lines of each month of a council net."""
    return replace(
        found,
        published=tuple(
            replace(each, net=after if each.month >= VALE.start else before)
            if each.council == council
            else each
            for each in found.published
        ),
    )


def test_a_vat_basis_changes_when_more_than_half_the_lines_do() -> None:
    for after, changed in ((20, False), (19, True)):
        said = guards(judged(net_of(evidence(), "X5", before=40, after=after)))
        told = ("Council X5 changed between net and gross amounts.", LEFT_OUT, False)
        assert (said["changed VAT basis"] == told) is changed
    rising = guards(judged(net_of(evidence(), "X5", before=0, after=40)))
    assert rising["changed VAT basis"][0].startswith("Council X5")


def registered(**changes: object) -> ClaimRegister:
    return put(ClaimRegister(), [VALE], [claim(**changes)], act=ACT)


@pytest.mark.parametrize(("frozen_on", "late"), [("2024-03-31", False), ("2024-04-01", True)])
def test_a_claim_is_late_from_the_first_day_of_sharing(frozen_on: str, late: bool) -> None:
    base = claim().baseline
    held = registered()
    one = replace(
        held.claims["C1"], baseline=replace(base, frozen_on=date.fromisoformat(frozen_on))
    )
    said = guards(judge_one(held, one))["registered late"]
    told = (
        "Registered after sharing began: C1.",
        "Warned: the baseline was chosen with the outcome in sight.",
        True,
    )
    assert (said == told) is late


def judge_one(held: ClaimRegister, one: object) -> PartnershipFinding:
    class Held:
        """The register with another claim."""

        partnerships, refusals, head = held.partnerships, held.refusals, held.head
        claims = {"C1": one}  # noqa: RUF012  (a stand-in that nobody changes)

    return judge_partnership(Held(), "vale", evidence(), on=TODAY)  # type: ignore[arg-type]


def test_a_baseline_that_was_changed_is_a_warning() -> None:
    held = registered(baseline={"pounds": "120000", "period": "2023/24", "data": "ab" * 32})
    assert guards(judged(evidence(), held))["frozen baseline"] == (
        "The payments behind the baseline of C1 are not those that were frozen.",
        "Warned: compare the files with those listed then.",
        True,
    )


def test_suppliers_that_nobody_pays_are_named() -> None:
    found = judged(replace(evidence(), unmatched=("Nobody Ltd", "Nowhere Ltd")))
    said = "The store pays nobody called Nobody Ltd, Nowhere Ltd."
    assert guards(found)["suppliers not found"] == (said, "No verdict.", True)
    assert found.scopes[0].verdict.why == said


def moved(council: str, percents: Iterable[tuple[bool, int]]) -> tuple[SameSupplier, ...]:
    """So much of what a council spends goes to the members' firm, before and after."""
    of = dict(percents)
    return tuple(
        SameSupplier(
            SCOPE.key, council, each.month, each.pence * of[each.month >= VALE.start] // 100
        )
        for each in evidence().spend
        if each.council == council
    )


def test_a_donor_moved_when_more_than_a_quarter_more_goes_to_the_members_firm() -> None:
    name = "donors that moved to the members' supplier"
    for after, left in ((34, False), (36, True)):
        same = moved("X5", [(False, 10), (True, after)])
        found = judged(replace(evidence(), same_suppliers=same))
        told = (
            "Much of what Council X5 paid went to the members' suppliers only since sharing began.",
            LEFT_OUT,
            False,
        )
        assert (guards(found)[name] == told) is left


def test_the_panel_names_its_gaps_and_keeps_the_season_only_without_one() -> None:
    whole = panel(evidence()).panel
    assert whole is not None
    assert (whole.period, whole.gaps, dict(whole.starts)) == (12, (), {"the partnership": 12})
    holed = panel(without(evidence(), "X5", "2023-07", "2025-02")).panel
    assert holed is not None
    assert (holed.period, holed.gaps) == (1, ("2023-06", "2025-01"))
    assert (dict(holed.starts), len(holed.times)) == ({"the partnership": 11}, 22)


def test_the_members_are_one_row_in_pounds_and_two_of_one_name_go_by_code() -> None:
    named = replace(
        evidence(),
        bodies=tuple(
            replace(each, name="Moor") if each.code in ("X5", "X6") else each
            for each in evidence().bodies
        ),
    )
    made = panel(named).panel
    assert made is not None
    assert made.units == (
        *("Council X3", "Council X4", "X5", "X6", "Council X7", "Council X8"),
        "the partnership",
    )
    sums = named.sums(SCOPE)
    both = [(sums["X1", month] + sums["X2", month]) / 100 for month in MONTHS]
    assert made.outcomes[-1].tolist() == pytest.approx(both)
    assert made.outcomes[2].tolist() == pytest.approx([sums["X5", m] / 100 for m in MONTHS])


def test_a_month_without_spend_in_a_quarter_counts_nothing() -> None:
    """X5 gave one sum for May to July 2023, with no payroll in June."""
    quarter = {Month.parse(f"2023-0{at}") for at in (5, 6, 7)}
    plain = evidence()
    coarse = replace(
        plain,
        published=tuple(
            replace(each, dayless=each.lines)
            if each.council == "X5" and each.month in quarter
            else each
            for each in plain.published
        ),
        spend=tuple(
            replace(each, pence=300) if each.council == "X5" and each.month in quarter else each
            for each in plain.spend
            if (each.council, each.month) != ("X5", Month.parse("2023-06"))
        ),
    )
    made = panel(coarse)
    assert made.panel is not None
    row = made.panel.outcomes_of(["Council X5"])[0]
    assert row[1:4].tolist() == [2.0, 2.0, 2.0]  # 600 pence over three months
    assert made.guards[0].found == "Published as one: Council X5, 2023-05 to 2023-07."
    assert made.guards[0].did == "Spread evenly over those months."


def test_what_is_claimed_in_percent_of_what_was_expected() -> None:
    """£26,400 over twelve months is £2,200 of what would have been paid in each."""
    (scope,) = judged(evidence()).scopes
    assert scope.estimate is not None and scope.claimed_percent is not None
    paid = sum(scope.actual[12:]) / 12 / 100
    expected = paid - scope.estimate.effect
    assert scope.claimed_percent == pytest.approx(100 * 2_200 / expected, rel=1e-6)


def test_nothing_due_is_said() -> None:
    late = register(anticipated={"OBC": {"2030/31": "12000"}})
    (scope,) = judged(evidence(), late).scopes
    assert scope.verdict.why == "No month of the claim has been published yet."
    assert scope.claimed_percent is None


def test_totals_take_away_what_is_lost_and_deliver_what_can_be_told() -> None:
    """£12,000 of cash, £3,000 lost to higher fees; the second is no benefit in payments."""
    lost = claim(
        id="C2", council="X2", budget_code="B2", type="dis-benefit", attribution="0.5",
        anticipated={"OBC": {"2024/25": "3000"}},
    )  # fmt: skip
    held = put(ClaimRegister(), [VALE], [claim(attribution="0.5"), lost], act=ACT)
    found = judged(evidence(), held)
    cash, other = found.claims
    totals = found.totals
    assert (totals.promised, totals.rebased, totals.due) == (900_000,) * 3
    assert (cash.verdict.word, other.verdict.word) == ("supported", "cannot tell")
    assert (totals.delivered, totals.verified) == (cash.delivered, cash.verified)
    assert totals.disputed == cash.disputed + other.disputed == 300_000


def test_scopes_that_say_different_things_are_mixed() -> None:
    """Cleaning was claimed too, and nobody published any: of that nothing can be told."""
    cleaning = claim(
        id="C2",
        council="X2",
        budget_code="B2",
        categories=["cleaning"],
        mechanism={"kind": "contract", "ref": "HR-8", "on": "2024-04-01"},
    )
    held = put(ClaimRegister(), [VALE], [claim(), cleaning], act=ACT)
    found = judged(evidence(), held)
    assert {each.verdict.word for each in found.scopes} == {"supported", "cannot tell"}
    assert found.verdict == "mixed"
    assert judge_partnership(
        put(ClaimRegister(), [VALE], [], act=ACT), "vale", evidence(), on=TODAY
    ).verdict == "cannot tell"  # fmt: skip
