"""Why an overlap is listed and what to do first, sentence by sentence."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from tests.find.world import ASH, BECK, COOM, council, told_as

from tallystick.find.findings import CouncilSpend, Group, OverlapKind, SupplierSpend
from tallystick.find.overlap.wording import Said, next_step, why_listed
from tallystick.words.labels import Label


def spends(code: str, name: str, pence: int) -> CouncilSpend:
    return CouncilSpend(council(code, name), pence, 12, pence, 4, 1, Fraction(1, 100))


def supplier(name: str, *councils: str) -> SupplierSpend:
    held: dict[str, Any] = dict.fromkeys(SupplierSpend.__dataclass_fields__)
    held |= {"supplier_id": name.lower(), "name": name, "pence_a_year": 5, "councils": councils}
    return SupplierSpend(**held)


PAID = (spends(ASH, "Ash", 3_000_000), spends(BECK, "Beck", 1_000_000))
QUILL, TARN = supplier("Quill Ltd", ASH), supplier("Tarn plc", ASH, BECK)


def said(kind: OverlapKind, **changes: Any) -> Said:
    """Ash paid £30k in its year and Beck £10k, two of three councils."""
    held: dict[str, Any] = {
        "title": "Quill Ltd",
        "label": Label.IT,
        "category_title": "Software and licences",
        "councils": PAID,
        "suppliers": (QUILL, TARN),
        "pence": 4_000_000,
        "pence_a_year": 4_000_000,
        "all_councils": 3,
    }
    return Said(kind=kind, **held | changes)


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        ({"all_councils": 3}, "2 of the 3 councils"),
        ({"all_councils": 2}, "Both councils"),
        (
            {"all_councils": 3, "councils": (*PAID, spends(COOM, "Coom", 5))},
            "All 3 councils",
        ),
    ],
)
def test_how_many_councils_of_all(changes: dict[str, Any], who: str) -> None:
    assert told_as(why_listed(said(OverlapKind.SUPPLIER, **changes))) == (
        f"{who} pay Quill Ltd for software and licences, £40k paid in a year between them."
    )


def test_a_supplier_of_no_category_is_paid_for_a_function() -> None:
    plain = told_as(why_listed(said(OverlapKind.SUPPLIER, category_title=None)))
    heading = Label.IT.heading
    assert plain.lower() == (
        f"2 of the 3 councils pay quill ltd for {heading.lower()}, £40k paid in a year between "
        "them."
    )


@pytest.mark.parametrize(
    ("suppliers", "through"),
    [((QUILL,), "to Quill Ltd"), ((QUILL, TARN), "through 2 suppliers")],
)
def test_a_system_through_one_supplier_or_several(
    suppliers: tuple[SupplierSpend, ...], through: str
) -> None:
    found = why_listed(said(OverlapKind.PRODUCT, title="Quill Pay", suppliers=suppliers))
    assert told_as(found) == (
        f"2 of the 3 councils pay for Quill Pay, £40k paid in a year between them, {through}."
    )


@pytest.mark.parametrize(
    ("suppliers", "end"),
    [
        ((QUILL,), "from 1 supplier."),
        ((QUILL, QUILL), "from 2 suppliers. No two of them use the same one."),
        (
            (QUILL, TARN, supplier("Wren", ASH, BECK)),
            "from 3 suppliers. The largest that is shared is Tarn plc, paid by 2 of them.",
        ),
    ],
)
def test_a_category_and_the_largest_supplier_that_is_shared(
    suppliers: tuple[SupplierSpend, ...], end: str
) -> None:
    found = told_as(why_listed(said(OverlapKind.CATEGORY, title="Software", suppliers=suppliers)))
    assert found.startswith(
        "2 of the 3 councils buy software, £40k paid in a year between them, from "
    )
    assert found.replace("1 named supplier.", "1 supplier.").replace(" named", "").endswith(end)


def test_a_function_and_what_is_bought_through_it_from_the_least_to_the_most() -> None:
    found = why_listed(said(OverlapKind.FUNCTION))
    assert found.councils == (BECK, ASH)
    span = ": £40k paid in a year, from £10k (Beck) to £30k (Ash)."
    assert told_as(found) == (
        "2 of the 3 councils pay outside firms for the work of their own IT function, which one "
        f"service would run for all of them if they shared it{span}"
    )
    assert told_as(why_listed(said(OverlapKind.BOUGHT))) == (
        "2 of the 3 councils buy through IT for all their services what a shared IT function would "
        f"not run{span}"
    )


def test_what_was_paid_in_half_a_year_is_said_beside_the_year() -> None:
    half = [replace(each, pence=each.pence // 2) for each in PAID]
    changed = {"pence": 2_000_000, "councils": tuple(half)}
    assert "£20k paid, which is £40k a year between them" in told_as(
        why_listed(said(OverlapKind.SUPPLIER, **changed))
    )
    # Between whom it runs is told of what they paid, as the sums before it are.
    assert "from £5k (Beck) to £15k (Ash)" in told_as(
        why_listed(said(OverlapKind.FUNCTION, **changed))
    )


def test_of_what_no_year_can_be_told_only_what_was_paid_is_said() -> None:
    half = [replace(each, pence=each.pence // 2) for each in PAID]
    changed = {"pence": 2_000_000, "councils": tuple(half), "is_weak": True}
    assert "£20k paid between them" in told_as(why_listed(said(OverlapKind.SUPPLIER, **changed)))
    assert told_as(why_listed(said(OverlapKind.FUNCTION, **changed))).endswith(
        ": £20k paid, from £5k (Beck) to £15k (Ash)."
    )


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (
            OverlapKind.SUPPLIER,
            "Ask each council for its contract with Quill Ltd: end date, extensions, prices and "
            "volumes.",
        ),
        (
            OverlapKind.PRODUCT,
            "Ask each council which modules of Quill Ltd it holds, on what licence, until when, "
            "and who hosts it.",
        ),
        (
            OverlapKind.CATEGORY,
            "Lay the councils' contract registers side by side for quill Ltd: what ends when, who "
            "is on which framework.",
        ),
    ],
)
def test_what_to_do_first(kind: OverlapKind, step: str) -> None:
    assert told_as(next_step(said(kind))) == step


def test_of_what_is_bought_through_a_function_the_buyers_are_asked_first() -> None:
    step = told_as(next_step(said(OverlapKind.BOUGHT)))
    assert step.startswith("Ask each council who buys what goes through ")
    assert step.endswith(", under which contracts, and which services use it.")


def test_the_firm_that_each_of_a_group_pays_comes_first() -> None:
    """Tarn is paid by Ash and Beck, Quill by Ash alone."""
    pair = Group((council(ASH, "Ash"), council(BECK, "Beck")), 1, None, (), ())
    whole = said(OverlapKind.CATEGORY, title="Software", firms=(QUILL, TARN))
    assert told_as(next_step(whole, pair)).endswith(
        "; first the contracts with Tarn plc, which each of them pays."
    )
    plain = "on which framework."
    assert told_as(next_step(whole)).endswith(plain)
    assert told_as(next_step(replace(whole, firms=(QUILL,)), pair)).endswith(plain)


def test_of_a_function_the_own_cost_is_asked_first() -> None:
    step = told_as(next_step(said(OverlapKind.FUNCTION)))
    assert step.startswith("Ask each council for its own cost and staff numbers in ")
    assert step.endswith(": outside spend is the smaller part of most back offices.")


def test_a_group_is_named_to_begin_with_where_it_is_a_part() -> None:
    three = (*PAID, spends(COOM, "Coom", 5))
    pair = Group((council(ASH, "Ash"), council(BECK, "Beck")), 1, None, (), ())
    part = told_as(next_step(said(OverlapKind.SUPPLIER, councils=three), pair))
    assert part.startswith(
        "Begin with Ash and Beck: ask each council for its contract with Quill Ltd"
    )
    whole = said(OverlapKind.SUPPLIER)
    assert next_step(whole, pair) == next_step(whole)
