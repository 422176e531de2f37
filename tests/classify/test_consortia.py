"""Purchasing consortia and tendering portals are known by name; lines of theirs are too rare to
score."""

import pytest

from tallystick.classify import Combination, classify
from tallystick.words.labels import Label

CONSORTIA = (
    "ESPO", "Eastern Shires Purchasing Organisation", "YPO", "Yorkshire Purchasing Organisation",
    "NEPO", "North East Procurement Organisation", "Crown Commercial Service",
    "KCS Procurement Services Ltd", "Central Buying Consortium", "LHC Procurement Group",
    "Procurement for Housing", "Northern Housing Consortium Ltd", "STAR Procurement",
)  # fmt: skip
PORTALS = (
    "Proactis Ltd", "Due North Ltd", "In-tend Ltd", "Jaggaer UK", "BravoSolution UK Ltd",
    "BiP Solutions Ltd", "Atamis Ltd", "Oxygen Finance Ltd",
)  # fmt: skip


@pytest.mark.parametrize("supplier", CONSORTIA)
def test_a_consortium_is_known_by_name_where_a_fee_is_paid(supplier: str) -> None:
    (found,) = classify([Combination(supplier, "Corporate Procurement", "Membership fee")])
    assert (found.label, found.category) == (Label.PROCUREMENT, "buying_consortium")


@pytest.mark.parametrize("supplier", PORTALS)
def test_a_tendering_portal_is_known_by_name_whatever_the_line_says(supplier: str) -> None:
    (found,) = classify([Combination(supplier, "Resources", "Other expenses")])
    assert (found.label, found.category) == (Label.PROCUREMENT, "e_tendering")


def test_goods_bought_through_a_consortium_follow_the_goods() -> None:
    (food,) = classify([Combination("YPO", "School meals", "Food and provisions")])
    assert food.label is Label.FRONT_LINE
