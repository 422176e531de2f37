"""The texts that tell what a payment was for: each in its own column, the description by what it
tells."""

from pathlib import Path

from tests.read.files import read_bytes

NAMES = ("Oakrise Homecare Ltd", "Pennyweight Pay Services", "Dunnock IT Services Ltd")
CENTRES = ("Payroll Team", "Street Lighting", "Legal Services", "Leisure Pools")


def sheet(header: str, *told: str, lines: int = 16) -> bytes:
    """A file of so many lines. told: the cells after supplier and amount, {centre} and {number}
    filled in, taken by turns."""
    rows = [
        f"{1 + number % 28:02d}/04/2023,{NAMES[number % 3]},{100 + number}.50,"
        + told[number % len(told)].format(centre=CENTRES[number % 4], number=number)
        for number in range(lines)
    ]
    return "\n".join([f"Date,Supplier,Amount,{header}", *rows, ""]).encode()


def test_each_text_has_a_column_of_its_own(tmp_path: Path) -> None:
    header = "Department,Cost Centre Name,Subjective Description,Description,Narrative"
    told = "Resources,{centre},Agency fees,Two temps,PO {number}"
    found = read_bytes(tmp_path, sheet(header, told, "Adults,{centre},Postage,Stamps,PO {number}"))
    assert {name: found.columns[name] for name in ("department", "cost_centre", "subjective",
                                                   "description", "narrative")} == {
        "department": "Department",
        "cost_centre": "Cost Centre Name",
        "subjective": "Subjective Description",
        "description": "Description",
        "narrative": "Narrative",
    }  # fmt: skip
    first = found.payments[0]
    assert (first["cost_centre"], first["subjective"]) == ("Payroll Team", "Agency fees")
    assert (first["description"], first["narrative"]) == ("Two temps", "PO 0")


def test_a_heading_that_says_the_same_gives_way_to_one_that_tells(tmp_path: Path) -> None:
    same = "Corporate,Ordinary spending,7AB{number},{centre}"
    told = [same] * 15 + ["Corporate,Projects,7AB{number},{centre}"]
    found = read_bytes(
        tmp_path, sheet("Directorate,Group Description,Cost Centre,Cost Centre Name", *told)
    )
    assert found.columns["description"] == "Cost Centre Name"
    assert found.columns["subjective"] == "Group Description"
    assert found.columns["cost_centre"] == "Cost Centre Name"
    assert found.payments[1]["description"] == "Street Lighting"


def test_a_heading_that_tells_stays_beside_one_that_says_the_same(tmp_path: Path) -> None:
    told = ["Corporate,Software,Central", "Corporate,Rates,Central", "Corporate,Fees,Central"]
    found = read_bytes(tmp_path, sheet("Directorate,Expense Type,Category", *told))
    assert found.columns["description"] == "Expense Type"
    assert "subjective" not in found.columns


def test_free_text_never_takes_the_place_of_a_heading(tmp_path: Path) -> None:
    found = read_bytes(
        tmp_path, sheet("Directorate,Expense Type,Narrative", "Adults,Care,For client {number}")
    )
    assert found.columns["description"] == "Expense Type"
    assert found.columns["narrative"] == "Narrative"


def test_a_code_of_a_cost_centre_is_not_its_name(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, sheet("Directorate,Cost Centre,Expense Type", "Adults,7AB1,Care"))
    assert "cost_centre" not in found.columns


def test_a_cost_centre_alone_is_department_and_cost_centre(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, sheet("Cost Centre Description,Expense Type", "{centre},Care"))
    assert found.columns["department"] == found.columns["cost_centre"] == "Cost Centre Description"
