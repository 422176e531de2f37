"""Overlaps worked out on a world that a reader can check by hand."""

from fractions import Fraction

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
    told_as,
)

from tallystick.find.findings import OverlapKind, PairOverlap
from tallystick.find.overlap.headline import total_saving
from tallystick.find.overlap.overlaps import pair_overlaps
from tallystick.read.quality import Concern
from tallystick.words.labels import Label
from tallystick.words.remarks import remark


def test_the_same_supplier_in_two_councils_is_found_and_summed() -> None:
    found = found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 1_000_000))
    overlap = found["supplier:quill:it"]
    assert overlap.title == "Quillworks Ltd"
    assert [(each.council.code, each.pence_a_year) for each in overlap.councils] == [
        (ASH, 2_000_000),
        (BECK, 1_000_000),
    ]
    assert overlap.pence_a_year == 3_000_000
    assert overlap.lines == 8
    assert overlap.councils[0].share_of_spend == Fraction(2, 100)
    assert told_as(overlap.sentence) == (
        "2 of the 3 councils pay Quillworks Ltd for software and licences, £30k paid in a year "
        "between them."
    )


def test_a_supplier_of_one_council_is_no_overlap() -> None:
    found = found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "tarn", 2_000_000))
    assert not [key for key in found if key.startswith("supplier:")]


def test_the_same_category_from_different_suppliers_is_found() -> None:
    found = found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "tarn", 2_000_000))
    overlap = found["category:software"]
    assert overlap.supplier_count == 2
    assert told_as(overlap.sentence).endswith("No two of them use the same one.")


def test_a_council_below_five_hundred_pounds_a_year_takes_no_part() -> None:
    assert not found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 49_999))
    assert found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 50_000))


def test_half_a_year_is_scaled_to_a_year() -> None:
    seen = comparison(coverage(ASH, "Ash", months=YEAR[:6]), coverage(BECK, "Beck"))
    found = found_in(cell(ASH, "quill", 1_000_000), cell(BECK, "quill", 1_000_000), seen=seen)
    by_council = {
        each.council.code: each.pence_a_year for each in found["supplier:quill:it"].councils
    }
    assert by_council == {ASH: 2_000_000, BECK: 1_000_000}


def test_firms_of_one_group_are_one_overlap() -> None:
    found = found_in(
        cell(ASH, "quill", 2_000_000, firm="g"), cell(BECK, "quill2", 1_000_000, firm="g")
    )
    assert found["supplier:g:it"].pence_a_year == 3_000_000
    assert found["supplier:g:it"].title == "Quillworks Ltd and its group"


def test_a_saving_is_the_rate_of_the_categorys_lever_rounded_down() -> None:
    found = found_in(cell(ASH, "quill", 2_000_033), cell(BECK, "quill", 1_000_000))
    overlap = found["category:software"]
    assert overlap.rate is not None
    assert overlap.saving == overlap.rate.range_of(3_000_033)


def test_a_function_saves_the_sum_of_its_categories_and_nothing_twice() -> None:
    cells = [
        cell(ASH, "quill", 2_000_000),
        cell(BECK, "quill", 1_000_000),
        cell(ASH, "tarn", 4_000_000, category="telecoms"),
        cell(BECK, "tarn", 3_000_000, category="telecoms"),
    ]
    found = found_in(*cells)
    parts = [found["category:software"].saving, found["category:telecoms"].saving]
    assert (found["bought:it"].saving, found["function:it"].saving) == tuple(parts)
    assert total_saving(found.values()).central == sum(part.central for part in parts if part)


def test_the_heart_is_ranked_before_the_rest_and_then_by_saving() -> None:
    cells = [
        cell(each, "quill", 90_000_000, category="cleaning", label=Label.PROPERTY)
        for each in (ASH, BECK)
    ]
    cells += [cell(each, "tarn", 100_000) for each in (ASH, BECK)]
    found = told(cells)
    assert found.left_out == 0
    assert [each.label for each in found.opportunities] == [Label.IT] * 3 + [Label.PROPERTY] * 3


def test_the_order_of_the_cells_does_not_matter() -> None:
    cells = [
        cell(code, supplier, 1_000_000 + number)
        for number, (code, supplier) in enumerate(
            [(ASH, "quill"), (BECK, "quill"), (COOM, "tarn"), (ASH, "tarn"), (BECK, "tarn")]
        )
    ]
    assert told(cells) == told(cells[::-1])


def test_spending_paid_to_another_council_may_be_shared_already() -> None:
    found = found_in(
        cell(ASH, "body", 2_000_000, kind="public_body"),
        cell(BECK, "body", 1_000_000, kind="public_body"),
    )
    assert all_told_as(found["supplier:body:it"].cautions) == (
        "Some of it is paid to public bodies (Dell County Council): part may be shared already.",
    )


def test_years_apart_are_said_to_be() -> None:
    early = tuple(month.plus(-48) for month in YEAR)
    seen = comparison(coverage(ASH, "Ash", months=early), coverage(BECK, "Beck"))
    found = found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 2_000_000), seen=seen)
    assert all_told_as(found["supplier:quill:it"].cautions) == (
        "Not all of the same time (Ash April 2020 to March 2021; Beck April 2024 to March 2025): "
        "firms, prices and needs may have changed.",
    )


def test_of_three_only_the_one_that_stands_apart_is_named() -> None:
    early = tuple(month.plus(-48) for month in YEAR)
    seen = comparison(
        coverage(ASH, "Ash", months=early), coverage(BECK, "Beck"), coverage(COOM, "Coom")
    )
    cells = [cell(each, "quill", 2_000_000) for each in (ASH, BECK, COOM)]
    assert all_told_as(found_in(*cells, seen=seen)["supplier:quill:it"].cautions) == (
        "Not all of the same time (Ash April 2020 to March 2021 unlike the others): firms, prices "
        "and needs may have changed.",
    )


def test_gross_beside_net_and_every_line_beside_large_ones_are_said() -> None:
    seen = comparison(coverage(ASH, "Ash", basis="gross"), coverage(BECK, "Beck", threshold=0))
    found = found_in(cell(ASH, "quill", 2_000_000), cell(BECK, "quill", 2_000_000), seen=seen)
    assert all_told_as(found["supplier:quill:it"].cautions) == (
        "Amounts of Ash hold VAT; those of the others do not.",
        "Small purchases are seen only in Beck, which publish every payment.",
    )


def test_what_bends_the_figures_of_a_council_is_said_beside_them() -> None:
    twice = Concern("month_twice", remark("and_others"), (), "count some months twice")
    unsigned = Concern(
        "signs_lost", remark("and_others"), (), "leave refunds out or count them as payments"
    )
    harmless = Concern("twin_lines", remark("and_others"), ())
    seen = comparison(
        coverage(ASH, "Ash", concerns=(unsigned, twice)),
        coverage(BECK, "Beck", concerns=(harmless,)),
        coverage(COOM, "Coom", concerns=(twice,)),
    )
    cells = [cell(each, "quill", 2_000_000) for each in (ASH, BECK, COOM)]
    assert all_told_as(found_in(*cells, seen=seen)["supplier:quill:it"].cautions) == (
        "Figures of Ash may count some months twice and leave refunds out or count them as "
        "payments; those of Coom may count some months twice.",
    )


def test_pairs_count_the_firms_that_both_pay() -> None:
    cells = [
        cell(ASH, "quill", 2_000_000),
        cell(ASH, "tarn", 500_000),
        cell(BECK, "quill", 1_000_000),
        cell(COOM, "tarn", 20_000),
    ]
    pairs = {(pair.council, pair.other): pair for pair in pair_overlaps(cells, comparison())}
    assert pairs[ASH, BECK] == PairOverlap(ASH, BECK, 1, 2_000_000, 2_000_000)
    assert pairs[BECK, ASH] == PairOverlap(BECK, ASH, 1, 1_000_000, 1_000_000)
    assert pairs[ASH, COOM] == PairOverlap(ASH, COOM, 0, 0, 0)
    assert len(pairs) == 6


def test_kinds_are_told_apart() -> None:
    cells = [cell(each, "quill", 2_000_000) for each in (ASH, BECK)]
    cells += [cell(each, "tarn", 100_000, category="telecoms") for each in (ASH, BECK)]
    found = found_in(*cells)
    assert {each.kind for each in found.values()} == set(OverlapKind) - {OverlapKind.PRODUCT}
