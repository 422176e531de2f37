"""Each form of file opens in what reads it, and says what the table says."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook
from tests.report.export.sample import ROWS, SCHEMA, batches

from tallystick.report.export.export import FORMS
from tallystick.report.export.tally import Tally
from tallystick.report.export.writers import (
    write_csv,
    write_parquet,
    write_sqlite,
    write_xlsx,
)

HEADINGS = [
    *("council", "council_name", "paid_on", "month", "pounds", "amount_pence", "supplier"),
    *("supplier_id", "kind", "function", "category", "confidence", "department", "description"),
    *("file", "sheet", "line"),
]


def test_a_csv_is_what_excel_and_programs_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "payments.csv"
    assert write_csv(file, SCHEMA, batches()) == 1
    assert file.read_bytes().decode("utf-8") == "\ufeff" + "".join(
        line + "\r\n"
        for line in (
            ",".join(HEADINGS),
            'E06000001,Ash Council,2024-05-14,2024-05-01,1250.10,125010,"Quillworks, ""Q"" & '
            'Söhne",s1,organisation,it,software,0.75,ICT,"\'=HYPERLINK(""x"")",may.csv,,2',
            "E06000001,Ash Council,,2024-05-01,-0.05,-5,private person,,person,it,,0.75,,,"
            "may.csv,Sheet1,3",
            'W06000001,Beck Council,2024-05-14,2024-05-01,1250.10,125010,"Quillworks, ""Q"" & '
            'Söhne",s1,organisation,it,software,0.75,ICT,https://example.org,may.csv,,4',
        )
    )


def test_parquet_holds_exact_pounds_for_pyarrow_and_duckdb(tmp_path: Path) -> None:
    file = tmp_path / "payments.parquet"
    assert write_parquet(file, SCHEMA, batches()) == 1
    assert pq.read_table(file).to_pylist() == ROWS
    with duckdb.connect() as database:
        asked = "select sum(pounds)::varchar, typeof(any_value(paid_on)) from read_parquet(?)"
        assert database.execute(asked, [str(file)]).fetchall() == [("2500.15", "DATE")]


def test_rows_of_parquet_are_grouped_alike_however_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallystick.report.export.writers._ROW_GROUP", 2)
    whole, parts = tmp_path / "whole.parquet", tmp_path / "parts.parquet"
    write_parquet(whole, SCHEMA, [batches()[0], batches()[1]])
    write_parquet(parts, SCHEMA, [each.slice(at, 1) for each in batches() for at in range(2)])
    assert whole.read_bytes() == parts.read_bytes()
    assert pq.ParquetFile(whole).num_row_groups == 2


def test_a_database_has_typed_columns_iso_days_and_indexes(tmp_path: Path) -> None:
    file = tmp_path / "payments.sqlite"
    assert write_sqlite(file, SCHEMA, batches()) == 1
    with closing(sqlite3.connect(file)) as database:
        assert database.execute(
            "select paid_on, pounds, amount_pence, supplier, line from payments"
        ).fetchall() == [
            ("2024-05-14", "1250.10", 125010, 'Quillworks, "Q" & Söhne', 2),
            (None, "-0.05", -5, "private person", 3),
            ("2024-05-14", "1250.10", 125010, 'Quillworks, "Q" & Söhne', 4),
        ]
        declared = {row[1]: row[2] for row in database.execute("pragma table_info(payments)")}
        assert list(declared) == HEADINGS
        assert (declared["amount_pence"], declared["paid_on"]) == ("INTEGER", "TEXT")
        indexed = [row[1] for row in database.execute("pragma index_list(payments)")]
        assert sorted(indexed) == ["payments_council", "payments_supplier"]


def test_a_workbook_has_its_headings_in_row_1_and_dates_that_are_dates(tmp_path: Path) -> None:
    file = tmp_path / "payments.xlsx"
    assert write_xlsx(file, SCHEMA, batches()) == 1
    with CalamineWorkbook.from_path(file) as book:
        assert book.sheet_names == ["payments"]
        rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == HEADINGS
    assert rows[1] == [
        *("E06000001", "Ash Council", date(2024, 5, 14), date(2024, 5, 1), 1250.1, 125010),
        *('Quillworks, "Q" & Söhne', "s1", "organisation", "it", "software", 0.75, "ICT"),
        *('=HYPERLINK("x")', "may.csv", "", 2),
    ]
    assert rows[2][2:6] == ["", date(2024, 5, 1), -0.05, -5]
    assert len(rows) == 4


def test_what_a_sheet_cannot_hold_goes_to_the_next(tmp_path: Path) -> None:
    file = tmp_path / "payments.xlsx"
    assert write_xlsx(file, SCHEMA, batches(), most_rows=2) == 3
    with CalamineWorkbook.from_path(file) as book:
        assert book.sheet_names == ["payments", "payments_2", "payments_3"]
        for at, name in enumerate(book.sheet_names):
            headings, row = book.get_sheet_by_name(name).to_python()
            assert (headings, row[-1]) == (HEADINGS, at + 2)
    assert write_xlsx(file, SCHEMA, batches(), most_rows=4) == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    write: Callable[..., int] = FORMS[form]
    for name in ("one", "two"):
        write(tmp_path / name, SCHEMA, batches())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_a_table_without_rows_is_a_table(tmp_path: Path, form: str) -> None:
    write: Callable[..., int] = FORMS[form]
    assert write(tmp_path / "empty", SCHEMA, []) == 1


def test_rows_pence_and_publishers_are_counted_and_controls_made_visible() -> None:
    hidden = batches()[0].to_pylist()
    hidden[0]["supplier"] = "Quill\x00works"
    tally = Tally()
    counted = tally.counting([batches()[1], type(batches()[0]).from_pylist(hidden, schema=SCHEMA)])
    texts = [text for batch in counted for text in batch["supplier"].to_pylist()]
    assert texts[1] == "Quill\N{REPLACEMENT CHARACTER}works"
    assert (tally.rows, tally.pence) == (3, 250015)
    assert tally.publishers == {"E06000001": "Ash Council", "W06000001": "Beck Council"}
