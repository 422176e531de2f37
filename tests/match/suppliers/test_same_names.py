"""Names that differ in form only are one supplier; groups of companies stay apart in a group."""

import pytest

from tallystick.match import Matched, Spelling, match_spellings


def matched(*names: str) -> list[Matched]:
    return match_spellings([Spelling(name) for name in names])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Whin Tech Support", "WhinTech Support Ltd"),
        ("Hartsbridge Energy (Gas)", "Hartsbridge Energy"),
        ("Hartsbridge Energy (Leeds)", "Hartsbridge Energy Ltd"),
        ("Hartsbridge Energy Direct Debit", "Hartsbridge Energy"),
        ("Hartsbridge Energy (Electric) YPO Contract", "Hartsbridge Energy"),
        ("Whinshire Council", "Whinshire County Council"),
        ("Whinton M B C", "Whinton Metropolitan Borough Council"),
        ("Whinton M B C", "Whinton Council"),
        ("Acorn Invoice Finance re Whin Scaffolding", "Whin Scaffolding Ltd"),
        ("Acorn Factors Ltd (re: Whin Scaffolding)", "Whin Scaffolding Ltd"),
    ],
)
def test_one_supplier_by_the_form_of_the_difference(one: str, other: str) -> None:
    first, second = matched(one, other)
    assert first.supplier_id == second.supplier_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acorn Invoice Finance re Whin Scaffolding", "Acorn Invoice Finance Ltd"),
        ("Acorn Invoice Finance re Whin Scaffolding", "Acorn Invoice Finance re Elm Coaches"),
    ],
)
def test_two_suppliers(one: str, other: str) -> None:
    first, second = matched(one, other)
    assert first.supplier_id != second.supplier_id


def test_a_councils_bare_name_bridges_no_two_councils() -> None:
    _, city, county = matched("Whinham Council", "Whinham City Council", "Whinham County Council")
    assert city.supplier_id != county.supplier_id


@pytest.mark.parametrize(
    ("one", "other", "group"),
    [
        ("Balfour Beatty Tunnels", "Balfour Beatty Schools Ltd", "balfour beatty"),
        ("Asda Stores Ltd", "Asda Financial Services", "asda"),
        ("KPMG (Peru)", "KPMG (Chile)", "kpmg"),
        ("Boots Opticians", "Boots UK Ltd", "boots"),
    ],
)
def test_related_companies_are_two_suppliers_of_one_group(one: str, other: str, group: str) -> None:
    first, second = matched(one, other)
    assert first.supplier_id != second.supplier_id
    assert (first.group_id, second.group_id) == (group, group)


def test_a_strangers_firm_is_not_in_a_chains_group() -> None:
    assert [each.group_id for each in matched("Tesco Plumbing", "Tesco")] == [None, "tesco"]
