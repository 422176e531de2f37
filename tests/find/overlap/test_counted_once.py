"""No pound is counted twice, and every figure can be worked out again from its parts."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.find.world import (
    ASH,
    BECK,
    COOM,
    YEAR,
    all_told_as,
    cell,
    comparison,
    coverage,
    found_in,
    told,
)

from tallystick.find.comparability.cells import Cell, by_product
from tallystick.find.findings import Opportunity, OverlapKind
from tallystick.find.overlap.headline import total_saving
from tallystick.words.labels import Label

MONTHS = {ASH: 12, BECK: 12, COOM: 5}
SEEN = comparison(
    coverage(ASH, "Ash"), coverage(BECK, "Beck"), coverage(COOM, "Coom", months=YEAR[:5])
)
CATEGORIES = (("software", Label.IT), ("telecoms", Label.IT), ("cleaning", Label.PROPERTY))


@st.composite
def a_cell(draw: st.DrawFn) -> Cell:
    """Any payment: any council, supplier and category, a system or not, at times a credit."""
    category, label = draw(st.sampled_from(CATEGORIES))
    supplier, kind = draw(
        st.sampled_from(
            [("quill", "organisation"), ("tarn", "organisation"), ("body", "public_body")]
        )
    )
    products = ["", "quill_pay", "tarn_maps"] if label is Label.IT else [""]
    return cell(
        draw(st.sampled_from(sorted(MONTHS))),
        supplier,
        draw(st.integers(-2_000_000, 20_000_000)),
        category=category,
        label=label,
        kind=kind,
        product=draw(st.sampled_from(products)),
    )


worlds = st.lists(
    a_cell(),
    max_size=30,
    unique_by=lambda each: (each.council, each.supplier_id, each.category, each.product),
)


@settings(max_examples=60, deadline=None)
@given(worlds)
def test_opportunities_stand_on_no_more_than_was_spent(cells: Sequence[Cell]) -> None:
    found = told(cells, SEEN).opportunities
    counted = [each for each in found if each.is_counted]
    spent: Counter[str] = Counter()
    for each in cells:
        spent[each.council] += max(each.pence, 0)
    a_year = sum(Fraction(pence * 12, MONTHS[code]) for code, pence in spent.items())
    assert sum(each.basis_pence for each in counted) <= a_year
    assert total_saving(found).high <= a_year


@settings(max_examples=60, deadline=None)
@given(worlds)
def test_every_view_names_where_its_pounds_are_counted(cells: Sequence[Cell]) -> None:
    found = told(cells, SEEN).opportunities
    counted = {each.key for each in found if each.is_counted}
    for each in found:
        assert set(each.counted_in) <= counted
        assert each.is_counted == (each.kind in (OverlapKind.PRODUCT, OverlapKind.CATEGORY))


@settings(max_examples=60, deadline=None)
@given(worlds)
def test_every_figure_is_worked_out_again_from_its_parts(cells: Sequence[Cell]) -> None:
    for each in told(cells, SEEN).opportunities:
        check_against_parts(each)


def check_against_parts(each: Opportunity) -> None:
    """What a reader with the list of parts can work out with a pocket calculator."""
    pence: Counter[str] = Counter()
    for part in each.parts:
        pence[part.council] += part.pence
    assert {one.council.code: one.pence for one in each.councils} == dict(pence)
    for one in each.councils:
        months = MONTHS[one.council.code]
        assert one.months == months
        assert one.pence_a_year == int(Fraction(one.pence * 12, months))
        mine = [part for part in each.parts if part.council == one.council.code]
        assert one.lines == sum(part.lines for part in mine)
        assert one.suppliers == len({part.firm for part in mine})
    assert each.pence_a_year == sum(one.pence_a_year for one in each.councils)
    assert each.lines == sum(part.lines for part in each.parts)
    assert each.supplier_count == len({part.firm for part in each.parts})
    if each.rate:
        assert each.saving == each.rate.range_of(each.basis_pence)
    known = [rung.pence_a_year for rung in each.ladder if rung.pence_a_year is not None]
    assert each.basis_pence == known[-1]


def test_a_system_is_counted_apart_from_its_category() -> None:
    found = found_in(
        cell(ASH, "quill", 2_000_000, product="quill_pay"),
        cell(BECK, "quill", 1_000_000, product="quill_pay"),
        cell(ASH, "tarn", 300_000),
        cell(BECK, "tarn", 200_000),
    )
    product, category = found["product:quill_pay"], found["category:software"]
    assert (product.pence_a_year, product.basis_pence) == (3_000_000, 3_000_000)
    assert (category.pence_a_year, category.basis_pence) == (3_500_000, 500_000)
    assert found["supplier:quill:it"].counted_in == ("product:quill_pay",)
    assert found["supplier:tarn:it"].counted_in == ("category:software",)
    assert found["bought:it"].basis_pence == 3_500_000
    assert product.rate is not None
    assert (product.rate.lever, category.rate and category.rate.lever) == ("L4", "L5")


def test_a_system_of_one_council_stays_in_its_category() -> None:
    found = found_in(
        cell(ASH, "quill", 2_000_000, product="quill_pay"), cell(BECK, "tarn", 1_000_000)
    )
    assert "product:quill_pay" not in found
    assert found["category:software"].basis_pence == 3_000_000


def test_a_category_of_which_one_council_is_left_falls_apart() -> None:
    found = found_in(
        cell(ASH, "quill", 2_000_000, product="quill_pay"),
        cell(BECK, "quill", 1_000_000, product="quill_pay"),
        cell(ASH, "tarn", 300_000),
    )
    category = found["category:software"]
    assert category.basis_pence == 0
    assert all_told_as(category.hindrances)[0] == (
        "It falls apart: of what is not counted under a system of its own, fewer than two "
        "councils are left."
    )


def test_a_cell_is_cut_into_its_systems_and_the_rest() -> None:
    whole = cell(ASH, "quill", 1_000)
    cut = by_product(
        [whole], {(ASH, "quill", Label.IT, "software"): {"b": (300, 1), "a": (200, 2)}}
    )
    assert [(each.product, each.pence, each.lines) for each in cut] == [
        ("a", 200, 2),
        ("b", 300, 1),
        ("", 500, 1),
    ]
    assert by_product([whole], {}) == [whole]


def test_what_falls_apart_comes_after_all_that_stands() -> None:
    found = told(
        [
            cell(ASH, "body", 90_000_000, kind="public_body"),
            cell(BECK, "body", 90_000_000, kind="public_body"),
            cell(ASH, "tarn", 300_000, category="cleaning", label=Label.PROPERTY),
            cell(BECK, "tarn", 200_000, category="cleaning", label=Label.PROPERTY),
        ]
    ).opportunities
    assert [each.stands for each in found] == [True] * 3 + [False] * 3
