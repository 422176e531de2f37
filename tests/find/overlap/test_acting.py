"""Why to act, what stands in the way and whom to ask: said from the figure that it needs."""

from dataclasses import replace
from datetime import date

import pytest
from tests.find.overlap.test_ladder import contract
from tests.find.world import (
    ASH,
    BECK,
    COOM,
    TODAY,
    YEAR,
    all_told_as,
    cell,
    comparison,
    coverage,
    found_in,
    told_as,
)

from tallystick.contracts.linked import Contracts
from tallystick.find.comparability.cells import Comparison
from tallystick.find.findings import Coverage, Opportunity
from tallystick.words.council import CouncilKind
from tallystick.words.labels import Label


def people_in(
    seen: Coverage, heads: int | None, kind: CouncilKind = CouncilKind.UNITARY
) -> Coverage:
    """The coverage, its council with so many residents."""
    year = None if heads is None else 2024
    council = replace(seen.council, population=heads, population_year=year, kind=kind)
    return replace(seen, council=council)


def software(seen: Comparison, **pence: int) -> Opportunity:
    """Software that each council buys from a firm of its own."""
    firms = {ASH: "quill", BECK: "tarn", COOM: "quill2"}
    codes = {"ash": ASH, "beck": BECK, "coom": COOM}
    cells = [cell(codes[name], firms[codes[name]], paid) for name, paid in pence.items()]
    return found_in(*cells, seen=seen)["category:software"]


def gaps(found: Opportunity) -> list[str]:
    """What is said of pounds a head."""
    return [reason for reason in all_told_as(found.reasons) if "a head" in reason]


TWO = comparison(people_in(coverage(ASH, "Ash"), 1_000), people_in(coverage(BECK, "Beck"), 1_000))


@pytest.mark.parametrize(
    ("pence", "told"),
    [
        (1_999_999, []),  # £19.99, a penny short of twice £10.00
        (2_000_000, ["£10.00 a head (Ash)", "£20.00 (Beck)"]),
    ],
)
def test_a_gap_a_head_is_told_from_twice_the_lowest(pence: int, told: list[str]) -> None:
    found = gaps(software(TWO, ash=1_000_000, beck=pence))
    assert len(found) == (1 if told else 0)
    assert all(words in found[0] for words in told)


def test_a_gap_a_head_is_sought_among_councils_of_one_kind() -> None:
    """Ash pays four times what Beck does, and is no unitary council; Coom pays as Beck does."""
    seen = comparison(
        people_in(coverage(ASH, "Ash"), 1_000, CouncilKind.COUNTY),
        people_in(coverage(BECK, "Beck"), 1_000),
        people_in(coverage(COOM, "Coom"), 1_000),
    )
    assert gaps(software(seen, ash=4_000_000, beck=1_000_000, coom=1_000_000)) == []
    assert gaps(software(seen, ash=4_000_000, beck=1_000_000)) == []
    (told,) = gaps(software(seen, ash=1_000_000, beck=1_000_000, coom=3_000_000))
    assert "Ash" not in told and "(Coom)" in told


def test_no_gap_a_head_without_heads() -> None:
    seen = comparison(
        people_in(coverage(ASH, "Ash"), 1_000), people_in(coverage(BECK, "Beck"), None)
    )
    assert gaps(software(seen, ash=1_000_000, beck=9_000_000)) == []


def test_pennies_a_head_are_held_against_a_penny_at_least() -> None:
    """Beck pays £1,000 for two million heads, less than a penny each; Ash a penny, Coom two."""
    heads = [(ASH, "Ash"), (BECK, "Beck"), (COOM, "Coom")]
    seen = comparison(*(people_in(coverage(code, name), 2_000_000) for code, name in heads))
    assert gaps(software(seen, beck=100_000, ash=2_000_000)) == []
    (told,) = gaps(software(seen, beck=100_000, coom=4_000_000))
    assert "£0.00 a head (Beck)" in told and "£0.02 (Coom)" in told


def test_at_most_three_reasons_the_firm_before_the_gap_before_the_pounds() -> None:
    cells = [cell(ASH, "quill", 1_000_000), cell(BECK, "quill", 2_000_000)]
    reasons = all_told_as(found_in(*cells, seen=TWO)["supplier:quill:it"].reasons)
    assert len(reasons) == 3
    firm, gap, pounds = reasons
    assert firm.startswith("2 of the 2 councils pay Quillworks Ltd, £30k in these months")
    assert "a head" in gap
    assert pounds.startswith("£30k a year (£30k paid) is left")


def test_the_largest_buyer_and_the_suppliers_fill_up_what_is_left() -> None:
    seen = comparison(coverage(ASH, "Ash"), coverage(BECK, "Beck"))
    reasons = all_told_as(software(seen, ash=1_000_000, beck=3_000_000).reasons)
    assert [reason for reason in reasons if "suppliers are paid" in reason] == [
        "2 suppliers are paid for it, half of them less than £20k in these months."
    ]
    assert any("Beck, paid £30k in these months, 3.0% of all" in reason for reason in reasons)


def test_a_council_that_ended_and_one_that_will() -> None:
    seen = comparison(
        coverage(ASH, "Ash", end=TODAY),
        coverage(BECK, "Beck", end=date(2026, 11, 24)),
        coverage(COOM, "Coom"),
    )
    told = all_told_as(software(seen, ash=1_000_000, beck=1_000_000, coom=1_000_000).hindrances)
    assert [line for line in told if "was abolished" in line] == [
        "Ash was abolished on 23 November 2026: ask its successor which contracts it took over."
    ]
    (ends,) = [line for line in told if " ends on " in line]
    assert ends.startswith("Beck ends on 24 November 2026: name its successor")


def test_up_to_two_public_bodies_are_named() -> None:
    seen = comparison()
    seen = replace(seen, names={**seen.names, **{f"b{n}": f"Body {n}" for n in range(1, 4)}})
    for bodies, words in ((2, "(Body 1 and Body 2)"), (3, "(Body 1 and Body 2 and others)")):
        cells = [cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 2_000_000)]
        cells += [cell(ASH, f"b{n}", 100_000, kind="public_body") for n in range(1, bodies + 1)]
        told = all_told_as(found_in(*cells, seen=seen)["category:software"].hindrances)
        assert sum(words in line for line in told) == 1


def test_an_overlap_that_falls_apart_says_why_first() -> None:
    early, late = coverage(ASH, "Ash", months=YEAR[:6]), coverage(BECK, "Beck", months=YEAR[6:])
    apart = software(comparison(early, late), ash=1_000_000, beck=1_000_000)
    assert "councils whose months can be compared" in told_as(apart.hindrances[0])
    gone = comparison(coverage(ASH, "Ash", end=TODAY), coverage(BECK, "Beck", end=TODAY))
    assert "councils that still stand" in told_as(
        software(gone, ash=1_000_000, beck=1_000_000).hindrances[0]
    )
    cells = [cell(code, "body", 1_000_000, kind="public_body") for code in (ASH, BECK)]
    assert "rather than to other public bodies" in told_as(
        found_in(*cells)["category:software"].hindrances[0]
    )
    stands = all_told_as(software(comparison(), ash=1_000_000, beck=1_000_000).hindrances)
    assert not any("falls apart" in line for line in stands)


def test_one_licence_for_several_needs_consent_and_only_a_system_has_one() -> None:
    cells = [cell(code, "quill", 2_000_000, product="quill_pay") for code in (ASH, BECK)]
    found = found_in(*cells)
    (system,) = [each for key, each in found.items() if key.startswith("product:")]
    assert any("vendor's consent" in line for line in all_told_as(system.hindrances))
    assert told_as(system.reasons[0]).startswith("2 councils pay for Quill Pay")
    others = [each for key, each in found.items() if not key.startswith("product:")]
    assert others
    assert not any(
        "vendor's consent" in line for each in others for line in all_told_as(each.hindrances)
    )


def test_councils_without_a_register_are_told_once() -> None:
    told = all_told_as(software(comparison(), ash=1_000_000, beck=1_000_000).hindrances)
    assert sum("No contract register was given for any of these" in line for line in told) == 1


def test_no_register_of_any_is_said_only_where_none_has_one() -> None:
    """Coom gave a register, and its contract ends too late: it is left out of the saving. Of the
    others none is known, but of Coom one is."""
    seen = comparison()
    late = contract(COOM, "quill", date(2040, 3, 31))
    seen = replace(seen, contracts=Contracts((late,), frozenset({COOM})))
    found = software(seen, ash=1_000_000, beck=1_000_000, coom=1_000_000)
    told = all_told_as(found.hindrances)
    assert not any("for any of these" in line for line in told)
    assert any("No contract register was given for Ash and Beck" in line for line in told)


def test_a_second_system_of_one_purpose_makes_the_first_a_question() -> None:
    seen = replace(
        comparison(),
        unsure={"quill_pay": frozenset({BECK})},
        contested={"quill_pay": frozenset({BECK})},
    )
    cells = [cell(code, "quill", 900_000, product="quill_pay") for code in (ASH, BECK)]
    found = found_in(*cells, seen=seen)["product:quill_pay"]
    assert found.title == "Quill Pay (likely)"
    assert any(
        "In Beck another system of the same purpose is paid for as well" in line
        for line in all_told_as(found.hindrances)
    )


def test_what_cannot_be_let_falls_apart_and_is_not_ranked() -> None:
    cells = [
        cell(code, "quill", 900_000, category="external_audit", label=Label.FINANCE)
        for code in (ASH, BECK)
    ]
    found = found_in(*cells)["category:external_audit"]
    assert (found.stands, found.basis_pence) == (False, 0)
    assert "appointed nationally" in all_told_as(found.hindrances)[1]


def test_the_next_step_names_councils_that_pay_the_firm_it_speaks_of() -> None:
    """Ash and Beck pay Quillworks, Coom and Ash pay Tarn more: who begins pays who is named."""
    cells = [
        cell(ASH, "quill", 900_000),
        cell(BECK, "quill", 900_000),
        cell(COOM, "tarn", 5_000_000),
        cell(ASH, "tarn", 100_000),
    ]
    found = found_in(*cells)["category:software"]
    (step,) = all_told_as([found.next_step])
    payers = {"Quillworks Ltd": {"Ash", "Beck"}, "Tarn Systems Ltd": {"Ash", "Coom"}}
    named = [firm for firm in payers if firm in step]
    assert len(named) == 1
    assert {name for name in ("Ash", "Beck", "Coom") if name in step} <= payers[named[0]]
