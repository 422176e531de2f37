"""What overlaps in the county is what was placed there, and what only looks alike stays apart."""

from collections import defaultdict
from datetime import date

import pytest

from tallystick.example.truth.lines import TrueLine
from tallystick.example.truth.overlaps import true_overlaps
from tallystick.example.world import facts
from tallystick.example.world.county_nouns import PayeeKind
from tallystick.words.labels import Label


@pytest.fixture(scope="module")
def overlaps(truth):
    return {
        (overlap["kind"], overlap["name"]): overlap
        for overlap in truth.json("overlaps")["overlaps"]
    }


def test_the_suppliers_that_overlap_are_those_placed_in_several_councils(overlaps):
    placed = {
        supplier.key: {slug for slug in supplier.paid_by}
        for supplier in facts.placed_suppliers()
        if len(supplier.paid_by) > 1 and supplier.kind is not PayeeKind.PUBLIC_BODY
    }
    codes = {body.slug: body.code for body in facts.bodies()}
    found = {name: overlap for (kind, name), overlap in overlaps.items() if kind == "supplier"}
    assert found.keys() == placed.keys()
    for name, overlap in found.items():
        assert set(overlap["councils"]) == {codes[slug] for slug in placed[name]}


def test_six_councils_pay_one_software_house_under_four_names_or_more(overlaps, truth):
    assert len(overlaps["supplier", "lattice"]["councils"]) == 6
    spellings = {
        row["spelling"] for row in truth.rows("spellings") if row["supplier_key"] == "lattice"
    }
    assert len(spellings) >= 4


def test_agency_staff_come_from_dozens_of_firms(overlaps):
    agency = overlaps["category", "agency_staff"]
    assert len(agency["councils"]) == 10
    assert agency["suppliers"] > 40


@pytest.mark.parametrize(
    "category",
    ["insurance", "banking_and_cards", "e_tendering", "payroll_services", "occupational_health"],
)
def test_the_back_office_is_bought_side_by_side(overlaps, category):
    assert len(overlaps["category", category]["councils"]) >= 7


def test_pounds_are_those_of_the_lines_that_count(overlaps, truth):
    total = defaultdict(int)
    for line in truth.rows("lines"):
        if line["counts"] == "1":
            total[line["supplier_key"], line["council"]] += int(line["amount_pence"])
    for (kind, name), overlap in overlaps.items():
        if kind != "supplier":
            continue
        for council, by_year in overlap["pence_by_council_and_year"].items():
            assert sum(by_year.values()) == total[name, council]


def test_lookalikes_are_different_suppliers_of_different_councils(truth):
    kinds = {row["supplier_key"]: row for row in truth.rows("spellings")}
    payers = defaultdict(set)
    for line in truth.rows("lines"):
        payers[line["supplier_key"]].add(line["council"])
    groups = truth.json("overlaps")["lookalikes"]
    assert len(groups) == 6
    for group in groups:
        assert len(group["suppliers"]) > 1
        for key in group["suppliers"]:
            assert key in kinds
            assert len(payers[key]) == 1
        assert len({next(iter(payers[key])) for key in group["suppliers"]}) > 1


def test_one_spelling_means_one_supplier(truth):
    spellings = [row["spelling"] for row in truth.rows("spellings")]
    assert len(spellings) == len(set(spellings))


def test_no_person_and_no_public_body_overlaps(overlaps, truth):
    kinds = {row["supplier_key"]: row["kind"] for row in truth.rows("spellings")}
    for kind, name in overlaps:
        if kind == "supplier":
            assert kinds[name] in ("firm", "charity", "school")


DAY = date(2024, 3, 31)


def line(council: str, supplier: str, pence: int, *, counts: bool = True) -> TrueLine:
    return TrueLine(
        "f.csv", "", 2, council, DAY, DAY, pence, supplier, Label.IT, "software", counts
    )


def test_a_small_world_by_hand():
    """Two councils pay one firm, one pays another; a line of a replaced file and a public body do
    not make an overlap of their own."""
    kinds = {"soft": PayeeKind.FIRM, "ware": PayeeKind.FIRM, "state": PayeeKind.PUBLIC_BODY}
    found = true_overlaps(
        [
            line("A", "soft", 500),
            line("B", "soft", 70),
            line("B", "ware", 9),
            line("A", "ware", 1000, counts=False),
            line("A", "state", 2),
            line("B", "state", 3),
        ],
        kinds,
    )
    soft, software, it = found
    assert (soft.kind, soft.name, soft.lines) == ("supplier", "soft", 2)
    assert soft.pence == {"A": {"2023/24": 500}, "B": {"2023/24": 70}}
    assert (software.kind, software.name, software.suppliers) == ("category", "software", 3)
    assert (it.kind, it.name) == ("function", "it")
    assert it.pence == {"A": {"2023/24": 502}, "B": {"2023/24": 82}}
