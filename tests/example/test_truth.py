"""The truth files agree with what an independent reader finds in every published file."""

import json
from collections import defaultdict

import pytest

from tallystick.example import EXAMPLE_COUNCILS
from tallystick.example.make import County
from tallystick.words.labels import Label


@pytest.fixture(scope="module")
def payments(truth):
    found = defaultdict(dict)
    for row in truth.rows("lines"):
        found[row["file"], row["sheet"]][int(row["line"])] = row
    return found


@pytest.fixture(scope="module")
def rejects(truth):
    found = defaultdict(dict)
    for row in truth.rows("rejects"):
        found[row["file"], row["sheet"]][int(row["line"])] = row["why"]
    return found


def _places(table, rows):
    """Role -> index of its column, found by the header's text."""
    headers = _headers(table, dict(rows))
    return {
        role: int(name.split()[1]) - 1 if name.startswith("column ") else headers.index(name)
        for role, name in json.loads(table["columns"]).items()
    }


def _headers(table, rows):
    if not table["header_line"]:
        return []
    first = int(table["header_line"])
    headers = [str(cell).strip() for cell in rows[first]]
    if "two_row_header" not in table["quirks"]:
        return headers
    groups = [next(group for group in headers[place::-1] if group) for place in range(len(headers))]
    return [f"{group} {cell}" for group, cell in zip(groups, rows[first + 1], strict=True)]


def test_every_line_of_every_file_is_a_payment_a_known_reject_or_blank(
    county: County, truth, reread, payments, rejects
):
    for table in truth.rows("files"):
        place = (table["file"], table["sheet"])
        held = {
            line
            for line, cells in reread.numbered_rows(county.published / table["file"], table)
            if any(str(cell).strip() for cell in cells if cell is not None)
        }
        assert held == payments[place].keys() | rejects[place].keys(), place
        assert not payments[place].keys() & rejects[place].keys(), place


def test_amounts_days_and_names_are_as_printed(county: County, truth, reread, payments):
    who = {row["spelling"]: row["supplier_key"] for row in truth.rows("spellings")}
    for table in truth.rows("files"):
        rows = list(reread.numbered_rows(county.published / table["file"], table))
        known = payments[table["file"], table["sheet"]]
        if not known:
            continue
        at = _places(table, rows)
        amount = at.get("amount", at.get("net"))
        for line, cells in rows:
            if line not in known:
                continue
            true = known[line]
            assert reread.pence(cells[amount]) == int(true["amount_pence"]), (table["file"], line)
            assert who[cells[at["supplier"]]] == true["supplier_key"], (table["file"], line)
            printed = (
                reread.day(cells[at["paid_on"]], table["date_format"]) if "paid_on" in at else ""
            )
            assert str(printed) == true["paid_on"], (table["file"], line)


def test_sums_and_counts_of_tables_are_those_of_their_lines(truth, payments):
    for table in truth.rows("files"):
        lines = payments[table["file"], table["sheet"]].values()
        assert int(table["lines"]) == len(lines)
        assert int(table["total_pence"]) == sum(int(line["amount_pence"]) for line in lines)
        if table["published_total_pence"]:
            assert table["published_total_pence"] == table["total_pence"]


def test_gross_is_net_and_vat(county: County, truth, reread, payments):
    for table in truth.rows("files"):
        if "gross_vat_net" not in table["quirks"]:
            continue
        rows = list(reread.numbered_rows(county.published / table["file"], table))
        at = _places(table, rows)
        for line, cells in rows:
            if line in payments[table["file"], table["sheet"]]:
                assert reread.pence(cells[at["gross"]]) == reread.pence(
                    cells[at["net"]]
                ) + reread.pence(cells[at["vat"]])


def test_every_file_written_is_in_the_truth(county: County, truth):
    named = {county.published / row["file"] for row in truth.rows("files")}
    assert named == {path for path in county.files if county.published in path.parents}
    assert named == {path for path in county.published.rglob("*") if path.is_file()}


def test_lines_carry_labels_of_the_product_and_councils_of_the_county(truth):
    lines = truth.rows("lines")
    assert {line["label"] for line in lines} == set(Label)
    assert {line["council"] for line in lines} == {council.code for council in EXAMPLE_COUNCILS}


def test_only_files_that_another_stands_for_do_not_count(truth):
    stands_for = {
        row["file"] for row in truth.rows("files") if row["same_as"] or row["replaced_by"]
    }
    assert {line["file"] for line in truth.rows("lines") if line["counts"] == "0"} == stands_for
    assert stands_for == {
        "pellgrave/2024-06_copy.csv",
        "ashcombe-vale/Payments over 250 2023-24 Q3.xlsx",
    }


def test_nobody_private_hides_among_the_firms(truth):
    kinds = {row["supplier_key"]: row["kind"] for row in truth.rows("spellings")}
    for line in truth.rows("lines"):
        if line["category"] == "people_payments":
            assert kinds[line["supplier_key"]] in ("individual", "redacted")
