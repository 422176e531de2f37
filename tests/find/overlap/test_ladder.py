"""The ladders, rung by rung, on cells that a reader can add up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
)

from tallystick.contracts.contract import Contract
from tallystick.contracts.linked import Contracts
from tallystick.find.findings import Opportunity
from tallystick.find.overlap.ladder import climb_down, climb_overlap, sharing_a_month
from tallystick.words.labels import HEART, Label


def contract(
    code: str,
    supplier: str,
    end: date | None,
    *,
    latest_end: date | None = None,
    label: Label = Label.IT,
    line: int = 2,
) -> Contract:
    """A line of a council's register."""
    return Contract(
        council=code,
        supplier_id=supplier,
        supplier=supplier,
        title="Software",
        label=label,
        category="software",
        start=None,
        end=end,
        latest_end=latest_end,
        pence_a_year=None,
        file="register.csv",
        line=line,
    )


def rungs_of(opportunity: Opportunity) -> dict[str, int | None]:
    """Its rungs by key."""
    return {rung.key: rung.pence_a_year for rung in opportunity.ladder}


def test_the_ladder_drops_a_part_on_each_rung_and_ends_in_the_unknown() -> None:
    cells = [
        cell(ASH, "a", 100_000, label=Label.TRANSFER, category="x"),
        cell(ASH, "b", 200_000, label=Label.UNKNOWN, category="x"),
        cell(ASH, "c", 400_000, label=Label.FRONT_LINE, category="x"),
        cell(ASH, "d", 800_000, label=Label.PROPERTY, category="x"),
        cell(ASH, "e", 1_600_000, category="telecoms"),
        cell(ASH, "f", 3_200_000, kind="person"),
        cell(ASH, "g", 6_400_000),
        cell(BECK, "g", 12_800_000),
        cell(BECK, "h", 25_600_000, kind="public_body"),
        cell(COOM, "g", 0),
    ]
    software = [each for each in cells if each.category == "software" and each.is_named]
    counted = [climb_overlap(software, comparison())]
    rungs = climb_down(cells, comparison(), functions=HEART, counted=counted)
    assert {rung.key: rung.pence_a_year for rung in rungs} == {
        "published": 51_100_000,
        "supplied": 47_800_000,
        "known": 47_600_000,
        "back_office": 47_200_000,
        "asked": 46_400_000,
        "rated": 46_400_000,
        "shared": 44_800_000,
        "lettable": 44_800_000,
        "outside": 19_200_000,
        "partnered": 19_200_000,
        "standing": 19_200_000,
        "same_time": 19_200_000,
        "sound": 19_200_000,
        "under_contract": None,
        "ending_soon": None,
        "off_framework": None,
    }
    assert list(rungs) == sorted(rungs, key=lambda rung: -(rung.pence_a_year or 0))


def test_what_no_rate_applies_to_drops_off_the_ladder() -> None:
    cells = [
        cell(ASH, "a", 100, category="building_works", label=Label.PROPERTY),
        cell(ASH, "b", 200, category="cleaning", label=Label.PROPERTY),
    ]
    rungs = {
        rung.key: rung.pence_a_year
        for rung in climb_down(cells, comparison(), functions=[Label.PROPERTY], counted=[])
    }
    assert (rungs["asked"], rungs["rated"], rungs["shared"]) == (300, 200, 0)


def test_an_opportunitys_ladder_starts_at_all_that_its_councils_published() -> None:
    found = found_in(
        cell(ASH, "quill", 2_000_000),
        cell(ASH, "tarn", 500_000, category="telecoms"),
        cell(BECK, "quill", 1_000_000),
        cell(COOM, "tarn", 9_000_000, category="cleaning", label=Label.PROPERTY),
    )
    assert rungs_of(found["category:software"]) == {
        "published": 3_500_000,
        "supplied": 3_500_000,
        "known": 3_500_000,
        "back_office": 3_500_000,
        "asked": 3_500_000,
        "overlap": 3_000_000,
        "once": 3_000_000,
        "lettable": 3_000_000,
        "outside": 3_000_000,
        "partnered": 3_000_000,
        "standing": 3_000_000,
        "same_time": 3_000_000,
        "sound": 3_000_000,
        "under_contract": None,
        "ending_soon": None,
        "off_framework": None,
    }
    assert found["category:software"].basis_pence == 3_000_000
    assert found["category:software"].basis_rung == "sound"


def test_a_council_that_is_abolished_takes_its_pounds_with_it() -> None:
    seen = comparison(
        coverage(ASH, "Ash", end=date(2025, 4, 1)), coverage(BECK, "Beck"), coverage(COOM, "Coom")
    )
    cells = [cell(each, "quill", 1_000_000) for each in (ASH, BECK, COOM)]
    found = found_in(*cells, seen=seen)["category:software"]
    assert (rungs_of(found)["outside"], rungs_of(found)["standing"]) == (3_000_000, 2_000_000)
    assert found.basis_pence == 2_000_000
    assert found.stands


def test_with_one_council_left_it_falls_apart_and_says_why() -> None:
    seen = comparison(coverage(ASH, "Ash", end=date(2025, 4, 1)), coverage(BECK, "Beck"))
    found = found_in(cell(ASH, "quill", 1_000_000), cell(BECK, "quill", 1_000_000), seen=seen)
    overlap = found["category:software"]
    assert not overlap.stands
    assert overlap.saving is not None
    assert overlap.saving.high == 0
    assert all_told_as(overlap.hindrances)[:2] == (
        "It falls apart: of councils that still stand, fewer than two councils are left.",
        "Ash was abolished on 1 April 2025: ask its successor which contracts it took over.",
    )


def test_councils_without_a_month_in_common_are_not_added_up() -> None:
    early = tuple(month.plus(-48) for month in YEAR)
    seen = comparison(coverage(ASH, "Ash", months=early), coverage(BECK, "Beck"))
    found = found_in(cell(ASH, "quill", 1_000_000), cell(BECK, "quill", 1_000_000), seen=seen)
    assert found["category:software"].basis_pence == 0
    assert "months can be compared" in all_told_as(found["category:software"].hindrances)[0]


@given(st.lists(st.sets(st.integers(0, 3)), min_size=1, max_size=5))
def test_a_month_is_shared_as_sets_of_months_say(covered: list[set[int]]) -> None:
    seen = [
        coverage(f"X0600000{number}", f"Town {number}", months=tuple(YEAR[m] for m in sorted(held)))
        for number, held in enumerate(covered)
    ]
    codes = [each.council.code for each in seen]
    assert sharing_a_month(codes, comparison(*seen)) == {
        code
        for code, mine in zip(codes, covered, strict=True)
        if any(mine & other for one, other in zip(codes, covered, strict=True) if one != code)
    }


def with_contracts(*known: Contract, registered: frozenset[str]) -> Opportunity:
    """Software bought by Ash for £20k and Beck for £10k, with these contracts."""
    plain = comparison(coverage(ASH, "Ash"), coverage(BECK, "Beck"))
    seen = replace(plain, contracts=Contracts(known, registered))
    found = found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 1_000_000), seen=seen)
    return found["category:software"]


SOON, LATE = date(2027, 6, 30), date(2031, 3, 31)


def test_a_register_tells_what_ends_soon_and_the_saving_follows_it() -> None:
    found = with_contracts(
        contract(ASH, "quill", SOON),
        contract(BECK, "quill", SOON),
        registered=frozenset({ASH, BECK}),
    )
    assert (rungs_of(found)["under_contract"], rungs_of(found)["ending_soon"]) == (
        3_000_000,
        3_000_000,
    )
    assert found.basis_rung == "ending_soon"
    assert found.contracts == (contract(ASH, "quill", SOON), contract(BECK, "quill", SOON))


def test_a_contract_that_ends_late_is_out_of_reach() -> None:
    found = with_contracts(
        contract(ASH, "quill", SOON),
        contract(BECK, "quill", LATE),
        registered=frozenset({ASH, BECK}),
    )
    assert rungs_of(found)["ending_soon"] == 2_000_000
    assert found.basis_pence == 0
    assert "contracts that end soon enough" in all_told_as(found.hindrances)[0]


def test_a_council_without_a_register_keeps_its_last_known_rung() -> None:
    found = with_contracts(contract(ASH, "quill", SOON), registered=frozenset({ASH}))
    by_key = {rung.key: rung for rung in found.ladder}
    assert by_key["ending_soon"].pence_a_year == 2_000_000
    assert by_key["ending_soon"].untold == (BECK,)
    assert found.basis_pence == 3_000_000
    assert all_told_as(found.hindrances)[-1].startswith("No contract register was given for Beck:")


@pytest.mark.parametrize(
    ("end", "latest_end", "within"),
    [
        (TODAY, None, True),
        (date(2026, 11, 22), None, False),
        (date(2028, 11, 23), None, True),
        (date(2028, 11, 24), None, False),
        (date(2026, 1, 1), date(2027, 1, 1), True),
        (None, None, False),
    ],
)
def test_what_ends_soon(end: date | None, latest_end: date | None, within: bool) -> None:
    known = [
        contract(code, "quill", end, latest_end=latest_end, line=line)
        for line, code in enumerate((ASH, BECK), start=2)
    ]
    found = with_contracts(*known, registered=frozenset({ASH, BECK}))
    assert (found.basis_pence == 3_000_000) is within


def test_a_contract_for_something_else_does_not_count() -> None:
    found = with_contracts(
        contract(ASH, "quill", SOON, label=Label.PROPERTY),
        contract(BECK, "quill", SOON, label=Label.UNKNOWN),
        registered=frozenset({ASH, BECK}),
    )
    assert rungs_of(found)["under_contract"] == 1_000_000
