"""The same pound counts once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.prove.claim_world import MARSH, VALE, claim

from tallystick.prove.register.claims import Claim
from tallystick.prove.register.double_counting import refuse_twice

PARTNERSHIPS = {"vale": VALE, "marsh": MARSH}
OTHER: dict[str, Any] = {
    "id": "C2",
    "budget_code": "B2",
    "mechanism": {"kind": "contract", "ref": "HR-8"},
}


@pytest.mark.parametrize(
    ("changes", "counted_twice"),
    [
        (OTHER, True),  # same members, category and year
        ({"id": "C2", "categories": ["insurance"]}, True),  # same key
        (OTHER | {"categories": ["insurance"]}, False),  # other spend, other key
        (OTHER | {"partnership": "marsh"}, True),  # X2 is a member of both
        (OTHER | {"anticipated": {"OBC": {"2025/26": "1"}}}, False),  # another year
        (OTHER | {"anticipated": {"OBC": {"2025-03 to 2025-05": "1"}}}, True),  # March is common
        (OTHER | {"categories": [], "suppliers": ["Payright Ltd"]}, True),  # may be the same
        (OTHER | {"type": "non-cash"}, False),  # counts no pounds
        (OTHER | {"state": "written off"}, False),
        ({"id": "C1"}, False),  # itself
    ],
)
def test_which_claims_meet(changes: dict[str, Any], counted_twice: bool) -> None:
    assert (refuse_twice(claim(**changes), [claim()], PARTNERSHIPS) is not None) == counted_twice


def test_suppliers_apart_are_pounds_apart() -> None:
    one = claim(suppliers=["Payright Ltd"])
    other = claim(**OTHER, suppliers=["Quillworks Ltd"])
    assert refuse_twice(other, [one], PARTNERSHIPS) is None


def test_attributions_may_sum_to_one() -> None:
    held = [claim(attribution="0.6")]
    assert refuse_twice(claim(**OTHER, attribution="0.4"), held, PARTNERSHIPS) is None
    why = refuse_twice(claim(**OTHER, attribution="0.41"), held, PARTNERSHIPS)
    assert why is not None and "sum to 101%" in why


def test_three_claims_are_summed_month_by_month() -> None:
    half = {"attribution": "0.5"}
    spring = claim(**half, anticipated={"OBC": {"2024-04 to 2024-06": "1"}})
    summer = claim(**half, id="C3", budget_code="B3",
                   anticipated={"OBC": {"2024-07 to 2024-09": "1"}})  # fmt: skip
    whole_year = claim(**OTHER, **half)
    assert refuse_twice(whole_year, [spring, summer], PARTNERSHIPS) is None


@pytest.mark.parametrize("ref", ["HR-7", "hr 7", " HR/7"])
def test_one_contract_is_one_whoever_claims_it_and_however_it_is_written(ref: str) -> None:
    """Another member, another budget code, another category: the contract is the same."""
    other = claim(id="C2", council="X2", budget_code="B2", categories=["insurance"],
                  mechanism={"kind": "contract", "ref": ref})  # fmt: skip
    assert refuse_twice(other, [claim()], PARTNERSHIPS) is not None


def test_posts_of_two_councils_are_two_posts() -> None:
    post = {"mechanism": {"kind": "post", "ref": "Clerk 1"}}
    other = claim(id="C2", council="X2", budget_code="B2", categories=["insurance"], **post)
    assert refuse_twice(other, [claim(**post)], PARTNERSHIPS) is None


def test_two_spellings_of_a_supplier_are_one() -> None:
    one = claim(suppliers=["Payright Ltd"])
    other = claim(**OTHER, suppliers=["PAYRIGHT LIMITED (LEEDS)"])
    assert refuse_twice(other, [one], PARTNERSHIPS) is None
    ids = {"Payright Ltd": "s1", "PAYRIGHT LIMITED (LEEDS)": "s1"}
    assert refuse_twice(other, [one], PARTNERSHIPS, supplier_of=ids.__getitem__) is not None


@given(
    shares=st.lists(st.integers(1, 100), min_size=1, max_size=6),
    starts=st.lists(st.integers(1, 12), min_size=6, max_size=6),
)
def test_no_order_of_claims_gets_more_than_all_of_a_month(
    shares: list[int], starts: list[int]
) -> None:
    held: list[Claim] = []
    for at, share in enumerate(shares):
        months = f"2024-{starts[at]:02d} to 2024-12"
        fresh = claim(id=f"C{at}", budget_code=f"B{at}", attribution=f"{share / 100:.2f}",
                      anticipated={"OBC": {months: "1"}})  # fmt: skip
        if refuse_twice(fresh, held, PARTNERSHIPS) is None:
            held.append(fresh)
    for month in {month for each in held for month in each.months}:
        assert sum(each.attribution for each in held if month in each.months) <= 1
