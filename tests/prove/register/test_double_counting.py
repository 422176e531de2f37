"""The same pound counts once."""

from typing import Any

import pytest
from tests.prove.claim_world import MARSH, VALE, claim

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
