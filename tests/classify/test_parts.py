"""A function's own work and what is bought for everybody are two sums."""

import pytest

from tallystick.classify import FunctionParts, bought_for, load_categories, split_by_part
from tallystick.words.bought_for import BoughtFor


@pytest.mark.parametrize(
    "category", ["agency_staff", "training", "software", "insurance", "energy", "stationery"]
)
def test_what_every_service_needs_is_bought_for_everybody(category: str) -> None:
    assert bought_for(category) is BoughtFor.EVERYBODY


@pytest.mark.parametrize(
    "category",
    ["payroll_services", "occupational_health", "banking_and_cards", "it_support", "e_tendering"],
)
def test_what_a_shared_service_would_run_is_the_functions_own(category: str) -> None:
    assert bought_for(category) is BoughtFor.FUNCTION


def test_every_back_office_category_belongs_to_one_part_and_no_other_does() -> None:
    for slug, category in load_categories().items():
        assert (category.bought_for is not None) == category.label.is_back_office, slug


def test_two_sums_of_a_function() -> None:
    paid = [
        ("agency_staff", 48_000_00),
        ("payroll_services", 1_200_00),
        ("agency_staff", -500_00),
        ("occupational_health", 300_00),
        ("adult_care", 9_999_99),
        ("grants", 1_00),
        ("not_known", 7_00),
    ]
    parts = split_by_part(paid)
    assert parts == FunctionParts(own=1_500_00, everybody=47_500_00)
    assert parts.together == 49_000_00
    assert parts.of(BoughtFor.FUNCTION) == 1_500_00
    assert parts.of(BoughtFor.EVERYBODY) == 47_500_00


def test_nothing_paid_is_nothing() -> None:
    assert split_by_part([]) == FunctionParts(0, 0)


def test_parts_have_headings_and_unknown_categories_are_refused() -> None:
    assert [part.heading for part in BoughtFor] == ["The function itself", "Bought for everybody"]
    with pytest.raises(KeyError):
        bought_for("no such category")
